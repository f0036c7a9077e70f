"""How much of a calendar is read at once, in every context that has one."""

from datetime import date
from typing import Any

import orjson
from sqlalchemy import DateTime, cast, func, literal_column

from vitreem.kernel.http.problems import Invalid

MOST_DAYS, MOST_ITEMS = 62, 2000
# Of one item as JSON: fewer bytes than as many times this can't be too many.
_LEAST_BYTES = 150


class TooManyDays(Invalid):
    code = "too_many_days"
    detail = f"Lịch xem được từ 1 đến {MOST_DAYS} ngày một lần."


class TooManyItems(Invalid):
    code = "too_many_items"
    title = "Quá nhiều mục"
    detail = f"Lịch những ngày này có hơn {MOST_ITEMS} mục. Hãy chọn một đơn vị, một lĩnh vực, hoặc xem ít ngày hơn."


def require_all(items: str) -> str:
    """The items of a calendar (a JSON array), one more than may be at most; raises `TooManyItems`: nothing is cut."""
    if len(items) > MOST_ITEMS * _LEAST_BYTES and len(orjson.loads(items)) > MOST_ITEMS:
        raise TooManyItems()
    return items


def require_calendar_days(from_on: date, to_on: date) -> None:
    """From 1 to 62 days; raises `TooManyDays`."""
    if not 0 <= (to_on - from_on).days < MOST_DAYS:
        raise TooManyDays()


def begin_of(day: Any) -> Any:
    """The moment at which a Vietnamese day begins, in SQL."""
    return func.timezone(literal_column("'Asia/Ho_Chi_Minh'"), cast(day, DateTime))

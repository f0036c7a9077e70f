"""How much of a calendar is read at once, in every context that has one."""

from datetime import date

from vitreem.kernel.http.problems import Invalid

MOST_DAYS = 62


class TooManyDays(Invalid):
    code = "too_many_days"
    detail = f"Lịch xem được từ 1 đến {MOST_DAYS} ngày một lần."


def require_calendar_days(from_on: date, to_on: date) -> None:
    """From 1 to 62 days; raises `TooManyDays`."""
    if not 0 <= (to_on - from_on).days < MOST_DAYS:
        raise TooManyDays()

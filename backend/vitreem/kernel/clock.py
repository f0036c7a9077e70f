"""The one source of the present moment. Passed in, so that tests pass another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_begins(day: date) -> datetime:
    """Midnight of a Vietnamese day."""
    return datetime.combine(day, time(), VIETNAM)


def day_ends(day: date) -> datetime:
    """The instant at which a Vietnamese day is over: the next one's midnight."""
    return day_begins(day + timedelta(days=1))


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Clock:
    """`now` is an aware UTC instant; `today` the date on a Vietnamese wall calendar."""

    source: Callable[[], datetime] = field(default=_utc_now)

    def now(self) -> datetime:
        return self.source()

    def today(self) -> date:
        return self.now().astimezone(VIETNAM).date()

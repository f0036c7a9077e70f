"""The one source of the present moment. Passed in, so that tests pass another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


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

"""The one source of the present moment. Passed in, so that tests pass another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, Field

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# Days of the product's life and of the people in it. Beyond them dates can't be reckoned with: the day after the last
# day of the year 9999 is none.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def _near(moment: datetime) -> datetime:
    if not FIRST_DAY.year <= moment.year <= LAST_DAY.year:
        raise ValueError(f"Phải từ năm {FIRST_DAY.year} đến năm {LAST_DAY.year}.")
    return moment


# What comes in: a day, and an instant with its zone.
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Moment = Annotated[AwareDatetime, AfterValidator(_near)]


def day_begins(day: date) -> datetime:
    """Midnight of a Vietnamese day."""
    return datetime.combine(day, time(), VIETNAM)


def day_ends(day: date) -> datetime:
    """The instant at which a Vietnamese day is over: the next one's midnight."""
    return day_begins(day + timedelta(days=1))


def years_before(day: date, years: int) -> date:
    """Who was born on this day or before is at least so many years old on `day`; the 29th of February is the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Clock:
    """`now` is an aware UTC instant; `today` the date on a Vietnamese wall calendar."""

    source: Callable[[], datetime] = field(default=_utc_now)

    def now(self) -> datetime:
        return self.source()

    def stopped(self) -> "Clock":
        """A clock that goes on saying this moment."""
        now = self.now()
        return Clock(lambda: now)

    def today(self) -> date:
        return self.now().astimezone(VIETNAM).date()

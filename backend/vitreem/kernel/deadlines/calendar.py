"""The working days of state bodies: Monday to Friday, without holidays, with the days that were swapped.

The table is the truth: the government announces swaps each autumn, and no library knows them all. A year is known once
somebody has filled it; whoever must look at another one fails loudly.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, select
from sqlmodel import Field, SQLModel

from vitreem.kernel.db.tables import instant
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.context import Ctx

_SATURDAY = 5


class CalendarMissing(Problem):
    """A deadline needs a year that nobody has filled."""

    status = 409
    code = "calendar_missing"
    title = "Chưa có lịch làm việc"
    detail = "Lịch làm việc của năm này chưa được điền. Vui lòng báo quản trị hệ thống."

    def __init__(self, detail: str | None = None, **extra: object) -> None:
        if "year" in extra and detail is None:
            detail = f"Lịch làm việc năm {extra['year']} chưa được điền. Vui lòng báo quản trị hệ thống."
        super().__init__(detail, **extra)


class DayKind(StrEnum):
    """Why a day isn't what its weekday says. Only `swap_work` is worked on."""

    HOLIDAY = "holiday"
    COMP_OFF = "comp_off"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"


class CalendarYear(SQLModel, table=True):
    """A year whose days off are known. Of the whole installation."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    filled_by: str = Field("", description="Who filled it; empty for the first filling.")
    filled_at: datetime = instant(nullable=False)


class CalendarDay(SQLModel, table=True):
    """A day that isn't what its weekday says. Of the whole installation."""

    __tablename__ = "calendar_day"
    __table_args__ = (CheckConstraint("EXTRACT(year FROM day) = year", name="of_its_year"),)

    day: date = Field(primary_key=True)
    year: int = Field(foreign_key="app.calendar_year.year")
    kind: str
    name: str
    source: str = Field("", description="Which decision or announcement says so.")
    changed_by: str = Field("", description="Who wrote it; empty for the first filling.")
    changed_at: datetime = instant(nullable=False)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and working days that their weekday doesn't tell, of the years that are known."""

    days_off: frozenset[date]
    work_days: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Raises `CalendarMissing` for a year that nobody has filled, on its weekends too: Saturdays are swapped."""
        if day.year not in self.years:
            raise CalendarMissing(year=day.year)
        return day in self.work_days or (day.weekday() < _SATURDAY and day not in self.days_off)

    def add_working_days(self, start_day: date, n: int) -> date:
        """The n-th working day after `start_day`, which isn't counted itself (BLDS Điều 147)."""
        day = start_day
        while n > 0:
            day += timedelta(days=1)
            n -= self.is_working(day)
        return day

    def next_working(self, day: date) -> date:
        """The day, or the first working one after it (BLDS Điều 148)."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def calendar_of(days: Iterable[tuple[date, str]], years: Iterable[int]) -> Calendar:
    """A filled year without a single day off is one that lost its rows: it isn't known either."""
    kept = list(days)
    off = frozenset(day for day, kind in kept if kind != DayKind.SWAP_WORK)
    work = frozenset(day for day, kind in kept if kind == DayKind.SWAP_WORK)
    return Calendar(off, work, frozenset(years) & {day.year for day in off})


async def load(ctx: Ctx) -> Calendar:
    """The calendar as it stands now, in one question."""
    rows = await ctx.db.execute(
        select(CalendarYear.year, CalendarDay.day, CalendarDay.kind).join(
            CalendarDay, CalendarDay.year == CalendarYear.year
        )
    )
    found = rows.all()
    return calendar_of(((day, kind) for _, day, kind in found), (year for year, _, _ in found))

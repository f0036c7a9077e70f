"""The administrator's working calendar: years that are known, and the days that aren't what their weekday says."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlmodel import col

from vitreem.kernel.clock import Clock
from vitreem.kernel.deadlines.calendar import CalendarDay, CalendarMissing, CalendarYear, DayKind
from vitreem.kernel.deadlines.filling import FIRST_YEAR, LAST_YEAR, fill
from vitreem.kernel.http.etags import IfMatch, require_version
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.problems import NotAllowed, NotFound, Problem, Stale, VersionRequired, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import api_router

router = api_router("Lịch làm việc")

Manages = Annotated[Ctx, allow("calendar:manage")]
Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]
# The government announces a year's swaps in the autumn before.
_ANNOUNCED_IN = 11


class YearFilled(Problem):
    status = 409
    code = "year_filled"
    title = "Năm này đã có lịch"
    detail = "Lịch của năm này đã được điền. Hãy thêm, sửa hoặc xoá từng ngày."


class DayBody(BaseModel):
    """What the day is, and who says so."""

    model_config = ConfigDict(extra="forbid")

    kind: DayKind
    name: Annotated[str, StringConstraints(min_length=3, max_length=200), ONE_LINE]
    source: Annotated[str, StringConstraints(max_length=300), ONE_LINE] = Field(
        "", description="Which decision or announcement says so."
    )


class CalendarDayRead(BaseModel):
    """A day that isn't what its weekday says."""

    day: date
    kind: DayKind
    name: str
    source: str
    changed_by: str = Field(description="Empty for the first filling.")
    changed_at: datetime
    version: int


class CalendarYearRead(BaseModel):
    """A year whose days off are known."""

    year: int
    filled_by: str = Field(description="Empty for the first filling.")
    filled_at: datetime
    days: list[CalendarDayRead]


class WorkingCalendarRead(BaseModel):
    """All that is known; newest year first."""

    years: list[CalendarYearRead]
    missing: list[int] = Field(description="Years that deadlines need soon and that nobody has filled.")


def missing_years(known: set[int], clock: Clock) -> list[int]:
    """This year always; from November on the next one too."""
    today = clock.today()
    needed = [today.year, today.year + 1] if today.month >= _ANNOUNCED_IN else [today.year]
    return [year for year in needed if year not in known]


async def _read(ctx: Ctx) -> WorkingCalendarRead:
    years = (await ctx.db.execute(select(CalendarYear).order_by(col(CalendarYear.year).desc()))).scalars()
    days = list((await ctx.db.execute(select(CalendarDay).order_by(CalendarDay.day))).scalars())
    known = {one.year for one in days if one.kind != DayKind.SWAP_WORK}
    return WorkingCalendarRead(
        years=[
            CalendarYearRead(
                year=one.year,
                filled_by=one.filled_by,
                filled_at=one.filled_at,
                days=[CalendarDayRead.model_validate(day.model_dump()) for day in days if day.year == one.year],
            )
            for one in years
        ],
        missing=missing_years(known, ctx.clock),
    )


@router.get("/admin/working-calendar", responses=problems(SignInRequired, NotAllowed))
async def read_working_calendar(ctx: Manages) -> WorkingCalendarRead:
    """Years and days of the whole installation."""
    return await _read(ctx)


@router.post("/admin/working-calendar/years/{year}/fill", responses=problems(SignInRequired, NotAllowed, YearFilled))
async def fill_working_year(year: Year, ctx: Manages) -> WorkingCalendarRead:
    """Fill a year from the library of holidays; swaps that are announced later are added by hand."""
    taken = await ctx.db.execute(select(CalendarDay.day).where(CalendarDay.year == year).limit(1))
    if taken.scalar_one_or_none() is not None:
        raise YearFilled()
    now, who = ctx.clock.now(), ctx.actor_name
    await ctx.db.merge(CalendarYear(year=year, filled_by=who, filled_at=now))
    await ctx.db.flush()
    ctx.db.add_all(
        CalendarDay(
            day=one.day, year=year, kind=one.kind, name=one.name, source=one.source, changed_by=who, changed_at=now
        )
        for one in fill(year)
    )
    await ctx.db.flush()
    return await _read(ctx)


@router.put(
    "/admin/working-calendar/days/{day}",
    responses=problems(SignInRequired, NotAllowed, CalendarMissing, Stale, VersionRequired),
)
async def set_working_day(day: date, body: DayBody, version: IfMatch, ctx: Manages) -> WorkingCalendarRead:
    """Add a day, of version 0, or change one. Its year must have been filled before."""
    if await ctx.db.get(CalendarYear, day.year) is None:
        raise CalendarMissing(year=day.year)
    row = await ctx.db.get(CalendarDay, day, with_for_update=True)
    require_version(row.version if row else 0, version)
    if row is None:
        row = CalendarDay(day=day, year=day.year, version=0)
        ctx.db.add(row)
    row.kind, row.name, row.source, row.version = body.kind, body.name, body.source, version + 1
    row.changed_by, row.changed_at = ctx.actor_name, ctx.clock.now()
    await ctx.db.flush()
    return await _read(ctx)


@router.delete("/admin/working-calendar/days/{day}", responses=problems(SignInRequired, NotAllowed, NotFound))
async def remove_working_day(day: date, ctx: Manages) -> WorkingCalendarRead:
    """The day is again what its weekday says. A year that lost all of its days off is no longer known."""
    row = await ctx.db.get(CalendarDay, day, with_for_update=True)
    if row is None:
        raise NotFound()
    await ctx.db.delete(row)
    await ctx.db.flush()
    return await _read(ctx)

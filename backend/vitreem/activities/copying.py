"""The same again: one activity at another time, or all of a period (last year's month) in another year."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select

from vitreem.activities import queries, service
from vitreem.activities.models import Activity, ActivitySeries, ActivitySupport
from vitreem.activities.rules import ActivityAudit, ActivityState, in_year
from vitreem.activities.schemas import CopiedActivity, CopyHindrance, PeriodCopied, PeriodCopy
from vitreem.activities.service import KIND
from vitreem.identity import facts as identity
from vitreem.identity.facts import Heirs
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.http.problems import Invalid, NotAllowed
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records.codes import new_code

_LOCK = 7_341_903  # with the ward's number: one period is copied in a ward at a time
MOST = 2000
MOST_DAYS = 62


class PeriodTooLong(Invalid):
    code = "period_too_long"
    detail = f"Mỗi lần sao chép được từ 1 đến {MOST_DAYS} ngày. Với đợt dài hơn, hãy sao chép từng tháng."


class TooManyToCopy(Invalid):
    code = "too_many_to_copy"
    detail = f"Mỗi lần sao chép được {MOST} hoạt động. Hãy chọn ít ngày hơn hoặc từng đơn vị."


def _again(ctx: Ctx, activity: Activity, starts_at: datetime, series_id: UUID | None, heirs: Heirs) -> Activity:
    """The activity planned anew: words, place and expectations, not what came of it; for units that have ended their
    heirs.

    A line of the plan is carried over within its year; next year's plan has lines of its own.
    """
    row = activity.model_dump(exclude={"id", "code", "version", "return_reason", "cancel_reason", "outcome"})
    fresh = {
        **{name: 0 for name in row if name.startswith(("actual_", "spent_"))},
        "id": new_id(), "code": new_code(service.CODE), "state": ActivityState.PLANNED, "series_id": series_id,
        "starts_at": starts_at, "ends_at": starts_at + (activity.ends_at - activity.starts_at),
        "on_day": starts_at.astimezone(VIETNAM).date(), "created_at": ctx.clock.now(), "checklist": {},
        "disabled_children": 0, "poor_children": 0, "unit_id": heirs[activity.unit_id],
        "place_unit_id": heirs[activity.place_unit_id] if activity.place_unit_id else None,
    }  # fmt: skip
    if fresh["on_day"].year != activity.on_day.year:
        fresh["plan_line_id"] = None
    return Activity(**row | fresh)


async def _write(ctx: Ctx, copies: Sequence[tuple[Activity, Activity]], heirs: Heirs) -> None:
    """Keep the new ones with their supporting units and a trace of where each came from."""
    ctx.db.add_all(new for new, _ in copies)
    await ctx.db.flush()
    news = {old.id: new for new, old in copies}
    support = ActivitySupport.__table__.c
    rows = await ctx.db.execute(
        select(support.activity_id, support.unit_id).where(
            support.ward_id == ctx.ward_id, support.activity_id.in_(list(news))
        )
    )
    wanted = {
        (new.id, heirs[unit_id])
        for activity_id, unit_id in map(tuple, rows)
        if (new := news[activity_id]).unit_id != heirs[unit_id]
    }
    ctx.db.add_all(
        ActivitySupport(ward_id=ctx.ward_id, activity_id=copy_id, unit_id=unit_id) for copy_id, unit_id in wanted
    )
    for new, old in copies:
        ctx.record(ActivityAudit.COPIED, KIND, new.id, name=new.title, from_id=str(old.id))
    await ctx.db.flush()


async def copy(ctx: Ctx, activity: Activity, starts_at: datetime) -> UUID:
    """The same again at another time."""
    if not (service.organises(ctx, activity) or ctx.may("activity:correct")):
        raise NotAllowed()
    heirs = await identity.heirs(ctx)
    fresh = _again(ctx, activity, starts_at, None, heirs)
    await _write(ctx, [(fresh, activity)], heirs)
    return fresh.id


async def copy_period(ctx: Ctx, body: PeriodCopy, *, dry_run: bool) -> PeriodCopied:
    """Plan everything of a period again in another year; what stands there already isn't planned twice."""
    if not 0 <= (body.to_on - body.from_on).days < MOST_DAYS:
        raise PeriodTooLong()
    if not dry_run:
        # Two at once would both find nothing there: the second waits until it sees what the first has planned.
        await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))
    found = await _of_period(ctx, body)
    times = [in_year(one.starts_at.astimezone(VIETNAM), body.to_year - body.from_on.year) for one in found]
    there = await _there(ctx, [at.date() for at in times])
    open_units = {one.id: one.name for one in await identity.every_open_unit(ctx)}
    heirs = await identity.heirs(ctx)
    items: list[CopiedActivity] = []
    copied, copies = 0, list[tuple[Activity, Activity]]()
    series: dict[UUID, ActivitySeries] = {}
    for one, at in zip(found, times, strict=True):
        hindrance, unit_id = None, heirs[one.unit_id]
        if unit_id not in open_units:
            hindrance = CopyHindrance.UNIT_CLOSED
        elif (unit_id, at, one.search_key) in there:
            hindrance = CopyHindrance.ALREADY_THERE
        items.append(
            CopiedActivity(
                from_id=one.id, title=one.title, area=one.area, unit_name=open_units.get(unit_id, ""),
                starts_at=at, hindrance=hindrance,
            )
        )  # fmt: skip
        if hindrance is None:
            copied += 1
            if not dry_run:
                series_id = await _series_again(ctx, one.series_id, series)
                copies.append((_again(ctx, one, at.astimezone(UTC), series_id, heirs), one))
    if copies:
        await _write(ctx, copies, heirs)
    return PeriodCopied(dry_run=dry_run, copied=copied, items=items)


async def _of_period(ctx: Ctx, body: PeriodCopy) -> list[Activity]:
    """The caller's own activities of the period, for the ward's people all; none that was called off."""
    statement = queries.visible(ctx).where(
        Activity.on_day >= body.from_on, Activity.on_day <= body.to_on, Activity.state != ActivityState.CANCELLED
    )
    if not ctx.may("activity:correct"):
        statement = statement.where(Activity.unit_id.in_(list(ctx.unit_ids)))
    if body.unit_id:
        statement = statement.where(Activity.unit_id.in_(await identity.with_predecessors(ctx, body.unit_id)))
    rows = await ctx.db.execute(statement.order_by(Activity.on_day, Activity.starts_at, Activity.id).limit(MOST + 1))
    found = list(rows.scalars())
    if len(found) > MOST:
        raise TooManyToCopy()
    return found


async def _there(ctx: Ctx, days: Sequence[date]) -> set[tuple[UUID, datetime, str]]:
    """What stands on these days already: unit, beginning and folded words. Two sessions of a day are two."""
    if not days:
        return set()
    a = Activity.__table__.c
    rows = await ctx.db.execute(
        select(a.unit_id, a.starts_at, a.search_key).where(
            a.ward_id == ctx.ward_id, a.on_day >= min(days), a.on_day <= max(days),
            a.state != str(ActivityState.CANCELLED),
        )
    )  # fmt: skip
    return {(unit_id, starts_at, key) for unit_id, starts_at, key in rows}


async def _series_again(ctx: Ctx, series_id: UUID | None, known: dict[UUID, ActivitySeries]) -> UUID | None:
    """A series stays together: its copies are a new series of the same title. A unit's own copies leave it."""
    if series_id is None or not ctx.may("activity:correct"):
        return None
    if series_id not in known:
        old = await ctx.db.get(ActivitySeries, (ctx.ward_id, series_id))
        assert old is not None
        known[series_id] = ActivitySeries(ward_id=ctx.ward_id, id=new_id(), title=old.title, created_at=ctx.clock.now())
        ctx.db.add(known[series_id])
        await ctx.db.flush()
    return known[series_id].id

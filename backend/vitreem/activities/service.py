"""What people do with an activity. Each verb checks the caller, the version and the state, and leaves a trace."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from vitreem.activities import queries, rules
from vitreem.activities.models import Activity, ActivitySeries, ActivitySupport
from vitreem.activities.rules import KIND, LIFE, ActivityAudit, ActivityState, ActivityVerb, Checklist
from vitreem.activities.schemas import (
    ActivityBody,
    ActivityCreate,
    ActivityUpdate,
    Budget,
    HoldCreate,
    Participants,
    SeriesCreate,
    SeriesRead,
)
from vitreem.assignments import facts as assignments
from vitreem.identity import facts as identity
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.plans import facts as plans
from vitreem.records import lifecycle, units
from vitreem.records.codes import new_code
from vitreem.records.corrections import require_note
from vitreem.records.files import FilesOf
from vitreem.records.refusals import CodeTaken, require_begun, require_whole_point
from vitreem.records.units import UnknownUnit

CODE = "HD"


class UnknownPlanLine(Invalid):
    code = "unknown_plan_line"
    detail = "Không có nội dung này trong kế hoạch đang thực hiện."


class NobodyChosen(Invalid):
    code = "nobody_chosen"
    detail = "Chọn ít nhất một đơn vị đang hoạt động."


def organises(ctx: Ctx, activity: Activity) -> bool:
    return activity.unit_id in ctx.unit_ids


def rights(ctx: Ctx, activity: Activity) -> frozenset[str]:
    """What the caller is to the activity: one who writes it, one who corrects it for the ward."""
    return lifecycle.rights(ctx, "activity", own=organises(ctx, activity))


def actions(ctx: Ctx, activity: Activity) -> list[ActivityVerb]:
    """Verbs that the caller may use on the activity now."""
    return LIFE.allowed(activity.state, rights(ctx, activity))


def _require(ctx: Ctx, activity: Activity, verb: ActivityVerb, version: int | None = None) -> str:
    return LIFE.begin(activity, verb, rights(ctx, activity), version)


def _done(ctx: Ctx, activity: Activity, what: ActivityAudit, /, **facts: object) -> None:
    activity.version += 1
    ctx.record(what, KIND, activity.id, name=activity.title, **facts)


async def _require_references(ctx: Ctx, body: ActivityBody, known: Collection[UUID | None] = ()) -> None:
    """Units and plan line are the ward's; a unit's people write for their own unit. Units that the activity had
    (`known`) may have closed since."""
    units.require_own(ctx, body.unit_id, "activity")
    asked = {body.unit_id, body.place_unit_id, *body.supporting_unit_ids}
    await units.require_open(ctx, asked.difference(known), "unit_id")
    if body.plan_line_id and not await plans.has_activity_line(ctx, body.plan_line_id):
        raise UnknownPlanLine()


def require_sound(body: ActivityBody) -> None:
    """Times, point and counts fit together."""
    rules.require_dates(body.starts_at, body.ends_at)
    require_whole_point(body.latitude, body.longitude)
    _require_counts(body.actual, body.disabled_children, body.poor_children, body.planned)


def _require_counts(actual: Participants, disabled: int, poor: int, planned: Participants | None = None) -> None:
    """Before anybody came the parts are of those expected."""
    children = actual.boys + actual.girls
    if planned is not None and children == 0:
        children = planned.boys + planned.girls
    rules.require_counts(children=children, disabled=disabled, poor=poor)


_PEOPLE = ("boys", "girls", "adults")


def _write(activity: Activity, body: ActivityBody) -> None:
    """Take the body over into the row."""
    for name in (
        "area", "title", "unit_id", "plan_line_id", "place_unit_id", "venue", "latitude", "longitude", "starts_at",
        "ends_at", "disabled_children", "poor_children", "in_charge", "description", "outcome", "launch",
        "outside_school",
    ):  # fmt: skip
        setattr(activity, name, getattr(body, name))
    for name in _PEOPLE:
        setattr(activity, f"planned_{name}", getattr(body.planned, name))
    _write_actual(activity, body.actual, body.budget_spent)
    activity.planned_state_budget, activity.planned_mobilised = (
        body.budget_planned.state_budget,
        body.budget_planned.mobilised,
    )
    activity.checklist = body.checklist.model_dump(mode="json")
    _derive(activity)


def _derive(activity: Activity) -> None:
    """What is stored beside the words and times, to search and to group by."""
    activity.search_key = search_key(f"{activity.title} {activity.venue}")
    activity.venue_key = search_key(activity.venue)
    activity.on_day = activity.starts_at.astimezone(VIETNAM).date()


def _write_actual(activity: Activity, actual: Participants, spent: Budget) -> None:
    for name in _PEOPLE:
        setattr(activity, f"actual_{name}", getattr(actual, name))
    activity.spent_state_budget, activity.spent_mobilised = spent.state_budget, spent.mobilised


async def _set_support(ctx: Ctx, activity: Activity, unit_ids: Iterable[UUID]) -> None:
    wanted = set(unit_ids) - {activity.unit_id}
    current = {one.id for one in await queries.supporting_units(ctx, activity.id)}
    if gone := current - wanted:
        await ctx.db.execute(
            delete(ActivitySupport).where(
                ActivitySupport.ward_id == ctx.ward_id,
                ActivitySupport.activity_id == activity.id,
                ActivitySupport.unit_id.in_(gone),
            )
        )
    for unit_id in wanted - current:
        ctx.db.add(ActivitySupport(ward_id=ctx.ward_id, activity_id=activity.id, unit_id=unit_id))


async def create(ctx: Ctx, body: ActivityCreate) -> UUID:
    """Write a new activity, planned or held already, and link the assignments that it proves."""
    require_sound(body)
    await _require_references(ctx, body)
    if body.code and await by_code(ctx, body.code):
        raise CodeTaken()
    activity = Activity(
        ward_id=ctx.ward_id, code=body.code or new_code(CODE), state=ActivityState.PLANNED, created_at=ctx.clock.now(),
    )  # fmt: skip
    _write(activity, body)
    if body.held:
        _require_happened(ctx, activity, body.checklist)
        activity.state = ActivityState.HELD
    ctx.db.add(activity)
    await ctx.db.flush()
    await _set_support(ctx, activity, body.supporting_unit_ids)
    ctx.record(ActivityAudit.CREATED, KIND, activity.id, name=activity.title, state=activity.state)
    await ctx.db.flush()
    for assignment_id in body.assignment_ids:
        await assignments.link_record(ctx, assignment_id, KIND, activity.id)
    return activity.id


async def by_code(ctx: Ctx, code: str) -> Activity | None:
    """The ward's activity of that code, seen or not: codes are the ward's."""
    rows = await ctx.db.execute(select(Activity).where(Activity.ward_id == ctx.ward_id, Activity.code == code))
    return rows.scalar_one_or_none()


def _require_happened(ctx: Ctx, activity: Activity, checklist: Checklist) -> None:
    require_begun(activity.starts_at, ctx.clock.now())
    rules.require_checklist(activity.outside_school, checklist)


async def update(ctx: Ctx, activity: Activity, body: ActivityUpdate, version: int) -> None:
    """Write the activity anew. The ward's people give a reason for correcting what isn't theirs."""
    _require(ctx, activity, ActivityVerb.EDIT, version)
    note = "" if organises(ctx, activity) else require_note(body.correction_note)
    require_sound(body)
    had = [one.id for one in await queries.supporting_units(ctx, activity.id)]
    await _require_references(ctx, body, {activity.unit_id, activity.place_unit_id, *had})
    if activity.state in (ActivityState.ANNOUNCED, *rules.COUNTED):
        rules.require_checklist(body.outside_school, body.checklist)
    before = activity.model_dump()
    _write(activity, body)
    changed = sorted(name for name, value in activity.model_dump().items() if before[name] != value)
    await _set_support(ctx, activity, body.supporting_unit_ids)
    _done(ctx, activity, ActivityAudit.CHANGED, fields=changed, reason=note)


async def announce(ctx: Ctx, activity: Activity, version: int) -> None:
    """Show it to the whole ward. What Thông tư 27/2022 asks for must be there first."""
    to = _require(ctx, activity, ActivityVerb.ANNOUNCE, version)
    rules.require_checklist(activity.outside_school, Checklist.model_validate(activity.checklist))
    activity.state = to
    _done(ctx, activity, ActivityAudit.ANNOUNCED)


async def hold(ctx: Ctx, activity: Activity, body: HoldCreate, version: int) -> None:
    """It took place: who came, what was spent."""
    to = _require(ctx, activity, ActivityVerb.HOLD, version)
    _require_happened(ctx, activity, Checklist.model_validate(activity.checklist))
    _require_counts(body.actual, body.disabled_children, body.poor_children)
    _write_actual(activity, body.actual, body.budget_spent)
    activity.disabled_children, activity.poor_children = body.disabled_children, body.poor_children
    activity.outcome, activity.state = body.outcome or activity.outcome, to
    _done(ctx, activity, ActivityAudit.HELD, **body.actual.model_dump())


async def report(ctx: Ctx, activity: Activity, version: int) -> None:
    """Hand it to the ward: the unit changes it no more."""
    activity.state = _require(ctx, activity, ActivityVerb.REPORT, version)
    activity.return_reason = None
    _done(ctx, activity, ActivityAudit.REPORTED)


async def cancel(ctx: Ctx, activity: Activity, reason: str, version: int) -> None:
    activity.state = _require(ctx, activity, ActivityVerb.CANCEL, version)
    activity.cancel_reason = reason
    _done(ctx, activity, ActivityAudit.CANCELLED, reason=reason)


async def send_back(ctx: Ctx, activity: Activity, reason: str, version: int) -> None:
    """The ward returns what was reported, with a reason that the unit reads first."""
    activity.state = _require(ctx, activity, ActivityVerb.RETURN, version)
    activity.return_reason = reason
    _done(ctx, activity, ActivityAudit.RETURNED, reason=reason)


async def plan_series(ctx: Ctx, body: SeriesCreate) -> SeriesRead:
    """One activity for each unit, each linked to the unit's assignment of the task."""
    rules.require_dates(body.starts_at, body.ends_at)
    chosen = await identity.open_units(ctx, set(body.unit_ids), set(body.unit_kinds))
    if not chosen:
        raise NobodyChosen()
    if set(body.unit_ids) - {unit.id for unit in chosen}:
        raise UnknownUnit(field="unit_ids")
    series = ActivitySeries(ward_id=ctx.ward_id, id=new_id(), title=body.title, created_at=ctx.clock.now())
    ctx.db.add(series)
    await ctx.db.flush()
    given = await assignments.unit_assignments(ctx, body.task_id) if body.task_id else {}
    if body.task_id and not given:
        raise UnknownPlanLine()
    linked = 0
    for unit in chosen:
        one = ActivityCreate(
            area=body.area, title=body.title, unit_id=unit.id, plan_line_id=body.plan_line_id,
            place_unit_id=unit.id if unit.kind == "khu_pho" else None, starts_at=body.starts_at, ends_at=body.ends_at,
            description=body.description, assignment_ids=[given[unit.id]] if unit.id in given else [],
        )  # fmt: skip
        activity_id = await create(ctx, one)
        (await queries.seen(ctx, activity_id)).series_id = series.id
        linked += len(one.assignment_ids)
    ctx.record(ActivityAudit.SERIES_PLANNED, "activity_series", series.id, name=series.title, units=len(chosen))
    await ctx.db.flush()
    return SeriesRead(id=series.id, title=series.title, created=len(chosen), linked=linked)


async def series_made(ctx: Ctx, series_id: UUID) -> SeriesRead:
    """What a series holds, read again for a request that came twice."""
    series = await ctx.db.get(ActivitySeries, (ctx.ward_id, series_id))
    if series is None:
        raise NotFound()
    rows = await ctx.db.execute(queries.visible(ctx).where(Activity.series_id == series_id))
    ids = [one.id for one in rows.scalars()]
    linked = [one for one in ids if await assignments.proven_by(ctx, KIND, one)]
    return SeriesRead(id=series.id, title=series.title, created=len(ids), linked=len(linked))


FILES = FilesOf(
    KIND, ActivityAudit, "activity", lambda ctx, activity: _require(ctx, activity, ActivityVerb.ATTACH),
    lambda activity: f"{activity.title}, {activity.on_day:%d/%m/%Y}",
)  # fmt: skip

# What a sheet holds of an activity; the rest of a known one stays as it is.
_SHEET = (
    "area", "title", "unit_id", "place_unit_id", "venue", "starts_at", "ends_at", "disabled_children", "poor_children",
    "outcome",
)  # fmt: skip


def differs(activity: Activity, body: ActivityCreate) -> bool:
    """Whether the sheet says anything else than what is known."""
    told = [getattr(body, name) for name in _SHEET] + [
        body.actual.boys, body.actual.girls, body.actual.adults, body.budget_spent.state_budget,
        body.budget_spent.mobilised, body.held and activity.state not in rules.COUNTED,
    ]  # fmt: skip
    known = [getattr(activity, name) for name in _SHEET] + [
        activity.actual_boys, activity.actual_girls, activity.actual_adults, activity.spent_state_budget,
        activity.spent_mobilised, False,
    ]  # fmt: skip
    return told != known


async def write_all(ctx: Ctx, writes: Sequence[tuple[ActivityCreate, Activity | None]], note: str) -> None:
    """Write the rows of a sheet that was found right: new ones in one go, known ones as the sheet says.

    `note` says why the ward corrects those of units.
    """
    for body, known in writes:
        activity = known or Activity(
            ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), state=ActivityState.PLANNED,
            created_at=ctx.clock.now(),
        )  # fmt: skip
        if known is None:
            _write(activity, body)
            ctx.db.add(activity)
        else:
            for name in _SHEET:
                setattr(activity, name, getattr(body, name))
            _write_actual(activity, body.actual, body.budget_spent)
            _derive(activity)
            activity.version += 1
        if body.held and activity.state not in rules.COUNTED:
            activity.state = ActivityState.HELD
        reason = "" if known is None or organises(ctx, known) else note
        ctx.record(ActivityAudit.IMPORTED, KIND, activity.id, name=activity.title, new=known is None, reason=reason)
    await ctx.db.flush()

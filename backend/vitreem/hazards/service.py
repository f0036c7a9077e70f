"""What people do with an unsafe place. Each verb checks the caller, the version and the state, starts the next clock,
and leaves a trace."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from vitreem.assignments import facts as assignments
from vitreem.hazards import notices, queries, rules
from vitreem.hazards.models import HazardMeasure, HazardSite
from vitreem.hazards.rules import KIND, HazardAudit, HazardState, HazardVerb, Level
from vitreem.hazards.schemas import (
    HazardBody,
    HazardCreate,
    HazardUpdate,
    InspectionCreate,
    MeasureCreate,
    RecheckCreate,
    SafeCreate,
)
from vitreem.kernel.deadlines.overdue import last_day
from vitreem.kernel.deadlines.rules import Pinned, pin
from vitreem.kernel.deadlines.terms import due
from vitreem.kernel.http.problems import NotFound, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import files, lifecycle, units
from vitreem.records.codes import new_code
from vitreem.records.corrections import require_note
from vitreem.records.files import FilesOf
from vitreem.records.points import Box, neighbourhood, require_inside
from vitreem.records.refusals import CodeTaken, require_whole_point
from vitreem.records.ward_map import service as ward_map

CODE = "NH"
_MOST_OWNERS = 2
# What a sheet holds of a place; the rest of a known one stays as it is.
_SHEET = (
    "kind", "title", "unit_id", "place_unit_id", "latitude", "longitude", "likelihood", "harm", "found_on",
    "description",
)  # fmt: skip


def is_own(ctx: Ctx, site: HazardSite) -> bool:
    """Found by one of the caller's units, or seen to by one."""
    return not {site.unit_id, site.owner_unit_id, site.co_owner_unit_id}.isdisjoint(ctx.unit_ids)


def rights(ctx: Ctx, site: HazardSite) -> frozenset[str]:
    """What the caller is to the place: one who sees to it, one who corrects it for the ward."""
    return lifecycle.rights(ctx, "hazard", own=is_own(ctx, site))


def actions(ctx: Ctx, site: HazardSite) -> list[HazardVerb]:
    """Verbs that the caller may use on the place now."""
    return rules.LIFE.allowed(site.state, rights(ctx, site))


def _require(ctx: Ctx, site: HazardSite, verb: HazardVerb, version: int | None = None) -> str:
    return rules.LIFE.begin(site, verb, rights(ctx, site), version)


def _done(ctx: Ctx, site: HazardSite, what: HazardAudit, /, **facts: object) -> None:
    site.version += 1
    ctx.record(what, KIND, site.id, name=site.title, **facts)


def _start(ctx: Ctx, site: HazardSite, pinned: Pinned) -> None:
    for name, value in pinned.columns().items():
        setattr(site, name, value)
    site.starts_at, site.recheck_on = ctx.clock.now(), None


async def _go(ctx: Ctx, site: HazardSite, to: str) -> None:
    """Go to a state and start what must be done next, where that is something else than before."""
    before, site.state = rules.CLOCKS.get(HazardState(site.state)), to
    await notices.moved(ctx, site)
    code = rules.CLOCKS.get(HazardState(to))
    if code and (code != before or to == HazardState.SAFE):
        _start(ctx, site, await pin(ctx, code, ctx.clock.now()))


async def _require_references(ctx: Ctx, body: HazardBody, known: Collection[UUID | None] = ()) -> None:
    """Units are the ward's, and a unit's people write for their own; those that the place had (`known`) may have
    closed since, or be another's who sees to it with the caller."""
    if body.unit_id not in known:
        units.require_own(ctx, body.unit_id, "hazard")
    asked = {body.unit_id, body.place_unit_id}
    await units.require_open(ctx, asked.difference(known), "unit_id")
    await _require_owners(ctx, body.owner_unit_ids, known)


async def _require_owners(ctx: Ctx, owners: Sequence[UUID], known: Collection[UUID | None]) -> None:
    if len(owners) > _MOST_OWNERS or len(set(owners)) < len(owners):
        raise rules.TooManyOwners()
    await units.require_open(ctx, set(owners).difference(known), "owner_unit_ids")


async def _require_point(ctx: Ctx, body: HazardBody, site: HazardSite | None = None) -> None:
    """A whole point, near the ward; one that the place has is as it was."""
    require_whole_point(body.latitude, body.longitude)
    if body.latitude is None or (site and (site.latitude, site.longitude) == (body.latitude, body.longitude)):
        return
    require_inside(await reach(ctx), body.latitude, body.longitude)


async def reach(ctx: Ctx) -> Box:
    """Where the ward's points may be: by its map, else by the places that it has."""
    return await ward_map.reach(ctx) or neighbourhood(await queries.points(ctx))


def _assess(site: HazardSite, likelihood: Level, harm: Level) -> None:
    site.likelihood, site.harm, site.risk = likelihood, harm, rules.risk_of(likelihood, harm)


def _give_to(site: HazardSite, owners: Sequence[UUID]) -> None:
    site.owner_unit_id, site.co_owner_unit_id = (*owners, None, None)[:_MOST_OWNERS]


def _write(site: HazardSite, body: HazardBody) -> None:
    """Take over what a sheet holds, and what is stored beside it."""
    for name in _SHEET:
        setattr(site, name, getattr(body, name))
    _assess(site, body.likelihood, body.harm)
    site.search_key = search_key(f"{site.title} {site.code}")


def _new(ctx: Ctx, body: HazardCreate, pinned: Pinned) -> HazardSite:
    site = HazardSite(
        ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), state=HazardState.FOUND,
        found_by=ctx.actor_name, created_at=ctx.clock.now(), rule_id=pinned.rule_id, rule_version=pinned.rule_version,
    )  # fmt: skip
    _start(ctx, site, pinned)
    _write(site, body)
    _give_to(site, body.owner_unit_ids)
    ctx.db.add(site)
    return site


async def create(ctx: Ctx, body: HazardCreate) -> UUID:
    """Record a place, and link the assignments that it proves."""
    rules.require_past(body.found_on, ctx.clock.today())
    await _require_point(ctx, body)
    await _require_references(ctx, body)
    if body.code:
        taken = select(HazardSite.id).where(HazardSite.ward_id == ctx.ward_id, HazardSite.code == body.code)
        if (await ctx.db.execute(taken)).first():
            raise CodeTaken()
    site = _new(ctx, body, await pin(ctx, rules.CLOCKS[HazardState.FOUND], ctx.clock.now()))
    ctx.record(HazardAudit.CREATED, KIND, site.id, name=site.title)
    await ctx.db.flush()
    for assignment_id in body.assignment_ids:
        await assignments.link_record(ctx, assignment_id, KIND, site.id)
    return site.id


async def update(ctx: Ctx, site: HazardSite, body: HazardUpdate, version: int) -> None:
    """Write the place anew. The ward's people give a reason for correcting what isn't theirs."""
    _require(ctx, site, HazardVerb.EDIT, version)
    note = "" if is_own(ctx, site) else require_note(body.correction_note)
    rules.require_past(body.found_on, ctx.clock.today())
    if body.found_on != site.found_on:
        done = [one.done_on for one in await queries.measures(ctx, site.id)]
        rules.require_found_before(body.found_on, [site.inspected_on, *done])
    await _require_point(ctx, body, site)
    known = {site.unit_id, site.place_unit_id, site.owner_unit_id, site.co_owner_unit_id}
    await _require_references(ctx, body, known)
    before = site.model_dump()
    _write(site, body)
    _give_to(site, body.owner_unit_ids)
    changed = sorted(name for name, value in site.model_dump().items() if before[name] != value)
    _done(ctx, site, HazardAudit.CHANGED, fields=changed, reason=note)


async def inspect(ctx: Ctx, site: HazardSite, body: InspectionCreate, version: int) -> None:
    """Somebody was there: how dangerous it is, and who sees to it."""
    to = _require(ctx, site, HazardVerb.INSPECT, version)
    await _require_owners(ctx, body.owner_unit_ids, {site.owner_unit_id, site.co_owner_unit_id})
    _assess(site, body.likelihood, body.harm)
    _give_to(site, body.owner_unit_ids)
    site.inspected_on = ctx.clock.today()
    await _go(ctx, site, to)
    _done(ctx, site, HazardAudit.INSPECTED, note=body.note)


async def measure(ctx: Ctx, site: HazardSite, body: MeasureCreate, version: int) -> None:
    """Something was done: a sign, a fence, …; who did it, when, for how much, with photos of before and after."""
    to = _require(ctx, site, HazardVerb.MEASURE, version)
    rules.require_done_after(site.found_on, body.done_on, ctx.clock.today())
    await units.require_open(ctx, [body.unit_id], "unit_id")
    shown = {one for one in (body.before_file_id, body.after_file_id) if one}
    if shown - {one.id for one in await files.files_of(ctx, site.id)}:
        raise rules.UnknownPhoto()
    ctx.db.add(
        HazardMeasure(
            ward_id=ctx.ward_id, id=new_id(), site_id=site.id, author_name=ctx.actor_name, created_at=ctx.clock.now(),
            **body.model_dump(),
        )
    )  # fmt: skip
    await _go(ctx, site, to)
    _done(ctx, site, HazardAudit.MEASURED, measure=body.kind)


async def remove_measure(ctx: Ctx, site: HazardSite, measure_id: UUID, version: int) -> None:
    """It was recorded by mistake. The history goes on telling of it; a place at which nothing else was done waits for
    its first measure again. Raises `NotFound`, `WrongState`."""
    there = await queries.measures(ctx, site.id)
    gone = next((one for one in there if one.id == measure_id), None)
    if gone is None:
        raise NotFound()
    _require(ctx, site, HazardVerb.REMOVE_MEASURE, version)
    if len(there) == 1:
        if site.state == HazardState.SAFE:
            raise WrongState("Nơi này được ghi là an toàn nhờ biện pháp này. Hãy mở lại trước khi bỏ.")
        site.state = HazardState.INSPECTED
    gone.removed_at = ctx.clock.now()
    _done(
        ctx, site, HazardAudit.MEASURE_REMOVED, measure=gone.kind, done_on=gone.done_on.isoformat(), cost=gone.cost,
    )  # fmt: skip


async def _look_again_on(ctx: Ctx, site: HazardSite, chosen: date | None) -> None:
    """The day of the next look, once its clock has begun: the rule's, or a nearer one."""
    last_on = last_day((await due(ctx, [site]))[site.id])
    rules.require_recheck(chosen, ctx.clock.today(), last_on)
    site.recheck_on = chosen


async def make_safe(ctx: Ctx, site: HazardSite, body: SafeCreate, version: int) -> None:
    """Safe for now: somebody looks again on a day."""
    await _go(ctx, site, _require(ctx, site, HazardVerb.MAKE_SAFE, version))
    site.safe_on = ctx.clock.today()
    await _look_again_on(ctx, site, body.recheck_on)
    _done(ctx, site, HazardAudit.MADE_SAFE, note=body.note)


async def recheck(ctx: Ctx, site: HazardSite, body: RecheckCreate, version: int) -> None:
    """Somebody looked again: still safe until the next look, or to be made safe anew."""
    to = _require(ctx, site, HazardVerb.RECHECK, version)
    await _go(ctx, site, to if body.still_safe else HazardState.FIXING)
    if body.still_safe:
        await _look_again_on(ctx, site, body.recheck_on)
    else:
        site.safe_on = None
    _done(ctx, site, HazardAudit.RECHECKED, still_safe=body.still_safe, note=body.note)


async def close(ctx: Ctx, site: HazardSite, reason: str, version: int) -> None:
    """There is nothing dangerous any more: it was filled in, pulled down, taken away."""
    await _go(ctx, site, _require(ctx, site, HazardVerb.CLOSE, version))
    site.closed_on, site.recheck_on, site.reopen_reason = ctx.clock.today(), None, None
    _done(ctx, site, HazardAudit.CLOSED, reason=reason)


async def reopen(ctx: Ctx, site: HazardSite, reason: str, version: int) -> None:
    """It is dangerous again, as happens: a fence falls, a sign is gone."""
    await _go(ctx, site, _require(ctx, site, HazardVerb.REOPEN, version))
    site.reopen_reason, site.closed_on, site.safe_on, site.recheck_on = reason, None, None, None
    _done(ctx, site, HazardAudit.REOPENED, reason=reason)


async def cancel(ctx: Ctx, site: HazardSite, reason: str, version: int) -> None:
    """It was recorded twice or by mistake."""
    await _go(ctx, site, _require(ctx, site, HazardVerb.CANCEL, version))
    site.cancel_reason = reason
    _done(ctx, site, HazardAudit.CANCELLED, reason=reason)


FILES = FilesOf(
    KIND, HazardAudit, "hazard", lambda ctx, site: _require(ctx, site, HazardVerb.ATTACH), lambda site: site.title
)


def differs(site: HazardSite, body: HazardCreate) -> bool:
    """Whether the sheet says anything else than what is known."""
    return any(getattr(site, name) != getattr(body, name) for name in _SHEET)


async def write_all(ctx: Ctx, writes: Sequence[tuple[HazardCreate, HazardSite | None]], note: str) -> None:
    """Write the rows of a sheet that was found right. `note` says why the ward corrects those of units."""
    pinned = await pin(ctx, rules.CLOCKS[HazardState.FOUND], ctx.clock.now())
    for body, known in writes:
        site = known or _new(ctx, body, pinned)
        if known is not None:
            _write(known, body)
            known.version += 1
        reason = "" if known is None or is_own(ctx, known) else note
        ctx.record(HazardAudit.IMPORTED, KIND, site.id, name=site.title, new=known is None, reason=reason)
    await ctx.db.flush()

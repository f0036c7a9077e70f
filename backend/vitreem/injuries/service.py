"""What people do with an injury. Each verb checks the caller, the version and the state, and leaves a trace."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from vitreem.hazards import facts as hazards
from vitreem.injuries import queries, rules
from vitreem.injuries.models import Injury
from vitreem.injuries.rules import KIND, InjuryAudit, InjuryState, InjuryVerb
from vitreem.injuries.schemas import InjuryBody, InjuryCreate, InjuryUpdate
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records import units
from vitreem.records.codes import new_code
from vitreem.records.corrections import require_note
from vitreem.records.refusals import CodeTaken

CODE = "TN"
_FIELDS = tuple(InjuryBody.model_fields)
# What a sheet says; the unsafe place of a known one stays.
_SHEET = tuple(name for name in _FIELDS if name != "hazard_site_id")


class UnknownSite(Invalid):
    code = "unknown_site"
    detail = "Không có điểm nguy hiểm này trong phường, xã."


def actions(ctx: Ctx, injury: Injury) -> list[InjuryVerb]:
    """Verbs that the caller may use on the injury now."""
    return rules.LIFE.allowed(injury.state, queries.rights(ctx, injury))


def _done(ctx: Ctx, injury: Injury, what: InjuryAudit, /, **facts: object) -> None:
    """The trail names an injury by its code: day and cause would tell its readers what the list hides from them."""
    ctx.record(what, KIND, injury.id, name=injury.code, **facts)


async def _require(ctx: Ctx, body: InjuryBody, known: Collection[UUID | None] = ()) -> None:
    """A day that has come, and units of the ward; those that the injury had (`known`) may have closed since."""
    rules.require_past(body.happened_on, ctx.clock.today())
    units.require_own(ctx, body.unit_id, "injury")
    await units.require_open(ctx, {body.unit_id, body.place_unit_id}.difference(known), "unit_id")
    if body.hazard_site_id and not await hazards.titles(ctx, [body.hazard_site_id]):
        raise UnknownSite()


def _write(injury: Injury, body: InjuryBody, names: Sequence[str] = _FIELDS) -> list[str]:
    """Take the body over; returns what it changed."""
    changed = [name for name in names if getattr(injury, name, None) != getattr(body, name)]
    for name in changed:
        setattr(injury, name, getattr(body, name))
    return changed


def _new(ctx: Ctx, body: InjuryCreate) -> Injury:
    injury = Injury(
        ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), state=InjuryState.RECORDED,
        recorded_by=ctx.account_id, created_at=ctx.clock.now(),
    )  # fmt: skip
    _write(injury, body)
    ctx.db.add(injury)
    return injury


async def create(ctx: Ctx, body: InjuryCreate) -> UUID:
    """Record an injury."""
    await _require(ctx, body)
    if body.code:
        taken = select(Injury.id).where(Injury.ward_id == ctx.ward_id, Injury.code == body.code)
        if (await ctx.db.execute(taken)).first():
            raise CodeTaken()
    injury = _new(ctx, body)
    _done(ctx, injury, InjuryAudit.CREATED)
    await ctx.db.flush()
    return injury.id


async def update(ctx: Ctx, injury: Injury, body: InjuryUpdate, version: int) -> None:
    """Write the injury anew. The ward's people give a reason for correcting what isn't theirs."""
    rules.LIFE.begin(injury, InjuryVerb.EDIT, queries.rights(ctx, injury), version)
    note = "" if queries.is_own(ctx, injury) else require_note(body.correction_note)
    await _require(ctx, body, {injury.unit_id, injury.place_unit_id})
    changed = _write(injury, body)
    injury.version += 1
    _done(ctx, injury, InjuryAudit.CHANGED, fields=changed, reason=note)


async def cancel(ctx: Ctx, injury: Injury, reason: str, version: int) -> None:
    """It was recorded twice or by mistake: it counts no more."""
    injury.state = rules.LIFE.begin(injury, InjuryVerb.CANCEL, queries.rights(ctx, injury), version)
    injury.version += 1
    _done(ctx, injury, InjuryAudit.CANCELLED, reason=reason)


def differs(injury: Injury, body: InjuryCreate) -> bool:
    """Whether the sheet says anything else than what is known."""
    return any(getattr(injury, name) != getattr(body, name) for name in _SHEET)


async def write_all(ctx: Ctx, writes: Sequence[tuple[InjuryCreate, Injury | None]], note: str) -> None:
    """Write the rows of a sheet that was found right. `note` says why the ward corrects those of units."""
    for body, known in writes:
        injury = known or _new(ctx, body)
        if known is not None:
            _write(known, body, _SHEET)
            known.version += 1
        reason = "" if known is None or queries.is_own(ctx, known) else note
        _done(ctx, injury, InjuryAudit.IMPORTED, new=known is None, reason=reason)
    await ctx.db.flush()

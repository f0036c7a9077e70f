"""What people do with a round. Each verb checks the caller, the version and the state, and leaves a trace."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from vitreem.assignments import facts as assignments
from vitreem.giving import ledger, notices, queries
from vitreem.giving.models import GiftInstalment, GiftItem, GiftLine, GiftNominator, GiftRound, GiftShare
from vitreem.giving.refusals import (
    AgesReversed,
    AmountTooLarge,
    DayNotReached,
    DayTooEarly,
    NominateTooLate,
    NotANominator,
    NothingNominated,
    StillToDeliver,
    UnknownDonor,
)
from vitreem.giving.rules import (
    KIND,
    ROUND_LIFE,
    GivingAudit,
    GivingKind,
    LineState,
    MovementKind,
    RoundState,
    RoundVerb,
    ShareState,
)
from vitreem.giving.schemas import AllocationCreate, Instalment, Nominator, RoundBody, RoundCreate, RoundUpdate
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.records import lifecycle, units
from vitreem.records.codes import new_code
from vitreem.records.files import FilesOf
from vitreem.records.refusals import CodeTaken

CODE = "DQ"
# Gifts are handed over, and children visited, some time before the day that the plan names; a year ago is a slip.
_AHEAD = timedelta(days=31)
_AS_WRITTEN = (
    "kind", "title", "occasion", "school_year", "unit_id", "donor_id", "one_per", "strict", "channel", "description",
    "begins_on", "nominate_before", "place", "hour",
)  # fmt: skip


def rights(ctx: Ctx, round_: GiftRound, nominators: Collection[UUID] = ()) -> frozenset[str]:
    """`write`: whose round it is; `correct`: the ward; `approve`: the ward's lead, and a unit's lead for a round of the
    unit; `nominate`: people of a unit that nominates."""
    own = round_.unit_id is not None and round_.unit_id in ctx.unit_ids
    held = set(lifecycle.rights(ctx, "gift_round", own=own))
    if ctx.may("gift_round:approve") and (ctx.may("gift_round:correct") or round_.unit_id in ctx.lead_unit_ids):
        held.add("approve")
    if ctx.may("gift_round:write") and set(nominators) & set(ctx.unit_ids):
        held.add("nominate")
    return frozenset(held)


async def nominator_ids(ctx: Ctx, round_id: UUID) -> list[UUID]:
    return [one.unit_id for one in await queries.nominators_of(ctx, round_id)]


async def actions(ctx: Ctx, round_: GiftRound) -> list[RoundVerb]:
    """Verbs that the caller may use now."""
    return ROUND_LIFE.allowed(round_.state, rights(ctx, round_, await nominator_ids(ctx, round_.id)))


async def begin(ctx: Ctx, round_: GiftRound, verb: RoundVerb, version: int | None = None) -> str:
    held = rights(ctx, round_, await nominator_ids(ctx, round_.id))
    return ROUND_LIFE.begin(round_, verb, held, version)


def require_reached(ctx: Ctx, day: date) -> None:
    """What is recorded as done was done by today. Raises `DayNotReached`."""
    if day > ctx.clock.today():
        raise DayNotReached(field="on_day")


def require_day_of(ctx: Ctx, round_: GiftRound, day: date, undone_on: date | None = None) -> None:
    """What belongs to a round was done by today, and not long before the round; what undoes an entry not before that
    entry's day. Raises `DayNotReached`, `DayTooEarly`."""
    require_reached(ctx, day)
    earliest = undone_on or round_.begins_on - _AHEAD
    if day < earliest:
        raise DayTooEarly(f"Sớm nhất là ngày {earliest:%d/%m/%Y}.", field="on_day", earliest=str(earliest))


def done(ctx: Ctx, round_: GiftRound, what: GivingAudit, /, **facts: object) -> None:
    round_.version += 1
    ctx.record(what, KIND, round_.id, name=round_.title, **facts)


async def _require_references(
    ctx: Ctx, body: RoundBody, known: Collection[UUID | None] = (), donor_id: UUID | None = None
) -> None:
    """Whose round it is, who nominates, who sponsors: all of them of the ward, and for a unit's people its own. The
    `donor_id` that the round has may stay, whoever mobilised them."""
    if body.unit_id is not None:
        units.require_own(ctx, body.unit_id, "gift_round")
    elif not ctx.may("gift_round:correct"):
        raise units.UnknownUnit(field="unit_id")
    await units.require_open(ctx, {body.unit_id}.difference(known), "unit_id")
    await units.require_open(ctx, {one.unit_id for one in body.nominators}.difference(known), "nominators")
    # A unit's own round lets nobody else's people nominate.
    if not ctx.may("gift_round:correct") and {one.unit_id for one in body.nominators} - set(ctx.unit_ids):
        raise NotANominator(field="nominators")
    if body.donor_id is not None and body.donor_id != donor_id:
        try:
            await queries.seen_donor(ctx, body.donor_id)
        except NotFound:
            raise UnknownDonor(field="donor_id") from None


def _require_sound(body: RoundBody) -> None:
    """Raises `AmountTooLarge`, `AgesReversed`, `NominateTooLate`."""
    if body.line_amount > 10**12:
        raise AmountTooLarge(field="items")
    asked = body.criteria
    if asked.age_from is not None and asked.age_to is not None and asked.age_from > asked.age_to:
        raise AgesReversed(field="criteria.age_from")
    if body.nominate_before is not None and body.nominate_before > body.first_day:
        raise NominateTooLate(field="nominate_before")


async def _write(ctx: Ctx, round_: GiftRound, body: RoundBody) -> None:
    """Take the body over; items, days and nominators are written anew."""
    _require_sound(body)
    for name in _AS_WRITTEN:
        setattr(round_, name, getattr(body, name))
    round_.amount = body.line_amount
    round_.criteria = body.criteria.model_dump(mode="json")
    round_.search_key = search_key(body.title)
    days = body.instalments or [Instalment(due_on=body.begins_on)]
    round_.begins_on = body.first_day
    ctx.db.add(round_)
    await ctx.db.flush()
    for model in (GiftItem, GiftInstalment):
        await ctx.db.execute(delete(model).where(model.ward_id == ctx.ward_id, model.round_id == round_.id))  # pyright: ignore
    ctx.db.add_all(
        GiftItem(ward_id=ctx.ward_id, round_id=round_.id, position=at, **one.model_dump())
        for at, one in enumerate(body.items)
    )
    ctx.db.add_all(
        GiftInstalment(ward_id=ctx.ward_id, round_id=round_.id, number=at, **one.model_dump())
        for at, one in enumerate(days, start=1)
    )
    await _set_nominators(ctx, round_, body.nominators)
    await ctx.db.flush()


async def _set_nominators(ctx: Ctx, round_: GiftRound, wanted: list[Nominator]) -> None:
    """Who nominates from now on; a unit with lines stays, whatever the form left out."""
    known = {one.unit_id: one for one in await queries.nominators_of(ctx, round_.id)}
    for one in wanted:
        if (there := known.pop(one.unit_id, None)) is not None:
            there.quota = one.quota
        else:
            ctx.db.add(GiftNominator(ward_id=ctx.ward_id, round_id=round_.id, unit_id=one.unit_id, quota=one.quota))
    used = await ctx.db.execute(
        select(GiftLine.unit_id).where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id, GiftLine.unit_id.in_(known)
        )
    )
    busy = set(used.scalars())
    for unit_id, row in known.items():
        if unit_id not in busy:
            await ctx.db.delete(row)


async def create(ctx: Ctx, body: RoundCreate, repeats: GiftRound | None = None) -> UUID:
    """A round that is being planned; the assignments that it proves are linked."""
    await _require_references(ctx, body, donor_id=repeats.donor_id if repeats else None)
    if body.code:
        taken = await ctx.db.execute(
            select(GiftRound.id).where(GiftRound.ward_id == ctx.ward_id, GiftRound.code == body.code)
        )
        if taken.scalar_one_or_none() is not None:
            raise CodeTaken()
    round_ = GiftRound(
        ward_id=ctx.ward_id, id=new_id(), code=body.code or new_code(CODE), state=RoundState.DRAFT,
        repeats_id=repeats.id if repeats else None, created_at=ctx.clock.now(),
    )  # fmt: skip
    await _write(ctx, round_, body)
    ctx.record(GivingAudit.CREATED, KIND, round_.id, name=round_.title, kind=round_.kind)
    await ctx.db.flush()
    for assignment_id in body.assignment_ids:
        await assignments.link_record(ctx, assignment_id, KIND, round_.id)
    return round_.id


async def update(ctx: Ctx, round_: GiftRound, body: RoundUpdate, version: int) -> None:
    """Write the round anew. Lines that had the round's amount get the new one."""
    await begin(ctx, round_, RoundVerb.EDIT, version)
    known = {round_.unit_id, *await nominator_ids(ctx, round_.id)}
    await _require_references(ctx, body, known, round_.donor_id)
    before = round_.amount
    await _write(ctx, round_, body)
    if round_.amount != before:
        rows = await ctx.db.execute(
            select(GiftLine).where(
                GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id, GiftLine.amount == before,
                GiftLine.state == LineState.NOMINATED,
            )
        )  # fmt: skip
        for line in rows.scalars():
            line.amount, line.version = round_.amount, line.version + 1
    done(ctx, round_, GivingAudit.CHANGED)


async def open_nominations(ctx: Ctx, round_: GiftRound, version: int) -> None:
    """Units see it from now on and nominate."""
    round_.state = await begin(ctx, round_, RoundVerb.OPEN, version)
    done(ctx, round_, GivingAudit.OPENED)


async def hand_in(ctx: Ctx, round_: GiftRound, unit_id: UUID) -> None:
    """The unit says that its list is whole; it may still change until the ward has reviewed it."""
    await begin(ctx, round_, RoundVerb.HAND_IN)
    row = next((one for one in await queries.nominators_of(ctx, round_.id) if one.unit_id == unit_id), None)
    if row is None or (unit_id not in ctx.unit_ids and not ctx.may("gift_round:correct")):
        raise NotANominator(field="unit_id")
    if row.handed_in_at is None:
        row.handed_in_at = ctx.clock.now()
        ctx.record(GivingAudit.HANDED_IN, KIND, round_.id, name=round_.title, unit_id=str(unit_id))


async def review(ctx: Ctx, round_: GiftRound, version: int) -> None:
    """The list is looked through: no unit changes it any more."""
    to = await begin(ctx, round_, RoundVerb.REVIEW, version)
    if not await _standing(ctx, round_.id):
        raise NothingNominated()
    round_.state, round_.return_reason = to, None
    done(ctx, round_, GivingAudit.REVIEWED)
    await notices.moved(ctx, round_)


async def _standing(ctx: Ctx, round_id: UUID) -> bool:
    rows = await ctx.db.execute(
        select(GiftLine.id)
        .where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_id, GiftLine.state != LineState.FALLEN,
            GiftLine.reserve.is_(False),
        )
        .limit(1)
    )  # fmt: skip
    return rows.scalar_one_or_none() is not None


async def send_back(ctx: Ctx, round_: GiftRound, reason: str, version: int) -> None:
    """Nominating goes on, with a reason that the units read first."""
    round_.state = await begin(ctx, round_, RoundVerb.RETURN, version)
    round_.return_reason = reason
    for one in await queries.nominators_of(ctx, round_.id):
        one.handed_in_at = None
    done(ctx, round_, GivingAudit.RETURNED, reason=reason)
    await notices.moved(ctx, round_)


async def cancel(ctx: Ctx, round_: GiftRound, reason: str, version: int) -> None:
    """It doesn't take place; what was set aside for it is free again."""
    round_.state = await begin(ctx, round_, RoundVerb.CANCEL, version)
    round_.cancel_reason = reason
    await _release_all(ctx, round_)
    done(ctx, round_, GivingAudit.CANCELLED, reason=reason)
    await notices.moved(ctx, round_)


async def _release_all(ctx: Ctx, round_: GiftRound) -> None:
    """What is left of the round goes back to its donors' funds."""
    for donor, allocated, handed in await ledger.left_in_round(ctx, round_.id):
        if (left := allocated - handed) > 0:
            await ledger.move(
                ctx, MovementKind.RELEASE, donor.id, left, ctx.clock.today(), round_id=round_.id, note=round_.title
            )


async def allocate(ctx: Ctx, round_: GiftRound, body: AllocationCreate) -> UUID:
    """Set money of a donor aside for the round. Raises `NotEnough`, `UnknownDonor`."""
    await begin(ctx, round_, RoundVerb.ALLOCATE)
    donor_id = await _donor(ctx, body.donor_id)
    row = await ledger.move(
        ctx, MovementKind.ALLOCATION, donor_id, body.amount, ctx.clock.today(), round_id=round_.id, note=body.note
    )
    done(ctx, round_, GivingAudit.MONEY_ALLOCATED, amount=body.amount)
    return row.id


async def _donor(ctx: Ctx, donor_id: UUID) -> UUID:
    try:
        return (await ledger.lock_donor(ctx, donor_id)).id
    except NotFound:
        raise UnknownDonor(field="donor_id") from None


async def release(ctx: Ctx, round_: GiftRound, body: AllocationCreate) -> UUID:
    """Take back what was set aside and isn't needed for shares that are still to be handed over, of whatever kind the
    round is. Raises `NotEnough`."""
    await begin(ctx, round_, RoundVerb.ALLOCATE)
    donor_id = await _donor(ctx, body.donor_id)
    row = await ledger.move(
        ctx, MovementKind.RELEASE, donor_id, body.amount, ctx.clock.today(), round_id=round_.id, note=body.note
    )
    if missing := await needed(ctx, round_):
        raise ledger.not_enough(missing)
    done(ctx, round_, GivingAudit.MONEY_RELEASED, amount=body.amount)
    return row.id


async def needed(ctx: Ctx, round_: GiftRound) -> int:
    """Đồng that must still be set aside before every open share of the round can be handed over."""
    rows = await ctx.db.execute(
        select(GiftShare.amount).where(
            GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == round_.id,
            GiftShare.state.in_((ShareState.DUE, ShareState.NOT_RECEIVED, ShareState.RETURNED)),
        )
    )  # fmt: skip
    owed = sum(rows.scalars())
    there = sum(allocated - handed for _, allocated, handed in await ledger.left_in_round(ctx, round_.id))
    return max(owed - there, 0)


async def require_funded(ctx: Ctx, round_: GiftRound) -> None:
    """Every share can be handed over: nobody is told on the day that there is no money. A scholarship or sponsorship
    begins, and goes on, before all of its money is there. Raises `NotEnough`."""
    if round_.kind not in (GivingKind.GIFT, GivingKind.AWARD):
        return
    if missing := await needed(ctx, round_):
        raise ledger.not_enough(missing)


async def start(ctx: Ctx, round_: GiftRound, version: int) -> None:
    """Handing over begins: the money for all of it, or for the first year of a long sponsorship, is there."""
    to = await begin(ctx, round_, RoundVerb.START, version)
    await require_funded(ctx, round_)
    round_.state = to
    done(ctx, round_, GivingAudit.STARTED)


async def close(ctx: Ctx, round_: GiftRound, version: int) -> None:
    """Handing over is over; what is left is free for other rounds. Raises `StillToDeliver`."""
    to = await begin(ctx, round_, RoundVerb.CLOSE, version)
    rows = await ctx.db.execute(
        select(GiftShare.id).where(
            GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == round_.id, GiftShare.state == ShareState.DUE
        )
    )
    if open_ := len(rows.scalars().all()):
        raise StillToDeliver(count=open_)
    await _release_all(ctx, round_)
    round_.state = to
    done(ctx, round_, GivingAudit.CLOSED)


async def reopen(ctx: Ctx, round_: GiftRound, reason: str, version: int) -> None:
    """Handing over goes on, to correct what was written wrongly; money that was left has been released meanwhile."""
    round_.state = await begin(ctx, round_, RoundVerb.REOPEN, version)
    done(ctx, round_, GivingAudit.REOPENED, reason=reason)


def _may_attach(ctx: Ctx, round_: GiftRound) -> object:
    """Minutes and the signed list come from who hands over: whoever sees a round that stands."""
    held = rights(ctx, round_) | ({"nominate"} if ctx.may("gift_round:write") else set())
    return ROUND_LIFE.begin(round_, RoundVerb.ATTACH, held)


FILES = FilesOf(
    KIND, GivingAudit, "gift_round", _may_attach, lambda round_: f"{round_.title}, {round_.begins_on:%d/%m/%Y}"
)

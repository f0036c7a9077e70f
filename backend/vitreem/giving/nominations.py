"""Who is on the list: children put on it by their khu phố, their school or the ward, and lines that fall away."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select

from vitreem.children import facts as children
from vitreem.children.facts import Nominee
from vitreem.giving import approval, overlaps, queries, service
from vitreem.giving.line_schemas import FallCreate, LineUpdate, NominationCreate, VisitCreate
from vitreem.giving.models import GiftLine, GiftRound, GiftVisit
from vitreem.giving.refusals import (
    AmountOfRound,
    NotANominator,
    NotAReserve,
    OverlappingGift,
    QuotaExceeded,
    UnknownChild,
)
from vitreem.giving.rules import (
    DECIDED,
    KIND,
    LINE,
    GivingAudit,
    LineState,
    LineVerb,
    Overlap,
    RoundState,
    RoundVerb,
    ShareState,
)
from vitreem.identity import facts as identity
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotAllowed, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx

_KEEPS = frozenset({"write", "correct"})


def is_a_reason(text: str) -> bool:
    """Enough to override a warning."""
    return len(text) >= 5


async def nominate(ctx: Ctx, round_: GiftRound, body: NominationCreate) -> list[UUID]:
    """Put children on the list; the round is locked. All of them or none.

    Raises `AmountOfRound`, `UnknownChild`, `NotANominator`, `QuotaExceeded`, `OverlappingGift`.
    """
    await service.begin(ctx, round_, RoundVerb.NOMINATE)
    if body.amount not in (None, round_.amount) and not service.rights(ctx, round_) & _KEEPS:
        raise AmountOfRound(field="amount")
    found = await children.nominees(ctx, set(body.child_ids))
    wanted = [found[one] for one in dict.fromkeys(body.child_ids) if one in found]
    if len(wanted) < len(set(body.child_ids)):
        raise UnknownChild(field="child_ids", child_ids=[str(one) for one in set(body.child_ids) - found.keys()])
    by_unit = await _nominating(ctx, round_, body.unit_id, wanted)
    against = await overlaps.overlaps_of(ctx, round_, wanted)
    twice = [one for one in against if one.kind is Overlap.IN_THIS_ROUND]
    if twice or (against and (round_.strict or not is_a_reason(body.override_reason))):
        raise OverlappingGift(overlaps=[one.model_dump(mode="json") for one in against], strict=round_.strict)
    overlapping = {one.child_id for one in against}
    ids: list[UUID] = []
    for unit_id, some in by_unit.items():
        await _require_quota(ctx, round_, unit_id, 0 if body.reserve else len(some))
        number = await _last_number(ctx, round_.id, unit_id)
        for child in some:
            number += 1
            line = GiftLine(
                ward_id=ctx.ward_id, id=new_id(), round_id=round_.id, child_id=child.id, unit_id=unit_id,
                place_unit_id=child.unit_id, number=number, full_name=child.full_name, initials=child.initials,
                sort_key=child.sort_key, state=LineState.NOMINATED, reserve=body.reserve, reason=body.reason,
                override_reason=body.override_reason if child.id in overlapping else "",
                amount=round_.amount if body.amount is None else body.amount, created_at=ctx.clock.now(),
            )  # fmt: skip
            ctx.db.add(line)
            ids.append(line.id)
    # The round's version stays: one unit isn't told that another nominated.
    ctx.record(GivingAudit.NOMINATED, KIND, round_.id, name=round_.title, count=len(ids))
    await ctx.db.flush()
    return ids


async def lines_for(ctx: Ctx, round_id: UUID, child_ids: Collection[UUID]) -> list[UUID]:
    """Lines of these children that stand, for a request that came twice."""
    rows = await ctx.db.execute(
        queries.visible_lines(ctx).where(
            GiftLine.round_id == round_id, GiftLine.child_id.in_(child_ids), GiftLine.state != LineState.FALLEN
        )
    )
    return [one.id for one in rows.scalars()]


async def _nominating(
    ctx: Ctx, round_: GiftRound, unit_id: UUID | None, wanted: Sequence[Nominee]
) -> dict[UUID, list[Nominee]]:
    """Children by the unit that nominates them: a khu phố who lives there, a school its pupils. A unit's people name
    their unit, or have one alone; the ward puts each child on the list of the unit that it names, of the unit whose
    round it is, or of the child's khu phố. Nobody else becomes a nominator: who nominates is told the name."""
    nominators = await service.nominator_ids(ctx, round_.id)
    if service.rights(ctx, round_, nominators) & {"write", "correct"}:
        if unit_id is not None and unit_id not in (*nominators, round_.unit_id):
            raise NotANominator(field="unit_id")
        own = unit_id
    else:
        mine = [one for one in nominators if one in ctx.unit_ids]
        own = unit_id or (mine[0] if len(mine) == 1 else None)
        if own is None or own not in mine:
            raise NotANominator(field="unit_id")
    if own and (strangers := [one for one in wanted if own not in (one.unit_id, one.school_unit_id)]):
        raise UnknownChild(field="child_ids", child_ids=[str(one.id) for one in strangers])
    by_unit: dict[UUID, list[Nominee]] = {}
    for child in wanted:
        theirs = round_.unit_id in (child.unit_id, child.school_unit_id)
        by_unit.setdefault(own or (round_.unit_id if theirs and round_.unit_id else child.unit_id), []).append(child)
    return by_unit


async def _last_number(ctx: Ctx, round_id: UUID, unit_id: UUID) -> int:
    found = await ctx.db.execute(
        select(func.max(GiftLine.number)).where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_id, GiftLine.unit_id == unit_id
        )
    )
    return found.scalar_one() or 0


async def _require_quota(ctx: Ctx, round_: GiftRound, unit_id: UUID, more: int) -> None:
    row = next((one for one in await queries.nominators_of(ctx, round_.id) if one.unit_id == unit_id), None)
    if row is None or row.quota is None or ctx.may("gift_round:correct"):
        return
    there = await ctx.db.execute(
        select(func.count()).where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id,
            GiftLine.unit_id.in_(await identity.with_predecessors(ctx, unit_id)),
            GiftLine.state == LineState.NOMINATED, GiftLine.reserve.is_(False),
        )
    )  # fmt: skip
    if there.scalar_one() + more > row.quota:
        raise QuotaExceeded(quota=row.quota)


async def rights(ctx: Ctx, line: GiftLine, round_: GiftRound) -> frozenset[str]:
    """`write`: whose round it is, and who nominated the child; `correct`: the ward."""
    held = set(service.rights(ctx, round_)) & {"write", "correct"}
    if ctx.may("gift_round:write") and line.unit_id in ctx.unit_ids:
        held.add("nominated")
    if ctx.may("gift_round:write") and line.place_unit_id in ctx.unit_ids:
        held.add("lives")
    return frozenset(held)


def allowed(line: GiftLine, round_: GiftRound, held: frozenset[str]) -> list[LineVerb]:
    """Verbs that work on the line now, for who holds these rights."""
    keeps, decided = bool(held & {"write", "correct"}), round_.state in DECIDED
    stands = line.state != LineState.FALLEN
    planned = round_.state in (RoundState.DRAFT, RoundState.NOMINATING)
    over = round_.state in (RoundState.CLOSED, RoundState.CANCELLED)
    verbs: list[LineVerb] = []
    if stands and ((planned and held & {"nominated"}) or (keeps and not decided and not over)):
        verbs += [LineVerb.EDIT, *([LineVerb.SET_AMOUNT] if keeps else []), LineVerb.FALL]
    if stands and decided and not over and keeps:
        verbs += [LineVerb.FALL]
    if line.state == LineState.FALLEN and line.replaced_by is None and decided and not over and keeps:
        verbs += [LineVerb.REPLACE]
    if stands and not over and held & {"correct"}:
        verbs += [LineVerb.PROPOSE]
    if line.state == LineState.APPROVED and not over and keeps:
        verbs += [LineVerb.RESUME if line.suspended_reason else LineVerb.SUSPEND]
    if line.state == LineState.APPROVED and held:
        verbs += [LineVerb.VISIT]
    return verbs


_MAY: dict[LineVerb, frozenset[str]] = {
    LineVerb.EDIT: _KEEPS | {"nominated"},
    LineVerb.SET_AMOUNT: _KEEPS,
    LineVerb.FALL: _KEEPS | {"nominated"},
    LineVerb.REPLACE: _KEEPS,
    LineVerb.PROPOSE: frozenset({"correct"}),
    LineVerb.SUSPEND: _KEEPS,
    LineVerb.RESUME: _KEEPS,
    LineVerb.VISIT: _KEEPS | {"nominated", "lives"},
}


async def begin(ctx: Ctx, line: GiftLine, verb: LineVerb, version: int | None = None) -> GiftRound:
    """Version, then right, then state, as of every record. The round is locked, then the line, as handing over does.
    Raises `Stale`, `NotAllowed`, `WrongState`."""
    round_ = await ctx.db.get_one(GiftRound, (ctx.ward_id, line.round_id), with_for_update=True)
    await ctx.db.refresh(line, with_for_update=True)
    if version is not None:
        require_version(line.version, version)
    held = await rights(ctx, line, round_)
    if not held & _MAY[verb]:
        raise NotAllowed()
    if verb not in allowed(line, round_, held):
        raise WrongState("Dòng này không làm việc đó được ở bước hiện tại của đợt.")
    return round_


def done(ctx: Ctx, line: GiftLine, what: GivingAudit, /, **facts: object) -> None:
    line.version += 1
    ctx.record(what, LINE, line.id, name=line.title, round_id=str(line.round_id), **facts)


async def update(ctx: Ctx, line: GiftLine, body: LineUpdate, version: int) -> None:
    round_ = await begin(ctx, line, LineVerb.EDIT, version)
    if line.reserve and not body.reserve:
        await _require_quota(ctx, round_, line.unit_id, 1)
    if body.amount not in (None, line.amount):
        if LineVerb.SET_AMOUNT not in allowed(line, round_, await rights(ctx, line, round_)):
            raise AmountOfRound(field="amount")
        line.amount = body.amount
    line.reserve = body.reserve
    # Who sponsors isn't told the reasons, and leaves them as they are; why something overlapping stands is kept.
    if queries.looks_after(ctx, line):
        line.reason = body.reason
        if is_a_reason(body.override_reason) or not line.override_reason:
            line.override_reason = body.override_reason
    done(ctx, line, GivingAudit.LINE_CHANGED)


async def fall(ctx: Ctx, line: GiftLine, body: FallCreate, version: int) -> None:
    """The line falls away: it keeps its place with the reason, and what wasn't handed over of it is free. A line of the
    reserve takes over where one is named."""
    round_ = await begin(ctx, line, LineVerb.FALL, version)
    was_approved = line.state == LineState.APPROVED
    for share in await queries.shares_of(ctx, line.id):
        if share.state != ShareState.DELIVERED:
            share.state, share.version = ShareState.CANCELLED, share.version + 1
    line.state, line.fall_reason, line.suspended_reason = LineState.FALLEN, body.reason, None
    done(ctx, line, GivingAudit.LINE_FELL)
    await ctx.db.flush()
    if body.replaced_by is not None:
        if not was_approved:
            raise NotAReserve(field="replaced_by")
        await _replace(ctx, round_, line, body.replaced_by)


async def replace(ctx: Ctx, line: GiftLine, reserve_id: UUID, version: int) -> None:
    """A line of the reserve takes the place of one that fell away."""
    round_ = await begin(ctx, line, LineVerb.REPLACE, version)
    await _replace(ctx, round_, line, reserve_id)
    line.version += 1


async def _replace(ctx: Ctx, round_: GiftRound, line: GiftLine, reserve_id: UUID) -> None:
    reserve = await ctx.db.get(GiftLine, (ctx.ward_id, reserve_id), with_for_update=True)
    if reserve is None or reserve.round_id != line.round_id or reserve.state != LineState.RESERVE:
        raise NotAReserve(field="replaced_by")
    reserve.state, line.replaced_by = LineState.APPROVED, reserve.id
    free = {one.instalment for one in await queries.shares_of(ctx, line.id) if one.state == ShareState.CANCELLED}
    await approval.add_shares(ctx, round_, [reserve], only=free)
    done(ctx, reserve, GivingAudit.LINE_REPLACED, replaces=line.number)
    if round_.state == RoundState.HANDING_OVER:
        await service.require_funded(ctx, round_)


async def propose(ctx: Ctx, line: GiftLine, to_superior: bool, version: int) -> None:
    """Put the line on the list for the superior level, or take it off."""
    await begin(ctx, line, LineVerb.PROPOSE, version)
    line.to_superior = to_superior
    done(ctx, line, GivingAudit.LINE_PROPOSED, proposed=to_superior)


async def suspend(ctx: Ctx, line: GiftLine, reason: str, version: int) -> None:
    """No instalment is handed over until the line goes on."""
    await begin(ctx, line, LineVerb.SUSPEND, version)
    line.suspended_reason = reason
    done(ctx, line, GivingAudit.LINE_SUSPENDED)


async def resume(ctx: Ctx, line: GiftLine, version: int) -> None:
    await begin(ctx, line, LineVerb.RESUME, version)
    line.suspended_reason = None
    done(ctx, line, GivingAudit.LINE_RESUMED)


async def visit(ctx: Ctx, line: GiftLine, body: VisitCreate) -> UUID:
    """Somebody went to see the child."""
    round_ = await begin(ctx, line, LineVerb.VISIT)
    service.require_day_of(ctx, round_, body.on_day)
    # Somebody of two units went there for the one that looks after the child.
    unit_id = next((one for one in (line.unit_id, line.place_unit_id, round_.unit_id) if one in ctx.unit_ids), None)
    row = GiftVisit(
        ward_id=ctx.ward_id, id=new_id(), line_id=line.id, unit_id=unit_id, on_day=body.on_day, note=body.note,
        author_name=ctx.actor_name,
    )  # fmt: skip
    ctx.db.add(row)
    # The line's version stays: two people who went there together both write it down.
    ctx.record(GivingAudit.LINE_VISITED, LINE, line.id, name=line.title, round_id=str(line.round_id))
    await ctx.db.flush()
    return row.id


async def visits_of(ctx: Ctx, line: GiftLine) -> list[GiftVisit]:
    """The newest first; who sponsors is told of the visits of their own people."""
    statement = select(GiftVisit).where(GiftVisit.ward_id == ctx.ward_id, GiftVisit.line_id == line.id)
    if not queries.looks_after(ctx, line):
        statement = statement.where(GiftVisit.unit_id.in_(ctx.unit_ids))
    rows = await ctx.db.execute(statement.order_by(GiftVisit.on_day.desc(), GiftVisit.id.desc()))
    return list(rows.scalars())

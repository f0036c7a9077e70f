"""Last year's list again: its lines are copied, and both lists are compared."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from vitreem.children import facts as children
from vitreem.children.facts import Nominee
from vitreem.giving import approval, nominations, overlaps, queries, rules, service
from vitreem.giving.models import GiftLine, GiftRound
from vitreem.giving.refusals import OverlappingGift, TooLate
from vitreem.giving.rules import GivingAudit, LineState, Overlap, RoundVerb
from vitreem.giving.schemas import (
    ComparedChild,
    Criteria,
    Instalment,
    Item,
    Nominator,
    RollCreate,
    RoundComparison,
    RoundCreate,
)
from vitreem.identity import facts as identity
from vitreem.identity.facts import Heirs
from vitreem.kernel.clock import LAST_DAY
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx


async def roll(ctx: Ctx, round_: GiftRound, body: RollCreate) -> UUID:
    """The same round for another year, with everybody who got something; the days move with its first one. Raises
    `OverlappingGift` where something speaks against a line and nobody said yet what becomes of it."""
    await service.begin(ctx, round_, RoundVerb.ROLL)
    days = await queries.instalments_of(ctx, round_.id)
    apart = body.begins_on - days[0].due_on
    if apart > LAST_DAY - days[-1].due_on:
        raise TooLate(field="begins_on")
    open_, heirs = {one.id for one in await identity.every_open_unit(ctx)}, await identity.heirs(ctx)
    quotas: dict[UUID, int | None] = {}
    for one in await queries.nominators_of(ctx, round_.id):
        unit_id = heirs[one.unit_id]
        quotas[unit_id] = rules.quotas_together(quotas[unit_id], one.quota) if unit_id in quotas else one.quota
    new = RoundCreate(
        kind=round_.kind, title=body.title, occasion=round_.occasion, school_year=body.school_year,
        unit_id=round_.unit_id, donor_id=round_.donor_id, one_per=round_.one_per, strict=round_.strict,
        channel=round_.channel, description=round_.description, begins_on=body.begins_on,
        nominate_before=body.nominate_before, place=round_.place, hour=round_.hour, amount=round_.amount,
        items=[
            Item(kind=one.kind, name=one.name, quantity=one.quantity, unit_value=one.unit_value)
            for one in await queries.items_of(ctx, round_.id)
        ],
        criteria=Criteria.model_validate(round_.criteria),
        instalments=[Instalment(due_on=one.due_on + apart, condition=one.condition) for one in days]
        if len(days) > 1 else [],
        nominators=[Nominator(unit_id=one, quota=quota) for one, quota in quotas.items() if one in open_],
    )  # fmt: skip
    new_id_ = await service.create(ctx, new, repeats=round_)
    copied = await _copy_lines(ctx, round_, await queries.seen(ctx, new_id_), open_, heirs, body)
    ctx.record(GivingAudit.ROLLED, rules.KIND, round_.id, name=round_.title, into=str(new_id_), lines=copied)
    await ctx.db.flush()
    return new_id_


async def _copy_lines(
    ctx: Ctx, before: GiftRound, into: GiftRound, open_: set[UUID], heirs: Heirs, body: RollCreate
) -> int:
    """Everybody who stood on the list, under the record that stays where records were merged. Who moved away, died or
    turned 16 is copied too and marked: somebody looks at them, and lets the line fall away."""
    lines = [
        one for one in await queries.lines_of(ctx, before.id)
        if one.state in (LineState.APPROVED, LineState.NOMINATED) and not one.reserve
    ]  # fmt: skip
    roots = await children.roots(ctx, {one.child_id for one in lines})
    names = await children.named(ctx, set(roots.values()))
    copied: dict[UUID, GiftLine] = {}
    numbers: dict[UUID, int] = {}
    for line in lines:
        child = names.get(roots[line.child_id])
        if child is None or child.id in copied:
            continue
        unit_id = heir if (heir := heirs[line.unit_id]) in open_ else child.unit_id
        numbers[unit_id] = numbers.get(unit_id, 0) + 1
        copied[child.id] = GiftLine(
            ward_id=ctx.ward_id, id=new_id(), round_id=into.id, child_id=child.id, unit_id=unit_id,
            place_unit_id=child.unit_id, number=numbers[unit_id], full_name=child.full_name,
            initials=child.initials, sort_key=child.sort_key, state=LineState.NOMINATED, reason=line.reason,
            amount=line.amount, created_at=ctx.clock.now(),
        )  # fmt: skip
    await _weigh(ctx, into, copied, names, body)
    ctx.db.add_all(copied.values())
    return len(copied)


_WORDS = {Overlap.SAME_HOUSEHOLD: "cùng hộ đã có trẻ được nhận", Overlap.SAME_OCCASION: "đã có quà dịp này"}


async def _weigh(
    ctx: Ctx, into: GiftRound, lines: Mapping[UUID, GiftLine], names: Mapping[UUID, Nominee], body: RollCreate
) -> None:
    """What speaks against lines (by child), as against any that are nominated. They fall away with it as their reason
    where the rule is strict, where the caller says so, and where the caller, who sponsors, isn't told of other gifts;
    the others stand for the caller's reason. Raises `OverlappingGift` where there is none."""
    own = {child for child, line in lines.items() if queries.looks_after(ctx, line)}
    wanted = [
        names[child] if child in own else replace(names[child], full_name=names[child].initials) for child in lines
    ]
    all_fall = into.strict or body.leave_out
    if not all_fall and not nominations.is_a_reason(body.override_reason):
        asked = [one for one in await overlaps.overlaps_of(ctx, into, wanted) if one.child_id in own]
        if asked:
            raise OverlappingGift(overlaps=[one.model_dump(mode="json") for one in asked], strict=False)
    # The reason is read by the unit on whose list the line is, and by the child's khu phố.
    readers = {child: {line.unit_id, line.place_unit_id} for child, line in lines.items()}
    words: dict[UUID, list[str]] = {}
    for one in await overlaps.overlaps_of(ctx, into, wanted, readers):
        words.setdefault(one.child_id, []).append(_WORDS[one.kind] + (f" ({one.about})" if one.about else ""))
    for child, some in words.items():
        if all_fall or child not in own:
            lines[child].state = LineState.FALLEN
            lines[child].fall_reason = f"Không đưa sang: {'; '.join(some)}."
        else:
            lines[child].override_reason = body.override_reason


async def comparison(ctx: Ctx, round_: GiftRound) -> RoundComparison:
    """Who is new, who is gone and whose amount changed since the round that this one repeats; of lines that the caller
    sees. Raises `NotFound` where it repeats none that the caller sees."""
    if round_.repeats_id is None:
        raise NotFound()
    before = await queries.seen(ctx, round_.repeats_id)
    old = await _by_child(ctx, before, LineState.APPROVED, LineState.NOMINATED)
    new = await _by_child(ctx, round_, LineState.APPROVED, LineState.NOMINATED)
    fallen = await _by_child(ctx, round_, LineState.FALLEN)
    units = await identity.unit_names(ctx, {one.unit_id for one in (*old.values(), *new.values())})
    now = await children.happened(ctx, {one.child_id for one in old.values()})

    named = await queries.named(ctx, (*old.values(), *new.values()))

    def shown(line: GiftLine, was: int | None, is_: int | None, why: str = "") -> ComparedChild:
        return ComparedChild(
            shown_name=line.full_name if line.id in named else line.initials, unit_name=units.get(line.unit_id, ""),
            amount_before=was, amount_now=is_, why=why,
        )  # fmt: skip

    def why(child: UUID) -> str:
        if child in fallen:
            # Reasons are for who looks after the child, as on the page of the line.
            return fallen[child].fall_reason if queries.looks_after(ctx, fallen[child]) else ""
        state = now[old[child].child_id].state
        return str(state) if str(state) in approval.GONE else ""

    return RoundComparison(
        before_title=before.title,
        kept=len(old.keys() & new.keys()),
        new=[shown(line, None, line.amount) for child, line in new.items() if child not in old],
        gone=[shown(line, line.amount, None, why(child)) for child, line in old.items() if child not in new],
        changed=[
            shown(line, old[child].amount, line.amount)
            for child, line in new.items()
            if child in old and old[child].amount != line.amount
        ],
    )


async def _by_child(ctx: Ctx, round_: GiftRound, *states: LineState) -> dict[UUID, GiftLine]:
    lines = [one for one in await queries.lines_of(ctx, round_.id, *states) if not one.reserve]
    roots = await children.roots(ctx, {one.child_id for one in lines})
    return {roots[one.child_id]: one for one in lines}

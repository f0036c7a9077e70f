"""What speaks against another gift for a child; one question for every list that children are put on.

What it overlaps with is named to who may see it, to others only that there is something: of brothers and sisters on a
list of another unit, and of rounds that the caller may not open. What is written down is named as far as all who read
it may see it (`readers`: by child, the units whose people do).
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.children import facts as children
from vitreem.children.facts import Nominee
from vitreem.giving import queries
from vitreem.giving.line_schemas import ChildOverlap
from vitreem.giving.models import GiftLine, GiftRound
from vitreem.giving.rules import LineState, OnePer, Overlap, RoundState
from vitreem.kernel.request.context import Ctx

Readers = Mapping[UUID, Collection[UUID]]


async def overlaps_of(
    ctx: Ctx, round_: GiftRound, wanted: Collection[Nominee], readers: Readers | None = None
) -> list[ChildOverlap]:
    """What speaks against a gift: on this list already, a brother or sister on it where a household gets one, or a line
    in another round of the same occasion within a year."""
    ids = [one.id for one in wanted]
    names = {one.id: one.full_name for one in wanted}
    model: Any = GiftLine
    there = (model.ward_id == ctx.ward_id, model.round_id == round_.id, model.state != LineState.FALLEN)
    # Records that were merged into one of them are the same child.
    family = await children.families(ctx, ids)
    lines = await ctx.db.execute(select(model.child_id).where(*there, model.child_id.in_(family)))
    on_list = {family[one] for one in lines.scalars()}
    found = [ChildOverlap(child_id=one, name=names[one], kind=Overlap.IN_THIS_ROUND) for one in ids if one in on_list]
    if round_.one_per == OnePer.HOUSEHOLD:
        found += await _of_household(ctx, round_, wanted, family, readers)
    if round_.one_per != OnePer.NONE:
        found += await _of_occasion(ctx, round_, names, family, readers)
    return found


async def _of_household(
    ctx: Ctx, round_: GiftRound, wanted: Collection[Nominee], family: Mapping[UUID, UUID], readers: Readers | None
) -> list[ChildOverlap]:
    """Of two children of one household the second is one too many, whether the first is on the list or comes now."""
    rows = await ctx.db.execute(
        select(GiftLine).where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id, GiftLine.state != LineState.FALLEN
        )
    )
    listed = [one for one in rows.scalars() if one.child_id not in family]
    homes = await children.households_of(ctx, [one.child_id for one in listed] + [one.id for one in wanted])
    # Of each household the first child's name, where the caller knows it.
    taken = {
        homes[one.child_id]: one.full_name if queries.looks_after(ctx, one) else ""
        for one in listed if one.child_id in homes
    }  # fmt: skip
    whose: dict[UUID, Nominee] = {}
    found = []
    for one in wanted:
        home = homes.get(one.id)
        if home is None:
            continue
        if home in taken:
            first = whose.get(home)
            told = first is None or readers is None or set(readers[one.id]) <= set(readers[first.id])
            about = taken[home] if told else ""
            found.append(ChildOverlap(child_id=one.id, name=one.full_name, kind=Overlap.SAME_HOUSEHOLD, about=about))
        else:
            taken[home], whose[home] = one.full_name, one
    return found


async def _of_occasion(
    ctx: Ctx, round_: GiftRound, names: dict[UUID, str], family: Mapping[UUID, UUID], readers: Readers | None
) -> list[ChildOverlap]:
    """A line in another round of the same occasion, of whatever list."""
    other: Any = GiftRound
    rows: Any = await ctx.db.execute(
        select(GiftLine.child_id, other.id, other.title)
        .join(other, (other.ward_id == GiftLine.ward_id) & (other.id == GiftLine.round_id))
        .where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.child_id.in_(family), GiftLine.state != LineState.FALLEN,
            other.id != round_.id, other.kind == round_.kind, other.occasion == round_.occasion,
            other.state != RoundState.CANCELLED,
            func.abs(other.begins_on - round_.begins_on) < 180,
        )
        .order_by(GiftLine.id)
    )  # fmt: skip
    against = [(family[child_id], round_id, title) for child_id, round_id, title in rows]
    rounds = {round_id for _, round_id, _ in against}
    seen = await queries.seen_among(ctx, rounds)
    opened = await queries.opened_by(ctx, {unit for units in (readers or {}).values() for unit in units}, rounds)
    return [
        ChildOverlap(
            child_id=child, name=names[child], kind=Overlap.SAME_OCCASION,
            about=title
            if round_id in seen and all((unit, round_id) in opened for unit in (readers or {}).get(child, ()))
            else "",
        )
        for child, round_id, title in against
    ]  # fmt: skip

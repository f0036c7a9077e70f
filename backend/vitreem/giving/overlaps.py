"""What speaks against another gift for a child; one question for every list that children are put on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from vitreem.children import facts as children
from vitreem.children.facts import Nominee
from vitreem.giving import queries
from vitreem.giving.line_schemas import ChildOverlap
from vitreem.giving.models import GiftLine, GiftRound
from vitreem.giving.rules import LineState, OnePer, Overlap, RoundState
from vitreem.kernel.request.context import Ctx


async def overlaps_of(ctx: Ctx, round_: GiftRound, wanted: Collection[Nominee]) -> list[ChildOverlap]:
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
        found += await _of_household(ctx, round_, ids, names, family)
    if round_.one_per != OnePer.NONE:
        found += await _of_occasion(ctx, round_, names, family)
    return found


async def _of_household(
    ctx: Ctx, round_: GiftRound, ids: Sequence[UUID], names: dict[UUID, str], family: Mapping[UUID, UUID]
) -> list[ChildOverlap]:
    """Of two children of one household the second is one too many, whether the first is on the list or comes now."""
    rows = await ctx.db.execute(
        select(GiftLine.child_id).where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.round_id == round_.id, GiftLine.state != LineState.FALLEN
        )
    )
    listed = [one for one in rows.scalars() if one not in family]
    homes = await children.households_of(ctx, [*listed, *ids])
    taken = {homes[one] for one in listed if one in homes}
    found = []
    for one in ids:
        home = homes.get(one)
        if home is None:
            continue
        if home in taken:
            found.append(ChildOverlap(child_id=one, name=names[one], kind=Overlap.SAME_HOUSEHOLD))
        taken.add(home)
    return found


async def _of_occasion(
    ctx: Ctx, round_: GiftRound, names: dict[UUID, str], family: Mapping[UUID, UUID]
) -> list[ChildOverlap]:
    """The other round is named to who may open it; to others only that there is one."""
    other: Any = GiftRound
    named = other.id.in_(queries.visible(ctx).with_only_columns(GiftRound.id))
    rows: Any = await ctx.db.execute(
        select(GiftLine.child_id, case((named, other.title), else_=""))
        .join(other, (other.ward_id == GiftLine.ward_id) & (other.id == GiftLine.round_id))
        .where(
            GiftLine.ward_id == ctx.ward_id, GiftLine.child_id.in_(family), GiftLine.state != LineState.FALLEN,
            other.id != round_.id, other.kind == round_.kind, other.occasion == round_.occasion,
            other.state != RoundState.CANCELLED,
            func.abs(other.begins_on - round_.begins_on) < 180,
        )
        .order_by(GiftLine.id)
    )  # fmt: skip
    return [
        ChildOverlap(child_id=child, name=names[child], kind=Overlap.SAME_OCCASION, about=title)
        for child, title in ((family[child_id], title) for child_id, title in rows)
    ]

"""Children of units that end: who lives there, and goes to school there, is the heir's from that day on.

Who has moved away or died stays with the unit of their days, as does every dated fact. After a split the register says
of each child which part they live in: the heir has all until somebody moves them.
"""

from sqlalchemy import func, select, update

from vitreem.children.models import Child, ChildPresence, Household
from vitreem.children.rules import ChildState
from vitreem.identity.facts import Succession
from vitreem.kernel.request.context import Ctx


async def hand_on(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Counts children, pupils and households; a record merged into another passes, and counts nothing."""
    return {
        "children": await _residents(ctx, succession),
        "pupils": await _pupils(ctx, succession),
        "households": await _households(ctx, succession),
    }


async def _residents(ctx: Ctx, succession: Succession) -> int:
    """The dated history says so of each, on that day or, where something came after it, on the day of that."""
    latest = (
        select(func.max(ChildPresence.on_day))
        .where(ChildPresence.ward_id == Child.ward_id, ChildPresence.child_id == Child.id)
        .scalar_subquery()
    )
    rows = await ctx.db.execute(
        select(Child.id, Child.merged_into, latest)
        .where(
            Child.ward_id == ctx.ward_id,
            Child.unit_id.in_(succession.predecessor_ids),
            Child.state == ChildState.HERE,
        )
        .order_by(Child.id)
        .with_for_update(of=Child)
    )
    found = [tuple(row) for row in rows]
    await ctx.db.execute(
        update(Child)
        .where(Child.ward_id == ctx.ward_id, Child.id.in_([child_id for child_id, _, _ in found]))
        .values(unit_id=succession.heir_id, version=Child.version + 1)
    )
    ctx.db.add_all(
        ChildPresence(
            ward_id=ctx.ward_id, child_id=child_id, state=ChildState.HERE, unit_id=succession.heir_id,
            on_day=max(succession.on_day, last or succession.on_day), note=succession.words,
        )
        for child_id, _, last in found
    )  # fmt: skip
    await ctx.db.flush()
    return sum(merged_into is None for _, merged_into, _ in found)


async def _pupils(ctx: Ctx, succession: Succession) -> int:
    there = (
        Child.ward_id == ctx.ward_id,
        Child.school_unit_id.in_(succession.predecessor_ids),
        Child.state == ChildState.HERE,
    )
    count = await ctx.db.execute(select(func.count()).select_from(Child).where(*there, Child.merged_into.is_(None)))
    await ctx.db.execute(
        update(Child).where(*there).values(school_unit_id=succession.heir_id, version=Child.version + 1)
    )
    return count.scalar_one()


async def _households(ctx: Ctx, succession: Succession) -> int:
    there = (Household.ward_id == ctx.ward_id, Household.unit_id.in_(succession.predecessor_ids))
    count = await ctx.db.execute(select(func.count()).select_from(Household).where(*there))
    await ctx.db.execute(
        update(Household).where(*there).values(unit_id=succession.heir_id, version=Household.version + 1)
    )
    return count.scalar_one()

"""Places of units that end: whoever stands for them sees to what is still open. Who found a place stays who it was."""

from sqlalchemy import case, func, null, or_, select, update

from vitreem.hazards import rules
from vitreem.hazards.models import HazardSite
from vitreem.identity.facts import Succession
from vitreem.kernel.request.context import Ctx


async def hand_on(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Counts the open places; what was closed stays as it was."""
    ended, heir = list(succession.predecessor_ids), succession.heir_id
    there = (
        HazardSite.ward_id == ctx.ward_id,
        HazardSite.state.in_(rules.CLOCKS),
        or_(HazardSite.owner_unit_id.in_(ended), HazardSite.co_owner_unit_id.in_(ended)),
    )
    count = await ctx.db.execute(select(func.count()).select_from(HazardSite).where(*there))

    def heir_of(column: object) -> object:
        return case((column.in_(ended), heir), else_=column)  # pyright: ignore

    owner = heir_of(HazardSite.owner_unit_id)
    co_owner = heir_of(HazardSite.co_owner_unit_id)
    await ctx.db.execute(
        update(HazardSite)
        .where(*there)
        .values(
            owner_unit_id=owner,
            # Where both owners become one unit, it is the only one.
            co_owner_unit_id=case((co_owner == owner, null()), else_=co_owner),
            version=HazardSite.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    return {"hazard_sites": count.scalar_one()}

"""More assignments than the world holds."""

from tests.planted import Planting
from tests.world import NOW
from vitreem.assignments import queries as assignment_queries
from vitreem.assignments import service as assignments
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    """Khu phố B's fifth is supported by A and the school; A's fifth was withdrawn; the school's is overdue."""
    ctx = await planting.act(ward_id, Role.WARD_OFFICER)
    mine = (await ctx.db.execute(assignment_queries.visible(ctx).order_by("number"))).scalars().all()
    of_plan = [one for one in mine if one.plan_id == planting.id(ward_id, "plan")]
    fifth = {one.unit_id: one for one in of_plan if one.number == "V.1.5"}
    supported = fifth[planting.id(ward_id, "kp_b.unit")]
    supporters = [planting.id(ward_id, f"{unit}.unit") for unit in ("kp_a", "school")]
    await assignments.set_support(ctx, supported, supporters, supported.version)
    planting.remember(ward_id, "kp_b.supported", supported.id)
    withdrawn = fifth[planting.id(ward_id, "kp_a.unit")]
    withdrawn.withdrawn_at, withdrawn.version = NOW, withdrawn.version + 1
    planting.remember(ward_id, "kp_a.withdrawn", withdrawn.id)
    [gift] = [one for one in of_plan if one.unit_id == planting.id(ward_id, "school.unit")]
    planting.remember(ward_id, "school.gift", gift.id)
    await ctx.db.flush()

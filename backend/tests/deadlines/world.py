"""Each ward inspects unsafe places in two days, where the law's own row says three."""

from sqlalchemy import select

from tests.world import Builder, canary
from vitreem.kernel.deadlines.rules import DeadlineRule, WardDeadline
from vitreem.kernel.request.roles import Role


async def fill_ward(world: Builder, ward_id: int) -> None:
    ctx = await world.act(ward_id, Role.WARD_LEAD, actor_name=canary(ward_id))
    rule = (await ctx.db.execute(select(DeadlineRule).where(DeadlineRule.code == "hazard.inspect"))).scalar_one()
    row = WardDeadline(
        ward_id=ward_id, rule_id=rule.id, amount=2, version=1, valid_from=ctx.clock.now(), set_by_name=canary(ward_id)
    )
    ctx.db.add(row)
    await ctx.db.flush()
    world.remember(ward_id, "ward_deadline", row.id)

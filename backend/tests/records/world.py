"""What the floor of the records has rows of: a numbered paper."""

from tests.world import NOW, Builder, canary
from vitreem.kernel.clock import Clock
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.roles import Role
from vitreem.records.papers import Numbering, number_paper


async def fill_ward(world: Builder, ward_id: int) -> None:
    ctx = await world.act(ward_id, Role.WARD_LEAD, actor_name=canary(ward_id))
    ctx.clock = Clock(lambda: NOW)
    typed = Numbering(1, "KH-UBND", ctx.clock.today())
    await number_paper(ctx, "plan", new_id(), f"{canary(ward_id)}Kế hoạch", typed)
    await ctx.db.flush()

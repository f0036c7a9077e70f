"""What the floor of the records has rows of: a numbered paper, the ward's map with an outline and a picture."""

from tests.world import NOW, Builder, canary
from vitreem.demo.pictures import photo
from vitreem.kernel.clock import Clock
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.records.papers import Numbering, number_paper
from vitreem.records.ward_map import service as ward_map
from vitreem.records.ward_map.schemas import OutlineUpdate


async def fill_ward(world: Builder, ward_id: int) -> None:
    ctx = await world.act(ward_id, Role.WARD_LEAD, actor_name=canary(ward_id))
    ctx.clock = Clock(lambda: NOW)
    typed = Numbering(1, "KH-UBND", ctx.clock.today())
    await number_paper(ctx, "plan", new_id(), f"{canary(ward_id)}Kế hoạch", typed)
    await ctx.db.flush()
    await _map(world, ctx)


async def _map(world: Builder, ctx: Ctx) -> None:
    mark = canary(ctx.ward_id)
    ring = [[107.1, 16.7], [107.3, 16.7], [107.3, 16.9], [107.1, 16.9], [107.1, 16.7]]
    outline = OutlineUpdate.model_validate(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature", "properties": {"name": f"{mark}kp_a"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            ],
        }
    )  # fmt: skip
    await ward_map.lay_outline(ctx, outline, 0)
    async with kept(ctx.state, ctx.ward_id, photo(9), f"{mark}.jpg") as one:
        corners = [[16.9, 107.1], [16.9, 107.3], [16.7, 107.1]]
        map_id = await ward_map.lay_picture(ctx, await ward_map.locked(ctx), one, corners)
    world.remember(ctx.ward_id, "ward_map", map_id)
    await ctx.db.flush()

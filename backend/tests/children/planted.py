"""Children in more states than the world holds; one that no school and no other unit knows."""

from tests.planted import Planting
from tests.world import canary
from vitreem.children import service
from vitreem.children.schemas import ChildCreate
from vitreem.children.wire import Birth
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    for unit in ("kp_a", "kp_b"):
        ctx = await planting.act(ward_id, Role.UNIT_LEAD, unit)
        for name, birth in (("lone", Birth(year=2019)), ("older", Birth(year=2010, month=6, day=10))):
            body = ChildCreate(
                full_name=f"{canary(ward_id)} {name}_{unit}", birth=birth, unit_id=planting.id(ward_id, f"{unit}.unit")
            )
            planting.remember(ward_id, f"{unit}.child_{name}", await service.create(ctx, body))
        await ctx.db.flush()

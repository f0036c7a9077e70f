"""Units of the test world that a council has changed: one that was renamed, of no use to anybody else."""

from datetime import date, timedelta

from tests.world import NOW, Builder, canary
from vitreem.identity import changes, registry
from vitreem.identity.change_schemas import UnitChangeCreate
from vitreem.identity.kinds import UnitChangeKind, UnitKind
from vitreem.identity.schemas import NewUnit, UnitCreate
from vitreem.kernel.request.roles import Role


async def fill_ward(world: Builder, ward_id: int) -> None:
    mark = canary(ward_id)
    ctx = await world.act(ward_id, Role.WARD_OFFICER, actor_name=f"{mark}officer")
    old = await registry.create(ctx, UnitCreate(name=f"{mark}old", kind=UnitKind.OTHER))
    body = UnitChangeCreate(
        kind=UnitChangeKind.RENAME, predecessor_ids=[old.id], successors=[NewUnit(name=f"{mark}renamed")],
        on_day=(NOW - timedelta(days=20)).date(), paper_number=f"{mark}NQ", paper_on=date(2026, 5, 1),
    )  # fmt: skip
    change = await changes.make(ctx, body)
    [read] = await changes.read(ctx, change.id)
    world.remember(ward_id, "old.unit", old.id)
    world.remember(ward_id, "renamed.unit", read.successors[0].id)
    world.remember(ward_id, "unit_change", change.id)

"""Loudspeakers of the test world: scripts in three states, a slot."""

from datetime import timedelta
from uuid import UUID

from tests.world import NOW, Builder, Place, canary
from vitreem.broadcasting import queries as script_queries
from vitreem.broadcasting import service as scripts
from vitreem.broadcasting.schemas import ScriptCreate, SlotCreate


async def fill_unit(world: Builder, place: Place) -> None:
    """Scripts in three states, a slot on the unit's loudspeaker."""
    ward_id, name, mark = place.ward_id, place.name, canary(place.ward_id)
    ctx = await world.head(place)
    account_id = ctx.account_id
    written = {}
    for state in ("draft", "submitted", "approved"):
        body = ScriptCreate(
            title=f"{mark}{name} {state}", text=f"{mark} Kính thưa bà con {state}", unit_id=place.unit_id
        )
        written[state] = await script_queries.seen(ctx, await scripts.create(ctx, body))
        world.remember(ward_id, f"{name}.script_{state}", written[state].id)
        if state != "draft":
            await scripts.submit(ctx, written[state], written[state].version)
    # Nobody approves their own.
    ctx.permissions, ctx.account_id = (
        ctx.permissions | {"script:approve"},
        UUID(world.world["ids"][f"ward{ward_id}.lead.account"]),
    )
    await scripts.approve(ctx, written["approved"], written["approved"].version)
    ctx.account_id = account_id
    await ctx.db.flush()
    slot = SlotCreate(script_id=written["approved"].id, unit_id=place.unit_id, planned_at=NOW - timedelta(days=1))
    world.remember(ward_id, f"{name}.slot", await scripts.schedule(ctx, slot))

"""More scripts and slots than the world holds."""

from datetime import timedelta

from tests.planted import Planting
from tests.world import NOW, canary
from vitreem.broadcasting import queries as script_queries
from vitreem.broadcasting import service as scripts
from vitreem.broadcasting.schemas import ScriptCreate, SlotCreate, SlotPlayed
from vitreem.kernel.request.roles import Role

SAME_WORDS = "Kính mời bà con đưa trẻ em đến nhà văn hóa tối thứ bảy để cùng vui chơi"


async def plant(planting: Planting, ward_id: int) -> None:
    """The same words by three units, and later ones to compare with them; what plays where; what came of it."""
    mark = canary(ward_id)
    for unit, name in (
        ("culture", "script"), ("kp_a", "script_twin"), ("kp_b", "script_twin"), ("kp_a", "script_late"),
        ("kp_b", "script_late"),
    ):  # fmt: skip
        role = Role.CULTURE_OFFICER if unit == "culture" else Role.UNIT_LEAD
        ctx = await planting.act(ward_id, role, unit, account_id=planting.id(ward_id, f"{unit}.account"))
        body = ScriptCreate(title=f"{mark}{unit} {name}", text=SAME_WORDS, unit_id=planting.id(ward_id, f"{unit}.unit"))
        one = await script_queries.seen(ctx, await scripts.create(ctx, body))
        planting.remember(ward_id, f"{unit}.{name}", one.id)
        if unit == "culture":
            await scripts.submit(ctx, one, one.version)
            ctx.account_id = planting.id(ward_id, "lead.account")
            await scripts.approve(ctx, one, one.version)
            await ctx.db.flush()
            slot = SlotCreate(
                script_id=one.id, unit_id=planting.id(ward_id, "kp_b.unit"), planned_at=NOW + timedelta(days=1)
            )
            planting.remember(ward_id, "kp_b.slot_of_culture", await scripts.schedule(ctx, slot))
    ctx = await planting.act(ward_id, Role.UNIT_LEAD, "kp_a")
    for name, played in (
        ("slot_missed", SlotPlayed(played_at=NOW, times_played=0, note="Mất điện cả ngày")),
        ("slot_played", SlotPlayed(played_at=NOW - timedelta(hours=1), times_played=3)),
    ):
        asked = SlotCreate(
            script_id=planting.id(ward_id, "kp_a.script_approved"), unit_id=planting.id(ward_id, "kp_a.unit"),
            planned_at=NOW - timedelta(hours=2),
        )  # fmt: skip
        slot_id = await scripts.schedule(ctx, asked)
        slot = await script_queries.seen_slot(ctx, slot_id)
        await scripts.played(ctx, slot, played)
        planting.remember(ward_id, f"kp_a.{name}", slot_id)
        if slot.event_id:
            planting.remember(ward_id, "kp_a.event_played", slot.event_id)

"""More activities and feeds than the world holds."""

from datetime import timedelta

from sqlalchemy import text

from tests.planted import Planting
from tests.world import NOW, canary
from vitreem.activities import feeds
from vitreem.activities import queries as activity_queries
from vitreem.activities import service as activities
from vitreem.activities.rules import ActivityArea
from vitreem.activities.schemas import ActivityCreate, Budget, Participants
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    await _series(planting, ward_id)
    for unit in ("kp_a", "kp_b"):
        await _activities(planting, ward_id, unit)
    await _culture(planting, ward_id)
    await _feeds(planting, ward_id)


async def _series(planting: Planting, ward_id: int) -> None:
    """The school's activity of the world's series."""
    ctx = await planting.act(ward_id, Role.WARD_OFFICER)
    rows = await ctx.db.execute(text("SELECT id FROM app.activity WHERE series_id IS NOT NULL"))
    planting.remember(ward_id, "school.activity_series", rows.scalar_one())


async def _activities(planting: Planting, ward_id: int, unit: str) -> None:
    """Announced at one place and time with the other khu phố's, alone beside a cancelled one, and cancelled."""
    ctx = await planting.act(ward_id, Role.UNIT_LEAD, unit)
    mark = canary(ward_id)
    for name, day, venue in (
        ("announced", 4, f"{mark}nhà văn hóa"),
        ("lone", 9, f"{mark}sân {unit}"),
        ("cancelled", 9, f"{mark}sân {unit}"),
    ):
        body = ActivityCreate(
            area=ActivityArea.SUMMER, title=f"{mark}{unit} {name}", unit_id=planting.id(ward_id, f"{unit}.unit"),
            venue=venue, starts_at=NOW + timedelta(days=day), ends_at=NOW + timedelta(days=day, hours=1),
        )  # fmt: skip
        one = await activity_queries.seen(ctx, await activities.create(ctx, body))
        planting.remember(ward_id, f"{unit}.activity_{name}", one.id)
        if name == "cancelled":
            await activities.cancel(ctx, one, "Trời mưa to", one.version)
        else:
            await activities.announce(ctx, one, one.version)
    body = ActivityCreate(
        area=ActivityArea.SUMMER, title=f"{mark}{unit} launch", unit_id=planting.id(ward_id, f"{unit}.unit"), held=True,
        place_unit_id=planting.id(ward_id, "kp_a.unit"), starts_at=NOW - timedelta(days=4), launch=True,
        ends_at=NOW - timedelta(days=3, hours=23), actual=Participants(boys=3, girls=4, adults=5),
        disabled_children=1, poor_children=2, budget_spent=Budget(state_budget=700, mobilised=ward_id * 11),
    )  # fmt: skip
    planting.remember(ward_id, f"{unit}.activity_launch", await activities.create(ctx, body))
    await ctx.db.flush()


async def _culture(planting: Planting, ward_id: int) -> None:
    """The culture desk's own activity."""
    ctx = await planting.act(ward_id, Role.CULTURE_OFFICER, "culture")
    mark, unit_id = canary(ward_id), planting.id(ward_id, "culture.unit")
    activity = ActivityCreate(
        area=ActivityArea.COMMUNICATION, title=f"{mark}culture planned", unit_id=unit_id,
        starts_at=NOW + timedelta(days=5), ends_at=NOW + timedelta(days=5, hours=1),
    )  # fmt: skip
    planting.remember(ward_id, "culture.activity_planned", await activities.create(ctx, activity))
    await ctx.db.flush()


async def _feeds(planting: Planting, ward_id: int) -> None:
    """An address of each unit whose secret is known here, and one that was revoked."""
    ctx = await planting.act(ward_id, Role.WARD_OFFICER)
    for unit in ("kp_a", "kp_b", "school", "culture"):
        made = await feeds.create(ctx, planting.id(ward_id, f"{unit}.unit"))
        planting.remember(ward_id, f"{unit}.feed_known", made.id)
        planting.planted["ids"][f"ward{ward_id}.{unit}.feed_path"] = made.path.rpartition("/")[2].removesuffix(".ics")
    gone = await feeds.create(ctx, planting.id(ward_id, "kp_a.unit"))
    await feeds.revoke(ctx, gone.id)
    planting.remember(ward_id, "kp_a.feed_revoked", gone.id)
    await ctx.db.flush()

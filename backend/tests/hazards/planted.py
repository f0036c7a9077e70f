"""More unsafe places than the world holds: closed, cancelled, late, and the culture desk's own."""

from datetime import date, timedelta

from tests.planted import Planting
from tests.world import NOW, canary
from vitreem.hazards import queries, service
from vitreem.hazards.rules import HazardKind, Level, MeasureKind
from vitreem.hazards.schemas import HazardCreate, InspectionCreate, MeasureCreate, SafeCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    for unit in ("kp_a", "kp_b"):
        await _closed(planting, ward_id, unit)
    ctx = await planting.act(ward_id, Role.CULTURE_OFFICER, "culture")
    body = HazardCreate(
        kind=HazardKind.ROAD_BLACKSPOT, title=f"{canary(ward_id)}culture found",
        unit_id=planting.id(ward_id, "culture.unit"), found_on=date(2026, 6, 4), latitude=16.75, longitude=107.18,
    )  # fmt: skip
    planting.remember(ward_id, "culture.hazard_found", await service.create(ctx, body))
    await ctx.db.flush()


async def _closed(planting: Planting, ward_id: int, unit: str) -> None:
    ctx = await planting.act(ward_id, Role.UNIT_LEAD, unit)
    unit_id = planting.id(ward_id, f"{unit}.unit")
    for name, kind in (
        ("closed", HazardKind.UNCOVERED_WELL),
        ("cancelled", HazardKind.OTHER),
        ("late", HazardKind.EXPOSED_ELECTRIC),
    ):
        # Who found it nine days ago had to inspect it long since.
        ctx.clock = Clock(lambda late=name == "late": NOW - timedelta(days=9) if late else NOW)
        body = HazardCreate(
            kind=kind, title=f"{canary(ward_id)}{unit} {name}", unit_id=unit_id, found_on=date(2026, 6, 1),
            likelihood=Level.LOW, harm=Level.LOW,
        )  # fmt: skip
        site = await queries.seen(ctx, await service.create(ctx, body))
        planting.remember(ward_id, f"{unit}.hazard_{name}", site.id)
        if name == "cancelled":
            await service.cancel(ctx, site, "Ghi hai lần", site.version)
        if name == "closed":
            asked = InspectionCreate(likelihood=Level.LOW, harm=Level.HIGH)
            await service.inspect(ctx, site, asked, site.version)
            cover = MeasureCreate(kind=MeasureKind.FILL_IN, unit_id=unit_id, done_on=date(2026, 6, 10), cost=2_000_000)
            await service.measure(ctx, site, cover, site.version)
            await service.make_safe(ctx, site, SafeCreate(), site.version)
            await service.close(ctx, site, "Đã lấp giếng", site.version)
    await ctx.db.flush()

"""More communication than the world holds."""

from datetime import date, timedelta
from typing import Any

from tests.planted import Planting
from tests.world import NOW, canary
from vitreem.communications import queries as event_queries
from vitreem.communications import service as events
from vitreem.communications.rules import CommunicationKind, CommunicationTopic
from vitreem.communications.schemas import CommunicationCreate
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    for unit in ("kp_a", "kp_b"):
        await _events(planting, ward_id, unit)
    await _culture(planting, ward_id)


async def _events(planting: Planting, ward_id: int, unit: str) -> None:
    """A cancelled talk, a banner that was taken down, leaflets with the line 111 and two plans' messages."""
    ctx = await planting.act(ward_id, Role.UNIT_LEAD, unit)
    mark, unit_id = canary(ward_id), planting.id(ward_id, f"{unit}.unit")
    bodies: dict[str, Any] = {
        "cancelled": {"kind": CommunicationKind.TALK, "audience_children": 9},
        "down": {
            "kind": CommunicationKind.BANNER, "put_up_on": date(2026, 6, 2), "taken_down_on": date(2026, 6, 4),
        },
        "leaflet": {
            "kind": CommunicationKind.LEAFLET, "copies": 40 + ward_id, "carried_hotline_111": True,
            "topics": [CommunicationTopic.DROWNING, CommunicationTopic.HOTLINE_111],
            "place_unit_id": planting.id(ward_id, "kp_b.unit"), "message_ids": [planting.id(ward_id, "old_plan.message")],
        },
        "post": {
            "kind": CommunicationKind.ONLINE_POST, "reach": 30, "link": "https://example.org/bai",
            "topics": [CommunicationTopic.DROWNING], "message_ids": [planting.id(ward_id, "new_plan.message")],
        },
    }  # fmt: skip
    for name, fields in bodies.items():
        body = CommunicationCreate(
            title=f"{mark}{unit} {name}", unit_id=unit_id, starts_at=NOW - timedelta(days=7), done=True, **fields
        )
        one = await event_queries.seen(ctx, await events.create(ctx, body))
        planting.remember(ward_id, f"{unit}.event_{name}", one.id)
        if name == "cancelled":
            await events.cancel(ctx, one, "Trời mưa to", one.version)
    await ctx.db.flush()


async def _culture(planting: Planting, ward_id: int) -> None:
    """The culture desk's own talk."""
    ctx = await planting.act(ward_id, Role.CULTURE_OFFICER, "culture")
    mark, unit_id = canary(ward_id), planting.id(ward_id, "culture.unit")
    talk = CommunicationCreate(
        kind=CommunicationKind.TALK, title=f"{mark}culture talk", unit_id=unit_id, done=True,
        starts_at=NOW - timedelta(days=2), audience_children=7, carried_hotline_111=True,
    )  # fmt: skip
    planting.remember(ward_id, "culture.event_talk", await events.create(ctx, talk))
    await ctx.db.flush()

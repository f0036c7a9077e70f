"""Who decides a round is told that it waits: the ward's leads, for a unit's own round the unit's lead."""

import pytest

from tests.conftest import Client
from tests.giving.story import child, post, round_, verb


async def told(signed_in, round_id: str) -> list[str]:
    found = []
    for name in ("lead", "deputy", "officer", "kp_a", "kp_a_member", "kp_b"):
        client: Client = signed_in(f"ward1.{name}")
        items = (await client.get("/notices?limit=100")).json()["items"]
        if [one["words"] for one in items if one["path"] == f"/gift-rounds/{round_id}"] == ["round_reviewed"]:
            found.append(name)
    return found


@pytest.fixture
def unit(world) -> str:
    return world["ids"]["ward1.kp_a.unit"]


async def reviewed(client: Client, unit: str, **more: object) -> str:
    made = await round_(client, **more)
    await verb(client, made["id"], "open")
    await post(client, f"/gift-rounds/{made['id']}/lines", {"child_ids": [await child(client, "Đỗ Mai", unit)]}, ok=201)
    await verb(client, made["id"], "review")
    return made["id"]


@pytest.mark.parametrize("answer", ["approve", "return", "cancel"])
async def test_the_ward_s_round_is_told_to_its_leads_until_they_answer(signed_in, officer, lead, unit, answer):
    made = await reviewed(officer, unit)
    assert await told(signed_in, made) == ["lead", "deputy"]
    who, body = (lead, {}) if answer == "approve" else (officer, {"reason": "Cần bổ sung thêm trẻ."})
    await verb(who, made, answer, body)
    assert await told(signed_in, made) == []


async def test_a_unit_s_own_round_is_told_to_the_unit_s_lead(signed_in, unit):
    member = signed_in("ward1.kp_a_member")
    made = await reviewed(member, unit, unit_id=unit)
    assert await told(signed_in, made) == ["kp_a"]

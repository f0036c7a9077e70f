"""Communication in the calendar: own events and loudspeaker slots on their Vietnamese days, nobody else's."""

from tests.broadcasting.speaking import slot
from tests.communications.test_events import make, talk
from tests.world import NOW

JUNE = "/communication-events/calendar?from_on=2026-06-01&to_on=2026-06-30"


async def shown(client, at=JUNE):
    reply = await client.get(at)
    assert reply.status_code == 200, reply.text
    return [(one["kind"], one["title"], one["script_id"] is not None) for one in reply.json()["items"]]


async def test_a_unit_sees_its_own_and_the_ward_all(khu_pho, officer, signed_in, world):
    await make(khu_pho, talk(world, title="Của khu phố A"))
    other = world["ids"]["ward1.kp_b.unit"]
    await make(officer, talk(world, title="Của khu phố B", unit_id=other), "event-0002")
    await make(khu_pho, talk(world, kind="banner", title="Băng rôn", topics=[]), "event-0003")
    assert await shown(khu_pho) == [("talk", "Của khu phố A", False)]
    assert await shown(signed_in("ward1.kp_b")) == [("talk", "Của khu phố B", False)]
    assert len(await shown(officer)) == 2
    assert await shown(officer, f"{JUNE}&unit_id={other}") == [("talk", "Của khu phố B", False)]
    assert await shown(signed_in("ward2.officer")) != await shown(officer)


async def test_a_slot_stands_there_until_its_broadcast_does(khu_pho, officer, signed_in, approved, world):
    own = world["ids"]["ward1.kp_a.unit"]
    planned = (await slot(khu_pho, approved, own, planned_at="2026-06-09T17:30:00Z")).json()  # 00:30 on 10/6
    at = "/communication-events/calendar?from_on=2026-06-{0}&to_on=2026-06-{0}"
    assert await shown(khu_pho, at.format("09")) == []
    assert await shown(khu_pho, at.format("10")) == [("broadcast", approved["title"], True)]
    assert await shown(signed_in("ward1.kp_b"), at.format("10")) == []
    assert await shown(signed_in("ward1.culture"), at.format("10")) == [("broadcast", approved["title"], True)]
    body = {"played_at": NOW.isoformat(), "times_played": 1}
    played = (await khu_pho.post(f"/broadcast-slots/{planned['id']}/played", json=body)).json()
    assert await shown(khu_pho) == [("broadcast", approved["title"], False)]
    event = (await khu_pho.get(f"/communication-events/{played['event_id']}")).json()
    cancel = f"/communication-events/{event['id']}/cancel"
    await khu_pho.post(cancel, json={"reason": "Ghi nhầm"}, headers={"If-Match": f'"{event["version"]}"'})
    assert await shown(khu_pho) == [("broadcast", approved["title"], True)]


async def test_two_months_at_most(khu_pho):
    at = "/communication-events/calendar?from_on=2026-06-01&to_on="
    assert (await khu_pho.get(f"{at}2026-08-02")).json()["code"] == "too_many_days"
    assert (await khu_pho.get(f"{at}2026-05-31")).json()["code"] == "too_many_days"

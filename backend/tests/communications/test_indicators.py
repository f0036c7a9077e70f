"""Figures of communication are sums of what was done, on Vietnamese days, by unit and by khu phố alike."""

from tests.communications.test_events import SOON, banner, make, post, talk, verb

JUNE = {"from_on": "2026-06-01", "to_on": "2026-06-30"}
CODES = (
    "talks", "talk_audience", "meeting_slots", "broadcasts", "banners", "leaflets", "posts", "post_reach",
    "counselling", "contests", "hotline_111_items", "hotline_111_reach",
)  # fmt: skip


async def figures(client, **query):
    reply = await client.get("/indicators", params=JUNE | query)
    assert reply.status_code == 200, reply.text
    return reply.json()


async def grown(client, before, **query):
    """What was added since, without zeros."""
    now = (await figures(client, **query))["total"]
    return {code: now[code] - before[code] for code in CODES if now[code] != before[code]}


async def test_each_kind_has_its_figure(officer, khu_pho, world):
    before = (await figures(officer))["total"]
    people = {"audience_children": 50, "audience_adults": 8, "audience_officials": 2}
    bodies = (
        talk(world, **people, carried_hotline_111=True),
        talk(world, kind="meeting_slot", **people),
        talk(world, kind="broadcast", broadcasts=12),
        banner(world),
        talk(world, kind="leaflet", copies=300),
        post(world, reach=900, carried_hotline_111=True),
        talk(world, kind="counselling", **people),
        talk(world, kind="contest", **people),
    )
    for index, body in enumerate(bodies):
        await make(khu_pho, body | {"done": True}, f"figure-{index:03}")
    assert await grown(officer, before) == {
        "talks": 1, "talk_audience": 60, "meeting_slots": 1, "broadcasts": 12, "banners": 1, "leaflets": 300,
        "posts": 1, "post_reach": 900, "counselling": 1, "contests": 1, "hotline_111_items": 2,
        "hotline_111_reach": 960,
    }  # fmt: skip
    for by in ("unit", "place"):
        shown = await figures(officer, by=by)
        for code in CODES:
            assert shown["total"][code] == sum(group["figures"][code] for group in shown["groups"]), (by, code)


async def test_only_done_and_reported_count(officer, khu_pho, world):
    before = (await figures(officer))["total"]
    await make(khu_pho, talk(world, starts_at=SOON), "figure-101")
    event = await make(khu_pho, talk(world, done=True), "figure-102")
    await verb(khu_pho, event, "cancel", {"reason": "Ghi nhầm"})
    assert await grown(officer, before) == {}
    event = await make(khu_pho, talk(world, done=True), "figure-103")
    await verb(khu_pho, event, "report")
    assert await grown(officer, before) == {"talks": 1}


async def test_a_day_is_a_vietnamese_day(officer, khu_pho, world):
    day = {"from_on": "2026-06-01", "to_on": "2026-06-01"}
    before = (await figures(officer, **day))["total"]
    await make(khu_pho, talk(world, done=True, starts_at="2026-06-01T00:30:00+07:00"))
    assert await grown(officer, before, **day) == {"talks": 1}

"""Whom the gifts reach: the share of children in special circumstances, and small numbers kept from most."""

from tests.conftest import Client
from tests.giving.story import child, deliver, get, handed_over, post, shares
from tests.world import World

JUNE = "/giving/coverage?from_on=2026-06-01&to_on=2026-06-30"


async def test_helped_children_of_those_in_special_circumstances(officer: Client, lead: Client, world: World):
    before = await get(lead, JUNE)
    unit = world["ids"]["ward1.kp_a.unit"]
    one = await child(officer, "Đỗ Thị Mồ Côi", unit, birth={"year": 2016})
    version = (await get(officer, f"/children/{one}"))["version"]
    group = {"legal_group": "orphan_both", "from_on": "2026-05-01"}
    await post(officer, f"/children/{one}/groups", group, version=version)
    made = await handed_over(officer, lead, [one])
    [share] = await shares(officer, made["id"])
    await deliver(officer, share)
    after = await get(lead, JUNE)
    assert after["special_children"] == before["special_children"] + 1
    assert after["helped"] == before["helped"] + 1
    assert after["share"] == round(after["helped"] / after["special_children"], 4)
    figures = (await get(lead, "/indicators?from_on=2026-06-01&to_on=2026-06-30"))["total"]
    assert (figures["helped_orphan_both"], figures["helped_special_children"]) == (1, 1)
    told = await get(officer, JUNE)
    assert (told["special_children"], told["helped"], told["share"]) == (None, None, None)


async def test_one_unit_alone_does_not_tell_what_is_hidden_among_all(officer: Client, lead: Client, world: World):
    ids = world["ids"]
    for unit, surname, count in (("ward1.kp_a.unit", "Trịnh", 6), ("ward1.kp_b.unit", "Lục", 2)):
        some = [
            await child(officer, f"{surname} Thị {chr(65 + at)}", ids[unit], birth={"year": 2011 + at})
            for at in range(count)
        ]
        made = await handed_over(officer, lead, some, occasion="flood")
        for share in await shares(officer, made["id"]):
            await deliver(officer, share, on_day="2026-06-03")
    day = "/indicators?from_on=2026-06-03&to_on=2026-06-03"
    among = {one["unit_id"]: one["figures"]["gifts_children"] for one in (await get(officer, day))["groups"]}
    assert among == {ids["ward1.kp_a.unit"]: None, ids["ward1.kp_b.unit"]: None}
    for unit in ("ward1.kp_a.unit", "ward1.kp_b.unit"):
        for by in ("unit", "place"):
            alone = await get(officer, f"{day}&unit_id={ids[unit]}&by={by}")
            assert alone["total"]["gifts_children"] is None
            assert [one["figures"]["gifts_children"] for one in alone["groups"]] == [None]
    assert (await get(lead, f"{day}&unit_id={ids['ward1.kp_a.unit']}"))["total"]["gifts_children"] == 6


async def test_only_who_received_something_was_helped(officer: Client, lead: Client, world: World):
    """And of a record that was merged, the child it was merged into, nobody else."""
    unit, before = world["ids"]["ward1.kp_a.unit"], await get(lead, JUNE)
    names = ("Đỗ Thị Mồ Côi", "Lý Văn Khác", "Phạm Thị Thứ Ba")
    one, into, third = [await child(officer, name, unit, birth={"year": 2012 + at}) for at, name in enumerate(names)]
    for each in (one, into, third):
        version = (await get(officer, f"/children/{each}"))["version"]
        group = {"legal_group": "orphan_both", "from_on": "2026-05-01"}
        await post(officer, f"/children/{each}/groups", group, version=version)
    [share] = await shares(officer, (await handed_over(officer, lead, [one]))["id"])
    await deliver(officer, share)
    version = (await get(officer, f"/children/{one}"))["version"]
    await post(officer, f"/children/{one}/merge", {"into_id": into}, version=version)
    after = await get(lead, JUNE)
    assert (after["special_children"] - before["special_children"], after["helped"] - before["helped"]) == (2, 1)
    listed = {row["id"]: row for row in (await get(officer, "/children?limit=100"))["items"]}
    assert [listed[each]["last_received_on"] for each in (into, third)] == ["2026-06-01", None]

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

"""Many children move to another khu phố at once: all or none, dated, told."""

import pytest

from tests.children.test_children import create

KEY = {"Idempotency-Key": "moving-0001"}


async def move(client, children, unit_id, on_day="2026-06-01", key="moving-0001"):
    return await client.post(
        "/children/move", json={"child_ids": [one["id"] for one in children], "unit_id": unit_id, "on_day": on_day},
        headers={"Idempotency-Key": key},
    )  # fmt: skip


@pytest.fixture
async def two(khu_pho, world):
    return [
        await create(khu_pho, world, f"moving-child-{at}", full_name=name)
        for at, name in enumerate(("Lý Thị Một", "Phạm Văn Hai"))
    ]


class TestMoving:
    async def test_all_live_there_from_that_day_on(self, officer, khu_pho, two, world, lead):
        there = world["ids"]["ward1.kp_b.unit"]
        for _ in range(2):
            done = await move(officer, two, there)
            assert (done.status_code, done.json()) == (200, {"moved": 2, "unchanged": 0})
        for one in two:
            shown = (await officer.get(f"/children/{one['id']}")).json()
            assert (shown["unit_name"], shown["version"]) == ("CNRY-1-kp_b", one["version"] + 1)
            assert shown["presences"][-1]["unit_name"] == "CNRY-1-kp_b"
            assert (await khu_pho.get(f"/children/{one['id']}")).status_code == 404
        assert len((await lead.get("/audit-events?kind=child.moved")).json()["items"]) == 2
        assert (await move(officer, two, there, key="moving-0002")).json() == {"moved": 0, "unchanged": 2}

    async def test_a_household_goes_along_with_its_last_child(self, officer, khu_pho, world):
        home = (
            await khu_pho.post(
                "/households", json={"unit_id": world["ids"]["ward1.kp_a.unit"], "head_name": "Lý Ba"}, headers=KEY
            )
        ).json()
        children = [
            await create(khu_pho, world, f"moving-child-{at}", full_name=name, household_id=home["id"])
            for at, name in enumerate(("Lý Thị Một", "Lý Văn Hai"))
        ]
        there = world["ids"]["ward1.kp_b.unit"]
        for child, stays in zip(children, (True, False), strict=True):
            assert (await move(officer, [child], there, key=f"moving-{child['id']}")).status_code == 200
            unit = (await officer.get(f"/households/{home['id']}")).json()["unit_id"]
            assert (unit != there) is stays

    async def test_all_or_none(self, officer, two, world):
        gone = {"id": world["ids"]["ward1.kp_a.child_moved"]}
        refused = await move(officer, [*two, gone], world["ids"]["ward1.kp_b.unit"])
        assert (refused.status_code, refused.json()["code"]) == (422, "children_not_here")
        assert refused.json()["child_ids"] == [gone["id"]]
        assert (await officer.get(f"/children/{two[0]['id']}")).json()["unit_name"] == "CNRY-1-kp_a"

    async def test_refused(self, officer, khu_pho, two, world):
        there = world["ids"]["ward1.kp_b.unit"]
        assert (await move(khu_pho, two, there)).status_code == 403
        school = await move(officer, two, world["ids"]["ward1.school.unit"])
        assert (school.status_code, school.json()["code"]) == (422, "not_a_khu_pho")
        future = await move(officer, two, there, on_day="2030-01-01")
        assert (future.status_code, future.json()["code"]) == (422, "day_in_future")
        assert (await move(officer, two * 101, there)).status_code == 422

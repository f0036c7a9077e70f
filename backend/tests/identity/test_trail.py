"""The audit trail: one event per change and per sensitive read, in the ward that it is about, found by words."""

from tests.conftest import Client
from tests.world import canary


async def trail(client: Client, **query: str) -> list[dict]:
    return (await client.get("/audit-events", params=query)).json()["items"]


class TestSensitiveReads:
    async def test_opening_a_file_of_evidence_is_in_the_trail_and_not_in_the_history(self, khu_pho, lead, world):
        assignment, photo = world["ids"]["ward1.kp_a.working"], world["ids"]["ward1.kp_a.photo"]
        path = f"/assignments/{assignment}/evidence/{photo}/file"
        for _ in range(3):
            assert (await khu_pho.get(path, params={"thumbnail": True})).status_code == 200
        assert await trail(lead, kind="assignment.evidence_viewed") == []
        # Small pictures show children too: looking at them is one event of an hour.
        [looked] = await trail(lead, kind="assignment.photos_viewed", object_id=assignment)
        assert looked["actor_name"] == f"{canary(1)}kp_a"
        assert (await khu_pho.get(path)).status_code == 200
        [event] = await trail(lead, kind="assignment.evidence_viewed", object_id=assignment)
        assert (event["actor_name"], event["facts"]) == (
            f"{canary(1)}kp_a",
            {"name": f"V.1.2 {canary(1)}Việc 2", "evidence_id": photo},
        )
        kinds = {one["kind"] for one in (await khu_pho.get(f"/assignments/{assignment}")).json()["history"]}
        assert "assignment.evidence_viewed" not in kinds
        assert "assignment.evidence_added" in kinds

    async def test_exports_are_in_the_trail(self, officer, lead):
        assert (await officer.get("/assignments/export")).status_code == 200
        assert (await officer.get("/people/export")).status_code == 200
        people, assignments = (await trail(lead))[:2]
        assert (people["kind"], assignments["kind"]) == ("person.list_viewed", "assignment.list_viewed")
        assert assignments["facts"]["rows"] == 11
        assert people["object_kind"] == "ward"


class TestAdministrator:
    async def test_disabling_an_account_stands_in_the_trail_of_its_ward_only(self, signed_in, lead, world):
        admin, other = signed_in("admin"), signed_in("ward2.lead")
        path = f"/admin/accounts/{world['ids']['ward1.kp_b.account']}"
        headers = {"If-Match": '"1"'}
        assert (await admin.post(f"{path}/disable", headers=headers)).status_code == 200
        assert (await admin.post(f"{path}/reset-link")).status_code in (200, 201)
        link, disabled = (await trail(lead, kind="account."))[:2]
        assert (link["kind"], disabled["kind"]) == ("account.reset_link_made", "account.disabled")
        assert (disabled["actor_name"], disabled["facts"]) == (
            "Quản trị",
            {"name": f"{canary(1)}kp_b", "login": "kp_b.w1"},
        )
        assert await trail(other, kind="account.") == []


class TestWho:
    async def test_two_people_of_one_name_are_told_apart(self, lead, officer, world):
        """An officer renames a member to the lead's name; the trail still says who did what, by the name of its day."""
        ids = world["ids"]
        body = {"full_name": f"{canary(1)}lead"}
        path = f"/people/{ids['ward1.kp_a_member.person']}"
        assert (await officer.put(path, json=body, headers={"If-Match": '"1"'})).status_code == 200
        [event] = await trail(lead, kind="person.changed")
        assert (event["login"], event["account_id"]) == ("officer.w1", ids["ward1.officer.account"])
        assert event["person_id"] == ids["ward1.officer.person"]
        assert event["facts"]["login"] == "kp_a_member.w1"
        assert event["facts"]["before"] == f"{canary(1)}kp_a_member"
        assert event in await trail(lead, q="OFFICER.w1")

    async def test_history_of_a_record_says_it_too(self, khu_pho, world):
        path = f"/assignments/{world['ids']['ward1.kp_a.fresh']}"
        assert (await khu_pho.post(f"{path}/acknowledge", headers={"If-Match": '"1"'})).status_code == 200
        last = (await khu_pho.get(path)).json()["history"][-1]
        assert (last["login"], last["account_id"]) == ("kp_a.w1", world["ids"]["ward1.kp_a.account"])

    async def test_later_name_does_not_change_what_stands(self, lead, officer, signed_in, world):
        path = f"/people/{world['ids']['ward1.officer.person']}"
        assert (await officer.get("/people/export")).status_code == 200
        body = {"full_name": "Tên Khác"}
        assert (await lead.put(path, json=body, headers={"If-Match": '"1"'})).status_code == 200
        [event] = await trail(lead, kind="person.list_viewed")
        assert (event["actor_name"], event["login"]) == (f"{canary(1)}officer", "officer.w1")


class TestSearch:
    async def test_words_without_accents_find_the_colleague_and_the_actor(self, lead, world):
        body = {"name": "Tổ dân phố Rạch Dừa", "kind": "khu_pho"}
        key = {"Idempotency-Key": "key-trail-unit-1"}
        assert (await lead.post("/units", json=body, headers=key)).status_code == 201
        [event] = await trail(lead, q="rach dua")
        assert (event["kind"], event["facts"]["name"]) == ("unit.created", "Tổ dân phố Rạch Dừa")
        assert event in await trail(lead, q=f"{canary(1)}LEAD", kind="unit.")
        assert await trail(lead, q="không có ai tên này") == []

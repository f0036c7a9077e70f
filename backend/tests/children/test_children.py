"""The register: who writes and reads which child, each child once, dated facts, consent."""

from datetime import timedelta

import pytest

from tests.world import NOW

TODAY = (NOW + timedelta(hours=7)).date()
KEY = {"Idempotency-Key": "child-test-0001"}


def body(world, unit="kp_a", **change):
    return {
        "full_name": "Nguyễn Thị Bé", "birth": {"year": 2017, "month": 9, "day": 2}, "sex": "female",
        "unit_id": world["ids"][f"ward1.{unit}.unit"],
        "guardians": [{"full_name": "Nguyễn Văn Ba", "relation": "father", "phone": "0900 000 001", "may_receive": True}],
        **change,
    }  # fmt: skip


async def create(client, world, key="child-test-0001", **change):
    reply = await client.post("/children", json=body(world, **change), headers={"Idempotency-Key": key})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def verb(client, shown, name, json=None, version=None):
    return await client.post(
        f"/children/{shown['id']}/{name}", json=json, headers={"If-Match": f'"{version or shown["version"]}"'}
    )


async def done(client, shown, name, json=None):
    reply = await verb(client, shown, name, json)
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.fixture
def school(signed_in):
    return signed_in("ward1.school")


@pytest.fixture
def other(signed_in):
    return signed_in("ward1.kp_b")


async def names(client, query=""):
    reply = await client.get(f"/children?{query}")
    assert reply.status_code == 200, reply.text
    return [one["full_name"] for one in reply.json()["items"]]


async def pairs(client):
    """To decide about, without the one of the test world."""
    found = (await client.get("/children/duplicates")).json()["items"]
    return [one for one in found if not one["child"]["full_name"].startswith("CNRY")]


async def own(client, query=""):
    """Without what the test world holds."""
    return [one for one in await names(client, query) if not one.startswith("CNRY")]


class TestWriting:
    async def test_name_birth_and_khu_pho_are_enough(self, khu_pho, world):
        least = {"full_name": "TRẦN VĂN AN", "birth": {"year": 2018}, "unit_id": world["ids"]["ward1.kp_a.unit"]}
        reply = await khu_pho.post("/children", json=least, headers=KEY)
        assert reply.status_code == 201, reply.text
        shown = reply.json()
        assert (shown["full_name"], shown["birth"]["month"], shown["presence"]) == ("Trần Văn An", None, "here")
        assert shown["code"].startswith("TE-")

    async def test_everything_known_comes_back(self, khu_pho, world):
        given = body(
            world, personal_number="045317001234", address="Tổ 4", class_name="3A", wishes="Xe đạp", talents="Vẽ",
            note="Bố đi biển", school_unit_id=world["ids"]["ward1.school.unit"],
        )  # fmt: skip
        reply = await khu_pho.post("/children", json=given, headers=KEY)
        shown = (await khu_pho.get(f"/children/{reply.json()['id']}")).json()
        for name in ("personal_number", "address", "class_name", "wishes", "talents", "note", "school_unit_id"):
            assert shown[name] == given[name], name
        assert shown["guardians"][0]["phone"] == "0900000001"
        assert shown["birth"] == {**given["birth"], "estimated": False}
        assert (shown["age"], shown["initials"], shown["number_warnings"]) == (8, "N. T. B., 8 tuổi", [])

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"birth": {"year": 2017, "month": 2, "day": 30}}, "invalid"),
            ({"birth": {"year": 2027, "month": 2, "day": 1}}, "day_in_future"),
            ({"personal_number": "12345"}, "invalid"),
            ({"full_name": "\u200b\u200b\u200b"}, "invalid"),
            ({"guardians": [{"full_name": "Ba", "relation": "father", "phone": "abc"}]}, "invalid"),
            ({"school_name": "Trường xa", "school_unit_id": "{school}"}, "invalid"),
            ({"school_unit_id": "{kp_a}"}, "not_a_school"),
            ({"unit_id": "{school}", "school_unit_id": "{school}"}, "unknown_unit"),
            ({"unit_id": "{kp_b}"}, "unknown_unit"),
            ({"household_id": "01890000-0000-7000-8000-000000000000"}, "unknown_household"),
            ({"state": "died"}, "invalid"),
        ],
    )
    async def test_what_is_wrong_is_said(self, khu_pho, world, wrong, code):
        units = {f"{{{name}}}": world["ids"][f"ward1.{name}.unit"] for name in ("kp_a", "kp_b", "school")}
        change = {name: units.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()}
        reply = await khu_pho.post("/children", json=body(world, **change), headers=KEY)
        assert (reply.status_code, reply.json()["code"]) == (422, code), reply.text

    async def test_a_child_lives_in_a_khu_pho(self, officer, world):
        change = {"unit_id": world["ids"]["ward1.school.unit"]}
        reply = await officer.post("/children", json=body(world, **change), headers=KEY)
        assert (reply.status_code, reply.json()["code"]) == (422, "not_a_khu_pho")

    async def test_a_number_that_says_another_sex_is_a_warning(self, khu_pho, world):
        shown = await create(khu_pho, world, personal_number="045216001234")
        assert shown["number_warnings"] == ["birth_year", "sex"]

    async def test_written_anew_with_its_guardians(self, khu_pho, world):
        shown = await create(khu_pho, world)
        change = body(world, full_name="Nguyễn Thị Bế", guardians=[{"full_name": "Lê Thị Tư", "relation": "mother"}])
        reply = await khu_pho.put(f"/children/{shown['id']}", json=change, headers={"If-Match": '"1"'})
        assert reply.status_code == 200, reply.text
        assert [one["full_name"] for one in reply.json()["guardians"]] == ["Lê Thị Tư"]
        assert await own(khu_pho, "q=bế") == ["Nguyễn Thị Bế"]

    async def test_a_move_inside_the_ward_stays_in_the_history(self, officer, khu_pho, other, world):
        shown = await create(khu_pho, world)
        change = {"unit_id": world["ids"]["ward1.kp_b.unit"]}
        reply = await officer.put(
            f"/children/{shown['id']}", json=body(world, **change), headers={"If-Match": f'"{shown["version"]}"'}
        )
        assert [one["unit_name"] for one in reply.json()["presences"]] == ["CNRY-1-kp_a", "CNRY-1-kp_b"]
        assert (await khu_pho.get(f"/children/{shown['id']}")).status_code == 404
        assert (await other.get(f"/children/{shown['id']}")).status_code == 200


class TestReading:
    async def test_a_khu_pho_reads_its_own_children_alone(self, khu_pho, other, officer, world):
        shown = await create(khu_pho, world)
        assert await own(khu_pho) == await own(officer) == ["Nguyễn Thị Bé"]
        assert await own(other) == []
        assert (await other.get(f"/children/{shown['id']}")).status_code == 404

    async def test_a_school_reads_its_pupils_without_their_situation(self, khu_pho, school, world):
        shown = await create(
            khu_pho, world, school_unit_id=world["ids"]["ward1.school.unit"], personal_number="045317001234", note="Kín"
        )
        shown = await done(khu_pho, shown, "groups", {"legal_group": "disability", "from_on": "2026-01-01"})
        shown = await done(khu_pho, shown, "needs", {"category": "hardship", "from_on": "2026-01-01"})
        seen = (await school.get(f"/children/{shown['id']}")).json()
        assert (seen["reads"], seen["guardians"][0]["full_name"]) == (["basic", "contact", "hardship"], "Nguyễn Văn Ba")
        assert [one["category"] for one in seen["needs"]] == ["hardship"]
        assert (seen["groups"], seen["personal_number"], seen["note"], seen["consents"]) == (None, None, None, None)
        assert (seen["history"], seen["files"], seen["presences"]) == ([], [], [])
        assert seen["allowed_actions"] == ["enrol"]
        [row] = [one for one in (await school.get("/children")).json()["items"] if one["id"] == shown["id"]]
        assert (row["groups"], row["needs"]) == (None, ["hardship"])
        assert await own(school, "legal_group=disability") == []
        assert await own(school, "need=hardship") == ["Nguyễn Thị Bé"]

    async def test_the_health_station_reads_every_child_and_what_concerns_it(self, khu_pho, school, officer, world):
        unit = world["ids"]["ward1.school.unit"]
        change = {"name": "Trạm Y tế", "kind": "health_station", "aliases": []}
        reply = await officer.put(f"/units/{unit}", json=change, headers={"If-Match": '"1"'})
        assert reply.status_code == 200, reply.text
        shown = await create(khu_pho, world)
        for group in ("disability", "orphan_both"):
            shown = await done(khu_pho, shown, "groups", {"legal_group": group, "from_on": "2026-01-01"})
        shown = await done(khu_pho, shown, "needs", {"category": "hardship", "from_on": "2026-01-01"})
        seen = (await school.get(f"/children/{shown['id']}")).json()
        assert seen["reads"] == ["basic", "contact", "health"]
        assert [one["legal_group"] for one in seen["groups"]] == ["disability"]
        assert (seen["needs"], seen["household"]) == (None, None)
        [row] = [one for one in (await school.get("/children")).json()["items"] if one["id"] == shown["id"]]
        assert (row["groups"], row["needs"]) == (["disability"], None)
        assert await own(school, "legal_group=disability") == ["Nguyễn Thị Bé"]
        assert await own(school, "legal_group=orphan_both") == []
        assert await own(school, "legal_group=orphan_both&legal_group=disability") == []

    async def test_a_school_opens_no_papers_of_its_pupils(self, khu_pho, school, world):
        path = f"/children/{world['ids']['ward1.kp_a.child']}/files/{world['ids']['ward1.kp_a.child_file']}"
        assert (await khu_pho.get(path)).status_code == 200
        assert (await school.get(path)).status_code == 404

    async def test_each_opening_stands_in_the_history(self, khu_pho, officer, world):
        shown = await create(khu_pho, world)
        await officer.get(f"/children/{shown['id']}")
        history = (await khu_pho.get(f"/children/{shown['id']}")).json()["history"]
        assert [one["actor_name"] for one in history if one["kind"] == "child.viewed"] == [
            "CNRY-1-officer", "CNRY-1-kp_a",
        ]  # fmt: skip

    async def test_the_trail_doesn_t_name_the_child(self, khu_pho, lead, world):
        shown = await create(khu_pho, world)
        await done(khu_pho, shown, "leave", {"state": "moved", "on_day": "2026-06-01", "note": "Về quê ngoại"})
        trail = (await lead.get("/audit-events?kind=child.")).text
        assert "child.left" in trail
        assert "Bé" not in trail
        assert "quê" not in trail


class TestList:
    async def _three(self, khu_pho, world):
        for at, (name, birth) in enumerate(
            (
                ("Lê Văn Tú", {"year": 2012, "month": 6, "day": 10}),
                ("Trần Tuấn", {"year": 2016}),
                ("Võ Thị Ân", {"year": 2020}),
            )
        ):
            await create(khu_pho, world, key=f"child-list-{at}", full_name=name, birth=birth, guardians=[])

    async def test_sorted_by_given_name_in_the_vietnamese_alphabet(self, khu_pho, world):
        await self._three(khu_pho, world)
        assert await own(khu_pho) == ["Võ Thị Ân", "Lê Văn Tú", "Trần Tuấn"]
        assert await own(khu_pho, "sort=youngest") == ["Võ Thị Ân", "Trần Tuấn", "Lê Văn Tú"]

    async def test_found_by_the_beginning_of_any_word(self, khu_pho, world):
        await self._three(khu_pho, world)
        assert await own(khu_pho, "q=tu") == ["Lê Văn Tú", "Trần Tuấn"]
        assert await own(khu_pho, "q=tú") == ["Lê Văn Tú", "Trần Tuấn"]
        assert await own(khu_pho, "q=tuâ") == ["Trần Tuấn"]
        assert await own(khu_pho, "q=tù") == []
        assert await own(khu_pho, "q=tran tu") == ["Trần Tuấn"]
        assert await own(khu_pho, "q=ran") == []

    async def test_by_age_on_a_day(self, khu_pho, world):
        await self._three(khu_pho, world)
        assert await own(khu_pho, "age_from=14") == ["Lê Văn Tú"]
        assert await own(khu_pho, "age_from=14&on_day=2026-06-09") == []
        assert await own(khu_pho, "age_to=6&on_day=2026-12-31") == ["Võ Thị Ân"]

    async def test_the_open_list_hides_who_left_and_who_turned_16(self, khu_pho, world):
        await self._three(khu_pho, world)
        gone = await create(khu_pho, world, key="child-list-9", full_name="Hồ Văn Xa", guardians=[])
        await done(khu_pho, gone, "leave", {"state": "moved", "on_day": "2026-06-01"})
        older = {"full_name": "Hồ Văn Lớn", "birth": {"year": 2010, "month": 6, "day": 10}, "guardians": []}
        await create(khu_pho, world, key="child-list-8", **older)
        assert await own(khu_pho) == ["Võ Thị Ân", "Lê Văn Tú", "Trần Tuấn"]
        assert await own(khu_pho, "presence=moved&presence=aged_out") == ["Hồ Văn Lớn", "Hồ Văn Xa"]

    async def test_a_personal_number_has_no_place_in_an_address(self, khu_pho):
        reply = await khu_pho.get("/children?q=045317001234")
        assert (reply.status_code, reply.json()["code"]) == (422, "invalid")

    async def test_the_export_says_what_it_was_taken_out_for(self, khu_pho, lead, world):
        await self._three(khu_pho, world)
        assert (await khu_pho.get("/children/export")).status_code == 422
        reply = await khu_pho.get("/children/export?purpose=Lập danh sách 1/6")
        assert reply.status_code == 200
        trail = (await lead.get("/audit-events?kind=child.list_viewed")).json()["items"]
        assert trail[0]["facts"]["purpose"] == "Lập danh sách 1/6"


class TestDuplicates:
    async def test_who_may_be_there_is_asked_about_first(self, khu_pho, world):
        there = await create(khu_pho, world)
        again = body(world, full_name="Nguyen thi be")
        reply = await khu_pho.post("/children", json=again, headers={"Idempotency-Key": "child-again-1"})
        assert (reply.status_code, reply.json()["code"]) == (409, "similar_child_exists")
        assert reply.json()["child_ids"] == [there["id"]]
        twin = again | {"different_from": [there["id"]]}
        assert (
            await khu_pho.post("/children", json=twin, headers={"Idempotency-Key": "child-again-2"})
        ).status_code == 201

    @pytest.mark.parametrize(
        ("change", "reasons"),
        [
            ({}, ["same_name", "same_birth", "same_phone"]),
            ({"full_name": "nguyen thi be"}, ["name_without_marks", "same_birth"]),
            ({"full_name": "Bé Nguyễn Thị"}, ["words_swapped", "same_birth"]),
            ({"full_name": "Nguyễn Thị Bêê", "guardians": []}, None),
            ({"birth": {"year": 2017, "month": 2, "day": 9}}, ["same_name", "day_and_month_swapped"]),
            ({"birth": {"year": 2017}}, ["same_name", "same_birth"]),
            ({"birth": {"year": 2019}}, ["same_name", "birth_near", "same_phone"]),
            ({"birth": {"year": 2019}, "guardians": []}, ["same_name", "birth_near"]),
            ({"birth": {"year": 2023}}, None),
            ({"full_name": "Trần Văn Út", "guardians": []}, None),
            ({"full_name": "Trần Văn Út", "personal_number": "045317001234"}, ["same_number"]),
            ({"full_name": "Nguyễn Văn Sáu"}, None),
        ],
    )
    async def test_reasons_in_words(self, khu_pho, world, change, reasons):
        await create(khu_pho, world, personal_number="045317001234")
        asked = {name: value for name, value in body(world, **change).items()}
        found = (await khu_pho.post("/children/similar", json=asked)).json()["items"]
        if reasons is None:
            assert found == []
        else:
            assert set(reasons) <= set(found[0]["reasons"]), found

    async def test_another_khu_pho_s_child_is_shown_to_nobody_but_the_ward(self, khu_pho, other, officer, world):
        there = await create(khu_pho, world)
        unit = world["ids"]["ward1.kp_b.unit"]
        asked = {name: value for name, value in body(world, unit_id=unit).items()}
        assert (await other.post("/children/similar", json=asked)).json()["items"] == []
        new = await create(other, world, unit="kp_b")
        [pair] = await pairs(officer)
        assert (pair["child"]["id"], pair["other"]["id"]) == (new["id"], there["id"])
        assert pair["score"] >= 95
        assert (await officer.delete(f"/children/duplicates/{pair['id']}")).status_code == 204
        assert await pairs(officer) == []

    async def test_merging_points_and_can_be_undone(self, khu_pho, other, officer, world):
        stays, twice = await create(khu_pho, world), await create(other, world, unit="kp_b")
        merged = await done(officer, twice, "merge", {"into_id": stays["id"]})
        assert (merged["is_merged"], merged["merged_into"]["id"]) == (True, stays["id"])
        assert merged["allowed_actions"] == ["unmerge"]
        assert await pairs(officer) == []
        kept = (await officer.get(f"/children/{stays['id']}")).json()
        assert [one["id"] for one in kept["merged"]] == [twice["id"]]
        assert await own(officer) == ["Nguyễn Thị Bé"]
        blocked = await verb(other, merged, "leave", {"state": "moved", "on_day": "2026-06-01"})
        assert (blocked.status_code, blocked.json()["code"]) == (409, "wrong_state")
        back = await done(officer, merged, "unmerge")
        assert (back["is_merged"], back["unit_name"]) == (False, "CNRY-1-kp_b")
        assert await own(officer) == ["Nguyễn Thị Bé"] * 2
        assert await pairs(officer) == []

    async def test_a_khu_pho_doesn_t_see_into_what_its_record_was_merged(self, khu_pho, other, officer, world):
        stays, twice = await create(khu_pho, world), await create(other, world, unit="kp_b")
        await done(officer, twice, "merge", {"into_id": stays["id"]})
        seen = (await other.get(f"/children/{twice['id']}")).json()
        assert (seen["is_merged"], seen["merged_into"]) == (True, None)

    async def test_nothing_merges_in_a_circle(self, khu_pho, officer, world):
        one = await create(khu_pho, world)
        two = await create(khu_pho, world, key="child-circle-2", different_from=[one["id"]])
        three = await create(khu_pho, world, key="child-circle-3", different_from=[one["id"], two["id"]])
        await done(officer, one, "merge", {"into_id": two["id"]})
        two = (await officer.get(f"/children/{two['id']}")).json()
        for into in (one["id"], two["id"]):
            refused = await verb(officer, two, "merge", {"into_id": into})
            assert (refused.status_code, refused.json()["code"]) == (422, "merges_in_a_circle")
        await done(officer, two, "merge", {"into_id": three["id"]})
        kept = (await officer.get(f"/children/{three['id']}")).json()
        assert {one["id"] for one in kept["merged"]} == {one["id"], two["id"]}


class TestDatedFacts:
    async def test_gone_and_back(self, khu_pho, world):
        shown = await create(khu_pho, world)
        gone = await done(khu_pho, shown, "leave", {"state": "moved", "on_day": "2026-06-01", "note": "Về quê"})
        assert (gone["presence"], gone["presence_on"], gone["allowed_actions"]) == (
            "moved",
            "2026-06-01",
            ["consent", "return"],
        )
        back = await done(khu_pho, gone, "return", {"on_day": "2026-06-09", "unit_id": world["ids"]["ward1.kp_a.unit"]})
        assert [one["state"] for one in back["presences"]] == ["here", "moved", "here"]

    async def test_a_group_of_the_law_holds_from_day_to_day(self, khu_pho, world):
        shown = await create(khu_pho, world)
        group = {"legal_group": "disability", "sub_group": "severe", "evidence": "Giấy XN 12", "from_on": "2026-01-05"}
        shown = await done(khu_pho, shown, "groups", group)
        assert (await verb(khu_pho, shown, "groups", group)).json()["code"] == "already_holds"
        [held] = shown["groups"]
        early = await verb(khu_pho, shown, f"groups/{held['id']}/end", {"to_on": "2026-01-04"})
        assert early.json()["code"] == "days_in_disorder"
        ended = await done(khu_pho, shown, f"groups/{held['id']}/end", {"to_on": "2026-05-31"})
        assert ended["groups"][0]["to_on"] == "2026-05-31"
        assert len((await done(khu_pho, ended, "groups", group))["groups"]) == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"legal_group": "hiv_aids", "from_on": "2026-01-01"},
            {"legal_group": "disability", "sub_group": "ns_01", "from_on": "2026-01-01"},
            {"legal_group": "disability", "from_on": "2026-07-01"},
        ],
    )
    async def test_a_group_that_can_t_be_is_refused(self, khu_pho, world, wrong):
        shown = await create(khu_pho, world)
        assert (await verb(khu_pho, shown, "groups", wrong)).status_code == 422

    async def test_the_household_s_status_by_year(self, khu_pho, officer, world):
        home = {"unit_id": world["ids"]["ward1.kp_a.unit"], "head_name": "Nguyễn Văn Ba"}
        made = (await khu_pho.post("/households", json=home, headers=KEY)).json()
        for year, status in ((2025, "poor"), (2026, "near_poor")):
            reply = await khu_pho.post(
                f"/households/{made['id']}/statuses", json={"year": year, "status": status, "paper": "QĐ 12"},
                headers={"If-Match": f'"{made["version"]}"'},
            )  # fmt: skip
            assert reply.status_code == 200, reply.text
            made = reply.json()
        shown = await create(khu_pho, world, household_id=made["id"], key="child-home-1")
        assert [one["status"] for one in shown["household"]["statuses"]] == ["near_poor", "poor"]
        assert await own(officer, "poverty=near_poor") == ["Nguyễn Thị Bé"]
        assert await own(officer, "poverty=poor") == []
        assert await own(officer, "poverty=poor&on_day=2025-12-31") == ["Nguyễn Thị Bé"]
        listed = (await khu_pho.get("/households?q=ba&status=near_poor")).json()["items"]
        assert [one["head_name"] for one in listed] == ["Nguyễn Văn Ba"]


class TestConsent:
    async def test_a_child_of_7_is_asked_too(self, khu_pho, world):
        shown = await create(khu_pho, world)
        consent = {"purpose": "photo", "guardian_name": "Nguyễn Văn Ba", "given_on": "2026-06-01"}
        assert (await verb(khu_pho, shown, "consents", consent)).json()["code"] == "child_consent_required"
        shown = await done(khu_pho, shown, "consents", consent | {"child_agrees": True})
        assert [(one["age"], one["holds"]) for one in shown["consents"]] == [(8, True)]
        assert (await verb(khu_pho, shown, "consents", consent | {"child_agrees": True})).json()[
            "code"
        ] == "already_holds"

    async def test_no_photo_without_consent_and_none_after_it_is_withdrawn(self, khu_pho, world):
        from tests.activities.test_activities import send
        from vitreem.demo.pictures import photo

        shown = await create(khu_pho, world, birth={"year": 2022})

        async def attach(key):
            upload_id = await send(khu_pho, photo(3), f"{key}-sent")
            return await khu_pho.post(
                f"/children/{shown['id']}/files", json={"upload_id": upload_id}, headers={"Idempotency-Key": key}
            )

        assert (await attach("child-photo-1")).json()["code"] == "photo_consent_required"
        consent = {"purpose": "photo", "guardian_name": "Nguyễn Văn Ba", "given_on": "2026-06-01"}
        shown = await done(khu_pho, shown, "consents", consent)
        reply = await attach("child-photo-2")
        assert (reply.status_code, len(reply.json()["files"])) == (201, 1), reply.text
        photo_id = reply.json()["files"][0]["id"]
        path = f"/children/{shown['id']}/files/{photo_id}"
        assert (await khu_pho.get(path)).status_code == 200
        gone = await done(khu_pho, shown, f"consents/{shown['consents'][0]['id']}/withdraw")
        assert (gone["files"], gone["consents"][0]["holds"]) == ([], False)
        assert (await khu_pho.get(path)).status_code == 404
        assert (await attach("child-photo-3")).json()["code"] == "photo_consent_required"


class TestPairs:
    async def test_a_pair_that_a_change_made_unlike_is_asked_about_no_more(self, khu_pho, signed_in, officer, world):
        there = await create(khu_pho, world)
        other = signed_in("ward1.kp_b")
        await create(other, world, unit="kp_b")
        assert len(await pairs(officer)) == 1
        change = body(world, full_name="Trần Văn Khác", birth={"year": 2012}, guardians=[])
        reply = await khu_pho.put(
            f"/children/{there['id']}", json=change, headers={"If-Match": f'"{there["version"]}"'}
        )
        assert reply.status_code == 200, reply.text
        assert await pairs(officer) == []

"""Activities: recorded in one step, planned and held, corrected by the ward, shown in the calendar."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.world import NOW, canary
from vitreem.activities import feeds
from vitreem.demo.pictures import photo
from vitreem.records import calendar, exports, files

KEY = {"Idempotency-Key": "activity-test-1"}


def body(world, **change):
    unit = world["ids"]["ward1.kp_a.unit"]
    return {
        "area": "recreation",
        "title": "Quốc tế thiếu nhi 1/6",
        "unit_id": unit,
        "place_unit_id": unit,
        "venue": "Nhà văn hóa",
        "starts_at": (NOW - timedelta(days=2)).isoformat(),
        "ends_at": (NOW - timedelta(days=2, hours=-2)).isoformat(),
        "actual": {"boys": 40, "girls": 46, "adults": 30},
        "held": True,
        **change,
    }


def saved(shown, **change):
    """The body that would write the record as it is."""
    names = (
        "area", "title", "unit_id", "plan_line_id", "place_unit_id", "venue", "latitude", "longitude", "starts_at",
        "ends_at", "planned", "actual", "disabled_children", "poor_children", "budget_planned", "budget_spent",
        "in_charge", "description", "outcome", "launch", "outside_school", "checklist",
    )  # fmt: skip
    return {name: shown[name] for name in names} | change


async def create(client, world, key="activity-test-1", **change):
    reply = await client.post("/activities", json=body(world, **change), headers={"Idempotency-Key": key})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def verb(client, shown, name, json=None):
    return await client.post(
        f"/activities/{shown['id']}/{name}", json=json, headers={"If-Match": f'"{shown["version"]}"'}
    )


async def send(client, data, key, name="anh.jpg"):
    """A file in parts of 1,000 bytes; returns the transfer's id."""
    begun = await client.post("/uploads", json={"name": name, "size": len(data)}, headers={"Idempotency-Key": key})
    assert begun.status_code == 201, begun.text
    at = f"/uploads/{begun.json()['id']}"
    for offset in range(0, len(data), 1000):
        part = await client.put(f"{at}?offset={offset}", content=data[offset : offset + 1000])
        assert part.status_code == 200, part.text
    return begun.json()["id"]


class TestRecording:
    async def test_what_happened_is_recorded_in_one_step_and_proves_its_assignment(self, khu_pho, world):
        assignment = world["ids"]["ward1.kp_a.fresh"]
        shown = await create(khu_pho, world, assignment_ids=[assignment])
        assert (shown["state"], shown["actual"]["boys"]) == ("held", 40)
        assert [one["id"] for one in shown["assignments"]] == [assignment]
        proven = (await khu_pho.get(f"/assignments/{assignment}")).json()
        assert proven["record_figures"] == {"events": 1, "children": 86, "participants": 116}
        assert proven["missing_evidence"] == []
        assert proven["state"] == "in_progress"

    async def test_what_is_planned_proves_nothing_yet(self, khu_pho, world):
        assignment = world["ids"]["ward1.kp_a.fresh"]
        later = {
            "starts_at": (NOW + timedelta(days=1)).isoformat(),
            "ends_at": (NOW + timedelta(days=1, hours=1)).isoformat(),
        }
        await create(khu_pho, world, held=False, assignment_ids=[assignment], **later)
        proven = (await khu_pho.get(f"/assignments/{assignment}")).json()
        assert proven["record_figures"] == {}
        assert proven["missing_evidence"] != []

    async def test_pressed_twice_is_recorded_once(self, khu_pho, world):
        first, second = [await create(khu_pho, world) for _ in range(2)]
        assert first["id"] == second["id"]

    async def test_another_units_assignment_cannot_be_proven(self, khu_pho, world):
        reply = await khu_pho.post(
            "/activities", json=body(world, assignment_ids=[world["ids"]["ward1.kp_b.fresh"]]), headers=KEY
        )
        assert reply.status_code == 404
        listed = (await khu_pho.get("/activities?q=quoc te")).json()
        assert listed["items"] == []  # nothing half-stored

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"ends_at": (NOW - timedelta(days=3)).isoformat()}, "ends_before_start"),
            ({"disabled_children": 87}, "counts_do_not_add_up"),
            ({"poor_children": 87}, "counts_do_not_add_up"),
            ({"unit_id": "01890000-0000-7000-8000-000000000000"}, "unknown_unit"),
            ({"place_unit_id": "01890000-0000-7000-8000-000000000000"}, "unknown_unit"),
            ({"plan_line_id": "01890000-0000-7000-8000-000000000000"}, "unknown_plan_line"),
            ({"latitude": 16.7}, "half_a_point"),
            ({"latitude": 48.8, "longitude": 2.3}, "invalid"),
            ({"actual": {"boys": -1}}, "invalid"),
            ({"outside_school": True}, "checklist_incomplete"),
            ({"ward_id": 2}, "invalid"),
            ({"state": "reported"}, "invalid"),
        ],
    )
    async def test_bad_input_is_refused_in_words_and_leaves_nothing(self, khu_pho, world, change, code):
        reply = await khu_pho.post("/activities", json=body(world, **change), headers=KEY)
        assert (reply.status_code, reply.json()["code"]) == (422, code), reply.text
        assert reply.json()["detail"]
        assert (await khu_pho.get("/activities?q=quoc te")).json()["items"] == []

    async def test_what_has_not_begun_was_not_held(self, khu_pho, world):
        later = {"starts_at": (NOW + timedelta(days=1)).isoformat(), "ends_at": (NOW + timedelta(days=2)).isoformat()}
        reply = await khu_pho.post("/activities", json=body(world, **later), headers=KEY)
        assert reply.json()["code"] == "not_yet"

    async def test_a_unit_writes_for_nobody_else(self, khu_pho, world):
        other = body(world, unit_id=world["ids"]["ward1.school.unit"])
        assert (await khu_pho.post("/activities", json=other, headers=KEY)).json()["code"] == "unknown_unit"

    async def test_code_is_the_wards_once(self, khu_pho, world):
        await create(khu_pho, world, code="HD-1")
        again = await khu_pho.post(
            "/activities", json=body(world, code="HD-1"), headers={"Idempotency-Key": "activity-2"}
        )
        assert (again.status_code, again.json()["code"]) == (409, "code_taken")


class TestLife:
    async def test_planned_announced_held_reported_returned(self, khu_pho, officer, clock, world):
        start = NOW + timedelta(hours=1)
        shown = await create(
            khu_pho, world, held=False, starts_at=start.isoformat(), ends_at=(start + timedelta(hours=2)).isoformat()
        )
        shown = (await verb(khu_pho, shown, "announce")).json()
        clock.moment = start + timedelta(hours=3)
        shown = (await verb(khu_pho, shown, "hold", {"actual": {"boys": 3, "girls": 4}, "disabled_children": 1})).json()
        assert (shown["state"], shown["actual"]["girls"], shown["disabled_children"]) == ("held", 4, 1)
        shown = (await verb(khu_pho, shown, "report")).json()
        assert shown["allowed_actions"] == ["copy"]
        shown = (await officer.get(f"/activities/{shown['id']}")).json()
        shown = (await verb(officer, shown, "return", {"reason": "Bổ sung ảnh chụp"})).json()
        assert (shown["state"], shown["return_reason"]) == ("held", "Bổ sung ảnh chụp")
        assert [one["kind"] for one in shown["history"]][-2:] == ["activity.reported", "activity.returned"]

    async def test_reported_is_closed_to_the_unit_and_mended_by_the_ward_with_a_note(self, khu_pho, officer, world):
        shown = await create(khu_pho, world)
        shown = (await verb(khu_pho, shown, "report")).json()
        at, tag = f"/activities/{shown['id']}", {"If-Match": f'"{shown["version"]}"'}
        assert (await khu_pho.put(at, json=saved(shown), headers=tag)).status_code == 409
        change = saved(shown, actual={"boys": 41, "girls": 46, "adults": 30})
        assert (await officer.put(at, json=change, headers=tag)).json()["code"] == "correction_note_required"
        corrected = await officer.put(at, json=change | {"correction_note": "Đếm lại theo danh sách"}, headers=tag)
        assert corrected.json()["actual"]["boys"] == 41
        last = corrected.json()["history"][-1]["facts"]
        assert (last["fields"], last["reason"]) == (["actual_boys"], "Đếm lại theo danh sách")

    async def test_stale_version_is_refused(self, khu_pho, world):
        shown = await create(khu_pho, world)
        await verb(khu_pho, shown, "report")
        assert (await verb(khu_pho, shown, "report")).status_code == 412

    async def test_cancelled_keeps_its_reason(self, khu_pho, world):
        later = {"starts_at": (NOW + timedelta(days=1)).isoformat(), "ends_at": (NOW + timedelta(days=2)).isoformat()}
        shown = await create(khu_pho, world, held=False, **later)
        shown = (await verb(khu_pho, shown, "cancel", {"reason": "Mưa bão"})).json()
        assert (shown["state"], shown["cancel_reason"], shown["allowed_actions"]) == ("cancelled", "Mưa bão", ["copy"])

    async def test_copy_is_planned_at_its_time_and_counts_nobody(self, khu_pho, world):
        shown = await create(khu_pho, world)
        starts_at = "2027-06-01T19:00:00+07:00"
        copied = await khu_pho.post(
            f"/activities/{shown['id']}/copy", json={"starts_at": starts_at}, headers={"Idempotency-Key": "copy-0001"}
        )
        fresh = copied.json()
        assert (fresh["state"], fresh["actual"]["boys"], fresh["title"]) == ("planned", 0, shown["title"])
        assert fresh["starts_at"].startswith("2027-06-01T12:00:00")
        assert fresh["code"] != shown["code"]

    async def test_children_come_only_when_the_checklist_is_complete(self, khu_pho, world):
        start = NOW + timedelta(days=1)
        times = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=2)).isoformat()}
        shown = await create(khu_pho, world, held=False, outside_school=True, actual={}, **times)
        refused = await verb(khu_pho, shown, "announce")
        assert refused.json()["missing"] == ["parent_forms", "staff_commitments", "ward_notified_on"]
        complete = {
            "children_expected": 30, "parent_forms": 30, "children_from_7": 20, "child_forms": 20, "staff": 3,
            "staff_commitments": 3, "ward_notified_on": "2026-06-08",
        }  # fmt: skip
        for owed in ("parent_forms", "child_forms", "staff_commitments"):
            change = saved(shown, checklist=complete | {owed: complete[owed] - 1})
            tag = {"If-Match": f'"{shown["version"]}"'}
            shown = (await khu_pho.put(f"/activities/{shown['id']}", json=change, headers=tag)).json()
            assert shown["checklist_missing"] == [owed]
        tag = {"If-Match": f'"{shown["version"]}"'}
        change = saved(shown, checklist=complete)
        shown = (await khu_pho.put(f"/activities/{shown['id']}", json=change, headers=tag)).json()
        assert (await verb(khu_pho, shown, "announce")).json()["state"] == "announced"


class TestWhoSees:
    async def test_supporting_unit_reads_and_does_not_write(self, khu_pho, signed_in, world):
        shown = await create(khu_pho, world, supporting_unit_ids=[world["ids"]["ward1.school.unit"]])
        school = signed_in("ward1.school")
        seen = await school.get(f"/activities/{shown['id']}")
        assert seen.json()["allowed_actions"] == []
        assert (await verb(school, shown, "report")).status_code == 403

    async def test_calendar_shows_others_only_what_is_announced_and_never_what_is_closed(self, signed_in, world):
        kp_b = signed_in("ward1.kp_b")
        items = (await kp_b.get("/activities/calendar?from_on=2026-06-01&to_on=2026-06-30")).json()["items"]
        others = [one for one in items if one["unit_id"] == world["ids"]["ward1.kp_a.unit"]]
        assert {one["state"] for one in others} == {"held", "reported"}
        assert not any(one["own"] or one["movable"] for one in others)
        assert set(others[0]) & {"spent", "budget_spent", "files", "outcome"} == set()
        assert "planned" in {one["state"] for one in items if one["own"]}

    async def test_calendar_points_at_two_at_one_place(self, khu_pho, world):
        one = await create(khu_pho, world, key="clash-0001", venue="Sân bóng")
        two = await create(khu_pho, world, key="clash-0002", venue="sân bóng")
        await create(khu_pho, world, key="clash-0003", venue="Trường học")
        items = (await khu_pho.get("/activities/calendar?from_on=2026-06-01&to_on=2026-06-30")).json()["items"]
        made = [item for item in items if item["title"] == one["title"]]
        assert {item["id"] for item in made if item["clash"]} == {one["id"], two["id"]}

    async def test_the_mark_of_two_at_one_place_tells_nothing_of_what_is_hidden(
        self, khu_pho, officer, signed_in, world
    ):
        kp_b, ids = signed_in("ward1.kp_b"), world["ids"]
        later = {
            "starts_at": (NOW + timedelta(days=2)).isoformat(),
            "ends_at": (NOW + timedelta(days=2, hours=2)).isoformat(),
        }
        place = {"venue": "Sân chung", "place_unit_id": None, "held": False, "actual": {}, **later}
        mine = await create(khu_pho, world, key="hidden-0001", title="Của khu phố A", **place)
        body = {"unit_id": ids["ward1.kp_b.unit"], "title": "Bản nháp của khu phố B", **place}
        draft = await create(kp_b, world, key="hidden-0002", **body)

        async def marked(client):
            items = (await client.get("/activities/calendar?from_on=2026-06-01&to_on=2026-06-30")).json()["items"]
            return {item["title"] for item in items if item["clash"] and item["venue"] == "Sân chung"}

        assert await marked(khu_pho) == set()
        assert await marked(officer) == {mine["title"], draft["title"]}
        await verb(kp_b, draft, "announce")
        assert await marked(khu_pho) == {mine["title"], draft["title"]}

    async def test_an_activity_of_several_days_stands_in_each_of_their_months(self, khu_pho, world):
        times = {"starts_at": "2026-12-29T08:00:00+07:00", "ends_at": "2027-01-02T17:00:00+07:00"}
        made = (await create(khu_pho, world, key="days-00001", held=False, **times))["id"]
        over = {"starts_at": "2026-12-20T08:00:00+07:00", "ends_at": "2027-01-01T00:00:00+07:00"}
        other = (await create(khu_pho, world, key="days-00002", held=False, **over))["id"]

        async def shown(from_on: str, to_on: str) -> set[str]:
            reply = await khu_pho.get(f"/activities/calendar?from_on={from_on}&to_on={to_on}")
            return {one["id"] for one in reply.json()["items"]} & {made, other}

        assert await shown("2027-01-01", "2027-01-31") == {made}
        assert await shown("2026-12-31", "2026-12-31") == {made, other}
        assert await shown("2027-01-02", "2027-01-02") == {made}
        assert await shown("2027-01-03", "2027-01-31") == set()

    async def test_a_calendar_is_whole_or_refused(self, khu_pho, monkeypatch):
        monkeypatch.setattr(calendar, "MOST_ITEMS", 0)
        reply = await khu_pho.get("/activities/calendar?from_on=2026-06-01&to_on=2026-06-30")
        assert (reply.status_code, reply.json()["code"]) == (422, "too_many_items")

    async def test_calendar_refuses_years(self, khu_pho):
        reply = await khu_pho.get("/activities/calendar?from_on=2026-01-01&to_on=2026-12-31")
        assert reply.json()["code"] == "too_many_days"


class TestFeeds:
    async def test_feed_shows_the_unit_until_it_is_revoked(self, khu_pho, anonymous, world):
        made = (
            await khu_pho.post(
                f"/units/{world['ids']['ward1.kp_a.unit']}/calendar-feed", headers={"Idempotency-Key": "feed-00001"}
            )
        ).json()
        at = f"https://test{made['path']}"
        text = (await anonymous.get(at)).text
        assert text.count("BEGIN:VEVENT") == 3
        assert canary(2) not in text
        assert (await anonymous.get(at.replace("/1-", "/2-"))).status_code == 404
        await khu_pho.delete(f"/calendar-feeds/{made['id']}")
        assert (await anonymous.get(at)).status_code == 404

    async def test_a_feed_that_is_full_keeps_what_is_to_come(self, khu_pho, anonymous, world, monkeypatch):
        await create(khu_pho, world, key="feed-past-1", title="Hôm qua")
        coming = {"starts_at": "2026-07-01T08:00:00+07:00", "ends_at": "2026-07-01T09:00:00+07:00"}
        await create(khu_pho, world, key="feed-next-1", title="Tuần sau", held=False, **coming)
        monkeypatch.setattr(feeds, "_MOST", 1)
        unit = world["ids"]["ward1.kp_a.unit"]
        made = await khu_pho.post(f"/units/{unit}/calendar-feed", headers={"Idempotency-Key": "feed-full-01"})
        read = await anonymous.get(f"https://test{made.json()['path']}")
        assert read.text.count("BEGIN:VEVENT") == 1
        assert "Hôm qua" not in read.text

    async def test_the_list_of_feeds_holds_no_secret(self, khu_pho, world):
        made = (
            await khu_pho.post(
                f"/units/{world['ids']['ward1.kp_a.unit']}/calendar-feed", headers={"Idempotency-Key": "feed-00001"}
            )
        ).json()
        again = await khu_pho.post(
            f"/units/{world['ids']['ward1.kp_a.unit']}/calendar-feed", headers={"Idempotency-Key": "feed-00001"}
        )
        # The same address, with a new secret: the first reply may have been lost.
        assert (again.json()["id"], again.json()["path"] != made["path"]) == (made["id"], True)
        listed = await khu_pho.get("/calendar-feeds")
        assert made["id"] in listed.text
        # The ward's number, then the secret, which may hold a dash of its own.
        secret = made["path"].rsplit("/", 1)[1].removesuffix(".ics").split("-", 1)[1]
        assert len(secret) > 40
        assert secret not in listed.text


class TestSeries:
    async def test_one_order_makes_an_activity_for_each_unit_and_links_its_assignment(self, officer, khu_pho, world):
        fresh = (await khu_pho.get(f"/assignments/{world['ids']['ward1.kp_a.fresh']}")).json()
        task = (await khu_pho.get("/assignments")).json()["items"][0]
        order = {
            "area": "recreation", "title": "Tết thiếu nhi", "unit_kinds": ["khu_pho", "school"],
            "starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00",
        }  # fmt: skip
        made = await officer.post("/activity-series", json=order, headers=KEY)
        assert made.json()["created"] == 3
        again = await officer.post("/activity-series", json=order, headers=KEY)
        assert again.json() == made.json()
        mine = (await khu_pho.get(f"/activities?series_id={made.json()['id']}")).json()["items"]
        assert [one["unit_id"] for one in mine] == [world["ids"]["ward1.kp_a.unit"]]
        assert task["id"]
        assert fresh["id"]

    async def test_nobody_chosen_is_said(self, officer):
        order = {
            "area": "recreation", "title": "Tết thiếu nhi", "unit_kinds": ["police"],
            "starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00",
        }  # fmt: skip
        assert (await officer.post("/activity-series", json=order, headers=KEY)).json()["code"] == "nobody_chosen"


class TestFiles:
    async def attach(self, client, shown, data, key, name="anh.jpg"):
        upload_id = await send(client, data, f"{key}-send", name)
        return await client.post(
            f"/activities/{shown['id']}/files",
            json={"upload_id": upload_id},
            headers={"Idempotency-Key": f"{key}-take"},
        )

    async def test_a_record_takes_as_many_files_as_it_may_and_says_so(self, khu_pho, world, monkeypatch):
        assert "200" in files.TooManyFiles.detail
        monkeypatch.setattr(files, "MAX_PER_RECORD", 2)
        shown = await create(khu_pho, world)
        for number in (1, 2):
            assert (await self.attach(khu_pho, shown, photo(number), f"photo-{number}")).status_code == 201
        refused = await self.attach(khu_pho, shown, photo(3), "photo-3")
        assert (refused.status_code, refused.json()["code"]) == (422, "too_many_files")
        same = await self.attach(khu_pho, shown, photo(2), "photo-4")
        assert len(same.json()["files"]) == 2

    async def test_photo_has_words_and_loses_its_place(self, khu_pho, world):
        shown = await create(khu_pho, world)
        reply = await self.attach(khu_pho, shown, photo(1), "photo-one")
        file = reply.json()["files"][0]
        assert (file["kind"], file["has_thumbnail"]) == ("photo", True)
        assert "Quốc tế thiếu nhi" in file["alternative_text"]
        bytes_of = (await khu_pho.get(f"/activities/{shown['id']}/files/{file['id']}")).content
        assert not Image.open(BytesIO(bytes_of)).getexif()

    async def test_the_same_photo_is_kept_once(self, khu_pho, world):
        shown = await create(khu_pho, world)
        for key in ("twice-one", "twice-two"):
            reply = await self.attach(khu_pho, shown, photo(1), key)
        assert len(reply.json()["files"]) == 1

    async def test_a_part_that_arrives_twice_or_leaves_a_gap_is_told_where_to_go_on(self, khu_pho):
        begun = await khu_pho.post(
            "/uploads", json={"name": "a.jpg", "size": 30}, headers={"Idempotency-Key": "parts-001"}
        )
        at = f"/uploads/{begun.json()['id']}"
        assert (await khu_pho.put(f"{at}?offset=0", content=b"x" * 10)).json()["received"] == 10
        for offset in (0, 20):
            refused = await khu_pho.put(f"{at}?offset={offset}", content=b"x" * 10)
            assert (refused.json()["code"], refused.json()["received"]) == ("wrong_offset", 10)
        assert (await khu_pho.put(f"{at}?offset=10", content=b"x" * 21)).json()["code"] == "file_too_large"

    async def test_a_file_on_its_way_is_its_senders_alone(self, khu_pho, officer):
        upload_id = await send(khu_pho, photo(1), "mine-0001")
        assert (await officer.get(f"/uploads/{upload_id}")).status_code == 404

    async def test_an_unfinished_file_is_not_taken(self, khu_pho, world):
        shown = await create(khu_pho, world)
        begun = await khu_pho.post(
            "/uploads", json={"name": "a.jpg", "size": 30}, headers={"Idempotency-Key": "half-0001"}
        )
        taken = await khu_pho.post(
            f"/activities/{shown['id']}/files", json={"upload_id": begun.json()["id"]},
            headers={"Idempotency-Key": "half-0002"},
        )  # fmt: skip
        assert taken.json()["code"] == "transfer_incomplete"

    @pytest.mark.parametrize(
        ("data", "name", "code"),
        [
            (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 100, "phim.jpg", "unsupported_file"),
            (b"GIF89a" + b"\x00" * 100, "anh.jpg", "unsupported_file"),
            (b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>" * 9, "anh.jpg", "broken_file"),
            (b"PK\x03\x04" + b"\x00" * 100, "anh.jpg", "broken_file"),
        ],
    )
    async def test_hostile_files_are_refused_and_nothing_is_kept(self, khu_pho, world, data, name, code):
        shown = await create(khu_pho, world)
        reply = await self.attach(khu_pho, shown, data, "hostile-1", name)
        assert reply.json()["code"] == code
        assert (await khu_pho.get(f"/activities/{shown['id']}")).json()["files"] == []

    async def test_a_picture_of_a_hundred_megapixels_is_refused(self, khu_pho, world):
        out = BytesIO()
        Image.new("1", (10_000, 10_000)).save(out, "PNG")
        shown = await create(khu_pho, world)
        assert (await self.attach(khu_pho, shown, out.getvalue(), "huge-0001")).json()["code"] == "too_many_pixels"

    async def test_too_large_is_said_before_it_is_sent(self, khu_pho):
        reply = await khu_pho.post(
            "/uploads", json={"name": "a.jpg", "size": 26 * 1024 * 1024}, headers={"Idempotency-Key": "large-001"}
        )
        assert (reply.status_code, reply.json()["code"]) == (413, "file_too_large")

    async def test_another_records_file_is_not_found(self, khu_pho, world):
        shown = await create(khu_pho, world)
        foreign = world["ids"]["ward1.kp_a.activity_photo"]
        assert (await khu_pho.get(f"/activities/{shown['id']}/files/{foreign}")).status_code == 404
        assert (await khu_pho.delete(f"/activities/{shown['id']}/files/{foreign}")).status_code == 404


class TestList:
    async def test_filters_and_pages(self, khu_pho, world):
        for index in range(5):
            await create(khu_pho, world, key=f"list-000{index}", title=f"Hội trại {index}", area="summer")
        first = (await khu_pho.get("/activities?area=summer&limit=3&q=hoi trai")).json()
        rest = (
            await khu_pho.get("/activities", params={"area": "summer", "limit": 3, "q": "hội", "after": first["next"]})
        ).json()
        titles = [one["title"] for one in first["items"] + rest["items"]]
        assert sorted(titles) == [f"Hội trại {index}" for index in range(5)]
        assert first["items"][0]["children"] == 86

    async def test_an_export_has_every_row_or_is_refused(self, khu_pho, world, monkeypatch):
        for number in range(3):
            await create(khu_pho, world, key=f"export-all-{number}", title=f"Buổi số {number}")
        listed = (await khu_pho.get("/activities?limit=100")).json()["items"]
        monkeypatch.setattr(exports, "_PAGE", 2)
        exported = load_workbook(BytesIO((await khu_pho.get("/activities/export")).content)).worksheets[0]
        assert exported.max_row == len(listed) + 1 > 4
        monkeypatch.setattr(exports, "EXPORTED", 2)
        refused = await khu_pho.get("/activities/export")
        assert (refused.status_code, refused.json()["code"]) == (422, "too_many_rows")

    async def test_export_is_text(self, khu_pho, world):
        await create(khu_pho, world, title="=HYPERLINK(1)")
        reply = await khu_pho.get("/activities/export")
        from openpyxl import load_workbook

        sheet = load_workbook(BytesIO(reply.content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
        assert [cell.data_type for cell in cells] == ["s"]

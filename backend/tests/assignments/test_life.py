"""An assignment's life: taken, proven, handed in, returned, accepted; every refusal with its code."""

import io
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import event

from tests.conftest import Client
from tests.world import canary
from vitreem.demo.pictures import photo


def key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": f"key-{name}-0001"}


async def record(client: Client, assignment_id: str) -> dict:
    return (await client.get(f"/assignments/{assignment_id}")).json()


def at(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


@pytest.fixture
def fresh(world) -> str:
    return world["ids"]["ward1.kp_a.fresh"]


@pytest.fixture
def working(world) -> str:
    return world["ids"]["ward1.kp_a.working"]


@pytest.fixture
def submitted(world) -> str:
    return world["ids"]["ward1.kp_a.submitted"]


async def attach(client, assignment, data, name):
    """A photo in parts, then as evidence."""
    begun = await client.post("/uploads", json={"name": "anh.jpg", "size": len(data)}, headers=key(f"{name}-begin"))
    upload = begun.json()["id"]
    assert (await client.put(f"/uploads/{upload}?offset=0", content=data)).status_code == 200
    return await client.post(
        f"/assignments/{assignment}/evidence", json={"upload_id": upload}, headers=key(f"{name}-take")
    )


RESULT = {"result": "Đã tổ chức tối 31/5, các cháu rất vui.", "figures": {"children": 86}}


class TestSubmit:
    async def test_whole_story(self, khu_pho, officer, fresh):
        path = f"/assignments/{fresh}"
        one = (await khu_pho.post(f"{path}/acknowledge", headers=at(1))).json()
        assert one["state"] == "acknowledged"
        refused = await khu_pho.post(f"{path}/submit", json=RESULT, headers=at(one["version"]))
        assert (refused.status_code, refused.json()["code"]) == (422, "evidence_missing")
        one = (await attach(khu_pho, fresh, photo(3), "photo")).json()
        assert [(row["kind"], row["has_thumbnail"]) for row in one["evidence"]] == [("photo", True)]
        assert one["state"] == "in_progress"
        one = (await khu_pho.post(f"{path}/submit", json=RESULT, headers=at(one["version"]))).json()
        assert (one["state"], one["late"], one["figures"]) == ("submitted", False, {"children": 86})
        reason = {"reason": "Bổ sung số trẻ tham dự."}
        one = (await officer.post(f"{path}/return", json=reason, headers=at(one["version"]))).json()
        assert (one["state"], one["return_reason"]) == ("returned", "Bổ sung số trẻ tham dự.")
        one = (await khu_pho.post(f"{path}/submit", json=RESULT, headers=at(one["version"]))).json()
        one = (await officer.post(f"{path}/accept", json={}, headers=at(one["version"]))).json()
        assert one["state"] == "accepted"
        kinds = [event["kind"].removeprefix("assignment.") for event in one["history"]]
        assert kinds == [
            "given", "acknowledged", "evidence_added", "submitted", "returned", "submitted", "accepted",
        ]  # fmt: skip

    async def test_late_result_is_accepted_and_marked_late(self, khu_pho, working, clock):
        from datetime import timedelta

        clock.moment += timedelta(days=30)
        # A session of the test world lives on; the deadline of 30/6 does not.
        one = await record(khu_pho, working)
        if one.get("code") == "sign_in_required":
            pytest.fail("the world's sessions must outlive the month")
        assert one["overdue"] is True
        one = (await khu_pho.post(f"/assignments/{working}/submit", json=RESULT, headers=at(one["version"]))).json()
        assert one["late"] is True
        assert one["overdue"] is False

    async def test_the_last_day_is_on_time_to_its_end_in_vietnam(self, khu_pho, working, clock):
        one = await record(khu_pho, working)
        clock.moment = datetime.fromisoformat(f"{one['last_day_on']}T23:59:00+07:00")
        [listed] = [each for each in (await khu_pho.get("/assignments")).json()["items"] if each["id"] == working]
        assert ((await record(khu_pho, working))["overdue"], listed["overdue"]) == (False, False)
        one = (await khu_pho.post(f"/assignments/{working}/submit", json=RESULT, headers=at(one["version"]))).json()
        assert one["late"] is False

    async def test_figure_of_another_kind_is_refused(self, khu_pho, working):
        one = await record(khu_pho, working)
        body = {**RESULT, "figures": {"vitamin_a": 3}}
        refused = await khu_pho.post(f"/assignments/{working}/submit", json=body, headers=at(one["version"]))
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown_figure")

    async def test_supporting_unit_reads_and_notes_but_does_not_hand_in(self, signed_in, officer, working, world):
        other = signed_in("ward1.kp_b")
        assert (await other.get(f"/assignments/{working}")).status_code == 404
        one = await record(officer, working)
        body = {"unit_ids": [world["ids"]["ward1.kp_b.unit"]]}
        await officer.put(f"/assignments/{working}/supporting-units", json=body, headers=at(one["version"]))
        one = await record(other, working)
        assert "note" in one["allowed_actions"]
        assert "submit" not in one["allowed_actions"]
        refused = await other.post(f"/assignments/{working}/submit", json=RESULT, headers=at(one["version"]))
        assert refused.status_code == 403


class TestConcurrency:
    async def test_version_is_required_and_checked(self, khu_pho, fresh):
        path = f"/assignments/{fresh}/acknowledge"
        assert (await khu_pho.post(path)).status_code == 428
        assert (await khu_pho.post(path, headers=at(1))).status_code == 200
        stale = await khu_pho.post(f"/assignments/{fresh}/start", headers=at(1))
        assert (stale.status_code, stale.json()["code"]) == (412, "stale")

    async def test_wrong_state_is_told(self, khu_pho, submitted):
        one = await record(khu_pho, submitted)
        refused = await khu_pho.post(f"/assignments/{submitted}/acknowledge", headers=at(one["version"]))
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")

    async def test_same_key_adds_one_note(self, khu_pho, fresh):
        path, note = f"/assignments/{fresh}/notes", {"text": "Đã họp khu phố"}
        first = await khu_pho.post(path, json=note, headers=key("note"))
        second = await khu_pho.post(path, json=note, headers=key("note"))
        assert (first.status_code, second.status_code) == (201, 201)
        assert len(second.json()["notes"]) == 1
        other = await khu_pho.post(path, json={"text": "Khác"}, headers=key("note"))
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
        missing = await khu_pho.post(path, json=note)
        assert missing.json()["code"] == "idempotency_key_required"


class TestEvidence:
    async def test_photo_loses_place_and_device(self, khu_pho, working, world):
        picture, exif = Image.new("RGB", (64, 48), "red"), Image.Exif()
        exif[0x010F] = "CAMERA-CANARY"
        exif.get_ifd(0x8825)[1] = "N"
        data = io.BytesIO()
        picture.save(data, "JPEG", exif=exif)
        assert b"CAMERA-CANARY" in data.getvalue()
        reply = await attach(khu_pho, working, data.getvalue(), "exif")
        added = reply.json()["evidence"][-1]
        stored = await khu_pho.get(f"/assignments/{working}/evidence/{added['id']}/file")
        assert stored.headers["content-type"] == "image/jpeg"
        assert b"CAMERA-CANARY" not in stored.content
        assert not Image.open(io.BytesIO(stored.content)).getexif()

    async def test_the_same_file_is_kept_once(self, khu_pho, working):
        first = (await attach(khu_pho, working, photo(4), "once")).json()["evidence"]
        again = (await attach(khu_pho, working, photo(4), "twice")).json()["evidence"]
        assert [one["id"] for one in again] == [one["id"] for one in first]
        await khu_pho.delete(f"/assignments/{working}/evidence/{first[-1]['id']}")
        back = (await attach(khu_pho, working, photo(4), "back")).json()["evidence"]
        assert len(back) == len(first)
        assert back[-1]["id"] != first[-1]["id"]

    async def test_a_file_of_which_parts_are_missing_is_not_taken(self, khu_pho, working):
        begun = await khu_pho.post("/uploads", json={"name": "anh.jpg", "size": 999}, headers=key("begin"))
        body = {"upload_id": begun.json()["id"]}
        refused = await khu_pho.post(f"/assignments/{working}/evidence", json=body, headers=key("take"))
        assert refused.json()["code"] == "transfer_incomplete"

    async def test_swapped_parent_finds_nothing(self, khu_pho, fresh, world):
        evidence_id = world["ids"]["ward1.kp_a.photo"]
        assert (await khu_pho.get(f"/assignments/{fresh}/evidence/{evidence_id}/file")).status_code == 404

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"MZ not a picture", "unsupported_file"),
            (b"\xff\xd8\xff\xe0 broken", "broken_file"),
            (b"PK\x03\x04 broken", "broken_file"),
            (b"\x00\x00\x00\x18ftypmp42 a film called .jpg", "unsupported_file"),
        ],
    )
    async def test_bad_file_is_refused_with_its_reason(self, khu_pho, working, data, code):
        refused = await attach(khu_pho, working, data, "bad")
        assert refused.json()["code"] == code
        assert len((await record(khu_pho, working))["evidence"]) == 2

    async def test_record_shows_title_and_state_by_its_owner(self, khu_pho, working, world):
        body = {"record_kind": "plan", "record_id": world["ids"]["ward1.plan"]}
        reply = await khu_pho.post(f"/assignments/{working}/evidence-records", json=body, headers=key("record"))
        linked = reply.json()["evidence"][-1]
        assert linked["record_title"].startswith(canary(1))
        assert linked["record_state"] == "in_force"
        draft = {"record_kind": "plan", "record_id": world["ids"]["ward1.draft"]}
        unseen = await khu_pho.post(f"/assignments/{working}/evidence-records", json=draft, headers=key("unseen"))
        assert unseen.status_code == 404

    async def test_records_to_link_are_those_that_the_caller_sees(self, khu_pho, working, world):
        path, plan = f"/assignments/{working}/linkable-records", world["ids"]["ward1.plan"]
        offered = (await khu_pho.get(path)).json()["items"]
        [in_force] = [one for one in offered if one["kind"] == "plan"]
        assert (in_force["id"], in_force["state"], in_force["linked"]) == (plan, "in_force", False)
        own = [one["title"] for one in offered if one["kind"] in ("activity", "communication_event")]
        assert len(own) == 7
        assert all(title.startswith(f"{canary(1)}kp_a") for title in own)
        assert (await khu_pho.get(path, params={"q": "không có"})).json()["items"] == []
        assert len((await khu_pho.get(path, params={"q": "ke hoach"})).json()["items"]) == 1
        body = {"record_kind": "plan", "record_id": plan}
        await khu_pho.post(f"/assignments/{working}/evidence-records", json=body, headers=key("linked"))
        assert [one["linked"] for one in (await khu_pho.get(path)).json()["items"] if one["id"] == plan] == [True]


class TestLists:
    async def test_replies_match_their_schema(self, officer, khu_pho):
        from vitreem.assignments.schemas import AssignmentItem, WardDashboard
        from vitreem.kernel.http.paging import Page

        page = Page[AssignmentItem].model_validate((await officer.get("/assignments")).json())
        assert len(page.items) == 11
        WardDashboard.model_validate((await officer.get("/dashboards/ward")).json())
        own = Page[AssignmentItem].model_validate((await khu_pho.get("/assignments")).json())
        assert {item.unit_name for item in own.items} == {f"{canary(1)}kp_a"}

    @pytest.mark.parametrize("sort", ["due", "unit", "submitted"])
    async def test_pages_join_without_gap_or_double(self, officer, sort):
        seen: list[str] = []
        after = None
        for _ in range(10):
            query = {"limit": "3", "sort": sort, **({"after": after} if after else {})}
            page = (await officer.get("/assignments", params=query)).json()
            seen += [item["id"] for item in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 11

    async def test_changed_cursor_is_the_callers_error(self, officer):
        for after in ("nonsense", '["2026-13-99","x"]', "[1,2]"):
            assert (await officer.get("/assignments", params={"after": after})).status_code == 422

    @pytest.mark.parametrize(
        ("query", "count"),
        [({"state": "submitted"}, 2), ({"overdue": "true"}, 1), ({"q": "viec 3"}, 2), ({"kind": "gift"}, 1)],
    )
    async def test_filters(self, officer, query, count):
        assert len((await officer.get("/assignments", params=query)).json()["items"]) == count

    async def test_export_has_the_rows_and_no_formula(self, officer):
        from openpyxl import load_workbook

        reply = await officer.get("/assignments/export", params={"state": "submitted"})
        sheet = load_workbook(io.BytesIO(reply.content)).active
        assert sheet.max_row == 3
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    async def test_ward_dashboard_counts_every_assignment_once(self, officer):
        figures = (await officer.get("/dashboards/ward")).json()["figures"]
        states = ("assigned", "acknowledged", "in_progress", "submitted", "returned", "accepted")
        assert figures["totals"]["total"] == sum(figures["totals"][state] for state in states) == 11
        assert sum(unit["total"] for unit in figures["units"]) == 11
        assert sum(kind["total"] for kind in figures["kinds"]) == 11
        activity = next(kind for kind in figures["kinds"] if kind["kind"] == "activity")
        assert activity["figures"] == {"children": 40}


class TestStatements:
    async def test_handing_in_asks_the_database_for_each_thing_once(self, khu_pho, engine, working):
        """Session, record, what stands around it, evidence, notes, history; the change, its event, its notices."""
        one = await record(khu_pho, working)
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_):
            asked.append(statement)

        event.listen(engine.sync_engine, "before_cursor_execute", note)
        try:
            done = await khu_pho.post(f"/assignments/{working}/submit", json=RESULT, headers=at(one["version"]))
        finally:
            event.remove(engine.sync_engine, "before_cursor_execute", note)
        assert done.status_code == 200, done.text
        own = [one for one in asked if not one.startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))]
        assert len(own) <= 10, "\n\n".join(own)

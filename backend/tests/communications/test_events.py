"""Communication events: recorded in one step, kept apart by unit, corrected by the ward, public only with consent."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests.communications.bodies import body_of
from tests.world import NOW, canary
from vitreem.demo.pictures import photo

PAST = (NOW - timedelta(days=2)).isoformat()
SOON = (NOW + timedelta(days=3)).isoformat()


def talk(world, **change):
    return {
        "kind": "talk",
        "title": "Nói chuyện phòng, chống đuối nước",
        "unit_id": world["ids"]["ward1.kp_a.unit"],
        "place": "Nhà văn hóa",
        "starts_at": PAST,
        "topics": ["drowning"],
        **change,
    }


def banner(world, **change):
    return talk(world, kind="banner", title="Băng rôn 111", topics=[], **change)


def post(world, **change):
    return talk(world, kind="online_post", title="Bài trên trang phường", **change)


async def send(client, body, key="event-0001"):
    return await client.post("/communication-events", json=body, headers={"Idempotency-Key": key})


async def make(client, body, key="event-0001"):
    reply = await send(client, body, key)
    assert reply.status_code == 201, reply.text
    assert reply.headers["etag"] == f'"{reply.json()["version"]}"'
    return reply.json()


async def verb(client, event, name, json=None):
    return await client.post(
        f"/communication-events/{event['id']}/{name}", json=json, headers={"If-Match": f'"{event["version"]}"'}
    )


async def write(client, event, **change):
    """The event anew, with what changes."""
    return await client.put(
        f"/communication-events/{event['id']}", json=body_of(event) | change,
        headers={"If-Match": f'"{event["version"]}"'},
    )  # fmt: skip


def refused(reply):
    return reply.status_code, reply.json()["code"]


@pytest.fixture
async def message(officer, world):
    """A message of the plan in force."""
    plan = (await officer.get(f"/plans/{world['ids']['ward1.plan']}")).json()
    return plan["messages"][0]["id"]


class TestCreate:
    async def test_what_happened_is_recorded_in_one_step_and_proves_the_assignment(self, khu_pho, world, message):
        working = world["ids"]["ward1.kp_a.working"]
        body = talk(
            world, done=True, assignment_ids=[working], message_ids=[message], audience_children=60, audience_adults=25
        )
        event = await make(khu_pho, body)
        assert (event["state"], event["unit_name"]) == ("done", f"{canary(1)}kp_a")
        assert [one["id"] for one in event["messages"]] == [message]
        assert [one["id"] for one in event["assignments"]] == [working]
        assert event["code"].startswith("TT-") and len(event["code"]) == 12
        [linked] = [
            one
            for one in (await khu_pho.get(f"/assignments/{working}")).json()["evidence"]
            if one["record_kind"] == "communication_event"
        ]
        assert (linked["record_title"], linked["record_state"]) == (event["title"], "done")
        assert linked["record_path"] == f"/communications/{event['id']}"

    async def test_same_key_makes_one_event(self, khu_pho, world):
        first, second = await make(khu_pho, talk(world)), await make(khu_pho, talk(world))
        assert first["id"] == second["id"]
        assert len((await khu_pho.get("/communication-events")).json()["items"]) == 1
        assert (await khu_pho.post("/communication-events", json=talk(world))).json()["code"] == (
            "idempotency_key_required"
        )

    async def test_unit_writes_for_itself_alone_and_the_ward_for_all(self, khu_pho, officer, world):
        other = talk(world, unit_id=world["ids"]["ward1.kp_b.unit"])
        assert refused(await send(khu_pho, other)) == (422, "unknown_unit")
        assert (await send(officer, other)).status_code == 201
        foreign = talk(world, unit_id=world["ids"]["ward2.kp_a.unit"])
        assert refused(await send(officer, foreign, "event-0002")) == (422, "unknown_unit")
        place = talk(world, place_unit_id=world["ids"]["ward2.kp_a.unit"])
        assert refused(await send(khu_pho, place, "event-0003")) == (422, "unknown_unit")

    async def test_assignment_of_another_unit_takes_nothing_and_nothing_is_left(self, khu_pho, world):
        body = talk(world, done=True, assignment_ids=[world["ids"]["ward1.kp_b.working"]])
        assert (await send(khu_pho, body)).status_code == 404
        assert (await khu_pho.get("/communication-events")).json()["items"] == []

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"copies": 10, "broadcasts": 2}, "field_not_of_kind"),
            ({"ends_at": PAST}, "ends_before_start"),
            ({"latitude": 1.35, "longitude": 103.8}, "place_outside_vietnam"),
            ({"latitude": 10.9, "longitude": 100.5}, "place_outside_vietnam"),
            ({"latitude": 10.9}, "half_a_point"),
            ({"done": True, "starts_at": SOON}, "not_yet"),
        ],
    )
    async def test_wrong_values_are_named(self, khu_pho, world, change, code):
        reply = await send(khu_pho, talk(world, **change))
        assert refused(reply) == (422, code)
        if code == "field_not_of_kind":
            assert reply.json()["fields"] == ["broadcasts", "copies"]

    @pytest.mark.parametrize(
        "change",
        [
            {"link": "javascript:alert(1)"},
            {"link": "ftp://example.org/a"},
            {"audience_children": -1},
            {"audience_children": 10**12},
            {"starts_at": "2026-06-08T19:00:00"},
            {"topics": ["weather"]},
            {"state": "reported"},
            {"kind": "party"},
        ],
    )
    async def test_what_does_not_fit_the_form_is_refused(self, khu_pho, world, change):
        kind = {"kind": "contest"} if "link" in change else {}
        assert (await send(khu_pho, talk(world, **kind, **change))).status_code == 422

    async def test_unknown_message_plan_and_script_are_refused(self, khu_pho, officer, world):
        plan = (await officer.get(f"/plans/{world['ids']['ward1.plan']}")).json()
        assert refused(await send(khu_pho, talk(world, message_ids=[plan["id"]]))) == (422, "unknown_message")
        draft = talk(world, plan_id=world["ids"]["ward1.draft"])
        assert refused(await send(khu_pho, draft)) == (422, "unknown_plan")
        script = talk(world, kind="broadcast", script_id=plan["id"])
        assert refused(await send(khu_pho, script)) == (422, "unknown_script")

    async def test_code_is_used_once(self, khu_pho, world):
        await make(khu_pho, talk(world, code="TT-2026-0001"))
        again = await send(khu_pho, talk(world, code="TT-2026-0001"), "event-0002")
        assert refused(again) == (409, "code_taken")

    async def test_point_and_day_are_kept(self, khu_pho, world):
        late = "2026-06-07T23:30:00+07:00"
        event = await make(khu_pho, talk(world, starts_at=late, latitude=10.9, longitude=106.7))
        assert (event["latitude"], event["longitude"]) == (10.9, 106.7)
        for day, count in (("2026-06-07", 1), ("2026-06-08", 0)):
            page = (await khu_pho.get("/communication-events", params={"from_on": day, "to_on": day})).json()
            assert len(page["items"]) == count


class TestVisibility:
    async def test_another_unit_gets_404(self, khu_pho, signed_in, world):
        event, other = await make(khu_pho, talk(world, done=True)), signed_in("ward1.kp_b")
        path = f"/communication-events/{event['id']}"
        assert (await other.get(path)).status_code == 404
        assert (await verb(other, event, "report")).status_code == 404
        assert (await write(other, event, title="Tên khác")).status_code == 404
        assert (await other.get("/communication-events")).json()["items"] == []
        assert (await signed_in("ward2.lead").get(path)).status_code == 404
        assert (await signed_in("ward1.viewer").get(path)).status_code == 403
        assert (await signed_in("ward1.kp_a_member").get(path)).status_code == 200


class TestStates:
    async def test_whole_story(self, khu_pho, officer, world):
        event = await make(khu_pho, talk(world))
        assert event["allowed_actions"] == ["edit", "attach", "done", "cancel"]
        event = (await verb(khu_pho, event, "done")).json()
        event = (await verb(khu_pho, event, "report")).json()
        assert (event["state"], event["allowed_actions"]) == ("reported", [])
        assert refused(await write(khu_pho, event, audience_children=5)) == (409, "wrong_state")
        assert (await verb(khu_pho, event, "return", {"reason": "Bổ sung số trẻ"})).status_code == 403
        event = (await verb(officer, event, "return", {"reason": "Bổ sung số trẻ"})).json()
        assert (event["state"], event["return_reason"]) == ("done", "Bổ sung số trẻ")
        event = (await write(khu_pho, event, audience_children=5)).json()
        event = (await verb(khu_pho, event, "report")).json()
        assert (event["audience_children"], event["return_reason"]) == (5, None)
        kinds = [one["kind"].removeprefix("communication.") for one in event["history"]]
        assert kinds == ["created", "done", "reported", "returned", "changed", "reported"]

    async def test_cancelling_needs_a_reason_and_is_the_end(self, khu_pho, world):
        event = await make(khu_pho, talk(world))
        assert (await verb(khu_pho, event, "cancel", {"reason": "vì"})).status_code == 422
        event = (await verb(khu_pho, event, "cancel", {"reason": "Trời mưa bão"})).json()
        assert (event["state"], event["cancel_reason"]) == ("cancelled", "Trời mưa bão")
        assert refused(await verb(khu_pho, event, "done")) == (409, "wrong_state")

    async def test_what_lies_ahead_is_not_done(self, khu_pho, world):
        event = await make(khu_pho, talk(world, starts_at=SOON))
        assert refused(await verb(khu_pho, event, "done")) == (422, "not_yet")

    async def test_version_is_required_and_checked(self, khu_pho, world):
        event = await make(khu_pho, talk(world))
        path = f"/communication-events/{event['id']}"
        assert (await khu_pho.put(path, json=body_of(event) | {"title": "Tên khác"})).status_code == 428
        assert (await write(khu_pho, event, title="Tên khác")).status_code == 200
        assert refused(await write(khu_pho, event, title="Tên nữa")) == (412, "stale")


class TestEdit:
    async def test_what_changes_is_written_and_null_clears(self, khu_pho, world, message):
        event = await make(
            khu_pho, talk(world, latitude=10.9, longitude=106.7, message_ids=[message], audience_adults=7)
        )
        event = (await write(khu_pho, event, latitude=None, longitude=None, title="Tên mới")).json()
        assert (event["latitude"], event["title"], event["audience_adults"]) == (None, "Tên mới", 7)
        assert len(event["messages"]) == 1
        found = (await khu_pho.get("/communication-events", params={"q": "ten moi"})).json()
        assert len(found["items"]) == 1
        event = (await write(khu_pho, event, message_ids=[])).json()
        assert event["messages"] == []
        assert refused(await write(khu_pho, event, copies=4)) == (422, "field_not_of_kind")
        other = world["ids"]["ward1.kp_b.unit"]
        assert refused(await write(khu_pho, event, unit_id=other)) == (422, "unknown_unit")

    async def test_ward_corrects_with_a_note_that_stays_in_the_history(self, khu_pho, officer, world):
        event = await make(khu_pho, talk(world, done=True))
        event = (await verb(khu_pho, event, "report")).json()
        assert refused(await write(officer, event, audience_children=9)) == (422, "correction_note_required")
        short = await write(officer, event, audience_children=9, correction_note=" sửa ")
        assert refused(short) == (422, "correction_note_required")
        event = (await write(officer, event, audience_children=9, correction_note="Theo danh sách ký")).json()
        assert (event["audience_children"], event["state"]) == (9, "reported")
        last = event["history"][-1]
        assert last["kind"] == "communication.corrected"
        assert last["facts"]["reason"] == "Theo danh sách ký"
        assert last["facts"]["fields"] == ["audience_children"]


class TestConsent:
    async def test_post_that_shows_children_waits_for_both_consents(self, khu_pho, world):
        event = await make(khu_pho, post(world, shows_children=True, children_7_plus=True))
        assert (event["publishable"], event["internal_reason"]) == (False, "guardian_consent")
        reply = await verb(khu_pho, event, "done")
        assert refused(reply) == (422, "consent_missing")
        assert reply.json()["missing"] == ["guardian_consent", "child_consent"]
        assert "nội bộ" in reply.json()["detail"]
        event = (await write(khu_pho, event, guardian_consent=True)).json()
        assert event["internal_reason"] == "child_consent"
        assert (await verb(khu_pho, event, "done")).json()["missing"] == ["child_consent"]
        event = (await write(khu_pho, event, child_consent=True)).json()
        assert (event["publishable"], event["internal_reason"]) == (True, None)
        assert (await verb(khu_pho, event, "done")).json()["state"] == "done"

    async def test_small_children_need_their_guardians_consent_alone(self, khu_pho, world):
        event = await make(khu_pho, post(world, shows_children=True, guardian_consent=True, done=True))
        assert event["publishable"] is True

    async def test_gate_holds_in_one_step_and_afterwards(self, khu_pho, world):
        assert refused(await send(khu_pho, post(world, shows_children=True, done=True))) == (422, "consent_missing")
        event = await make(khu_pho, post(world, done=True), "event-0002")
        assert refused(await write(khu_pho, event, shows_children=True)) == (422, "consent_missing")

    async def test_other_kinds_are_done_and_stay_internal(self, khu_pho, world):
        event = await make(khu_pho, talk(world, shows_children=True, done=True))
        assert event["publishable"] is False
        [item] = (await khu_pho.get("/communication-events")).json()["items"]
        assert item["publishable"] is False


class TestLists:
    @pytest.fixture
    async def three(self, khu_pho, officer, world, message):
        """A talk that carried the message and 111, a banner that hangs, a planned post of khu phố B."""
        later = (NOW - timedelta(days=1)).isoformat()
        carried = talk(
            world, done=True, message_ids=[message], carried_hotline_111=True,
            place_unit_id=world["ids"]["ward1.kp_b.unit"],
        )  # fmt: skip
        await make(khu_pho, carried, "three-001")
        await make(khu_pho, banner(world, done=True, starts_at=later), "three-002")
        other = post(world, unit_id=world["ids"]["ward1.kp_b.unit"], starts_at=SOON)
        await make(officer, other, "three-003")
        return message

    @pytest.mark.parametrize(
        ("query", "kinds"),
        [
            ({}, ["online_post", "banner", "talk"]),
            ({"sort": "oldest"}, ["talk", "banner", "online_post"]),
            ({"kind": ["talk", "banner"]}, ["banner", "talk"]),
            ({"state": "planned"}, ["online_post"]),
            ({"topic": "drowning"}, ["online_post", "talk"]),
            ({"hotline_111": "true"}, ["talk"]),
            ({"hotline_111": "false"}, ["online_post", "banner"]),
            ({"hanging": "true"}, ["banner"]),
            ({"hanging": "false"}, ["online_post", "talk"]),
            ({"from_on": "2026-06-09"}, ["online_post", "banner"]),
            ({"to_on": "2026-06-08"}, ["talk"]),
            ({"q": "bang ron"}, ["banner"]),
        ],
    )
    async def test_filters(self, officer, three, query, kinds):
        page = (await officer.get("/communication-events", params=query)).json()
        assert [item["kind"] for item in page["items"]] == kinds

    async def test_filters_by_id_and_names(self, officer, three, world):
        unit, place = world["ids"]["ward1.kp_b.unit"], f"{canary(1)}kp_b"
        for query, kinds in (
            ({"unit_id": unit}, ["online_post"]),
            ({"place_unit_id": unit}, ["talk"]),
            ({"message_id": three}, ["talk"]),
            ({"message_id": unit}, []),
        ):
            items = (await officer.get("/communication-events", params=query)).json()["items"]
            assert [item["kind"] for item in items] == kinds
        items = (await officer.get("/communication-events", params={"place_unit_id": unit})).json()["items"]
        assert (items[0]["unit_name"], items[0]["place_unit_name"]) == (f"{canary(1)}kp_a", place)

    async def test_mistyped_filter_shows_nothing(self, officer, three):
        assert (await officer.get("/communication-events", params={"unit": "x"})).status_code == 422

    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    async def test_pages_join_without_gap_or_double(self, officer, three, sort):
        seen, after = [], None
        for _ in range(5):
            query = {"limit": "1", "sort": sort, **({"after": after} if after else {})}
            page = (await officer.get("/communication-events", params=query)).json()
            seen += [item["id"] for item in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 3

    async def test_replies_match_their_schema(self, officer, three):
        from vitreem.communications.schemas import CommunicationItem
        from vitreem.kernel.http.paging import Page

        page = Page[CommunicationItem].model_validate((await officer.get("/communication-events")).json())
        assert len(page.items) == 3

    async def test_export_has_the_rows_and_no_formula(self, officer, khu_pho, world):
        await make(khu_pho, talk(world, title="=HYPERLINK(1)"))
        reply = await officer.get("/communication-events/export")
        sheet = load_workbook(io.BytesIO(reply.content)).active
        assert sheet.max_row == 2
        assert sheet["C2"].value == "=HYPERLINK(1)"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


class TestUsage:
    async def test_never_used_messages_are_there_with_0(self, officer, message):
        usage = (await officer.get("/communication-usage")).json()
        [one] = [one for one in usage["messages"] if one["id"] == message]
        assert (one["used"], one["last_used_on"]) == (0, None)
        assert usage["hotline_111"] == {"items": 0, "total": 0}

    async def test_done_events_are_counted(self, officer, khu_pho, world, message):
        body = talk(world, message_ids=[message], carried_hotline_111=True)
        await make(khu_pho, body | {"done": True}, "usage-001")
        await make(khu_pho, banner(world, done=True), "usage-002")
        await make(khu_pho, body, "usage-003")  # planned: counts nowhere
        usage = (await officer.get("/communication-usage")).json()
        [one] = [one for one in usage["messages"] if one["id"] == message]
        assert (one["used"], one["last_used_on"]) == (1, "2026-06-08")
        topics = {one["topic"]: one["used"] for one in usage["topics"]}
        assert (topics["drowning"], topics["nutrition"]) == (1, 0)
        assert usage["hotline_111"] == {"items": 1, "total": 2}
        for query in ({"from_on": "2026-06-09"}, {"unit_id": world["ids"]["ward1.kp_b.unit"]}):
            usage = (await officer.get("/communication-usage", params=query)).json()
            assert usage["hotline_111"]["total"] == 0

    async def test_unit_counts_its_own(self, khu_pho, signed_in, world):
        await make(khu_pho, talk(world, done=True))
        other = (await signed_in("ward1.kp_b").get("/communication-usage")).json()
        assert other["hotline_111"]["total"] == 0


class TestBanners:
    async def test_put_up_with_its_day_and_taken_down(self, khu_pho, world):
        event = await make(khu_pho, banner(world, done=True, banner_size="0,7 x 4 m"))
        assert (event["put_up_on"], event["hanging"]) == ("2026-06-08", True)
        assert refused(await write(khu_pho, event, taken_down_on="2026-06-07")) == (422, "ends_before_start")
        [up] = (await khu_pho.get("/communication-banners", params={"hanging": True})).json()["items"]
        assert up["id"] == event["id"]
        event = (await write(khu_pho, event, taken_down_on="2026-06-09")).json()
        assert event["hanging"] is False
        assert (await khu_pho.get("/communication-banners", params={"hanging": True})).json()["items"] == []
        assert len((await khu_pho.get("/communication-banners")).json()["items"]) == 1

    async def test_comes_down_after_reporting_though_nothing_else_changes(self, khu_pho, officer, signed_in, world):
        event = await make(khu_pho, banner(world, done=True, put_up_on="2026-06-02"))
        assert "take_down" in event["allowed_actions"]
        event = (await verb(khu_pho, event, "report")).json()
        assert event["allowed_actions"] == ["take_down"]
        assert refused(await write(khu_pho, event, taken_down_on="2026-06-09")) == (409, "wrong_state")
        for day, code in (("2026-06-01", "ends_before_start"), ("2026-06-11", "not_yet")):
            assert refused(await verb(khu_pho, event, "take-down", {"taken_down_on": day})) == (422, code)
        stale = event | {"version": event["version"] - 1}
        assert (await verb(khu_pho, stale, "take-down", {"taken_down_on": "2026-06-09"})).status_code == 412
        [item] = (await khu_pho.get("/communication-banners")).json()["items"]
        assert (item["allowed_actions"], item["version"]) == (["take_down"], event["version"])
        down = (await verb(khu_pho, event, "take-down", {"taken_down_on": "2026-06-09"})).json()
        assert (down["taken_down_on"], down["state"], down["hanging"]) == ("2026-06-09", "reported", False)
        assert "take_down" not in down["allowed_actions"]
        assert down["history"][-1]["kind"] == "communication.taken_down"
        again = await verb(officer, down, "take-down", {"taken_down_on": "2026-06-09"})
        assert refused(again) == (409, "wrong_state")

    async def test_only_a_banner_that_hangs_is_taken_down(self, khu_pho, world):
        event = await make(khu_pho, talk(world, done=True))
        assert "take_down" not in event["allowed_actions"]
        reply = await verb(khu_pho, event, "take-down", {"taken_down_on": "2026-06-09"})
        assert refused(reply) == (409, "wrong_state")

    async def test_overdue_after_the_plan_or_after_30_days(self, khu_pho, world, clock):
        await make(khu_pho, banner(world, done=True, plan_id=world["ids"]["ward1.plan"]), "banner-01")
        await make(khu_pho, banner(world, done=True), "banner-02")

        async def overdue():
            items = (await khu_pho.get("/communication-banners")).json()["items"]
            return sorted(item["overdue"] for item in items)

        assert await overdue() == [False, False]
        clock.moment = NOW + timedelta(days=21)  # 1/7: the plan ended on 30/6
        assert await overdue() == [False, True]
        clock.moment = NOW + timedelta(days=29)  # the 31st day
        assert await overdue() == [True, True]

    async def test_other_units_see_none(self, khu_pho, signed_in, world):
        await make(khu_pho, banner(world, done=True))
        assert (await signed_in("ward1.kp_b").get("/communication-banners")).json()["items"] == []


async def send_file(client, data):
    begun = await client.post(
        "/uploads", json={"name": "anh.jpg", "size": len(data)}, headers={"Idempotency-Key": "upload-01"}
    )
    upload_id = begun.json()["id"]
    assert (await client.put(f"/uploads/{upload_id}?offset=0", content=data)).status_code == 200
    return upload_id


class TestFiles:
    async def test_photo_is_attached_shown_and_removed(self, khu_pho, signed_in, world):
        event = await make(khu_pho, talk(world, done=True))
        path = f"/communication-events/{event['id']}/files"
        sent = {"upload_id": await send_file(khu_pho, photo(4))}
        reply = await khu_pho.post(path, json=sent, headers={"Idempotency-Key": "photo-001"})
        assert reply.status_code == 201, reply.text
        again = await khu_pho.post(path, json=sent, headers={"Idempotency-Key": "photo-001"})
        [file] = again.json()["files"]
        assert file["alternative_text"] == "Nói chuyện phòng, chống đuối nước, Nhà văn hóa, 08/06/2026"
        assert (await khu_pho.get(f"{path}/{file['id']}")).headers["content-type"] == "image/jpeg"
        thumbnail = await khu_pho.get(f"{path}/{file['id']}", params={"thumbnail": True})
        assert thumbnail.headers["content-type"] == "image/webp"
        other = signed_in("ward1.kp_b")
        assert (await other.get(f"{path}/{file['id']}")).status_code == 404
        assert (await other.delete(f"{path}/{file['id']}")).status_code == 404
        swapped = await make(khu_pho, talk(world), "event-0002")
        assert (await khu_pho.get(f"/communication-events/{swapped['id']}/files/{file['id']}")).status_code == 404
        assert (await khu_pho.delete(f"{path}/{file['id']}")).json()["files"] == []
        assert (await khu_pho.get(f"{path}/{file['id']}")).status_code == 404

    async def test_reported_event_takes_no_file_of_the_unit(self, khu_pho, world):
        event = await make(khu_pho, talk(world, done=True))
        await verb(khu_pho, event, "report")
        sent = {"upload_id": await send_file(khu_pho, photo(4))}
        reply = await khu_pho.post(
            f"/communication-events/{event['id']}/files", json=sent, headers={"Idempotency-Key": "photo-002"}
        )
        assert refused(reply) == (409, "wrong_state")


class TestFacts:
    def test_figures_are_those_of_the_kind_without_zeros(self):
        from vitreem.communications.rules import figures

        assert figures("talk", audience=85, broadcasts=0, copies=0) == {"participants": 85, "sessions": 1}
        assert figures("banner", audience=0, broadcasts=0, copies=0) == {"banners": 1}
        assert figures("broadcast", audience=0, broadcasts=12, copies=0) == {"broadcasts": 12}
        assert figures("leaflet", audience=0, broadcasts=0, copies=300) == {"leaflets": 300}

    async def test_events_can_be_found_to_link_but_not_those_of_others(self, khu_pho, signed_in, world):
        event = await make(khu_pho, talk(world, done=True))
        for who, name, count in (("kp_a", "kp_a", 1), ("kp_b", "kp_b", 0)):
            working = world["ids"][f"ward1.{name}.working"]
            reply = await signed_in(f"ward1.{who}").get(
                f"/assignments/{working}/linkable-records", params={"q": "duoi nuoc"}
            )
            assert [one["id"] for one in reply.json()["items"]] == [event["id"]] * count


async def test_tiles_come_only_from_the_server_that_is_set(app):
    from vitreem.kernel.http.middleware import Edge
    from vitreem.settings import Settings

    own = dict(Edge(app, Settings(_env_file=None)).of_pages)[b"content-security-policy"]
    tiled = Settings(tile_url="https://{s}.tiles.example.vn/{z}/{x}/{y}.png", _env_file=None)
    with_tiles = dict(Edge(app, tiled).of_pages)[b"content-security-policy"]
    assert b"img-src 'self' data: blob:;" in own
    assert b"img-src 'self' https://*.tiles.example.vn data: blob:;" in with_tiles

"""Loudspeaker scripts: written, approved, put on air; likeness, reading time and the Word file."""

import io
from datetime import timedelta

import docx
import openpyxl
import pytest

from tests.broadcasting.speaking import TEXT, make, slot, verb
from tests.communications.bodies import body_of
from tests.kernel.documents.reading import bare, pdf_text
from tests.world import NOW
from vitreem.broadcasting import rules as script_rules


async def put(client, script, title, text):
    return await client.put(
        f"/broadcast-scripts/{script['id']}",
        json={"title": title, "text": text},
        headers={"If-Match": f'"{script["version"]}"'},
    )


def refused(reply):
    return reply.status_code, reply.json()["code"]


class TestLife:
    async def test_whole_story(self, khu_pho, culture, world):
        script = await make(khu_pho, world)
        assert (script["state"], script["number"], script["allowed_actions"]) == ("draft", 1, ["edit", "submit"])
        script = (await verb(khu_pho, script, "submit")).json()
        assert refused(await put(khu_pho, script, "Tên mới", TEXT)) == (409, "wrong_state")
        script = (await verb(culture, script, "return", {"reason": "Nói ngắn hơn"})).json()
        assert (script["state"], script["return_reason"]) == ("returned", "Nói ngắn hơn")
        script = (await put(khu_pho, script, "Phòng đuối nước", "Bà con để mắt đến các cháu.")).json()
        assert (script["state"], script["number"]) == ("draft", 2)
        script = (await verb(khu_pho, script, "submit")).json()
        script = (await verb(culture, script, "approve")).json()
        assert (script["state"], script["approved_version"], script["return_reason"]) == ("approved", 2, None)
        kinds = [one["kind"].removeprefix("broadcast_script.") for one in script["history"]]
        assert kinds == ["created", "submitted", "returned", "changed", "submitted", "approved"]

    async def test_changing_an_approved_script_makes_a_new_draft(self, khu_pho, approved):
        script = (await put(khu_pho, approved, approved["title"], TEXT + " Xin cảm ơn.")).json()
        assert (script["state"], script["number"], script["approved_version"]) == ("draft", 2, 1)
        versions = (await khu_pho.get(f"/broadcast-scripts/{script['id']}/versions")).json()["items"]
        assert [(one["number"], one["approved"]) for one in versions] == [(2, False), (1, True)]
        assert versions[1]["text"] == TEXT

    async def test_same_text_is_no_new_version(self, khu_pho, world):
        script = await make(khu_pho, world)
        script = (await put(khu_pho, script, "Tên khác", TEXT)).json()
        assert (script["title"], script["number"]) == ("Tên khác", 1)

    async def test_writers_do_not_approve(self, khu_pho, officer, lead, world):
        script = (await verb(khu_pho, await make(khu_pho, world), "submit")).json()
        for client in (khu_pho, officer):
            assert (await verb(client, script, "approve")).status_code == 403
            assert (await verb(client, script, "return", {"reason": "Nói ngắn hơn"})).status_code == 403
        assert (await verb(lead, script, "approve")).status_code == 200

    async def test_nobody_approves_what_they_wrote(self, culture, lead, world):
        script = await make(culture, world, unit_id=world["ids"]["ward1.culture.unit"])
        script = (await verb(culture, script, "submit")).json()
        assert "approve" not in script["allowed_actions"]
        assert refused(await verb(culture, script, "approve")) == (403, "own_script")
        assert "approve" in (await lead.get(f"/broadcast-scripts/{script['id']}")).json()["allowed_actions"]
        assert (await verb(lead, script, "approve")).status_code == 200

    async def test_draft_is_not_approved(self, khu_pho, culture, world):
        assert refused(await verb(culture, await make(khu_pho, world), "approve")) == (409, "wrong_state")

    async def test_version_is_required_and_checked(self, khu_pho, world):
        script = await make(khu_pho, world)
        assert (await khu_pho.post(f"/broadcast-scripts/{script['id']}/submit")).status_code == 428
        await put(khu_pho, script, "Tên khác", TEXT)
        assert refused(await verb(khu_pho, script, "submit")) == (412, "stale")


class TestVisibility:
    async def test_units_see_their_own_and_approvers_all(self, khu_pho, culture, officer, signed_in, world):
        script = await make(khu_pho, world)
        path, other = f"/broadcast-scripts/{script['id']}", signed_in("ward1.kp_b")
        assert (await other.get(path)).status_code == 404
        assert (await put(other, script, "Tên khác", TEXT)).status_code == 404
        assert (await other.get("/broadcast-scripts")).json()["items"] == []
        for client in (culture, officer):
            assert (await client.get(path)).status_code == 200
            assert len((await client.get("/broadcast-scripts")).json()["items"]) == 1
        assert (await put(culture, script, "Tên khác", TEXT)).status_code == 403
        assert (await signed_in("ward2.lead").get(path)).status_code == 404
        assert (await signed_in("ward1.viewer").get(path)).status_code == 403

    async def test_unit_writes_for_itself_alone(self, khu_pho, world):
        body = {"title": "Bài", "text": TEXT, "unit_id": world["ids"]["ward1.kp_b.unit"]}
        reply = await khu_pho.post(
            "/broadcast-scripts", json=body | {"title": "Bài của khu khác"}, headers={"Idempotency-Key": "script-09"}
        )
        assert refused(reply) == (422, "unknown_unit")

    async def test_filters_and_schema(self, officer, khu_pho, approved, world):
        from vitreem.broadcasting.schemas import ScriptItem
        from vitreem.kernel.http.paging import Page

        await make(khu_pho, world, "script-02", title="Phòng bạo lực")
        for query, count in (({}, 2), ({"state": "approved"}, 1), ({"q": "bao luc"}, 1), ({"q": "khong co"}, 0)):
            page = Page[ScriptItem].model_validate((await officer.get("/broadcast-scripts", params=query)).json())
            assert len(page.items) == count, query
        page = (await officer.get("/broadcast-scripts", params={"limit": 1})).json()
        rest = (await officer.get("/broadcast-scripts", params={"limit": 1, "after": page["next"]})).json()
        assert page["items"][0]["title"] == "Phòng bạo lực"
        assert rest["items"][0]["id"] == approved["id"]


class TestText:
    @pytest.mark.parametrize("length", [20_001, 1_000_000])
    async def test_long_script_is_refused_in_words(self, khu_pho, world, length):
        body = {"title": "Bài dài", "text": "a" * length, "unit_id": world["ids"]["ward1.kp_a.unit"]}
        reply = await khu_pho.post("/broadcast-scripts", json=body, headers={"Idempotency-Key": "script-08"})
        assert refused(reply) == (422, "script_too_long")
        assert "20.000" in reply.json()["detail"]
        assert (await khu_pho.get("/broadcast-scripts")).json()["items"] == []

    async def test_longest_script_is_taken_and_not_a_letter_more(self, khu_pho, world):
        script = await make(khu_pho, world, text="a" * 20_000)
        assert refused(await put(khu_pho, script, "Bài dài", "a" * 20_001)) == (422, "script_too_long")

    async def test_reading_time_follows_the_pace(self, khu_pho, officer, world):
        script = await make(khu_pho, world, text="chữ " * 301)
        assert (script["words"], script["reading_seconds"]) == (301, 121)
        path = f"/broadcast-scripts/{script['id']}"
        slow = await khu_pho.get(path, params={"words_per_minute": 60})
        assert slow.json()["reading_seconds"] == 301
        [item] = (await officer.get("/broadcast-scripts")).json()["items"]
        assert item["reading_seconds"] == 121
        for pace in (59, 301):
            assert (await khu_pho.get(path, params={"words_per_minute": pace})).status_code == 422

    async def test_earlier_script_that_says_nearly_the_same_is_named(self, khu_pho, officer, signed_in, world):
        async def similar_to(client, script):
            return (await client.get(f"/broadcast-scripts/{script['id']}/similar")).json()["items"]

        first = await make(khu_pho, world)
        other = signed_in("ward1.kp_b")
        unit = world["ids"]["ward1.kp_b.unit"]
        near = await make(other, world, unit_id=unit, text=TEXT + " Xin cảm ơn bà con.")
        # Another unit's script takes part in no answer; who sees all is told of it.
        assert await similar_to(other, near) == []
        [similar] = await similar_to(officer, near)
        assert (similar["id"], similar["title"]) == (first["id"], first["title"])
        assert 0.6 <= similar["similarity"] < 1
        copy = await make(other, world, "script-03", unit_id=unit, text=TEXT.upper())
        assert (await similar_to(officer, copy))[0]["similarity"] == 1
        [own] = await similar_to(other, copy)
        assert own["id"] == near["id"]
        different = await make(
            other, world, "script-04", unit_id=unit,
            text="Ngày mai trạm y tế cho trẻ từ sáu đến ba mươi sáu tháng uống vitamin A tại nhà văn hóa.",
        )  # fmt: skip
        assert await similar_to(officer, different) == []
        assert await similar_to(officer, first) == []

    def test_likeness_is_of_runs_of_five_words(self):
        one = script_rules.shingles("một hai ba bốn năm sáu")
        other = script_rules.shingles("Một, hai; ba bốn năm bảy")
        assert script_rules.likeness(one, other) == pytest.approx(1 / 3)
        assert script_rules.likeness(one, one) == 1
        assert script_rules.likeness(script_rules.shingles("ngắn"), script_rules.shingles("ngắn")) == 1

    async def test_document_holds_title_and_text_in_the_font_of_office_papers(self, khu_pho, signed_in, world):
        script = await make(khu_pho, world, text=TEXT + "\nDòng cuối\ufffe")
        reply = await khu_pho.get(f"/broadcast-scripts/{script['id']}/document")
        assert reply.headers["content-disposition"].startswith("attachment;")
        document = docx.Document(io.BytesIO(reply.content))
        assert [one.text for one in document.paragraphs] == [script["title"], *TEXT.split("\n"), "Dòng cuối"]
        font = document.styles["Normal"].font
        assert (font.name, font.size.pt) == ("Times New Roman", 14)
        other = signed_in("ward1.kp_b")
        assert (await other.get(f"/broadcast-scripts/{script['id']}/document")).status_code == 404

    async def test_document_in_pdf_says_the_same(self, khu_pho, world):
        script = await make(khu_pho, world, text=TEXT + "\nDòng cuối\ufffe")
        path = f"/broadcast-scripts/{script['id']}/document"
        reply = await khu_pho.get(path, params={"format": "pdf"})
        assert reply.headers["content-type"] == "application/pdf"
        assert reply.headers["content-disposition"].endswith("bai-phat-thanh-phong%2C-chong-duoi-nuoc.pdf")
        assert pdf_text(reply.content) == bare("".join([script["title"], TEXT, "Dòng cuối"]))
        assert (await khu_pho.get(path, params={"format": "exe"})).status_code == 422


class TestSlots:
    @pytest.fixture
    def own(self, world):
        return world["ids"]["ward1.kp_a.unit"]

    @pytest.fixture
    def other(self, world):
        return world["ids"]["ward1.kp_b.unit"]

    async def test_only_an_approved_script_goes_on_air(self, khu_pho, approved, own, world):
        draft = await make(khu_pho, world, "script-02")
        reply = await slot(khu_pho, draft, own)
        assert refused(reply) == (409, "wrong_state")
        assert "được duyệt" in reply.json()["detail"]
        assert (await slot(khu_pho, approved, own)).status_code == 201

    async def test_khu_pho_plays_once_what_the_ward_planned(self, officer, culture, signed_in, approved, other):
        planned = (await slot(culture, approved, other)).json()
        player = signed_in("ward1.kp_b")
        assert (await player.get(f"/broadcast-scripts/{approved['id']}")).status_code == 200
        [item] = (await player.get("/broadcast-slots")).json()["items"]
        assert (item["id"], item["may_play"], item["script_title"]) == (planned["id"], True, approved["title"])
        path, body = f"/broadcast-slots/{planned['id']}/played", {"played_at": NOW.isoformat(), "times_played": 2}
        assert (await culture.post(path, json=body)).status_code == 403
        early = await player.post(path, json=body | {"played_at": (NOW + timedelta(hours=1)).isoformat()})
        assert refused(early) == (409, "wrong_state")
        played = (await player.post(path, json=body)).json()
        assert (played["times_played"], played["may_play"]) == (2, False)
        assert refused(await officer.post(path, json=body)) == (409, "wrong_state")

    async def test_what_was_played_is_a_broadcast_that_counts(self, khu_pho, officer, approved, own):
        asked = "/indicators?from_on=2026-06-01&to_on=2026-06-30"

        async def broadcasts():
            return (await officer.get(asked)).json()["total"]["broadcasts"]

        before = await broadcasts()
        planned = (await slot(khu_pho, approved, own)).json()
        assert (planned["event_id"], planned["times_played"]) == (None, None)
        path, body = f"/broadcast-slots/{planned['id']}/played", {"played_at": NOW.isoformat(), "times_played": 2}
        played = (await khu_pho.post(path, json=body)).json()
        assert await broadcasts() == before + 2
        event = (await khu_pho.get(f"/communication-events/{played['event_id']}")).json()
        assert (event["kind"], event["state"], event["broadcasts"]) == ("broadcast", "done", 2)
        assert (event["title"], event["script_id"], event["unit_id"]) == (approved["title"], approved["id"], own)
        assert event["place_unit_id"] == own
        tag = {"If-Match": f'"{event["version"]}"'}
        at = f"/communication-events/{event['id']}"
        event = (await khu_pho.put(at, json=body_of(event) | {"broadcasts": 1}, headers=tag)).json()
        [item] = (await khu_pho.get("/broadcast-slots")).json()["items"]
        assert (item["times_played"], item["may_play"]) == (1, False)
        tag = {"If-Match": f'"{event["version"]}"'}
        assert (await khu_pho.post(f"{at}/cancel", json={"reason": "Ghi nhầm khu phố"}, headers=tag)).status_code == 200
        assert await broadcasts() == before
        [item] = (await khu_pho.get("/broadcast-slots")).json()["items"]
        assert (item["event_id"], item["times_played"], item["may_play"]) == (None, None, True)
        assert (await khu_pho.post(path, json=body)).json()["times_played"] == 2
        assert await broadcasts() == before + 2

    @pytest.mark.parametrize(("words", "carried"), [("Hãy gọi 111 nhé.", True), ("Gọi số 1110.", False)])
    async def test_a_script_that_names_the_line_111_carries_it(
        self, khu_pho, officer, culture, own, world, words, carried
    ):
        script = await make(khu_pho, world, "script-03", text=words)
        for client, name in ((khu_pho, "submit"), (culture, "approve")):
            script = (await verb(client, script, name)).json()
        planned = (await slot(khu_pho, script, own)).json()
        played = await khu_pho.post(f"/broadcast-slots/{planned['id']}/played", json={"played_at": NOW.isoformat()})
        event = (await khu_pho.get(f"/communication-events/{played.json()['event_id']}")).json()
        assert event["carried_hotline_111"] is carried

    async def test_what_was_not_played_says_why_and_counts_nothing(self, khu_pho, approved, own):
        planned = (await slot(khu_pho, approved, own)).json()
        path, body = f"/broadcast-slots/{planned['id']}/played", {"played_at": NOW.isoformat(), "times_played": 0}
        assert refused(await khu_pho.post(path, json=body)) == (422, "missed_reason_required")
        missed = (await khu_pho.post(path, json=body | {"note": "Mất điện cả buổi"})).json()
        assert (missed["times_played"], missed["missed_reason"], missed["event_id"]) == (0, "Mất điện cả buổi", None)
        assert missed["may_play"] is False
        assert (await khu_pho.get("/communication-events")).json()["items"] == []
        assert refused(await khu_pho.post(path, json=body | {"times_played": 1})) == (409, "wrong_state")

    async def test_scripts_go_to_excel(self, khu_pho, approved, signed_in):
        book = openpyxl.load_workbook(io.BytesIO((await khu_pho.get("/broadcast-scripts/export")).content))
        rows = list(book.active.iter_rows(values_only=True))
        assert (rows[1][0], rows[1][2]) == (approved["title"], "Đã duyệt")
        other = await signed_in("ward1.kp_b").get("/broadcast-scripts/export?state=approved")
        assert openpyxl.load_workbook(io.BytesIO(other.content)).active.max_row == 1

    async def test_ward_says_it_for_the_khu_pho(self, officer, approved, other):
        planned = (await slot(officer, approved, other)).json()
        reply = await officer.post(f"/broadcast-slots/{planned['id']}/played", json={"played_at": NOW.isoformat()})
        assert reply.json()["times_played"] == 1

    async def test_units_keep_to_their_own_loudspeaker(self, khu_pho, officer, signed_in, approved, own, other, world):
        assert refused(await slot(khu_pho, approved, other)) == (422, "unknown_unit")
        assert refused(await slot(signed_in("ward1.kp_b"), approved, other)) == (422, "unknown_script")
        planned = (await slot(khu_pho, approved, own)).json()
        stranger = signed_in("ward1.kp_b")
        assert (await stranger.get("/broadcast-slots")).json()["items"] == []
        reply = await stranger.post(f"/broadcast-slots/{planned['id']}/played", json={"played_at": NOW.isoformat()})
        assert reply.status_code == 404
        foreign = await slot(officer, approved, world["ids"]["ward2.kp_a.unit"], "slot-0002")
        assert refused(foreign) == (422, "unknown_unit")

    async def test_days_are_vietnamese(self, khu_pho, approved, own):
        await slot(khu_pho, approved, own, planned_at="2026-06-09T17:30:00Z")  # 00:30 on 10/6 in Việt Nam
        for day, count in (("2026-06-09", 0), ("2026-06-10", 1), ("2026-06-11", 0)):
            found = await khu_pho.get("/broadcast-slots", params={"from_on": day, "to_on": day})
            assert len(found.json()["items"]) == count

    async def test_broadcast_event_names_its_script(self, khu_pho, approved, own):
        body = {
            "kind": "broadcast", "title": "Phát thanh khu phố", "unit_id": own, "starts_at": NOW.isoformat(),
            "script_id": approved["id"], "broadcasts": 3, "done": True,
        }  # fmt: skip
        reply = await khu_pho.post("/communication-events", json=body, headers={"Idempotency-Key": "event-0001"})
        assert (reply.json()["script_title"], reply.json()["broadcasts"]) == (approved["title"], 3)

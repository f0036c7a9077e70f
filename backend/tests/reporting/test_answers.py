"""A unit's report: filled from its records, whole before it is handed in, kept as it was."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.reporting.desk import done, handed_in, of_unit, open_round, read, verb, write
from vitreem.identity.facts import Succession
from vitreem.kernel.jobs.nobody import of_ward
from vitreem.reporting.succession import hand_on


@pytest.fixture
async def month(officer, world):
    """The Action Month's report of khu phố A."""
    return await open_round(
        officer, kind="action_month", plan_id=world["ids"]["ward1.plan"], due_on="2026-07-09", questions=[], checks=[]
    )


@pytest.fixture
async def answer(khu_pho, officer, world):
    round_ = await open_round(officer)
    return await done(khu_pho, await read(khu_pho, of_unit(round_, world["ids"]["ward1.kp_a.unit"])), "begin")


def figure(answer, code):
    return next(one for one in answer["figures"] if one["code"] == code)


class TestFilled:
    async def test_figures_are_those_of_the_figures_page(self, khu_pho, month, world):
        unit_id = world["ids"]["ward1.kp_a.unit"]
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, unit_id)), "begin")
        page = f"/indicators?from_on=2026-06-01&to_on=2026-06-30&unit_id={unit_id}"
        told = (await khu_pho.get(page)).json()["total"]
        computed = {one["code"]: one["computed"] for one in answer["figures"]}
        shown = {code: value for code, value in told.items() if value is not None}
        assert {code: computed[code] for code in shown} == shown
        assert any(shown.values())
        assert figure(answer, "hazards_found")["evidence_count"] >= figure(answer, "hazards_found")["computed"] > 0

    async def test_every_task_of_the_unit_has_its_sentence(self, khu_pho, month, world):
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, world["ids"]["ward1.kp_a.unit"])), "begin")
        assert answer["sentences"]
        assert answer["texts"]["results"].splitlines() == [one["text"] for one in answer["sentences"]]
        assert all(one["written"] for one in answer["sentences"])
        assert any("chưa hoàn thành (hạn " in one["text"] for one in answer["sentences"])
        assert any("đã thực hiện, báo cáo ngày " in one["text"] for one in answer["sentences"]), answer["sentences"]

    async def test_counting_anew_keeps_what_was_written(self, khu_pho, month, world):
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, world["ids"]["ward1.kp_a.unit"])), "begin")
        before = figure(answer, "injuries_fall")["computed"]
        answer = await write(khu_pho, answer, {"strengths": "Đông trẻ"}, hazards_found=(99, "Đếm cả năm trước"))
        body = {
            "happened_on": "2026-06-09", "unit_id": world["ids"]["ward1.kp_a.unit"], "age_band": "under_5",
            "sex": "female", "cause": "fall", "place_kind": "house", "care": "home", "outcome": "treated",
        }  # fmt: skip
        made = await khu_pho.post("/injuries", json=body, headers={"Idempotency-Key": "count-anew-1"})
        assert made.status_code == 201, made.text
        answer = await done(khu_pho, answer, "count")
        assert figure(answer, "injuries_fall")["computed"] == before + 1
        assert (figure(answer, "hazards_found")["reported"], answer["texts"]["strengths"]) == (99, "Đông trẻ")

    async def test_saying_what_the_records_say_is_saying_nothing(self, khu_pho, month, world):
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, world["ids"]["ward1.kp_a.unit"])), "begin")
        answer = await write(khu_pho, answer, hazards_found=(figure(answer, "hazards_found")["computed"], "Vì sao"))
        assert (figure(answer, "hazards_found")["reported"], figure(answer, "hazards_found")["why"]) == (None, "")


class TestHandedIn:
    @pytest.mark.parametrize(
        ("figures", "code", "extra"),
        [
            ({"children": 5}, "figures_missing", {"codes": ["without_card"]}),
            ({"children": 5, "without_card": 6}, "checks_broken", {"checks": [0]}),
        ],
    )
    async def test_whole_and_in_itself_agreeing(self, khu_pho, answer, figures, code, extra):
        answer = await write(khu_pho, answer, **figures)
        assert answer["broken"] == extra.get("checks", [])
        reply = await verb(khu_pho, answer, "submit")
        assert (reply.status_code, reply.json()["code"]) == (422, code)
        assert reply.json().items() >= extra.items()
        answer = await write(khu_pho, answer, children=6, without_card=6)
        assert (await done(khu_pho, answer, "submit"))["state"] == "submitted"

    async def test_what_differs_from_the_records_says_why(self, khu_pho, month, world):
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, world["ids"]["ward1.kp_a.unit"])), "begin")
        answer = await write(khu_pho, answer, hazards_found=77)
        reply = await verb(khu_pho, answer, "submit")
        assert (reply.json()["code"], reply.json()["codes"]) == ("why_missing", ["hazards_found"])
        answer = await write(khu_pho, answer, hazards_found=(77, "Có nơi chưa nhập"))
        shown = figure(await done(khu_pho, answer, "submit"), "hazards_found")
        assert (shown["value"], shown["reported"], shown["why"]) == (77, 77, "Có nơi chưa nhập")
        assert shown["computed"] != 77

    async def test_late_is_taken_and_says_so(self, khu_pho, answer, clock):
        answer = await write(khu_pho, answer, children=6, without_card=6)
        assert not answer["late"]
        clock.moment += timedelta(days=11)
        answer = await done(khu_pho, answer, "submit")
        assert (answer["state"], answer["late"]) == ("submitted", True)

    async def test_a_return_takes_no_time_away_and_keeps_both(self, khu_pho, officer, answer, clock):
        answer = await write(khu_pho, answer, {"strengths": "Một"}, children=6, without_card=6)
        answer = await done(khu_pho, answer, "submit")
        clock.moment += timedelta(days=20)
        answer = await done(officer, answer, "return", {"reason": "Đếm lại giúp"})
        answer = await read(khu_pho, answer["id"])
        assert (answer["state"], answer["return_reason"]) == ("returned", "Đếm lại giúp")
        answer = await write(khu_pho, answer, {"strengths": "Hai"}, children=8, without_card=6)
        answer = await done(khu_pho, answer, "submit")
        assert (answer["late"], answer["return_reason"]) == (False, None)
        assert [one["number"] for one in answer["versions"]] == [1, 2]
        path = f"/report-answers/{answer['id']}/versions"
        first = (await officer.get(f"{path}/{answer['versions'][0]['id']}")).json()
        assert (first["texts"]["strengths"], figure(first, "children")["value"]) == ("Một", 6)
        assert (await officer.get(f"{path}/{answer['id']}")).status_code == 404

    async def test_nobody_changes_what_was_handed_in(self, khu_pho, officer, world):
        round_ = await open_round(officer)
        answer = await handed_in(khu_pho, of_unit(round_, world["ids"]["ward1.kp_a.unit"]))
        reply = await khu_pho.put(
            f"/report-answers/{answer['id']}", json={"texts": {}}, headers={"If-Match": f'"{answer["version"]}"'}
        )
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")


class TestBadInput:
    async def test_a_paragraph_of_five_megabytes(self, khu_pho, answer):
        reply = await khu_pho.put(
            f"/report-answers/{answer['id']}", json={"texts": {"results": "x" * 5_000_000}},
            headers={"If-Match": f'"{answer["version"]}"'},
        )  # fmt: skip
        assert reply.status_code == 413

    @pytest.mark.parametrize(
        "body",
        [
            {"texts": {"results": "x" * 20_001}}, {"texts": {}, "figures": [{"code": "children", "reported": -1}]},
            {"texts": {}, "figures": [{"code": "children", "reported": 10**16}]},
            {"texts": {}, "figures": [{"code": "children"}, {"code": "children"}]},
            {"texts": {}, "figures": [{"code": "nothing", "reported": 1}]}, {"texts": {"other": "x"}},
        ],
    )  # fmt: skip
    async def test_what_cannot_be(self, khu_pho, answer, body):
        reply = await khu_pho.put(
            f"/report-answers/{answer['id']}", json=body, headers={"If-Match": f'"{answer["version"]}"'}
        )
        assert reply.status_code == 422, reply.text

    async def test_markup_and_control_characters_are_text_or_gone(self, khu_pho, answer):
        answer = await write(khu_pho, answer, {"results": "<b>đậm</b>\x00\u202e =1+1"})
        assert answer["texts"]["results"] == "<b>đậm</b> =1+1"


class TestSmallFigures:
    async def test_of_few_children_are_for_the_unit_and_who_is_entrusted(self, khu_pho, officer, lead, month, world):
        answer = await done(khu_pho, await read(khu_pho, of_unit(month, world["ids"]["ward1.kp_a.unit"])), "begin")
        assert 0 < figure(answer, "injuries_fall")["value"] < 5
        for_officer = figure(await read(officer, answer["id"]), "injuries_fall")
        assert (for_officer["value"], for_officer["computed"], for_officer["evidence_count"]) == (None, None, None)
        assert (
            figure(await read(lead, answer["id"]), "injuries_fall")["value"] == figure(answer, "injuries_fall")["value"]
        )
        answer = await write(khu_pho, answer)
        answer = await done(khu_pho, answer, "submit")
        shown = (await officer.get(f"/report-rounds/{month['id']}")).json()
        values = next(one["values"] for one in shown["answers"] if one["id"] == answer["id"])
        assert (values["injuries_fall"], "injuries_fall" in shown["totals"]) == (None, False)
        first = (await officer.get(f"/report-answers/{answer['id']}/versions/{answer['versions'][0]['id']}")).json()
        assert figure(first, "injuries_fall")["value"] is None


class TestSuccession:
    async def test_what_is_open_passes_to_the_heir_who_is_not_asked(self, app, officer, world, answer):
        before, heir, asked = (world["ids"][f"ward1.{name}.unit"] for name in ("kp_a", "school", "kp_b"))

        async def ends(heir_id):
            async with of_ward(app.state, 1) as ctx:
                return await hand_on(ctx, Succession([UUID(before)], UUID(heir_id), date(2026, 6, 10), ""))

        await ends(asked)
        assert (await read(officer, answer["id"]))["unit_id"] == before, "its heir reports in the round by itself"
        assert (await ends(heir))["report_answers"] >= 1
        assert (await read(officer, answer["id"]))["unit_id"] == heir

"""A round: who is asked, what is counted, late, reminded, locked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.reporting.desk import asked, done, handed_in, of_unit, open_round, read, verb, write
from vitreem.kernel.jobs.nobody import of_ward
from vitreem.reporting.notices import tell_of_days


@pytest.fixture
def units(world):
    return {name: world["ids"][f"ward1.{name}.unit"] for name in ("kp_a", "kp_b", "school")}


async def told(client, answer_id: str) -> list[str]:
    """Words of the notices about an answer, the newest first."""
    return [one["words"] for one in (await client.get("/notices")).json()["items"] if one["path"].endswith(answer_id)]


async def round_verb(client, round_, name, body=None):
    shown = (await client.get(f"/report-rounds/{round_['id']}")).json()
    return await client.post(
        f"/report-rounds/{round_['id']}/{name}", json=body, headers={"If-Match": f'"{shown["version"]}"'}
    )


class TestOpening:
    async def test_asks_every_unit_of_the_kind_and_no_other(self, officer, units):
        round_ = await open_round(officer)
        assert {one["unit_id"] for one in round_["answers"]} >= {units["kp_a"], units["kp_b"]}
        assert units["school"] not in {one["unit_id"] for one in round_["answers"]}
        assert round_["counts"] | {"asked": 0} == {
            "asked": 0, "answered": 0, "accepted": 0, "returned": 0, "late": 0, "missing": round_["counts"]["asked"],
        }  # fmt: skip

    async def test_a_unit_sees_its_own_answer_alone(self, officer, khu_pho, units):
        round_ = await open_round(officer)
        shown = (await khu_pho.get(f"/report-rounds/{round_['id']}")).json()
        assert [one["unit_id"] for one in shown["answers"]] == [units["kp_a"]]
        assert (shown["counts"]["asked"], shown["allowed_actions"]) == (1, [])
        other = of_unit(round_, units["kp_b"])
        assert (await khu_pho.get(f"/report-answers/{other}")).status_code == 404

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"unit_kinds": [], "unit_ids": []}, "nobody_asked"),
            ({"due_on": "2026-06-09"}, "due_in_the_past"),
            ({"due_on": "2026-06-10", "due_hour": "08:59"}, "due_in_the_past"),
            ({"from_on": "2025-01-01"}, "report_period_too_long"),
            ({"questions": []}, "figures_missing"),
            ({"kind": "action_month", "questions": [], "checks": []}, "plan_needed"),
            ({"checks": [{"left": ["nothing"], "compared": "equal", "right": ["children"]}]}, "unknown_question"),
            ({"questions": [{"code": "activities_of_nobody", "indicator": True}], "checks": []}, "unknown_question"),
            ({"questions": [{"code": "one"}, {"code": "one"}], "checks": []}, "unknown_question"),
        ],
    )
    async def test_what_cannot_be_answered_is_refused_in_words(self, officer, change, code):
        reply = await officer.post("/report-rounds", json=asked(**change), headers={"Idempotency-Key": str(uuid4())})
        assert (reply.status_code, reply.json()["code"]) == (422, code)

    async def test_a_plan_has_one_report(self, officer, world):
        month = {
            "kind": "action_month", "plan_id": world["ids"]["ward1.plan"], "due_on": "2026-07-09", "questions": [],
            "checks": [],
        }  # fmt: skip
        first = await open_round(officer, **month)
        again = await open_round(officer, 409, **month)
        assert (again["code"], again["round_id"]) == ("round_there", first["id"])
        assert (await round_verb(officer, first, "cancel", {"reason": "Mở nhầm kế hoạch"})).status_code == 200
        await open_round(officer, **month)

    async def test_the_earlier_day_counts_and_the_other_is_named(self, officer, world):
        month = {
            "kind": "action_month", "plan_id": world["ids"]["ward1.plan"], "questions": [], "checks": [],
            "due_on": "2026-07-25",
        }  # fmt: skip
        [duty] = (await open_round(officer, **month))["duties"]
        assert (duty["last_on"], duty["counts"], duty["body"]) == ("2026-07-19", True, "Sở Y tế")


class TestCounts:
    async def test_three_times_stand_apart(self, officer, khu_pho, units, clock):
        round_ = await open_round(officer)
        answer = await handed_in(khu_pho, of_unit(round_, units["kp_a"]))
        clock.moment += timedelta(days=20)
        shown = (await officer.get(f"/report-rounds/{round_['id']}")).json()
        states = {one["unit_id"]: (one["state"], one["late"]) for one in shown["answers"]}
        assert (states[units["kp_a"]], states[units["kp_b"]]) == (("submitted", False), ("asked", True))
        assert (shown["counts"]["answered"], shown["counts"]["late"]) == (1, shown["counts"]["missing"])
        assert shown["totals"] == {"children": 120, "without_card": 7}
        assert (await round_verb(officer, round_, "lock")).json()["locked_at"] is not None
        reply = await verb(officer, answer, "accept")
        assert (reply.status_code, reply.json()["code"]) == (409, "wrong_state")
        assert "đã khóa" in reply.json()["detail"]
        await round_verb(officer, round_, "unlock")
        assert (await done(officer, answer, "accept"))["state"] == "accepted"

    async def test_sums_are_of_what_was_handed_in(self, officer, khu_pho, signed_in, units):
        round_ = await open_round(officer)
        await handed_in(khu_pho, of_unit(round_, units["kp_a"]), 120, 7)
        other = signed_in("ward1.kp_b")
        draft = await done(other, await read(other, of_unit(round_, units["kp_b"])), "begin")
        await write(other, draft, children=80, without_card=9)
        assert (await officer.get(f"/report-rounds/{round_['id']}")).json()["totals"]["children"] == 120
        await done(other, await read(other, draft["id"]), "submit")
        assert (await officer.get(f"/report-rounds/{round_['id']}")).json()["totals"]["children"] == 200


class TestTold:
    async def test_of_the_round_its_end_and_what_was_decided(self, app, officer, khu_pho, units, clock):
        answer_id = of_unit(await open_round(officer), units["kp_a"])
        assert await told(khu_pho, answer_id) == ["report_opened"]

        async def looked():
            async with of_ward(app.state, 1) as ctx:
                await tell_of_days(ctx)

        begun = clock.moment
        clock.moment = begun + timedelta(days=8)
        await looked()
        await looked()
        clock.moment = begun
        assert await told(khu_pho, answer_id) == ["report_due_soon", "report_opened"]
        answer = await handed_in(khu_pho, answer_id)
        assert (await told(khu_pho, answer_id), await told(officer, answer_id)) == ([], ["report_submitted"])
        await done(officer, answer, "return", {"reason": "Thiếu khu B"})
        assert (await told(khu_pho, answer_id), await told(officer, answer_id)) == (["report_returned"], [])

    async def test_all_who_are_late_are_reminded_at_once(self, officer, khu_pho, signed_in, units, clock):
        round_ = await open_round(officer)
        answered, owed = (of_unit(round_, units[name]) for name in ("kp_a", "kp_b"))
        await handed_in(khu_pho, answered)
        clock.moment += timedelta(days=20)
        reply = (await round_verb(officer, round_, "remind")).json()
        assert reply["units"] == len(round_["answers"]) - 1
        assert await told(signed_in("ward1.kp_b"), owed) == ["report_late", "report_opened"]
        assert await told(khu_pho, answered) == []

    async def test_a_round_that_is_locked_asks_for_nothing(self, officer, khu_pho, units):
        round_ = await open_round(officer)
        await round_verb(officer, round_, "lock")
        assert await told(khu_pho, of_unit(round_, units["kp_a"])) == []

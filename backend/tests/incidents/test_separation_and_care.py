"""Taken out of the home for at most fifteen days in all, cared for by others, and looked after there."""

import pytest

from tests.incidents.team import FORMS
from tests.world import NOW


def running(case) -> dict[str, str]:
    return {one["code"].removeprefix("case."): one["due_at"] for one in case["clocks"] if one["running"]}


@pytest.fixture
def separated(protector, lead):
    """`await separated(case, 10, 19)`: from one day of June to another, decided by the chair."""

    async def decide(case, first: int, last: int):
        form = {**FORMS["separation"], "starts_on": f"2026-06-{first}", "ends_on": f"2026-06-{last}"}
        case = await protector.paper(case, form, "submit")
        paper = case["papers"][-1]
        return await lead.post(f"/incident-cases/{case['id']}/papers/{paper['id']}/approve", version=paper["version"])

    return decide


async def refused(protector, case, first: int, last: int):
    form = {**FORMS["separation"], "starts_on": f"2026-06-{first}", "ends_on": f"2026-06-{last}"}
    return await protector.paper(case, form, "submit", 422)


@pytest.fixture
async def assessed(protector):
    return await protector.paper(await protector.open_case(), FORMS["initial_assessment"])


class TestSeparation:
    async def test_sixteen_days_are_one_too_many(self, protector, assessed):
        told = await refused(protector, assessed, 10, 25)
        assert (told["code"], told["left"]) == ("separation_too_long", 15)

    async def test_fifteen_days_are_decided(self, assessed, separated):
        case = await separated(assessed, 10, 24)
        assert case["state"] == "protected"
        # The clock doesn't count the day it begins on, as no clock of days does; decisions count each day they cover.
        assert running(case)["separation_max"] == "2026-06-25T17:00:00Z"

    async def test_extensions_count_with_what_was_before(self, protector, assessed, separated):
        case = await separated(assessed, 10, 19)
        told = await refused(protector, case, 20, 25)
        assert (told["code"], told["left"]) == ("separation_too_long", 5)
        draft = (await protector.get(f"/incident-cases/{case['id']}"))["papers"][-1]
        path = f"/incident-cases/{case['id']}/papers/{draft['id']}"
        await protector.send("DELETE", path, version=draft["version"])
        case = await separated(case, 20, 24)
        assert running(case)["separation_max"] == "2026-06-25T17:00:00Z"

    async def test_days_that_two_decisions_share_count_once(self, assessed, separated):
        case = await separated(assessed, 10, 19)
        assert len((await separated(case, 15, 24))["papers"]) == 3

    async def test_it_isnt_the_writer_s_to_decide(self, protector, assessed):
        case = await protector.paper(assessed, FORMS["separation"], "submit")
        paper = case["papers"][-1]
        path = f"/incident-cases/{case['id']}/papers/{paper['id']}/approve"
        assert (await protector.post(path, status=403, version=paper["version"]))["code"] == "not_allowed"


class TestCare:
    async def test_handed_over_within_its_days_and_visited_after_one_and_three_months_then_every_six(
        self, protector, lead, assessed, clock
    ):
        at = f"/incident-cases/{assessed['id']}"
        early = await protector.post(f"{at}/hand-to-carer", {"on": "2026-06-10"}, 409, assessed["version"])
        assert early["code"] == "wrong_state"
        case = await protector.paper(assessed, FORMS["care"], "submit")
        paper = case["papers"][-1]
        case = await lead.post(f"{at}/papers/{paper['id']}/approve", version=paper["version"])
        # Fifteen working days after Wednesday 10 June.
        assert running(case)["hand_over"] == "2026-07-01T17:00:00Z"
        case = await protector.post(f"{at}/hand-to-carer", {"on": "2026-06-10"}, version=case["version"])
        told = running(case)
        assert "hand_over" not in told
        assert (told["follow_up_1"], told["follow_up_3"]) == ("2026-07-10T17:00:00Z", "2026-09-10T17:00:00Z")
        for month, left in ((7, {"follow_up_3"}), (9, {"follow_up_every"})):
            clock.moment = NOW.replace(month=month)
            visit = {**FORMS["follow_up"], "visited_on": f"2026-{month:02}-08"}
            case = await protector.paper(case, visit)
            assert {name for name in running(case) if name.startswith("follow_up")} == left
        assert [one["amount"] for one in case["clocks"] if one["code"] == "case.follow_up_every"] == [6]
        clock.moment = NOW.replace(month=12)
        last = {**FORMS["follow_up"], "visited_on": "2026-12-08", "goes_on": False}
        assert not {name for name in running(await protector.paper(case, last)) if name.startswith("follow_up")}

    async def test_a_hand_over_that_is_still_to_come_is_refused(self, protector, world):
        case = await protector.get(f"/incident-cases/{world['ids']['ward1.case_caring']}")
        path = f"/incident-cases/{case['id']}/hand-to-carer"
        assert (await protector.post(path, {"on": "2026-06-11"}, 422, case["version"]))["code"] == "not_yet"


class TestSkipping:
    @pytest.mark.parametrize("kind", ["detailed_assessment", "conference", "plan", "review", "urgent_measures"])
    async def test_a_step_is_left_out_with_the_legal_ground_alone(self, protector, kind):
        case = await protector.open_case()
        verb = "submit" if kind == "plan" else "complete"
        path = f"/incident-cases/{case['id']}/papers"
        paper = (await protector.post(path, {"form": FORMS[kind]}, 201))["papers"][-1]
        told = await protector.post(f"{path}/{paper['id']}/{verb}", status=422, version=paper["version"])
        assert (told["code"], told["field"]) == ("skip_needs_ground", "skip_ground")
        form = {**FORMS[kind], "skip_ground": "Điều 31 khoản 2 Nghị định 56/2017"}
        await protector.put(f"{path}/{paper['id']}", {"form": form}, version=paper["version"])
        case = await protector.post(f"{path}/{paper['id']}/{verb}", version=paper["version"] + 1)
        assert case["state"] != "received"

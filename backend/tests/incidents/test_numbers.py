"""Numbers of a case's signed papers: one a paper, from no day before the case, and nothing told of other cases."""

from datetime import timedelta

import pytest

from tests.incidents.team import FORMS
from tests.world import NOW

NUMBER = {"number": 7, "suffix": "UBND", "signed_on": "2026-06-10"}


@pytest.fixture
def numbered(protector):
    """`await numbered(case, person, status, **typed)`: the number of the last paper of a case."""

    async def send(case, person=protector, status=201, **typed):
        path = f"/incident-cases/{case['id']}/papers/{case['papers'][-1]['id']}/number"
        return await person.post(path, NUMBER | typed, status)

    return send


@pytest.fixture
async def case(protector):
    return await protector.paper(await protector.open_case(), FORMS["initial_assessment"])


async def test_a_number_of_a_case_that_the_caller_does_not_see_tells_nothing_of_it(
    case, numbered, protector, colleague, at_desk
):
    await numbered(case)
    other = at_desk(await colleague())
    theirs = await other.paper(await other.open_case(), FORMS["initial_assessment"])
    refused = await numbered(theirs, other, 409)
    assert (refused["code"], "next" in refused) == ("paper_number_taken", False)
    assert "10/06" not in refused["detail"]
    # Whoever sees it hears the same.
    again = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
    assert (await numbered(again, status=409))["detail"] == refused["detail"]


async def test_a_paper_has_one_number_until_a_right_one_takes_its_place(case, numbered, protector):
    await numbered(case)
    refused = await numbered(case, status=409, number=8)
    assert refused["code"] == "paper_numbered_already"
    other = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
    unknown = await numbered(other, status=422, number=8, replaces_id=refused["number_id"])
    assert unknown["code"] == "unknown_paper"
    await numbered(case, number=8, replaces_id=refused["number_id"])


@pytest.mark.parametrize(
    ("signed_on", "code"),
    [("1900-01-01", "invalid"), ("2026-06-09", "signed_too_early"), ("2026-06-11", "not_signed_yet")],
)
async def test_it_is_signed_between_the_receipt_of_the_case_and_today(case, numbered, signed_on, code):
    assert (await numbered(case, status=422, signed_on=signed_on))["code"] == code


async def test_a_plan_is_approved_no_earlier_than_it_was_made(protector, lead, clock, numbered):
    case = await protector.open_case()
    clock.moment = NOW + timedelta(days=2)
    for kind in ("initial_assessment", "detailed_assessment", "conference"):
        case = await protector.paper(case, FORMS[kind])
    # Signed before somebody wrote it into the product, as at night.
    await numbered(case, signed_on="2026-06-11")
    case = await protector.paper(case, FORMS["plan"], "submit")
    plan = case["papers"][-1]
    path = f"/incident-cases/{case['id']}/papers/{plan['id']}/approve"
    case = await lead.post(path, version=plan["version"])
    refused = await numbered(case, lead, 422, number=8, signed_on="2026-06-11", decision=True)
    assert (refused["code"], refused["from_on"]) == ("signed_too_early", "2026-06-12")
    await numbered(case, lead, number=8, signed_on="2026-06-12", decision=True)

"""Another ward is found by words of its name, and a case says the names of its wards."""

import pytest

from vitreem.identity.models import Ward
from vitreem.kernel.request.roles import Role


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["99002"]), ("phuong 2", ["99002"]), ("Tỉnh  THỬ", ["99002"]), ("99002", ["99002"]), ("2 thử", ["99002"]),
        ("phuong 1", []), ("nơi khác", []), ("%", []),
    ],
)  # fmt: skip
async def test_is_found_by_words_and_never_the_own_one(protector, words, found):
    reply = await protector.client.get("/incident-wards", params={"q": words})
    assert [one["code"] for one in reply.json()["items"]] == found


@pytest.fixture
async def far_away(maker):
    """A ward of another province, whose name comes before all others."""
    await maker.ward(Ward(id=77, code="00077", name="Phường An Bình", province="Tỉnh Ẩn"))


async def test_the_same_province_comes_first(protector, far_away):
    assert [one["code"] for one in (await protector.get("/incident-wards"))["items"]] == ["99002", "00077"]


async def test_marks_are_not_needed(protector, far_away):
    assert [one["name"] for one in (await protector.get("/incident-wards?q=an%20binh"))["items"]] == ["Phường An Bình"]


async def test_a_person_to_whom_a_case_was_referred_finds_none(protector, at_desk, maker):
    case, school = await protector.open_case(), await maker.person(Role.UNIT_MEMBER, device=True)
    referral = {"person_id": school.person, "parts": ["notes"], "until_on": "2026-06-20", "reason": "Theo dõi"}
    await protector.post(f"/incident-cases/{case['id']}/referrals", referral)
    reply = await at_desk(school).client.get("/incident-wards")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")


async def test_a_case_names_its_wards(protector):
    case = await protector.open_case()
    body = {"facts": case["child"], "event_ward": "99002", "residence_ward": "12345"}
    case = await protector.put(f"/incident-cases/{case['id']}", body, version=case["version"])
    assert (case["event_ward_name"], case["residence_ward_name"]) == ("Phường 2", "")

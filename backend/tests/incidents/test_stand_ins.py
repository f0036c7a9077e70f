"""Who stands in for somebody sees and does what they do, on the days that were said and on no other."""

import pytest

from tests.incidents.team import FORMS, Person
from tests.people import Made, Maker
from tests.world import NOW


@pytest.fixture
def stands_in(lead: Person, world):
    """`await stands_in(made)`: for the protector, on 12 and 13 June."""

    async def set_up(made: Made, person: str = "ward1.kp_a_protector.person") -> None:
        days = {"from_on": "2026-06-12", "to_on": "2026-06-13"}
        body = {"person_id": world["ids"][person], "stand_in_id": made.person, **days}
        await lead.post("/incident-stand-ins", body, 201)

    return set_up


class Calendar:
    """`await calendar.on(12)`: the stand-in on that day of June, signed in."""

    def __init__(self, maker: Maker, clock, at_desk, made: Made) -> None:
        self.maker, self.clock, self.at_desk, self.made = maker, clock, at_desk, made

    async def on(self, day: int) -> Person:
        self.clock.moment = NOW.replace(day=day)
        return self.at_desk(await self.maker.again(self.made))


@pytest.fixture
async def calendar(maker, clock, at_desk, colleague) -> Calendar:
    return Calendar(maker, clock, at_desk, await colleague())


async def test_sees_and_does_on_these_days_not_before_and_not_after(calendar, stands_in, protector):
    case = await protector.open_case()
    at = f"/incident-cases/{case['id']}"
    await stands_in(calendar.made)
    for day in (11, 14):
        outside = await calendar.on(day)
        await outside.get(at, 404)
        await outside.post(f"{at}/notes", {"text": "Tôi thay"}, 404)
        assert (await outside.get("/incident-board"))["cases"] == []
    for day, form in ((12, "initial_assessment"), (13, "detailed_assessment")):
        inside = await calendar.on(day)
        shown = await inside.get(at)
        assert shown["full"] is True
        await inside.post(f"{at}/notes", {"text": "Tôi thay"}, 201)
        assert (await inside.paper(shown, FORMS[form]))["state"] in ("assessed", "examined")


async def test_ends_when_it_is_ended(calendar, stands_in, protector, lead):
    case = await protector.open_case()
    await stands_in(calendar.made)
    inside = await calendar.on(12)
    await inside.get(f"/incident-cases/{case['id']}")
    [row] = [one for one in (await lead.get("/incident-team"))["stand_ins"] if one["from_on"] == "2026-06-12"]
    await lead.send("DELETE", f"/incident-stand-ins/{row['id']}")
    await inside.get(f"/incident-cases/{case['id']}", 404)


@pytest.mark.parametrize("whose", ["of who stands in", "of who is away"])
async def test_a_role_that_is_withdrawn_ends_it(calendar, stands_in, protector, maker, world, whose):
    case = await protector.open_case()
    await stands_in(calendar.made)
    inside = await calendar.on(12)
    await inside.get(f"/incident-cases/{case['id']}")
    ids = world["ids"]
    role = calendar.made.membership if whose == "of who stands in" else ids["ward1.kp_a_protector.membership"]
    await maker.end_role(role)
    await inside.get(f"/incident-cases/{case['id']}", 404)


async def test_for_a_chair_only_another_lead_stands_in(lead, world):
    """Who stood in for the chair would decide as the chair does."""
    ids = world["ids"]
    body = {"person_id": ids["ward1.lead.person"], "from_on": "2026-06-12", "to_on": "2026-06-13"}
    refused = body | {"stand_in_id": ids["ward1.kp_a_protector.person"]}
    assert (await lead.post("/incident-stand-ins", refused, 422))["code"] == "cannot_see_cases"
    await lead.post("/incident-stand-ins", body | {"stand_in_id": ids["ward1.deputy.person"]}, 201)


async def test_only_whose_role_sees_cases_stands_in(lead, world):
    body = {
        "person_id": world["ids"]["ward1.lead.person"], "stand_in_id": world["ids"]["ward1.officer.person"],
        "from_on": "2026-06-12", "to_on": "2026-06-13",
    }  # fmt: skip
    assert (await lead.post("/incident-stand-ins", body, 422))["code"] == "cannot_see_cases"

"""At half, four fifths and the end of a clock its people are told, once a step, until what it asks for is done."""

from datetime import UTC, datetime

import pytest

from tests.incidents.team import FORMS, Person
from vitreem.kernel.jobs import sweeps


def at(hour: int, minute: int = 0, day: int = 10) -> datetime:
    """Of 10 June in Việt Nam: twelve hours run from 8:00 to 20:00."""
    return datetime(2026, 6, day, hour - 7, minute, tzinfo=UTC)


async def told(person: Person, case) -> int:
    """Open notices of this case."""
    items = (await person.get("/notices?limit=100"))["items"]
    mine = [one for one in items if one["path"] == f"/incidents/cases/{case['id']}"]
    assert {one["words"] for one in mine} <= {"something_to_do"}
    return len(mine)


@pytest.fixture
def swept(app, clock):
    async def look(moment: datetime) -> None:
        clock.moment = moment
        for _ in range(2):  # a look that is repeated tells nothing anew
            await sweeps.sweep_all(app.state)

    return look


async def test_leads_owner_members_and_stand_ins_are_told_once_a_step(
    protector, lead, deputy, colleague, at_desk, maker, swept, clock, world
):
    case = await protector.open_case()
    member, stand_in, stranger = [await colleague() for _ in range(3)]
    await protector.post(f"/incident-cases/{case['id']}/members", {"person_id": member.person})
    # Who stands in for the owner today.
    days = {"from_on": "2026-06-10", "to_on": "2026-06-10"}
    person_id = world["ids"]["ward1.kp_a_protector.person"]
    await lead.post("/incident-stand-ins", {"person_id": person_id, "stand_in_id": stand_in.person, **days}, 201)
    before = {}
    for moment, steps in ((at(13, 59), 0), (at(14), 1), (at(17, 35), 1), (at(17, 36), 2), (at(19, 59), 2), (at(20), 3)):
        await swept(moment)
        people = {"lead": lead, "deputy": deputy, "owner": protector}
        for name, made in (("member", member), ("stand-in", stand_in), ("stranger", stranger)):
            people[name] = at_desk(await maker.again(made))
        for name, person in people.items():
            found = await told(person, case)
            before.setdefault(name, found)
            assert found - before[name] == (0 if name == "stranger" else steps), (name, moment)


async def test_a_stand_in_of_other_days_isnt_told(protector, lead, colleague, at_desk, maker, swept, world):
    case, other = await protector.open_case(), await colleague()
    days = {"from_on": "2026-06-11", "to_on": "2026-06-12"}
    person_id = world["ids"]["ward1.kp_a_protector.person"]
    await lead.post("/incident-stand-ins", {"person_id": person_id, "stand_in_id": other.person, **days}, 201)
    await swept(at(20))
    assert (await at_desk(await maker.again(other)).get("/notices"))["items"] == []
    assert await told(protector, case)


async def test_what_was_done_presses_nobody_any_more(protector, lead, swept):
    case = await protector.open_case()
    quiet = await told(lead, case)
    await swept(at(20))
    assert await told(lead, case) == quiet + 1
    await protector.paper(case, FORMS["initial_assessment"])
    await swept(at(21))
    assert await told(lead, case) == quiet


async def test_a_report_that_nobody_decides_on_presses_too(protector, lead, swept):
    report = await protector.report()
    await swept(at(14))
    shown = [one for one in (await lead.get("/notices?limit=100"))["items"] if report["id"] in one["path"]]
    assert len(shown) == 2
    at_ = f"/incident-reports/{report['id']}/dismiss"
    await protector.post(at_, {"reason": "Không phải trẻ em"}, version=report["version"])
    assert report["id"] not in str(await lead.get("/notices?limit=100"))

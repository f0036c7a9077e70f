"""Tried in an attack, and held: kept as guards of the turn of a year, leap days and stand-ins."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.incidents.team import told


def at(case, code):
    return next(one for one in case["clocks"] if one["code"] == code)


async def case_of(protector, received_at, birth=None):
    facts = {"what": "Nghe trẻ khóc", "children": [{"birth": birth or {"year": 2020}}]}
    report = await protector.post("/incident-reports", told(received_at=received_at, facts=facts), 201)
    child = {"facts": {"name": "Bé", "birth": birth or {"year": 2020}}}
    done = await protector.post(
        f"/incident-reports/{report['id']}/accept", {"children": [child]}, version=report["version"]
    )
    return await protector.get(f"/incident-cases/{done['cases'][0]['id']}")


class TestYears:
    async def test_hours_cross_the_new_year(self, protector, clock):
        clock.moment = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
        case = await case_of(protector, "2026-12-31T22:00:00+07:00")
        assert at(case, "case.first_protection")["due_at"] == "2027-01-01T03:00:00Z"
        # 1/1/2027 is a Friday: 4, 5, 6, 7, 8 January.
        assert at(case, "case.plan_submitted")["due_at"] == "2027-01-08T17:00:00Z"

    async def test_of_a_year_that_nobody_filled_hours_run_and_the_board_tells(self, protector, clock):
        clock.moment = datetime(2027, 12, 31, 2, tzinfo=UTC)
        case = await case_of(protector, "2027-12-31T08:00:00+07:00")
        assert at(case, "case.first_protection")["due_at"] == "2027-12-31T13:00:00Z"
        assert at(case, "case.plan_submitted")["missing_year"] == 2028
        assert (await protector.get("/incident-board"))["missing_year"] == 2028

    @pytest.mark.parametrize(("day", "status"), [("2028-02-28", 201), ("2028-02-29", 422)])
    async def test_who_was_born_on_a_leap_day_is_16_on_the_leap_day(self, protector, clock, day, status):
        clock.moment = datetime(2028, 3, 5, tzinfo=UTC)
        facts = {"what": "abc", "children": [{"birth": {"year": 2012, "month": 2, "day": 29}}]}
        await protector.post("/incident-reports", told(received_at=f"{day}T08:00:00+07:00", facts=facts), status)


async def test_a_stand_in_sees_on_both_days_and_on_no_other(protector, colleague, at_desk, maker, world, clock):
    case, made = await protector.open_case(), await colleague()
    person_id = world["ids"]["ward1.kp_a_protector.person"]
    days = {"from_on": "2026-06-12", "to_on": "2026-06-13", "person_id": person_id, "stand_in_id": made.person}
    await protector.post("/incident-stand-ins", days, 201)
    seen = {}
    for moment in (
        datetime(2026, 6, 11, 16, 59, tzinfo=UTC), datetime(2026, 6, 11, 17, 1, tzinfo=UTC),
        datetime(2026, 6, 13, 16, 59, tzinfo=UTC), datetime(2026, 6, 13, 17, 1, tzinfo=UTC),
    ):  # fmt: skip
        clock.moment = moment
        person = at_desk(await maker.again(made))
        seen[moment + timedelta(hours=7)] = (await person.client.get(f"/incident-cases/{case['id']}")).status_code
    assert list(seen.values()) == [404, 200, 200, 404]

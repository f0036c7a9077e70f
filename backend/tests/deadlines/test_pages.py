"""The administrator keeps the calendar; a ward's lead sets shorter times, with the law's beside them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tests.conftest import Client
from vitreem.kernel.deadlines.filling import fill

CALENDAR = "/admin/working-calendar"
DAY = {"kind": "swap_off", "name": "Nghỉ hoán đổi", "source": "Thông báo 1/TB"}


@pytest.fixture
def admin(signed_in) -> Client:
    return signed_in("admin")


def at(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


def refused(reply) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def year_of(reply, year: int) -> dict:
    assert reply.status_code == 200, reply.text
    return next(one for one in reply.json()["years"] if one["year"] == year)


class TestCalendar:
    @pytest.mark.parametrize(
        ("now", "missing"),
        [((2027, 10, 31), []), ((2027, 11, 1), [2028]), ((2028, 1, 1), [2028]), ((2029, 12, 1), [2029, 2030])],
    )
    async def test_next_year_is_missed_from_november_on(self, admin, clock, now, missing):
        clock.moment = datetime(*now, 3, tzinfo=UTC)
        assert (await admin.get(CALENDAR)).json()["missing"] == missing

    async def test_filled_once_from_the_library(self, admin):
        made = year_of(await admin.post(f"{CALENDAR}/years/2028/fill"), 2028)
        assert [(one["day"], one["kind"]) for one in made["days"]] == [(str(one.day), one.kind) for one in fill(2028)]
        assert made["filled_by"] == "Quản trị"
        assert refused(await admin.post(f"{CALENDAR}/years/2028/fill")) == (409, "year_filled")

    async def test_day_is_added_changed_and_removed(self, admin):
        path = f"{CALENDAR}/days/2027-02-11"
        for version in (0, 1):
            made = year_of(await admin.put(path, json=DAY | {"name": f"Nghỉ {version}"}, headers=at(version)), 2027)
            [day] = [one for one in made["days"] if one["day"] == "2027-02-11"]
            assert (day["name"], day["version"], day["changed_by"]) == (f"Nghỉ {version}", version + 1, "Quản trị")
        assert refused(await admin.put(path, json=DAY, headers=at(0))) == (412, "stale")
        left = year_of(await admin.delete(path), 2027)["days"]
        assert "2027-02-11" not in {one["day"] for one in left}
        assert refused(await admin.delete(path)) == (404, "not_found")

    async def test_day_of_a_year_that_nobody_filled_is_refused(self, admin):
        """One day alone would make its year look known."""
        reply = await admin.put(f"{CALENDAR}/days/2028-01-24", json=DAY, headers=at(0))
        assert (*refused(reply), reply.json()["year"]) == (409, "calendar_missing", 2028)

    async def test_year_that_lost_its_days_is_missing_and_filled_again(self, admin, clock):
        clock.moment = datetime(2027, 3, 1, tzinfo=UTC)
        for one in year_of(await admin.get(CALENDAR), 2027)["days"]:
            reply = await admin.delete(f"{CALENDAR}/days/{one['day']}")
        assert reply.json()["missing"] == [2027]
        assert year_of(await admin.post(f"{CALENDAR}/years/2027/fill"), 2027)["days"]

    @pytest.mark.parametrize("year", [2023, 2100])
    async def test_years_beyond_the_library_are_refused(self, admin, year):
        assert (await admin.post(f"{CALENDAR}/years/{year}/fill")).status_code == 422


class TestFilling:
    @pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
    async def test_library_and_first_filling_say_the_same_days(self, admin, year):
        """Names are ours; what only we know is the swap at New Year 2026."""
        ours = {(one["day"], one["kind"]) for one in year_of(await admin.get(CALENDAR), year)["days"]}
        known = {("2026-01-02", "swap_off"), ("2026-01-10", "swap_work")} if year == 2026 else set()
        assert ours == {(str(one.day), str(one.kind)) for one in fill(year)} | known


class TestOwn:
    @pytest.fixture
    def path(self, world) -> str:
        return f"/deadline-rules/{world['ids']['ward1.hazard_rule']}/own"

    async def rule(self, client: Client) -> dict:
        found = (await client.get("/deadline-rules")).json()["items"]
        return next(one for one in found if one["code"] == "hazard.inspect")

    async def test_every_rule_stands_with_its_legal_basis(self, lead, clock):
        clock.moment = datetime(2026, 7, 1, 3, tzinfo=UTC)  # the circular on injuries is in force
        found = (await lead.get("/deadline-rules")).json()["items"]
        assert len(found) == 13
        assert all(one["legal_basis"] and one["starts_with"] for one in found)
        own = await self.rule(lead)
        assert (own["amount"], own["own"]["amount"], own["version"]) == (3, 2, 1)

    async def test_shorter_is_kept_and_told_in_the_trail(self, lead, path):
        reply = await lead.put(path, json={"amount": 1}, headers=at(1))
        assert reply.status_code == 200, reply.text
        own = await self.rule(lead)
        assert (own["own"]["amount"], own["version"]) == (1, 2)
        [event] = (await lead.get("/audit-events?kind=deadline.")).json()["items"]
        assert (event["kind"], event["facts"]["amount"]) == ("deadline.set", 1)

    async def test_longer_is_refused_with_what_the_law_gives(self, lead, path):
        reply = await lead.put(path, json={"amount": 4}, headers=at(1))
        assert (*refused(reply), reply.json()["most"]) == (422, "longer_than_law", 3)
        assert (await self.rule(lead))["own"]["amount"] == 2

    async def test_taken_back_the_law_counts_again_and_versions_go_on(self, lead, path):
        await lead.put(path, json={"amount": None}, headers=at(1))
        own = await self.rule(lead)
        assert (own["own"], own["version"]) == (None, 2)
        assert refused(await lead.put(path, json={"amount": 1}, headers=at(1))) == (412, "stale")

    async def test_another_ward_keeps_its_own(self, lead, signed_in, path):
        await lead.put(path, json={"amount": 1}, headers=at(1))
        assert (await self.rule(signed_in("ward2.lead")))["own"]["amount"] == 2

    async def test_the_law_s_rows_are_nobody_s_to_change(self, connection):
        for settings in ("app.system_admin", "app.ward_id"):
            await connection.execute(text("SELECT set_config(:name, '1', true)"), {"name": settings})
        found = await connection.execute(
            text("SELECT has_table_privilege('app.deadline_rule', 'INSERT, UPDATE, DELETE')")
        )
        assert found.scalar_one() is False

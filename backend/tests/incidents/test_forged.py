"""What the database itself refuses, whatever the application asks of it in somebody's name (T22, T24)."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest

from tests.incidents.world import TEAM
from tests.world import NOW
from vitreem.kernel.db.tenancy import APP_ROLE

OUTSIDE = ("officer", "kp_a", "viewer", "culture", "kp_b")
TABLES = (
    "incident_report", "incident_informant", "incident_case", "incident_case_report", "incident_clock",
    "incident_paper", "incident_task", "incident_note", "incident_file", "incident_evidence", "incident_transfer",
    "incident_arrival", "incident_stand_in",
)  # fmt: skip


class Forger:
    """The application's own role, speaking for whom it likes."""

    def __init__(self, connection: asyncpg.Connection, ids: dict[str, str]) -> None:
        self.connection, self.ids = connection, ids

    def id(self, name: str) -> UUID:
        return UUID(self.ids[name])

    async def as_(self, who: str, ward_id: int = 1) -> None:
        account = self.ids.get(f"{who}.account", who)
        await self.connection.execute(
            "SELECT set_config('app.ward_id', $1, true), set_config('app.account_id', $2, true),"
            " set_config('app.inside_cases', 'on', true)",
            str(ward_id),
            account,
        )

    async def count(self, table: str, ward_id: int = 1) -> int:
        return await self.connection.fetchval(f"SELECT count(*) FROM {table} WHERE ward_id = $1", ward_id)

    async def refused(self, statement: str, *values: object) -> None:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with self.connection.transaction():
                await self.connection.execute(statement, *values)

    async def changes(self, statement: str, *values: object) -> int:
        async with self.connection.transaction():
            return int((await self.connection.execute(statement, *values)).split()[-1])


@pytest.fixture
async def forger(database_url, world) -> AsyncIterator[Forger]:
    connection = await asyncpg.connect(database_url(APP_ROLE), server_settings={"search_path": "app"})
    transaction = connection.transaction()
    await transaction.start()
    yield Forger(connection, world["ids"])
    await transaction.rollback()
    await connection.close()


_ACCESS = (
    "INSERT INTO incident_access (ward_id, id, subject_id, person_id, kind, parts, given_at)"
    " VALUES ($1, gen_random_uuid(), $2, $3, 'member', '{}', $4)"
)
_LINK = "INSERT INTO incident_case_report (ward_id, id, case_id, report_id) VALUES (1, gen_random_uuid(), $1, $2)"
_STAND_IN = (
    "INSERT INTO incident_stand_in (ward_id, id, person_id, stand_in_id, from_on, to_on)"
    " VALUES (1, gen_random_uuid(), $1, $2, '2020-01-01', '2099-01-01')"
)


class TestAnotherPersonsAccount:
    @pytest.mark.parametrize("who", OUTSIDE)
    async def test_no_row_of_any_table_is_there(self, forger, who):
        await forger.as_(f"ward1.{who}")
        assert {table: await forger.count(table) for table in TABLES} == dict.fromkeys(TABLES, 0)

    async def test_without_a_person_neither(self, forger):
        await forger.as_("")
        assert {table: await forger.count(table) for table in TABLES} == dict.fromkeys(TABLES, 0)

    @pytest.mark.parametrize("who", TEAM)
    async def test_the_team_of_one_ward_opens_no_other(self, forger, who):
        await forger.as_(f"ward1.{who}")
        assert await forger.count("incident_case") > 0
        await forger.as_(f"ward1.{who}", 2)
        assert {table: await forger.count(table, 2) for table in TABLES} == dict.fromkeys(TABLES, 0)
        assert await forger.count("incident_case", 1) == 0

    @pytest.mark.parametrize("who", OUTSIDE)
    @pytest.mark.parametrize("subject", ["case", "report_new", "case.report"])
    async def test_nobody_gives_themselves_access(self, forger, who, subject):
        await forger.as_(f"ward1.{who}")
        person, subject_id = forger.id(f"ward1.{who}.person"), forger.id(f"ward1.{subject}")
        await forger.refused(_ACCESS, 1, subject_id, person, NOW)
        taken = "UPDATE incident_access SET person_id = $1, revoked_at = NULL WHERE subject_id = $2"
        assert await forger.changes(taken, person, subject_id) == 0
        await forger.refused("DELETE FROM incident_access WHERE subject_id = $1", subject_id)

    async def test_nobody_writes_what_they_do_not_see(self, forger):
        await forger.as_("ward1.kp_a")
        case_id, person = forger.id("ward1.case"), forger.id("ward1.kp_a.person")
        await forger.refused(
            "INSERT INTO incident_note (ward_id, id, subject_id, author_id, author_name, written_at, sealed)"
            " VALUES (1, gen_random_uuid(), $1, $2, 'x', $3, 'x')",
            case_id, person, NOW,
        )  # fmt: skip
        for table, column in (("incident_case", "id"), ("incident_paper", "case_id"), ("incident_task", "case_id")):
            changed = f"UPDATE {table} SET version = version + 1 WHERE {column} = $1"
            assert await forger.changes(changed, case_id) == 0, table
        assert await forger.changes("DELETE FROM incident_paper WHERE case_id = $1", case_id) == 0

    @pytest.mark.parametrize("table", ["incident_report", "incident_case", "incident_note", "incident_file"])
    async def test_what_was_told_is_removed_by_nobody(self, forger, table):
        await forger.as_("ward1.lead")
        await forger.refused(f"DELETE FROM {table} WHERE ward_id = 1")

    async def test_the_trail_and_numbers_of_a_case_are_for_its_people(self, forger):
        told = "SELECT count(*) FROM audit_event WHERE object_kind IN ('incident_case', 'incident_report')"
        for who, sees in (("kp_a_protector", True), ("lead", True), ("officer", False), ("kp_a", False)):
            await forger.as_(f"ward1.{who}")
            assert (await forger.connection.fetchval(told) > 0) is sees, who


class TestOfficerWithoutTheCase:
    """Of the same ward and role: the only outsider whom the doors let in."""

    @pytest.fixture
    async def other(self, forger, world) -> UUID:
        """The head of khu phố A has the role too; her person's id."""
        await forger.as_("ward1.lead")
        person = forger.id("ward1.kp_a.person")
        await forger.connection.execute(
            "INSERT INTO membership (ward_id, id, person_id, unit_id, role)"
            " VALUES (1, gen_random_uuid(), $1, $2, 'child_protection_officer')",
            person, forger.id("ward1.kp_a.unit"),
        )  # fmt: skip
        await forger.as_("ward1.kp_a")
        assert await forger.connection.fetchval("SELECT works_on_cases()")
        return person

    async def test_sees_no_case_and_gives_nobody_access(self, forger, other):
        for table in ("incident_case", "incident_note", "incident_file", "incident_paper"):
            assert await forger.count(table) == 0
        await forger.refused(_ACCESS, 1, forger.id("ward1.case"), other, NOW)

    async def test_stands_in_for_nobody_without_their_say(self, forger, other):
        await forger.refused(_STAND_IN, forger.id("ward1.kp_a_protector.person"), other)
        await forger.refused(_STAND_IN, forger.id("ward1.lead.person"), other)
        longer = "UPDATE incident_stand_in SET person_id = $1, stand_in_id = $2, ended_at = NULL, to_on = '2099-01-01'"
        assert await forger.changes(longer, forger.id("ward1.lead.person"), other) == 0

    async def test_opens_no_report_by_a_case_of_their_own(self, forger, other):
        own, report = uuid4(), forger.id("ward1.case.report")
        await forger.connection.execute(
            "INSERT INTO incident_case (ward_id, id, reference, state, nature, harms, online, urgent, parent_is_suspect,"
            " sex, received_at, opened_at, owner_id, event_ward, residence_ward, sealed, version)"
            " VALUES (1, $1, 'VV-X', 'received', 'abused', '{}', false, false, false, '', $2, $2, $3, '', '', 'x', 1)",
            own, NOW, other,
        )  # fmt: skip
        await forger.connection.execute(_ACCESS, 1, own, other, NOW)
        assert await forger.count("incident_case") == 1
        await forger.refused(_LINK, own, report)
        assert await forger.connection.fetchval("SELECT count(*) FROM incident_report WHERE id = $1", report) == 0
        assert await forger.connection.fetchval("SELECT count(*) FROM incident_informant WHERE id = $1", report) == 0


async def test_by_the_pages_nobody_makes_themselves_a_stand_in(protector, lead, colleague, at_desk, world):
    other = await colleague()
    case, person = await protector.open_case(), at_desk(other)
    days = {"from_on": "2026-06-10", "to_on": "2026-06-12"}
    for whose in ("lead", "kp_a_protector"):
        body = {"person_id": world["ids"][f"ward1.{whose}.person"], "stand_in_id": other.person, **days}
        assert (await person.post("/incident-stand-ins", body, 403))["code"] == "not_allowed"
    await person.get(f"/incident-cases/{case['id']}", 404)
    # Who is away says it.
    body = {"person_id": world["ids"]["ward1.kp_a_protector.person"], "stand_in_id": other.person, **days}
    await protector.post("/incident-stand-ins", body, 201)
    await person.get(f"/incident-cases/{case['id']}")

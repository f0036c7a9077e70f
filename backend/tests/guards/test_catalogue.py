"""The database keeps wards apart by itself: what the catalogue must say, and how every tenant table behaves."""

import asyncpg
import pytest
from sqlmodel import SQLModel

from tests.conftest import Callable
from vitreem import contexts
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE, OWNER_ROLE, TENANT_RULE

# Tables of human beings and wards, and of the whole installation, with policies of their own.
GLOBAL_TABLES = {
    "ward", "account", "credential", "session", "password_reset", "sign_in_delay", "approval", "account_notice",
    "calendar_year", "calendar_day", "deadline_rule", "report_duty",
}  # fmt: skip
# Within a ward, a row of these is one person's.
PERSONAL_TABLES = {"notice"}
# Within a ward, a row of these is there for who has access to its subject; a duty turn is the ward's.
CASE_TABLES = {table.name for table in contexts.tables().values() if table.name.startswith("incident_")}
TENANT_TABLES = sorted(table.name for table in contexts.tables().values() if table.name not in GLOBAL_TABLES)


@pytest.fixture
async def owner(database_url: Callable[[str], str]):
    """A connection as the owner's migrator, rolled back."""
    connection = await asyncpg.connect(database_url(MIGRATE_ROLE))
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"SET ROLE {OWNER_ROLE}")
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.fixture
async def application(database_url: Callable[[str], str]):
    """A connection as the application's role."""
    connection = await asyncpg.connect(database_url(APP_ROLE), server_settings={"search_path": "app"})
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


class TestCatalogue:
    async def test_every_table_of_the_schema_is_known(self, owner):
        rows = await owner.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'app'")
        assert {row["tablename"] for row in rows} == GLOBAL_TABLES | set(TENANT_TABLES)
        assert {table.schema for table in SQLModel.metadata.tables.values()} == {"app"}

    async def test_tenant_tables_force_row_level_security(self, owner):
        rows = await owner.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert {row["relname"] for row in rows} == {"sign_in_delay"}

    @pytest.mark.parametrize("table", TENANT_TABLES)
    async def test_tenant_policy_is_the_template(self, owner, table):
        rows = await owner.fetch(
            "SELECT polname, polpermissive, polcmd, pg_get_expr(polqual, polrelid) AS using,"
            " pg_get_expr(polwithcheck, polrelid) AS checked FROM pg_policy WHERE polrelid = ('app.' || $1)::regclass",
            table,
        )
        tenant = next(row for row in rows if row["polname"] == "tenant")
        assert tenant["polpermissive"] is False
        assert tenant["polcmd"] == b"*"
        assert tenant["using"] == tenant["checked"] == TENANT_RULE

    @pytest.mark.parametrize("table", TENANT_TABLES)
    async def test_keys_begin_with_the_ward(self, owner, table):
        indexes = await owner.fetch(
            "SELECT i.indisprimary, i.indisunique, c.relname, a.attname, a.attnotnull FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indexrelid"
            " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            " WHERE i.indrelid = ('app.' || $1)::regclass",
            table,
        )
        assert any(row["indisprimary"] for row in indexes)
        assert [row["relname"] for row in indexes if row["attname"] != "ward_id"] == []
        assert all(row["attnotnull"] for row in indexes)

    async def test_foreign_keys_between_tenant_tables_pair_the_ward(self, owner):
        rows = await owner.fetch(
            "SELECT conname, conrelid::regclass::text AS source, confrelid::regclass::text AS target,"
            " (SELECT array_agg(a.attname ORDER BY o) FROM unnest(conkey) WITH ORDINALITY k(n, o)"
            "   JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = n) AS columns"
            " FROM pg_constraint WHERE contype = 'f' AND connamespace = 'app'::regnamespace"
        )
        tenant = {f"app.{name}" for name in TENANT_TABLES}
        wrong = [
            row["conname"]
            for row in rows
            if row["source"] in tenant and row["target"] in tenant and row["columns"][0] != "ward_id"
        ]
        assert len(rows) > 20
        assert wrong == []

    async def test_no_naive_time_enum_or_serial(self, owner):
        rows = await owner.fetch(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'app' AND"
            " (data_type = 'timestamp without time zone' OR data_type = 'USER-DEFINED' OR column_default LIKE 'nextval%')"
        )
        assert rows == []

    async def test_application_role_is_powerless(self, owner):
        role = await owner.fetchrow("SELECT * FROM pg_roles WHERE rolname = $1", APP_ROLE)
        assert not (role["rolsuper"] or role["rolbypassrls"] or role["rolcreaterole"] or role["rolcreatedb"])
        assert not await owner.fetchval(f"SELECT pg_has_role('{APP_ROLE}', '{OWNER_ROLE}', 'MEMBER')")
        owned = await owner.fetchval("SELECT count(*) FROM pg_class WHERE relowner = $1::regrole", APP_ROLE)
        assert owned == 0

    async def test_grants_are_few(self, owner):
        rows = await owner.fetch(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'app' AND grantee IN ($1, 'PUBLIC')",
            APP_ROLE,
        )
        assert {row["privilege_type"] for row in rows} <= {"SELECT", "INSERT", "UPDATE", "DELETE"}
        audit = {row["privilege_type"] for row in rows if row["table_name"] == "audit_event"}
        assert audit == {"SELECT", "INSERT"}

    async def test_definer_functions_are_closed(self, owner):
        rows = await owner.fetch(
            "SELECT proname, proconfig, has_function_privilege('public', oid, 'EXECUTE') AS public, prosecdef"
            " FROM pg_proc WHERE pronamespace = 'app'::regnamespace"
        )
        assert {row["proname"] for row in rows if row["prosecdef"]} == {
            "open_request", "find_login", "find_password_reset", "my_wards", "account_is_only_ours",
            "wards_of_account", "may_ask_about", "roles_of_account", "reset_needs_second", "force_password_change",
            "clear_second_factor", "account_secured", "forget_password", "end_notices", "forget_notices",
            "wards_by_night", "open_wards", "wards_with_days_near", "case_roles", "works_on_cases", "leads_cases_now",
            "my_subjects", "my_parts", "may_give_access", "enter_cases", "answer_transfer", "withdraw_transfer",
            "case_people", "renew_arrival", "end_case_notices", "end_referral_notices", "case_workers", "running_clocks", "wards_with_clocks", "find_ward", "find_wards", "duty_phone",
        }  # fmt: skip
        for row in rows:
            assert not row["public"], row["proname"]
            if row["prosecdef"]:
                assert row["proconfig"] == ["search_path=pg_catalog, app, pg_temp"]

    async def test_no_view_goes_around(self, owner):
        rows = await owner.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('v','m')"
        )
        assert rows == []


async def _enter(connection: asyncpg.Connection, ward_id: int | None) -> None:
    await connection.execute("SELECT set_config('app.ward_id', $1, true)", str(ward_id or ""))


@pytest.mark.parametrize("table", TENANT_TABLES)
class TestBehaviour:
    """As ward 1, rows of ward 2 can't be read, changed, removed, written or taken; without a ward nothing is there."""

    async def _foreign(self, owner: asyncpg.Connection, table: str) -> asyncpg.Record | None:
        return await owner.fetchrow(f"SELECT * FROM app.{table} WHERE ward_id = 2 LIMIT 1")

    async def test_reading(self, owner, application, table):
        await _enter(application, 1)
        assert await application.fetchval(f"SELECT count(*) FROM app.{table} WHERE ward_id <> 1") == 0
        mine = await application.fetchval(f"SELECT count(*) FROM app.{table}")
        if table in PERSONAL_TABLES | CASE_TABLES:
            assert mine == 0, "nobody has signed in"
            return
        if table == "audit_event":
            told = (
                "SELECT count(*) FROM app.audit_event WHERE ward_id = 1 AND object_kind !~ '^incident_(case|report)$'"
            )
            assert mine == await owner.fetchval(told)
            return
        shown = " AND series <> 'secret'" if table == "paper_number" else ""
        assert mine == await owner.fetchval(f"SELECT count(*) FROM app.{table} WHERE ward_id = 1{shown}")

    async def test_without_context_nothing_is_there(self, application, table):
        assert await application.fetchval(f"SELECT count(*) FROM app.{table}") == 0

    async def test_changing_and_removing(self, owner, application, table):
        await _enter(application, 1)
        verbs = {
            row["privilege_type"]
            for row in await owner.fetch(
                "SELECT privilege_type FROM information_schema.role_table_grants"
                " WHERE table_schema = 'app' AND table_name = $1 AND grantee = $2",
                table,
                APP_ROLE,
            )
        }
        if "UPDATE" in verbs:
            assert await application.execute(f"UPDATE app.{table} SET id = id WHERE ward_id = 2") == "UPDATE 0"
        if "DELETE" in verbs:
            assert await application.execute(f"DELETE FROM app.{table} WHERE ward_id = 2") == "DELETE 0"

    async def test_writing_into_another_ward(self, owner, application, table):
        foreign = await self._foreign(owner, table)
        if foreign is None:
            assert table in {"idempotency_key", "assignment_supporting_unit", "assignment_note"}, (
                f"write a row of {table} into the world, in tests/<context>/world.py"
            )
            return
        await _enter(application, 1)
        names = list(foreign.keys())
        values = ", ".join(f"${index + 1}" for index in range(len(names)))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await application.execute(
                f"INSERT INTO app.{table} ({', '.join(names)}) VALUES ({values})", *foreign.values()
            )

    async def test_moving_a_row_to_another_ward(self, owner, application, table):
        await _enter(application, 1)
        if table == "audit_event" or await application.fetchval(f"SELECT count(*) FROM app.{table}") == 0:
            return
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ForeignKeyViolationError)):
            await application.execute(f"UPDATE app.{table} SET ward_id = 2")


class TestNeedToKnow:
    """Of one ward: its leads see every case, an officer those of theirs, everybody else none; whoever signs in."""

    async def _as(self, connection: asyncpg.Connection, login: str) -> None:
        await _enter(connection, 1)
        await connection.execute("SELECT set_config('app.account_id', app.find_login($1)::text, true)", login)

    @pytest.mark.parametrize("table", sorted(CASE_TABLES))
    async def test_who_reads(self, owner, application, table):
        whole = await owner.fetchval(f"SELECT count(*) FROM app.{table} WHERE ward_id = 1")
        for login, all_of_it in (
            ("lead.w1", True),
            ("deputy.w1", True),
            ("lead.w2", False),
            ("officer.w1", False),
            ("kp_a.w1", False),
            ("culture.w1", False),
            ("viewer.w1", False),
            ("admin", False),
        ):
            await self._as(application, login)
            seen = await application.fetchval(f"SELECT count(*) FROM app.{table}")
            assert seen == (whole if all_of_it else 0), login

    @pytest.mark.parametrize("table", sorted(CASE_TABLES))
    async def test_a_referral_reads_the_chosen_parts_alone(self, application, table):
        await self._as(application, "school.w1")
        await application.execute("SELECT set_config('app.case_day', '2026-06-10', true)")
        seen = await application.fetchval(f"SELECT count(*) FROM app.{table}")
        assert (seen > 0) == (table in {"incident_case", "incident_note", "incident_access", "incident_clock"})
        await application.execute("SELECT set_config('app.case_day', '2026-07-10', true)")
        later = await application.fetchval(f"SELECT count(*) FROM app.{table}")
        assert later == 0 or table == "incident_access"  # that there was one stays one's own row

    @pytest.mark.parametrize("login", ["officer.w1", "kp_a.w1", "school.w1", "admin", "lead.w2"])
    async def test_nobody_gives_themselves_access(self, owner, application, login):
        """As an outsider who could run any statement with their own account (T01, T22)."""
        case = await owner.fetchval("SELECT id FROM app.incident_case WHERE ward_id = 1 LIMIT 1")
        person = await owner.fetchval("SELECT id FROM app.person WHERE ward_id = 1 LIMIT 1")
        await self._as(application, login)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with application.transaction():
                await application.execute(
                    "INSERT INTO app.incident_access (ward_id, id, subject_id, person_id, kind, parts, given_at)"
                    " VALUES (1, gen_random_uuid(), $1, $2, 'owner', '{}', now())", case, person,
                )  # fmt: skip
        for table in sorted(CASE_TABLES - {"incident_access"}):
            if await application.fetchval("SELECT has_table_privilege($1, 'UPDATE')", f"app.{table}"):
                done = await application.execute(f"UPDATE app.{table} SET id = id WHERE ward_id = 1")
                assert done == "UPDATE 0", table


class TestPeopleOverPeople:
    """Tables and functions about accounts, which cross wards: a ward reaches its own people's and nobody else's."""

    async def _account(self, owner: asyncpg.Connection, login: str) -> str:
        return await owner.fetchval("SELECT id FROM app.account WHERE login = $1", login)

    @pytest.mark.parametrize("table", ["approval", "account_notice", "password_reset"])
    async def test_row_level_security_is_forced(self, owner, table):
        row = await owner.fetchrow(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = ('app.' || $1)::regclass", table
        )
        assert tuple(row) == (True, True)

    @pytest.mark.parametrize("table", ["approval", "account_notice", "password_reset"])
    async def test_without_context_nothing_is_there(self, owner, application, table):
        assert await application.fetchval(f"SELECT count(*) FROM app.{table}") == 0
        if table != "password_reset":
            assert await owner.fetchval(f"SELECT count(*) FROM app.{table}") == 2

    async def test_ward_sees_its_own_approvals_and_the_administrator_all(self, application):
        await _enter(application, 1)
        assert [row["ward_id"] for row in await application.fetch("SELECT ward_id FROM app.approval")] == [1]
        assert await application.execute("UPDATE app.approval SET confirmed = true WHERE ward_id = 2") == "UPDATE 0"
        await _enter(application, None)
        await application.execute("SELECT set_config('app.system_admin', 'on', true)")
        assert len(await application.fetch("SELECT ward_id FROM app.approval")) == 2

    async def test_nobody_asks_in_another_ward(self, owner, application):
        account = await self._account(owner, "kp_a.w2")
        await _enter(application, 1)
        for ward_id in (2, None):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with application.transaction():
                    await application.execute(
                        "INSERT INTO app.approval (id, kind, account_id, ward_id, person_name, proposed_by_name, proposed_at)"
                        " VALUES (gen_random_uuid(), 'password_link', $1, $2, '', '', now())",
                        account,
                        ward_id,
                    )

    async def test_notice_is_its_reader_s(self, owner, application):
        account, other = await self._account(owner, "kp_a.w1"), await self._account(owner, "kp_a.w2")
        await _enter(application, 1)
        assert await application.fetchval("SELECT count(*) FROM app.account_notice") == 0
        await application.execute("SELECT set_config('app.account_id', $1, true)", str(account))
        assert await application.fetchval("SELECT count(*) FROM app.account_notice") == 1
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await application.execute(
                "INSERT INTO app.account_notice (id, account_id, kind, at, facts)"
                " VALUES (gen_random_uuid(), $1, 'x', now(), '{}')",
                other,
            )

    async def test_link_of_another_ward_s_person_is_not_made(self, owner, application):
        await _enter(application, 1)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await application.execute(
                "INSERT INTO app.password_reset (token_hash, account_id, created_at, expires_at)"
                " VALUES ('\\x00', $1, now(), now())",
                await self._account(owner, "kp_a.w2"),
            )

    async def test_functions_answer_about_the_own_ward_alone(self, owner, application):
        await _enter(application, 1)
        for login, mine in (("kp_a_protector.w1", True), ("kp_a_protector.w2", False)):
            account = await self._account(owner, login)
            roles = await application.fetch("SELECT app.roles_of_account($1) AS role", account)
            assert [row["role"] for row in roles] == (["child_protection_officer"] if mine else [])
            wards = await application.fetch("SELECT app.wards_of_account($1)", account)
            assert len(wards) == mine
            needs = "SELECT app.reset_needs_second($1, '{child_protection_officer}', '{}')"
            assert await application.fetchval(needs, account) is (True if mine else None)

    async def test_functions_change_the_own_ward_s_people_alone(self, owner, application):
        """Rows of the owner's transaction would not be seen: the two work one after the other on one connection."""
        account = await self._account(owner, "kp_a.w2")
        await owner.execute("UPDATE app.credential SET totp_enabled = true WHERE account_id = $1", account)
        await owner.execute(f"SET ROLE {OWNER_ROLE}")
        await _enter(owner, 1)
        assert await owner.fetchval("SELECT app.clear_second_factor($1, now())", account) is False
        assert await owner.fetchval("SELECT app.forget_password($1, now())", account) is False
        assert await owner.fetch("SELECT * FROM app.account_secured($1)", account) == []
        await owner.execute("SELECT app.force_password_change($1)", account)
        row = await owner.fetchrow(
            "SELECT totp_enabled, must_change_password FROM app.credential WHERE account_id = $1", account
        )
        assert tuple(row) == (True, False)
        await _enter(owner, 2)
        assert await owner.fetchval("SELECT app.clear_second_factor($1, now())", account) is True
        secured = "SELECT has_password, has_second_factor FROM app.account_secured($1)"
        assert tuple(await owner.fetchrow(secured, account)) == (True, False)
        assert await owner.fetchval("SELECT app.forget_password($1, now())", account) is True
        assert tuple(await owner.fetchrow(secured, account)) == (False, False)

    async def test_administrator_is_no_role_of_a_ward(self, owner):
        with pytest.raises(asyncpg.CheckViolationError):
            await owner.execute("UPDATE app.membership SET role = 'system_admin'")

    async def test_trail_names_the_account_of_the_transaction(self, owner, application):
        await _enter(application, 1)
        account = await self._account(owner, "kp_a.w1")
        await application.execute("SELECT set_config('app.account_id', $1, true)", str(account))
        login = await application.fetchval(
            "INSERT INTO app.audit_event (ward_id, id, at, kind, object_kind, object_id, actor_name, search_key,"
            " request_id, facts) VALUES (1, gen_random_uuid(), now(), 'x', 'x', gen_random_uuid(), '', '', '', '{}')"
            " RETURNING login"
        )
        assert login == "kp_a.w1"

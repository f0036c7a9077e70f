"""Each policy, grant and function of the database is the one that was reviewed, word by word."""

import difflib
from collections.abc import Callable

import asyncpg
import pytest

from tests.guards.policies import FILE, described


@pytest.fixture
async def superuser(database_url: Callable[[str], str]):
    connection = await asyncpg.connect(database_url("postgres"))
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def test_rights_in_the_database_are_those_that_were_reviewed(superuser):
    now = (await described(superuser)).splitlines()
    difference = list(
        difflib.unified_diff(FILE.read_text().splitlines(), now, "policies.sql", "the database", lineterm="")
    )
    assert difference == [], "run «make policies» and review the difference:\n" + "\n".join(difference)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER POLICY own ON app.credential USING (true)",
        "ALTER POLICY own ON app.account WITH CHECK (true)",
        "ALTER POLICY tenant ON app.unit TO PUBLIC",
        "CREATE POLICY more ON app.session FOR SELECT TO vte_app USING (true)",
        "ALTER TABLE app.plan NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE app.plan DISABLE ROW LEVEL SECURITY",
        "GRANT UPDATE ON app.audit_event TO vte_app",
        "GRANT UPDATE (facts) ON app.audit_event TO vte_app",
        "GRANT SELECT ON app.sign_in_delay TO PUBLIC",
        "GRANT EXECUTE ON FUNCTION app.find_login(text) TO PUBLIC",
        "ALTER FUNCTION app.ward_id() SECURITY DEFINER",
        "ALTER FUNCTION app.my_wards() RESET search_path",
        "CREATE FUNCTION app.more() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1",
        "CREATE VIEW app.everybody AS SELECT * FROM app.account",
        "ALTER TABLE app.account OWNER TO vte_app",
        "ALTER ROLE vte_app BYPASSRLS",
        "GRANT vte_owner TO vte_app",
        "CREATE RULE nothing AS ON UPDATE TO app.audit_event DO INSTEAD NOTHING",
        "GRANT CREATE ON SCHEMA app TO vte_app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE vte_owner IN SCHEMA app GRANT SELECT ON TABLES TO vte_app",
    ],
)
async def test_the_text_shows_a_change_of_rights(superuser, change: str):
    await superuser.execute(change)
    assert await described(superuser) != FILE.read_text()

"""Keys are changed while people write: nothing is lost, nothing stays under an old key, however often it is killed."""

import asyncio
import base64
from types import SimpleNamespace
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text

from tests.conftest import _server, copy_of_template
from tests.incidents.world import secret as canary
from tests.world import NOW
from vitreem.incidents import notes
from vitreem.incidents.models import IncidentNote
from vitreem.incidents.queries import opened_rows
from vitreem.kernel import sealing
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE
from vitreem.kernel.request import ward_keys
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.sealing import KEY_BYTES, Key, SealBroken
from vitreem.kernel.secrets import secret
from vitreem.settings import Settings
from vitreem.upkeep import keys


class Installed:
    """A database of its own with the world in it, its root keys, and the protector of ward 1 at work."""

    def __init__(self, database: str, world) -> None:
        server = _server()
        self.migrate_url, self.superuser_url = server.url(MIGRATE_ROLE, database), server.url("postgres", database)
        self.root, self.world = secret(server.data_dir / "secrets", "field.key"), world
        self.engine = make_engine(server.url(APP_ROLE, database), pool_size=4)

    async def run(self, work):
        """`work(ctx)` in a transaction of the protector's."""
        ids = self.world["ids"]
        async with make_sessions(self.engine)() as db, db.begin():
            ctx = await act(
                db, SimpleNamespace(field_key=self.root), settings=Settings(_env_file=None), clock=Clock(lambda: NOW),
                ward_id=1, roles={Role.CHILD_PROTECTION_OFFICER}, actor_name="Cán bộ",
                account_id=UUID(ids["ward1.kp_a_protector.account"]),
                person_id=UUID(ids["ward1.kp_a_protector.person"]),
            )  # fmt: skip
            return await work(ctx)

    async def write(self, words: str) -> None:
        await self.run(lambda ctx: notes.add(ctx, UUID(self.world["ids"]["ward1.case"]), words))

    async def notes(self) -> str:
        table = IncidentNote.__table__
        case_id = UUID(self.world["ids"]["ward1.case"])
        rows = await self.run(lambda ctx: opened_rows(ctx, IncidentNote, table.c.subject_id, case_id))
        return " ".join(opened.decode() for _, opened in rows)

    async def look(self) -> tuple[int, int, int]:
        """How many values there are, how many stay shut, and how many lie under another than the newest key."""
        connection = await asyncpg.connect(self.superuser_url)
        try:
            return await everything(connection, self.root)
        finally:
            await connection.close()


async def everything(connection: asyncpg.Connection, root_text: str) -> tuple[int, int, int]:
    root, values, shut, old = sealing.root_keys(root_text), 0, 0, 0
    wards: dict[int, list[Key]] = {}
    for row in await connection.fetch("SELECT ward_id, number, wrapped FROM app.ward_key ORDER BY number DESC"):
        wards.setdefault(row["ward_id"], []).append(
            ward_keys.unwrap(root, row["ward_id"], row["number"], row["wrapped"])
        )
    for of in ward_keys.sealed_columns():
        rows = await connection.fetch(
            f"SELECT ward_id, id, {of.column} AS value FROM app.{of.table} WHERE {of.column} IS NOT NULL"
        )
        for row in rows:
            known = sealing.Keys(*wards[row["ward_id"]])
            values += 1
            old += not sealing.is_of(known.newest, row["value"])
            try:
                known.open(row["value"], sealing.place(row["ward_id"], of.table, row["id"], of.column))
            except SealBroken:
                shut += 1
    return values, shut, old


@pytest.fixture
async def installed(worker_id, world):
    one = Installed(await copy_of_template(f"rotation_{worker_id}"), world)
    yield one
    await one.engine.dispose()


async def kept_keys(installed: Installed) -> set[tuple[int, int]]:
    connection = await asyncpg.connect(installed.superuser_url)
    try:
        return {tuple(row) for row in await connection.fetch("SELECT ward_id, number FROM app.ward_key")}
    finally:
        await connection.close()


async def test_every_value_is_under_the_new_key_and_the_old_one_is_gone(installed, monkeypatch):
    monkeypatch.setattr(keys, "_READERS_SECONDS", 0)
    values, shut, old = await installed.look()
    assert (values > 100, shut, old) == (True, 0, 0)
    before = await kept_keys(installed)
    done = await keys.rotate(installed.migrate_url, installed.root)
    assert (done.wards, done.values, done.removed) == (2, values, 2)
    assert await kept_keys(installed) == {(ward, number + 1) for ward, number in before}
    assert await installed.look() == (values, 0, 0)
    assert canary(1) in await installed.notes()


async def test_killed_while_somebody_writes_and_run_again_it_loses_nothing(installed, monkeypatch):
    monkeypatch.setattr(keys, "_READERS_SECONDS", 0.02)
    monkeypatch.setattr(keys, "_STEP", 5)
    written, stop = [], asyncio.Event()

    async def writer() -> None:
        while not stop.is_set():
            written.append(str(uuid4()))
            await installed.write(written[-1])

    work = asyncio.create_task(writer())
    for seconds in (0.05, 0.1, 0.2, 0.3):
        run = asyncio.create_task(keys.rotate(installed.migrate_url, installed.root))
        await asyncio.sleep(seconds)
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        assert (await installed.look())[1] == 0
    await keys.rotate(installed.migrate_url, installed.root)
    stop.set()
    await work
    assert (await installed.look())[1:] == (0, 0)
    said = await installed.notes()
    assert len(written) > 3
    assert [one for one in written if one not in said] == []
    assert len(await kept_keys(installed)) == 2


class TestRootKey:
    async def test_a_new_one_wraps_every_key_and_seals_second_factors_and_the_old_one_opens_nothing(
        self, installed, monkeypatch
    ):
        monkeypatch.setattr(keys, "_READERS_SECONDS", 0)
        old, account_id = installed.root, installed.world["ids"]["ward1.lead.account"]
        place = f"credential.totp_secret.{account_id}"
        # As second factors were sealed before keys had ids.
        sealed = sealing.root_keys(old).seal(b"JBSWY3DP", place)
        connection = await asyncpg.connect(installed.superuser_url)
        try:
            await connection.execute(
                "UPDATE app.credential SET totp_secret = $2 WHERE account_id = $1", account_id, b"\x01" + sealed[5:]
            )
            new = base64.urlsafe_b64encode(b"n" * KEY_BYTES).decode()
            await keys.rotate(installed.migrate_url, f"{new} {old}")
            assert await keys.rewrap(installed.migrate_url, f"{new} {old}") == 0
            kept = await connection.fetchval("SELECT totp_secret FROM app.credential WHERE account_id = $1", account_id)
        finally:
            await connection.close()
        assert sealing.root_keys(new).open(kept, place) == b"JBSWY3DP"
        installed.root = new
        assert (await installed.look())[1:] == (0, 0)
        assert canary(1) in await installed.notes()
        installed.root = old
        with pytest.raises(SealBroken):
            await installed.notes()

    async def test_wards_that_were_not_rotated_are_wrapped_anew(self, installed):
        new = base64.urlsafe_b64encode(b"n" * KEY_BYTES).decode()
        assert await keys.rewrap(installed.migrate_url, f"{new} {installed.root}") == 2
        installed.root = new
        assert (await installed.look())[1:] == (0, 0)


async def test_a_value_moved_to_another_row_stays_shut(installed):
    """A sealed note copied over another note by somebody with the database."""
    connection = await asyncpg.connect(installed.superuser_url)
    try:
        await installed.write("một")
        await installed.write("hai")
        case_id = installed.world["ids"]["ward1.case"]
        await connection.execute(
            "UPDATE app.incident_note n SET sealed = o.sealed FROM app.incident_note o"
            " WHERE n.subject_id = $1 AND o.subject_id = $1 AND o.id <> n.id"
            "   AND o.id = (SELECT id FROM app.incident_note WHERE subject_id = $1 ORDER BY id DESC LIMIT 1)",
            case_id,
        )
        assert (await installed.look())[1] > 0
        with pytest.raises(SealBroken):
            await installed.notes()
    finally:
        await connection.close()


async def test_work_without_a_person_sees_nothing(installed):
    """T23: a job or a sweep, in the ward and as nobody."""
    async with make_sessions(installed.engine)() as db, db.begin():
        await act(
            db, SimpleNamespace(), settings=Settings(_env_file=None), clock=Clock(lambda: NOW), ward_id=1, roles=set()
        )
        for table in (
            "report",
            "case",
            "paper",
            "note",
            "file",
            "task",
            "evidence",
            "transfer",
            "arrival",
            "informant",
        ):
            found = await db.execute(text(f"SELECT count(*) FROM app.incident_{table}"))
            assert found.scalar_one() == 0, table

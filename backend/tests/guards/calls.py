"""A real server under test whose database is put back between calls, and one operation of it as people call it."""

import asyncio
import re
import socket
import subprocess
from typing import Any

import asyncpg
import httpx
import pyotp

from tests.document import OPERATIONS, VERSIONED
from tests.guards.matrix import MATRIX
from tests.guards.test_children import Filled
from tests.requests import Case
from tests.served import MOMENT
from tests.world import PASSWORD, World
from vitreem import contexts
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import hash_token

# Records with a version that are found by an id of their own.
_VERSIONED = sorted(
    table.name
    for table in contexts.tables().values()
    if {"id", "version"} <= set(table.c.keys()) and table.name != "ward"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """The server, its people, and its database: put back to what it was before each request."""

    def __init__(self, url: str, database: asyncpg.Connection, world: World) -> None:
        self.url, self.database, self.world = url, database, world
        self.tables: list[str] = []
        self.digests: dict[str, str] = {}
        self._clients: dict[str, httpx.AsyncClient] = {}

    def client(self, who: str) -> httpx.AsyncClient:
        """`anonymous`, `admin` or `ward1.kp_a`."""
        if who not in self._clients:
            token = self.world["tokens"].get(who, "")
            headers = {"X-CSRF": "1", "Cookie": f"vte_session={token}"} if token else {"X-CSRF": "1"}
            self._clients[who] = httpx.AsyncClient(base_url=f"{self.url}/api/v1", headers=headers, timeout=90)
        return self._clients[who]

    async def warm(self, connections: int) -> None:
        """Let the server open its connections: calls that wait for one of their own come one after the other."""
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'vte_app'"
        for _ in range(50):
            if await self.database.fetchval(count) >= connections:
                return
            await asyncio.gather(*(self.client("ward1.officer").get("/assignments") for _ in range(2 * connections)))
        raise AssertionError("the server keeps fewer connections than the test needs")

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def remember(self) -> None:
        """Keep a copy of every table beside it."""
        rows = await self.database.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'"
        )
        self.tables = sorted(row["relname"] for row in rows)
        await self.database.execute("CREATE SCHEMA kept; SET session_replication_role = replica")
        for table in self.tables:
            await self.database.execute(f"CREATE TABLE kept.{table} AS TABLE app.{table}")
        self.columns = {
            row[0]: row[1]
            for row in await self.database.fetch(
                "SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_class c"
                " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                # What PostgreSQL makes itself can't be written.
                " AND a.attgenerated = '' WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' GROUP BY 1"
            )
        }
        self.digests = await self.digest()

    async def digest(self) -> dict[str, str]:
        each = " UNION ALL ".join(
            f"SELECT '{table}', md5(coalesce(string_agg(t::text, ';' ORDER BY t::text), '')) FROM app.{table} t"
            for table in self.tables
        )
        return {row[0]: row[1] for row in await self.database.fetch(each)}

    async def restore(self) -> None:
        for table, digest in (await self.digest()).items():
            if digest != self.digests[table]:
                columns = self.columns[table]
                await self.database.execute(
                    f"DELETE FROM app.{table}; INSERT INTO app.{table} ({columns}) SELECT {columns} FROM kept.{table}"
                )

    async def shape(self, ignore: frozenset[str]) -> dict[str, tuple[int, int]]:
        """Rows of each table, and the sum of their versions."""
        with_version = {
            row[0]
            for row in await self.database.fetch(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'app' AND column_name = 'version'"
            )
        }
        each = " UNION ALL ".join(
            f"SELECT '{table}', count(*), {'coalesce(sum(version), 0)' if table in with_version else '0'} FROM app.{table}"
            for table in self.tables
        )
        return {row[0]: (row[1], row[2]) for row in await self.database.fetch(each) if row[0] not in ignore}


async def until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            assert process.poll() is None, "the server has ended"
            try:
                if (await client.get(f"{url}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    raise AssertionError("the server did not become ready")


async def set_up(client: httpx.AsyncClient) -> pyotp.TOTP:
    """A second factor that waits for its first code."""
    started = await client.post("/account/totp", json={"password": PASSWORD})
    return pyotp.TOTP(started.json()["secret"])


async def turned_on(client: httpx.AsyncClient) -> tuple[pyotp.TOTP, list[str]]:
    """A second factor whose code of this moment is still unused, and its recovery codes."""
    totp = await set_up(client)
    body = {"code": totp.at(int(MOMENT.timestamp()) - 30), "password": PASSWORD}
    confirmed = await client.post("/account/totp/confirm", json=body)
    return totp, confirmed.json()["recovery_codes"]


class Caller:
    """One operation on the server."""

    def __init__(self, name: str, case: Case, served: Served) -> None:
        self.name, self.case, self.served, self.world = name, case, served, served.world
        row = MATRIX[name]
        self.method = OPERATIONS[name][0]
        self.actor = case.actor or next(one for one in ("lead", "kp_a", "admin") if one in row.may)
        self.path, self.json = case.path or row.path, case.json if case.path else row.json
        self.filled: Filled
        self.headers: dict[str, str] = {}
        self.file: tuple[str, bytes] | None = None

    async def prepare(self) -> None:
        """Everything as it was, and what the request needs."""
        await self.served.restore()
        rows = await self.served.database.fetch(
            "SELECT 'line' AS name, id FROM app.plan_activity_line WHERE plan_id = $1"
            " UNION ALL SELECT 'message', id FROM app.plan_message WHERE plan_id = $1"
            " UNION ALL SELECT 'task', id FROM app.plan_task WHERE plan_id = $1 AND number = 'V.1.1'",
            self.world["ids"]["ward1.plan"],
        )
        lines = {f"ward1.plan.{row['name']}": str(row["id"]) for row in rows}
        self.filled = Filled(self.world, lines, self.served.client)
        self.headers = {"Idempotency-Key": f"parallel-{new_id()}"}
        for actor, method, path, body in self.case.first:
            asked = await self.filled.path(path)
            version = await self._version(asked) if method == "POST" and body is None else None
            headers = {"Idempotency-Key": f"first-{new_id()}"} | ({"If-Match": f'"{version}"'} if version else {})
            reply = await self.served.client(f"ward1.{actor}").request(
                method, asked, json=await self.filled.value(body), headers=headers
            )
            assert reply.is_success, reply.text
            self.filled.made = reply.json().get("id", "")
        await self._secrets()
        self.url = await self.filled.path(self.path)
        self.body = await self.filled.value(self.json)
        if self.case.file:
            self.file = (self.case.file.name, self.case.file.content())
        if self.name in VERSIONED:
            self.headers["If-Match"] = f'"{await self._version(self.url)}"'

    async def _secrets(self) -> None:
        """What only a page would know: a one-time link, a code, another session of the caller."""
        ids = self.filled.lines
        if "{reset}" in self.path:
            made = await self.served.client("ward1.lead").post(
                f"/people/{self.world['ids']['ward1.school.person']}/reset-link"
            )
            ids["ward1.reset"] = made.json()["path"].removeprefix("/reset/")
        if "{session}" in self.path:
            # Of another person's session it is none: one more of kp_a's own.
            ids["ward1.session"] = str(new_id())
            await self.served.database.execute(
                "INSERT INTO app.session (token_hash, id, account_id, ward_id, created_at, last_seen_at, expires_at,"
                " user_agent) SELECT $1, $2, account_id, ward_id, created_at, last_seen_at, expires_at, ''"
                " FROM app.session WHERE token_hash = $3",
                hash_token("another"), ids["ward1.session"], hash_token(self.world["tokens"]["ward1.kp_a"]),
            )  # fmt: skip
        if self.name == "confirm_totp":
            totp = await set_up(self.served.client("ward1.kp_b"))
            ids["ward1.code"] = totp.at(int(MOMENT.timestamp()))
        if self.name == "reset_second_factor":
            await turned_on(self.served.client("ward1.school"))

    async def _version(self, path: str) -> int:
        """The version of the record that a path changes; without an id it is the ward."""
        ids = re.findall(r"[0-9a-f-]{36}", path)
        if path.startswith("/plans/") and path.endswith(("/draft", "/accept")):
            return await self.served.database.fetchval(
                "SELECT version FROM app.plan_revision WHERE plan_id = $1 AND published_at IS NULL", ids[0]
            )
        if path.startswith("/ward-map"):
            return await self.served.database.fetchval("SELECT version FROM app.ward_map WHERE ward_id = 1")
        if not ids:
            return await self.served.database.fetchval("SELECT version FROM app.ward WHERE id = 1")
        # Of a record and something of it, the latter where it has a version.
        for one in reversed(ids):
            for table in _VERSIONED:
                found = await self.served.database.fetchval(f"SELECT version FROM app.{table} WHERE id = $1", one)
                if found:
                    return found
        raise AssertionError(f"{path}: no table with versions has this id")

    async def send(self, key: str | None = None) -> httpx.Response:
        who = self.actor if self.actor in ("admin", "anonymous") else f"ward1.{self.actor}"
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        given: dict[str, Any] = {"json": self.body} if self.body is not None else {}
        if self.file:
            given = {"files": {"file": self.file}}
        if self.case.content:
            given = {"content": self.case.content}
        return await self.served.client(who).request(self.method, self.url, headers=headers, **given)

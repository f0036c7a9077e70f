"""Eight calls at once, on a real server: the effect of one. Found from the document, so that no verb is forgotten."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pyotp
import pytest

import vitreem
from tests.conftest import _server, copy_of_template
from tests.guards.matrix import MATRIX
from tests.guards.parallel import EACH, KEYED, OTHERS, VERSIONED, Case
from tests.guards.test_children import Filled
from tests.guards.test_if_match import VERBS
from tests.served import MOMENT
from tests.world import PASSWORD, World
from vitreem.activities.importing import COLUMNS as ACTIVITY_COLUMNS
from vitreem.communications.importing import COLUMNS as EVENT_COLUMNS
from vitreem.demo.pictures import photo
from vitreem.identity.sheets import PERSON_COLUMNS, UNIT_COLUMNS
from vitreem.kernel.access import hash_token
from vitreem.kernel.excel import template
from vitreem.kernel.ids import new_id
from vitreem.kernel.secrets import secret
from vitreem.kernel.tenancy import APP_ROLE
from vitreem.main import bare_app

DOCUMENT = json.loads(json.dumps(bare_app().openapi()))
UNSAFE = {
    operation["operationId"]: (method.upper(), operation)
    for methods in DOCUMENT["paths"].values()
    for method, operation in methods.items()
    if method != "get"
}
WITH_KEY = {
    name
    for name, (_, operation) in UNSAFE.items()
    if any(given["name"].lower() == "idempotency-key" for given in operation.get("parameters", []))
}
SAMPLE = Path(vitreem.__file__).parent / "demo/samples/ke-hoach-phuong-an-binh-2026.txt"
# What a request may be told that came too late.
LATE = (404, 409, 412)


def test_no_operation_is_forgotten():
    assert KEYED.keys() == WITH_KEY, "a POST with a key needs a case in tests/guards/parallel.py"
    assert VERSIONED.keys() <= VERBS.keys()
    assert UNSAFE.keys() - VERBS.keys() - WITH_KEY == OTHERS.keys() | EACH.keys(), "each needs a case, or a reason"


def _free_port() -> int:
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
            self._clients[who] = httpx.AsyncClient(base_url=f"{self.url}/api/v1", headers=headers, timeout=30)
        return self._clients[who]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def remember(self) -> None:
        """Keep a copy of every table beside it."""
        rows = await self.database.fetch("SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'")
        self.tables = sorted(row["relname"] for row in rows)
        await self.database.execute("CREATE SCHEMA kept; SET session_replication_role = replica")
        for table in self.tables:
            await self.database.execute(f"CREATE TABLE kept.{table} AS TABLE app.{table}")
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
                await self.database.execute(f"DELETE FROM app.{table}; INSERT INTO app.{table} SELECT * FROM kept.{table}")

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


@pytest.fixture(scope="module")
async def served(worker_id: str, world: World, new_folder) -> AsyncIterator[Served]:
    database = await copy_of_template(f"parallel_{worker_id}")
    server, port, folder = _server(), _free_port(), new_folder("parallel")
    environment = {
        **os.environ, "SERVED_DATABASE": server.url(APP_ROLE, database), "SERVED_FOLDER": str(folder),
        "SERVED_FIELD_KEY": secret(server.data_dir / "secrets", "field.key"),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "uvicorn", "--factory", "--host", "127.0.0.1", "--port", str(port), "--no-access-log",
        "--log-level", "warning", "tests.served:app",
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: ASYNC220  it ends with the fixture, and nobody waits for it
        command, env=environment, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL
    )
    connection = await asyncpg.connect(server.url("postgres", database))
    one = Served(f"http://127.0.0.1:{port}", connection, world)
    try:
        await one.remember()
        await _until_ready(one.url, process)
        yield one
    finally:
        await one.close()
        await connection.close()
        process.terminate()
        process.wait(20)


async def _until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            assert process.poll() is None, "the server has ended"
            try:
                if (await client.get(f"{url}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    raise AssertionError("the server did not become ready")


def _sheet(name: str, world: World) -> bytes:
    mark = "CNRY-1-"
    rows: dict[str, tuple[str, Any, dict[str, str]]] = {
        "activities": ("Hoạt động", ACTIVITY_COLUMNS, {
            "Lĩnh vực": "Sinh hoạt hè", "Hoạt động": "Từ tệp Excel", "Đơn vị tổ chức": f"{mark}kp_a",
            "Bắt đầu": "20/06/2026 19:00", "Kết thúc": "20/06/2026 21:00",
        }),
        "events": ("Truyền thông", EVENT_COLUMNS, {
            "Loại hình": "Tờ rơi, tài liệu", "Nội dung": "Từ tệp Excel", "Đơn vị": f"{mark}kp_a", "Thời gian": "05/06/2026 19:00",
            "Số bản": "40",
        }),
        "units": ("Đơn vị", UNIT_COLUMNS, {"Tên đơn vị": "Từ tệp Excel", "Loại": "Khu phố"}),
        "people": ("Người dùng", PERSON_COLUMNS, {
            "Họ và tên": "Người Mới", "Tên đăng nhập": "nguoi.moi", "Vai trò": "Thành viên đơn vị", "Đơn vị": f"{mark}kp_a",
        }),
    }  # fmt: skip
    title, columns, cells = rows[name]
    return template(title, columns, [[cells.get(column.title, "") for column in columns]])


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
        self.method = UNSAFE[name][0]
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
        if self.case.file == "plan":
            self.file = ("ke-hoach.txt", SAMPLE.read_bytes() + b"\n")
        elif self.case.file:
            self.file = ("a.xlsx", _sheet(self.case.file, self.world))
        if self.name in VERBS:
            self.headers["If-Match"] = f'"{await self._version(self.url)}"'

    async def _secrets(self) -> None:
        """What only a page would know: a one-time link, a code, another session of the caller."""
        ids = self.filled.lines
        if "{reset}" in self.path:
            made = await self.served.client("ward1.lead").post(f"/people/{self.world['ids']['ward1.school.person']}/reset-link")
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
        """The version of the record that a path changes, or what the matrix says."""
        ids = re.findall(r"[0-9a-f-]{36}", path)
        if path.startswith("/plans/") and path.endswith(("/draft", "/accept")):
            return await self.served.database.fetchval(
                "SELECT version FROM app.plan_revision WHERE plan_id = $1 AND published_at IS NULL", ids[0]
            )
        tables = ("assignment", "activity", "communication_event", "broadcast_script", "unit", "plan", "person", "account")
        for table in tables:
            if ids and (version := await self.served.database.fetchval(f"SELECT version FROM app.{table} WHERE id = $1", ids[0])):
                return version
        return await self.served.database.fetchval("SELECT version FROM app.ward WHERE id = 1")

    async def send(self, key: str | None = None) -> httpx.Response:
        who = self.actor if self.actor in ("admin", "anonymous") else f"ward1.{self.actor}"
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        given: dict[str, Any] = {"json": self.body} if self.body is not None else {}
        if self.file:
            given = {"files": {"file": self.file}}
        if self.case.content:
            given = {"content": self.case.content}
        return await self.served.client(who).request(self.method, self.url, headers=headers, **given)


async def _at_once(caller: Caller, calls: int, *, keys: bool = False) -> list[httpx.Response]:
    replies = await asyncio.gather(*(caller.send(f"each-{number:08}" if keys else None) for number in range(calls)))
    late = (*LATE, 401) if caller.name == "confirm_totp" else LATE  # the code is used up
    for reply in replies:
        assert reply.is_success or reply.status_code in late, f"{reply.status_code} {reply.text[:300]}"
    return replies


async def _as_of_one(caller: Caller) -> list[httpx.Response]:
    """The replies of eight calls, which left behind what one call leaves behind."""
    case = caller.case
    await caller.prepare()
    before = await caller.served.digest()
    alone = await caller.send()
    assert alone.is_success, alone.text
    assert await caller.served.digest() != before, f"one call leaves nothing behind: {alone.text[:300]}"
    of_one = await caller.served.shape(case.ignore)
    await caller.prepare()
    replies = await _at_once(caller, case.calls)
    assert await caller.served.shape(case.ignore) == of_one
    return replies


def _successes(replies: list[httpx.Response]) -> list[httpx.Response]:
    return [reply for reply in replies if reply.is_success]


@pytest.mark.parametrize("name", sorted(VERBS))
async def test_a_verb_succeeds_once(served: Served, name: str):
    case = VERSIONED.get(name, Case())
    replies = await _as_of_one(Caller(name, case, served))
    if case.effect == "one":
        assert len(_successes(replies)) == 1
        # Who comes after a draft was thrown away doesn't find it.
        allowed = {404, 409, 412} if name == "discard_plan_draft" else {412}
        assert {reply.status_code for reply in replies if not reply.is_success} <= allowed


@pytest.mark.parametrize("name", sorted(WITH_KEY))
async def test_a_post_with_its_key_answers_all_with_what_it_made(served: Served, name: str):
    replies = await _as_of_one(Caller(name, KEYED[name], served))
    assert [reply.status_code for reply in replies if not reply.is_success] == []
    made = [reply.json().get("id") or reply.json().get("person", {}).get("id") for reply in replies]
    assert len(set(made)) == 1


@pytest.mark.parametrize("name", sorted(OTHERS))
async def test_anything_else_has_the_effect_of_one(served: Served, name: str):
    replies = await _as_of_one(Caller(name, OTHERS[name], served))
    if OTHERS[name].effect == "one":
        assert len(_successes(replies)) == 1
    else:
        assert _successes(replies)


# Each by its own key: nobody is refused because a colleague did the same at the same moment.
_TOGETHER = ("add_assignment_note", "attach_evidence_link", "create_activity", "copy_activity", "create_broadcast_script", "begin_upload")


@pytest.mark.parametrize("name", _TOGETHER)
async def test_people_who_add_at_the_same_time_all_succeed(served: Served, name: str):
    case = KEYED[name]
    if name == "create_activity":
        case = Case(case.actor, case.path, {**case.json, "assignment_ids": []})
    caller = Caller(name, case, served)
    await caller.prepare()
    replies = await _at_once(caller, 8, keys=True)
    assert [reply.status_code for reply in replies] == [201] * 8


@pytest.mark.parametrize("name", ["attach_evidence_file", "attach_activity_file", "attach_communication_file"])
async def test_a_file_that_was_sent_is_taken_once(served: Served, name: str):
    caller = Caller(name, KEYED[name], served)
    await caller.prepare()
    replies = await _at_once(caller, 8, keys=True)
    assert sorted(reply.status_code for reply in replies) == [201] + [404] * 7
    assert await served.database.fetchval("SELECT count(*) FROM app.file_transfer") == 2  # the world's own


async def test_of_parts_that_overlap_each_byte_is_counted_once(served: Served):
    """A telephone that tries again while its first try is still under way."""
    await served.restore()
    client, data = served.client("ward1.kp_a"), photo(4)
    begun = await client.post("/uploads", json={"name": "a.jpg", "size": len(data)}, headers={"Idempotency-Key": "parts-0001"})
    upload, half = begun.json()["id"], len(data) // 2
    for offset, part in ((0, data[:half]), (half, data[half:])):
        sent = [client.put(f"/uploads/{upload}", params={"offset": offset}, content=part) for _ in range(8)]
        replies = await asyncio.gather(*sent)
        assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    assert (await client.get(f"/uploads/{upload}")).json()["received"] == len(data)


async def test_of_different_decisions_one_counts(served: Served):
    """Accepted, returned and taken back at the same moment."""
    await served.restore()
    record = served.world["ids"]["ward1.kp_a.submitted"]
    version = await served.database.fetchval("SELECT version FROM app.assignment WHERE id = $1", record)
    asked = [("officer", "accept", {}), ("lead", "return", {"reason": "Bổ sung ảnh"}), ("kp_a", "recall", None)] * 3
    replies = await asyncio.gather(
        *(
            served.client(f"ward1.{actor}").post(
                f"/assignments/{record}/{verb}", json=body, headers={"If-Match": f'"{version}"'}
            )
            for actor, verb, body in asked
        )
    )
    assert sorted(reply.status_code for reply in replies) == [200] + [412] * 8
    assert await served.database.fetchval("SELECT version FROM app.assignment WHERE id = $1", record) == version + 1


@pytest.mark.parametrize(
    ("who", "path"),
    [("ward1.lead", "/people/{school.person}/reset-link"), ("admin", "/admin/accounts/{school.account}/reset-link")],
)
async def test_of_links_made_at_the_same_time_one_works(served: Served, who: str, path: str):
    await served.restore()
    asked = await Filled(served.world, {}, served.client).path(path)
    replies = await asyncio.gather(*(served.client(who).post(asked) for _ in range(8)))
    assert [reply.status_code for reply in replies if not reply.is_success and reply.status_code not in LATE] == []
    live = "SELECT count(*) FROM app.password_reset WHERE used_at IS NULL AND voided_at IS NULL AND account_id = $1"
    assert await served.database.fetchval(live, served.world["ids"]["ward1.school.account"]) == 1


class TestSigningIn:
    async def _with_second_factor(self, served: Served) -> tuple[pyotp.TOTP, list[str]]:
        await served.restore()
        return await turned_on(served.client("ward1.school"))

    async def _sign_in(self, served: Served, code: str, calls: int = 8) -> list[int]:
        body = {"login": "school.w1", "password": PASSWORD, "totp_code": code}
        replies = await asyncio.gather(
            *(served.client("anonymous").post("/session", json=body) for _ in range(calls))
        )
        served.client("anonymous").cookies.clear()
        return sorted(reply.status_code for reply in replies)

    async def test_a_code_is_good_once(self, served: Served):
        totp, _ = await self._with_second_factor(served)
        assert await self._sign_in(served, totp.at(int(MOMENT.timestamp()))) == [204] + [401] * 7

    async def test_a_recovery_code_is_good_once(self, served: Served):
        _, codes = await self._with_second_factor(served)
        assert await self._sign_in(served, codes[0], 4) == [204] + [401] * 3

    async def test_every_failure_counts(self, served: Served):
        await served.restore()
        body = {"login": "viewer.w1", "password": "sai rồi"}
        replies = await asyncio.gather(*(served.client("anonymous").post("/session", json=body) for _ in range(4)))
        assert [reply.status_code for reply in replies] == [401] * 4
        counted = await served.database.fetch("SELECT failures FROM app.sign_in_delay")
        assert [row["failures"] for row in counted] == [4, 4, 4]


def _used() -> Iterator[str]:
    yield from (*VERSIONED, *KEYED, *OTHERS)


def test_cases_are_of_operations_that_exist():
    assert set(_used()) <= UNSAFE.keys()

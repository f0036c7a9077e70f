"""One pooled connection is enough for everybody: nobody holds it while he is slow.

Each of these requests is stopped in the middle (its body half sent, its password or picture with a worker); meanwhile
another ward, which has the same one connection, is answered.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.conftest import TestClock, _server, copy_of_template
from tests.document import FILE_PATHS, MAKES_PAPER, TAKES_UPLOAD
from tests.guards.matrix import MATRIX
from tests.guards.requests import REQUESTS
from tests.guards.test_access import _fill
from tests.world import NOW, PASSWORD, World
from vitreem.demo.pictures import photo
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.request.transactions import cookie_name
from vitreem.kernel.secrets import secret
from vitreem.main import create_app


@pytest.fixture(scope="module")
async def small_app(worker_id: str, settings, tmp_path_factory) -> AsyncIterator[FastAPI]:
    """The application on a database of its own, with one connection."""
    database = await copy_of_template(f"one_{worker_id}")
    server = _server()
    app = create_app(
        database_url=server.url(APP_ROLE, database),
        field_key=secret(server.data_dir / "secrets", "field.key"),
        files_dir=tmp_path_factory.mktemp("files"),
        settings=settings.model_copy(update={"database_pool": 1}),
        clock=TestClock(NOW),
    )
    yield app
    await app.state.database.engine.dispose()


@pytest.fixture
async def clients(small_app: FastAPI, world: World) -> AsyncIterator[Callable[[str], httpx.AsyncClient]]:
    transport = httpx.ASGITransport(app=small_app, raise_app_exceptions=False)
    made: list[httpx.AsyncClient] = []

    def make(who: str) -> httpx.AsyncClient:
        cookie = f"{cookie_name(small_app.state.settings)}={world['tokens'][who]}"
        headers = {"X-CSRF": "1", "Cookie": cookie}
        made.append(httpx.AsyncClient(transport=transport, base_url="https://test/api/v1", headers=headers))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()


class Gate:
    """Where a request stops until the other has been answered."""

    def __init__(self) -> None:
        self.reached, self.open = asyncio.Event(), asyncio.Event()

    async def wait(self) -> None:
        self.reached.set()
        await self.open.wait()


async def _answered_meanwhile(gate: Gate, slow: Awaitable[httpx.Response], other: httpx.AsyncClient) -> httpx.Response:
    """The slow request's reply; another ward was answered, again and again, while it stood at the gate."""
    task = asyncio.ensure_future(slow)
    async with asyncio.timeout(10):
        await gate.reached.wait()
    for path in ("/assignments", "/dashboards/ward", "https://test/readyz"):
        async with asyncio.timeout(3):
            assert (await other.get(path)).status_code == 200
    gate.open.set()
    async with asyncio.timeout(20):
        return await task


def _slow_body(gate: Gate, *pieces: bytes) -> AsyncIterator[bytes]:
    async def body() -> AsyncIterator[bytes]:
        yield pieces[0]
        await gate.wait()
        for piece in pieces[1:]:
            yield piece

    return body()


async def _upload(client: httpx.AsyncClient, data: bytes, key: str) -> str:
    begun = await client.post(
        "/uploads", json={"name": "a.jpg", "size": len(data)}, headers={"Idempotency-Key": f"{key}-begin"}
    )
    await client.put(f"/uploads/{begun.json()['id']}", params={"offset": 0}, content=data)
    return begun.json()["id"]


async def test_a_part_that_comes_slowly(clients):
    khu_pho, gate = clients("ward1.kp_a"), Gate()
    begun = await khu_pho.post("/uploads", json={"name": "a", "size": 20}, headers={"Idempotency-Key": "slow-part"})
    body = _slow_body(gate, b"a" * 10, b"b" * 10)
    sending = khu_pho.put(f"/uploads/{begun.json()['id']}", params={"offset": 0}, content=body)
    reply = await _answered_meanwhile(gate, sending, clients("ward2.officer"))
    assert reply.json()["received"] == 20


@pytest.mark.parametrize("path", ["/activities", "/session", "/plans", "/assignments/{fresh}/notes"])
async def test_json_that_comes_slowly(clients, world, path):
    khu_pho, gate = clients("ward1.kp_a"), Gate()
    path = path.replace("{fresh}", world["ids"]["ward1.kp_a.fresh"])
    headers = {"content-type": "application/json", "Idempotency-Key": "slow-json"}
    reply = await _answered_meanwhile(
        gate, khu_pho.post(path, content=_slow_body(gate, b"{", b"}"), headers=headers), clients("ward2.officer")
    )
    assert reply.status_code in (422, 403)


@pytest.mark.parametrize("path", FILE_PATHS)
async def test_a_file_that_comes_slowly(clients, world, path):
    # Files of cases are the lead's to send, to a case that is there.
    sender, gate = clients("ward1.lead" if path.startswith("/incident-") else "ward1.officer"), Gate()
    for name, record in (("case_id", "case"), ("report_id", "case.report")):
        path = path.replace(f"{{{name}}}", world["ids"][f"ward1.{record}"])
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nabc\r\n--x--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x", "Idempotency-Key": "slow-file"}
    reply = await _answered_meanwhile(
        gate, sender.post(path, content=_slow_body(gate, part[:20], part[20:]), headers=headers),
        clients("ward2.officer"),
    )  # fmt: skip
    assert reply.status_code in (415, 422), reply.text


@pytest.fixture
def stopped(small_app: FastAPI, monkeypatch) -> Callable[[Any], Gate]:
    """Workers that stand at the gate before they begin."""

    def stop(workers: Any) -> Gate:
        gate, run = Gate(), workers.run

        async def waiting(*arguments: Any, **options: Any) -> Any:
            await gate.wait()
            return await run(*arguments, **options)

        monkeypatch.setattr(workers, "run", waiting)
        return gate

    return stop


class TestPasswords:
    async def test_signing_in(self, small_app, clients, stopped):
        gate = stopped(small_app.state.door.workers)
        body = {"login": "kp_a.w1", "password": PASSWORD}
        signing = clients("ward1.kp_a").post("/session", json=body)
        assert (await _answered_meanwhile(gate, signing, clients("ward2.officer"))).status_code == 204

    async def test_changing_a_password(self, small_app, clients, stopped):
        gate = stopped(small_app.state.door.workers)
        body = {"current_password": "wrong", "new_password": "một câu khác hẳn 9"}
        changing = clients("ward1.school").post("/account/password", json=body)
        assert (await _answered_meanwhile(gate, changing, clients("ward2.officer"))).status_code == 422

    async def test_a_link(self, small_app, clients, stopped, world):
        made = await clients("ward1.lead").post(f"/people/{world['ids']['ward1.kp_b.person']}/reset-link")
        token = made.json()["path"].removeprefix("/reset/")
        gate = stopped(small_app.state.door.workers)
        setting = clients("ward1.kp_a").post(f"/password-resets/{token}", json={"new_password": "bốn mùa hoa nở 4"})
        assert (await _answered_meanwhile(gate, setting, clients("ward2.officer"))).status_code == 204


class TestFiles:
    @pytest.mark.parametrize("name", TAKES_UPLOAD)
    async def test_keeping_a_photo(self, small_app, clients, stopped, world, name):
        request = REQUESTS[name]
        sender = clients(f"ward1.{request.actor}")
        body = request.json | {"upload_id": await _upload(sender, photo(9), name)}
        gate = stopped(small_app.state.workers)
        path = _fill(request.path, world, "own")
        keeping = sender.post(path, json=body, headers={"Idempotency-Key": f"keep-{name}"})
        reply = await _answered_meanwhile(gate, keeping, clients("ward2.officer"))
        assert reply.status_code == 201, reply.text

    @pytest.mark.parametrize("name", MAKES_PAPER)
    async def test_making_a_paper(self, small_app, clients, stopped, world, name):
        gate = stopped(small_app.state.workers)
        path = _fill(MATRIX[name].path, world, "own")
        who = next(one for one in ("officer", "lead") if one in MATRIX[name].may)
        reply = await _answered_meanwhile(gate, clients(f"ward1.{who}").get(path), clients("ward2.officer"))
        assert reply.status_code == 200

"""Bounds on what anybody may send, before anything is kept of it: bodies, heads, time, connections, resumable_uploads."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.document import FILE_PATHS
from vitreem.kernel.files import resumable_uploads
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES
from vitreem.kernel.http import connections, middleware
from vitreem.kernel.http.connections import BoundedProtocol
from vitreem.kernel.http.middleware import MAX_JSON_BYTES, Edge

KEY = {"Idempotency-Key": "bounds-0001"}


class TestBodies:
    async def test_json_of_more_than_a_megabyte_is_refused_before_it_is_read(self, officer, anonymous):
        large = b'{"login": "' + b"a" * MAX_JSON_BYTES + b'", "password": "x"}'
        headers = {"content-type": "application/json"}
        for client, path in ((anonymous, "/session"), (officer, "/activities")):
            reply = await client.post(path, content=large, headers=headers | KEY)
            assert (reply.status_code, reply.json()["code"]) == (413, "too_large"), path

    async def test_also_where_no_length_is_announced(self, anonymous):
        async def endless():
            for _ in range(MAX_JSON_BYTES // 65536 + 2):
                yield b" " * 65536

        reply = await anonymous.post("/session", content=endless(), headers={"content-type": "application/json"})
        assert (reply.status_code, reply.json()["code"]) == (413, "too_large")

    async def test_a_length_of_a_thousand_digits_is_refused(self, anonymous):
        headers = {"content-type": "application/json", "content-length": "9" * 1000}
        reply = await anonymous.post("/session", content=b"{}", headers=headers)
        assert reply.status_code == 413

    @pytest.mark.parametrize("path", FILE_PATHS)
    async def test_nobody_sends_a_file_before_he_is_known(self, app, anonymous, signed_in, path):
        read: list[int] = []

        async def body():
            read.append(1)
            yield b"x" * 100_000

        headers = {"content-type": "multipart/form-data; boundary=x", "content-length": "100000"} | KEY
        reply = await anonymous.post(path, content=body(), headers=headers)
        assert reply.status_code == 401
        reply = await signed_in("ward1.viewer").post(path, content=body(), headers=headers)
        # Of a case there is nothing for who has none.
        assert reply.status_code == (404 if path.startswith("/incident-") else 403)
        assert read == []

    async def test_a_sheet_may_be_larger_than_json_and_not_without_end(self, officer):
        files = {"file": ("a.xlsx", b"x" * (2 * MAX_JSON_BYTES))}
        reply = await officer.post("/activities/import", files=files)
        assert reply.json()["code"] == "unreadable_sheet"
        files = {"file": ("a.xlsx", b"x" * SHEET_REQUEST_BYTES)}
        reply = await officer.post("/activities/import", files=files)
        assert (reply.status_code, reply.json()["code"]) == (413, "too_large")


class TestTime:
    """The edge's patience: a line that carries something may go on, one that carries nothing may not."""

    async def _ask(self, pieces: list[bytes], pause: float, patience: float, settings) -> int:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            while (await receive()).get("more_body"):
                pass
            await PlainTextResponse("ok")(scope, receive, send)

        waiting = iter(pieces)

        async def receive() -> dict:
            await asyncio.sleep(pause)
            piece = next(waiting, None)
            return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

        status: list[int] = []

        async def send(message: dict) -> None:
            if message["type"] == "http.response.start":
                status.append(message["status"])

        limited = settings.model_copy(update={"request_timeout_seconds": patience})
        scope = {"type": "http", "method": "GET", "path": "/x", "headers": []}
        await Edge(app, limited)(scope, receive, send)
        return status[0]

    async def test_a_slow_line_that_carries_enough_is_waited_for(self, settings):
        pieces = [b"x" * middleware.SLOWEST_BYTES_A_SECOND] * 6  # 0.6 s, three times the patience
        assert await self._ask(pieces, 0.1, 0.2, settings) == 200

    async def test_one_that_carries_next_to_nothing_is_not(self, settings):
        assert await self._ask([b"x"] * 100, 0.1, 0.3, settings) == 503


@pytest.fixture
def served(monkeypatch) -> Iterator[int]:
    """A server with the bounded protocol on a port of its own; heads are due in half a second."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connections, "MAX_OF_ONE_ADDRESS", 20)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(
        PlainTextResponse("ok"), port=port, http=BoundedProtocol, log_level="error", lifespan="off", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield port
    server.should_exit = True
    thread.join(10)


class TestConnections:
    def _connect(self, port: int) -> socket.socket:
        return socket.create_connection(("127.0.0.1", port), timeout=5)

    def _status(self, one: socket.socket) -> str:
        return one.recv(4096).split(b"\r\n")[0].decode()

    def test_ordinary_requests_are_answered_one_after_another(self, served):
        with self._connect(served) as one:
            for _ in range(3):
                one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                assert self._status(one) == "HTTP/1.1 200 OK"

    def test_a_head_without_end_is_refused(self, served):
        with self._connect(served) as one:
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * connections.MAX_HEAD_BYTES)
            assert self._status(one).startswith("HTTP/1.1 431")

    def test_a_large_body_after_a_small_head_is_not_taken_for_a_head(self, served):
        with self._connect(served) as one:
            one.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + b"a" * 100_000)
            assert self._status(one) == "HTTP/1.1 200 OK"

    @pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\nHost:"])
    def test_half_open_connections_end(self, served, beginning):
        with self._connect(served) as one:
            one.sendall(beginning)
            begun = time.monotonic()
            with contextlib.suppress(ConnectionResetError):
                assert one.recv(10) == b""
            assert 0.3 < time.monotonic() - begun < 3

    def test_one_address_does_not_take_all_connections(self, served):
        held = [self._connect(served) for _ in range(20)]
        time.sleep(0.1)
        with self._connect(served) as one:
            assert self._status(one).startswith("HTTP/1.1 503")
        for other in held:
            other.close()
        time.sleep(0.1)
        with self._connect(served) as one:
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert self._status(one) == "HTTP/1.1 200 OK"


class TestTransfers:
    async def _begin(self, client, size: int, key: str) -> object:
        return await client.post("/uploads", json={"name": "a.jpg", "size": size}, headers={"Idempotency-Key": key})

    async def test_parked_bytes_of_a_person_are_bounded(self, khu_pho, monkeypatch):
        monkeypatch.setattr(resumable_uploads, "OPEN_BYTES", 30 * 1024 * 1024)
        assert (await self._begin(khu_pho, 20 * 1024 * 1024, "parked-01")).status_code == 201
        refused = await self._begin(khu_pho, 20 * 1024 * 1024, "parked-02")
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_transfers")

    async def test_open_transfers_of_a_person_are_counted(self, khu_pho, monkeypatch):
        monkeypatch.setattr(resumable_uploads, "OPEN_AT_ONCE", 3)
        codes = [(await self._begin(khu_pho, 10, f"counted-{number}")).status_code for number in range(4)]
        assert codes[0] == 201
        assert codes[-1] == 429

    async def test_a_ward_has_a_quota_and_the_disk_a_reserve(self, app, khu_pho, monkeypatch):
        monkeypatch.setattr(app.state.settings, "ward_quota_mb", 1)
        refused = await self._begin(khu_pho, 2 * 1024 * 1024, "quota-01")
        assert (refused.status_code, refused.json()["code"]) == (507, "ward_storage_full")
        monkeypatch.undo()
        monkeypatch.setattr(app.state.files, "reserve", 1 << 60)
        refused = await self._begin(khu_pho, 2 * 1024, "quota-02")
        assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")

    async def test_what_arrived_of_a_part_that_broke_off_is_kept(self, khu_pho, monkeypatch):
        upload = (await self._begin(khu_pho, 1000, "broken-01")).json()
        monkeypatch.setattr(resumable_uploads, "PART_SECONDS", 0.2)

        async def stalling():
            yield b"a" * 300
            await asyncio.sleep(1)
            yield b"b" * 700

        at = f"/uploads/{upload['id']}"
        reply = await khu_pho.put(at, params={"offset": 0}, content=stalling())
        assert (reply.status_code, reply.json()["received"]) == (200, 300)
        reply = await khu_pho.put(at, params={"offset": 300}, content=b"c" * 700)
        assert reply.json()["received"] == 1000

    async def test_a_part_larger_than_agreed_is_refused(self, khu_pho):
        upload = (await self._begin(khu_pho, 1024 * 1024, "large-01")).json()
        content = b"a" * (upload["part_bytes"] + 1)
        reply = await khu_pho.put(f"/uploads/{upload['id']}", params={"offset": 0}, content=content)
        assert (reply.status_code, reply.json()["code"]) == (413, "too_large")

    async def test_a_part_longer_than_the_rest_of_the_file_is_refused(self, khu_pho):
        upload = (await self._begin(khu_pho, 10, "longer-01")).json()
        at = f"/uploads/{upload['id']}"
        assert (await khu_pho.put(at, params={"offset": 0}, content=b"a" * 6)).json()["received"] == 6
        reply = await khu_pho.put(at, params={"offset": 6}, content=b"b" * 5)
        assert (reply.status_code, reply.json()["code"]) == (413, "file_too_large")
        assert (await khu_pho.get(at)).json()["received"] == 6

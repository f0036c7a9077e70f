"""The server's HTTP protocol with bounds: on a request's head, on the time it takes, on connections.

uvicorn bounds none of them: a head of 60 MB would be kept whole, and a connection that never finishes one stays.
"""

import asyncio
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from vitreem.kernel.http.problems import MEDIA_TYPE, Problem

MAX_HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
# What a reader has not taken when its connection is closed may lie that long.
FLUSH_SECONDS = 60.0
MAX_CONNECTIONS = 800
MAX_OF_ONE_ADDRESS = 200


class HeadTooLarge(Problem):
    status = 431
    code = "head_too_large"
    title = "Tiêu đề quá dài"
    detail = "Phần đầu của yêu cầu quá dài nên không được nhận."


class Unreadable(Problem):
    status = 400
    code = "unreadable_request"
    title = "Yêu cầu không đọc được"
    detail = "Yêu cầu không đúng dạng HTTP nên không đọc được."


class TooManyConnections(Problem):
    status = 503
    code = "too_many_connections"
    title = "Máy chủ đang bận"
    detail = "Máy chủ đang có quá nhiều kết nối. Vui lòng thử lại sau ít phút."
    headers = {"Retry-After": "10"}  # noqa: RUF012


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol; `uvicorn.run(http=BoundedProtocol)`."""

    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        # Behind a proxy all come from one address: then the proxy bounds them.
        of_one = 0 if self.config.proxy_headers else sum(_address(one) == address for one in self.connections)
        if len(self.connections) > MAX_CONNECTIONS or of_one > MAX_OF_ONE_ADDRESS:
            self._refuse(TooManyConnections())
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._head_timer is not None:
            before, self._head_bytes = self._head_bytes, self._head_bytes + len(data)
            if self._head_bytes > MAX_HEAD_BYTES and data.find(b"\r\n\r\n", 0, MAX_HEAD_BYTES - before) < 0:
                self._refuse(HeadTooLarge())
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._head_timer is None:
            self._head_bytes = 0
            self._await_head()

    def on_headers_complete(self) -> None:
        self._head_arrived()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(Unreadable())

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.loop.call_later(FLUSH_SECONDS, self._abort)

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def _head_arrived(self) -> None:
        self._head_bytes = 0
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        self._abort()

    def _abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    def _refuse(self, problem: Problem) -> None:
        body = orjson.dumps(problem.body())
        head = [STATUS_LINE[problem.status], f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n".encode()]
        head += [f"{name.lower()}: {value}\r\n".encode() for name, value in problem.headers.items()]
        self.transport.write(b"".join([*head, b"connection: close\r\n\r\n", body]))
        self.transport.close()
        self.loop.call_later(1, self._abort)


def _address(protocol: Any) -> str:
    return protocol.client[0] if protocol.client else ""

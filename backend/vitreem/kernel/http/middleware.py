"""The outermost layer of every request: id, log line, metrics, limits, CSRF, security headers. No personal data."""

import asyncio
import re
import time
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import orjson
import structlog
from prometheus_client import Counter, Histogram
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vitreem.kernel.holding import require_none_open
from vitreem.kernel.http.problem_handlers import unexpected
from vitreem.kernel.http.problems import MEDIA_TYPE, Problem, TooLarge
from vitreem.settings import Settings

log: Any = structlog.get_logger("request")

# In a request's scope: bytes of the largest body that its route takes.
BODY_LIMIT = "vitreem.body_limit"
REQUESTS = Counter("vitreem_requests_total", "Requests by route template and status.", ["method", "route", "status"])
SECONDS = Histogram(
    "vitreem_request_seconds",
    "Time to the last byte of the reply, in seconds.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)

# Pages whose readers nothing is written down about.
UNWRITTEN = "/bao-tin"

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(self), microphone=(), camera=(self)"),
)


def _page(tile_url: str | None) -> tuple[tuple[bytes, bytes], ...]:
    """Headers of a page; pictures may come from the ward's own tile server too, where it has one."""
    policy = CSP
    if tile_url:
        tiles = urlsplit(tile_url.replace("{s}.", "*."))
        policy = CSP.replace("img-src 'self'", f"img-src 'self' {tiles.scheme}://{tiles.netloc}")
    return ((b"content-security-policy", policy.encode()), (b"x-frame-options", b"DENY"))


_TLS = (b"strict-transport-security", b"max-age=31536000")
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class CrossSite(Problem):
    status = 403
    code = "cross_site_request"
    title = "Yêu cầu không hợp lệ"
    detail = "Yêu cầu không đến từ trang của hệ thống nên không được thực hiện."


class TimedOut(Problem):
    status = 503
    code = "timed_out"
    title = "Quá thời gian"
    detail = "Máy chủ đang bận, việc chưa được thực hiện. Vui lòng thử lại sau ít phút."


class _BodyTooLarge(HTTPException):
    """Raised out of `receive`; the framework lets its own kind through."""

    def __init__(self) -> None:
        super().__init__(413)


# What a line must carry at least, after the first `request_timeout_seconds`: slower ones are not waited for.
SLOWEST_BYTES_A_SECOND = 8 * 1024
# Of a body that no route has made room for.
MAX_JSON_BYTES = 1024 * 1024


class Edge:
    """ASGI middleware; one instance wraps the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.timeout = settings.request_timeout_seconds
        of_all = _HEADERS if settings.insecure_cookies else (*_HEADERS, _TLS)
        self.of_pages = (*of_all, *_page(settings.tile_url))
        self.of_api = (*self.of_pages, (b"cache-control", b"no-store"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, headers = scope["method"], dict[bytes, bytes](scope["headers"])
        if method == "HEAD":  # answered as the GET it stands for; the server keeps the body back
            scope = {**scope, "method": "GET"}
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        request_id = scope["request_id"] = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
        added = self._reply_headers(scope["path"])
        started, status, begun = time.perf_counter(), 500, False
        patience = _Patience(self.timeout)

        async def send_with_headers(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                begun, status = True, message["status"]
                present = dict(message["headers"])
                extra = [pair for pair in added if pair[0] not in present]
                message["headers"] = [*message["headers"], *extra, (b"x-request-id", request_id.encode())]
            else:
                patience.carried(len(message.get("body", b"")))
            await send(message)

        try:
            refusal = self._refusal(scope, headers)
            if refusal is not None:
                await _answer(refusal, send_with_headers)
            else:
                async with patience:
                    await self.app(scope, _limited(scope, headers, receive, patience), send_with_headers)
        except _BodyTooLarge:
            if not begun:
                await _answer(TooLarge(), send_with_headers)
        except TimeoutError:
            if not begun:
                await _answer(TimedOut(), send_with_headers)
        except Exception as error:
            problem = unexpected(error, request_id)
            if not begun:
                await _answer(problem, send_with_headers)
        finally:
            route = getattr(scope.get("route"), "path", None) or "other"
            seconds = time.perf_counter() - started
            REQUESTS.labels(method, route, status).inc()
            SECONDS.labels(method, route).observe(seconds)
            if not scope["path"].startswith(UNWRITTEN):
                log.info(
                    "request", request_id=request_id, method=method, route=route, status=status,
                    ms=round(seconds * 1000, 1),
                )  # fmt: skip

    def _reply_headers(self, path: str) -> tuple[tuple[bytes, bytes], ...]:
        return self.of_api if path.startswith("/api/") else self.of_pages

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> Problem | None:
        if scope["method"] in _SAFE_METHODS or not scope["path"].startswith("/api/"):
            return None
        # A page of another site can neither set X-CSRF without a preflight nor choose Sec-Fetch-Site or Origin.
        if b"x-csrf" not in headers:
            return CrossSite()
        # What the browser itself says goes first: a proxy may have written another Host, never this header.
        if (said := headers.get(b"sec-fetch-site")) is not None:
            return None if said in (b"same-origin", b"none") else CrossSite()
        origin = headers.get(b"origin")
        return None if not origin or _place(origin) == headers.get(b"host", b"") else CrossSite()


def _place(origin: bytes) -> bytes | None:
    """Host and port; None for what is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _limited(scope: Scope, headers: dict[bytes, bytes], receive: Receive, patience: "_Patience") -> Receive:
    """`receive` within the bounds of the route, and never while a transaction is open."""
    announced, seen = headers.get(b"content-length", b"0"), 0

    async def limited() -> Message:
        nonlocal seen
        require_none_open("a body")
        limit = scope.get(BODY_LIMIT, MAX_JSON_BYTES)
        # More digits than any limit has are too many, and dear to read.
        if len(announced) > 12 or (announced.isdigit() and int(announced) > limit):
            raise _BodyTooLarge
        message = await receive()
        arrived = len(message.get("body", b""))
        seen += arrived
        if seen > limit:
            raise _BodyTooLarge
        patience.carried(arrived)
        return message

    return limited


class _Patience:
    """How long a request may take: a slow line that carries something may go on, one that carries nothing may not.

    Runs inside `async with`; what is sent before or after (a refusal) has no time to lose.
    """

    def __init__(self, seconds: float) -> None:
        self._timeout = asyncio.timeout(seconds)
        self._running = False

    async def __aenter__(self) -> None:
        await self._timeout.__aenter__()
        self._running = True

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        self._running = False
        return await self._timeout.__aexit__(kind, error, trace)

    def carried(self, size: int) -> None:
        """So many bytes came or went."""
        until = self._timeout.when()
        if size and until is not None and self._running and not self._timeout.expired():
            self._timeout.reschedule(until + size / SLOWEST_BYTES_A_SECOND)


async def _answer(problem: Problem, send: Send) -> None:
    body = orjson.dumps(problem.body())
    await send(
        {
            "type": "http.response.start",
            "status": problem.status,
            "headers": [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})

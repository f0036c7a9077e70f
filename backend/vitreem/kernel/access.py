"""Who is asking, and the transaction that asks for them.

One request = one transaction, which its guard opens and its route ends before the reply leaves. Where a request has
work that takes its time (a file, a password), it opens short ones before and after it. Opening one makes row-level
security true for it; without a session no row is visible.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from fastapi import Depends, Request, Response, params
from fastapi.routing import APIRoute
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem.kernel import holding
from vitreem.kernel.audit import AuditEvent
from vitreem.kernel.clock import Clock
from vitreem.kernel.holding import require_none_open
from vitreem.kernel.ids import new_id, oldest_id
from vitreem.kernel.problems import NotAllowed, Problem
from vitreem.kernel.roles import Role, permissions_of
from vitreem.kernel.text import search_key
from vitreem.kernel.transaction import SessionWork, Work
from vitreem.settings import Settings

# The columns in the order in which `_know` takes them.
OPEN_REQUEST = (
    "SELECT session_id, account_id, actor_name, ward_id, person_id, roles, unit_ids, lead_unit_ids,"
    " must_change_password, due_day_counts FROM app.open_request($1, $2, $3)"
)
_LOOKED_AT_ONCE = timedelta(hours=1)
_HELD, _STACK = "vitreem.ctx", "vitreem.stack"
# In a request's scope: bytes of the largest body that its route takes.
BODY_LIMIT = "vitreem.body_limit"


class SignInRequired(Problem):
    status = 401
    code = "sign_in_required"
    title = "Cần đăng nhập"
    detail = "Phiên làm việc đã hết hoặc chưa đăng nhập. Vui lòng đăng nhập lại."


class PasswordChangeRequired(Problem):
    status = 403
    code = "password_change_required"
    title = "Cần đổi mật khẩu"
    detail = "Mật khẩu này không phải do bạn đặt. Vui lòng đặt mật khẩu của riêng bạn rồi làm tiếp."


class NoWard(Problem):
    status = 403
    code = "no_ward"
    title = "Chưa thuộc phường, xã nào"
    detail = "Tài khoản này không làm việc trong phường, xã nào nên không mở được trang này."


@dataclass(slots=True)
class Ctx:
    """What a request knows: its transaction, its caller, its clock. `ward_id` is 0 where there is no ward."""

    work: Work | SessionWork
    clock: Clock
    settings: Settings
    state: Any
    request_id: str = ""
    client_address: str = ""
    session_id: UUID | None = None
    account_id: UUID | None = None
    person_id: UUID | None = None
    actor_name: str = ""
    ward_id: int = 0
    roles: frozenset[Role] = frozenset()
    unit_ids: tuple[UUID, ...] = ()
    lead_unit_ids: tuple[UUID, ...] = ()
    permissions: frozenset[str] = frozenset()
    due_day_counts: bool = False
    must_change_password: bool = False
    # What puts right outside the database: after a rollback, and after the commit.
    undo: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    after: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @property
    def db(self) -> AsyncSession:
        return self.work.session

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def record(self, kind: str, object_kind: str, object_id: UUID, /, **facts: Any) -> UUID:
        """Add an audit event to this transaction; returns its id. Facts are ids, states, counts, and as `name` what
        the unit, colleague or plan is called, which the trail is searched by: nothing about a child."""
        event_id = new_id()
        self.db.add(
            AuditEvent(
                ward_id=self.ward_id,
                id=event_id,
                at=self.clock.now(),
                kind=kind,
                object_kind=object_kind,
                object_id=object_id,
                account_id=self.account_id,
                person_id=self.person_id,
                actor_name=self.actor_name,
                search_key=search_key(f"{self.actor_name} {facts.get('name', '')}"),
                session_id=self.session_id,
                request_id=self.request_id,
                facts=facts,
            )
        )
        return event_id

    async def record_viewed(self, kind: str, object_kind: str, object_id: UUID, /, **facts: Any) -> None:
        """Add a read to the trail, the first of an hour in this session: a gallery of photos is looked at once."""
        seen = await self.db.execute(
            select(AuditEvent.id)
            .where(
                AuditEvent.ward_id == self.ward_id,
                AuditEvent.kind == kind,
                AuditEvent.id > oldest_id(datetime.now(UTC) - _LOOKED_AT_ONCE),
                AuditEvent.object_id == object_id,
                AuditEvent.session_id == self.session_id,
            )
            .limit(1)
        )
        if seen.scalar_one_or_none() is None:
            self.record(kind, object_kind, object_id, **facts)

    async def record_in(self, ward_id: int, kind: str, object_kind: str, object_id: UUID, /, **facts: Any) -> None:
        """Add an event to the trail of another ward: what the system administrator does to a person there."""
        own = self.ward_id
        await self.db.flush()
        await self.set_local(ward_id=ward_id)
        self.ward_id = ward_id
        self.record(kind, object_kind, object_id, **facts)
        await self.db.flush()
        self.ward_id = own
        await self.set_local(ward_id=own or None)

    async def set_local(self, **values: object) -> None:
        """Set `app.*` settings for the rest of this transaction (sign-in, administration of another ward)."""
        connection = await self.db.connection()
        for name, value in values.items():
            await connection.exec_driver_sql(
                "SELECT set_config($1, $2, true)", (f"app.{name}", "" if value is None else str(value))
            )


def hash_token(token: str) -> bytes:
    """Tokens have 256 random bits, so that one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()


def cookie_name(settings: Settings) -> str:
    return "vte_session" if settings.insecure_cookies else "__Host-vte_session"


async def _begin(request: Request, *, signed_in: bool) -> Ctx:
    """Begin a transaction of the request, with what the session allows."""
    state = request.app.state
    now = state.clock.now()
    opening: tuple[Any, ...] = ()
    if signed_in:
        token = request.cookies.get(cookie_name(state.settings))
        if not token:
            raise SignInRequired()
        opening = (OPEN_REQUEST, (hash_token(token), now, timedelta(minutes=state.settings.session_idle_minutes)))
    require_none_open("another transaction of this request")
    work, row = await state.database.begin(*opening)
    holding.opened()
    ctx = Ctx(
        work=work,
        clock=state.clock,
        settings=state.settings,
        state=state,
        request_id=request.scope.get("request_id", ""),
        client_address=request.client.host if request.client else "",
    )
    if signed_in:
        try:
            _know(ctx, row)
        except SignInRequired:
            await _undo(ctx)
            raise
    return ctx


async def _undo(ctx: Ctx) -> None:
    try:
        await ctx.work.rollback()
    finally:
        holding.closed()
    for undo in reversed(ctx.undo):
        await undo()


@asynccontextmanager
async def _transaction(request: Request, guard: "Guard") -> AsyncIterator[Ctx]:
    """Opened, committed and rolled back in one place: none can be left open."""
    ctx = await _begin(request, signed_in=guard.signed_in)
    try:
        guard.require(ctx)
        yield ctx
        await ctx.work.commit()
    except BaseException:
        await _undo(ctx)
        raise
    holding.closed()
    for follow in ctx.after:
        await follow()


class TransactionRoute(APIRoute):
    """A route whose transaction is committed when its reply is made, and before any of it leaves.

    A guard opens its transaction on the stack that this route lays down for it; without one it refuses to. Where an
    `Opening` receives a file, the caller is known and allowed before a byte of the body is read.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receiving = next((one for one in guards_of(self.dependant) if one.receives), None)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_and_commit(request: Request) -> Response:
            scope = request.scope
            if (receiving := self.receiving) is not None:
                if receiving.signed_in:
                    async with _transaction(request, receiving):
                        pass
                scope[BODY_LIMIT] = receiving.receives
            elif self.body_field is None and request.method == "POST":
                # FastAPI reads only the bodies that are declared; the key of a POST looks at this one too.
                await request.body()
            async with AsyncExitStack() as stack:
                scope[_STACK] = stack
                return await handle(request)

        return handle_and_commit


def guards_of(dependant: Any) -> Iterator["Guard"]:
    """Every guard among a route's dependencies."""
    for one in dependant.dependencies:
        if isinstance(one.call, Guard):
            yield one.call
        yield from guards_of(one)


def _know(ctx: Ctx, row: Any) -> None:
    """Take over what `app.open_request` found; raises `SignInRequired` when it found no session."""
    if row is None:
        raise SignInRequired()
    (
        ctx.session_id,
        ctx.account_id,
        ctx.actor_name,
        ward_id,
        ctx.person_id,
        roles,
        unit_ids,
        lead_unit_ids,
        ctx.must_change_password,
        due_day_counts,
    ) = row
    ctx.ward_id, ctx.due_day_counts = ward_id or 0, bool(due_day_counts)
    ctx.unit_ids, ctx.lead_unit_ids = tuple(unit_ids), tuple(lead_unit_ids)
    ctx.roles = frozenset(Role(role) for role in roles)
    ctx.permissions = permissions_of(ctx.roles) | {"account:self"}


class Guard:
    """Authorises a route; the guard test finds it by type. `receives`: bytes of the largest body, 0 for plain JSON."""

    signed_in = True

    def __init__(self, permission: str, receives: int = 0) -> None:
        self.permission, self.receives = permission, receives

    async def __call__(self, request: Request) -> Ctx:
        """The request's transaction, open until its reply is made."""
        scope = request.scope
        if _HELD in scope:
            ctx: Ctx = scope[_HELD]
            self.require(ctx)  # a second guard of the same request: same transaction, its own permission
            return ctx
        ctx = scope[_HELD] = await scope[_STACK].enter_async_context(_transaction(request, self))
        return ctx

    def require(self, ctx: Ctx) -> None:
        if self.permission == "account:self":
            return
        if ctx.must_change_password:
            raise PasswordChangeRequired()
        if self.permission not in ctx.permissions:
            raise NotAllowed(permission=self.permission)
        if not ctx.ward_id and Role.SYSTEM_ADMIN not in ctx.roles:
            raise NoWard()


class Public(Guard):
    """The guard of a route that needs no sign-in: a transaction that sees nothing."""

    signed_in = False

    def require(self, ctx: Ctx) -> None:
        pass


class Opening:
    """The right to open transactions: short ones, before and after work that takes its time.

    `async with opens() as ctx:` commits at its end and rolls back on an error; each asks again who is calling.
    """

    def __init__(self, request: Request, guard: Guard) -> None:
        self._request, self._guard = request, guard

    def __call__(self) -> AbstractAsyncContextManager[Ctx]:
        return _transaction(self._request, self._guard)

    @property
    def state(self) -> Any:
        return self._request.app.state


class _Opens(Guard):
    async def __call__(self, request: Request) -> Opening:  # pyright: ignore[reportIncompatibleMethodOverride]
        return Opening(request, self)


class _PublicOpens(Public):
    async def __call__(self, request: Request) -> Opening:  # pyright: ignore[reportIncompatibleMethodOverride]
        return Opening(request, self)


@cache
def allow(permission: str) -> params.Depends:
    """`ctx: Annotated[Ctx, allow("plan:read")]`. One guard per permission: FastAPI asks it once per request."""
    return Depends(Guard(permission))


@cache
def public() -> params.Depends:
    """`ctx: Annotated[Ctx, public()]`."""
    return Depends(Public(""))


@cache
def opens(permission: str, *, receives: int = 0) -> params.Depends:
    """`opens: Annotated[Opening, opens("file:send")]`, for work that no transaction may wait for."""
    return Depends(_Opens(permission, receives))


@cache
def public_opens() -> params.Depends:
    """`opens: Annotated[Opening, public_opens()]`."""
    return Depends(_PublicOpens(""))

"""Who is asking, and the transaction that asks for them.

One request = one transaction, which its guard opens and its route ends before the reply leaves.
Opening it makes row-level security true for this transaction; without a session no row is visible.
"""

import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from fastapi import Depends, Request, Response, params
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem.kernel.audit import AuditEvent
from vitreem.kernel.clock import Clock
from vitreem.kernel.ids import new_id
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
_HELD = "vitreem.ctx"


class SignInRequired(Problem):
    status = 401
    code = "sign_in_required"
    title = "Cần đăng nhập"
    detail = "Phiên làm việc đã hết hoặc chưa đăng nhập. Vui lòng đăng nhập lại."


class PasswordChangeRequired(Problem):
    status = 403
    code = "password_change_required"
    title = "Cần đổi mật khẩu"
    detail = "Đây là lần đăng nhập đầu. Vui lòng đặt mật khẩu của riêng bạn rồi làm tiếp."


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

    def record(self, kind: str, object_kind: str, object_id: UUID, /, **facts: Any) -> None:
        """Add an audit event to this transaction. Facts are ids, states, counts, and as `name` what
        the unit, colleague or plan is called, which the trail is searched by: nothing about a child."""
        self.db.add(
            AuditEvent(
                ward_id=self.ward_id,
                id=new_id(),
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


async def _open(request: Request, *, signed_in: bool) -> Ctx:
    """Begin the request's transaction and keep it in the request's scope, where `TransactionRoute` ends it."""
    state = request.app.state
    now = state.clock.now()
    opening: tuple[Any, ...] = ()
    if signed_in:
        token = request.cookies.get(cookie_name(state.settings))
        if not token:
            raise SignInRequired()
        opening = (OPEN_REQUEST, (hash_token(token), now, timedelta(minutes=state.settings.session_idle_minutes)))
    work, row = await state.database.begin(*opening)
    ctx = request.scope[_HELD] = Ctx(
        work=work,
        clock=state.clock,
        settings=state.settings,
        state=state,
        request_id=request.scope.get("request_id", ""),
        client_address=request.client.host if request.client else "",
    )
    if signed_in:
        _know(ctx, row)
    return ctx


class TransactionRoute(APIRoute):
    """A route whose transaction is committed when its reply is made, and before any of it leaves."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_and_commit(request: Request) -> Response:
            scope = request.scope
            try:
                response = await handle(request)
                if _HELD in scope:
                    await scope[_HELD].work.commit()
                    for follow in scope[_HELD].after:
                        await follow()
                return response
            except BaseException:
                if _HELD in scope:
                    await _undo(scope[_HELD])
                raise

        return handle_and_commit


async def _undo(ctx: Ctx) -> None:
    await ctx.work.rollback()
    for undo in reversed(ctx.undo):
        await undo()


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
    """The dependency that authorises a route and holds its transaction; the guard test finds it by type."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> Ctx:
        # A second guard of the same request: same transaction, its own permission.
        ctx: Ctx = request.scope.get(_HELD) or await _open(request, signed_in=True)
        self._require(ctx)
        return ctx

    def _require(self, ctx: Ctx) -> None:
        if self.permission == "account:self":
            return
        if ctx.must_change_password:
            raise PasswordChangeRequired()
        if self.permission not in ctx.permissions:
            raise NotAllowed(permission=self.permission)
        if not ctx.ward_id and Role.SYSTEM_ADMIN not in ctx.roles:
            raise NoWard()


class Public:
    """The dependency of a route that needs no sign-in: a transaction that sees nothing."""

    async def __call__(self, request: Request) -> Ctx:
        return await _open(request, signed_in=False)


@cache
def allow(permission: str) -> params.Depends:
    """`ctx: Annotated[Ctx, allow("plan:read")]`. One guard per permission: FastAPI asks it once per request."""
    return Depends(Guard(permission))


@cache
def public() -> params.Depends:
    """`ctx: Annotated[Ctx, public()]`."""
    return Depends(Public())

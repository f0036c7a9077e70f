"""The transactions of a request: opened for its caller, committed or rolled back in one place.

Opening one makes row-level security true for the caller; without a session no row is visible.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol

from fastapi import Request

from vitreem.kernel import holding
from vitreem.kernel.holding import require_none_open
from vitreem.kernel.request.context import Ctx, SignInRequired, hash_token
from vitreem.kernel.request.roles import Role, permissions_of
from vitreem.settings import Settings

# The columns in the order in which `_know` takes them.
_COLUMNS = (
    "session_id, account_id, actor_name, ward_id, person_id, roles, unit_ids, lead_unit_ids,"
    " must_change_password, due_day_counts"
)
_OPENED = "FROM app.open_request($1, $2, $3)"
OPEN_REQUEST = f"SELECT {_COLUMNS} {_OPENED}"


def open_with(door: str) -> str:
    """The statement that opens a request and asks one thing more, once row-level security is the caller's: `door` may
    name the session (`session_id`) and the moment (`$2`). Its answer is `Ctx.door`."""
    return f"SELECT {_COLUMNS}, {door} {_OPENED}"


class Requires(Protocol):
    """With which rights."""

    def require(self, ctx: Ctx) -> None: ...


class Gate(Requires, Protocol):
    """Who may open: with or without a session, by which statement (`OPEN_REQUEST`, `open_with`)."""

    signed_in: bool
    opening: str


def cookie_name(settings: Settings) -> str:
    return "vte_session" if settings.insecure_cookies else "__Host-vte_session"


def browser_cookie_name(settings: Settings) -> str:
    """Of the cookie by which a browser is known at the next sign-in: it opens nothing."""
    return "vte_browser" if settings.insecure_cookies else "__Host-vte_browser"


def _asked(request: Request, gate: Gate) -> tuple[Any, ...]:
    """What the session of a request opens with. Raises `SignInRequired`."""
    state = request.app.state
    token = request.cookies.get(cookie_name(state.settings))
    if not token:
        raise SignInRequired()
    return gate.opening, (hash_token(token), state.clock.now(), timedelta(minutes=state.settings.session_idle_minutes))


async def _begin(state: Any, opening: tuple[Any, ...], request_id: str, client_address: str) -> Ctx:
    """Begin a transaction, with what `opening` allows; without one nothing is seen."""
    clock = state.clock.stopped()  # what one transaction writes has one moment
    require_none_open("another transaction of this request")
    work, row = await state.database.begin(*opening)
    holding.opened()
    ctx = Ctx(
        work=work,
        clock=clock,
        settings=state.settings,
        state=state,
        request_id=request_id,
        client_address=client_address,
    )
    if opening:
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
async def opened(
    state: Any, opening: tuple[Any, ...], gate: Requires, *, request_id: str = "", client_address: str = ""
) -> AsyncIterator[Ctx]:
    """Opened, committed and rolled back in one place: none can be left open.

    `opening` is a statement with its values that says who it is for, in the columns of `OPEN_REQUEST`.
    """
    ctx = await _begin(state, opening, request_id, client_address)
    try:
        gate.require(ctx)
        yield ctx
        await ctx.work.commit()
    except BaseException:
        await _undo(ctx)
        raise
    holding.closed()
    for follow in ctx.after:
        await follow()


def transaction(request: Request, gate: Gate) -> AbstractAsyncContextManager[Ctx]:
    """A transaction of the request's caller."""
    return opened(
        request.app.state,
        _asked(request, gate) if gate.signed_in else (),
        gate,
        request_id=request.scope.get("request_id", ""),
        client_address=request.client.host if request.client else "",
    )


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
        *said,
    ) = row
    ctx.door = said[0] if said else None
    ctx.ward_id, ctx.due_day_counts = ward_id or 0, bool(due_day_counts)
    ctx.unit_ids, ctx.lead_unit_ids = tuple(unit_ids), tuple(lead_unit_ids)
    ctx.roles = frozenset(Role(role) for role in roles)
    ctx.permissions = permissions_of(ctx.roles) | {"account:self"}

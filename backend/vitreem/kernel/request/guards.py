"""Who may ask: the guards of routes, and the transactions that they open.

One request = one transaction, which its guard opens and its route ends before the reply leaves. Where a request has
work that takes its time (a file, a password), it opens short ones before and after it.
"""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import Any

from fastapi import Depends, Request, params

from vitreem.kernel.http.problems import NotAllowed, Problem
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.transactions import OPEN_REQUEST, transaction

_HELD = "vitreem.ctx"
# In a request's scope: where its guard opens the transaction that its route ends.
STACK = "vitreem.stack"


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


class Guard:
    """Authorises a route; the guard test finds it by type. `receives`: bytes of the largest body, 0 for plain JSON;
    `spools`: whether a large form may lie on the disk while it comes."""

    signed_in = True
    opening = OPEN_REQUEST
    spools = True

    def __init__(self, permission: str, receives: int = 0) -> None:
        self.permission, self.receives = permission, receives

    async def __call__(self, request: Request) -> Ctx:
        """The request's transaction, open until its reply is made."""
        scope = request.scope
        if _HELD in scope:
            ctx: Ctx = scope[_HELD]
            self.require(ctx)  # a second guard of the same request: same transaction, its own permission
            return ctx
        ctx = scope[_HELD] = await scope[STACK].enter_async_context(transaction(request, self))
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
        return transaction(self._request, self._guard)

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


def guards_of(dependant: Any) -> Iterator[Guard]:
    """Every guard among a route's dependencies."""
    for one in dependant.dependencies:
        if isinstance(one.call, Guard):
            yield one.call
        yield from guards_of(one)

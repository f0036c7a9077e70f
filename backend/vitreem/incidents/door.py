"""Who comes in: people whose role sees cases, whoever stands in for them, and those to whom one case was referred.

To everybody else the module doesn't exist: each of its addresses answers as an unknown id does. Whoever may come in
needs a second factor, and proves themselves again after ten minutes without a touch.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache

from fastapi import Depends, Request, params

from vitreem.incidents.refusals import SecondFactorNeeded, SignInAgain
from vitreem.incidents.rules import IDLE_MINUTES
from vitreem.kernel import sealing
from vitreem.kernel.http.problems import NotFound, Problem
from vitreem.kernel.request.audit import behind_a_door
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import Guard, Opening, PasswordChangeRequired
from vitreem.kernel.sealing import KeysAway

# What any address of the module may be refused with.
SHUT = (SignInRequired, NotFound, SecondFactorNeeded, SignInAgain, KeysAway)
_ENTER = "SELECT app.enter_cases($1, $2, $3)"
_REFUSALS = {"nobody": NotFound, "second_factor": SecondFactorNeeded, "idle": SignInAgain}


async def enter(ctx: Ctx) -> None:
    """Raises `SHUT`. The doors are asked in this order: an outsider hears nothing of keys or second factors."""
    said = await ctx.work.fetch_value(_ENTER, ctx.session_id, ctx.clock.now(), timedelta(minutes=IDLE_MINUTES))
    if refusal := _REFUSALS.get(said):
        raise refusal()
    sealing.root_keys(ctx.state.field_key)


async def try_door(ctx: Ctx) -> bool:
    """For pages that show something of cases beside other things: whether the caller may come in now."""
    try:
        await enter(ctx)
    except Problem:
        return False
    return True


behind_a_door(try_door)


class _Door(Guard):
    """The guard of a route of the module."""

    def __init__(self, receives: int = 0) -> None:
        super().__init__("case:enter", receives)

    async def admit(self, ctx: Ctx) -> None:
        await enter(ctx)

    def require(self, ctx: Ctx) -> None:
        if not ctx.ward_id:
            raise NotFound()
        if ctx.must_change_password:
            raise PasswordChangeRequired()

    async def __call__(self, request: Request) -> Ctx:
        ctx = await super().__call__(request)
        await enter(ctx)
        return ctx


class CaseOpening(Opening):
    """Short transactions of who may come in, around work that takes its time."""

    @asynccontextmanager
    async def inside(self) -> AsyncIterator[Ctx]:
        async with self() as ctx:
            await enter(ctx)
            yield ctx


class _OpensDoor(_Door):
    async def __call__(self, request: Request) -> CaseOpening:  # pyright: ignore[reportIncompatibleMethodOverride]
        return CaseOpening(request, self)


@cache
def inside() -> params.Depends:
    """`ctx: Annotated[Ctx, inside()]`."""
    return Depends(_Door())


@cache
def opens_inside(*, receives: int = 0) -> params.Depends:
    """`opens: Annotated[CaseOpening, opens_inside()]`."""
    return Depends(_OpensDoor(receives))

"""Who comes in: people whose role sees cases, whoever stands in for them, and those to whom one case was referred.

To everybody else the module doesn't exist: each of its addresses answers as an unknown id does. Whoever may come in
needs a second factor, and proves themselves again after ten minutes without a touch.
"""

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
from vitreem.kernel.request.transactions import open_with
from vitreem.kernel.sealing import KeysAway

# What any address of the module may be refused with.
SHUT = (SignInRequired, NotFound, SecondFactorNeeded, SignInAgain, KeysAway)
_REFUSALS = {"nobody": NotFound, "second_factor": SecondFactorNeeded, "idle": SignInAgain}


def _require(ctx: Ctx, said: str | None) -> None:
    """Raises `SHUT`. The doors are asked in this order: an outsider hears nothing of keys or second factors."""
    if said != "inside":
        raise _REFUSALS.get(said or "", NotFound)()
    sealing.root_keys(ctx.state.field_key)


async def try_door(ctx: Ctx) -> bool:
    """For pages that show something of cases beside other things: whether the caller may come in now."""
    idle = timedelta(minutes=IDLE_MINUTES)
    said = await ctx.work.fetch_value("SELECT app.enter_cases($1, $2, $3)", ctx.session_id, ctx.clock.now(), idle)
    try:
        _require(ctx, said)
    except Problem:
        return False
    return True


behind_a_door(try_door)


class _Door(Guard):
    """The guard of a route of the module."""

    opening = open_with(f"app.enter_cases(session_id, $2, interval '{IDLE_MINUTES} minutes')")
    spools = False

    def __init__(self, receives: int = 0) -> None:
        super().__init__("case:enter", receives)

    def require(self, ctx: Ctx) -> None:
        if not ctx.ward_id:
            raise NotFound()
        if ctx.must_change_password:
            raise PasswordChangeRequired()
        _require(ctx, ctx.door)


class _OpensDoor(_Door):
    async def __call__(self, request: Request) -> Opening:  # pyright: ignore[reportIncompatibleMethodOverride]
        return Opening(request, self)


@cache
def inside() -> params.Depends:
    """`ctx: Annotated[Ctx, inside()]`."""
    return Depends(_Door())


@cache
def opens_inside(*, receives: int = 0) -> params.Depends:
    """`opens: Annotated[Opening, opens_inside()]`."""
    return Depends(_OpensDoor(receives))

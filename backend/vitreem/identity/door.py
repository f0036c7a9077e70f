"""Proving by a password who one is: counted, slowed, and looked at while no transaction is open."""

from asyncio import sleep
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vitreem.identity import passwords, throttle
from vitreem.identity.throttle import Subjects
from vitreem.kernel.holding import require_none_open
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.lanes import Lanes
from vitreem.kernel.request.workers import Workers


@dataclass(frozen=True, slots=True)
class Asked:
    """Who says to be whom: the account (None where there is none), its stored hash, who is counted, and how slowly."""

    account_id: UUID | None
    password_hash: str | None
    who: Subjects
    pause: float
    address: str


@dataclass(frozen=True, slots=True)
class Door:
    """Where passwords are looked at: few of one address at a time, apart from other work."""

    workers: Workers
    lanes: Lanes


def new_door(workers: Workers) -> Door:
    return Door(workers, Lanes(at_once=1000, per_lane=4, waiting=60))


async def ask(ctx: Ctx, login: str, account_id: UUID | None, password_hash: str | None, browser: str = "") -> Asked:
    """Count, in a transaction, an attempt of who asks. Raises `SlowDown`. `browser` is its cookie, if it has one."""
    known = throttle.known_browser(ctx.state.field_key, account_id, browser)
    who = throttle.subjects(ctx.state.field_key, login, ctx.client_address, known)
    return Asked(account_id, password_hash, who, await throttle.begin(ctx, who), ctx.client_address)


async def require_right(opens: Opening, asked: Asked, password: str, refusal: type[Problem]) -> None:
    """Raise `refusal` unless the password is the account's; `TooMuchWork` where it couldn't be looked at."""
    try:
        right = await _is_right(opens.state, asked, password)
    except Problem:
        async with opens() as ctx:
            await throttle.take_back(ctx, asked.who)
        raise
    if not right:
        raise refusal()


async def _is_right(state: Any, asked: Asked, password: str) -> bool:
    require_none_open("a password")
    door: Door = state.door
    async with door.lanes.place(asked.address):
        if asked.pause:
            await sleep(asked.pause)
        return await passwords.verify(door.workers, asked.address, password, asked.password_hash)

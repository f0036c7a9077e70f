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


async def ask(ctx: Ctx, login: str, account_id: UUID | None, password_hash: str | None) -> Asked:
    """Look up, in a transaction, what has been counted against who asks. Raises `SlowDown`."""
    who = throttle.subjects(ctx.state.field_key, login, ctx.client_address)
    return Asked(account_id, password_hash, who, await throttle.look(ctx, who), ctx.client_address)


async def require_right(opens: Opening, asked: Asked, password: str, refusal: type[Problem]) -> None:
    """Raise `refusal`, and count it, unless the password is the account's; `TooMuchWork` where too many wait."""
    if not await _is_right(opens.state, asked, password):
        await count_failure(opens, asked)
        raise refusal()


async def _is_right(state: Any, asked: Asked, password: str) -> bool:
    require_none_open("a password")
    door: Door = state.door
    async with door.lanes.place(asked.address):
        if asked.pause:
            await sleep(asked.pause)
        return await passwords.verify(door.workers, asked.address, password, asked.password_hash)


async def count_failure(opens: Opening, asked: Asked) -> None:
    """In a transaction of its own, which the refusal that follows doesn't undo."""
    async with opens() as ctx:
        await throttle.failed(ctx, asked.who)

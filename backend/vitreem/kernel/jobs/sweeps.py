"""What is looked at every few minutes: times that have come, which no request will notice.

Nothing depends on a sweep being run in time, and one that is run twice changes nothing the second time.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import func, select

from vitreem.kernel.jobs.nobody import of_no_ward, of_ward
from vitreem.kernel.request.context import Ctx

log: Any = structlog.get_logger("sweeps")


@dataclass(frozen=True, slots=True)
class Sweep:
    """`wards` is the function in the database that names the wards with something to do, given the present moment, so
    that nobody visits three thousand wards for nothing."""

    name: str
    work: Callable[[Ctx], Awaitable[None]]
    wards: str


_SWEEPS: dict[str, Sweep] = {}


def register_sweep(name: str, work: Callable[[Ctx], Awaitable[None]], *, wards: str = "open_wards") -> Sweep:
    """`work` gets a context of one ward and no person; each ward is a transaction of its own."""
    assert name not in _SWEEPS, name
    sweep = _SWEEPS[name] = Sweep(name, work, wards)
    return sweep


async def sweep_all(state: Any) -> None:
    """Every sweep in every ward that has something to do. What fails in one ward stops no other, and is found again."""
    for sweep in _SWEEPS.values():
        for ward_id in await _wards(state, sweep):
            try:
                async with of_ward(state, ward_id) as ctx:
                    await sweep.work(ctx)
            except Exception as error:
                log.error("sweep_failed", sweep=sweep.name, ward_id=ward_id, kind=type(error).__name__)


async def _wards(state: Any, sweep: Sweep) -> list[int]:
    async with of_no_ward(state) as ctx:
        found = getattr(func.app, sweep.wards)(ctx.clock.now())
        return list((await ctx.db.execute(select(found))).scalars())

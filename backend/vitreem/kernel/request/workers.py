"""Work of the processor in other processes: pictures, sheets, documents, passwords.

The server's own process only passes bytes on, so that it answers everybody meanwhile. The workers are nicer than it
(it always goes first) and bounded in memory; one that takes too long or dies takes nothing with it but its own task.
"""

import asyncio
import os
import resource
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple

import structlog
from anyio import BrokenResourceError, BrokenWorkerProcess, CapacityLimiter, to_process

from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.lanes import Lanes, TooMuchWork

log: Any = structlog.get_logger("workers")

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

MEMORY_BYTES = 1536 * 1024 * 1024
SECONDS = 30.0
_NICENESS = 10
_SETTLED_SECONDS = 3.0


class Workers:
    """`run(lane, function, …)`: the function and what goes in and out must be picklable, the function importable."""

    def __init__(self, *, at_once: int, per_lane: int, waiting: int) -> None:
        self.lanes = Lanes(at_once=at_once, per_lane=per_lane, waiting=waiting)
        self._at_once = at_once
        self._limiter: CapacityLimiter | None = None

    async def run(
        self,
        lane: Hashable,
        function: Callable[[*Arguments], Result],
        *arguments: *Arguments,
        failed: type[Problem] = TooMuchWork,
    ) -> Result:
        """The function's result or the problem it raises; `failed` where it ran out of time or memory, or died."""
        async with self.lanes.place(lane):
            return await self._run(function, arguments, failed)

    async def _run(self, function: Callable[..., Result], arguments: tuple[Any, ...], failed: type[Problem]) -> Result:
        try:
            async with asyncio.timeout(SECONDS):
                try:
                    return await self._in_process(function, arguments)
                except BrokenWorkerProcess as error:
                    # An idle worker had died and never got the task: another one takes it. One that died of the task
                    # would die of it again.
                    if not isinstance(error.__cause__, BrokenResourceError):
                        raise
                    return await self._in_process(function, arguments)
        except (TimeoutError, BrokenWorkerProcess, MemoryError) as error:
            log.error("worker", kind=type(error).__name__, function=function.__qualname__)
            raise failed() from None

    async def _in_process(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._at_once)
        return await to_process.run_sync(_bounded, function, arguments, cancellable=True, limiter=self._limiter)

    async def warm(self) -> None:
        """Start the processes and load what they need, so that nobody waits for it later. Not at once: a server that
        has just come back has its hands full with who was waiting for it.
        """
        await asyncio.sleep(_SETTLED_SECONDS)
        await asyncio.gather(*(self._run(_prepared, (), TooMuchWork) for _ in range(self._at_once)))


class InPlace:
    """The same where nobody else waits: loading the demo, building a test's world."""

    async def run(
        self,
        lane: Hashable,
        function: Callable[[*Arguments], Result],
        *arguments: *Arguments,
        failed: type[Problem] = TooMuchWork,
    ) -> Result:
        return function(*arguments)


def for_wards() -> Workers:
    """One of two places is always free for another ward."""
    return Workers(at_once=2, per_lane=1, waiting=40)


def for_sign_in() -> Workers:
    """Passwords apart from files: a photo never makes somebody wait at the door, nor a crowd there a photo."""
    return Workers(at_once=1, per_lane=1, waiting=30)


_limited = False


def _bounded(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """In the worker: limits at its first task, then the task."""
    global _limited
    if not _limited:
        _limited = True
        os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return function(*arguments)


def _prepared() -> None:
    import argon2  # noqa: F401
    import openpyxl  # noqa: F401
    import python_calamine  # noqa: F401
    import xlsxwriter  # noqa: F401

"""Work of the processor in other processes: pictures, sheets, documents, passwords.

The server's own process only passes bytes on, so that it answers everybody meanwhile. The workers are nicer than it
(it always goes first) and bounded in memory; one that takes too long or dies takes nothing with it but its own task.
Each `Workers` has processes of its own: what a file does to one of the wards' never reaches the door's.
"""

import asyncio
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple

import structlog

from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.lanes import Lanes, TooMuchWork
from vitreem.kernel.request.worker_process import WorkerDied, WorkerProcess

log: Any = structlog.get_logger("workers")

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

SECONDS = 30.0
_SETTLED_SECONDS = 3.0


class Workers:
    """`run(lane, function, …)`: the function and what goes in and out must be picklable, the function importable."""

    def __init__(self, *, at_once: int, per_lane: int, waiting: int) -> None:
        self.lanes = Lanes(at_once=at_once, per_lane=per_lane, waiting=waiting)
        self._at_once = at_once
        self._turns = asyncio.Semaphore(at_once)
        self._idle: list[WorkerProcess] = []

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
                except WorkerDied as died:
                    # Another one takes what an idle one never got. One that died of the task would die of it again.
                    if not died.idle:
                        raise
                    return await self._in_process(function, arguments)
        except (TimeoutError, WorkerDied, MemoryError) as error:
            log.error("worker", kind=type(error).__name__, function=function.__qualname__)
            raise failed() from None

    async def _in_process(self, function: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
        async with self._turns:
            process = self._idle.pop() if self._idle else WorkerProcess()
            try:
                return await process.run(function, arguments)
            finally:
                if not process.is_spent:
                    self._idle.append(process)

    def close(self) -> None:
        """End the processes that wait for work."""
        while self._idle:
            self._idle.pop().end()

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


def _prepared() -> None:
    import argon2  # noqa: F401
    import docx  # noqa: F401
    import openpyxl  # noqa: F401
    import python_calamine  # noqa: F401
    import typst  # noqa: F401
    import xlsxwriter  # noqa: F401

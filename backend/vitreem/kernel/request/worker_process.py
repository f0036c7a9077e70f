"""One process beside the server that does one task after the other: bounded, nicer than the server, and replaceable.

An executor of the standard library with a single process: it starts, speaks to and ends it. A process that dies takes
only its own executor with it; one that takes too long is killed by its number.
"""

import os
import resource
import signal
from asyncio import CancelledError, wrap_future
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

MEMORY_BYTES = 1536 * 1024 * 1024
# What a process may hold between two tasks: more than its libraries need, less than what a large file leaves behind.
RESTING_BYTES = 400 * 1024 * 1024
_NICENESS = 10


class WorkerDied(Exception):
    """The process ended. `idle`: before it got the task, which another one may take."""

    def __init__(self, *, idle: bool) -> None:
        super().__init__("idle" if idle else "in a task")
        self.idle = idle


class WorkerProcess:
    """`run` one task at a time; once it `is_spent`, another process is to take the next."""

    def __init__(self) -> None:
        # A fresh interpreter: the server's threads, connections and secrets in memory aren't copied into it.
        self._executor = ProcessPoolExecutor(1, get_context("spawn"), _begin)
        self._pid: int | None = None
        self.is_spent = False

    async def run(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """The function's result or what it raises. Raises `WorkerDied`. Who is cancelled here ends the process."""
        if self._pid is None:
            self._pid = await self._within(os.getpid, ())
        try:
            return await self._within(function, arguments)
        finally:
            if self._pid is not None and _resting_bytes(self._pid) > RESTING_BYTES:
                self.end()

    async def _within(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        try:
            begun = self._executor.submit(function, *arguments)
        except (BrokenProcessPool, OSError):
            self._leave()
            raise WorkerDied(idle=True) from None
        try:
            return await wrap_future(begun)
        except BrokenProcessPool:
            self._leave()
            raise WorkerDied(idle=False) from None
        except (MemoryError, CancelledError):
            # After the first, what filled it may still be held, and what was cut short may be half done.
            self.end()
            raise

    def end(self) -> None:
        """At once, whatever it does."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._leave()

    def _leave(self) -> None:
        """Its number may be another process's from now on."""
        self._pid, self.is_spent = None, True
        self._executor.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """In the process, before its first task: its bounds, and an end with the server's, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_follow_the_server, daemon=True).start()


def _follow_the_server() -> None:
    if (server := parent_process()) is not None:
        server.join()
        os._exit(1)


def _resting_bytes(pid: int) -> int:
    """Memory of the process that lies in real memory; 0 where the system doesn't say."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as figures:
            return int(figures.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return 0

"""Keeps the embedded PostgreSQL running for as long as `vitreem serve` runs: one that dies is started again.

One that somebody stopped in good order stays stopped, so that work on the cluster is not fought; it is taken up again
when it runs again.
"""

import threading
from types import TracebackType
from typing import Any, Self

import structlog

from vitreem.kernel.db.sharing import Share

log: Any = structlog.get_logger("keeper")

LOOK_SECONDS = 0.5


class Keeper:
    """A thread that looks at the server every half second."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)
        self._known: int | None = None
        self._left_alone = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """After this nobody starts the server again; a start under way is waited for."""
        self._leave.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._leave.wait(LOOK_SECONDS):
            try:
                self._look()
            except Exception as error:
                # Its children may still be leaving, or the disk is full: the next look tries again.
                log.error("postgres_not_restarted", kind=type(error).__name__, text=str(error)[-500:])

    def _look(self) -> None:
        server = self._share.server
        pid = server.pid
        if pid is None and server.was_stopped():
            if not self._left_alone:
                log.warning("postgres_was_stopped", meaning="Stopped in good order by somebody: left alone.")
            self._left_alone = True
            return
        if pid is None:
            log.error("postgres_died")
            self._share.restart()
            pid = server.pid
            log.warning("postgres_restarted", pid=pid)
        if pid != self._known:
            self._share.take_over()
        self._known, self._left_alone = pid, False

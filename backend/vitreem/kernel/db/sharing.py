"""Who uses the embedded PostgreSQL of a data folder: the first who comes starts it, the last who leaves stops it.

`vitreem serve` and commands beside it come and go in any order, and any of them may be killed; the operating system
takes a killed one's lock away. All hold a shared lock on `postgres.lock`; whoever starts or stops holds it alone. The
file names the postmaster that was started this way: one that somebody else started is used and left running.
"""

import fcntl
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from vitreem.kernel.db import embedded
from vitreem.kernel.db.embedded import AlreadyRunning, Embedded


class Share:
    """A place at the running server; `leave` gives it up."""

    def __init__(self, server: Embedded, lock: TextIO, settings: Mapping[str, str] | None) -> None:
        self.server, self._lock, self._settings = server, lock, settings

    def take_over(self) -> None:
        """The postmaster that runs now is one of ours, whoever started it."""
        self._lock.seek(0)
        self._lock.truncate()
        self._lock.write(str(self.server.pid))
        self._lock.flush()

    def restart(self) -> None:
        """Start the server again after it died; whoever holds a place may. Raises `RuntimeError`."""
        embedded.start(self.server.data_dir, self._settings)
        self.take_over()

    def leave(self) -> None:
        """Stop the server if nobody else uses it and it is one of ours."""
        with self._lock:
            if not _take(self._lock, fcntl.LOCK_EX):
                return
            self._lock.seek(0)
            pid = self.server.pid
            if pid is not None and self._lock.read() == str(pid):
                self.server.stop()


def join(data_dir: Path, settings: Mapping[str, str] | None = None, *, patience: float = 40) -> Share:
    """The running server of `data_dir`, started if need be. Raises `AlreadyRunning` when somebody starts or stops it
    for longer than `patience` seconds."""
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = (data_dir / "postgres.lock").open("a+")
    until = time.monotonic() + patience
    try:
        while True:
            if _take(lock, fcntl.LOCK_EX):
                ran = embedded.is_running(data_dir)
                share = Share(embedded.start(data_dir, settings), lock, settings)
                if not ran:
                    share.take_over()
                # Changing a lock lets go of it for a moment, in which a killed server may be somebody else's to start.
                if _take(lock, fcntl.LOCK_SH) and share.server.pid is not None:
                    return share
            elif _take(lock, fcntl.LOCK_SH):
                if embedded.is_running(data_dir):
                    return Share(embedded.start(data_dir, settings), lock, settings)
                fcntl.flock(lock, fcntl.LOCK_UN)  # its keeper starts it again, or its last user has just stopped it
            if time.monotonic() > until:
                raise AlreadyRunning(
                    f"Một tiến trình khác đang khởi động hoặc dừng cơ sở dữ liệu của {data_dir}; hãy thử lại sau."
                )
            time.sleep(0.1)
    except BaseException:
        lock.close()
        raise


def _take(lock: TextIO, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

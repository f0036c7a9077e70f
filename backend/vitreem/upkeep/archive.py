"""What happens after the last backup, kept outside the data folder: PostgreSQL's log (WAL) and the files that came.

`ARCHIVE_DIR` has `wal/`, which PostgreSQL fills every minute at the latest, and `files/`, which a thread of
`vitreem serve` fills every ten seconds. A folder that is full or away stops neither the server nor a request: the WAL
waits in the cluster, and `/readyz`, the log and `vitreem backup` say that it does.
"""

import errno
import os
import shlex
import threading
import time
from pathlib import Path
from typing import Any

import structlog

from vitreem.kernel.db import embedded
from vitreem.upkeep.copying import copy_missing

log: Any = structlog.get_logger("archive")

WAL_SECONDS = 60
FILES_SECONDS = 10


def prepare(archive_dir: Path) -> None:
    """Make the two folders. Raises `OSError`; a missing `archive_dir` isn't made: it may be a disk that is away."""
    user = embedded.system_user()
    for name in ("wal", "files"):
        (archive_dir / name).mkdir(mode=0o700, exist_ok=True)
    embedded.own(archive_dir / "wal", user)
    if user:
        embedded.let_through(archive_dir / "wal")


def files_folder(archive_dir: Path) -> Path:
    """Where files go. Raises `FileNotFoundError` when it isn't there: the disk is away, and nothing takes its place."""
    folder = archive_dir / "files"
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    return folder


def postgres_settings(archive_dir: Path | None) -> dict[str, str]:
    """PostgreSQL's settings for archiving into the folder, or for none.

    Segments are compressed: one that ends early because the minute is over is mostly zeros. One that is there already
    counts as archived when it is the same, as after a crash between archiving and noting it.
    """
    if archive_dir is None:
        return {"archive_mode": "off"}
    wal = shlex.quote(str(archive_dir.resolve() / "wal").replace("%", "%%"))
    command = (
        f"if [ -e {wal}/%f.gz ]; then gzip -cd {wal}/%f.gz | cmp -s - %p; "
        f"else gzip -1c %p > {wal}/%f.part && sync {wal}/%f.part && mv {wal}/%f.part {wal}/%f.gz && sync {wal}; fi"
    )
    return {"archive_mode": "on", "archive_command": command, "archive_timeout": str(WAL_SECONDS)}


class Archivist:
    """Copies files that came into `archive_dir/files` while it is entered. `failing`: the last pass couldn't."""

    def __init__(self, files_dir: Path, archive_dir: Path) -> None:
        self._files, self._archive = files_dir, archive_dir
        self._done: dict[Path, int] = {}
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="archivist", daemon=True)
        self.failing = False

    def __enter__(self) -> "Archivist":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """One last pass, so that a stopped installation is archived whole."""
        self._leave.set()
        self._thread.join()

    def _keep(self) -> None:
        while True:
            last = self._leave.is_set()
            try:
                self._pass()
                self.failing = False
            except OSError as error:
                self.failing, self._done = True, {}
                log.error("files_not_archived", folder=str(self._archive), error=error.strerror)
            if last:
                return
            self._leave.wait(FILES_SECONDS)

    def _pass(self) -> None:
        """Look into the folders that changed. Files under way aren't promised to anybody: their senders begin again."""
        target = files_folder(self._archive)
        for folder in sorted(self._files.glob("*/*")):
            stamp = folder.stat().st_mtime_ns
            if folder.name == "parts" or self._done.get(folder) == stamp:
                continue
            copy_missing(folder, target / folder.relative_to(self._files))
            # Two changes within one tick of the clock leave one stamp.
            if time.time_ns() - stamp > 1_000_000_000:
                self._done[folder] = stamp

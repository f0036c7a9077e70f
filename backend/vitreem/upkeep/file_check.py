"""Whether every stored file's bytes are on disk as their rows say, over all wards."""

import hashlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vitreem.kernel import sealing
from vitreem.upkeep.owner import all_wards

# A file is on disk a moment before its row is committed.
_YOUNG_SECONDS = 600
_ROWS = """
SELECT storage_key, thumbnail_key, size, sha256 FROM app.stored_file
UNION ALL
SELECT storage_key, NULL, size + $1, sha256 FROM app.incident_file"""


@dataclass
class FileCheck:
    """What was looked at, and the keys of what is wrong.

    `transfers_cut_off` are files under way whose sender will be told to begin again; `without_row` are bytes that
    nothing names, which a killed server leaves behind. Neither is a loss.
    """

    files: int = 0
    bytes: int = 0
    transfers: int = 0
    digests: bool = False
    missing: list[str] = field(default_factory=list)
    wrong_size: list[str] = field(default_factory=list)
    wrong_digest: list[str] = field(default_factory=list)
    transfers_cut_off: list[str] = field(default_factory=list)
    without_row: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.missing or self.wrong_size or self.wrong_digest)

    def to_json(self) -> dict[str, Any]:
        """Counts, and under `keys` what is behind those that are not nought."""
        lists = {name: value for name, value in vars(self).items() if isinstance(value, list)}
        counts = {name: value for name, value in vars(self).items() if name not in lists}
        return {
            "clean": self.clean,
            **counts,
            **{name: len(keys) for name, keys in lists.items()},
            "keys": {name: keys for name, keys in lists.items() if keys},
        }


async def check_files(
    migrate_url: str, root: Path, *, digests: bool = False, young_seconds: float = _YOUNG_SECONDS
) -> FileCheck:
    """Compare the folder `root` with the rows of all wards; with `digests` every byte is read."""
    check = FileCheck(digests=digests)
    # The disk first: what a row names must then be there, whatever is sent meanwhile.
    unnamed = set(_old_files(root, young_seconds))
    async with all_wards(migrate_url) as connection:
        async for row in connection.cursor(_ROWS, sealing.ADDED, prefetch=1000):
            check.files += 1
            check.bytes += row["size"]
            unnamed.discard(row["storage_key"])
            _compare(check, root, row["storage_key"], row["size"], row["sha256"] if digests else None)
            if row["thumbnail_key"]:
                unnamed.discard(row["thumbnail_key"])
                _compare(check, root, row["thumbnail_key"], None, None)
        transfers = await connection.fetch("SELECT part_key, received FROM app.file_transfer")
    cut_off = []
    for row in transfers:
        check.transfers += 1
        unnamed.discard(row["part_key"])
        if (_size(root / row["part_key"]) or 0) < row["received"]:
            cut_off.append(row["part_key"])
    if cut_off:
        # A transfer that ended while we looked took its bytes with it.
        async with all_wards(migrate_url) as connection:
            still = await connection.fetch("SELECT part_key FROM app.file_transfer WHERE part_key = ANY($1)", cut_off)
        check.transfers_cut_off = [row["part_key"] for row in still]
    check.without_row = sorted(unnamed)
    return check


def _compare(check: FileCheck, root: Path, key: str, size: int | None, digest: bytes | None) -> None:
    """A thumbnail's size is kept nowhere: it only must not be empty."""
    found = _size(root / key)
    if found is None:
        check.missing.append(key)
    elif found != size if size is not None else found == 0:
        check.wrong_size.append(key)
    elif digest is not None:
        with (root / key).open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != digest:
                check.wrong_digest.append(key)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _old_files(root: Path, young_seconds: float) -> list[str]:
    before = time.time() - young_seconds
    return [
        os.path.relpath(path, root)
        for folder, _, names in os.walk(root)
        for path in (Path(folder) / name for name in names)
        if path.stat().st_mtime <= before
    ]

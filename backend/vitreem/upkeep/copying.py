"""Copies that are safely on disk: plain, whole or not at all, readable by their owner alone. Never hard links: a copy
must outlive damage to what it was made from."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

_PIECE = 1024 * 1024


def digest(path: Path) -> bytes:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def copy_file(source: Path, target: Path) -> bytes:
    """Copy, fsync, rename; the SHA-256 of what was copied. Raises `FileNotFoundError` when the source is gone."""
    make_folder(target.parent)
    draft = target.with_name(f".{target.name}.copy")
    seen = hashlib.sha256()
    try:
        with source.open("rb") as bytes_in, open(draft, "wb", opener=_private) as bytes_out:
            while piece := bytes_in.read(_PIECE):
                seen.update(piece)
                bytes_out.write(piece)
            bytes_out.flush()
            os.fsync(bytes_out.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return seen.digest()


def write_file(target: Path, text: str) -> None:
    """Write a small file, whole or not at all."""
    draft = target.with_name(f".{target.name}.new")
    with open(draft, "w", opener=_private) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(target)
    sync_folder(target.parent)


def make_folder(path: Path) -> None:
    """The folder and those above it that are missing, for their owner alone."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def sync_folder(path: Path) -> None:
    """Make the names in a folder as safe as the files."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def files_below(root: Path) -> Iterator[str]:
    """The keys of all files below `root`, in order."""
    for folder, inner, names in os.walk(root):
        inner.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), root)


def copy_missing(
    source: Path, target: Path, *, copied: Callable[[str, bytes], None] | None = None, parts: bool = True
) -> int:
    """Copy the files below `source` that `target` lacks; how many. Stored files never change once they are there.

    Files under way (`parts`) do change, and are copied when their sizes differ. Drafts are left out. `copied` hears
    the key and the SHA-256 of each.
    """
    count, folders = 0, set[Path]()
    for key in files_below(source):
        under_way = f"{os.sep}parts{os.sep}" in key
        if os.path.basename(key).startswith(".") or (under_way and not parts):
            continue
        there = target / key
        try:
            if there.exists() and (not under_way or there.stat().st_size == (source / key).stat().st_size):
                continue
            seen = copy_file(source / key, there)
        except FileNotFoundError:
            continue  # taken away meanwhile: what the request that wrote it didn't keep
        count += 1
        folders.add(there.parent)
        if copied:
            copied(key, seen)
    for folder in folders:
        sync_folder(folder)
    return count


def copy_tree(source: Path, target: Path) -> None:
    """A whole folder, and everything of it on disk before this returns."""
    shutil.copytree(source, target, symlinks=True)
    for key in files_below(target):
        with (target / key).open("rb") as file:
            os.fsync(file.fileno())
    for folder, _, _ in os.walk(target):
        sync_folder(Path(folder))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

"""Files of records, on disk behind one small interface: written whole or not at all.

A file is stored under a random name, never under the one it came with, and is served only by a route of the
record it belongs to.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

import asyncio
import errno
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from vitreem.kernel.problems import StorageFull
from vitreem.kernel.tables import TenantRow, instant


class StoredFile(TenantRow, table=True):
    """What we know of a stored file. The bytes lie in the store under `storage_key`."""

    __tablename__ = "stored_file"
    __table_args__ = (Index(None, "ward_id", "sha256"),)

    storage_key: str
    thumbnail_key: str | None = None
    name: str
    media_type: str
    size: int
    sha256: bytes = Field(sa_type=LargeBinary)
    stored_at: datetime = instant(nullable=False)


@dataclass(frozen=True, slots=True)
class Written:
    """The place and digest of bytes that are safely on disk."""

    key: str
    size: int
    sha256: bytes


class FileStore(Protocol):
    """Where bytes lie. Keys are made by the store."""

    async def write(self, ward_id: int, data: bytes) -> Written: ...
    async def write_part(self, key: str, offset: int, data: bytes) -> None: ...
    async def read_whole(self, key: str, size: int) -> bytes: ...
    async def delete(self, key: str) -> None: ...
    def read(self, key: str) -> AsyncIterator[bytes]: ...
    def new_part_key(self, ward_id: int) -> str: ...


@contextmanager
def _full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StorageFull() from error
        raise


class DiskStore:
    """Files below one folder: `<ward>/<two digits>/<random>`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    async def write(self, ward_id: int, data: bytes) -> Written:
        """Temporary file, fsync, rename, fsync of the folder. Raises `StorageFull`."""
        with _full_disk():
            return await asyncio.to_thread(self._write, ward_id, data)

    def new_part_key(self, ward_id: int) -> str:
        """The place of a file that comes in parts."""
        return f"{ward_id}/parts/{uuid4().hex}"

    async def write_part(self, key: str, offset: int, data: bytes) -> None:
        """Lay `data` at `offset`; what a part that was cut off left behind is written over. Raises `StorageFull`."""
        with _full_disk():
            await asyncio.to_thread(self._write_part, self._path(key), offset, data)

    def _write_part(self, path: Path, offset: int, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("r+b" if path.exists() else "xb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.seek(offset)
            file.write(data)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())

    async def read_whole(self, key: str, size: int) -> bytes:
        """The first `size` bytes."""

        def read() -> bytes:
            with self._path(key).open("rb") as file:
                return file.read(size)

        return await asyncio.to_thread(read)

    def _write(self, ward_id: int, data: bytes) -> Written:
        name = uuid4().hex
        folder = self.root / str(ward_id) / name[:2]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{name}.part"
        try:
            with draft.open("xb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(folder / name)
        finally:
            draft.unlink(missing_ok=True)
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        return Written(f"{ward_id}/{name[:2]}/{name}", len(data), hashlib.sha256(data).digest())

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    async def read(self, key: str) -> AsyncIterator[bytes]:
        """The bytes in pieces of 256 KiB."""
        file = await asyncio.to_thread(self._path(key).open, "rb")
        try:
            while piece := await asyncio.to_thread(file.read, 256 * 1024):
                yield piece
        finally:
            file.close()

    def _path(self, key: str) -> Path:
        path = (self.root / key).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise ValueError("storage key outside the store")
        return path


def new_stored_file(ward_id: int, written: Written, name: str, media_type: str, now: datetime) -> StoredFile:
    return StoredFile(
        ward_id=ward_id,
        storage_key=written.key,
        name=name,
        media_type=media_type,
        size=written.size,
        sha256=written.sha256,
        stored_at=now,
    )

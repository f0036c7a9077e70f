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
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant
from vitreem.kernel.holding import require_none_open
from vitreem.kernel.http.problems import Problem, StorageFull


class FileGone(Problem):
    """The record names a file whose bytes are no longer on disk, or are cut short."""

    status = 410
    code = "file_gone"
    title = "Tệp không còn"
    detail = "Tệp này không còn nguyên trên máy chủ nên không mở được. Hãy báo quản trị hệ thống, hoặc gửi lại tệp."


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


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file: its length and its bytes in pieces; it closes when they have been taken or are dropped."""

    size: int
    pieces: AsyncIterator[bytes]


class FileStore(Protocol):
    """Where bytes lie. Keys are made by the store."""

    async def write(self, ward_id: int, data: bytes) -> Written: ...
    async def write_part(self, key: str, offset: int, data: bytes) -> None: ...
    async def read_whole(self, key: str, size: int) -> bytes: ...
    async def delete(self, key: str) -> None: ...
    async def open(self, key: str) -> Opened: ...
    def new_part_key(self, ward_id: int) -> str: ...
    def require_room(self, size: int) -> None: ...


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

    def __init__(self, root: Path, reserve: int = 0) -> None:
        """`reserve`: bytes of the disk that files never take, so that the database can go on writing."""
        self.root, self.reserve = root, reserve

    async def write(self, ward_id: int, data: bytes) -> Written:
        """Temporary file, fsync, rename, fsync of the folder. Raises `StorageFull`."""
        require_none_open("a disk")
        with _full_disk():
            return await asyncio.to_thread(self._write, ward_id, data)

    def new_part_key(self, ward_id: int) -> str:
        """The place of a file that comes in parts."""
        return f"{ward_id}/parts/{uuid4().hex}"

    async def write_part(self, key: str, offset: int, data: bytes) -> None:
        """Lay `data` at `offset`; the same part sent again lies where it lay.

        Raises `StorageFull`, and `FileGone` when what came before is no longer there.
        """
        require_none_open("a disk")
        with _full_disk():
            await asyncio.to_thread(self._write_part, self._path(key), offset, data)

    def _write_part(self, path: Path, offset: int, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Never cut short: a part that comes late must not take away what a later one brought.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if file.seek(0, os.SEEK_END) < offset:
                raise FileGone()
            file.seek(offset)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    async def read_whole(self, key: str, size: int) -> bytes:
        """The first `size` bytes. Raises `FileGone` when fewer are there."""

        def read() -> bytes:
            with self._open(key) as file:
                return file.read(size)

        require_none_open("a disk")
        data = await asyncio.to_thread(read)
        if len(data) != size:
            raise FileGone()
        return data

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

    async def open(self, key: str) -> Opened:
        """The file in pieces of 256 KiB. Raises `FileGone`; after it has returned the bytes are sure to be there."""
        require_none_open("a disk")
        file = await asyncio.to_thread(self._open, key)
        return Opened(os.fstat(file.fileno()).st_size, _pieces(file))

    def _open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            raise FileGone() from None

    def require_room(self, size: int) -> None:
        """Raise `StorageFull` where `size` bytes more would leave less than the disk's reserve."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(self.root).free - size < self.reserve:
            raise StorageFull()

    def _path(self, key: str) -> Path:
        path = (self.root / key).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise ValueError("storage key outside the store")
        return path


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, 256 * 1024):
            yield piece

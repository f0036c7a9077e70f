"""Keeping bytes that somebody sent: looked at, cleaned and on disk before any transaction, gone again without a row."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from vitreem.kernel.files import inspection
from vitreem.kernel.files.names import file_name
from vitreem.kernel.files.refusals import BrokenFile
from vitreem.kernel.files.store import StoredFile, Written
from vitreem.kernel.request.context import Ctx


@dataclass(slots=True)
class Kept:
    """Bytes on disk that wait for their row. `digest`: SHA-256 of what was sent, before it was cleaned."""

    written: Written
    thumbnail: Written | None
    name: str
    media_type: str
    digest: bytes
    has_row: bool = False

    @property
    def is_picture(self) -> bool:
        return self.thumbnail is not None

    async def row(self, ctx: Ctx) -> StoredFile:
        """The row of the bytes, in this transaction."""
        file = StoredFile(
            ward_id=ctx.ward_id, storage_key=self.written.key, name=self.name, media_type=self.media_type,
            thumbnail_key=self.thumbnail.key if self.thumbnail else None, size=self.written.size,
            sha256=self.written.sha256, stored_at=ctx.clock.now(),
        )  # fmt: skip
        ctx.db.add(file)
        await ctx.db.flush()
        self.has_row = True
        return file


@asynccontextmanager
async def kept(state: Any, ward_id: int, data: bytes, name: str) -> AsyncIterator[Kept]:
    """Look at the bytes, clean and store them; without a committed row they are gone at the end.

    Raises the problems of `file_refusals`, `TooMuchWork`, `StorageFull`. `state` holds `files` and `workers`.
    """
    inspection.require_size(data)
    upload = await state.workers.run(ward_id, inspection.clean, data, failed=BrokenFile)
    digest = await asyncio.to_thread(_sha256, data)
    async with _stored(state, ward_id, upload.data, upload.thumbnail, digest, name, upload.media_type) as one:
        yield one


@asynccontextmanager
async def laid_by(state: Any, ward_id: int, data: bytes, name: str, media_type: str) -> AsyncIterator[Kept]:
    """Store bytes as they are: our own, or such as are read and never given to anybody. Raises `StorageFull`."""
    digest = await asyncio.to_thread(_sha256, data)
    async with _stored(state, ward_id, data, None, digest, name, media_type) as one:
        yield one


@asynccontextmanager
async def _stored(
    state: Any, ward_id: int, data: bytes, thumbnail: bytes | None, digest: bytes, name: str, media_type: str
) -> AsyncIterator[Kept]:
    keys: list[str] = []
    try:
        written = await state.files.write(ward_id, data)
        keys.append(written.key)
        small = await state.files.write(ward_id, thumbnail) if thumbnail else None
        keys += [small.key] if small else []
        one = Kept(written, small, file_name(name), media_type, digest)
        yield one
    except BaseException:
        await _forget(state, keys)
        raise
    if not one.has_row:
        await _forget(state, keys)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


async def _forget(state: Any, keys: list[str]) -> None:
    for key in keys:
        await state.files.delete(key)

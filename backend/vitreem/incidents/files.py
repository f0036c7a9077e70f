"""Files of reports and cases: their names sealed, their bytes on disk under a key of their own.

They come in one piece, not in parts, and stay in memory until they are sealed (`kernel/request/forms.py`): parts that
are under way lie in clear. A rotation of keys seals the file's own key anew and leaves its bytes where they are.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import UploadFile
from pydantic import BaseModel
from sqlalchemy import func, select, update

from vitreem.incidents import sealed_rows
from vitreem.incidents.models import IncidentFile
from vitreem.incidents.rules import CaseAudit, Part
from vitreem.kernel import sealing
from vitreem.kernel.files import inspection
from vitreem.kernel.files.names import file_name
from vitreem.kernel.files.refusals import BrokenFile
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import sealing_of, seals
from vitreem.kernel.sealing import Key
from vitreem.records.files import MAX_PER_RECORD, TooManyFiles

_PLACE = "incident_file|bytes"
_OWN = b"file"
# Of one subject: what a case takes of the disk isn't told by the quota of the ward, which everybody sees.
MOST_BYTES = 1024 * 1024 * 1024


class FileFacts(BaseModel):
    """What a file's row seals."""

    name: str
    media_type: str
    caption: str = ""


@dataclass(slots=True)
class SealedFile:
    """Bytes that lie sealed on disk and wait for their row."""

    storage_key: str
    size: int
    sha256: bytes
    secret: bytes
    facts: FileFacts
    has_row: bool = False


def shut(data: bytes, secret: bytes) -> bytes:
    """As the bytes lie on disk."""
    return Key(_OWN, secret).seal(data, _PLACE)


async def received(file: UploadFile) -> bytes:
    """What was sent, one byte more than is taken at most, so that a larger one is told so."""
    return await file.read(inspection.MAX_BYTES + 1)


@asynccontextmanager
async def kept(state: Any, ward_id: int, data: bytes, name: str, caption: str) -> AsyncIterator[SealedFile]:
    """Look at what was sent, clean it, seal it and store it; without a committed row it is gone at the end.

    Raises the refusals of files, `TooMuchWork`, `StorageFull`.
    """
    inspection.require_size(data)
    state.files.require_room(len(data))
    upload = await state.workers.run(ward_id, inspection.clean, data, failed=BrokenFile)
    secret = sealing.new_secret()
    written = await state.files.write(ward_id, await asyncio.to_thread(shut, upload.data, secret))
    one = SealedFile(
        written.key, len(upload.data), written.sha256, secret,
        FileFacts(name=file_name(name), media_type=upload.media_type, caption=caption),
    )  # fmt: skip
    try:
        yield one
    except BaseException:
        await state.files.delete(written.key)
        raise
    if not one.has_row:
        await state.files.delete(written.key)


async def attach(ctx: Ctx, kind: str, subject_id: UUID, part: Part, file: SealedFile) -> UUID:
    """Keep the file with the subject, which the caller has been shown."""
    there = await ctx.db.execute(
        select(func.count(), func.coalesce(func.sum(IncidentFile.size), 0)).where(
            IncidentFile.ward_id == ctx.ward_id, IncidentFile.subject_id == subject_id,
            IncidentFile.removed_at.is_(None),
        )
    )  # fmt: skip
    count, size = there.one()
    if count >= MAX_PER_RECORD or size + file.size > MOST_BYTES:
        raise TooManyFiles()
    row = IncidentFile(
        ward_id=ctx.ward_id, id=new_id(), subject_id=subject_id, part=part, author_name=ctx.actor_name,
        added_at=ctx.clock.now(), storage_key=file.storage_key, size=file.size, sha256=file.sha256,
    )  # fmt: skip
    row.sealed = await sealed_rows.seal(ctx, file.facts, "incident_file", row.id)
    row.sealed_key = (await sealing_of(ctx)).seal(file.secret, "incident_file", row.id, "sealed_key")
    ctx.db.add(row)
    ctx.record(CaseAudit.FILE_ADDED, kind, subject_id, file_id=str(row.id))
    await ctx.db.flush()
    file.has_row = True
    return row.id


async def remove(ctx: Ctx, kind: str, subject_id: UUID, file_id: UUID) -> None:
    """The row and its bytes stay for the history; nobody finds them any more."""
    row: Any = IncidentFile
    done = await ctx.db.execute(
        update(row)
        .where(
            row.ward_id == ctx.ward_id, row.id == file_id, row.subject_id == subject_id, row.removed_at.is_(None)
        )
        .values(removed_at=ctx.clock.now())
    )  # fmt: skip
    if done.rowcount != 1:
        raise NotFound()
    ctx.record(CaseAudit.FILE_REMOVED, kind, subject_id, file_id=str(file_id))


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file's bytes lie, and what opens them."""

    storage_key: str
    size: int
    secret: bytes
    facts: FileFacts


async def find(ctx: Ctx, kind: str, subject_id: UUID, file_id: UUID) -> Found:
    """A file of this subject; another's isn't found. The trail tells who opened it."""
    row = await ctx.db.get(IncidentFile, (ctx.ward_id, file_id))
    if row is None or row.subject_id != subject_id or row.removed_at is not None:
        raise NotFound()
    of = await seals(ctx)
    ctx.record(CaseAudit.FILE_VIEWED, kind, subject_id, file_id=str(file_id))
    return Found(
        row.storage_key, row.size, of.open(row.sealed_key, "incident_file", row.id, "sealed_key"),
        sealed_rows.opened(of, FileFacts, row.sealed, "incident_file", row.id),
    )  # fmt: skip


async def read(state: Any, file: Found) -> bytes:
    """The bytes as they were kept. Raises `FileGone`, `SealBroken`."""
    data = await state.files.read_whole(file.storage_key, file.size + sealing.ADDED)
    return await asyncio.to_thread(Key(_OWN, file.secret).open, data, _PLACE)

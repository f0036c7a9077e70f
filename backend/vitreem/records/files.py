"""Photos and files of a record of any context. A file is reached through its record alone.

The owner context calls these after it has checked that the caller sees (and may change) the record.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as WireField
from sqlalchemy import Index, LargeBinary, func, select, text
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant, tenant_fk
from vitreem.kernel.files.keep import Kept
from vitreem.kernel.files.refusals import OF_FILE
from vitreem.kernel.files.resumable_uploads import TransferIncomplete
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.lanes import TooMuchWork

MAX_PER_RECORD = 200


class FileKind(StrEnum):
    """What a file is for the record. A picture sent as `document` is kept as the picture of a paper."""

    PHOTO = "photo"
    SIGN_IN_LIST = "sign_in_list"
    DOCUMENT = "document"


class TooManyFiles(Invalid):
    code = "too_many_files"
    title = "Đã đủ số tệp"
    detail = f"Mỗi hồ sơ nhận tối đa {MAX_PER_RECORD} ảnh và tệp."


# What taking a sent file, and attaching it, may be refused with, for a route's `responses`.
OF_SENT = (TransferIncomplete, *OF_FILE, TooMuchWork, FileGone)
REFUSALS = (*OF_SENT, TooManyFiles)


class RecordFile(TenantRow, table=True):
    """A file of a record. `sent_sha256` is the digest of what was sent: the same file is kept once."""

    __tablename__ = "record_file"
    __table_args__ = (
        tenant_fk("file_id", "stored_file"),
        Index(None, "ward_id", "record_id", "id"),
        Index(
            "uq_record_file_sent",
            "ward_id",
            "record_id",
            "sent_sha256",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    record_kind: str
    record_id: UUID
    file_id: UUID
    kind: str
    alternative_text: str
    sent_sha256: bytes = Field(sa_type=LargeBinary)
    author_name: str = ""
    added_at: datetime = instant(nullable=False)
    removed_at: datetime | None = instant()


class FileAttach(BaseModel):
    """A file that has been sent in parts, for a record."""

    model_config = ConfigDict(extra="forbid")

    upload_id: UUID
    kind: FileKind = FileKind.PHOTO
    alternative_text: Annotated[str, StringConstraints(max_length=300), LINES] = WireField(
        "", description="What the picture shows, for people who can't see it."
    )


class RecordFileRead(BaseModel):
    """A photo or file of a record."""

    id: UUID
    kind: FileKind
    name: str
    media_type: str
    size: int
    alternative_text: str
    has_thumbnail: bool
    author_name: str
    added_at: datetime


async def _keep(ctx: Ctx, record_kind: str, record_id: UUID, body: FileAttach, kept: Kept, caption: str) -> UUID:
    """Keep a sent file with the record; the same file a second time is the one that is there.

    `caption` describes a photo that came without words of its own.
    """
    mine = (RecordFile.ward_id == ctx.ward_id) & (RecordFile.record_id == record_id) & RecordFile.removed_at.is_(None)
    there = await ctx.db.execute(select(RecordFile.id).where(mine, RecordFile.sent_sha256 == kept.digest))
    if (known := there.scalar_one_or_none()) is not None:
        return known
    if (await ctx.db.execute(select(func.count()).where(mine))).scalar_one() >= MAX_PER_RECORD:
        raise TooManyFiles()
    file = await kept.row(ctx)
    kind = body.kind if kept.is_picture or body.kind is not FileKind.PHOTO else FileKind.DOCUMENT
    row = RecordFile(
        ward_id=ctx.ward_id, id=new_id(), record_kind=record_kind, record_id=record_id, file_id=file.id, kind=kind,
        alternative_text=body.alternative_text or caption, sent_sha256=kept.digest, author_name=ctx.actor_name,
        added_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    return row.id


def file_count(record: Any) -> Any:
    """The column `file_count` of a list of records; `record` are the columns of their table."""
    file = RecordFile.__table__.c
    mine = (file.ward_id == record.ward_id, file.record_id == record.id, file.removed_at.is_(None))
    return select(func.count()).where(*mine).scalar_subquery().label("file_count")


async def files_of(ctx: Ctx, record_id: UUID) -> list[RecordFileRead]:
    """The record's files in the order they came."""
    rows = await ctx.db.execute(
        select(RecordFile, StoredFile)
        .join(StoredFile, (StoredFile.ward_id == RecordFile.ward_id) & (StoredFile.id == RecordFile.file_id))
        .where(RecordFile.ward_id == ctx.ward_id, RecordFile.record_id == record_id, RecordFile.removed_at.is_(None))
        .order_by(RecordFile.id)
    )
    return [
        RecordFileRead(
            id=row.id, kind=FileKind(row.kind), name=file.name, media_type=file.media_type, size=file.size,
            alternative_text=row.alternative_text, has_thumbnail=file.thumbnail_key is not None,
            author_name=row.author_name, added_at=row.added_at,
        )
        for row, file in rows
    ]  # fmt: skip


async def _of_record(ctx: Ctx, record_id: UUID, file_id: UUID) -> RecordFile:
    row = await ctx.db.get(RecordFile, (ctx.ward_id, file_id))
    if row is None or row.record_id != record_id or row.removed_at is not None:
        raise NotFound()
    return row


async def stored(ctx: Ctx, record_id: UUID, file_id: UUID) -> StoredFile:
    """The stored file behind one of the record's; another record's is not found."""
    row = await _of_record(ctx, record_id, file_id)
    file = await ctx.db.get(StoredFile, (ctx.ward_id, row.file_id))
    assert file is not None
    return file


@dataclass(frozen=True, slots=True)
class FilesOf:
    """The files of a context's records. `kind` is the record's; `resource` names permissions, operations and, with
    what happened, the kinds of the trail (`activity.file_added`); `may_attach` raises what forbids adding and removing;
    `caption` says what a picture shows when nobody wrote it down; `owed` raises what a file of its kind lacks.
    `permission` names the permissions where they are not the resource's.
    """

    kind: str
    trail: type[AuditKind]
    resource: str
    may_attach: Callable[[Ctx, Any], object]
    caption: Callable[[Any], str]
    owed: Callable[[Ctx, Any, FileAttach], Awaitable[None]] | None = None
    permission: str = ""

    def told(self, what: str) -> AuditKind:
        return self.trail(f"{self.resource}.{what}")

    async def require_attach(self, ctx: Ctx, record: Any) -> None:
        self.may_attach(ctx, record)

    async def attach(self, ctx: Ctx, record: Any, body: FileAttach, kept: Kept) -> UUID:
        """Keep a sent file with the record. Its version stays: photos that come one by one don't make a form stale."""
        self.may_attach(ctx, record)
        if self.owed:
            await self.owed(ctx, record, body)
        file_id = await _keep(ctx, self.kind, record.id, body, kept, self.caption(record)[:300])
        ctx.record(self.told("file_added"), self.kind, record.id, name=record.title, file_id=str(file_id))
        return file_id

    async def remove(self, ctx: Ctx, record: Any, file_id: UUID) -> None:
        """Take a file away from the record; row and bytes stay for the history."""
        self.may_attach(ctx, record)
        (await _of_record(ctx, record.id, file_id)).removed_at = ctx.clock.now()
        ctx.record(self.told("file_removed"), self.kind, record.id, name=record.title, file_id=str(file_id))

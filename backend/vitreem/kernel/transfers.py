"""Files that come in parts, over a line that breaks: what has arrived stays, and sending goes on from there.

`POST /uploads` opens a transfer, `PUT /uploads/{id}?offset=` adds a part, `GET /uploads/{id}` says how much is here. A
record then takes the whole file by the transfer's id. A transfer is its sender's alone and lasts a day.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

import hashlib
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Index, delete, func, select

from vitreem.kernel.access import Ctx, SignInRequired, allow
from vitreem.kernel.idempotency import KeyRequired, KeyReused, Once, once
from vitreem.kernel.ids import new_id
from vitreem.kernel.problems import Invalid, NotAllowed, NotFound, Problem, StorageFull, problems
from vitreem.kernel.routing import api_router
from vitreem.kernel.tables import TenantRow, instant
from vitreem.kernel.uploads import MAX_BYTES, EmptyFile, FileTooLarge

PART_BYTES = 1024 * 1024
OPEN_AT_ONCE = 400
KEPT = timedelta(days=1)

router = api_router("Tệp gửi từng phần")


class FileTransfer(TenantRow, table=True):
    """A file under way. `received` bytes of `size` lie in the store under `part_key`."""

    __tablename__ = "file_transfer"
    __table_args__ = (Index(None, "ward_id", "account_id", "begun_at"),)

    account_id: UUID
    name: str
    size: int
    received: int = 0
    part_key: str
    begun_at: datetime = instant(nullable=False)


class WrongOffset(Problem):
    """The part doesn't begin where the last one ended. `received` says where to go on."""

    status = 409
    code = "wrong_offset"
    title = "Gửi tiếp từ chỗ khác"
    detail = "Phần tệp này không nối tiếp phần đã nhận. Ứng dụng sẽ gửi tiếp từ chỗ đã nhận."


class TooManyTransfers(Problem):
    status = 429
    code = "too_many_transfers"
    title = "Nhiều tệp đang gửi dở"
    detail = "Bạn có quá nhiều tệp đang gửi dở. Hãy đợi các tệp đó gửi xong."


class TransferIncomplete(Invalid):
    code = "transfer_incomplete"
    title = "Tệp chưa gửi xong"
    detail = "Tệp này chưa gửi xong. Hãy gửi tiếp phần còn lại."


class TransferCreate(BaseModel):
    """What is going to be sent."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    size: int = Field(ge=0, description="Bytes of the whole file.")


class TransferRead(BaseModel):
    """How much of a file is here."""

    id: UUID
    name: str
    size: int
    received: int = Field(description="Bytes that are safe; the next part begins here.")
    part_bytes: int = Field(description="Bytes of one part at most.")


Send = Annotated[Ctx, allow("file:send")]


def _read(one: FileTransfer) -> TransferRead:
    return TransferRead(id=one.id, name=one.name, size=one.size, received=one.received, part_bytes=PART_BYTES)


async def _own(ctx: Ctx, transfer_id: UUID, *, lock: bool) -> FileTransfer:
    statement = select(FileTransfer).where(
        FileTransfer.ward_id == ctx.ward_id, FileTransfer.id == transfer_id, FileTransfer.account_id == ctx.account_id
    )
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


@router.post(
    "/uploads",
    status_code=201,
    responses=problems(
        SignInRequired, NotAllowed, KeyRequired, KeyReused, EmptyFile, FileTooLarge, TooManyTransfers, StorageFull
    ),
)
async def begin_upload(body: TransferCreate, ctx: Send, key: Annotated[Once, Depends(once)]) -> TransferRead:
    """Open a transfer for one file of up to 25 MB."""
    if body.size == 0:
        raise EmptyFile()
    if body.size > MAX_BYTES:
        raise FileTooLarge()
    transfer_id = await key.run(ctx, lambda: begin(ctx, body))
    return _read(await _own(ctx, transfer_id, lock=False))


async def begin(ctx: Ctx, body: TransferCreate) -> UUID:
    """Open a transfer; the caller's forgotten ones go. Raises `TooManyTransfers`."""
    mine = (FileTransfer.ward_id == ctx.ward_id) & (FileTransfer.account_id == ctx.account_id)
    stale = mine & (FileTransfer.begun_at < ctx.clock.now() - KEPT)
    for part_key in (await ctx.db.execute(select(FileTransfer.part_key).where(stale))).scalars():
        await ctx.state.files.delete(part_key)
    await ctx.db.execute(delete(FileTransfer).where(stale))
    if (await ctx.db.execute(select(func.count()).where(mine))).scalar_one() >= OPEN_AT_ONCE:
        raise TooManyTransfers()
    assert ctx.account_id
    row = FileTransfer(
        ward_id=ctx.ward_id, id=new_id(), account_id=ctx.account_id, name=body.name, size=body.size,
        part_key=ctx.state.files.new_part_key(ctx.ward_id), begun_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    return row.id


@router.get("/uploads/{upload_id}", responses=problems(SignInRequired, NotAllowed, NotFound))
async def read_upload(upload_id: UUID, ctx: Send) -> TransferRead:
    """How much of the file is here: after a broken line, sending goes on from `received`."""
    return _read(await _own(ctx, upload_id, lock=False))


@router.put(
    "/uploads/{upload_id}",
    responses=problems(SignInRequired, NotAllowed, NotFound, WrongOffset, FileTooLarge, StorageFull),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def send_upload_part(
    upload_id: UUID,
    request: Request,
    ctx: Send,
    offset: Annotated[int, Query(ge=0, description="First byte of the part.")],
) -> TransferRead:
    """Add the next part. A part that has arrived already, or leaves a gap, is told where to go on (409)."""
    return _read(await add_part(ctx, upload_id, offset, await request.body()))


async def add_part(ctx: Ctx, upload_id: UUID, offset: int, data: bytes) -> FileTransfer:
    """Lay the part on disk, then count it. Raises `WrongOffset`, `FileTooLarge`, `StorageFull`."""
    transfer = await _own(ctx, upload_id, lock=True)
    if offset != transfer.received:
        raise WrongOffset(received=transfer.received)
    if len(data) > PART_BYTES or offset + len(data) > transfer.size:
        raise FileTooLarge("Phần tệp dài hơn phần còn lại của tệp.")
    await ctx.state.files.write_part(transfer.part_key, offset, data)
    transfer.received += len(data)
    await ctx.db.flush()
    return transfer


async def take(ctx: Ctx, upload_id: UUID) -> tuple[bytes, str, bytes]:
    """The whole file, its name and its digest; the transfer ends with this transaction. Raises `TransferIncomplete`."""
    transfer = await _own(ctx, upload_id, lock=True)
    if transfer.received != transfer.size:
        raise TransferIncomplete(received=transfer.received, size=transfer.size)
    data = await ctx.state.files.read_whole(transfer.part_key, transfer.size)
    await ctx.db.delete(transfer)
    ctx.after.append(lambda: ctx.state.files.delete(transfer.part_key))
    return data, transfer.name, hashlib.sha256(data).digest()

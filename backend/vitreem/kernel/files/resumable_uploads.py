"""Files that come in parts, over a line that breaks: what has arrived stays, and sending goes on from there.

`POST /uploads` opens a transfer, `PUT /uploads/{id}?offset=` adds a part, `GET /uploads/{id}` says how much is here. A
record then takes the whole file by the transfer's id. A transfer is its sender's alone and lasts a day.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Index, delete, func, select
from starlette.requests import ClientDisconnect

from vitreem.kernel.db.tables import TenantRow, instant
from vitreem.kernel.files.inspection import MAX_BYTES
from vitreem.kernel.files.keep import Kept, kept
from vitreem.kernel.files.names import file_name
from vitreem.kernel.files.refusals import EmptyFile, FileTooLarge
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.problems import Invalid, NotAllowed, NotFound, Problem, StorageFull, problems
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.idempotency import KeyRequired, KeyReused, Once, once
from vitreem.kernel.request.routing import api_router

# Parts small enough for a slow phone; the client takes smaller ones still where the line is slow.
PART_BYTES = 256 * 1024
PART_SECONDS = 20.0
OPEN_AT_ONCE = 100
OPEN_BYTES = 400 * 1024 * 1024
OPEN_BYTES_OF_WARD = 4 * 1024 * 1024 * 1024
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


class WardStorageFull(Problem):
    status = 507
    code = "ward_storage_full"
    title = "Hết dung lượng lưu tệp"
    detail = "Phường, xã đã dùng hết dung lượng lưu tệp. Vui lòng báo quản trị hệ thống; các tệp đã gửi vẫn còn."


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
OpenSend = Annotated[Opening, opens("file:send", receives=PART_BYTES)]


def _read(one: FileTransfer) -> TransferRead:
    return TransferRead(id=one.id, name=one.name, size=one.size, received=one.received, part_bytes=PART_BYTES)


async def _find_own(ctx: Ctx, transfer_id: UUID, *, lock: bool = False) -> FileTransfer | None:
    statement = select(FileTransfer).where(
        FileTransfer.ward_id == ctx.ward_id, FileTransfer.id == transfer_id, FileTransfer.account_id == ctx.account_id
    )
    return (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()


async def _own(ctx: Ctx, transfer_id: UUID, *, lock: bool) -> FileTransfer:
    found = await _find_own(ctx, transfer_id, lock=lock)
    if found is None:
        raise NotFound()
    return found


@router.post(
    "/uploads",
    status_code=201,
    responses=problems(
        SignInRequired,
        NotAllowed,
        KeyRequired,
        KeyReused,
        EmptyFile,
        FileTooLarge,
        TooManyTransfers,
        WardStorageFull,
        StorageFull,
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
    """Open a transfer; the ward's forgotten ones go. Raises `TooManyTransfers`, `WardStorageFull`, `StorageFull`."""
    assert ctx.account_id
    await _forget_stale(ctx)
    await _require_quota(ctx, body.size)
    row = FileTransfer(
        ward_id=ctx.ward_id, id=new_id(), account_id=ctx.account_id, name=file_name(body.name), size=body.size,
        part_key=ctx.state.files.new_part_key(ctx.ward_id), begun_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await ctx.db.flush()
    return row.id


async def _forget_stale(ctx: Ctx) -> None:
    stale = (FileTransfer.ward_id == ctx.ward_id) & (FileTransfer.begun_at < ctx.clock.now() - KEPT)
    gone = await ctx.db.execute(delete(FileTransfer).where(stale).returning(FileTransfer.part_key))
    for part_key in gone.scalars():
        ctx.after.append(partial(ctx.state.files.delete, part_key))


async def _require_quota(ctx: Ctx, size: int) -> None:
    """What is parked and not yet kept is bounded for a person and for a ward; what is kept, for a ward."""
    mine = FileTransfer.account_id == ctx.account_id
    rows = await ctx.db.execute(
        select(
            func.count().filter(mine),
            func.coalesce(func.sum(FileTransfer.size).filter(mine), 0),
            func.coalesce(func.sum(FileTransfer.size), 0),
            select(func.coalesce(func.sum(StoredFile.size), 0))
            .where(StoredFile.ward_id == ctx.ward_id)
            .scalar_subquery(),
        ).where(FileTransfer.ward_id == ctx.ward_id)
    )
    count, own, parked, stored = rows.one()
    if count >= OPEN_AT_ONCE or own + size > OPEN_BYTES or parked + size > OPEN_BYTES_OF_WARD:
        raise TooManyTransfers()
    if stored + parked + size > ctx.settings.ward_quota_mb * 1024 * 1024:
        raise WardStorageFull()
    ctx.state.files.require_room(parked + size)


@router.get("/uploads/{upload_id}", responses=problems(SignInRequired, NotAllowed, NotFound))
async def read_upload(upload_id: UUID, ctx: Send) -> TransferRead:
    """How much of the file is here: after a broken line, sending goes on from `received`."""
    return _read(await _own(ctx, upload_id, lock=False))


@router.put(
    "/uploads/{upload_id}",
    responses=problems(SignInRequired, NotAllowed, NotFound, WrongOffset, FileTooLarge, StorageFull, FileGone),
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
    opens: OpenSend,
    offset: Annotated[int, Query(ge=0, le=MAX_BYTES, description="First byte of the part.")],
) -> TransferRead:
    """Add the next part. What arrived is kept, also of a part that a broken or slow line cut short: `received` says
    where to go on. A part that has arrived already, or leaves a gap, is told so (409).
    """
    async with opens() as ctx:
        transfer = await _own(ctx, upload_id, lock=False)
        _require_next(transfer, offset)
        room = transfer.size - offset
    data = await _arriving(request, room)
    if data:
        await opens.state.files.write_part(transfer.part_key, offset, data)
    async with opens() as ctx:
        return _read(await count_part(ctx, upload_id, offset, len(data)))


def _require_next(transfer: FileTransfer, offset: int) -> None:
    if offset != transfer.received:
        raise WrongOffset(received=transfer.received)


async def _arriving(request: Request, room: int) -> bytes:
    """What comes of a part until it ends, the line breaks or its time is over. Raises `FileTooLarge`."""
    data = bytearray()
    with suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(PART_SECONDS):
            async for piece in request.stream():
                data += piece
                if len(data) > min(room, PART_BYTES):
                    raise FileTooLarge("Phần tệp dài hơn phần còn lại của tệp.")
    return bytes(data)


async def count_part(ctx: Ctx, upload_id: UUID, offset: int, size: int) -> FileTransfer:
    """Count a part that lies on disk. Of two that came at once, one counts; raises `WrongOffset` for the other."""
    transfer = await _own(ctx, upload_id, lock=True)
    _require_next(transfer, offset)
    transfer.received += size
    await ctx.db.flush()
    return transfer


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that has been sent, cleaned and laid on disk, for the transaction that keeps it."""

    upload_id: UUID
    kept: Kept | None
    part_key: str = ""

    async def take(self, ctx: Ctx) -> Kept:
        """End the transfer in this transaction; raises `NotFound` where another request has taken the file."""
        ended = await ctx.db.execute(
            delete(FileTransfer).where(
                FileTransfer.ward_id == ctx.ward_id,
                FileTransfer.id == self.upload_id,
                FileTransfer.account_id == ctx.account_id,
            )
        )
        if self.kept is None or ended.rowcount != 1:
            raise NotFound()
        ctx.after.append(partial(ctx.state.files.delete, self.part_key))
        return self.kept


@asynccontextmanager
async def sent(opens: Opening, upload_id: UUID, allowed: Callable[[Ctx], Awaitable[object]]) -> AsyncIterator[Sent]:
    """The whole file behind a transfer, looked at outside any transaction. Raises `TransferIncomplete` and `kept`'s.

    `allowed` raises first where the caller may not keep it. Without such a transfer `Sent.take` finds nothing: the
    same request that comes again has no need of it.
    """
    async with opens() as ctx:
        await allowed(ctx)
        transfer = await _find_own(ctx, upload_id)
        if transfer is not None and transfer.received != transfer.size:
            raise TransferIncomplete(received=transfer.received, size=transfer.size)
    if transfer is None:
        yield Sent(upload_id, None)
        return
    data = await _whole(opens, transfer)
    if data is None:
        yield Sent(upload_id, None)
        return
    async with kept(opens.state, transfer.ward_id, data, transfer.name) as one:
        yield Sent(upload_id, one, transfer.part_key)


async def _whole(opens: Opening, transfer: FileTransfer) -> bytes | None:
    """The file behind a transfer; None where the same request, sent twice, has taken it in the meantime."""
    try:
        return await opens.state.files.read_whole(transfer.part_key, transfer.size)
    except FileGone:
        async with opens() as ctx:
            if await _find_own(ctx, transfer.id) is not None:
                raise
        return None

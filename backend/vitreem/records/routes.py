"""Routes of the files of records."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from vitreem.kernel.files import resumable_uploads
from vitreem.kernel.files.downloads import file_response
from vitreem.kernel.files.keep import Kept
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.problems import StorageFull, WrongState, problems
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, SEEN, OnceKey
from vitreem.kernel.request.guards import Opening, opens
from vitreem.kernel.request.idempotency import Once
from vitreem.records.files import REFUSALS, FileAttach, FilesOf, stored

Reply = Callable[[Ctx, Any, Response], Awaitable[BaseModel]]


class Seen(Protocol):
    """Finds the record if the caller sees it; raises `NotFound`."""

    async def __call__(self, ctx: Ctx, record_id: UUID, /, *, lock: bool = False) -> Any: ...


async def keep_sent(
    opens: Opening,
    upload_id: UUID,
    record_id: UUID,
    key: Once,
    seen: Seen,
    require: Callable[[Ctx, Any], Awaitable[object]],
    attach: Callable[[Ctx, Any, Kept], Awaitable[UUID]],
    reply: Callable[[Ctx, Any], Awaitable[Any]],
) -> Any:
    """Keep a file that was sent in parts with a record: looked at while no transaction is open, then kept once."""

    async def allowed(ctx: Ctx) -> None:
        await require(ctx, await seen(ctx, record_id))

    async with resumable_uploads.sent(opens, upload_id, allowed) as sent, opens() as ctx:
        record = await seen(ctx, record_id, lock=True)

        async def effect() -> UUID:
            return await attach(ctx, record, await sent.take(ctx))

        await key.run(ctx, effect)
        return await reply(ctx, record)


async def send_file(
    opens: Opening,
    find: Callable[[Ctx], Awaitable[tuple[StoredFile, str, UUID, dict[str, Any]]]],
    trail: tuple[AuditKind, AuditKind],
    *,
    thumbnail: bool,
) -> StreamingResponse:
    """A file of a record, or its thumbnail. `find` gives the file, the record's kind and id, and facts for the trail;
    `trail` are its sentences for a look at the pictures (told once an hour), and for a file that was opened."""
    looked, opened = trail
    async with opens() as ctx:
        file, kind, record_id, facts = await find(ctx)
        if thumbnail:
            await ctx.record_viewed(looked, kind, record_id, name=facts["name"])
        else:
            ctx.record(opened, kind, record_id, **facts)
    return await file_response(opens.state.files, file, thumbnail=thumbnail)


def file_routes(
    router: APIRouter, path: str, files: FilesOf, seen: Seen, reply: Reply, shown: type[BaseModel],
    opened: Seen | None = None,
) -> None:  # fmt: skip
    """Keep a file that was sent in parts, take one away, read one. `path` ends in the record's parameter; `opened`
    finds the record for who reads a file, where that is stricter than `seen`."""
    resource, permission = files.resource, files.permission or files.resource
    path_name = path.rpartition("{")[2].rstrip("}")
    may_read: Any = opens(f"{permission}:read")
    may_write: Any = opens(f"{permission}:write")
    record_id_of: Any = Path(alias=path_name)

    @router.post(
        f"{path}/files",
        name=f"attach_{resource}_file",
        status_code=201,
        response_model=shown,
        responses=problems(*SEEN, *KEYED, WrongState, StorageFull, *REFUSALS),
    )
    async def attach(
        body: FileAttach, key: OnceKey, response: Response, record_id: UUID = record_id_of, opens: Opening = may_write
    ) -> Any:
        """Keep a photo or file that was sent in parts before. Photos lose place and device data; the same file is kept
        once."""
        return await keep_sent(
            opens, body.upload_id, record_id, key, seen, files.require_attach,
            lambda ctx, record, kept: files.attach(ctx, record, body, kept),
            lambda ctx, record: reply(ctx, record, response),
        )  # fmt: skip

    @router.delete(
        f"{path}/files/{{file_id}}",
        name=f"remove_{resource}_file",
        response_model=shown,
        responses=problems(*SEEN, WrongState),
    )
    async def remove(
        file_id: UUID, response: Response, record_id: UUID = record_id_of, opens: Opening = may_write
    ) -> Any:
        """Take a file away; it stays in the history."""
        async with opens() as ctx:
            record = await seen(ctx, record_id, lock=True)
            await files.remove(ctx, record, file_id)
            return await reply(ctx, record, response)

    @router.get(
        f"{path}/files/{{file_id}}",
        name=f"read_{resource}_file",
        response_class=StreamingResponse,
        responses=problems(*SEEN, FileGone),
    )
    async def read(
        file_id: UUID, record_id: UUID = record_id_of, opens: Opening = may_read, thumbnail: bool = False
    ) -> StreamingResponse:
        """A photo or file of the record, or its thumbnail."""

        async def find(ctx: Ctx) -> tuple[StoredFile, str, UUID, dict[str, Any]]:
            record = await (opened or seen)(ctx, record_id)
            file = await stored(ctx, record.id, file_id)
            return file, files.kind, record.id, {"name": record.title, "file_id": str(file_id)}

        trail = (files.told("photos_viewed"), files.told("file_viewed"))
        return await send_file(opens, find, trail, thumbnail=thumbnail)

"""Serving stored files: as attachments that no browser will run, or as pictures."""

from fastapi import Response
from fastapi.responses import StreamingResponse

from vitreem.kernel.files.names import disposition
from vitreem.kernel.files.store import FileGone, FileStore, StoredFile
from vitreem.kernel.http.problems import NotFound


async def file_response(store: FileStore, file: StoredFile, *, thumbnail: bool) -> StreamingResponse:
    """The bytes of a file that the caller may see; pictures inline, everything else to be saved.

    The file is open before the reply begins, so that one that is gone is a refusal: raises `FileGone`.
    """
    key = file.thumbnail_key if thumbnail else file.storage_key
    if key is None:
        raise NotFound()
    opened = await store.open(key)
    if not thumbnail and opened.size != file.size:
        raise FileGone()
    media_type = "image/webp" if thumbnail else file.media_type
    headers = {"Content-Length": str(opened.size), **_heads(media_type, file.name, "private, max-age=300")}
    return StreamingResponse(opened.pieces, media_type=media_type, headers=headers)


def unkept_response(data: bytes, media_type: str, name: str) -> Response:
    """Bytes that no browser keeps, as a file."""
    return Response(data, media_type=media_type, headers=_heads(media_type, name, "no-store"))


def _heads(media_type: str, name: str, cache: str) -> dict[str, str]:
    """Pictures are shown, everything else is saved, and nothing of it runs."""
    place = "inline" if media_type.startswith("image/") else "attachment"
    return {
        "Content-Disposition": disposition(place, name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": cache,
    }

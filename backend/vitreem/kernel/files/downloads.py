"""Serving stored files: as attachments that no browser will run, or as pictures."""

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
    place = "inline" if media_type.startswith("image/") else "attachment"
    return StreamingResponse(
        opened.pieces,
        media_type=media_type,
        headers={
            "Content-Length": str(opened.size),
            "Content-Disposition": disposition(place, file.name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=300",
        },
    )

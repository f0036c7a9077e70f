"""Serving stored files: as attachments that no browser will run, or as pictures."""

from urllib.parse import quote

from fastapi.responses import StreamingResponse

from vitreem.kernel.files import FileStore, StoredFile
from vitreem.kernel.problems import NotFound


def file_response(store: FileStore, file: StoredFile, *, thumbnail: bool) -> StreamingResponse:
    """The bytes of a file that the caller may see; pictures inline, everything else to be saved."""
    key = file.thumbnail_key if thumbnail else file.storage_key
    if key is None:
        raise NotFound()
    media_type = "image/webp" if thumbnail else file.media_type
    place = "inline" if media_type.startswith("image/") else "attachment"
    return StreamingResponse(
        store.read(key),
        media_type=media_type,
        headers={
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=300",
        },
    )

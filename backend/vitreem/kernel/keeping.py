"""Keeping bytes that somebody sent: looked at, cleaned, on disk before their row, gone again with their transaction."""

from vitreem.kernel import uploads
from vitreem.kernel.access import Ctx
from vitreem.kernel.files import StoredFile, new_stored_file
from vitreem.kernel.text import squeeze
from vitreem.kernel.uploads import Upload


async def keep(ctx: Ctx, data: bytes, name: str) -> tuple[StoredFile, Upload]:
    """Store what was sent, and a thumbnail of a picture. Raises the problems of `uploads.inspect`, `StorageFull`."""
    upload = await uploads.inspect(data)
    written = await ctx.state.files.write(ctx.ward_id, upload.data)
    ctx.undo.append(lambda: ctx.state.files.delete(written.key))
    file = new_stored_file(ctx.ward_id, written, squeeze(name)[-200:] or "tep", upload.media_type, ctx.clock.now())
    if upload.thumbnail:
        small = await ctx.state.files.write(ctx.ward_id, upload.thumbnail)
        ctx.undo.append(lambda: ctx.state.files.delete(small.key))
        file.thumbnail_key = small.key
    ctx.db.add(file)
    await ctx.db.flush()
    return file, upload

"""The built single-page application: precompressed, immutable where the name has a hash, `index.html` elsewhere."""

import asyncio
import mimetypes
from email.utils import formatdate
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


class SinglePageApp:
    """Serves `dist`. Any path without a file is a page of the application."""

    def __init__(self, dist: Path) -> None:
        self.dist = dist.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await asyncio.to_thread(self._response, scope)
        await response(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return Response(status_code=405)
        path = (self.dist / scope["path"].lstrip("/")).resolve()
        if not path.is_relative_to(self.dist) or not path.is_file():
            if "." in scope["path"].rsplit("/", 1)[-1]:
                return Response(status_code=404)
            path = self.dist / "index.html"
        if not path.is_file():
            return Response("Chưa có giao diện: chạy «make setup build» trước.", 503, media_type="text/plain")
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
        headers = {"Vary": "Accept-Encoding", "Last-Modified": formatdate(path.stat().st_mtime, usegmt=True)}
        hashed = "/assets/" in scope["path"]
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        chosen = path
        for name, ending in _ENCODINGS:
            packed = path.with_name(path.name + ending)
            if name in accepted and packed.is_file():
                chosen, headers["Content-Encoding"] = packed, name
                break
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Response(chosen.read_bytes(), headers=headers, media_type=media_type)

"""The built single-page application: precompressed, immutable where the name has a hash, `index.html` elsewhere."""

import asyncio
import mimetypes
from email.utils import formatdate
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from vitreem.kernel.http.problem_handlers import MethodNotAllowed, problem_response
from vitreem.kernel.http.problems import NotFound

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

    def _file(self, asked: str) -> Path | None:
        """The file of a path, the page for one that could be the application's, None for one that is neither."""
        try:
            path = (self.dist / asked.lstrip("/")).resolve()
            if path.is_relative_to(self.dist) and path.is_file():
                return path
        except (ValueError, OSError):  # a NUL, or longer than any name
            return None
        return None if "." in asked.rsplit("/", 1)[-1] else self.dist / "index.html"

    def _response(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return problem_response(MethodNotAllowed())
        # What no route of the API has answered is no page of the application.
        path = None if f"{scope['path']}/".startswith("/api/") else self._file(scope["path"])
        if path is None:
            return problem_response(NotFound("Không có địa chỉ này."))
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

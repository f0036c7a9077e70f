"""`/docs`: the API's documents in a viewer of our own files, under the same policy as every page."""

from collections.abc import Callable
from typing import Any

import orjson
from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from vitreem.kernel.request.routing import api_router

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/docs-viewer/swagger-ui.css">
<link rel="stylesheet" href="/docs-viewer/page.css">
</head>
<body>
<nav>{links}</nav>
<main id="docs" data-document="{document}"></main>
<script src="/docs-viewer/swagger-ui-bundle.js"></script>
<script src="/docs-viewer/start.js"></script>
</body>
</html>
"""
_DOCUMENTS = {"/docs": ("Vì Trẻ Em: API", "/openapi.json"), "/docs/town": ("Cấp trên: API", "/openapi/town.json")}


def _page(path: str) -> str:
    title, document = _DOCUMENTS[path]
    links = " ".join(
        f'<a href="{one}"{" aria-current=page" if one == path else ""}>{words}</a>'
        for one, (words, _) in _DOCUMENTS.items()
    )
    return _PAGE.format(title=title, links=links, document=document)


def docs_router(town_document: Callable[[], dict[str, Any]]) -> APIRouter:
    """The pages and the second document; the first is the application's own at `/openapi.json`."""
    router = api_router("Tài liệu", prefix="")

    @router.get("/docs", include_in_schema=False)
    async def read_docs() -> Response:
        return HTMLResponse(_page("/docs"))

    @router.get("/docs/town", include_in_schema=False)
    async def read_town_docs() -> Response:
        return HTMLResponse(_page("/docs/town"))

    @router.get("/openapi/town.json", include_in_schema=False)
    async def read_town_document() -> Response:
        return Response(orjson.dumps(town_document()), media_type="application/json")

    return router

"""A document as a reply: made in the workers, to be saved by whoever asked."""

from collections.abc import Callable, Hashable
from enum import StrEnum
from functools import partial

from fastapi import Response

from vitreem.kernel.documents import docx, pdf
from vitreem.kernel.documents.bounds import DocumentTooLong
from vitreem.kernel.documents.model import Document
from vitreem.kernel.files.names import disposition, own_name
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.workers import Workers

# What a route that gives out documents may refuse, for its `responses`.
REFUSALS = (DocumentTooLong, TooMuchWork)


class DocumentFormat(StrEnum):
    """Word to go on writing, PDF to print and keep."""

    DOCX = "docx"
    PDF = "pdf"


_RENDERERS = {
    DocumentFormat.DOCX: (docx.render_docx, docx.MEDIA_TYPE),
    DocumentFormat.PDF: (pdf.render_pdf, pdf.MEDIA_TYPE),
}


def rendering(document: Document, form: DocumentFormat) -> tuple[Callable[[], bytes], str]:
    """What a worker is to run, and the media type of what it gives."""
    render, media_type = _RENDERERS[form]
    return partial(render, document), media_type


async def document_reply(
    workers: Workers, lane: Hashable, document: Document, form: DocumentFormat, name: str
) -> Response:
    """The document under `name`, which has no ending yet. Raises `REFUSALS`."""
    render, media_type = rendering(document, form)
    data = await workers.run(lane, render)
    headers = {"Content-Disposition": disposition("attachment", own_name(name, form))}
    return Response(data, media_type=media_type, headers=headers)

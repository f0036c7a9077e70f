"""A loudspeaker script on paper, for the person at the microphone."""

from datetime import datetime

from vitreem.kernel.documents.model import Document, Paragraph


def script_document(title: str, text: str, made_at: datetime) -> Document:
    """The title, then one paragraph a line. A script is no numbered paper: it has the letters and margins of one."""
    body = tuple(Paragraph(line) for line in text.splitlines())
    return Document(title, made_at, subject=title, body=body)

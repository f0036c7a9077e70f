"""PDF files that are kept as they came: one that opens without a password and does nothing of its own accord.

PDFium writes the document anew in memory, for looking only: object streams unpacked, names in plain letters (`#4aS`
is `JS`), encryption with an empty password undone. There every name is looked at, wherever an action may hide. What is
kept are the bytes that came, so that a signature in them stays one.
"""

import io
import re
from typing import Any

from vitreem.kernel.files.refusals import BrokenFile, Foreign, ProtectedFile, TooManyPages, ZipBomb, foreign

MAX_PAGES = 1_000
# Object streams unpack to many times their size.
_MAX_WRITTEN = 200 * 1024 * 1024
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY: a way of encryption that nobody here can undo

_NAMES = {
    b"JS": Foreign.SCRIPTS, b"JavaScript": Foreign.SCRIPTS, b"XFA": Foreign.SCRIPTS,
    b"Launch": Foreign.LAUNCH, b"GoToR": Foreign.LAUNCH, b"GoToE": Foreign.LAUNCH, b"ImportData": Foreign.LAUNCH,
    b"SubmitForm": Foreign.LAUNCH,
    b"EF": Foreign.ATTACHMENTS, b"EmbeddedFile": Foreign.ATTACHMENTS, b"EmbeddedFiles": Foreign.ATTACHMENTS,
    b"RichMedia": Foreign.ATTACHMENTS,
}  # fmt: skip
# As PDFium writes them: brackets inside a text are escaped, so that an address with /JS/ in it is skipped as a whole.
_TOKENS = re.compile(rb"\((?:[^()\\]|\\.)*\)|/([^\s()<>\[\]{}/%]+)|>>stream\r?\n", re.DOTALL)
_END = b"endstream"


def require_quiet(data: bytes) -> None:
    """Raise `BrokenFile`, `ProtectedFile`, `TooManyPages`, `ZipBomb` or `ForeignContent`. Slow: for a worker."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise (ProtectedFile() if getattr(error, "err_code", 0) in (_PASSWORD, _SECURITY) else BrokenFile()) from None
    try:
        if (pages := len(document)) > MAX_PAGES:
            raise TooManyPages()
        if pages == 0:
            raise BrokenFile()
        written = _Bounded()
        document.save(written)
    except pdfium.PdfiumError:
        raise BrokenFile() from None
    finally:
        document.close()
    if written.full:
        raise ZipBomb()
    if (found := _found(written.getvalue())) is not None:
        raise foreign(found)


class _Bounded(io.BytesIO):
    """PDFium calls `write` from C, where nothing can be raised: what is too much is left out and noted."""

    full = False

    def write(self, piece: Any, /) -> int:
        self.full = self.full or self.tell() + len(piece) > _MAX_WRITTEN
        return len(piece) if self.full else super().write(piece)


def _found(written: bytes) -> Foreign | None:
    """The first name that stands for something foreign; what is inside streams is pictures and letters."""
    at = 0
    while token := _TOKENS.search(written, at):
        at = token.end()
        if (name := token.group(1)) is not None:
            if name in _NAMES:
                return _NAMES[name]
        elif token.group().startswith(b">>"):
            end = written.find(_END, at)
            at = end + len(_END) if end >= 0 else len(written)
    return None

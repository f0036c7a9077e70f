"""PDF files: one that opens without a password and does nothing of its own accord.

PDFium writes the document anew in memory: object streams unpacked, names in plain letters (`#4aS` is `JS`), encryption
with an empty password undone, objects left out that nothing leads to. Each object of that is looked at (`pdf_rules`).
What is kept are the bytes that came, so that a signature in them stays one; or what PDFium wrote, where there is no
signature and the bytes hold more than was looked at.
"""

import io
import re
import zlib
from typing import Any

from vitreem.kernel.files import pdf_objects, pdf_rules
from vitreem.kernel.files.pdf_rules import FOREIGN_NAMES, Found
from vitreem.kernel.files.refusals import BrokenFile, Foreign, ProtectedFile, TooManyPages, ZipBomb, foreign

MAX_PAGES = 1_000
# Object streams unpack to many times their size.
_MAX_WRITTEN = 200 * 1024 * 1024
_MAX_UNPACKED = 100 * 1024 * 1024
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY: a way of encryption that nobody here can undo
_WITHOUT_ENCRYPTION = 3  # FPDF_REMOVE_SECURITY

# A text ends at its bracket, so that an address with /JS/ in it is skipped as a whole; one with brackets of its own is
# read by its pieces, which errs to the safe side.
_TOKENS = re.compile(rb"\((?:[^()\\]|\\.)*+\)|/([^\s\x00()<>\[\]{}/%]++)|>>\s*+stream\r?\n", re.DOTALL)
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = b"endstream"
_LAST = re.compile(rb"startxref\s+\d+\s+%%EOF")
_BLANKS = b" \t\r\n\f\x00"
# Where a picture was taken, as cameras and telephones write it into what is said about a document.
_PLACE = re.compile(rb"GPS(?:Latitude|Longitude|Position|Coordinates)", re.IGNORECASE)


def clean(data: bytes) -> bytes:
    """The file as it is kept. Slow: for a worker.

    Raises `BrokenFile`, `ProtectedFile`, `TooManyPages`, `ZipBomb` or `ForeignContent`.
    """
    written, is_encrypted = _written(data)
    try:
        found = pdf_rules.require_quiet(pdf_objects.read(written))
    except pdf_objects.NotUnderstood:
        raise BrokenFile() from None
    kept, surplus = _without_tail(data), _surplus(data)
    placed = [stream for stream in found.metadata if _PLACE.search(_unpacked(written, stream))]
    if found.is_signed:
        _require_clean(kept, surplus, found, has_place=bool(placed))
        return kept
    if kept and not (surplus or found.links or placed or is_encrypted):
        return kept
    return _blanked(written, [*found.links, *placed])


def _require_clean(kept: bytes, surplus: Foreign | None, found: Found, *, has_place: bool) -> None:
    """What is signed can only stay as it is."""
    if surplus is not None:
        raise foreign(surplus)
    if found.links or has_place or not kept:
        raise foreign(Foreign.SIGNED)


def _written(data: bytes) -> tuple[bytes, bool]:
    """The document as PDFium writes it, and whether it was encrypted."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

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
        document.save(written, flags=_WITHOUT_ENCRYPTION)
        is_encrypted = raw.FPDF_GetSecurityHandlerRevision(document) >= 0
    except pdfium.PdfiumError:
        raise BrokenFile() from None
    finally:
        document.close()
    if written.full:
        raise ZipBomb()
    return written.getvalue(), is_encrypted


class _Bounded(io.BytesIO):
    """PDFium calls `write` from C, where nothing can be raised: what is too much is left out and noted."""

    full = False

    def write(self, piece: Any, /) -> int:
        self.full = self.full or self.tell() + len(piece) > _MAX_WRITTEN
        return len(piece) if self.full else super().write(piece)


def _without_tail(data: bytes) -> bytes:
    """Without what follows the last end of the document, where another kind of file may hide; empty without an end."""
    ends = [found.end() for found in _LAST.finditer(data)]
    if not ends:
        return b""
    return data if not data[ends[-1] :].strip(_BLANKS) else data[: ends[-1]] + b"\n"


def _surplus(data: bytes) -> Foreign | None:
    """What the bytes that came hold beyond what leads anywhere: objects of earlier revisions, or of nobody.

    What is inside streams is pictures and letters, but for streams of objects.
    """
    at, before, left = 0, 0, _MAX_UNPACKED
    while token := _TOKENS.search(data, at):
        at = token.end()
        if (name := token[1]) is not None:
            if (what := _meant(name)) is not None:
                return what
        elif token[0].startswith(b">>"):
            end = data.find(_END, at)
            end = end if end >= 0 else len(data)
            if b"ObjStm" in _CODED.sub(_decode, data[max(before, data.rfind(b"obj", before, token.start())) : at]):
                unpacked = _inflated(data[at:end], left)
                if unpacked is None:
                    return Foreign.SIGNED
                left -= len(unpacked)
                for one in _TOKENS.finditer(unpacked):
                    if one[1] and (what := _meant(one[1])) is not None:
                        return what
            at = before = end + len(_END)
    return None


def _decode(code: re.Match[bytes]) -> bytes:
    return bytes((int(code[1], 16),))


def _meant(name: bytes) -> Foreign | None:
    return FOREIGN_NAMES.get(_CODED.sub(_decode, name).decode("latin-1"))


def _inflated(packed: bytes, most: int) -> bytes | None:
    """None where it is packed or encrypted in another way. Raises `ZipBomb`."""
    stream = zlib.decompressobj()
    try:
        unpacked = stream.decompress(packed, max(1, most))
    except zlib.error:
        return None
    if stream.unconsumed_tail:
        raise ZipBomb()
    return unpacked


def _unpacked(written: bytes, stream: pdf_objects.Stream) -> bytes:
    packed = written[stream.start : stream.end]
    return (_inflated(packed, _MAX_UNPACKED) or b"") if "Filter" in stream.head else packed


def _blanked(written: bytes, places: list[Any]) -> bytes:
    """Blanks as long as what stood there: all else keeps its place."""
    out = bytearray(written)
    for one in places:
        out[one.start : one.end] = b" " * (one.end - one.start)
    return bytes(out)

"""Bytes to the normalised text: what the file really is (by its content), limits, and refusals with a stable code."""

from vitreem.plans.importer import legacy
from vitreem.plans.importer.problems import (
    EmptyFile,
    FileTooLarge,
    LegacyEncoding,
    Mojibake,
    NotADocx,
    TooManyPages,
    UnsupportedFile,
)
from vitreem.plans.importer.source import RawLine, Source, build, raw_lines

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 4_000_000  # about 1,500 pages
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def file_type(data: bytes) -> str:
    """`docx` (any zip), `pdf`, or `text`, from the content. Also says no to what is empty, too large or else."""
    if not data.strip(b"\x00\t\n\r\x0c "):
        raise EmptyFile()
    if len(data) > MAX_BYTES:
        raise FileTooLarge()
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise UnsupportedFile(
            "Tệp .doc cũ hoặc Word có mật khẩu không đọc được. Hãy lưu lại thành .docx không mật khẩu."
        )
    if data.startswith((b"{\\rtf", b"<!DOCTYPE html", b"<html", b"<?xml", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise UnsupportedFile()
    return "text"


def read_bytes(data: bytes, filename: str = "") -> Source:
    """The text of a file. `filename` is only used where the content leaves a doubt about what was meant."""
    kind = file_type(data)
    if kind == "docx":
        from vitreem.plans.importer.docx_text import docx_lines  # loaded only when needed: keeps the child fast

        return _checked(docx_lines(data))
    if kind == "pdf":
        from vitreem.plans.importer.pdf_text import pdf_lines

        return _checked(pdf_lines(data))
    if filename.lower().endswith(".docx"):
        raise NotADocx()
    return read_text(_decode(data))


def read_text(text: str) -> Source:
    """Normalise plain text."""
    if not text.strip():
        raise EmptyFile()
    if len(text) > MAX_CHARACTERS:
        raise TooManyPages()
    legacy.require_unicode(text)
    return build(raw_lines(text))


def _checked(lines: list[RawLine]) -> Source:
    if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise TooManyPages()
    if not any(line.text.strip() for line in lines):
        raise EmptyFile()
    legacy.require_unicode("\n".join(line.text for line in lines))
    return build(lines)


def _decode(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        return text
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
    if control > len(data[:4096]) // 50:
        raise UnsupportedFile()
    if legacy.looks_legacy(data[:20_000].decode("latin-1")):
        raise LegacyEncoding()
    raise Mojibake()

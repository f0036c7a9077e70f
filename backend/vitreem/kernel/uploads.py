"""What may be uploaded: decided by content, never by name. What is kept was understood."""

import io
import zipfile
from dataclasses import dataclass

from vitreem.kernel import pictures
from vitreem.kernel.file_refusals import BrokenFile, EmptyFile, FileTooLarge, HeicPicture, UnsupportedFile

MAX_BYTES = 25 * 1024 * 1024

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 2000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that are safe to keep, with a thumbnail for pictures."""

    data: bytes
    media_type: str
    thumbnail: bytes | None = None

    @property
    def is_picture(self) -> bool:
        return self.thumbnail is not None


def require_size(data: bytes) -> None:
    """Raise `EmptyFile` or `FileTooLarge`."""
    if not data:
        raise EmptyFile()
    if len(data) > MAX_BYTES:
        raise FileTooLarge()


def clean(data: bytes) -> Upload:
    """What the bytes are, cleaned. Slow: for a worker. Raises the problems of `file_refusals`."""
    require_size(data)
    if pictures.is_picture(data):
        return Upload(*pictures.redraw(data))
    if pictures.is_heic(data):
        raise HeicPicture()
    if data.startswith(b"%PDF-"):
        return Upload(data, "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return Upload(data, _office_type(data))
    raise UnsupportedFile()


def _office_type(data: bytes) -> str:
    """DOCX or XLSX by their parts, within limits read from the archive's directory; no macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise BrokenFile() from None
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or any(name.endswith("vbaProject.bin") for name in names):
        raise UnsupportedFile()
    if "[Content_Types].xml" not in names:
        raise UnsupportedFile()
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise UnsupportedFile()

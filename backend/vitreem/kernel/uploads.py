"""What may be uploaded: decided by content, never by name. Pictures are made anew, without EXIF."""

import io
import warnings
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from vitreem.kernel.problems import Invalid, TooLarge

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 480
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 2000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class UnsupportedFile(Invalid):
    status = 415
    code = "unsupported_file"
    title = "Loại tệp không nhận"
    detail = "Chỉ nhận ảnh (JPG, PNG, WebP), PDF, Word (.docx) và Excel (.xlsx)."


class BrokenFile(Invalid):
    code = "broken_file"
    title = "Tệp hỏng"
    detail = "Tệp này hỏng hoặc không đúng loại như tên của nó. Hãy chọn lại tệp."


class EmptyFile(Invalid):
    code = "empty_file"
    title = "Tệp rỗng"
    detail = "Tệp này không có nội dung. Hãy chọn lại tệp."


class FileTooLarge(TooLarge):
    code = "file_too_large"
    detail = "Tệp lớn hơn 25 MB. Hãy giảm cỡ tệp rồi gửi lại."


class TooManyPixels(Invalid):
    code = "too_many_pixels"
    title = "Ảnh quá lớn"
    detail = "Ảnh lớn hơn 50 triệu điểm ảnh. Hãy chụp ở cỡ nhỏ hơn."


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
    """What the bytes are, cleaned. Slow: for a worker. Raises one of the problems above."""
    require_size(data)
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _picture(data)
    if data.startswith(b"%PDF-"):
        return Upload(data, "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return Upload(data, _office_type(data))
    raise UnsupportedFile()


def _picture(data: bytes) -> Upload:
    """Decode, turn upright, shrink, encode again: nothing but pixels survives."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=list(_PICTURES)) as opened:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            kind = opened.format or ""
            if opened.width * opened.height > MAX_PIXELS:
                raise TooManyPixels()
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGBA" if kind == "PNG" and "A" in picture.getbands() else "RGB")
    except Image.DecompressionBombError:
        raise TooManyPixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise BrokenFile() from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Upload(_encode(picture, kind), _PICTURES[kind], _encode(small, "WEBP"))


def _encode(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    # A picture without `info` has no EXIF, ICC or text to carry over.
    picture.info.clear()
    picture.save(out, kind, **({} if kind == "PNG" else {"quality": 82}))
    return out.getvalue()


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

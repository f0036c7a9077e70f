"""What may be uploaded: decided by content, never by name. What is kept was understood."""

from dataclasses import dataclass

from vitreem.kernel.files import office, pdf_files, pictures
from vitreem.kernel.files.refusals import EmptyFile, FileTooLarge, HeicPicture, ProtectedFile, UnsupportedFile

MAX_BYTES = 25 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


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
        return Upload(pdf_files.clean(data), "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return Upload(*office.clean(data))
    if data.startswith(_OLE):
        # Word and Excel put a file with a password into one of the old kind.
        if _ENCRYPTED_OFFICE in data:
            raise ProtectedFile()
        raise UnsupportedFile("Tệp .doc, .xls kiểu cũ không nhận được. Hãy lưu lại thành .docx hoặc .xlsx.")
    raise UnsupportedFile()

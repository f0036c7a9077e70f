"""Files of honest officials are kept: what they show stays, what names people, places and machines goes."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from PIL import Image, ImageChops

from tests.kernel.office import files
from tests.kernel.office.files import BOOK, DOCUMENT, DOCUMENT_RELS, SHEET, SHEET_RELS, parts_of
from vitreem.kernel.files import inspection
from vitreem.kernel.files.office import markup, media
from vitreem.kernel.files.office.addresses import is_web

OFFICE = "http://schemas.microsoft.com/office"
OPEN = "application/vnd.openxmlformats-officedocument."


def cleaned(data: bytes) -> bytes:
    kept = inspection.clean(data).data
    for name, part in parts_of(kept).items():
        if name.endswith(".rels"):
            for row in re.findall(rb"<Relationship [^>]*TargetMode=\"External\"[^>]*>", part):
                assert re.search(rb'Target="(?i:https?://|mailto:)', row), row
                assert b"/hyperlink" in row, row
    assert inspection.clean(kept).data == kept  # clean is clean
    return kept


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


class TestWord:
    def test_texts_tables_styles_and_pictures_are_what_they_were(self):
        before, data = files.word(), cleaned(files.word())
        old, new = docx.Document(io.BytesIO(before)), docx.Document(io.BytesIO(data))
        assert texts(data) == texts(before)
        assert [p.style.name for p in new.paragraphs] == [p.style.name for p in old.paragraphs]
        assert new.paragraphs[1].runs[0].bold
        assert [[c.text for c in row.cells] for row in new.tables[0].rows] == [
            ["Việc", "Hạn"],
            ["Tặng quà", "01/6/2026"],
        ]
        assert new.tables[0].style.name == "Table Grid"
        assert new.sections[0].header.paragraphs[0].text == "ỦY BAN NHÂN DÂN PHƯỜNG"
        assert len(new.inline_shapes) == 1
        assert parts_of(data)[DOCUMENT] == parts_of(before)[DOCUMENT]  # not a byte of the text
        assert "https://baochinhphu.vn/?a=1&b=2" in [
            one.target_ref for one in new.part.rels.values() if one.is_external
        ]

    def test_title_stays_and_names_go(self):
        data = cleaned(files.word())
        core = docx.Document(io.BytesIO(data)).core_properties
        assert (core.title, core.author, core.last_modified_by, core.comments) == (
            "Kế hoạch Tháng hành động",
            "",
            "",
            "",
        )
        names = parts_of(data)
        assert not [n for n in names if "thumbnail" in n or "app.xml" in n or "customXml" in n or "printer" in n]
        assert "Nguyễn Văn A".encode() not in b"".join(names.values())
        assert b"PC-VANPHONG" not in b"".join(names.values())

    def test_the_photo_keeps_its_pixels_and_loses_its_place(self):
        before, data = parts_of(files.word()), parts_of(cleaned(files.word()))
        name = next(name for name in before if name.startswith("word/media"))
        assert ImageChops.difference(pixels(before[name]), pixels(data[name])).getbbox() is None
        assert Image.open(io.BytesIO(before[name])).getexif().get_ifd(0x8825)
        assert not Image.open(io.BytesIO(data[name])).getexif()
        assert b"GPS" not in data[name]
        assert b"Camera of a person" not in data[name]

    def test_the_same_file_gives_the_same_bytes(self, monkeypatch):
        data = files.word()
        first = cleaned(data)
        monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
        assert cleaned(data) == first
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    def test_a_jpeg_keeps_nothing_but_its_picture(self):
        whole = files.picture("JPEG", exif=files.gps(), icc_profile=b"SECRET" * 20, progressive=True, quality=80)
        small = b"\xff\xe0\x00\x13JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01SEC"
        extension = b"\xff\xe0\x00\x0eJFXX\x00\x13SECRET"
        other = files.picture("JPEG", comment=b"SECRET")
        data = whole[:2] + small + extension + whole[20:] + other + b"SECRET"
        kept = media.strip(data, "word/media/a.jpg")
        assert ImageChops.difference(pixels(whole), pixels(kept)).getbbox() is None
        assert b"SEC" not in kept and kept.endswith(b"\xff\xd9") and kept.count(b"\xff\xd8\xff") == 1
        assert Image.open(io.BytesIO(kept)).info.keys() <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }

    def test_a_template_elsewhere(self):
        data = cleaned(
            files.with_rel(
                files.word(), "word/_rels/settings.xml.rels", "rT", "attachedTemplate", "http://evil.vn/x.dotm",
                change={"word/settings.xml": lambda t: t.replace("<w:zoom", f'<w:attachedTemplate {files.R} r:id="rT"/><w:zoom')},
            )
        )  # fmt: skip
        parts = parts_of(data)
        assert "word/_rels/settings.xml.rels" not in parts
        assert b"attachedTemplate" not in parts["word/settings.xml"]
        assert texts(data) == texts(files.word())

    @pytest.mark.parametrize(
        ("address", "stays"),
        [
            ("https://chinhphu.vn/", True), ("mailto:an@phuong.vn", True), ("HTTP://chinhphu.vn/", True),
            ("javascript:alert(1)", False), ("file:///c:/windows/x.exe", False), ("\\\\10.0.0.9\\share\\x", False),
            ("file://10.0.0.9/share", False), ("ms-msdt:/id", False), ("danh-sach.docx", False), ("ftp://a.vn/x", False),
        ],
    )  # fmt: skip
    def test_links(self, address, stays):
        made = files.with_rel(files.word(), DOCUMENT_RELS, "rL", "hyperlink", address, change={
            DOCUMENT: files.body('<w:hyperlink r:id="rL" w:history="1"><w:r><w:t>Xem</w:t></w:r></w:hyperlink>')
        })  # fmt: skip
        data = cleaned(made)
        assert (address.encode() in parts_of(data)[DOCUMENT_RELS]) is stays
        assert texts(data)[-1] == "Xem"
        assert (b'r:id="rL"' in parts_of(data)[DOCUMENT]) is stays

    @pytest.mark.parametrize("inside", [True, False])
    def test_a_link_to_a_place_inside_stays_one(self, inside):
        made = files.with_rel(files.word(), DOCUMENT_RELS, "rL", "hyperlink", "#muc_hai", inside=inside, change={
            DOCUMENT: files.body('<w:hyperlink r:id="rL" w:history="1"><w:r><w:t>Mục 2</w:t></w:r></w:hyperlink>')
        })  # fmt: skip
        assert b'<w:hyperlink w:anchor="muc_hai" w:history="1">' in parts_of(cleaned(made))[DOCUMENT]

    def test_a_link_without_an_address_on_a_picture(self):
        click = f'<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {files.R} r:id="rL"/>'
        made = files.with_rel(files.word(), DOCUMENT_RELS, "rL", "hyperlink", "file:///c:/x", change={
            DOCUMENT: lambda t: re.sub(r'(<wp:docPr [^>]*)/>', rf"\1>{click}</wp:docPr>", t, count=1)
        })  # fmt: skip
        assert b'r:id=""' in parts_of(cleaned(made))[DOCUMENT]

    @pytest.mark.parametrize(
        "pieces", [(' HYPERLINK "file:///c:/x.exe" ',), (" HYPER", "LINK ", r"\\10.0.0.9\a \o tip")]
    )
    def test_a_link_as_a_field(self, pieces):
        data = cleaned(files.with_field(*[piece.replace('"', "&quot;") for piece in pieces]))
        text = parts_of(data)[DOCUMENT].decode()
        assert "_top" in text and "10.0.0.9" not in text and "x.exe" not in text
        assert texts(data)[-1] == "kết quả"

    @pytest.mark.parametrize(
        "instruction",
        [
            ' HYPERLINK "https://a.vn/DDE" ', ' HYPERLINK \\l "_Toc1" \\h ', ' TOC \\o "1-3" \\h \\z \\u ', " PAGE ",
            ' DATE \\@ "dd/MM/yyyy" ', " MERGEFIELD Ho_ten ", " MACROBUTTON NoMacro [Điền tên] ", ' REF _Ref1 \\h ',
            ' HYPERLINK "mailto:a@b.vn" \\o "DDE" ', 'HYPERLINK"https://a.vn/x" \\l "m" \\t "_blank"', "=SUM(ABOVE)", " NUMPAGES ", " FORMTEXT ", ' SEQ Hình \\* ARABIC ',
        ],
    )  # fmt: skip
    def test_fields_of_every_day_stay_as_they_are(self, instruction):
        made = files.with_field(*(part.replace('"', "&quot;") for part in re.findall(r".{1,6}", instruction)))
        assert parts_of(cleaned(made))[DOCUMENT] == parts_of(made)[DOCUMENT]

    @pytest.mark.parametrize(
        "instruction",
        [
            'HYPERLINK"file://evil/x"', 'HYPERLINK"\\\\evil\\x"', 'HYPERLINK "" \\l "x" "file://evil"', 'HYPERLINK \\n "file://evil"',
            'HYPERLINK \\t "_blank" "file://evil"', 'HYPERLINK \\x "file://evil"', 'HYPERLINK "h\u200bttp://evil"',
            'HYPERLINK "a\\" \\o "http://ok" "file://evil"', 'HYPERLINK \\h"file://evil"',
        ],
    )  # fmt: skip
    def test_links_as_fields_that_lead_elsewhere(self, instruction):
        written = instruction.replace('"', "&quot;")
        for made in (
            files.with_field(written),
            files.changed(
                files.word(),
                {DOCUMENT: files.body(f'<w:fldSimple w:instr="{written}"><w:r><w:t>kết quả</w:t></w:r></w:fldSimple>')},
            ),
        ):
            text = parts_of(cleaned(made))[DOCUMENT].decode()
            assert "evil" not in text and "_top" in text and "kết quả" in text

    @pytest.mark.parametrize(
        "instruction",
        [
            " AUTHOR ",
            ' DOCPROPERTY "Số" ',
            " ADDIN EN.CITE x ",
            " FILLIN x ",
            " AUTOTEXT x ",
            " NEWFETCH x ",
            '"INCLUDEPICTURE" x',
        ],
    )
    def test_fields_that_nobody_here_knows_become_what_they_showed(self, instruction):
        written = instruction.replace('"', "&quot;")
        data = cleaned(files.with_field(*(part.replace('"', "&quot;") for part in (instruction[:3], instruction[3:]))))
        text = parts_of(data)[DOCUMENT].decode()
        assert texts(data)[-1] == "kết quả"
        assert "fldChar" not in text and "instrText" not in text
        simple = f'<w:fldSimple w:instr="{written}"><w:fldData>x</w:fldData><w:r><w:t>kết quả</w:t></w:r></w:fldSimple>'
        data = cleaned(files.changed(files.word(), {DOCUMENT: files.body(simple)}))
        assert texts(data)[-1] == "kết quả" and b"fld" not in parts_of(data)[DOCUMENT]

    def test_a_field_that_is_another_one_for_another_program(self):
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        choice = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
            'Requires="w14"><w:r><w:instrText> PAGE </w:instrText></w:r></mc:Choice><mc:Fallback><w:r><w:instrText>'
            "INCLUDEPICTURE x</w:instrText></w:r></mc:Fallback></mc:AlternateContent>"
        )
        xml = f"{mark('begin')}{choice}{mark('separate')}<w:r><w:t>7</w:t></w:r>{mark('end')}"
        data = cleaned(files.changed(files.word(), {DOCUMENT: files.body(xml)}))
        assert texts(data)[-1] == "7" and b"INCLUDEPICTURE" not in parts_of(data)[DOCUMENT]

    def test_buttons_run_nothing_and_show_what_they_showed(self):
        text = parts_of(cleaned(files.with_field(" MACROBUTTON FilePrint [Điền tên] ")))[DOCUMENT].decode()
        assert " MACROBUTTON NoMacro [Điền tên] " in text and "FilePrint" not in text

    def test_a_field_within_a_field(self):
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        inner = files.field(" MERGEFIELD gioi ", result="nam")
        xml = f"{mark('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>{mark('end')}"
        made = files.changed(files.word(), {DOCUMENT: files.body(xml)})
        assert parts_of(cleaned(made))[DOCUMENT] == parts_of(made)[DOCUMENT]

    def test_linked_pictures_are_white_and_ask_nobody(self):
        blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {}/>'.format
        made = files.with_rel(files.word(), DOCUMENT_RELS, "rP", "image", "http://evil.vn/track.png", change={
            DOCUMENT: lambda t: re.sub(r'<a:blip r:embed="[^"]+"', '<a:blip r:link="rP"', t, count=1)
        })  # fmt: skip
        data = cleaned(made)
        assert b'r:embed="rP"' in parts_of(data)[DOCUMENT]
        document = docx.Document(io.BytesIO(data))
        part = document.part.related_parts["rP"]
        assert (part.content_type, pixels(part.blob).size) == ("image/png", (1, 1))
        assert len(document.inline_shapes) == 1
        both = files.changed(made, {DOCUMENT: lambda t: t.replace('r:link="rP"', 'r:embed="rId9" r:link="rP"')})
        assert blip and b"r:link" not in parts_of(inspection.clean(both).data)[DOCUMENT]

    def test_pictures_of_old_drawings(self):
        shape = (
            '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
            '<v:shape href="file:///c:/x" style="width:9pt"><v:imagedata src="http://evil.vn/1" o:href="http://evil.vn/2" '
            'r:href="rP"/></v:shape></w:pict></w:r>'
        )
        made = files.with_rel(
            files.word(), DOCUMENT_RELS, "rP", "image", "http://evil.vn/3", change={DOCUMENT: files.body(shape)}
        )
        text = parts_of(cleaned(made))[DOCUMENT].decode()
        assert "evil" not in text and "file:" not in text
        assert 'r:id="rP"' in text

    def test_a_picture_that_is_missing(self):
        made = files.with_rel(files.word(), DOCUMENT_RELS, "rN", "image", "../NULL", inside=True)
        assert "rN" in docx.Document(io.BytesIO(cleaned(made))).part.related_parts

    def test_a_chart_shows_its_figures_without_the_workbook_behind_it(self):
        C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        chart = (
            f"<c:chartSpace {C} {files.R}><c:chart><c:plotArea><c:f>[so.xlsx]S!$A$1</c:f><c:f>S!$A$1</c:f></c:plotArea>"
            '</c:chart><c:externalData r:id="rNew2"><c:autoUpdate val="1"/></c:externalData></c:chartSpace>'
        )
        made = files.with_part(
            files.word(), "word/charts/chart1.xml", chart, OPEN + "drawingml.chart+xml", DOCUMENT_RELS, "chart"
        )
        book, there = "word/embeddings/Book1.xlsx", parts_of(made)
        made = files.with_rel(
            files.changed(made, {book: files.sheet(), "[Content_Types].xml": there["[Content_Types].xml"].decode().replace(
                "</Types>", f'<Default Extension="xlsx" ContentType="{OPEN}spreadsheetml.sheet"/></Types>')}),
            "word/charts/_rels/chart1.xml.rels", "rNew2", "package", "../embeddings/Book1.xlsx", inside=True,
        )  # fmt: skip
        parts = parts_of(cleaned(made))
        assert book not in parts
        kept = parts["word/charts/chart1.xml"].decode()
        assert "externalData" not in kept and "[so.xlsx]" not in kept
        assert "<c:f>S!$A$1</c:f>" in kept

    def test_fonts_of_other_machines(self):
        font = f"<w:font w:name='A'><w:embedRegular {files.R} r:id='rNew' w:fontKey='{{0}}'/></w:font></w:fonts>"
        made = files.with_part(
            files.word(), "word/fonts/font1.odttf", b"\x00" * 99, OPEN + "obfuscatedFont", "word/_rels/fontTable.xml.rels",
            "font", {"word/fontTable.xml": lambda t: t.replace("</w:fonts>", font)},
        )  # fmt: skip
        parts = parts_of(cleaned(made))
        assert "word/fonts/font1.odttf" not in parts and b"embedRegular" not in parts["word/fontTable.xml"]

    @pytest.mark.parametrize(
        ("ending", "data"),
        [
            ("png", files.picture("PNG", exif=files.gps())), ("gif", files.picture("GIF")), ("bmp", files.picture("BMP")),
            ("tiff", files.picture("TIFF", description="GPS", exif=files.gps())),
            ("wmf", b"\xd7\xcd\xc6\x9a" + bytes(90)), ("emf", b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60)),
        ],
    )  # fmt: skip
    def test_pictures_of_all_kinds(self, ending, data):
        said = {"wmf": "image/x-wmf", "emf": "image/x-emf"}.get(ending, f"image/{ending}")
        made = files.with_part(files.word(), f"word/media/hinh.{ending}", data, said, DOCUMENT_RELS, "image")
        kept = parts_of(cleaned(made))[f"word/media/hinh.{ending}"]
        if ending in ("wmf", "emf"):
            assert kept == data
        else:
            assert ImageChops.difference(pixels(data), pixels(kept)).getbbox() is None
            assert not Image.open(io.BytesIO(kept)).getexif().get_ifd(0x8825)

    def test_utf_16(self):
        def turn(text: str) -> str:
            return text.replace("encoding='UTF-8'", "encoding='UTF-16'")

        made = files.changed(files.word(), {DOCUMENT: turn(parts_of(files.word())[DOCUMENT].decode()).encode("utf-16")})
        assert texts(cleaned(made)) == texts(files.word())


@pytest.mark.parametrize(
    "element",
    [
        '<w:attachedTemplate r:id="rX"/>', '<w:linkStyles/>', '<w:entryMacro w:val="X"/>', '<w:exitMacro w:val="X"/>',
        '<w:saveThroughXslt r:id="rX" w:solutionID="X"/>', '<w:printerSettings r:id="rX"/>', '<w:externalData r:id="rX"/>',
        '<w:embedBold r:id="rX"/>', '<w:embedItalic r:id="rX"/>', '<w:embedBoldItalic r:id="rX"/>',
        '<w:attachedSchema w:val="X"/>', '<x:customProperties><x:customPr r:id="rX"/></x:customProperties>',
        '<x:FmlaMacro>X</x:FmlaMacro>', '<x:webVideoPr embeddedHtml="X"/>', '<x:svgBlip r:embed="rX"/>',
        '<x:imgProps><x:imgLayer r:embed="rX"><x:a/></x:imgLayer></x:imgProps>', '<x:absPath url="X"/>',
    ],
)  # fmt: skip
def test_elements_that_go_with_what_they_need(element):
    text = f'<w:a {files.W} {files.R} xmlns:x="urn:x"><w:b/>{element}<w:c>X</w:c></w:a>'
    kept = markup.settle(text.encode(), markup.Cut(gone={"rX": ""})).decode()
    assert kept == text.replace(element, "")


def test_attributes_are_changed_where_they_stand():
    text = (
        f"<w:a {files.W} {files.R}><v:shape xmlns:v='urn:v' href = 'file:///c:/x' \n alt=\"a > b\"  macro='m'/></w:a>"
    )
    kept = markup.settle(text.encode(), markup.Cut()).decode()
    assert 'href="" \n alt="a > b" macro=""/>' in kept


@pytest.mark.parametrize(
    "address", ["ht\ttp://a.vn/", "java\nscript:alert(1)", "http\u200b://a.vn", "\u202ehttp://a.vn"]
)
def test_an_address_with_unseen_characters_is_none(address):
    assert not is_web(address)


class TestExcel:
    def book(self, data: bytes):
        return openpyxl.load_workbook(io.BytesIO(data))

    def test_cells_formulas_styles_rules_and_pictures_are_what_they_were(self):
        data = cleaned(files.sheet())
        old, new = self.book(files.sheet()).active, self.book(data).active
        assert [[c.value for c in row] for row in new] == [[c.value for c in row] for row in old]
        for place in ("A1", "B2", "D3"):
            for style in ("font", "fill", "number_format"):
                assert repr(getattr(new[place], style)) == repr(getattr(old[place], style))
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert new.column_dimensions["A"].width == 33
        assert new["E1"].hyperlink.target == "https://tracuu.vn/"
        assert new["A2"].comment.text == "Kiểm tra"
        assert new.data_validations.dataValidation[0].formula1 == '"Có,Không"'
        assert len(new.conditional_formatting) == 1
        assert len(new._images) == 1
        assert self.book(data).defined_names["Tong"].attr_text == "'Trẻ em'!$D$2"
        assert parts_of(data)[SHEET] == parts_of(files.sheet())[SHEET]

    def test_a_workbook_of_excels_kind_with_shared_texts_tables_and_charts(self):
        data = cleaned(files.rich_sheet())
        old, new = self.book(files.rich_sheet()), self.book(data)
        assert new.sheetnames == old.sheetnames == ["Số liệu", "Biểu đồ"]
        page, before = new["Số liệu"], old["Số liệu"]
        shown = [[[getattr(c.value, "text", c.value) for c in row] for row in one] for one in (page, before)]
        assert shown[0] == shown[1]
        assert page["A1"].value == "Họ tên"
        assert len(page._charts) == 1
        assert page.tables.keys() == {"Table1"}
        assert page["H1"].hyperlink.location == "'Số liệu'!A5"
        assert (page["H2"].hyperlink.target, page["H2"].hyperlink.location) == (None, "H2")
        assert b"CongTy" not in b"".join(parts_of(data).values())

    def test_names_go(self):
        data = cleaned(files.sheet())
        book = self.book(data)
        assert (book.properties.title, book.properties.creator) == ("Danh sách", "openpyxl")  # its own default
        assert "Nguyễn Văn A".encode() not in b"".join(parts_of(data).values())

    def test_the_place_where_the_file_lay(self):
        path = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="{OFFICE}/spreadsheetml/2010/11/ac" '
            r'url="C:\Users\nguyenvana\Desktop\"/></mc:Choice></mc:AlternateContent><sheets>'
        )
        made = files.changed(files.sheet(), {BOOK: lambda t: t.replace("<sheets>", path)})
        assert b"nguyenvana" not in parts_of(cleaned(made))[BOOK]

    def test_another_workbook_is_let_go_and_its_values_stay(self):
        data = cleaned(
            files.external_book(
                '<externalBook r:id="rId1"><sheetNames><sheetName val="S"/></sheetNames></externalBook>'
            )
        )
        parts = parts_of(data)
        assert not [name for name in parts if "externalLink" in name]
        assert b"10.0.0.9" not in b"".join(parts.values())
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
        formulas = self.book(data).active
        assert [values[place].value for place in ("A9", "B9", "C9", "D9")] == [41, 42, 43, 126]
        assert [formulas[place].value for place in ("A9", "B9", "C9", "D9")] == [41, 42, 43, "=SUM(A9:C9)"]
        assert self.book(data).defined_names["Ngoai"].attr_text == "#REF!"
        assert b"externalReference" not in parts[BOOK]

    @pytest.mark.parametrize(
        ("formula", "stays"),
        [
            ("SUM(A1:B2)", True), ("VLOOKUP(A1,'Trẻ em'!A:B,2,0)", True), ("Bang1[[#This Row],[Nam]]+1", True),
            ("Bang1[Nam]", True), ("IF(A1=&quot;a|b&quot;,1,2)", True), ("HYPERLINK(&quot;#'Trẻ em'!A1&quot;,1)", True),
            ("HYPERLINK(&quot;https://a.vn&quot;,1)", True), ("&quot;cmd|' /c calc'!A0&quot;", True),
            ("'Lớp 1|2'!A1", True),
            ("HYPERLINK(&quot;file:///c:/x.exe&quot;,1)", False), ("HYPERLINK(&quot;javascript:alert(1)&quot;)", False),
            ("'C:\\a\\[x.xlsx]S'!A1", False), ("[x.xlsx]S!A1", False), ("[1]!Ten", False),
            ("_xlfn.XLOOKUP(A1,B1:B3,C1:C3)", True), ("_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1),_xlpm.f(1))", True),
            ("SUM('Lớp 1:Lớp 3'!A1)", True), ("Bang1[It''s &quot;a&quot;]^Sheet!A1", True), ("_xlfn._xlws.SORT(A1:A3)", True),
            ("HYPERLINK(B1)", False), ("HYPERLINK((&quot;file:///c:/x&quot;),1)", False), ("HYPERLINK(+&quot;https://a.vn&quot;)", False),
            ("HYPERLINK(CONCATENATE(&quot;\\\\evil&quot;,&quot;\\x&quot;))", False), ("HYPERLINK(IF(1,&quot;file:///c:/x&quot;))", False),
            ("HYPERLINK(&quot;https://a.vn&quot;&amp;B1)", False), ("_xll.EVIL(1)", False), ("EVALUATE(A1)", False), ("RUN(A1)", False),
            ("FOPEN(A1,3)", False), ("GET.WORKSPACE(1)", False), ("'\\\\evil\\x.xlsx'!Ten", False), ("x.xlsx!Ten", False), ("MyOwn(A1)", False),
            ("'http://evil.vn/[x.xlsx]S'!A1", False), ("SUM('[2]Lớp''s 1'!A1:A9)", False),
        ],
    )  # fmt: skip
    def test_formulas(self, formula, stays):
        data = cleaned(files.with_formula(formula))
        assert (b"<f>" in parts_of(data)[SHEET].split(b'r="A9"')[1]) is stays
        assert openpyxl.load_workbook(io.BytesIO(data), data_only=True).active["A9"].value == 7

    def test_links_to_elsewhere_lead_to_their_own_cell(self):
        made = files.changed(
            files.sheet(), {SHEET_RELS: lambda t: t.replace("https://tracuu.vn/", "file://10.0.0.9/a")}
        )
        link = self.book(cleaned(made)).active["E1"].hyperlink
        assert (link.target, link.location) == (None, "E1")

    def test_settings_of_a_printer(self):
        made = files.with_part(
            files.sheet(), "xl/printerSettings/printerSettings1.bin", "PC-VANPHONG".encode("utf-16"),
            OPEN + "spreadsheetml.printerSettings", SHEET_RELS, "printerSettings",
            {SHEET: lambda t: t.replace("<drawing", f'<pageSetup {files.R} orientation="landscape" r:id="rNew"/><drawing')},
        )  # fmt: skip
        data = cleaned(made)
        assert not [name for name in parts_of(data) if "printer" in name]
        assert self.book(data).active.page_setup.orientation == "landscape"

    def test_buttons_of_macros_that_are_gone(self):
        made = files.changed(files.sheet(), {
            "xl/drawings/drawing1.xml": lambda t: t.replace("<xdr:pic>", '<xdr:pic macro="[0]!Chay">').replace("<pic>", '<pic macro="[0]!Chay">')
        })  # fmt: skip
        assert b"Chay" not in parts_of(cleaned(made))["xl/drawings/drawing1.xml"]

    def test_notes_with_line_ends_of_html(self):
        name = next(name for name in parts_of(files.sheet()) if name.endswith(".vml"))
        made = files.changed(files.sheet(), {name: lambda t: re.sub(r"<(\w+:)?textbox", r"<br><\1textbox", t)})
        assert self.book(cleaned(made)).active["A2"].comment.text == "Kiểm tra"

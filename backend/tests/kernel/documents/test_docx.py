"""The DOCX as Word keeps it: styles, typefaces, tables, sections."""

import io
import re
import zipfile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.kernel.documents import papers
from tests.kernel.documents.reading import parts, style_chain, word
from vitreem.kernel.documents.docx import render_docx
from vitreem.kernel.documents.model import Column, Document, Labels, Secrecy, Table
from vitreem.kernel.files.office import cleaning

SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
# The order in which ECMA-376 wants a paragraph's properties; Word may call a file broken that has another.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs", "spacing", "ind", "jc",
    "outlineLvl", "sectPr",
)  # fmt: skip
TWIPS = 1440 / 25.4


@pytest.fixture(scope="module")
def plan():
    return word(render_docx(papers.plan()))


@pytest.fixture(scope="module")
def signing_list():
    return word(render_docx(papers.signing_list()))


def names(file) -> dict[str, str]:
    """Style by the beginning of the paragraph, tables too."""
    found = {}
    for p in file.element.body.iter(qn("w:p")):
        text = "".join(one.text or "" for one in p.iter(qn("w:t")))
        style = p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        if text:
            found.setdefault(text[:20], next(one.name for one in file.styles if one.style_id == style))
    return found


class TestStyles:
    @pytest.mark.parametrize("make", [papers.plan, papers.letter, papers.signing_list])
    def test_every_run_is_times_new_roman_in_every_script(self, make):
        file = word(render_docx(make()))
        runs = 0
        for part in parts(file):
            for p in part.iter(qn("w:p")):
                style = p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
                for run in p.iter(qn("w:r")):
                    runs += 1
                    assert run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is None
                    fonts = next(
                        found for properties in style_chain(file, style)
                        if properties is not None and (found := properties.find(qn("w:rFonts"))) is not None
                    )  # fmt: skip
                    assert {fonts.get(qn(f"w:{script}")) for script in SCRIPTS} == {"Times New Roman"}
                    assert not [name for name in fonts.attrib if "heme" in name]
        assert runs > 10

    def test_no_other_typeface_is_named(self):
        with zipfile.ZipFile(io.BytesIO(render_docx(papers.plan()))) as archive:
            for name in ("word/styles.xml", "word/document.xml"):
                said = archive.read(name).decode()
                assert set(
                    re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', "".join(re.findall("<w:rFonts[^>]*>", said)))
                ) <= {"Times New Roman"}
                assert "Theme=" not in said

    def test_language_is_vietnamese(self, plan):
        properties = list(style_chain(plan, None))[-1]
        assert properties.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"

    def test_parts_have_styles_of_their_own(self, plan):
        assert names(plan).items() >= {
            "ỦY BAN NHÂN DÂN": "Cơ quan ban hành", "CỘNG HÒA XÃ HỘI CHỦ ": "Quốc hiệu", "Độc lập - Tự do - Hạ": "Tiêu ngữ",
            "Số: 05/KH-UBND": "Số, ký hiệu", "Hòa Bình, ngày 05 th": "Địa danh, thời gian", "KẾ HOẠCH": "Title",
            "Tổ chức Tháng hành đ": "Trích yếu", "Căn cứ Luật Trẻ em n": "Căn cứ", "I. MỤC ĐÍCH, YÊU CẦU": "Heading 2",
            "1. Mục đích": "Heading 3", "a) Nâng cao nhận thứ": "Điểm", "KT. CHỦ TỊCH": "Chức vụ người ký",
            "Nguyễn Thị Ánh Tuyết": "Họ tên người ký", "Nơi nhận:": "Nơi nhận", "- Sở Y tế;": "Nơi nhận, dòng",
            "Phụ lục I": "Số phụ lục",
        }.items()  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "points", "bold", "italic"),
        [
            ("Quốc hiệu", 12, True, False), ("Tiêu ngữ", 13, True, False), ("Cơ quan ban hành", 12, True, False),
            ("Cơ quan chủ quản", 12, False, False), ("Số, ký hiệu", 13, False, False), ("Về việc", 12, False, False),
            ("Địa danh, thời gian", 13, False, True), ("Title", 14, True, False), ("Trích yếu", 14, True, False),
            ("Căn cứ", 14, False, True), ("Nội dung", 14, False, False), ("Heading 2", 14, True, False),
            ("Nơi nhận", 12, True, True), ("Nơi nhận, dòng", 11, False, False), ("Header", 13, False, False),
        ],
    )  # fmt: skip
    def test_letters_by_the_law(self, plan, name, points, bold, italic):
        font = plan.styles[name].font
        assert (font.size.pt, font.bold, font.italic) == (points, bold, italic)
        assert str(font.color.rgb) == "000000"

    def test_body_is_justified_with_its_indent_and_gaps(self, plan):
        shape = plan.styles["Nội dung"].paragraph_format
        assert (shape.alignment, round(shape.first_line_indent.mm, 1)) == (3, 12.7)
        assert shape.space_before.pt >= 6
        assert 1 <= shape.line_spacing <= 1.5

    @pytest.mark.parametrize("make", [papers.plan, papers.letter, papers.signing_list])
    def test_properties_stand_in_the_order_of_the_standard(self, make):
        file = word(render_docx(make()))
        for part in (*parts(file), file.styles.element):
            for properties in part.iter(qn("w:pPr")):
                order = [PARAGRAPH_ORDER.index(one.tag.partition("}")[2]) for one in properties]
                assert order == sorted(order)

    def test_a_heading_stays_with_what_follows(self, plan):
        assert plan.styles["Heading 2"].paragraph_format.keep_with_next
        last = next(p for p in plan.paragraphs if p.text.startswith("Trên đây"))
        assert last.paragraph_format.keep_with_next


class TestPage:
    def test_margins(self, plan):
        for section in plan.sections:
            assert [
                round(one.mm)
                for one in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            ] == [20, 20, 30, 15]

    def test_paper(self, plan):
        first, annex = plan.sections
        assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
        assert (round(annex.page_width.mm), round(annex.page_height.mm), annex.orientation) == (
            297,
            210,
            WD_ORIENT.LANDSCAPE,
        )

    def test_page_number_from_the_second_page_in_the_top_margin(self, plan):
        for section in plan.sections:
            assert section.different_first_page_header_footer
            assert section.header_distance == pytest.approx(Mm(10), abs=1000)
            assert 'instr="PAGE"' in section.header._element.xml
            assert "PAGE" not in section.first_page_header._element.xml
            tab = section.header._element.find(f".//{qn('w:tabs')}/{qn('w:tab')}")
            middle = (section.page_width - section.left_margin - section.right_margin) / 2
            assert (tab.get(qn("w:val")), int(tab.get(qn("w:pos"))) / TWIPS) == (
                "center",
                pytest.approx(Mm(1) and middle / 36000, abs=0.1),
            )

    def test_annex_is_counted_anew(self, plan):
        first, annex = plan.sections
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert first._sectPr.find(qn("w:pgNumType")) is None

    def test_copy_is_marked_on_every_page(self):
        section = word(render_docx(papers.signing_list(is_copy=True))).sections[0]
        assert "BẢN SAO" in section.header._element.xml and "BẢN SAO" in section.first_page_header._element.xml

    def test_stamp_is_framed_in_red(self):
        file = word(render_docx(Document("a", papers.MADE_AT, papers.letterhead(secrecy=Secrecy.TOP_SECRET))))
        [stamp] = [p for p in file.element.body.iter(qn("w:p")) if "TỐI MẬT" in "".join(p.itertext())]
        borders = stamp.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        assert {one.get(qn("w:color")) for one in borders} == {"FF0000"}
        assert len(borders) == 4
        assert str(file.styles["Dấu chỉ mức độ"].font.color.rgb) == "FF0000"


class TestTable:
    def test_head_is_repeated_and_rows_are_whole(self, signing_list):
        table = next(one for one in signing_list.tables if one.style and one.style.name == "Table Grid")
        rows = table._tbl.tr_lst
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert len(rows) == 1 + 60 + 3 + 1

    def test_grid_and_cells_have_their_widths(self, signing_list):
        table = next(one for one in signing_list.tables if one.style and one.style.name == "Table Grid")
        wanted = [round(column.mm * TWIPS) for column in papers.COLUMNS]
        assert [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid] == wanted
        first, total = table._tbl.tr_lst[1], table._tbl.tr_lst[-1]
        assert [int(one.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for one in first.tc_lst] == wanted
        assert int(total.tc_lst[0].tcPr.find(qn("w:tcW")).get(qn("w:w"))) == pytest.approx(sum(wanted[:4]), abs=2)
        assert total.tc_lst[0].grid_span == 4
        assert sum(wanted) / TWIPS <= 165.1
        assert int(first.find(f"{qn('w:trPr')}/{qn('w:trHeight')}").get(qn("w:val"))) == round(9 * TWIPS)

    def test_cells_are_aligned_and_totals_bold(self, signing_list):
        table = next(one for one in signing_list.tables if one.style and one.style.name == "Table Grid")
        assert table.cell(1, 4).paragraphs[0].alignment == 2
        assert table.cell(1, 0).paragraphs[0].alignment == 1
        assert all(run.bold for row in table.rows[-1:] for cell in row.cells for p in cell.paragraphs for run in p.runs)

    def test_wider_than_the_page_becomes_narrower(self):
        table = Table.plain((Column("Một", 200), Column("Hai", 200)), [("a", "b")])
        file = word(render_docx(Document("a", papers.MADE_AT, body=(table,))))
        assert sum(int(one.get(qn("w:w"))) for one in file.tables[0]._tbl.tblGrid) / TWIPS == pytest.approx(
            165, abs=0.1
        )

    def test_labels_fill_a_grid(self):
        labels = Labels(3, 40, tuple((f"Người nhận {n}", f"Khu phố {n}") for n in range(1, 6)))
        table = word(render_docx(Document("Nhãn", papers.MADE_AT, body=(labels,)))).tables[0]
        assert [[cell.text for cell in row.cells] for row in table.rows][1] == [
            "Người nhận 4\nKhu phố 4",
            "Người nhận 5\nKhu phố 5",
            "",
        ]
        height = table._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
        assert (int(height.get(qn("w:val"))), height.get(qn("w:hRule"))) == (round(40 * TWIPS), "exact")

    def test_two_tables_dont_become_one(self):
        table, labels = Table.plain((Column("Một", 50),), [("a",)]), Labels(2, 40, (("a",),))
        paper = Document("a", papers.MADE_AT, papers.letterhead(), body=(labels, labels, table, table, labels))
        file = word(render_docx(paper))
        assert len(file.tables) == 6
        kinds = [one.tag.partition("}")[2] for one in file.element.body]
        assert "tbl,tbl" not in ",".join(kinds)
        assert kinds[-2:] == ["p", "sectPr"]


class TestFile:
    def test_properties(self, plan):
        properties = plan.core_properties
        assert (properties.title, properties.author) == ("Kế hoạch Tháng hành động vì trẻ em", "")
        assert properties.created == papers.MADE_AT

    @pytest.mark.parametrize("make", [papers.plan, papers.signing_list])
    def test_what_goes_out_may_come_back(self, make):
        """A ward fills in the file and sends it as a record's: nothing in it is foreign."""
        data, media_type = cleaning.clean(render_docx(make()))
        assert media_type == cleaning.DOCX
        assert len(word(data).tables) == len(word(render_docx(make())).tables)

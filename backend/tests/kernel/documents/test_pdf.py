"""The PDF by the numbers of NĐ 30/2020, Phụ lục I, each within 1 mm."""

from itertools import pairwise

import pytest
from pdfminer.pdftypes import resolve1

from tests.kernel.documents import papers
from tests.kernel.documents.reading import MM, Line, line, lines, pdf, rule_below, rules
from vitreem.kernel.documents.model import (
    Annex,
    Closing,
    Column,
    Document,
    Labels,
    Letterhead,
    Level,
    Page,
    Paragraph,
    Secrecy,
    Signature,
    Table,
    Urgency,
)
from vitreem.kernel.documents.pdf import render_pdf

LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
MIDDLE = (LEFT + RIGHT) / 2
SIDE = LEFT + 0.42 * (RIGHT - LEFT)


def near(value: float):
    return pytest.approx(value, abs=1)


@pytest.fixture(scope="module")
def plan():
    return pdf(render_pdf(papers.plan())).pages


@pytest.fixture(scope="module")
def letter():
    return pdf(render_pdf(papers.letter())).pages[0]


@pytest.fixture(scope="module")
def signing_list():
    return pdf(render_pdf(papers.signing_list())).pages


class TestPage:
    def test_a4_with_its_margins(self, plan):
        for page in plan[:2]:
            assert (page.width * MM, page.height * MM) == (near(210), near(297))
            body = [one for one in lines(page) if one.top > TOP - 1]
            assert min(one.left for one in body) == near(LEFT)
            assert max(one.right for one in body) == near(RIGHT)
            assert min(one.top for one in body) == near(TOP)
            assert max(one.bottom for one in body) <= BOTTOM + 1

    def test_a_full_page_reaches_the_lower_margin(self):
        pages = pdf(render_pdf(papers.of(*(Paragraph(f"Dòng {n}") for n in range(80))))).pages
        assert BOTTOM - 9 < max(one.bottom for one in lines(pages[0])) <= BOTTOM + 1

    def test_page_number_in_the_middle_of_the_top_margin_from_page_2(self, plan):
        assert [one for one in lines(plan[0]) if one.top < TOP - 1] == []
        [number] = [one for one in lines(plan[1]) if one.top < TOP - 1]
        assert (number.text, number.middle, number.sizes) == ("2", near(MIDDLE), {13})
        assert 5 < number.top < number.bottom < TOP

    def test_annex_lies_across_and_is_counted_anew(self):
        table = Table.plain((Column("Nội dung", 200),), [(f"Việc {n}",) for n in range(60)])
        annexes = tuple(Annex(f"Phụ lục {n}", "Danh mục", (table,), "(Kèm theo)", Page.LANDSCAPE) for n in ("I", "II"))
        pages = pdf(render_pdf(papers.of(Paragraph("Một dòng"), annexes=annexes))).pages
        across = pages[1:]
        assert all((page.width * MM, page.height * MM) == (near(297), near(210)) for page in across)
        numbers = ["".join(one.text for one in lines(page) if one.top < TOP - 1) for page in pages]
        half = len(across) // 2
        assert numbers == ["", *2 * ["", *map(str, range(2, half + 1))]]
        assert half > 1
        assert max(one.right for one in lines(across[0])) <= 297 - 15 + 1
        title = line(across[0], "Phụ lục I")
        assert (title.middle, title.sizes, title.fonts) == (near((30 + 297 - 15) / 2), {14}, {"Tinos-Bold"})
        assert line(across[0], "DANH MỤC").fonts == {"Tinos-Bold"}
        assert line(across[0], "(Kèm theo)").fonts == {"Tinos-Italic"}

    def test_copy_is_marked_on_every_page(self):
        for page in pdf(render_pdf(papers.signing_list(is_copy=True))).pages:
            mark = line(page, "BẢN SAO")
            assert mark.right == near(RIGHT)
            assert mark.bottom < TOP
        assert not any("BẢN SAO" in one.text for one in lines(pdf(render_pdf(papers.signing_list())).pages[0]))


class TestHead:
    def test_country_and_motto_in_the_right_half(self, plan):
        country, motto = line(plan[0], "CỘNG HÒA"), line(plan[0], "Độc lập - Tự do - Hạnh phúc")
        middle = (SIDE + RIGHT) / 2
        assert (country.text, country.middle, country.sizes, country.fonts) == (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", near(middle), {12}, {"Tinos-Bold"},
        )  # fmt: skip
        assert country.left > SIDE
        assert (motto.middle, motto.sizes, motto.fonts) == (near(middle), {13}, {"Tinos-Bold"})
        assert country.top == near(TOP)

    def test_line_below_the_motto_is_as_long(self, plan):
        motto = line(plan[0], "Độc lập")
        assert rule_below(plan[0], motto) == (near(motto.left), near(motto.right))

    def test_issuer_on_the_left_with_a_shorter_line(self, plan):
        first, second = line(plan[0], "ỦY BAN NHÂN DÂN"), line(plan[0], "PHƯỜNG HÒA BÌNH")
        middle = (LEFT + SIDE) / 2
        assert (first.middle, second.middle, first.fonts, first.sizes) == (
            near(middle),
            near(middle),
            {"Tinos-Bold"},
            {12},
        )
        left, right = rule_below(plan[0], second)
        assert 1 / 3 <= (right - left) / (second.right - second.left) <= 1 / 2

    def test_a_parent_body_isnt_bold(self):
        page = pdf(
            render_pdf(Document("a", papers.MADE_AT, Letterhead(("Trường Tiểu học",), "Ủy ban nhân dân phường")))
        ).pages[0]
        assert line(page, "ỦY BAN NHÂN DÂN PHƯỜNG").fonts == {"Tinos-Regular"}
        assert line(page, "TRƯỜNG TIỂU HỌC").fonts == {"Tinos-Bold"}

    def test_number_left_and_date_right(self, plan):
        number, day = line(plan[0], "Số:"), line(plan[0], "Hòa Bình,")
        assert (number.text, number.middle, number.sizes) == ("Số: 05/KH-UBND", near((LEFT + SIDE) / 2), {13})
        assert (day.text, day.middle, day.sizes, day.fonts) == (
            "Hòa Bình, ngày 05 tháng 6 năm 2026", near((SIDE + RIGHT) / 2), {13}, {"Tinos-Italic"},
        )  # fmt: skip
        assert number.top == near(day.top)

    def test_not_numbered_yet_has_room(self, letter):
        parts = [one for one in lines(letter) if "Số:" in one.text or "/UBND-VHXH" in one.text]
        number = Line(
            [
                one
                for one in letter.extract_words(extra_attrs=["fontname", "size"])
                if one["text"] in ("Số:", "/UBND-VHXH")
            ]
        )
        assert number.right - number.left > 30
        assert parts

    def test_subject_of_a_letter_below_its_number(self, letter):
        about, number = line(letter, "V/v"), line(letter, "Số:")
        assert about.top > number.top
        assert about.sizes == {12}
        assert about.right < SIDE + 1
        assert "KẾ HOẠCH" not in [one.text for one in lines(letter)]

    @pytest.mark.parametrize(
        ("mark", "mm"),
        [(Urgency.URGENT, 20), (Urgency.EXPRESS, 30), (Urgency.VERY_URGENT, 40), (Secrecy.TOP_SECRET, 30)],
    )
    def test_stamp_is_red_and_of_the_size_of_the_law(self, mark, mm):
        kind = "urgency" if isinstance(mark, Urgency) else "secrecy"
        page = pdf(render_pdf(Document("a", papers.MADE_AT, papers.letterhead(**{kind: mark})))).pages[0]
        [frame] = page.rects
        assert ((frame["x1"] - frame["x0"]) * MM, frame["height"] * MM) == (near(mm), near(8))
        assert frame["stroking_color"] == (1, 0, 0)
        said = line(page, mark)
        assert (said.sizes, said.fonts) == ({13}, {"Tinos-Bold"})
        assert said.middle == near((frame["x0"] + frame["x1"]) / 2 * MM)


class TestBody:
    def test_title_in_the_middle(self, plan):
        kind, subject = line(plan[0], "KẾ HOẠCH"), line(plan[0], "Tổ chức Tháng")
        for one in (kind, subject):
            assert (one.middle, one.sizes, one.fonts) == (near(MIDDLE), {14}, {"Tinos-Bold"})
        left, right = rule_below(plan[0], subject)
        assert 1 / 3 <= (right - left) / (subject.right - subject.left) <= 1 / 2

    def test_grounds_are_italic(self, plan):
        assert line(plan[0], "Căn cứ Luật Trẻ em").fonts == {"Tinos-Italic"}
        assert line(plan[0], "Căn cứ Luật Trẻ em").text.endswith("2016;")

    def test_levels(self, plan):
        for begin in ("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"):
            assert (line(plan[0], begin).fonts, line(plan[0], begin).sizes) == ({"Tinos-Bold"}, {14})
        assert line(plan[0], "a) Nâng cao").fonts == {"Tinos-Regular"}
        assert line(plan[0], "Rà soát").fonts == {"Tinos-Bold", "Tinos-Regular"}

    def test_first_line_is_set_in_and_lines_are_justified(self, plan):
        first, second = line(plan[0], "a) Nâng cao"), line(plan[0], "và bổn phận")
        assert (first.left, second.left) == (near(LEFT + 12.7), near(LEFT))
        assert (first.right, second.right) == (near(RIGHT), near(RIGHT))

    def test_lines_stand_as_far_apart_as_the_law_allows(self, plan):
        first, second = line(plan[0], "a) Nâng cao"), line(plan[0], "và bổn phận")
        single = 14 * MM * 1.149
        assert single <= second.bottom - first.bottom <= 1.5 * single
        before = line(plan[0], "1. Mục đích")
        assert (first.bottom - before.bottom - (second.bottom - first.bottom)) / MM >= 6 - 0.1

    def test_part_stands_in_the_middle(self):
        page = pdf(render_pdf(papers.of(Paragraph("Phần I\nQuy định chung", Level.PART), Paragraph("Một dòng")))).pages[
            0
        ]
        assert line(page, "PHẦN I").middle == near(MIDDLE)
        assert line(page, "QUY ĐỊNH CHUNG").middle == near(MIDDLE)

    def test_one_addressee_on_the_line_and_several_below(self, letter):
        one = pdf(render_pdf(papers.letter(addressees=1))).pages[0]
        assert line(one, "Kính gửi").text == "Kính gửi: Trạm Y tế phường"
        to = [line(letter, begin) for begin in ("Kính gửi:", "- Trạm", "- Các trường", "- Ban")]
        assert [line.text[-1] for line in to] == [":", ";", ";", "."]
        assert to[1].left == near(to[2].left)
        assert to[1].left > to[0].left


class TestTable:
    def test_head_is_repeated_on_every_page(self, signing_list):
        assert len(signing_list) == 3
        for page in signing_list:
            head = line(page, "STT")
            assert head.left == near(LEFT + 6 - (head.right - head.left) / 2)
            assert head.fonts == {"Tinos-Bold"}

    def test_columns_are_as_wide_as_told(self, signing_list):
        edges = sorted({round(one["x0"] * MM) for one in signing_list[1].lines if one["height"] > 5})
        expected = [LEFT]
        for column in papers.COLUMNS:
            expected.append(expected[-1] + column.mm)
        assert len(edges) >= len(expected)
        assert all(min(abs(edge - one) for one in expected) <= 1 for edge in edges)

    def test_wider_than_the_page_becomes_narrower(self):
        table = Table.plain((Column("Một", 200), Column("Hai", 200)), [("a", "b")])
        page = pdf(render_pdf(Document("a", papers.MADE_AT, body=(table,)))).pages[0]
        assert (min(one[0] for one in rules(page)), max(one[1] for one in rules(page))) == (near(LEFT), near(RIGHT))

    def test_rows_are_at_least_as_high_as_told(self, signing_list):
        heights = sorted({round(top, 1) for left, _, top in rules(signing_list[0]) if left == near(LEFT)})
        gaps = [below - above for above, below in pairwise(heights)]
        # The head's row may be lower.
        assert min(gaps[1:]) >= 9 - 0.2

    def test_cells_stand_where_their_column_says(self, signing_list):
        edge = LEFT + sum(column.mm for column in papers.COLUMNS[:5])
        assert line(signing_list[0], "500.000").right == near(edge - 1.2)
        assert line(signing_list[0], "Nguyễn Thị Ánh Ngọc").left == near(LEFT + 12 + 1.2)

    def test_total_is_bold_and_spans_its_columns(self, signing_list):
        total, money = line(signing_list[-1], "Tổng cộng: 60 suất"), line(signing_list[-1], "30.000.000")
        assert total.fonts == money.fonts == {"Tinos-Bold"}
        assert total.middle == near(LEFT + sum(column.mm for column in papers.COLUMNS[:4]) / 2)
        assert line(signing_list[-1], "Bằng chữ: Ba mươi triệu đồng.").fonts == {"Tinos-Italic"}

    def test_reserve_rows_are_empty(self):
        def drawn(reserve: int) -> int:
            [page] = pdf(render_pdf(papers.signing_list(3, reserve))).pages
            return len({round(top, 1) for _, _, top in rules(page) if top > 60})

        assert drawn(5) - drawn(2) == 3

    def test_a_row_is_not_split(self):
        long = "Nội dung rất dài của một ô trong bảng " * 10
        table = Table.plain((Column("Nội dung", 60),), [(long,)] * 12)
        for page in pdf(render_pdf(Document("a", papers.MADE_AT, body=(table,)))).pages:
            words = [one.text for one in lines(page) if one.text != "Nội dung"]
            assert " ".join(words).count("Nội dung rất dài") % 10 == 0

    def test_labels_fill_a_grid(self):
        labels = Labels(3, 40, tuple((f"Người nhận {n}", f"Khu phố {n}") for n in range(1, 20)))
        pages = pdf(render_pdf(Document("Nhãn", papers.MADE_AT, body=(labels,)))).pages
        assert len(pages) == 2
        first, third, below = (line(pages[0], f"Người nhận {n}") for n in (1, 3, 4))
        assert third.left - first.left == near(2 * 55)
        assert below.top - first.top == near(40)
        assert line(pages[0], "Người nhận 1").fonts == {"Tinos-Bold"}
        assert line(pages[1], "Người nhận 19").top > TOP


class TestClosing:
    def test_recipients_left_and_signer_right(self, letter):
        signer, to = line(letter, "TM. ỦY BAN NHÂN DÂN"), line(letter, "Nơi nhận:")
        middle = LEFT + (RIGHT - LEFT) * (0.46 + 0.54 / 2)
        assert (signer.middle, signer.sizes, signer.fonts) == (near(middle), {14}, {"Tinos-Bold"})
        assert (to.left, to.sizes, to.fonts) == (near(LEFT), {12}, {"Tinos-BoldItalic"})
        assert to.top == near(signer.top)
        last = line(letter, "- Lưu:")
        assert (last.text, last.sizes) == ("- Lưu: VT, VHXH.", {11})
        name = line(letter, "Trần Văn Đức")
        assert name.top - line(letter, "CHỦ TỊCH").bottom == near(25)
        assert (name.middle, name.fonts) == (near(middle), {"Tinos-Bold"})

    def test_deputy_signs_below_whom_he_stands_for(self, plan):
        tops = [line(plan[1], begin).top for begin in ("TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Ánh")]
        assert tops == sorted(tops)

    def test_three_sign_side_by_side(self, signing_list):
        third = (RIGHT - LEFT) / 3
        titles = [line(signing_list[-1], begin) for begin in ("NGƯỜI LẬP", "KẾ TOÁN", "CHỦ TỊCH")]
        names = [line(signing_list[-1], f"Người ký {n}") for n in (1, 2, 3)]
        for index, (title, name) in enumerate(zip(titles, names, strict=True)):
            assert title.middle == near(LEFT + third * (index + 0.5))
            assert (title.top, name.top) == (near(titles[0].top), near(names[0].top))

    @pytest.mark.parametrize("count", range(24, 40))
    def test_never_stands_alone_on_a_page(self, count):
        paper = papers.of(
            *(Paragraph(f"Dòng {n}") for n in range(count)), closing=Closing((Signature("Chủ tịch", "Trần Văn Đức"),))
        )
        *_, page = pdf(render_pdf(paper)).pages
        said = [one.text for one in lines(page)]
        assert f"Dòng {count - 1}" in said
        assert "CHỦ TỊCH" in said and "Trần Văn Đức" in said


class TestFile:
    @pytest.mark.parametrize("make", [papers.plan, papers.letter, papers.signing_list])
    def test_only_tinos_and_all_of_it_inside(self, make):
        file = pdf(render_pdf(make()))
        used = {char["fontname"].partition("+")[2] for page in file.pages for char in page.chars}
        assert used
        assert used <= {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
        for page in file.pages:
            for font in resolve1(page.page_obj.resources["Font"]).values():
                [below] = resolve1(resolve1(font)["DescendantFonts"])
                descriptor = resolve1(resolve1(below)["FontDescriptor"])
                assert {"FontFile2", "FontFile3"} & descriptor.keys()

    def test_archive_format_and_properties(self):
        data = render_pdf(papers.plan())
        assert b"<pdfaid:part>2</pdfaid:part>" in data
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
        info = pdf(data).metadata
        assert info["Title"] == "Kế hoạch Tháng hành động vì trẻ em"
        assert info["CreationDate"].startswith("D:20260605020000")

    def test_the_same_document_is_the_same_file(self):
        assert render_pdf(papers.letter()) == render_pdf(papers.letter())

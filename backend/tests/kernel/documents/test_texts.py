"""What documents say: the same in both formats, and never more than text. Also how long they may be."""

import dataclasses
from typing import Any

import pytest

from tests.kernel.documents import papers
from tests.kernel.documents.reading import MM, bare, docx_text, lines, pdf, pdf_text
from vitreem.kernel.documents.amounts import dots
from vitreem.kernel.documents.bounds import DocumentTooLong
from vitreem.kernel.documents.docx import render_docx
from vitreem.kernel.documents.model import (
    Annex,
    Closing,
    Column,
    Document,
    Labels,
    Letterhead,
    Level,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vitreem.kernel.documents.pdf import render_pdf
from vitreem.kernel.request.workers import Workers

HOSTILE = (
    '#image("/etc/passwd")', "#{ read(\"template.typ\") }", "#sys.inputs.document", "*bold* _italic_ `code` $x^2$ @ref <label>",
    "= Không phải đề mục", "- a\\ b \\u{41} // hết /* chú thích */ ~ -- --- ...", "</w:t></w:r><w:p/>&amp;<!-- -->]]>", "{{ tên }} {% if %} %s {0}",
    "=HYPERLINK(\"http://x\")", "\"ngoặc\" 'đơn' “kép”", "http://example.com/#a?b=c&d=e", "a  b   c",
)  # fmt: skip


def both(document: Document, heads: str = "") -> tuple[str, str]:
    return pdf_text(render_pdf(document), heads=heads), docx_text(render_docx(document))


def saying(text: str) -> Document:
    """The text wherever a document has one."""
    table = Table((Column(text, 100), Column("Cột", 40)), (Row((text, "ô")),), (Row((text,), merged=2),))
    return Document(
        text, papers.MADE_AT, Letterhead((text,), text, text, text, text), text, text, (text,), (text,),
        (Paragraph(text, Level.SECTION, text), Paragraph(text, italic=True), table, Labels(2, 60, ((text, text),))),
        Closing((Signature(text, text, (text,), text),), (text,), text), (Annex(text, text, (Paragraph(text),), text),),
    )  # fmt: skip


class TestSame:
    @pytest.mark.parametrize("make", [papers.plan, papers.letter, lambda: papers.letter(5, 1)])
    def test_both_formats_say_the_same(self, make):
        in_pdf, in_docx = both(make())
        assert in_pdf == in_docx
        assert len(in_pdf) > 400

    @pytest.mark.parametrize("is_copy", [False, True])
    def test_lists_too_and_their_head_on_every_page(self, is_copy):
        in_pdf, in_docx = both(papers.signing_list(is_copy=is_copy), "".join(one.title for one in papers.COLUMNS))
        assert in_pdf == in_docx
        assert "Tổngcộng:60suất30.000.000" in in_pdf

    def test_accents_written_apart_become_letters(self):
        in_pdf, in_docx = both(papers.of(Paragraph("Trẻ em ở phường")))
        assert in_pdf == in_docx == "Trẻemởphường"


class TestHostile:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_said_literally_everywhere(self, text):
        in_pdf, in_docx = both(saying(text))
        assert in_pdf == in_docx
        said = [in_pdf.count(bare(one)) for one in {text, text.upper()}]
        assert sum(said) >= 22

    @pytest.mark.parametrize("text", HOSTILE)
    def test_spaces_stay(self, text):
        page = pdf(render_pdf(papers.of(Paragraph(text, italic=True)))).pages[0]
        assert "".join(char["text"] for char in page.chars).strip() == text

    def test_unseen_characters_are_gone_and_unknown_ones_shown(self):
        in_pdf, in_docx = both(saying("a\x00b\u202ec\u2067d\ufeff 🙂 漢\ufffe\ud83d"))
        assert in_pdf == in_docx
        assert in_pdf.lower().count("abcd□□□") >= 22

    def test_a_word_without_end_stays_on_the_paper(self):
        long = "W" * 10_000
        document = papers.of(Paragraph(long), Paragraph(f"Trước {long}", Level.SECTION))
        in_pdf, in_docx = both(document)
        assert in_pdf == in_docx
        assert in_pdf.count("W") == 20_000
        for page in pdf(render_pdf(document)).pages:
            assert max(char["x1"] for char in page.chars) * MM <= 195 + 1
            assert max(char["bottom"] for char in page.chars) * MM <= 277 + 1

    def test_a_long_word_stays_in_its_cell(self):
        table = Table.plain((Column("Mã", 20), Column("Tên", 40)), [("HDTQ-WWWW-MMMMMM" * 2, "sau")])
        [page] = pdf(render_pdf(Document("a", papers.MADE_AT, body=(table,)))).pages
        left = min(one["x0"] for one in page.lines) * MM
        codes = [char for char in page.chars if char["text"] in "HDTQWM-" and char["fontname"].endswith("Regular")]
        assert len(codes) == 32
        assert max(char["x1"] for char in codes) * MM <= left + 20 - 1

    def test_usual_words_arent_cut(self):
        table = Table.plain((Column("Họ và tên", 20),), [("Nguyễn Phương Quỳnh",)])
        [page] = pdf(render_pdf(Document("a", papers.MADE_AT, body=(table,)))).pages
        assert {"Nguyễn", "Phương", "Quỳnh"} <= {one.text for one in lines(page)}

    def test_a_row_higher_than_a_page_goes_on(self):
        table = Table.plain((Column("Nội dung", 60),), [(" ".join(f"chữ{n}" for n in range(3000)),), ("sau",)])
        document = Document("a", papers.MADE_AT, body=(table,))
        in_pdf, in_docx = both(document, "Nội dung")
        assert in_pdf == in_docx
        assert in_pdf.endswith("chữ2999sau")
        for page in pdf(render_pdf(document)).pages:
            assert max(char["bottom"] for char in page.chars) * MM <= 277 + 1

    def test_a_head_higher_than_a_page_goes_on(self):
        title = " ".join(f"chữ{n}" for n in range(900))
        in_pdf, in_docx = both(Document("a", papers.MADE_AT, body=(Table.plain((Column(title, 40),), [("ô",)]),)))
        assert in_pdf == in_docx
        assert in_pdf.endswith("chữ899ô")

    def test_cells_and_columns_must_agree(self):
        with pytest.raises(ValueError):
            Table.plain((Column("Một", 20), Column("Hai", 20)), [("một",)])
        with pytest.raises(ValueError):
            Table((Column("Một", 20),), (Row(("a",), merged=2),))


def rows(count: int) -> Document:
    return Document("a", papers.MADE_AT, body=(Table.plain((Column("STT", 20),), [(str(n),) for n in range(count)]),))


class TestBounds:
    @pytest.mark.parametrize("render", [render_docx, render_pdf])
    @pytest.mark.parametrize(
        "document",
        [
            rows(5_001),
            dataclasses.replace(rows(4_000), annexes=(Annex("Phụ lục I", "Danh sách", rows(1_001).body),)),
            Document("a", papers.MADE_AT, body=(Table.plain([Column("a", 10)] * 9, [("a",) * 9] * 4_500),)),
            papers.of(*(Paragraph("Một dòng") for _ in range(12_000))),
            papers.of(Paragraph("dài " * 250_000)),
            papers.of(Paragraph("a" * 1_000_000)),
            papers.of(Paragraph("\n" * 20_000)),
            Document("a", papers.MADE_AT, grounds=("dài " * 250_000,)),
            Document("a", papers.MADE_AT, body=(Labels(1, 257, (("a",),) * 301),)),
        ],
        ids=["rows", "rows of annexes too", "cells", "paragraphs", "words", "one word", "line ends", "grounds", "labels"],
    )  # fmt: skip
    def test_too_long_is_refused_in_words(self, render: Any, document: Document) -> None:
        with pytest.raises(DocumentTooLong) as refused:
            render(document)
        assert refused.value.code == "document_too_long"
        assert "Hãy chia" in refused.value.detail

    def test_the_number_of_rows_is_told(self) -> None:
        with pytest.raises(DocumentTooLong, match=dots(5_001)):
            render_pdf(rows(5_001))

    @pytest.mark.parametrize("render", [render_docx, render_pdf])
    def test_as_long_as_may_be(self, render: Any) -> None:
        assert render(rows(5_000))

    def test_pages_are_guessed_well(self) -> None:
        """300 pages of usual text are taken; the guess is above what comes out, by less than a quarter."""
        document = papers.of(*(Paragraph("Rà soát nơi không an toàn với trẻ em. " * 12) for _ in range(1_600)))
        pages = len(pdf(render_pdf(document)).pages)
        assert 230 < pages <= 300


class TestWorkers:
    async def test_documents_are_made_in_another_process(self) -> None:
        workers = Workers(at_once=1, per_lane=1, waiting=2)
        try:
            assert (await workers.run(1, render_pdf, papers.letter())).startswith(b"%PDF-1.7")
            assert (await workers.run(1, render_docx, papers.letter())).startswith(b"PK")
            assert await workers.run(1, render_pdf, papers.signing_list(1_000))
            with pytest.raises(DocumentTooLong):
                await workers.run(1, render_pdf, rows(5_001))
        finally:
            workers.close()

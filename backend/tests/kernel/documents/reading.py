"""Documents read back: what stands where in a PDF, in mm from the paper's upper left corner, and what a DOCX says."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import docx
import pdfplumber
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

MM = 25.4 / 72
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf(data: bytes) -> PDF:
    return pdfplumber.open(io.BytesIO(data))


def word(data: bytes) -> WordFile:
    return docx.Document(io.BytesIO(data))


class Line:
    """A line of text on a page: the words that stand on one height, without large gaps between them."""

    def __init__(self, words: list[dict[str, Any]]) -> None:
        self.text = unicodedata.normalize("NFC", " ".join(one["text"] for one in words))
        self.left, self.right = words[0]["x0"] * MM, words[-1]["x1"] * MM
        self.top, self.bottom = words[0]["top"] * MM, words[0]["bottom"] * MM
        self.fonts = {one["fontname"].partition("+")[2] for one in words}
        self.sizes = {round(one["size"], 1) for one in words}

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def __repr__(self) -> str:
        return f"{self.text!r} {self.left:.1f}–{self.right:.1f} at {self.top:.1f}"


def lines(page: Page) -> list[Line]:
    found: list[list[dict[str, Any]]] = []
    for one in page.extract_words(extra_attrs=["fontname", "size"], use_text_flow=True, x_tolerance=1.5):
        last = found[-1][-1] if found else None
        if last and abs(last["bottom"] - one["bottom"]) < 1 and 0 <= one["x0"] - last["x1"] < 12:
            found[-1].append(one)
        else:
            found.append([one])
    return [Line(words) for words in found]


def line(page: Page, begin: str) -> Line:
    """The first line that begins so."""
    return next(one for one in lines(page) if one.text.startswith(begin))


def rules(page: Page) -> list[tuple[float, float, float]]:
    """Drawn horizontal lines: from, to, height."""
    return [(one["x0"] * MM, one["x1"] * MM, one["top"] * MM) for one in page.lines if abs(one["height"]) < 0.1]


def rule_below(page: Page, above: Line) -> tuple[float, float]:
    """From and to of the line within 3 mm below a line of text."""
    [found] = [
        (left, right) for left, right, top in rules(page)
        if 0 <= top - above.bottom < 3 and abs((left + right) / 2 - above.middle) < 1
    ]  # fmt: skip
    return found


def bare(text: str) -> str:
    """NFC without white space: where lines break isn't what a document says."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def pdf_text(data: bytes, *, heads: str = "") -> str:
    """What the PDF says, without page numbers and marks in the top margin; `heads` repeats on later pages."""
    whole = ""
    for index, page in enumerate(pdf(data).pages):
        said = "".join(char["text"] for char in page.chars if char["top"] * MM > 19.5)
        said = bare(said)
        if index and heads:
            said = said.replace(bare(heads), "", 1)
        whole += said
    return bare(whole)


def docx_text(data: bytes) -> str:
    """What the body of the DOCX says."""
    body = word(data).element.body
    return bare("".join(one.text or "" for one in body.iter(qn("w:t"))))


def parts(file: WordFile) -> Iterator[Any]:
    """The body and every header."""
    yield file.element.body
    for section in file.sections:
        yield section.header._element
        yield section.first_page_header._element


def style_chain(file: WordFile, style_id: str | None) -> Iterable[Any]:
    """The style and those it builds on, then the document's defaults; their run properties."""
    styles = {one.get(qn("w:styleId")): one for one in file.styles.element.findall(qn("w:style"))}
    while style_id:
        style = styles[style_id]
        yield style.find(qn("w:rPr"))
        base = style.find(qn("w:basedOn"))
        style_id = None if base is None else base.get(qn("w:val"))
    yield file.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

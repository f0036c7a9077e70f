"""A document as a Word file, with real styles, tables and sections, so that an office goes on writing in it."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from vitreem.kernel.documents import docx_styles, measures, wording
from vitreem.kernel.documents.docx_styles import Style
from vitreem.kernel.documents.model import (
    Align,
    Annex,
    Block,
    Closing,
    Document,
    Labels,
    Letterhead,
    Level,
    Page,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vitreem.kernel.documents.preparing import prepared

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TWIPS_PER_MM = 1440 / 25.4
_LEVELS = {
    Level.PLAIN: Style.BODY, Level.POINT: Style.POINT, Level.PART: Style.PART, Level.SECTION: Style.SECTION,
    Level.ITEM: Style.ITEM,
}  # fmt: skip
_WORD_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_SIDES = ("top", "left", "bottom", "right")
_NO_PADDING = 0


def render_docx(document: Document) -> bytes:
    """The document as .docx. Slow where it has long tables: for a worker. Raises `DocumentTooLong`."""
    document = prepared(document)
    file = docx.Document(io.BytesIO(_empty()))
    properties = file.core_properties
    properties.title, properties.author, properties.comments = document.name[:255], "", ""
    properties.created = properties.modified = document.made_at
    properties.language = "vi-VN"
    _Writer(file, document).write()
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@cache
def _empty() -> bytes:
    """A file with the styles of papers and nothing else."""
    file = docx.Document()
    docx_styles.lay(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool = False
    italic: bool = False


# What fills a cell: it is given the cell.
_Fill = Callable[[Any], None]


class _Writer:
    """Writes one document; `body` is the element that paragraphs and tables go into, before the last section's end."""

    def __init__(self, file: WordFile, document: Document) -> None:
        self.file = file
        self.document = document
        self.body = file.element.body

    def write(self) -> None:
        document = self.document
        width = measures.text_mm(document.page)[0]
        self._section(self.file.sections[0], document.page)
        if document.letterhead:
            self._letterhead(document.letterhead, width)
        if document.kind:
            self._add(_paragraph(Style.KIND, document.kind))
        if document.subject:
            self._add(_paragraph(Style.SUBJECT, document.subject))
        if document.kind and document.subject:
            self._add(_rule(document.subject, measures.BODY, width, measures.SHORT_LINE))
        self._addressees(document.addressees)
        for line in document.grounds:
            self._add(_paragraph(Style.GROUND, line))
        self._blocks(document.body, width, ends=document.closing is not None)
        if document.closing:
            self._closing(document.closing, width)
        for annex in document.annexes:
            self._annex(annex)

    def _add(self, element: Any) -> None:
        """Behind what is there. Word makes one of two tables that touch."""
        if element.tag == qn("w:tbl") and len(self.body) > 1 and self.body[-2].tag == element.tag:
            self.body.insert(len(self.body) - 1, _paragraph(Style.GAP))
        self.body.insert(len(self.body) - 1, element)

    def _section(self, section: Section, page: Page) -> None:
        """Paper, margins, and the page number in the top margin from the section's second page on."""
        paper = measures.page_mm(page)
        section.orientation = WD_ORIENT.LANDSCAPE if page is Page.LANDSCAPE else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
        section.top_margin, section.bottom_margin = Mm(measures.TOP), Mm(measures.BOTTOM)
        section.left_margin, section.right_margin = Mm(measures.LEFT), Mm(measures.RIGHT)
        section.header_distance, section.footer_distance = Mm(measures.PAGE_NUMBER_TOP), Mm(measures.PAGE_NUMBER_TOP)
        section.gutter = 0
        section.different_first_page_header_footer = True
        width = measures.text_mm(page)[0]
        for header, numbered in ((section.header, True), (section.first_page_header, False)):
            header.is_linked_to_previous = False
            old = header.paragraphs[0]._p
            old.getparent().replace(old, _header(width, numbered=numbered, is_copy=self.document.is_copy))

    def _letterhead(self, head: Letterhead, width: float) -> None:
        left = width * measures.ISSUER_SIDE
        right = width - left

        def issuer(cell: Any) -> None:
            if head.parent:
                cell.append(_paragraph(Style.PARENT, head.parent))
            for line in head.issuer:
                cell.append(_paragraph(Style.ISSUER, line))
            if head.issuer:
                cell.append(_rule(head.issuer[-1], measures.ISSUER, left, measures.SHORT_LINE))

        def country(cell: Any) -> None:
            cell.append(_paragraph(Style.COUNTRY, wording.COUNTRY))
            cell.append(_paragraph(Style.MOTTO, wording.MOTTO))
            cell.append(_rule(wording.MOTTO, measures.MOTTO, right, 1))

        def number(cell: Any) -> None:
            if head.number:
                cell.append(_paragraph(Style.NUMBER, head.number))
            if head.about:
                cell.append(_paragraph(Style.ABOUT, head.about))
            for mark in (head.secrecy, head.urgency):
                if mark:
                    cell.append(_stamp(mark, left))

        def place(cell: Any) -> None:
            if head.place_and_date:
                cell.append(_paragraph(Style.PLACE, head.place_and_date))

        self._add(_grid((left, right), ((issuer, country), (number, place))))

    def _addressees(self, lines: tuple[str, ...]) -> None:
        if len(lines) == 1:
            self._add(_paragraph(Style.ADDRESSEE, f"{wording.TO} {lines[0]}"))
        elif lines:
            self._add(_paragraph(Style.ADDRESSEES, wording.TO))
            for line in lines:
                self._add(_paragraph(Style.ADDRESSEE_ITEM, line))

    def _blocks(self, blocks: Sequence[Block], width: float, *, ends: bool = False) -> None:
        """`ends`: a closing follows, which doesn't stand on a page without a word of the paper."""
        for index, block in enumerate(blocks):
            match block:
                case Paragraph():
                    self._add(_body_paragraph(block, keep_next=_names_next(blocks, index, ends=ends)))
                case Table():
                    self._add(_paragraph(Style.GAP, keep_next=True))
                    self._add(_table(block, width))
                case Labels():
                    self._add(_labels(block, width))
        if blocks and not isinstance(blocks[-1], Paragraph):
            # Word wants a paragraph behind the last table.
            self._add(_paragraph(Style.GAP))

    def _closing(self, end: Closing, width: float) -> None:
        self._add(_paragraph(Style.GAP, keep_next=True))
        if len(end.signatures) == 1:
            left = width * measures.RECIPIENTS_SIDE
            one = end.signatures[0]

            def signed(cell: Any) -> None:
                for fill in (_titles(one), _note(one), _name(one)):
                    fill(cell)

            self._add(_grid((left, width - left), ((_recipients(end.recipients), signed),), together=True))
        else:
            if end.signatures:
                widths = (width / len(end.signatures),) * len(end.signatures)
                rows = tuple(
                    tuple(part(one) for one in end.signatures)
                    for part in (_titles, _note, _name)
                )  # fmt: skip
                self._add(_grid(widths, rows, together=True))
                self._add(_paragraph(Style.GAP))
            if end.recipients:
                self._add(_grid((width,), ((_recipients(end.recipients),),), together=True))
        self._add(_paragraph(Style.GAP))

    def _annex(self, annex: Annex) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        # The paragraph that ends the section before stands where nothing may need a line.
        ending = self.body[-2]
        ending.get_or_add_pPr().insert(0, _style_of(Style.GAP))
        self._section(section, annex.page)
        counted = section._sectPr.find(qn("w:pgNumType"))
        if counted is None:
            counted = etree.Element(qn("w:pgNumType"))
            section._sectPr.find(qn("w:pgMar")).addnext(counted)
        counted.set(qn("w:start"), "1")
        width = measures.text_mm(annex.page)[0]
        self._add(_paragraph(Style.ANNEX, annex.number))
        self._add(_paragraph(Style.SUBJECT, annex.title))
        if annex.of:
            self._add(_paragraph(Style.ANNEX_OF, annex.of))
        self._add(_rule(annex.title, measures.BODY, width, measures.SHORT_LINE))
        self._blocks(annex.body, width)


def _titles(one: Signature) -> _Fill:
    def fill(cell: Any) -> None:
        for line in (*one.authority, one.title):
            cell.append(_paragraph(Style.SIGNER, line))

    return fill


def _note(one: Signature) -> _Fill:
    def fill(cell: Any) -> None:
        if one.note:
            cell.append(_paragraph(Style.SIGNER_NOTE, one.note))

    return fill


def _name(one: Signature) -> _Fill:
    return lambda cell: cell.append(_paragraph(Style.SIGNER_NAME, one.name))


def _recipients(lines: tuple[str, ...]) -> _Fill:
    def fill(cell: Any) -> None:
        if lines:
            cell.append(_paragraph(Style.RECIPIENTS, wording.RECIPIENTS))
            for line in lines:
                cell.append(_paragraph(Style.RECIPIENT, line))

    return fill


def _twips(mm: float) -> str:
    return str(round(mm * _TWIPS_PER_MM))


def _element(name: str, parent: Any = None, /, **attributes: str) -> Any:
    made = etree.Element(qn(f"w:{name}")) if parent is None else etree.SubElement(parent, qn(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _style_of(style: Style) -> Any:
    return _element("pStyle", val=docx_styles.style_id(style))


def _paragraph(style: Style, *runs: str | _Run, align: str = "", keep_next: bool = False) -> Any:
    p = docx_styles.new_paragraph()
    properties = _element("pPr", p)
    properties.append(_style_of(style))
    if keep_next:
        _element("keepNext", properties)
    if align:
        _element("jc", properties, val=align)
    for run in runs:
        _run(p, run if isinstance(run, _Run) else _Run(run))
    return p


def _run(p: Any, run: _Run) -> None:
    """Text as text: a line end is a break, spaces stay."""
    if not run.text:
        return
    r = _element("r", p)
    if run.bold or run.italic:
        properties = _element("rPr", r)
        for name, is_set in (("b", run.bold), ("bCs", run.bold), ("i", run.italic), ("iCs", run.italic)):
            if is_set:
                _element(name, properties)
    for index, line in enumerate(run.text.split("\n")):
        if index:
            _element("br", r)
        text = _element("t", r)
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _names_next(blocks: Sequence[Block], index: int, *, ends: bool) -> bool:
    """Whether the paragraph stays with what follows: a table that it names, or the closing."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Table) or (ends and following is None)


def _body_paragraph(one: Paragraph, *, keep_next: bool) -> Any:
    runs = (
        *((_Run(f"{one.lead} " if one.text else one.lead, bold=True, italic=one.italic),) if one.lead else ()),
        _Run(one.text, italic=one.italic),
    )
    if one.centred:
        return _paragraph(Style.CENTRED, *runs, keep_next=keep_next)
    return _paragraph(_LEVELS[one.level], *runs, keep_next=keep_next)


def _rule(text: str, points: float, width: float, share: float) -> Any:
    """A line below a centred text, as long as a share of it: an empty paragraph's upper border between indents."""
    longest = max(measures.text_width(line, points, bold=True) for line in text.split("\n"))
    indent = (width - min(longest, width) * share) / 2
    p = _paragraph(Style.RULE)
    properties = p[0]
    borders = _element("pBdr", properties)
    _element("top", borders, val="single", sz="6", space="0", color="000000")
    _element("ind", properties, left=_twips(indent), right=_twips(indent))
    return p


def _stamp(mark: str, width: float) -> Any:
    """A red frame of the size that the law gives."""
    indent = (width - measures.STAMP_WIDTHS_MM[mark]) / 2
    p = _paragraph(Style.STAMP, mark)
    properties = p[0]
    borders = _element("pBdr", properties)
    for side in _SIDES:
        _element(side, borders, val="single", sz="8", space="0", color="FF0000")
    _element("ind", properties, left=_twips(indent), right=_twips(indent))
    return p


def _header(width: float, *, numbered: bool, is_copy: bool) -> Any:
    """Page number in the middle, the mark of a copy at the right."""
    p = _paragraph(Style.HEADER)
    tabs = _element("tabs", p[0])
    _element("tab", tabs, val="center", pos=_twips(width / 2))
    _element("tab", tabs, val="right", pos=_twips(width))
    _element("tab", _element("r", p))
    if numbered:
        field = _element("fldSimple", p, instr="PAGE")
        _element("t", _element("r", field)).text = "2"
    if is_copy:
        _element("tab", _element("r", p))
        _run(p, _Run(wording.COPY, bold=True))
    return p


def _frame(widths: Sequence[float], *, padding: float, style: str = "", cut: bool = False) -> Any:
    """A table of fixed columns, in mm; `cut`: dotted lines."""
    table = _element("tbl")
    properties = _element("tblPr", table)
    if style:
        _element("tblStyle", properties, val=style)
    _element("tblW", properties, w=_twips(sum(widths)), type="dxa")
    _element("jc", properties, val="center")
    if cut:
        borders = _element("tblBorders", properties)
        for side in (*_SIDES, "insideH", "insideV"):
            _element(side, borders, val="dotted", sz="4", space="0", color="808080")
    _element("tblLayout", properties, type="fixed")
    margins = _element("tblCellMar", properties)
    for side in ("left", "right"):
        _element(side, margins, w=_twips(padding), type="dxa")
    grid = _element("tblGrid", table)
    for mm in widths:
        _element("gridCol", grid, w=_twips(mm))
    return table


def _row_of(table: Any, *, head: bool = False, height: float = 0, exact: bool = False) -> Any:
    row = _element("tr", table)
    properties = _element("trPr", row)
    _element("cantSplit", properties)
    if height:
        _element("trHeight", properties, val=_twips(height), hRule="exact" if exact else "atLeast")
    if head:
        _element("tblHeader", properties)
    return row


def _cell(row: Any, mm: float, *, span: int = 1, middle: bool = False) -> Any:
    cell = _element("tc", row)
    properties = _element("tcPr", cell)
    _element("tcW", properties, w=_twips(mm), type="dxa")
    if span > 1:
        _element("gridSpan", properties, val=str(span))
    if middle:
        _element("vAlign", properties, val="center")
    return cell


def _grid(widths: Sequence[float], rows: Iterable[Sequence[_Fill]], *, together: bool = False) -> Any:
    """Cells without lines, for what stands side by side. `together`: all on one page."""
    table = _frame(widths, padding=_NO_PADDING)
    for fills in rows:
        row = _row_of(table)
        for mm, fill in zip(widths, fills, strict=True):
            cell = _cell(row, mm)
            fill(cell)
            if len(cell) == 1:
                cell.append(_paragraph(Style.GAP))
    if together:
        for p in table.iter(qn("w:p")):
            if p[0].find(qn("w:keepNext")) is None:
                p[0].insert(1, _element("keepNext"))
    return table


def _table(one: Table, width: float) -> Any:
    widths = measures.column_widths(one, width)
    table = _frame(widths, padding=measures.CELL_PADDING_MM, style=docx_styles.GRID_ID)
    head = _row_of(table, head=True)
    for column, mm in zip(one.columns, widths, strict=True):
        _cell(head, mm, middle=True).append(_paragraph(Style.TABLE_HEAD, column.title))
    empty = Row(("",) * len(one.columns))
    totals = (Row(row.cells, True, row.merged) for row in one.totals)
    for row in (*one.rows, *((empty,) * one.reserve), *totals):
        made = _row_of(table, height=one.row_mm)
        for index, text in enumerate(row.cells):
            merged = row.merged if index == 0 else 1
            at = 0 if index == 0 else index + row.merged - 1
            cell = _cell(made, sum(widths[at : at + merged]), span=merged, middle=True)
            align = Align.CENTRE if merged > 1 else one.columns[at].align
            cell.append(_paragraph(Style.CELL, _Run(text, bold=row.bold), align=_WORD_ALIGN[align]))
    return table


def _labels(one: Labels, width: float) -> Any:
    widths = (width / one.across,) * one.across
    table = _frame(widths, padding=3, cut=one.cut)
    for start in range(0, len(one.labels), one.across):
        row = _row_of(table, height=one.height_mm, exact=True)
        cells = one.labels[start : start + one.across]
        for mm, lines in zip(widths, (*cells, *(((),) * (one.across - len(cells)))), strict=True):
            cell = _cell(row, mm, middle=True)
            for index, line in enumerate(lines or ("",)):
                cell.append(_paragraph(Style.CELL, _Run(line, bold=index == 0)))
    return table

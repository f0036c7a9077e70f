"""A document as a Word file, with real styles, tables and sections, so that an office goes on writing in it."""

import io
from collections.abc import Sequence
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
from vitreem.kernel.documents.docx_elements import SIDES, Run, add_run, element, paragraph, style_of, twips
from vitreem.kernel.documents.docx_styles import Style
from vitreem.kernel.documents.docx_tables import Fill, grid, label_sheet, lined_table
from vitreem.kernel.documents.model import (
    Annex,
    Block,
    Closing,
    Document,
    Labels,
    Letterhead,
    Level,
    Page,
    Paragraph,
    Signature,
    Table,
)
from vitreem.kernel.documents.preparing import prepared

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEVELS = {
    Level.PLAIN: Style.BODY, Level.POINT: Style.POINT, Level.PART: Style.PART, Level.SECTION: Style.SECTION,
    Level.ITEM: Style.ITEM,
}  # fmt: skip


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
            self._add(paragraph(Style.KIND, document.kind))
        if document.subject:
            self._add(paragraph(Style.SUBJECT, document.subject))
        if document.kind and document.subject:
            self._add(_rule(document.subject, measures.BODY, width, measures.SHORT_LINE))
        self._addressees(document.addressees)
        for line in document.grounds:
            self._add(paragraph(Style.GROUND, line))
        self._blocks(document.body, width, ends=document.closing is not None)
        if document.closing:
            self._closing(document.closing, width)
        for annex in document.annexes:
            self._annex(annex)

    def _add(self, element: Any) -> None:
        """Behind what is there. Word makes one of two tables that touch."""
        if element.tag == qn("w:tbl") and len(self.body) > 1 and self.body[-2].tag == element.tag:
            self.body.insert(len(self.body) - 1, paragraph(Style.GAP))
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
                cell.append(paragraph(Style.PARENT, head.parent))
            for line in head.issuer:
                cell.append(paragraph(Style.ISSUER, line))
            if head.issuer:
                cell.append(_rule(head.issuer[-1], measures.ISSUER, left, measures.SHORT_LINE))

        def country(cell: Any) -> None:
            cell.append(paragraph(Style.COUNTRY, wording.COUNTRY))
            cell.append(paragraph(Style.MOTTO, wording.MOTTO))
            cell.append(_rule(wording.MOTTO, measures.MOTTO, right, 1))

        def number(cell: Any) -> None:
            if head.number:
                cell.append(paragraph(Style.NUMBER, head.number))
            if head.about:
                cell.append(paragraph(Style.ABOUT, head.about))
            for mark in (head.secrecy, head.urgency):
                if mark:
                    cell.append(_stamp(mark, left))

        def place(cell: Any) -> None:
            if head.place_and_date:
                cell.append(paragraph(Style.PLACE, head.place_and_date))

        self._add(grid((left, right), ((issuer, country), (number, place))))

    def _addressees(self, lines: tuple[str, ...]) -> None:
        if len(lines) == 1:
            self._add(paragraph(Style.ADDRESSEE, f"{wording.TO} {lines[0]}"))
        elif lines:
            self._add(paragraph(Style.ADDRESSEES, wording.TO))
            for line in lines:
                self._add(paragraph(Style.ADDRESSEE_ITEM, line))

    def _blocks(self, blocks: Sequence[Block], width: float, *, ends: bool = False) -> None:
        """`ends`: a closing follows, which doesn't stand on a page without a word of the paper."""
        for index, block in enumerate(blocks):
            match block:
                case Paragraph():
                    self._add(_body_paragraph(block, keep_next=_names_next(blocks, index, ends=ends)))
                case Table():
                    self._add(paragraph(Style.GAP, keep_next=True))
                    self._add(lined_table(block, width))
                case Labels():
                    self._add(label_sheet(block, width))
        if blocks and not isinstance(blocks[-1], Paragraph):
            # Word wants a paragraph behind the last table.
            self._add(paragraph(Style.GAP))

    def _closing(self, end: Closing, width: float) -> None:
        self._add(paragraph(Style.GAP, keep_next=True))
        if len(end.signatures) == 1:
            left = width * measures.RECIPIENTS_SIDE
            one = end.signatures[0]

            def signed(cell: Any) -> None:
                for fill in (_titles(one), _note(one), _name(one)):
                    fill(cell)

            self._add(grid((left, width - left), ((_recipients(end.recipients), signed),), together=True))
        else:
            if end.signatures:
                widths = (width / len(end.signatures),) * len(end.signatures)
                rows = tuple(
                    tuple(part(one) for one in end.signatures)
                    for part in (_titles, _note, _name)
                )  # fmt: skip
                self._add(grid(widths, rows, together=True))
                self._add(paragraph(Style.GAP))
            if end.recipients:
                self._add(grid((width,), ((_recipients(end.recipients),),), together=True))
        self._add(paragraph(Style.GAP))

    def _annex(self, annex: Annex) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        # The paragraph that ends the section before stands where nothing may need a line.
        ending = self.body[-2]
        ending.get_or_add_pPr().insert(0, style_of(Style.GAP))
        self._section(section, annex.page)
        counted = section._sectPr.find(qn("w:pgNumType"))
        if counted is None:
            counted = etree.Element(qn("w:pgNumType"))
            section._sectPr.find(qn("w:pgMar")).addnext(counted)
        counted.set(qn("w:start"), "1")
        width = measures.text_mm(annex.page)[0]
        self._add(paragraph(Style.ANNEX, annex.number))
        self._add(paragraph(Style.SUBJECT, annex.title))
        if annex.of:
            self._add(paragraph(Style.ANNEX_OF, annex.of))
        self._add(_rule(annex.title, measures.BODY, width, measures.SHORT_LINE))
        self._blocks(annex.body, width)


def _titles(one: Signature) -> Fill:
    def fill(cell: Any) -> None:
        for line in (*one.authority, one.title):
            cell.append(paragraph(Style.SIGNER, line))

    return fill


def _note(one: Signature) -> Fill:
    def fill(cell: Any) -> None:
        if one.note:
            cell.append(paragraph(Style.SIGNER_NOTE, one.note))

    return fill


def _name(one: Signature) -> Fill:
    return lambda cell: cell.append(paragraph(Style.SIGNER_NAME, one.name))


def _recipients(lines: tuple[str, ...]) -> Fill:
    def fill(cell: Any) -> None:
        if lines:
            cell.append(paragraph(Style.RECIPIENTS, wording.RECIPIENTS))
            for line in lines:
                cell.append(paragraph(Style.RECIPIENT, line))

    return fill


def _names_next(blocks: Sequence[Block], index: int, *, ends: bool) -> bool:
    """Whether the paragraph stays with what follows: a table that it names, or the closing."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Table) or (ends and following is None)


def _body_paragraph(one: Paragraph, *, keep_next: bool) -> Any:
    runs = (
        *((Run(f"{one.lead} " if one.text else one.lead, bold=True, italic=one.italic),) if one.lead else ()),
        Run(one.text, italic=one.italic),
    )
    if one.centred:
        return paragraph(Style.CENTRED, *runs, keep_next=keep_next)
    return paragraph(_LEVELS[one.level], *runs, keep_next=keep_next)


def _rule(text: str, points: float, width: float, share: float) -> Any:
    """A line below a centred text, as long as a share of it: an empty paragraph's upper border between indents."""
    longest = max(measures.text_width(line, points, bold=True) for line in text.split("\n"))
    indent = (width - min(longest, width) * share) / 2
    p = paragraph(Style.RULE)
    properties = p[0]
    borders = element("pBdr", properties)
    element("top", borders, val="single", sz="6", space="0", color="000000")
    element("ind", properties, left=twips(indent), right=twips(indent))
    return p


def _stamp(mark: str, width: float) -> Any:
    """A red frame of the size that the law gives."""
    indent = (width - measures.STAMP_WIDTHS_MM[mark]) / 2
    p = paragraph(Style.STAMP, mark)
    properties = p[0]
    borders = element("pBdr", properties)
    for side in SIDES:
        element(side, borders, val="single", sz="8", space="0", color="FF0000")
    element("ind", properties, left=twips(indent), right=twips(indent))
    return p


def _header(width: float, *, numbered: bool, is_copy: bool) -> Any:
    """Page number in the middle, the mark of a copy at the right."""
    p = paragraph(Style.HEADER)
    tabs = element("tabs", p[0])
    element("tab", tabs, val="center", pos=twips(width / 2))
    element("tab", tabs, val="right", pos=twips(width))
    element("tab", element("r", p))
    if numbered:
        field = element("fldSimple", p, instr="PAGE")
        element("t", element("r", field)).text = "2"
    if is_copy:
        element("tab", element("r", p))
        add_run(p, Run(wording.COPY, bold=True))
    return p

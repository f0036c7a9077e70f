"""A document as a PDF/A-2b: typst lays out the one template; what the document says comes to it as JSON."""

import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import typst

from vitreem.kernel.documents import measures, wording
from vitreem.kernel.documents.bounds import cell_lines, table_rows
from vitreem.kernel.documents.characters import FONTS
from vitreem.kernel.documents.model import (
    Block,
    Closing,
    Document,
    Labels,
    Letterhead,
    Page,
    Paragraph,
    Row,
    Table,
)
from vitreem.kernel.documents.preparing import prepared

MEDIA_TYPE = "application/pdf"
_TEMPLATE = FONTS.with_name("template.typ")
# A row with more lines than this may go on over the page: kept whole it might be higher than one.
_WHOLE_ROW_LINES = 20
# Tags tell a reader of the screen what is a head and what a cell. A row's are 1.5 KB, ten times what it says.
_TAGGED_ROWS = 500
_MEASURES = {
    "body": measures.BODY, "line_height": measures.LINE_HEIGHT, "line_spacing": measures.LINE_SPACING,
    "ascent": measures.ASCENT, "descent": measures.DESCENT,
    "issuer": measures.ISSUER, "country": measures.COUNTRY, "motto": measures.MOTTO, "number": measures.NUMBER,
    "about": measures.ABOUT, "place": measures.PLACE, "table": measures.TABLE, "stamp": measures.STAMP,
    "stamp_height": measures.STAMP_HEIGHT_MM, "recipients": measures.RECIPIENTS,
    "recipients_head": measures.RECIPIENTS_HEAD, "page_number": measures.PAGE_NUMBER, "gap": measures.GAP_PT,
    "first_line": measures.FIRST_LINE_MM, "issuer_side": measures.ISSUER_SIDE, "short_line": measures.SHORT_LINE,
    "recipients_side": measures.RECIPIENTS_SIDE, "signing_room": measures.SIGNING_ROOM_MM,
    "cell_padding": measures.CELL_PADDING_MM, "top": measures.TOP, "bottom": measures.BOTTOM, "left": measures.LEFT,
    "right": measures.RIGHT, "page_number_top": measures.PAGE_NUMBER_TOP, "to": wording.TO,
    "recipients_title": wording.RECIPIENTS,
}  # fmt: skip


def render_pdf(document: Document) -> bytes:
    """The document as PDF/A-2b, Tinos embedded. Slow: for a worker. Raises `DocumentTooLong`."""
    data = json.dumps(_document(prepared(document)), ensure_ascii=False)
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(),
        # Nothing outside the package can be named, whatever a text says.
        root=str(FONTS),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": data},
    )
    made = compiler.compile(
        format="pdf",
        pdf_standards=["a-2b"],
        timestamp=int(document.made_at.timestamp()),
        pdf_tags=table_rows(document) <= _TAGGED_ROWS,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _document(document: Document) -> dict[str, Any]:
    width = measures.text_mm(document.page)[0]
    return {
        "measures": _MEASURES,
        "name": document.name,
        "copy_mark": wording.COPY if document.is_copy else None,
        "landscape": document.page is Page.LANDSCAPE,
        "letterhead": _letterhead(document.letterhead, width) if document.letterhead else None,
        "kind": _words(document.kind, width) if document.kind else None,
        "subject": _words(document.subject, width) if document.subject else None,
        "addressees": [_words(line, width - 45) for line in document.addressees],
        "grounds": [_words(line, width) for line in document.grounds],
        "body": _blocks(document.body, width, ends=document.closing is not None),
        "closing": _closing(document.closing, width) if document.closing else None,
        "annexes": [
            {
                "landscape": annex.page is Page.LANDSCAPE,
                "number": _words(annex.number, measures.text_mm(annex.page)[0]),
                "title": _words(annex.title, measures.text_mm(annex.page)[0]),
                "of": _words(annex.of, measures.text_mm(annex.page)[0]) if annex.of else None,
                "body": _blocks(annex.body, measures.text_mm(annex.page)[0]),
            }
            for annex in document.annexes
        ],
    }


def _letterhead(head: Letterhead, width: float) -> dict[str, Any]:
    left, right = width * measures.ISSUER_SIDE, width * (1 - measures.ISSUER_SIDE)
    return {
        "parent": [_words(head.parent, left)] if head.parent else [],
        "issuer": [_words(line, left) for line in head.issuer],
        "country": wording.COUNTRY,
        "motto": wording.MOTTO,
        "number": _words(head.number, left) if head.number else None,
        "about": _words(head.about, left) if head.about else None,
        "place_and_date": _words(head.place_and_date, right) if head.place_and_date else None,
        "stamps": [
            {"text": str(mark), "mm": measures.STAMP_WIDTHS_MM[mark]} for mark in (head.secrecy, head.urgency) if mark
        ],
    }


def _blocks(blocks: Iterable[Block], width: float, *, ends: bool = False) -> list[dict[str, Any]]:
    """`ends`: a closing follows, which doesn't stand on a page without a word of the paper."""
    made = [_block(block, width) for block in blocks]
    for one, following in pairwise(made):
        # What stands over a table names it.
        if one["type"] == "paragraph" and following["type"] == "table":
            one["sticky"] = True
    if ends and made and made[-1]["type"] == "paragraph":
        made[-1]["sticky"] = True
    return made


def _block(block: Block, width: float) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {
                "type": "paragraph",
                "text": _words(block.text, width),
                "lead": _words(block.lead, width) if block.lead else None,
                "level": block.level,
                "italic": block.italic,
                "centred": block.centred,
                "sticky": False,
            }
        case Table():
            return _table(block, width)
        case Labels():
            inner = width / block.across - 6
            return {
                "type": "labels",
                "across": block.across,
                "height": block.height_mm,
                "cut": block.cut,
                "labels": [[_words(line, inner) for line in lines] for lines in block.labels],
            }


def _table(table: Table, width: float) -> dict[str, Any]:
    widths = measures.column_widths(table, width)
    empty = Row(("",) * len(table.columns))
    totals = (Row(row.cells, True, row.merged) for row in table.totals)
    return {
        "type": "table",
        "columns": [
            {"title": _words(column.title, mm, measures.TABLE), "mm": mm, "align": column.align}
            for column, mm in zip(table.columns, widths, strict=True)
        ],
        "repeats": all(
            cell_lines(column.title, mm) <= _WHOLE_ROW_LINES
            for column, mm in zip(table.columns, widths, strict=True)
        ),
        "rows": [
            _row(row, widths, table.row_mm) for row in (*table.rows, *((empty,) * table.reserve), *totals)
        ],
    }  # fmt: skip


def _row(row: Row, widths: tuple[float, ...], least: float) -> dict[str, Any]:
    places = (sum(widths[: row.merged]), *widths[row.merged :])
    lines = max(cell_lines(cell, mm) for cell, mm in zip(row.cells, places, strict=True))
    return {
        "cells": [_words(cell, mm, measures.TABLE) for cell, mm in zip(row.cells, places, strict=True)],
        "bold": row.bold,
        "merged": row.merged,
        "breakable": lines > _WHOLE_ROW_LINES,
        "height": least,
        # In the cell that says least: it has one line where any has.
        "strut": min(range(len(row.cells)), key=lambda at: len(row.cells[at])) if least else None,
    }


def _closing(closing: Closing, width: float) -> dict[str, Any]:
    signers = len(closing.signatures)
    side = width * (1 - measures.RECIPIENTS_SIDE) if signers == 1 else width / max(1, signers)
    left = width * measures.RECIPIENTS_SIDE if signers == 1 else width
    return {
        "signatures": [
            {
                "authority": [_words(line, side) for line in one.authority],
                "title": _words(one.title, side),
                "note": _words(one.note, side) if one.note else None,
                "name": _words(one.name, side) if one.name else None,
            }
            for one in closing.signatures
        ],
        "recipients": [_words(line, left) for line in closing.recipients],
    }


def _words(text: str, mm: float, points: float = measures.BODY) -> str | list[str]:
    """The text; with a word in it that is longer than `mm`, pieces between which a line may end."""
    inner = mm - 2 * measures.CELL_PADDING_MM
    # No letter is wider than high: most texts needn't be measured.
    fits = int(inner / (points * measures.MM_PER_POINT))
    if len(text) <= fits or not any(_is_wider(word, inner, points) for word in text.split() if len(word) > fits):
        return text
    pieces: list[str] = []
    for run in _RUNS.findall(text):
        if len(run) <= fits or not _is_wider(run, inner, points):
            pieces.append(run)
        else:
            # Letter by letter; of a word without end as many letters as fit: each piece costs its time.
            step = 1 if len(run) <= _LONGEST_WORD else max(1, fits)
            pieces += [run[at : at + step] for at in range(0, len(run), step)]
    return pieces


def _is_wider(word: str, mm: float, points: float) -> bool:
    """Measured in bold, in pieces: a word without an end is measured as far as it matters."""
    return measures.text_width(word[:_LONGEST_WORD], points, bold=True) > mm


_LONGEST_WORD = 400
_RUNS = re.compile(r"\s+|\S+")

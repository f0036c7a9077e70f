"""DOCX to lines: paragraphs with the numbers that Word prints, tables cell by cell, tracked deletions left out."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from vitreem.plans.importer.docx_numbers import Numbering
from vitreem.plans.importer.docx_package import check_package
from vitreem.plans.importer.problems import NotADocx
from vitreem.plans.importer.source import Cell, RawLine

_P, _TBL, _TR, _TC, _SDT = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sdt")
_TEXT, _TAB, _BREAK, _HYPHEN = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr")), qn("w:noBreakHyphen")
# Text boxes repeat their text in a fallback; deleted and moved-away words aren't in the document any more.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr")}
_MAX_DEPTH = 20


def docx_lines(data: bytes) -> list[RawLine]:
    """All lines in reading order. Raises `NotADocx`, `ZipBomb`, `ExternalEntity`."""
    check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        numbering = Numbering(document)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise NotADocx() from error
    return list(_Walk(numbering).blocks(body))


class _Walk:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._tables = 0

    def blocks(self, parent: Any, cell: Cell | None = None, depth: int = 0) -> Iterator[RawLine]:
        """Lines of the paragraphs and tables of an element; a table inside a cell belongs to the cell."""
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == _P:
                yield from self._paragraph(child, cell)
            elif child.tag == _TBL:
                yield from self._table(child, cell, depth)
            elif child.tag == _SDT and (content := child.find(qn("w:sdtContent"))) is not None:
                yield from self.blocks(content, cell, depth + 1)

    def _paragraph(self, paragraph: Any, cell: Cell | None) -> Iterator[RawLine]:
        label = self._numbering.label(paragraph)
        lines = "".join(_pieces(paragraph)).split("\n")
        merged: list[str] = []
        for line in lines:
            # A line break inside a sentence only shapes the page.
            if merged and line.strip() and line.strip()[0].islower():
                merged[-1] = f"{merged[-1]} {line.strip()}"
            else:
                merged.append(line)
        if label and merged[0].strip():
            merged[0] = f"{label} {merged[0].strip()}"
        for line in merged:
            yield RawLine(line, cell, hard=True)

    def _table(self, table: Any, outer: Cell | None, depth: int) -> Iterator[RawLine]:
        number = self._tables
        if outer is None:
            self._tables += 1
        for row_number, row in enumerate(table.iter(_TR) if outer else table.findall(_TR)):
            column = 0
            for tc in row.findall(_TC):
                cell = outer or Cell(number, row_number, column)
                properties = tc.find(qn("w:tcPr"))
                if not _continues_above(properties):
                    yield from self.blocks(tc, cell, depth + 1)
                column += _span(properties)


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield " "
        elif child.tag in _BREAK:
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and not child.tag.endswith("}Fallback"):
            yield from _pieces(child)


def _continues_above(properties: Any) -> bool:
    merge = None if properties is None else properties.find(qn("w:vMerge"))
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _span(properties: Any) -> int:
    span = None if properties is None else properties.find(qn("w:gridSpan"))
    value = "1" if span is None else span.get(qn("w:val"), "1")
    return int(value) if value.isdigit() and 0 < int(value) < 100 else 1

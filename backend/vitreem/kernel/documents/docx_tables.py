"""Tables of a Word file: with lines and repeated heads, labels to cut, and frames for what stands side by side."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.oxml.ns import qn

from vitreem.kernel.documents import docx_styles, measures
from vitreem.kernel.documents.docx_elements import SIDES, Run, element, paragraph, twips
from vitreem.kernel.documents.docx_styles import Style
from vitreem.kernel.documents.model import Align, Labels, Row, Table

_WORD_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_NO_PADDING = 0
# What fills a cell: it is given the cell.
Fill = Callable[[Any], None]


def _frame(widths: Sequence[float], *, padding: float, style: str = "", cut: bool = False) -> Any:
    """A table of fixed columns, in mm; `cut`: dotted lines."""
    table = element("tbl")
    properties = element("tblPr", table)
    if style:
        element("tblStyle", properties, val=style)
    element("tblW", properties, w=twips(sum(widths)), type="dxa")
    element("jc", properties, val="center")
    if cut:
        borders = element("tblBorders", properties)
        for side in (*SIDES, "insideH", "insideV"):
            element(side, borders, val="dotted", sz="4", space="0", color="808080")
    element("tblLayout", properties, type="fixed")
    margins = element("tblCellMar", properties)
    for side in ("left", "right"):
        element(side, margins, w=twips(padding), type="dxa")
    grid = element("tblGrid", table)
    for mm in widths:
        element("gridCol", grid, w=twips(mm))
    return table


def _row_of(table: Any, *, head: bool = False, height: float = 0, exact: bool = False) -> Any:
    row = element("tr", table)
    properties = element("trPr", row)
    element("cantSplit", properties)
    if height:
        element("trHeight", properties, val=twips(height), hRule="exact" if exact else "atLeast")
    if head:
        element("tblHeader", properties)
    return row


def _cell(row: Any, mm: float, *, span: int = 1, middle: bool = False) -> Any:
    cell = element("tc", row)
    properties = element("tcPr", cell)
    element("tcW", properties, w=twips(mm), type="dxa")
    if span > 1:
        element("gridSpan", properties, val=str(span))
    if middle:
        element("vAlign", properties, val="center")
    return cell


def grid(widths: Sequence[float], rows: Iterable[Sequence[Fill]], *, together: bool = False) -> Any:
    """Cells without lines, for what stands side by side. `together`: all on one page."""
    table = _frame(widths, padding=_NO_PADDING)
    for fills in rows:
        row = _row_of(table)
        for mm, fill in zip(widths, fills, strict=True):
            cell = _cell(row, mm)
            fill(cell)
            if len(cell) == 1:
                cell.append(paragraph(Style.GAP))
    if together:
        for p in table.iter(qn("w:p")):
            if p[0].find(qn("w:keepNext")) is None:
                p[0].insert(1, element("keepNext"))
    return table


def lined_table(one: Table, width: float) -> Any:
    widths = measures.column_widths(one, width)
    table = _frame(widths, padding=measures.CELL_PADDING_MM, style=docx_styles.GRID_ID)
    head = _row_of(table, head=True)
    for column, mm in zip(one.columns, widths, strict=True):
        _cell(head, mm, middle=True).append(paragraph(Style.TABLE_HEAD, column.title))
    empty = Row(("",) * len(one.columns))
    totals = (Row(row.cells, True, row.merged) for row in one.totals)
    for row in (*one.rows, *((empty,) * one.reserve), *totals):
        made = _row_of(table, height=one.row_mm)
        for index, text in enumerate(row.cells):
            merged = row.merged if index == 0 else 1
            at = 0 if index == 0 else index + row.merged - 1
            cell = _cell(made, sum(widths[at : at + merged]), span=merged, middle=True)
            align = Align.CENTRE if merged > 1 else one.columns[at].align
            cell.append(paragraph(Style.CELL, Run(text, bold=row.bold), align=_WORD_ALIGN[align]))
    return table


def label_sheet(one: Labels, width: float) -> Any:
    widths = (width / one.across,) * one.across
    table = _frame(widths, padding=3, cut=one.cut)
    for start in range(0, len(one.labels), one.across):
        row = _row_of(table, height=one.height_mm, exact=True)
        cells = one.labels[start : start + one.across]
        for mm, lines in zip(widths, (*cells, *(((),) * (one.across - len(cells)))), strict=True):
            cell = _cell(row, mm, middle=True)
            for index, line in enumerate(lines or ("",)):
                cell.append(paragraph(Style.CELL, Run(line, bold=index == 0)))
    return table

"""How long a document may be: what the workers can lay out in their time, and what anybody would print."""

from collections.abc import Iterable, Iterator

from vitreem.kernel.documents import measures
from vitreem.kernel.documents.amounts import dots
from vitreem.kernel.documents.model import Block, Document, Labels, Page, Paragraph, Table
from vitreem.kernel.http.problems import Invalid

MOST_ROWS = 5_000
# Of all tables together: each is laid out by itself and takes 20 KB meanwhile.
MOST_CELLS = 40_000
MOST_PAGES = 300
_BODY_LINE_MM = measures.BODY * measures.MM_PER_POINT * measures.LINE_HEIGHT * measures.LINE_SPACING
_TABLE_LINE_MM = measures.TABLE * measures.MM_PER_POINT * measures.LINE_HEIGHT
_GAP_MM = measures.GAP_PT * measures.MM_PER_POINT


class DocumentTooLong(Invalid):
    code = "document_too_long"
    title = "Văn bản quá dài"
    detail = f"Văn bản xuất ra được tối đa {dots(MOST_ROWS)} dòng bảng và khoảng {MOST_PAGES} trang."


def require_bounded(document: Document) -> None:
    """Raises `DocumentTooLong` for more rows or cells of tables (or labels), or more pages, than may be."""
    parts = [(document.body, document.page), *((annex.body, annex.page) for annex in document.annexes)]
    rows = table_rows(document)
    if rows > MOST_ROWS:
        raise DocumentTooLong(
            f"Văn bản có {dots(rows)} dòng bảng; xuất ra được tối đa {dots(MOST_ROWS)}. Hãy chia thành nhiều văn bản."
        )
    if (cells := _cells(document)) > MOST_CELLS:
        raise DocumentTooLong(
            f"Văn bản có {dots(cells)} ô bảng; xuất ra được tối đa {dots(MOST_CELLS)}. Hãy chia thành nhiều văn bản."
        )
    front = [*document.grounds, *document.addressees, document.subject]
    if document.closing:
        front += document.closing.recipients
    pages = _pages([Paragraph(text) for text in front], document.page)
    if pages + sum(_pages(body, page) for body, page in parts) > MOST_PAGES:
        raise DocumentTooLong(
            f"Văn bản dài hơn {MOST_PAGES} trang nên không xuất ra được. Hãy chia thành nhiều văn bản."
        )


def table_rows(document: Document) -> int:
    """Rows of all its tables and labels, heads aside."""
    return sum(_rows(block) for block in _all_blocks(document))


def _cells(document: Document) -> int:
    return sum(_rows(block) * len(block.columns) for block in _all_blocks(document) if isinstance(block, Table))


def _all_blocks(document: Document) -> Iterator[Block]:
    yield from document.body
    for annex in document.annexes:
        yield from annex.body


def _rows(block: Block) -> int:
    match block:
        case Table():
            return len(block.rows) + len(block.totals) + block.reserve
        case Labels():
            return -(-len(block.labels) // block.across)
        case Paragraph():
            return 0


def _pages(blocks: Iterable[Block], page: Page) -> float:
    """About how many pages they fill."""
    width, height = measures.text_mm(page)
    return sum(_height(block, width) for block in blocks) / height


def _height(block: Block, width: float) -> float:
    match block:
        case Paragraph():
            text = f"{block.lead} {block.text}"
            return sum(_paragraph_mm(line, width) for line in text.split("\n"))
        case Labels():
            return _rows(block) * block.height_mm
        case Table():
            widths = measures.column_widths(block, width)
            filled = sum(_row_mm(row.cells, row.merged, widths, block.row_mm) for row in (*block.rows, *block.totals))
            return filled + block.reserve * max(block.row_mm, _TABLE_LINE_MM)


def _paragraph_mm(line: str, width: float) -> float:
    return measures.lines_of(len(line), width, measures.BODY) * _BODY_LINE_MM + _GAP_MM


def _row_mm(cells: tuple[str, ...], merged: int, widths: tuple[float, ...], least: float) -> float:
    places = (sum(widths[:merged]), *widths[merged:])
    lines = max(cell_lines(cell, mm) for cell, mm in zip(cells, places, strict=True))
    return max(least, lines * _TABLE_LINE_MM)


def cell_lines(cell: str, mm: float) -> int:
    """About how many lines a cell of a table takes."""
    inner = mm - 2 * measures.CELL_PADDING_MM
    return sum(measures.lines_of(len(line), inner, measures.TABLE) for line in cell.split("\n"))

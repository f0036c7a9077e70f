"""PDF with a text layer to lines; ruled tables cell by cell."""

import io
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from vitreem.plans.importer.problems import EmptyFile, EncryptedPdf, PlanFileProblem, ScanWithoutText, TooManyPages
from vitreem.plans.importer.source import Cell, RawLine

MAX_PAGES = 1_000
MAX_TABLE_PAGES = 40  # finding tables takes a tenth of a second a page
_RULES_OF_A_TABLE = 6
_OBJECTS_LOOKED_AT = 20_000
_SCAN_CHARACTERS = 25  # per page: stamps and page numbers that a scanner adds
# PDFium puts these for a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})

Box = tuple[float, float, float, float]


def pdf_lines(data: bytes) -> list[RawLine]:
    """All lines, page by page. Raises `EncryptedPdf`, `ScanWithoutText`, `TooManyPages`, `EmptyFile`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedPdf() from error
        raise PlanFileProblem() from error
    try:
        if len(document) > MAX_PAGES:
            raise TooManyPages()
        lines, characters, images = [], 0, False
        pages = len(document)
        tables = _TableFinder(data)
        for index in range(pages):
            page = document[index]
            own = list(_page_lines(page, tables.on_page(index, page)))
            lines += own
            written = sum(len(line.text.strip()) for line in own)
            characters += written
            images = images or (written < _SCAN_CHARACTERS and _has_image(page))
            page.close()
    except pdfium.PdfiumError as error:
        raise PlanFileProblem() from error
    finally:
        document.close()
    if images and characters < _SCAN_CHARACTERS * pages:
        raise ScanWithoutText()
    if characters == 0:
        raise EmptyFile()
    return lines


def _has_image(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _has_rules(page: pdfium.PdfPage) -> bool:
    """Whether enough lines are drawn for a table. On PDFium itself: a wrapper per letter is slow."""
    found = 0
    for index in range(min(_OBJECTS_LOOKED_AT, pdfium_c.FPDFPage_CountObjects(page.raw))):
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        found += pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_PATH
        if found >= _RULES_OF_A_TABLE:
            return True
    return False


def _page_lines(page: pdfium.PdfPage, tables: list[tuple[int, list[list[Box | None]]]]) -> Iterator[RawLine]:
    """Text above, inside and below each table, in this order."""
    text_page = page.get_textpage()
    width, top = page.get_size()
    first = True
    for number, cells in tables:
        boxes = [box for row in cells for box in row if box is not None]
        table_top, table_bottom = max(box[3] for box in boxes), min(box[1] for box in boxes)
        for line in _split(text_page.get_text_bounded(0, table_top, width, top)):
            yield RawLine(line, new_page=first)
            first = False
        for row_number, row in enumerate(cells):
            for column, box in enumerate(row):
                for line in _split(text_page.get_text_bounded(*box)) if box else ():
                    yield RawLine(line, Cell(number, row_number, column), new_page=first)
                    first = False
        top = table_bottom
    rest = text_page.get_text_bounded(0, 0, width, top) if tables else text_page.get_text_range()
    for line in _split(rest):
        yield RawLine(line, new_page=first)
        first = False
    if first:
        yield RawLine("", new_page=True)
    text_page.close()


def _split(text: str) -> list[str]:
    return text.translate(_HYPHENS).replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


class _TableFinder:
    """Cell boxes of ruled tables, only on pages that have enough drawn lines."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages_left = MAX_TABLE_PAGES
        self._tables = 0
        self._plumber = None

    def on_page(self, index: int, page: pdfium.PdfPage) -> list[tuple[int, list[list[Box | None]]]]:
        """(number of the table in the document, rows of boxes as left, bottom, right, top), from top to bottom."""
        if not self._pages_left or not _has_rules(page):
            return []
        self._pages_left -= 1
        import pdfplumber  # slow to load, and few plans have tables

        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        found = self._plumber.pages[index]
        height = float(found.height)
        out = []
        for table in sorted(found.find_tables(), key=lambda table: table.bbox[1]):
            rows = [
                [(box[0], height - box[3], box[2], height - box[1]) if box else None for box in row.cells]
                for row in table.rows
            ]
            if len(rows) > 1 and max(len(row) for row in rows) > 1:
                out.append((self._tables, rows))
                self._tables += 1
        found.close()
        return out

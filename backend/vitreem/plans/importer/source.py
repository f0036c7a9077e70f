"""The normalised text of a document, the one that spans point into.

Normal form: NFC, no control, zero-width or bidirectional characters, `\\n` line ends, form feeds as line ends, every
other white space a plain space, no spaces at line ends, page numbers left out. Table cells stand on lines of their own.
"""

import re
from dataclasses import dataclass, replace

from vitreem.kernel.text import clean

_ODD_SPACE = re.compile(r"[^\S\n]")
_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s{0,4}[-–—]?\s{0,4}(\d{1,4})\s{0,4}(?:[-–—]|/\s{0,4}\d{1,4})?", re.IGNORECASE
)
_PIPED = re.compile(r"\|[^|]")


@dataclass(frozen=True, slots=True)
class Cell:
    """Place of a line in a table: table of the document, row, column; all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line as the file gives it. `hard` lines are whole paragraphs and are never joined with the next."""

    text: str
    cell: Cell | None = None
    hard: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the normalised text: `source.text[start:end]`, no spaces at either end."""

    start: int
    end: int
    cell: Cell | None
    hard: bool


@dataclass(frozen=True, slots=True)
class Source:
    text: str
    lines: list[Line]

    def words(self, start: int, end: int) -> str:
        """The text of a span with soft line breaks and runs of spaces as one space."""
        return " ".join(self.text[start:end].split())


def raw_lines(text: str) -> list[RawLine]:
    """Lines of plain text. A line with at least two inner bars is a table row: its cells become lines."""
    out: list[RawLine] = []
    table, row, in_table = -1, 0, False
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    for page_no, page in enumerate(normal.split("\f")):
        for line_no, line in enumerate(page.split("\n")):
            new_page = page_no > 0 and line_no == 0
            cells = _bar_cells(line)
            if cells is None:
                in_table = in_table and not line.strip()
                out.append(RawLine(line, new_page=new_page))
                continue
            if not cells:  # the rule under a header
                continue
            table, row = (table, row + 1) if in_table else (table + 1, 0)
            in_table = True
            out += [RawLine(text, Cell(table, row, column), hard=True) for column, text in enumerate(cells)]
    return out


def _bar_cells(line: str) -> list[str] | None:
    stripped = line.strip()
    if stripped.count("|") < 2 or not _PIPED.search(stripped):
        return None
    cells = [cell.strip() for cell in stripped.strip("|").split("|")]
    return [] if all(not cell.strip("-: ") for cell in cells) else cells


def build(raw: list[RawLine]) -> Source:
    """Normalise lines, drop page numbers, and lay them out as one text with offsets."""
    cleaned = [_normal(line) for line in raw]
    parts: list[str] = []
    lines: list[Line] = []
    offset, expected = 0, {1, 2}
    for index, line in enumerate(cleaned):
        words = line.text.strip()
        if words and line.cell is None and (page := _page_number(words, expected, _at_page_edge(cleaned, index))):
            expected = {page + 1, page + 2}
            words, text = "", ""
        else:
            text = line.text
        if words:
            start = offset + len(text) - len(text.lstrip())
            lines.append(Line(start, start + len(words), line.cell, line.hard))
        else:
            lines.append(Line(offset, offset, line.cell, line.hard))
        parts.append(text)
        offset += len(text) + 1
    return Source("\n".join(parts), lines)


def _normal(line: RawLine) -> RawLine:
    plain = line.text.isascii() and line.text.isprintable()
    text = line.text if plain else _ODD_SPACE.sub(" ", clean(line.text))
    stripped = text.rstrip()
    return line if stripped == line.text else replace(line, text=stripped)


def _page_number(words: str, expected: set[int], at_edge: bool) -> int | None:
    """A lone number is a page number when it stands at a page break or carries on the count of pages."""
    if len(words) > 24 or not (match := _PAGE_NUMBER.fullmatch(words)):
        return None
    page = int(match.group(1))
    return page if page in expected or (at_edge and 0 < page < 2000) else None


def _at_page_edge(lines: list[RawLine], index: int) -> bool:
    return lines[index].new_page or (index + 1 < len(lines) and lines[index + 1].new_page)

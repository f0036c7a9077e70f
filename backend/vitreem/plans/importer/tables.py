"""Tables in a plan: which column holds the assignee, the work, the deadline, the addressee of a report."""

from dataclasses import dataclass
from enum import StrEnum

from vitreem.kernel.text import search_key
from vitreem.plans.importer.segment import Paragraph, Table
from vitreem.plans.importer.source import Source


class Column(StrEnum):
    ORDER = "order"
    ASSIGNEE = "assignee"
    WORK = "work"
    DUE = "due"
    ADDRESSEE = "addressee"
    OTHER = "other"


# Folded header words; the first that fits decides.
_HEADERS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (Column.ADDRESSEE, ("noi nhan", "gui ve", "noi gui", "co quan nhan", "don vi nhan")),
    (Column.OTHER, ("phoi hop", "ghi chu", "kinh phi", "san pham", "ket qua")),
    (Column.DUE, ("thoi han", "thoi gian", "han nop", "hoan thanh", "tien do", "ngay")),
    (Column.ASSIGNEE, ("don vi", "co quan", "chu tri", "bo phan", "phu trach", "nguoi thuc hien", "phan cong")),
    (Column.WORK, ("noi dung", "nhiem vu", "cong viec", "hoat dong", "bao cao", "viec")),
    (Column.ORDER, ("stt", "tt", "so thu tu")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of a row by the meaning of their column."""

    cells: dict[Column, list[Paragraph]]


def rows(source: Source, table: Table) -> list[Row] | None:
    """The rows under a header that was understood; None for any other table.

    A header names at least two of assignee, work, deadline and addressee. An empty assignee cell (merged downwards)
    repeats the one above.
    """
    if len(table.rows) < 2:
        return None
    columns = {number: _column(source, cell) for number, cell in table.rows[0].items()}
    if len(set(columns.values()) & {Column.ASSIGNEE, Column.WORK, Column.DUE, Column.ADDRESSEE}) < 2:
        return None
    out, assignee = [], []
    for raw in table.rows[1:]:
        cells: dict[Column, list[Paragraph]] = {}
        for number, paragraphs in raw.items():
            cells.setdefault(columns.get(number, Column.OTHER), []).extend(paragraphs)
        if Column.ASSIGNEE in columns.values():
            assignee = cells.setdefault(Column.ASSIGNEE, assignee)
        out.append(Row(cells))
    return out


def _column(source: Source, cell: list[Paragraph]) -> Column:
    key = search_key(" ".join(source.words(paragraph.start, paragraph.end) for paragraph in cell))
    if len(key) > 60:
        return Column.OTHER
    return next((column for column, words in _HEADERS if any(word in key for word in words)), Column.OTHER)

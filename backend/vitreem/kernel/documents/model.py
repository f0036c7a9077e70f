"""A document of a ward, told by what it is made of (NĐ 30/2020, Phụ lục I): both renderers read this alone.

Texts are data: nothing in them is markup. Capitals, bold and italics are the renderers', where the law asks for them:
a caller writes "Ủy ban nhân dân". A line end inside a text is a line end on the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Page(StrEnum):
    """A4 upright or across."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Urgency(StrEnum):
    """The stamp of an urgent paper, as it reads (NĐ 30/2020, Phụ lục I, II.5)."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HỎA TỐC"


class Secrecy(StrEnum):
    """The stamp of a state secret, as it reads."""

    SECRET = "MẬT"  # noqa: S105
    TOP_SECRET = "TỐI MẬT"  # noqa: S105
    STRICTLY_SECRET = "TUYỆT MẬT"  # noqa: S105


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Level(StrEnum):
    """What a paragraph is among the others; its number stands in its text ("I. …", "1. …", "a) …")."""

    PLAIN = "plain"
    PART = "part"
    SECTION = "section"
    ITEM = "item"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a paper: who issues it, its number, where and when.

    `issuer`: lines, e.g. ("Ủy ban nhân dân", "Phường 1"); `parent`: the body above, which a People's Committee hasn't.
    `number` and `place_and_date` come from `wording`; `about` is the "V/v …" of a letter (công văn).
    """

    issuer: tuple[str, ...]
    parent: str = ""
    number: str = ""
    about: str = ""
    place_and_date: str = ""
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is a bold beginning of it."""

    text: str
    level: Level = Level.PLAIN
    lead: str = ""
    italic: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in mm, where its cells stand."""

    title: str
    mm: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row; the first `merged` columns are one cell, so that there are fewer cells by `merged` - 1."""

    cells: tuple[str, ...]
    bold: bool = False
    merged: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head on each page: rows, then `reserve` empty ones to fill in by hand, then bold totals.

    `row_mm` is the least height of a row in mm, for signatures. Columns that are wider than the page together become
    narrower in proportion. Raises ValueError where a row's cells aren't as many as the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    reserve: int = 0
    row_mm: float = 0

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.totals):
            if not 1 <= row.merged <= len(self.columns) or len(row.cells) + row.merged - 1 != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells, {row.merged} merged, for {len(self.columns)} columns")

    @classmethod
    def plain(cls, columns: Sequence[Column], rows: Sequence[Sequence[str]], **more: object) -> "Table":
        """A table whose rows are texts alone."""
        return cls(tuple(columns), tuple(Row(tuple(cells)) for cells in rows), **more)


@dataclass(frozen=True, slots=True)
class Labels:
    """Cells of one size in a grid over the page, `across` of them side by side and `height_mm` high: labels, envelopes.

    A label is its lines, the first one bold. `cut`: thin lines to cut along.
    """

    across: int
    height_mm: float
    labels: tuple[tuple[str, ...], ...]
    cut: bool = True


Block = Paragraph | Table | Labels


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` are the lines above ("TM. Ủy ban nhân dân", "KT. Chủ tịch"), `title` the signer's own.

    `note` stands below in italics ("(Ký, ghi rõ họ tên)"). No title stands before the name.
    """

    title: str
    name: str = ""
    authority: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a paper: one signature beside "Nơi nhận", or several side by side.

    `archive` is what follows "Lưu:" ("VT, VHXH (2)"); without recipients and archive there is no "Nơi nhận".
    """

    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own, which are counted from 1: `number` "Phụ lục I", `of` "(Kèm theo Kế hoạch số …)"."""

    number: str
    title: str
    body: tuple[Block, ...]
    of: str = ""
    page: Page = Page.PORTRAIT


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `name` and `made_at` (aware) go into the file's properties.

    `kind` ("Kế hoạch") with `subject` (trích yếu) make the title, with a line below; a text without a kind has its
    subject alone, a letter has it in `Letterhead.about`.
    `grounds` are the căn cứ lines; `is_copy` marks every page as a copy.
    """

    name: str
    made_at: datetime
    letterhead: Letterhead | None = None
    kind: str = ""
    subject: str = ""
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    closing: Closing | None = None
    annexes: tuple[Annex, ...] = ()
    page: Page = Page.PORTRAIT
    is_copy: bool = False

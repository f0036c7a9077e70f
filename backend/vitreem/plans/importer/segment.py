"""Lines to paragraphs to the outline tree.

Paragraphs join soft-wrapped lines (also with blank lines between them); the tree follows the numbering. What a heading
means is not decided here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from vitreem.plans.importer import markers
from vitreem.plans.importer.markers import Marker, Rank
from vitreem.plans.importer.sections import meanings, starts_closing
from vitreem.plans.importer.source import Cell, Line, Source

UNWRAPPED_WIDTH = 140  # wider lines are whole paragraphs: no page wraps there
ROOM_LEFT = 0.72  # a line shorter than this share of the page width was ended on purpose
SENTENCE_END = 0.85  # … and one that ends a sentence needs less room to count as ended
_RULE_CHARS = frozenset("-_=*.~─—–… ")
_TERMINALS = ".;:!?…"


@dataclass(slots=True)
class Paragraph:
    """One paragraph: `start` is where it begins, `body` where its words begin after the marker."""

    start: int
    body: int
    end: int
    marker: Marker | None
    cell: Cell | None


@dataclass(slots=True)
class Table:
    """Cells by row and column; a cell is a list of paragraphs."""

    rows: list[dict[int, list[Paragraph]]]

    def paragraphs(self) -> Iterator[Paragraph]:
        for row in self.rows:
            for column in sorted(row):
                yield from row[column]


@dataclass(slots=True)
class Node:
    """One paragraph in the outline, or the root, or a table. `number` is the path of printed numbers ("V.1.1")."""

    rank: Rank
    number: str
    start: int
    body: int
    end: int
    children: list["Node"] = field(default_factory=list)
    table: Table | None = None
    glyph: str = ""

    @property
    def last(self) -> int:
        """End of the whole branch."""
        node = self
        while node.children:
            node = node.children[-1]
        return max(self.end, node.end)

    @property
    def is_heading(self) -> bool:
        return self.rank <= Rank.LETTER


def page_width(lines: list[Line]) -> int:
    """Characters of a full line: the 95th percentile of soft lines."""
    lengths = sorted(line.end - line.start for line in lines if line.end > line.start and not line.hard)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def paragraphs(source: Source) -> list[Paragraph]:
    """All paragraphs in order; rules made of dashes or dots are left out."""
    width = page_width(source.lines)
    out: list[Paragraph] = []
    previous: Line | None = None
    counter = _NumberWatch()
    for line in source.lines:
        if line.start == line.end:
            continue
        words = source.text[line.start : line.end]
        if len(words) > 2 and set(words) <= _RULE_CHARS:
            previous = None
            continue
        marker = markers.find(words)
        current = out[-1] if out else None
        before = source.text[previous.start : previous.end] if previous is not None else ""
        same_cell = previous is not None and previous.cell == line.cell
        if marker and same_cell and not line.hard and not counter.believes(marker, words, before):
            marker = None
        joins = (
            current is not None
            and same_cell
            and marker is None
            and not line.hard
            and not (previous is not None and previous.hard)
            and continues(before, words, width)
        )
        if joins and current is not None:
            current.end = line.end
        else:
            if marker:
                counter.note(marker)
            out.append(Paragraph(line.start, line.start + (marker.width if marker else 0), line.end, marker, line.cell))
        previous = line
    return out


def continues(before: str, words: str, width: int) -> bool:
    """Whether a line without a marker carries on the soft line before it."""
    if starts_closing(words):
        return False
    first = words[0]
    if first.islower() or first in ",;:.)”’%&/":
        return True
    if width > UNWRAPPED_WIDTH or before.endswith("./."):
        return False
    if before.isupper() != words.isupper():
        return False
    room = ROOM_LEFT if not before.isupper() else 0.5
    if before[-1] in _TERMINALS:
        room = SENTENCE_END
    return len(before) >= room * width


class _NumberWatch:
    """Tells numbering from a wrapped line that happens to begin with a number, a dash or a letter."""

    def __init__(self) -> None:
        self._last: dict[Rank, int] = {}

    def believes(self, marker: Marker, words: str, before: str) -> bool:
        first = words[marker.width : marker.width + 1]
        if marker.rank is Rank.DASH:
            if first.isdigit() and before[-1:].isdigit():
                return False
            return not first.islower() or before[-1:] in _TERMINALS or marker.glyph not in "-–—−"
        if marker.rank in (Rank.ARABIC, Rank.PARENTHESIS, Rank.ROMAN):
            return 0 < self._value(marker) <= self._last.get(marker.rank, 0) + 3
        return True

    def note(self, marker: Marker) -> None:
        if marker.rank in (Rank.ARABIC, Rank.PARENTHESIS, Rank.ROMAN):
            self._last[marker.rank] = self._value(marker)
        for rank in list(self._last):
            if rank > marker.rank:
                del self._last[rank]

    @staticmethod
    def _value(marker: Marker) -> int:
        return markers.roman_value(marker.label) if marker.rank is Rank.ROMAN else int(marker.label.split(".")[0])


def outline(source: Source, body: list[Paragraph]) -> Node:
    """The tree of the body's paragraphs under a root node."""
    start = body[0].start if body else 0
    root = Node(Rank.PART, "", start, start, start)
    stack = [root]
    seen_roman = False
    blocks = list(_blocks(body))
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if isinstance(block, Table):
            cells = list(block.paragraphs())
            parent = _parent(stack, Rank.DASH)
            table = Node(Rank.BODY, parent.number, cells[0].start, cells[0].start, cells[-1].end, table=block)
            parent.children.append(table)
            continue
        rank = _rank(source, block, following, stack, seen_roman)
        seen_roman = seen_roman or rank is Rank.ROMAN
        # A paragraph without a marker belongs to the heading, not to the dash before it.
        parent = _parent(stack, min(rank, Rank.LEAD) if block.marker is None else rank)
        del stack[stack.index(parent) + 1 :]
        glyph = block.marker.glyph if block.marker else ""
        node = Node(rank, _number(block.marker, rank, stack), block.start, block.body, block.end, glyph=glyph)
        parent.children.append(node)
        if rank is not Rank.BODY:
            stack.append(node)
    return root


def _blocks(body: list[Paragraph]) -> Iterator[Paragraph | Table]:
    """Paragraphs, with the cells of one table gathered."""
    index = 0
    while index < len(body):
        cell = body[index].cell
        if cell is None:
            yield body[index]
            index += 1
            continue
        table = Table([])
        by_row: dict[int, dict[int, list[Paragraph]]] = {}
        while index < len(body) and (at := body[index].cell) is not None and at.table == cell.table:
            by_row.setdefault(at.row, {}).setdefault(at.column, []).append(body[index])
            index += 1
        table.rows = [by_row[row] for row in sorted(by_row)]
        yield table


def _parent(stack: list[Node], rank: Rank) -> Node:
    return next((node for node in reversed(stack) if node.rank < rank), stack[0])


def _rank(
    source: Source, block: Paragraph, following: Paragraph | Table | None, stack: list[Node], seen_roman: bool
) -> Rank:
    marker = block.marker
    words = source.words(block.body, block.end)
    if marker is None:
        if words.isupper() and len(words) > 5 and meanings(words):
            return Rank.ROMAN
        return Rank.LEAD if words.endswith(":") or _leads(words, following) else Rank.BODY
    if marker.rank is Rank.UPPER_LETTER and seen_roman:
        return Rank.SUB_UPPER_LETTER if stack[-1].rank >= Rank.ROMAN else Rank.UPPER_LETTER
    if marker.rank is Rank.PARENTHESIS and not any(node.rank in (Rank.ARABIC, Rank.ARABIC_2) for node in stack):
        return Rank.ARABIC
    if marker.rank is Rank.DASH:
        dash = next((node for node in stack if node.rank is Rank.DASH), None)
        if dash is not None and dash.glyph != marker.glyph and not {dash.glyph, marker.glyph} <= set("-–—−"):
            return Rank.SUB_DASH
    return marker.rank


def _leads(words: str, following: Paragraph | Table | None) -> bool:
    """A short line without an end, right before a list, is the list's heading."""
    if not isinstance(following, Paragraph) or following.marker is None or following.marker.rank is not Rank.DASH:
        return False
    return len(words) < 120 and words[-1] not in _TERMINALS


def _number(marker: Marker | None, rank: Rank, stack: list[Node]) -> str:
    """Path of printed numbers. Under "1." the label "1.1" already holds its parent's number."""
    if marker is None or not marker.label:
        return stack[-1].number if rank > Rank.ROMAN else ""
    base = stack[-1]
    if rank in (Rank.ARABIC_2, Rank.ARABIC_3):
        base = next((node for node in reversed(stack) if node.rank < Rank.ARABIC), stack[0])
    return f"{base.number}.{marker.label}" if base.number else marker.label

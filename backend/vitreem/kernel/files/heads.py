"""Lists of other people's making: in which row their head stands, and which column holds what."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from vitreem.kernel.text import plain_words

# Above its head a list has its title, its agency and its date.
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Head:
    """`last`: index of the last row of the head. `titles`: what stands over each column, `columns`: which is what."""

    last: int
    titles: tuple[str, ...]
    columns: dict[str, int]

    @property
    def signature(self) -> str:
        """The same for lists that are laid out alike."""
        return "|".join(_folded(title) for title in self.titles)


def find_head(
    table: Sequence[Sequence[str]], words: Mapping[str, Sequence[str]], needed: Collection[str]
) -> Head | None:
    """The row, or two rows one over the other, whose cells name most fields; None where what is `needed` isn't named.

    `words` are folded titles by field. A title names the field whose longest words stand in it as whole words; of one
    short word (`=lop`) the title is that word alone.
    """
    best: Head | None = None
    for at in range(min(LOOKED_AT, len(table))):
        for last in (at, at + 1):
            if last >= len(table):
                continue
            titles = tuple(table[at]) if last == at else _over(table[at], table[last])
            columns = fields_of(titles, words)
            if columns.keys() >= set(needed) and (best is None or len(columns) > len(best.columns)):
                best = Head(last, titles, columns)
    return best


def _over(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Titles of two rows: a cell that was merged over several columns stands over each of them."""
    titles, parent = [], ""
    for at in range(max(len(above), len(below))):
        over = above[at] if at < len(above) else ""
        under = below[at] if at < len(below) else ""
        # The merged cell ends where the lower row says nothing more, or another title begins.
        parent = over or (parent if under else "")
        titles.append(f"{parent} {under}".strip())
    return tuple(titles)


def fields_of(titles: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Column by field; of two columns with the same the first."""
    columns: dict[str, int] = {}
    for at, title in enumerate(titles):
        folded = _folded(title)
        named = [(len(said), field) for field, known in words.items() for said in known if _names(said, folded)]
        if named and (field := max(named)[1]) not in columns:
            columns[field] = at
    return columns


def _names(said: str, folded: str) -> bool:
    if said.startswith("="):
        return folded == said[1:]
    return f" {said} " in f" {folded} "


def _folded(title: str) -> str:
    """Without accents, marks and notes in brackets: "Họ và tên (trẻ)" is "ho va ten"."""
    return plain_words(re.sub(r"\([^)]*\)", " ", title))

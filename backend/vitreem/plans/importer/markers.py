"""Numbering and bullets at the start of a line: `I.`, `1.`, `1.1.`, `a)`, `-`, `+`, "Phần thứ nhất"."""

import re
from dataclasses import dataclass
from enum import IntEnum

from vitreem.kernel.text import search_key


class Rank(IntEnum):
    """Depth in the outline; a smaller rank encloses a larger one."""

    PART = 0
    UPPER_LETTER = 1
    ROMAN = 2
    SUB_UPPER_LETTER = 3
    ARABIC = 4
    ARABIC_2 = 5
    ARABIC_3 = 6
    PARENTHESIS = 7
    LETTER = 8
    LEAD = 9
    DASH = 10
    SUB_DASH = 11
    BODY = 12


@dataclass(frozen=True, slots=True)
class Marker:
    """`label` is the printed number without punctuation; `width` the characters before the words begin."""

    rank: Rank
    label: str
    width: int
    glyph: str = ""


_ORDINALS = {
    word: number
    for number, words in enumerate(
        [
            ("nhat", "mot"),
            ("hai",),
            ("ba",),
            ("tu", "bon"),
            ("nam",),
            ("sau",),
            ("bay",),
            ("tam",),
            ("chin",),
            ("muoi",),
        ],
        1,
    )
    for word in words
}
_ROMANS = {"I": 1, "V": 5, "X": 10}
_PART = re.compile(r"(?:phần|chương)(?: thứ)? ([^\W\d_]{1,6}|\d{1,2})(?: ?[.:–-] ?| |$)", re.IGNORECASE)
_ROMAN = re.compile(r"([IVX]{1,7})(?: ?[./)] ?| ?[-–:] )(?=\S)")
_ROMAN_DOTTED = re.compile(r"[IVX]{1,5}\.(\d{1,2}(?:\.\d{1,2}){0,3})[.)]? (?=\S)")
_UPPER = re.compile(r"([A-HĐ])[.)] ?(?=\S)")
_ARABIC = re.compile(r"(\d{1,2})(?:([.)/])| ?([-–]) (?=[^\W\d_])) {0,9}(?=[^\d\s])")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)] {0,9}| {1,9})(?=[^\d\s])")
_LETTER = re.compile(r"([a-zđ])(?:\) {0,9}|\. {1,9})(?=\S)")
_BULLET = re.compile(
    r"([-–—−+*•·●○▪■□◦‣⁃➢➤✓✔❖♦◆o]) {1,9}(?=\S)|([-–—−+*•·●○▪■□◦‣⁃➢➤✓✔❖♦◆\uf000-\uf0ff]) {0,9}(?=[^\s\d.…_=*+–—-])"
)


def roman_value(label: str) -> int:
    """Value of a Roman number, 0 when it isn't written the usual way (IIX, VV)."""
    values = [_ROMANS[char] for char in label]
    total = sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))
    return total if to_roman(total) == label else 0


def to_roman(value: int) -> str:
    out = ""
    for unit, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= unit:
            out, value = out + letters, value - unit
    return out


def find(line: str) -> Marker | None:
    """The marker a line begins with. Looks at the first few dozen characters only."""
    head = line[:48]
    if not head:
        return None
    first = head[0]
    if first in "PpCc" and (match := _PART.match(head)):
        ordinal = _part_ordinal(match.group(1))
        return Marker(Rank.PART, to_roman(ordinal), match.end()) if ordinal else None
    if first in "IVX":
        if match := _ROMAN_DOTTED.match(head):
            return Marker(_dotted_rank(match.group(1)), match.group(1), match.end())
        if (match := _ROMAN.match(head)) and roman_value(match.group(1)):
            return Marker(Rank.ROMAN, match.group(1), match.end())
        return None
    if first.isdigit():
        if match := _DOTTED.match(head):
            return Marker(_dotted_rank(match.group(1)), match.group(1), match.end())
        if match := _ARABIC.match(head):
            rank = Rank.PARENTHESIS if match.group(2) == ")" else Rank.ARABIC
            return Marker(rank, match.group(1), match.end())
        return None
    if match := _UPPER.match(head):
        return Marker(Rank.UPPER_LETTER, match.group(1), match.end())
    if match := _LETTER.match(head):
        return Marker(Rank.LETTER, match.group(1), match.end())
    if match := _BULLET.match(head):
        return Marker(Rank.DASH, "", match.end(), match.group(1) or match.group(2))
    return None


def _part_ordinal(word: str) -> int:
    if word.isdigit():
        return int(word)
    if set(word) <= set("IVX"):
        return roman_value(word)
    return _ORDINALS.get(search_key(word), 0)


def _dotted_rank(label: str) -> Rank:
    return (Rank.ARABIC, Rank.ARABIC_2, Rank.ARABIC_3, Rank.ARABIC_3)[min(label.count("."), 3)]

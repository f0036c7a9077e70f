"""Text as a person sees it: programs skip what nobody sees, so what is hidden between letters must not hide a word."""

import unicodedata

# Of no width though they count as letters or marks: joiners of graphemes, fillers of Hangul, selectors of a glyph.
_FILLERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


def seen(text: str) -> str:
    """Without controls, marks of direction and characters of no width; blanks and line ends stay."""
    if text.isprintable() and _FILLERS.isdisjoint(text):
        return text
    return "".join(char for char in text if (char.isspace() and char not in "\x1c\x1d\x1e\x1f") or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return char in _FILLERS or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Cs")

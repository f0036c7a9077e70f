"""Text as a person sees it: programs skip what nobody sees, so what is hidden between letters must not hide a word."""

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Of no width though they count as letters or marks: joiners of graphemes, fillers of Hangul, selectors of a glyph.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def seen(text: str) -> str:
    """Without controls, marks of direction and characters of no width; blanks and line ends stay."""
    if text.isascii():
        return _CONTROLS.sub("", text)
    return "".join(char for char in text if char.isspace() or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    if char in _FILLERS or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Cs"):
        return True
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e0fff"

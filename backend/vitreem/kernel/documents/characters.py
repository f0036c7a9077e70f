"""Which characters go on paper: those of the typeface. What it lacks is written with others, or shown as a box."""

import struct
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vitreem.kernel.text import clean

FONTS = Path(__file__).with_name("fonts")
FACES = tuple(FONTS / f"Tinos-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
UNKNOWN = "□"
# Signs that lists use, in the nearest shape that the typeface has.
_NEAREST = str.maketrans(
    {"☐": "□", "☑": "√", "✓": "√", "✔": "√", "✅": "√", "☒": "×", "✗": "×", "✘": "×", "⇒": "→", "➔": "→", "➢": "►",
     "❖": "♦", "◆": "♦", "★": "*", "☆": "*", "\t": " ", "\r": "\n", "\x0c": "\n", "\x0b": "\n", "\u2028": "\n",
     "\u2029": "\n", "\u200d": "", "\ufe0e": "", "\ufe0f": "", "\ufffe": "", "\uffff": ""}
)  # fmt: skip

Anything = TypeVar("Anything")


@cache
def covered() -> frozenset[str]:
    """The characters that all four faces have."""
    return frozenset.intersection(*(_characters(path) for path in FACES))


def printable(text: str) -> str:
    """NFC text in which each character can be printed. Line ends stay, other controls go; nothing else is lost."""
    if text.isascii() and text.isprintable():
        return text
    known = covered()
    text = clean(text.replace("\r\n", "\n").translate(_NEAREST))
    return "".join(char if char in known or char == "\n" else _nearest(char) for char in text)


def printable_all(value: Anything) -> Anything:
    """The same dataclass, tuple or text, with every text in it `printable`."""
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        return tuple(printable_all(one) for one in value)  # pyright: ignore[reportReturnType]
    if is_dataclass(value) and not isinstance(value, type):
        now: dict[str, Any] = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: printable_all(one) for name, one in now.items()})
    return value


@cache
def _nearest(char: str) -> str:
    """Its plain form (① → 1, ﬀ → ff, full width → usual), else a box."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", char))
    if plain != char and plain and all(one in covered() for one in plain):
        return plain
    return UNKNOWN


def _characters(path: Path) -> frozenset[str]:
    """The characters of a font file: its table `cmap`, format 4 (OpenType, "cmap")."""
    data = path.read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    cmap = tables[b"cmap"]
    records = [struct.unpack_from(">HHI", data, cmap + 4 + 8 * one) for one in range(data[cmap + 3])]
    at = cmap + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    # The last stretch, U+FFFF alone, ends the table.
    stretches = zip(starts[:-1], ends[:-1], strict=True)
    return frozenset(chr(code) for start, end in stretches for code in range(start, end + 1))

"""Fields of Word: text that is computed when the document is opened, and may ask for other programs and files.

The instruction of a field may be split over many runs and hold fields of its own; what counts is the whole.
"""

import re
from dataclasses import dataclass, field

from vitreem.kernel.files.office.addresses import is_web
from vitreem.kernel.files.office.editing import Span
from vitreem.kernel.files.refusals import Foreign, foreign

_REFUSED = {
    "DDE": Foreign.DDE, "DDEAUTO": Foreign.DDE, "LINK": Foreign.DDE,
    "INCLUDEPICTURE": Foreign.WEB, "INCLUDETEXT": Foreign.WEB, "INCLUDE": Foreign.WEB, "IMPORT": Foreign.WEB,
    "RD": Foreign.SUBDOCUMENTS, "DATABASE": Foreign.MAIL_MERGE, "EMBED": Foreign.OBJECTS, "CONTROL": Foreign.OBJECTS,
    "HTMLCONTROL": Foreign.OBJECTS, "PRINT": Foreign.DDE,
}  # fmt: skip
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_WORDS = re.compile(r'"([^"]*)"?|(\S+)')
_TAKE_ONE = ("\\l", "\\o", "\\t", "\\s")
_NOWHERE = ' HYPERLINK \\l "_top" '


def settled(instruction: str) -> str | None:
    """What is to stand instead of a field's instruction, None where it may stay. Raises `ForeignContent`."""
    text = instruction.translate({0x201C: '"', 0x201D: '"', 0x201E: '"', 0xA0: " "})
    words = [quoted or plain for quoted, plain in _WORDS.findall(text)]
    first = words[0].upper() if words else ""
    if (what := _REFUSED.get(first)) is not None:
        raise foreign(what)
    if _DDE.search(text) and first not in ("TOC", "REF", "PAGEREF", "HYPERLINK", "SEQ", "TC", "XE", "NOTEREF"):
        raise foreign(Foreign.DDE)
    if first == "HYPERLINK" and (address := _address(words[1:])) and not is_web(address):
        return _NOWHERE
    return None


def _address(words: list[str]) -> str:
    skip = False
    for word in words:
        if skip or (word.startswith("\\") and len(word) == 2):
            skip = not skip and word.lower() in _TAKE_ONE
        else:
            return word.replace("\\\\", "\\")
    return ""


@dataclass
class _Field:
    pieces: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    in_result: bool = False


class Fields:
    """The fields of one part, as their marks and texts come by."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        # Instructions outside any field: Word may mend the marks that are missing.
        self._loose = _Field()

    @property
    def reading(self) -> bool:
        """Whether plain text that comes now is part of an instruction: the result of a field within it."""
        return any(not one.in_result for one in self._open)

    def mark(self, kind: str) -> None:
        """`begin`, `separate` or `end`."""
        if kind == "begin":
            outer = self._open[-1] if self._open else None
            if outer and not outer.in_result and "DDEAUTO".startswith("".join(outer.pieces).strip().upper()):
                # An instruction that is itself computed, the keyword included, is nobody's honest field.
                raise foreign(Foreign.DDE)
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].in_result = True
        elif self._open and kind == "end":
            _settle(self._open.pop())

    def instruction(self, text: str, place: Span) -> None:
        one = self._open[-1] if self._open and not self._open[-1].in_result else self._loose
        one.pieces.append(text)
        one.places.append(place)

    def text(self, text: str, _place: Span) -> None:
        """What a field within an instruction gave last is a part of that."""
        for one in self._open:
            if not one.in_result:
                one.pieces.append(text)

    def finish(self) -> None:
        """Fields that never ended count as they are."""
        for one in [*self._open, self._loose]:
            _settle(one)


def _settle(one: _Field) -> None:
    if (instead := settled("".join(one.pieces))) is not None:
        for number, place in enumerate(one.places):
            place.say(instead if number == 0 else "")

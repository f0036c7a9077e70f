"""Fields of Word: text that is computed when the document is opened, and may ask for other programs and files.

The instruction of a field may be split over many runs and hold fields of its own; what counts is the whole. How deep
and how long is bounded, so that the work grows with the file and no faster.
"""

from dataclasses import dataclass, field
from enum import Enum

from vitreem.kernel.files.office.editing import Span
from vitreem.kernel.files.office.instructions import SHOWN, settled
from vitreem.kernel.files.office.seen import seen
from vitreem.kernel.files.refusals import Foreign, foreign

# As deep as Word itself goes.
MAX_DEPTH = 20
# Letters of one instruction, each piece counted as one more; citations of an add-in are the longest that people have.
MAX_LENGTH = 64 * 1024


class _Keyword(Enum):
    """How far the first word of an instruction has come."""

    AHEAD = "ahead"
    WITHIN = "within"
    ENDED = "ended"

    def after(self, text: str) -> "_Keyword":
        if self is _Keyword.AHEAD:
            text = text.lstrip()
        if self is _Keyword.ENDED or not text:
            return self
        return _Keyword.WITHIN if text.isalpha() else _Keyword.ENDED


@dataclass
class _Field:
    # Each with whether it stands in deleted text: a field is one thing before a change is accepted, another after.
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)
    length: int = 0
    keyword: _Keyword = _Keyword.AHEAD
    in_result: bool = False
    computed: bool = False
    has_choices: bool = False

    def add(self, text: str, place: Span, *, deleted: bool = False) -> None:
        self.length += len(text) + 1
        if self.length > MAX_LENGTH:
            raise foreign(Foreign.FIELDS)
        self.keyword = self.keyword.after(seen(text))
        self.pieces.append((text, deleted))
        self.places.append(place)


class Fields:
    """The fields of one part, as their marks and texts come by."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        # Instructions outside any field: Word may correct the marks that are missing.
        self._loose = _Field()

    @property
    def reading(self) -> bool:
        """Whether plain text that comes now is part of an instruction: the result of a field within it."""
        return any(not one.in_result for one in self._open)

    def mark(self, kind: str, place: Span) -> None:
        """`begin`, `separate` or `end`. Raises `ForeignContent`."""
        if kind == "begin":
            self._begin()
        if not self._open:
            return
        self._open[-1].marks.append(place)
        if kind == "separate":
            self._open[-1].in_result = True
        elif kind == "end":
            _settle(self._open.pop())

    def _begin(self) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise foreign(Foreign.FIELDS)
        self.simple()
        self._open.append(_Field())

    def simple(self) -> None:
        """A field begins, in one element or by its first mark."""
        outer = self._open[-1] if self._open else None
        if outer and not outer.in_result:
            outer.computed = True
            if outer.keyword is not _Keyword.ENDED:
                # An instruction that is itself computed, the keyword included, is nobody's honest field.
                raise foreign(Foreign.DDE)

    def instruction(self, text: str, place: Span, *, deleted: bool = False) -> None:
        one = self._open[-1] if self._open and not self._open[-1].in_result else self._loose
        one.add(text, place, deleted=deleted)

    def text(self, text: str, place: Span) -> None:
        """What a field within an instruction gave last is a part of that."""
        for one in self._open:
            if not one.in_result:
                one.add(text, place)

    def choices(self) -> None:
        """One of several contents that stand here is read by one program, another by another."""
        for one in self._open:
            one.has_choices = one.has_choices or not one.in_result

    def finish(self) -> None:
        """Fields that never ended count as they are."""
        for one in self._open:
            _settle(one)
        self._loose.has_choices = True
        _settle(self._loose)


def _settle(one: _Field) -> None:
    instead = SHOWN if one.has_choices else None
    # Whatever becomes of tracked changes, it must be nothing foreign: all of it, what is left, what was there.
    for of in ({True, False}, {False}, {True}) if any(deleted for _, deleted in one.pieces) else ({True, False},):
        said = settled("".join(text for text, deleted in one.pieces if deleted in of), computed=one.computed)
        instead = said if instead is None else instead
    if instead == SHOWN:
        for place in [*one.marks, *one.places]:
            place.remove()
    elif instead is not None:
        for number, place in enumerate(one.places):
            place.say(instead if number == 0 else "")

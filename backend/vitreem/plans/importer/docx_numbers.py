"""The numbers and bullets that Word prints by itself: they aren't in the text, they follow from numbering.xml.

Counters run per abstract list, as in Word; a list with a start override begins anew at its first paragraph.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from vitreem.plans.importer.markers import to_roman

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_STYLE_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Call `label` for each paragraph in document order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = defaultdict(dict)
        self._counters: dict[str, list[int | None]] = defaultdict(lambda: [None] * 9)
        self._started: set[str] = set()
        self._styles = _style_numbers(document)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(relation.target_part.element)

    def label(self, paragraph: Any) -> str:
        """The printed number or bullet of a `w:p`, "" for an ordinary paragraph."""
        num_id, depth = self._place(paragraph)
        abstract = self._abstract_of.get(num_id)
        if abstract is None or (level := self._levels[abstract].get(depth)) is None:
            return ""
        if level.format == "bullet":
            return self._bullet(abstract, depth, level)
        counters = self._counters[abstract]
        if num_id not in self._started:
            self._started.add(num_id)
            for at, start in self._overrides[num_id].items():
                counters[at] = start - 1
        before = counters[depth]
        counters[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, 9):
            counters[deeper] = None
        if level.format == "none":
            return ""
        text = level.text
        for at in range(depth + 1):
            shown = self._levels[abstract].get(at, level)
            value = counters[at]
            text = text.replace(f"%{at + 1}", _formatted(shown.format, shown.start if value is None else value))
        text = text.strip()
        # A bare number is told from running text by its dot.
        return f"{text}." if text and text[-1].isalnum() and len(text) < 12 else text

    def _bullet(self, abstract: str, depth: int, level: _Level) -> str:
        outer = any(other.format == "bullet" for at, other in self._levels[abstract].items() if at < depth)
        return "+" if level.text.strip() == "+" or outer else "-"

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """(list, level) of a paragraph: its own, else its style's."""
        properties = paragraph.find(qn("w:pPr"))
        style, own, depth = "", None, None
        if properties is not None:
            if (named := properties.find(qn("w:pStyle"))) is not None:
                style = named.get(qn("w:val"), "")
            own, depth = _num_pr(properties)
        from_style, style_depth = self._styles.get(style, ("", 0))
        num_id = from_style if own is None else own
        return num_id, min(8, style_depth if depth is None else depth)

    def _read(self, root: Any) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            levels = {_int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.findall(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for num in root.findall(qn("w:num")):
            num_id = num.get(qn("w:numId"), "")
            target = num.find(qn("w:abstractNumId"))
            if target is not None and target.get(qn("w:val")) in self._levels:
                self._abstract_of[num_id] = target.get(qn("w:val"))
            for override in num.findall(qn("w:lvlOverride")):
                if (start := override.find(qn("w:startOverride"))) is not None:
                    self._overrides[num_id][min(8, _int(override.get(qn("w:ilvl"))))] = _int(start.get(qn("w:val")))


def _level(level: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return default if found is None else found.get(qn("w:val"), default)

    return _Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), _int(value("w:start", "1")))


def _num_pr(properties: Any) -> tuple[str | None, int | None]:
    numbers = properties.find(qn("w:numPr"))
    if numbers is None:
        return None, None
    num_id, depth = numbers.find(qn("w:numId")), numbers.find(qn("w:ilvl"))
    return (
        None if num_id is None else num_id.get(qn("w:val"), ""),
        None if depth is None else _int(depth.get(qn("w:val"))),
    )


def _style_numbers(document: Document) -> dict[str, tuple[str, int]]:
    """List and level by style id; a style without its own takes those of the style it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based_on: dict[str, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        style_id = style.get(qn("w:styleId"), "")
        properties = style.find(qn("w:pPr"))
        own[style_id] = (None, None) if properties is None else _num_pr(properties)
        if (base := style.find(qn("w:basedOn"))) is not None:
            based_on[style_id] = base.get(qn("w:val"), "")
    out = {}
    for style_id in own:
        chain = [own.get(name, (None, None)) for name in _ancestry(style_id, based_on)]
        num_id = next((num for num, _ in chain if num is not None), None)
        if num_id is not None:
            out[style_id] = (num_id, next((depth for _, depth in chain if depth is not None), 0))
    return out


def _ancestry(style_id: str, based_on: dict[str, str]) -> Iterator[str]:
    for _ in range(_MAX_STYLE_DEPTH):
        yield style_id
        if style_id not in based_on:
            return
        style_id = based_on[style_id]


def _formatted(number_format: str, value: int) -> str:
    if number_format in ("upperRoman", "lowerRoman") and 0 < value < 40:
        roman = to_roman(value)
        return roman if number_format == "upperRoman" else roman.lower()
    if number_format in ("upperLetter", "lowerLetter") and 0 < value <= len(_LETTERS):
        letter = _LETTERS[value - 1]
        return letter.upper() if number_format == "upperLetter" else letter
    return f"{value:02d}" if number_format == "decimalZero" else str(value)


def _int(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0

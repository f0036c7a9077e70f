"""Documents that the plan carries out or cites, with symbol and date."""

import re
from datetime import date

from vitreem.plans.importer import dates
from vitreem.plans.importer.reading import Reference
from vitreem.plans.importer.source import Source

_SYMBOL = re.compile(
    r"(?<![\d/\w])\d{1,5}(?:/\d{4})?/[A-ZĐ][A-ZĐa-z]{0,7}(?:\d{1,2})?(?:[-–][A-ZĐ][A-ZĐa-z&]{0,11}){0,3}(?![\w/])"
)
_LAW = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)[ \n]")
_LAW_YEAR = re.compile(r"(?:,? (?:năm )?)((?:19|20)\d\d)(?!\d)")
_LAW_STOP = re.compile(r"[.;:(“\"]| và | ngày | của ")
_DATED = re.compile(
    r"\s{0,3}(?:/?\s{0,3}ngày)\s{1,3}(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\d{4})"
)
_CARRIES_OUT = re.compile(r"(?:thực hiện|triển khai)\s", re.IGNORECASE)
_PARENT_KINDS = ("KH", "CTr", "CT", "CV", "UBND", "HD", "QĐ")
_LAW_REACH = 90


def find(source: Source, preamble: tuple[int, int], end: int) -> list[Reference]:
    """References from the preamble on, in the order of the text, each once.

    `preamble` is the span between title and first section; "Thực hiện Kế hoạch số …" there names the parent;
    without such words, the first plan among the grounds.
    """
    found: dict[str, Reference] = {}
    for start, stop, symbol, dated in sorted([*_symbols(source, preamble[0], end), *_laws(source, preamble[0], end)]):
        known = found.get(symbol.casefold())
        if known is None:
            found[symbol.casefold()] = Reference(symbol=symbol, dated=dated, role="cited", span=(start, stop))
        elif known.dated is None and dated is not None:
            known.dated = dated
    references = sorted(found.values(), key=lambda reference: reference.span[0])
    parent = _parent(source, references, preamble)
    if parent is not None:
        parent.role = "parent"
    return references


def _symbols(source: Source, begin: int, end: int) -> list[tuple[int, int, str, date | None]]:
    out = []
    for match in _SYMBOL.finditer(source.text, begin, end):
        dated = _DATED.match(source.text, match.end(), min(end, match.end() + 60))
        days = dates.find("ngày " + source.words(dated.start(1), dated.end(1)), None) if dated else []
        stop = dated.end(1) if dated and days else match.end()
        out.append((match.start(), stop, match.group().replace("–", "-"), days[0].on if days else None))
    return out


def _laws(source: Source, begin: int, end: int) -> list[tuple[int, int, str, date | None]]:
    """ "Luật Trẻ em 2016" and "Luật Trẻ em năm 2016"; a law without a year is only a mention."""
    out = []
    for match in _LAW.finditer(source.text, begin, end):
        raw = source.text[match.start() : min(end, match.start() + _LAW_REACH)]
        flat = raw.replace("\n", " ")
        year = _LAW_YEAR.search(flat, len(match.group()))
        stop = _LAW_STOP.search(flat, len(match.group()))
        if year is None or (stop is not None and stop.start() < year.start()):
            continue
        name = " ".join(flat[: year.start()].split())
        if len(name.split()) <= 10:
            out.append((match.start(), match.start() + year.end(), f"{name} {year.group(1)}", None))
    return out


def _parent(source: Source, references: list[Reference], preamble: tuple[int, int]) -> Reference | None:
    inside = [reference for reference in references if preamble[0] <= reference.span[0] < preamble[1]]
    plans = [reference for reference in inside if _kind(reference.symbol) in _PARENT_KINDS]
    for reference in plans:
        before = source.words(max(preamble[0], reference.span[0] - 120), reference.span[0])
        if _CARRIES_OUT.search(before):
            return reference
    return next((reference for reference in plans if _kind(reference.symbol) == "KH"), None)


def _kind(symbol: str) -> str:
    return symbol.rsplit("/", 1)[-1].split("-")[0]

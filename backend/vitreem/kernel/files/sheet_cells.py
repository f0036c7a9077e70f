"""What the reading library leaves out of an Excel sheet: formulas that nobody calculated, and leading zeros."""

import re
import zipfile
from dataclasses import dataclass, field

from vitreem.kernel.files.office import relationships

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]|<(?:\w+:)?is\b")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """By row and column, counted from 1: formulas without a value, and how many digits a number is shown with."""

    uncalculated: set[Place] = field(default_factory=set)
    digits: dict[Place, int] = field(default_factory=dict)


def look(archive: zipfile.ZipFile) -> Cells:
    """The cells of the first sheet. Raises `BrokenFile`."""
    found, padded = Cells(), _padded_styles(archive)
    data = archive.read(_first_sheet(archive))
    if not padded and not _FORMULA.search(data):
        return found
    for attributes, inner in _CELL.findall(data):
        name = _NAME.search(attributes)
        if name is None:
            continue
        place = int(name[2]), _column(name[1])
        style = _STYLE.search(attributes)
        if _FORMULA.search(inner) and not _VALUE.search(inner):
            found.uncalculated.add(place)
        elif style and (width := padded.get(int(style[1]))) and b't="' not in attributes.replace(b't="n"', b""):
            found.digits[place] = width
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _first_sheet(archive: zipfile.ZipFile) -> str:
    names = {name.casefold(): name for name in archive.namelist()}
    book = "xl/workbook.xml"
    links = relationships.read(archive.read(names[relationships.rels_of(book).casefold()]), book, names)
    targets = {one.id: one.target for one in links}
    for sheet in relationships.parse(archive.read(names[book])).iter(f"{_MAIN}sheet"):
        return targets[sheet.get(_ID, "")]
    raise KeyError(book)


def _padded_styles(archive: zipfile.ZipFile) -> dict[int, int]:
    """Styles whose number format is zeros alone, like 0000000000 of a telephone number: their count of digits."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = relationships.parse(archive.read("xl/styles.xml"))
    formats = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    styles = root.find(f"{_MAIN}cellXfs")
    shown = [formats.get(one.get("numFmtId"), "") for one in styles] if styles is not None else []
    return {index: len(code) for index, code in enumerate(shown) if re.fullmatch("0{2,15}", code)}

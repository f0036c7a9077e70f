"""A list of children from Excel, as a worker reads it: its head, its columns, and each row as a child or its faults."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from openpyxl.utils import column_index_from_string, get_column_letter
from pydantic import ValidationError

from vitreem.children import columns
from vitreem.children.columns import NEEDED, WORDS
from vitreem.children.rules import PovertyStatus, Relation, Sex
from vitreem.children.schemas import ChildCreate
from vitreem.children.sheet_schemas import SheetColumn
from vitreem.identity.facts import NamedUnit, UnitKind, UnitNames
from vitreem.kernel.files.excel import RawRow, UnreadableSheet, read_table
from vitreem.kernel.files.heads import LOOKED_AT, Head, find_head
from vitreem.kernel.files.sheets import SheetFault, SheetResult
from vitreem.kernel.http import problem_handlers
from vitreem.kernel.http.problems import Problem

_PLACES = {
    "full_name": "full_name", "birth": "birth", "personal_number": "personal_number", "code": "code", "unit_id": "unit",
    "address": "address", "class_name": "class_name", "school_name": "school", "wishes": "wishes", "note": "note",
}  # fmt: skip
_GUARDIANS = (("father", Relation.FATHER), ("mother", Relation.MOTHER), ("guardian", Relation.OTHER))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that may be written: the child, what the list says of poverty, and which fields it fills."""

    number: int
    body: ChildCreate
    poverty: PovertyStatus | None
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    head_row: int
    heads_hash: bytes
    columns: list[SheetColumn]
    rows: list[ReadRow]
    faults: list[SheetFault]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is read with: the ward's units by name, layouts kept by hash of the heads, the fields that
    somebody chose by letter, and the khu phố of rows that name none."""

    units: UnitNames
    layouts: Mapping[bytes, Mapping[str, str]]
    fields: Mapping[str, str] | None
    unit_id: UUID | None
    today: date


@dataclass(slots=True)
class _Row:
    """One row by fields; faults are told at the titles of its columns."""

    raw: RawRow
    at: Mapping[str, int]
    titles: tuple[str, ...]
    result: SheetResult
    faulty: bool = field(default=False)

    def cell(self, name: str) -> str:
        place = self.at.get(name)
        return self.raw.cells[place] if place is not None and place < len(self.raw.cells) else ""

    def fault(self, name: str, code: str, detail: str) -> None:
        place = self.at.get(name)
        title = self.titles[place] if place is not None and place < len(self.titles) else "Họ và tên"
        self.result.faults.append(SheetFault(row=self.raw.number, column=title or name, detail=detail, code=code))
        self.faulty = True


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the head of a list stands, and which column holds what: as its titles say, or as somebody chose."""

    head: Head
    heads_hash: bytes
    at: Mapping[str, int]
    columns: list[SheetColumn]


def layout_of(table: Sequence[RawRow], asked: Asked, *enough: str) -> Layout | None:
    """None where no head names any of the fields that are `enough`, and nobody said which column is what."""
    cells = [row.cells for row in table]
    head = next((found for name in enough if (found := find_head(cells, WORDS, (name,)))), None)
    if head is None and asked.fields is not None:
        head = likely_head(table)
    if head is None:
        return None
    heads_hash = hashlib.sha256(head.signature.encode()).digest()
    chosen = asked.fields if asked.fields is not None else asked.layouts.get(heads_hash)
    at = _places(chosen) if chosen is not None else head.columns
    return Layout(head, heads_hash, at, shown_columns(head, at))


def likely_head(table: Sequence[RawRow]) -> Head | None:
    """The first row with something in two cells, where no row says what its columns are."""
    for at, row in enumerate(table[:LOOKED_AT]):
        if sum(bool(one) for one in row.cells) > 1:
            return Head(at, tuple(row.cells), {})
    return None


def shown_columns(head: Head, at: Mapping[str, int]) -> list[SheetColumn]:
    return [
        SheetColumn(
            letter=get_column_letter(place + 1),
            title=title,
            field=next((name for name, on in at.items() if on == place), ""),
        )
        for place, title in enumerate(head.titles)
        if title or place in at.values()
    ]


def above_of(raw: RawRow, asked: Asked, *, closed: bool = False) -> NamedUnit | None:
    """The khu phố of a row with nothing but its name: it stands over its children. Raises as `UnitNames.find`."""
    alone = [cell for cell in raw.cells if cell]
    if len(alone) != 1 or alone[0].isdigit():
        return None
    return asked.units.find(alone[0], UnitKind.KHU_PHO, closed=closed)


def read_list(data: bytes, asked: Asked) -> Reading:
    """Slow: for a worker. Raises `UnreadableSheet`."""
    table = read_table(data)
    layout = layout_of(table, asked, *NEEDED)
    if layout is None:
        raise UnreadableSheet("Không tìm thấy cột họ và tên trong 20 dòng đầu. Hãy ghi tên cột ở đầu danh sách.")
    if not layout.at.keys() >= set(NEEDED):
        raise UnreadableSheet("Chưa chọn cột họ và tên.")
    head, result = layout.head, SheetResult(dry_run=True)
    rows, unit_id = [], asked.unit_id
    for raw in table[head.last + 1 :]:
        row = _Row(raw, layout.at, head.titles, result)
        try:
            above = above_of(raw, asked)
        except Problem as error:
            # Of its children nobody knows the khu phố; they aren't those of the one before.
            row.fault("unit", error.code, error.detail)
            unit_id = None
            continue
        if above:
            unit_id = above.id
            continue
        if columns.is_total(raw.cells):
            continue
        if not row.cell("full_name"):
            # A line under the list has a date as well, and more words.
            if columns.birth_of(row.cell("birth"), asked.today):
                row.fault("full_name", "name_missing", "Dòng này có ngày sinh mà chưa có họ tên.")
            continue
        if read := _read(row, asked, unit_id):
            rows.append(read)
    return Reading(table[head.last].number, layout.heads_hash, layout.columns, rows, result.faults)


def _places(chosen: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for letter, name in chosen.items():
        if name in WORDS and letter.isascii() and letter.isalpha() and len(letter) <= 2:
            places.setdefault(name, column_index_from_string(letter.upper()) - 1)
    return places


def _read(row: _Row, asked: Asked, above: UUID | None) -> ReadRow | None:
    for place, why in row.raw.unread.items():
        name = next((name for name, on in row.at.items() if on == place), None)
        if name:
            row.fault(name, "not_calculated", why)
    facts: dict[str, Any] = {"full_name": row.cell("full_name"), "unit_id": _unit(row, asked, above)}
    facts |= _birth_and_sex(row, asked.today)
    facts |= _school(row, asked)
    for name in ("code", "personal_number", "address", "class_name", "wishes", "note"):
        if text := row.cell(name):
            facts[name] = text
    guardians = []
    for name, relation in _GUARDIANS:
        if text := row.cell(name):
            guardians.append({"full_name": text, "relation": relation, "may_receive": True})
    if guardians and (phone := row.cell("phone")):
        guardians[0]["phone"] = phone
    facts["guardians"] = guardians
    poverty = None
    if (text := row.cell("poverty")) and (poverty := columns.poverty_of(text)) is None:
        row.fault("poverty", "unknown_choice", "Ghi «Hộ nghèo», «Hộ cận nghèo» hoặc để trống.")
    if row.faulty:
        return None
    try:
        body = ChildCreate.model_validate(facts)
    except ValidationError as error:
        for one in error.errors():
            where = str(one["loc"][0]) if one["loc"] else "full_name"
            name = "phone" if "phone" in one["loc"] else _PLACES.get(where, "full_name")
            row.fault(name, "invalid", problem_handlers.words_of(one))
        return None
    filled = {name for name, value in facts.items() if value}
    if not row.cell("unit"):
        # The khu phố of the whole list says where new children are; it moves nobody.
        filled.discard("unit_id")
    return ReadRow(row.raw.number, body, poverty, frozenset(filled))


def _unit(row: _Row, asked: Asked, above: UUID | None) -> UUID | None:
    if text := row.cell("unit"):
        try:
            found = asked.units.find(text, UnitKind.KHU_PHO)
        except Problem as error:
            row.fault("unit", error.code, error.detail)
            return None
        if found is None:
            row.fault("unit", "unknown_unit", f"Phường không có khu phố tên «{text[:60]}».")
        return found.id if found else None
    if above is None:
        row.fault("unit", "unit_missing", "Chưa biết trẻ ở khu phố nào. Ghi tên khu phố, hoặc chọn khu phố cho cả tệp.")
    return above


def _birth_and_sex(row: _Row, today: date) -> dict[str, Any]:
    """Lists write the year of birth under "Nam" or "Nữ": the column says the sex."""
    sex, text, told = None, row.cell("birth"), "birth"
    for name, meant in (("birth_male", Sex.MALE), ("birth_female", Sex.FEMALE)):
        if row.cell(name):
            sex, text, told = meant, row.cell(name), name
    if written := row.cell("sex"):
        sex = columns.sex_of(written) or sex
        if sex is None:
            row.fault("sex", "unknown_choice", "Giới tính ghi «Nam» hoặc «Nữ».")
    elif sex is None:
        sex = Sex.MALE if row.cell("male") else Sex.FEMALE if row.cell("female") else None
    birth = columns.birth_of(text, today)
    if birth is None:
        detail = "Thiếu ngày sinh hoặc năm sinh." if not text else f"Không đọc được ngày sinh «{text[:40]}»."
        row.fault(told, "birth_unreadable" if text else "birth_missing", detail)
        return {}
    return {"birth": birth.model_dump(), "sex": sex}


def _school(row: _Row, asked: Asked) -> dict[str, Any]:
    text = row.cell("school")
    if not text:
        return {}
    try:
        found = asked.units.find(text, UnitKind.SCHOOL)
    except Problem as error:
        row.fault("school", error.code, error.detail)
        return {}
    return {"school_unit_id": found.id} if found else {"school_name": text}

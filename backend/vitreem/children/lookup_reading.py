"""Any list of children, as a worker reads it to be looked up: a name or a number in a row is enough, and what else the
row says helps. Nothing in it hinders: what can't be read is told and left out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vitreem.children import columns
from vitreem.children.duplicates import Look
from vitreem.children.reading import Asked, Layout, above_of, layout_of, likely_head, shown_columns
from vitreem.children.rules import Sex, as_name
from vitreem.children.sheet_schemas import SheetColumn
from vitreem.children.wire import Birth
from vitreem.identity.facts import SeveralUnits, UnitKind
from vitreem.kernel.files.excel import RawRow, UnreadableSheet, read_table
from vitreem.kernel.text import search_key, squeeze

MOST_ROWS = 3_000
# Any of them is enough for a list; for a row too.
_ENOUGH = ("full_name", "personal_number", "code")
_GUARDIANS = ("father", "mother", "guardian")


class ListTooLong(UnreadableSheet):
    code = "list_too_long"
    title = "Danh sách quá dài"
    detail = f"Mỗi lần tra cứu tối đa {MOST_ROWS:,} trẻ. Hãy chia danh sách ra nhiều tệp.".replace(",", ".")


class HeadUnknown(UnreadableSheet):
    """`columns` are those of the row that looks like the head; `fields` may say which is what."""

    code = "head_unknown"
    title = "Chưa nhận ra các cột"
    detail = "Không nhận ra cột họ và tên hoặc số định danh. Chọn cột nào là gì rồi đọc lại."


class RowWarning(StrEnum):
    """What a row says and couldn't be read; it was looked up without."""

    BIRTH_UNREADABLE = "birth_unreadable"
    NUMBER_UNREADABLE = "number_unreadable"
    UNIT_UNKNOWN = "unit_unknown"
    SEVERAL_UNITS = "several_units"


@dataclass(frozen=True, slots=True)
class LookRow:
    """What a row says of a child. `unit_id`: the khu phố that it names, in its cell or above it."""

    number: int
    full_name: str
    birth: Birth | None
    personal_number: str | None
    code: str
    unit_id: UUID | None
    unit_name: str
    sex: Sex | None
    guardian_names: frozenset[str]
    phone: str
    warnings: tuple[RowWarning, ...]

    def look(self) -> Look:
        return Look(
            self.full_name, self.birth.range() if self.birth else None, self.personal_number, self.guardian_names,
            frozenset((self.phone,)) if self.phone else frozenset(), self.sex,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LookList:
    head_row: int
    columns: list[SheetColumn]
    rows: list[LookRow]


def read_look_list(data: bytes, asked: Asked) -> LookList:
    """Slow: for a worker. Raises `UnreadableSheet`, `HeadUnknown`, `ListTooLong`."""
    table = read_table(data)
    layout = layout_of(table, asked, *_ENOUGH)
    if layout is None and (head := likely_head(table)):
        raise HeadUnknown(columns=[one.model_dump() for one in shown_columns(head, {})])
    if layout is None:
        raise UnreadableSheet(
            "Không tìm thấy cột họ và tên hoặc số định danh trong 20 dòng đầu. Hãy ghi tên cột ở đầu danh sách."
        )
    if not layout.at.keys() & set(_ENOUGH):
        raise UnreadableSheet("Chưa chọn cột họ và tên hoặc số định danh.")
    rows, unit_id = list[LookRow](), None
    for raw in table[layout.head.last + 1 :]:
        try:
            above = above_of(raw, asked, closed=True)
        except SeveralUnits:
            unit_id = None
            continue
        if above:
            unit_id = above.id
        elif not columns.is_total(raw.cells) and (row := _read(raw, layout, asked, unit_id)):
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise ListTooLong()
    return LookList(table[layout.head.last].number, layout.columns, rows)


def _read(raw: RawRow, layout: Layout, asked: Asked, above: UUID | None) -> LookRow | None:
    def cell(name: str) -> str:
        place = layout.at.get(name)
        return squeeze(raw.cells[place])[:200] if place is not None and place < len(raw.cells) else ""

    warnings = list[RowWarning]()
    name, code, typed = as_name(cell("full_name"))[:120], cell("code")[:40], cell("personal_number")
    number = personal_number_of(typed)
    if typed and number is None:
        warnings.append(RowWarning.NUMBER_UNREADABLE)
    if not (name or code or typed):
        return None
    birth, sex = _birth_and_sex(cell, asked.today)
    if birth is None and any(cell(one) for one in ("birth", "birth_male", "birth_female")):
        warnings.append(RowWarning.BIRTH_UNREADABLE)
    unit_id, unit_name = above, cell("unit")
    if unit_name:
        unit_id, warning = _unit(unit_name, asked)
        warnings += [warning] if warning else []
    names = frozenset(search_key(text) for one in _GUARDIANS if (text := cell(one)))
    phone = re.sub(r"[ .()-]", "", cell("phone"))
    return LookRow(
        raw.number, name, birth, number, code, unit_id, unit_name, sex, names,
        phone if re.fullmatch(r"\+?[0-9]{8,14}", phone) else "", tuple(warnings),
    )  # fmt: skip


def _unit(text: str, asked: Asked) -> tuple[UUID | None, RowWarning | None]:
    """A khu phố that takes nobody new may still be where the child is kept."""
    try:
        found = asked.units.find(text, UnitKind.KHU_PHO, closed=True)
    except SeveralUnits:
        return None, RowWarning.SEVERAL_UNITS
    return (found.id, None) if found else (None, RowWarning.UNIT_UNKNOWN)


def _birth_and_sex(cell: Callable[[str], str], today: date) -> tuple[Birth | None, Sex | None]:
    text, sex = cell("birth"), columns.sex_of(cell("sex"))
    for name, meant in (("birth_male", Sex.MALE), ("birth_female", Sex.FEMALE)):
        if cell(name):
            text, sex = cell(name), sex or meant
    if sex is None:
        sex = Sex.MALE if cell("male") else Sex.FEMALE if cell("female") else None
    return columns.birth_of(text, today), sex


def personal_number_of(text: str) -> str | None:
    """The 12 digits of a cell. Every number begins with 0, which sheets lose where they take it for an amount."""
    digits = re.sub(r"[\s.'-]", "", text)
    if re.fullmatch(r"[1-9][0-9]{10}", digits, re.ASCII):
        digits = f"0{digits}"
    return digits if re.fullmatch(r"[0-9]{12}", digits, re.ASCII) else None

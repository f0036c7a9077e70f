"""Excel in and out. Cells are text, numbers or dates, never formulas; files are checked before they are unpacked."""

import asyncio
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import xlsxwriter
from fastapi import Response
from python_calamine import CalamineError, CalamineWorkbook

from vitreem.kernel.problems import Invalid
from vitreem.kernel.text import search_key, squeeze

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 2000
MAX_ROWS = 20_000


class UnreadableSheet(Invalid):
    code = "unreadable_sheet"
    title = "Không đọc được tệp Excel"
    detail = "Không đọc được tệp này. Hãy dùng tệp .xlsx theo mẫu tải về từ trang này."


@dataclass(frozen=True)
class Column:
    """One column of a sheet: what people read, and how wide."""

    title: str
    width: int = 18


@dataclass(frozen=True)
class SheetRow:
    """A row read from a sheet: its number as Excel shows it, and its cells by column title."""

    number: int
    cells: dict[str, str]


def workbook(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a bold, frozen head and a filter. Text that begins with = + - @ stays text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#E3F3F0", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    sheet = book.add_worksheet(name[:31])
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.title, head)
    count = 0
    for count, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_string(count, index, "Có" if value else "Không", cell)
            elif isinstance(value, int | float):
                sheet.write_number(count, index, value, cell)
            elif isinstance(value, date):
                sheet.write_datetime(count, index, value, day)
            elif value is not None:
                sheet.write_string(count, index, str(value)[:32_000], cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def xlsx_response(data: bytes, name: str) -> Response:
    return Response(
        data, media_type=MEDIA_TYPE, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )


async def read_sheet(data: bytes, columns: Sequence[Column]) -> list[SheetRow]:
    """Rows of the first sheet; columns are found by title, accents and case aside.

    Raises `UnreadableSheet` for anything but a plain, modest .xlsx with the needed columns.
    """
    return await asyncio.to_thread(_read_sheet, data, columns)


def _read_sheet(data: bytes, columns: Sequence[Column]) -> list[SheetRow]:
    _require_modest(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        table = book.get_sheet_by_index(0).to_python(nrows=MAX_ROWS + 2)
    except (CalamineError, ValueError, IndexError, OSError):
        raise UnreadableSheet() from None
    if len(table) > MAX_ROWS + 1:
        raise UnreadableSheet(f"Tệp có quá nhiều dòng: tối đa {MAX_ROWS:,} dòng.".replace(",", "."))
    head = [search_key(str(cell)) for cell in table[0]] if table else []
    places: dict[str, int] = {}
    for column in columns:
        key = search_key(column.title)
        if key not in head:
            raise UnreadableSheet(f"Tệp thiếu cột «{column.title}». Hãy dùng tệp mẫu tải về từ trang này.")
        places[column.title] = head.index(key)
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        texts = {title: _text(cells[place]) if place < len(cells) else "" for title, place in places.items()}
        if any(texts.values()):
            rows.append(SheetRow(number, texts))
    return rows


def _text(value: Any) -> str:
    # The reader gives whole numbers as floats: 5.0 was typed as 5.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return squeeze(str(value))


def _require_modest(data: bytes) -> None:
    """Refuse bombs before anything is unpacked: the sizes stand in the archive's directory."""
    if len(data) > MAX_BYTES:
        raise UnreadableSheet("Tệp Excel quá lớn: tối đa 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise UnreadableSheet() from None
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 1024):
        raise UnreadableSheet("Tệp Excel này bung ra quá lớn nên không được mở.")

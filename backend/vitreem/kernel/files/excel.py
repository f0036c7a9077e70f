"""Excel in and out. Cells are text, numbers or dates, never formulas; files are checked before they are unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter
from fastapi import Response
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from vitreem.kernel.files import sheet_cells
from vitreem.kernel.files.names import disposition
from vitreem.kernel.files.refusals import BrokenFile, ForeignContent
from vitreem.kernel.files.zips import is_bomb
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.text import clean, search_key

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 10 * 1024 * 1024
# A request that brings a sheet, with what the form adds to it.
SHEET_REQUEST_BYTES = MAX_BYTES + 64 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 300


# Text stays text, whatever it begins with.
_NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class UnreadableSheet(Invalid):
    code = "unreadable_sheet"
    title = "Không đọc được tệp Excel"
    detail = "Không đọc được tệp này. Hãy dùng tệp .xlsx theo mẫu tải về từ trang này."


@dataclass(frozen=True)
class Column:
    """One column of a sheet: what people read, how wide, and for a sheet to fill in what may stand there."""

    title: str
    width: int = 18
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class SheetRow:
    """A row read from a sheet: its number as Excel shows it, and its cells by column title. Lines of a cell stay.

    `unread` says of cells, by title, why what they show isn't known.
    """

    number: int
    cells: dict[str, str]
    unread: dict[str, str] = field(default_factory=dict)


def workbook(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], notice: str = "") -> bytes:
    """One sheet with a bold, frozen head and a filter. Text that begins with = + - @ stays text.

    `notice` stands at the foot of each printed page and on a sheet of its own.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **_NO_MAGIC})
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
    if notice:
        # Of a printed foot Excel takes 255 characters, and & begins a code.
        sheet.set_footer(f"&C{notice[:240].replace('&', '&&')}")
        foot = book.add_worksheet("Lưu ý")
        foot.set_column(0, 0, 100)
        foot.write_string(0, 0, notice, cell)
    book.close()
    return out.getvalue()


MARKED = "Cần sửa"
_UNMARKABLE = (
    "Tệp này đọc được nhưng không ghi chú vào được. Hãy xem lỗi từng dòng trên trang này, hoặc chép dữ liệu sang "
    "tệp mẫu."
)
_UNCALCULATED = "Ô công thức chưa có giá trị. Hãy mở tệp bằng Excel, lưu lại rồi gửi, hoặc ghi số thay cho công thức."
_FILLED_ROWS = 5_000


def template(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]] = ()) -> bytes:
    """A sheet to fill in: lists to choose from where a column has choices, and a sheet that explains each column."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **_NO_MAGIC})
    head = book.add_format({"bold": True, "bg_color": "#E3F3F0", "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    sheet, lists, words = book.add_worksheet(name[:31]), book.add_worksheet("Danh mục"), book.add_worksheet("Hướng dẫn")
    words.set_column(0, 0, 30)
    words.set_column(1, 1, 90)
    for title, at in (("Cột", 0), ("Cách ghi", 1)):
        words.write_string(0, at, title, head)
    for index, column in enumerate(columns):
        # As text: Excel must not turn a date, a code or a leading zero into something else.
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, column.title, head)
        words.write_string(index + 1, 0, column.title, text)
        chosen = "Chọn trong danh sách." if column.choices else ""
        words.write_string(index + 1, 1, " ".join(part for part in (column.help, chosen) if part), text)
        if column.choices:
            lists.write_string(0, index, column.title, head)
            lists.set_column(index, index, column.width)
            for row, choice in enumerate(column.choices, start=1):
                lists.write_string(row, index, choice, text)
            letter = xl_col_to_name(index)
            source = f"='Danh mục'!${letter}$2:${letter}${len(column.choices) + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "error_title": column.title}
            sheet.data_validation(1, index, _FILLED_ROWS, index, rule)
    for row, cells in enumerate(rows, start=1):
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, str(cell), text)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def marked(data: bytes, faults: dict[int, str]) -> bytes:
    """The user's own file with a column that says, beside each faulty row (as Excel numbers it), what to correct.

    Raises `UnreadableSheet`, also for files that the reader of values takes and this library doesn't.
    """
    book = _opened(data)
    sheet = book.worksheets[0]
    head = next((row for row in range(1, sheet.max_row + 1) if any(cell.value for cell in sheet[row])), 1)
    _beside(sheet, head, (Column(MARKED, 60),), {row: (told,) for row, told in faults.items()}, "9C1C1C")
    return _saved(book)


def beside(
    data: bytes, head: int, columns: Sequence[Column], rows: Mapping[int, Sequence[str | int | None]], notice: str
) -> bytes:
    """The user's own file with more columns on the right: their titles in the row `head`, cells by row as Excel numbers
    it. Sent again, the file has them anew. `notice` stands at the foot of each printed page.

    Raises `UnreadableSheet`, as `marked`.
    """
    book = _opened(data)
    sheet = book.worksheets[0]
    _beside(sheet, head, columns, rows, "0B5A52")
    sheet.oddFooter.center.text = notice[:240].replace("&", "&&")
    return _saved(book)


def _opened(data: bytes) -> Any:
    _require_modest(data)
    try:
        return load_workbook(io.BytesIO(data))
    except Exception:
        # Styles, names and drawings of other programs: the library raises whatever comes.
        raise UnreadableSheet(_UNMARKABLE) from None


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _beside(
    sheet: Any, head: int, columns: Sequence[Column], rows: Mapping[int, Sequence[str | int | None]], color: str
) -> None:
    first = next((cell.column for cell in sheet[head] if cell.value == columns[0].title), sheet.max_column + 1)
    last = max(sheet.max_row, *rows) if rows else sheet.max_row
    for at, column in enumerate(columns):
        sheet.cell(head, first + at, column.title).font = Font(bold=True, color=color)
        sheet.column_dimensions[get_column_letter(first + at)].width = column.width
        for row in range(head + 1, last + 1):
            cell, said = sheet.cell(row, first + at), rows.get(row)
            value = said[at] if said else None
            if isinstance(value, int):
                cell.value, cell.number_format = value, "#,##0"
            else:
                # As text: what somebody wrote is no formula.
                cell.value, cell.data_type = value, "s"


def xlsx_response(data: bytes, name: str) -> Response:
    return Response(data, media_type=MEDIA_TYPE, headers={"Content-Disposition": disposition("attachment", name)})


def read_sheet(data: bytes, columns: Sequence[Column]) -> list[SheetRow]:
    """Rows of the first sheet; columns are found by title, accents and case aside. Slow: for a worker.

    Raises `UnreadableSheet` for anything but a plain, modest .xlsx with the needed columns.
    """
    table, known = _table(data)
    at = next((index for index, cells in enumerate(table) if any(cell != "" for cell in cells)), 0)
    head = [search_key(str(cell)) for cell in table[at]] if table else []
    places: dict[str, int] = {}
    for column in columns:
        key = search_key(column.title)
        if key not in head:
            raise UnreadableSheet(f"Tệp thiếu cột «{column.title}». Hãy dùng tệp mẫu tải về từ trang này.")
        places[column.title] = head.index(key)
    rows = []
    for number, cells in enumerate(table[at + 1 :], start=at + 2):
        texts, unread = {}, {}
        for title, place in places.items():
            texts[title] = _text(cells[place], known.digits.get((number, place + 1), 0)) if place < len(cells) else ""
            if (number, place + 1) in known.uncalculated:
                unread[title] = _UNCALCULATED
        if unread or any(texts.values()):
            rows.append(SheetRow(number, texts, unread))
    return rows


@dataclass(frozen=True)
class RawRow:
    """A row of a list that somebody else laid out: its number as Excel shows it, its cells from column A on.

    `unread` says of columns, counted from 0, why what they show isn't known.
    """

    number: int
    cells: list[str]
    unread: dict[int, str] = field(default_factory=dict)


def read_table(data: bytes) -> list[RawRow]:
    """Every row of the first sheet that holds anything. Slow: for a worker. Raises `UnreadableSheet`."""
    table, known = _table(data)
    unread: dict[int, dict[int, str]] = {}
    for row, column in known.uncalculated:
        unread.setdefault(row, {})[column - 1] = _UNCALCULATED
    rows = []
    for number, cells in enumerate(table, start=1):
        texts = [_text(cell, known.digits.get((number, at), 0)) for at, cell in enumerate(cells, start=1)]
        if number in unread or any(texts):
            rows.append(RawRow(number, texts, unread.get(number, {})))
    return rows


def _table(data: bytes) -> tuple[list[list[Any]], sheet_cells.Cells]:
    """Values of the first sheet from its corner on, and what the reader of values leaves out."""
    _require_modest(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        # From row 1 and column A, also where they are empty: rows are named as Excel names them.
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=MAX_ROWS + 2)
    except (CalamineError, ValueError, IndexError, OSError):
        raise UnreadableSheet() from None
    if len(table) > MAX_ROWS + 1:
        raise UnreadableSheet(f"Tệp có quá nhiều dòng: tối đa {MAX_ROWS:,} dòng.".replace(",", "."))
    known = _look(data)
    # A row of formulas alone is no row to the reader of values.
    last = max((row for row, _ in known.uncalculated), default=0)
    table += [[] for _ in range(last - len(table))]
    return table, known


def _look(data: bytes) -> sheet_cells.Cells:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sheet_cells.look(archive)
    except (BrokenFile, ForeignContent, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        raise UnreadableSheet() from None


def _text(value: Any, digits: int) -> str:
    """What the cell shows, in `digits` digits at least. A part of a whole has its comma, as people write it here."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        # The reader gives whole numbers as floats: 5.0 was typed as 5.
        return str(int(value)).zfill(digits) if value.is_integer() else str(value).replace(".", ",")
    return clean(str(value)).strip()


def require_workbook(data: bytes) -> None:
    """Refuse what is no workbook, and bombs, before anything is unpacked: the sizes stand in the archive's directory.

    Raises `UnreadableSheet`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSheet("Tệp Excel quá lớn: tối đa 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise UnreadableSheet() from None
    if is_bomb(entries):
        raise UnreadableSheet("Tệp Excel này bung ra quá lớn nên không được mở.")
    # Other tables in a zip (ODS, XLSB) name repeated cells in ways of their own.
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise UnreadableSheet()


def _require_modest(data: bytes) -> None:
    require_workbook(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    _require_near_corner(archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise UnreadableSheet() from None


# A cell or row as sheets name them; readers lay out a table as far as the outermost one.
_PLACE = re.compile(rb'<(?:\w+:)?(?:c|row)\b[^>]*?\br="([A-Z]*)(\d+)"')
_PIECE = 256 * 1024


def _require_near_corner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet with a cell far from its corner: the table up to it would fill the memory, empty as it is."""
    rest = b""
    with archive.open(entry) as sheet:
        while piece := sheet.read(_PIECE):
            for letters, digits in _PLACE.findall(rest + piece):
                column = 0
                for letter in letters:
                    column = column * 26 + letter - 64
                if len(digits) > 7 or int(digits) > MAX_ROWS + 2 or column > MAX_COLUMNS:
                    place = (letters + digits[:8]).decode()
                    raise UnreadableSheet(
                        f"Tệp có ô quá xa góc trên bên trái ({place}). Hãy xóa ô đó, hoặc chép dữ liệu sang tệp mẫu."
                    )
            rest = piece[-300:]

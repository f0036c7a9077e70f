"""Cells are read as the person sees them, or are named as faults: nothing becomes another number in silence."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from vitreem.kernel.files.excel import MARKED, Column, UnreadableSheet, marked, read_sheet
from vitreem.kernel.files.sheets import whole, yes

COLUMNS = (Column("Mã"), Column("Số"), Column("Kết quả"))


def sheet(*rows, above: int = 0, formats: dict[str, str] | None = None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    page = book.worksheets[0]
    for number, row in enumerate([["Mã", "Số", "Kết quả"], *rows], start=above + 1):
        for column, value in enumerate(row, start=1):
            page.cell(number, column, value)
    for place, code in (formats or {}).items():
        page[place].number_format = code
    book.save(out)
    return out.getvalue()


def cells(data: bytes) -> list[str]:
    return [row.cells["Số"] for row in read_sheet(data, COLUMNS)]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("86", 86), ("1.500.000", 1_500_000), ("1 500", 1500), ("86,0", 86), ("500đ", 500), ("", 0), ("0", 0),
        ("12,5", None), ("86.0", None), ("1.50", None), ("1,500", None), ("12.5", None), ("-3", None), ("mười", None),
        ("１２", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_whole_numbers(typed, number):
    assert whole(typed) == number


def test_a_part_of_a_whole_is_never_ten_times_as_much():
    assert cells(sheet(["a", 12.5, ""], ["b", 12.0, ""])) == ["12,5", "12"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Có", True), ("x", True), ("Đã tổ chức", True), ("rồi", True), ("", False), ("Không", False), ("chưa", False),
     ("có lẽ", None), ("?", None), ("7", None)],
)  # fmt: skip
def test_yes_and_no(typed, said):
    assert yes(typed) is said


def test_a_ticked_cell_says_yes():
    assert [yes(one) for one in cells(sheet(["a", True, ""], ["b", False, ""]))] == [True, False]


def test_a_formula_without_a_value_is_named():
    [row] = read_sheet(sheet(["a", "=8+4", ""]), COLUMNS)
    assert "công thức" in row.unread["Số"]
    [row] = read_sheet(sheet([None, "=8+4", None]), COLUMNS)
    assert list(row.unread) == ["Số"]


def test_a_formula_with_its_value_is_read():
    data = sheet(["a", "=8+4", ""])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = re.sub(rb"<f>8\+4</f><v ?/>|<f>8\+4</f><v></v>", b"<f>8+4</f><v>12</v>", parts[page])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    [row] = read_sheet(out.getvalue(), COLUMNS)
    assert (row.cells["Số"], row.unread) == ("12", {})


def test_leading_zeros_are_read_as_shown():
    data = sheet(["a", 900000001, ""], ["b", 7, ""], formats={"B2": "0000000000", "B3": "General"})
    assert cells(data) == ["0900000001", "7"]


def test_lines_of_a_cell_stay():
    [row] = read_sheet(sheet(["a", 1, " dòng 1\ndòng 2\n- ý ba "]), COLUMNS)
    assert row.cells["Kết quả"] == "dòng 1\ndòng 2\n- ý ba"


@pytest.mark.parametrize("above", [0, 1, 3])
def test_rows_are_named_and_marked_as_excel_names_them(above):
    data = sheet(["a", 1, ""], ["b", "mười", ""], above=above)
    numbers = [row.number for row in read_sheet(data, COLUMNS)]
    assert numbers == [above + 2, above + 3]
    page = load_workbook(io.BytesIO(marked(data, {numbers[1]: "Số: ghi số."}))).worksheets[0]
    assert page.cell(above + 1, 4).value == MARKED
    assert [page.cell(row, 4).value for row in numbers] == [None, "Số: ghi số."]


def test_a_file_that_cant_be_marked_is_told_so():
    """The reader of values takes it; the library that writes into it doesn't."""
    data = sheet(["a", 1, ""])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'patternType="gray125"', b'patternType="la"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert cells(out.getvalue()) == ["1"]
    with pytest.raises(UnreadableSheet, match="không ghi chú vào được"):
        marked(out.getvalue(), {})

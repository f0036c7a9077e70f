"""Sheets that are refused before anything of them is laid out."""

import io

import pytest
from openpyxl import Workbook

from vitreem.kernel.files.excel import Column, UnreadableSheet, read_sheet

COLUMNS = (Column("Mã"), Column("Tên"))


def _sheet(*places: tuple[int, int]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["Mã", "Tên"])
    sheet.append(["A1", "Một"])
    for row, column in places:
        sheet.cell(row, column, "x")
    book.save(out)
    return out.getvalue()


def test_a_plain_sheet_is_read():
    assert [row.cells for row in read_sheet(_sheet(), COLUMNS)] == [{"Mã": "A1", "Tên": "Một"}]


@pytest.mark.parametrize("place", [(1_048_576, 1), (2, 16_384), (20_003, 2)])
def test_a_cell_far_from_the_corner_is_named(place: tuple[int, int]):
    with pytest.raises(UnreadableSheet, match="quá xa góc trên bên trái"):
        read_sheet(_sheet(place), COLUMNS)

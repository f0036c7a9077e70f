"""Measures of a paper (NĐ 30/2020, Phụ lục I), once for both renderers: mm for the page, points for letters.

Where the law gives a range, the choice is the one most offices take.
"""

from functools import cache

from PIL import ImageFont

from vitreem.kernel.documents.characters import FONTS
from vitreem.kernel.documents.model import Page, Table

PAPER_MM = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
# Where the line of the page number begins, from the paper's edge: inside the top margin.
PAGE_NUMBER_TOP = 10

# Sizes in points. Law: 12–13 for country and issuer, 13–14 for the motto, place and date, title and body.
COUNTRY, MOTTO, ISSUER, NUMBER, ABOUT, PLACE = 12, 13, 12, 13, 12, 13
BODY, TABLE, RECIPIENTS_HEAD, RECIPIENTS, PAGE_NUMBER, STAMP = 14, 12, 12, 11, 13, 13
FIRST_LINE_MM, GAP_PT, LINE_SPACING = 12.7, 6, 1.15
# Share of the text's width: the issuer's side of the head, and of the end of a paper.
ISSUER_SIDE, RECIPIENTS_SIDE = 0.42, 0.46
# The line below issuer and title is a third to a half as long as the text above.
SHORT_LINE = 0.4
SIGNING_ROOM_MM = 25
STAMP_HEIGHT_MM = 8
STAMP_WIDTHS_MM = {"KHẨN": 20, "THƯỢNG KHẨN": 40, "HỎA TỐC": 30, "MẬT": 20, "TỐI MẬT": 30, "TUYỆT MẬT": 40}
CELL_PADDING_MM = 1.2

MM_PER_POINT = 25.4 / 72
# Of Times New Roman and Tinos, in parts of the letters' size; a line has a gap besides.
ASCENT, DESCENT, LINE_HEIGHT = 0.891, 0.216, 1.149


def page_mm(page: Page) -> tuple[float, float]:
    """Width and height of the paper."""
    width, height = PAPER_MM
    return (height, width) if page is Page.LANDSCAPE else (width, height)


def text_mm(page: Page) -> tuple[float, float]:
    """Width and height between the margins."""
    width, height = page_mm(page)
    return width - LEFT - RIGHT, height - TOP - BOTTOM


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """In mm, as the table says; narrower in proportion where they are wider than `width` together."""
    total = sum(column.mm for column in table.columns)
    return tuple(column.mm * min(1, width / total) for column in table.columns)


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Of one line of text, in mm."""
    return _face(bold).getlength(text) / _DRAWN * points * MM_PER_POINT


def lines_of(length: int, width: float, points: float) -> int:
    """About how many lines a text of so many characters takes, `width` in mm; letters are half as wide as high."""
    return max(1, -(-length // max(1, int(width / (points * MM_PER_POINT * 0.5)))))


_DRAWN = 1000


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{'Bold' if bold else 'Regular'}.ttf"), _DRAWN)

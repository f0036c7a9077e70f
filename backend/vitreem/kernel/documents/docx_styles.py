"""Styles of a Word file by NĐ 30/2020, Phụ lục I: one for each part of a paper, all in Times New Roman."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from vitreem.kernel.documents import measures

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
# The template's style of tables with lines.
GRID, GRID_ID = "Table Grid", "TableGrid"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
_BLACK, _RED = RGBColor(0, 0, 0), RGBColor(0xFF, 0, 0)
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Style(StrEnum):
    """A part of a paper; the value is the style's name, as the office reads it in Word."""

    PARENT = "Cơ quan chủ quản"
    ISSUER = "Cơ quan ban hành"
    COUNTRY = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    NUMBER = "Số, ký hiệu"
    ABOUT = "Về việc"
    PLACE = "Địa danh, thời gian"
    STAMP = "Dấu chỉ mức độ"
    RULE = "Đường kẻ"
    KIND = "Title"
    SUBJECT = "Trích yếu"
    ANNEX = "Số phụ lục"
    ANNEX_OF = "Kèm theo"
    ADDRESSEE = "Kính gửi"
    ADDRESSEES = "Kính gửi nhiều nơi"
    ADDRESSEE_ITEM = "Nơi gửi đến"
    GROUND = "Căn cứ"
    PART = "Heading 1"
    SECTION = "Heading 2"
    ITEM = "Heading 3"
    BODY = "Nội dung"
    POINT = "Điểm"
    CENTRED = "Nội dung giữa dòng"
    TABLE_HEAD = "Đầu bảng"
    CELL = "Ô bảng"
    SIGNER = "Chức vụ người ký"
    SIGNER_NOTE = "Ghi chú ký"
    SIGNER_NAME = "Họ tên người ký"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Nơi nhận, dòng"
    HEADER = "Header"
    GAP = "Khoảng cách"


@dataclass(frozen=True, slots=True)
class _Look:
    """Letters in points; indents in mm, gaps in points; `line` is the line spacing, or its exact height in points."""

    size: float = measures.BODY
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    first_line: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exact: bool = False
    keep_next: bool = False
    red: bool = False


_STAMP_POINTS = measures.STAMP_HEIGHT_MM / measures.MM_PER_POINT
_BODY = {"align": _BOTH, "first_line": measures.FIRST_LINE_MM, "before": measures.GAP_PT, "line": measures.LINE_SPACING}
_HEADING = {**_BODY, "bold": True, "keep_next": True}
_LOOKS = {
    Style.PARENT: _Look(measures.ISSUER, align=_CENTRE),
    Style.ISSUER: _Look(measures.ISSUER, bold=True, align=_CENTRE),
    Style.COUNTRY: _Look(measures.COUNTRY, bold=True, align=_CENTRE),
    Style.MOTTO: _Look(measures.MOTTO, bold=True, align=_CENTRE),
    Style.NUMBER: _Look(measures.NUMBER, align=_CENTRE, before=4),
    Style.ABOUT: _Look(measures.ABOUT, align=_CENTRE),
    Style.PLACE: _Look(measures.PLACE, italic=True, align=_CENTRE, before=4),
    Style.STAMP: _Look(measures.STAMP, bold=True, align=_CENTRE, before=6, line=_STAMP_POINTS, exact=True, red=True),
    Style.RULE: _Look(2, align=_CENTRE, before=2.5, line=4, exact=True),
    Style.KIND: _Look(bold=True, align=_CENTRE, before=18, keep_next=True),
    Style.SUBJECT: _Look(bold=True, align=_CENTRE, keep_next=True),
    Style.ANNEX: _Look(bold=True, align=_CENTRE, keep_next=True),
    Style.ANNEX_OF: _Look(italic=True, align=_CENTRE, keep_next=True),
    Style.ADDRESSEE: _Look(align=_CENTRE, before=14, after=8),
    Style.ADDRESSEES: _Look(left=20, before=14),
    Style.ADDRESSEE_ITEM: _Look(left=40, before=3),
    Style.GROUND: _Look(italic=True, **_BODY),
    Style.PART: _Look(bold=True, align=_CENTRE, before=measures.GAP_PT, keep_next=True),
    Style.SECTION: _Look(**_HEADING),
    Style.ITEM: _Look(**_HEADING),
    Style.BODY: _Look(**_BODY),
    Style.POINT: _Look(**_BODY),
    Style.CENTRED: _Look(align=_CENTRE, before=measures.GAP_PT, line=measures.LINE_SPACING),
    Style.TABLE_HEAD: _Look(measures.TABLE, bold=True, align=_CENTRE, before=2.8, after=2.8),
    Style.CELL: _Look(measures.TABLE, before=2.8, after=2.8),
    Style.SIGNER: _Look(bold=True, align=_CENTRE),
    Style.SIGNER_NOTE: _Look(measures.TABLE, italic=True, align=_CENTRE),
    Style.SIGNER_NAME: _Look(bold=True, align=_CENTRE, before=measures.SIGNING_ROOM_MM / measures.MM_PER_POINT),
    Style.RECIPIENTS: _Look(measures.RECIPIENTS_HEAD, bold=True, italic=True),
    Style.RECIPIENT: _Look(measures.RECIPIENTS),
    Style.HEADER: _Look(measures.PAGE_NUMBER),
    Style.GAP: _Look(2, before=2, line=4, exact=True),
}
_OUTLINE = {Style.ANNEX: 0, Style.PART: 0, Style.SECTION: 1, Style.ITEM: 2}


def lay(file: WordFile) -> None:
    """Give a new file the styles of papers, and nothing of the template's typefaces and colours."""
    # The template's styles that no paper has: tables in colours, lists, quotes.
    kept = {style.value for style in Style} | {"Normal", "Default Paragraph Font", "Normal Table", "No List", GRID}
    for style in list(file.styles):
        if style.name not in kept:
            style.delete()
    defaults = file.styles.element.find(qn("w:docDefaults"))
    _letters(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")))
    _shape(file.styles["Normal"], _Look())
    for name, look in _LOOKS.items():
        style = _style(file, name)
        style.base_style = file.styles["Normal"]
        style.next_paragraph_style = style
        style.quick_style = True
        style.hidden = False
        _shape(style, look)
        if name in _OUTLINE:
            style.element.get_or_add_pPr().append(_outline(_OUTLINE[name]))


def style_id(style: Style) -> str:
    """How paragraphs name a style in the file."""
    return _IDS[style]


def new_paragraph() -> Any:
    return OxmlElement("w:p")


def _style(file: WordFile, name: Style) -> ParagraphStyle:
    if name in (one.name for one in file.styles):
        style = file.styles[name]
    else:
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), style_id(name))
    for link in style.element.findall(qn("w:link")):
        style.element.remove(link)
    return style


# Names are for people; ids are letters alone.
_IDS = {
    style: style.value.replace(" ", "") if style.value.isascii() else f"Vt{style.name.title().replace('_', '')}"
    for style in Style
}


def _shape(style: Any, look: _Look) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    _letters(properties)
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = _RED if look.red else _BLACK
    for script, is_set in (("w:bCs", look.bold), ("w:iCs", look.italic)):
        _set_flag(properties, script, is_set)
    _complex_size(properties, look.size)
    paragraph = style.element.get_or_add_pPr()
    for child in list(paragraph):
        paragraph.remove(child)
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.first_line_indent, shape.left_indent = Mm(look.first_line), Mm(look.left)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    if look.exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    else:
        shape.line_spacing = look.line
    shape.keep_with_next, shape.widow_control = look.keep_next, True


def _letters(properties: Any) -> None:
    """Times New Roman for every script, and Vietnamese."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script in _SCRIPTS:
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for script in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{script}"), LANGUAGE)


@cache
def _order() -> dict[str, int]:
    """The order in which a run's properties must stand (ECMA-376, CT_RPr)."""
    names = ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang")
    return {qn(f"w:{name}"): index for index, name in enumerate(names)}


def _put(properties: Any, element: Any) -> None:
    properties.append(element)
    properties[:] = sorted(properties, key=lambda one: _order().get(one.tag, len(_order())))


def _set_flag(properties: Any, name: str, is_set: bool) -> None:
    flag = OxmlElement(name)
    if not is_set:
        flag.set(qn("w:val"), "0")
    _put(properties, flag)


def _complex_size(properties: Any, points: float) -> None:
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(points * 2)))
    _put(properties, size)


def _outline(level: int) -> Any:
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    return outline

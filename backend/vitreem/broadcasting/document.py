"""A loudspeaker script as a Word file for the person at the microphone: Times New Roman 14, as office papers are."""

import io
import re

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"
# XML has no place for these.
_NOT_XML = re.compile("[\ufffe\uffff]")


def script_document(title: str, text: str) -> bytes:
    """Title in bold and centred, then one paragraph a line."""
    title, text = _NOT_XML.sub("", title), _NOT_XML.sub("", text)
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(title).bold = True
    for line in text.splitlines():
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.line_spacing = 1.5
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

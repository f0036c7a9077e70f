"""Elements of a Word file: paragraphs of a style, runs of text."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from vitreem.kernel.documents import docx_styles
from vitreem.kernel.documents.docx_styles import Style

_TWIPS_PER_MM = 1440 / 25.4
SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


def twips(mm: float) -> str:
    return str(round(mm * _TWIPS_PER_MM))


def element(name: str, parent: Any = None, /, **attributes: str) -> Any:
    made = etree.Element(qn(f"w:{name}")) if parent is None else etree.SubElement(parent, qn(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def style_of(style: Style) -> Any:
    return element("pStyle", val=docx_styles.style_id(style))


def paragraph(style: Style, *runs: str | Run, align: str = "", keep_next: bool = False) -> Any:
    p = docx_styles.new_paragraph()
    properties = element("pPr", p)
    properties.append(style_of(style))
    if keep_next:
        element("keepNext", properties)
    if align:
        element("jc", properties, val=align)
    for run in runs:
        add_run(p, run if isinstance(run, Run) else Run(run))
    return p


def add_run(p: Any, run: Run) -> None:
    """Text as text: a line end is a break, spaces stay."""
    if not run.text:
        return
    r = element("r", p)
    if run.bold or run.italic:
        properties = element("rPr", r)
        for name, is_set in (("b", run.bold), ("bCs", run.bold), ("i", run.italic), ("iCs", run.italic)):
            if is_set:
                element(name, properties)
    for index, line in enumerate(run.text.split("\n")):
        if index:
            element("br", r)
        text = element("t", r)
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

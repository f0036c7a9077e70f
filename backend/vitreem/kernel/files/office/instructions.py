"""What a field of Word is told to do: the fields that only compute stay, those that fetch or run are refused.

Word knows a hundred fields, add-ins bring more, and next year's will fetch something too. So those stay that are
known to work with the document alone; of any other one the result that was shown stays, as Ctrl+Shift+F9 leaves it.
"""

import re

from vitreem.kernel.files.office.addresses import is_web
from vitreem.kernel.files.office.seen import seen
from vitreem.kernel.files.refusals import Foreign, foreign

# Instead of an instruction: none. What the field showed stays as plain text.
SHOWN = ""

_REFUSED = {
    "DDE": Foreign.DDE, "DDEAUTO": Foreign.DDE, "LINK": Foreign.DDE,
    "INCLUDEPICTURE": Foreign.WEB, "INCLUDETEXT": Foreign.WEB, "INCLUDE": Foreign.WEB, "IMPORT": Foreign.WEB,
    "RD": Foreign.SUBDOCUMENTS, "DATABASE": Foreign.MAIL_MERGE, "EMBED": Foreign.OBJECTS, "CONTROL": Foreign.OBJECTS,
    "HTMLCONTROL": Foreign.OBJECTS, "PRINT": Foreign.DDE,
}  # fmt: skip
# No AUTHOR, DOCPROPERTY, CITATION and their kin: what they look up isn't kept, so the next update would show an error.
_COMPUTING = (
    "PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME TOC TOA TC TA XE INDEX REF PAGEREF NOTEREF FTNREF SEQ STYLEREF "
    "FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF IF COMPARE SET QUOTE SYMBOL "
    "EQ ADVANCE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT TITLE SUBJECT NUMCHARS NUMWORDS FILENAME GOTOBUTTON "
    "DISPLAYBARCODE MERGEBARCODE BIDIOUTLINE"
)
_KEPT = frozenset(_COMPUTING.split())
# Their texts are a person's: the three letters may stand there.
_OF_TEXTS = frozenset({"TOC", "REF", "PAGEREF", "HYPERLINK", "SEQ", "TC", "XE", "NOTEREF"})
_QUOTES = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xA0: " "}
_KEYWORD = re.compile(r"[A-Za-z]*")
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_WORD = r'(?:"(?:[^"\\]|\\[^"])*"|[^\s"\\]+)'
# One address, then switches, and nothing that Word might take for another address.
_LINK = re.compile(
    rf"HYPERLINK\s*(?P<address>{_WORD})?(?:\s*\\(?:[lot]\s*{_WORD}|[mnh](?![^\s\\])|[*]\s*[a-z]+))*\s*", re.IGNORECASE
)
_NOWHERE = ' HYPERLINK \\l "_top" '
_BUTTON = re.compile(r"MACROBUTTON\s+(\S+)\s*(.*)", re.IGNORECASE | re.DOTALL)


def keyword(instruction: str) -> str:
    """What the field is, in capitals: letters up to the first character that is none, blank or not."""
    found = _KEYWORD.match(seen(instruction).lstrip())
    return found.group().upper() if found else ""


def settled(instruction: str, *, computed: bool = False) -> str | None:
    """What is to stand instead of an instruction: `SHOWN`, another one, or None where it may stay.

    `computed`: fields within it give a part of it. Raises `ForeignContent`.
    """
    first = keyword(instruction)
    if (what := _REFUSED.get(first)) is not None:
        raise foreign(what)
    text = seen(instruction).translate(_QUOTES).strip()
    if first not in _OF_TEXTS and _DDE.search(text):
        raise foreign(Foreign.DDE)
    if first in _KEPT or not text or text.startswith("="):
        return None
    if computed or first not in ("HYPERLINK", "MACROBUTTON"):
        return SHOWN
    if first == "MACROBUTTON":
        return _harmless_button(text)
    return None if len(seen(instruction)) == len(instruction) and _leads_to_web_or_inside(text) else _NOWHERE


def _leads_to_web_or_inside(text: str) -> bool:
    link = _LINK.fullmatch(text)
    address = (link.group("address") or "").strip('"').strip() if link else ""
    return link is not None and (not address or is_web(address))


def _harmless_button(text: str) -> str | None:
    """A place to fill in, which people make by a button without a macro, stays; commands of Word go from it."""
    button = _BUTTON.fullmatch(text)
    if button is None:
        return SHOWN
    return None if button.group(1).lower() == "nomacro" else f" MACROBUTTON NoMacro {button.group(2)} "

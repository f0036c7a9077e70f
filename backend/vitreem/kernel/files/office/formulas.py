"""Formulas of Excel that reach out of their workbook: other programs and the web are refused, all else that isn't
known to compute is let go, and the value stays that stood beside it."""

import re

from vitreem.kernel.files.office.addresses import is_place_inside, is_web
from vitreem.kernel.files.office.functions import ASKING, COMPUTING, FETCHING
from vitreem.kernel.files.office.seen import seen
from vitreem.kernel.files.refusals import Foreign, foreign

# Most of a long table: cells, numbers and calls, nothing in quotes or brackets.
_PLAIN = re.compile(r"[A-Za-z0-9$:+\-*/(),.=<>&% ^]*+")
_CALLS = re.compile(r"([A-Za-z][A-Za-z0-9.]*+) *+\(")
# Columns of a table, with ' before what would end them: a quote in there begins no text.
_BRACKET = r"\[(?:[^\[\]']++|'.|\[(?:[^\[\]']++|'.)*+\])*+\]"
# Texts and names in quotes are one piece: what stands in them isn't code. Nothing can be read in two ways, so that the
# work grows with the formula and no faster.
_PIECES = re.compile(
    rf"""
      (?P<text>"(?:[^"]++|"")*+")
    | (?P<quoted>'(?:[^']++|'')*+')(?P<place>\s*+!)?
    | (?P<name>[^\W\d][\w.]*+)(?:(?P<call>\s*+\()|(?P<of>\s*+!)|{_BRACKET})?
    | {_BRACKET}(?P<other>[^\[\]!'"\s,;()+*/&=<>^:@{{}}-]*+!)?
    | (?P<pipe>\|)
    | (?P<odd>[\[\]'"])
    | [\w.]++ | \s++ | .
    """,
    re.VERBOSE | re.DOTALL,
)
_FORERUNNERS = ("_XLFN.", "_XLWS.", "_XLUDF.", "_XLETA.")
# A name of LET and LAMBDA, called like a function.
_OWN = "_XLPM."
_LINK = re.compile(r'\s*+"((?:[^"]|"")*+)"\s*+[,;)]')
# What no sheet's name may hold: then it is a path or an address.
_OF_PATHS = re.compile(r"[\\/\[\]?*]")
_WORKBOOK = re.compile(r"\.(?:xl\w+|csv|ods)$", re.IGNORECASE)


def reaches_out(formula: str) -> bool:
    """Whether the formula needs another file, leads to one by a click, or calls what isn't known to compute.

    Raises `ForeignContent` for DDE and for what fetches.
    """
    if _PLAIN.fullmatch(formula) and all(name.upper() in COMPUTING for name in _CALLS.findall(formula)):
        return False
    text = seen(formula)
    found = len(text) != len(formula)
    for piece in _PIECES.finditer(text):
        if piece["odd"]:
            return True  # nobody reads on behind a quote or bracket that doesn't close
        found = _reaches_out(piece, text) or found
    return found


def _reaches_out(piece: re.Match[str], text: str) -> bool:
    if piece["pipe"] or (piece["place"] and "|" in piece["quoted"] and _OF_PATHS.search(piece["quoted"])):
        raise foreign(Foreign.DDE)
    if name := piece["name"]:
        # A function may also be handed to another one by its name.
        if piece["call"] or name.upper().startswith(_FORERUNNERS):
            return _calls_out(name, text, piece.end())
        return bool(piece["of"] and _WORKBOOK.search(name))
    if piece["place"]:
        return bool(_OF_PATHS.search(piece["quoted"]))
    return bool(piece["other"])


def _calls_out(name: str, text: str, at: int) -> bool:
    """Whether a call of this function, whose arguments begin at `at`, is to go."""
    name = name.upper()
    while name.startswith(_FORERUNNERS):
        name = name.partition(".")[2]
    if name in ASKING:
        raise foreign(Foreign.DDE)
    if name in FETCHING:
        raise foreign(Foreign.WEB)
    if name.startswith("CUBE"):
        raise foreign(Foreign.DATA_CONNECTIONS)
    if name == "HYPERLINK":
        # Its address is to be read, not worked out.
        link = _LINK.match(text, at)
        return link is None or not (is_web(link[1]) or is_place_inside(link[1]))
    return name not in COMPUTING and not name.startswith(_OWN)

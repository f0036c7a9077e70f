"""Formulas of Excel that reach out of their workbook: other programs and the web are refused, other files let go."""

import re

from vitreem.kernel.files.office.addresses import is_place_inside, is_web
from vitreem.kernel.files.refusals import Foreign, foreign

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_QUOTED = re.compile(r"'(?:[^']|'')*'")
_REACHING = re.compile(r"(?<![\w.])(?:_XLFN\.)?(?:_XLWS\.)?(WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|STOCKHISTORY)\s*\(", re.IGNORECASE)  # fmt: skip  # noqa: E501
_OTHER_FILE = re.compile(r"'[^']*\[[^\]']*\][^']*'\s*!|(?<![\w\]])\[[^\[\]]+\][^\[\]!'\"\s,;()+*/&=<>-]*!")
_LINK = re.compile(r'(?<![\w.])HYPERLINK\s*\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)


def reaches_out(formula: str) -> bool:
    """Whether the formula needs another file, or leads to one by a click. Raises `ForeignContent` for DDE and web."""
    bare = _TEXT.sub('""', formula)
    if "|" in _QUOTED.sub("", bare):
        raise foreign(Foreign.DDE)
    if _REACHING.search(bare):
        raise foreign(Foreign.WEB)
    if _OTHER_FILE.search(bare.replace("''", "_")):
        return True
    return any(not is_web(address) and not is_place_inside(address) for address in _LINK.findall(formula))

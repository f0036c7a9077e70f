"""Tells Unicode Vietnamese from the old 8-bit fonts (TCVN3, VNI) and from text decoded with the wrong code page."""

import re

from vitreem.plans.importer.problems import LegacyEncoding, Mojibake

# TCVN3 (ABC) letters as they look when read as Latin-1, in the order of `_TCVN3_LETTERS`.
_TCVN3_BYTES = (
    bytes.fromhex("b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9")
    + bytes.fromhex("aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe ae")
).decode("latin-1")
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
TCVN3 = dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))
_FROM_TCVN3 = str.maketrans(TCVN3)
# VNI writes a tone or hat as a letter of its own after the vowel: "treû em", "keá hoaïch".
_VNI_PAIR = re.compile(r"[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|ñ")
_MOJIBAKE = re.compile(r"áº|á»|Æ°|Æ¡|Ä\x91|Ä‘|Äƒ|Ã[\x80-\xbf¡-ÿ]|�")
_UNICODE_ONLY = re.compile(r"[ạ-ỹẠ-ỸđĐăĂơƠưƯ]")
_COMMON = re.compile(r"\b(?:và|của|trẻ|em|các|kế|hoạch|phường|tổ|chức|việc|năm|ngày|số|thực|hiện)\b", re.IGNORECASE)
_SAMPLE = 20_000


def require_unicode(text: str) -> None:
    """Raise `LegacyEncoding` or `Mojibake` where the letters aren't readable Vietnamese in Unicode.

    Text without any Vietnamese letter (English, typed without marks) passes: it is not for this check to judge.
    """
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample) or 1
    unmapped = sum("\ue000" <= char <= "\uf8ff" for char in sample)
    if sample.count("\ufffd") > max(5, letters // 100) or unmapped > letters // 4:
        raise Mojibake()
    readable = len(_UNICODE_ONLY.findall(sample))
    if readable / letters > 0.04:
        return
    if len(_MOJIBAKE.findall(sample)) > letters // 40 + 3:
        raise Mojibake()
    if looks_legacy(sample):
        raise LegacyEncoding()


def looks_legacy(text: str) -> bool:
    """Whether Latin-1 text turns into Vietnamese when read as TCVN3, or is full of VNI vowel pairs."""
    words = max(1, len(text.split()))
    converted = len(_COMMON.findall(text.translate(_FROM_TCVN3))) - len(_COMMON.findall(text))
    return converted > words // 25 + 2 or len(_VNI_PAIR.findall(text)) > words // 6 + 3

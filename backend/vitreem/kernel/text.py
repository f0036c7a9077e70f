"""Vietnamese text: what we store, how we search it, how names sort.

`search_key` and `sort_key` are stored beside the text, so that the database needs no ICU and compares under
the "C" collation. Tone placement (hoà / hòa) is equal in both by construction.
"""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: format(index + 10, "02d") for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SPACES = re.compile(r"\s+")
# C0/C1 controls but tab and line ends, zero-width and bidirectional marks: they hide or reorder text.
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """NFC without control, zero-width and bidirectional characters. Line ends stay."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def squeeze(text: str) -> str:
    """`clean`, with every run of white space as one space and none at the ends."""
    return _SPACES.sub(" ", clean(text)).strip()


def search_key(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: what a person types without a Vietnamese keyboard."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def _syllable_key(syllable: str) -> str:
    ranks, tone = [], "0"
    for char in unicodedata.normalize("NFC", syllable.lower()):
        base = char
        decomposed = unicodedata.normalize("NFD", char)
        marks = [m for m in decomposed[1:] if m in _TONES]
        if marks:
            tone = _TONES[marks[0]]
            base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        ranks.append(_RANK.get(base) or ("0" + base if base.isdigit() else ""))
    return "".join(ranks) + tone


def sort_key(text: str) -> str:
    """Order of a title or unit name by the Vietnamese alphabet, tones after letters; ASCII, for collation "C".

    Runs of digits sort as numbers up to 999999: "Khu phố 2" before "Khu phố 10".
    """
    padded = re.sub(r"\d+", lambda m: m.group().zfill(6), text)
    words = re.findall(r"\w+", unicodedata.normalize("NFC", padded))
    return " ".join(_syllable_key(word) for word in words)


def name_sort_key(full_name: str) -> str:
    """Order of a person: given name (the last word) first, then family and middle names."""
    words = squeeze(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]])) if words[-1] else ""

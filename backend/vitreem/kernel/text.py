"""Vietnamese text: what we store, how we search it, how names sort.

`search_key` and `sort_key` are stored beside the text, so that the database needs no ICU and compares under
the "C" collation. Tone placement (hoà / hòa) is equal in both by construction.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: format(index + 10, "02d") for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SPACES = re.compile(r"\s+")
# What hides or reorders text: C0/C1 controls but tab and line ends, zero-width and bidirectional marks, and letters
# that are blank (Hangul fillers, the empty Braille sign).
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# U+200D joins pictographs into one sign (a family); between anything else it is unseen too.
_PICTOGRAPH = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]"
_LOOSE_JOINER = re.compile(f"(?<!{_PICTOGRAPH})\u200d|\u200d(?!{_PICTOGRAPH})")
# Letters of other languages that look like đ: keyboards and old documents have them.
_TO_D = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ"}


def clean(text: str) -> str:
    """NFC with Vietnamese Đ, without control, zero-width and bidirectional characters. Line ends stay."""
    seen = _LOOSE_JOINER.sub("", _UNSEEN.sub("", text)).translate(_TO_D)
    return unicodedata.normalize("NFC", seen)


def squeeze(text: str) -> str:
    """`clean`, with every run of white space as one space and none at the ends."""
    return _SPACES.sub(" ", clean(text)).strip()


def search_key(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: what a person types without a Vietnamese keyboard."""
    return " ".join(_folded_syllable(word) if len(word) <= _SYLLABLE else _folded(word) for word in text.split())


def _folded(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.translate(_TO_D).lower().replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c))


# Vietnamese has a few thousand syllables, none longer than this: of a list of names each comes many times.
_SYLLABLE = 16
_folded_syllable = lru_cache(8192)(_folded)


def plain_words(text: str) -> str:
    """`search_key` of the letters and digits alone: "KHU-PHỐ 3." is "khu pho 3"."""
    return " ".join(re.findall(r"[a-z0-9]+", search_key(text)))


@lru_cache(8192)
def _letters_and_tone(syllable: str) -> tuple[str, str]:
    """The letters with their marks (ă, ê, ơ) and without the tone; the tone as a digit."""
    letters, tone = [], "0"
    for char in unicodedata.normalize("NFC", syllable.lower()):
        decomposed = unicodedata.normalize("NFD", char)
        marks = [m for m in decomposed[1:] if m in _TONES]
        if marks:
            tone = _TONES[marks[0]]
            char = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        letters.append(char)
    return "".join(letters), tone


@lru_cache(8192)
def _syllable_key(syllable: str) -> tuple[str, str]:
    """Ranks of the letters, and the tone."""
    letters, tone = _letters_and_tone(syllable)
    return "".join(_RANK.get(one) or ("0" + one if one.isdigit() else "") for one in letters), tone


def sort_key(text: str) -> str:
    """Order of a title or unit name as ICU's `vi` has it: the letters of the whole text first, then its tones (Tú,
    Tuấn, Tùng). ASCII, for collation "C".

    Runs of digits sort as numbers up to 999999: "Khu phố 2" before "Khu phố 10".
    """
    padded = re.sub(r"\d+", lambda m: m.group().zfill(6), text)
    words = re.findall(r"\w+", unicodedata.normalize("NFC", padded.translate(_TO_D)))
    keys = [_syllable_key(word) for word in words]
    # A tab is below the space: what ends here stands before what goes on.
    return " ".join(letters for letters, _ in keys) + "\t" + "".join(tone for _, tone in keys)


def name_sort_key(full_name: str) -> str:
    """Order of a person: given name (the last word) first, then family and middle names."""
    words = squeeze(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]])) if words[-1] else ""


@lru_cache(8192)
def _word_forms(word: str) -> tuple[str, str, str]:
    """A word without marks, with those of its letters, and with its tone in front: "nguyen", "nguyên", "3nguyên"."""
    letters, tone = _letters_and_tone(word.translate(_TO_D))
    return search_key(word), letters, tone + letters if tone != "0" else letters


def name_search_key(full_name: str) -> str:
    """What a person is found by: every word in each of its forms. A search asks for beginnings of these words."""
    forms = [_word_forms(word) for word in squeeze(full_name).split(" ") if word]
    return " ".join(dict.fromkeys(form for form_of in zip(*forms, strict=True) for form in form_of))


def name_search_words(asked: str) -> list[str]:
    """What somebody typed, as beginnings in `name_search_key`: "be" finds Bé, Bế and Bền; "bé" finds Bé alone. Marks
    count where they were typed, wherever in the word the tone stands.
    """
    return [_word_forms(word)[2] for word in squeeze(asked).split(" ") if word]

"""Possible misprints: impossible syllables, and words that differ by one mark or letter from a known one.

A word is known when it is in the word list, or when the document itself writes it several times. Names and foreign
words are left alone. Nothing is corrected: a person looks at each.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from vitreem.kernel.text import search_key
from vitreem.plans.importer.kinds import one_tone_place
from vitreem.plans.importer.spelling_words import WORDS

_TOKEN = re.compile(r"[^\W\d_]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ONSETS = re.findall(r"\S+", "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x")
_RIMES = frozenset(
    re.findall(
        r"\S+",
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo
        ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on
        ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oong
        ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uâ uê uêch
        uên uênh uêt uêu uôc uôi uôm uôn uông uôt uơ uơn uy uya uych uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi
        ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ym yn ynh yt
        """,
    )
)
_MAX_LETTERS = 7
_KNOWN_TIMES = 3


@dataclass(frozen=True, slots=True)
class Misprint:
    """`text[start:end]` may be meant as `meant` (None where only the syllable is impossible)."""

    start: int
    end: int
    meant: str | None


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    capital: bool


def find(text: str) -> list[Misprint]:
    """Misprints in the order of the text, each wording once."""
    tokens = [
        _Token(one_tone_place(match.group().lower()), match.start(), match.end(), match.group()[0].isupper())
        for match in _TOKEN.finditer(text)
    ]
    found = [*_impossible(tokens), *_near_words(text, tokens)]
    unique = {text[misprint.start : misprint.end].lower(): misprint for misprint in reversed(found)}
    return sorted(unique.values(), key=lambda misprint: misprint.start)


def is_syllable(word: str) -> bool:
    """Whether a lower-case word has the shape of a Vietnamese syllable: onset, rime, tone that fits the ending."""
    letters, tones = _without_tone(word)
    if len(tones) > 1:
        return False
    shapes = [letters] + [letters[len(onset) :] for onset in _ONSETS if letters.startswith(onset)]
    if letters.startswith("gi"):
        shapes.append(letters[1:])
    if letters.startswith("qu"):
        shapes.append(letters[1:])
    fitting = [shape for shape in shapes if shape in _RIMES]
    stopped = letters.endswith(("c", "ch", "p", "t"))
    return bool(fitting) and (not stopped or tones in (["\u0301"], ["\u0323"]))


def _without_tone(word: str) -> tuple[str, list[str]]:
    decomposed = unicodedata.normalize("NFD", word)
    tones = [char for char in decomposed if char in _TONES]
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES)), tones


def _impossible(tokens: list[_Token]) -> list[Misprint]:
    seen: dict[str, bool] = {}
    out = []
    for token in tokens:
        if token.capital or len(token.word) > _MAX_LETTERS or token.word.isascii():
            continue
        if token.word not in seen:
            seen[token.word] = is_syllable(token.word)
        if not seen[token.word]:
            out.append(Misprint(token.start, token.end, None))
    return out


def _near_words(text: str, tokens: list[_Token]) -> list[Misprint]:
    """Pairs that are written once and look like a known pair in all but one syllable."""
    pairs = [(left, right) for left, right in pairwise(tokens) if text[left.end : right.start].isspace()]
    times = Counter((left.word, right.word) for left, right in pairs)
    single = Counter(token.word for token in tokens)
    known = WORDS | {pair for pair, count in times.items() if count >= _KNOWN_TIMES}
    by_key: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    keys = {word: search_key(word) for pair in known for word in pair}
    for first, second in known:
        by_key[keys[first], keys[second]].append((first, second))
    longer = _with_a_letter_less()
    before = {right.start: left.word for left, right in pairs}
    after = {left.end: right.word for left, right in pairs}
    out = []
    for left, right in pairs:
        pair = (left.word, right.word)
        if times[pair] > 1 or pair in known or left.capital or right.capital:
            continue
        meant = _meant(pair, by_key, longer, single)
        if meant is None:
            continue
        # "thực hành đồng thời": the odd syllable belongs to its other neighbour.
        if meant[0] != pair[0]:
            neighbour = (before.get(left.start, ""), pair[0])
        else:
            neighbour = (pair[1], after.get(right.end, ""))
        if neighbour not in known and times[neighbour] < 2:
            out.append(Misprint(left.start, right.end, " ".join(meant)))
    return out


def _meant(
    pair: tuple[str, str],
    by_key: dict[tuple[str, str], list[tuple[str, str]]],
    longer: dict[tuple[str, str], tuple[str, str]],
    single: Counter[str],
) -> tuple[str, str] | None:
    for other in by_key.get((search_key(pair[0]), search_key(pair[1])), ()):
        odd = [mine for mine, theirs in zip(pair, other, strict=True) if mine != theirs]
        # The document's own habit is weaker evidence than the list: the odd syllable must be rare in it too.
        if len(odd) == 1 and len(odd[0]) > 1 and (other in WORDS or single[odd[0]] == 1):
            return other
    for index, word in enumerate(pair):
        if len(word) < 4 or single[word] > 1:
            continue
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            candidate = (shorter, pair[1]) if index == 0 else (pair[0], shorter)
            if candidate in WORDS:
                return candidate
    if pair in longer and all(single[word] == 1 for word in pair if word not in longer[pair]):
        return longer[pair]
    return None


def _with_a_letter_less() -> dict[tuple[str, str], tuple[str, str]]:
    """Known words with one letter left out, long syllables only."""
    out = {}
    for first, second in WORDS:
        for index, word in enumerate((first, second)):
            if len(word) < 5:
                continue
            for at in range(len(word)):
                shorter = word[:at] + word[at + 1 :]
                out[(shorter, second) if index == 0 else (first, shorter)] = (first, second)
    return out

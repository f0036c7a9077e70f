"""Assignee text of a plan to units of the ward's registry.

Three steps: whole kinds ("các khu phố"), a unit that carries the very words (or an alias) as its name, then likeness of
accent-folded words after abbreviations are written out. Two units that fit equally are never chosen between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from vitreem.identity.facts import UnitKind
from vitreem.kernel.text import search_key

PROPOSE = 78.0  # from this likeness a unit is proposed
CLEAR_BY = 9.0  # the second best must stay this far behind
SHOWN = 5

Certainty = Literal["exact", "proposed", "ambiguous", "unknown"]


@dataclass(frozen=True)
class UnitRef:
    """A unit of the registry as matching needs it. `kind` is a `UnitKind` value; `former` are names of ended units that
    it stands for."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """`unit_ids` are the units that get the work now; `kinds` are fanned out, so that later units of them join.

    `candidates` are (unit id, likeness 0–100), best first, where a person has to choose or may want to check.
    """

    unit_ids: tuple[str, ...]
    kinds: tuple[str, ...]
    certainty: Certainty
    candidates: tuple[tuple[str, float], ...] = ()


_ABBREVIATIONS = {
    "ubmttqvn": "uy ban mat tran to quoc viet nam", "ubmttq": "uy ban mat tran to quoc", "ubmt": "uy ban mat tran",
    "mttqvn": "mat tran to quoc viet nam", "mttq": "mat tran to quoc", "ldtb&xh": "lao dong thuong binh xa hoi",
    "ld-tb&xh": "lao dong thuong binh xa hoi", "ldtbxh": "lao dong thuong binh xa hoi",
    "ld-tbxh": "lao dong thuong binh xa hoi", "vh-xh": "van hoa xa hoi", "vhxh": "van hoa xa hoi",
    "vh-tt": "van hoa thong tin", "vhtt": "van hoa thong tin", "tyt": "tram y te", "ca": "cong an",
    "doan tn": "doan thanh nien", "dtn": "doan thanh nien", "tncs": "thanh nien cong san", "hpn": "hoi phu nu",
    "lhpn": "lien hiep phu nu", "pn": "phu nu", "ccb": "cuu chien binh", "hccb": "hoi cuu chien binh",
    "hnd": "hoi nong dan", "nd": "nong dan", "cd": "cong doan", "cdcs": "cong doan co so",
    "th&thcs": "tieu hoc va trung hoc co so", "thcs": "trung hoc co so", "thpt": "trung hoc pho thong",
    "th": "tieu hoc", "mn": "mam non", "ubnd": "uy ban nhan dan", "tp-ht": "tu phap ho tich", "tpht": "tu phap ho tich",
    "dc-xd": "dia chinh xay dung", "dcxd": "dia chinh xay dung", "kp": "khu pho", "tdp": "to dan pho",
    "bvcste": "bao ve cham soc tre em", "vp": "van phong",
}  # fmt: skip
# Words that every name of a kind may carry or leave out.
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "phuong cua tai tren dia ban phu trach linh vuc cong tac va to quoc viet nam uy ban ho chi minh cong san co so",
    )
)
# Other words for one thing; both sides are brought to the second form.
_SAME = (("lao dong thuong binh va xa hoi", "tre em"), ("lao dong thuong binh xa hoi", "tre em"),
         ("bao ve cham soc tre em", "tre em"), ("lien hiep phu nu", "phu nu"), ("phu trach linh vuc", "phu trach"),
         ("phu trach cong tac", "phu trach"))  # fmt: skip

# Folded words for all units of a kind.
_KIND_WORDS: tuple[tuple[UnitKind, str], ...] = (
    (UnitKind.SCHOOL, r"(?:cac |nhung |toan the )?(?:don vi )?(?:truong|nha truong)(?: hoc)?"),
    (UnitKind.SCHOOL, r"cac (?:co so giao duc.{0,20}|truong .{0,40})"),
    (UnitKind.KHU_PHO, r"(?:cac |\d{1,2} )?(?:ban (?:nhan dan|dieu hanh) |truong )?(?:khu pho|to dan pho|thon|ap|xom)"),
    (UnitKind.MASS_ORGANISATION, r"(?:cac )?(?:to chuc )?(?:doan the|hoi doan the)(?: chinh tri)?(?: xa hoi)?"),
    (UnitKind.MASS_ORGANISATION, r"cac (?:hoi|chi hoi|to chuc (?:hoi|chinh tri).{0,30})"),
    (UnitKind.FATHERLAND_FRONT, r"(?:uy ban )?mat tran(?: to quoc)?(?: viet nam)?"),
    (UnitKind.OFFICER_DESK, r"(?:cac )?(?:cong chuc|can bo cong chuc|cong chuc chuyen mon)"),
    (UnitKind.POLICE, r"(?:luc luong )?cong an"),
    (UnitKind.HEALTH_STATION, r"tram y te"),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_WORDS)
_PLURAL = re.compile(r"\b(?:cac|nhung|toan the)\b|\bdoan the\b|\btruong hoc\b|^(?:khu pho|to dan pho|nha truong)$|^\d")
# A request, or the head for the whole: "Đề nghị Hội …", "Trưởng các khu phố", "Hiệu trưởng các trường".
_BEFORE_NAME = re.compile(
    r"^(?:(?:kinh )?(?:giao|de nghi|yeu cau|phan cong)(?: cho)? )?"
    r"(?:(?:hieu )?truong (?=cac |khu pho|to dan pho|cong an|tram ))?"
)
_PARENTHESIS = re.compile(r"\(([^()]{0,200})\)")
_JOIN = re.compile(r"[,;]|\bvà\b|\bcùng\b|&(?= ?[Cc]ác)")
# "phường", "phường An Bình", "trên địa bàn …"; the "xã" of "xã hội" is no place.
_WARD_TAIL = re.compile(
    r" (?:phuong|xa(?! hoi)|thi tran)(?: (?!va\b|khu\b)[a-z0-9]+){0,3}$| tren dia ban(?: \w+){0,6}$"
)


def match_assignee(text: str, units: Sequence[UnitRef]) -> Match:
    """Who an assignee text means. `exact` needs no look, `proposed` one, `ambiguous` and `unknown` a choice."""
    if not search_key(text) or not units:
        return Match((), (), "unknown")
    if carriers := _named(text, units):
        if len(carriers) == 1:
            return Match((carriers[0].id,), (), "exact")
        return Match((), (), "ambiguous", tuple((unit.id, 100.0) for unit in carriers[:SHOWN]))
    if found := _kinds(text, units):
        return found
    if heirs := _formerly_named(text, units):
        return Match((heirs[0].id,), (), "proposed", ((heirs[0].id, 100.0),))
    return _likeliest(text, units)


def _formerly_named(text: str, units: Sequence[UnitRef]) -> list[UnitRef]:
    """Who stands for the ended unit of this name; nobody, where two of one name have other heirs."""
    former = [UnitRef(unit.id, unit.kind, name) for unit in units for name in unit.former]
    heirs = _named(text, former)
    return heirs if len({unit.id for unit in heirs}) == 1 else []


def _named(text: str, units: Sequence[UnitRef]) -> list[UnitRef]:
    """Units whose name or alias has the same words once abbreviations are written out."""
    wanted = _plain(text)
    bare = _WARD_TAIL.sub("", wanted)
    return [
        unit
        for unit in units
        if any(wanted == name or bare == _WARD_TAIL.sub("", name) for name in map(_plain, (unit.name, *unit.aliases)))
    ]


def _kinds(text: str, units: Sequence[UnitRef]) -> Match | None:
    """A plural or a sum of kinds. A singular ("Công an phường") is a kind only where the ward has one such unit."""
    pieces = [plain for piece in _JOIN.split(text) if (plain := _plain(piece))]
    if len(pieces) > 1 and (found := _sum_of(pieces, units)):
        return found
    wanted = _WARD_TAIL.sub("", _plain(text))
    return _narrowed_schools(wanted, units) or _sum_of([wanted], units)


def _sum_of(pieces: list[str], units: Sequence[UnitRef]) -> Match | None:
    """Every piece a kind or, in a sum, a named unit; None where one piece is neither."""
    kinds: list[UnitKind] = []
    ids: list[str] = []
    plural = False
    for piece in pieces:
        bare = _WARD_TAIL.sub("", piece)
        kind = _kind_of(bare)
        named = [] if kind else _named(piece, units)
        if kind:
            members = [unit.id for unit in units if unit.kind == kind]
            if not _PLURAL.search(bare) and len(members) != 1:
                return None
            plural = plural or bool(_PLURAL.search(bare))
            kinds.append(kind)
            ids += members
        elif len(pieces) > 1 and len(named) == 1:
            ids.append(named[0].id)
        else:
            return None
    if not ids:
        return None
    fanned = tuple(dict.fromkeys(kind.value for kind in kinds)) if plural or len(pieces) > 1 else ()
    return Match(tuple(dict.fromkeys(ids)), fanned, "exact")


def _narrowed_schools(wanted: str, units: Sequence[UnitRef]) -> Match | None:
    """ "Các trường mầm non": the schools that carry the word; not the kind, so a later primary school doesn't join."""
    found = re.fullmatch(r"cac truong (?!hoc\b)(.{2,40})", wanted)
    if not found:
        return None
    ids = [unit.id for unit in units if unit.kind == UnitKind.SCHOOL and found[1] in _plain(unit.name)]
    return Match(tuple(ids), (), "proposed") if ids else None


def _kind_of(words: str) -> UnitKind | None:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), None)


def _likeliest(text: str, units: Sequence[UnitRef]) -> Match:
    scored = sorted(
        ((max(_likeness(text, name) for name in (unit.name, *unit.aliases)), unit.id) for unit in units),
        key=lambda pair: -pair[0],
    )
    candidates = tuple((unit_id, round(score, 1)) for score, unit_id in scored[:SHOWN] if score >= PROPOSE - 25)
    best = scored[0][0]
    if best < PROPOSE:
        return Match((), (), "unknown", candidates)
    rivals = [unit_id for score, unit_id in scored if score > best - CLEAR_BY]
    if len(rivals) > 1:
        return Match((), (), "ambiguous", candidates)
    return Match((scored[0][1],), (), "proposed", candidates)


def _likeness(text: str, name: str) -> float:
    """0–100: shared telling words, both ways; what stands in parentheses weighs as much as the rest."""
    wanted, offered = _telling(text), _telling(name)
    numbers = {word for word in wanted if word.isdigit()}
    if not wanted or not offered or not numbers <= set(offered):
        return 0.0  # "Khu phố 9" is none of "Khu phố 1" … "Khu phố 5"
    score = fuzz.token_sort_ratio(" ".join(wanted), " ".join(offered))
    if set(wanted) <= set(offered) or set(offered) <= set(wanted):
        score = max(score, 80.0 + 20.0 * min(len(wanted), len(offered)) / max(len(wanted), len(offered)))
    inside = [_telling(part) for part in _PARENTHESIS.findall(text)]
    if any(words and not set(words) & set(offered) for words in inside):
        score -= 25.0
    return score


def _telling(text: str) -> list[str]:
    words = _plain(text).split()
    return [word for word in words if word not in _FILLERS] or words


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Folded words with abbreviations written out, other signs as spaces, one term for one thing."""
    key = _BEFORE_NAME.sub("", search_key(text))
    key = re.sub(r" ?([-–]) ?", "-", key)
    key = re.sub(r" ?& ?", "&", key)
    for glued in ("ubmttqvn&", "ubmttq&", "mttq&"):
        key = key.replace(glued, glued[:-1] + " va ")
    key = re.sub(r"\bdoan tn\b", "doan thanh nien", key)
    words = [_ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9&-]+", key)]
    plain = " ".join(" ".join(words).replace("-", " ").replace("&", " ").split())
    for other, one in _SAME:
        plain = plain.replace(other, one)
    return plain

"""What a heading means, from its words: never from its position and never from one document."""

import re
from enum import StrEnum

from vitreem.kernel.text import search_key


class Meaning(StrEnum):
    PURPOSE = "purpose"
    REQUIREMENT = "requirement"
    THEME = "theme"
    PERIOD = "period"
    SCOPE = "scope"
    MESSAGES = "messages"
    ACTIVITIES = "activities"
    BUDGET = "budget"
    REPORTING = "reporting"
    IMPLEMENTATION = "implementation"


# Folded heading words. The first meaning in this order that a heading holds is the one its lines have.
VOCABULARY: dict[Meaning, tuple[str, ...]] = {
    Meaning.MESSAGES: ("thong diep", "khau hieu"),
    Meaning.REPORTING: (
        "che do bao cao",
        "thong tin bao cao",
        "thong tin, bao cao",
        "bao cao ket qua",
        "thoi han bao cao",
    ),
    Meaning.IMPLEMENTATION: (
        "to chuc thuc hien",
        "phan cong",
        "trach nhiem",
        "to chuc trien khai",
        "giao nhiem vu",
        "nhiem vu cua cac",
    ),
    Meaning.BUDGET: ("kinh phi", "nguon luc thuc hien"),
    Meaning.ACTIVITIES: ("noi dung", "hoat dong", "nhiem vu", "giai phap", "cong viec"),
    Meaning.THEME: ("chu de",),
    Meaning.PERIOD: ("thoi gian", "thoi diem"),
    Meaning.SCOPE: ("pham vi", "dia diem", "dia ban", "doi tuong"),
    Meaning.PURPOSE: ("muc dich", "muc tieu", "y nghia"),
    Meaning.REQUIREMENT: ("yeu cau", "chi tieu"),
}
# The name of the campaign holds a heading word ("Tháng hành động" is safe, "hoạt động hè" isn't a section by itself).
_NAMED = re.compile(r"\bthang hanh dong vi tre em\b")
_CLOSING = re.compile(
    r"(?:tren day la|tren day,|noi nhan ?:?$|noi nhan ?:|(?:tm|kt|tl|tuq|q)\. ?[a-z]{2}|phu luc(?: [ivx\d]{1,4})?$)"
)


def meanings(heading: str) -> list[Meaning]:
    """All meanings that the words of a heading hold, the deciding one first."""
    key = _NAMED.sub(" ", search_key(heading[:200]))
    found = [meaning for meaning, words in VOCABULARY.items() if any(word in key for word in words)]
    if Meaning.PERIOD in found and found[0] is Meaning.IMPLEMENTATION and key.startswith("thoi gian"):
        found.remove(Meaning.IMPLEMENTATION)
    return found


def leading_meaning(heading: str) -> Meaning | None:
    """The meaning of a heading inside a section: only what it begins with counts."""
    key = search_key(heading[:60])
    for meaning, words in VOCABULARY.items():
        if any(key.startswith(word) for word in words):
            return meaning
    return None


def starts_closing(line: str) -> bool:
    """Whether a line opens the end of the document: "Trên đây là …", "Nơi nhận:", "TM. …", "Phụ lục"."""
    return bool(_CLOSING.match(search_key(line[:40])))

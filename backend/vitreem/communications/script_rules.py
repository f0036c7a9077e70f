"""Pure decisions about loudspeaker scripts: states, length, reading time, likeness."""

import hashlib
import re
from collections.abc import Collection
from enum import StrEnum

from vitreem.kernel.http.problems import Invalid, WrongState
from vitreem.kernel.text import search_key

MAX_LENGTH = 20_000
DEFAULT_WORDS_PER_MINUTE = 150
SLOWEST, FASTEST = 60, 300
SHINGLE = 5
ALIKE = 0.6
COMPARED = 200
MIN_REASON = 5
_WORD = re.compile(r"\w+")


class ScriptState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class ScriptVerb(StrEnum):
    """What people do with a script; each is an endpoint."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    SCHEDULE = "schedule"


_S, _V = ScriptState, ScriptVerb
_WRITABLE = frozenset({_S.DRAFT, _S.RETURNED})

# The one table of states: from which states a verb works, and where it leads (None: the state stays).
ALLOWED: dict[ScriptVerb, tuple[frozenset[ScriptState], ScriptState | None]] = {
    _V.EDIT: (_WRITABLE | {_S.APPROVED}, _S.DRAFT),
    _V.SUBMIT: (_WRITABLE, _S.SUBMITTED),
    _V.APPROVE: (frozenset({_S.SUBMITTED}), _S.APPROVED),
    _V.RETURN: (frozenset({_S.SUBMITTED}), _S.RETURNED),
    _V.SCHEDULE: (frozenset({_S.APPROVED}), None),
}
_WRITE = frozenset({_V.EDIT, _V.SUBMIT})
_DECIDE = frozenset({_V.APPROVE, _V.RETURN})
_REFUSED = {
    _V.EDIT: "Bài đang chờ duyệt nên chưa sửa được. Hãy đợi bài được duyệt hoặc trả lại.",
    _V.SCHEDULE: "Chỉ xếp lịch phát cho bài đã được duyệt.",
}


class ScriptTooLong(Invalid):
    code = "script_too_long"
    title = "Bài quá dài"
    detail = "Bài phát thanh dài tối đa 20.000 chữ cái. Hãy rút gọn hoặc tách thành nhiều bài."


class MissedReasonRequired(Invalid):
    code = "missed_reason_required"
    title = "Cần ghi lý do"
    detail = "Loa không phát thì ghi lý do, từ 5 ký tự, ví dụ: mất điện, loa hỏng."


def require_missed_reason(note: str) -> str:
    if len(note) < MIN_REASON:
        raise MissedReasonRequired()
    return note


def carries_hotline(text: str) -> bool:
    """Whether the words name the national children's line 111."""
    return "111" in _WORD.findall(text)


def require_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise ScriptTooLong(length=len(text), most=MAX_LENGTH)


def target(state: str, verb: ScriptVerb) -> ScriptState:
    """The state after `verb`; raises `WrongState` where it doesn't work."""
    sources, to = ALLOWED[verb]
    if state not in sources:
        raise WrongState(_REFUSED.get(verb))
    return to or ScriptState(state)


def may_do(permissions: Collection[str], *, own: bool) -> frozenset[ScriptVerb]:
    """Verbs that the caller's rights allow in some state. `own`: the script is of one of the caller's units."""
    mine: set[ScriptVerb] = set()
    if "communication:write" in permissions:
        mine.add(_V.SCHEDULE)
        if own or "communication:read_all" in permissions:
            mine |= _WRITE
    if "script:approve" in permissions:
        mine |= _DECIDE
    return frozenset(mine)


def allowed_actions(state: str, permissions: Collection[str], *, own: bool, wrote: bool) -> list[ScriptVerb]:
    """Verbs that the caller may use now. `wrote`: the current version is the caller's own."""
    mine = may_do(permissions, own=own) - ({_V.APPROVE} if wrote else set())
    return [verb for verb in ScriptVerb if verb in mine and state in ALLOWED[verb][0]]


def word_count(text: str) -> int:
    return len(text.split())


def reading_seconds(words: int, words_per_minute: int) -> int:
    """How long the words take to read aloud, in whole seconds, rounded up."""
    return -(-words * 60 // words_per_minute)


def fingerprint(text: str) -> str:
    """Equal for texts that differ in marks, case, signs or spaces alone."""
    return hashlib.sha256(" ".join(_WORD.findall(search_key(text))).encode()).hexdigest()


def shingles(text: str) -> frozenset[int]:
    """Runs of five words; a shorter text is one run."""
    words = _WORD.findall(search_key(text))
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(max(1, len(words) - SHINGLE + 1)))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard: shared runs of all runs, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0

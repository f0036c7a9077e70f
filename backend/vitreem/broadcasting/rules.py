"""Pure decisions about loudspeaker scripts: states, length, reading time, likeness."""

import hashlib
import re
from collections.abc import Collection
from enum import StrEnum

from vitreem.kernel.http.problems import Invalid, NotAllowed
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.text import search_key
from vitreem.records.lifecycle import Lifecycle, Step

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
KIND = "broadcast_script"
_WRITABLE = frozenset({_S.DRAFT, _S.RETURNED})

_WRITE = frozenset({"write"})

LIFE = Lifecycle[ScriptState, ScriptVerb](
    {
        _V.EDIT: Step(
            _WRITABLE | {_S.APPROVED}, _S.DRAFT, by=_WRITE,
            refused="Bài đang chờ duyệt nên chưa sửa được. Hãy đợi bài được duyệt hoặc trả lại.",
        ),
        _V.SUBMIT: Step(_WRITABLE, _S.SUBMITTED, by=_WRITE),
        _V.APPROVE: Step(frozenset({_S.SUBMITTED}), _S.APPROVED, by=frozenset({"approve"})),
        _V.RETURN: Step(frozenset({_S.SUBMITTED}), _S.RETURNED, by=frozenset({"return"})),
        _V.SCHEDULE: Step(
            frozenset({_S.APPROVED}), by=frozenset({"schedule"}), refused="Chỉ xếp lịch phát cho bài đã được duyệt."
        ),
    }
)  # fmt: skip


class ScriptTooLong(Invalid):
    code = "script_too_long"
    title = "Bài quá dài"
    detail = "Bài phát thanh dài tối đa 20.000 chữ cái. Hãy rút gọn hoặc tách thành nhiều bài."


class MissedReasonRequired(Invalid):
    code = "missed_reason_required"
    title = "Cần ghi lý do"
    detail = "Loa không phát thì ghi lý do, từ 5 ký tự, ví dụ: mất điện, loa hỏng."


class OwnScript(NotAllowed):
    code = "own_script"
    detail = "Bạn đã viết bài này nên người khác duyệt. Hãy nhờ lãnh đạo hoặc công chức văn hóa khác."


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


def rights(permissions: Collection[str], *, own: bool, wrote: bool = False) -> frozenset[str]:
    """What the caller is to a script. `own`: it is of one of the caller's units; `wrote`: its version is the caller's,
    and nobody approves what they wrote."""
    writes = "communication:write" in permissions
    held = {
        "schedule": writes,
        "write": writes and (own or "communication:read_all" in permissions),
        "return": "script:approve" in permissions,
        "approve": "script:approve" in permissions and not wrote,
    }
    return frozenset(name for name, is_held in held.items() if is_held)


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


class BroadcastAudit(AuditKind):
    """What the trail tells of scripts and slots."""

    SCRIPT_APPROVED = "broadcast_script.approved"
    SCRIPT_CHANGED = "broadcast_script.changed"
    SCRIPT_CREATED = "broadcast_script.created"
    SCRIPT_LIST_VIEWED = "broadcast_script.list_viewed"
    SCRIPT_RETURNED = "broadcast_script.returned"
    SCRIPT_SUBMITTED = "broadcast_script.submitted"
    SLOT_PLANNED = "broadcast_slot.planned"
    SLOT_PLAYED = "broadcast_slot.played"

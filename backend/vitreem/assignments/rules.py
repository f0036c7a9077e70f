"""Pure decisions about assignments: states, who may do what, which evidence is owed, which figures are asked."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from vitreem.kernel.http.problems import Invalid, WrongState


class AssignmentState(StrEnum):
    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class EvidenceKind(StrEnum):
    PHOTO = "photo"
    MINUTES = "minutes"
    LIST = "list"
    LINK = "link"
    RECORD = "record"
    OTHER = "other"


class Verb(StrEnum):
    """What people do with an assignment; each is an endpoint."""

    ACKNOWLEDGE = "acknowledge"
    START = "start"
    NOTE = "note"
    ATTACH = "attach"
    SUBMIT = "submit"
    RECALL = "recall"
    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"
    SUPPORT = "support"


_S = AssignmentState
_OPEN = frozenset({_S.ASSIGNED, _S.ACKNOWLEDGED, _S.IN_PROGRESS, _S.RETURNED})

# The one table of states: from which states a verb works, and where it leads (None: the state stays).
ALLOWED: dict[Verb, tuple[frozenset[AssignmentState], AssignmentState | None]] = {
    Verb.ACKNOWLEDGE: (frozenset({_S.ASSIGNED}), _S.ACKNOWLEDGED),
    Verb.START: (frozenset({_S.ASSIGNED, _S.ACKNOWLEDGED, _S.RETURNED}), _S.IN_PROGRESS),
    Verb.NOTE: (_OPEN, None),
    Verb.ATTACH: (_OPEN, None),
    Verb.SUBMIT: (_OPEN, _S.SUBMITTED),
    Verb.RECALL: (frozenset({_S.SUBMITTED}), _S.IN_PROGRESS),
    Verb.HAND_OVER: (_OPEN, None),
    Verb.ACCEPT: (frozenset({_S.SUBMITTED}), _S.ACCEPTED),
    Verb.RETURN: (frozenset({_S.SUBMITTED}), _S.RETURNED),
    Verb.REOPEN: (frozenset({_S.ACCEPTED}), _S.IN_PROGRESS),
    Verb.SUPPORT: (frozenset(_S), None),
}

_WORK = frozenset({Verb.ACKNOWLEDGE, Verb.START, Verb.NOTE, Verb.ATTACH})
_LEAD = frozenset({Verb.SUBMIT, Verb.RECALL, Verb.HAND_OVER})
_DECIDE = frozenset({Verb.ACCEPT, Verb.RETURN, Verb.REOPEN, Verb.SUPPORT})

# Work that happens in the open is proven by something to look at; the rest by its words.
_NEEDS_PROOF = frozenset({"communication", "gift", "activity", "hazard", "recreation"})

# Figures that a result may carry, by kind of work; sums of them stand on the ward's dashboard.
FIGURES: dict[str, tuple[str, ...]] = {
    "communication": ("sessions", "participants", "broadcasts", "banners", "leaflets"),
    "gift": ("children", "gifts", "scholarships", "amount_vnd"),
    "incident": ("reports", "cases"),
    "hazard": ("sites_found", "sites_fixed", "signs"),
    "health": ("children", "vitamin_a", "deworming"),
    "summer": ("children", "sessions"),
    "recreation": ("sessions", "children", "participants"),
    "civil_status": ("registrations", "consultations"),
    "policy": ("children", "amount_vnd"),
    "activity": ("events", "children", "participants", "gifts", "amount_vnd"),
    "support": ("children", "cases"),
}
ALL_FIGURES = frozenset(code for codes in FIGURES.values() for code in codes)


class EvidenceMissing(Invalid):
    """The result has nothing to look at. `missing` lists kinds of evidence of which one is enough."""

    code = "evidence_missing"
    title = "Thiếu minh chứng"
    detail = "Việc này cần ít nhất một ảnh, biên bản, danh sách hoặc hồ sơ làm minh chứng trước khi nộp."


class UnknownFigure(Invalid):
    code = "unknown_figure"
    detail = "Có số liệu không thuộc loại việc này."


def target(state: str, verb: Verb) -> AssignmentState:
    """The state after `verb`; raises `WrongState` where it doesn't work."""
    sources, to = ALLOWED[verb]
    if state not in sources:
        raise WrongState()
    return to or AssignmentState(state)


def allowed_actions(
    state: str,
    *,
    withdrawn: bool,
    plan_closed: bool,
    permissions: Collection[str],
    leads: bool,
    works: bool,
) -> list[Verb]:
    """Verbs that the caller may use now. `leads`: lead of the lead unit; `works`: belongs to it or supports it."""
    if withdrawn:
        return []
    if plan_closed:  # what was handed in is still answered; nothing new is asked of the units
        return [Verb.ACCEPT] if "assignment:decide" in permissions and state in ALLOWED[Verb.ACCEPT][0] else []
    mine: set[Verb] = set()
    if works and "assignment:work" in permissions:
        mine |= _WORK
    if leads and "assignment:submit" in permissions:
        mine |= _LEAD
    if "assignment:decide" in permissions:
        mine |= _DECIDE
    return [verb for verb in Verb if verb in mine and state in ALLOWED[verb][0]]


def missing_evidence(kind: str, evidence_kinds: Iterable[str]) -> list[EvidenceKind]:
    """Kinds of which one is owed before submitting; empty when nothing is missing."""
    proof = [EvidenceKind.PHOTO, EvidenceKind.MINUTES, EvidenceKind.LIST, EvidenceKind.RECORD]
    if kind not in _NEEDS_PROOF or set(evidence_kinds) & (set(proof) | {EvidenceKind.LINK}):
        return []
    return proof


def require_figures(kind: str, figures: dict[str, int]) -> None:
    """Every figure belongs to the kind of work."""
    unknown = sorted(figures.keys() - set(FIGURES.get(kind, ())))
    if unknown:
        raise UnknownFigure(figures=unknown)

"""Pure decisions about assignments: states, who may do what, which evidence is owed, which figures are asked."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step


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


class AssignmentVerb(StrEnum):
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

_WORK, _LEAD, _DECIDE = frozenset({"work"}), frozenset({"lead"}), frozenset({"decide"})

LIFE = Lifecycle[AssignmentState, AssignmentVerb](
    {
        AssignmentVerb.ACKNOWLEDGE: Step(frozenset({_S.ASSIGNED}), _S.ACKNOWLEDGED, by=_WORK),
        AssignmentVerb.START: Step(frozenset({_S.ASSIGNED, _S.ACKNOWLEDGED, _S.RETURNED}), _S.IN_PROGRESS, by=_WORK),
        AssignmentVerb.NOTE: Step(_OPEN, by=_WORK),
        AssignmentVerb.ATTACH: Step(_OPEN, by=_WORK),
        AssignmentVerb.SUBMIT: Step(_OPEN, _S.SUBMITTED, by=_LEAD),
        AssignmentVerb.RECALL: Step(frozenset({_S.SUBMITTED}), _S.IN_PROGRESS, by=_LEAD),
        AssignmentVerb.HAND_OVER: Step(_OPEN, by=_LEAD),
        AssignmentVerb.ACCEPT: Step(frozenset({_S.SUBMITTED}), _S.ACCEPTED, by=_DECIDE),
        AssignmentVerb.RETURN: Step(frozenset({_S.SUBMITTED}), _S.RETURNED, by=_DECIDE),
        AssignmentVerb.REOPEN: Step(frozenset({_S.ACCEPTED}), _S.IN_PROGRESS, by=_DECIDE),
        AssignmentVerb.SUPPORT: Step(frozenset(_S), by=_DECIDE),
    }
)

# Work that happens in the open is proven by something to look at; the rest by its words.
_NEEDS_PROOF = frozenset({"communication", "gift", "activity", "hazard", "recreation"})

# Figures that a result may carry, by kind of work; sums of them stand on the ward's dashboard.
# Of cases no unit types a figure: who may see how many there are is counted from the cases themselves.
OF_CASES = "incident"
FIGURES: dict[str, tuple[str, ...]] = {
    "communication": ("sessions", "participants", "broadcasts", "banners", "leaflets"),
    "gift": ("children", "gifts", "scholarships", "amount_vnd"),
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


def rights(permissions: Collection[str], *, leads: bool, works: bool) -> frozenset[str]:
    """What the caller is to an assignment. `leads`: lead of the lead unit; `works`: belongs to it or supports it."""
    held = {
        "work": works and "assignment:work" in permissions,
        "lead": leads and "assignment:submit" in permissions,
        "decide": "assignment:decide" in permissions,
    }
    return frozenset(name for name, is_held in held.items() if is_held)


def blocked(verb: AssignmentVerb, *, withdrawn: bool, plan_closed: bool) -> str | None:
    """Why the verb works in no state now: what was handed in before a plan closed is still answered, nothing else."""
    if withdrawn:
        return "Nhiệm vụ này đã rút khỏi kế hoạch."
    if plan_closed and verb is not AssignmentVerb.ACCEPT:
        return "Kế hoạch này đã kết thúc. Muốn làm tiếp, phường cần mở lại kế hoạch."
    return None


def allowed_actions(state: str, held: Collection[str], *, withdrawn: bool, plan_closed: bool) -> list[AssignmentVerb]:
    """Verbs that the caller may use now."""
    return [
        verb for verb in LIFE.allowed(state, held) if not blocked(verb, withdrawn=withdrawn, plan_closed=plan_closed)
    ]


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


class AssignmentAudit(AuditKind):
    """What the trail tells of assignments."""

    ACCEPTED = "assignment.accepted"
    ACKNOWLEDGED = "assignment.acknowledged"
    CHANGED = "assignment.changed"
    EVIDENCE_ADDED = "assignment.evidence_added"
    EVIDENCE_REMOVED = "assignment.evidence_removed"
    EVIDENCE_VIEWED = "assignment.evidence_viewed"
    GIVEN = "assignment.given"
    HANDED_OVER = "assignment.handed_over"
    LIST_VIEWED = "assignment.list_viewed"
    NOTED = "assignment.noted"
    PASSED = "assignment.passed"
    PHOTOS_VIEWED = "assignment.photos_viewed"
    RECALLED = "assignment.recalled"
    RECORD_PLANNED = "assignment.record_planned"
    REOPENED = "assignment.reopened"
    RETURNED = "assignment.returned"
    STARTED = "assignment.started"
    SUBMITTED = "assignment.submitted"
    SUPPORT_CHANGED = "assignment.support_changed"
    WITHDRAWN = "assignment.withdrawn"

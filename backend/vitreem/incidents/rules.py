"""Reports and cases: their words, states and pure decisions (Luật Trẻ em Điều 48-53; NĐ 56/2017 Điều 22-43)."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum

from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step

REPORT, CASE = "incident_report", "incident_case"
# Luật Trẻ em Điều 1.
ADULT_AT = 16
# How long the pages of cases stay open without a touch.
IDLE_MINUTES = 10


class ReportChannel(StrEnum):
    """How the report came."""

    HOTLINE_111 = "hotline_111"
    PHONE = "phone"
    IN_PERSON = "in_person"
    POLICE = "police"
    SCHOOL = "school"
    HEALTH = "health"
    OTHER_WARD = "other_ward"
    LETTER = "letter"


class Nature(StrEnum):
    """Whether harm was done or threatens (Luật Điều 49-52)."""

    ABUSED = "abused"
    AT_RISK = "at_risk"


class Harm(StrEnum):
    """Luật Trẻ em Điều 4 khoản 5-9, Điều 6; the split of violence is ours."""

    PHYSICAL_VIOLENCE = "physical_violence"
    PSYCHOLOGICAL_VIOLENCE = "psychological_violence"
    EXPLOITATION = "exploitation"
    SEXUAL_ABUSE = "sexual_abuse"
    TRAFFICKING = "trafficking"
    ABANDONMENT = "abandonment"
    NEGLECT = "neglect"
    ABDUCTION = "abduction"
    CHILD_MARRIAGE = "child_marriage"
    OTHER_HARM = "other_harm"


class ChildSex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = ""


class SecretGroup(StrEnum):
    """The seven groups of Luật Trẻ em Điều 10 khoản 1 that are secrets of a case: points đ, e, g, i, k, l, m."""

    HIV_AIDS = "hiv_aids"
    LAW_VIOLATION = "law_violation"
    DRUG_ADDICTION = "drug_addiction"
    VIOLENCE_SERIOUS_HARM = "violence_serious_harm"
    EXPLOITATION = "exploitation"
    SEXUAL_ABUSE = "sexual_abuse"
    TRAFFICKED = "trafficked"


# NĐ 56/2017 Điều 7-9, 11-14, in the order of the decree.
SECRET_SUB_GROUPS: Mapping[SecretGroup, tuple[str, ...]] = {
    SecretGroup.HIV_AIDS: (),
    SecretGroup.LAW_VIOLATION: ("admin_measure", "no_fixed_residence", "judicial_or_penal", "completed"),
    SecretGroup.DRUG_ADDICTION: ("in_rehab", "community_rehab"),
    SecretGroup.VIOLENCE_SERIOUS_HARM: (),
    SecretGroup.EXPLOITATION: (
        "illegal_labour", "pornography", "sex_tourism_prostitution", "drug_contraband", "other_profit",
    ),
    SecretGroup.SEXUAL_ABUSE: ("rape", "coerced_sex", "intercourse", "molestation", "prostitution_pornography"),
    SecretGroup.TRAFFICKED: ("back_with_parents", "back_in_alternative_care"),
}  # fmt: skip


class RiskLevel(StrEnum):
    """Cao, Trung bình, Thấp."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RiskItem(StrEnum):
    """What the forms rate. Of harm, high is worse; of what protects the child, high is better: the two are never
    added (Mẫu 06)."""

    HARM_SEVERITY = "harm_severity"
    ABUSER_ACCESS = "abuser_access"
    CARE_OBSTACLES = "care_obstacles"
    SELF_PROTECTION = "self_protection"
    CARER_PROTECTION = "carer_protection"
    COMMUNITY_HELP = "community_help"


PROTECTS = frozenset({RiskItem.SELF_PROTECTION, RiskItem.CARER_PROTECTION, RiskItem.COMMUNITY_HELP})


def proposed_level(items: Mapping[RiskItem, RiskLevel]) -> RiskLevel | None:
    """What the program proposes; the officer decides, and both are kept. No law gives a cut-off, so the worst item
    speaks: one high harm, or a child whom nothing protects. None while nothing is rated."""
    if not items:
        return None
    harm = [level for item, level in items.items() if item not in PROTECTS]
    shields = [level for item, level in items.items() if item in PROTECTS]
    unshielded = bool(shields) and all(level is RiskLevel.LOW for level in shields)
    if RiskLevel.HIGH in harm or (unshielded and RiskLevel.MEDIUM in harm):
        return RiskLevel.HIGH
    if RiskLevel.MEDIUM in harm or RiskLevel.LOW in shields:
        return RiskLevel.MEDIUM
    return RiskLevel.LOW


class Part(StrEnum):
    """What of a case a referral may open."""

    REPORT = "report"
    ASSESSMENT = "assessment"
    PROTECTION = "protection"
    PLAN = "plan"
    NOTES = "notes"
    FILES = "files"
    EVIDENCE = "evidence"


class AccessKind(StrEnum):
    OWNER = "owner"
    MEMBER = "member"
    REFERRAL = "referral"


class ReportState(StrEnum):
    """What was decided on a report."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    NOT_PROTECTION = "not_protection"
    SAME = "same"


class ReportVerb(StrEnum):
    EDIT = "edit"
    ACCEPT = "accept"
    DISMISS = "dismiss"
    SAME = "same"
    POLICE = "police"
    OPEN_INFORMANT = "open_informant"
    NOTE = "note"


class CaseState(StrEnum):
    """Where a case is on its course."""

    RECEIVED = "received"
    ASSESSED = "assessed"
    PROTECTED = "protected"
    EXAMINED = "examined"
    CONFERRED = "conferred"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_APPROVED = "plan_approved"
    IN_PROGRESS = "in_progress"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    HANDED_OVER = "handed_over"


class CaseVerb(StrEnum):
    EDIT = "edit"
    NOTE = "note"
    WRITE = "write"
    START = "start"
    PLAN_AGAIN = "plan_again"
    CLOSE = "close"
    CLOSE_EARLY = "close_early"
    REOPEN = "reopen"
    SHARE = "share"
    OFFER = "offer"
    POLICE = "police"
    HAND_TO_CARER = "hand_to_carer"
    APPROVE_EXPORT = "approve_export"


# Letters of a legal ground, the least that says something.
GROUND = 10
_R, _S = ReportState, CaseState
_TEAM = frozenset({"work"})
REPORT_LIFE = Lifecycle[ReportState, ReportVerb](
    {
        ReportVerb.ACCEPT: Step(frozenset({_R.RECEIVED}), _R.ACCEPTED, by=_TEAM),
        ReportVerb.SAME: Step(frozenset({_R.RECEIVED}), _R.SAME, by=_TEAM),
        ReportVerb.DISMISS: Step(frozenset({_R.RECEIVED}), _R.NOT_PROTECTION, by=_TEAM),
        ReportVerb.EDIT: Step(frozenset({_R.RECEIVED, _R.ACCEPTED}), by=_TEAM),
        ReportVerb.POLICE: Step(frozenset({_R.RECEIVED, _R.ACCEPTED}), by=_TEAM),
        ReportVerb.OPEN_INFORMANT: Step(frozenset(_R), by=_TEAM),
        ReportVerb.NOTE: Step(frozenset(_R), by=_TEAM),
    }
)

OPEN = frozenset(_S) - {_S.CLOSED, _S.HANDED_OVER}
CASE_LIFE = Lifecycle[CaseState, CaseVerb](
    {
        CaseVerb.START: Step(
            frozenset({_S.PLAN_APPROVED}), _S.IN_PROGRESS, by=_TEAM,
            refused="Kế hoạch được phê duyệt rồi mới bắt đầu thực hiện.",
        ),
        CaseVerb.PLAN_AGAIN: Step(frozenset({_S.REVIEWED}), _S.CONFERRED, by=_TEAM),
        # Trình Chủ tịch UBND cấp xã (NĐ 56/2017 Điều 30).
        CaseVerb.CLOSE: Step(
            frozenset({_S.REVIEWED}), _S.CLOSED, by=frozenset({"decide"}),
            refused="Vụ việc được rà soát (Mẫu 06) rồi mới đóng. Đóng sớm thì ghi căn cứ pháp lý.",
        ),
        CaseVerb.CLOSE_EARLY: Step(OPEN - {_S.REVIEWED}, _S.CLOSED, by=frozenset({"decide"})),
        CaseVerb.REOPEN: Step(frozenset({_S.CLOSED}), _S.ASSESSED, by=_TEAM),
        CaseVerb.WRITE: Step(OPEN, by=_TEAM),
        CaseVerb.EDIT: Step(OPEN, by=_TEAM),
        CaseVerb.POLICE: Step(OPEN, by=_TEAM),
        CaseVerb.HAND_TO_CARER: Step(OPEN, by=_TEAM),
        CaseVerb.OFFER: Step(OPEN, by=_TEAM),
        CaseVerb.APPROVE_EXPORT: Step(frozenset(_S), by=frozenset({"decide"})),
        CaseVerb.SHARE: Step(frozenset(_S), by=_TEAM),
        CaseVerb.NOTE: Step(frozenset(_S) - {_S.HANDED_OVER}, by=frozenset({"work", "refer"})),
    }
)  # fmt: skip


class CaseOutcome(StrEnum):
    """How a case ended."""

    SAFE = "safe"
    ALTERNATIVE_CARE = "alternative_care"
    ADULT = "adult"
    MOVED = "moved"
    DIED = "died"
    OTHER = "other"


class PaperKind(StrEnum):
    """Forms, minutes and decisions of a case, in the order of its course."""

    INITIAL_ASSESSMENT = "initial_assessment"
    URGENT_MEASURES = "urgent_measures"
    SEPARATION = "separation"
    CARE = "care"
    FOLLOW_UP = "follow_up"
    DETAILED_ASSESSMENT = "detailed_assessment"
    CONFERENCE = "conference"
    PLAN = "plan"
    REVIEW = "review"
    COURT_REQUEST = "court_request"


class PaperState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DONE = "done"
    APPROVED = "approved"


class PaperVerb(StrEnum):
    EDIT = "edit"
    COMPLETE = "complete"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    DISCARD = "discard"


_P = PaperState
_WRITABLE = frozenset({_P.DRAFT, _P.RETURNED})
PAPER_LIFE = Lifecycle[PaperState, PaperVerb](
    {
        PaperVerb.EDIT: Step(
            _WRITABLE, _P.DRAFT, by=_TEAM,
            refused="Văn bản đã hoàn thành hoặc đang chờ duyệt nên không sửa được nữa.",
        ),
        PaperVerb.COMPLETE: Step(_WRITABLE, _P.DONE, by=frozenset({"complete"})),
        PaperVerb.SUBMIT: Step(_WRITABLE, _P.SUBMITTED, by=frozenset({"submit"})),
        PaperVerb.APPROVE: Step(frozenset({_P.SUBMITTED}), _P.APPROVED, by=frozenset({"approve"})),
        PaperVerb.RETURN: Step(frozenset({_P.SUBMITTED}), _P.RETURNED, by=frozenset({"return"})),
        PaperVerb.DISCARD: Step(_WRITABLE, by=_TEAM),
    }
)  # fmt: skip

# What the chair decides; the rest is complete when its writer says so.
DECIDED = frozenset({PaperKind.SEPARATION, PaperKind.CARE, PaperKind.PLAN})
PART_OF: Mapping[PaperKind, Part] = {
    PaperKind.INITIAL_ASSESSMENT: Part.ASSESSMENT, PaperKind.DETAILED_ASSESSMENT: Part.ASSESSMENT,
    PaperKind.REVIEW: Part.ASSESSMENT, PaperKind.URGENT_MEASURES: Part.PROTECTION,
    PaperKind.SEPARATION: Part.PROTECTION, PaperKind.CARE: Part.PROTECTION, PaperKind.FOLLOW_UP: Part.PROTECTION,
    PaperKind.COURT_REQUEST: Part.PROTECTION, PaperKind.CONFERENCE: Part.PLAN, PaperKind.PLAN: Part.PLAN,
}  # fmt: skip

_EARLY = (_S.RECEIVED, _S.ASSESSED, _S.PROTECTED, _S.EXAMINED, _S.CONFERRED)


class Move:
    """Where a paper takes its case. In `before` it does so by the course; from an earlier state only with the legal
    ground that is written down; from any other state the case stays where it is."""

    def __init__(self, to: CaseState, before: Collection[CaseState], skips: Collection[CaseState] = ()) -> None:
        self.to, self.before, self.skips = to, frozenset(before), frozenset(skips)


MOVES: Mapping[PaperKind, Move] = {
    PaperKind.INITIAL_ASSESSMENT: Move(_S.ASSESSED, (_S.RECEIVED,)),
    PaperKind.URGENT_MEASURES: Move(_S.PROTECTED, (_S.ASSESSED,), (_S.RECEIVED,)),
    PaperKind.SEPARATION: Move(_S.PROTECTED, (_S.ASSESSED,), (_S.RECEIVED,)),
    PaperKind.DETAILED_ASSESSMENT: Move(_S.EXAMINED, (_S.ASSESSED, _S.PROTECTED), (_S.RECEIVED,)),
    PaperKind.CONFERENCE: Move(_S.CONFERRED, (_S.EXAMINED,), (_S.RECEIVED, _S.ASSESSED, _S.PROTECTED)),
    PaperKind.PLAN: Move(_S.PLAN_SUBMITTED, (_S.CONFERRED,), (_S.RECEIVED, _S.ASSESSED, _S.PROTECTED, _S.EXAMINED)),
    PaperKind.REVIEW: Move(
        _S.REVIEWED, (_S.IN_PROGRESS,), (*_EARLY, _S.PLAN_APPROVED)
    ),
}  # fmt: skip


class Clock(StrEnum):
    """Codes of the rules that run in a case (`deadline_rule`)."""

    FIRST_PROTECTION = "case.first_protection"
    PLAN_SUBMITTED = "case.plan_submitted"
    PLAN_APPROVED = "case.plan_approved"
    SEPARATION = "case.separation_max"
    HAND_OVER = "case.hand_over"
    FOLLOW_UP_1 = "case.follow_up_1"
    FOLLOW_UP_3 = "case.follow_up_3"
    FOLLOW_UP_EVERY = "case.follow_up_every"


# Which follow-up is next (NĐ 56/2017 Điều 43): after one month, after three, then every six.
FOLLOW_UPS: Sequence[Clock] = (Clock.FOLLOW_UP_1, Clock.FOLLOW_UP_3, Clock.FOLLOW_UP_EVERY)
_DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_reference(prefix: str) -> str:
    """Ten random letters and digits: 50 bits that tell neither order nor number."""
    drawn = "".join(secrets.choice(_DIGITS) for _ in range(10))
    return f"{prefix}-{drawn[:5]}-{drawn[5:]}"


def age_on(day: date, year: int, month: int | None, born_day: int | None) -> int:
    """Whole years; where month or day isn't known, as young as the child may be, and born by then. Below 0: not yet."""
    reached = (day.month, day.day) >= (month or 12, born_day or (31 if month is None else 28))
    age = day.year - year - (not reached)
    return max(age, 0) if (year, month or 1, born_day or 1) <= (day.year, day.month, day.day) else age


class AgeBand(StrEnum):
    """Of the figures."""

    UNDER_6 = "0-5"
    UNDER_11 = "6-10"
    UNDER_16 = "11-15"
    UNKNOWN = "unknown"


def age_band(age: int | None) -> AgeBand:
    if age is None:
        return AgeBand.UNKNOWN
    return AgeBand.UNDER_6 if age < 6 else AgeBand.UNDER_11 if age < 11 else AgeBand.UNDER_16


class TransferState(StrEnum):
    OFFERED = "offered"
    TAKEN = "taken"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CaseAudit(AuditKind):
    """What the trail tells of reports and cases: ids, kinds and states, for who has access to the subject."""

    REPORT_RECORDED = "incident_report.recorded"
    REPORT_CHANGED = "incident_report.changed"
    REPORT_VIEWED = "incident_report.viewed"
    REPORT_ACCEPTED = "incident_report.accepted"
    REPORT_DISMISSED = "incident_report.dismissed"
    REPORT_SAME = "incident_report.same"
    REPORT_POLICE = "incident_report.police"
    INFORMANT_OPENED = "incident_report.informant_opened"
    CASE_OPENED = "incident_case.opened"
    CASE_LINKED = "incident_case.linked"
    CASE_CHANGED = "incident_case.changed"
    CASE_VIEWED = "incident_case.viewed"
    LIST_VIEWED = "incident_case.list_viewed"
    CASE_STARTED = "incident_case.started"
    CASE_PLANNED_AGAIN = "incident_case.planned_again"
    CASE_CLOSED = "incident_case.closed"
    CASE_REOPENED = "incident_case.reopened"
    CASE_POLICE = "incident_case.police"
    CASE_HANDED_TO_CARER = "incident_case.handed_to_carer"
    CASE_OFFERED = "incident_case.offered"
    CASE_WITHDRAWN = "incident_case.withdrawn"
    CASE_TAKEN = "incident_case.taken"
    CASE_REFUSED = "incident_case.refused"
    CASE_ARRIVED = "incident_case.arrived"
    CASE_PRINTED = "incident_case.printed"
    CASE_EXPORT_APPROVED = "incident_case.export_approved"
    CASE_EXPORTED = "incident_case.exported"
    ACCESS_GIVEN = "incident_case.access_given"
    ACCESS_REVOKED = "incident_case.access_revoked"
    OWNER_CHANGED = "incident_case.owner_changed"
    PAPER_BEGUN = "incident_case.paper_begun"
    PAPER_CHANGED = "incident_case.paper_changed"
    PAPER_COMPLETED = "incident_case.paper_completed"
    PAPER_SUBMITTED = "incident_case.paper_submitted"
    PAPER_APPROVED = "incident_case.paper_approved"
    PAPER_RETURNED = "incident_case.paper_returned"
    PAPER_DISCARDED = "incident_case.paper_discarded"
    TASK_CHANGED = "incident_case.task_changed"
    NOTE_ADDED = "incident_case.note_added"
    FILE_ADDED = "incident_case.file_added"
    FILE_REMOVED = "incident_case.file_removed"
    FILE_VIEWED = "incident_case.file_viewed"
    EVIDENCE_ADDED = "incident_case.evidence_added"
    EVIDENCE_CHANGED = "incident_case.evidence_changed"
    STAND_IN_SET = "incident_stand_in.set"
    STAND_IN_ENDED = "incident_stand_in.ended"
    DUTY_SET = "duty_turn.set"
    DUTY_ENDED = "duty_turn.ended"

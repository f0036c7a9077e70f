"""Rounds of reports and the answers of units: kinds, states, cross-checks. No I/O."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.kernel.clock import VIETNAM, day_ends
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.problems import Invalid, Problem
from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step

ROUND, ANSWER = "report_round", "report_answer"
MOST_QUESTIONS, MOST_CHECKS = 40, 20
_SHORTEST_WHY = 5


class ReportRoundKind(StrEnum):
    """What is asked: the Action Month's report, injuries of a half-year, or figures that somebody needs now."""

    ACTION_MONTH = "action_month"
    HALF_YEAR = "half_year"
    QUICK = "quick"


class ReportRoundState(StrEnum):
    OPEN = "open"
    LOCKED = "locked"
    CANCELLED = "cancelled"


class ReportRoundVerb(StrEnum):
    EDIT = "edit"
    REMIND = "remind"
    LOCK = "lock"
    UNLOCK = "unlock"
    CANCEL = "cancel"


_OPEN, _MANAGE = frozenset({ReportRoundState.OPEN}), frozenset({"manage"})
ROUND_LIFE: Lifecycle[ReportRoundState, ReportRoundVerb] = Lifecycle(
    {
        ReportRoundVerb.EDIT: Step(_OPEN, None, _MANAGE),
        ReportRoundVerb.REMIND: Step(_OPEN, None, _MANAGE),
        ReportRoundVerb.LOCK: Step(_OPEN, ReportRoundState.LOCKED, _MANAGE),
        ReportRoundVerb.UNLOCK: Step(frozenset({ReportRoundState.LOCKED}), ReportRoundState.OPEN, _MANAGE),
        ReportRoundVerb.CANCEL: Step(
            frozenset({ReportRoundState.OPEN, ReportRoundState.LOCKED}), ReportRoundState.CANCELLED, _MANAGE
        ),
    }
)


class AnswerState(StrEnum):
    """Whether it is late is no state: it is computed from the round's day."""

    ASKED = "asked"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class AnswerVerb(StrEnum):
    BEGIN = "begin"
    WRITE = "write"
    COUNT = "count"
    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"


_WRITTEN = frozenset({AnswerState.DRAFT, AnswerState.RETURNED})
_WRITE, _DECIDE = frozenset({"write"}), frozenset({"manage"})
ANSWER_LIFE: Lifecycle[AnswerState, AnswerVerb] = Lifecycle(
    {
        AnswerVerb.BEGIN: Step(frozenset({AnswerState.ASKED}), AnswerState.DRAFT, _WRITE),
        AnswerVerb.WRITE: Step(_WRITTEN, None, _WRITE),
        AnswerVerb.COUNT: Step(_WRITTEN, None, _WRITE),
        AnswerVerb.SUBMIT: Step(_WRITTEN, AnswerState.SUBMITTED, frozenset({"submit"})),
        AnswerVerb.ACCEPT: Step(frozenset({AnswerState.SUBMITTED}), AnswerState.ACCEPTED, _DECIDE),
        AnswerVerb.RETURN: Step(
            frozenset({AnswerState.SUBMITTED, AnswerState.ACCEPTED}), AnswerState.RETURNED, _DECIDE
        ),
    }
)
# What has been handed in and not been given back.
ANSWERED = (AnswerState.SUBMITTED, AnswerState.ACCEPTED)


class Comparison(StrEnum):
    """How the sums of two sides must stand to each other."""

    AT_MOST = "at_most"
    EQUAL = "equal"


_Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class ReportQuestion(BaseModel):
    """One figure that is asked for. Of an indicator the product counts it; its words are the client's."""

    model_config = ConfigDict(extra="forbid")

    code: _Code
    text: Annotated[str, StringConstraints(max_length=300), ONE_LINE] = Field(
        "", description="As it is asked; empty for an indicator."
    )
    unit: Annotated[str, StringConstraints(max_length=30), ONE_LINE] = Field("", description="What is counted.")
    indicator: bool = Field(False, description="Whether the product counts it; `code` is the indicator's.")
    definition: int = Field(1, ge=1, description="Version of the indicator's definition.")


class ReportCheck(BaseModel):
    """A cross-check between sums of figures: left ≤ right, or left = right."""

    model_config = ConfigDict(extra="forbid")

    left: Annotated[list[_Code], Field(min_length=1, max_length=20)]
    compared: Comparison
    right: Annotated[list[_Code], Field(min_length=1, max_length=20)]

    def holds(self, values: Mapping[str, int]) -> bool:
        left, right = (sum(values.get(code, 0) for code in side) for side in (self.left, self.right))
        return left <= right if self.compared is Comparison.AT_MOST else left == right


class UnknownQuestion(Invalid):
    """`codes`: figures that the round doesn't ask for, or asks for twice."""

    code = "unknown_question"
    detail = "Có số liệu không nằm trong đợt báo cáo này."


class NobodyAsked(Invalid):
    code = "nobody_asked"
    title = "Chưa có đơn vị nào"
    detail = "Chưa có đơn vị nào được hỏi. Hãy chọn ít nhất một đơn vị."


class DueInThePast(Invalid):
    code = "due_in_the_past"
    title = "Hạn đã qua"
    detail = "Hạn báo cáo phải ở phía trước. Hãy chọn ngày hoặc giờ khác."


class PeriodTooLong(Invalid):
    code = "report_period_too_long"
    detail = "Kỳ báo cáo dài nhất là 366 ngày."


class PlanNeeded(Invalid):
    code = "plan_needed"
    detail = "Báo cáo Tháng hành động cần một kế hoạch đã ban hành."


class ReportRoundThere(Problem):
    """`round_id` is the one that runs."""

    status = 409
    code = "round_there"
    title = "Đã có đợt này"
    detail = "Đã có một đợt báo cáo đang mở cho kế hoạch hoặc kỳ này."


class FiguresMissing(Problem):
    """`codes`: figures that nobody has answered."""

    status = 422
    code = "figures_missing"
    title = "Còn số liệu trống"
    detail = "Hãy điền đủ số liệu; không có thì ghi 0."


class WhyMissing(Problem):
    """`codes`: figures that say otherwise than the records, without a reason."""

    status = 422
    code = "why_missing"
    title = "Chưa ghi lý do"
    detail = "Có số liệu khác với hồ sơ. Hãy ghi vì sao khác."


class ChecksBroken(Problem):
    """`checks`: positions of the cross-checks that don't hold."""

    status = 422
    code = "checks_broken"
    title = "Số liệu chưa khớp"
    detail = "Có số liệu không khớp nhau. Hãy xem các dòng được đánh dấu và sửa."


def due_at(day: date, hour: time | None) -> datetime:
    """The first instant that is too late: the end of the day, or the hour itself."""
    return day_ends(day) if hour is None else datetime.combine(day, hour, VIETNAM)


def require_period(from_on: date, to_on: date) -> None:
    if to_on - from_on > timedelta(days=365):
        raise PeriodTooLong()


def require_questions(questions: Sequence[ReportQuestion], checks: Sequence[ReportCheck]) -> None:
    """Each is asked once, and cross-checks name what is asked."""
    codes = [one.code for one in questions]
    named = {code for check in checks for code in (*check.left, *check.right)}
    if wrong := sorted({code for code in codes if codes.count(code) > 1} | named.difference(codes)):
        raise UnknownQuestion(codes=wrong)


def is_late(submitted_at: datetime | None, due: datetime, now: datetime) -> bool:
    """Handed in too late, or not yet and the time is over."""
    return (submitted_at or now) >= due


class FigureAsWritten(BaseModel):
    """A figure as the unit reports it: `reported` empty says what the records say."""

    code: str
    reported: int | None
    computed: int | None
    why: str = ""

    @property
    def value(self) -> int | None:
        return self.computed if self.reported is None else self.reported

    @property
    def differs(self) -> bool:
        return self.computed is not None and self.reported is not None and self.reported != self.computed


def require_sound(figures: Sequence[FigureAsWritten], checks: Sequence[ReportCheck]) -> None:
    """What is handed in is whole, explained and agrees with itself."""
    if missing := [one.code for one in figures if one.value is None]:
        raise FiguresMissing(codes=missing)
    if unexplained := [one.code for one in figures if one.differs and len(one.why.strip()) < _SHORTEST_WHY]:
        raise WhyMissing(codes=unexplained)
    if broken := broken_checks(figures, checks):
        raise ChecksBroken(checks=broken)


def broken_checks(figures: Sequence[FigureAsWritten], checks: Sequence[ReportCheck]) -> list[int]:
    """Positions of cross-checks that don't hold; one with a figure that is missing says nothing yet."""
    values = {one.code: one.value for one in figures if one.value is not None}
    return [
        at
        for at, check in enumerate(checks)
        if values.keys() >= {*check.left, *check.right} and not check.holds(values)
    ]


class ReportAudit(AuditKind):
    """What the trail tells of rounds and answers."""

    ROUND_OPENED = "report_round.opened"
    ROUND_CHANGED = "report_round.changed"
    ROUND_REMINDED = "report_round.reminded"
    ROUND_LOCKED = "report_round.locked"
    ROUND_UNLOCKED = "report_round.unlocked"
    ROUND_CANCELLED = "report_round.cancelled"
    ANSWER_BEGUN = "report_answer.begun"
    ANSWER_COUNTED = "report_answer.counted"
    ANSWER_SUBMITTED = "report_answer.submitted"
    ANSWER_ACCEPTED = "report_answer.accepted"
    ANSWER_RETURNED = "report_answer.returned"
    ANSWER_PASSED = "report_answer.passed"

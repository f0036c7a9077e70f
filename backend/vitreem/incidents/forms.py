"""What stands in the sealed parts of reports and cases, and in each form: as wide as the decree's forms are known.

A form is saved while it is half done, so every member may be empty; `missing` says what it still owes before it counts.
Wordings of Mẫu 02-04 aren't published: their layout is ours, which the template's data say (`documents.FORMS`).
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from vitreem.incidents.rules import ChildSex, RiskItem, RiskLevel, SecretGroup, proposed_level
from vitreem.kernel.clock import Day, Moment
from vitreem.kernel.http.fields import LINES, ONE_LINE
from vitreem.records.wire import Long, Money, Short, Wire

Name = Annotated[str, StringConstraints(max_length=200), ONE_LINE]
Words = Annotated[str, StringConstraints(max_length=8000), LINES]
Phone = Annotated[str, StringConstraints(max_length=40), ONE_LINE]
Year = Annotated[int, Field(ge=1900, le=2199)]


class BirthKnown(Wire):
    """What is known of a child's birth: its year at least, or only an estimated age."""

    year: Year | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    estimated_age: Annotated[int, Field(ge=0, le=99)] | None = None

    @model_validator(mode="after")
    def _is_a_day(self) -> "BirthKnown":
        if self.day is not None and self.month is None:
            raise ValueError("Có ngày sinh thì cần cả tháng sinh.")
        if self.month is not None and self.year is None:
            raise ValueError("Có tháng sinh thì cần cả năm sinh.")
        if self.year is not None and self.month is not None and self.day is not None:
            try:
                date(self.year, self.month, self.day)
            except ValueError:
                raise ValueError("Ngày sinh này không có trong lịch.") from None
        return self


class ToldChild(Wire):
    """A child as the report tells of it; nothing may be known."""

    name: Name = ""
    birth: BirthKnown = BirthKnown()
    sex: ChildSex = ChildSex.UNKNOWN
    where_now: Short = ""


class Suspect(Wire):
    """Who is said to have done it, as far as it is told."""

    name: Name = ""
    relation: Short = ""
    details: Long = ""


class ReportFacts(Wire):
    """What a report tells (Mẫu 01). One sentence is enough."""

    what: Annotated[str, StringConstraints(min_length=3, max_length=8000), LINES]
    place: Short = ""
    children: Annotated[list[ToldChild], Field(default_factory=list, max_length=20)]
    suspect: Suspect = Suspect()
    done_at_once: Long = ""


class Informant(Wire):
    """Who told."""

    name: Name = ""
    phone: Phone = ""
    address: Short = ""
    relation: Short = ""
    wants_secrecy: bool = True

    @property
    def empty(self) -> bool:
        return not (self.name or self.phone or self.address or self.relation)


class Carer(Wire):
    """Father, mother or whoever cares for the child."""

    name: Name = ""
    relation: Short = ""
    phone: Phone = ""
    is_suspect: bool = False


class GroupFact(Wire):
    """A secret group of Luật Trẻ em Điều 10 khoản 1 that the child belongs to, from one day to another."""

    group: SecretGroup
    sub_group: Annotated[str, StringConstraints(max_length=40)] = ""
    from_on: Day
    to_on: Day | None = None
    conclusion: Short = Field("", description="The medical or other conclusion that point i asks for.")


class ChildFacts(Wire):
    """Who the child is, and what only the case may know."""

    name: Name = ""
    birth: BirthKnown = BirthKnown()
    address: Short = ""
    where_now: Short = ""
    school: Short = ""
    carers: Annotated[list[Carer], Field(default_factory=list, max_length=10)]
    groups: Annotated[list[GroupFact], Field(default_factory=list, max_length=20)]
    summary: Long = ""


class Rated(Wire):
    """One item of a form."""

    item: RiskItem
    level: RiskLevel
    why: Short = ""


class _Form(Wire):
    """`skip_ground`: the legal ground on which steps of the course before this one are left out."""

    skip_ground: Short = ""

    def missing(self) -> list[str]:
        """Members that must be filled before the form counts."""
        return [name for name in self.owed() if not getattr(self, name)]

    def owed(self) -> tuple[str, ...]:
        return ()


class _Assessed(_Form):
    items: Annotated[list[Rated], Field(default_factory=list, max_length=len(RiskItem))]
    decided_level: RiskLevel | None = Field(None, description="The officer's decision, beside what is proposed.")
    proposed_level: RiskLevel | None = Field(None, description="The program's, kept with the form; set by the server.")

    @model_validator(mode="after")
    def _each_once(self) -> "_Assessed":
        if len({one.item for one in self.items}) < len(self.items):
            raise ValueError("Mỗi mục chỉ đánh giá một lần.")
        return self

    def rated(self) -> dict[RiskItem, RiskLevel]:
        return {one.item: one.level for one in self.items}

    def proposed(self) -> "_Assessed":
        """With what the program proposes for these items."""
        return self.model_copy(update={"proposed_level": proposed_level(self.rated())})


class InitialAssessment(_Assessed):
    """Mẫu 02: first assessment and measures for the child's safety (NĐ 56/2017 Điều 26)."""

    kind: Literal["initial_assessment"] = "initial_assessment"
    situation: Words = ""
    safety_measures: Words = ""
    urgent: bool = Field(False, description="The child needs urgent protection or separation (Điều 31.1).")

    def owed(self) -> tuple[str, ...]:
        return ("situation", "items", "decided_level")


class UrgentMeasures(_Form):
    """Measures that protect the child at once, without a separation (Điều 31)."""

    kind: Literal["urgent_measures"] = "urgent_measures"
    measures: Words = ""
    by_whom: Short = ""
    taken_at: Moment | None = None

    def owed(self) -> tuple[str, ...]:
        return ("measures", "taken_at")


class Separation(_Form):
    """Mẫu 07: decision on temporary separation; all of them together last at most 15 days (Điều 32)."""

    kind: Literal["separation"] = "separation"
    reason: Words = ""
    place: Short = Field("", description="Where the child will be, and with whom.")
    measures: Words = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    recipients: Words = Field("", description="Bodies that get the decision, one a line.")

    def owed(self) -> tuple[str, ...]:
        return ("reason", "place", "starts_on", "ends_on")


class AlternativeCare(_Form):
    """Decision on alternative care (Luật Điều 60-69; NĐ 56/2017 Điều 38-43)."""

    kind: Literal["care"] = "care"
    form: Literal["", "relative", "non_relative", "facility"] = ""
    carer: Short = ""
    carer_address: Short = ""
    child_opinion: Words = Field("", description="Asked from 7 years on.")
    decided_on: Day | None = None
    recipients: Words = ""

    def owed(self) -> tuple[str, ...]:
        return ("form", "carer", "decided_on")


class FollowUp(_Form):
    """A visit to the child in alternative care: after 1 and 3 months, then every 6 (Điều 43)."""

    kind: Literal["follow_up"] = "follow_up"
    visited_on: Day | None = None
    findings: Words = ""
    goes_on: bool = Field(True, description="The care goes on; the next visit has its day.")

    def owed(self) -> tuple[str, ...]:
        return ("visited_on", "findings")


class DetailedAssessment(_Assessed):
    """Mẫu 03: information gathered and assessed in detail (Điều 27.1)."""

    kind: Literal["detailed_assessment"] = "detailed_assessment"
    family: Words = ""
    health: Words = ""
    education: Words = ""
    harm: Words = ""
    needs: Words = ""
    child_opinion: Words = Field("", description="Điều 27.1 g.")
    parents_opinion: Words = Field("", description="Điều 27.1 h; not asked of a suspect.")
    carer_is_safe: bool | None = Field(None, description="Ends a separation (Điều 32).")

    def owed(self) -> tuple[str, ...]:
        return ("family", "harm", "needs", "child_opinion", "items", "decided_level")


class Conference(_Form):
    """Minutes of the meeting on measures (Điều 27.2)."""

    kind: Literal["conference"] = "conference"
    held_at: Moment | None = None
    place: Short = ""
    chair: Short = ""
    attendees: Words = Field("", description="One a line.")
    discussion: Words = ""
    conclusion: Words = ""

    def owed(self) -> tuple[str, ...]:
        return ("held_at", "chair", "attendees", "conclusion")


class PlanService(Wire):
    """A service of the plan (Điều 28.3)."""

    service: Short = ""
    body: Short = Field("", description="Who does it.")
    starts_on: Day | None = None
    ends_on: Day | None = None
    cost: Money = 0

    @property
    def whole(self) -> bool:
        return bool(self.service and self.body and self.starts_on and self.ends_on)

    @model_validator(mode="after")
    def _in_order(self) -> "PlanService":
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("Ngày kết thúc phải sau ngày bắt đầu.")
        return self


class Plan(_Form):
    """Mẫu 04: plan of support and intervention, approved by decision (Mẫu 05, Điều 28)."""

    kind: Literal["plan"] = "plan"
    goals: Words = ""
    services: Annotated[list[PlanService], Field(default_factory=list, max_length=60)]
    funding: Words = ""
    recipients: Words = Field("", description="Bodies that get plan and decision, one a line (Điều 28.5).")

    def missing(self) -> list[str]:
        owed = [name for name in ("goals", "services") if not getattr(self, name)]
        return [*owed, *(f"services.{at}" for at, one in enumerate(self.services) if not one.whole)]


class Review(_Assessed):
    """Mẫu 06: review after the plan (Điều 30)."""

    kind: Literal["review"] = "review"
    results: Words = ""
    conclusion: Literal["", "close", "plan_again"] = ""

    def owed(self) -> tuple[str, ...]:
        return ("results", "items", "decided_level", "conclusion")


class CourtRequest(_Form):
    """The court is asked to limit a parent's rights or to change who cares for the child (Luật Điều 52.3)."""

    kind: Literal["court_request"] = "court_request"
    court: Short = ""
    content: Words = ""
    sent_on: Day | None = None

    def owed(self) -> tuple[str, ...]:
        return ("court", "content", "sent_on")


AnyForm = Annotated[
    InitialAssessment | UrgentMeasures | Separation | AlternativeCare | FollowUp | DetailedAssessment | Conference
    | Plan | Review | CourtRequest,
    Field(discriminator="kind"),
]  # fmt: skip


class Decision(Wire):
    """Why a paper was returned, a report not accepted, a case closed or offered."""

    reason: Words = ""
    reference: Short = Field("", description="What the other body, e.g. the police, filed it under.")
    at: datetime | None = None

"""Wire shapes of reports and cases. Nothing here is a ward, a state or a deadline that a caller could set."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from vitreem.incidents.forms import AnyForm, ChildFacts, Informant, ReportFacts
from vitreem.incidents.rules import (
    AccessKind,
    CaseOutcome,
    CaseState,
    CaseVerb,
    ChildSex,
    Harm,
    Nature,
    PaperKind,
    PaperState,
    PaperVerb,
    Part,
    ReportChannel,
    ReportState,
    ReportVerb,
    RiskLevel,
    TransferState,
)
from vitreem.kernel.clock import Day, Moment
from vitreem.kernel.deadlines.rules import TimeUnit
from vitreem.kernel.http.fields import LINES, ONE_LINE
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.wire import Money, Reason, Short, SignedNumber, Wire

WardCode = Annotated[str, StringConstraints(max_length=5, pattern=r"^(\d{5})?$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=8000), LINES]


class ReportUpdate(Wire):
    """A report as it is known by now (Mẫu 01). `urgent` is set by itself where a parent is the suspect (Điều 31.1)."""

    channel: ReportChannel
    received_at: Moment = Field(description="When it reached the ward, not when it is typed in: the clock starts here.")
    nature: Nature = Nature.ABUSED
    harms: Annotated[list[Harm], Field(default_factory=list, max_length=len(Harm))]
    online: bool = False
    urgent: bool = False
    parent_is_suspect: bool = False
    facts: ReportFacts
    informant: Informant | None = Field(None, description="Kept apart; what isn't sent stays as it is.")


class ReportCreate(ReportUpdate):
    """A new report. One sentence and the time suffice."""


class AcceptedChild(Wire):
    """A child of the report: a new case, or the one that is open (`case_id`)."""

    case_id: UUID | None = None
    child_id: UUID | None = Field(None, description="The record in the children's register, if it is known.")
    facts: ChildFacts = ChildFacts()
    sex: ChildSex = ChildSex.UNKNOWN
    event_ward: WardCode = ""
    residence_ward: WardCode = ""
    owner_id: UUID | None = Field(None, description="Person who answers for the case; else who accepts.")


class AcceptCreate(Wire):
    children: Annotated[list[AcceptedChild], Field(max_length=20)]


class SameCreate(Wire):
    report_id: UUID


class PoliceCreate(Wire):
    at: Moment
    reference: Short = ""


class InformantOpen(Wire):
    reason: Reason


class CaseNoteCreate(Wire):
    text: Words


class CaseUpdate(Wire):
    """Who the child is and what is known of the case by now."""

    facts: ChildFacts
    child_id: UUID | None = None
    sex: ChildSex = ChildSex.UNKNOWN
    nature: Nature = Nature.ABUSED
    harms: Annotated[list[Harm], Field(default_factory=list, max_length=len(Harm))]
    online: bool = False
    urgent: bool = False
    parent_is_suspect: bool = False
    event_ward: WardCode = ""
    residence_ward: WardCode = ""


class CasePaperWrite(Wire):
    """A form as far as it is filled; it counts when it is completed or approved."""

    form: AnyForm


class ClosingCreate(Wire):
    outcome: CaseOutcome
    note: Words
    ground: Short = Field("", description="Legal ground where the case was not reviewed (Mẫu 06).")


class MemberCreate(Wire):
    person_id: UUID


class ReferralCreate(Wire):
    person_id: UUID
    parts: Annotated[list[Part], Field(max_length=len(Part))]
    until_on: Day
    reason: Annotated[str, StringConstraints(max_length=2000), LINES]


class CaseOfferCreate(Wire):
    """Another ward, by its official code, is asked to take the case."""

    ward_code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    reason: Reason


class CaseTaskUpdate(Wire):
    """What came of a service."""

    starts_on: Day
    ends_on: Day
    done_on: Day | None = None
    cost: Money = 0
    result: Annotated[str, StringConstraints(max_length=4000), LINES] = ""


class CaseEvidenceWrite(Wire):
    """An object or paper that is kept as evidence."""

    what: Annotated[str, StringConstraints(min_length=2, max_length=500), ONE_LINE]
    holder: Short = ""
    place: Short = ""
    note: Annotated[str, StringConstraints(max_length=4000), LINES] = ""
    taken_on: Day
    returned_on: Day | None = None


class StandInCreate(Wire):
    person_id: UUID
    stand_in_id: UUID
    from_on: Day
    to_on: Day


# Three digits at least, among what people write between them.
_DIALLED = r"[ .+()-]*([0-9][ .+()-]*){3,}"


class DutyCreate(Wire):
    """Whose telephone answers for children."""

    person_id: UUID
    phone: Annotated[str, StringConstraints(pattern=rf"^{_DIALLED}$", max_length=20)]
    stand_in_id: UUID | None = None
    stand_in_phone: Annotated[str, StringConstraints(pattern=rf"^({_DIALLED})?$", max_length=20)] = ""
    from_on: Day
    to_on: Day


# ---- what goes out


class ClockRead(BaseModel):
    """A deadline. `missing_year`: no calendar tells its end, and somebody must fill that year."""

    code: str
    name: str
    legal_basis: str
    amount: int
    unit: TimeUnit
    starts_at: datetime
    due_at: datetime | None
    missing_year: int | None
    share: float | None = Field(description="How much of the time is over; 1 at its end.")
    met_at: datetime | None
    running: bool
    in_time: bool | None


class CaseBrief(BaseModel):
    """A case in a list. `child_name` was sealed; nobody but the case's people gets this reply."""

    id: UUID
    reference: str
    child_name: str
    sex: ChildSex
    age: int | None
    state: CaseState
    nature: Nature
    harms: list[Harm]
    urgent: bool
    received_at: datetime
    closed_at: datetime | None
    owner_id: UUID
    owner_name: str
    awaits_decision: bool = Field(description="A paper waits for chair or deputy, or a reviewed case for being closed.")
    clocks: list[ClockRead] = Field(description="Those that run, the nearest end first.")


class ReportBrief(BaseModel):
    id: UUID
    reference: str
    state: ReportState
    channel: ReportChannel
    received_at: datetime
    nature: Nature
    harms: list[Harm]
    urgent: bool
    what: str = Field(description="The beginning of what was told.")
    clocks: list[ClockRead]


class ArrivalBrief(BaseModel):
    id: UUID
    from_ward_name: str
    received_at: datetime
    offered_at: datetime
    state: TransferState
    case_id: UUID | None


class StateCount(BaseModel):
    """Open cases in a state."""

    state: CaseState
    count: int


class CaseBoard(BaseModel):
    """What waits: reports without a decision, cases of other wards, open cases by their clocks, counts by state."""

    works: bool = Field(description="Whether the caller's role sees cases; else only referred ones are here.")
    reports: list[ReportBrief]
    arrivals: list[ArrivalBrief]
    cases: list[CaseBrief]
    by_state: list[StateCount]
    missing_year: int | None = Field(description="A year whose calendar nobody has filled and that a clock needs.")


class ChildMatch(BaseModel):
    """An open case that may be the same child's."""

    child: int = Field(description="The place of the child in the report, from 0.")
    case_id: UUID
    reference: str
    child_name: str
    received_at: datetime


class CaseFile(BaseModel):
    id: UUID
    part: Part
    name: str
    media_type: str
    size: int
    caption: str
    author_name: str
    added_at: datetime


class CaseNote(BaseModel):
    id: UUID
    author_name: str
    written_at: datetime
    text: str


class ReportRead(BaseModel):
    """A report with all that hangs on it."""

    id: UUID
    reference: str
    version: int
    state: ReportState
    channel: ReportChannel
    received_at: datetime
    recorded_at: datetime
    recorder_name: str
    nature: Nature
    harms: list[Harm]
    online: bool
    urgent: bool
    parent_is_suspect: bool
    facts: ReportFacts
    has_informant: bool
    decided_at: datetime | None
    decided_name: str
    reason: str
    police_at: datetime | None
    police_reference: str
    same_as_id: UUID | None
    cases: list[CaseBrief]
    matches: list[ChildMatch]
    clocks: list[ClockRead]
    notes: list[CaseNote]
    files: list[CaseFile]
    history: list[HistoryEventRead]
    allowed_actions: list[ReportVerb]


class CasePaper(BaseModel):
    """A form, minutes or decision of a case. `proposed_level` is the program's, beside the officer's in the form."""

    id: UUID
    kind: PaperKind
    number: int
    version: int
    state: PaperState
    author_name: str
    made_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_name: str
    reason: str
    form: AnyForm
    missing: list[str]
    proposed_level: RiskLevel | None
    allowed_actions: list[PaperVerb]


class CaseTask(BaseModel):
    id: UUID
    paper_id: UUID
    version: int
    service: str
    body: str
    starts_on: date
    ends_on: date
    done_on: date | None
    cost: int
    result: str
    late: bool


class CaseEvidence(BaseModel):
    id: UUID
    version: int
    what: str
    holder: str
    place: str
    note: str
    taken_on: date
    returned_on: date | None
    author_name: str


class CaseAccess(BaseModel):
    """Somebody who sees the case beside chair and deputies."""

    person_id: UUID
    person_name: str
    kind: AccessKind
    parts: list[Part]
    until_on: date | None
    reason: str
    given_at: datetime


class CaseTransfer(BaseModel):
    id: UUID
    to_ward_name: str
    state: TransferState
    offered_at: datetime
    answered_at: datetime | None
    reason: str
    answer: str


class NextStep(BaseModel):
    """What the course asks for now: papers that may be begun, in order; `skips` need a legal ground."""

    papers: list[PaperKind]
    skips: list[PaperKind]


class CaseRead(BaseModel):
    """A case with all of it that the caller may see; what isn't theirs is absent and `parts` says so."""

    id: UUID
    reference: str
    version: int
    state: CaseState
    nature: Nature
    harms: list[Harm]
    online: bool
    urgent: bool
    parent_is_suspect: bool
    sex: ChildSex
    age: int | None
    received_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    outcome: CaseOutcome | None
    owner_id: UUID
    owner_name: str
    event_ward: str
    event_ward_name: str = Field("", description="Empty for a ward that doesn't use the software.")
    residence_ward: str
    residence_ward_name: str = ""
    police_at: datetime | None
    police_reference: str
    closing_note: str
    reopened_at: datetime | None
    reopening_note: str
    export_approved_at: datetime | None
    child: ChildFacts
    child_id: UUID | None
    full: bool
    parts: list[Part]
    clocks: list[ClockRead]
    reports: list[ReportBrief]
    papers: list[CasePaper]
    tasks: list[CaseTask]
    notes: list[CaseNote]
    files: list[CaseFile]
    evidence: list[CaseEvidence]
    access: list[CaseAccess]
    transfers: list[CaseTransfer]
    history: list[HistoryEventRead]
    next: NextStep
    allowed_actions: list[CaseVerb]


class ArrivalRead(ArrivalBrief):
    """What another ward offers: the child, the reports and the papers, to decide on."""

    reason: str
    reference: str
    child: ChildFacts
    reports: list[ReportFacts]
    papers: list[AnyForm]
    notes: list[str]


class CaseWorker(BaseModel):
    """Somebody who may own cases or be a member."""

    id: UUID
    full_name: str
    leads: bool


class StandInRead(BaseModel):
    id: UUID
    person_id: UUID
    person_name: str
    stand_in_id: UUID
    stand_in_name: str
    from_on: date
    to_on: date


class DutyRead(BaseModel):
    id: UUID
    person_id: UUID
    person_name: str
    phone: str
    stand_in_id: UUID | None
    stand_in_name: str
    stand_in_phone: str
    from_on: date
    to_on: date


class TeamRead(BaseModel):
    """Who works on cases, who stands in for whom, whose telephone answers."""

    workers: list[CaseWorker]
    stand_ins: list[StandInRead]
    duty: list[DutyRead]
    public_path: str


class CaseFigures(BaseModel):
    """Counts of one question; a hidden one is None: it is below 5, or would tell one that is."""

    title: str
    cells: dict[str, int | None]


class CaseCounts(BaseModel):
    """Cases received in a time, of these helped within the hours of the law, still open. Null: below 5."""

    received: int | None
    in_time: int | None
    open: int | None


class CaseStatistics(CaseCounts):
    """Anonymous figures of cases received in a time."""

    from_on: date
    to_on: date
    groups: list[CaseFigures]


class CaseSearch(Wire):
    q: Annotated[str, StringConstraints(min_length=2, max_length=100), ONE_LINE]


class HandToCarer(Wire):
    on: Day


class NumberCreate(SignedNumber):
    """`decision`: of the decision that approves a plan, not of the plan."""

    decision: bool = False


class OtherWard(BaseModel):
    """A ward that uses the software too."""

    code: str
    name: str
    province: str


class OtherWards(BaseModel):
    items: list[OtherWard]


class ReferralPerson(BaseModel):
    """Somebody of the ward to whom a case may be referred."""

    id: UUID
    full_name: str
    where: str = Field(description="Unit or position.")


class ReferralPeople(BaseModel):
    items: list[ReferralPerson]

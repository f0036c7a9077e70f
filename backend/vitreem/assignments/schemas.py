"""Wire shapes of assignments and dashboards."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.assignments.rules import AssignmentState, AssignmentVerb, EvidenceKind
from vitreem.identity.facts import UnitKind
from vitreem.incidents.facts import CaseCounts
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Long, NamedUnit, Wire

Figures = Annotated[
    dict[Annotated[str, StringConstraints(max_length=40)], Annotated[int, Field(ge=0, le=10**13)]],
    Field(max_length=20, description='Figures by code, e.g. `{"participants": 42}`; whole numbers, money in đồng.'),
]


class AssignmentItem(BaseModel):
    """An assignment in a list."""

    id: UUID
    plan_id: UUID
    number: str
    text: str
    kind: str
    unit_id: UUID
    unit_name: str
    person_name: str | None
    event_on: date | None
    due_before: date | None
    last_day_on: date
    state: AssignmentState
    late: bool = Field(description="Was handed in after its last day.")
    overdue: bool = Field(description="Its last day is past and it isn't handed in.")
    submitted_at: datetime | None
    return_reason: str | None
    evidence_count: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class NoteRead(BaseModel):
    id: UUID
    text: str
    figures: dict[str, int]
    author_name: str
    noted_at: datetime


class EvidenceRead(BaseModel):
    """A file, link or record that proves the work."""

    id: UUID
    kind: EvidenceKind
    title: str
    author_name: str
    added_at: datetime
    url: str | None = None
    file_name: str | None = None
    media_type: str | None = None
    size: int | None = None
    has_thumbnail: bool = False
    record_kind: str | None = None
    record_id: UUID | None = None
    record_title: str | None = Field(None, description="Null when the caller may not see the record.")
    record_state: str | None = None
    record_path: str | None = None
    record_figures: dict[str, int] = Field(default_factory=dict, description="What the record counted, by code.")


class AssignmentRead(BaseModel):
    """An assignment with everything its page shows."""

    id: UUID
    case_counts: CaseCounts | None = Field(None, description="Of its year, for who works on cases; below 5 hidden.")
    plan_id: UUID
    plan_title: str
    number: str
    text: str
    kind: str
    unit_id: UUID
    unit_name: str
    person_id: UUID | None
    person_name: str | None
    supporting_units: list[NamedUnit]
    event_on: date | None
    due_before: date | None
    last_day_on: date
    state: AssignmentState
    late: bool
    overdue: bool
    withdrawn: bool
    result: str
    figures: dict[str, int]
    figure_codes: list[str] = Field(description="Figures that this kind of work asks for.")
    return_reason: str | None
    submitted_at: datetime | None
    decided_at: datetime | None
    missing_evidence: list[EvidenceKind] = Field(description="One of these is owed before handing in.")
    record_figures: dict[str, int] = Field(description="Sums of the linked records' figures, by code.")
    notes: list[NoteRead]
    evidence: list[EvidenceRead]
    history: list[HistoryEventRead]
    allowed_actions: list[AssignmentVerb]
    version: int


class NoteCreate(Wire):
    """What was done so far."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=8000), LINES]
    figures: Figures = Field(default_factory=dict)


class SubmissionCreate(Wire):
    """The unit's result."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"result": "Đã tổ chức tối 31/5 tại nhà văn hóa khu phố.", "figures": {"children": 86}}]
        },
    )

    result: Annotated[str, StringConstraints(min_length=5, max_length=8000), LINES]
    figures: Figures = Field(default_factory=dict)


class DecisionCreate(Wire):
    comment: Long = ""


class HandOver(Wire):
    person_id: UUID


class SupportUpdate(Wire):
    unit_ids: list[UUID] = Field(max_length=50)


class EvidenceFile(Wire):
    """A photo, PDF, Word or Excel file of up to 25 MB that has been sent in parts."""

    upload_id: UUID
    kind: EvidenceKind = EvidenceKind.OTHER
    title: Annotated[str, StringConstraints(max_length=300), LINES] = Field(
        "", description="What it shows; the file's name when empty."
    )


class LinkCreate(Wire):
    """A page on the web; only http and https."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=300), LINES]
    url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"]+$")]


class LinkableRecord(BaseModel):
    """A record of another context that can be linked as evidence."""

    kind: str
    id: UUID
    title: str
    state: str
    linked: bool = Field(description="It proves this assignment already.")


class RecordLink(Wire):
    """A record of another context, e.g. `{"record_kind": "plan", "record_id": "…"}`."""

    record_kind: Annotated[str, StringConstraints(max_length=40)]
    record_id: UUID


class DashboardPlan(BaseModel):
    id: UUID
    title: str
    year: int
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    unit_report_before: date | None
    ward_report_before: date | None
    due_day_counts: bool


class UnitAssignment(BaseModel):
    """An assignment on the unit's own dashboard."""

    id: UUID
    plan_id: UUID
    number: str
    text: str
    kind: str
    unit_id: UUID
    unit_name: str
    event_on: date | None
    due_before: date | None
    last_day_on: date
    state: AssignmentState
    late: bool
    overdue: bool
    return_reason: str | None
    submitted_at: datetime | None
    evidence_count: int
    next_action: AssignmentVerb | None = Field(description="The one thing to do now; null when the unit waits.")
    missing_evidence: list[EvidenceKind]
    version: int


class UnitDashboard(BaseModel):
    """What a person's units have to do: first what hurts, then what waits, then what is done."""

    plans: list[DashboardPlan] = Field(description="Plans in force, newest first; else the newest closed one.")
    messages: list[str]
    today: date
    total: int
    with_result: int
    accepted: int
    overdue: int
    to_do: list[UnitAssignment]
    waiting: list[UnitAssignment]
    done: list[UnitAssignment]


class StateCounts(BaseModel):
    assigned: int
    acknowledged: int
    in_progress: int
    submitted: int
    returned: int
    accepted: int
    overdue: int
    late: int
    total: int


class UnitCounts(StateCounts):
    unit_id: UUID
    unit_name: str
    unit_kind: UnitKind


class KindProgress(BaseModel):
    """Progress of one kind of work, with the sums of its figures."""

    kind: str
    total: int
    submitted: int
    accepted: int
    overdue: int
    figures: dict[str, int]


class TimelineDay(BaseModel):
    on: date
    due: int
    submitted: int
    accepted: int


class WardDashboardFigures(BaseModel):
    totals: StateCounts
    oldest_submitted_at: datetime | None
    units: list[UnitCounts]
    kinds: list[KindProgress]
    timeline: list[TimelineDay]


class WardDashboard(BaseModel):
    """Where the ward's plan stands."""

    plan: DashboardPlan | None
    today: date
    figures: WardDashboardFigures | None


class Filters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    plan_id: UUID | None = None
    unit_id: UUID | None = None
    units: AskedView = UnitView.TODAY
    task_id: UUID | None = None
    state: list[AssignmentState] | None = None
    kind: list[str] | None = Field(None, max_length=20)
    unit_kind: list[UnitKind] | None = None
    overdue: bool = Field(False, description="Only those past their last day and not handed in.")
    late: bool = Field(False, description="Only those handed in late.")
    mine: bool = Field(False, description="Only those in the caller's own hands.")
    due_by: Day | None = Field(None, description="Last day on or before this date.")
    on_day: Day | None = Field(None, description="Last day on this date.")
    q: str = Field("", max_length=200, description="Words of the text; accents don't matter.")
    sort: Literal["due", "unit", "submitted"] = "due"


class ListQuery(PageQuery, Filters):
    """One page of assignments."""

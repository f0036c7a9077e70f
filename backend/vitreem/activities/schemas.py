"""Wire shapes of activities."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vitreem.activities.rules import ActivityArea, ActivityState, ActivityVerb, Checklist, Count
from vitreem.assignments.facts import ProvenAssignment
from vitreem.identity.facts import UnitKind
from vitreem.kernel.clock import Day, Moment
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.corrections import CorrectionNote
from vitreem.records.files import RecordFileRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, Long, Money, NamedUnit, Short, Title, Wire


class Participants(Wire):
    """Counts of people."""

    boys: Count = 0
    girls: Count = 0
    adults: Count = 0


class Budget(Wire):
    """Money by source, in đồng."""

    state_budget: Money = 0
    mobilised: Money = 0


class ActivityBody(Wire):
    """What a unit writes of an activity."""

    area: ActivityArea
    title: Title
    unit_id: UUID = Field(description="The organising unit.")
    supporting_unit_ids: list[UUID] = Field(default_factory=list, max_length=50)
    plan_line_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    venue: Short = ""
    latitude: float | None = Field(None, ge=8, le=24)
    longitude: float | None = Field(None, ge=102, le=110)
    starts_at: Moment
    ends_at: Moment
    planned: Participants = Field(default_factory=Participants)
    actual: Participants = Field(default_factory=Participants)
    disabled_children: Count = Field(0, description="Children with disability among those who came.")
    poor_children: Count = Field(0, description="Children of poor and near-poor households among those who came.")
    budget_planned: Budget = Field(default_factory=Budget)
    budget_spent: Budget = Field(default_factory=Budget)
    in_charge: Short = ""
    description: Long = ""
    outcome: Long = ""
    launch: bool = Field(False, description="The month's launch (lễ phát động), counted apart.")
    outside_school: bool = False
    checklist: Checklist = Field(default_factory=Checklist)


_EXAMPLE: dict[str, Any] = {
    "area": "recreation",
    "title": "Quốc tế thiếu nhi 1/6 tại khu phố 3",
    "unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "place_unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "venue": "Nhà văn hóa khu phố 3",
    "starts_at": "2026-06-01T19:00:00+07:00",
    "ends_at": "2026-06-01T21:00:00+07:00",
    "actual": {"boys": 41, "girls": 45, "adults": 30},
    "held": True,
}


class ActivityCreate(ActivityBody):
    """A new activity; `held` records one that has happened, in one step."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")
    held: bool = False
    assignment_ids: list[UUID] = Field(default_factory=list, max_length=20, description="Assignments that it proves.")


class ActivityUpdate(ActivityBody):
    """The whole activity as it shall be; the ward gives a reason when it corrects a unit's."""

    correction_note: CorrectionNote = ""


class HoldCreate(Wire):
    """What came of it."""

    actual: Participants
    disabled_children: Count = 0
    poor_children: Count = 0
    budget_spent: Budget = Field(default_factory=Budget)
    outcome: Long = ""


class CopyCreate(Wire):
    """The same again at another time."""

    starts_at: Moment


class PeriodCopy(Wire):
    """All activities of some days, again in another year."""

    from_on: Day
    to_on: Day = Field(description="At most 62 days later.")
    to_year: Annotated[int, Field(ge=2000, le=2100)] = Field(description="The year of the copies of `from_on`.")
    unit_id: UUID | None = Field(None, description="Of one unit alone.")

    @model_validator(mode="after")
    def _another_year(self) -> "PeriodCopy":
        if self.to_year == self.from_on.year:
            raise ValueError("Năm sao chép tới phải khác năm cũ.")
        return self


class CopyHindrance(StrEnum):
    """Why an activity isn't planned again."""

    ALREADY_THERE = "already_there"
    UNIT_CLOSED = "unit_closed"


class CopiedActivity(BaseModel):
    """An activity of the old period and when it would be again."""

    from_id: UUID
    title: str
    area: ActivityArea
    unit_name: str = Field(description="Empty where the unit is closed.")
    starts_at: datetime
    hindrance: CopyHindrance | None


class PeriodCopied(BaseModel):
    """What was planned again, or would be (`dry_run`). A second time plans nothing twice."""

    dry_run: bool
    copied: int
    items: list[CopiedActivity]


class SeriesCreate(Wire):
    """The same activity for many units at once."""

    area: ActivityArea
    title: Title
    unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    unit_kinds: list[UnitKind] = Field(
        default_factory=list, max_length=9, description="Every open unit of these kinds."
    )
    plan_line_id: UUID | None = None
    task_id: UUID | None = Field(None, description="Links each activity to the unit's assignment of this task.")
    starts_at: Moment
    ends_at: Moment
    description: Long = ""


class SeriesRead(BaseModel):
    """What planning a series made."""

    id: UUID
    title: str
    created: int
    linked: int


class ActivityItem(BaseModel):
    """An activity in a list."""

    id: UUID
    code: str
    area: ActivityArea
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    venue: str
    starts_at: datetime
    ends_at: datetime
    state: ActivityState
    children: int
    adults: int
    spent: int
    file_count: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class ActivityRead(BaseModel):
    """An activity with everything its page shows."""

    id: UUID
    code: str
    area: ActivityArea
    title: str
    unit_id: UUID
    unit_name: str
    supporting_units: list[NamedUnit]
    series_id: UUID | None
    plan_line_id: UUID | None
    place_unit_id: UUID | None
    place_unit_name: str | None
    venue: str
    latitude: float | None
    longitude: float | None
    starts_at: datetime
    ends_at: datetime
    state: ActivityState
    planned: Participants
    actual: Participants
    disabled_children: int
    poor_children: int
    budget_planned: Budget
    budget_spent: Budget
    in_charge: str
    description: str
    outcome: str
    launch: bool
    outside_school: bool
    checklist: Checklist
    checklist_missing: list[str] = Field(description="What Thông tư 27/2022 still asks for; empty inside school.")
    return_reason: str | None
    cancel_reason: str | None
    files: list[RecordFileRead]
    assignments: list[ProvenAssignment]
    history: list[HistoryEventRead]
    allowed_actions: list[ActivityVerb]
    version: int


class CalendarItem(BaseModel):
    """An activity in the calendar; of other units only what the whole ward may read."""

    id: UUID
    title: str
    area: ActivityArea
    unit_id: UUID
    unit_name: str
    place_unit_name: str | None
    venue: str
    starts_at: datetime
    ends_at: datetime
    state: ActivityState
    own: bool = Field(description="The caller may open it.")
    movable: bool = Field(description="The caller may move it.")
    clash: bool = Field(description="Another one is at the same venue at the same time.")
    version: int


class Calendar(BaseModel):
    """Activities that touch the days asked for, by their start."""

    items: list[CalendarItem]


class FeedRead(BaseModel):
    """A unit's calendar address as people see it later: never the secret itself."""

    id: UUID
    unit_id: UUID
    unit_name: str
    author_name: str
    created_at: datetime


class FeedCreated(FeedRead):
    path: str = Field(description="The secret address, shown this once.")


class ActivityFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    units: AskedView = UnitView.TODAY
    series_id: UUID | None = None
    area: list[ActivityArea] | None = None
    state: list[ActivityState] | None = None
    launch: bool = Field(False, description="Launches alone.")
    own: bool = Field(False, description="Those alone that a unit of the caller organises, not those that it supports.")
    from_on: Day | None = None
    to_on: Day | None = None
    q: str = Field("", max_length=200, description="Words of title and venue; accents don't matter.")
    sort: Literal["newest", "oldest"] = "newest"


class ActivityListQuery(PageQuery, ActivityFilters):
    """One page of activities."""


class CalendarQuery(BaseModel):
    """Which days, and whose."""

    model_config = ConfigDict(extra="forbid")

    from_on: Day
    to_on: Day = Field(description="At most 62 days later.")
    unit_id: UUID | None = None
    area: list[ActivityArea] | None = None

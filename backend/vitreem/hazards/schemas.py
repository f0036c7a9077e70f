"""Wire shapes of unsafe places."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.assignments.facts import ProvenAssignment
from vitreem.hazards.rules import HazardKind, HazardState, HazardVerb, Level, MeasureKind
from vitreem.kernel.clock import Day
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.corrections import CorrectionNote
from vitreem.records.files import RecordFileRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, Long, Money, NamedUnit, RecordedDay, Short, Title, Wire

# Anywhere on earth: what is far from the ward has a code and a sentence of its own.
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Owners = Annotated[
    list[UUID], Field(max_length=20, description="At most two units that see to it, the first before the second.")
]


class HazardBody(Wire):
    """What is known of a place."""

    kind: HazardKind
    title: Title = Field(description="Where it is, in words.")
    unit_id: UUID = Field(description="Whose people found it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    likelihood: Level = Level.MEDIUM
    harm: Level = Level.MEDIUM
    found_on: RecordedDay
    description: Long = ""
    owner_unit_ids: Owners = Field(default_factory=list)


_EXAMPLE: dict[str, Any] = {
    "kind": "pond_lake",
    "title": "Ao sau nhà văn hóa khu phố 3",
    "unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "place_unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "latitude": 16.7512,
    "longitude": 107.1874,
    "likelihood": "high",
    "harm": "high",
    "found_on": "2026-06-01",
    "description": "Bờ dốc, không có rào, trẻ hay ra câu cá.",
}


class HazardCreate(HazardBody):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")
    assignment_ids: list[UUID] = Field(default_factory=list, max_length=20, description="Assignments that it proves.")


class HazardUpdate(HazardBody):
    """The whole place as it shall be; the ward gives a reason when it corrects a unit's."""

    correction_note: CorrectionNote = ""


class InspectionCreate(Wire):
    """What was found on the spot."""

    likelihood: Level
    harm: Level
    owner_unit_ids: Owners = Field(default_factory=list)
    note: Short = ""


class MeasureCreate(Wire):
    """What was done."""

    kind: MeasureKind
    unit_id: UUID = Field(description="Who did it.")
    done_on: RecordedDay
    cost: Money = 0
    note: Short = ""
    before_file_id: UUID | None = Field(None, description="A photo of the place, from before.")
    after_file_id: UUID | None = Field(None, description="A photo of the place, from after.")


class SafeCreate(Wire):
    """Safe for now, and when somebody looks again."""

    recheck_on: Day | None = Field(None, description="The last day that the rule allows when not given.")
    note: Short = ""


class RecheckCreate(SafeCreate):
    """What somebody found who looked again."""

    still_safe: bool


class HazardItem(BaseModel):
    """A place in a list."""

    id: UUID
    code: str
    kind: HazardKind
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    latitude: float | None
    longitude: float | None
    risk: Level
    found_on: date
    state: HazardState
    due_on: date | None = Field(description="The last day on time for what comes next; null where nothing is owed.")
    overdue: bool
    file_count: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class HazardPoint(BaseModel):
    """A place on the map, or beside it where it has no point."""

    id: UUID
    code: str
    kind: HazardKind
    title: str
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    latitude: float | None
    longitude: float | None
    risk: Level
    found_on: date
    state: HazardState
    overdue: bool


class HazardMap(BaseModel):
    """Every place of the same filters as the list."""

    items: list[HazardPoint]


class HazardNear(BaseModel):
    """A place that may be the one that is being recorded, with what tells whether it is."""

    id: UUID
    code: str
    kind: HazardKind
    title: str
    unit_name: str
    place_unit_name: str | None
    risk: Level
    found_on: date
    found_by: str
    description: str
    state: HazardState
    metres: int | None = Field(description="How far away; null where one of the two has no point.")
    files: list[RecordFileRead]


class MeasureRead(BaseModel):
    """What was done at a place."""

    id: UUID
    kind: MeasureKind
    unit_id: UUID
    unit_name: str
    done_on: date
    cost: int
    note: str
    before_file_id: UUID | None
    after_file_id: UUID | None
    author_name: str


class DueRead(BaseModel):
    """By when the next step is due, and who says so."""

    name: str
    legal_basis: str
    last_on: date | None = Field(description="The last day on time; null while the working days of a year are unknown.")
    missing_year: int | None


class HazardRead(BaseModel):
    """A place with everything its page shows."""

    id: UUID
    code: str
    kind: HazardKind
    title: str
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    latitude: float | None
    longitude: float | None
    likelihood: Level
    harm: Level
    risk: Level
    found_by: str
    found_on: date
    description: str
    owners: list[NamedUnit]
    state: HazardState
    inspected_on: date | None
    safe_on: date | None
    recheck_on: date | None
    closed_on: date | None
    reopen_reason: str | None
    cancel_reason: str | None
    due: DueRead | None
    overdue: bool
    measures: list[MeasureRead]
    files: list[RecordFileRead]
    assignments: list[ProvenAssignment]
    history: list[HistoryEventRead]
    allowed_actions: list[HazardVerb]
    version: int


class HazardFilters(BaseModel):
    """What list, map and export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = Field(None, description="Whose people found it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    units: AskedView = UnitView.TODAY
    kind: list[HazardKind] | None = None
    state: list[HazardState] | None = None
    risk: list[Level] | None = None
    water: bool = Field(False, description="Those alone that a child may drown in.")
    overdue: bool = Field(False, description="Those alone whose next step is late.")
    own: bool = Field(False, description="Those alone that a unit of the caller found.")
    in_care: bool = Field(False, description="Those alone that a unit of the caller sees to.")
    day: Literal["found", "safe"] = Field("found", description="Which day lies between the two.")
    from_on: Day | None = None
    to_on: Day | None = None
    q: str = Field("", max_length=200, description="Words of the place; accents don't matter.")
    sort: Literal["newest", "oldest", "risk"] = "newest"


class HazardListQuery(PageQuery, HazardFilters):
    """One page of places."""


class NearQuery(BaseModel):
    """What is known of the place that is being recorded."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field("", max_length=300)
    place_unit_id: UUID | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None

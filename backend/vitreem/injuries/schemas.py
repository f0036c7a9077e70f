"""Wire shapes of injuries."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.injuries.rules import AgeBand, Care, InjuryCause, InjuryState, InjuryVerb, Outcome, PlaceKind, Sex
from vitreem.kernel.clock import Day
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.corrections import CorrectionNote
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, RecordedDay, Wire


class InjuryBody(Wire):
    """What is recorded of an injury: no name, no address, no story."""

    happened_on: RecordedDay
    unit_id: UUID = Field(description="Who records it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it happened.")
    age_band: AgeBand
    sex: Sex
    cause: InjuryCause
    place_kind: PlaceKind
    care: Care
    outcome: Outcome
    hazard_site_id: UUID | None = Field(None, description="The unsafe place where it happened.")


_EXAMPLE: dict[str, Any] = {
    "happened_on": "2026-06-08",
    "unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "place_unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f",
    "age_band": "from_5_to_9",
    "sex": "male",
    "cause": "fall",
    "place_kind": "playground",
    "care": "school",
    "outcome": "treated",
}


class InjuryCreate(InjuryBody):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")


class InjuryUpdate(InjuryBody):
    """The whole injury as it shall be; the ward gives a reason when it corrects a unit's."""

    correction_note: CorrectionNote = ""


class InjuryItem(BaseModel):
    """An injury in a list."""

    id: UUID
    code: str
    happened_on: date
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    age_band: AgeBand
    sex: Sex
    cause: InjuryCause
    place_kind: PlaceKind
    care: Care
    outcome: Outcome
    state: InjuryState
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class InjuryRead(BaseModel):
    """An injury with everything its page shows."""

    id: UUID
    code: str
    happened_on: date
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID | None
    place_unit_name: str | None
    age_band: AgeBand
    sex: Sex
    cause: InjuryCause
    place_kind: PlaceKind
    care: Care
    outcome: Outcome
    hazard_site_id: UUID | None
    hazard_site_title: str | None
    state: InjuryState
    history: list[HistoryEventRead]
    allowed_actions: list[InjuryVerb]
    version: int


class InjuryFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it happened.")
    units: AskedView = UnitView.TODAY
    cause: list[InjuryCause] | None = None
    outcome: list[Outcome] | None = None
    age_band: list[AgeBand] | None = None
    care: list[Care] | None = None
    state: list[InjuryState] | None = None
    hazard_site_id: UUID | None = Field(None, description="Those alone of one unsafe place.")
    sensitive: bool | None = Field(None, description="False: without violence and self-harm, as most figures count.")
    from_on: Day | None = None
    to_on: Day | None = None
    sort: Literal["newest", "oldest"] = "newest"


class InjuryListQuery(PageQuery, InjuryFilters):
    """One page of injuries."""


class HalfYearQuery(BaseModel):
    """Which half-year, and whose."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Field(ge=2000, le=2199)]
    half: Annotated[int, Field(ge=1, le=2)]
    unit_id: UUID | None = Field(None, description="Of one unit alone.")


class HalfYearCell(BaseModel):
    value: str
    count: int | None = Field(
        description="Null: below 5 and not of the caller's own unit, or hidden so that nobody finds what is."
    )


class HalfYearGroup(BaseModel):
    """The same injuries by one of their words."""

    name: Literal["cause", "age_band", "sex", "place_kind", "care", "outcome"]
    cells: list[HalfYearCell]


class ReportDay(BaseModel):
    """By when schools report to the health station, and it to the province."""

    code: Literal["injury.school_report", "injury.station_report"]
    name: str
    legal_basis: str
    last_on: date | None = Field(description="The last day on time; null while the working days of a year are unknown.")


class HalfYear(BaseModel):
    """Injuries of a half-year for the round of Thông tư 15/2026/TT-BYT."""

    year: int
    half: int
    from_on: date
    to_on: date
    complete: bool = Field(
        description="False: violence and self-harm are counted under causes alone, and stand in no other figure."
    )
    own: bool = Field(description="Of units of the caller alone, which report them: small figures are told too.")
    total: int | None
    groups: list[HalfYearGroup]
    report_days: list[ReportDay] = Field(description="Empty for half-years before the circular.")

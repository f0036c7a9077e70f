"""Wire shapes of units that are merged, split or renamed."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.identity.kinds import UnitChangeKind
from vitreem.identity.schemas import NewUnit, UnitBrief, Wire
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE

PaperNumber = Annotated[str, StringConstraints(min_length=1, max_length=100), ONE_LINE]
_EXAMPLE = {
    "kind": "merge",
    "predecessor_ids": ["0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f", "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e10"],
    "successors": [{"name": "Khu phố 5", "aliases": []}],
    "on_day": "2026-07-01",
    "paper_number": "12/NQ-HĐND",
    "paper_on": "2026-06-20",
}
Followed = Annotated[
    dict[str, int],
    Field(description="What passes to the heir by kind: `people`, `assignments`, `children`, …; nothing isn't named."),
]


class UnitChangeCreate(Wire):
    """A resolution of the ward's council: many to one, one to many, or one to one under another name."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: UnitChangeKind
    predecessor_ids: list[UUID] = Field(min_length=1, max_length=20, description="Units of one kind that end.")
    successors: list[NewUnit] = Field(
        min_length=1, max_length=20, description="Units that begin. The first one inherits what belongs to the whole."
    )
    on_day: Day = Field(description="Their first day: today, or up to 366 days ago.")
    paper_number: PaperNumber = Field(description="Number and sign of the council's resolution.")
    paper_on: Day


class UnitChangePreview(BaseModel):
    """What the change would do."""

    heir_name: str
    ends_on: date = Field(description="The last day of the predecessors.")
    followed: Followed


class SuccessorRead(UnitBrief):
    inherits: bool = Field(description="Whether what belongs to the whole is this one's.")


class UnitChangeRead(BaseModel):
    """A change of units as it was made."""

    id: UUID
    kind: UnitChangeKind
    on_day: date
    paper_number: str
    paper_on: date
    predecessors: list[UnitBrief]
    successors: list[SuccessorRead]
    followed: Followed
    author_name: str
    created_at: datetime

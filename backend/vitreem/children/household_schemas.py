"""Wire shapes of households."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.children.rules import PovertyStatus
from vitreem.children.wire import PersonName
from vitreem.kernel.http.paging import PageQuery
from vitreem.records.wire import Short, Wire


class HouseholdCreate(Wire):
    """A household of a khu phố."""

    unit_id: UUID
    head_name: PersonName
    address: Short = ""


class HouseholdStatusCreate(Wire):
    """What the household is in a year's list; `none` takes it from the list."""

    year: Annotated[int, Field(ge=2000, le=2199)]
    status: PovertyStatus
    paper: Short = ""


class HouseholdStatusRead(BaseModel):
    year: int
    status: PovertyStatus
    paper: str


class HouseholdRead(BaseModel):
    """A household with what it was in each year, the newest first."""

    id: UUID
    unit_id: UUID
    unit_name: str
    head_name: str
    address: str
    children: int = Field(description="Children of the household in the register.")
    statuses: list[HouseholdStatusRead]
    version: int


class HouseholdItem(BaseModel):
    """A household in a list, with its status of the year asked for."""

    id: UUID
    unit_id: UUID
    unit_name: str
    head_name: str
    address: str
    status: PovertyStatus | None
    version: int
    sort_value: str


class HouseholdFilters(PageQuery):
    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    year: int | None = Field(None, ge=2000, le=2199, description="Of which `status` is shown; this year's unless said.")
    status: list[PovertyStatus] | None = None
    q: str = Field("", max_length=120, description="Beginnings of words of the head's name.")
    sort: Literal["name"] = "name"

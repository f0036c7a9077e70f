"""Wire shapes of lines: who is nominated, decided, and what they received."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.giving.rules import LineState, LineVerb, Overlap, ShareState
from vitreem.giving.schemas import LineMoney
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Purpose, Reason, Short, Wire


class NominationCreate(Wire):
    """Children for the list, with one reason."""

    child_ids: list[UUID] = Field(min_length=1, max_length=200)
    unit_id: UUID | None = Field(None, description="Who nominates; the ward leaves it out: then each khu phố its own.")
    reason: Short = ""
    reserve: bool = False
    amount: LineMoney | None = Field(None, description="Where it differs from the round's.")
    override_reason: Short = Field("", description="Why they get it although something speaks against it.")


class LineUpdate(Wire):
    """What may change of a line before the list is decided."""

    reason: Short = ""
    reserve: bool = False
    amount: LineMoney | None = Field(None, description="Stays when not given; set by the ward and whose round it is.")
    override_reason: Short = ""


class FallCreate(Wire):
    """Why the line falls away; the line stays where it is. `replaced_by` is a line of the reserve."""

    reason: Reason
    replaced_by: UUID | None = None


class VisitCreate(Wire):
    on_day: Day
    note: Annotated[str, StringConstraints(min_length=3, max_length=2000), ONE_LINE]


class LineItem(BaseModel):
    """A line in a list. Who sponsors sees initials alone, unless donors may be told (`named`)."""

    id: UUID
    round_id: UUID
    child_id: UUID | None = Field(description="Null for who may not open the child.")
    number: int
    shown_name: str
    named: bool
    unit_id: UUID
    unit_name: str
    place_unit_id: UUID
    place_unit_name: str
    state: LineState
    reserve: bool
    reason: str
    override_reason: str
    amount: int
    to_superior: bool
    fall_reason: str
    replaced_by: UUID | None
    suspended_reason: str | None
    received_12_months: int | None = Field(
        description="Gifts that the child received in the 12 months before today; null for who isn't told."
    )
    received_amount: int | None
    delivered: int
    shares: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class VisitRead(BaseModel):
    id: UUID
    on_day: date
    note: str
    author_name: str


class ReceivedGift(BaseModel):
    """What the child has received, in whatever round."""

    title: str
    amount: int
    on_day: date


class ShareOfLine(BaseModel):
    id: UUID
    instalment: int
    due_on: date
    amount: int
    state: ShareState
    given_on: date | None
    version: int


class LineRead(BaseModel):
    """One line with its shares, its visits and what the child received before."""

    id: UUID
    round_id: UUID
    child_id: UUID | None
    number: int
    shown_name: str
    named: bool
    unit_id: UUID
    unit_name: str
    place_unit_name: str
    state: LineState
    reserve: bool
    reason: str
    override_reason: str
    amount: int
    to_superior: bool
    fall_reason: str
    replaced_by: UUID | None
    suspended_reason: str | None
    shares: list[ShareOfLine]
    visits: list[VisitRead] = Field(description="All, or those of the caller's own people for who sponsors.")
    received: list[ReceivedGift] | None = Field(description="Null for who isn't told.")
    history: list[HistoryEventRead]
    allowed_actions: list[LineVerb]
    version: int


class ChildOverlap(BaseModel):
    """What speaks against another gift for a child: `about` names the round where it is another one."""

    child_id: UUID
    name: str
    kind: Overlap
    about: str = ""


class Nominated(BaseModel):
    """What nominating did."""

    added: int
    line_ids: list[UUID]


class DecidedLine(BaseModel):
    """A line as it was decided; it stays so for ever."""

    number: int
    full_name: str
    birth: str
    address: str
    place_unit_name: str
    unit_name: str
    school: str
    class_name: str
    guardian: str
    amount: int
    reserve: bool


class DecidedList(BaseModel):
    decided_at: datetime
    decided_by: str
    intact: bool
    items: list[DecidedLine]


class LineFilters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = Field(None, description="Who nominated.")
    place_unit_id: UUID | None = Field(None, description="The khu phố.")
    state: list[LineState] | None = None
    to_superior: bool = False
    child_id: list[UUID] | None = Field(
        None, max_length=100, description="Lines of these, of whom the caller looks after."
    )
    units: AskedView = UnitView.TODAY
    q: str = Field("", max_length=120, description="Beginnings of words of the name.")
    sort: Literal["name", "number"] = "name"


class LineListQuery(PageQuery, LineFilters):
    """One page of a round's lines."""


class LineExportQuery(LineFilters):
    """The lines of the same filters, and what they are taken out for."""

    purpose: Purpose


class LineExportOf(LineExportQuery):
    """The same of one round."""

    round_id: UUID


class LinesOf(LineFilters):
    """What the list of lines is asked with: its round, and since when what a child received counts."""

    round_id: UUID
    year_ago: date

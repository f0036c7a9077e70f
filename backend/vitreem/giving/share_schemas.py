"""Wire shapes of shares: what is ticked on the day."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from vitreem.giving.rules import GivingKind, ReceiverKind, ShareState, ShareVerb
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.records.files import RecordFileRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Reason, Wire


class Receiver(Wire):
    """Who took it: the child, or who for the child."""

    receiver_kind: ReceiverKind = ReceiverKind.CHILD
    receiver_name: Annotated[str, StringConstraints(max_length=120), ONE_LINE] = ""
    receiver_relation: Annotated[str, StringConstraints(max_length=60), ONE_LINE] = ""

    @model_validator(mode="after")
    def _named(self) -> "Receiver":
        if self.receiver_kind is ReceiverKind.AUTHORISED and not self.receiver_name:
            raise ValueError("Người được ủy quyền nhận thay cần ghi họ tên.")
        return self


class DeliverCreate(Receiver):
    """Handed over."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"on_day": "2026-06-01", "receiver_kind": "guardian"}]}
    )

    on_day: Day


class BackCreate(Wire):
    """Not received, returned to stock, or recorded by mistake: the day and why."""

    on_day: Day
    reason: Reason


class NumbersCreate(Receiver):
    """Numbers of a unit's paper list: "1-8, 10, 12". Those handed over already stay as they are."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f", "numbers": "1-8, 10", "on_day": "2026-06-01"}
            ]
        },
    )

    unit_id: UUID
    numbers: Annotated[str, StringConstraints(min_length=1, max_length=2_000), ONE_LINE]
    instalment: Annotated[int, Field(ge=1, le=60)] = 1
    on_day: Day


class NumbersDone(BaseModel):
    """How many were ticked now, and how many had been."""

    delivered: int
    already: int


class ShareItem(BaseModel):
    """A share to tick: name, unit, gift, and nothing else about the child."""

    id: UUID
    line_id: UUID
    round_id: UUID
    round_title: str
    kind: GivingKind
    number: int
    shown_name: str
    unit_id: UUID
    unit_name: str
    place_unit_name: str
    instalment: int
    due_on: date
    amount: int
    gift: str
    state: ShareState
    given_on: date | None
    receiver_kind: ReceiverKind | None
    receiver_name: str
    reason: str
    suspended: bool
    may_tick: bool
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class DeliveryRead(BaseModel):
    verb: ShareVerb
    on_day: date
    receiver_kind: ReceiverKind | None
    receiver_name: str
    receiver_relation: str
    reason: str
    author_name: str


class ShareRead(BaseModel):
    """One share with all that happened to it."""

    id: UUID
    line_id: UUID
    round_id: UUID
    shown_name: str
    instalment: int
    due_on: date
    amount: int
    state: ShareState
    given_on: date | None
    receiver_kind: ReceiverKind | None
    receiver_name: str
    receiver_relation: str
    reason: str
    deliveries: list[DeliveryRead]
    photo_consent: bool = Field(description="A consent to photos is in force; without it there are no files.")
    files: list[RecordFileRead]
    allowed_actions: list[ShareVerb]
    version: int


class DueShares(BaseModel):
    """What is to be handed over now: shares past their day, and those of the next days. Both open as lists of
    `state=due` with `due_to` or `due_from` and `due_to`."""

    overdue: int
    overdue_to: date
    soon: int
    soon_from: date
    soon_to: date


class ShareFilters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    round_id: UUID | None = None
    unit_id: UUID | None = Field(None, description="Who nominated.")
    place_unit_id: UUID | None = None
    kind: list[GivingKind] | None = None
    state: list[ShareState] | None = None
    due_from: Day | None = Field(None, description="Due from this day.")
    due_to: Day | None = Field(None, description="Due until this day.")
    from_on: Day | None = Field(None, description="Handed over from this day.")
    to_on: Day | None = None
    units: AskedView = UnitView.TODAY
    q: str = Field("", max_length=120, description="Beginnings of words of the name.")
    sort: Literal["name", "due", "given"] = "name"


class ShareListQuery(PageQuery, ShareFilters):
    """One page of shares."""

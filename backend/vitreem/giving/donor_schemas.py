"""Wire shapes of donors and the ledger."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from vitreem.giving.rules import Account, Channel, DonorKind, DonorPaperKind, GivingKind, MovementKind
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.wire import Code, Long, Reason, Short, Wire

Amount = Annotated[int, Field(strict=True, ge=1, le=10**13, description="Đồng.")]


class DonorBody(Wire):
    """Who gives."""

    kind: DonorKind = DonorKind.ORGANISATION
    name: Annotated[str, StringConstraints(min_length=2, max_length=200), ONE_LINE]
    unnamed: bool = Field(False, description="Wishes not to be named in public.")
    unit_id: UUID | None = Field(None, description="The unit that mobilised them; null for the ward.")
    contact: Short = ""
    phone: Annotated[str, StringConstraints(max_length=30, pattern=r"^[0-9+ .()-]*$"), ONE_LINE] = ""
    address: Short = ""
    note: Long = ""


_EXAMPLE: dict[str, Any] = {"kind": "organisation", "name": "Công ty TNHH Hoa Sen Trắng", "contact": "Ông Thành"}


class DonorCreate(DonorBody):
    """A new donor."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")


class DonorUpdate(DonorBody):
    """The donor as they shall be."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})


class Value(Wire):
    """An amount of money, or goods: quantity × value of one."""

    amount: Amount | None = None
    goods: Short = ""
    quantity: Annotated[int, Field(strict=True, ge=1, le=10**6)] | None = None
    unit_value: Annotated[int, Field(strict=True, ge=1, le=10**10)] | None = None

    @model_validator(mode="after")
    def _one_value(self) -> "Value":
        of_goods = (bool(self.goods), self.quantity is not None, self.unit_value is not None)
        if any(of_goods) and not all(of_goods):
            raise ValueError("Hiện vật cần tên, số lượng và trị giá một đơn vị.")
        if self.quantity is not None and self.unit_value is not None:
            worth = self.quantity * self.unit_value
            if self.amount is not None and self.amount != worth:
                raise ValueError("Thành tiền của hiện vật phải bằng số lượng nhân trị giá.")
            if worth > 10**13:
                raise ValueError("Số tiền quá lớn. Kiểm tra lại số lượng và trị giá.")
        elif self.amount is None:
            raise ValueError("Ghi số tiền, hoặc số lượng và trị giá của hiện vật.")
        return self

    @property
    def dong(self) -> int:
        if self.quantity is not None and self.unit_value is not None:
            return self.quantity * self.unit_value
        return self.amount or 0


class PledgeCreate(Value):
    """What the donor promises."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"amount": 20_000_000, "on_day": "2026-05-10"}]}
    )

    on_day: Day
    note: Short = ""


class ReceiptCreate(Value):
    """What came, with the number of its receipt; `pledged`: it was promised before, else that is written too."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"amount": 20_000_000, "on_day": "2026-05-12", "channel": "transfer", "receipt_number": "PT 012"}
            ]
        },
    )

    on_day: Day
    channel: Channel
    receipt_number: Annotated[str, StringConstraints(max_length=60), ONE_LINE] = ""
    pledged: bool = False
    note: Short = ""


class RefundCreate(Wire):
    """What goes back to the donor."""

    amount: Amount
    on_day: Day
    note: Reason


class ReverseCreate(Wire):
    reason: Reason


class ThanksCreate(Wire):
    on_day: Day


class Amounts(BaseModel):
    """Đồng. `outstanding` = pledged − received, `unallocated` = received − allocated − refunded, `undelivered` =
    allocated − handed over."""

    pledged: int
    received: int
    allocated: int
    handed_over: int
    refunded: int
    outstanding: int
    unallocated: int
    undelivered: int


class MovementRead(BaseModel):
    """One movement of a donor's money, newest first."""

    id: UUID
    kind: MovementKind
    from_account: Account
    to_account: Account
    amount: int
    on_day: date
    channel: Channel | None
    receipt_number: str
    goods: str
    quantity: int | None
    unit_value: int | None
    note: str
    round_id: UUID | None
    round_title: str | None
    reverses_id: UUID | None
    reversed: bool
    reversible: bool
    author_name: str
    recorded_at: datetime


class DonorItem(BaseModel):
    """A donor in a list."""

    id: UUID
    code: str
    kind: DonorKind
    name: str
    unnamed: bool
    unit_id: UUID | None
    unit_name: str | None
    received: int
    unallocated: int
    thanked_on: date | None
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class PaperMade(BaseModel):
    kind: DonorPaperKind
    made_at: datetime
    author_name: str
    is_copy: bool


class DonorRead(BaseModel):
    """A donor with their money and papers."""

    id: UUID
    code: str
    kind: DonorKind
    name: str
    unnamed: bool
    unit_id: UUID | None
    unit_name: str | None
    contact: str
    phone: str
    address: str
    note: str
    thanked_on: date | None
    amounts: Amounts
    movements: list[MovementRead]
    papers: list[PaperMade]
    history: list[HistoryEventRead]
    may_write: bool
    version: int


class DonorFilters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: list[DonorKind] | None = None
    unit_id: UUID | None = Field(None, description="Mobilised by this unit.")
    thanked: bool | None = Field(None, description="Those who were thanked, or who gave and weren't.")
    q: str = Field("", max_length=200, description="Words of the name.")
    sort: Literal["name", "newest"] = "name"


class DonorListQuery(PageQuery, DonorFilters):
    """One page of donors."""


class Coverage(BaseModel):
    """Of the children in special circumstances (Luật Trẻ em Điều 10) how many were helped in the days; null where the
    number is so small that it may tell who is meant."""

    from_on: date
    to_on: date
    special_children: int | None
    helped: int | None
    share: float | None = Field(description="0 to 1.")


class LedgerOf(BaseModel):
    """The amounts of one donor or one round."""

    id: UUID
    name: str
    kind: DonorKind | GivingKind
    amounts: Amounts


class Ledger(BaseModel):
    """Every đồng: in all, by donor and by round. `balance` adds up all accounts and is 0; `handed_over_by_shares` adds
    up the shares that were handed over and equals `total.handed_over`."""

    total: Amounts
    balance: int
    handed_over_by_shares: int
    donors: list[LedgerOf]
    rounds: list[LedgerOf]

"""Wire shapes of rounds and their lines."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from vitreem.assignments.facts import ProvenAssignment
from vitreem.children.facts import LegalGroup, NeedCategory, PovertyStatus
from vitreem.giving.rules import (
    Change,
    Channel,
    GivingKind,
    ItemKind,
    Occasion,
    OnePer,
    RoundState,
    RoundVerb,
)
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.files import RecordFileRead
from vitreem.records.paper_routes import PaperRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, Long, Short, Title, Wire

MOST_LINES = 20_000
# An amount of one line: below this, no round of `MOST_LINES` overflows what the database can add up.
LineMoney = Annotated[int, Field(strict=True, ge=0, le=10**12, description="Đồng.")]


class Item(Wire):
    """So many of a kind for one line."""

    kind: ItemKind = ItemKind.GOODS
    name: Annotated[str, StringConstraints(min_length=2, max_length=120), ONE_LINE]
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000)] = 1
    unit_value: LineMoney = Field(0, description="Đồng for one.")


class Instalment(Wire):
    """A part that is handed over on its own day."""

    due_on: Day
    condition: Short = Field("", description="What must be so before: the marks of the half year, a visit.")


class Criteria(Wire):
    """Whom the round is for, as a question to the register."""

    age_from: Annotated[int, Field(ge=0, le=16)] | None = None
    age_to: Annotated[int, Field(ge=0, le=16)] | None = None
    poverty: list[PovertyStatus] = Field(default_factory=list, max_length=3)
    legal_groups: list[LegalGroup] = Field(default_factory=list, max_length=14)
    needs: list[NeedCategory] = Field(default_factory=list, max_length=10)
    nothing_since_months: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="Who received nothing for so many months."
    )


class Nominator(Wire):
    """A unit that nominates, and how many children at most besides its reserve."""

    unit_id: UUID
    quota: Annotated[int, Field(ge=1, le=5_000)] | None = None


class RoundBody(Wire):
    """What is written of a round."""

    kind: GivingKind = GivingKind.GIFT
    title: Title
    occasion: Occasion
    school_year: Annotated[str, StringConstraints(pattern=r"^(20\d{2}-20\d{2})?$"), ONE_LINE] = ""
    unit_id: UUID | None = Field(None, description="Whose round it is; null for the ward's own.")
    donor_id: UUID | None = Field(None, description="Of a sponsorship: who sponsors.")
    one_per: OnePer = OnePer.CHILD
    strict: bool = Field(False, description="A second gift is refused; else a reason overrides the warning.")
    channel: Channel = Channel.CASH
    items: list[Item] = Field(default_factory=list, max_length=20)
    amount: LineMoney | None = Field(None, description="Of one line; the worth of its items when not given.")
    criteria: Criteria = Field(default_factory=Criteria)
    description: Long = ""
    begins_on: Day = Field(description="The day of handing over, or of the first instalment.")
    instalments: list[Instalment] = Field(
        default_factory=list, max_length=60, description="Of a scholarship or sponsorship; a gift has the one day."
    )
    nominate_before: Day | None = None
    place: Short = ""
    hour: Annotated[str, StringConstraints(max_length=40), ONE_LINE] = ""
    nominators: list[Nominator] = Field(default_factory=list, max_length=200)

    @model_validator(mode="after")
    def _whole(self) -> "RoundBody":
        if len({one.unit_id for one in self.nominators}) < len(self.nominators):
            raise ValueError("Mỗi đơn vị lập danh sách chỉ ghi một lần.")
        if self.kind in (GivingKind.GIFT, GivingKind.AWARD) and len(self.instalments) > 1:
            raise ValueError("Quà và khen thưởng trao một lần; học bổng và đỡ đầu mới chia nhiều lần.")
        days = [one.due_on for one in self.instalments]
        if days != sorted(days):
            raise ValueError("Các lần trao phải theo thứ tự ngày.")
        return self

    @property
    def first_day(self) -> date:
        return self.instalments[0].due_on if self.instalments else self.begins_on

    @property
    def line_amount(self) -> int:
        """What one line gets in one instalment."""
        return self.amount if self.amount is not None else sum(one.quantity * one.unit_value for one in self.items)


_EXAMPLE: dict[str, Any] = {
    "title": "Tặng quà Quốc tế Thiếu nhi 1/6",
    "occasion": "children_day",
    "items": [{"kind": "money", "name": "Tiền mặt", "quantity": 1, "unit_value": 300_000}],
    "begins_on": "2026-06-01",
    "nominate_before": "2026-05-20",
    "nominators": [{"unit_id": "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f", "quota": 10}],
}


class RoundCreate(RoundBody):
    """A new round; `assignment_ids` are the assignments that it proves."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    code: Code | None = Field(None, description="Made when not given.")
    assignment_ids: list[UUID] = Field(default_factory=list, max_length=20)


class RoundUpdate(RoundBody):
    """The whole round as it shall be."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})


class ApprovalCreate(Wire):
    """`changes_digest` is that of the changes that were shown: who approves has read them."""

    changes_digest: Annotated[str, StringConstraints(max_length=64)] = ""


class HandInCreate(Wire):
    """The unit's list is whole."""

    unit_id: UUID


class AllocationCreate(Wire):
    """Money of a donor for this round."""

    donor_id: UUID
    amount: Annotated[int, Field(strict=True, ge=1, le=10**13)]
    note: Short = ""


class RollCreate(Wire):
    """The same round again: its list rolled forward."""

    title: Title
    begins_on: Day
    nominate_before: Day | None = None
    school_year: Annotated[str, StringConstraints(pattern=r"^(20\d{2}-20\d{2})?$"), ONE_LINE] = ""
    override_reason: Short = Field("", description="Why lines stand although something speaks against them.")
    leave_out: bool = Field(False, description="Lines that something speaks against fall away with that as the reason.")


class RoundNumbers(BaseModel):
    """Counts of the lines and shares that the caller sees, and their amounts in đồng."""

    lines: int
    reserve: int
    fallen: int
    children: int = Field(description="Distinct children of lines that stand.")
    planned: int = Field(description="Đồng of all shares, or of all lines where there are no shares yet.")
    due: int
    delivered: int
    not_received: int
    returned: int
    delivered_amount: int


class FundOfRound(BaseModel):
    """What a donor has set aside for the round, and what of it was handed over."""

    donor_id: UUID
    donor_name: str
    allocated: int
    handed_over: int
    left: int


class ListRead(BaseModel):
    """A list with numbers of its own, as it stands on paper: of the unit that nominated, by the name of its day."""

    unit_id: UUID
    unit_name: str


class NominatorRead(BaseModel):
    unit_id: UUID
    unit_name: str
    quota: int | None
    handed_in_at: datetime | None
    lines: int
    reserve: int


class RoundItem(BaseModel):
    """A round in a list; the numbers are of the lines that the caller sees."""

    id: UUID
    code: str
    kind: GivingKind
    title: str
    occasion: Occasion
    unit_id: UUID | None
    unit_name: str | None
    begins_on: date
    nominate_before: date | None
    state: RoundState
    amount: int
    lines: int
    delivered: int
    delivered_amount: int
    version: int
    sort_value: str = Field(description="The value the list is ordered by.")


class RoundRead(BaseModel):
    """A round with everything its page shows."""

    id: UUID
    code: str
    kind: GivingKind
    title: str
    occasion: Occasion
    school_year: str
    unit_id: UUID | None
    unit_name: str | None
    donor_id: UUID | None
    donor_name: str | None
    one_per: OnePer
    strict: bool
    channel: Channel
    items: list[Item]
    amount: int
    criteria: Criteria
    description: str
    begins_on: date
    instalments: list[Instalment]
    nominate_before: date | None
    place: str
    hour: str
    state: RoundState
    nominators: list[NominatorRead] = Field(description="All, or the caller's own units.")
    lists: list[ListRead] = Field(description="Whose numbers are ticked; of lines that the caller sees.")
    numbers: RoundNumbers
    funds: list[FundOfRound] = Field(description="For who keeps the round.")
    needed: int = Field(description="Đồng still to be set aside before handing over; 0 for who doesn't keep the round.")
    repeats_id: UUID | None
    decided_at: datetime | None
    decided_by: str
    decided_intact: bool | None = Field(description="The lines as decided still have the digest of that day.")
    return_reason: str | None
    cancel_reason: str | None
    files: list[RecordFileRead]
    papers: list[PaperRead]
    assignments: list[ProvenAssignment]
    history: list[HistoryEventRead]
    allowed_actions: list[RoundVerb]
    version: int


class ChangedLine(BaseModel):
    """What happened to the child of a line since it was written."""

    line_id: UUID
    number: int
    shown_name: str
    unit_name: str
    change: Change
    on_day: date | None


class RoundChanges(BaseModel):
    """Who moved, died, turned 16, was merged or left poverty since; `digest` goes with the approval."""

    items: list[ChangedLine]
    digest: str


class ComparedChild(BaseModel):
    shown_name: str
    unit_name: str
    amount_before: int | None
    amount_now: int | None
    why: str = Field("", description="Why a line of before isn't there any more, where it is known.")


class RoundComparison(BaseModel):
    """This list beside the one it was rolled from."""

    before_title: str
    kept: int
    new: list[ComparedChild]
    gone: list[ComparedChild]
    changed: list[ComparedChild]


class RoundFilters(BaseModel):
    """A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    kind: list[GivingKind] | None = None
    occasion: list[Occasion] | None = None
    state: list[RoundState] | None = None
    unit_id: UUID | None = Field(None, description="Whose round it is.")
    from_on: Day | None = None
    to_on: Day | None = None
    units: AskedView = UnitView.TODAY
    q: str = Field("", max_length=200)
    sort: Literal["newest", "oldest"] = "newest"


class RoundListQuery(PageQuery, RoundFilters):
    """One page of rounds."""

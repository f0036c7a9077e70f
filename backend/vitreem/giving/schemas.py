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
    LineState,
    LineVerb,
    Occasion,
    OnePer,
    Overlap,
    RoundState,
    RoundVerb,
    ShareState,
)
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import AuditEventRead
from vitreem.records.files import RecordFileRead
from vitreem.records.paper_routes import PaperRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Code, Long, Reason, Short, Title, Wire

MOST_LINES = 20_000
# An amount of one line: below this, no round of `MOST_LINES` overflows what the database can add up.
LineMoney = Annotated[int, Field(ge=0, le=10**12, description="Đồng.")]


class Item(Wire):
    """So many of a kind for one line."""

    kind: ItemKind = ItemKind.GOODS
    name: Annotated[str, StringConstraints(min_length=2, max_length=120), ONE_LINE]
    quantity: Annotated[int, Field(ge=1, le=1_000)] = 1
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


class NominationCreate(Wire):
    """Children for the list, with one reason."""

    child_ids: list[UUID] = Field(min_length=1, max_length=200)
    unit_id: UUID | None = Field(None, description="Who nominates; the ward leaves it out: then each khu phố its own.")
    reason: Short = ""
    reserve: bool = False
    amount: LineMoney | None = Field(None, description="Where it differs from the round's.")
    override_reason: Short = Field("", description="Why they get it although something speaks against it.")


class HandInCreate(Wire):
    """The unit's list is whole."""

    unit_id: UUID


class LineUpdate(Wire):
    """What may change of a line before the list is decided."""

    reason: Short = ""
    reserve: bool = False
    amount: LineMoney
    override_reason: Short = ""


class FallCreate(Wire):
    """Why the line falls away; the line stays where it is. `replaced_by` is a line of the reserve."""

    reason: Reason
    replaced_by: UUID | None = None


class VisitCreate(Wire):
    on_day: Day
    note: Annotated[str, StringConstraints(min_length=3, max_length=2000), ONE_LINE]


class AllocationCreate(Wire):
    """Money of a donor for this round."""

    donor_id: UUID
    amount: Annotated[int, Field(ge=1, le=10**13)]
    note: Short = ""


class RollCreate(Wire):
    """The same round again: its list rolled forward."""

    title: Title
    begins_on: Day
    nominate_before: Day | None = None
    school_year: Annotated[str, StringConstraints(pattern=r"^(20\d{2}-20\d{2})?$"), ONE_LINE] = ""


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
    history: list[AuditEventRead]
    allowed_actions: list[RoundVerb]
    version: int


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
    received_12_months: int = Field(description="Gifts that the child received in the 12 months before today.")
    received_amount: int
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
    visits: list[VisitRead]
    received: list[ReceivedGift]
    history: list[AuditEventRead]
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


class LineFilters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = Field(None, description="Who nominated.")
    place_unit_id: UUID | None = Field(None, description="The khu phố.")
    state: list[LineState] | None = None
    to_superior: bool = False
    units: AskedView = UnitView.TODAY
    q: str = Field("", max_length=120, description="Beginnings of words of the name.")
    sort: Literal["name", "number"] = "name"


class LineListQuery(PageQuery, LineFilters):
    """One page of a round's lines."""


class LineExportQuery(LineFilters):
    """The lines of the same filters, and what they are taken out for."""

    purpose: str = Field(min_length=5, max_length=300, description="Stands in the file and in the trail.")


class LinesOf(LineFilters):
    """What the list of lines is asked with: its round, and since when what a child received counts."""

    round_id: UUID
    year_ago: date

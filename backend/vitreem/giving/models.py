"""The spine of giving: a round has lines, one for each child; a line has shares, one for each instalment; a share is
handed over. Beside it the donors and the ledger. Money is in whole đồng."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, TenantRow, Versioned, instant, tenant_fk


def _dong(**more: Any) -> Any:
    return Field(sa_type=BigInteger, **more)


class Donor(CodedRow, Versioned, table=True):
    """Where money and goods come from: a person, an organisation, or the budget."""

    __tablename__ = "donor"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        UniqueConstraint("ward_id", "code"),
        Index(None, "ward_id", "sort_key", "id"),
        Index(None, "ward_id", "unit_id"),
    )

    kind: str
    name: str
    search_key: str
    sort_key: str
    unnamed: bool = Field(False, description="Wishes not to be named in public.")
    unit_id: UUID | None = Field(None, description="The unit that mobilised the donor; none: the ward itself.")
    contact: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    thanked_on: date | None = None
    created_at: datetime = instant(nullable=False)

    @property
    def title(self) -> str:
        return self.name


class GiftRound(CodedRow, Versioned, table=True):
    """A round (đợt) of gifts, a scholarship, a sponsorship or a school's awards.

    `amount` is what a line has unless it says otherwise; `decided_hash` the digest of the lines as they were decided.
    """

    __tablename__ = "gift_round"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("donor_id", "donor"),
        tenant_fk("repeats_id", "gift_round"),
        UniqueConstraint("ward_id", "code"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        Index(None, "ward_id", "begins_on", "id"),
        Index(None, "ward_id", "unit_id"),
        Index(None, "ward_id", "repeats_id"),
    )

    kind: str
    title: str
    search_key: str
    occasion: str
    school_year: str = Field("", description='"2025-2026", where it belongs to one.')
    unit_id: UUID | None = Field(None, description="Whose round it is: a school, a khu phố, a union; none: the ward's.")
    donor_id: UUID | None = Field(None, description="Who sponsors: of a sponsorship.")
    one_per: str
    strict: bool = Field(False, description="A second gift is refused; else it is a warning that a reason overrides.")
    channel: str
    amount: int = _dong(default=0)
    criteria: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    description: str = ""
    begins_on: date = Field(description="The day of handing over, or of the first instalment.")
    nominate_before: date | None = None
    place: str = ""
    hour: str = ""
    state: str
    repeats_id: UUID | None = Field(None, description="The round whose list was rolled forward.")
    decided_hash: bytes | None = Field(None, sa_type=LargeBinary)
    decided_at: datetime | None = instant()
    decided_by: str = ""
    return_reason: str | None = None
    cancel_reason: str | None = None
    created_at: datetime = instant(nullable=False)


class GiftItem(TenantRow, table=True):
    """What one line gets: so many of a kind, each worth so much."""

    __tablename__ = "gift_item"
    __table_args__ = (
        tenant_fk("round_id", "gift_round", ondelete="CASCADE"),
        CheckConstraint("quantity > 0 AND unit_value >= 0", name="counted"),
        Index(None, "ward_id", "round_id"),
    )

    round_id: UUID
    position: int
    kind: str
    name: str
    quantity: int
    unit_value: int = _dong()


class GiftInstalment(TenantRow, table=True):
    """When a part is handed over. A gift has one; a scholarship and a sponsorship have several."""

    __tablename__ = "gift_instalment"
    __table_args__ = (
        tenant_fk("round_id", "gift_round", ondelete="CASCADE"),
        UniqueConstraint("ward_id", "round_id", "number"),
    )

    round_id: UUID
    number: int
    due_on: date
    condition: str = ""


class GiftNominator(TenantRow, table=True):
    """A unit that nominates among its own children."""

    __tablename__ = "gift_nominator"
    __table_args__ = (
        tenant_fk("round_id", "gift_round", ondelete="CASCADE"),
        tenant_fk("unit_id", "unit"),
        UniqueConstraint("ward_id", "round_id", "unit_id"),
        Index(None, "ward_id", "unit_id", "round_id"),
    )

    round_id: UUID
    unit_id: UUID
    quota: int | None = None
    handed_in_at: datetime | None = instant()


class GiftLine(TenantRow, Versioned, table=True):
    """A child in a round. Name and place are copies of the day of nomination; `decided` is the line as decided.

    `number` counts within the nominating unit's list: it tells nobody how many others were nominated.
    """

    __tablename__ = "gift_line"
    __table_args__ = (
        tenant_fk("round_id", "gift_round"),
        tenant_fk("child_id", "child"),
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        tenant_fk("replaced_by", "gift_line"),
        UniqueConstraint("ward_id", "round_id", "unit_id", "number"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        Index(
            "uq_gift_line_child", "ward_id", "round_id", "child_id", unique=True,
            postgresql_where=text("state <> 'fallen'"),
        ),
        Index(None, "ward_id", "round_id", "sort_key", "id"),
        Index(None, "ward_id", "child_id"),
        Index(None, "ward_id", "unit_id", "round_id"),
        Index(None, "ward_id", "place_unit_id", "round_id"),
        Index(None, "ward_id", "replaced_by"),
    )  # fmt: skip

    round_id: UUID
    child_id: UUID
    unit_id: UUID = Field(description="Who nominated.")
    place_unit_id: UUID = Field(description="The khu phố of that day.")
    number: int
    full_name: str
    initials: str
    sort_key: str
    state: str
    reserve: bool = Field(False, description="Takes the place of one that falls away; in the order of the numbers.")
    reason: str = ""
    override_reason: str = Field("", description="Why the child gets it although something speaks against it.")
    amount: int = _dong()
    to_superior: bool = Field(False, description="Proposed to the superior level.")
    decided: dict[str, Any] | None = Field(None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    fall_reason: str = ""
    replaced_by: UUID | None = None
    suspended_reason: str | None = Field(None, description="No instalment is handed over until it goes on.")
    created_at: datetime = instant(nullable=False)

    @property
    def title(self) -> str:
        """What the trail calls a line: never a child's name."""
        return f"Dòng {self.number}"


class GiftShare(TenantRow, Versioned, table=True):
    """What a line gets in one instalment, and whether it was handed over. Made when the round is approved."""

    __tablename__ = "gift_share"
    __table_args__ = (
        tenant_fk("line_id", "gift_line"),
        tenant_fk("round_id", "gift_round"),
        tenant_fk("child_id", "child"),
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        UniqueConstraint("ward_id", "line_id", "instalment"),
        CheckConstraint("amount >= 0 AND from_budget >= 0 AND from_budget <= amount", name="amounts_in_range"),
        CheckConstraint("(state = 'delivered') = (given_on IS NOT NULL)", name="given_on_a_day"),
        Index(None, "ward_id", "round_id", "state"),
        Index(None, "ward_id", "given_on", "id"),
        Index(None, "ward_id", "unit_id", "given_on"),
        Index(None, "ward_id", "place_unit_id", "given_on"),
        Index(None, "ward_id", "child_id"),
        Index("ix_gift_share_due", "ward_id", "due_on", "id", postgresql_where=text("state = 'due'")),
    )

    line_id: UUID
    round_id: UUID
    child_id: UUID
    unit_id: UUID
    place_unit_id: UUID
    kind: str = Field(description="That of the round.")
    instalment: int
    due_on: date
    amount: int = _dong()
    from_budget: int = _dong(default=0, description="Of what was handed over, the part that came from the budget.")
    state: str
    given_on: date | None = None
    receiver_kind: str | None = None
    receiver_name: str = ""
    receiver_relation: str = ""
    reason: str = Field("", description="Why it was not received, or came back.")

    @property
    def title(self) -> str:
        return f"Phần {self.instalment}"


class GiftDelivery(TenantRow, table=True):
    """One thing that happened to a share; a mistake is corrected by another row, never changed."""

    __tablename__ = "gift_delivery"
    __table_args__ = (tenant_fk("share_id", "gift_share"), Index(None, "ward_id", "share_id", "id"))

    share_id: UUID
    verb: str
    state: str = Field(description="The share's from then on.")
    on_day: date
    receiver_kind: str | None = None
    receiver_name: str = ""
    receiver_relation: str = ""
    reason: str = ""
    author_name: str = ""
    recorded_at: datetime = instant(nullable=False)


class GiftVisit(TenantRow, table=True):
    """A visit to a child who is sponsored or has a scholarship."""

    __tablename__ = "gift_visit"
    __table_args__ = (
        tenant_fk("line_id", "gift_line"),
        tenant_fk("unit_id", "unit"),
        Index(None, "ward_id", "line_id", "id"),
    )

    line_id: UUID
    unit_id: UUID | None = Field(None, description="Whose people went there; none: the ward's.")
    on_day: date
    note: str
    author_name: str = ""


class MoneyMovement(TenantRow, table=True):
    """An amount that went from one account to another: what one account loses the other gains, so that all accounts
    together are zero at every moment. Rows are never changed; a mistake is corrected by the counter-movement.
    """

    __tablename__ = "money_movement"
    __table_args__ = (
        tenant_fk("donor_id", "donor"),
        tenant_fk("round_id", "gift_round"),
        tenant_fk("share_id", "gift_share"),
        tenant_fk("reverses_id", "money_movement"),
        tenant_fk("promise_id", "money_movement"),
        UniqueConstraint("ward_id", "reverses_id"),
        UniqueConstraint("ward_id", "promise_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("from_account <> to_account", name="two_accounts"),
        CheckConstraint(
            "(round_id IS NOT NULL) = ('round' IN (from_account, to_account))", name="round_of_its_account"
        ),
        Index(None, "ward_id", "donor_id", "id"),
        Index(None, "ward_id", "round_id", "id"),
        Index(None, "ward_id", "share_id"),
        Index(None, "ward_id", "on_day"),
    )

    donor_id: UUID
    round_id: UUID | None = None
    share_id: UUID | None = None
    kind: str
    from_account: str
    to_account: str
    amount: int = _dong()
    on_day: date
    channel: str | None = None
    receipt_number: str = ""
    goods: str = ""
    quantity: int | None = None
    unit_value: int | None = _dong(default=None)
    note: str = ""
    reverses_id: UUID | None = None
    promise_id: UUID | None = Field(None, description="Of a receipt without a promise: the one written with it.")
    author_name: str = ""
    recorded_at: datetime = instant(nullable=False)


class DonorPaper(TenantRow, table=True):
    """A letter or statement that was made for a donor: the second one is marked as a copy."""

    __tablename__ = "donor_paper"
    __table_args__ = (tenant_fk("donor_id", "donor"), Index(None, "ward_id", "donor_id", "kind"))

    donor_id: UUID
    kind: str
    about: str = Field("", description="What it is made of: the same again is a copy.")
    author_name: str = ""
    made_at: datetime = instant(nullable=False)

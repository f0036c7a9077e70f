"""The children's register: each child once, and dated facts about them. No secret of a case."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, TenantRow, Versioned, instant, tenant_fk


class Household(TenantRow, Versioned, table=True):
    """People who live together; poor and near-poor households are listed each year."""

    __tablename__ = "household"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        Index(None, "ward_id", "unit_id", "sort_key", "id"),
    )

    unit_id: UUID = Field(description="The khu phố.")
    head_name: str
    search_key: str
    sort_key: str
    address: str = ""
    created_at: datetime = instant(nullable=False)


class HouseholdStatus(TenantRow, table=True):
    """What the household is in one year's list of poor and near-poor households."""

    __tablename__ = "household_status"
    __table_args__ = (
        tenant_fk("household_id", "household"),
        UniqueConstraint("ward_id", "household_id", "year"),
    )

    household_id: UUID
    year: int
    status: str
    paper: str = Field("", description="The list or decision that says so.")


class Child(CodedRow, Versioned, table=True):
    """A child as the ward knows them.

    What is known of the birth is a range of days: one day, a month, a year; `born_to` is the youngest that the child
    can be. `merged_into` points from a record kept twice to the one that stays: rows never move. That one may be merged
    later; `root_id` is where it ends, so that whatever is asked of a child follows one step, however long the way.
    """

    __tablename__ = "child"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("school_unit_id", "unit"),
        tenant_fk("household_id", "household"),
        tenant_fk("merged_into", "child"),
        tenant_fk("root_id", "child"),
        UniqueConstraint("ward_id", "code"),
        CheckConstraint("born_from <= born_to", name="born_in_order"),
        CheckConstraint("merged_into <> id", name="merged_into_another"),
        CheckConstraint("(root_id IS NULL) = (merged_into IS NULL)", name="root_of_merged"),
        CheckConstraint("personal_number ~ '^[0-9]{12}$'", name="personal_number"),
        Index(None, "ward_id", "sort_key", "id"),
        Index(None, "ward_id", "unit_id", "sort_key", "id"),
        Index(None, "ward_id", "school_unit_id", "sort_key", "id"),
        Index(None, "ward_id", "born_to", "id"),
        Index(None, "ward_id", "created_at", "id"),
        Index(None, "ward_id", "given_key", "born_from"),
        Index(None, "ward_id", "words_key"),
        Index(None, "ward_id", "household_id"),
        Index(
            "ix_child_personal_number", "ward_id", "personal_number",
            postgresql_where=text("personal_number IS NOT NULL"),
        ),
        Index("ix_child_merged_into", "ward_id", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
        Index("ix_child_root_id", "ward_id", "root_id", postgresql_where=text("root_id IS NOT NULL")),
    )  # fmt: skip

    full_name: str
    search_key: str = Field(description="Every word of the name in each of its forms (`name_search_key`).")
    sort_key: str = Field(description="Given name first, Vietnamese alphabet.")
    given_key: str = Field(description="The given name without marks: where namesakes are looked for.")
    words_key: str = Field(description="All words without marks, in alphabetical order: the same for a swapped name.")
    born_from: date
    born_to: date
    born_estimated: bool = False
    sex: str | None = None
    personal_number: str | None = Field(None, description="Số định danh cá nhân. Never a key, never in an address.")
    unit_id: UUID = Field(description="The khu phố where the child lives.")
    address: str = ""
    school_unit_id: UUID | None = Field(None, description="A school of the ward.")
    school_name: str = Field("", description="A school elsewhere.")
    class_name: str = ""
    household_id: UUID | None = None
    wishes: str = Field("", description="What the child needs most, in words.")
    talents: str = ""
    note: str = ""
    state: str
    state_on: date | None = Field(None, description="Since when, where the child moved away or died.")
    merged_into: UUID | None = None
    root_id: UUID | None = Field(None, description="The record that stays today, through every later merger.")
    created_at: datetime = instant(nullable=False)

    @property
    def title(self) -> str:
        """What files and the trail call the child: the code, never the name."""
        return self.code


class ChildGuardian(TenantRow, table=True):
    """Who cares for the child; some may receive for them."""

    __tablename__ = "child_guardian"
    __table_args__ = (
        tenant_fk("child_id", "child", ondelete="CASCADE"),
        Index(None, "ward_id", "child_id"),
        Index(None, "ward_id", "name_key"),
        Index(None, "ward_id", "phone"),
    )

    child_id: UUID
    position: int
    full_name: str
    name_key: str
    relation: str
    phone: str = Field("", description="Digits alone.")
    may_receive: bool = False


class ChildPresence(TenantRow, table=True):
    """One change of where the child is: moved away, came back, moved to another khu phố, died."""

    __tablename__ = "child_presence"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        tenant_fk("unit_id", "unit"),
        Index(None, "ward_id", "child_id", "id"),
    )

    child_id: UUID
    state: str
    unit_id: UUID = Field(description="The khu phố from that day.")
    on_day: date
    note: str = ""


class ChildHousehold(TenantRow, table=True):
    """In which household the child lived, and when."""

    __tablename__ = "child_household"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        tenant_fk("household_id", "household"),
        Index(None, "ward_id", "child_id", "id"),
        Index(None, "ward_id", "household_id"),
    )

    child_id: UUID
    household_id: UUID
    from_on: date
    to_on: date | None = None


class ChildGroup(TenantRow, table=True):
    """A group of children in special circumstances (Luật Trẻ em Điều 10) to which the child belongs for some time.

    The groups that are secrets of a case don't exist here: see `rules.LegalGroup`.
    """

    __tablename__ = "child_group"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        Index(None, "ward_id", "child_id", "legal_group"),
        Index(
            "uq_child_group_open", "ward_id", "child_id", "legal_group", unique=True,
            postgresql_where=text("to_on IS NULL"),
        ),
    )  # fmt: skip

    child_id: UUID
    legal_group: str
    sub_group: str | None = None
    evidence: str = Field("", description="The paper that shows it.")
    from_on: date
    to_on: date | None = None


class ChildNeed(TenantRow, table=True):
    """A local category of need, apart from the groups of the law."""

    __tablename__ = "child_need"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        Index(None, "ward_id", "child_id", "category"),
        Index(
            "uq_child_need_open", "ward_id", "child_id", "category", unique=True, postgresql_where=text("to_on IS NULL")
        ),
    )

    child_id: UUID
    category: str
    from_on: date
    to_on: date | None = None


class ChildConsent(TenantRow, table=True):
    """A guardian's consent, and the child's own from 7 years on (Luật 91/2025 Điều 24; NĐ 56/2017 Điều 36)."""

    __tablename__ = "child_consent"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        tenant_fk("record_file_id", "record_file"),
        Index(None, "ward_id", "child_id", "purpose"),
    )

    child_id: UUID
    purpose: str
    age: int = Field(description="Of the child on that day, in years.")
    guardian_name: str
    child_agrees: bool = Field(description="The child's own consent, owed from 7 years on.")
    given_on: date
    record_file_id: UUID | None = Field(None, description="The signed paper among the child's files.")
    withdrawn_on: date | None = None


class ChildDuplicate(TenantRow, table=True):
    """Two records that may be one child, for the ward to look at. `child_id` is the newer one."""

    __tablename__ = "child_duplicate"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        tenant_fk("other_id", "child"),
        UniqueConstraint("ward_id", "child_id", "other_id"),
        Index(None, "ward_id", "state", "score", "id"),
        Index(None, "ward_id", "other_id"),
    )

    child_id: UUID
    other_id: UUID
    score: int = Field(description="0 to 100.")
    reasons: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    state: str
    found_at: datetime = instant(nullable=False)


class ChildReceipt(TenantRow, table=True):
    """What the child received, as the context says that handed it over: one row for each thing that stands.

    A read model: written and taken back in the transaction of the hand-over, so that nobody asks other contexts.
    """

    __tablename__ = "child_receipt"
    __table_args__ = (
        tenant_fk("child_id", "child"),
        UniqueConstraint("ward_id", "record_id"),
        Index(None, "ward_id", "child_id", "on_day"),
    )

    child_id: UUID
    record_id: UUID = Field(description="What was handed over.")
    title: str
    amount: int = Field(sa_type=BigInteger, description="Đồng.")
    on_day: date


class ChildSheetLayout(TenantRow, table=True):
    """Which column of a list is what, as somebody of the ward said once: lists laid out alike are read by it again."""

    __tablename__ = "child_sheet_layout"
    __table_args__ = (UniqueConstraint("ward_id", "heads_hash"),)

    heads_hash: bytes = Field(sa_type=LargeBinary)
    fields: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False), description="Field by column letter.")
    saved_at: datetime = instant(nullable=False)


class ChildExportProfile(TenantRow, Versioned, table=True):
    """Titles and order of the columns that the ward's file for the national children's system has; one row a ward."""

    __tablename__ = "child_export_profile"
    __table_args__ = (UniqueConstraint("ward_id"),)

    columns: list[dict[str, Any]] = Field(
        sa_column=Column(JSONB, nullable=False), description="`title` and `field` of each, in their order."
    )
    saved_at: datetime = instant(nullable=False)

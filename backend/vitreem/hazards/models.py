"""Unsafe places: where a child may drown, fall or be hurt, who sees to it until when, and what was done there."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, TenantRow, Versioned, instant, tenant_fk
from vitreem.kernel.deadlines.rules import PinnedDeadline


class HazardSite(CodedRow, PinnedDeadline, Versioned, table=True):
    """One place. `starts_at` and the rule say by when its next step is due; a closed one has none."""

    __tablename__ = "hazard_site"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        tenant_fk("owner_unit_id", "unit"),
        tenant_fk("co_owner_unit_id", "unit"),
        tenant_fk("ward_deadline_id", "ward_deadline"),
        UniqueConstraint("ward_id", "code"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point"),
        CheckConstraint("owner_unit_id <> co_owner_unit_id", name="two_owners"),
        CheckConstraint("risk BETWEEN 1 AND 3", name="risk"),
        Index(None, "ward_id", "found_on", "id"),
        Index(None, "ward_id", "risk", "id"),
        Index(None, "ward_id", "unit_id", "found_on", "id"),
        Index(None, "ward_id", "place_unit_id"),
        Index(None, "ward_id", "safe_on"),
    )

    kind: str
    title: str = Field(description="Where it is, in words.")
    search_key: str
    unit_id: UUID = Field(description="Whose people found it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    latitude: float | None = None
    longitude: float | None = None
    likelihood: str
    harm: str
    risk: int = Field(description="3 is the highest: what follows from likelihood and harm.")
    found_by: str = Field("", description="Who found it, by name of the day.")
    found_on: date
    description: str = ""
    owner_unit_id: UUID | None = Field(None, description="Who sees to it.")
    co_owner_unit_id: UUID | None = Field(None, description="Who sees to it together with the first.")
    state: str
    inspected_on: date | None = None
    safe_on: date | None = Field(None, description="The last day on which it was said to be safe.")
    recheck_on: date | None = Field(None, description="Where a nearer day than the rule's was chosen.")
    closed_on: date | None = None
    reopen_reason: str | None = None
    cancel_reason: str | None = None
    created_at: datetime = instant(nullable=False)


class HazardMeasure(TenantRow, table=True):
    """What was done at a place. Money is in đồng; photos before and after are files of the place."""

    __tablename__ = "hazard_measure"
    __table_args__ = (
        tenant_fk("site_id", "hazard_site", ondelete="CASCADE"),
        tenant_fk("unit_id", "unit"),
        tenant_fk("before_file_id", "record_file"),
        tenant_fk("after_file_id", "record_file"),
        CheckConstraint("cost >= 0", name="cost"),
        Index(None, "ward_id", "site_id", "id"),
    )

    site_id: UUID
    kind: str
    unit_id: UUID = Field(description="Who did it.")
    done_on: date
    cost: int = Field(0, sa_type=BigInteger)
    note: str = ""
    before_file_id: UUID | None = None
    after_file_id: UUID | None = None
    author_name: str = ""
    created_at: datetime = instant(nullable=False)
    removed_at: datetime | None = instant()

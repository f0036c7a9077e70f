"""Plans: the editable document (`plan_revision.content`) and what was published from it (rows)."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk


class Plan(TenantRow, Versioned, table=True):
    """One plan of one year. draft → in_force → closed; amendments are numbered revisions of it."""

    __tablename__ = "plan"
    __table_args__ = (Index(None, "ward_id", "state", "year"),)

    title: str
    year: int
    state: str
    number: str | None = None
    issued_on: date | None = None
    theme: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    scope: str | None = None
    unit_report_before: date | None = None
    ward_report_before: date | None = None
    published_at: datetime | None = instant()
    closed_at: datetime | None = instant()
    created_at: datetime = instant(nullable=False)


class PlanImport(TenantRow, table=True):
    """A file that was read: its text, kept beside the reading for the review page."""

    __tablename__ = "plan_import"
    __table_args__ = (
        tenant_fk("plan_id", "plan", ondelete="CASCADE"),
        UniqueConstraint("ward_id", "plan_id", "sha256"),
        Index(None, "ward_id", "sha256"),
    )

    plan_id: UUID
    file_name: str
    media_type: str
    size: int
    sha256: bytes = Field(sa_type=LargeBinary)
    source_text: str
    reading: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = instant(nullable=False)


class PlanRevision(TenantRow, Versioned, table=True):
    """Number 0 is the plan as first published, 1… its amendments. At most one is open (unpublished)."""

    __tablename__ = "plan_revision"
    __table_args__ = (
        tenant_fk("plan_id", "plan", ondelete="CASCADE"),
        tenant_fk("import_id", "plan_import"),
        UniqueConstraint("ward_id", "plan_id", "number"),
        Index(
            "uq_plan_revision_open", "ward_id", "plan_id", unique=True, postgresql_where=text("published_at IS NULL")
        ),
    )

    plan_id: UUID
    number: int
    content: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    import_id: UUID | None = None
    saved_at: datetime = instant(nullable=False)
    published_at: datetime | None = instant()


class PlanMessage(TenantRow, table=True):
    """A message (thông điệp, khẩu hiệu) of a published plan."""

    __tablename__ = "plan_message"
    __table_args__ = (tenant_fk("plan_id", "plan", ondelete="CASCADE"), Index(None, "ward_id", "plan_id", "position"))

    plan_id: UUID
    position: int
    text: str
    withdrawn_at: datetime | None = instant()


class PlanActivityLine(TenantRow, table=True):
    """A line of what will be done (section "Nội dung")."""

    __tablename__ = "plan_activity_line"
    __table_args__ = (tenant_fk("plan_id", "plan", ondelete="CASCADE"), Index(None, "ward_id", "plan_id", "position"))

    plan_id: UUID
    position: int
    group_number: str
    group_title: str
    group_kind: str
    text: str
    withdrawn_at: datetime | None = instant()


class PlanTask(TenantRow, table=True):
    """A line of who does what (section "Tổ chức thực hiện"), with the units and kinds of unit it is given to."""

    __tablename__ = "plan_task"
    __table_args__ = (tenant_fk("plan_id", "plan", ondelete="CASCADE"), Index(None, "ward_id", "plan_id", "position"))

    plan_id: UUID
    position: int
    number: str
    assignee_text: str
    text: str
    kind: str
    event_on: date | None = Field(None, sa_type=Date)
    due_before: date | None = Field(None, sa_type=Date)
    unit_ids: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    unit_kinds: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    withdrawn_at: datetime | None = instant()

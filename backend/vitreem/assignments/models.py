"""One task given to one unit, what the unit did, and what proves it."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from textwrap import shorten
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk


class Assignment(TenantRow, Versioned, table=True):
    """A task x unit. Carries the words of the order, so that a later amendment can't rewrite what was given."""

    __tablename__ = "assignment"
    __table_args__ = (
        tenant_fk("plan_id", "plan"),
        tenant_fk("task_id", "plan_task"),
        tenant_fk("unit_id", "unit"),
        tenant_fk("given_unit_id", "unit"),
        tenant_fk("person_id", "person"),
        UniqueConstraint("ward_id", "task_id", "given_unit_id"),
        Index(None, "ward_id", "plan_id", "last_day_on", "id"),
        Index(None, "ward_id", "unit_id", "last_day_on", "id"),
        Index(None, "ward_id", "given_unit_id"),
        Index(None, "ward_id", "last_day_on", "id"),
        Index("ix_assignment_submitted", "ward_id", "submitted_at", postgresql_where=text("state = 'submitted'")),
    )

    plan_id: UUID
    task_id: UUID
    unit_id: UUID = Field(description="The lead unit.")
    given_unit_id: UUID = Field(description="The unit of the order's day; `unit_id` is another after it has ended.")
    person_id: UUID | None = Field(None, description="Who in the unit has it in hand.")
    number: str
    text: str
    search_key: str
    kind: str
    event_on: date | None = None
    due_before: date | None = Field(None, description='The date of "trước ngày …", where the task has its own.')
    last_day_on: date = Field(description="The last day on which a result is on time.")
    state: str
    late: bool = Field(False, description="Handed in after `last_day_on`; kept for good.")
    result: str = ""
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    return_reason: str | None = None
    acknowledged_at: datetime | None = instant()
    submitted_at: datetime | None = instant()
    decided_at: datetime | None = instant()
    created_at: datetime = instant(nullable=False)
    withdrawn_at: datetime | None = instant()

    @property
    def label(self) -> str:
        """Number and first words, as the audit trail names it."""
        return shorten(f"{self.number} {self.text}", 100, placeholder="…")


class SupportingUnit(TenantRow, table=True):
    """A unit that works along (phối hợp): it reads and notes, the lead unit hands in."""

    __tablename__ = "assignment_supporting_unit"
    __table_args__ = (
        tenant_fk("assignment_id", "assignment", ondelete="CASCADE"),
        tenant_fk("unit_id", "unit"),
        UniqueConstraint("ward_id", "assignment_id", "unit_id"),
        Index(None, "ward_id", "unit_id", "assignment_id"),
    )

    assignment_id: UUID
    unit_id: UUID


class ProgressNote(TenantRow, table=True):
    """What was done so far, in words and figures."""

    __tablename__ = "assignment_note"
    __table_args__ = (
        tenant_fk("assignment_id", "assignment", ondelete="CASCADE"),
        Index(None, "ward_id", "assignment_id", "id"),
    )

    assignment_id: UUID
    text: str
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    person_id: UUID | None = None
    author_name: str = ""
    noted_at: datetime = instant(nullable=False)


class Evidence(TenantRow, table=True):
    """A file, a link, or a record of another context (`record_kind`, `record_id`)."""

    __tablename__ = "assignment_evidence"
    __table_args__ = (
        tenant_fk("assignment_id", "assignment", ondelete="CASCADE"),
        tenant_fk("file_id", "stored_file"),
        CheckConstraint("num_nonnulls(file_id, url, record_id) = 1", name="one_source"),
        Index(None, "ward_id", "assignment_id", "id"),
        Index(None, "ward_id", "record_kind", "record_id"),
        Index(
            "uq_assignment_evidence_sent",
            "ward_id",
            "assignment_id",
            "sent_sha256",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    assignment_id: UUID
    kind: str
    title: str
    file_id: UUID | None = None
    sent_sha256: bytes | None = Field(None, sa_type=LargeBinary, description="Of what was sent: a file is kept once.")
    url: str | None = None
    record_kind: str | None = None
    record_id: UUID | None = None
    person_id: UUID | None = None
    author_name: str = ""
    added_at: datetime = instant(nullable=False)
    removed_at: datetime | None = instant()

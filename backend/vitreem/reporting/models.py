"""Rounds of reports, what each unit was asked and answered, and the figures of it."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk
from vitreem.kernel.ids import new_id

# A plan has one report, and a half-year one, whoever asks at the same moment.
_OF_PLAN = text("kind = 'action_month' AND state <> 'cancelled'")
_OF_HALF_YEAR = text("kind = 'half_year' AND state <> 'cancelled'")


class ReportDuty(SQLModel, table=True):
    """What a commune owes its superior, by law or guidance: a day of the year, from one day to another.

    `kind` is that of the rounds it ends; a row that is no longer in force stays for the reports of its days.
    """

    __tablename__ = "report_duty"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="day_of_year"),
        CheckConstraint("valid_from <= valid_to", name="days_in_order"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: str
    name: str
    body: str = Field(description="To whom: the superior body's name on that day.")
    month: int = Field(description="With `day`: the day before which the report is owed (trước ngày).")
    day: int
    legal_basis: str
    valid_from: date
    valid_to: date | None = None


class ReportRound(TenantRow, Versioned, table=True):
    """One request for reports or figures, to units of the ward."""

    __tablename__ = "report_round"
    __table_args__ = (
        tenant_fk("plan_id", "plan"),
        Index(None, "ward_id", "due_at", "id"),
        Index("uq_report_round_plan", "ward_id", "plan_id", unique=True, postgresql_where=_OF_PLAN),
        Index("uq_report_round_half_year", "ward_id", "from_on", unique=True, postgresql_where=_OF_HALF_YEAR),
        CheckConstraint("from_on <= to_on", name="days_in_order"),
    )

    kind: str
    title: str
    note: str = Field("", description="What the ward says to those who are asked.")
    plan_id: UUID | None = None
    from_on: date
    to_on: date
    due_at: datetime = instant(nullable=False)
    questions: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    checks: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    state: str
    cancel_reason: str | None = None
    opened_by: str
    created_at: datetime = instant(nullable=False)
    locked_at: datetime | None = instant()
    reminded_at: datetime | None = instant()


class ReportAnswer(TenantRow, Versioned, table=True):
    """What one unit is asked in a round, and what it says."""

    __tablename__ = "report_answer"
    __table_args__ = (
        tenant_fk("round_id", "report_round"),
        tenant_fk("unit_id", "unit"),
        UniqueConstraint("ward_id", "round_id", "unit_id"),
        Index(None, "ward_id", "unit_id", "round_id"),
    )

    round_id: UUID
    unit_id: UUID
    state: str
    texts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    counted_at: datetime | None = instant()
    first_submitted_at: datetime | None = instant(description="Counts for being late.")
    submitted_at: datetime | None = instant()
    submitted_name: str = ""
    decided_at: datetime | None = instant()
    decided_name: str = ""
    return_reason: str | None = None


class ReportFigure(TenantRow, table=True):
    """A figure of an answer: what the records said at that moment, and what the unit says."""

    __tablename__ = "report_figure"
    __table_args__ = (
        tenant_fk("answer_id", "report_answer", ondelete="CASCADE"),
        UniqueConstraint("ward_id", "answer_id", "code"),
        CheckConstraint("reported >= 0", name="reported"),
    )

    answer_id: UUID
    code: str
    definition: int = Field(1, description="Version of the indicator's definition.")
    computed: int | None = Field(None, sa_type=BigInteger, description="Of the records; empty for a plain question.")
    evidence_count: int | None = Field(None, description="Records that it was counted from.")
    reported: int | None = Field(None, sa_type=BigInteger, description="Empty: as computed, or not answered yet.")
    why: str = Field("", description="Why the unit says otherwise than its records.")


class ReportVersion(TenantRow, table=True):
    """An answer as it was handed in; it never changes."""

    __tablename__ = "report_version"
    __table_args__ = (
        tenant_fk("answer_id", "report_answer", ondelete="CASCADE"),
        UniqueConstraint("ward_id", "answer_id", "number"),
    )

    answer_id: UUID
    number: int
    made_at: datetime = instant(nullable=False)
    author_name: str
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))

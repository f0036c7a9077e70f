"""A job as people see it: who asked for what, how far it is, how it ended."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant, tenant_fk


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class Job(TenantRow, table=True):
    """Long work of one person. The queue holds nothing but its ward and id; what was asked for stands here."""

    __tablename__ = "job"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        tenant_fk("input_file_id", "stored_file"),
        tenant_fk("result_file_id", "stored_file"),
        Index(None, "ward_id", "account_id", "id"),
        Index("ix_job_open", "ward_id", postgresql_where=text("state IN ('waiting', 'running')")),
    )

    kind: str
    account_id: UUID = Field(description="Who asked: its job, and its rights at each step.")
    person_id: UUID
    session_id: UUID | None = Field(None, description="The session that asked, for the trail.")
    request_id: str = ""
    arguments: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False), description="Emptied with the files.")
    input_file_id: UUID | None = Field(None, description="What was sent for the job; gone when it has ended.")
    state: str
    attempt: int = Field(0, description="Raised by each worker that takes it: a slower one finds another than its own.")
    step: str = Field("", description="What is being done, in a word of the kind.")
    done: int = 0
    total: int | None = None
    result: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    result_file_id: UUID | None = None
    problem_code: str = ""
    problem_detail: str = ""
    asked_at: datetime = instant(nullable=False)
    started_at: datetime | None = instant()
    ended_at: datetime | None = instant()

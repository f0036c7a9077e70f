"""Wire shapes of plans."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.plans.content import PlanContent, TaskKind
from vitreem.plans.rules import PlanState


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlanItem(BaseModel):
    """A plan in a list."""

    id: UUID
    title: str
    year: int
    state: PlanState
    number: str | None
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    unit_report_before: date | None
    ward_report_before: date | None
    amendments: int = Field(description="Amendments published so far.")
    has_open_revision: bool
    version: int


class OpenRevision(BaseModel):
    """The unpublished document of a plan: its first draft (number 0) or an amendment."""

    id: UUID
    number: int
    import_id: UUID | None
    saved_at: datetime
    version: int


class PublishedTask(BaseModel):
    id: UUID
    number: str
    assignee_text: str
    text: str
    kind: TaskKind
    event_on: date | None
    due_before: date | None


class PublishedLine(BaseModel):
    id: UUID
    text: str


class PublishedActivityGroup(BaseModel):
    number: str
    title: str
    kind: TaskKind
    activities: list[PublishedLine]


class PlanRead(PlanItem):
    """A plan with what was published from it."""

    scope: str | None
    issued_on: date | None
    published_at: datetime | None
    closed_at: datetime | None
    open_revision: OpenRevision | None
    messages: list[PublishedLine]
    activity_groups: list[PublishedActivityGroup]
    tasks: list[PublishedTask]
    allowed_actions: list[str]


class PlanCompose(_Wire):
    """A plan without a document: from last year's plan with its dates moved, or from the template."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"source": "template", "year": 2027, "plan_id": None}]}
    )

    source: Literal["plan", "template"]
    year: Annotated[int, Field(ge=2000, le=2100)]
    plan_id: UUID | None = None


class DraftRead(BaseModel):
    """The open document of a plan."""

    plan_id: UUID
    revision_id: UUID
    number: int
    import_id: UUID | None
    saved_at: datetime
    content: PlanContent
    version: int


class DraftSaved(BaseModel):
    saved_at: datetime
    version: int


class TaskFanOut(BaseModel):
    """The units that one task goes to."""

    task_id: UUID
    unit_ids: list[UUID]
    last_day_on: date


class BlockerRead(BaseModel):
    code: str
    detail: str
    item_id: UUID | None


class PublicationCreate(BaseModel):
    """What the officer saw before publishing."""

    model_config = ConfigDict(extra="forbid")

    draft_version: int = Field(ge=1, description="The version of the open document that is to go out.")


class FanOutRead(BaseModel):
    """What a publication would do."""

    assignments: int
    new: int = Field(description="Assignments that don't exist yet.")
    tasks: list[TaskFanOut]
    blockers: list[BlockerRead]


class PublicationRead(BaseModel):
    """What a publication did."""

    plan_id: UUID
    revision: int
    assignments: int = Field(description="Assignments of the plan that are in force now.")
    created: int
    changed: int
    withdrawn: int
    kept: list[UUID] = Field(description="Assignments whose line is gone but which hold results, so they stay.")


class PlanImportRead(BaseModel):
    """A file that was read."""

    id: UUID
    plan_id: UUID
    plan_title: str
    plan_state: PlanState
    file_name: str
    size: int
    created_at: datetime
    existing: bool = Field(False, description="The same file was read before; nothing new was stored.")
    similar_plan: PlanItem | None = Field(None, description="Another plan of the same year to compare with.")


class PlanSource(PlanImportRead):
    """A file that was read, with its text, into which all `span`s point."""

    source_text: str


class LineChange(BaseModel):
    """One difference between the plan and a newer file."""

    key: str
    section: Literal["head", "messages", "activities", "tasks", "report_deadlines"]
    change: Literal["added", "changed", "removed"]
    number: str
    item_id: UUID | None
    old_text: str | None
    new_text: str | None


class ComparisonRead(BaseModel):
    plan_id: UUID
    import_id: UUID
    changes: list[LineChange]


class ComparisonAccept(_Wire):
    """Keys of the lines to take over into the plan's draft."""

    keys: list[str] = Field(max_length=5000)


class RevisionItem(BaseModel):
    id: UUID
    number: int
    saved_at: datetime
    published_at: datetime | None

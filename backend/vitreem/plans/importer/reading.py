"""What a plan says, as data: the shape that the command line prints and the review page edits.

Every `span` is `[start, end]` into `PlanReading.source_text`; `squeeze(source_text[start:end])` is the item's `text`.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

Span = tuple[int, int]


class TextItem(BaseModel):
    """One line of the plan: soft line breaks joined by one space, NFC, typos as printed."""

    text: str
    number: str = Field(description="Number of the group it stands in, e.g. `IV.2` or `V.1.1`.")
    span: Span


class DatedItem(TextItem):
    """A line that somebody has to do."""

    kind: str = Field(description="Proposed kind of work; the officer confirms it.")
    event_on: date | None = Field(None, description="Day of the event it is about.")
    due_before: date | None = Field(None, description="Late from this day on; the last day on time is the day before.")


class Task(DatedItem):
    """A line of an assignee's group."""

    named_assignee: str | None = Field(None, description="Organisation named inside the text, narrower than the group.")


class ActivityGroup(BaseModel):
    """A numbered group of activities of the whole plan."""

    number: str
    title: str
    kind: str
    span: Span
    activities: list[DatedItem]


class TaskGroup(BaseModel):
    """One assignee as printed, with its tasks."""

    number: str
    assignee: str = Field(description="As printed; empty where the plan names nobody.")
    span: Span
    tasks: list[Task]


class Reference(BaseModel):
    """A document that the plan carries out (`parent`) or cites."""

    symbol: str
    dated: date | None
    role: Literal["parent", "cited"]
    span: Span


class ReportDeadline(BaseModel):
    """Who reports to whom, late from which day on, handed to which office or person."""

    model_config = {"populate_by_name": True}

    from_: Literal["units", "ward"] = Field(alias="from")
    to: str
    due_before: date
    through: str | None
    span: Span


class Signature(BaseModel):
    """Capacity lines as printed (`TM. …`, `KT. …`) and the signer's name."""

    capacity: list[str]
    name: str | None


class Warning(BaseModel):
    """Something a person should look at. `item` is `<group number>/<position from 1>` of a task."""

    code: str
    detail: str
    span: Span | None = None
    item: str | None = None


class PlanReading(BaseModel):
    """The whole reading. `source_text` is the normalised text that all spans point into."""

    source_text: str
    title: str
    document_kind: str
    number: str | None
    issued_on: date | None
    year: int | None
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    scope: str | None
    references: list[Reference]
    purposes: list[TextItem]
    requirements: list[TextItem]
    messages: list[TextItem]
    activity_groups: list[ActivityGroup]
    task_groups: list[TaskGroup]
    report_deadlines: list[ReportDeadline]
    recipients: list[str]
    archive_line: str | None
    signature: Signature
    counts: dict[str, int]
    warnings: list[Warning]

    def to_json(self) -> dict[str, Any]:
        """The reading without the source text, dates as ISO strings."""
        return self.model_dump(mode="json", by_alias=True, exclude={"source_text"})

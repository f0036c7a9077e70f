"""The editable document of a plan: what the review page shows and saves as a whole.

Every line has an id of its own from the moment it is read, so that an amendment knows which line was changed.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.identity.facts import UnitKind
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.ids import new_id


class TaskKind(StrEnum):
    """What sort of work a task is; later modules open the form of the kind."""

    COMMUNICATION = "communication"
    GIFT = "gift"
    INCIDENT = "incident"
    HAZARD = "hazard"
    HEALTH = "health"
    SUMMER = "summer"
    RECREATION = "recreation"
    CIVIL_STATUS = "civil_status"
    POLICY = "policy"
    SCORECARD = "scorecard"
    REPORT = "report"
    PLAN = "plan"
    ACTIVITY = "activity"
    SUPPORT = "support"
    OTHER = "other"


Text = Annotated[str, StringConstraints(max_length=6000), ONE_LINE]
NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=6000), ONE_LINE]
Short = Annotated[str, StringConstraints(max_length=500), ONE_LINE]
Number = Annotated[str, StringConstraints(max_length=40)]
Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Line(_Part):
    """A line of the plan; `span` is its place in the source text of the import, null for a line written by hand."""

    id: UUID = Field(default_factory=new_id)
    text: NonEmpty
    number: Number = ""
    span: Span | None = None


class Assignees(_Part):
    """Who gets the work: single units, and whole kinds (a unit of the kind that is added later gets it too)."""

    unit_ids: list[UUID] = Field(default_factory=list, max_length=500)
    unit_kinds: list[UnitKind] = Field(default_factory=list, max_length=20)
    certainty: Literal["exact", "proposed", "ambiguous", "unknown", "confirmed"] = "confirmed"
    candidates: list[UUID] = Field(default_factory=list, max_length=20)

    @property
    def empty(self) -> bool:
        return not self.unit_ids and not self.unit_kinds


class DraftTask(Line):
    """A task; `assignees` is null where the group's apply."""

    kind: TaskKind = TaskKind.OTHER
    event_on: Day | None = None
    due_before: Day | None = None
    named_assignee: Short | None = None
    assignees: Assignees | None = None


class DraftTaskGroup(_Part):
    """One assignee as printed, with its tasks."""

    id: UUID = Field(default_factory=new_id)
    number: Number = ""
    assignee: Short
    span: Span | None = None
    assignees: Assignees = Field(default_factory=Assignees)
    tasks: list[DraftTask] = Field(default_factory=list, max_length=200)


class DraftActivity(Line):
    kind: TaskKind = TaskKind.OTHER
    event_on: Day | None = None
    due_before: Day | None = None


class DraftActivityGroup(_Part):
    id: UUID = Field(default_factory=new_id)
    number: Number = ""
    title: Short
    kind: TaskKind = TaskKind.OTHER
    span: Span | None = None
    activities: list[DraftActivity] = Field(default_factory=list, max_length=200)


class DraftReference(_Part):
    symbol: Short
    dated: Day | None = None
    role: Literal["parent", "cited"] = "cited"
    span: Span | None = None


class DraftReportDeadline(_Part):
    """Who reports to whom, late from `due_before` on."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: Literal["units", "ward"] = Field(alias="from")
    to: Short
    due_before: Day
    through: Short | None = None
    span: Span | None = None


class ReadingWarning(_Part):
    """Something the reader was unsure of."""

    code: str = Field(max_length=60)
    detail: str = Field(max_length=600)
    span: Span | None = None
    item_id: UUID | None = None


class PlanContent(_Part):
    """A whole plan."""

    title: NonEmpty
    year: int = Field(ge=2000, le=2100)
    number: Short | None = None
    issued_on: Day | None = None
    theme: Text | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    scope: Text | None = None
    references: list[DraftReference] = Field(default_factory=list, max_length=100)
    purposes: list[Line] = Field(default_factory=list, max_length=200)
    requirements: list[Line] = Field(default_factory=list, max_length=200)
    messages: list[Line] = Field(default_factory=list, max_length=200)
    activity_groups: list[DraftActivityGroup] = Field(default_factory=list, max_length=100)
    task_groups: list[DraftTaskGroup] = Field(default_factory=list, max_length=300)
    report_deadlines: list[DraftReportDeadline] = Field(default_factory=list, max_length=20)
    recipients: list[Short] = Field(default_factory=list, max_length=200)
    signature: list[Short] = Field(default_factory=list, max_length=20)
    warnings: list[ReadingWarning] = Field(default_factory=list, max_length=2000)

    def tasks(self) -> Iterator[tuple[DraftTaskGroup, DraftTask, Assignees]]:
        """Every task with its group and the assignees that count for it."""
        for group in self.task_groups:
            for task in group.tasks:
                yield group, task, task.assignees or group.assignees

    def published_lines(self) -> Iterator[Line]:
        """Lines that become rows of their own: messages, activities, tasks."""
        yield from self.messages
        for group in self.activity_groups:
            yield from group.activities
        for group in self.task_groups:
            yield from group.tasks

    def report_before(self, from_: str) -> date | None:
        return next((one.due_before for one in self.report_deadlines if one.from_ == from_), None)

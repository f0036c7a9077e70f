"""Filters of assignment lists: read once from the query, turned into the names and values of a statement."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.assignments import queries
from vitreem.assignments.rules import AssignmentState
from vitreem.identity.kinds import UnitKind
from vitreem.kernel.clock import Day
from vitreem.kernel.http.paging import PageQuery, decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key

# How the text of a cursor becomes the value that the list is ordered by.
_CURSOR_PARSERS: dict[str, Callable[[str], Any]] = {
    "due": date.fromisoformat,
    "unit": str,
    "submitted": datetime.fromisoformat,
}


class Filters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    plan_id: UUID | None = None
    unit_id: UUID | None = None
    task_id: UUID | None = None
    state: list[AssignmentState] | None = None
    kind: list[str] | None = Field(None, max_length=20)
    unit_kind: list[UnitKind] | None = None
    overdue: bool = Field(False, description="Only those past their last day and not handed in.")
    late: bool = Field(False, description="Only those handed in late.")
    mine: bool = Field(False, description="Only those in the caller's own hands.")
    due_by: Day | None = Field(None, description="Last day on or before this date.")
    on_day: Day | None = Field(None, description="Last day on this date.")
    q: str = Field("", max_length=200, description="Words of the text; accents don't matter.")
    sort: Literal["due", "unit", "submitted"] = "due"

    async def fetch(self, ctx: Ctx, limit: int, after: str | None) -> str:
        """One page as JSON text."""
        given: dict[str, Any] = {
            "plan_id": self.plan_id,
            "unit_id": self.unit_id,
            "task_id": self.task_id,
            "states": [str(one) for one in self.state] if self.state else None,
            "kinds": self.kind or None,
            "unit_kinds": [str(one) for one in self.unit_kind] if self.unit_kind else None,
            "due_by": self.due_by,
            "on_day": self.on_day,
            "q": search_key(self.q) or None,
        }
        values = {name: value for name, value in given.items() if value is not None}
        flags = {"overdue": self.overdue, "late": self.late}
        if self.mine:
            values["person_id"] = ctx.person_id
        names = {*values, *(name for name, on in flags.items() if on)}
        if after:
            values["after"], values["after_id"] = decode_cursor(after, _CURSOR_PARSERS[self.sort], UUID)
            names.add("after")
        statement = queries.list_statement(queries.list_scope(ctx), frozenset(names), self.sort)
        return await statement.fetch(
            ctx, ward_id=ctx.ward_id, today=ctx.clock.today(), unit_ids=list(ctx.unit_ids), limit=limit, **values
        )


class ListQuery(PageQuery, Filters):
    """One page of assignments."""

"""The filters of the list of activities, and how they become the values of a statement."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.activities import queries
from vitreem.activities.rules import ActivityArea, ActivityState
from vitreem.kernel.clock import Day
from vitreem.kernel.http.paging import PageQuery, decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


class ActivityFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    series_id: UUID | None = None
    area: list[ActivityArea] | None = None
    state: list[ActivityState] | None = None
    launch: bool = Field(False, description="Launches alone.")
    from_on: Day | None = None
    to_on: Day | None = None
    q: str = Field("", max_length=200, description="Words of title and venue; accents don't matter.")
    sort: Literal["newest", "oldest"] = "newest"

    async def fetch(self, ctx: Ctx, limit: int, after: str | None) -> str:
        """One page as JSON text."""
        given: dict[str, Any] = {
            "unit_id": self.unit_id,
            "place_unit_id": self.place_unit_id,
            "series_id": self.series_id,
            "areas": [str(one) for one in self.area] if self.area else None,
            "states": [str(one) for one in self.state] if self.state else None,
            "from_on": self.from_on,
            "to_on": self.to_on,
            "q": search_key(self.q) or None,
        }
        values = {name: value for name, value in given.items() if value is not None}
        names = {*values, *(["launch"] if self.launch else [])}
        if after:
            values["after"], values["after_id"] = decode_cursor(after, date.fromisoformat, UUID)
            names.add("after")
        statement = queries.list_statement(queries.list_scope(ctx), frozenset(names), self.sort)
        return await statement.fetch(ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), limit=limit, **values)


class ActivityListQuery(PageQuery, ActivityFilters):
    """One page of activities."""


class CalendarQuery(BaseModel):
    """Which days, and whose."""

    model_config = ConfigDict(extra="forbid")

    from_on: Day
    to_on: Day = Field(description="At most 62 days later.")
    unit_id: UUID | None = None
    area: list[ActivityArea] | None = None

    async def fetch(self, ctx: Ctx) -> str:
        """The items as a JSON array."""
        given = {"unit_id": self.unit_id, "areas": [str(one) for one in self.area] if self.area else None}
        values = {name: value for name, value in given.items() if value is not None}
        statement = queries.calendar_statement(queries.list_scope(ctx), frozenset(values))
        return await statement.fetch(
            ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), from_on=self.from_on, to_on=self.to_on,
            may_write=ctx.may("activity:write"), **values,
        )  # fmt: skip

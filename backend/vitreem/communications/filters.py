"""Filters of the list of events: read once from the query, turned into the names and values of a statement."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.communications import queries
from vitreem.communications.rules import CommunicationKind, CommunicationState, CommunicationTopic
from vitreem.kernel.clock import Day
from vitreem.kernel.http.paging import PageQuery, decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


class CommunicationFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    kind: list[CommunicationKind] | None = None
    state: list[CommunicationState] | None = None
    topic: CommunicationTopic | None = None
    message_id: UUID | None = Field(None, description="Only those that carried this message of a plan.")
    hotline_111: bool | None = Field(None, description="Whether it carried the line 111.")
    hanging: bool | None = Field(None, description="Whether it is a banner that still hangs.")
    from_on: Day | None = None
    to_on: Day | None = None
    q: str = Field("", max_length=200, description="Words of title, place or code; accents don't matter.")
    sort: Literal["newest", "oldest"] = "newest"

    async def fetch(self, ctx: Ctx, limit: int, after: str | None) -> str:
        """One page as JSON text."""
        given: dict[str, Any] = {
            "unit_id": self.unit_id,
            "place_unit_id": self.place_unit_id,
            "kinds": [str(one) for one in self.kind] if self.kind else None,
            "states": [str(one) for one in self.state] if self.state else None,
            "topic": str(self.topic) if self.topic else None,
            "message_id": self.message_id,
            "from_on": self.from_on,
            "to_on": self.to_on,
            "q": search_key(self.q) or None,
        }
        values = {name: value for name, value in given.items() if value is not None}
        names = set(values)
        if self.hotline_111 is not None:
            names.add("hotline_111" if self.hotline_111 else "no_hotline_111")
        if self.hanging is not None:
            names.add("hanging" if self.hanging else "not_hanging")
        if after:
            values["after"], values["after_id"] = decode_cursor(after, datetime.fromisoformat, UUID)
            names.add("after")
        statement = queries.list_statement(queries.list_scope(ctx), frozenset(names), self.sort)
        return await statement.fetch(ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), limit=limit, **values)


class CommunicationListQuery(PageQuery, CommunicationFilters):
    """One page of events."""

"""The filters of the list of scripts, and how they become the values of a statement."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.communications import script_queries
from vitreem.communications.script_rules import DEFAULT_WORDS_PER_MINUTE, FASTEST, SLOWEST, ScriptState
from vitreem.kernel.http.paging import PageQuery, decode_cursor
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key


class ScriptFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    state: list[ScriptState] | None = None
    q: str = Field("", max_length=200, description="Words of the title; accents don't matter.")
    words_per_minute: int = Field(DEFAULT_WORDS_PER_MINUTE, ge=SLOWEST, le=FASTEST)

    async def fetch(self, ctx: Ctx, limit: int, after: str | None) -> str:
        """One page as JSON text."""
        given: dict[str, Any] = {
            "unit_id": self.unit_id,
            "states": [str(one) for one in self.state] if self.state else None,
            "q": search_key(self.q) or None,
            "after": decode_cursor(after, UUID)[0] if after else None,
        }
        values = {name: value for name, value in given.items() if value is not None}
        scope = "all" if script_queries.sees_all(ctx) else "units"
        statement = script_queries.list_statement(scope, frozenset(values))
        return await statement.fetch(
            ctx, ward_id=ctx.ward_id, unit_ids=list(ctx.unit_ids), limit=limit,
            words_per_minute=self.words_per_minute, **values,
        )  # fmt: skip


class ScriptListQuery(PageQuery, ScriptFilters):
    """One page of scripts."""

"""The audit trail as a searchable page."""

from datetime import datetime
from functools import cache
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel, Field, TypeAdapter
from sqlalchemy import ColumnElement, String, bindparam, func, select
from sqlmodel import col

from vitreem.kernel.clock import Day, day_begins, day_ends
from vitreem.kernel.http.paging import After, Limit, Page, decode_cursor
from vitreem.kernel.http.problems import NotAllowed, problems
from vitreem.kernel.request.audit import AuditEvent, try_doors
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import JsonPage, JsonStatement, json_list, json_page, json_response
from vitreem.kernel.request.routing import api_router
from vitreem.kernel.text import search_key

router = api_router("Nhật ký")


class HistoryEventRead(BaseModel):
    """One thing that somebody did to the record that is read."""

    id: UUID
    at: datetime
    kind: str
    account_id: UUID | None = Field(description="Whose account did it: two people of one name have two.")
    login: str = Field(description="The account's sign-in name on that day; empty for the system itself.")
    actor_name: str = Field(description="The person's name on that day.")
    facts: dict[str, Any]


class AuditEventRead(HistoryEventRead):
    """One thing that somebody did, and to what."""

    object_kind: str
    object_id: UUID
    person_id: UUID | None


_HISTORY = (
    AuditEvent.id,
    AuditEvent.at,
    AuditEvent.kind,
    AuditEvent.account_id,
    AuditEvent.login,
    AuditEvent.actor_name,
    AuditEvent.facts,
)
_TRAIL = (*_HISTORY, AuditEvent.object_kind, AuditEvent.object_id, AuditEvent.person_id)


@cache
def _statement(filters: frozenset[str]) -> JsonPage:
    event = AuditEvent.__table__.c
    statement = select(*_TRAIL).where(event.ward_id == bindparam("ward_id")).order_by(event.id.desc())
    conditions: dict[str, Any] = {
        "kind": event.kind.bool_op("~>=~")(bindparam("kind")) & event.kind.bool_op("~<~")(bindparam("kind_end")),
        "person_id": event.person_id == bindparam("person_id"),
        "object_id": event.object_id == bindparam("object_id"),
        "q": func.strpos(event.search_key + " " + event.login, bindparam("q", type_=String())) > 0,
        "from_at": event.at >= bindparam("from_at"),
        "to_at": event.at < bindparam("to_at"),
        "after": event.id < bindparam("after"),
    }
    return json_page(statement.where(*(conditions[name] for name in sorted(filters))), ("id",))


@router.get("/audit-events", response_model=Page[AuditEventRead], responses=problems(SignInRequired, NotAllowed))
async def list_audit_events(
    ctx: Annotated[Ctx, allow("audit:read")],
    kind: Annotated[str | None, Query(max_length=60, description="Begin of the kind, e.g. `assignment.`")] = None,
    person_id: UUID | None = None,
    object_id: UUID | None = None,
    q: Annotated[
        str, Query(max_length=200, description="Words of a name or a sign-in name; accents don't matter.")
    ] = "",
    from_on: Day | None = None,
    to_on: Day | None = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """What was done in the ward, newest first."""
    values: dict[str, Any] = {}
    if kind:
        values |= {"kind": kind, "kind_end": kind + "\uffff"}
    if person_id:
        values["person_id"] = person_id
    if object_id:
        values["object_id"] = object_id
    if key := search_key(q):
        values["q"] = key
    if from_on:
        values["from_at"] = day_begins(from_on)
    if to_on:
        values["to_at"] = day_ends(to_on)
    if after:
        values["after"] = decode_cursor(after, UUID)[0]
    page = _statement(frozenset(values) - {"kind_end"})
    await try_doors(ctx)
    return json_response(await page.fetch(ctx, ward_id=ctx.ward_id, limit=limit, **values))


async def history_of(ctx: Ctx, object_id: UUID) -> list[HistoryEventRead]:
    """Every step of one record, oldest first; who looked at it stands in the trail alone.

    The caller has checked that the record is seen.
    """
    await ctx.db.flush()
    # There may be hundreds: PostgreSQL writes them as one text, which is read as one.
    return _EVENTS.validate_json(await _history().fetch(ctx, ward_id=ctx.ward_id, object_id=object_id))


_EVENTS = TypeAdapter(list[HistoryEventRead])


def history_json() -> ColumnElement[Any]:
    """For a page whose one statement answers in JSON; binds `ward_id` and `object_id`."""
    event = AuditEvent.__table__.c
    return json_list(
        select(*_HISTORY)
        .where(event.ward_id == bindparam("ward_id"), event.object_id == bindparam("object_id"))
        .where(col(AuditEvent.kind).not_like("%\\_viewed"))
        .order_by(event.id)
        .limit(500)
    )


@cache
def _history() -> JsonStatement:
    return JsonStatement.of(history_json())

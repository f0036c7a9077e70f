"""Communication events: who sees which, the list, and what hangs on one event."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    DateTime,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.communications.models import CommunicationEvent, CommunicationMessage
from vitreem.communications.rules import CommunicationKind, CommunicationState
from vitreem.identity.models import Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonPage, json_page
from vitreem.records.files import RecordFile

_e, _u, _m = CommunicationEvent.__table__.c, Unit.__table__.c, CommunicationMessage.__table__.c
_f = RecordFile.__table__.c
_place = Unit.__table__.alias("place_unit")


def visible(ctx: Ctx) -> Select[CommunicationEvent]:
    """The only place that knows who sees which event: the ward's people all, a unit's people their own."""
    statement = select(CommunicationEvent).where(CommunicationEvent.ward_id == ctx.ward_id)
    if ctx.may("communication:read_all"):
        return statement
    if not ctx.may("communication:read"):
        return statement.where(false())
    return statement.where(CommunicationEvent.unit_id.in_(list(ctx.unit_ids)))


def is_own(ctx: Ctx, event: CommunicationEvent) -> bool:
    """The event is of one of the caller's units."""
    return event.unit_id in ctx.unit_ids


async def seen(ctx: Ctx, event_id: UUID, *, lock: bool = False) -> CommunicationEvent:
    statement = visible(ctx).where(CommunicationEvent.id == event_id)
    if lock:
        statement = statement.with_for_update()
    event = (await ctx.db.execute(statement)).scalar_one_or_none()
    if event is None:
        raise NotFound()
    return event


def list_scope(ctx: Ctx) -> str:
    return "all" if ctx.may("communication:read_all") else "units"


def hanging() -> Any:
    """Condition: a banner that was put up, and nobody took down."""
    return and_(
        _e.kind == str(CommunicationKind.BANNER),
        _e.put_up_on.is_not(None),
        _e.taken_down_on.is_(None),
        _e.state != str(CommunicationState.CANCELLED),
    )


def publishable() -> Any:
    """`rules.missing_consents` finds none, in SQL."""
    return or_(not_(_e.shows_children), and_(_e.guardian_consent, or_(_e.child_consent, not_(_e.children_7_plus))))


def _file_count() -> Any:
    return (
        select(func.count())
        .where(_f.ward_id == _e.ward_id, _f.record_id == _e.id, _f.removed_at.is_(None))
        .scalar_subquery()
    )


@cache
def list_statement(scope: str, filters: frozenset[str], sort: str) -> JsonPage:
    """The list of one shape. `scope`: `all` or `units`; `filters`: names of bound values that are given."""
    after, after_id = bindparam("after", type_=DateTime(timezone=True)), bindparam("after_id", type_=Uuid())
    newest = sort == "newest"
    conditions: dict[str, Any] = {
        "unit_id": _e.unit_id == bindparam("unit_id", type_=Uuid()),
        "place_unit_id": _e.place_unit_id == bindparam("place_unit_id", type_=Uuid()),
        "kinds": _e.kind == func.any(bindparam("kinds", type_=ARRAY(String))),
        "states": _e.state == func.any(bindparam("states", type_=ARRAY(String))),
        "topic": bindparam("topic", type_=String()) == func.any(_e.topics),
        "message_id": exists().where(
            _m.ward_id == _e.ward_id, _m.event_id == _e.id, _m.message_id == bindparam("message_id", type_=Uuid())
        ),
        "hotline_111": _e.carried_hotline_111.is_(True),
        "no_hotline_111": _e.carried_hotline_111.is_(False),
        "hanging": hanging(),
        "not_hanging": not_(hanging()),
        "from_on": _e.on_day >= bindparam("from_on", type_=Date()),
        "to_on": _e.on_day <= bindparam("to_on", type_=Date()),
        "q": func.strpos(_e.search_key, bindparam("q", type_=String())) > 0,
        "after": (_e.starts_at < after) | ((_e.starts_at == after) & (_e.id < after_id))
        if newest
        else (_e.starts_at > after) | ((_e.starts_at == after) & (_e.id > after_id)),
    }
    statement = (
        select(
            _e.id, _e.code, _e.kind, _e.title, _e.unit_id, _u.name.label("unit_name"), _e.place_unit_id,
            _place.c.name.label("place_unit_name"), _e.place, _e.starts_at, _e.ends_at, _e.state, _e.topics,
            _e.carried_hotline_111, _e.audience_children, _e.audience_adults, _e.audience_officials, _e.broadcasts,
            _e.copies, _e.reach, _e.put_up_on, _e.taken_down_on, _e.link, _e.shows_children,
            publishable().label("publishable"), _file_count().label("file_count"), _e.version,
            cast(_e.starts_at, String).label("sort_value"),
        )
        .select_from(CommunicationEvent.__table__)
        .join(Unit.__table__, (_u.ward_id == _e.ward_id) & (_u.id == _e.unit_id))
        .outerjoin(_place, (_place.c.ward_id == _e.ward_id) & (_place.c.id == _e.place_unit_id))
        .where(_e.ward_id == bindparam("ward_id", type_=Integer()))
        .where(*(conditions[name] for name in sorted(filters)))
        .order_by(*((_e.starts_at.desc(), _e.id.desc()) if newest else (_e.starts_at, _e.id)))
    )  # fmt: skip
    if scope == "units":
        statement = statement.where(_e.unit_id == func.any(bindparam("unit_ids", type_=ARRAY(Uuid()))))
    return json_page(statement, ("sort_value", "id"))


async def message_ids(ctx: Ctx, event_id: UUID) -> set[UUID]:
    """Messages of plans that the event carried."""
    rows = await ctx.db.execute(select(_m.message_id).where(_m.ward_id == ctx.ward_id, _m.event_id == event_id))
    return set(rows.scalars())

"""Communication events: who sees which, the list, and what hangs on one event."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    String,
    Uuid,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)

from vitreem.communications.models import CommunicationEvent, CommunicationMessage
from vitreem.communications.rules import CommunicationKind, CommunicationState
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.records import lifecycle, registry
from vitreem.records.files import file_count
from vitreem.records.lists import Bound, Flag, ListOf, Order, among, holds, since, until
from vitreem.records.registry import RecordFact
from vitreem.records.unit_views import ViewedUnit, of_unit

_e, _m = CommunicationEvent.__table__.c, CommunicationMessage.__table__.c
_unit, _where = ViewedUnit(_e.unit_id, "unit_viewed"), ViewedUnit(_e.place_unit_id, "place_viewed")


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


def rights(ctx: Ctx, event: CommunicationEvent) -> frozenset[str]:
    """What the caller is to the event: one who keeps it, one who corrects it for the ward."""
    return lifecycle.rights(ctx, "communication", own=is_own(ctx, event))


async def seen(ctx: Ctx, event_id: UUID, *, lock: bool = False) -> CommunicationEvent:
    statement = visible(ctx).where(CommunicationEvent.id == event_id)
    if lock:
        statement = statement.with_for_update()
    event = (await ctx.db.execute(statement)).scalar_one_or_none()
    if event is None:
        raise NotFound()
    return event


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


LIST = ListOf(
    table=CommunicationEvent.__table__,
    source=_where.join(_unit.join(CommunicationEvent.__table__)),
    columns=(
        _e.id, _e.code, _e.kind, _e.title, _unit.id.label("unit_id"), _unit.name.label("unit_name"),
        _where.id.label("place_unit_id"), _where.name.label("place_unit_name"), _e.place, _e.starts_at,
        _e.ends_at, _e.state, _e.topics,
        _e.carried_hotline_111, _e.audience_children, _e.audience_adults, _e.audience_officials, _e.broadcasts,
        _e.copies, _e.reach, _e.put_up_on, _e.taken_down_on, _e.link, _e.shows_children,
        publishable().label("publishable"), file_count(_e), _e.version,
    ),
    where={
        "unit_id": of_unit(_e.unit_id),
        "place_unit_id": of_unit(_e.place_unit_id),
        "kind": among(_e.kind),
        "state": among(_e.state),
        "topic": Bound(String, lambda topic: topic == func.any(_e.topics), str),
        "message_id": Bound(
            Uuid,
            lambda message: exists().where(
                _m.ward_id == _e.ward_id, _m.event_id == _e.id, _m.message_id == message
            ),
        ),
        "hotline_111": Flag(_e.carried_hotline_111.is_(True), _e.carried_hotline_111.is_(False)),
        "hanging": Flag(hanging(), not_(hanging())),
        "from_on": since(_e.on_day),
        "to_on": until(_e.on_day),
        "q": holds(_e.search_key),
    },
    orders={"newest": Order(_e.starts_at, descending=True), "oldest": Order(_e.starts_at)},
    sees_all=lambda ctx: ctx.may("communication:read_all"),
    of_units=lambda unit_ids: _e.unit_id == func.any(unit_ids),
)  # fmt: skip


async def message_ids(ctx: Ctx, event_id: UUID) -> set[UUID]:
    """Messages of plans that the event carried."""
    rows = await ctx.db.execute(select(_m.message_id).where(_m.ward_id == ctx.ward_id, _m.event_id == event_id))
    return set(rows.scalars())


# The kind of record that holds what was read on air; another context registers it.
SCRIPT = "broadcast_script"


async def script_of(ctx: Ctx, event: CommunicationEvent) -> RecordFact | None:
    """The script that was read, if the caller sees it."""
    return await seen_script(ctx, event.script_id) if event.script_id else None


async def seen_script(ctx: Ctx, script_id: UUID) -> RecordFact | None:
    return (await registry.describe(ctx, SCRIPT, [script_id])).get(script_id)

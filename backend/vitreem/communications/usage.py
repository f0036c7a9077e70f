"""Which messages and topics were carried, and which banners hang: counted over the events that the caller sees."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.communications import presenters, queries, rules
from vitreem.communications.models import CommunicationEvent, CommunicationMessage
from vitreem.communications.rules import COUNTED, CommunicationKind, CommunicationState, CommunicationTopic
from vitreem.communications.schemas import (
    BannerItem,
    CommunicationUsage,
    HotlineUse,
    MessageUse,
    TopicUse,
)
from vitreem.identity import facts as identity
from vitreem.identity.facts import Unit
from vitreem.kernel.request.context import Ctx
from vitreem.plans import facts as plans

_MOST_BANNERS = 1000


async def usage(ctx: Ctx, from_on: date | None, to_on: date | None, unit_id: UUID | None) -> CommunicationUsage:
    """Messages of the plans in force with how often they were carried, never used ones too; topics; the line 111."""
    asked: list[Any] = [CommunicationEvent.state.in_(COUNTED)]
    if from_on:
        asked.append(CommunicationEvent.on_day >= from_on)
    if to_on:
        asked.append(CommunicationEvent.on_day <= to_on)
    if unit_id:
        asked.append(CommunicationEvent.unit_id.in_(await identity.with_predecessors(ctx, unit_id)))
    events = queries.visible(ctx).where(*asked).subquery().c
    carried = await ctx.db.execute(
        select(CommunicationMessage.message_id, func.count().label("used"), func.max(events.on_day).label("last_on"))
        .join(
            events.id.table,
            (events.ward_id == CommunicationMessage.ward_id) & (events.id == CommunicationMessage.event_id),
        )
        .where(CommunicationMessage.ward_id == ctx.ward_id)
        .group_by(CommunicationMessage.message_id)
    )
    used: dict[UUID, tuple[int, date | None]] = {row.message_id: (row.used, row.last_on) for row in carried}
    known = await plans.message_library(ctx)
    others = sorted(used.keys() - {one.id for one in known})
    known += await plans.named_messages(ctx, others) if others else []
    topic = func.unnest(events.topics).label("topic")
    spoken_of = select(topic).subquery()
    rows = await ctx.db.execute(select(spoken_of.c.topic, func.count()).group_by(spoken_of.c.topic))
    topics = dict(map(tuple, rows))
    hotline = (
        await ctx.db.execute(select(func.count().filter(events.carried_hotline_111), func.count(events.id)))
    ).one()
    return CommunicationUsage(
        messages=[
            MessageUse(id=one.id, text=one.text, used=count, last_used_on=last)
            for one in known
            for count, last in (used.get(one.id, (0, None)),)
        ],
        topics=[TopicUse(topic=one, used=topics.get(one, 0)) for one in CommunicationTopic],
        hotline_111=HotlineUse(items=hotline[0], total=hotline[1]),
    )


async def banners(ctx: Ctx, hanging: bool | None) -> list[BannerItem]:
    """Banners that were put up, newest first; `overdue` ones should be down by now."""
    statement = (
        queries.visible(ctx)
        .add_columns(Unit.name)
        .join(Unit, (Unit.ward_id == CommunicationEvent.ward_id) & (Unit.id == CommunicationEvent.unit_id))
        .where(
            CommunicationEvent.kind == CommunicationKind.BANNER,
            CommunicationEvent.put_up_on.is_not(None),
            CommunicationEvent.state != CommunicationState.CANCELLED,
        )
        .order_by(CommunicationEvent.put_up_on.desc(), CommunicationEvent.id.desc())
        .limit(_MOST_BANNERS)
    )
    if hanging is not None:
        is_up = CommunicationEvent.taken_down_on.is_(None)
        statement = statement.where(is_up if hanging else ~is_up)
    rows = list(await ctx.db.execute(statement))
    plan_ids = {event.plan_id for event, _ in rows if event.plan_id}
    known = {plan_id: await plans.published_plan(ctx, plan_id) for plan_id in plan_ids}
    ends = {plan_id: plan.ends_on for plan_id, plan in known.items() if plan}
    today = ctx.clock.today()
    return [
        BannerItem(
            id=event.id, title=event.title, place=event.place, latitude=event.latitude, longitude=event.longitude,
            put_up_on=event.put_up_on, taken_down_on=event.taken_down_on, unit_id=event.unit_id, unit_name=name,
            overdue=event.taken_down_on is None
            and rules.hangs_too_long(today, event.put_up_on, ends.get(event.plan_id)),
            allowed_actions=presenters.actions(ctx, event),
            version=event.version,
        )
        for event, name in rows
    ]  # fmt: skip

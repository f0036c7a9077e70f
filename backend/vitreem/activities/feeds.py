"""A unit's activities for calendar programs: an iCalendar (RFC 5545) feed under a secret, revocable address."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy import func, or_, select

from vitreem.activities import queries
from vitreem.activities.models import Activity, CalendarFeed
from vitreem.activities.rules import ActivityAudit, ActivityState
from vitreem.activities.schemas import FeedCreated, FeedRead
from vitreem.identity import facts as identity
from vitreem.identity.facts import Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx, hash_token

_SHOWN = timedelta(days=400)
_MOST = 1000


async def _require_unit(ctx: Ctx, unit_id: UUID) -> str:
    names = await identity.unit_names(ctx, {unit_id})
    if unit_id not in names or not (unit_id in ctx.unit_ids or ctx.may("activity:read_all")):
        raise NotFound()
    return names[unit_id]


async def create(ctx: Ctx, unit_id: UUID) -> FeedCreated:
    """A new secret address for a unit's calendar; older ones go on until they are revoked."""
    name, token = await _require_unit(ctx, unit_id), secrets.token_urlsafe(32)
    if unit_id not in {one.id for one in await identity.every_open_unit(ctx)}:
        raise NotFound()
    feed = CalendarFeed(
        ward_id=ctx.ward_id, id=new_id(), unit_id=unit_id, token_hash=hash_token(token), author_name=ctx.actor_name,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(feed)
    ctx.record(ActivityAudit.CALENDAR_FEED_CREATED, "calendar_feed", feed.id, name=name)
    await ctx.db.flush()
    return _created(ctx, feed, name, token)


async def told_again(ctx: Ctx, feed_id: UUID) -> FeedCreated:
    """For a request that came twice: the first reply may never have arrived, and its secret isn't kept. The address
    gets a new one.
    """
    feed = await ctx.db.get(CalendarFeed, (ctx.ward_id, feed_id))
    if feed is None:
        raise NotFound()
    name, token = await _require_unit(ctx, feed.unit_id), secrets.token_urlsafe(32)
    feed.token_hash = hash_token(token)
    await ctx.db.flush()
    return _created(ctx, feed, name, token)


def _created(ctx: Ctx, feed: CalendarFeed, unit_name: str, token: str) -> FeedCreated:
    return FeedCreated(
        id=feed.id, unit_id=feed.unit_id, unit_name=unit_name, author_name=feed.author_name,
        created_at=feed.created_at, path=f"/api/v1/calendar-feeds/{ctx.ward_id}-{token}.ics",
    )  # fmt: skip


async def feeds(ctx: Ctx) -> list[FeedRead]:
    """Addresses that work, of the caller's units or, for the ward, of all."""
    statement = select(CalendarFeed).where(CalendarFeed.ward_id == ctx.ward_id, CalendarFeed.revoked_at.is_(None))
    if not ctx.may("activity:read_all"):
        statement = statement.where(CalendarFeed.unit_id.in_(ctx.unit_ids))
    rows = list((await ctx.db.execute(statement.order_by(CalendarFeed.id))).scalars())
    names = await identity.unit_names(ctx, {row.unit_id for row in rows})
    return [
        FeedRead(
            id=row.id, unit_id=row.unit_id, unit_name=names[row.unit_id], author_name=row.author_name,
            created_at=row.created_at,
        )
        for row in rows
    ]  # fmt: skip


async def revoke(ctx: Ctx, feed_id: UUID) -> None:
    """The address stops at once."""
    feed = await ctx.db.get(CalendarFeed, (ctx.ward_id, feed_id), with_for_update=True)
    if feed is None or not (feed.unit_id in ctx.unit_ids or ctx.may("activity:read_all")):
        raise NotFound()
    if feed.revoked_at is None:
        feed.revoked_at = ctx.clock.now()
        ctx.record(ActivityAudit.CALENDAR_FEED_REVOKED, "calendar_feed", feed.id)


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One activity as a calendar program shows it."""

    uid: str
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    version: int
    cancelled: bool


async def events(ctx: Ctx, token: str) -> tuple[str, list[FeedEvent]]:
    """The unit's name and its activities, without people, money or files, and those of whoever came after it. A wrong
    or revoked address is not found."""
    ward, _, secret = token.partition("-")
    if not ward.isascii() or not ward.isdigit() or len(ward) > 9:
        raise NotFound()
    # Until the secret is found to be right, nothing but this table is looked at.
    await ctx.set_local(ward_id=int(ward))
    ctx.ward_id = int(ward)
    found = await ctx.db.execute(
        select(CalendarFeed, Unit.name)
        .join(Unit, (Unit.ward_id == CalendarFeed.ward_id) & (Unit.id == CalendarFeed.unit_id))
        .where(
            CalendarFeed.ward_id == int(ward),
            CalendarFeed.token_hash == hash_token(secret),
            CalendarFeed.revoked_at.is_(None),
        )
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound()
    feed, unit_name = tuple(row)
    # An address is given once and goes on: through mergers, and of a unit that was split with all its parts.
    # That of a unit which stands for others shows what their people's list does.
    after = await identity.with_successors(ctx, feed.unit_id)
    units = [*after, *await identity.with_predecessors(ctx, feed.unit_id)]
    today = ctx.clock.today()
    rows = await ctx.db.execute(
        select(Activity)
        .where(
            Activity.ward_id == feed.ward_id,
            queries.of_units(units),
            Activity.on_day >= today - _SHOWN,
            or_(Activity.state != ActivityState.CANCELLED, Activity.on_day >= today),
        )
        # What is to come never makes room for what is over.
        .order_by(Activity.on_day < today, func.abs(Activity.on_day - today), Activity.id)
        .limit(_MOST)
    )
    return unit_name, [
        FeedEvent(
            uid=f"{hash_token(str(one.id)).hex()[:32]}@vitreem", title=one.title, venue=one.venue,
            starts_at=one.starts_at, ends_at=one.ends_at, version=one.version,
            cancelled=one.state == ActivityState.CANCELLED,
        )
        for one in rows.scalars()
    ]  # fmt: skip


def calendar(unit_name: str, shown: list[FeedEvent], now: datetime) -> bytes:
    """The events as iCalendar. Slow: for a worker."""
    out = Calendar()
    out.add("prodid", "-//Vi Tre Em//VN")
    out.add("version", "2.0")
    out.add("x-wr-calname", f"Hoạt động vì trẻ em: {unit_name}")
    for one in shown:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", now)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        event.add("summary", one.title)
        event.add("sequence", one.version)
        if one.venue:
            event.add("location", one.venue)
        if one.cancelled:
            event.add("status", "CANCELLED")
        out.add_component(event)
    return out.to_ical()

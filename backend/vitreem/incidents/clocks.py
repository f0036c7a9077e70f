"""Deadlines of reports and cases: begun with their rule, met by what they ask for, computed at every look."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, update

from vitreem.incidents import notices, statements
from vitreem.incidents.models import IncidentClock
from vitreem.incidents.rules import Clock
from vitreem.kernel.deadlines.rules import Due, pin, share
from vitreem.kernel.deadlines.terms import terms_in
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.answers import Row
from vitreem.kernel.request.context import Ctx


async def start(ctx: Ctx, subject_id: UUID, code: Clock, at: datetime) -> None:
    """One clock of a kind runs in a subject: what ran before asks for nothing any more."""
    await stop(ctx, subject_id, code)
    pinned = await pin(ctx, code, at)
    ctx.db.add(
        IncidentClock(
            ward_id=ctx.ward_id, id=new_id(), subject_id=subject_id, code=code, starts_at=at, **pinned.columns()
        )
    )
    await ctx.db.flush()


async def move(ctx: Ctx, subject_id: UUID, code: Clock, was: datetime, at: datetime) -> None:
    """What began at one moment began at another: it runs, or was met, by the hours from then."""
    pinned = await pin(ctx, code, at)
    clock: Any = IncidentClock
    await ctx.db.execute(
        update(clock)
        .where(
            clock.ward_id == ctx.ward_id, clock.subject_id == subject_id, clock.code == code, clock.starts_at == was,
            clock.ended_at.is_(None) | clock.met_at.is_not(None),
        )
        .values(starts_at=at, **pinned.columns())
        .execution_options(synchronize_session=False)
    )  # fmt: skip


async def start_again(ctx: Ctx, subject_id: UUID, code: Clock) -> None:
    """What was met has to be done once more; its time goes on from where it began."""
    clock: Any = IncidentClock
    last = await ctx.db.execute(
        select(clock.starts_at)
        .where(clock.ward_id == ctx.ward_id, clock.subject_id == subject_id, clock.code == code)
        .order_by(clock.id.desc())
        .limit(1)
    )
    if (starts_at := last.scalar_one_or_none()) is not None:
        await start(ctx, subject_id, code, starts_at)


async def meet(ctx: Ctx, subject_id: UUID, *codes: Clock, at: datetime | None = None) -> None:
    """What they ask for was done, at a moment that may be before it was written down."""
    await _end(ctx, subject_id, codes, met_at=at or ctx.clock.now())


async def stop(ctx: Ctx, subject_id: UUID, *codes: Clock) -> None:
    """They ask for nothing any more; without codes, all of the subject."""
    await _end(ctx, subject_id, codes, met_at=None)


async def _end(ctx: Ctx, subject_id: UUID, codes: Collection[Clock], met_at: datetime | None) -> None:
    await ctx.db.flush()
    clock: Any = IncidentClock
    running = (
        update(clock)
        .where(clock.ward_id == ctx.ward_id, clock.subject_id == subject_id, clock.ended_at.is_(None))
        .values(ended_at=ctx.clock.now(), met_at=met_at)
        .execution_options(synchronize_session=False)
    )
    ended: Any = await ctx.db.execute(running.where(clock.code.in_([str(one) for one in codes])) if codes else running)
    if ended.rowcount:
        await notices.pressed_no_more(ctx, subject_id, codes)


class Told(NamedTuple):
    """A clock as pages show it. `share`: how much of the time is over, 1 at its end."""

    code: str
    starts_at: datetime
    met_at: datetime | None
    ended_at: datetime | None
    due: Due
    share: float | None

    @property
    def running(self) -> bool:
        return self.ended_at is None

    def in_time(self) -> bool | None:
        """Whether it was met in time; None while it runs, when it was stopped, or where no calendar tells."""
        if self.met_at is None or self.due.due_at is None:
            return None
        return self.met_at < self.due.due_at


def told(ctx: Ctx, found: Row) -> Mapping[UUID, Sequence[Told]]:
    """The clocks that `statements` brought, by their subjects; those that run and end first before others."""
    terms, now = terms_in(found["terms"]), ctx.clock.now()
    some: dict[UUID, list[Told]] = {}
    for row in found["clocks"]:
        starts_at = row["starts_at"]
        due = terms.due(row["rule_id"], row["ward_deadline_id"], starts_at)
        over = share(starts_at, due.due_at, now) if due.due_at else None
        some.setdefault(row["subject_id"], []).append(
            Told(row["code"], starts_at, row["met_at"], row["ended_at"], due, over)
        )
    for each in some.values():
        each.sort(key=lambda one: (not one.running, one.due.due_at is None, one.due.due_at or one.starts_at))
    return some


async def of_subjects(ctx: Ctx, subject_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Told]]:
    """The clocks of each subject."""
    await ctx.db.flush()
    return told(ctx, await statements.of_clocks(ctx, subject_ids))

"""Deadlines of reports and cases: begun with their rule, met by what they ask for, computed at every look."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from vitreem.incidents import notices
from vitreem.incidents.models import IncidentClock
from vitreem.incidents.rules import Clock
from vitreem.kernel.deadlines.rules import Due, due, pin, share
from vitreem.kernel.ids import new_id
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
        await notices.pressed_no_more(ctx, subject_id)


@dataclass(frozen=True, slots=True)
class Told:
    """A clock as pages show it. `share`: how much of the time is over, 1 at its end."""

    id: UUID
    subject_id: UUID
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


async def of_subjects(
    ctx: Ctx, subject_ids: Collection[UUID], *, running: bool = False
) -> Mapping[UUID, Sequence[Told]]:
    """The clocks of each subject, those that end first before others."""
    clock: Any = IncidentClock
    asked = select(
        clock.id, clock.subject_id, clock.code, clock.rule_id, clock.rule_version, clock.ward_deadline_id,
        clock.starts_at, clock.met_at, clock.ended_at,
    ).where(clock.ward_id == ctx.ward_id, clock.subject_id.in_(subject_ids))  # fmt: skip
    rows = (await ctx.db.execute(asked.where(clock.ended_at.is_(None)) if running else asked)).all()
    ends = await due(ctx, rows)
    now = ctx.clock.now()
    told: dict[UUID, list[Told]] = {}
    for row in rows:
        end = ends[row.id]
        told.setdefault(row.subject_id, []).append(
            Told(
                row.id, row.subject_id, row.code, row.starts_at, row.met_at, row.ended_at, end,
                share(row.starts_at, end.due_at, now) if end.due_at else None,
            )
        )  # fmt: skip
    for some in told.values():
        some.sort(key=lambda one: (not one.running, one.due.due_at is None, one.due.due_at or one.starts_at))
    return told

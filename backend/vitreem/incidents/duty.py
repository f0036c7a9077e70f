"""The duty roster: whose telephone answers for children, by day. `/bao-tin` shows the number and no name."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from vitreem.incidents import queries
from vitreem.incidents.models import DutyTurn
from vitreem.incidents.refusals import TurnsOverlap, UnknownSubject
from vitreem.incidents.rules import CaseAudit
from vitreem.incidents.schemas import DutyCreate
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.records.refusals import EndsBeforeStart

_LOCK = 5_170_229  # with the ward's number


async def create(ctx: Ctx, body: DutyCreate) -> UUID:
    """One turn at a time. Raises `TurnsOverlap`, `EndsBeforeStart`, `UnknownSubject`."""
    if body.to_on < body.from_on:
        raise EndsBeforeStart(field="to_on")
    people = {body.person_id, body.stand_in_id} - {None}
    if len(await queries.person_names(ctx, people)) < len(people):
        raise UnknownSubject(field="person_id")
    # Two that come at once see each other only in turn.
    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))
    turn: Any = DutyTurn
    others = await ctx.db.execute(
        select(turn.id).where(
            turn.ward_id == ctx.ward_id, turn.ended_at.is_(None), turn.from_on <= body.to_on, turn.to_on >= body.from_on
        )
    )
    if others.first() is not None:
        raise TurnsOverlap(field="from_on")
    row = DutyTurn(ward_id=ctx.ward_id, id=new_id(), **body.model_dump())
    ctx.db.add(row)
    ctx.record(
        CaseAudit.DUTY_SET, "duty_turn", ward_object(ctx.ward_id), person_id=str(body.person_id),
        from_on=body.from_on.isoformat(), to_on=body.to_on.isoformat(),
    )  # fmt: skip
    await ctx.db.flush()
    return row.id


async def end(ctx: Ctx, turn_id: UUID) -> None:
    turn: Any = DutyTurn
    done = await ctx.db.execute(
        update(turn)
        .where(turn.ward_id == ctx.ward_id, turn.id == turn_id, turn.ended_at.is_(None))
        .values(ended_at=ctx.clock.now())
    )
    if done.rowcount != 1:
        raise NotFound()
    ctx.record(CaseAudit.DUTY_ENDED, "duty_turn", ward_object(ctx.ward_id), id=str(turn_id))

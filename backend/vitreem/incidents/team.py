"""The team as its page shows it."""

from typing import Any

from sqlalchemy import select

from vitreem.identity import facts as identity
from vitreem.incidents import notices, queries
from vitreem.incidents.models import DutyTurn, IncidentStandIn
from vitreem.incidents.schemas import CaseWorker, DutyRead, StandInRead, TeamRead
from vitreem.kernel.request.context import Ctx


async def read(ctx: Ctx) -> TeamRead:
    workers = await notices.workers(ctx)
    leads = set(await notices.leads(ctx))
    stand_ins, turns = await _standing(ctx, IncidentStandIn), await _standing(ctx, DutyTurn)
    names = await queries.person_names(
        ctx,
        {
            *workers,
            *(one.person_id for one in (*stand_ins, *turns)),
            *(one.stand_in_id for one in (*stand_ins, *turns)),
        },
    )
    ward = await identity.own_ward(ctx)
    return TeamRead(
        workers=[CaseWorker(id=one, full_name=names.get(one, ""), leads=one in leads) for one in workers],
        stand_ins=[
            StandInRead(
                id=one.id, person_id=one.person_id, person_name=names.get(one.person_id, ""),
                stand_in_id=one.stand_in_id, stand_in_name=names.get(one.stand_in_id, ""), from_on=one.from_on,
                to_on=one.to_on,
            )
            for one in stand_ins
        ],
        duty=[
            DutyRead(
                id=one.id, person_id=one.person_id, person_name=names.get(one.person_id, ""), phone=one.phone,
                stand_in_id=one.stand_in_id, stand_in_name=names.get(one.stand_in_id, ""),
                stand_in_phone=one.stand_in_phone, from_on=one.from_on, to_on=one.to_on,
            )
            for one in turns
        ],
        public_path=f"/bao-tin/{ward.code}",
    )  # fmt: skip


async def _standing(ctx: Ctx, model: Any) -> list[Any]:
    """Rows that hold today or later, by their days."""
    rows = await ctx.db.execute(
        select(model)
        .where(model.ward_id == ctx.ward_id, model.ended_at.is_(None), model.to_on >= ctx.clock.today())
        .order_by(model.from_on, model.id)
    )
    return list(rows.scalars())

"""What other contexts may know of plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from vitreem.kernel import records
from vitreem.kernel.access import Ctx
from vitreem.kernel.records import RecordFact
from vitreem.kernel.text import search_key
from vitreem.plans import queries
from vitreem.plans.models import Plan, PlanMessage
from vitreem.plans.rules import PlanState


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan in force, as dashboards head it."""

    id: UUID
    title: str
    year: int
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    unit_report_before: date | None
    ward_report_before: date | None


async def plan_in_force(ctx: Ctx, plan_id: UUID | None = None) -> PlanFact | None:
    """The given published plan, else the newest one in force, else the newest closed one."""
    plans = queries.visible(ctx).where(Plan.state != PlanState.DRAFT)
    plans = plans.where(Plan.id == plan_id) if plan_id else plans.order_by(Plan.state.desc(), Plan.year.desc(), Plan.id)
    plan = (await ctx.db.execute(plans.limit(1))).scalar_one_or_none()
    if plan is None:
        return None
    return PlanFact(
        plan.id, plan.title, plan.year, plan.theme, plan.starts_on, plan.ends_on, plan.unit_report_before,
        plan.ward_report_before,
    )  # fmt: skip


async def messages(ctx: Ctx, plan_id: UUID) -> list[str]:
    rows = await ctx.db.execute(
        select(PlanMessage.text)
        .where(PlanMessage.ward_id == ctx.ward_id, PlanMessage.plan_id == plan_id, PlanMessage.withdrawn_at.is_(None))
        .order_by(PlanMessage.position)
    )
    return list(rows.scalars())


def _fact(plan: Plan) -> RecordFact:
    return RecordFact(plan.title, plan.state, f"/plans/{plan.id}")


async def _describe(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, RecordFact]:
    rows = await ctx.db.execute(queries.visible(ctx).where(Plan.id.in_(ids)))
    return {plan.id: _fact(plan) for plan in rows.scalars()}


async def _find(ctx: Ctx, words: str, limit: int) -> dict[UUID, RecordFact]:
    # A ward has one plan a year: titles are compared here, not in the database.
    rows = await ctx.db.execute(queries.visible(ctx).order_by(Plan.year.desc(), Plan.id.desc()).limit(200))
    fits = [plan for plan in rows.scalars() if words in search_key(plan.title)]
    return {plan.id: _fact(plan) for plan in fits[:limit]}


records.register("plan", _describe, _find)

"""What other contexts may know of plans."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, or_, select

from vitreem.identity.facts import Succession, when_units_change
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key
from vitreem.plans import queries
from vitreem.plans.models import Plan, PlanActivityLine, PlanMessage, PlanRevision
from vitreem.plans.rules import PlanState
from vitreem.records import registry
from vitreem.records.registry import RecordFact

# The table that assignments join to name their plan.
__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A published plan, as dashboards head it."""

    id: UUID
    title: str
    year: int
    theme: str | None
    starts_on: date | None
    ends_on: date | None
    unit_report_before: date | None
    ward_report_before: date | None
    closed: bool


def plan_fact(plan: Plan) -> PlanFact:
    """Of a published plan."""
    return PlanFact(
        plan.id, plan.title, plan.year, plan.theme, plan.starts_on, plan.ends_on, plan.unit_report_before,
        plan.ward_report_before, plan.state == PlanState.CLOSED,
    )  # fmt: skip


async def published_plan(ctx: Ctx, plan_id: UUID) -> PlanFact | None:
    """A published plan that the caller sees."""
    plans = queries.visible(ctx).where(Plan.state != PlanState.DRAFT, Plan.id == plan_id)
    plan = (await ctx.db.execute(plans)).scalar_one_or_none()
    return plan_fact(plan) if plan else None


async def plans_in_force(ctx: Ctx) -> list[PlanFact]:
    """Every plan in force, newest first; where there is none, the newest closed one."""
    newest = queries.visible(ctx).order_by(Plan.year.desc(), Plan.id.desc()).limit(50)
    in_force = list((await ctx.db.execute(newest.where(Plan.state == PlanState.IN_FORCE))).scalars())
    found = in_force or (await ctx.db.execute(newest.where(Plan.state == PlanState.CLOSED).limit(1))).scalars()
    return [plan_fact(plan) for plan in found]


async def messages(ctx: Ctx, plan_ids: Sequence[UUID]) -> list[str]:
    """Messages of the plans, each once."""
    rows = await ctx.db.execute(
        select(PlanMessage.text)
        .where(
            PlanMessage.ward_id == ctx.ward_id, PlanMessage.plan_id.in_(plan_ids), PlanMessage.withdrawn_at.is_(None)
        )
        .order_by(PlanMessage.plan_id.desc(), PlanMessage.position)
    )
    return list(dict.fromkeys(rows.scalars()))


@dataclass(frozen=True, slots=True)
class MessageFact:
    """A message (thông điệp, khẩu hiệu) of a published plan."""

    id: UUID
    text: str


def _messages(ctx: Ctx) -> Select[PlanMessage]:
    return select(PlanMessage).where(PlanMessage.ward_id == ctx.ward_id)


async def named_messages(ctx: Ctx, ids: Collection[UUID]) -> list[MessageFact]:
    """The messages of these ids, withdrawn ones too: what was carried stays carried."""
    rows = await ctx.db.execute(
        _messages(ctx).where(PlanMessage.id.in_(ids)).order_by(PlanMessage.plan_id, PlanMessage.position)
    )
    return [MessageFact(one.id, one.text) for one in rows.scalars()]


async def usable_messages(ctx: Ctx, ids: Collection[UUID]) -> set[UUID]:
    """Those of the ids that are messages of published plans and not withdrawn."""
    if not ids:
        return set()
    published = queries.visible(ctx).where(Plan.state != PlanState.DRAFT).with_only_columns(Plan.id)
    rows = await ctx.db.execute(
        _messages(ctx).where(
            PlanMessage.id.in_(ids), PlanMessage.withdrawn_at.is_(None), PlanMessage.plan_id.in_(published)
        )
    )
    return {one.id for one in rows.scalars()}


async def message_library(ctx: Ctx) -> list[MessageFact]:
    """Messages of the plans in force, newest plan first."""
    plan_ids = [plan.id for plan in await plans_in_force(ctx)]
    rows = await ctx.db.execute(
        _messages(ctx)
        .where(PlanMessage.plan_id.in_(plan_ids), PlanMessage.withdrawn_at.is_(None))
        .order_by(PlanMessage.plan_id.desc(), PlanMessage.position)
    )
    return [MessageFact(one.id, one.text) for one in rows.scalars()]


async def has_activity_line(ctx: Ctx, line_id: UUID) -> bool:
    """Whether the line stands in a published plan of the ward."""
    found = await ctx.db.get(PlanActivityLine, (ctx.ward_id, line_id))
    return found is not None and found.withdrawn_at is None


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


registry.register("plan", _describe, _find)


async def _drafts_naming(ctx: Ctx, succession: Succession) -> dict[str, int]:
    """Drafts keep whom they name: what they give goes to the heir when they are published."""
    content = cast(PlanRevision.content, Text)
    rows = await ctx.db.execute(
        select(func.count())
        .select_from(PlanRevision)
        .where(
            PlanRevision.ward_id == ctx.ward_id,
            PlanRevision.published_at.is_(None),
            or_(*(func.strpos(content, str(one)) > 0 for one in succession.predecessor_ids)),
        )
    )
    return {"plan_drafts": rows.scalar_one()}


when_units_change("plans", _drafts_naming)

"""The lead's page of deadlines: what the law gives, and the shorter time that the ward gives itself."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from vitreem.kernel.deadlines.rules import DeadlineAudit, DeadlineRule, TimeUnit, WardDeadline
from vitreem.kernel.http.etags import IfMatch, require_version
from vitreem.kernel.http.problems import Invalid, NotAllowed, NotFound, Stale, VersionRequired, problems
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import api_router

router = api_router("Thời hạn")

Sets = Annotated[Ctx, allow("ward:settings")]


class LongerThanLaw(Invalid):
    """`most` is what the law gives."""

    code = "longer_than_law"
    title = "Dài hơn quy định"
    detail = "Phường, xã chỉ được đặt thời hạn ngắn hơn hoặc bằng quy định."


class OwnDeadlineUpdate(BaseModel):
    """The ward's shorter amount, in the rule's unit; null takes it back."""

    model_config = ConfigDict(extra="forbid")

    amount: int | None = Field(ge=1, le=1000)


class OwnDeadlineRead(BaseModel):
    """What the ward gives itself, by whom and since when."""

    amount: int
    set_by_name: str
    since: datetime


class DeadlineRuleRead(BaseModel):
    """A rule in force. `version` is of the ward's own amount, 0 before there was one: changes name it."""

    id: UUID
    code: str
    name: str
    amount: int
    unit: TimeUnit
    starts_with: str = Field(description="What starts it, in Vietnamese.")
    legal_basis: str
    valid_from: date
    valid_to: date | None
    own: OwnDeadlineRead | None
    version: int


class DeadlineRulesRead(BaseModel):
    items: list[DeadlineRuleRead]


async def _latest(ctx: Ctx) -> dict[UUID, WardDeadline]:
    """The ward's latest row of each rule."""
    rows = await ctx.db.execute(
        select(WardDeadline)
        .ext(distinct_on(col(WardDeadline.rule_id)))
        .where(WardDeadline.ward_id == ctx.ward_id)
        .order_by(WardDeadline.rule_id, col(WardDeadline.version).desc())
    )
    return {row.rule_id: row for row in rows.scalars()}


async def _read(ctx: Ctx) -> DeadlineRulesRead:
    today = ctx.clock.today()
    rules = await ctx.db.execute(
        select(DeadlineRule)
        .where(DeadlineRule.valid_from <= today, func.coalesce(DeadlineRule.valid_to, today) >= today)
        .order_by(DeadlineRule.code)
    )
    own = await _latest(ctx)
    return DeadlineRulesRead(items=[_rule_read(rule, own.get(rule.id)) for rule in rules.scalars()])


def _rule_read(rule: DeadlineRule, own: WardDeadline | None) -> DeadlineRuleRead:
    shorter = None
    if own is not None and own.amount is not None:
        shorter = OwnDeadlineRead(amount=own.amount, set_by_name=own.set_by_name, since=own.valid_from)
    return DeadlineRuleRead.model_validate(
        rule.model_dump() | {"own": shorter, "version": own.version if own is not None else 0}
    )


@router.get("/deadline-rules", responses=problems(SignInRequired, NotAllowed))
async def list_deadline_rules(ctx: Sets) -> DeadlineRulesRead:
    """Every rule that is in force today, with its legal basis."""
    return await _read(ctx)


@router.put(
    "/deadline-rules/{rule_id}/own",
    responses=problems(SignInRequired, NotAllowed, NotFound, LongerThanLaw, Stale, VersionRequired),
)
async def set_own_deadline(rule_id: UUID, body: OwnDeadlineUpdate, version: IfMatch, ctx: Sets) -> DeadlineRulesRead:
    """Give the ward less time than the law does, for all that begins from now on; what has begun keeps its time."""
    rule = await ctx.db.get(DeadlineRule, rule_id)
    if rule is None:
        raise NotFound()
    if body.amount is not None and body.amount > rule.amount:
        raise LongerThanLaw(
            f"Quy định cho {rule.amount}; phường, xã chỉ được đặt ngắn hơn hoặc bằng.", field="amount", most=rule.amount
        )
    own = (await _latest(ctx)).get(rule_id)
    require_version(own.version if own is not None else 0, version)
    row = WardDeadline(
        ward_id=ctx.ward_id, id=new_id(), rule_id=rule_id, amount=body.amount, version=version + 1,
        valid_from=ctx.clock.now(), set_by_id=ctx.person_id, set_by_name=ctx.actor_name,
    )  # fmt: skip
    ctx.db.add(row)
    try:
        await ctx.db.flush()
    except IntegrityError:
        raise Stale() from None  # somebody else set it at the same moment
    ctx.record(DeadlineAudit.SET, "ward_deadline", row.id, name=rule.name, amount=body.amount, unit=rule.unit)
    return await _read(ctx)

"""Giving: who sees which round, line, share and donor, and what belongs to them."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import aliased

from vitreem.children.facts import donors_may_know
from vitreem.giving.models import (
    Donor,
    GiftInstalment,
    GiftItem,
    GiftLine,
    GiftNominator,
    GiftRound,
    GiftShare,
)
from vitreem.giving.rules import LineState, RoundState, ShareState
from vitreem.identity.facts import Unit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx

_n = GiftNominator.__table__.c


def sees_all(ctx: Ctx) -> bool:
    return ctx.may("gift_round:read_all")


def of_round(unit_ids: Any, round_: Any) -> Any:
    """Condition: a round of one of the units; once it is open also one that they nominate for, and once it is decided
    one that children of theirs are on."""
    named = exists().where(
        _n.ward_id == round_.ward_id, _n.round_id == round_.id, _n.unit_id == func.any(unit_ids),
        round_.state != str(RoundState.DRAFT),
    )  # fmt: skip
    # Of a decided list the khu phố where the child lives hands over, whoever nominated.
    line = GiftLine.__table__.alias("own_line")
    lives = exists().where(
        line.c.ward_id == round_.ward_id, line.c.round_id == round_.id, line.c.place_unit_id == func.any(unit_ids),
        line.c.state == str(LineState.APPROVED),
    )  # fmt: skip
    return or_(round_.unit_id == func.any(unit_ids), named, lives)


def visible(ctx: Ctx) -> Select[GiftRound]:
    """The only place that knows who opens which round."""
    statement = select(GiftRound).where(GiftRound.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("gift_round:read"):
        return statement.where(false())
    return statement.where(of_round(list(ctx.unit_ids), GiftRound))


async def seen(ctx: Ctx, round_id: UUID, *, lock: bool = False) -> GiftRound:
    statement = visible(ctx).where(GiftRound.id == round_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def seen_among(ctx: Ctx, round_ids: Collection[UUID]) -> set[UUID]:
    """Those of the rounds that the caller may open."""
    rows = await ctx.db.execute(visible(ctx).with_only_columns(GiftRound.id).where(GiftRound.id.in_(round_ids)))
    return set(rows.scalars())


async def opened_by(ctx: Ctx, unit_ids: Collection[UUID], round_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Which of the units' people may open which of the rounds: pairs of unit and round."""
    unit: Any = Unit
    rows: Any = await ctx.db.execute(
        select(unit.id, GiftRound.id).where(
            unit.ward_id == ctx.ward_id, unit.id.in_(unit_ids), GiftRound.ward_id == ctx.ward_id,
            GiftRound.id.in_(round_ids), of_round(array([unit.id]), GiftRound),
        )
    )  # fmt: skip
    return {(unit_id, round_id) for unit_id, round_id in rows}


def of_line(unit_ids: Any, line: Any) -> Any:
    """Condition: nominated by one of the units, of a child who lives there, or in a round of theirs."""
    round_ = GiftRound.__table__.alias("own_round")
    owned = exists().where(
        round_.c.ward_id == line.ward_id, round_.c.id == line.round_id, round_.c.unit_id == func.any(unit_ids)
    )
    return or_(line.unit_id == func.any(unit_ids), line.place_unit_id == func.any(unit_ids), owned)


def visible_lines(ctx: Ctx) -> Select[GiftLine]:
    """The only place that knows who sees which line."""
    statement = select(GiftLine).where(GiftLine.ward_id == ctx.ward_id)
    if sees_all(ctx):
        return statement
    if not ctx.may("gift_round:read"):
        return statement.where(false())
    return statement.where(of_line(list(ctx.unit_ids), GiftLine))


async def seen_line(ctx: Ctx, line_id: UUID, *, lock: bool = False) -> GiftLine:
    statement = visible_lines(ctx).where(GiftLine.id == line_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def seen_share(ctx: Ctx, share_id: UUID, *, lock: bool = False) -> GiftShare:
    statement = select(GiftShare).where(GiftShare.ward_id == ctx.ward_id, GiftShare.id == share_id)
    if not sees_all(ctx):
        own = of_line(list(ctx.unit_ids), GiftShare) if ctx.may("gift_round:read") else false()
        statement = statement.where(own)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def looks_after(ctx: Ctx, of: GiftLine | GiftShare) -> bool:
    """Whether the caller, who sees the line or share, is told all of it: the ward, who nominated, the child's khu
    phố."""
    return sees_all(ctx) or bool({of.unit_id, of.place_unit_id} & set(ctx.unit_ids))


async def named(ctx: Ctx, lines: Collection[GiftLine]) -> set[UUID]:
    """Of lines that the caller sees, the ids of those whose child's name they are told: who looks after the child; who
    sponsors where donors may be told."""
    found = {one.id for one in lines if looks_after(ctx, one)}
    if others := {one.id for one in lines} - found:
        consented = await ctx.db.execute(
            select(GiftLine.id).where(
                GiftLine.ward_id == ctx.ward_id, GiftLine.id.in_(others),
                donors_may_know(GiftLine.ward_id, GiftLine.child_id),
            )
        )  # fmt: skip
        found |= set(consented.scalars())
    return found


def visible_donors(ctx: Ctx) -> Select[Donor]:
    """The ward's people see all donors, a unit those that it mobilised."""
    statement = select(Donor).where(Donor.ward_id == ctx.ward_id)
    if ctx.may("donor:read_all"):
        return statement
    if not ctx.may("donor:read"):
        return statement.where(false())
    return statement.where(Donor.unit_id.in_(ctx.unit_ids))


async def seen_donor(ctx: Ctx, donor_id: UUID, *, lock: bool = False) -> Donor:
    statement = visible_donors(ctx).where(Donor.id == donor_id)
    found = (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def items_of(ctx: Ctx, round_id: UUID) -> list[GiftItem]:
    rows = await ctx.db.execute(
        select(GiftItem)
        .where(GiftItem.ward_id == ctx.ward_id, GiftItem.round_id == round_id)
        .order_by(GiftItem.position)
    )
    return list(rows.scalars())


async def instalments_of(ctx: Ctx, round_id: UUID) -> list[GiftInstalment]:
    rows = await ctx.db.execute(
        select(GiftInstalment)
        .where(GiftInstalment.ward_id == ctx.ward_id, GiftInstalment.round_id == round_id)
        .order_by(GiftInstalment.number)
    )
    return list(rows.scalars())


async def nominators_of(ctx: Ctx, round_id: UUID) -> list[GiftNominator]:
    rows = await ctx.db.execute(
        select(GiftNominator)
        .join(Unit, (Unit.ward_id == GiftNominator.ward_id) & (Unit.id == GiftNominator.unit_id))
        .where(GiftNominator.ward_id == ctx.ward_id, GiftNominator.round_id == round_id)
        .order_by(Unit.sort_key)
    )
    return list(rows.scalars())


async def lines_of(ctx: Ctx, round_id: UUID, *states: LineState) -> list[GiftLine]:
    """Lines of the round that the caller sees, by unit and number."""
    unit = aliased(Unit)
    statement = (
        visible_lines(ctx)
        .join(unit, (unit.ward_id == GiftLine.ward_id) & (unit.id == GiftLine.unit_id))
        .where(GiftLine.round_id == round_id)
        .order_by(unit.sort_key, GiftLine.number)
    )
    if states:
        statement = statement.where(GiftLine.state.in_(states))
    return list((await ctx.db.execute(statement)).scalars())


async def shares_of(ctx: Ctx, line_id: UUID) -> list[GiftShare]:
    rows = await ctx.db.execute(
        select(GiftShare)
        .where(GiftShare.ward_id == ctx.ward_id, GiftShare.line_id == line_id)
        .order_by(GiftShare.instalment)
    )
    return list(rows.scalars())


async def due_shares(ctx: Ctx, today: date, until: date) -> tuple[int, int]:
    """How many shares that the caller sees and that aren't handed over are past their day, and how many are due until
    then: the rows of `lists.SHARES`."""
    due_on: Any = GiftShare.due_on
    statement = select(func.count().filter(due_on < today), func.count().filter(due_on >= today)).where(
        GiftShare.ward_id == ctx.ward_id, GiftShare.state == ShareState.DUE, due_on <= until
    )
    if not sees_all(ctx):
        statement = statement.where(of_line(list(ctx.unit_ids), GiftShare))
    overdue, soon = (await ctx.db.execute(statement)).one()
    return overdue, soon

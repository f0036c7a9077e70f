"""Rounds and answers: who sees which, and what a round counts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, false, func, select, tuple_

from vitreem.identity.facts import Unit
from vitreem.kernel.http.paging import decode_cursor
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.reporting.models import ReportAnswer, ReportDuty, ReportFigure, ReportRound, ReportVersion
from vitreem.reporting.rules import ANSWERED, ReportRoundState
from vitreem.reporting.schemas import ReportRoundsQuery


def answers(ctx: Ctx) -> Select[ReportAnswer]:
    """The only place that knows who sees which answer: the ward's people all, a unit's people those of their units."""
    statement = select(ReportAnswer).where(ReportAnswer.ward_id == ctx.ward_id)
    if ctx.may("report:read_all"):
        return statement
    if not ctx.may("report:read"):
        return statement.where(false())
    return statement.where(ReportAnswer.unit_id.in_(ctx.unit_ids))


def rounds(ctx: Ctx) -> Select[ReportRound]:
    """Rounds with an answer that the caller sees; for the ward's people all."""
    statement = select(ReportRound).where(ReportRound.ward_id == ctx.ward_id)
    if ctx.may("report:read_all"):
        return statement
    mine = answers(ctx).where(ReportAnswer.round_id == ReportRound.id)
    return statement.where(exists(mine.with_only_columns(ReportAnswer.id)))


async def seen_round(ctx: Ctx, round_id: UUID, *, lock: bool = False) -> ReportRound:
    return await _one(ctx, rounds(ctx).where(ReportRound.id == round_id), ReportRound, lock=lock)


async def seen_answer(ctx: Ctx, answer_id: UUID, *, lock: bool = False) -> ReportAnswer:
    return await _one(ctx, answers(ctx).where(ReportAnswer.id == answer_id), ReportAnswer, lock=lock)


async def _one(ctx: Ctx, statement: Any, model: Any, *, lock: bool) -> Any:
    found = (await ctx.db.execute(statement.with_for_update(of=model) if lock else statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def round_of(ctx: Ctx, answer: ReportAnswer, *, share: bool = False) -> ReportRound:
    """The answer's round; with `share` nobody locks it meanwhile."""
    statement = select(ReportRound).where(ReportRound.ward_id == ctx.ward_id, ReportRound.id == answer.round_id)
    return (await ctx.db.execute(statement.with_for_update(read=True) if share else statement)).scalar_one()


async def page(ctx: Ctx, asked: ReportRoundsQuery) -> tuple[list[ReportRound], list[Any] | None]:
    """Rounds, those whose day comes last first; and where the next page begins."""
    due_at, round_id = ReportRound.due_at, ReportRound.id
    statement = rounds(ctx).order_by(due_at.desc(), round_id.desc()).limit(asked.limit + 1)  # pyright: ignore
    if asked.state is not None:
        statement = statement.where(ReportRound.state == asked.state)
    if asked.after is not None:
        last = decode_cursor(asked.after, datetime.fromisoformat, UUID)
        statement = statement.where(tuple_(due_at, round_id) < tuple_(*last))
    found = list((await ctx.db.execute(statement)).scalars())
    if len(found) <= asked.limit:
        return found, None
    last_shown = found[asked.limit - 1]
    return found[: asked.limit], [last_shown.due_at.isoformat(), str(last_shown.id)]


async def matrix(ctx: Ctx, round_ids: Sequence[UUID]) -> list[tuple[ReportAnswer, Unit]]:
    """Answers that the caller sees, with their units in the order of the Vietnamese alphabet."""
    rows = await ctx.db.execute(
        answers(ctx)
        .where(ReportAnswer.round_id.in_(round_ids))
        .join(Unit, (Unit.ward_id == ReportAnswer.ward_id) & (Unit.id == ReportAnswer.unit_id))
        .add_columns(Unit)
        .order_by(Unit.sort_key, ReportAnswer.id)
    )
    return [(answer, unit) for answer, unit in rows]


async def figures(ctx: Ctx, answer_ids: Sequence[UUID]) -> dict[UUID, list[ReportFigure]]:
    """Figures of each answer; the caller sees the answers."""
    rows = await ctx.db.execute(
        select(ReportFigure)
        .where(ReportFigure.ward_id == ctx.ward_id, ReportFigure.answer_id.in_(answer_ids))
        .order_by(ReportFigure.id)
    )
    found: dict[UUID, list[ReportFigure]] = {answer_id: [] for answer_id in answer_ids}
    for one in rows.scalars():
        found[one.answer_id].append(one)
    return found


async def versions(ctx: Ctx, answer_id: UUID) -> list[ReportVersion]:
    """As it was handed in, the first first."""
    rows = await ctx.db.execute(
        select(ReportVersion)
        .where(ReportVersion.ward_id == ctx.ward_id, ReportVersion.answer_id == answer_id)
        .order_by(ReportVersion.number)
    )
    return list(rows.scalars())


async def version(ctx: Ctx, answer_id: UUID, version_id: UUID) -> ReportVersion:
    found = next((one for one in await versions(ctx, answer_id) if one.id == version_id), None)
    if found is None:
        raise NotFound()
    return found


async def running(ctx: Ctx, kind: str, **of: Any) -> ReportRound | None:
    """A round of the kind that nobody has called off."""
    statement = select(ReportRound).where(
        ReportRound.ward_id == ctx.ward_id, ReportRound.kind == kind, ReportRound.state != ReportRoundState.CANCELLED
    )
    for name, value in of.items():
        statement = statement.where(getattr(ReportRound, name) == value)
    return (await ctx.db.execute(statement.limit(1))).scalar_one_or_none()


async def open_rounds(ctx: Ctx) -> list[ReportRound]:
    """Every open round of the ward, for who looks at their days."""
    rows = await ctx.db.execute(
        select(ReportRound).where(ReportRound.ward_id == ctx.ward_id, ReportRound.state == ReportRoundState.OPEN)
    )
    return list(rows.scalars())


async def owed(ctx: Ctx, round_ids: Collection[UUID]) -> list[ReportAnswer]:
    """Answers that haven't been handed in, of every unit: for the reminder that nobody asks for."""
    rows = await ctx.db.execute(
        select(ReportAnswer).where(
            ReportAnswer.ward_id == ctx.ward_id, ReportAnswer.round_id.in_(round_ids),
            ReportAnswer.state.not_in([str(one) for one in ANSWERED]),
        )
    )  # fmt: skip
    return list(rows.scalars())


async def duties(ctx: Ctx, kind: str) -> list[ReportDuty]:
    rows = await ctx.db.execute(select(ReportDuty).where(ReportDuty.kind == kind).order_by(func.lower(ReportDuty.name)))
    return list(rows.scalars())

"""A round, an answer and a version of it, as they are shown: small figures of children to those who may see them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import orjson

from vitreem.identity import facts as identity
from vitreem.identity.facts import Unit
from vitreem.kernel.http.paging import Page
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records import indicators, small_cells
from vitreem.reporting import queries, rules, service
from vitreem.reporting.models import ReportAnswer, ReportDuty, ReportFigure, ReportRound, ReportVersion
from vitreem.reporting.rules import ANSWERED, AnswerState, ReportRoundState
from vitreem.reporting.schemas import (
    ReportAnswerItem,
    ReportAnswerRead,
    ReportDutyRead,
    ReportFigureRead,
    ReportRoundCounts,
    ReportRoundItem,
    ReportRoundRead,
    ReportRoundsQuery,
    ReportSentence,
    ReportTexts,
    ReportVersionItem,
    ReportVersionRead,
)

_Rows = Sequence[tuple[ReportAnswer, Unit]]


def _is_late(ctx: Ctx, answer: ReportAnswer, round_: ReportRound) -> bool:
    if answer.first_submitted_at is None and round_.state == ReportRoundState.CANCELLED:
        return False
    return rules.is_late(answer.first_submitted_at, round_.due_at, ctx.clock.now())


def _counts(ctx: Ctx, round_: ReportRound, answers: Sequence[ReportAnswer]) -> ReportRoundCounts:
    states = Counter(one.state for one in answers)
    answered = sum(states[one] for one in ANSWERED)
    return ReportRoundCounts(
        asked=len(answers), answered=answered, accepted=states[AnswerState.ACCEPTED],
        returned=states[AnswerState.RETURNED], late=sum(_is_late(ctx, one, round_) for one in answers),
        missing=len(answers) - answered,
    )  # fmt: skip


async def page(ctx: Ctx, asked: ReportRoundsQuery) -> Page[ReportRoundItem]:
    """Rounds that the caller sees, with the counts of the answers that they see."""
    found, cursor = await queries.page(ctx, asked)
    rows = await queries.matrix(ctx, [one.id for one in found])
    of = {one.id: [answer for answer, _ in rows if answer.round_id == one.id] for one in found}
    items = [
        ReportRoundItem(
            id=one.id, kind=one.kind, title=one.title, from_on=one.from_on, to_on=one.to_on, due_at=one.due_at,
            state=one.state, counts=_counts(ctx, one, of[one.id]),
            answer_ids=[answer.id for answer in of[one.id] if answer.unit_id in ctx.unit_ids],
        )
        for one in found
    ]  # fmt: skip
    return Page(items=items, next=orjson.dumps(cursor).decode() if cursor else None)


# ---- a round


async def read_round(ctx: Ctx, round_: ReportRound) -> ReportRoundRead:
    rows = await queries.matrix(ctx, [round_.id])
    values, totals = await _values(ctx, rows)
    return ReportRoundRead(
        **round_.model_dump(exclude={"ward_id", "questions", "checks"}),
        questions=list(service.questions_of(round_)), checks=list(service.checks_of(round_)),
        duties=[_duty(one, round_) for one in await queries.duties(ctx, round_.kind) if _in_force(one, round_.to_on)],
        counts=_counts(ctx, round_, [answer for answer, _ in rows]), totals=totals,
        answers=[
            ReportAnswerItem(
                id=answer.id, unit_id=unit.id, unit_name=unit.name, unit_kind=unit.kind, state=answer.state,
                late=_is_late(ctx, answer, round_), submitted_at=answer.submitted_at,
                return_reason=answer.return_reason, values=values[at],
            )
            for at, (answer, unit) in enumerate(rows)
        ],
        history=await history_of(ctx, round_.id), allowed_actions=service.round_actions(ctx, round_),
    )  # fmt: skip


async def _values(ctx: Ctx, rows: _Rows) -> tuple[list[dict[str, int | None]], dict[str, int]]:
    """What was handed in, of each answer by code, and the sums; small figures of children are empty, with another one
    that would tell them, for whom they aren't entrusted to."""
    found = await queries.figures(ctx, [answer.id for answer, _ in rows if answer.state in ANSWERED])
    said = [{one.code: service.as_written(one).value for one in found.get(answer.id, ())} for answer, _ in rows]
    codes = {code for values in said for code in values}
    totals = {code: sum(values.get(code) or 0 for values in said) for code in sorted(codes)}
    told: list[dict[str, int | None]] = [dict(values) for values in said]
    if not ctx.may("indicator:small_cells"):
        own = {at for at, (answer, _) in enumerate(rows) if answer.unit_id in ctx.unit_ids}
        for code in codes & indicators.hidden_codes():
            is_shown = not 0 < totals[code] < small_cells.SMALL
            cells = {at: values.get(code) or 0 for at, values in enumerate(said) if at not in own}
            for at in small_cells.hidden(cells, total_shown=is_shown):
                told[at][code] = None
            if not is_shown and len(own) < len(rows):
                del totals[code]
    return told, totals


def _in_force(duty: ReportDuty, on: date) -> bool:
    return duty.valid_from <= on and (duty.valid_to is None or on <= duty.valid_to)


def _duty(duty: ReportDuty, round_: ReportRound) -> ReportDutyRead:
    """The day of the year in which the period ends, or of the next one where it has gone by then."""
    before = date(round_.to_on.year, duty.month, duty.day)
    if before <= round_.from_on:
        before = date(round_.to_on.year + 1, duty.month, duty.day)
    last_on = before - timedelta(days=1)
    return ReportDutyRead(
        name=duty.name,
        body=duty.body,
        last_on=last_on,
        legal_basis=duty.legal_basis,
        counts=rules.due_at(last_on, None) < round_.due_at,
    )


# ---- an answer


def _figures(ctx: Ctx, answer: ReportAnswer, rows: Sequence[Mapping[str, Any]]) -> list[ReportFigureRead]:
    """Of somebody else's unit small figures of children are told to those alone whom they are entrusted to."""
    hides = not (ctx.may("indicator:small_cells") or answer.unit_id in ctx.unit_ids)
    private = indicators.hidden_codes() if hides else frozenset[str]()
    return [_figure(one, hide=one["code"] in private) for one in rows]


def _figure(row: Mapping[str, Any], *, hide: bool) -> ReportFigureRead:
    reported, computed = row["reported"], row["computed"]
    value = computed if reported is None else reported
    if hide and any(0 < (one or 0) < small_cells.SMALL for one in (reported, computed)):
        return ReportFigureRead(
            **{**row, "reported": None, "computed": None, "evidence_count": None, "why": ""}, value=None
        )
    return ReportFigureRead(**row, value=value)


def _row(figure: ReportFigure) -> dict[str, Any]:
    return figure.model_dump(exclude={"ward_id", "id", "answer_id"})


async def read_answer(ctx: Ctx, answer: ReportAnswer) -> ReportAnswerRead:
    round_ = await queries.round_of(ctx, answer)
    figures = (await queries.figures(ctx, [answer.id]))[answer.id]
    names = await identity.unit_names(ctx, [answer.unit_id])
    texts, checks = ReportTexts.model_validate(answer.texts), service.checks_of(round_)
    lines = {line.strip() for line in texts.results.splitlines()}
    return ReportAnswerRead(
        **answer.model_dump(exclude={"ward_id", "texts", "first_submitted_at"}),
        round_title=round_.title, kind=round_.kind, note=round_.note, from_on=round_.from_on, to_on=round_.to_on,
        due_at=round_.due_at, locked=round_.state != ReportRoundState.OPEN, unit_name=names[answer.unit_id],
        late=_is_late(ctx, answer, round_), texts=texts, questions=list(service.questions_of(round_)),
        checks=list(checks), figures=_figures(ctx, answer, [_row(one) for one in figures]),
        broken=rules.broken_checks([service.as_written(one) for one in figures], checks),
        sentences=[
            ReportSentence(assignment_id=one.id, text=text, written=text in lines)
            for one, text in await service.sentences(ctx, answer, round_)
        ],
        versions=[_version(one) for one in await queries.versions(ctx, answer.id)],
        history=await history_of(ctx, answer.id), allowed_actions=service.answer_actions(ctx, answer, round_),
    )  # fmt: skip


def _version(one: ReportVersion) -> ReportVersionItem:
    return ReportVersionItem(id=one.id, number=one.number, made_at=one.made_at, author_name=one.author_name)


async def read_version(ctx: Ctx, answer: ReportAnswer, version_id: UUID) -> ReportVersionRead:
    """An answer as it was handed in."""
    one = await queries.version(ctx, answer.id, version_id)
    return ReportVersionRead(
        **_version(one).model_dump(), texts=ReportTexts.model_validate(one.content["texts"]),
        figures=_figures(ctx, answer, one.content["figures"]),
    )  # fmt: skip

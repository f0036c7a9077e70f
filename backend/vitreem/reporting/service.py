"""What people do with rounds and answers. Each verb checks caller, version and state, and leaves a trace."""

from collections.abc import Sequence
from uuid import UUID

from vitreem.assignments import facts as assignments
from vitreem.assignments.facts import UnitResult
from vitreem.identity import facts as identity
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.plans import facts as plans
from vitreem.records import indicators
from vitreem.reporting import notices, queries, rules
from vitreem.reporting.models import ReportAnswer, ReportFigure, ReportRound, ReportVersion
from vitreem.reporting.rules import (
    ANSWER,
    ANSWER_LIFE,
    ROUND,
    ROUND_LIFE,
    AnswerState,
    AnswerVerb,
    FigureAsWritten,
    ReportAudit,
    ReportCheck,
    ReportQuestion,
    ReportRoundKind,
    ReportRoundState,
    ReportRoundVerb,
)
from vitreem.reporting.schemas import Reminded, ReportAnswerWrite, ReportRoundCreate, ReportRoundUpdate, ReportTexts
from vitreem.reporting.wording import sentence

_INJURIES = "injuries"


def round_rights(ctx: Ctx) -> frozenset[str]:
    return frozenset({"manage"}) if ctx.may("report:manage") else frozenset()


def answer_rights(ctx: Ctx, answer: ReportAnswer) -> frozenset[str]:
    """`write`: of the unit; `submit`: who leads it; `manage`: the ward, which decides."""
    held = set(round_rights(ctx))
    if answer.unit_id in ctx.unit_ids and ctx.may("report:write"):
        held.add("write")
    if answer.unit_id in ctx.lead_unit_ids and ctx.may("report:submit"):
        held.add("submit")
    return frozenset(held)


def blocked(round_: ReportRound) -> str | None:
    """Why nothing is done with the answers of a round now."""
    match round_.state:
        case ReportRoundState.LOCKED:
            return "Đợt báo cáo đã khóa. Cần sửa thì nhờ phường, xã mở khóa."
        case ReportRoundState.CANCELLED:
            return "Đợt báo cáo đã hủy."
        case _:
            return None


def round_actions(ctx: Ctx, round_: ReportRound) -> list[ReportRoundVerb]:
    return ROUND_LIFE.allowed(round_.state, round_rights(ctx))


def answer_actions(ctx: Ctx, answer: ReportAnswer, round_: ReportRound) -> list[AnswerVerb]:
    return [] if blocked(round_) else ANSWER_LIFE.allowed(answer.state, answer_rights(ctx, answer))


# ---- rounds


def _done(ctx: Ctx, round_: ReportRound, what: ReportAudit, /, **facts: object) -> None:
    round_.version += 1
    ctx.record(what, ROUND, round_.id, name=round_.title, **facts)


def _asked(body: ReportRoundCreate) -> list[ReportQuestion]:
    """What the round asks for: of a report that the product knows every figure that it counts, else what is asked."""
    declared = indicators.declared()
    if body.kind is ReportRoundKind.QUICK:
        if unknown := [one.code for one in body.questions if one.indicator and one.code not in declared]:
            raise rules.UnknownQuestion(codes=unknown)
        if not body.questions:
            raise rules.FiguresMissing(codes=[])
        return [
            one.model_copy(update={"definition": declared[one.code].version}) if one.indicator else one
            for one in body.questions
        ]
    wanted = declared
    if body.kind is ReportRoundKind.HALF_YEAR:
        [source] = [one for one in indicators.sources() if one.name == _INJURIES]
        wanted = {one.code: one for one in source.indicators}
    known = [ReportQuestion(code=code, indicator=True, definition=one.version) for code, one in wanted.items()]
    return [*known, *(one for one in body.questions if not one.indicator)]


async def _require_new(ctx: Ctx, body: ReportRoundCreate) -> None:
    """One report of a plan, and one of a half-year, is asked for at a time."""
    there = None
    if body.kind is ReportRoundKind.ACTION_MONTH:
        if body.plan_id is None or await plans.published_plan(ctx, body.plan_id) is None:
            raise rules.PlanNeeded(field="plan_id")
        there = await queries.running(ctx, body.kind, plan_id=body.plan_id)
    if body.kind is ReportRoundKind.HALF_YEAR:
        there = await queries.running(ctx, body.kind, from_on=body.from_on)
    if there is not None:
        raise rules.ReportRoundThere(round_id=str(there.id))


async def open_round(ctx: Ctx, body: ReportRoundCreate) -> UUID:
    """Ask units for a report or for figures, and tell them."""
    rules.require_period(body.from_on, body.to_on)
    due_at = rules.due_at(body.due_on, body.due_hour)
    if due_at <= ctx.clock.now():
        raise rules.DueInThePast(field="due_on")
    questions = _asked(body)
    rules.require_questions(questions, body.checks)
    await _require_new(ctx, body)
    units = await identity.open_units(ctx, body.unit_ids, body.unit_kinds)
    if not units:
        raise rules.NobodyAsked(field="unit_kinds")
    round_ = ReportRound(
        ward_id=ctx.ward_id, id=new_id(), kind=body.kind, title=body.title, note=body.note,
        plan_id=body.plan_id if body.kind is ReportRoundKind.ACTION_MONTH else None, from_on=body.from_on,
        to_on=body.to_on, due_at=due_at, questions=[one.model_dump(mode="json") for one in questions],
        checks=[one.model_dump(mode="json") for one in body.checks], state=ReportRoundState.OPEN,
        opened_by=ctx.actor_name, created_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(round_)
    await ctx.db.flush()
    answers = [
        ReportAnswer(ward_id=ctx.ward_id, id=new_id(), round_id=round_.id, unit_id=one.id, state=AnswerState.ASKED)
        for one in units
    ]
    ctx.db.add_all(answers)
    ctx.record(ReportAudit.ROUND_OPENED, ROUND, round_.id, name=round_.title, units=len(answers))
    await ctx.db.flush()
    await notices.tell_units(ctx, notices.OPENED, answers)
    return round_.id


async def update_round(ctx: Ctx, round_: ReportRound, body: ReportRoundUpdate, version: int) -> None:
    """Other words, another day."""
    ROUND_LIFE.begin(round_, ReportRoundVerb.EDIT, round_rights(ctx), version)
    due_at = rules.due_at(body.due_on, body.due_hour)
    if due_at != round_.due_at:
        if due_at <= ctx.clock.now():
            raise rules.DueInThePast(field="due_on")
        await notices.moved_day(ctx, await _answer_ids(ctx, round_))
    before, round_.due_at = round_.due_at, due_at
    round_.title, round_.note = body.title, body.note
    _done(ctx, round_, ReportAudit.ROUND_CHANGED, before=before.isoformat(), after=due_at.isoformat())


async def lock(ctx: Ctx, round_: ReportRound, version: int) -> None:
    """Nobody changes an answer any more; those who never answered are named as they are."""
    round_.state = ROUND_LIFE.begin(round_, ReportRoundVerb.LOCK, round_rights(ctx), version)
    round_.locked_at = ctx.clock.now()
    _done(ctx, round_, ReportAudit.ROUND_LOCKED)
    await notices.nothing_owed(ctx, await _answer_ids(ctx, round_))


async def unlock(ctx: Ctx, round_: ReportRound, version: int) -> None:
    round_.state = ROUND_LIFE.begin(round_, ReportRoundVerb.UNLOCK, round_rights(ctx), version)
    round_.locked_at = None
    _done(ctx, round_, ReportAudit.ROUND_UNLOCKED)


async def cancel(ctx: Ctx, round_: ReportRound, reason: str, version: int) -> None:
    """It was asked by mistake: nobody owes anything."""
    round_.state = ROUND_LIFE.begin(round_, ReportRoundVerb.CANCEL, round_rights(ctx), version)
    round_.cancel_reason = reason
    _done(ctx, round_, ReportAudit.ROUND_CANCELLED, reason=reason)
    await notices.nothing_owed(ctx, await _answer_ids(ctx, round_))


async def remind(ctx: Ctx, round_: ReportRound, version: int) -> Reminded:
    """Tell everybody of the units that haven't answered, once more."""
    ROUND_LIFE.begin(round_, ReportRoundVerb.REMIND, round_rights(ctx), version)
    owed = await queries.owed(ctx, [round_.id])
    is_over = round_.due_at <= ctx.clock.now()
    kind = notices.LATE if is_over else notices.DUE_SOON
    # Who has read the one before finds a new one.
    await notices.moved_day(ctx, [one.id for one in owed])
    people = await notices.tell_units(ctx, kind, owed)
    round_.reminded_at = ctx.clock.now()
    _done(ctx, round_, ReportAudit.ROUND_REMINDED, units=len(owed))
    return Reminded(units=len(owed), people=people)


async def _answer_ids(ctx: Ctx, round_: ReportRound) -> list[UUID]:
    return [answer.id for answer, _ in await queries.matrix(ctx, [round_.id])]


# ---- answers


async def _begin(
    ctx: Ctx, answer: ReportAnswer, verb: AnswerVerb, version: int | None = None
) -> tuple[str, ReportRound]:
    """The next state, and the round, which nobody locks meanwhile."""
    round_ = await queries.round_of(ctx, answer, share=True)
    state = ANSWER_LIFE.begin(answer, verb, answer_rights(ctx, answer), version, blocked=blocked(round_))
    return state, round_


def _record(ctx: Ctx, answer: ReportAnswer, round_: ReportRound, what: ReportAudit, /, **facts: object) -> None:
    answer.version += 1
    ctx.record(what, ANSWER, answer.id, name=round_.title, unit_id=str(answer.unit_id), **facts)


async def begin(ctx: Ctx, answer: ReportAnswer, version: int) -> None:
    """Open the draft: figures are counted, and what was done stands in sentences."""
    answer.state, round_ = await _begin(ctx, answer, AnswerVerb.BEGIN, version)
    for question in questions_of(round_):
        ctx.db.add(
            ReportFigure(
                ward_id=ctx.ward_id, id=new_id(), answer_id=answer.id, code=question.code,
                definition=question.definition,
            )
        )  # fmt: skip
    await ctx.db.flush()
    await _count(ctx, answer, round_)
    answer.texts = ReportTexts(results="\n".join(text for _, text in await sentences(ctx, answer, round_))).model_dump()
    _record(ctx, answer, round_, ReportAudit.ANSWER_BEGUN)
    await notices.moved(ctx, answer)


async def count(ctx: Ctx, answer: ReportAnswer, version: int) -> None:
    """Count the records anew; what the unit has written stays."""
    answer.state, round_ = await _begin(ctx, answer, AnswerVerb.COUNT, version)
    await _count(ctx, answer, round_)
    _record(ctx, answer, round_, ReportAudit.ANSWER_COUNTED)


async def _count(ctx: Ctx, answer: ReportAnswer, round_: ReportRound) -> None:
    counted = await indicators.counted(ctx, round_.from_on, round_.to_on, answer.unit_id)
    known = {one.code for one in questions_of(round_) if one.indicator}
    for figure in (await queries.figures(ctx, [answer.id]))[answer.id]:
        if figure.code in known and figure.code in counted:
            figure.computed, figure.evidence_count = counted[figure.code].value, counted[figure.code].rows
            if figure.reported == figure.computed:
                figure.reported, figure.why = None, ""
    answer.counted_at = ctx.clock.now()
    await ctx.db.flush()


async def sentences(ctx: Ctx, answer: ReportAnswer, round_: ReportRound) -> list[tuple[UnitResult, str]]:
    """What the unit did of each task of the plan, with its line for the report."""
    if round_.plan_id is None:
        return []
    return [(one, sentence(one)) for one in await assignments.results_of(ctx, round_.plan_id, answer.unit_id)]


async def write(ctx: Ctx, answer: ReportAnswer, body: ReportAnswerWrite, version: int) -> None:
    """Save the draft. A figure that says what the records say is theirs again."""
    answer.state, _ = await _begin(ctx, answer, AnswerVerb.WRITE, version)
    figures = {one.code: one for one in (await queries.figures(ctx, [answer.id]))[answer.id]}
    if unknown := [one.code for one in body.figures if one.code not in figures]:
        raise rules.UnknownQuestion(codes=unknown)
    for said in body.figures:
        figure = figures[said.code]
        figure.reported = None if said.reported == figure.computed else said.reported
        figure.why = "" if figure.reported is None else said.why
    answer.texts = body.texts.model_dump()
    answer.version += 1
    await ctx.db.flush()


async def submit(ctx: Ctx, answer: ReportAnswer, version: int) -> None:
    """Hand it in as it stands; late ones are taken too, and say so."""
    answer.state, round_ = await _begin(ctx, answer, AnswerVerb.SUBMIT, version)
    figures = (await queries.figures(ctx, [answer.id]))[answer.id]
    rules.require_sound([as_written(one) for one in figures], checks_of(round_))
    answer.submitted_at, answer.submitted_name = ctx.clock.now(), ctx.actor_name
    answer.first_submitted_at = answer.first_submitted_at or answer.submitted_at
    answer.return_reason = None
    number = len(await queries.versions(ctx, answer.id)) + 1
    ctx.db.add(
        ReportVersion(
            ward_id=ctx.ward_id, id=new_id(), answer_id=answer.id, number=number, made_at=ctx.clock.now(),
            author_name=ctx.actor_name,
            content={
                "texts": answer.texts,
                "figures": [
                    one.model_dump(exclude={"ward_id", "id", "answer_id"}, mode="json") for one in figures
                ],
            },
        )
    )  # fmt: skip
    late = rules.is_late(answer.first_submitted_at, round_.due_at, ctx.clock.now())
    _record(ctx, answer, round_, ReportAudit.ANSWER_SUBMITTED, number=number, late=late)
    await notices.moved(ctx, answer, notices.SUBMITTED)


async def accept(ctx: Ctx, answer: ReportAnswer, version: int) -> None:
    answer.state, round_ = await _begin(ctx, answer, AnswerVerb.ACCEPT, version)
    _decide(ctx, answer)
    _record(ctx, answer, round_, ReportAudit.ANSWER_ACCEPTED)
    await notices.moved(ctx, answer, notices.ACCEPTED)


async def give_back(ctx: Ctx, answer: ReportAnswer, reason: str, version: int) -> None:
    """The unit reads why, corrects and hands in again."""
    answer.state, round_ = await _begin(ctx, answer, AnswerVerb.RETURN, version)
    _decide(ctx, answer)
    answer.return_reason, answer.submitted_at = reason, None
    _record(ctx, answer, round_, ReportAudit.ANSWER_RETURNED, reason=reason)
    await notices.moved(ctx, answer, notices.RETURNED)


def _decide(ctx: Ctx, answer: ReportAnswer) -> None:
    answer.decided_at, answer.decided_name = ctx.clock.now(), ctx.actor_name


def as_written(one: ReportFigure) -> FigureAsWritten:
    return FigureAsWritten(code=one.code, reported=one.reported, computed=one.computed, why=one.why)


def questions_of(round_: ReportRound) -> Sequence[ReportQuestion]:
    return [ReportQuestion.model_validate(one) for one in round_.questions]


def checks_of(round_: ReportRound) -> Sequence[ReportCheck]:
    return [ReportCheck.model_validate(one) for one in round_.checks]

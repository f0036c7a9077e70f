"""Rounds of reports, and the answers of units."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import api_router
from vitreem.records.wire import ReasonCreate
from vitreem.reporting import presenters, queries, rules, service
from vitreem.reporting.models import ReportAnswer, ReportRound
from vitreem.reporting.schemas import (
    Reminded,
    ReportAnswerRead,
    ReportAnswerWrite,
    ReportRoundCreate,
    ReportRoundItem,
    ReportRoundRead,
    ReportRoundsQuery,
    ReportRoundUpdate,
    ReportVersionRead,
)

router = api_router("Báo cáo")

Read = Annotated[Ctx, allow("report:read")]
Manage = Annotated[Ctx, allow("report:manage")]
Seen = Annotated[ReportRound, record_of("round_id", queries.seen_round, "report:read")]
Managed = Annotated[ReportRound, record_of("round_id", queries.seen_round, "report:manage", lock=True)]
SeenAnswer = Annotated[ReportAnswer, record_of("answer_id", queries.seen_answer, "report:read")]
Write = Annotated[Ctx, allow("report:write")]
Submit = Annotated[Ctx, allow("report:submit")]
Written = Annotated[ReportAnswer, record_of("answer_id", queries.seen_answer, "report:write", lock=True)]
Submitted = Annotated[ReportAnswer, record_of("answer_id", queries.seen_answer, "report:submit", lock=True)]
Decided = Annotated[ReportAnswer, record_of("answer_id", queries.seen_answer, "report:manage", lock=True)]
_ANSWER = "/report-answers/{answer_id}"


async def _round(ctx: Ctx, round_: ReportRound, response: Response) -> ReportRoundRead:
    await ctx.db.flush()
    tag(response, round_.version)
    return await presenters.read_round(ctx, round_)


async def _answer(ctx: Ctx, answer: ReportAnswer, response: Response) -> ReportAnswerRead:
    await ctx.db.flush()
    tag(response, answer.version)
    return await presenters.read_answer(ctx, answer)


@router.get("/report-rounds", responses=problems(*DENIED), openapi_extra=documented(ReportRoundsQuery))
async def list_report_rounds(
    ctx: Read, asked: Annotated[ReportRoundsQuery, query(ReportRoundsQuery)]
) -> Page[ReportRoundItem]:
    """Rounds, the last day first; of a unit's people those that ask their units."""
    return await presenters.page(ctx, asked)


@router.post(
    "/report-rounds", status_code=201,
    responses=problems(
        *DENIED, *KEYED, rules.PlanNeeded, rules.NobodyAsked, rules.DueInThePast, rules.PeriodTooLong,
        rules.UnknownQuestion, rules.FiguresMissing, rules.ReportRoundThere,
    ),
)  # fmt: skip
async def open_report_round(body: ReportRoundCreate, ctx: Manage, key: OnceKey, response: Response) -> ReportRoundRead:
    """Ask units for a report or for figures before a day or an hour."""
    round_id = await key.run(ctx, lambda: service.open_round(ctx, body))
    return await _round(ctx, await queries.seen_round(ctx, round_id), response)


@router.get("/report-rounds/{round_id}", responses=problems(*SEEN))
async def read_report_round(round_: Seen, ctx: Read, response: Response) -> ReportRoundRead:
    """A round with the answers that the caller sees: units, states, what they say."""
    return await _round(ctx, round_, response)


@router.put("/report-rounds/{round_id}", responses=problems(*VERB, rules.DueInThePast))
async def update_report_round(
    body: ReportRoundUpdate, round_: Managed, version: IfMatch, ctx: Manage, response: Response
) -> ReportRoundRead:
    """Other words, another last day."""
    await service.update_round(ctx, round_, body, version)
    return await _round(ctx, round_, response)


@router.post("/report-rounds/{round_id}/remind", responses=problems(*VERB))
async def remind_report_round(round_: Managed, version: IfMatch, ctx: Manage) -> Reminded:
    """Tell all units that haven't answered, once more."""
    return await service.remind(ctx, round_, version)


@router.post("/report-rounds/{round_id}/lock", responses=problems(*VERB))
async def lock_report_round(round_: Managed, version: IfMatch, ctx: Manage, response: Response) -> ReportRoundRead:
    """No answer is changed any more."""
    await service.lock(ctx, round_, version)
    return await _round(ctx, round_, response)


@router.post("/report-rounds/{round_id}/unlock", responses=problems(*VERB))
async def unlock_report_round(round_: Managed, version: IfMatch, ctx: Manage, response: Response) -> ReportRoundRead:
    """Answers may be changed again."""
    await service.unlock(ctx, round_, version)
    return await _round(ctx, round_, response)


@router.post("/report-rounds/{round_id}/cancel", responses=problems(*VERB))
async def cancel_report_round(
    body: ReasonCreate, round_: Managed, version: IfMatch, ctx: Manage, response: Response
) -> ReportRoundRead:
    """It was asked by mistake."""
    await service.cancel(ctx, round_, body.reason, version)
    return await _round(ctx, round_, response)


@router.get(_ANSWER, responses=problems(*SEEN))
async def read_report_answer(answer: SeenAnswer, ctx: Read, response: Response) -> ReportAnswerRead:
    """One unit's report: words, figures beside what its records say, versions."""
    return await _answer(ctx, answer, response)


@router.post(f"{_ANSWER}/begin", responses=problems(*VERB))
async def begin_report_answer(answer: Written, version: IfMatch, ctx: Write, response: Response) -> ReportAnswerRead:
    """Open the draft, filled from the unit's records."""
    await service.begin(ctx, answer, version)
    return await _answer(ctx, answer, response)


@router.put(_ANSWER, responses=problems(*VERB, rules.UnknownQuestion))
async def update_report_answer(
    body: ReportAnswerWrite, answer: Written, version: IfMatch, ctx: Write, response: Response
) -> ReportAnswerRead:
    """Save the draft."""
    await service.write(ctx, answer, body, version)
    return await _answer(ctx, answer, response)


@router.post(f"{_ANSWER}/count", responses=problems(*VERB))
async def count_report_answer(answer: Written, version: IfMatch, ctx: Write, response: Response) -> ReportAnswerRead:
    """Count the unit's records anew; what was written stays."""
    await service.count(ctx, answer, version)
    return await _answer(ctx, answer, response)


@router.post(f"{_ANSWER}/submit", responses=problems(*VERB, rules.FiguresMissing, rules.WhyMissing, rules.ChecksBroken))
async def submit_report_answer(
    answer: Submitted, version: IfMatch, ctx: Submit, response: Response
) -> ReportAnswerRead:
    """Hand the report in; a late one is taken and marked."""
    await service.submit(ctx, answer, version)
    return await _answer(ctx, answer, response)


@router.post(f"{_ANSWER}/accept", responses=problems(*VERB))
async def accept_report_answer(answer: Decided, version: IfMatch, ctx: Manage, response: Response) -> ReportAnswerRead:
    """The ward takes it over."""
    await service.accept(ctx, answer, version)
    return await _answer(ctx, answer, response)


@router.post(f"{_ANSWER}/return", responses=problems(*VERB))
async def return_report_answer(
    body: ReasonCreate, answer: Decided, version: IfMatch, ctx: Manage, response: Response
) -> ReportAnswerRead:
    """The unit corrects it and hands it in again."""
    await service.give_back(ctx, answer, body.reason, version)
    return await _answer(ctx, answer, response)


@router.get(f"{_ANSWER}/versions/{{version_id}}", responses=problems(*SEEN))
async def read_report_version(version_id: UUID, answer: SeenAnswer, ctx: Read) -> ReportVersionRead:
    """The report as it was handed in the first, second … time."""
    return await presenters.read_version(ctx, answer, version_id)

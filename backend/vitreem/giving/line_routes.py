"""Lines of a round: who is nominated, who falls away, who takes their place."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import Field

from vitreem.giving import lists, nominations, presenters, queries
from vitreem.giving.line_files import LINES_FILE, lines_of
from vitreem.giving.line_schemas import (
    FallCreate,
    LineExportOf,
    LineExportQuery,
    LineItem,
    LineListQuery,
    LineRead,
    LineUpdate,
    Nominated,
    NominationCreate,
    VisitCreate,
)
from vitreem.giving.models import GiftLine, GiftRound
from vitreem.giving.refusals import (
    AmountOfRound,
    DayNotReached,
    DayTooEarly,
    NotANominator,
    NotAReserve,
    NotEnough,
    OverlappingGift,
    QuotaExceeded,
    UnknownChild,
)
from vitreem.giving.share_routes import router
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.jobs.made_files import OF_JOB, OF_WAITING
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.records.exports import TooManyRows
from vitreem.records.wire import ReasonCreate, Wire

__all__ = ["router"]

Read = Annotated[Ctx, allow("gift_round:read")]
Write = Annotated[Ctx, allow("gift_round:write")]
Correct = Annotated[Ctx, allow("gift_round:correct")]
OpenRead = Annotated[Opening, opens("gift_round:read")]
SeenRound = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:read")]
WrittenRound = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:write", lock=True)]
Seen = Annotated[GiftLine, record_of("line_id", queries.seen_line, "gift_round:read")]
# The verbs lock the round first, as handing over does, and then the line.
Written = Annotated[GiftLine, record_of("line_id", queries.seen_line, "gift_round:write")]
Corrected = Annotated[GiftLine, record_of("line_id", queries.seen_line, "gift_round:correct")]


class ReplaceCreate(Wire):
    """A line of the reserve that takes the place."""

    replaced_by: UUID


class ProposeCreate(Wire):
    """On the list for the superior level, or off it."""

    to_superior: bool = Field(True)


async def _reply(ctx: Ctx, line: GiftLine, response: Response) -> LineRead:
    await ctx.db.flush()
    tag(response, line.version)
    return await presenters.read_line(ctx, line)


@router.get(
    "/gift-rounds/{round_id}/lines",
    response_model=Page[LineItem],
    responses=problems(*SEEN),
    openapi_extra=documented(LineListQuery),
)
async def list_gift_lines(
    round_: SeenRound, ctx: Read, asked: Annotated[LineListQuery, query(LineListQuery)]
) -> Response:
    """Lines of a round that the caller sees, with what each child received in the last 12 months."""
    return json_response(await lists.LINES.fetch(ctx, lines_of(ctx, round_.id, asked), asked.limit, asked.after))


@router.get(
    "/gift-rounds/{round_id}/lines/export",
    response_class=Response,
    responses=problems(*SEEN, *OF_WAITING, TooManyRows),
    openapi_extra=documented(LineExportQuery),
)
async def export_gift_lines(
    round_id: UUID, opens: OpenRead, filters: Annotated[LineExportQuery, query(LineExportQuery)]
) -> Response:
    """The lines as an Excel file that says what it was taken out for. More than 500 rows are a job's (`POST`)."""
    return await LINES_FILE.at_once(opens, LineExportOf(round_id=round_id, **filters.model_dump()))


@router.post(
    "/gift-rounds/{round_id}/lines/export",
    status_code=202,
    responses=problems(*SEEN, *KEYED, *OF_JOB),
    openapi_extra=documented(LineExportQuery),
)
async def make_gift_lines_export(
    round_: SeenRound, ctx: Read, key: OnceKey, filters: Annotated[LineExportQuery, query(LineExportQuery)]
) -> JobRead:
    """The same file, however long, as a job: it waits for a day (`GET /jobs/{id}/file`)."""
    return await LINES_FILE.as_job(ctx, key, LineExportOf(round_id=round_.id, **filters.model_dump()))


@router.post(
    "/gift-rounds/{round_id}/lines",
    status_code=201,
    responses=problems(*VERB, *KEYED, AmountOfRound, UnknownChild, NotANominator, QuotaExceeded, OverlappingGift),
)
async def nominate_children(body: NominationCreate, round_: WrittenRound, ctx: Write, key: OnceKey) -> Nominated:
    """Put children on the list: a khu phố who lives there, a school its pupils, the ward anybody. All or none."""
    made: list[UUID] = []

    async def effect() -> UUID:
        made.extend(await nominations.nominate(ctx, round_, body))
        return round_.id

    await key.run(ctx, effect)
    ids = made or await nominations.lines_for(ctx, round_.id, body.child_ids)
    return Nominated(added=len(ids), line_ids=ids)


@router.get("/gift-lines/{line_id}", responses=problems(*SEEN))
async def read_gift_line(line: Seen, ctx: Read, response: Response) -> LineRead:
    """One line with its shares, visits, and what the child received before."""
    return await _reply(ctx, line, response)


@router.put("/gift-lines/{line_id}", responses=problems(*VERB, AmountOfRound, QuotaExceeded))
async def update_gift_line(
    body: LineUpdate, line: Written, version: IfMatch, ctx: Write, response: Response
) -> LineRead:
    """Reason, amount, and whether it is a reserve, until the list is decided."""
    await nominations.update(ctx, line, body, version)
    return await _reply(ctx, line, response)


@router.post("/gift-lines/{line_id}/fall", responses=problems(*VERB, NotAReserve, NotEnough))
async def fall_gift_line(body: FallCreate, line: Written, version: IfMatch, ctx: Write, response: Response) -> LineRead:
    """The line falls away and keeps its place with the reason; one of the reserve may take over."""
    await nominations.fall(ctx, line, body, version)
    return await _reply(ctx, line, response)


@router.post("/gift-lines/{line_id}/replace", responses=problems(*VERB, NotAReserve, NotEnough))
async def replace_gift_line(
    body: ReplaceCreate, line: Written, version: IfMatch, ctx: Write, response: Response
) -> LineRead:
    """A line of the reserve takes the place of one that fell away before."""
    await nominations.replace(ctx, line, body.replaced_by, version)
    return await _reply(ctx, line, response)


@router.post("/gift-lines/{line_id}/propose", responses=problems(*VERB))
async def propose_gift_line(
    body: ProposeCreate, line: Corrected, version: IfMatch, ctx: Correct, response: Response
) -> LineRead:
    """Put the line on the list for the superior level, or take it off."""
    await nominations.propose(ctx, line, body.to_superior, version)
    return await _reply(ctx, line, response)


@router.post("/gift-lines/{line_id}/suspend", responses=problems(*VERB))
async def suspend_gift_line(
    body: ReasonCreate, line: Written, version: IfMatch, ctx: Write, response: Response
) -> LineRead:
    """No instalment is handed over until the line goes on."""
    await nominations.suspend(ctx, line, body.reason, version)
    return await _reply(ctx, line, response)


@router.post("/gift-lines/{line_id}/resume", responses=problems(*VERB))
async def resume_gift_line(line: Written, version: IfMatch, ctx: Write, response: Response) -> LineRead:
    """The line goes on."""
    await nominations.resume(ctx, line, version)
    return await _reply(ctx, line, response)


@router.post(
    "/gift-lines/{line_id}/visits", status_code=201, responses=problems(*VERB, *KEYED, DayNotReached, DayTooEarly)
)
async def visit_gift_line(body: VisitCreate, line: Written, ctx: Write, key: OnceKey, response: Response) -> LineRead:
    """Somebody went to see the child."""
    await key.run(ctx, lambda: nominations.visit(ctx, line, body))
    return await _reply(ctx, line, response)

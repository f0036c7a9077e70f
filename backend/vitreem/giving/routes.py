"""Rounds: the list, one of them, the verbs, the papers of the day."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from vitreem.giving import approval, lists, presenters, queries, rolling, rules, service
from vitreem.giving.line_routes import router
from vitreem.giving.line_schemas import DecidedList
from vitreem.giving.models import GiftRound
from vitreem.giving.paper_files import PAPER, PaperOf, PaperQuery
from vitreem.giving.refusals import (
    AgesReversed,
    AmountTooLarge,
    ChangesUnread,
    ChildTwice,
    NominateTooLate,
    NotANominator,
    NotEnough,
    NothingNominated,
    OverlappingGift,
    StillToDeliver,
    TooLate,
    UnknownDonor,
)
from vitreem.giving.rules import GivingAudit
from vitreem.giving.schemas import (
    AllocationCreate,
    ApprovalCreate,
    HandInCreate,
    RollCreate,
    RoundChanges,
    RoundComparison,
    RoundCreate,
    RoundItem,
    RoundListQuery,
    RoundRead,
    RoundUpdate,
)
from vitreem.kernel.documents import replies
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotFound, WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.jobs.made_files import OF_JOB, OF_WAITING
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.records.paper_routes import paper_routes
from vitreem.records.refusals import CodeTaken
from vitreem.records.routes import file_routes
from vitreem.records.units import UnknownUnit
from vitreem.records.wire import ReasonCreate

__all__ = ["router"]

Read = Annotated[Ctx, allow("gift_round:read")]
Write = Annotated[Ctx, allow("gift_round:write")]
Approve = Annotated[Ctx, allow("gift_round:approve")]
OpenRead = Annotated[Opening, opens("gift_round:read")]
Seen = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:read")]
Written = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:write", lock=True)]
Approved = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:approve", lock=True)]
_UNSOUND = (UnknownUnit, UnknownDonor, NotANominator, AmountTooLarge, AgesReversed, NominateTooLate)


async def _reply(ctx: Ctx, round_: GiftRound, response: Response) -> RoundRead:
    await ctx.db.flush()
    tag(response, round_.version)
    return await presenters.read_round(ctx, round_)


@router.get(
    "/gift-rounds",
    response_model=Page[RoundItem],
    responses=problems(*DENIED),
    openapi_extra=documented(RoundListQuery),
)
async def list_gift_rounds(ctx: Read, asked: Annotated[RoundListQuery, query(RoundListQuery)]) -> Response:
    """Rounds that the caller has a part in, newest first; the numbers are of the lines that the caller sees."""
    return json_response(await lists.ROUNDS.fetch(ctx, asked, asked.limit, asked.after))


@router.post(
    "/gift-rounds", status_code=201, responses=problems(*DENIED, *KEYED, *_UNSOUND, CodeTaken, NotFound, WrongState)
)
async def create_gift_round(body: RoundCreate, ctx: Write, key: OnceKey, response: Response) -> RoundRead:
    """Plan a round of gifts, a scholarship, a sponsorship or a school's awards."""
    round_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, round_id), response)


@router.get("/gift-rounds/{round_id}", responses=problems(*SEEN))
async def read_gift_round(round_: Seen, ctx: Read, response: Response) -> RoundRead:
    """One round with its numbers, its money and its papers."""
    return await _reply(ctx, round_, response)


@router.put("/gift-rounds/{round_id}", responses=problems(*VERB, *_UNSOUND))
async def update_gift_round(
    body: RoundUpdate, round_: Written, version: IfMatch, ctx: Write, response: Response
) -> RoundRead:
    """Write the round anew, until its list is reviewed."""
    await service.update(ctx, round_, body, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/open", responses=problems(*VERB))
async def open_gift_round(round_: Written, version: IfMatch, ctx: Write, response: Response) -> RoundRead:
    """Units nominate from now on."""
    await service.open_nominations(ctx, round_, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/hand-in", responses=problems(*VERB, NotANominator))
async def hand_in_gift_list(body: HandInCreate, round_: Written, ctx: Write, response: Response) -> RoundRead:
    """The unit's list is whole."""
    await service.hand_in(ctx, round_, body.unit_id)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/review", responses=problems(*VERB, NothingNominated))
async def review_gift_round(round_: Written, version: IfMatch, ctx: Write, response: Response) -> RoundRead:
    """The list is looked through and waits for the decision."""
    await service.review(ctx, round_, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/return", responses=problems(*VERB))
async def return_gift_round(
    body: ReasonCreate, round_: Written, version: IfMatch, ctx: Write, response: Response
) -> RoundRead:
    """Nominating goes on, with a reason that the units read first."""
    await service.send_back(ctx, round_, body.reason, version)
    return await _reply(ctx, round_, response)


@router.get("/gift-rounds/{round_id}/changes", responses=problems(*SEEN))
async def read_gift_round_changes(round_: Seen, ctx: Read) -> RoundChanges:
    """Who of the list moved, died, turned 16, was merged or left poverty since."""
    return await approval.changes(ctx, round_)


@router.post("/gift-rounds/{round_id}/approve", responses=problems(*VERB, ChangesUnread, ChildTwice, NothingNominated))
async def approve_gift_round(
    body: ApprovalCreate, round_: Approved, version: IfMatch, ctx: Approve, response: Response
) -> RoundRead:
    """Decide the list: its lines are frozen as copied facts with their digest."""
    await approval.approve(ctx, round_, body, version)
    return await _reply(ctx, round_, response)


@router.get("/gift-rounds/{round_id}/decided", responses=problems(*SEEN))
async def read_decided_gift_list(round_: Seen, ctx: Read) -> DecidedList:
    """The list as it was decided; nothing that happens later changes it."""
    found = await approval.decided_list(ctx, round_)
    if found is None:
        raise NotFound()
    await ctx.record_viewed(GivingAudit.LIST_VIEWED, rules.KIND, round_.id, name=round_.title, rows=len(found.items))
    return found


@router.post("/gift-rounds/{round_id}/start", responses=problems(*VERB, NotEnough))
async def start_gift_round(round_: Written, version: IfMatch, ctx: Write, response: Response) -> RoundRead:
    """Handing over begins; the money for all of it has been set aside."""
    await service.start(ctx, round_, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/close", responses=problems(*VERB, StillToDeliver))
async def close_gift_round(round_: Written, version: IfMatch, ctx: Write, response: Response) -> RoundRead:
    """Handing over is over; what is left of the money is free for other rounds."""
    await service.close(ctx, round_, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/reopen", responses=problems(*VERB))
async def reopen_gift_round(
    body: ReasonCreate, round_: Written, version: IfMatch, ctx: Write, response: Response
) -> RoundRead:
    """A closed round is handed over again, to correct what was written; the reason stays in its history."""
    await service.reopen(ctx, round_, body.reason, version)
    return await _reply(ctx, round_, response)


@router.post("/gift-rounds/{round_id}/cancel", responses=problems(*VERB))
async def cancel_gift_round(
    body: ReasonCreate, round_: Written, version: IfMatch, ctx: Write, response: Response
) -> RoundRead:
    """It doesn't take place."""
    await service.cancel(ctx, round_, body.reason, version)
    return await _reply(ctx, round_, response)


@router.post(
    "/gift-rounds/{round_id}/allocations",
    status_code=201,
    responses=problems(*VERB, *KEYED, NotEnough, UnknownDonor),
)
async def allocate_money(
    body: AllocationCreate, round_: Written, ctx: Write, key: OnceKey, response: Response
) -> RoundRead:
    """Set money of a donor aside for the round."""
    await key.run(ctx, lambda: service.allocate(ctx, round_, body))
    return await _reply(ctx, round_, response)


@router.post(
    "/gift-rounds/{round_id}/releases",
    status_code=201,
    responses=problems(*VERB, *KEYED, NotEnough, UnknownDonor),
)
async def release_money(
    body: AllocationCreate, round_: Written, ctx: Write, key: OnceKey, response: Response
) -> RoundRead:
    """Take back what was set aside and isn't needed."""
    await key.run(ctx, lambda: service.release(ctx, round_, body))
    return await _reply(ctx, round_, response)


@router.post(
    "/gift-rounds/{round_id}/roll",
    status_code=201,
    responses=problems(*VERB, *KEYED, *_UNSOUND, TooLate, OverlappingGift),
)
async def roll_gift_round(body: RollCreate, round_: Written, ctx: Write, key: OnceKey, response: Response) -> RoundRead:
    """The same round again: its list is copied into a new one, to be looked through."""
    new_id = await key.run(ctx, lambda: rolling.roll(ctx, round_, body))
    return await _reply(ctx, await queries.seen(ctx, new_id), response)


@router.get("/gift-rounds/{round_id}/comparison", responses=problems(*SEEN))
async def compare_gift_rounds(round_: Seen, ctx: Read) -> RoundComparison:
    """This list beside the one that it was rolled from: who is new, who is gone, whose amount changed."""
    return await rolling.comparison(ctx, round_)


@router.get(
    "/gift-rounds/{round_id}/document",
    response_class=Response,
    responses=problems(*SEEN, NothingNominated, *replies.REFUSALS, *OF_WAITING),
)
async def read_gift_document(round_id: UUID, opens: OpenRead, asked: Annotated[PaperQuery, Query()]) -> Response:
    """A paper of the day: signing list, tick sheet, labels, minutes, list and letter to the superior level. One of more
    than 500 lines is a job's (`POST`)."""
    return await PAPER.at_once(opens, PaperOf(round_id=round_id, **asked.model_dump()))


@router.post(
    "/gift-rounds/{round_id}/document",
    status_code=202,
    responses=problems(*SEEN, *KEYED, *OF_JOB),
)
async def make_gift_document(round_: Seen, ctx: Read, key: OnceKey, asked: Annotated[PaperQuery, Query()]) -> JobRead:
    """The same paper, however long, as a job: it waits for a day (`GET /jobs/{id}/file`)."""
    return await PAPER.as_job(ctx, key, PaperOf(round_id=round_.id, **asked.model_dump()))


def _may_number(ctx: Ctx, round_: GiftRound) -> object:
    return rules.ROUND_LIFE.begin(round_, rules.RoundVerb.ATTACH, service.rights(ctx, round_))


file_routes(router, "/gift-rounds/{round_id}", service.FILES, queries.seen, _reply, RoundRead)
paper_routes(
    router, "/gift-rounds/{round_id}", "gift_round", rules.KIND, queries.seen, _may_number, _reply, RoundRead
)  # fmt: skip

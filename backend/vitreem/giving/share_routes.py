"""Shares: what is ticked on the day, on a phone, by numbers of the paper list, or by a sheet filled offline."""

from typing import Annotated
from uuid import UUID

from fastapi import Response, UploadFile

from vitreem.giving import handing_over, lists, presenters, queries, rules, share_photos, sheets
from vitreem.giving.donor_routes import router
from vitreem.giving.models import GiftRound, GiftShare
from vitreem.giving.refusals import DayNotReached, DayTooEarly, NotEnough, UnknownNumbers, UnreadableNumbers
from vitreem.giving.share_schemas import (
    BackCreate,
    DeliverCreate,
    DueShares,
    NumbersCreate,
    NumbersDone,
    ShareItem,
    ShareListQuery,
    ShareRead,
)
from vitreem.giving.tick_job import TICKING
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import SheetResult, sent, with_marks
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.records.routes import file_routes
from vitreem.records.sheet_jobs import OF_SENDING, send_to_job

__all__ = ["router"]

Read = Annotated[Ctx, allow("gift_round:read")]
Write = Annotated[Ctx, allow("gift_round:write")]
OpenWrite = Annotated[Opening, opens("gift_round:write")]
OpenSheet = Annotated[Opening, opens("gift_round:write", receives=SHEET_REQUEST_BYTES)]
Seen = Annotated[GiftShare, record_of("share_id", queries.seen_share, "gift_round:read")]
# The verbs lock the round first, as ticking by numbers does, and then the share.
Written = Annotated[GiftShare, record_of("share_id", queries.seen_share, "gift_round:write")]
WrittenRound = Annotated[GiftRound, record_of("round_id", queries.seen, "gift_round:write", lock=True)]


async def _reply(ctx: Ctx, share: GiftShare, response: Response) -> ShareRead:
    await ctx.db.flush()
    tag(response, share.version)
    return await presenters.read_share(ctx, share)


@router.get(
    "/gift-shares",
    response_model=Page[ShareItem],
    responses=problems(*DENIED),
    openapi_extra=documented(ShareListQuery),
)
async def list_gift_shares(ctx: Read, asked: Annotated[ShareListQuery, query(ShareListQuery)]) -> Response:
    """Shares to tick, by name: those of the caller's children, and of rounds of the caller's units."""
    return json_response(await lists.SHARES.fetch(ctx, asked, asked.limit, asked.after))


@router.get("/gift-shares/due", responses=problems(*DENIED))
async def read_due_gift_shares(ctx: Read) -> DueShares:
    """What the caller sees that is to be handed over within a week, or should have been."""
    return await presenters.due_shares(ctx)


@router.get("/gift-shares/{share_id}", responses=problems(*SEEN))
async def read_gift_share(share: Seen, ctx: Read, response: Response) -> ShareRead:
    """One share with all that happened to it."""
    return await _reply(ctx, share, response)


@router.post("/gift-shares/{share_id}/deliver", responses=problems(*VERB, DayNotReached, DayTooEarly, NotEnough))
async def deliver_gift_share(
    body: DeliverCreate, share: Written, version: IfMatch, ctx: Write, response: Response
) -> ShareRead:
    """Handed over to the child, a guardian, who was authorised, or the school."""
    await handing_over.deliver(ctx, share, body, version)
    return await _reply(ctx, share, response)


@router.post("/gift-shares/{share_id}/miss", responses=problems(*VERB, DayNotReached, DayTooEarly))
async def miss_gift_share(
    body: BackCreate, share: Written, version: IfMatch, ctx: Write, response: Response
) -> ShareRead:
    """Not received, with the reason; it stays in stock."""
    await handing_over.miss(ctx, share, body, version)
    return await _reply(ctx, share, response)


@router.post("/gift-shares/{share_id}/return", responses=problems(*VERB, DayNotReached, DayTooEarly))
async def return_gift_share(
    body: BackCreate, share: Written, version: IfMatch, ctx: Write, response: Response
) -> ShareRead:
    """It came back to stock; the money is where it was before."""
    await handing_over.give_back(ctx, share, body, version)
    return await _reply(ctx, share, response)


@router.post("/gift-shares/{share_id}/correct", responses=problems(*VERB, DayNotReached, DayTooEarly))
async def correct_gift_share(
    body: BackCreate, share: Written, version: IfMatch, ctx: Write, response: Response
) -> ShareRead:
    """Recorded by mistake: a counter-entry, nothing is changed."""
    await handing_over.correct(ctx, share, body, version)
    return await _reply(ctx, share, response)


@router.post(
    "/gift-rounds/{round_id}/deliver-numbers",
    responses=problems(*SEEN, *KEYED, UnreadableNumbers, UnknownNumbers, DayNotReached, DayTooEarly, NotEnough),
)
async def deliver_gift_numbers(body: NumbersCreate, round_: WrittenRound, ctx: Write, key: OnceKey) -> NumbersDone:
    """Tick numbers of a unit's paper list: all of them or none. Those ticked already stay as they are."""
    done: list[NumbersDone] = []

    async def effect() -> UUID:
        done.append(await handing_over.by_numbers(ctx, round_, body))
        return round_.id

    await key.run(ctx, effect)
    return done[0] if done else NumbersDone(delivered=0, already=len(rules.numbers(body.numbers)))


@router.get("/gift-rounds/{round_id}/tick-sheet", response_class=Response, responses=problems(*SEEN, TooMuchWork))
async def read_gift_tick_sheet(round_id: UUID, opens: OpenWrite) -> Response:
    """The Excel sheet to tick offline, with the caller's lines of the round."""
    async with opens() as ctx:
        round_ = await queries.seen(ctx, round_id)
        rows, lane = await sheets.rows_to_tick(ctx, round_), ctx.ward_id
    data = await opens.state.workers.run(lane, sheets.tick_workbook, round_.title, rows)
    return xlsx_response(data, "phieu-danh-dau.xlsx")


async def _tried(opens: Opening, round_id: UUID, data: bytes) -> SheetResult:
    async with opens() as ctx:
        await queries.seen(ctx, round_id)
        lane = ctx.ward_id
    reading = await opens.state.workers.run(lane, sheets.read_ticks, data, failed=UnreadableSheet)
    async with opens() as ctx:
        return await sheets.take_ticks(ctx, round_id, reading, dry_run=True)


@router.post(
    "/gift-rounds/{round_id}/tick-sheet/trial", responses=problems(*SEEN, UnreadableSheet, TooMuchWork, NotEnough)
)
async def try_gift_tick_sheet(round_id: UUID, file: UploadFile, opens: OpenSheet) -> SheetResult:
    """What a sheet that was ticked offline would record. What somebody else ticked meanwhile is named; nothing is
    written."""
    return await _tried(opens, round_id, await sent(file))


@router.post("/gift-rounds/{round_id}/tick-sheet", status_code=202, responses=problems(*SEEN, *KEYED, *OF_SENDING))
async def import_gift_tick_sheet(round_id: UUID, file: UploadFile, key: OnceKey, opens: OpenSheet) -> JobRead:
    """Take a sheet that was ticked offline, as a job: all rows or none (`rows_hindered`)."""
    return await send_to_job(
        opens, key, await sent(file), TICKING, {"round_id": str(round_id)}, lambda ctx: queries.seen(ctx, round_id)
    )


@router.post(
    "/gift-rounds/{round_id}/tick-sheet/marked",
    response_class=Response,
    responses=problems(*SEEN, UnreadableSheet, TooMuchWork),
)
async def mark_gift_tick_sheet(round_id: UUID, file: UploadFile, opens: OpenSheet) -> Response:
    """The same sheet with what to correct beside each row; nothing is taken."""
    data = await sent(file)
    found = await _tried(opens, round_id, data)
    return xlsx_response(await with_marks(opens, data, found), "phieu-danh-dau-can-sua.xlsx")


file_routes(
    router, "/gift-shares/{share_id}", share_photos.PHOTOS, share_photos.seen, _reply, ShareRead,
    opened=share_photos.seen_consented,
)  # fmt: skip

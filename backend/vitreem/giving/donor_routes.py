"""Donors, their money and their papers; the ledger."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from vitreem.giving import donor_papers, donors, ledger, lists, presenters, queries
from vitreem.giving.donor_schemas import (
    Coverage,
    DonorCreate,
    DonorItem,
    DonorListQuery,
    DonorRead,
    DonorUpdate,
    Ledger,
    PledgeCreate,
    ReceiptCreate,
    RefundCreate,
    ReverseCreate,
    ThanksCreate,
)
from vitreem.giving.models import Donor
from vitreem.giving.refusals import AlreadyReversed, DayNotReached, NotEnough
from vitreem.giving.rules import DonorPaperKind
from vitreem.kernel.clock import Day
from vitreem.kernel.documents import replies
from vitreem.kernel.documents.replies import DocumentFormat, document_reply
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records.refusals import CodeTaken
from vitreem.records.units import UnknownUnit

router = api_router("Trao tặng")

Read = Annotated[Ctx, allow("donor:read")]
Write = Annotated[Ctx, allow("donor:write")]
OpenWrite = Annotated[Opening, opens("donor:write")]
Seen = Annotated[Donor, record_of("donor_id", queries.seen_donor, "donor:read")]
Written = Annotated[Donor, record_of("donor_id", queries.seen_donor, "donor:write", lock=True)]
_MONEY = (NotEnough, DayNotReached)


async def _reply(ctx: Ctx, donor: Donor, response: Response) -> DonorRead:
    await ctx.db.flush()
    tag(response, donor.version)
    return await presenters.read_donor(ctx, donor)


@router.get(
    "/donors", response_model=Page[DonorItem], responses=problems(*DENIED), openapi_extra=documented(DonorListQuery)
)
async def list_donors(ctx: Read, asked: Annotated[DonorListQuery, query(DonorListQuery)]) -> Response:
    """Donors by name: the ward all, a unit those that it mobilised."""
    return json_response(await lists.DONORS.fetch(ctx, asked, asked.limit, asked.after))


@router.post("/donors", status_code=201, responses=problems(*DENIED, *KEYED, CodeTaken, UnknownUnit))
async def create_donor(body: DonorCreate, ctx: Write, key: OnceKey, response: Response) -> DonorRead:
    """A new donor: a person, an organisation or the budget."""
    donor_id = await key.run(ctx, lambda: donors.create(ctx, body))
    return await _reply(ctx, await queries.seen_donor(ctx, donor_id), response)


@router.get("/donors/{donor_id}", responses=problems(*SEEN))
async def read_donor(donor: Seen, ctx: Read, response: Response) -> DonorRead:
    """One donor with every movement of their money."""
    return await _reply(ctx, donor, response)


@router.put("/donors/{donor_id}", responses=problems(*VERB, UnknownUnit))
async def update_donor(
    body: DonorUpdate, donor: Written, version: IfMatch, ctx: Write, response: Response
) -> DonorRead:
    """Write the donor anew."""
    await donors.update(ctx, donor, body, version)
    return await _reply(ctx, donor, response)


@router.post("/donors/{donor_id}/pledges", status_code=201, responses=problems(*SEEN, *KEYED, *_MONEY))
async def pledge_money(body: PledgeCreate, donor: Written, ctx: Write, key: OnceKey, response: Response) -> DonorRead:
    """The donor promises money, or goods: quantity × value of one."""
    await key.run(ctx, lambda: donors.pledge(ctx, donor, body))
    return await _reply(ctx, donor, response)


@router.post("/donors/{donor_id}/receipts", status_code=201, responses=problems(*SEEN, *KEYED, *_MONEY))
async def receive_money(body: ReceiptCreate, donor: Written, ctx: Write, key: OnceKey, response: Response) -> DonorRead:
    """What came, in cash, by transfer or as goods, with its receipt."""
    await key.run(ctx, lambda: donors.receive(ctx, donor, body))
    return await _reply(ctx, donor, response)


@router.post("/donors/{donor_id}/refunds", status_code=201, responses=problems(*SEEN, *KEYED, *_MONEY))
async def refund_money(body: RefundCreate, donor: Written, ctx: Write, key: OnceKey, response: Response) -> DonorRead:
    """What wasn't needed goes back to the donor."""
    await key.run(ctx, lambda: donors.refund(ctx, donor, body))
    return await _reply(ctx, donor, response)


@router.post(
    "/donors/{donor_id}/movements/{movement_id}/reverse",
    status_code=201,
    responses=problems(*SEEN, *KEYED, NotEnough, AlreadyReversed),
)
async def reverse_movement(
    movement_id: UUID, body: ReverseCreate, donor: Written, ctx: Write, key: OnceKey, response: Response
) -> DonorRead:
    """A mistake: the counter-entry is written, nothing is changed."""

    async def effect() -> UUID:
        return await donors.reverse(ctx, donor, await ledger.movement_of(ctx, donor, movement_id), body.reason)

    await key.run(ctx, effect)
    return await _reply(ctx, donor, response)


@router.post("/donors/{donor_id}/thank", responses=problems(*VERB, DayNotReached))
async def thank_donor(
    body: ThanksCreate, donor: Written, version: IfMatch, ctx: Write, response: Response
) -> DonorRead:
    """The day on which the donor was thanked."""
    await donors.thank(ctx, donor, body.on_day, version)
    return await _reply(ctx, donor, response)


@router.post(
    "/donors/{donor_id}/document",
    response_class=Response,
    responses=problems(*SEEN, *replies.REFUSALS),
)
async def make_donor_document(
    donor_id: UUID,
    opens: OpenWrite,
    kind: DonorPaperKind,
    format: Annotated[DocumentFormat, Query(description="Word or PDF.")] = DocumentFormat.DOCX,
) -> Response:
    """The letter of thanks or the statement. The same one a second time is marked as a copy."""
    async with opens() as ctx:
        donor = await queries.seen_donor(ctx, donor_id, lock=True)
        donors.require(ctx, donor)
        again = await donors.note_paper(ctx, donor, kind, await donor_papers.about(ctx, donor))
        document, lane = await donor_papers.donor_paper(ctx, donor, kind, is_copy=again), ctx.ward_id
    return await document_reply(opens.state.workers, lane, document, format, document.name)


@router.get("/ledger", responses=problems(*DENIED))
async def read_ledger(ctx: Annotated[Ctx, allow("donor:read_all")]) -> Ledger:
    """Where each đồng of the ward's giving is: promised, received, set aside, handed over; by donor and by round."""
    return await presenters.read_ledger(ctx)


@router.get("/giving/coverage", responses=problems(*DENIED))
async def read_giving_coverage(ctx: Annotated[Ctx, allow("gift_round:read_all")], from_on: Day, to_on: Day) -> Coverage:
    """The share of children in special circumstances who received something in these days."""
    return await presenters.coverage(ctx, from_on, to_on)

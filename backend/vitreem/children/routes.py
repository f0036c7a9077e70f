"""Children and households: lists, one record, the verbs, files."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from vitreem.children import (
    assessment,
    export_routes,
    households,
    merging,
    moving,
    presenters,
    queries,
    refusals,
    rules,
    service,
)
from vitreem.children.export_files import of_a_day
from vitreem.children.household_schemas import (
    HouseholdCreate,
    HouseholdFilters,
    HouseholdItem,
    HouseholdRead,
    HouseholdStatusCreate,
)
from vitreem.children.models import Child, ChildConsent, ChildGroup, ChildNeed, Household
from vitreem.children.schemas import (
    ChildCreate,
    ChildItem,
    ChildListQuery,
    ChildRead,
    ChildrenMoved,
    ChildUpdate,
    ConsentCreate,
    DuplicatePair,
    EndCreate,
    EnrolmentCreate,
    GroupCreate,
    LeaveCreate,
    MergeCreate,
    MoveCreate,
    NeedCreate,
    ReturnCreate,
    SimilarChild,
    SimilarQuery,
)
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import json_response
from vitreem.records.refusals import CodeTaken
from vitreem.records.routes import file_routes
from vitreem.records.units import UnknownUnit

# With the routes of lists that come in, that are looked up, and that go out.
router = export_routes.router

Read = Annotated[Ctx, allow("child:read")]
Write = Annotated[Ctx, allow("child:write")]
Correct = Annotated[Ctx, allow("child:correct")]
Seen = Annotated[Child, record_of("child_id", queries.seen, "child:read")]
Written = Annotated[Child, record_of("child_id", queries.seen, "child:write", lock=True)]
# Two records are locked together, in one order: the verb does it.
Merged = Annotated[Child, record_of("child_id", queries.seen, "child:correct")]
SeenHousehold = Annotated[Household, record_of("household_id", queries.seen_household, "child:read")]
WrittenHousehold = Annotated[Household, record_of("household_id", queries.seen_household, "child:write", lock=True)]

MOST_PAIRS = 100
_UNSOUND = (refusals.NotAKhuPho, refusals.NotASchool, refusals.UnknownHousehold, UnknownUnit)


async def _reply(ctx: Ctx, child: Child, response: Response) -> ChildRead:
    await ctx.db.flush()
    tag(response, child.version)
    return await presenters.read(ctx, child)


async def _household(ctx: Ctx, household: Household, response: Response) -> HouseholdRead:
    await ctx.db.flush()
    tag(response, household.version)
    return await presenters.household(ctx, household)


@router.get(
    "/children",
    response_model=Page[ChildItem],
    responses=problems(*DENIED),
    openapi_extra=documented(ChildListQuery),
)
async def list_children(ctx: Read, asked: Annotated[ChildListQuery, query(ChildListQuery)]) -> Response:
    """Children that the caller may open, by given name: the ward all, a khu phố its own, a school its pupils."""
    of, filters = queries.LISTS[asked.units], of_a_day(ctx, asked)
    return json_response(await of.fetch(ctx, filters, asked.limit, asked.after))


@router.post(
    "/children/move",
    responses=problems(*DENIED, *KEYED, refusals.DayInFuture, refusals.NotAKhuPho, refusals.ChildrenNotHere),
)
async def move_children(body: MoveCreate, ctx: Correct, key: OnceKey) -> ChildrenMoved:
    """Up to 200 children live in another khu phố of the ward from a day on; all of them or none are moved."""
    return await moving.told(ctx, await key.run(ctx, lambda: moving.move(ctx, body)))


@router.post("/children/similar", responses=problems(*DENIED))
async def find_similar_children(body: SimilarQuery, ctx: Write) -> Page[SimilarChild]:
    """Children of the register who may be the one that is being typed, the likeliest first."""
    return Page(items=await presenters.similar(ctx, await service.similar(ctx, body)))


@router.get("/children/duplicates", responses=problems(*DENIED))
async def list_child_duplicates(ctx: Correct) -> Page[DuplicatePair]:
    """Pairs of records that may be one child, the likeliest first; for the ward to decide."""
    return Page(items=await presenters.pairs(ctx, MOST_PAIRS))


@router.delete("/children/duplicates/{pair_id}", status_code=204, response_class=Response, responses=problems(*SEEN))
async def dismiss_child_duplicate(pair_id: UUID, ctx: Correct) -> Response:
    """They are two children; nobody is asked again."""
    await merging.dismiss(ctx, pair_id)
    return Response(status_code=204)


@router.post(
    "/children",
    status_code=201,
    responses=problems(*DENIED, *KEYED, *_UNSOUND, CodeTaken, refusals.SimilarChildExists, refusals.DayInFuture),
)
async def create_child(body: ChildCreate, ctx: Write, key: OnceKey, response: Response) -> ChildRead:
    """A child who is new in the register. Who may be there already is asked about first."""
    child_id = await key.run(ctx, lambda: service.create(ctx, body))
    return await _reply(ctx, await queries.seen(ctx, child_id), response)


@router.get("/children/{child_id}", responses=problems(*SEEN))
async def read_child(child: Seen, ctx: Read, response: Response) -> ChildRead:
    """One child as the caller may read them. Each opening stays in the record's history."""
    await ctx.record_viewed(rules.ChildAudit.VIEWED, rules.KIND, child.id, name=child.code)
    return await _reply(ctx, child, response)


@router.put("/children/{child_id}", responses=problems(*VERB, *_UNSOUND, refusals.DayInFuture))
async def update_child(
    body: ChildUpdate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """Write the record anew."""
    await service.update(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/enrol", responses=problems(*VERB, refusals.NotASchool))
async def enrol_child(
    body: EnrolmentCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """School and class alone: what the child's school writes too."""
    await service.enrol(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/leave", responses=problems(*VERB, refusals.DayInFuture))
async def leave_child(body: LeaveCreate, child: Written, version: IfMatch, ctx: Write, response: Response) -> ChildRead:
    """The child moved away, or died."""
    await service.leave(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post(
    "/children/{child_id}/return", responses=problems(*VERB, refusals.DayInFuture, refusals.NotAKhuPho, UnknownUnit)
)
async def return_child(
    body: ReturnCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """The child is here again: the same record goes on."""
    await service.come_back(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post(
    "/children/{child_id}/groups",
    responses=problems(*VERB, refusals.DayInFuture, refusals.AlreadyHolds, refusals.GroupOfAnotherAge),
)
async def add_child_group(
    body: GroupCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """A group of children in special circumstances (Luật Trẻ em Điều 10) from a day on."""
    await assessment.add_group(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post(
    "/children/{child_id}/groups/{group_id}/end",
    responses=problems(*VERB, refusals.DayInFuture, refusals.DaysInDisorder),
)
async def end_child_group(
    group_id: UUID, body: EndCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """It held until that day."""
    await assessment.end_part(ctx, child, await queries.part(ctx, ChildGroup, child, group_id), body.to_on, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/needs", responses=problems(*VERB, refusals.DayInFuture, refusals.AlreadyHolds))
async def add_child_need(
    body: NeedCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """A local category of need from a day on."""
    await assessment.add_need(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post(
    "/children/{child_id}/needs/{need_id}/end", responses=problems(*VERB, refusals.DayInFuture, refusals.DaysInDisorder)
)
async def end_child_need(
    need_id: UUID, body: EndCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """It held until that day."""
    await assessment.end_part(ctx, child, await queries.part(ctx, ChildNeed, child, need_id), body.to_on, version)
    return await _reply(ctx, child, response)


@router.post(
    "/children/{child_id}/consents",
    responses=problems(*VERB, refusals.DayInFuture, refusals.ChildDisagrees, refusals.AlreadyHolds),
)
async def give_child_consent(
    body: ConsentCreate, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """Consent to photos, to what donors are told, or to publication; from 7 years on the child is asked too."""
    await assessment.give_consent(ctx, child, body, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/consents/{consent_id}/withdraw", responses=problems(*VERB))
async def withdraw_child_consent(
    consent_id: UUID, child: Written, version: IfMatch, ctx: Write, response: Response
) -> ChildRead:
    """Withdrawn: what it was given for is refused from now on."""
    consent = await queries.part(ctx, ChildConsent, child, consent_id)
    await assessment.withdraw_consent(ctx, child, consent, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/merge", responses=problems(*VERB, refusals.MergesInACircle))
async def merge_child(
    body: MergeCreate, child: Merged, version: IfMatch, ctx: Correct, response: Response
) -> ChildRead:
    """Kept twice: this record points to the one that stays. Nothing moves, and it can be undone."""
    await merging.merge(ctx, child, body.into_id, version)
    return await _reply(ctx, child, response)


@router.post("/children/{child_id}/unmerge", responses=problems(*VERB))
async def unmerge_child(child: Merged, version: IfMatch, ctx: Correct, response: Response) -> ChildRead:
    """Two children after all."""
    await merging.unmerge(ctx, child, version)
    return await _reply(ctx, child, response)


file_routes(router, "/children/{child_id}", service.FILES, queries.seen_whole, _reply, ChildRead)


@router.get(
    "/households",
    response_model=Page[HouseholdItem],
    responses=problems(*DENIED),
    openapi_extra=documented(HouseholdFilters),
)
async def list_households(ctx: Read, asked: Annotated[HouseholdFilters, query(HouseholdFilters)]) -> Response:
    """Households with their status of a year."""
    return json_response(await queries.HOUSEHOLDS.fetch(ctx, asked, asked.limit, asked.after))


@router.post("/households", status_code=201, responses=problems(*DENIED, *KEYED, refusals.NotAKhuPho, UnknownUnit))
async def create_household(body: HouseholdCreate, ctx: Write, key: OnceKey, response: Response) -> HouseholdRead:
    """A household of a khu phố."""
    household_id = await key.run(ctx, lambda: households.create(ctx, body))
    return await _household(ctx, await queries.seen_household(ctx, household_id), response)


@router.get("/households/{household_id}", responses=problems(*SEEN))
async def read_household(household: SeenHousehold, ctx: Read, response: Response) -> HouseholdRead:
    """One household with its status of each year."""
    return await _household(ctx, household, response)


@router.post("/households/{household_id}/statuses", responses=problems(*VERB, UnknownUnit))
async def set_household_status(
    body: HouseholdStatusCreate, household: WrittenHousehold, version: IfMatch, ctx: Write, response: Response
) -> HouseholdRead:
    """Poor, near-poor or neither in a year's list."""
    await households.set_status(ctx, household, body, version)
    return await _household(ctx, household, response)

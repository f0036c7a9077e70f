"""The team: who works on cases, stand-ins, whose telephone answers; and cases that other wards offer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from vitreem.identity import facts as identity
from vitreem.incidents import access, case_page, duty, presenters, queries, statistics, team, transfers
from vitreem.incidents.case_routes import router
from vitreem.incidents.models import IncidentArrival
from vitreem.incidents.refusals import AnsweredAlready, CannotSeeCases, TurnsOverlap, UnknownSubject
from vitreem.incidents.report_routes import SEEN, Inside
from vitreem.incidents.rules import CaseAudit
from vitreem.incidents.schemas import (
    ArrivalBrief,
    ArrivalRead,
    CaseRead,
    CaseStatistics,
    DutyCreate,
    OtherWards,
    ReferralPeople,
    ReferralPerson,
    StandInCreate,
    TeamRead,
)
from vitreem.incidents.statistics import StatisticsReversed
from vitreem.kernel.clock import Day
from vitreem.kernel.http.etags import tag
from vitreem.kernel.http.problems import NotAllowed, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, OnceKey
from vitreem.records.refusals import EndsBeforeStart
from vitreem.records.wire import ReasonCreate

__all__ = ["router"]


async def _team(ctx: Inside) -> Ctx:
    await queries.require_worker(ctx)
    return ctx


async def _arrival(arrival_id: UUID, ctx: Inside) -> IncidentArrival:
    return await transfers.seen_arrival(ctx, arrival_id)


Team = Annotated[Ctx, Depends(_team)]
Arrival = Annotated[IncidentArrival, Depends(_arrival)]


@router.get("/incident-team", responses=problems(*SEEN))
async def read_incident_team(ctx: Team) -> TeamRead:
    """Who works on cases, who stands in for whom, whose telephone answers."""
    return await team.read(ctx)


@router.get("/incident-people", responses=problems(*SEEN))
async def list_incident_people(ctx: Team) -> ReferralPeople:
    """Everybody of the ward, to refer a case to one of them."""
    people = await identity.named_people(ctx)
    return ReferralPeople(items=[ReferralPerson(id=one.id, full_name=one.full_name, where=one.where) for one in people])


@router.get("/incident-wards", responses=problems(*SEEN))
async def list_incident_wards(ctx: Team, q: Annotated[str, Query(max_length=100)] = "") -> OtherWards:
    """Wards that a case can be offered to, by words of name, province or code; those of the same province first."""
    return OtherWards(items=await transfers.other_wards(ctx, q))


@router.get("/incident-statistics", responses=problems(*SEEN, StatisticsReversed))
async def read_incident_statistics(ctx: Team, from_on: Day, to_on: Day) -> CaseStatistics:
    """Anonymous figures of the cases that the caller sees, by the day of their receipt."""
    return await statistics.read(ctx, from_on, to_on)


@router.post(
    "/incident-stand-ins", status_code=201,
    responses=problems(*SEEN, *KEYED, NotAllowed, CannotSeeCases, EndsBeforeStart),
)  # fmt: skip
async def create_incident_stand_in(body: StandInCreate, ctx: Team, key: OnceKey) -> TeamRead:
    """From one day to another somebody stands in for a colleague."""
    await key.run(ctx, lambda: access.stand_in(ctx, body.person_id, body.stand_in_id, body.from_on, body.to_on))
    return await team.read(ctx)


@router.delete("/incident-stand-ins/{stand_in_id}", responses=problems(*SEEN, NotAllowed))
async def end_incident_stand_in(stand_in_id: UUID, ctx: Team) -> TeamRead:
    """It ends now."""
    await access.end_stand_in(ctx, stand_in_id)
    return await team.read(ctx)


@router.post(
    "/duty-turns", status_code=201,
    responses=problems(*SEEN, *KEYED, EndsBeforeStart, TurnsOverlap, UnknownSubject),
)  # fmt: skip
async def create_duty_turn(body: DutyCreate, ctx: Team, key: OnceKey) -> TeamRead:
    """Whose telephone answers for children from one day to another."""
    await key.run(ctx, lambda: duty.create(ctx, body))
    return await team.read(ctx)


@router.delete("/duty-turns/{turn_id}", responses=problems(*SEEN))
async def end_duty_turn(turn_id: UUID, ctx: Team) -> TeamRead:
    """It ends now."""
    await duty.end(ctx, turn_id)
    return await team.read(ctx)


@router.get("/incident-arrivals/{arrival_id}", responses=problems(*SEEN))
async def read_incident_arrival(arrival: Arrival, ctx: Inside) -> ArrivalRead:
    """What another ward offers, to decide on."""
    await ctx.record_viewed(CaseAudit.CASE_VIEWED, "incident_arrival", arrival.id)
    return await presenters.arrival_read(ctx, arrival)


@router.post("/incident-arrivals/{arrival_id}/take", responses=problems(*SEEN, AnsweredAlready))
async def take_incident_arrival(arrival: Arrival, ctx: Inside, response: Response) -> CaseRead:
    """The case is this ward's from now on; its hours go on from the first receipt."""
    case = await queries.seen_case(ctx, await transfers.take(ctx, arrival))
    await ctx.db.flush()
    tag(response, case.version)
    return await case_page.read(ctx, case.id)


@router.post("/incident-arrivals/{arrival_id}/refuse", responses=problems(*SEEN, AnsweredAlready))
async def refuse_incident_arrival(body: ReasonCreate, arrival: Arrival, ctx: Inside) -> ArrivalBrief:
    """The case stays where it is; its people read why. What was offered is no longer here."""
    await transfers.refuse(ctx, arrival, body.reason)
    return presenters.arrival_brief(arrival)

"""What people do with a case beside its papers: correct it, tell the police, start the plan, close, reopen, export."""

from datetime import date, datetime
from uuid import UUID

from vitreem.children import facts as register
from vitreem.incidents import clocks, notices, queries, sealed_rows
from vitreem.incidents.forms import ChildFacts, Decision
from vitreem.incidents.models import IncidentCase
from vitreem.incidents.refusals import NotOfGroup, OfferedAlready, SkipNeedsGround, UnknownSubject
from vitreem.incidents.reports import age_of, require_none_open, require_received, urgent_now
from vitreem.incidents.rules import (
    CASE,
    CASE_LIFE,
    FOLLOW_UPS,
    GROUND,
    SECRET_SUB_GROUPS,
    CaseAudit,
    CaseState,
    CaseVerb,
    Clock,
)
from vitreem.incidents.schemas import CaseUpdate, ClosingCreate
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.kernel.clock import day_begins
from vitreem.kernel.http.problems import WrongState
from vitreem.kernel.request.context import Ctx
from vitreem.records.refusals import EndsBeforeStart, NotYet


async def rights(ctx: Ctx, case_id: UUID) -> frozenset[str]:
    return (await queries.standing(ctx)).rights(case_id)


async def require(ctx: Ctx, case: IncidentCase, verb: CaseVerb, version: int | None = None) -> str:
    """The next state. Raises `Stale`, `NotAllowed`, `WrongState`."""
    return CASE_LIFE.begin(case, verb, await rights(ctx, case.id), version)


def _done(ctx: Ctx, case: IncidentCase, what: CaseAudit, /, **facts: object) -> None:
    case.version += 1
    ctx.record(what, CASE, case.id, **facts)


async def _seal(ctx: Ctx, case: IncidentCase, facts: CaseFacts) -> None:
    case.sealed = await sealed_rows.seal(ctx, facts, "incident_case", case.id)


async def update(ctx: Ctx, case: IncidentCase, body: CaseUpdate, version: int) -> None:
    """Save who the child is and what is known by now."""
    await require(ctx, case, CaseVerb.EDIT, version)
    facts = await sealed_rows.case_facts(ctx, case)
    if (
        body.child_id is not None
        and body.child_id != facts.child_id
        and body.child_id not in await register.nominees(ctx, [body.child_id])
    ):
        raise UnknownSubject(field="child_id")
    if body.child_id != facts.child_id:
        await require_none_open(ctx, body.child_id, case.id)
    _require_groups(body.facts)
    case.age = age_of(body.facts.birth, case.received_at)
    case.sex, case.nature, case.harms, case.online = body.sex, body.nature, sorted(set(body.harms)), body.online
    case.parent_is_suspect = body.parent_is_suspect
    was_urgent, case.urgent = case.urgent, body.urgent or body.parent_is_suspect
    if not was_urgent:
        await urgent_now(ctx, case, ctx.clock.now())
    case.event_ward, case.residence_ward = body.event_ward, body.residence_ward
    await _seal(ctx, case, facts.model_copy(update={"child": body.facts, "child_id": body.child_id}))
    _done(ctx, case, CaseAudit.CASE_CHANGED)


def _require_groups(child: ChildFacts) -> None:
    """Raises `EndsBeforeStart`, `NotOfGroup`."""
    for at, one in enumerate(child.groups):
        if one.to_on is not None and one.to_on < one.from_on:
            raise EndsBeforeStart(field=f"facts.groups.{at}.to_on")
        if one.sub_group and one.sub_group not in SECRET_SUB_GROUPS[one.group]:
            raise NotOfGroup(field=f"facts.groups.{at}.sub_group")


async def tell_police(ctx: Ctx, case: IncidentCase, at: datetime, reference: str, version: int) -> None:
    """A crime is suspected: when the police were told and what they filed it under (NĐ 56/2017 Điều 25.3)."""
    await require(ctx, case, CaseVerb.POLICE, version)
    case.police_at = require_received(ctx, at)
    facts = await sealed_rows.case_facts(ctx, case)
    await _seal(ctx, case, facts.model_copy(update={"police": Decision(reference=reference, at=case.police_at)}))
    _done(ctx, case, CaseAudit.CASE_POLICE)


async def start(ctx: Ctx, case: IncidentCase, version: int) -> None:
    """The plan is being carried out."""
    case.state = await require(ctx, case, CaseVerb.START, version)
    _done(ctx, case, CaseAudit.CASE_STARTED)


async def plan_again(ctx: Ctx, case: IncidentCase, version: int) -> None:
    """The review asks for another plan (Điều 30.1): its five days run from now."""
    case.state = await require(ctx, case, CaseVerb.PLAN_AGAIN, version)
    await clocks.start(ctx, case.id, Clock.PLAN_SUBMITTED, ctx.clock.now())
    _done(ctx, case, CaseAudit.CASE_PLANNED_AGAIN)


async def hand_to_carer(ctx: Ctx, case: IncidentCase, on: date, version: int) -> None:
    """The child has been handed to who cares for it: visits follow after one and three months (Điều 43)."""
    await require(ctx, case, CaseVerb.HAND_TO_CARER, version)
    if on > ctx.clock.today():
        raise NotYet(field="on")
    decided = await queries.running_clock(ctx, case.id, Clock.HAND_OVER)
    if decided is None:
        raise WrongState("Quyết định chăm sóc thay thế được duyệt rồi mới bàn giao trẻ.")
    if day_begins(on) < decided.starts_at:
        raise EndsBeforeStart("Ngày bàn giao không được trước ngày quyết định chăm sóc thay thế.", field="on")
    handed = min(day_begins(on), ctx.clock.now())
    await clocks.meet(ctx, case.id, Clock.HAND_OVER, at=handed)
    await clocks.stop(ctx, case.id, *FOLLOW_UPS)
    await clocks.start(ctx, case.id, Clock.FOLLOW_UP_1, handed)
    await clocks.start(ctx, case.id, Clock.FOLLOW_UP_3, handed)
    _done(ctx, case, CaseAudit.CASE_HANDED_TO_CARER)


async def close(ctx: Ctx, case: IncidentCase, body: ClosingCreate, version: int) -> None:
    """The chair closes a reviewed case; one that wasn't reviewed only with the legal ground."""
    early = bool(body.ground) and case.state != CaseState.REVIEWED
    to = await require(ctx, case, CaseVerb.CLOSE_EARLY if early else CaseVerb.CLOSE, version)
    if early and len(body.ground) < GROUND:
        raise SkipNeedsGround(field="ground")
    if await queries.offered(ctx, case.id):
        raise OfferedAlready()
    case.state = to
    case.closed_at, case.outcome = ctx.clock.now(), body.outcome
    facts = await sealed_rows.case_facts(ctx, case)
    closing = Decision(reason=body.note, reference=body.ground, at=ctx.clock.now())
    await _seal(ctx, case, facts.model_copy(update={"closing": closing}))
    await clocks.stop(ctx, case.id)
    await notices.settled(ctx, case.id)
    _done(ctx, case, CaseAudit.CASE_CLOSED, outcome=body.outcome)


async def reopen(ctx: Ctx, case: IncidentCase, reason: str, version: int) -> None:
    """The case goes on from its detailed assessment; five working days run from now."""
    case.state = await require(ctx, case, CaseVerb.REOPEN, version)
    facts = await sealed_rows.case_facts(ctx, case)
    await require_none_open(ctx, facts.child_id, case.id)
    case.closed_at, case.outcome, case.export_approved_at = None, None, None
    await _seal(ctx, case, facts.model_copy(update={"reopened": Decision(reason=reason, at=ctx.clock.now())}))
    await clocks.start(ctx, case.id, Clock.PLAN_SUBMITTED, ctx.clock.now())
    _done(ctx, case, CaseAudit.CASE_REOPENED)
    await notices.waits(ctx, CASE, case.id)


async def approve_export(ctx: Ctx, case: IncidentCase, version: int) -> None:
    """The chair lets the case go into the national children's system (Luật Điều 30; NĐ 56/2017 Điều 30.2)."""
    await require(ctx, case, CaseVerb.APPROVE_EXPORT, version)
    case.export_approved_at = ctx.clock.now()
    _done(ctx, case, CaseAudit.CASE_EXPORT_APPROVED)

"""Giving and taking access: owner, members, referrals, stand-ins. Chair and deputies need none."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from vitreem.identity.facts import Person
from vitreem.incidents import notices, queries, sealed_rows
from vitreem.incidents.forms import Decision
from vitreem.incidents.models import IncidentAccess, IncidentCase, IncidentStandIn
from vitreem.incidents.refusals import CannotSeeCases, ReferralShape, UnknownSubject
from vitreem.incidents.rules import CASE, AccessKind, CaseAudit, Part
from vitreem.kernel.http.problems import NotAllowed, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.notices.telling import tell
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.records.refusals import EndsBeforeStart


async def give(ctx: Ctx, subject_id: UUID, kind: AccessKind, person_ids: Collection[UUID]) -> int:
    """Owner or members of a subject; who has it already has it once. How many have got it now."""
    there = {
        row.person_id for row, _ in await queries.access_of(ctx, subject_id, (AccessKind.OWNER, AccessKind.MEMBER))
    }
    new = [one for one in dict.fromkeys(person_ids) if one not in there]
    for person_id in new:
        ctx.db.add(_row(ctx, subject_id, person_id, kind))
        # Each by itself: the first one opens the subject for whoever gives the next.
        await ctx.db.flush()
    return len(new)


def _row(ctx: Ctx, subject_id: UUID, person_id: UUID, kind: AccessKind, **more: Any) -> IncidentAccess:
    return IncidentAccess(
        ward_id=ctx.ward_id, id=new_id(), subject_id=subject_id, person_id=person_id, kind=kind,
        given_by=ctx.person_id, given_at=ctx.clock.now(), **more,
    )  # fmt: skip


async def narrow(ctx: Ctx, report_id: UUID) -> None:
    """A report has been decided: who decided answers for it, and the others see it by its cases or not at all."""
    assert ctx.person_id is not None
    for row, _ in await queries.access_of(ctx, report_id, (AccessKind.OWNER, AccessKind.MEMBER)):
        if row.person_id == ctx.person_id:
            row.kind = AccessKind.OWNER
        else:
            row.revoked_at = ctx.clock.now()
    await ctx.db.flush()


async def require_workers(ctx: Ctx, person_ids: Collection[UUID], field: str) -> None:
    """Raises `CannotSeeCases` for who has no role that sees cases."""
    if not set(person_ids) <= set(await notices.workers(ctx)):
        raise CannotSeeCases(field=field)


async def _require_own(ctx: Ctx, case: IncidentCase, person_id: UUID) -> None:
    """Who sees a case by standing in for somebody doesn't keep it for themselves. Raises `NotAllowed`."""
    if person_id != ctx.person_id:
        return
    there = {row.person_id for row, _ in await queries.access_of(ctx, case.id, (AccessKind.OWNER, AccessKind.MEMBER))}
    if person_id not in there and Role.WARD_LEAD not in ctx.roles:
        raise NotAllowed()


async def add_member(ctx: Ctx, case: IncidentCase, person_id: UUID) -> None:
    await require_workers(ctx, [person_id], "person_id")
    await _require_own(ctx, case, person_id)
    if not await give(ctx, case.id, AccessKind.MEMBER, [person_id]):
        return
    ctx.record(CaseAudit.ACCESS_GIVEN, CASE, case.id, kind=AccessKind.MEMBER, person_id=str(person_id))
    await tell(ctx, notices.WAITS[CASE], CASE, case.id, [person_id])


async def set_owner(ctx: Ctx, case: IncidentCase, person_id: UUID) -> None:
    """Another person answers for the case; who did before stays a member."""
    await require_workers(ctx, [person_id], "person_id")
    await _require_own(ctx, case, person_id)
    for row, _ in await queries.access_of(ctx, case.id, (AccessKind.OWNER, AccessKind.MEMBER)):
        if row.person_id == person_id:
            row.kind = AccessKind.OWNER
        elif row.kind == AccessKind.OWNER:
            row.kind = AccessKind.MEMBER
    await ctx.db.flush()
    await give(ctx, case.id, AccessKind.OWNER, [person_id])
    case.owner_id = person_id
    ctx.record(CaseAudit.OWNER_CHANGED, CASE, case.id, person_id=str(person_id))
    await tell(ctx, notices.WAITS[CASE], CASE, case.id, [person_id])


async def refer(
    ctx: Ctx, case: IncidentCase, person_id: UUID, parts: Collection[Part], until_on: date, reason: str
) -> None:
    """One case, until a day, chosen parts: for somebody whose role sees no cases, e.g. of the health station."""
    if not parts or until_on < ctx.clock.today() or len(reason.strip()) < 5:
        raise ReferralShape()
    found = await ctx.db.execute(
        select(Person.id).where(Person.ward_id == ctx.ward_id, Person.id == person_id, Person.ended_at.is_(None))
    )
    if found.scalar_one_or_none() is None:
        raise UnknownSubject(field="person_id")
    await _revoke(ctx, case.id, person_id, AccessKind.REFERRAL)
    row = _row(ctx, case.id, person_id, AccessKind.REFERRAL, parts=sorted(parts), until_on=until_on)
    row.sealed_reason = await sealed_rows.seal(ctx, Decision(reason=reason), "incident_access", row.id, "sealed_reason")
    ctx.db.add(row)
    ctx.record(
        CaseAudit.ACCESS_GIVEN, CASE, case.id, kind=AccessKind.REFERRAL, person_id=str(person_id), parts=sorted(parts),
        until_on=until_on.isoformat(),
    )  # fmt: skip
    await ctx.db.flush()
    await tell(ctx, notices.REFERRED, CASE, case.id, [person_id])


async def _revoke(ctx: Ctx, subject_id: UUID, person_id: UUID, *kinds: AccessKind) -> int:
    access: Any = IncidentAccess
    done = await ctx.db.execute(
        update(access)
        .where(
            access.ward_id == ctx.ward_id, access.subject_id == subject_id, access.person_id == person_id,
            access.revoked_at.is_(None), access.kind.in_([str(one) for one in kinds]),
        )
        .values(revoked_at=ctx.clock.now())
    )  # fmt: skip
    return done.rowcount


async def revoke(ctx: Ctx, case: IncidentCase, person_id: UUID) -> None:
    """Take a member's or a referral's access; the owner's passes on with `set_owner`."""
    if not await _revoke(ctx, case.id, person_id, AccessKind.MEMBER, AccessKind.REFERRAL):
        raise NotFound()
    await notices.end_for(ctx, case.id, person_id)
    ctx.record(CaseAudit.ACCESS_REVOKED, CASE, case.id, person_id=str(person_id))


async def stand_in(ctx: Ctx, person_id: UUID, stand_in_id: UUID, from_on: date, to_on: date) -> UUID:
    """From one day to another somebody whose role sees cases stands in for another, who says so or whose chair does."""
    await _require_say(ctx, person_id)
    if to_on < from_on:
        raise EndsBeforeStart(field="to_on")
    if person_id == stand_in_id:
        raise CannotSeeCases("Không ai thay cho chính mình. Hãy chọn người khác.", field="stand_in_id")
    await require_workers(ctx, [person_id, stand_in_id], "stand_in_id")
    leads = set(await notices.leads(ctx))
    if person_id in leads and stand_in_id not in leads:
        # Who stands in for the chair decides as the chair does.
        raise CannotSeeCases("Chỉ lãnh đạo khác thay được cho lãnh đạo. Hãy chọn một lãnh đạo.", field="stand_in_id")
    row = IncidentStandIn(
        ward_id=ctx.ward_id, id=new_id(), person_id=person_id, stand_in_id=stand_in_id, from_on=from_on, to_on=to_on
    )
    ctx.db.add(row)
    await ctx.db.flush()
    ctx.record(
        CaseAudit.STAND_IN_SET, "incident_stand_in", ward_object(ctx.ward_id), person_id=str(person_id),
        stand_in_id=str(stand_in_id), from_on=from_on.isoformat(), to_on=to_on.isoformat(),
    )  # fmt: skip
    return row.id


async def _require_say(ctx: Ctx, person_id: UUID) -> None:
    """Who stands in for somebody is theirs to say, or the chair's: nobody opens the cases of others for themselves.

    Raises `NotAllowed`.
    """
    if person_id != ctx.person_id and not (await queries.standing(ctx)).leads:
        raise NotAllowed()


async def end_stand_in(ctx: Ctx, row_id: UUID) -> None:
    """Raises `NotFound`, `NotAllowed`."""
    table: Any = IncidentStandIn
    standing = select(table).where(table.ward_id == ctx.ward_id, table.id == row_id, table.ended_at.is_(None))
    found = await ctx.db.execute(standing.with_for_update())
    row = found.scalar_one_or_none()
    if row is None:
        raise NotFound()
    await _require_say(ctx, row.person_id)
    row.ended_at = ctx.clock.now()
    ctx.record(CaseAudit.STAND_IN_ENDED, "incident_stand_in", ward_object(ctx.ward_id), id=str(row_id))

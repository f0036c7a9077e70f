"""Roles of a ward's people: given and taken as `authority` allows, those that see cases with a second person."""

from uuid import UUID

from sqlalchemy import select

from vitreem.identity import approvals, authority, registry, sessions
from vitreem.identity.approval_schemas import ApprovalKind
from vitreem.identity.authority import Answer, PersonVerb
from vitreem.identity.models import Account, Membership, Person, Unit
from vitreem.identity.schemas import MembershipCreate
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import UNIT_ROLES, Role


class RoleNeedsUnit(Invalid):
    code = "role_needs_unit"
    detail = "Vai trò này cần chọn đơn vị."


class RoleWithoutUnit(Invalid):
    code = "role_without_unit"
    detail = "Vai trò này là của cả phường, xã: không chọn đơn vị."


async def current(ctx: Ctx, person: Person) -> list[Membership]:
    """The person's roles in force."""
    rows = await ctx.db.execute(
        select(Membership).where(
            Membership.ward_id == ctx.ward_id, Membership.person_id == person.id, Membership.ended_at.is_(None)
        )
    )
    return list(rows.scalars())


async def held(ctx: Ctx, person: Person) -> list[Role]:
    return [Role(one.role) for one in await current(ctx, person)]


async def unit_of(ctx: Ctx, role: Role, unit_id: UUID | None) -> Unit | None:
    """The unit in which the role is held; None for a role of the whole ward."""
    if role in UNIT_ROLES:
        if unit_id is None:
            raise RoleNeedsUnit()
        unit = await registry.seen(ctx, unit_id)
        registry.require_exists(unit)
        return unit
    if unit_id is not None:
        raise RoleWithoutUnit()
    return None


async def give(
    ctx: Ctx, person: Person, account: Account, role: Role, unit: Unit | None, needed: Answer, *, told: bool = False
) -> None:
    """Put the role in force, or ask a second person for it. The caller has checked the right.

    `told`: the trail says so already.
    """
    facts = {"name": person.full_name, "login": account.login, "role": role, "unit_id": str(unit.id if unit else "")}
    kind = Audit.PERSON_ROLE_GIVEN
    if needed == Answer.ALONE:
        ctx.db.add(Membership(ward_id=ctx.ward_id, person_id=person.id, unit_id=unit.id if unit else None, role=role))
        if authority.grant_answer([Role.WARD_OFFICER], (), role) != Answer.ALONE:
            # A link that an officer has made opens no more than what an officer gives.
            await sessions.void_links(ctx, account.id)
    elif await approvals.propose(ctx, ApprovalKind.ROLE, account, person, role=role, unit=unit):
        kind = Audit.PERSON_ROLE_PROPOSED
    else:
        return
    if not told:
        ctx.record(kind, "person", person.id, **facts)
    await ctx.db.flush()


async def grant(ctx: Ctx, person: Person, body: MembershipCreate) -> None:
    """Give a role. Giving one that the person has, or that waits already, changes nothing."""
    needed = authority.require_grant(
        ctx.roles, await held(ctx, person), body.role, own=person.account_id == ctx.account_id
    )
    unit = await unit_of(ctx, body.role, body.unit_id)
    if any((one.role, one.unit_id) == (body.role, body.unit_id) for one in await current(ctx, person)):
        return
    await give(ctx, person, await ctx.db.get_one(Account, person.account_id), body.role, unit, needed)


async def withdraw(ctx: Ctx, person: Person, membership_id: UUID) -> None:
    """Take a role away; effective with the person's next request."""
    membership = await ctx.db.get(Membership, (ctx.ward_id, membership_id), with_for_update=True)
    if membership is None or membership.person_id != person.id or membership.ended_at is not None:
        raise NotFound()
    own = person.account_id == ctx.account_id
    authority.require(ctx.roles, await held(ctx, person), PersonVerb.WITHDRAW, own=own)
    await take(ctx, person, membership)


async def take(ctx: Ctx, person: Person, membership: Membership) -> None:
    """End one role. The caller has checked the right."""
    membership.ended_at = ctx.clock.now()
    account = await ctx.db.get_one(Account, person.account_id)
    ctx.record(
        Audit.PERSON_ROLE_TAKEN,
        "person",
        person.id,
        name=person.full_name,
        login=account.login,
        role=membership.role,
        unit_id=str(membership.unit_id or ""),
    )
    await ctx.db.flush()

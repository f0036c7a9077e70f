"""What waits for a second person: proposed by one, confirmed or declined by another, never by whom it is for.

Until then nothing has happened: a role that waits is no membership, a link that waits sets no password.
"""

from uuid import UUID

from sqlalchemy import Select, or_, select, text
from sqlalchemy.exc import IntegrityError

from vitreem.identity import telling
from vitreem.identity.approval_schemas import ApprovalKind, ApprovalRead, Decision
from vitreem.identity.authority import NotSecondPerson, is_second, takes_two
from vitreem.identity.models import Account, Approval, Membership, PasswordReset, Person, Unit, Ward
from vitreem.identity.schemas import PendingRoleRead
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import NotFound, WrongState
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role


async def propose(
    ctx: Ctx,
    kind: ApprovalKind,
    account: Account,
    person: Person | None,
    *,
    role: Role | None = None,
    unit: Unit | None = None,
    token_hash: bytes | None = None,
) -> bool:
    """Ask for a second person; False when the same is asked for already."""
    approval = Approval(
        kind=kind,
        account_id=account.id,
        ward_id=person.ward_id if person else None,
        person_id=person.id if person else None,
        person_name=person.full_name if person else account.full_name,
        role=role,
        unit_id=unit.id if unit else None,
        unit_name=unit.name if unit else None,
        token_hash=token_hash,
        proposed_by=ctx.account_id,
        proposed_by_name=ctx.actor_name,
        proposed_at=ctx.clock.now(),
    )
    try:
        async with ctx.db.begin_nested():
            ctx.db.add(approval)
    except IntegrityError:
        return False
    return True


def _open(ctx: Ctx) -> Select[Approval]:
    """What waits: row-level security shows a ward its own and its people's, the administrator everything."""
    return (
        select(Approval)
        .outerjoin(PasswordReset, PasswordReset.token_hash == Approval.token_hash)
        .where(
            Approval.decided_at.is_(None),
            or_(
                Approval.token_hash.is_(None),
                PasswordReset.used_at.is_(None)
                & PasswordReset.voided_at.is_(None)
                & (PasswordReset.expires_at > ctx.clock.now()),
            ),
        )
    )


def _actions(ctx: Ctx, approval: Approval) -> list[Decision]:
    if is_second(ctx.account_id, approval.proposed_by, approval.account_id):
        return [Decision.CONFIRM, Decision.DECLINE]
    return [Decision.DECLINE] if approval.proposed_by == ctx.account_id else []


async def waiting(ctx: Ctx) -> list[ApprovalRead]:
    """All that waits and that the caller may see, oldest first."""
    rows = await ctx.db.execute(
        _open(ctx)
        .add_columns(Account.login, Ward.name, PasswordReset.expires_at)
        .join(Account, Account.id == Approval.account_id)
        .outerjoin(Ward, Ward.id == Approval.ward_id)
        .order_by(Approval.proposed_at, Approval.id)
    )
    return [
        ApprovalRead(
            id=one.id,
            kind=ApprovalKind(one.kind),
            account_id=one.account_id,
            person_id=one.person_id,
            person_name=one.person_name,
            login=login,
            ward_name=ward_name,
            role=Role(one.role) if one.role else None,
            unit_name=one.unit_name,
            proposed_by_name=one.proposed_by_name,
            proposed_at=one.proposed_at,
            expires_at=expires_at,
            allowed_actions=_actions(ctx, one),
        )
        for one, login, ward_name, expires_at in map(tuple, rows)
    ]


async def pending_roles(ctx: Ctx) -> dict[UUID, list[PendingRoleRead]]:
    """Roles of the ward's people that wait, by person."""
    rows = await ctx.db.execute(
        _open(ctx)
        .where(Approval.ward_id == ctx.ward_id, Approval.kind == ApprovalKind.ROLE)
        .order_by(Approval.proposed_at, Approval.id)
    )
    found: dict[UUID, list[PendingRoleRead]] = {}
    for one in rows.scalars():
        assert one.person_id is not None
        assert one.role is not None
        found.setdefault(one.person_id, []).append(
            PendingRoleRead(
                id=one.id,
                role=Role(one.role),
                unit_id=one.unit_id,
                unit_name=one.unit_name,
                proposed_by_name=one.proposed_by_name,
                proposed_at=one.proposed_at,
            )
        )
    return found


async def decide(ctx: Ctx, approval_id: UUID, decision: Decision) -> Account | None:
    """Confirm or decline, once. Raises `NotSecondPerson` for the proposer and for whom it is about.

    Returns the account whose password ended with it, and who therefore needs a new link.
    """
    statement = _open(ctx).where(Approval.id == approval_id).with_for_update(of=Approval)
    approval = (await ctx.db.execute(statement)).scalar_one_or_none()
    if approval is None:
        raise await _gone(ctx, approval_id)
    if decision not in _actions(ctx, approval):
        raise NotSecondPerson()
    approval.decided_at, approval.decided_by = ctx.clock.now(), ctx.account_id
    approval.confirmed = decision == Decision.CONFIRM
    await ctx.db.flush()
    account = await ctx.db.get_one(Account, approval.account_id)
    if approval.kind == ApprovalKind.PASSWORD_LINK:
        await _decide_link(ctx, approval, account)
    else:
        assert approval.ward_id is not None, "a role and a device are asked for in a ward"
        async with telling.in_ward(ctx, approval.ward_id):
            if approval.kind == ApprovalKind.SECOND_FACTOR:
                await _decide_device(ctx, approval, account)
            elif await _decide_role(ctx, approval, account):
                return account
    return None


async def _gone(ctx: Ctx, approval_id: UUID) -> NotFound | WrongState:
    if await ctx.db.get(Approval, approval_id) is None:
        return NotFound()
    return WrongState("Đề nghị này đã được người khác quyết định, hoặc đã hết hạn.")


async def _decide_link(ctx: Ctx, approval: Approval, account: Account) -> None:
    reset = await ctx.db.get_one(PasswordReset, approval.token_hash)
    if approval.confirmed:
        reset.approved_at = ctx.clock.now()
    else:
        reset.voided_at = ctx.clock.now()
    kind = Audit.ACCOUNT_RESET_LINK_APPROVED if approval.confirmed else Audit.ACCOUNT_RESET_LINK_DECLINED
    await telling.tell_wards(ctx, account, kind, proposed_by=approval.proposed_by_name)


async def _decide_role(ctx: Ctx, approval: Approval, account: Account) -> bool:
    """The role is in force from here on, or never was. Whether the account's password ended.

    A password that somebody else could have set, and a link that somebody else holds, don't become those of a person
    who sees cases. What a ward can't end is the password of an account that works elsewhere too.
    """
    assert approval.person_id is not None
    assert approval.ward_id is not None
    ended = False
    person = await ctx.db.get_one(Person, (approval.ward_id, approval.person_id))
    if approval.confirmed:
        if person.ended_at is not None:
            raise WrongState("Người này không còn làm việc trong phường, xã.")
        unit = await ctx.db.get(Unit, (approval.ward_id, approval.unit_id)) if approval.unit_id else None
        if unit and unit.closed_at is not None:
            raise WrongState("Đơn vị này đã ngừng hoạt động.")
        newly = not any(takes_two(Role(role)) for role in await _roles(ctx, person))
        ctx.db.add(
            Membership(
                ward_id=approval.ward_id, person_id=person.id, unit_id=approval.unit_id, role=approval.role or ""
            )
        )
        ended = newly and await _forget_password(ctx, account)
    ctx.record(
        Audit.PERSON_ROLE_GIVEN if approval.confirmed else Audit.PERSON_ROLE_DECLINED,
        "person",
        person.id,
        name=person.full_name,
        login=account.login,
        role=approval.role,
        unit_id=str(approval.unit_id or ""),
        proposed_by=approval.proposed_by_name,
    )
    return ended


async def _roles(ctx: Ctx, person: Person) -> list[str]:
    rows = await ctx.db.execute(
        select(Membership.role).where(
            Membership.ward_id == person.ward_id, Membership.person_id == person.id, Membership.ended_at.is_(None)
        )
    )
    return list(rows.scalars())


async def _forget_password(ctx: Ctx, account: Account) -> bool:
    await ctx.db.flush()
    done = await ctx.db.execute(
        text("SELECT app.forget_password(:account, :now)"), {"account": account.id, "now": ctx.clock.now()}
    )
    return done.scalar_one()


async def _decide_device(ctx: Ctx, approval: Approval, account: Account) -> None:
    if approval.confirmed:
        await clear_second_factor(ctx, account, proposed_by=approval.proposed_by_name)
    else:
        assert approval.person_id is not None
        ctx.record(
            Audit.PERSON_SECOND_FACTOR_RESET_DECLINED,
            "person",
            approval.person_id,
            name=approval.person_name,
            login=account.login,
            proposed_by=approval.proposed_by_name,
        )


async def clear_second_factor(ctx: Ctx, account: Account, **facts: object) -> None:
    """The lost device counts no more and every session ends; person, leads and wards are told.

    The caller has checked the right. Raises `WrongState` where two-step sign-in isn't on, or isn't the ward's to reset.
    """
    await ctx.db.flush()
    done = await ctx.db.execute(
        text("SELECT app.clear_second_factor(:account, :now)"), {"account": account.id, "now": ctx.clock.now()}
    )
    if not done.scalar_one():
        raise WrongState("Người này chưa bật xác thực hai lớp.")
    await telling.tell_person(ctx, account, telling.NoticeKind.SECOND_FACTOR_RESET)
    await telling.tell_leads(ctx, account, telling.NoticeKind.COLLEAGUE_SECOND_FACTOR_RESET)
    await telling.tell_wards(ctx, account, Audit.ACCOUNT_SECOND_FACTOR_RESET, **facts)


async def drop_waiting(ctx: Ctx, person: Person) -> None:
    """What waits for a person who leaves waits no more, nor what they have asked for."""
    rows = await ctx.db.execute(
        select(Approval).where(
            Approval.ward_id == ctx.ward_id,
            (Approval.person_id == person.id) | (Approval.proposed_by == person.account_id),
            Approval.decided_at.is_(None),
        )
    )
    for one in rows.scalars():
        one.decided_at, one.decided_by, one.confirmed = ctx.clock.now(), ctx.account_id, False

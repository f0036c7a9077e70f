"""The way back in, by somebody else's hand: password links and lost devices, by a ward and by the administrator."""

from typing import Any

from sqlalchemy import text

from vitreem.identity import approvals, authority, links, memberships, telling
from vitreem.identity.approval_schemas import ApprovalKind
from vitreem.identity.authority import Answer, PersonVerb
from vitreem.identity.models import Account, Person
from vitreem.identity.schemas import ResetLink
from vitreem.identity.telling import NoticeKind
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import NotAllowed, Problem, WrongState
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role


class SharedAccount(Problem):
    """The account works elsewhere too; one ward can't take it over."""

    status = 403
    code = "shared_account"
    title = "Tài khoản dùng chung"
    detail = "Người này còn làm việc ở nơi khác; hãy nhờ quản trị hệ thống."


async def _require(ctx: Ctx, person: Person, verb: PersonVerb) -> tuple[Account, Answer]:
    needed = authority.require(
        ctx.roles, await memberships.held(ctx, person), verb, own=person.account_id == ctx.account_id
    )
    ours = await ctx.db.execute(text("SELECT app.account_is_only_ours(:account)"), {"account": person.account_id})
    if not ours.scalar_one():
        raise SharedAccount()
    return await ctx.db.get_one(Account, person.account_id), needed


async def link_of_person(ctx: Ctx, person: Person) -> ResetLink:
    """A one-time link to set the password. Only for accounts that work in this ward alone."""
    account, needed = await _require(ctx, person, PersonVerb.RESET_LINK)
    link = await links.make(ctx, account, person)
    kind = Audit.PERSON_RESET_LINK_PROPOSED if link.awaits_approval else Audit.PERSON_RESET_LINK_MADE
    ctx.record(kind, "person", person.id, name=person.full_name, login=account.login)
    if needed == Answer.WITH_SECOND:
        await telling.tell_person(ctx, account, NoticeKind.PASSWORD_LINK_MADE)
    return link


async def set_up_again(ctx: Ctx, person: Person) -> ResetLink | None:
    """A fresh link for somebody new who has no password yet; None where it isn't the caller's to make any more."""
    account, waiting = await ctx.db.get_one(Account, person.account_id), await approvals.pending_roles(ctx)
    if person.ended_at or person.id in waiting or (await _secured(ctx, account)).has_password:
        return None
    try:
        return await link_of_person(ctx, person)
    except (NotAllowed, SharedAccount):
        return None


async def _secured(ctx: Ctx, account: Account) -> Any:
    """`has_password`, `has_second_factor`."""
    await ctx.db.flush()
    return (await ctx.db.execute(text("SELECT * FROM app.account_secured(:account)"), {"account": account.id})).one()


async def device_of_person(ctx: Ctx, person: Person) -> None:
    """A lost device counts no more; of a lead or somebody who sees cases when a second person agrees."""
    account, needed = await _require(ctx, person, PersonVerb.RESET_SECOND_FACTOR)
    if not (await _secured(ctx, account)).has_second_factor:
        raise WrongState("Người này chưa bật xác thực hai lớp.")
    if needed == Answer.ALONE:
        await approvals.clear_second_factor(ctx, account)
    elif await approvals.propose(ctx, ApprovalKind.SECOND_FACTOR, account, person):
        ctx.record(
            Audit.PERSON_SECOND_FACTOR_RESET_PROPOSED,
            "person",
            person.id,
            name=person.full_name,
            login=account.login,
        )


async def link_by_administrator(ctx: Ctx, account: Account) -> ResetLink:
    """The administrator sees no records, and so doesn't come in as somebody who does.

    The person and their leads are told, a new password is forced, a second factor stays; and where the account is
    mighty, the link waits for a second person.
    """
    authority.require(
        ctx.roles, await _roles_everywhere(ctx, account), PersonVerb.RESET_LINK, own=account.id == ctx.account_id
    )
    link = await links.make(ctx, account)
    await _told(
        ctx,
        account,
        Audit.ACCOUNT_RESET_LINK_PROPOSED if link.awaits_approval else Audit.ACCOUNT_RESET_LINK_MADE,
    )
    return link


async def link_by_operator(ctx: Ctx, account: Account) -> ResetLink:
    """The way out of the machine's operator, where no second person exists: it stands in the trail as such."""
    link = await links.make(ctx, account, approved=True)
    await _told(ctx, account, Audit.ACCOUNT_RESET_BY_OPERATOR)
    return link


async def device_by_operator(ctx: Ctx, account: Account) -> None:
    await approvals.clear_second_factor(ctx, account)


async def _roles_everywhere(ctx: Ctx, account: Account) -> list[Role]:
    rows = await ctx.db.execute(text("SELECT app.roles_of_account(:account)"), {"account": account.id})
    return [Role(role) for role in rows.scalars()]


async def _told(ctx: Ctx, account: Account, kind: Audit) -> None:
    await ctx.db.execute(text("SELECT app.force_password_change(:account)"), {"account": account.id})
    await telling.tell_person(ctx, account, NoticeKind.PASSWORD_LINK_MADE)
    await telling.tell_leads(ctx, account, NoticeKind.COLLEAGUE_PASSWORD_LINK_MADE)
    await telling.tell_wards(ctx, account, kind)

"""What is done to an account is told: in the trail of each ward where its person works, and to people as notices."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.sql.functions import coalesce

from vitreem.identity.models import Account, AccountNotice, Membership, Person
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role


class NoticeKind(StrEnum):
    """`colleague_*` are told to the leads of the person's wards, the others to the person."""

    PASSWORD_LINK_MADE = "password_link_made"  # noqa: S105
    COLLEAGUE_PASSWORD_LINK_MADE = "colleague_password_link_made"  # noqa: S105
    SECOND_FACTOR_RESET = "second_factor_reset"
    COLLEAGUE_SECOND_FACTOR_RESET = "colleague_second_factor_reset"


@asynccontextmanager
async def in_ward(ctx: Ctx, ward_id: int) -> AsyncIterator[None]:
    """Work in another ward of this installation for a few statements."""
    own = ctx.ward_id
    await ctx.db.flush()
    await ctx.set_local(ward_id=ward_id)
    ctx.ward_id = ward_id
    yield
    await ctx.db.flush()
    ctx.ward_id = own
    await ctx.set_local(ward_id=own or None)


async def wards_of(ctx: Ctx, account_id: UUID) -> list[int]:
    """Wards where the account's person works now; of accounts of the caller's ward, or for the administrator."""
    await ctx.db.flush()
    rows = await ctx.db.execute(text("SELECT app.wards_of_account(:account)"), {"account": account_id})
    return list(rows.scalars())


async def tell_wards(ctx: Ctx, account: Account, kind: Audit, **facts: object) -> None:
    """One event in the trail of each ward where the account's person works."""
    for ward_id in await wards_of(ctx, account.id):
        await ctx.record_in(ward_id, kind, "account", account.id, name=account.full_name, login=account.login, **facts)


async def tell_person(ctx: Ctx, account: Account, kind: NoticeKind) -> None:
    """The owner reads it at their next sign-in."""
    _notice(ctx, account.id, account, kind)
    await ctx.db.flush()


async def tell_leads(ctx: Ctx, account: Account, kind: NoticeKind) -> None:
    """The leads of each ward where the person works read it at their next sign-in; who did it knows it already."""
    told = {account.id, ctx.account_id}
    for ward_id in await wards_of(ctx, account.id):
        async with in_ward(ctx, ward_id):
            rows = await ctx.db.execute(
                select(Person.account_id)
                .join(Membership, (Membership.ward_id == Person.ward_id) & (Membership.person_id == Person.id))
                .where(
                    Person.ward_id == ward_id,
                    Person.ended_at.is_(None),
                    Membership.role == Role.WARD_LEAD,
                    Membership.ended_at.is_(None),
                )
            )
            for lead in {*rows.scalars()} - told:
                _notice(ctx, lead, account, kind)
                told.add(lead)


def _notice(ctx: Ctx, reader: UUID, account: Account, kind: NoticeKind) -> None:
    facts = {"name": account.full_name, "login": account.login, "by": ctx.actor_name}
    ctx.db.add(AccountNotice(account_id=reader, kind=kind, at=ctx.clock.now(), facts=facts))


async def own_notices(ctx: Ctx) -> list[AccountNotice]:
    """What the caller hasn't put away yet, oldest first."""
    rows = await ctx.db.execute(
        select(AccountNotice)
        .where(AccountNotice.account_id == ctx.account_id, AccountNotice.acknowledged_at.is_(None))
        .order_by(AccountNotice.at, AccountNotice.id)
    )
    return list(rows.scalars())


async def acknowledge(ctx: Ctx, notice_id: UUID) -> None:
    """The caller has read it; doing it twice changes nothing."""
    done = await ctx.db.execute(
        update(AccountNotice)
        .where(AccountNotice.id == notice_id, AccountNotice.account_id == ctx.account_id)
        .values(acknowledged_at=coalesce(AccountNotice.acknowledged_at, ctx.clock.now()))
    )
    if done.rowcount != 1:
        raise NotFound()

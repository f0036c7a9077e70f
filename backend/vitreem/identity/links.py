"""One-time links that set a password. The newest is the only one; some need a second person before they work."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text, update

from vitreem.identity import passwords, sessions, telling
from vitreem.identity.approval_schemas import ApprovalKind
from vitreem.identity.approvals import propose
from vitreem.identity.authority import MIGHTY
from vitreem.identity.models import Account, Credential, PasswordReset, Person
from vitreem.identity.schemas import ResetLink
from vitreem.identity.trail import Audit
from vitreem.kernel.http.problems import NotFound, Problem
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.roles import SEES_CASES

VALID = timedelta(hours=48)
_LOCK = 7_341_904  # with the account: its links are made one after the other


class ResetGone(NotFound):
    code = "reset_gone"
    detail = "Liên kết đặt mật khẩu đã dùng hoặc đã hết hạn. Vui lòng xin liên kết mới."


class ResetAwaitsApproval(Problem):
    status = 409
    code = "reset_awaits_approval"
    title = "Đang chờ người thứ hai duyệt"
    detail = "Đường dẫn này chỉ dùng được sau khi người thứ hai (lãnh đạo khác hoặc quản trị hệ thống) đồng ý."


async def _needs_second(ctx: Ctx, account_id: UUID) -> bool:
    """Asked of the database: what the person does in wards that the caller doesn't see counts too."""
    found = await ctx.db.execute(
        text("SELECT app.reset_needs_second(:account, :cases, :mighty)"),
        {"account": account_id, "cases": [*SEES_CASES], "mighty": [*MIGHTY]},
    )
    return found.scalar_one() is not False


async def make(ctx: Ctx, account: Account, person: Person | None = None, *, approved: bool = False) -> ResetLink:
    """A new link; the older ones end. The caller has checked the right to make it.

    `person`: the ward's, when a ward makes it. `approved`: by the operator of the machine, where there is no second.
    """
    await ctx.db.flush()
    # Of two made at the same moment neither would see the other: the second waits until the first is there to end.
    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, func.hashtext(str(account.id)))))
    await sessions.void_links(ctx, account.id)
    token, now = secrets.token_urlsafe(32), ctx.clock.now()
    reset = PasswordReset(
        token_hash=hash_token(token),
        account_id=account.id,
        created_at=now,
        expires_at=now + VALID,
        approved_at=now if approved else None,
    )
    ctx.db.add(reset)
    await ctx.db.flush()
    awaits = not approved and await _needs_second(ctx, account.id)
    if awaits:
        await propose(ctx, ApprovalKind.PASSWORD_LINK, account, person, token_hash=reset.token_hash)
    return ResetLink(path=f"/reset/{token}", expires_at=reset.expires_at, awaits_approval=awaits)


async def _resetting(ctx: Ctx, token: str) -> Account:
    """Whose link it is; the rest of the transaction is that account's. Raises what keeps it from working."""
    found = await ctx.db.execute(
        text("SELECT app.find_password_reset(:token, :now)"), {"token": hash_token(token), "now": ctx.clock.now()}
    )
    account_id = found.scalar_one()
    if account_id is None:
        raise ResetGone()
    await ctx.set_local(account_id=account_id)
    reset = await ctx.db.get_one(PasswordReset, hash_token(token))
    if reset.approved_at is None and await _needs_second(ctx, account_id):
        raise ResetAwaitsApproval()
    return await ctx.db.get_one(Account, account_id)


async def read(ctx: Ctx, token: str) -> Account:
    """Whose password the link sets; raises `ResetGone` or `ResetAwaitsApproval`."""
    return await _resetting(ctx, token)


async def redeem(opens: Opening, token: str, new_password: str) -> None:
    """Set the password; every link and session of the person ends, the second factor stays.

    Each ward where the person works finds it in its trail.
    """
    async with opens() as ctx:
        account = await _resetting(ctx, token)
        lane = ctx.client_address
    passwords.require_strong(new_password, account.login, account.full_name)
    hashed = await passwords.hash_password(opens.state.door.workers, lane, new_password)
    async with opens() as ctx:
        account = await _resetting(ctx, token)
        done = await ctx.db.execute(
            update(PasswordReset)
            .where(
                PasswordReset.token_hash == hash_token(token),
                PasswordReset.used_at.is_(None),
                PasswordReset.voided_at.is_(None),
            )
            .values(used_at=ctx.clock.now())
        )
        if done.rowcount != 1:
            raise ResetGone()
        credential = await ctx.db.get_one(Credential, account.id)
        credential.password_hash, credential.must_change_password = hashed, False
        await sessions.void_links(ctx, account.id)
        await sessions.revoke_others(ctx, account.id, None)
        ctx.account_id, ctx.actor_name = account.id, account.full_name
        await telling.tell_wards(ctx, account, Audit.ACCOUNT_PASSWORD_SET_BY_LINK)

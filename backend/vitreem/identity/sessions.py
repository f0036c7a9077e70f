"""Signing in and out, passwords, the second factor."""

import secrets
import unicodedata
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, text, update

from vitreem.identity import door, passwords, second_factor, telling, throttle
from vitreem.identity.authority import gives
from vitreem.identity.models import Account, Credential, PasswordReset, SignInSession, Unit
from vitreem.identity.schemas import AccountRead, NoticeRead, SessionRead, UnitBrief, WardBrief
from vitreem.identity.trail import Audit
from vitreem.kernel import sealing
from vitreem.kernel.http.problems import Invalid, NotAllowed, NotFound, Problem
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.roles import permissions_of
from vitreem.kernel.sealing import Keys


class BadCredentials(Problem):
    """Unknown name, wrong password and disabled account: one answer."""

    status = 401
    code = "bad_credentials"
    title = "Không đăng nhập được"
    detail = "Tên đăng nhập hoặc mật khẩu chưa đúng."


class TotpRequired(Problem):
    status = 401
    code = "totp_required"
    title = "Cần mã xác thực"
    detail = "Nhập mã 6 số trong ứng dụng xác thực, hoặc một mã dự phòng."


class TotpWrong(Problem):
    status = 401
    code = "totp_wrong"
    title = "Mã xác thực chưa đúng"
    detail = "Mã xác thực chưa đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại."


class WrongPassword(Invalid):
    code = "wrong_password"
    title = "Mật khẩu hiện tại chưa đúng"
    detail = "Mật khẩu hiện tại chưa đúng."


class SignedIn(NamedTuple):
    """The token of a new session, and what its browser is known by at the next sign-in."""

    token: str
    browser: str


def _root(ctx: Ctx) -> Keys:
    """Second factors cross wards, so they are sealed under the root key. Raises `KeysAway`."""
    return sealing.root_keys(ctx.state.field_key)


def _place(account_id: UUID) -> str:
    return f"credential.totp_secret.{account_id}"


async def sign_in(
    opens: Opening, login: str, password: str, totp_code: str | None, user_agent: str, browser: str = ""
) -> SignedIn:
    """A new session. `browser`: the cookie of one from which this account has signed in before.

    Raises `BadCredentials`, `TotpRequired`, `TotpWrong`, `SlowDown`, `TooMuchWork`.
    """
    async with opens() as ctx:
        credential = await _credential_of(ctx, login)
        account_id, stored = (credential.account_id, credential.password_hash) if credential else (None, None)
        asked = await door.ask(ctx, login, account_id, stored, browser)
    await door.require_right(opens, asked, password, BadCredentials)
    async with opens() as ctx:
        credential = await _credential_of(ctx, login)
        if credential is None or credential.password_hash != asked.password_hash:
            raise BadCredentials()  # changed, or locked, in the same moment
        asks_code = credential.totp_enabled and not totp_code
        if asks_code:
            await throttle.take_back(ctx, asked.who)
        elif not credential.totp_enabled or await _take_code(ctx, credential, totp_code or ""):
            await throttle.succeeded(ctx, asked.who)
            token = await open_session(ctx, credential.account_id, user_agent)
            return SignedIn(token, throttle.browser_cookie(ctx.state.field_key, credential.account_id))
    raise TotpRequired() if asks_code else TotpWrong()


async def _credential_of(ctx: Ctx, login: str) -> Credential | None:
    account_id = (await ctx.db.execute(text("SELECT app.find_login(:login)"), {"login": login})).scalar_one()
    if account_id is None:
        return None
    await ctx.set_local(account_id=account_id)
    return await ctx.db.get(Credential, account_id)


async def prove(opens: Opening, password: str) -> None:
    """The signed-in person's own password, slowed as at sign-in. Raises `WrongPassword`, `SlowDown`, `TooMuchWork`."""
    async with opens() as ctx:
        account, credential = await own_account(ctx)
        asked = await door.ask(ctx, account.login, account.id, credential.password_hash)
    await door.require_right(opens, asked, password, WrongPassword)
    async with opens() as ctx:
        await throttle.succeeded(ctx, asked.who)


async def prove_again(opens: Opening, password: str) -> None:
    """The password once more, for pages that close after some minutes without a touch. Raises as `prove` does."""
    await prove(opens, password)
    async with opens() as ctx:
        await ctx.db.execute(
            update(SignInSession).where(SignInSession.id == ctx.session_id).values(cases_seen_at=ctx.clock.now())
        )


async def _take_code(ctx: Ctx, credential: Credential, code: str) -> bool:
    """Use up a TOTP step or a recovery code; atomic, so that of parallel attempts one wins.

    A telephone's full-width digits and the space between two halves are read as what they stand for.
    """
    code = "".join(unicodedata.normalize("NFKC", code).split())
    assert credential.totp_secret is not None
    table: Any = Credential.__table__
    mine = table.c.account_id == credential.account_id
    if len(code) == 6 and code.isascii() and code.isdigit():
        root, place = _root(ctx), _place(credential.account_id)
        secret = root.open(credential.totp_secret, place).decode()
        if not sealing.is_of(root.newest, credential.totp_secret):
            credential.totp_secret = root.seal(secret.encode(), place)
        step = second_factor.matching_step(secret, code, ctx.clock.now())
        if step is None:
            return False
        done = await ctx.db.execute(
            update(table).where(mine, table.c.totp_last_step < step).values(totp_last_step=step)
        )
    else:
        used = second_factor.recovery_hash(code)
        done = await ctx.db.execute(
            text(
                "UPDATE app.credential SET recovery_hashes = array_remove(recovery_hashes, :used)"
                " WHERE account_id = :account AND :used = ANY(recovery_hashes)"
            ),
            {"used": used, "account": credential.account_id},
        )
    return done.rowcount == 1


async def open_session(ctx: Ctx, account_id: UUID, user_agent: str) -> str:
    """A new session in the person's first ward."""
    wards = await my_wards(ctx)
    token, now = secrets.token_urlsafe(32), ctx.clock.now()
    session = SignInSession(
        token_hash=hash_token(token),
        account_id=account_id,
        ward_id=wards[0].id if wards else None,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=ctx.settings.session_absolute_hours),
        user_agent=user_agent[:200],
    )
    ctx.db.add(session)
    if wards:
        account = await ctx.db.get(Account, account_id)
        assert account is not None
        ctx.ward_id, ctx.account_id, ctx.session_id, ctx.actor_name = (
            wards[0].id,
            account_id,
            session.id,
            account.full_name,
        )
        await ctx.set_local(ward_id=ctx.ward_id)
        ctx.record(Audit.SESSION_OPENED, "session", session.id)
    await ctx.db.flush()
    return token


async def my_wards(ctx: Ctx) -> list[WardBrief]:
    rows = await ctx.db.execute(text("SELECT id, code, name, province FROM app.my_wards()"))
    return [WardBrief(**row) for row in rows.mappings()]


async def read_session(ctx: Ctx) -> SessionRead:
    """The reply of `GET /session`."""
    account, credential = await own_account(ctx)
    wards = await my_wards(ctx)
    units = []
    if ctx.unit_ids:
        rows = await ctx.db.execute(
            select(Unit)
            .where(Unit.ward_id == ctx.ward_id, Unit.id.in_(ctx.unit_ids), Unit.to_on.is_(None))
            .order_by(Unit.sort_key)
        )
        units = [UnitBrief(id=unit.id, name=unit.name, kind=unit.kind) for unit in rows.scalars()]
    return SessionRead(
        account=AccountRead(
            id=account.id,
            login=account.login,
            full_name=ctx.actor_name,
            must_change_password=credential.must_change_password,
            totp_enabled=credential.totp_enabled,
        ),
        person_id=ctx.person_id,
        ward=next((ward for ward in wards if ward.id == ctx.ward_id), None),
        wards=wards,
        units=units,
        roles=sorted(ctx.roles),
        permissions=sorted(permissions_of(ctx.roles) | {"account:self"}),
        gives_roles=gives(ctx.roles),
        notices=[NoticeRead.model_validate(one) for one in await telling.own_notices(ctx)],
    )


async def own_account(ctx: Ctx) -> tuple[Account, Credential]:
    account, credential = await ctx.db.get(Account, ctx.account_id), await ctx.db.get(Credential, ctx.account_id)
    assert account is not None, "the session's account is always its own"
    assert credential is not None, "an account is made with its credential"
    return account, credential


async def choose_ward(ctx: Ctx, ward_id: int) -> None:
    """Work in another ward of one's own from the next request on."""
    if ward_id not in {ward.id for ward in await my_wards(ctx)}:
        raise NotFound()
    await ctx.db.execute(update(SignInSession).where(SignInSession.id == ctx.session_id).values(ward_id=ward_id))


async def revoke(ctx: Ctx, session_id: UUID) -> None:
    """End one of one's own sessions."""
    done = await ctx.db.execute(
        update(SignInSession)
        .where(
            SignInSession.id == session_id,
            SignInSession.account_id == ctx.account_id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=ctx.clock.now())
    )
    if done.rowcount != 1:
        raise NotFound()
    if ctx.ward_id:
        ctx.record(Audit.SESSION_REVOKED, "session", session_id)


async def revoke_others(ctx: Ctx, account_id: UUID, keep: UUID | None) -> None:
    await ctx.db.execute(
        update(SignInSession)
        .where(
            SignInSession.account_id == account_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.id.is_distinct_from(keep),
        )
        .values(revoked_at=ctx.clock.now())
    )


async def void_links(ctx: Ctx, account_id: UUID) -> None:
    """No one-time link that was made before works any more."""
    await ctx.db.execute(
        update(PasswordReset)
        .where(
            PasswordReset.account_id == account_id,
            PasswordReset.used_at.is_(None),
            PasswordReset.voided_at.is_(None),
        )
        .values(voided_at=ctx.clock.now())
    )


async def change_password(opens: Opening, current: str, new: str) -> None:
    """Set a new password; every other session of the person ends."""
    async with opens() as ctx:
        account, _ = await own_account(ctx)
    passwords.require_strong(new, account.login, account.full_name)
    if new == current:
        raise passwords.WeakPassword("Mật khẩu mới phải khác mật khẩu đang dùng.")
    await prove(opens, current)
    hashed = await passwords.hash_password(opens.state.door.workers, account.id, new)
    async with opens() as ctx:
        account, credential = await own_account(ctx)
        credential.password_hash, credential.must_change_password = hashed, False
        await revoke_others(ctx, account.id, ctx.session_id)
        await void_links(ctx, account.id)
        if ctx.ward_id:
            ctx.record(Audit.ACCOUNT_PASSWORD_CHANGED, "account", account.id)


async def start_totp(opens: Opening, password: str) -> tuple[str, str, str]:
    """A new secret, waiting for its first code: (secret, uri, QR as SVG). A stolen session alone gets none."""
    async with opens() as ctx:
        await _without_second_factor(ctx)
    await prove(opens, password)
    async with opens() as ctx:
        account, credential = await _without_second_factor(ctx)
        secret = second_factor.new_secret()
        credential.totp_secret = sealed_secret(ctx, account.id, secret)
    address = second_factor.uri(secret, account.login)
    return secret, address, second_factor.qr_svg(address)


def sealed_secret(ctx: Ctx, account_id: UUID, secret: str) -> bytes:
    """The secret of a second factor as its row keeps it."""
    return _root(ctx).seal(secret.encode(), _place(account_id))


async def _without_second_factor(ctx: Ctx) -> tuple[Account, Credential]:
    account, credential = await own_account(ctx)
    if credential.totp_enabled:
        raise NotAllowed("Xác thực hai lớp đang bật. Hãy tắt trước khi cài lại.")
    return account, credential


async def confirm_totp(opens: Opening, code: str, password: str) -> list[str]:
    """Turn the second factor on; returns the recovery codes.

    The password again: with a stolen session one could try codes until a set-up that the owner began is taken over.
    """
    async with opens() as ctx:
        await _begun(ctx)
    await prove(opens, password)
    async with opens() as ctx:
        account, credential = await _begun(ctx)
        if not await _take_code(ctx, credential, code):
            raise TotpWrong()
        codes = second_factor.new_recovery_codes()
        credential.totp_enabled = True
        credential.recovery_hashes = [second_factor.recovery_hash(one) for one in codes]
        if ctx.ward_id:
            ctx.record(Audit.ACCOUNT_TOTP_ENABLED, "account", account.id)
    return codes


async def _begun(ctx: Ctx) -> tuple[Account, Credential]:
    account, credential = await own_account(ctx)
    if credential.totp_secret is None or credential.totp_enabled:
        raise NotFound("Chưa bắt đầu cài xác thực hai lớp.")
    return account, credential


async def disable_totp(opens: Opening, password: str) -> None:
    await prove(opens, password)
    async with opens() as ctx:
        account, credential = await own_account(ctx)
        credential.totp_enabled, credential.totp_secret, credential.recovery_hashes = False, None, []
        if ctx.ward_id:
            ctx.record(Audit.ACCOUNT_TOTP_DISABLED, "account", account.id)

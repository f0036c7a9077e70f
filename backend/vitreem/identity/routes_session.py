"""Sign-in, the own account, password links."""

from typing import Annotated
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import select

from vitreem.identity import links, sessions, telling
from vitreem.identity.links import ResetAwaitsApproval, ResetGone
from vitreem.identity.models import SignInSession
from vitreem.identity.passwords import WeakPassword
from vitreem.identity.schemas import (
    PasswordChange,
    PasswordProof,
    RecoveryCodes,
    ResetRead,
    ResetRedeem,
    SessionItem,
    SessionList,
    SessionRead,
    SignIn,
    TotpConfirm,
    TotpSetUp,
    WardChoice,
)
from vitreem.identity.sessions import BadCredentials, TotpRequired, TotpWrong, WrongPassword
from vitreem.kernel.http.problems import NotAllowed, NotFound, SlowDown, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import Opening, allow, opens, public, public_opens
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.kernel.request.transactions import browser_cookie_name, cookie_name
from vitreem.settings import Settings

router = api_router("Đăng nhập và tài khoản")

Self = Annotated[Ctx, allow("account:self")]
OpenSelf = Annotated[Opening, opens("account:self")]
OpenPublic = Annotated[Opening, public_opens()]
# What asking for the own password again may be refused with.
_BROWSER_KNOWN_SECONDS = 180 * 24 * 3600
_PROVEN = (SignInRequired, WrongPassword, SlowDown, TooMuchWork)


def _set_cookie(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=not settings.insecure_cookies,
        httponly=True,
        samesite="lax",
    )


@router.post(
    "/session",
    status_code=204,
    response_class=Response,
    responses=problems(BadCredentials, TotpRequired, TotpWrong, SlowDown, TooMuchWork),
)
async def sign_in(body: SignIn, request: Request, opens: OpenPublic) -> Response:
    """Sign in. Sets the session cookie; `GET /session` then tells who and what."""
    settings = opens.state.settings
    signed_in = await sessions.sign_in(
        opens, body.login, body.password, body.totp_code, request.headers.get("user-agent", ""),
        request.cookies.get(browser_cookie_name(settings), ""),
    )  # fmt: skip
    response = Response(status_code=204)
    _set_cookie(response, settings, cookie_name(settings), signed_in.token, settings.session_absolute_hours * 3600)
    _set_cookie(response, settings, browser_cookie_name(settings), signed_in.browser, _BROWSER_KNOWN_SECONDS)
    return response


@router.get("/session", responses=problems(SignInRequired))
async def read_session(ctx: Self) -> SessionRead:
    """Who is signed in, in which ward and units, with which permissions."""
    return await sessions.read_session(ctx)


@router.delete("/session", status_code=204, responses=problems(SignInRequired))
async def sign_out(ctx: Self, response: Response) -> None:
    """End this session and clear what the browser keeps."""
    assert ctx.session_id is not None
    await sessions.revoke(ctx, ctx.session_id)
    response.delete_cookie(cookie_name(ctx.settings), path="/", secure=not ctx.settings.insecure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


@router.put("/session/ward", status_code=204, responses=problems(SignInRequired, NotFound))
async def choose_ward(body: WardChoice, ctx: Self) -> None:
    """Work in another of one's own wards."""
    await sessions.choose_ward(ctx, body.ward_id)


@router.post("/account/password", status_code=204, responses=problems(*_PROVEN, WeakPassword))
async def change_password(body: PasswordChange, opens: OpenSelf) -> None:
    """Change the own password; the other sessions end."""
    await sessions.change_password(opens, body.current_password, body.new_password)


@router.get("/account/sessions", responses=problems(SignInRequired))
async def list_own_sessions(ctx: Self) -> SessionList:
    """Where the own account is signed in now."""
    rows = await ctx.db.execute(
        select(SignInSession)
        .where(
            SignInSession.account_id == ctx.account_id,
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > ctx.clock.now(),
        )
        .order_by(SignInSession.last_seen_at.desc())
    )
    return SessionList(
        items=[
            SessionItem(
                id=one.id,
                created_at=one.created_at,
                last_seen_at=one.last_seen_at,
                user_agent=one.user_agent,
                current=one.id == ctx.session_id,
            )
            for one in rows.scalars()
        ]
    )


@router.delete("/account/sessions/{session_id}", status_code=204, responses=problems(SignInRequired, NotFound))
async def revoke_own_session(session_id: UUID, ctx: Self) -> None:
    """End another of one's own sessions (a lost phone)."""
    await sessions.revoke(ctx, session_id)


@router.post("/session/proof", status_code=204, responses=problems(*_PROVEN))
async def prove_session(body: PasswordProof, opens: OpenSelf) -> None:
    """The password once more, for pages that close after ten minutes without a touch (`sign_in_again`)."""
    await sessions.prove_again(opens, body.password)


@router.post("/account/totp", responses=problems(*_PROVEN, NotAllowed))
async def start_totp(body: PasswordProof, opens: OpenSelf) -> TotpSetUp:
    """Begin two-step sign-in with the password: the secret for the authenticator app, shown once."""
    secret, uri, qr_svg = await sessions.start_totp(opens, body.password)
    return TotpSetUp(secret=secret, uri=uri, qr_svg=qr_svg)


@router.post("/account/totp/confirm", responses=problems(*_PROVEN, NotFound, TotpWrong))
async def confirm_totp(body: TotpConfirm, opens: OpenSelf) -> RecoveryCodes:
    """Turn two-step sign-in on with a first code and the password."""
    return RecoveryCodes(recovery_codes=await sessions.confirm_totp(opens, body.code, body.password))


@router.post("/account/totp/disable", status_code=204, responses=problems(*_PROVEN))
async def disable_totp(body: PasswordProof, opens: OpenSelf) -> None:
    """Turn two-step sign-in off."""
    await sessions.disable_totp(opens, body.password)


@router.post("/account/notices/{notice_id}/acknowledge", status_code=204, responses=problems(SignInRequired, NotFound))
async def acknowledge_notice(notice_id: UUID, ctx: Self) -> None:
    """Put away a notice of `GET /session`."""
    await telling.acknowledge(ctx, notice_id)


@router.get("/password-resets/{token}", responses=problems(ResetGone, ResetAwaitsApproval))
async def read_password_reset(token: str, ctx: Annotated[Ctx, public()]) -> ResetRead:
    """Whose password a one-time link sets."""
    account = await links.read(ctx, token)
    return ResetRead(login=account.login, full_name=account.full_name)


@router.post(
    "/password-resets/{token}",
    status_code=204,
    responses=problems(ResetGone, ResetAwaitsApproval, WeakPassword, TooMuchWork),
)
async def redeem_password_reset(token: str, body: ResetRedeem, opens: OpenPublic) -> None:
    """Set a password by a one-time link; the link is then used up. Two-step sign-in stays on."""
    await links.redeem(opens, token, body.new_password)

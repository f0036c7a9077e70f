"""`vitreem account reset`: the way out of the machine's operator, when nobody else can let a person in again.

Who may run it owns the database anyway; so it needs no second person, and tells everybody.
"""

import contextlib
from types import SimpleNamespace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem import contexts
from vitreem.identity import resets
from vitreem.identity.models import Account
from vitreem.identity.schemas import ResetLink
from vitreem.installation import Installation
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.http.problems import WrongState
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.settings import Settings

OPERATOR = "Người vận hành máy chủ"


class UnknownLogin(RuntimeError):
    """No account in use has this name."""


async def reset(installation: Installation, login: str, *, two_factor: bool) -> ResetLink:
    """A link for the account; with `two_factor` two-step sign-in goes off too. Raises `UnknownLogin`."""
    contexts.tables()
    engine = make_engine(installation.app_url(), pool_size=1)
    try:
        async with make_sessions(engine)() as db, db.begin():
            return await reset_account(db, installation.settings, Clock(), login, two_factor=two_factor)
    finally:
        await engine.dispose()


async def reset_account(
    db: AsyncSession, settings: Settings, clock: Clock, login: str, *, two_factor: bool
) -> ResetLink:
    """The same inside a transaction that the caller commits."""
    ctx = await act(
        db,
        SimpleNamespace(),
        settings=settings,
        clock=clock,
        ward_id=0,
        roles={Role.SYSTEM_ADMIN},
        actor_name=OPERATOR,
    )
    account_id = (
        await db.execute(text("SELECT app.find_login(:login)"), {"login": login.strip().lower()})
    ).scalar_one()
    if account_id is None:
        raise UnknownLogin(f"Không có tài khoản đang dùng tên «{login}».")
    account = await db.get_one(Account, account_id)
    if two_factor:
        # Whoever asks for it where it isn't on has what they asked for.
        with contextlib.suppress(WrongState):
            await resets.device_by_operator(ctx, account)
    link = await resets.link_by_operator(ctx, account)
    await db.flush()
    return link

"""Wards and accounts, as the system administrator manages them; and a ward's own settings."""

from uuid import UUID

from sqlalchemy import select

from vitreem.identity import telling
from vitreem.identity.models import Account, Ward
from vitreem.identity.schemas import WardItem, WardUpdate
from vitreem.identity.trail import Audit
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotAllowed, NotFound
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx


async def own_ward(ctx: Ctx) -> Ward:
    ward = await ctx.db.get(Ward, ctx.ward_id)
    if ward is None:
        raise NotFound()
    return ward


async def update_settings(ctx: Ctx, ward: Ward, body: WardUpdate, version: int) -> None:
    """Change how the ward counts; plans published before keep the days they were given."""
    require_version(ward.version, version)
    before, ward.due_day_counts, ward.version = ward.due_day_counts, body.due_day_counts, ward.version + 1
    ctx.record(Audit.WARD_SETTINGS_CHANGED, "ward", ward_object(ward.id), before=before, after=body.due_day_counts)


async def list_wards(ctx: Ctx) -> list[WardItem]:
    rows = await ctx.db.execute(select(Ward).order_by(Ward.id))
    return [WardItem.model_validate(ward, from_attributes=True) for ward in rows.scalars()]


async def list_accounts(ctx: Ctx, search: str, limit: int) -> list[Account]:
    statement = select(Account).order_by(Account.login).limit(limit)
    if search:
        prefix = search.strip().lower()
        statement = statement.where(Account.login.between(prefix, prefix + "\uffff"))
    return list((await ctx.db.execute(statement)).scalars())


async def seen_account(ctx: Ctx, account_id: UUID) -> Account:
    account = await ctx.db.get(Account, account_id)
    if account is None:
        raise NotFound()
    return account


async def set_disabled(ctx: Ctx, account: Account, disabled: bool, version: int) -> Account:
    """A disabled account's next request is refused, in every ward."""
    require_version(account.version, version)
    if account.id == ctx.account_id:
        raise NotAllowed("Không tự khóa tài khoản của chính mình được.")
    account.disabled_at = ctx.clock.now() if disabled else None
    account.version += 1
    await telling.tell_wards(ctx, account, Audit.ACCOUNT_DISABLED if disabled else Audit.ACCOUNT_ENABLED)
    return account

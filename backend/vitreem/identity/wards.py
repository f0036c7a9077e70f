"""Wards and accounts, as the system administrator manages them; and a ward's own settings."""

from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from vitreem.identity import people, sessions
from vitreem.identity.models import Account, Membership, Ward
from vitreem.identity.schemas import ResetLink, WardCreate, WardItem, WardUpdate
from vitreem.kernel.access import Ctx
from vitreem.kernel.audit import ward_object
from vitreem.kernel.concurrency import require_version
from vitreem.kernel.problems import NotAllowed, NotFound, Problem
from vitreem.kernel.roles import Role


class WardCodeTaken(Problem):
    status = 409
    code = "ward_code_taken"
    title = "Mã đã có"
    detail = "Đã có phường, xã mang mã này."


async def own_ward(ctx: Ctx) -> Ward:
    ward = await ctx.db.get(Ward, ctx.ward_id)
    if ward is None:
        raise NotFound()
    return ward


async def update_settings(ctx: Ctx, ward: Ward, body: WardUpdate, version: int) -> None:
    """Change how the ward counts; plans published before keep the days they were given."""
    require_version(ward.version, version)
    before, ward.due_day_counts, ward.version = ward.due_day_counts, body.due_day_counts, ward.version + 1
    ctx.record("ward.settings_changed", "ward", ward_object(ward.id), before=before, after=body.due_day_counts)


async def list_wards(ctx: Ctx) -> list[WardItem]:
    rows = await ctx.db.execute(select(Ward).order_by(Ward.id))
    return [WardItem.model_validate(ward, from_attributes=True) for ward in rows.scalars()]


async def open_ward(ctx: Ctx, body: WardCreate) -> tuple[Ward, ResetLink]:
    """A new ward with its lead, who gets a one-time link."""
    next_id = (await ctx.db.execute(select(func.coalesce(func.max(Ward.id), 0) + 1))).scalar_one()
    ward = Ward(id=next_id, code=body.code, name=body.name, province=body.province)
    ctx.db.add(ward)
    try:
        await ctx.db.flush()
    except IntegrityError:
        raise WardCodeTaken() from None
    # The rest are rows of the new ward: work in it for the rest of this transaction.
    await ctx.set_local(ward_id=ward.id)
    ctx.ward_id = ward.id
    account = await people.add_account(ctx, body.lead_login, body.lead_name)
    person = await people.add_person(ctx, account, body.lead_name)
    ctx.db.add(Membership(ward_id=ward.id, person_id=person.id, role=Role.WARD_LEAD))
    path, until = await sessions.new_reset(ctx, account.id)
    ctx.record("ward.opened", "ward", ward_object(ward.id), code=ward.code)
    await ctx.db.flush()
    return ward, ResetLink(path=path, expires_at=until)


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
    await _tell_wards(ctx, account, "account.disabled" if disabled else "account.enabled")
    return account


async def _tell_wards(ctx: Ctx, account: Account, kind: str) -> None:
    """What the administrator does to an account stands in the trail of each ward where its person works."""
    rows = await ctx.db.execute(text("SELECT app.wards_of_account(:account)"), {"account": account.id})
    for ward_id in rows.scalars().all():
        await ctx.record_in(ward_id, kind, "account", account.id, name=account.full_name)


async def account_reset_link(ctx: Ctx, account: Account) -> ResetLink:
    path, until = await sessions.new_reset(ctx, account.id)
    await _tell_wards(ctx, account, "account.reset_link_made")
    return ResetLink(path=path, expires_at=until)

"""The system administrator's pages: wards and accounts, no records."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from vitreem.identity import opening, resets, wards
from vitreem.identity.authority import BeyondAuthority, OwnRecord
from vitreem.identity.models import Account
from vitreem.identity.names import OtherWardsName
from vitreem.identity.opening import WardCodeTaken
from vitreem.identity.people import LoginTaken
from vitreem.identity.schemas import AccountItem, ResetLink, WardBrief, WardCreate, WardCreated, WardItem
from vitreem.kernel.http.etags import IfMatch
from vitreem.kernel.http.paging import Limit, Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, Stale, VersionRequired, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import API, api_router

router = api_router("Quản trị hệ thống", f"{API}/admin")

ManageWards = Annotated[Ctx, allow("ward:manage")]
ManageAccounts = Annotated[Ctx, allow("account:manage")]
_DENIED = (SignInRequired, NotAllowed)
_CHANGE = (*_DENIED, NotFound, Stale, VersionRequired)


async def _seen_account(account_id: UUID, ctx: ManageAccounts) -> Account:
    return await wards.seen_account(ctx, account_id)


SeenAccount = Annotated[Account, Depends(_seen_account, scope="function")]


def _item(ctx: Ctx, account: Account) -> AccountItem:
    return AccountItem(
        id=account.id,
        login=account.login,
        full_name=account.full_name,
        system_admin=account.system_admin,
        disabled_at=account.disabled_at,
        # Nobody resets or locks their own account by this page.
        allowed_actions=[]
        if account.id == ctx.account_id
        else ["reset_link", "enable" if account.disabled_at else "disable"],
        version=account.version,
    )


@router.get("/wards", responses=problems(*_DENIED))
async def list_wards(ctx: ManageWards) -> Page[WardItem]:
    """Every ward of this installation."""
    items = await wards.list_wards(ctx)
    return Page(items=items, total=len(items))


@router.post("/wards", status_code=201, responses=problems(*_DENIED, WardCodeTaken, LoginTaken, OtherWardsName))
async def open_ward(body: WardCreate, ctx: ManageWards) -> WardCreated:
    """Open a ward with its lead. A repeated request is refused by the ward's code."""
    ward, link = await opening.open_ward(ctx, body)
    return WardCreated(ward=WardBrief(id=ward.id, code=ward.code, name=ward.name, province=ward.province), set_up=link)


@router.get("/accounts", responses=problems(*_DENIED))
async def list_accounts(
    ctx: ManageAccounts, q: Annotated[str, Query(max_length=100)] = "", limit: Limit = 50
) -> Page[AccountItem]:
    """Accounts whose sign-in name begins with `q`."""
    return Page(items=[_item(ctx, account) for account in await wards.list_accounts(ctx, q, limit)])


@router.post("/accounts/{account_id}/disable", responses=problems(*_CHANGE))
async def disable_account(account: SeenAccount, version: IfMatch, ctx: ManageAccounts) -> AccountItem:
    """Refuse every further request of this account."""
    return _item(ctx, await wards.set_disabled(ctx, account, True, version))


@router.post("/accounts/{account_id}/enable", responses=problems(*_CHANGE))
async def enable_account(account: SeenAccount, version: IfMatch, ctx: ManageAccounts) -> AccountItem:
    """Let the account in again."""
    return _item(ctx, await wards.set_disabled(ctx, account, False, version))


@router.post("/accounts/{account_id}/reset-link", responses=problems(*_DENIED, NotFound, BeyondAuthority, OwnRecord))
async def make_account_reset_link(account: SeenAccount, ctx: ManageAccounts) -> ResetLink:
    """A one-time link with which the person sets a new password; older links end.

    The person and their wards' leads are told. For leads, administrators and people who see cases it works after a
    second person has agreed.
    """
    return await resets.link_by_administrator(ctx, account)

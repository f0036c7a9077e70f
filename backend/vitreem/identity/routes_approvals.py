"""What waits for a second person: for leads of the ward and for the system administrator."""

from typing import Annotated
from uuid import UUID

from vitreem.identity import approvals, links
from vitreem.identity.approval_schemas import ApprovalConfirmed, ApprovalRead, Decision
from vitreem.identity.authority import NotSecondPerson
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, WrongState, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import API, api_router

router = api_router("Việc cần người thứ hai", f"{API}/approvals")

Decide = Annotated[Ctx, allow("approval:decide")]
_DECIDED = problems(SignInRequired, NotAllowed, NotFound, NotSecondPerson, WrongState)


@router.get("", responses=problems(SignInRequired, NotAllowed))
async def list_approvals(ctx: Decide) -> Page[ApprovalRead]:
    """Roles, password links and lost devices that wait: of the ward for its leads, all for the administrator."""
    items = await approvals.waiting(ctx)
    return Page(items=items, total=len(items))


@router.post("/{approval_id}/confirm", responses=_DECIDED)
async def confirm_approval(approval_id: UUID, ctx: Decide) -> ApprovalConfirmed:
    """Say yes as the second person; never the proposer, nor the person whom it is about. It then is in force.

    A password that was set before a role of two ends with it: the reply then holds the link for a new one, which the
    second person hands over.
    """
    account = await approvals.decide(ctx, approval_id, Decision.CONFIRM)
    return ApprovalConfirmed(set_up=await links.make(ctx, account, approved=True) if account else None)


@router.post("/{approval_id}/decline", status_code=204, responses=_DECIDED)
async def decline_approval(approval_id: UUID, ctx: Decide) -> None:
    """Say no as the second person, or take one's own proposal back."""
    await approvals.decide(ctx, approval_id, Decision.DECLINE)

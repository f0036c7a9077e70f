"""Who decides a round is told that one waits: the ward's leads, or the lead of the unit whose round it is."""

from vitreem.giving.models import GiftRound
from vitreem.giving.rules import KIND, RoundState
from vitreem.identity import facts as identity
from vitreem.kernel.notices.kinds import NoticeKind, register
from vitreem.kernel.notices.telling import end, tell
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role

REVIEWED = register(NoticeKind("gift_round.reviewed", "round_reviewed", "/gift-rounds/{id}"))


async def moved(ctx: Ctx, round_: GiftRound) -> None:
    """The round is in another state."""
    if round_.state != RoundState.REVIEWED:
        await end(ctx, [REVIEWED], round_.id)
    elif round_.unit_id is None:
        await tell(ctx, REVIEWED, KIND, round_.id, await identity.ward_leads(ctx))
    else:
        leads = await identity.people_of_units(ctx, [round_.unit_id], {Role.UNIT_LEAD})
        await tell(ctx, REVIEWED, KIND, round_.id, leads.get(round_.unit_id, []))

"""What giving does when units merge, are split or renamed: who stands for a unit nominates in its place.

Lines and shares keep the unit of their day; whoever stands for it sees them and hands over.
"""

from sqlalchemy import select

from vitreem.giving.models import GiftNominator, GiftRound
from vitreem.giving.rules import RoundState, quotas_together
from vitreem.identity.facts import Succession
from vitreem.kernel.request.context import Ctx


async def hand_on(ctx: Ctx, change: Succession) -> dict[str, int]:
    """Units that nominate for rounds which are still open. Of two that become one the quotas add up."""
    rows = await ctx.db.execute(
        select(GiftNominator)
        .join(GiftRound, (GiftRound.ward_id == GiftNominator.ward_id) & (GiftRound.id == GiftNominator.round_id))
        .where(
            GiftNominator.ward_id == ctx.ward_id,
            GiftNominator.unit_id.in_((*change.predecessor_ids, change.heir_id)),
            GiftRound.state.in_((RoundState.DRAFT, RoundState.NOMINATING)),
        )
        .order_by(GiftNominator.round_id, GiftNominator.id)
    )
    first: dict[object, GiftNominator] = {}
    passed = 0
    for row in rows.scalars():
        if row.unit_id == change.heir_id and row.round_id not in first:
            first[row.round_id] = row
            continue
        passed += row.unit_id != change.heir_id
        if (there := first.get(row.round_id)) is None:
            row.unit_id, first[row.round_id] = change.heir_id, row
            continue
        there.quota = quotas_together(there.quota, row.quota)
        # The list of both is whole when each of them said so.
        both = there.handed_in_at is not None and row.handed_in_at is not None
        there.handed_in_at = max(there.handed_in_at, row.handed_in_at) if both else None
        await ctx.db.delete(row)
    await ctx.db.flush()
    return {"nominations": passed} if passed else {}

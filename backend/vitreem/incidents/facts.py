"""What other contexts may know of cases: counts, for who works on cases, and nothing for anybody else."""

from datetime import date

from vitreem.incidents import notices, queries, statistics
from vitreem.incidents.door import try_door
from vitreem.incidents.schemas import CaseCounts
from vitreem.kernel.request.context import Ctx

__all__ = ["CaseCounts", "counts", "notices"]


async def counts(ctx: Ctx, from_on: date, to_on: date) -> CaseCounts | None:
    """Of the cases that the caller sees; None for whom there are none to see, whether there are any or not."""
    if not ctx.may("case:work") or not await try_door(ctx) or not (await queries.standing(ctx)).works:
        return None
    return await statistics.counts(ctx, from_on, to_on)

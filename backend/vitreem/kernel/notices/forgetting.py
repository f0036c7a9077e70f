"""Notices that were read, or whose cause is gone, go some months later, by night."""

from datetime import timedelta

from sqlalchemy import func, select

from vitreem.kernel.jobs.sweeps import register_sweep
from vitreem.kernel.request.context import Ctx

KEPT = timedelta(days=90)


async def forget(ctx: Ctx) -> None:
    await ctx.db.execute(select(func.app.forget_notices(ctx.clock.now() - KEPT)))


register_sweep("notices", forget, wards="wards_by_night")

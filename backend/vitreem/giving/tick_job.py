"""A sheet that was ticked offline, recorded as a job."""

from collections.abc import Callable
from uuid import UUID

from vitreem.giving import sheets
from vitreem.giving.sheets import Ticks
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx
from vitreem.records.sheet_jobs import Arguments, Taken, of_result, sheet_job


async def _reader(_: Ctx, __: Arguments) -> Callable[[bytes], Ticks]:
    return sheets.read_ticks


async def _take(ctx: Ctx, asked: Arguments, ticks: Ticks, progress: Progress) -> Taken:
    done = await sheets.take_ticks(ctx, UUID(asked["round_id"]), ticks, dry_run=False, progress=progress)
    return of_result(done, "updated", "unchanged")


TICKING = sheet_job("gift_ticks", "gift_round:write", _reader, _take, sheets.TOLD)

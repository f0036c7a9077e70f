"""The lines of a round as an Excel file, and what the list of them is asked with."""

from functools import partial
from uuid import UUID

from vitreem.giving import lists, queries, sheets
from vitreem.giving.line_schemas import LineExportOf, LineFilters, LinesOf
from vitreem.giving.rules import GivingAudit
from vitreem.kernel.clock import years_before
from vitreem.kernel.jobs.made_files import Making, made_file
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx
from vitreem.records.exports import list_making, rows_of_list


def lines_of(ctx: Ctx, round_id: UUID, asked: LineFilters) -> LinesOf:
    """With what each child received in the last 12 months."""
    since = years_before(ctx.clock.today(), 1)
    return LinesOf(round_id=round_id, year_ago=since, **asked.model_dump(include=set(LineFilters.model_fields)))


async def _gather(ctx: Ctx, asked: LineExportOf, progress: Progress, *, brief: bool) -> Making:
    await queries.seen(ctx, asked.round_id)
    items = await rows_of_list(ctx, lists.LINES, lines_of(ctx, asked.round_id, asked), progress, brief=brief)
    return list_making(
        partial(sheets.lines_workbook, asked.purpose, items), len(items), "danh-sach-nhan-qua.xlsx",
        GivingAudit.LIST_VIEWED, purpose=asked.purpose, round_id=str(asked.round_id),
    )  # fmt: skip


LINES_FILE = made_file("gift_lines_export", "gift_round:read", LineExportOf, _gather)

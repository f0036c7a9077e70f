"""The list of children as an Excel file: what its asker sees when it is made, and why it was taken out."""

from functools import partial

from vitreem.children import export_profile, queries, sheets
from vitreem.children.export_schemas import ChildExportQuery
from vitreem.children.rules import ChildAudit
from vitreem.children.schemas import ChildFilters
from vitreem.kernel.jobs.made_files import Making, made_file
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx
from vitreem.records.exports import list_making, rows_of_list


def of_a_day(ctx: Ctx, filters: ChildFilters) -> ChildFilters:
    """Ages are those of a day: today's unless another was asked for."""
    return filters.model_copy(update={"on_day": filters.on_day or ctx.clock.today()})


async def _gather(ctx: Ctx, asked: ChildExportQuery, progress: Progress, *, brief: bool) -> Making:
    items = await rows_of_list(ctx, queries.LISTS[asked.units], of_a_day(ctx, asked), progress, brief=brief)
    make = partial(sheets.children_workbook, asked.purpose, items)
    if asked.profile == "national":
        columns = (await export_profile.read(ctx)).columns
        rows = await export_profile.rows_of(ctx, columns, items)
        make = partial(sheets.profile_workbook, asked.purpose, [one.title for one in columns], rows)
    return list_making(
        make, len(items), "tre-em.xlsx", ChildAudit.LIST_VIEWED, purpose=asked.purpose, profile=asked.profile
    )


EXPORT = made_file("children_export", "child:read", ChildExportQuery, _gather)

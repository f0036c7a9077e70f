"""The list of children as an Excel file, as a job: what its asker sees when it runs, and why it was taken out."""

from functools import partial

from vitreem.children import export_profile, queries, sheets
from vitreem.children.export_schemas import ChildExportCreate
from vitreem.children.rules import ChildAudit
from vitreem.kernel.files.excel import MEDIA_TYPE
from vitreem.kernel.files.keep import laid_by
from vitreem.kernel.jobs.kinds import JobKind, register
from vitreem.kernel.jobs.running import Run
from vitreem.kernel.request.audit import ward_object
from vitreem.records.sheet_routes import rows_of_list

FILE_NAME = "tre-em.xlsx"


async def _work(run: Run) -> None:
    asked = ChildExportCreate.model_validate(run.arguments)

    def come(rows: int) -> None:
        run.progress.done = rows

    run.progress.begin("gathering")
    async with run.opens() as ctx:
        filters = asked.model_copy(update={"on_day": asked.on_day or ctx.clock.today()})
        items = await rows_of_list(ctx, queries.LISTS[filters.units], filters, come=come)
        make = partial(sheets.children_workbook, asked.purpose, items)
        if asked.profile == "national":
            columns = (await export_profile.read(ctx)).columns
            rows = await export_profile.rows_of(ctx, columns, items)
            make = partial(sheets.profile_workbook, asked.purpose, [one.title for one in columns], rows)
    run.progress.begin("making", len(items))
    data = await run.state.workers.run(run.ward_id, make)
    async with laid_by(run.state, run.ward_id, data, FILE_NAME, MEDIA_TYPE) as file, run.opens() as ctx:
        ctx.record(
            ChildAudit.LIST_VIEWED, "ward", ward_object(ctx.ward_id), rows=len(items), purpose=asked.purpose,
            profile=asked.profile,
        )  # fmt: skip
        run.progress.done = len(items)
        await run.end(ctx, {"rows": len(items)}, file)


EXPORT = register(JobKind("children_export", "child:read", _work))

"""A list of children written into the register, as a job: read by a worker process, then one transaction."""

from typing import Any
from uuid import UUID

from vitreem.children import importing, reading
from vitreem.children.importing import Decisions
from vitreem.children.rules import ChildAudit
from vitreem.kernel.files.excel import UnreadableSheet
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.jobs.kinds import JobKind, register
from vitreem.kernel.jobs.running import Run
from vitreem.kernel.request.audit import ward_object

_COUNTS = ("created", "updated", "unchanged", "skipped", "left")


class RowsHindered(Problem):
    """All rows were asked for, and some can't be written: a trial names them."""

    status = 409
    code = "rows_hindered"
    title = "Còn dòng chưa ghi được"
    detail = "Danh sách còn dòng sai hoặc chưa quyết định nên chưa ghi dòng nào."


def arguments(fields: dict[str, str] | None, unit_id: UUID | None, decided: Decisions) -> dict[str, Any]:
    """What `_work` is asked with, as JSON."""
    return {
        "fields": fields,
        "unit_id": str(unit_id) if unit_id else None,
        "decisions": {str(row): decision for row, decision in decided.by_row.items()},
        "good_rows_only": decided.good_rows_only,
    }


async def _work(run: Run) -> None:
    asked, unit = run.arguments, run.arguments["unit_id"]
    decided = Decisions({int(row): one for row, one in asked["decisions"].items()}, asked["good_rows_only"])
    run.progress.begin("reading")
    async with run.opens() as ctx:
        how = await importing.asked(ctx, asked["fields"], UUID(unit) if unit else None)
    data = await run.input()
    read = await run.state.workers.run(run.ward_id, reading.read_list, data, how, failed=UnreadableSheet)
    async with run.opens() as ctx:
        await importing.begin(ctx)
        done = await importing.take(ctx, read, decided, dry_run=False, progress=run.progress)
        if hindered := len({one.row for one in done.faults} | {one.row for one in done.questions}) - done.left:
            raise RowsHindered(
                f"Danh sách còn {hindered} dòng sai hoặc chưa quyết định nên chưa ghi dòng nào. Hãy đọc thử lại tệp."
            )
        if asked["fields"]:
            await importing.keep_layout(ctx, read)
        counts = done.model_dump(include=set(_COUNTS))
        ctx.record(ChildAudit.SHEET_IMPORTED, "ward", ward_object(ctx.ward_id), **counts)
        await run.end(ctx, counts)


IMPORT = register(JobKind("children_import", "child:write", _work))

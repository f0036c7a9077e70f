"""A list of children written into the register, as a job."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from vitreem.children import importing, reading
from vitreem.children.importing import Decisions
from vitreem.children.rules import ChildAudit
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx
from vitreem.records.sheet_jobs import Arguments, Taken, sheet_job

_COUNTS = ("created", "updated", "unchanged", "skipped", "left")


def arguments(fields: dict[str, str] | None, unit_id: UUID | None, decided: Decisions) -> dict[str, Any]:
    """What the job is asked with, as JSON."""
    return {
        "fields": fields,
        "unit_id": str(unit_id) if unit_id else None,
        "decisions": {str(row): decision for row, decision in decided.by_row.items()},
        "good_rows_only": decided.good_rows_only,
    }


async def _reader(ctx: Ctx, asked: Arguments) -> Callable[[bytes], reading.Reading]:
    unit = asked["unit_id"]
    how = await importing.asked(ctx, asked["fields"], UUID(unit) if unit else None)
    return partial(reading.read_list, asked=how)


async def _take(ctx: Ctx, asked: Arguments, read: reading.Reading, progress: Progress) -> Taken:
    decided = Decisions({int(row): one for row, one in asked["decisions"].items()}, asked["good_rows_only"])
    await importing.begin(ctx)
    done = await importing.take(ctx, read, decided, dry_run=False, progress=progress)
    if asked["fields"]:
        await importing.keep_layout(ctx, read)
    unsure = {one.row for one in done.faults} | {one.row for one in done.questions}
    return Taken(done.model_dump(include=set(_COUNTS)), len(unsure) - done.left)


IMPORT = sheet_job("children_import", "child:write", _reader, _take, ChildAudit.SHEET_IMPORTED)

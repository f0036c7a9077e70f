"""A sheet written for good, as a job: kept while it waits, read by a worker process, then taken in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vitreem.kernel.files.excel import MEDIA_TYPE, UnreadableSheet, require_workbook
from vitreem.kernel.files.keep import laid_by
from vitreem.kernel.files.sheets import SheetResult
from vitreem.kernel.http.problems import Problem, StorageFull
from vitreem.kernel.jobs.asking import TooManyJobs, ask
from vitreem.kernel.jobs.kinds import JobKind, register
from vitreem.kernel.jobs.routes import JobRead, job_read, own_job
from vitreem.kernel.jobs.running import Progress, Run
from vitreem.kernel.request.audit import AuditKind, ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.idempotency import Once

_FILE_NAME = "danh-sach.xlsx"
# What asking for it may be refused with.
OF_SENDING = (UnreadableSheet, TooManyJobs, StorageFull)


class RowsHindered(Problem):
    """All rows were asked for, and some can't be written: a trial names them."""

    status = 409
    code = "rows_hindered"
    title = "Còn dòng chưa ghi được"
    detail = "Danh sách còn dòng sai hoặc chưa quyết định nên chưa ghi dòng nào."


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the rows, in figures, and how many can't be written."""

    counts: Mapping[str, int]
    hindered: int


Arguments = Mapping[str, Any]
# What reads the sheet's bytes in a worker process; it can be pickled.
ReaderOf = Callable[[Ctx, Arguments], Awaitable[Callable[[bytes], Any]]]
Take = Callable[[Ctx, Arguments, Any, Progress], Awaitable[Taken]]


def sheet_job(name: str, permission: str, reader: ReaderOf, take: Take, told: AuditKind) -> JobKind:
    """The job that reads and takes a sheet: all rows or none. `told` is what the trail says, with the figures."""

    async def work(run: Run) -> None:
        run.progress.begin("reading")
        async with run.opens() as ctx:
            read = await reader(ctx, run.arguments)
        rows = await run.state.workers.run(run.ward_id, read, await run.input(), failed=UnreadableSheet)
        async with run.opens() as ctx:
            done = await take(ctx, run.arguments, rows, run.progress)
            if done.hindered:
                raise RowsHindered(
                    f"Danh sách còn {done.hindered} dòng sai hoặc chưa quyết định nên chưa ghi dòng nào. "
                    "Hãy đọc thử lại tệp."
                )
            ctx.record(told, "ward", ward_object(ctx.ward_id), **done.counts)
            await run.end(ctx, dict(done.counts))

    return register(JobKind(name, permission, work))


def of_result(result: SheetResult, *counts: str) -> Taken:
    """The `counts` of a result; each row with a fault can't be written."""
    return Taken(result.model_dump(include=set(counts)), len({one.row for one in result.faults}))


async def send_to_job(
    opens: Opening,
    key: Once,
    data: bytes,
    kind: JobKind,
    arguments: dict[str, Any],
    require: Callable[[Ctx], Awaitable[object]] | None = None,
) -> JobRead:
    """Keep the sheet and ask for its job, once for the key. `require` raises what is refused before. Raises
    `OF_SENDING`."""
    async with opens() as ctx:
        ward_id = ctx.ward_id
        if require:
            await require(ctx)
    await asyncio.to_thread(require_workbook, data)
    async with laid_by(opens.state, ward_id, data, _FILE_NAME, MEDIA_TYPE) as kept, opens() as ctx:

        async def effect() -> UUID:
            return await ask(ctx, kind, arguments, kept)

        return job_read(await own_job(ctx, await key.with_file(data).run(ctx, effect)))

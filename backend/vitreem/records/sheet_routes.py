"""Routes of a sheet: a blank one, a trial, the import as a job, and the file back, marked.

No transaction is open while a sheet is read, written or marked.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response, UploadFile

from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import SheetResult, sent, with_marks
from vitreem.kernel.http.problems import problems
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, OnceKey
from vitreem.kernel.request.guards import Opening, opens
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.records.corrections import CorrectionNote
from vitreem.records.sheet_jobs import OF_SENDING, Arguments, Taken, of_result, send_to_job, sheet_job
from vitreem.records.sheets import SheetOf, SheetReading

Named = Callable[[Ctx], Awaitable[Any]]
Choices = Callable[[Ctx], Awaitable[Mapping[str, Sequence[str]]]]


def sheet_routes(
    router: APIRouter,
    path: str,
    names: Sequence[str],
    stem: str,
    job_name: str,
    resource: str,
    sheet: SheetOf[Any, Any, Any],
    choices: Choices,
    named: Named,
    told: AuditKind,
) -> None:
    """A list that comes from Excel: the sheet to fill in, a trial, the import, the file back, marked. `names` are these
    four operations; `stem` names the files, `resource` the permission; `told` is what an import is in the trail."""
    template, try_, import_, mark = names
    permission = f"{resource}:write"
    may_write: Any = opens(permission)
    may_send: Any = opens(permission, receives=SHEET_REQUEST_BYTES)

    async def reader(ctx: Ctx, _: Arguments) -> Callable[[bytes], SheetReading]:
        return partial(sheet.read, named=await named(ctx))

    async def take(ctx: Ctx, asked: Arguments, reading: SheetReading, progress: Progress) -> Taken:
        done = await sheet.take(ctx, reading, dry_run=False, note=asked["note"], progress=progress)
        return of_result(done, "created", "updated", "corrected", "unchanged")

    job = sheet_job(job_name, permission, reader, take, told)

    async def tried(opens: Opening, data: bytes) -> SheetResult:
        async with opens() as ctx:
            read, lane = await reader(ctx, {}), ctx.ward_id
        reading = await opens.state.workers.run(lane, read, data, failed=UnreadableSheet)
        async with opens() as ctx:
            return await sheet.take(ctx, reading, dry_run=True)

    @router.get(f"{path}/template", name=template, response_class=Response, responses=problems(*DENIED))
    async def read_template(opens: Opening = may_write) -> Response:
        """The Excel sheet to fill in, with lists to choose from and a sheet of help."""
        async with opens() as ctx:
            chosen = dict(await choices(ctx))
        return xlsx_response(await opens.state.workers.run(ctx.ward_id, sheet.blank, chosen), f"mau-{stem}.xlsx")

    @router.post(f"{path}/import/trial", name=try_, responses=problems(*DENIED, UnreadableSheet, TooMuchWork))
    async def try_import(file: UploadFile, opens: Opening = may_send) -> SheetResult:
        """What a sheet would change, and each wrong cell. Nothing is written and nothing kept.

        Known codes are updated; a row without a code is known by unit, time and words.
        """
        return await tried(opens, await sent(file))

    @router.post(f"{path}/import", name=import_, status_code=202, responses=problems(*DENIED, *KEYED, *OF_SENDING))
    async def import_rows(
        file: UploadFile,
        key: OnceKey,
        opens: Opening = may_send,
        correction_note: Annotated[CorrectionNote, Form()] = "",
    ) -> JobRead:
        """Import a sheet, as a job: all rows or none (`rows_hindered`). The same sheet again changes nothing.

        The ward says why it corrects records of units (`correction_note_required`).
        """
        return await send_to_job(opens, key, await sent(file), job, {"note": correction_note})

    @router.post(
        f"{path}/import/marked", name=mark, response_class=Response,
        responses=problems(*DENIED, UnreadableSheet, TooMuchWork),
    )  # fmt: skip
    async def mark_sheet(file: UploadFile, opens: Opening = may_send) -> Response:
        """The same file with a column that says what to correct in each row; nothing is imported."""
        data = await sent(file)
        return xlsx_response(await with_marks(opens, data, await tried(opens, data)), f"{stem}-can-sua.xlsx")

"""A list of children comes in: looked at in a trial, then written by a job."""

import re
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Form, Response, UploadFile

from vitreem.children import columns, import_job, importing, reading
from vitreem.children.importing import Decisions
from vitreem.children.refusals import NotAKhuPho
from vitreem.children.service import require_khu_pho
from vitreem.children.sheet_schemas import ChildSheetResult
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import sent, with_marks
from vitreem.kernel.http.problems import Invalid, problems
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, OnceKey
from vitreem.kernel.request.guards import Opening, opens
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.records.sheet_jobs import OF_SENDING, send_to_job

router = api_router("Trẻ em")
OpenSheet = Annotated[Opening, opens("child:write", receives=SHEET_REQUEST_BYTES)]
UnitOfAll = Annotated[UUID | None, Form(description="The khu phố of rows that name none.")]
# Forms hold small JSON texts: decisions about some hundred rows.
Json = Annotated[str, Form(max_length=200_000, description="A JSON object; empty for none.")]


class DecisionsUnreadable(Invalid):
    code = "decisions_unreadable"
    detail = "Không đọc được các lựa chọn gửi kèm tệp. Hãy tải lại trang rồi chọn lại."


def _object(text: str) -> dict[str, str]:
    try:
        found = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError:
        raise DecisionsUnreadable() from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise DecisionsUnreadable()
    return found


def decisions_of(text: str) -> dict[int, str]:
    """What was decided by row number. Raises `DecisionsUnreadable`."""
    rows = _object(text)
    if not all(re.fullmatch(r"[0-9]{1,6}", row, re.ASCII) for row in rows):
        raise DecisionsUnreadable()
    return {int(row): decision for row, decision in rows.items()}


def _decided(text: str, *, good_rows_only: bool) -> Decisions:
    return Decisions(decisions_of(text), good_rows_only)


def fields_of(text: str) -> dict[str, str] | None:
    """Which column (by letter) somebody said is what. Raises `DecisionsUnreadable`."""
    chosen = _object(text) or None
    if chosen and set(chosen.values()) - set(columns.FIELDS):
        raise DecisionsUnreadable()
    return chosen


async def _reading(opens: Opening, data: bytes, fields: str, unit_id: UUID | None) -> reading.Reading:
    chosen = fields_of(fields)
    async with opens() as ctx:
        asked = await importing.asked(ctx, chosen, unit_id)
        lane = ctx.ward_id
    return await opens.state.workers.run(lane, reading.read_list, data, asked, failed=UnreadableSheet)


@router.post("/children/import/trial", responses=problems(*DENIED, UnreadableSheet, DecisionsUnreadable, TooMuchWork))
async def try_children_import(
    file: UploadFile, opens: OpenSheet, unit_id: UnitOfAll = None, fields: Json = "", decisions: Json = ""
) -> ChildSheetResult:
    """What a list of children would change, laid out by anybody: its head is looked for in the first 20 rows. Nothing
    is written and nothing kept.

    `fields` says which column (by letter) is what, where it was taken wrongly. `decisions` says of rows (by number)
    `new`, `skip` or the id of the child.
    """
    data = await sent(file)
    decided = _decided(decisions, good_rows_only=False)
    read = await _reading(opens, data, fields, unit_id)
    async with opens() as ctx:
        return await importing.take(ctx, read, decided, dry_run=True)


@router.post(
    "/children/import",
    status_code=202,
    responses=problems(*DENIED, *KEYED, *OF_SENDING, DecisionsUnreadable, NotAKhuPho),
)
async def import_children(
    file: UploadFile,
    key: OnceKey,
    opens: OpenSheet,
    unit_id: UnitOfAll = None,
    fields: Json = "",
    decisions: Json = "",
    good_rows_only: Annotated[bool, Form()] = False,
) -> JobRead:
    """Write a list of children, as a job: `GET /jobs/{id}` says how far it is and how it ended.

    `fields` and `decisions` are those of the trial; `fields` is kept for lists laid out alike. All rows or none are
    written (`rows_hindered`), unless `good_rows_only`. The same list again changes nothing.
    """
    decided = _decided(decisions, good_rows_only=good_rows_only)
    asked = import_job.arguments(fields_of(fields), unit_id, decided)

    async def require(ctx: Ctx) -> None:
        if unit_id is not None:
            await require_khu_pho(ctx, unit_id)

    return await send_to_job(opens, key, await sent(file), import_job.IMPORT, asked, require)


@router.post(
    "/children/import/marked",
    response_class=Response,
    responses=problems(*DENIED, UnreadableSheet, DecisionsUnreadable),
)
async def mark_children_sheet(
    file: UploadFile,
    opens: OpenSheet,
    unit_id: UnitOfAll = None,
    fields: Json = "",
    decisions: Json = "",
) -> Response:
    """The same file with a column that says what to correct in each row; nothing is imported."""
    data = await sent(file)
    read = await _reading(opens, data, fields, unit_id)
    async with opens() as ctx:
        found = await importing.take(ctx, read, _decided(decisions, good_rows_only=False), dry_run=True)
    return xlsx_response(await with_marks(opens, data, found), "danh-sach-tre-em-can-sua.xlsx")

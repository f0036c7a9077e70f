"""A list of children comes in: read by a worker, then looked at and written in one transaction."""

import re
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Form, Response, UploadFile

from vitreem.children import columns, importing, reading
from vitreem.children.importing import Decisions
from vitreem.children.rules import ChildAudit
from vitreem.children.sheet_schemas import ChildSheetResult
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import DryRun, sent, with_marks
from vitreem.kernel.http.problems import Invalid, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, OnceKey
from vitreem.kernel.request.guards import Opening, opens
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.records.sheet_routes import imported_once

router = api_router("Trẻ em")
OpenSheet = Annotated[Opening, opens("child:write", receives=SHEET_REQUEST_BYTES)]
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


def _decided(text: str, *, good_rows_only: bool) -> Decisions:
    rows = _object(text)
    if not all(re.fullmatch(r"[0-9]{1,6}", row, re.ASCII) for row in rows):
        raise DecisionsUnreadable()
    return Decisions({int(row): decision for row, decision in rows.items()}, good_rows_only)


async def _reading(opens: Opening, data: bytes, fields: str, unit_id: UUID | None) -> reading.Reading:
    chosen = _object(fields) or None
    if chosen and set(chosen.values()) - set(columns.FIELDS):
        raise DecisionsUnreadable()
    async with opens() as ctx:
        asked = await importing.asked(ctx, chosen, unit_id)
        lane = ctx.ward_id
    return await opens.state.workers.run(lane, reading.read_list, data, asked, failed=UnreadableSheet)


@router.post(
    "/children/import",
    responses=problems(*DENIED, *KEYED, UnreadableSheet, DecisionsUnreadable, TooMuchWork, importing.ImportRunning),
)
async def import_children(
    file: UploadFile,
    key: OnceKey,
    opens: OpenSheet,
    dry_run: DryRun = True,
    unit_id: Annotated[UUID | None, Form(description="The khu phố of rows that name none.")] = None,
    fields: Json = "",
    decisions: Json = "",
    good_rows_only: Annotated[bool, Form()] = False,
) -> ChildSheetResult:
    """Take a list of children, laid out by anybody: its head is looked for in the first 20 rows.

    `fields` says which column (by letter) is what, where it was taken wrongly; it is kept for lists laid out alike.
    `decisions` says of rows (by number) `new`, `skip` or the id of the child. All rows or none are written, unless
    `good_rows_only`. An import that is no trial has its `Idempotency-Key`; the same list again changes nothing.
    """
    data = await sent(file)
    decided = _decided(decisions, good_rows_only=good_rows_only)
    read = await _reading(opens, data, fields, unit_id)
    if dry_run:
        async with opens() as ctx:
            return await importing.take(ctx, read, decided, dry_run=True)

    async def take(ctx: Ctx) -> ChildSheetResult:
        await importing.begin(ctx)
        result = await importing.take(ctx, read, decided, dry_run=False)
        if fields:
            await importing.keep_layout(ctx, read)
        return result

    return await imported_once(
        opens, key, data, take, told=ChildAudit.SHEET_IMPORTED,
        counts=("created", "updated", "unchanged", "skipped", "left"),
        hindered=lambda result: bool(result.faults or result.questions) and not good_rows_only,
        again=lambda facts: ChildSheetResult(dry_run=False, head_row=read.head_row, columns=read.columns, **facts),
    )  # fmt: skip


@router.post(
    "/children/import/marked",
    response_class=Response,
    responses=problems(*DENIED, UnreadableSheet, DecisionsUnreadable),
)
async def mark_children_sheet(
    file: UploadFile,
    opens: OpenSheet,
    unit_id: Annotated[UUID | None, Form()] = None,
    fields: Json = "",
    decisions: Json = "",
) -> Response:
    """The same file with a column that says what to correct in each row; nothing is imported."""
    data = await sent(file)
    read = await _reading(opens, data, fields, unit_id)
    async with opens() as ctx:
        found = await importing.take(ctx, read, _decided(decisions, good_rows_only=False), dry_run=True)
    return xlsx_response(await with_marks(opens, data, found), "danh-sach-tre-em-can-sua.xlsx")

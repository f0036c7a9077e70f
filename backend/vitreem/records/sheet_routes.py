"""Routes of a sheet: a list as one, a blank one, and how one comes in: its rows read by a worker, then one transaction.

No transaction is open while a sheet is read, written or marked.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

import orjson
from fastapi import Response, UploadFile
from pydantic import BaseModel

from vitreem.kernel.files.excel import (
    UnreadableSheet,
    xlsx_response,
)
from vitreem.kernel.files.sheets import SheetResult, sent, with_marks
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.audit import AuditEvent, AuditKind, ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.idempotency import Once
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.records.corrections import CorrectionNoteRequired
from vitreem.records.lists import ListOf
from vitreem.records.sheets import SheetOf, SheetReading

# What an import may be refused with, for a route's `responses`.
OF_IMPORT = (UnreadableSheet, CorrectionNoteRequired, TooMuchWork)

Named = Callable[[Ctx], Awaitable[Any]]
Choices = Callable[[Ctx], Awaitable[Mapping[str, Sequence[str]]]]
Items = list[dict[str, Any]]

EXPORTED = 20_000
_PAGE = 100


class TooManyRows(Invalid):
    """`most` rows fit a sheet: a part in silence would be taken for the whole."""

    code = "too_many_rows"
    title = "Danh sách quá dài"
    detail = "Danh sách quá dài nên không xuất hết được vào một tệp. Hãy lọc theo tháng hoặc đơn vị."


async def rows_of_list(
    ctx: Ctx, of: ListOf, filters: BaseModel, *, most: int | None = None, come: Callable[[int], None] = lambda _: None
) -> Items:
    """Every row of a list; `come` hears how many there are already. Raises `TooManyRows`."""
    most = EXPORTED if most is None else most
    items: Items = []
    after: str | None = None
    while True:
        if len(items) >= most:
            raise TooManyRows(most=most)
        page = orjson.loads(await of.fetch(ctx, filters, _PAGE, after))
        items += page["items"]
        come(len(items))
        after = page["next"]
        if after is None:
            return items


async def list_as_sheet(
    opens: Opening,
    of: ListOf,
    asked: BaseModel | Callable[[Ctx], BaseModel],
    workbook: Callable[[Items], bytes],
    name: str,
    *,
    most: int | None = None,
    told: AuditKind,
    **facts: Any,
) -> Response:
    """Every row of a list as an Excel file; `told` is what the trail says, with `facts`. Raises `TooManyRows`."""
    async with opens() as ctx:
        filters = asked if isinstance(asked, BaseModel) else asked(ctx)
        items = await rows_of_list(ctx, of, filters, most=most)
        ctx.record(told, "ward", ward_object(ctx.ward_id), rows=len(items), **facts)
    return xlsx_response(await opens.state.workers.run(ctx.ward_id, workbook, items), name)


async def blank_sheet(opens: Opening, sheet: SheetOf[Any, Any, Any], choices: Choices, name: str) -> Response:
    """The sheet to fill in."""
    async with opens() as ctx:
        chosen = dict(await choices(ctx))
    return xlsx_response(await opens.state.workers.run(ctx.ward_id, sheet.blank, chosen), name)


Answer = TypeVar("Answer", bound=SheetResult)
_COUNTS = frozenset({"created", "updated", "corrected", "unchanged"})


class _NotWritten(Exception):
    """Nothing was written, and the key of the request is free again."""

    def __init__(self, result: SheetResult) -> None:
        self.result = result


async def imported_once(
    opens: Opening,
    key: Once,
    data: bytes,
    take: Callable[[Ctx], Awaitable[Answer]],
    *,
    told: AuditKind,
    counts: Collection[str],
    hindered: Callable[[Answer], bool],
    again: Callable[[dict[str, Any]], Answer],
) -> Answer:
    """Take a sheet for good, once for its `Idempotency-Key`. What is `hindered` leaves nothing behind.

    `told` is what the trail says, with the `counts` of the answer; sent again, a sheet is answered from them (`again`).
    """
    done: list[Answer] = []
    try:
        async with opens() as ctx:

            async def effect() -> UUID:
                result = await take(ctx)
                if hindered(result):
                    raise _NotWritten(result)
                done.append(result)
                facts = result.model_dump(include=set(counts))
                return ctx.record(told, "ward", ward_object(ctx.ward_id), **facts)

            event_id = await key.with_file(data).run(ctx, effect)
            if not done:
                # Recorded in the transaction that kept the key.
                done.append(again((await ctx.db.get_one(AuditEvent, (ctx.ward_id, event_id))).facts))
    except _NotWritten as found:
        return cast(Answer, found.result)
    return done[0]


async def imported(
    opens: Opening,
    sheet: SheetOf[Any, Any, Any],
    named: Named,
    file: UploadFile,
    key: Once,
    *,
    told: AuditKind,
    dry_run: bool,
    note: str,
) -> SheetResult:
    """Take a sheet. An import has its `Idempotency-Key`: sent again it is told what it did.

    `told` is what the trail says.
    """
    data = await sent(file)
    reading = await _read(opens, sheet, named, data)
    if dry_run:
        async with opens() as ctx:
            return await sheet.take(ctx, reading, dry_run=True, note="")
    return await imported_once(
        opens, key, data, lambda ctx: sheet.take(ctx, reading, dry_run=False, note=note), told=told, counts=_COUNTS,
        hindered=lambda result: bool(result.faults), again=lambda facts: SheetResult(dry_run=False, **facts),
    )  # fmt: skip


async def marked_sheet(opens: Opening, sheet: SheetOf[Any, Any, Any], named: Named, file: UploadFile) -> bytes:
    """The same file with what to correct beside each row."""
    data = await sent(file)
    reading = await _read(opens, sheet, named, data)
    async with opens() as ctx:
        found = await sheet.take(ctx, reading, dry_run=True, note="")
    return await with_marks(opens, data, found)


async def _read(opens: Opening, sheet: SheetOf[Any, Any, Any], named: Named, data: bytes) -> SheetReading:
    async with opens() as ctx:
        names = await named(ctx)
    return await opens.state.workers.run(ctx.ward_id, sheet.read, data, names, failed=UnreadableSheet)

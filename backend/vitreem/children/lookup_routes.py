"""A list of other people's making is looked up in the register; nothing is written and nothing kept."""

from typing import Annotated

from fastapi import Form, Response, UploadFile

from vitreem.children import import_routes, importing, lookup
from vitreem.children.import_routes import DecisionsUnreadable, Json, decisions_of, fields_of
from vitreem.children.lookup_reading import HeadUnknown, ListTooLong, LookList, read_look_list
from vitreem.children.lookup_schemas import LookUpResult
from vitreem.children.lookup_sheet import looked_up_sheet
from vitreem.kernel.files.excel import SHEET_REQUEST_BYTES, UnreadableSheet, xlsx_response
from vitreem.kernel.files.sheets import sent
from vitreem.kernel.http.problems import problems
from vitreem.kernel.request.endpoints import DENIED
from vitreem.kernel.request.guards import Opening, opens
from vitreem.kernel.request.lanes import TooMuchWork

router = import_routes.router
OpenSheet = Annotated[Opening, opens("child:read", receives=SHEET_REQUEST_BYTES)]
_REFUSED = problems(*DENIED, UnreadableSheet, HeadUnknown, ListTooLong, DecisionsUnreadable, TooMuchWork)


async def _read(opens: Opening, data: bytes, fields: str) -> LookList:
    chosen = fields_of(fields)
    async with opens() as ctx:
        asked, lane = await importing.asked(ctx, chosen, None), ctx.ward_id
    return await opens.state.workers.run(lane, read_look_list, data, asked, failed=UnreadableSheet)


@router.post("/children/look-up", responses=_REFUSED)
async def look_up_children(file: UploadFile, opens: OpenSheet, fields: Json = "") -> LookUpResult:
    """Who of a list is in the register, among the children whom the caller sees, and what each received in 12 months.

    Any Excel list of up to 3,000 rows: a name, a personal number or a code in a row is enough, its head is looked for
    in the first 20 rows. A personal number and a name, or a name and a birth, find a child; of a name alone, and where
    several are alike, the candidates are given. `fields` says which column (by letter) is what, where it was taken
    wrongly. Nothing is written but the trail.
    """
    read = await _read(opens, await sent(file), fields)
    async with opens() as ctx:
        return await lookup.look_up(ctx, read)


@router.post("/children/look-up/sheet", response_class=Response, responses=_REFUSED)
async def make_look_up_sheet(
    file: UploadFile,
    opens: OpenSheet,
    fields: Json = "",
    decisions: Annotated[
        str, Form(max_length=200_000, description="A JSON object: `skip` or the id of a candidate by row.")
    ] = "",
) -> Response:
    """The same file with what the register says beside each row; `decisions` are those about doubtful rows."""
    data, decided = await sent(file), decisions_of(decisions)
    read = await _read(opens, data, fields)
    async with opens() as ctx:
        found, lane = lookup.decided(await lookup.look_up(ctx, read), decided), ctx.ward_id
    made = await opens.state.workers.run(lane, looked_up_sheet, data, found, failed=UnreadableSheet)
    return xlsx_response(made, "tra-cuu-tre-em.xlsx")

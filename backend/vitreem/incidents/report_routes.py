"""Reports: write down, decide, files and notes. To outsiders none of these addresses exists."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Response, UploadFile
from pydantic import StringConstraints

from vitreem.incidents import files, notes, queries, report_page, reports, transfers
from vitreem.incidents.door import SHUT, inside, opens_inside
from vitreem.incidents.forms import Informant
from vitreem.incidents.models import IncidentReport
from vitreem.incidents.refusals import (
    CannotSeeCases,
    CaseEnded,
    ChildHasCase,
    NobodyNamed,
    NotAChild,
    ReceivedLater,
    ReceivedTooEarly,
    UnknownSubject,
)
from vitreem.incidents.rules import REPORT, REPORT_LIFE, CaseAudit, Part, ReportVerb
from vitreem.incidents.schemas import (
    AcceptCreate,
    CaseNoteCreate,
    InformantOpen,
    PoliceCreate,
    ReportCreate,
    ReportRead,
    ReportUpdate,
    SameCreate,
)
from vitreem.kernel.files.downloads import unkept_response
from vitreem.kernel.files.inspection import MAX_BYTES
from vitreem.kernel.files.refusals import OF_FILE
from vitreem.kernel.files.store import FileGone
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.problems import StorageFull, WrongState, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, VERB, OnceKey
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.kernel.sealing import SealBroken
from vitreem.records.files import TooManyFiles
from vitreem.records.wire import ReasonCreate

router = api_router("Bảo vệ trẻ em")

Inside = Annotated[Ctx, inside()]
OpenInside = Annotated[Opening, opens_inside()]
OpenSend = Annotated[Opening, opens_inside(receives=MAX_BYTES + 64 * 1024)]
SEEN = (*SHUT, SealBroken)
CHANGED = (*SHUT, SealBroken, *VERB)
Caption = Annotated[str, StringConstraints(max_length=300), LINES, Form(description="What the file shows.")]
OF_SENT_FILE = (*SHUT, *OF_FILE, TooMuchWork, StorageFull, TooManyFiles, WrongState, *KEYED)


async def _report(report_id: UUID, ctx: Inside) -> IncidentReport:
    """The report, for who changes it: one at a time."""
    report = await queries.seen_report(ctx, report_id)
    await queries.lock(ctx, report)
    return report


Report = Annotated[IncidentReport, Depends(_report)]


async def _reply(ctx: Ctx, report: IncidentReport, response: Response) -> ReportRead:
    await ctx.db.flush()
    for case in await queries.cases_of(ctx, report.id):
        await transfers.renew(ctx, case.id)
    tag(response, report.version)
    return await report_page.read(ctx, report.id)


@router.post(
    "/incident-reports", status_code=201, responses=problems(*SHUT, *KEYED, ReceivedLater, ReceivedTooEarly, NotAChild)
)
async def create_incident_report(body: ReportCreate, ctx: Inside, key: OnceKey, response: Response) -> ReportRead:
    """Write down what was told (Mẫu 01). The twelve hours run from `received_at`."""
    await queries.require_worker(ctx)
    report_id = await key.run(ctx, lambda: reports.create(ctx, body))
    return await _reply(ctx, await queries.seen_report(ctx, report_id), response)


@router.get("/incident-reports/{report_id}", response_model=ReportRead, responses=problems(*SEEN))
async def read_incident_report(report_id: UUID, ctx: Inside) -> Response:
    """A report with its cases, or with open cases of children of the same names while nothing is decided."""
    page = await report_page.sent(ctx, report_id)
    if not page.viewed:
        ctx.record(CaseAudit.REPORT_VIEWED, REPORT, report_id)
    reply = json_response(page.body)
    tag(reply, page.version)
    return reply


@router.put("/incident-reports/{report_id}", responses=problems(*CHANGED, ReceivedLater, ReceivedTooEarly, NotAChild))
async def update_incident_report(
    body: ReportUpdate, report: Report, version: IfMatch, ctx: Inside, response: Response
) -> ReportRead:
    """Save what is known by now."""
    await reports.update(ctx, report, body, version)
    return await _reply(ctx, report, response)


@router.post(
    "/incident-reports/{report_id}/accept",
    responses=problems(*CHANGED, NobodyNamed, CaseEnded, ChildHasCase, NotAChild, UnknownSubject, CannotSeeCases),
)
async def accept_incident_report(
    body: AcceptCreate, report: Report, version: IfMatch, ctx: Inside, response: Response
) -> ReportRead:
    """A case for each child, or the one that is open."""
    await reports.accept(ctx, report, body, version)
    return await _reply(ctx, report, response)


@router.post("/incident-reports/{report_id}/dismiss", responses=problems(*CHANGED))
async def dismiss_incident_report(
    body: ReasonCreate, report: Report, version: IfMatch, ctx: Inside, response: Response
) -> ReportRead:
    """Not a matter of protection."""
    await reports.dismiss(ctx, report, body.reason, version)
    return await _reply(ctx, report, response)


@router.post("/incident-reports/{report_id}/same", responses=problems(*CHANGED, UnknownSubject))
async def mark_incident_report_same(
    report_id: UUID, body: SameCreate, version: IfMatch, ctx: Inside, response: Response
) -> ReportRead:
    """The same as another report: its cases hear this one too."""
    report = await queries.seen_report(ctx, report_id)
    await reports.same(ctx, report, body.report_id, version)
    return await _reply(ctx, report, response)


@router.post("/incident-reports/{report_id}/police", responses=problems(*CHANGED, ReceivedLater))
async def tell_police_of_incident_report(
    body: PoliceCreate, report: Report, version: IfMatch, ctx: Inside, response: Response
) -> ReportRead:
    """A crime is suspected: when the police were told, and their reference."""
    await reports.tell_police(ctx, report, body.at, body.reference, version)
    return await _reply(ctx, report, response)


@router.post("/incident-reports/{report_id}/informant", responses=problems(*SEEN))
async def open_incident_informant(body: InformantOpen, report: Report, ctx: Inside) -> Informant:
    """Who told, for who says why: the report's history keeps it."""
    return await reports.open_informant(ctx, report, body.reason)


@router.post("/incident-reports/{report_id}/notes", status_code=201, responses=problems(*SEEN, *KEYED))
async def add_incident_report_note(
    body: CaseNoteCreate, report: Report, ctx: Inside, key: OnceKey, response: Response
) -> ReportRead:
    """A note about the report."""

    REPORT_LIFE.begin(report, ReportVerb.NOTE, await reports.rights(ctx, report.id))

    async def effect() -> UUID:
        note_id = await notes.add(ctx, report.id, body.text)
        ctx.record(CaseAudit.NOTE_ADDED, REPORT, report.id)
        return note_id

    await key.run(ctx, effect)
    return await _reply(ctx, report, response)


@router.post("/incident-reports/{report_id}/files", status_code=201, responses=problems(*OF_SENT_FILE))
async def attach_incident_report_file(
    report_id: UUID,
    opens: OpenSend,
    key: OnceKey,
    file: UploadFile,
    response: Response,
    caption: Caption = "",
) -> ReportRead:
    """Keep a file with the report: sealed, under no name that anybody could read."""
    async with opens() as ctx:
        report = await queries.seen_report(ctx, report_id)
        await reports.require_edit(ctx, report)
        ward_id = ctx.ward_id
    data = await files.received(file)
    async with files.kept(opens.state, ward_id, data, file.filename or "", caption) as kept, opens() as ctx:
        report = await queries.seen_report(ctx, report_id)

        async def effect() -> UUID:
            await reports.require_edit(ctx, report)
            return await files.attach(ctx, REPORT, report_id, Part.REPORT, kept)

        await key.with_file(data).run(ctx, effect)
        return await _reply(ctx, report, response)


@router.get(
    "/incident-reports/{report_id}/files/{file_id}", response_class=Response, responses=problems(*SEEN, FileGone)
)
async def read_incident_report_file(report_id: UUID, file_id: UUID, opens: OpenInside) -> Response:
    """A file of the report, to be saved."""
    async with opens() as ctx:
        await queries.seen_report(ctx, report_id)
        found = await files.find(ctx, REPORT, report_id, file_id)
    data = await files.read(opens.state, found)
    return unkept_response(data, found.facts.media_type, found.facts.name)


@router.delete("/incident-reports/{report_id}/files/{file_id}", responses=problems(*SEEN, WrongState))
async def remove_incident_report_file(file_id: UUID, report: Report, ctx: Inside, response: Response) -> ReportRead:
    """Take a file away; row and bytes stay for the history."""
    await reports.require_edit(ctx, report)
    await files.remove(ctx, REPORT, report.id, file_id)
    return await _reply(ctx, report, response)

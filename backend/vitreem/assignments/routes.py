"""Assignments: lists, one record, the verbs, evidence, dashboards."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from vitreem.assignments import dashboards, evidence, presenters, queries, service, sheets
from vitreem.assignments.evidence import AlreadyLinked, TooMuchEvidence
from vitreem.assignments.models import Assignment
from vitreem.assignments.queries import Around, Proof
from vitreem.assignments.rules import AssignmentAudit, EvidenceMissing, UnknownFigure
from vitreem.assignments.schemas import (
    AssignmentItem,
    AssignmentRead,
    DecisionCreate,
    EvidenceFile,
    Filters,
    HandOver,
    LinkableRecord,
    LinkCreate,
    ListQuery,
    NoteCreate,
    RecordLink,
    SubmissionCreate,
    SupportUpdate,
    UnitDashboard,
    WardDashboard,
)
from vitreem.assignments.service import NotAColleague
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import StorageFull, WrongState, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey, record_of
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.records import files
from vitreem.records.exports import export_routes, list_file
from vitreem.records.registry import UnknownRecordKind
from vitreem.records.routes import keep_sent, send_file
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import ReasonCreate

router = api_router("Nhiệm vụ")

Read = Annotated[Ctx, allow("assignment:read")]
Work = Annotated[Ctx, allow("assignment:work")]
OpenRead = Annotated[Opening, opens("assignment:read")]
OpenWork = Annotated[Opening, opens("assignment:work")]
Submit = Annotated[Ctx, allow("assignment:submit")]
Decide = Annotated[Ctx, allow("assignment:decide")]

_UPLOAD = (*files.OF_SENT, StorageFull, TooMuchEvidence)


Seen = Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:read")]
Worked = Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:work", lock=True)]
Submitted = Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:submit", lock=True)]
Decided = Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:decide", lock=True)]


async def _reply(
    ctx: Ctx, assignment: Assignment, response: Response, around: Around | None = None, proof: Proof | None = None
) -> AssignmentRead:
    """What the verb has loaded isn't asked for again."""
    await ctx.db.flush()
    tag(response, assignment.version)
    return await presenters.read(ctx, assignment, around, proof)


@router.get(
    "/assignments",
    response_model=Page[AssignmentItem],
    responses=problems(*DENIED),
    openapi_extra=documented(ListQuery),
)
async def list_assignments(ctx: Read, asked: Annotated[ListQuery, query(ListQuery)]) -> Response:
    """Assignments that the caller sees: the ward's people all, a unit's people their own."""
    return json_response(await queries.LIST.fetch(ctx, asked, asked.limit, asked.after))


EXPORT = list_file(
    "assignments_export", "assignment:export", Filters, queries.LIST, sheets.assignments_workbook, "nhiem-vu.xlsx",
    AssignmentAudit.LIST_VIEWED,
)  # fmt: skip
export_routes(router, "/assignments", ("export_assignments", "make_assignments_export"), Filters, EXPORT)


@router.get("/assignments/{assignment_id}", responses=problems(*SEEN))
async def read_assignment(assignment: Seen, ctx: Read, response: Response) -> AssignmentRead:
    """One assignment with notes, evidence, history and what the caller may do."""
    return await _reply(ctx, assignment, response)


@router.post("/assignments/{assignment_id}/acknowledge", responses=problems(*VERB))
async def acknowledge_assignment(assignment: Worked, version: IfMatch, ctx: Work, response: Response) -> AssignmentRead:
    """Say that the order was read."""
    around = await service.acknowledge(ctx, assignment, version)
    return await _reply(ctx, assignment, response, around)


@router.post("/assignments/{assignment_id}/start", responses=problems(*VERB))
async def start_assignment(assignment: Worked, version: IfMatch, ctx: Work, response: Response) -> AssignmentRead:
    """Say that work is under way."""
    around = await service.start(ctx, assignment, version)
    return await _reply(ctx, assignment, response, around)


@router.post(
    "/assignments/{assignment_id}/notes",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, UnknownFigure),
)
async def add_assignment_note(
    body: NoteCreate, assignment: Worked, ctx: Work, key: OnceKey, response: Response
) -> AssignmentRead:
    """Note progress, with figures."""
    await key.run(ctx, lambda: service.note(ctx, assignment, body))
    return await _reply(ctx, assignment, response)


@router.post("/assignments/{assignment_id}/submit", responses=problems(*VERB, EvidenceMissing, UnknownFigure))
async def submit_assignment(
    body: SubmissionCreate, assignment: Submitted, version: IfMatch, ctx: Submit, response: Response
) -> AssignmentRead:
    """Hand in the unit's result with its evidence; late results are accepted and marked late."""
    around, proof = await service.submit(ctx, assignment, body, version)
    return await _reply(ctx, assignment, response, around, proof)


@router.post("/assignments/{assignment_id}/recall", responses=problems(*VERB))
async def recall_assignment(assignment: Submitted, version: IfMatch, ctx: Submit, response: Response) -> AssignmentRead:
    """Take the result back before the ward has decided."""
    around = await service.recall(ctx, assignment, version)
    return await _reply(ctx, assignment, response, around)


@router.post("/assignments/{assignment_id}/accept", responses=problems(*VERB))
async def accept_assignment(
    body: DecisionCreate, assignment: Decided, version: IfMatch, ctx: Decide, response: Response
) -> AssignmentRead:
    """Accept the result."""
    around = await service.accept(ctx, assignment, version, body.comment)
    return await _reply(ctx, assignment, response, around)


@router.post("/assignments/{assignment_id}/return", responses=problems(*VERB))
async def return_assignment(
    body: ReasonCreate, assignment: Decided, version: IfMatch, ctx: Decide, response: Response
) -> AssignmentRead:
    """Return the result with a reason."""
    around = await service.send_back(ctx, assignment, version, body.reason)
    return await _reply(ctx, assignment, response, around)


@router.post("/assignments/{assignment_id}/reopen", responses=problems(*VERB))
async def reopen_assignment(
    body: ReasonCreate, assignment: Decided, version: IfMatch, ctx: Decide, response: Response
) -> AssignmentRead:
    """Open an accepted assignment again."""
    around = await service.reopen(ctx, assignment, version, body.reason)
    return await _reply(ctx, assignment, response, around)


@router.post("/assignments/{assignment_id}/hand-over", responses=problems(*VERB, NotAColleague))
async def hand_over_assignment(
    body: HandOver,
    assignment: Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:hand_over", lock=True)],
    version: IfMatch,
    ctx: Annotated[Ctx, allow("assignment:hand_over")],
    response: Response,
) -> AssignmentRead:
    """Give the work to a colleague of the unit."""
    await service.hand_over(ctx, assignment, body.person_id, version)
    return await _reply(ctx, assignment, response)


@router.put("/assignments/{assignment_id}/supporting-units", responses=problems(*VERB))
async def set_supporting_units(
    body: SupportUpdate, assignment: Decided, version: IfMatch, ctx: Decide, response: Response
) -> AssignmentRead:
    """Name the units that support the lead unit."""
    await service.set_support(ctx, assignment, body.unit_ids, version)
    return await _reply(ctx, assignment, response)


@router.post(
    "/assignments/{assignment_id}/evidence",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, *_UPLOAD),
)
async def attach_evidence_file(
    assignment_id: UUID, body: EvidenceFile, opens: OpenWork, key: OnceKey, response: Response
) -> AssignmentRead:
    """Attach a photo or file, sent in parts before. Photos lose place and device data; the same file is kept once."""

    return await keep_sent(
        opens, body.upload_id, assignment_id, key, queries.seen, evidence.require_attach,
        lambda ctx, assignment, kept: evidence.attach_file(ctx, assignment, kept, body.kind, body.title),
        lambda ctx, assignment: _reply(ctx, assignment, response),
    )  # fmt: skip


@router.post(
    "/assignments/{assignment_id}/evidence-links",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, TooMuchEvidence),
)
async def attach_evidence_link(
    body: LinkCreate, assignment: Worked, ctx: Work, key: OnceKey, response: Response
) -> AssignmentRead:
    """Attach a web page."""
    await key.run(ctx, lambda: evidence.attach_link(ctx, assignment, body))
    return await _reply(ctx, assignment, response)


@router.post(
    "/assignments/{assignment_id}/evidence-records",
    status_code=201,
    responses=problems(*SEEN, WrongState, *KEYED, UnknownRecordKind, AlreadyLinked, TooMuchEvidence),
)
async def attach_evidence_record(
    body: RecordLink, assignment: Worked, ctx: Work, key: OnceKey, response: Response
) -> AssignmentRead:
    """Attach a record of the product, e.g. a plan."""
    await key.run(ctx, lambda: evidence.attach_record(ctx, assignment, body))
    return await _reply(ctx, assignment, response)


@router.get("/assignments/{assignment_id}/linkable-records", responses=problems(*SEEN))
async def list_linkable_records(
    assignment: Annotated[Assignment, record_of("assignment_id", queries.seen, "assignment:work")],
    ctx: Work,
    q: Annotated[str, Query(max_length=200, description="Words of the title; accents don't matter.")] = "",
) -> Page[LinkableRecord]:
    """Records of the product that could prove the work, newest first."""
    return Page(items=await evidence.linkable_records(ctx, assignment, q))


@router.delete("/assignments/{assignment_id}/evidence/{evidence_id}", responses=problems(*SEEN, WrongState))
async def remove_evidence(evidence_id: UUID, assignment: Worked, ctx: Work, response: Response) -> AssignmentRead:
    """Take evidence back; it stays in the history."""
    await evidence.remove(ctx, assignment, evidence_id)
    return await _reply(ctx, assignment, response)


@router.get(
    "/assignments/{assignment_id}/evidence/{evidence_id}/file",
    response_class=StreamingResponse,
    responses=problems(*SEEN, FileGone),
)
async def read_evidence_file(
    assignment_id: UUID, evidence_id: UUID, opens: OpenRead, thumbnail: bool = False
) -> StreamingResponse:
    """The file of a piece of evidence, or its thumbnail."""

    async def find(ctx: Ctx) -> tuple[StoredFile, str, UUID, dict[str, Any]]:
        assignment = await queries.seen(ctx, assignment_id)
        file = await evidence.file_of(ctx, assignment, evidence_id)
        return file, "assignment", assignment.id, {"name": assignment.label, "evidence_id": str(evidence_id)}

    trail = (AssignmentAudit.PHOTOS_VIEWED, AssignmentAudit.EVIDENCE_VIEWED)
    return await send_file(opens, find, trail, thumbnail=thumbnail)


@router.get("/dashboards/unit", responses=problems(*DENIED))
async def read_unit_dashboard(ctx: Annotated[Ctx, allow("dashboard:unit")]) -> UnitDashboard:
    """What the caller's units have to do, most urgent first."""
    return await dashboards.unit_dashboard(ctx)


@router.get("/dashboards/ward", response_model=WardDashboard, responses=problems(*DENIED))
async def read_ward_dashboard(
    ctx: Annotated[Ctx, allow("dashboard:ward")], plan_id: UUID | None = None, units: AskedView = UnitView.TODAY
) -> Response:
    """Where the ward's plan stands: totals, units by state, kinds with figures, days."""
    return json_response(await dashboards.ward_dashboard(ctx, plan_id, units))

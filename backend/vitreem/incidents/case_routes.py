"""Cases: the board, one case, its papers, tasks, notes, files, evidence, access."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response, UploadFile

from vitreem.incidents import (
    access,
    board,
    case_page,
    cases,
    evidence,
    files,
    lists,
    notes,
    papers,
    queries,
    tasks,
    transfers,
)
from vitreem.incidents.models import IncidentCase, IncidentPaper
from vitreem.incidents.refusals import (
    AnsweredAlready,
    CannotSeeCases,
    ChildHasCase,
    NotAChild,
    NotOfGroup,
    OfferedAlready,
    OwnPaper,
    PaperIncomplete,
    ReceivedLater,
    ReferralShape,
    SeparationTooLong,
    SkipNeedsGround,
    UnknownSubject,
    UnknownWard,
)
from vitreem.incidents.report_routes import (
    CHANGED,
    OF_SENT_FILE,
    SEEN,
    Caption,
    Inside,
    OpenInside,
    OpenSend,
    router,
)
from vitreem.incidents.rules import CASE, CaseAudit, CaseVerb, Part
from vitreem.incidents.schemas import (
    CaseBoard,
    CaseBrief,
    CaseEvidenceWrite,
    CaseNoteCreate,
    CaseOfferCreate,
    CasePaperWrite,
    CaseRead,
    CaseSearch,
    CaseTaskUpdate,
    CaseUpdate,
    ClosingCreate,
    HandToCarer,
    MemberCreate,
    PoliceCreate,
    ReferralCreate,
)
from vitreem.kernel.files.downloads import unkept_response
from vitreem.kernel.files.store import FileGone
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import After, Limit, Page
from vitreem.kernel.http.problems import WrongState, problems
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, OnceKey
from vitreem.kernel.request.json_rows import json_response
from vitreem.records.refusals import EndsBeforeStart, NotYet
from vitreem.records.wire import ReasonCreate

__all__ = ["router"]

_PATH = "/incident-cases/{case_id}"


async def _case(case_id: UUID, ctx: Inside) -> IncidentCase:
    """The case, for who changes it: one at a time."""
    case = await queries.seen_case(ctx, case_id)
    await queries.lock(ctx, case)
    return case


async def _paper(case_id: UUID, paper_id: UUID, ctx: Inside) -> IncidentPaper:
    return await queries.seen_paper(ctx, case_id, paper_id)


Case = Annotated[IncidentCase, Depends(_case)]
Paper = Annotated[IncidentPaper, Depends(_paper)]


async def _reply(ctx: Ctx, case: IncidentCase, response: Response) -> CaseRead:
    await transfers.renew(ctx, case.id)
    tag(response, case.version)
    return await case_page.read(ctx, case.id)


async def _looked(ctx: Ctx) -> None:
    """Lists of cases are reads of cases: the trail tells of them once an hour."""
    await ctx.record_viewed(CaseAudit.LIST_VIEWED, CASE, ward_object(ctx.ward_id))


@router.get("/incident-board", response_model=CaseBoard, responses=problems(*SEEN))
async def read_incident_board(ctx: Inside) -> Response:
    """What waits: reports, offers of other wards, open cases by their clocks. Of a referral, the referred cases."""
    page = await board.board(ctx)
    if not page.viewed:
        ctx.record(CaseAudit.LIST_VIEWED, CASE, ward_object(ctx.ward_id))
    return json_response(page.body)


@router.get("/incident-cases", response_model=Page[CaseBrief], responses=problems(*SEEN))
async def list_incident_cases(
    ctx: Inside, closed: Annotated[bool, Query()] = False, limit: Limit = 50, after: After = None
) -> Response:
    """Cases that the caller sees, open or closed ones, newest receipt first."""
    await _looked(ctx)
    found, cursor = await lists.cases(ctx, closed=closed, limit=limit, after=after)
    return json_response(await board.briefs(ctx, [one.id for one in found], cursor))


@router.post("/incident-cases/search", response_model=Page[CaseBrief], responses=problems(*SEEN))
async def search_incident_cases(body: CaseSearch, ctx: Inside) -> Response:
    """Cases by the child's name or the reference. The words come in the body: addresses are written into logs."""
    await _looked(ctx)
    found = await lists.search(ctx, body.q)
    return json_response(await board.briefs(ctx, [one.id for one in found]))


@router.get(_PATH, response_model=CaseRead, responses=problems(*SEEN))
async def read_incident_case(case_id: UUID, ctx: Inside) -> Response:
    """A case with all of it that the caller may see."""
    page = await case_page.sent(ctx, case_id)
    if not page.viewed:
        ctx.record(CaseAudit.CASE_VIEWED, CASE, case_id)
    reply = json_response(page.body)
    tag(reply, page.version)
    return reply


@router.put(_PATH, responses=problems(*CHANGED, NotAChild, UnknownSubject, ChildHasCase, EndsBeforeStart, NotOfGroup))
async def update_incident_case(
    body: CaseUpdate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Save who the child is and what is known by now."""
    await cases.update(ctx, case, body, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/police", responses=problems(*CHANGED, ReceivedLater))
async def tell_police_of_incident_case(
    body: PoliceCreate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """A crime is suspected."""
    await cases.tell_police(ctx, case, body.at, body.reference, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/start", responses=problems(*CHANGED))
async def start_incident_case(case: Case, version: IfMatch, ctx: Inside, response: Response) -> CaseRead:
    """The approved plan is being carried out."""
    await cases.start(ctx, case, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/plan-again", responses=problems(*CHANGED))
async def plan_incident_case_again(case: Case, version: IfMatch, ctx: Inside, response: Response) -> CaseRead:
    """The review asks for another plan."""
    await cases.plan_again(ctx, case, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/hand-to-carer", responses=problems(*CHANGED, NotYet, EndsBeforeStart))
async def hand_incident_child_to_carer(
    body: HandToCarer, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """The child has been handed to who cares for it; visits follow."""
    await cases.hand_to_carer(ctx, case, body.on, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/close", responses=problems(*CHANGED, SkipNeedsGround, OfferedAlready))
async def close_incident_case(
    body: ClosingCreate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """The chair closes the case."""
    await cases.close(ctx, case, body, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/reopen", responses=problems(*CHANGED, ChildHasCase))
async def reopen_incident_case(
    body: ReasonCreate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """A closed case goes on, with a reason."""
    await cases.reopen(ctx, case, body.reason, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/approve-export", responses=problems(*CHANGED))
async def approve_incident_export(case: Case, version: IfMatch, ctx: Inside, response: Response) -> CaseRead:
    """The chair lets the case go into the national children's system."""
    await cases.approve_export(ctx, case, version)
    return await _reply(ctx, case, response)


# ---- papers


@router.post(f"{_PATH}/papers", status_code=201, responses=problems(*SEEN, *KEYED, WrongState))
async def begin_incident_paper(
    body: CasePaperWrite, case: Case, ctx: Inside, key: OnceKey, response: Response
) -> CaseRead:
    """Begin a form, minutes or a decision; the draft is kept here, on no device."""
    await key.run(ctx, lambda: papers.begin(ctx, case, body.form))
    return await _reply(ctx, case, response)


@router.put(f"{_PATH}/papers/{{paper_id}}", responses=problems(*CHANGED))
async def save_incident_paper(
    body: CasePaperWrite, case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Save a draft. `If-Match` is the paper's version."""
    await papers.save(ctx, case, paper, body.form, version)
    return await _reply(ctx, case, response)


@router.post(
    f"{_PATH}/papers/{{paper_id}}/complete",
    responses=problems(*CHANGED, PaperIncomplete, SkipNeedsGround, NotYet, EndsBeforeStart),
)
async def complete_incident_paper(
    case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """The paper counts, and the case moves on."""
    await papers.complete(ctx, case, paper, version)
    return await _reply(ctx, case, response)


@router.post(
    f"{_PATH}/papers/{{paper_id}}/submit",
    responses=problems(*CHANGED, PaperIncomplete, SkipNeedsGround, SeparationTooLong, NotYet, EndsBeforeStart),
)
async def submit_incident_paper(
    case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Ask the chair to decide."""
    await papers.submit(ctx, case, paper, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/papers/{{paper_id}}/approve", responses=problems(*CHANGED, OwnPaper, SeparationTooLong))
async def approve_incident_paper(
    case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """The chair's decision. Nobody approves what they wrote."""
    await papers.approve(ctx, case, paper, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/papers/{{paper_id}}/return", responses=problems(*CHANGED))
async def return_incident_paper(
    body: ReasonCreate, case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Return a paper with a reason."""
    await papers.send_back(ctx, case, paper, body.reason, version)
    return await _reply(ctx, case, response)


@router.delete(f"{_PATH}/papers/{{paper_id}}", responses=problems(*CHANGED))
async def discard_incident_paper(
    case: Case, paper: Paper, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Throw a draft away."""
    await papers.discard(ctx, case, paper, version)
    return await _reply(ctx, case, response)


# ---- what hangs on a case


@router.put(f"{_PATH}/tasks/{{task_id}}", responses=problems(*CHANGED, EndsBeforeStart, NotYet))
async def update_incident_task(
    task_id: UUID, body: CaseTaskUpdate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Days of a service, and what came of it. `If-Match` is the task's version."""
    await tasks.update(ctx, case, task_id, body, version)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/notes", status_code=201, responses=problems(*SEEN, *KEYED, WrongState))
async def add_incident_note(
    body: CaseNoteCreate, case: Case, ctx: Inside, key: OnceKey, response: Response
) -> CaseRead:
    """A note or message, for everybody who sees the case's notes."""

    async def effect() -> UUID:
        await cases.require(ctx, case, CaseVerb.NOTE)
        note_id = await notes.add(ctx, case.id, body.text)
        ctx.record(CaseAudit.NOTE_ADDED, CASE, case.id)
        return note_id

    await key.run(ctx, effect)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/files", status_code=201, responses=problems(*OF_SENT_FILE))
async def attach_incident_file(
    case_id: UUID,
    opens: OpenSend,
    key: OnceKey,
    file: UploadFile,
    response: Response,
    caption: Caption = "",
) -> CaseRead:
    """Keep a file with the case: sealed, under no name that anybody could read."""
    async with opens() as ctx:
        await cases.require(ctx, await queries.seen_case(ctx, case_id), CaseVerb.WRITE)
        ward_id = ctx.ward_id
    data = await files.received(file)
    async with files.kept(opens.state, ward_id, data, file.filename or "", caption) as kept, opens() as ctx:
        case = await queries.seen_case(ctx, case_id)
        await cases.require(ctx, case, CaseVerb.WRITE)
        await key.with_file(data).run(ctx, lambda: files.attach(ctx, CASE, case_id, Part.FILES, kept))
        return await _reply(ctx, case, response)


@router.get(f"{_PATH}/files/{{file_id}}", response_class=Response, responses=problems(*SEEN, FileGone))
async def read_incident_file(case_id: UUID, file_id: UUID, opens: OpenInside) -> Response:
    """A file of the case, to be saved."""
    async with opens() as ctx:
        await queries.seen_case(ctx, case_id)
        found = await files.find(ctx, CASE, case_id, file_id)
    data = await files.read(opens.state, found)
    return unkept_response(data, found.facts.media_type, found.facts.name)


@router.delete(f"{_PATH}/files/{{file_id}}", responses=problems(*SEEN, WrongState))
async def remove_incident_file(file_id: UUID, case: Case, ctx: Inside, response: Response) -> CaseRead:
    """Take a file away; row and bytes stay for the history."""
    await cases.require(ctx, case, CaseVerb.WRITE)
    await files.remove(ctx, CASE, case.id, file_id)
    return await _reply(ctx, case, response)


@router.post(
    f"{_PATH}/evidence", status_code=201, responses=problems(*SEEN, *KEYED, WrongState, EndsBeforeStart, NotYet)
)
async def add_incident_evidence(
    body: CaseEvidenceWrite, case: Case, ctx: Inside, key: OnceKey, response: Response
) -> CaseRead:
    """An object or paper that is kept."""
    await key.run(ctx, lambda: evidence.add(ctx, case, body))
    return await _reply(ctx, case, response)


@router.put(f"{_PATH}/evidence/{{evidence_id}}", responses=problems(*CHANGED, EndsBeforeStart, NotYet))
async def update_incident_evidence(
    evidence_id: UUID, body: CaseEvidenceWrite, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Who holds it now, and when it was given back. `If-Match` is the piece's version."""
    await evidence.update(ctx, case, evidence_id, body, version)
    return await _reply(ctx, case, response)


# ---- who sees it


@router.post(f"{_PATH}/members", responses=problems(*SEEN, WrongState, CannotSeeCases))
async def add_incident_member(body: MemberCreate, case: Case, ctx: Inside, response: Response) -> CaseRead:
    """Another person of the team."""
    await cases.require(ctx, case, CaseVerb.SHARE)
    await access.add_member(ctx, case, body.person_id)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/owner", responses=problems(*CHANGED, CannotSeeCases))
async def set_incident_owner(
    body: MemberCreate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Another person answers for the case."""
    await cases.require(ctx, case, CaseVerb.SHARE, version)
    await access.set_owner(ctx, case, body.person_id)
    case.version += 1
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/referrals", responses=problems(*SEEN, WrongState, ReferralShape, UnknownSubject))
async def refer_incident_case(body: ReferralCreate, case: Case, ctx: Inside, response: Response) -> CaseRead:
    """One case, until a day, chosen parts, for somebody outside the team."""
    await cases.require(ctx, case, CaseVerb.SHARE)
    await access.refer(ctx, case, body.person_id, body.parts, body.until_on, body.reason)
    return await _reply(ctx, case, response)


@router.delete(f"{_PATH}/access/{{person_id}}", responses=problems(*SEEN, WrongState))
async def revoke_incident_access(person_id: UUID, case: Case, ctx: Inside, response: Response) -> CaseRead:
    """Take a member's or a referral's access."""
    await cases.require(ctx, case, CaseVerb.SHARE)
    await access.revoke(ctx, case, person_id)
    return await _reply(ctx, case, response)


@router.post(f"{_PATH}/offers", responses=problems(*CHANGED, UnknownWard, OfferedAlready))
async def offer_incident_case(
    body: CaseOfferCreate, case: Case, version: IfMatch, ctx: Inside, response: Response
) -> CaseRead:
    """Ask another ward to take the case; until it answers, it is this ward's."""
    await transfers.offer(ctx, case, body.ward_code, body.reason, version)
    return await _reply(ctx, case, response)


@router.delete(f"{_PATH}/offers/{{transfer_id}}", responses=problems(*SEEN, WrongState, AnsweredAlready))
async def withdraw_incident_offer(transfer_id: UUID, case: Case, ctx: Inside, response: Response) -> CaseRead:
    """Take back what nobody has answered."""
    await transfers.withdraw(ctx, case, transfer_id)
    return await _reply(ctx, case, response)

"""What goes on paper: forms, decisions, the whole file, numbers of signed papers; and the national export.

Made while somebody waits and given out at once: no job holds a word of a case, and no copy lies anywhere.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from vitreem.identity import facts as identity
from vitreem.incidents import case_page, cases, documents, export, queries, report_page
from vitreem.incidents.report_routes import SEEN, Inside, OpenInside
from vitreem.incidents.rules import CASE, REPORT, CaseAudit, CaseVerb, PaperKind, PaperState
from vitreem.incidents.schemas import CaseRead, NumberCreate
from vitreem.incidents.team_routes import router
from vitreem.incidents.wording import PAPERS
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.documents import replies
from vitreem.kernel.documents.model import Document
from vitreem.kernel.documents.replies import DocumentFormat, document_reply
from vitreem.kernel.files.excel import xlsx_response
from vitreem.kernel.http.etags import tag
from vitreem.kernel.http.problems import NotFound, WrongState, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import KEYED, OnceKey
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.records import papers as numbers
from vitreem.records.papers import Numbering, Series

__all__ = ["router"]

Format = Annotated[DocumentFormat, Query(alias="format")]
_CASE = "/incident-cases/{case_id}"


async def _given(opens: Opening, ward_id: int, document: Document, form: DocumentFormat) -> Response:
    """Under a name that tells nothing."""
    reply = await document_reply(opens.state.workers, ward_id, document, form, "ho-so")
    reply.headers["Cache-Control"] = "no-store"
    return reply


async def _place(ctx: Ctx) -> documents.Place:
    return documents.Place(await identity.own_ward(ctx), ctx.clock.now())


def _title(kind: PaperKind, number: int, *, decision: bool = False) -> str:
    return f"{'Quyết định phê duyệt' if decision else PAPERS[kind]} {number}"


async def _number(ctx: Ctx, case_id: UUID, title: str) -> int | None:
    found = [one for one in await numbers.papers_of(ctx, case_id) if one.title == title]
    return found[-1].number if found else None


@router.get(
    f"{_CASE}/papers/{{paper_id}}/document", response_class=Response, responses=problems(*SEEN, *replies.REFUSALS)
)
async def read_incident_paper_document(
    case_id: UUID, paper_id: UUID, opens: OpenInside, form: Format = DocumentFormat.DOCX
) -> Response:
    """One form, minutes or decision, as Word or PDF."""
    async with opens() as ctx:
        case = await queries.seen_case(ctx, case_id)
        shown = await case_page.read(ctx, case.id)
        paper = next((one for one in shown.papers if one.id == paper_id), None)
        if paper is None:
            raise NotFound()
        number = await _number(ctx, case_id, _title(paper.kind, paper.number))
        document, ward_id = documents.paper(await _place(ctx), shown, paper, number), ctx.ward_id
        ctx.record(CaseAudit.CASE_PRINTED, CASE, case_id, kind=paper.kind)
    return await _given(opens, ward_id, document, form)


@router.get(
    f"{_CASE}/papers/{{paper_id}}/decision",
    response_class=Response,
    responses=problems(*SEEN, WrongState, *replies.REFUSALS),
)
async def read_incident_decision_document(
    case_id: UUID, paper_id: UUID, opens: OpenInside, form: Format = DocumentFormat.DOCX
) -> Response:
    """The decision that approves a plan (Mẫu 05), with the plan annexed; a draft of it before it is decided."""
    async with opens() as ctx:
        case = await queries.seen_case(ctx, case_id)
        shown = await case_page.read(ctx, case.id)
        plan = next((one for one in shown.papers if one.id == paper_id and one.kind is PaperKind.PLAN), None)
        if plan is None:
            raise NotFound()
        if plan.state is PaperState.DRAFT:
            raise WrongState("Kế hoạch được trình rồi mới có dự thảo quyết định.")
        number = await _number(ctx, case_id, _title(plan.kind, plan.number, decision=True))
        document, ward_id = documents.decision(await _place(ctx), shown, plan, number), ctx.ward_id
        ctx.record(CaseAudit.CASE_PRINTED, CASE, case_id, kind="decision")
    return await _given(opens, ward_id, document, form)


@router.get(f"{_CASE}/document", response_class=Response, responses=problems(*SEEN, *replies.REFUSALS))
async def read_incident_case_document(case_id: UUID, opens: OpenInside, form: Format = DocumentFormat.DOCX) -> Response:
    """The whole file with its cover sheet, for the case's own people."""
    async with opens() as ctx:
        case = await queries.seen_case(ctx, case_id)
        shown = await case_page.read(ctx, case.id)
        if not shown.full:
            raise NotFound()
        told = [await report_page.read(ctx, one.id) for one in await queries.reports_of(ctx, case_id)]
        document, ward_id = documents.whole(await _place(ctx), shown, told), ctx.ward_id
        ctx.record(CaseAudit.CASE_PRINTED, CASE, case_id, kind="whole")
    return await _given(opens, ward_id, document, form)


@router.get(
    "/incident-reports/{report_id}/document", response_class=Response, responses=problems(*SEEN, *replies.REFUSALS)
)
async def read_incident_report_document(
    report_id: UUID, opens: OpenInside, form: Format = DocumentFormat.DOCX
) -> Response:
    """Mẫu 01. Who told isn't on it."""
    async with opens() as ctx:
        report = await queries.seen_report(ctx, report_id)
        document, ward_id = documents.report(await _place(ctx), await report_page.read(ctx, report.id)), ctx.ward_id
        ctx.record(CaseAudit.CASE_PRINTED, REPORT, report_id, kind="report")
    return await _given(opens, ward_id, document, form)


@router.post(
    f"{_CASE}/papers/{{paper_id}}/number",
    status_code=201,
    responses=problems(*SEEN, *KEYED, WrongState, *numbers.REFUSALS, numbers.SignedTooEarly),
)
async def number_incident_paper(
    case_id: UUID, paper_id: UUID, body: NumberCreate, ctx: Inside, key: OnceKey, response: Response
) -> CaseRead:
    """The number of a signed paper, in the series of secret papers."""
    case = await queries.seen_case(ctx, case_id)
    await cases.require(ctx, case, CaseVerb.SHARE)
    paper = await queries.seen_paper(ctx, case_id, paper_id)
    if paper.state not in (PaperState.DONE, PaperState.APPROVED):
        raise WrongState("Văn bản hoàn thành hoặc được duyệt rồi mới cấp số.")
    title = _title(PaperKind(paper.kind), paper.number, decision=body.decision)
    # Written down later than it was signed, as at night; but of a case that nobody had told of nothing was signed.
    begun_at = paper.made_at if body.decision else case.received_at
    typed = Numbering(
        body.number, body.suffix, body.signed_on, series=Series.SECRET, replaces_id=body.replaces_id,
        from_on=begun_at.astimezone(VIETNAM).date(),
    )  # fmt: skip

    async def effect() -> UUID:
        await numbers.require_of_record(ctx, case_id, body.replaces_id)
        return (await numbers.number_paper(ctx, CASE, case_id, title, typed)).id

    await key.run(ctx, effect)
    tag(response, case.version)
    return await case_page.read(ctx, case.id)


@router.get("/incident-export", response_class=Response, responses=problems(*SEEN, TooMuchWork))
async def export_incident_cases(opens: OpenInside) -> Response:
    """Cases that the chair has let go, for the national children's system."""
    async with opens() as ctx:
        await queries.require_worker(ctx)
        told, lane = await export.rows(ctx), ctx.ward_id
    make: Callable[[], bytes] = partial(export.sheet, told)
    reply = xlsx_response(await opens.state.workers.run(lane, make), "vu-viec.xlsx")
    reply.headers["Cache-Control"] = "no-store"
    return reply

"""Plans: import, review, publish, amend."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Form, Response, UploadFile

from vitreem.identity import facts as identity
from vitreem.kernel.http.etags import IfMatch, tag
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotFound, WrongState, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, VERB, OnceKey
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.lanes import TooMuchWork
from vitreem.kernel.request.routing import api_router
from vitreem.plans import comparison, drafting, publication, queries
from vitreem.plans.content import PlanContent
from vitreem.plans.drafting import ForeignLine, PlanFile, SourcePlanMissing, TooManyLines
from vitreem.plans.importer import parse_isolated
from vitreem.plans.importer import problems as files
from vitreem.plans.models import Plan, PlanImport, PlanRevision
from vitreem.plans.rules import PlanNotReady
from vitreem.plans.schemas import (
    ComparisonAccept,
    ComparisonRead,
    DraftRead,
    DraftSaved,
    FanOutRead,
    PlanCompose,
    PlanImportRead,
    PlanItem,
    PlanRead,
    PlanSource,
    PublicationCreate,
    PublicationRead,
    RevisionItem,
)

router = api_router("Kế hoạch")

Read = Annotated[Ctx, allow("plan:read")]
Drafts = Annotated[Ctx, allow("plan:read_drafts")]
Write = Annotated[Ctx, allow("plan:write")]
OpenFile = Annotated[Opening, opens("plan:write", receives=drafting.MAX_FILE_BYTES + 64 * 1024)]
Publish = Annotated[Ctx, allow("plan:publish")]

_FILE = (
    files.EmptyFile,
    files.FileTooLarge,
    files.UnsupportedFile,
    files.ScanWithoutText,
    files.LegacyEncoding,
    files.Mojibake,
    files.EncryptedPdf,
    files.NotADocx,
    files.ZipBomb,
    files.ExternalEntity,
    files.TooManyPages,
    files.NotAPlan,
    files.ReadingTimedOut,
    TooMuchWork,
)


def _seen(permission: str) -> Any:
    async def seen(plan_id: UUID, ctx: Annotated[Ctx, allow(permission)]) -> Plan:
        return await queries.seen(ctx, plan_id)

    return Depends(seen, scope="function")


Seen = Annotated[Plan, _seen("plan:read")]
SeenDraft = Annotated[Plan, _seen("plan:read_drafts")]
Written = Annotated[Plan, _seen("plan:write")]
Published = Annotated[Plan, _seen("plan:publish")]


async def _import_read(ctx: Ctx, stored: PlanImport, *, existing: bool) -> PlanImportRead:
    plan = await queries.seen(ctx, stored.plan_id)
    return PlanImportRead(
        id=stored.id,
        plan_id=plan.id,
        plan_title=plan.title,
        plan_state=plan.state,
        file_name=stored.file_name,
        size=stored.size,
        created_at=stored.created_at,
        existing=existing,
        similar_plan=None if existing else await queries.similar_plan(ctx, plan),
    )


def _draft(revision: PlanRevision) -> DraftRead:
    return DraftRead(
        plan_id=revision.plan_id,
        revision_id=revision.id,
        number=revision.number,
        import_id=revision.import_id,
        saved_at=revision.saved_at,
        content=drafting.load(revision),
        version=revision.version,
    )


async def _reply(ctx: Ctx, plan: Plan, response: Response) -> PlanRead:
    await ctx.db.flush()
    tag(response, plan.version)
    return await queries.read_plan(ctx, plan)


@router.post(
    "/plan-imports",
    status_code=201,
    responses=problems(*SEEN, *KEYED, *_FILE, TooManyLines),
)
async def import_plan(
    file: UploadFile,
    opens: OpenFile,
    key: OnceKey,
    plan_id: Annotated[UUID | None, Form(description="Compare with this plan instead of making a new draft.")] = None,
) -> PlanImportRead:
    """Read a plan document (UTF-8 text, DOCX, PDF with a text layer, at most 20 MB) and keep it as a draft.

    The same file again opens what is there. A file that is no plan is refused with its reason; nothing is stored.
    """
    sent = PlanFile(await file.read(drafting.MAX_FILE_BYTES + 1), file.filename or "")
    async with opens() as ctx:
        if plan_id is not None:
            await queries.seen(ctx, plan_id)
        known = await drafting.known_import(ctx, sent, plan_id)
        units = drafting.refs(await identity.every_open_unit(ctx))
    workers, reading, content = opens.state.workers, None, None
    if known is None:
        async with workers.lanes.place(ctx.ward_id):
            reading = await parse_isolated(sent.data, sent.name)
        if plan_id is None:
            content = await workers.run(
                ctx.ward_id, drafting.content_of, reading, units, ctx.clock.today().year, failed=files.ReadingTimedOut
            )
    async with opens() as ctx:
        made: list[PlanImport] = []

        async def effect() -> UUID:
            # Asked again: somebody may have sent the same document while this one was read.
            stored = await drafting.known_import(ctx, sent, plan_id)
            if stored is None and reading is not None:
                stored = await drafting.keep_import(ctx, sent, reading, content, plan_id)
                made.append(stored)
            if stored is None:
                raise NotFound()
            return stored.id

        import_id = await key.with_file(sent.data).run(ctx, effect)
        return await _import_read(ctx, await queries.seen_import(ctx, import_id), existing=not made)


@router.get("/plan-imports/{import_id}", responses=problems(*SEEN))
async def read_plan_import(import_id: UUID, ctx: Drafts) -> PlanSource:
    """The text of a document that was read; all spans of its plan point into it."""
    stored = await queries.seen_import(ctx, import_id)
    read = await _import_read(ctx, stored, existing=True)
    return PlanSource(**read.model_dump(), source_text=stored.source_text)


@router.get("/plans", responses=problems(*DENIED))
async def list_plans(ctx: Read) -> Page[PlanItem]:
    """Plans of the ward, newest year first; drafts only for those who work on them."""
    items = await queries.list_plans(ctx)
    return Page(items=items, total=len(items))


@router.post("/plans", status_code=201, responses=problems(*SEEN, *KEYED, SourcePlanMissing))
async def compose_plan(body: PlanCompose, ctx: Write, key: OnceKey, response: Response) -> PlanRead:
    """Start a plan without a document: from an older plan with its dates moved, or from the template."""

    async def effect() -> UUID:
        return (await drafting.compose(ctx, body)).id

    return await _reply(ctx, await queries.seen(ctx, await key.run(ctx, effect)), response)


@router.get("/plans/{plan_id}", responses=problems(*SEEN))
async def read_plan(plan: Seen, ctx: Read, response: Response) -> PlanRead:
    """A plan: head, messages, activities, tasks as published, and what the caller may do."""
    return await _reply(ctx, plan, response)


@router.get("/plans/{plan_id}/draft", responses=problems(*SEEN, WrongState))
async def read_plan_draft(plan: SeenDraft, ctx: Drafts, response: Response) -> DraftRead:
    """The open document of a plan, to be reviewed and edited."""
    revision = await drafting.require_open(ctx, plan)
    tag(response, revision.version)
    return _draft(revision)


@router.put("/plans/{plan_id}/draft", responses=problems(*VERB, ForeignLine))
async def save_plan_draft(
    body: PlanContent, plan: Written, version: IfMatch, ctx: Write, response: Response
) -> DraftSaved:
    """Keep the whole open document; `If-Match` is the draft's version."""
    revision = await drafting.save(ctx, plan, body, version)
    tag(response, revision.version)
    return DraftSaved(saved_at=revision.saved_at, version=revision.version)


@router.post("/plans/{plan_id}/discard", status_code=204, responses=problems(*VERB))
async def discard_plan_draft(plan: Written, version: IfMatch, ctx: Write) -> None:
    """Throw the open draft or amendment away; a plan that was never published goes with it."""
    await drafting.discard(ctx, plan, version)


@router.get("/plans/{plan_id}/fan-out", responses=problems(*SEEN))
async def preview_plan_fan_out(plan: SeenDraft, ctx: Drafts) -> FanOutRead:
    """Which unit would get which task, and what still stops the publication."""
    return await publication.preview(ctx, plan)


@router.post("/plans/{plan_id}/publish", responses=problems(*VERB, PlanNotReady, ForeignLine))
async def publish_plan(body: PublicationCreate, plan: Published, version: IfMatch, ctx: Publish) -> PublicationRead:
    """Put the open draft in force: one assignment per task and unit, in one transaction.

    `If-Match` is the plan's version, the body names the draft's: what a colleague saved a moment ago never goes out
    unseen (412).
    """
    return await publication.publish(ctx, plan, version, body.draft_version)


@router.post("/plans/{plan_id}/supplement", responses=problems(*VERB))
async def supplement_plan(plan: Published, version: IfMatch, ctx: Publish) -> PublicationRead:
    """Give the plan to units that came after its publication."""
    return await publication.supplement(ctx, plan, version)


@router.post("/plans/{plan_id}/amend", responses=problems(*SEEN, WrongState))
async def amend_plan(plan: Written, ctx: Write, response: Response) -> DraftRead:
    """Open the next numbered amendment of a plan in force."""
    revision = await drafting.amend(ctx, plan)
    tag(response, revision.version)
    return _draft(revision)


@router.post("/plans/{plan_id}/close", responses=problems(*VERB))
async def close_plan(plan: Published, version: IfMatch, ctx: Publish, response: Response) -> PlanRead:
    """End the plan."""
    await publication.close(ctx, plan, version)
    return await _reply(ctx, plan, response)


@router.post("/plans/{plan_id}/reopen", responses=problems(*VERB))
async def reopen_plan(plan: Published, version: IfMatch, ctx: Publish, response: Response) -> PlanRead:
    """Take a closed plan up again."""
    await publication.reopen(ctx, plan, version)
    return await _reply(ctx, plan, response)


@router.get("/plans/{plan_id}/revisions", responses=problems(*SEEN))
async def list_plan_revisions(plan: SeenDraft, ctx: Drafts) -> Page[RevisionItem]:
    """The first publication and the amendments of a plan."""
    items = await queries.revisions(ctx, plan.id)
    return Page(items=items, total=len(items))


@router.get("/plans/{plan_id}/comparisons/{import_id}", responses=problems(*SEEN))
async def compare_plan(plan: SeenDraft, import_id: UUID, ctx: Drafts) -> ComparisonRead:
    """Added, changed and removed lines between the plan and a newer file of it."""
    return await comparison.compare(ctx, plan, await queries.seen_import(ctx, import_id))


@router.post("/plans/{plan_id}/comparisons/{import_id}/accept", responses=problems(*VERB))
async def accept_plan_changes(
    body: ComparisonAccept, plan: Written, import_id: UUID, version: IfMatch, ctx: Write, response: Response
) -> DraftRead:
    """Take the chosen lines over into the open draft; `If-Match` is the draft's version."""
    revision = await comparison.accept(ctx, plan, await queries.seen_import(ctx, import_id), body.keys, version)
    tag(response, revision.version)
    return _draft(revision)

"""Evidence: files, links and records of other contexts."""

from uuid import UUID

from sqlalchemy import func, select

from vitreem.assignments import queries, service
from vitreem.assignments.models import Assignment, Evidence
from vitreem.assignments.rules import AssignmentAudit, AssignmentVerb, EvidenceKind
from vitreem.assignments.schemas import LinkableRecord, LinkCreate, RecordLink
from vitreem.kernel.files.keep import Kept
from vitreem.kernel.files.store import StoredFile
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records import registry

MAX_PER_ASSIGNMENT = 200


class TooMuchEvidence(Invalid):
    code = "too_much_evidence"
    detail = f"Mỗi nhiệm vụ nhận tối đa {MAX_PER_ASSIGNMENT} minh chứng."


class AlreadyLinked(Invalid):
    code = "already_linked"
    detail = "Hồ sơ này đã là minh chứng của nhiệm vụ."


async def _begin(ctx: Ctx, assignment: Assignment) -> None:
    await service.require(ctx, assignment, AssignmentVerb.ATTACH)
    count = await ctx.db.execute(
        select(func.count()).where(
            Evidence.ward_id == ctx.ward_id, Evidence.assignment_id == assignment.id, Evidence.removed_at.is_(None)
        )
    )
    if count.scalar_one() >= MAX_PER_ASSIGNMENT:
        raise TooMuchEvidence()


def _row(ctx: Ctx, assignment: Assignment, kind: EvidenceKind, title: str, **source: object) -> Evidence:
    return Evidence(
        ward_id=ctx.ward_id, id=new_id(), assignment_id=assignment.id, kind=kind, title=title,
        person_id=ctx.person_id, author_name=ctx.actor_name, added_at=ctx.clock.now(), **source,
    )  # fmt: skip


async def _add(ctx: Ctx, assignment: Assignment, kind: EvidenceKind, title: str, **source: object) -> UUID:
    row = _row(ctx, assignment, kind, title, **source)
    ctx.db.add(row)
    await service.touch(ctx, assignment)
    service.done(ctx, assignment, AssignmentAudit.EVIDENCE_ADDED, evidence_id=str(row.id), evidence_kind=kind)
    await ctx.db.flush()
    return row.id


async def require_attach(ctx: Ctx, assignment: Assignment) -> None:
    await service.require(ctx, assignment, AssignmentVerb.ATTACH)


async def attach_file(ctx: Ctx, assignment: Assignment, kept: Kept, kind: EvidenceKind, title: str) -> UUID:
    """Keep a file as evidence; the same file a second time is the one that is there."""
    there = await ctx.db.execute(
        select(Evidence.id).where(
            Evidence.ward_id == ctx.ward_id, Evidence.assignment_id == assignment.id,
            Evidence.sent_sha256 == kept.digest, Evidence.removed_at.is_(None),
        )
    )  # fmt: skip
    if (known := there.scalar_one_or_none()) is not None:
        return known
    await _begin(ctx, assignment)
    file = await kept.row(ctx)
    if kept.is_picture and kind not in (EvidenceKind.MINUTES, EvidenceKind.LIST):
        kind = EvidenceKind.PHOTO
    elif kind in (EvidenceKind.PHOTO, EvidenceKind.LINK, EvidenceKind.RECORD):
        kind = EvidenceKind.PHOTO if kept.is_picture else EvidenceKind.OTHER
    return await _add(ctx, assignment, kind, title or file.name, file_id=file.id, sent_sha256=kept.digest)


async def attach_link(ctx: Ctx, assignment: Assignment, body: LinkCreate) -> UUID:
    await _begin(ctx, assignment)
    return await _add(ctx, assignment, EvidenceKind.LINK, body.title, url=body.url)


async def attach_record(ctx: Ctx, assignment: Assignment, body: RecordLink, *, ordered: bool = False) -> UUID:
    """Link a record that the caller sees; another context owns it and tells its title and state.

    `ordered`: the ward plans the record for the unit. It is linked whatever the unit has done so far, starts nothing,
    and proves nothing until it happens.
    """
    registry.require_linkable(body.record_kind)
    if not ordered:
        await _begin(ctx, assignment)
    fact = (await registry.describe(ctx, body.record_kind, [body.record_id])).get(body.record_id)
    if fact is None:
        raise NotFound()
    if any(one.record_id == body.record_id for one, _ in await queries.evidence(ctx, assignment.id)):
        raise AlreadyLinked()
    if ordered:
        row = _row(
            ctx, assignment, EvidenceKind.RECORD, fact.title, record_kind=body.record_kind, record_id=body.record_id
        )
        ctx.db.add(row)
        service.done(ctx, assignment, AssignmentAudit.RECORD_PLANNED, evidence_id=str(row.id))
        await ctx.db.flush()
        return row.id
    return await _add(
        ctx, assignment, EvidenceKind.RECORD, fact.title, record_kind=body.record_kind, record_id=body.record_id
    )


async def linkable_records(ctx: Ctx, assignment: Assignment, words: str) -> list[LinkableRecord]:
    """Records that the caller sees and could link, ten of each kind."""
    linked = {one.record_id for one, _ in await queries.evidence(ctx, assignment.id)}
    return [
        LinkableRecord(kind=kind, id=record_id, title=fact.title, state=fact.state, linked=record_id in linked)
        for kind, record_id, fact in await registry.find(ctx, words, 10)
    ]


async def seen(ctx: Ctx, assignment: Assignment, evidence_id: UUID) -> Evidence:
    """Evidence of an assignment that the caller sees; swapping parent ids finds nothing."""
    row = await ctx.db.get(Evidence, (ctx.ward_id, evidence_id))
    if row is None or row.assignment_id != assignment.id or row.removed_at is not None:
        raise NotFound()
    return row


async def remove(ctx: Ctx, assignment: Assignment, evidence_id: UUID) -> None:
    """Take evidence back; the row and the file stay for the history."""
    row = await seen(ctx, assignment, evidence_id)
    await service.require(ctx, assignment, AssignmentVerb.ATTACH)
    row.removed_at = ctx.clock.now()
    service.done(ctx, assignment, AssignmentAudit.EVIDENCE_REMOVED, evidence_id=str(row.id), evidence_kind=row.kind)


async def file_of(ctx: Ctx, assignment: Assignment, evidence_id: UUID) -> StoredFile:
    row = await seen(ctx, assignment, evidence_id)
    file = await ctx.db.get(StoredFile, (ctx.ward_id, row.file_id)) if row.file_id else None
    if file is None:
        raise NotFound()
    return file

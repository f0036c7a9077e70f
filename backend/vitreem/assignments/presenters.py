"""One assignment as its page shows it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from vitreem.assignments import queries, rules
from vitreem.assignments.models import Assignment, Evidence
from vitreem.assignments.schemas import AssignmentRead, EvidenceRead, NoteRead
from vitreem.identity.facts import Person, Unit
from vitreem.kernel.deadlines import is_late
from vitreem.kernel.files.store import StoredFile
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.plans import facts as plans
from vitreem.records import registry
from vitreem.records.wire import NamedUnit


async def read_evidence(ctx: Ctx, rows: list[Evidence]) -> list[EvidenceRead]:
    """Evidence with its files, and with title and state of linked records as their owners tell."""
    file_ids = [row.file_id for row in rows if row.file_id]
    files: dict[UUID, StoredFile] = {}
    if file_ids:
        found = await ctx.db.execute(
            select(StoredFile).where(StoredFile.ward_id == ctx.ward_id, StoredFile.id.in_(file_ids))
        )
        files = {file.id: file for file in found.scalars()}
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.record_kind and row.record_id:
            by_kind[row.record_kind].append(row.record_id)
    facts = {kind: await registry.describe(ctx, kind, ids) for kind, ids in by_kind.items()}
    items = []
    for row in rows:
        item = EvidenceRead(
            id=row.id, kind=rules.EvidenceKind(row.kind), title=row.title, author_name=row.author_name,
            added_at=row.added_at, url=row.url, record_kind=row.record_kind, record_id=row.record_id,
        )  # fmt: skip
        if row.file_id:
            file = files[row.file_id]
            item.file_name, item.media_type, item.size = file.name, file.media_type, file.size
            item.has_thumbnail = file.thumbnail_key is not None
        fact = facts.get(row.record_kind or "", {}).get(row.record_id) if row.record_id else None
        if fact:
            item.record_title, item.record_state, item.record_path = fact.title, fact.state, fact.path
            item.record_figures = fact.figures
        items.append(item)
    return items


async def proving_kinds(ctx: Ctx, rows: Sequence[Evidence]) -> dict[UUID, list[str]]:
    """Kinds of evidence by assignment, without records that have not happened yet."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.record_kind and row.record_id:
            by_kind[row.record_kind].append(row.record_id)
    pending = {
        record_id
        for kind, ids in by_kind.items()
        for record_id, fact in (await registry.describe(ctx, kind, ids)).items()
        if not fact.proves
    }
    kinds: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        if row.record_id not in pending:
            kinds[row.assignment_id].append(row.kind)
    return kinds


def _sums(evidence: list[EvidenceRead]) -> dict[str, int]:
    """Figures of the linked records added up, by code."""
    sums: Counter[str] = Counter()
    for one in evidence:
        sums.update(one.record_figures)
    return dict(sums)


async def read(ctx: Ctx, assignment: Assignment) -> AssignmentRead:
    """The whole record; the caller has it from `queries.seen`."""
    unit = await ctx.db.get(Unit, (ctx.ward_id, assignment.unit_id))
    person = await ctx.db.get(Person, (ctx.ward_id, assignment.person_id)) if assignment.person_id else None
    plan = await plans.published_plan(ctx, assignment.plan_id)
    supporting = await queries.supporting_units(ctx, assignment.id)
    evidence = await queries.evidence(ctx, assignment.id)
    proving = (await proving_kinds(ctx, evidence))[assignment.id]
    shown = await read_evidence(ctx, evidence)
    assert unit is not None
    finished = assignment.state in queries.FINISHED
    return AssignmentRead(
        id=assignment.id,
        plan_id=assignment.plan_id,
        plan_title=plan.title if plan else "",
        number=assignment.number,
        text=assignment.text,
        kind=assignment.kind,
        unit_id=assignment.unit_id,
        unit_name=unit.name,
        person_id=assignment.person_id,
        person_name=person.full_name if person else None,
        supporting_units=[NamedUnit(id=one.id, name=one.name) for one in supporting],
        event_on=assignment.event_on,
        due_before=assignment.due_before,
        last_day_on=assignment.last_day_on,
        state=rules.AssignmentState(assignment.state),
        late=assignment.late,
        overdue=not finished and is_late(ctx.clock.today(), assignment.last_day_on),
        withdrawn=assignment.withdrawn_at is not None,
        result=assignment.result,
        figures=assignment.figures,
        figure_codes=list(rules.FIGURES.get(assignment.kind, ())),
        return_reason=assignment.return_reason,
        submitted_at=assignment.submitted_at,
        decided_at=assignment.decided_at,
        missing_evidence=rules.missing_evidence(assignment.kind, proving),
        record_figures=_sums(shown),
        notes=[NoteRead.model_validate(one, from_attributes=True) for one in await queries.notes(ctx, assignment.id)],
        evidence=shown,
        history=await history_of(ctx, assignment.id),
        allowed_actions=rules.allowed_actions(
            assignment.state,
            queries.rights(ctx, assignment, {one.id for one in supporting}),
            withdrawn=assignment.withdrawn_at is not None,
            plan_closed=bool(plan and plan.closed),
        ),
        version=assignment.version,
    )

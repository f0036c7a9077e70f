"""One assignment as its page shows it."""

from collections import Counter

from vitreem.assignments import queries, rules
from vitreem.assignments.models import Assignment, Evidence
from vitreem.assignments.queries import Around, Proof
from vitreem.assignments.schemas import AssignmentRead, EvidenceRead, NoteRead
from vitreem.kernel.deadlines.plan_days import is_late
from vitreem.kernel.files.store import StoredFile
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records.registry import RecordFact


def _evidence(proof: Proof) -> list[EvidenceRead]:
    """Each piece with its file, and with title and state of a linked record as its owner tells."""
    return [_item(row, file, proof.fact(row)) for row, file in proof.rows]


def _item(row: Evidence, file: StoredFile | None, fact: RecordFact | None) -> EvidenceRead:
    item = EvidenceRead(
        id=row.id, kind=rules.EvidenceKind(row.kind), title=row.title, author_name=row.author_name,
        added_at=row.added_at, url=row.url, record_kind=row.record_kind, record_id=row.record_id,
    )  # fmt: skip
    if file is not None:
        item.file_name, item.media_type, item.size = file.name, file.media_type, file.size
        item.has_thumbnail = file.thumbnail_key is not None
    if fact:
        item.record_title, item.record_state, item.record_path = fact.title, fact.state, fact.path
        item.record_figures = fact.figures
    return item


def _sums(evidence: list[EvidenceRead]) -> dict[str, int]:
    """Figures of the linked records added up, by code."""
    sums: Counter[str] = Counter()
    for one in evidence:
        sums.update(one.record_figures)
    return dict(sums)


async def read(
    ctx: Ctx, assignment: Assignment, around: Around | None = None, proof: Proof | None = None
) -> AssignmentRead:
    """The whole record; the caller has it from `queries.seen`, and gives what the verb has loaded already."""
    around = around or await queries.around(ctx, assignment)
    proof = proof or await queries.proof_of(ctx, assignment)
    shown = _evidence(proof)
    finished = assignment.state in queries.FINISHED
    return AssignmentRead(
        id=assignment.id,
        plan_id=assignment.plan_id,
        plan_title=around.plan.title,
        number=assignment.number,
        text=assignment.text,
        kind=assignment.kind,
        unit_id=assignment.unit_id,
        unit_name=around.unit.name,
        person_id=assignment.person_id,
        person_name=around.person_name,
        supporting_units=around.supporting,
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
        missing_evidence=rules.missing_evidence(assignment.kind, proof.kinds()),
        record_figures=_sums(shown),
        notes=[NoteRead.model_validate(one, from_attributes=True) for one in await queries.notes(ctx, assignment.id)],
        evidence=shown,
        history=await history_of(ctx, assignment.id),
        allowed_actions=rules.allowed_actions(
            assignment.state,
            queries.rights(ctx, assignment, around.supporting),
            withdrawn=assignment.withdrawn_at is not None,
            plan_closed=around.plan.closed,
        ),
        version=assignment.version,
    )

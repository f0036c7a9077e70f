"""What people do with an assignment. Each verb checks the caller, the version and the state, and leaves a trace."""

from uuid import UUID

from sqlalchemy import delete

from vitreem.assignments import notices, queries, rules
from vitreem.assignments.models import Assignment, ProgressNote, SupportingUnit
from vitreem.assignments.queries import Around, Proof
from vitreem.assignments.rules import LIFE, AssignmentAudit, AssignmentState, AssignmentVerb, EvidenceMissing
from vitreem.assignments.schemas import NoteCreate, SubmissionCreate
from vitreem.identity import facts as identity
from vitreem.kernel.deadlines.plan_days import is_late
from vitreem.kernel.http.problems import Invalid, NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx


class NotAColleague(Invalid):
    code = "not_a_colleague"
    detail = "Chỉ chuyển việc cho người đang làm ở đơn vị này."


async def require(
    ctx: Ctx, assignment: Assignment, verb: AssignmentVerb, version: int | None = None
) -> tuple[str, Around]:
    """Version, then right, then state, as every record. Returns the next state, and what was looked at for it."""
    around = await queries.around(ctx, assignment)
    blocked = rules.blocked(verb, withdrawn=assignment.withdrawn_at is not None, plan_closed=around.plan.closed)
    held = queries.rights(ctx, assignment, around.supporting)
    return LIFE.begin(assignment, verb, held, version, blocked=blocked), around


def done(ctx: Ctx, assignment: Assignment, kind: AssignmentAudit, /, **facts: object) -> None:
    """A change is finished: the version moves, the history gets `assignment.<kind>`."""
    assignment.version += 1
    ctx.record(kind, "assignment", assignment.id, name=assignment.label, **facts)


async def acknowledge(ctx: Ctx, assignment: Assignment, version: int) -> Around:
    """The unit has read its order."""
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.ACKNOWLEDGE, version)
    assignment.acknowledged_at = ctx.clock.now()
    done(ctx, assignment, AssignmentAudit.ACKNOWLEDGED)
    await notices.moved(ctx, assignment)
    return around


async def start(ctx: Ctx, assignment: Assignment, version: int) -> Around:
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.START, version)
    _acknowledge_by_work(ctx, assignment)
    done(ctx, assignment, AssignmentAudit.STARTED)
    await notices.moved(ctx, assignment)
    return around


def _acknowledge_by_work(ctx: Ctx, assignment: Assignment) -> None:
    assignment.acknowledged_at = assignment.acknowledged_at or ctx.clock.now()


async def note(ctx: Ctx, assignment: Assignment, body: NoteCreate) -> UUID:
    """Add a progress note; work that wasn't started is now under way."""
    await require(ctx, assignment, AssignmentVerb.NOTE)
    rules.require_figures(assignment.kind, body.figures)
    row = ProgressNote(
        ward_id=ctx.ward_id, id=new_id(), assignment_id=assignment.id, text=body.text, figures=body.figures,
        person_id=ctx.person_id, author_name=ctx.actor_name, noted_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(row)
    await touch(ctx, assignment)
    done(ctx, assignment, AssignmentAudit.NOTED, note_id=str(row.id))
    await ctx.db.flush()
    return row.id


async def touch(ctx: Ctx, assignment: Assignment) -> None:
    """Work on something only assigned or acknowledged starts it."""
    if assignment.state in (AssignmentState.ASSIGNED, AssignmentState.ACKNOWLEDGED):
        assignment.state = AssignmentState.IN_PROGRESS
        _acknowledge_by_work(ctx, assignment)
        await notices.moved(ctx, assignment)


async def submit(ctx: Ctx, assignment: Assignment, body: SubmissionCreate, version: int) -> tuple[Around, Proof]:
    """Hand in the result. Late by the first handing in; a return doesn't make a timely result late."""
    to, around = await require(ctx, assignment, AssignmentVerb.SUBMIT, version)
    rules.require_figures(assignment.kind, body.figures)
    proof = await queries.proof_of(ctx, assignment)
    if missing := rules.missing_evidence(assignment.kind, proof.kinds()):
        raise EvidenceMissing(missing=missing)
    if assignment.submitted_at is None:
        assignment.late = is_late(ctx.clock.today(), assignment.last_day_on)
    _acknowledge_by_work(ctx, assignment)
    assignment.result, assignment.figures = body.result, body.figures
    assignment.state, assignment.submitted_at, assignment.return_reason = to, ctx.clock.now(), None
    done(
        ctx, assignment, AssignmentAudit.SUBMITTED, late=assignment.late, figures=body.figures, evidence=len(proof.rows)
    )
    await notices.moved(ctx, assignment, notices.SUBMITTED)
    return around, proof


async def recall(ctx: Ctx, assignment: Assignment, version: int) -> Around:
    """Take a result back before the ward has decided."""
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.RECALL, version)
    done(ctx, assignment, AssignmentAudit.RECALLED)
    await notices.moved(ctx, assignment)
    return around


async def accept(ctx: Ctx, assignment: Assignment, version: int, comment: str) -> Around:
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.ACCEPT, version)
    assignment.decided_at = ctx.clock.now()
    done(ctx, assignment, AssignmentAudit.ACCEPTED, comment=comment)
    await notices.moved(ctx, assignment, notices.ACCEPTED)
    return around


async def send_back(ctx: Ctx, assignment: Assignment, version: int, reason: str) -> Around:
    """Return the result with a reason that the unit reads first."""
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.RETURN, version)
    assignment.decided_at, assignment.return_reason = ctx.clock.now(), reason
    done(ctx, assignment, AssignmentAudit.RETURNED, reason=reason)
    await notices.moved(ctx, assignment, notices.RETURNED)
    return around


async def reopen(ctx: Ctx, assignment: Assignment, version: int, reason: str) -> Around:
    assignment.state, around = await require(ctx, assignment, AssignmentVerb.REOPEN, version)
    assignment.return_reason = reason
    done(ctx, assignment, AssignmentAudit.REOPENED, reason=reason)
    await notices.moved(ctx, assignment, notices.RETURNED)
    return around


async def hand_over(ctx: Ctx, assignment: Assignment, person_id: UUID, version: int) -> None:
    """Give the work to a colleague of the lead unit."""
    await require(ctx, assignment, AssignmentVerb.HAND_OVER, version)
    names = await identity.colleague_names(ctx, assignment.unit_id)
    if person_id not in names:
        raise NotAColleague()
    before, assignment.person_id = assignment.person_id, person_id
    done(
        ctx,
        assignment,
        AssignmentAudit.HANDED_OVER,
        before=str(before or ""),
        after=str(person_id),
        given_to=names[person_id],
    )


async def set_support(ctx: Ctx, assignment: Assignment, unit_ids: list[UUID], version: int) -> None:
    """Name the supporting units; the lead unit isn't one of them."""
    _, around = await require(ctx, assignment, AssignmentVerb.SUPPORT, version)
    wanted = set(unit_ids) - {assignment.unit_id}
    names = await identity.unit_names(ctx, wanted)
    if len(names) < len(wanted):
        raise NotFound()
    current = {one.id for one in around.supporting}
    if gone := current - wanted:
        await ctx.db.execute(
            delete(SupportingUnit).where(
                SupportingUnit.ward_id == ctx.ward_id,
                SupportingUnit.assignment_id == assignment.id,
                SupportingUnit.unit_id.in_(gone),
            )
        )
    for unit_id in wanted - current:
        ctx.db.add(SupportingUnit(ward_id=ctx.ward_id, assignment_id=assignment.id, unit_id=unit_id))
    done(
        ctx,
        assignment,
        AssignmentAudit.SUPPORT_CHANGED,
        units=sorted(str(one) for one in wanted),
        given_to=", ".join(sorted(names.values())),
    )

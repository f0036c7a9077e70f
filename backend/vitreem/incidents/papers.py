"""Forms, minutes and decisions of a case: begun, saved, completed or approved; and where they take the case."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.incidents import cases, clocks, notices, queries, sealed_rows
from vitreem.incidents.forms import (
    AlternativeCare,
    Conference,
    CourtRequest,
    Decision,
    DetailedAssessment,
    FollowUp,
    InitialAssessment,
    Plan,
    Separation,
    UrgentMeasures,
)
from vitreem.incidents.models import IncidentCase, IncidentClock, IncidentPaper, IncidentTask
from vitreem.incidents.refusals import OwnPaper, PaperIncomplete, SeparationTooLong, SkipNeedsGround
from vitreem.incidents.rules import (
    CASE,
    DECIDED,
    FOLLOW_UPS,
    GROUND,
    MOVES,
    PAPER_LIFE,
    PART_OF,
    CaseAudit,
    CaseState,
    CaseVerb,
    Clock,
    PaperKind,
    PaperState,
    PaperVerb,
)
from vitreem.incidents.tasks import TaskFacts
from vitreem.kernel.clock import VIETNAM, day_begins
from vitreem.kernel.deadlines.rules import pin
from vitreem.kernel.deadlines.terms import due
from vitreem.kernel.http.problems import WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.notices.telling import end, tell
from vitreem.kernel.request.context import Ctx
from vitreem.records.refusals import EndsBeforeStart, NotYet

_COUNTS = (PaperState.DONE, PaperState.APPROVED)


def rights(case_rights: frozenset[str], kind: PaperKind, *, wrote: bool) -> frozenset[str]:
    """What the caller is to a paper; nobody approves what they wrote."""
    held = set(case_rights)
    decided = kind in DECIDED
    if "work" in held:
        held.add("submit" if decided else "complete")
    if "decide" in held and decided:
        held |= {"return"} if wrote else {"return", "approve"}
    return frozenset(held)


async def _rights(ctx: Ctx, paper: IncidentPaper) -> frozenset[str]:
    return rights(
        await cases.rights(ctx, paper.case_id), PaperKind(paper.kind), wrote=ctx.person_id in paper.writer_ids
    )


async def begin(ctx: Ctx, case: IncidentCase, form: Any) -> UUID:
    """A new paper of the form's kind, as far as it is filled. One of a kind is written at a time."""
    assert ctx.person_id is not None
    await cases.require(ctx, case, CaseVerb.WRITE)
    kind = PaperKind(form.kind)
    table: Any = IncidentPaper
    mine = (table.ward_id == ctx.ward_id, table.case_id == case.id, table.kind == kind)
    unfinished = await ctx.db.execute(
        select(func.count()).where(*mine, table.state.not_in([str(one) for one in _COUNTS]))
    )
    if unfinished.scalar_one():
        raise WrongState("Đã có một bản đang viết hoặc đang chờ duyệt. Hãy làm tiếp bản đó.")
    highest = (await ctx.db.execute(select(func.max(table.number)).where(*mine))).scalar_one()
    paper = IncidentPaper(
        ward_id=ctx.ward_id, id=new_id(), case_id=case.id, kind=kind, part=PART_OF[kind], number=(highest or 0) + 1,
        state=PaperState.DRAFT, author_id=ctx.person_id, author_name=ctx.actor_name, writer_ids=[ctx.person_id],
        made_at=ctx.clock.now(),
    )  # fmt: skip
    await _fill(ctx, paper, form)
    ctx.db.add(paper)
    ctx.record(CaseAudit.PAPER_BEGUN, CASE, case.id, kind=kind, paper_id=str(paper.id))
    await ctx.db.flush()
    return paper.id


async def _fill(ctx: Ctx, paper: IncidentPaper, form: Any) -> None:
    if hasattr(form, "proposed"):
        form = form.proposed()
    paper.sealed = await sealed_rows.seal(ctx, form, "incident_paper", paper.id)
    if isinstance(form, Separation):
        paper.starts_on, paper.ends_on = form.starts_on, form.ends_on


async def save(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, form: Any, version: int) -> None:
    """Save a draft. Saving often is normal, so the trail tells it once an hour."""
    paper.state = PAPER_LIFE.begin(paper, PaperVerb.EDIT, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    if form.kind != paper.kind:
        raise WrongState("Nội dung gửi lên là của một loại văn bản khác.")
    await _fill(ctx, paper, form)
    paper.author_id, paper.author_name = ctx.person_id or paper.author_id, ctx.actor_name
    paper.writer_ids = sorted({*paper.writer_ids, paper.author_id})
    paper.version += 1
    await ctx.record_viewed(CaseAudit.PAPER_CHANGED, CASE, case.id, kind=paper.kind)


async def discard(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, version: int) -> None:
    """A draft that was begun by mistake goes away."""
    PAPER_LIFE.begin(paper, PaperVerb.DISCARD, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    ctx.record(CaseAudit.PAPER_DISCARDED, CASE, case.id, kind=paper.kind)
    await ctx.db.delete(paper)
    await ctx.db.flush()


async def complete(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, version: int) -> None:
    """The paper counts from now on, and the case moves on."""
    to = PAPER_LIFE.begin(paper, PaperVerb.COMPLETE, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    form = await _whole(ctx, paper)
    await _require_days(ctx, case, form)
    _move(case, PaperKind(paper.kind), form)
    paper.state, paper.decided_at = to, ctx.clock.now()
    paper.version += 1
    await _follow(ctx, case, form)
    case.version += 1
    ctx.record(CaseAudit.PAPER_COMPLETED, CASE, case.id, kind=paper.kind, paper_id=str(paper.id), state=case.state)
    await ctx.db.flush()


async def submit(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, version: int) -> None:
    """Ask the chair to decide."""
    to = PAPER_LIFE.begin(paper, PaperVerb.SUBMIT, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    form = await _whole(ctx, paper)
    await _require_days(ctx, case, form)
    if isinstance(form, Separation):
        await _require_short(ctx, case.id, form)
    if isinstance(form, Plan):
        _move(case, PaperKind.PLAN, form)
        await clocks.meet(ctx, case.id, Clock.PLAN_SUBMITTED)
        await clocks.start(ctx, case.id, Clock.PLAN_APPROVED, ctx.clock.now())
    else:
        _require_way(case, PaperKind(paper.kind), form)
    paper.state, paper.submitted_at = to, ctx.clock.now()
    paper.sealed_decision = None
    paper.version += 1
    case.version += 1
    ctx.record(CaseAudit.PAPER_SUBMITTED, CASE, case.id, kind=paper.kind, paper_id=str(paper.id))
    await tell(ctx, notices.DECIDE, CASE, case.id, await notices.leads(ctx))


async def approve(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, version: int) -> None:
    """The chair's decision (Mẫu 05, Mẫu 07). Nobody approves what they wrote."""
    if ctx.person_id in paper.writer_ids and paper.state == PaperState.SUBMITTED:
        PAPER_LIFE.begin(paper, PaperVerb.RETURN, await _rights(ctx, paper), version)
        raise OwnPaper()
    to = PAPER_LIFE.begin(paper, PaperVerb.APPROVE, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    form = await sealed_rows.form(ctx, paper)
    paper.state, paper.decided_at = to, ctx.clock.now()
    paper.decided_by, paper.decided_name = ctx.person_id, ctx.actor_name
    paper.version += 1
    if isinstance(form, Plan):
        if case.state == CaseState.PLAN_SUBMITTED:
            case.state = CaseState.PLAN_APPROVED
        await clocks.meet(ctx, case.id, Clock.PLAN_APPROVED)
        await _tasks(ctx, paper, form)
    else:
        if isinstance(form, Separation):
            await _require_short(ctx, case.id, form, paper.id)
        _move(case, PaperKind(paper.kind), form)
        await _follow(ctx, case, form)
    case.version += 1
    ctx.record(CaseAudit.PAPER_APPROVED, CASE, case.id, kind=paper.kind, paper_id=str(paper.id), state=case.state)
    await _decided(ctx, case, paper)


async def send_back(ctx: Ctx, case: IncidentCase, paper: IncidentPaper, reason: str, version: int) -> None:
    """Return a paper with the reason; the days for the next submission go on from the first."""
    paper.state = PAPER_LIFE.begin(paper, PaperVerb.RETURN, await _rights(ctx, paper), version)
    await cases.require(ctx, case, CaseVerb.WRITE)
    paper.sealed_decision = await sealed_rows.seal(
        ctx, Decision(reason=reason), "incident_paper", paper.id, "sealed_decision"
    )
    paper.version += 1
    if paper.kind == PaperKind.PLAN:
        if case.state == CaseState.PLAN_SUBMITTED:
            case.state = CaseState.CONFERRED
        await clocks.stop(ctx, case.id, Clock.PLAN_APPROVED)
        await clocks.start_again(ctx, case.id, Clock.PLAN_SUBMITTED)
    case.version += 1
    ctx.record(CaseAudit.PAPER_RETURNED, CASE, case.id, kind=paper.kind, paper_id=str(paper.id))
    await _decided(ctx, case, paper)


async def _decided(ctx: Ctx, case: IncidentCase, paper: IncidentPaper) -> None:
    await ctx.db.flush()
    table: Any = IncidentPaper
    waiting = select(table.id).where(
        table.ward_id == ctx.ward_id, table.case_id == case.id, table.state == PaperState.SUBMITTED
    )
    if (await ctx.db.execute(waiting)).first() is None:
        await end(ctx, [notices.DECIDE], case.id)
    await tell(ctx, notices.ANSWERED, CASE, case.id, [paper.author_id, case.owner_id])
    await ctx.db.flush()


async def _require_days(ctx: Ctx, case: IncidentCase, form: Any) -> None:
    """What a paper says was done has been done: not before the child was told of, and not in days to come.

    Raises `NotYet`, `EndsBeforeStart`.
    """
    told, now = day_begins(case.received_at.astimezone(VIETNAM).date()), ctx.clock.now()
    match form:
        case UrgentMeasures(taken_at=at):
            name, moment, earliest = "taken_at", at, told
        case Conference(held_at=at):
            name, moment, earliest = "held_at", at, told
        case AlternativeCare(decided_on=on):
            name, moment, earliest = "decided_on", on and day_begins(on), told
        case CourtRequest(sent_on=on):
            name, moment, earliest = "sent_on", on and day_begins(on), told
        case FollowUp(visited_on=on):
            name, moment, earliest = "visited_on", on and day_begins(on), await _handed_over(ctx, case.id) or told
        case _:
            return
    if moment is None:
        return
    if moment > now:
        raise NotYet("Giấy này ghi việc đã làm: ngày, giờ không được sau lúc này.", field=name)
    if moment < earliest:
        raise EndsBeforeStart("Ngày, giờ này quá sớm: trước khi nhận tin hoặc trước khi bàn giao trẻ.", field=name)


async def _handed_over(ctx: Ctx, case_id: UUID) -> datetime | None:
    """When the child was handed to who cares for it: the day from which the visits are counted."""
    for code in FOLLOW_UPS:
        if running := await queries.running_clock(ctx, case_id, code):
            return day_begins(running.starts_at.astimezone(VIETNAM).date())
    return None


async def _whole(ctx: Ctx, paper: IncidentPaper) -> Any:
    """The form, if nothing is missing. Raises `PaperIncomplete`."""
    form = await sealed_rows.form(ctx, paper)
    if missing := form.missing():
        raise PaperIncomplete(missing=missing)
    return form


def _require_way(case: IncidentCase, kind: PaperKind, form: Any) -> None:
    """Raise `SkipNeedsGround` where the course asks for something before this paper and no legal ground is given."""
    move = MOVES.get(kind)
    if move and case.state in move.skips and len(form.skip_ground) < GROUND:
        raise SkipNeedsGround(field="skip_ground")


def _move(case: IncidentCase, kind: PaperKind, form: Any) -> None:
    _require_way(case, kind, form)
    move = MOVES.get(kind)
    if move and (case.state in move.before or case.state in move.skips):
        case.state = move.to


async def _follow(ctx: Ctx, case: IncidentCase, form: Any) -> None:
    """What a paper means for the case's clocks and marks."""
    match form:
        case InitialAssessment():
            case.urgent = case.urgent or form.urgent
            if not case.urgent:
                # Nothing has to be done at once: the first assessment is what the hours asked for.
                await clocks.meet(ctx, case.id, Clock.FIRST_PROTECTION)
        case UrgentMeasures():
            at = form.taken_at if form.taken_at and form.taken_at <= ctx.clock.now() else ctx.clock.now()
            await clocks.meet(ctx, case.id, Clock.FIRST_PROTECTION, at=at)
        case Separation():
            assert form.starts_on is not None
            first = day_begins(form.starts_on)
            if first <= ctx.clock.now():
                await clocks.meet(ctx, case.id, Clock.FIRST_PROTECTION)
            running = await queries.running_clock(ctx, case.id, Clock.SEPARATION)
            if running is None or first < running.starts_at:
                # The first day apart counts, in whatever order the decisions were made.
                await clocks.start(ctx, case.id, Clock.SEPARATION, first)
        case DetailedAssessment():
            if form.carer_is_safe:
                await clocks.meet(ctx, case.id, Clock.SEPARATION)
        case AlternativeCare():
            await _cared_for(ctx, case.id, form)
        case FollowUp():
            await _followed_up(ctx, case.id, form)
        case CourtRequest():
            assert form.sent_on is not None
            case.court_at = day_begins(form.sent_on)
        case _:
            pass


async def _cared_for(ctx: Ctx, case_id: UUID, form: AlternativeCare) -> None:
    """Alternative care follows a separation at once: hand-over within 15 working days of the decision."""
    assert form.decided_on is not None
    await clocks.meet(ctx, case_id, Clock.SEPARATION)
    await clocks.start(ctx, case_id, Clock.HAND_OVER, day_begins(form.decided_on))


async def _followed_up(ctx: Ctx, case_id: UUID, form: FollowUp) -> None:
    """The visit meets the nearest follow-up; after the third month each visit begins the next half-year."""
    assert form.visited_on is not None
    visited = min(day_begins(form.visited_on), ctx.clock.now())
    for code in FOLLOW_UPS:
        if await queries.running_clock(ctx, case_id, code):
            await clocks.meet(ctx, case_id, code, at=visited)
            break
    if not form.goes_on:
        await clocks.stop(ctx, case_id, *FOLLOW_UPS)
    elif not any([await queries.running_clock(ctx, case_id, code) for code in FOLLOW_UPS]):
        await clocks.start(ctx, case_id, Clock.FOLLOW_UP_EVERY, visited)


async def _require_short(ctx: Ctx, case_id: UUID, form: Separation, own: UUID | None = None) -> None:
    """All separations of a case together, by the days they cover. Raises `SeparationTooLong`."""
    assert form.starts_on is not None
    assert form.ends_on is not None
    table: Any = IncidentPaper
    rows = await ctx.db.execute(
        select(table.starts_on, table.ends_on).where(
            table.ward_id == ctx.ward_id, table.case_id == case_id, table.kind == PaperKind.SEPARATION,
            table.state == PaperState.APPROVED, table.id != (own or case_id),
        )
    )  # fmt: skip
    spans: list[tuple[date, date]] = [(first, last) for first, last in rows.all() if first and last]
    before = _days(spans)
    most = await _most_days(ctx, form.starts_on)
    if form.ends_on < form.starts_on or len(before | _days([(form.starts_on, form.ends_on)])) > most:
        raise SeparationTooLong(field="ends_on", left=max(0, most - len(before)))


def _days(spans: list[tuple[date, date]]) -> set[date]:
    return {first + timedelta(days=at) for first, last in spans for at in range((last - first).days + 1)}


async def _most_days(ctx: Ctx, on: date) -> int:
    """Of the rule in force on the day."""
    pinned = await pin(ctx, Clock.SEPARATION, day_begins(on))
    row = IncidentClock(id=new_id(), starts_at=day_begins(on), **pinned.columns())
    return (await due(ctx, [row]))[row.id].amount


async def _tasks(ctx: Ctx, paper: IncidentPaper, plan: Plan) -> None:
    """The services of an approved plan, to be done by their days."""
    for at, service in enumerate(plan.services):
        assert service.starts_on is not None
        assert service.ends_on is not None
        task = IncidentTask(
            ward_id=ctx.ward_id, id=new_id(), case_id=paper.case_id, paper_id=paper.id, position=at,
            starts_on=service.starts_on, ends_on=service.ends_on, cost=service.cost,
        )  # fmt: skip
        facts = TaskFacts(service=service.service, body=service.body)
        task.sealed = await sealed_rows.seal(ctx, facts, "incident_task", task.id)
        ctx.db.add(task)
    await ctx.db.flush()

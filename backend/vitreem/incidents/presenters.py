"""Reports and cases as their pages show them: opened for who has been shown the row, part by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vitreem.incidents import clocks, papers, queries, reports, sealed_rows
from vitreem.incidents.clocks import Told
from vitreem.incidents.files import FileFacts
from vitreem.incidents.forms import ChildFacts, Decision, ReportFacts
from vitreem.incidents.models import (
    IncidentArrival,
    IncidentCase,
    IncidentEvidence,
    IncidentFile,
    IncidentNote,
    IncidentPaper,
    IncidentReport,
    IncidentTask,
    IncidentTransfer,
)
from vitreem.incidents.notes import NoteText
from vitreem.incidents.rules import (
    CASE_LIFE,
    MOVES,
    OPEN,
    PAPER_LIFE,
    REPORT_LIFE,
    CaseState,
    PaperKind,
    PaperState,
    Part,
    ReportState,
)
from vitreem.incidents.schemas import (
    ArrivalBrief,
    ArrivalRead,
    CaseAccess,
    CaseBoard,
    CaseBrief,
    CaseEvidence,
    CaseEvidenceWrite,
    CaseFile,
    CaseNote,
    CasePaper,
    CaseRead,
    CaseTask,
    CaseTransfer,
    ChildMatch,
    ClockRead,
    NextStep,
    ReportBrief,
    ReportRead,
    StateCount,
)
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.incidents.tasks import TaskFacts
from vitreem.incidents.transfers import packet_of
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import Seals, seals

_BRIEF = 160
_TASK: Any = IncidentTask.__table__
_NOTE: Any = IncidentNote.__table__
_FILE: Any = IncidentFile.__table__
_EVIDENCE: Any = IncidentEvidence.__table__


def clock_read(one: Told) -> ClockRead:
    return ClockRead(
        code=one.code, name=one.due.name, legal_basis=one.due.legal_basis, amount=one.due.amount, unit=one.due.unit,
        starts_at=one.starts_at, due_at=one.due.due_at, missing_year=one.due.missing_year, share=one.share,
        met_at=one.met_at, running=one.running, in_time=one.in_time(),
    )  # fmt: skip


async def briefs(ctx: Ctx, cases: Sequence[IncidentCase]) -> list[CaseBrief]:
    """Cases of a list, in their order, with the clocks that run."""
    of = await seals(ctx)
    running = await clocks.of_subjects(ctx, [one.id for one in cases], running=True) if cases else {}
    names = await queries.person_names(ctx, {one.owner_id for one in cases})
    return [
        CaseBrief(
            id=one.id, reference=one.reference, sex=one.sex, age=one.age, state=one.state, nature=one.nature,
            child_name=sealed_rows.child_name(of, one),
            harms=one.harms, urgent=one.urgent, received_at=one.received_at, closed_at=one.closed_at,
            owner_id=one.owner_id, owner_name=names.get(one.owner_id, ""),
            clocks=[clock_read(told) for told in running.get(one.id, ())],
        )
        for one in cases
    ]  # fmt: skip


async def report_briefs(ctx: Ctx, found: Sequence[IncidentReport]) -> list[ReportBrief]:
    running = await clocks.of_subjects(ctx, [one.id for one in found], running=True) if found else {}
    return _report_briefs(await seals(ctx), found, running)


def _report_briefs(
    of: Seals, found: Sequence[IncidentReport], told: Mapping[UUID, Sequence[Told]]
) -> list[ReportBrief]:
    return [
        ReportBrief(
            id=one.id, reference=one.reference, state=one.state, channel=one.channel, received_at=one.received_at,
            nature=one.nature, harms=one.harms, urgent=one.urgent,
            what=sealed_rows.opened(of, ReportFacts, one.sealed, "incident_report", one.id).what[:_BRIEF],
            clocks=[clock_read(clock) for clock in told.get(one.id, ()) if clock.running],
        )
        for one in found
    ]  # fmt: skip


def _by_end(one: CaseBrief | ReportBrief) -> tuple[bool, Any]:
    """The nearest end first; what no clock presses comes last, oldest first."""
    end = next((clock.due_at for clock in one.clocks if clock.due_at), None)
    return (end is None, end or one.received_at)


async def board(ctx: Ctx, works: bool) -> CaseBoard:
    """What waits: clocks first, then states."""
    cases = await briefs(ctx, await queries.open_cases(ctx))
    cases.sort(key=_by_end)
    waiting = await report_briefs(ctx, await queries.undecided(ctx)) if works else []
    waiting.sort(key=_by_end)
    states = Counter(one.state for one in cases)
    years = [clock.missing_year for one in (*cases, *waiting) for clock in one.clocks if clock.missing_year]
    return CaseBoard(
        works=works, reports=waiting, cases=cases,
        by_state=[StateCount(state=one, count=states[one]) for one in CaseState if states[one]],
        missing_year=min(years, default=None),
        arrivals=[arrival_brief(one) for one in await queries.open_arrivals(ctx)] if works else [],
    )  # fmt: skip


def arrival_brief(one: IncidentArrival) -> ArrivalBrief:
    return ArrivalBrief(
        id=one.id, from_ward_name=one.from_ward_name, received_at=one.received_at, offered_at=one.offered_at,
        state=one.state, case_id=one.case_id,
    )  # fmt: skip


async def arrival_read(ctx: Ctx, one: IncidentArrival) -> ArrivalRead:
    packet = await packet_of(ctx, one)
    return ArrivalRead(
        **arrival_brief(one).model_dump(), reason=packet.reason, reference=packet.reference, child=packet.facts,
        reports=packet.reports, papers=[paper.form for paper in packet.papers], notes=packet.notes,
    )  # fmt: skip


async def _notes(ctx: Ctx, subject_id: UUID) -> list[CaseNote]:
    rows = await queries.opened_rows(
        ctx, IncidentNote, _NOTE.c.subject_id, subject_id, _NOTE.c.author_name, _NOTE.c.written_at
    )
    return [
        CaseNote(
            id=row.id, author_name=row.author_name, written_at=row.written_at,
            text=NoteText.model_validate_json(opened).text,
        )
        for row, opened in rows
    ]  # fmt: skip


async def _files(ctx: Ctx, subject_id: UUID) -> list[CaseFile]:
    rows = await queries.opened_rows(
        ctx, IncidentFile, _FILE.c.subject_id, subject_id, _FILE.c.part, _FILE.c.size, _FILE.c.author_name,
        _FILE.c.added_at, _FILE.c.removed_at,
    )  # fmt: skip
    return [
        CaseFile(
            id=row.id, part=row.part, size=row.size, author_name=row.author_name, added_at=row.added_at,
            **FileFacts.model_validate_json(opened).model_dump(),
        )
        for row, opened in rows
        if row.removed_at is None
    ]  # fmt: skip


async def _matches(ctx: Ctx, facts: ReportFacts) -> list[ChildMatch]:
    """Open cases of children of the same names."""
    return [
        ChildMatch(
            child=at, case_id=case.id, reference=case.reference, received_at=case.received_at,
            child_name=(await sealed_rows.case_facts(ctx, case)).child.name,
        )
        for at, cases in (await reports.alike(ctx, facts)).items()
        for case in cases
    ]  # fmt: skip


async def report_read(ctx: Ctx, report: IncidentReport) -> ReportRead:
    of = await seals(ctx)
    facts = sealed_rows.opened(of, ReportFacts, report.sealed, "incident_report", report.id)
    decision = await sealed_rows.report_decision(ctx, report)
    names = await queries.person_names(ctx, {report.recorder_id, report.decided_by})
    told = (await clocks.of_subjects(ctx, [report.id])).get(report.id, ())
    return ReportRead(
        id=report.id, reference=report.reference, version=report.version, state=report.state, channel=report.channel,
        received_at=report.received_at, recorded_at=report.recorded_at,
        recorder_name=names.get(report.recorder_id, ""), nature=report.nature, harms=report.harms,
        online=report.online, urgent=report.urgent, parent_is_suspect=report.parent_is_suspect, facts=facts,
        has_informant=await queries.has_informant(ctx, report.id), decided_at=report.decided_at,
        decided_name=names.get(report.decided_by, "") if report.decided_by else "", reason=decision.reason,
        police_at=report.police_at, police_reference=decision.reference, same_as_id=report.same_as_id,
        cases=await briefs(ctx, await queries.cases_of(ctx, report.id)),
        matches=await _matches(ctx, facts) if report.state == ReportState.RECEIVED else [],
        clocks=[clock_read(one) for one in told], notes=await _notes(ctx, report.id),
        files=await _files(ctx, report.id), history=await history_of(ctx, report.id),
        allowed_actions=REPORT_LIFE.allowed(report.state, await reports.rights(ctx, report.id)),
    )  # fmt: skip


def paper_read(of: Seals, paper: IncidentPaper, rights: frozenset[str], person_id: UUID | None) -> CasePaper:
    form = sealed_rows.form_of(of, paper.id, paper.sealed)
    held = papers.rights(rights, paper, wrote=paper.author_id == person_id)
    return CasePaper(
        id=paper.id, kind=paper.kind, number=paper.number, version=paper.version, state=paper.state,
        author_name=paper.author_name, made_at=paper.made_at, submitted_at=paper.submitted_at,
        decided_at=paper.decided_at, decided_name=paper.decided_name, form=form,
        reason=_words(of, paper.sealed_decision, "incident_paper", paper.id, "sealed_decision"),
        missing=form.missing(), proposed_level=getattr(form, "proposed_level", None),
        allowed_actions=PAPER_LIFE.allowed(paper.state, held),
    )  # fmt: skip


async def _tasks(ctx: Ctx, case_id: UUID) -> list[CaseTask]:
    rows = await queries.opened_rows(
        ctx, IncidentTask, _TASK.c.case_id, case_id, _TASK.c.paper_id, _TASK.c.version, _TASK.c.position,
        _TASK.c.starts_on, _TASK.c.ends_on, _TASK.c.done_on, _TASK.c.cost,
    )  # fmt: skip
    today = ctx.clock.today()
    return sorted(
        (
            CaseTask(
                id=row.id, paper_id=row.paper_id, version=row.version, starts_on=row.starts_on, ends_on=row.ends_on,
                done_on=row.done_on, cost=row.cost, late=(row.done_on or today) > row.ends_on,
                **TaskFacts.model_validate_json(opened).model_dump(),
            )
            for row, opened in rows
        ),
        key=lambda one: (one.done_on is not None, one.ends_on, one.starts_on),
    )  # fmt: skip


async def _evidence(ctx: Ctx, case_id: UUID) -> list[CaseEvidence]:
    rows = await queries.opened_rows(
        ctx, IncidentEvidence, _EVIDENCE.c.case_id, case_id, _EVIDENCE.c.version, _EVIDENCE.c.author_name
    )
    return [
        CaseEvidence(
            id=row.id, version=row.version, author_name=row.author_name,
            **CaseEvidenceWrite.model_validate_json(opened).model_dump(),
        )
        for row, opened in rows
    ]  # fmt: skip


def _words(of: Seals, sealed: bytes | None, table: str, row: UUID, column: str = "sealed") -> str:
    """Why something was decided; nothing where nobody has."""
    return sealed_rows.opened(of, Decision, sealed, table, row, column).reason if sealed else ""


async def _access(ctx: Ctx, of: Seals, case_id: UUID) -> list[CaseAccess]:
    return [
        CaseAccess(
            person_id=row.person_id, person_name=name, kind=row.kind, parts=row.parts, until_on=row.until_on,
            given_at=row.given_at,
            reason=_words(of, row.sealed_reason, "incident_access", row.id, "sealed_reason"),
        )
        for row, name in await queries.access_of(ctx, case_id)
        if row.until_on is None or row.until_on >= ctx.clock.today()
    ]  # fmt: skip


async def _transfers(ctx: Ctx, of: Seals, case_id: UUID) -> list[CaseTransfer]:
    rows = await ctx.db.execute(
        select(IncidentTransfer)
        .where(IncidentTransfer.ward_id == ctx.ward_id, IncidentTransfer.case_id == case_id)
        .order_by(IncidentTransfer.offered_at)
    )
    return [
        CaseTransfer(
            id=one.id, to_ward_name=one.to_ward_name, state=one.state, offered_at=one.offered_at,
            answered_at=one.answered_at,
            reason=_words(of, one.sealed, "incident_transfer", one.id),
            answer=_words(of, one.sealed_answer, "incident_transfer", one.id, "sealed_answer"),
        )
        for one in rows.scalars()
    ]  # fmt: skip


def _next(case: IncidentCase, written: Sequence[IncidentPaper]) -> NextStep:
    """Papers that may be begun now: of the course, and those that need a ground."""
    if case.state not in OPEN:
        return NextStep(papers=[], skips=[])
    busy = {one.kind for one in written if one.state not in (PaperState.DONE, PaperState.APPROVED)}
    free = [kind for kind in PaperKind if kind not in busy]
    return NextStep(
        papers=[kind for kind in free if kind not in MOVES or case.state not in MOVES[kind].skips],
        skips=[kind for kind in free if kind in MOVES and case.state in MOVES[kind].skips],
    )


async def case_read(ctx: Ctx, case: IncidentCase) -> CaseRead:
    """The case for its people; for a referral the parts that were chosen, and of the child who it is."""
    standing = await queries.standing(ctx)
    full = standing.is_full(case.id)
    of = await seals(ctx)
    facts = sealed_rows.opened(of, CaseFacts, case.sealed, "incident_case", case.id)
    rights = standing.rights(case.id)
    reported = await queries.reports_of(ctx, case.id)
    told = await clocks.of_subjects(ctx, [case.id, *(one.id for one in reported)])
    names = await queries.person_names(ctx, {case.owner_id})
    written = await queries.papers_of(ctx, case.id)
    return CaseRead(
        id=case.id, reference=case.reference, version=case.version, state=case.state, nature=case.nature,
        harms=case.harms if full else [], online=case.online, urgent=case.urgent,
        parent_is_suspect=case.parent_is_suspect, sex=case.sex, age=case.age, received_at=case.received_at,
        opened_at=case.opened_at, closed_at=case.closed_at, outcome=case.outcome, owner_id=case.owner_id,
        owner_name=names.get(case.owner_id, ""), event_ward=case.event_ward, residence_ward=case.residence_ward,
        police_at=case.police_at if full else None,
        police_reference=facts.police.reference if full and facts.police else "",
        closing_note=facts.closing.reason if full and facts.closing else "",
        export_approved_at=case.export_approved_at,
        child=facts.child if full else ChildFacts(name=facts.child.name, birth=facts.child.birth),
        child_id=facts.child_id if full else None, full=full,
        parts=list(Part) if full else [Part(one) for one in sorted(standing.parts.get(case.id, ()))],
        clocks=[clock_read(one) for one in told.get(case.id, ())] if full else [],
        reports=_report_briefs(of, reported, told),
        papers=[paper_read(of, one, rights, ctx.person_id) for one in written], tasks=await _tasks(ctx, case.id),
        notes=await _notes(ctx, case.id), files=await _files(ctx, case.id), evidence=await _evidence(ctx, case.id),
        access=await _access(ctx, of, case.id) if full else [],
        transfers=await _transfers(ctx, of, case.id) if full else [],
        history=await history_of(ctx, case.id) if full else [],
        next=_next(case, written) if full else NextStep(papers=[], skips=[]),
        allowed_actions=CASE_LIFE.allowed(case.state, rights),
    )  # fmt: skip

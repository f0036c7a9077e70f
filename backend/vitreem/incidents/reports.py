"""What people do with reports: write down, decide, tell the police, ask who told."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from vitreem.children import facts as register
from vitreem.incidents import access, clocks, notes, notices, queries, sealed_rows
from vitreem.incidents.forms import BirthKnown, Informant, ReportFacts
from vitreem.incidents.models import IncidentCase, IncidentCaseReport, IncidentInformant, IncidentReport
from vitreem.incidents.queries import Standing
from vitreem.incidents.refusals import (
    CaseEnded,
    ChildHasCase,
    NobodyNamed,
    NotAChild,
    ReceivedLater,
    ReceivedTooEarly,
    UnknownSubject,
)
from vitreem.incidents.rules import (
    ADULT_AT,
    CASE,
    OPEN,
    REPORT,
    REPORT_LIFE,
    AccessKind,
    CaseAudit,
    CaseState,
    Clock,
    ReportState,
    ReportVerb,
    age_on,
    new_reference,
)
from vitreem.incidents.schemas import AcceptCreate, AcceptedChild, ReportCreate, ReportUpdate
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.deadlines.rules import RuleMissing
from vitreem.kernel.http.problems import NotFound, WrongState
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals
from vitreem.kernel.text import search_key


def rights_of(found: Standing, report_id: UUID, case_ids: Iterable[UUID]) -> frozenset[str]:
    """Of a report that the caller sees: who sees it by one of its cases works on it too."""
    if found.is_full(report_id):
        return found.rights(report_id) | {"work"}
    return frozenset({"work"}) if any(found.is_full(one) for one in case_ids) else frozenset()


async def rights(ctx: Ctx, report_id: UUID) -> frozenset[str]:
    linked = await queries.cases_of(ctx, report_id)
    return rights_of(await queries.standing(ctx), report_id, [case.id for case in linked])


async def _begin(ctx: Ctx, report: IncidentReport, verb: ReportVerb, version: int) -> str:
    return REPORT_LIFE.begin(report, verb, await rights(ctx, report.id), version)


def require_received(ctx: Ctx, received_at: datetime, latest: datetime | None = None) -> datetime:
    """Until now, or until `latest`. Raises `ReceivedLater`."""
    if received_at > (latest or ctx.clock.now()):
        raise ReceivedLater(field="received_at")
    return received_at.astimezone(UTC)


async def _hours_from(ctx: Ctx, report_id: UUID, at: datetime) -> None:
    """Raises `ReceivedTooEarly`."""
    try:
        await clocks.start(ctx, report_id, Clock.FIRST_PROTECTION, at)
    except RuleMissing:
        raise ReceivedTooEarly(field="received_at") from None


def age_of(birth: BirthKnown, at: datetime) -> int | None:
    """On the day of receipt. Raises `NotAChild` from 16 on."""
    age = birth.estimated_age
    if birth.year is not None:
        age = age_on(at.astimezone(VIETNAM).date(), birth.year, birth.month, birth.day)
    if age is not None and not 0 <= age < ADULT_AT:
        raise NotAChild(field="birth")
    return age


async def create(ctx: Ctx, body: ReportCreate) -> UUID:
    """Write a report down: one sentence and the time suffice. Twelve hours run from its receipt."""
    assert ctx.person_id is not None
    received_at = require_received(ctx, body.received_at)
    for child in body.facts.children:
        age_of(child.birth, received_at)
    report = IncidentReport(
        ward_id=ctx.ward_id, reference=new_reference("TB"), state=ReportState.RECEIVED, received_at=received_at,
        recorded_at=ctx.clock.now(), recorder_id=ctx.person_id, **_plain(body),
    )  # fmt: skip
    report.sealed = await sealed_rows.seal(ctx, body.facts, "incident_report", report.id)
    ctx.db.add(report)
    await ctx.db.flush()
    await access.give(ctx, report.id, AccessKind.OWNER, [ctx.person_id])
    await _on_duty(ctx, report.id)
    if body.informant is not None and not body.informant.empty:
        await _keep_informant(ctx, report.id, body.informant)
    await _hours_from(ctx, report.id, received_at)
    ctx.record(CaseAudit.REPORT_RECORDED, REPORT, report.id)
    await notices.waits(ctx, REPORT, report.id)
    return report.id


async def _on_duty(ctx: Ctx, report_id: UUID) -> None:
    """Whoever works on cases in the ward may act on what nobody has taken yet: hours count, not rosters."""
    await access.give(ctx, report_id, AccessKind.MEMBER, await notices.workers(ctx))


def _plain(body: ReportUpdate) -> dict[str, object]:
    return {
        "channel": body.channel, "nature": body.nature, "harms": sorted(set(body.harms)), "online": body.online,
        "urgent": body.urgent or body.parent_is_suspect, "parent_is_suspect": body.parent_is_suspect,
    }  # fmt: skip


async def _keep_informant(ctx: Ctx, report_id: UUID, informant: Informant) -> None:
    sealed = await sealed_rows.seal(ctx, informant, "incident_informant", report_id)
    row = await ctx.db.get(IncidentInformant, (ctx.ward_id, report_id))
    if row is None:
        ctx.db.add(IncidentInformant(ward_id=ctx.ward_id, id=report_id, sealed=sealed))
    else:
        row.sealed = sealed
    await ctx.db.flush()


async def update(ctx: Ctx, report: IncidentReport, body: ReportUpdate, version: int) -> None:
    """Save what is known by now. The time of receipt may be corrected; the clocks follow it, those of its cases too."""
    await _begin(ctx, report, ReportVerb.EDIT, version)
    cases = await require_open(ctx, report)
    received_at = require_received(ctx, body.received_at, report.recorded_at)
    for child in body.facts.children:
        age_of(child.birth, received_at)
    if received_at != report.received_at and await queries.running_clock(ctx, report.id, Clock.FIRST_PROTECTION):
        await _hours_from(ctx, report.id, received_at)
    report.received_at = received_at
    for name, value in _plain(body).items():
        setattr(report, name, value)
    report.sealed = await sealed_rows.seal(ctx, body.facts, "incident_report", report.id)
    if body.informant is not None and not body.informant.empty:
        await _keep_informant(ctx, report.id, body.informant)
    _done(ctx, report, CaseAudit.REPORT_CHANGED)
    for case in cases:
        await _take_over(ctx, case, report, ctx.clock.now())
        ctx.record(CaseAudit.CASE_CHANGED, CASE, case.id, report_id=str(report.id))


async def require_edit(ctx: Ctx, report: IncidentReport) -> None:
    """Who may change what a report tells, words and files, while it goes on. Raises `NotAllowed`, `WrongState`."""
    REPORT_LIFE.begin(report, ReportVerb.EDIT, await rights(ctx, report.id))
    await require_open(ctx, report)


async def require_open(ctx: Ctx, report: IncidentReport) -> list[IncidentCase]:
    """The report's cases that go on; where all of them have ended, what it tells is history. Raises `WrongState`."""
    cases = await queries.cases_of(ctx, report.id)
    still = [case for case in cases if case.state in OPEN]
    if cases and not still:
        raise WrongState("Vụ việc của tin báo này đã kết thúc. Hãy mở lại vụ việc rồi mới sửa tin.")
    for case in still:
        await queries.lock(ctx, case)
    return still


def _done(ctx: Ctx, report: IncidentReport, what: CaseAudit, /, **facts: object) -> None:
    report.version += 1
    ctx.record(what, REPORT, report.id, **facts)


async def _add_to_decision(ctx: Ctx, report: IncidentReport, **words: object) -> None:
    """What was sealed before stays: the police may be told before or after the report is decided on."""
    held = await sealed_rows.report_decision(ctx, report)
    report.sealed_decision = await sealed_rows.seal(
        ctx, held.model_copy(update=words), "incident_report", report.id, "sealed_decision"
    )


async def _decide(ctx: Ctx, report: IncidentReport, to: str, *, narrow: bool = True) -> None:
    report.state, report.decided_at, report.decided_by = to, ctx.clock.now(), ctx.person_id
    await notices.settled(ctx, report.id)
    if narrow:
        await access.narrow(ctx, report.id)


async def dismiss(ctx: Ctx, report: IncidentReport, reason: str, version: int) -> None:
    """Not a matter of protection, with the reason."""
    to = await _begin(ctx, report, ReportVerb.DISMISS, version)
    await clocks.stop(ctx, report.id)
    await _add_to_decision(ctx, report, reason=reason)
    await _decide(ctx, report, to)
    for one in await queries.told_the_same(ctx, report.id):
        await access.narrow(ctx, one.id)
    _done(ctx, report, CaseAudit.REPORT_DISMISSED)


async def same(ctx: Ctx, report: IncidentReport, other_id: UUID, version: int) -> None:
    """Another report tells of the same: its cases hear this one too, now or once it is accepted."""
    try:
        other = await queries.seen_report(ctx, other_id)
    except NotFound:
        raise UnknownSubject(field="report_id") from None
    for one in sorted((report, other), key=lambda each: each.id):
        # In one order: two who say so of each other at the same moment don't both succeed.
        await queries.lock(ctx, one)
    to = await _begin(ctx, report, ReportVerb.SAME, version)
    if other.id == report.id or other.state in (ReportState.SAME, ReportState.NOT_PROTECTION):
        raise UnknownSubject(field="report_id")
    cases = await require_open(ctx, other)
    heard = [report, *await queries.told_the_same(ctx, report.id)]
    for one in heard:
        one.same_as_id = other.id
    for case in cases:
        for one in heard:
            await _link(ctx, case, one)
    await clocks.stop(ctx, report.id)
    earlier = not cases and report.received_at < other.received_at
    if earlier and await queries.running_clock(ctx, other.id, Clock.FIRST_PROTECTION):
        # The same was told before: the earlier hour counts.
        await clocks.start(ctx, other.id, Clock.FIRST_PROTECTION, report.received_at)
    # While the other one waits, whoever may decide on it sees this one too.
    await _decide(ctx, report, to, narrow=bool(cases))
    _done(ctx, report, CaseAudit.REPORT_SAME, same_as_id=str(other.id))


async def tell_police(ctx: Ctx, report: IncidentReport, at: datetime, reference: str, version: int) -> None:
    """A crime is suspected: when the police were told and what they filed it under (NĐ 56/2017 Điều 25.3)."""
    await _begin(ctx, report, ReportVerb.POLICE, version)
    report.police_at = require_received(ctx, at)
    await _add_to_decision(ctx, report, reference=reference, at=report.police_at)
    _done(ctx, report, CaseAudit.REPORT_POLICE)


async def open_informant(ctx: Ctx, report: IncidentReport, reason: str) -> Informant:
    """Who told: shown to who says why, which the history keeps. The words of the reason stay sealed with the notes."""
    REPORT_LIFE.begin(report, ReportVerb.OPEN_INFORMANT, await rights(ctx, report.id))
    row = await ctx.db.get(IncidentInformant, (ctx.ward_id, report.id))
    if row is None:
        raise NotFound()
    ctx.record(CaseAudit.INFORMANT_OPENED, REPORT, report.id)
    for case in await queries.cases_of(ctx, report.id):
        ctx.record(CaseAudit.INFORMANT_OPENED, CASE, case.id, report_id=str(report.id))
    await notes.add(ctx, report.id, f"Mở thông tin người báo tin. Lý do: {reason}")
    return sealed_rows.opened(await seals(ctx), Informant, row.sealed, "incident_informant", report.id)


async def accept(ctx: Ctx, report: IncidentReport, body: AcceptCreate, version: int) -> list[UUID]:
    """A case for each named child, or the one that is open already. The hours of the report go on in its cases."""
    to = await _begin(ctx, report, ReportVerb.ACCEPT, version)
    if not body.children:
        raise NobodyNamed(field="children")
    for child in body.children:
        await _require_known(ctx, child)
    for case_id in sorted({child.case_id for child in body.children if child.case_id}):
        await queries.lock(ctx, await _known_case(ctx, case_id))
    opened = [await _case_of(ctx, report, child) for child in body.children]
    for one in await queries.told_the_same(ctx, report.id):
        for case_id in opened:
            await _link(ctx, await queries.seen_case(ctx, case_id), one)
        await access.narrow(ctx, one.id)
    await clocks.stop(ctx, report.id)
    await _decide(ctx, report, to)
    _done(ctx, report, CaseAudit.REPORT_ACCEPTED, cases=len(opened))
    for case_id in opened:
        await notices.waits(ctx, CASE, case_id)
    return opened


async def _require_known(ctx: Ctx, child: AcceptedChild) -> None:
    """A record of the register that the caller sees, and an owner whose role sees cases."""
    if child.child_id is not None and child.child_id not in await register.nominees(ctx, [child.child_id]):
        raise UnknownSubject(field="child_id")
    if child.owner_id is not None:
        await access.require_workers(ctx, [child.owner_id], "owner_id")


async def _case_of(ctx: Ctx, report: IncidentReport, child: AcceptedChild) -> UUID:
    if child.case_id is None:
        return (await open_case(ctx, report, child)).id
    case = await _known_case(ctx, child.case_id)
    if case.state not in OPEN:
        raise CaseEnded(case_id=str(case.id))
    await _link(ctx, case, report)
    return case.id


async def _known_case(ctx: Ctx, case_id: UUID) -> IncidentCase:
    """Raises `UnknownSubject`."""
    try:
        return await queries.seen_case(ctx, case_id)
    except NotFound:
        raise UnknownSubject(field="case_id") from None


async def _link(ctx: Ctx, case: IncidentCase, report: IncidentReport) -> None:
    there = await ctx.db.execute(
        select(IncidentCaseReport.id).where(
            IncidentCaseReport.ward_id == ctx.ward_id, IncidentCaseReport.case_id == case.id,
            IncidentCaseReport.report_id == report.id,
        )
    )  # fmt: skip
    if there.scalar_one_or_none() is not None:
        return
    ctx.db.add(IncidentCaseReport(ward_id=ctx.ward_id, id=new_id(), case_id=case.id, report_id=report.id))
    await ctx.db.flush()
    await _take_over(ctx, case, report, report.received_at)
    ctx.record(CaseAudit.CASE_LINKED, CASE, case.id, report_id=str(report.id))
    await ctx.db.flush()


async def _take_over(ctx: Ctx, case: IncidentCase, report: IncidentReport, at: datetime) -> None:
    """What a report tells is so in its case; the earliest receipt of all its reports is where its hours begin."""
    urgent = case.urgent
    case.urgent = urgent or report.urgent
    case.parent_is_suspect = case.parent_is_suspect or report.parent_is_suspect
    case.harms = sorted({*case.harms, *report.harms})
    await ctx.db.flush()
    earliest = min(one.received_at for one in await queries.reports_of(ctx, case.id))
    if earliest != case.received_at:
        for code in (Clock.FIRST_PROTECTION, Clock.PLAN_SUBMITTED):
            await clocks.move(ctx, case.id, code, case.received_at, earliest)
        case.received_at = earliest
    if not urgent:
        await urgent_now(ctx, case, at)
    case.version += 1


async def urgent_now(ctx: Ctx, case: IncidentCase, at: datetime) -> None:
    """A case that turns out to be urgent has its twelve hours, whatever the first assessment said."""
    if case.urgent and await queries.running_clock(ctx, case.id, Clock.FIRST_PROTECTION) is None:
        await clocks.start(ctx, case.id, Clock.FIRST_PROTECTION, at)


async def open_case(ctx: Ctx, report: IncidentReport, child: AcceptedChild) -> IncidentCase:
    """One child's case, with the members of its report. Raises `ChildHasCase`, `NotAChild`."""
    assert ctx.person_id is not None
    age = age_of(child.facts.birth, report.received_at)
    await require_none_open(ctx, child.child_id)
    owner = child.owner_id or ctx.person_id
    case = IncidentCase(
        ward_id=ctx.ward_id, reference=new_reference("VV"), state=CaseState.RECEIVED, nature=report.nature,
        harms=list(report.harms), online=report.online, urgent=report.urgent,
        parent_is_suspect=report.parent_is_suspect, sex=child.sex, age=age, received_at=report.received_at,
        opened_at=ctx.clock.now(), owner_id=owner, event_ward=child.event_ward, residence_ward=child.residence_ward,
    )  # fmt: skip
    case.sealed = await sealed_rows.seal(
        ctx, CaseFacts(child=child.facts, child_id=child.child_id), "incident_case", case.id
    )
    ctx.db.add(case)
    await ctx.db.flush()
    await access.give(ctx, case.id, AccessKind.OWNER, [owner])
    await access.give(ctx, case.id, AccessKind.MEMBER, [ctx.person_id])
    ctx.db.add(IncidentCaseReport(ward_id=ctx.ward_id, id=new_id(), case_id=case.id, report_id=report.id))
    await clocks.start(ctx, case.id, Clock.FIRST_PROTECTION, report.received_at)
    await clocks.start(ctx, case.id, Clock.PLAN_SUBMITTED, report.received_at)
    ctx.record(CaseAudit.CASE_OPENED, CASE, case.id, report_id=str(report.id))
    await ctx.db.flush()
    return case


async def require_none_open(ctx: Ctx, child_id: UUID | None, but: UUID | None = None) -> None:
    """Of a record of the register no case is open among those that the caller sees, but this one; two who open one for
    the same child do so one after the other. Raises `ChildHasCase`."""
    if child_id is None:
        return
    await ctx.db.execute(select(func.pg_advisory_xact_lock(ctx.ward_id, func.hashtext(str(child_id)))))
    for case in await queries.open_cases(ctx):
        if case.id != but and (await sealed_rows.case_facts(ctx, case)).child_id == child_id:
            raise ChildHasCase(case_id=str(case.id))


async def alike(ctx: Ctx, facts: ReportFacts) -> dict[int, Sequence[IncidentCase]]:
    """For each child that a report names, open cases of a child of the same name, of those the caller sees."""
    named: dict[str, list[IncidentCase]] = {}
    for case in await queries.open_cases(ctx):
        name = search_key((await sealed_rows.case_facts(ctx, case)).child.name)
        named.setdefault(name, []).append(case)
    return {
        at: named[key] for at, child in enumerate(facts.children) if (key := search_key(child.name)) and key in named
    }

"""A case on its way to another ward: offered with all that is known, taken there or refused; one owner at a time.

What the other ward gets is sealed under its own key before it is written there. Rows never cross: the other ward makes
a report and a case of its own, whose hours go on from the same receipt.
"""

from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Base64Bytes, BaseModel
from sqlalchemy import func, select

from vitreem.identity import facts as identity
from vitreem.incidents import access, cases, clocks, evidence, notes, notices, queries, sealed_rows
from vitreem.incidents.files import FileFacts
from vitreem.incidents.forms import AnyForm, ChildFacts, Decision, ReportFacts
from vitreem.incidents.models import (
    IncidentArrival,
    IncidentCase,
    IncidentCaseReport,
    IncidentEvidence,
    IncidentFile,
    IncidentNote,
    IncidentPaper,
    IncidentReport,
    IncidentTransfer,
)
from vitreem.incidents.notes import NoteText
from vitreem.incidents.refusals import AnsweredAlready, OfferedAlready, UnknownWard
from vitreem.incidents.reports import age_of
from vitreem.incidents.rules import (
    CASE,
    PART_OF,
    AccessKind,
    CaseAudit,
    CaseState,
    CaseVerb,
    Clock,
    PaperKind,
    PaperState,
    Part,
    ReportChannel,
    ReportState,
    TransferState,
    new_reference,
)
from vitreem.incidents.schemas import CaseEvidenceWrite, OtherWard
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.notices.telling import end, tell
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import sealing_of, seals
from vitreem.kernel.text import search_key

_MOST_WARDS = 20

_NOTE: Any = IncidentNote.__table__
_FILE: Any = IncidentFile.__table__
_EVIDENCE: Any = IncidentEvidence.__table__


class PackedPaper(BaseModel):
    """A paper that counts, as it goes along."""

    form: AnyForm
    number: int
    author_name: str
    decided_name: str
    decided_at: datetime | None
    approved: bool


class PackedReport(BaseModel):
    """A report as it was told there."""

    facts: ReportFacts
    received_at: datetime
    nature: str
    harms: list[str]
    online: bool
    urgent: bool
    parent_is_suspect: bool


class PackedNote(BaseModel):
    text: str
    author_name: str
    written_at: datetime


class PackedFile(BaseModel):
    """A file of the case: its bytes stay where they lie, and what opens them goes along."""

    facts: FileFacts
    part: Part
    author_name: str
    added_at: datetime
    storage_key: str
    size: int
    sha256: Base64Bytes
    secret: Base64Bytes


class PackedEvidence(BaseModel):
    facts: CaseEvidenceWrite
    author_name: str


class Packet(BaseModel):
    """All that the other ward gets to decide on, and takes over."""

    reason: str
    reference: str
    facts: ChildFacts
    sex: str
    nature: str
    harms: list[str]
    online: bool
    urgent: bool
    parent_is_suspect: bool
    received_at: datetime
    event_ward: str
    residence_ward: str
    state: CaseState
    first_protection_met_at: datetime | None
    clocks: dict[str, datetime]  # those that run, with their beginnings
    police_at: datetime | None
    police_reference: str
    court_at: datetime | None
    reports: list[PackedReport]
    papers: list[PackedPaper]
    notes: list[PackedNote]
    files: list[PackedFile]
    evidence: list[PackedEvidence]


async def other_wards(ctx: Ctx, words: str) -> list[OtherWard]:
    """Wards that hold all the words."""
    found = func.app.find_wards(search_key(words).split(), _MOST_WARDS).table_valued("code", "name", "province")
    rows = await ctx.db.execute(select(found.c.code, found.c.name, found.c.province))
    return [OtherWard(code=one.code, name=one.name, province=one.province) for one in rows]


async def offer(ctx: Ctx, case: IncidentCase, ward_code: str, reason: str, version: int) -> UUID:
    """Ask another ward to take the case. Until it answers, this ward owns it and its hours run here."""
    assert ctx.person_id is not None
    await cases.require(ctx, case, CaseVerb.OFFER, version)
    found = func.app.find_ward(ward_code).table_valued("id", "name")
    row = (await ctx.db.execute(select(found.c.id, found.c.name))).one_or_none()
    if row is None or row.id == ctx.ward_id:
        raise UnknownWard(field="ward_code")
    if await queries.offered(ctx, case.id):
        raise OfferedAlready()
    packet = await _pack(ctx, case, reason)
    transfer = IncidentTransfer(
        ward_id=ctx.ward_id, id=new_id(), case_id=case.id, to_ward_id=row.id, to_ward_name=row.name,
        state=TransferState.OFFERED, offered_by=ctx.person_id, offered_at=ctx.clock.now(),
    )  # fmt: skip
    transfer.sealed = await sealed_rows.seal(ctx, Decision(reason=reason), "incident_transfer", transfer.id)
    ctx.db.add(transfer)
    case.version += 1
    ctx.record(CaseAudit.CASE_OFFERED, CASE, case.id, ward_code=ward_code)
    own = await identity.own_ward(ctx)
    await ctx.db.flush()
    await _arrive(ctx, row.id, transfer, own.name, packet)
    return transfer.id


async def renew(ctx: Ctx, case_id: UUID) -> None:
    """What changes in a case that another ward is asked to take is so in what that ward reads and takes."""
    await ctx.db.flush()
    transfer = await queries.offered(ctx, case_id)
    if transfer is None or not (await queries.standing(ctx)).is_full(case_id):
        return
    reason = sealed_rows.opened(await seals(ctx), Decision, transfer.sealed, "incident_transfer", transfer.id).reason
    packet = await _pack(ctx, await queries.seen_case(ctx, case_id), reason)
    own = await _in_ward(ctx, transfer.to_ward_id)
    sealed = await sealed_rows.seal(ctx, packet, "incident_arrival", transfer.id)
    await _in_ward(ctx, own)
    await ctx.db.execute(select(func.app.renew_arrival(transfer.id, sealed)))


async def withdraw(ctx: Ctx, case: IncidentCase, transfer_id: UUID) -> None:
    """Take back what nobody has answered. Raises `AnsweredAlready`."""
    await cases.require(ctx, case, CaseVerb.OFFER)
    mine = await ctx.db.get(IncidentTransfer, (ctx.ward_id, transfer_id))
    if mine is None or mine.case_id != case.id:
        raise NotFound()
    await ctx.db.flush()
    done = await ctx.db.execute(select(func.app.withdraw_transfer(transfer_id, ctx.clock.now())))
    other = done.scalar_one()
    if other is None:
        raise AnsweredAlready()
    ctx.record(CaseAudit.CASE_WITHDRAWN, CASE, case.id, transfer_id=str(transfer_id))
    own = await _in_ward(ctx, other)
    await end(ctx, [notices.ARRIVED], transfer_id)
    await _in_ward(ctx, own)


async def _pack(ctx: Ctx, case: IncidentCase, reason: str) -> Packet:
    facts = await sealed_rows.case_facts(ctx, case)
    papers = [
        one for one in await queries.papers_of(ctx, case.id) if one.state in (PaperState.DONE, PaperState.APPROVED)
    ]
    of, clocks_of = await seals(ctx), (await clocks.of_subjects(ctx, [case.id])).get(case.id, ())
    met = next((one.met_at for one in clocks_of if one.code == Clock.FIRST_PROTECTION and one.met_at), None)
    return Packet(
        reason=reason, reference=case.reference, facts=facts.child, sex=case.sex, nature=case.nature,
        harms=case.harms, online=case.online, urgent=case.urgent, parent_is_suspect=case.parent_is_suspect,
        received_at=case.received_at, event_ward=case.event_ward, residence_ward=case.residence_ward,
        state=CaseState(case.state), first_protection_met_at=met,
        clocks={one.code: one.starts_at for one in clocks_of if one.running},
        police_at=case.police_at, police_reference=facts.police.reference if facts.police else "",
        court_at=case.court_at,
        reports=[
            PackedReport(
                facts=await sealed_rows.report_facts(ctx, one), received_at=one.received_at, nature=one.nature,
                harms=one.harms, online=one.online, urgent=one.urgent,
                parent_is_suspect=one.parent_is_suspect,
            )
            for one in await queries.reports_of(ctx, case.id)
        ],
        papers=[
            PackedPaper(
                form=await sealed_rows.form(ctx, one), number=one.number, author_name=one.author_name,
                decided_name=one.decided_name, decided_at=one.decided_at, approved=one.state == PaperState.APPROVED,
            )
            for one in papers
        ],
        notes=[
            PackedNote(
                text=NoteText.model_validate_json(opened).text, author_name=row.author_name, written_at=row.written_at
            )
            for row, opened in await queries.opened_rows(
                ctx, IncidentNote, _NOTE.c.subject_id, case.id, _NOTE.c.author_name, _NOTE.c.written_at
            )
        ],
        files=[
            PackedFile(
                facts=FileFacts.model_validate_json(opened), part=row.part, author_name=row.author_name,
                added_at=row.added_at, storage_key=row.storage_key, size=row.size, sha256=b64encode(row.sha256),
                secret=b64encode(of.open(row.sealed_key, "incident_file", row.id, "sealed_key")),
            )
            for row, opened in await queries.opened_rows(
                ctx, IncidentFile, _FILE.c.subject_id, case.id, _FILE.c.part, _FILE.c.author_name, _FILE.c.added_at,
                _FILE.c.removed_at, _FILE.c.storage_key, _FILE.c.size, _FILE.c.sha256, _FILE.c.sealed_key,
            )
            if row.removed_at is None
        ],
        evidence=[
            PackedEvidence(facts=CaseEvidenceWrite.model_validate_json(opened), author_name=row.author_name)
            for row, opened in await queries.opened_rows(
                ctx, IncidentEvidence, _EVIDENCE.c.case_id, case.id, _EVIDENCE.c.author_name
            )
        ],
    )  # fmt: skip


async def _in_ward(ctx: Ctx, ward_id: int) -> int:
    """Work in another ward from here on; returns the one that was left."""
    own = ctx.ward_id
    await ctx.db.flush()
    await ctx.set_local(ward_id=ward_id)
    ctx.ward_id, ctx.seals = ward_id, None
    return own


async def _arrive(ctx: Ctx, ward_id: int, transfer: IncidentTransfer, from_name: str, packet: Packet) -> None:
    """Write what is offered into the other ward, sealed for it, and tell who works on cases there."""
    own = await _in_ward(ctx, ward_id)
    arrival = IncidentArrival(
        ward_id=ward_id, id=transfer.id, from_ward_id=own, from_ward_name=from_name, received_at=packet.received_at,
        offered_at=transfer.offered_at, state=TransferState.OFFERED,
    )  # fmt: skip
    arrival.sealed = await sealed_rows.seal(ctx, packet, "incident_arrival", arrival.id)
    ctx.db.add(arrival)
    await ctx.db.flush()
    await tell(ctx, notices.ARRIVED, "incident_arrival", arrival.id, await notices.workers(ctx))
    await _in_ward(ctx, own)


async def seen_arrival(ctx: Ctx, arrival_id: UUID) -> IncidentArrival:
    row = await ctx.db.get(IncidentArrival, (ctx.ward_id, arrival_id))
    if row is None:
        raise NotFound()
    return row


async def packet_of(ctx: Ctx, arrival: IncidentArrival) -> Packet:
    """What waits for this ward's answer; once it has one, only its case is left. Raises `NotFound`."""
    if arrival.sealed is None:
        raise NotFound()
    return sealed_rows.opened(await seals(ctx), Packet, arrival.sealed, "incident_arrival", arrival.id)


async def refuse(ctx: Ctx, arrival: IncidentArrival, reason: str) -> None:
    """The case stays where it is; its people there read why. It may be taken later all the same."""
    if arrival.state != TransferState.OFFERED:
        raise AnsweredAlready()
    arrival.state, arrival.answered_at, arrival.sealed = TransferState.REFUSED, ctx.clock.now(), None
    await _answer(ctx, arrival, reason, taken=False)


async def take(ctx: Ctx, arrival: IncidentArrival) -> UUID:
    """Make a report and a case of what is offered. The hours go on from the receipt in the first ward."""
    if arrival.state != TransferState.OFFERED:
        raise AnsweredAlready()
    packet = await packet_of(ctx, arrival)
    case_id = await _unpack(ctx, packet)
    arrival.state, arrival.answered_at, arrival.case_id = TransferState.TAKEN, ctx.clock.now(), case_id
    arrival.sealed = None
    await _answer(ctx, arrival, "", taken=True)
    return case_id


async def _answer(ctx: Ctx, arrival: IncidentArrival, reason: str, *, taken: bool) -> None:
    await ctx.db.flush()
    await end(ctx, [notices.ARRIVED], arrival.id)
    own, from_ward = ctx.ward_id, arrival.from_ward_id
    await _in_ward(ctx, from_ward)
    answer = await sealed_rows.seal(
        ctx, Decision(reason=reason, at=ctx.clock.now()), "incident_transfer", arrival.id, "sealed_answer"
    )
    await _in_ward(ctx, own)
    told = await ctx.db.execute(select(func.app.answer_transfer(from_ward, arrival.id, taken, ctx.clock.now(), answer)))
    case_id = told.scalar_one()
    if case_id is None:
        raise AnsweredAlready()
    await ctx.record_in(
        from_ward, CaseAudit.CASE_TAKEN if taken else CaseAudit.CASE_REFUSED, CASE, case_id, transfer_id=str(arrival.id)
    )
    await _in_ward(ctx, from_ward)
    if taken:
        await notices.settled(ctx, case_id)
    await tell(ctx, notices.ANSWERED, CASE, case_id, await notices.people_of(ctx, case_id))
    await _in_ward(ctx, own)


async def _unpack(ctx: Ctx, packet: Packet) -> UUID:
    assert ctx.person_id is not None
    case = IncidentCase(
        ward_id=ctx.ward_id, reference=new_reference("VV"), state=packet.state, nature=packet.nature,
        harms=packet.harms, online=packet.online, urgent=packet.urgent, parent_is_suspect=packet.parent_is_suspect,
        sex=packet.sex, received_at=packet.received_at, opened_at=ctx.clock.now(), owner_id=ctx.person_id,
        event_ward=packet.event_ward, residence_ward=packet.residence_ward, police_at=packet.police_at,
        court_at=packet.court_at,
    )  # fmt: skip
    case.age = age_of(packet.facts.birth, packet.received_at)
    if case.state in (CaseState.PLAN_SUBMITTED, CaseState.PLAN_APPROVED, CaseState.IN_PROGRESS, CaseState.REVIEWED):
        # A plan is this ward's own to make (Luật Điều 52.2).
        case.state = CaseState.EXAMINED
    police = Decision(reference=packet.police_reference, at=packet.police_at) if packet.police_at else None
    case.sealed = await sealed_rows.seal(ctx, CaseFacts(child=packet.facts, police=police), "incident_case", case.id)
    ctx.db.add(case)
    await ctx.db.flush()
    await access.give(ctx, case.id, AccessKind.OWNER, [ctx.person_id])
    for told in packet.reports:
        await _report_of(ctx, case, told)
    for one in packet.papers:
        await _paper_of(ctx, case.id, one)
    for note in packet.notes:
        await notes.keep(ctx, case.id, note.text, note.author_name, note.written_at)
    for file in packet.files:
        await _file_of(ctx, case.id, file)
    for kept in packet.evidence:
        await evidence.keep(ctx, case.id, kept.facts, kept.author_name)
    if packet.first_protection_met_at is not None:
        await clocks.start(ctx, case.id, Clock.FIRST_PROTECTION, packet.received_at)
        await clocks.meet(ctx, case.id, Clock.FIRST_PROTECTION, at=packet.first_protection_met_at)
    # A plan is this ward's own to make, in the days that are left of the first receipt.
    going = {Clock.PLAN_SUBMITTED: packet.received_at, **{Clock(code): at for code, at in packet.clocks.items()}}
    for code, starts_at in going.items():
        if code != Clock.PLAN_APPROVED:
            await clocks.start(ctx, case.id, code, starts_at)
    ctx.record(CaseAudit.CASE_ARRIVED, CASE, case.id)
    await notices.waits(ctx, CASE, case.id)
    return case.id


async def _report_of(ctx: Ctx, case: IncidentCase, told: PackedReport) -> None:
    """With its own hour of receipt there; it came here by the other ward."""
    assert ctx.person_id is not None
    report = IncidentReport(
        ward_id=ctx.ward_id, reference=new_reference("TB"), state=ReportState.ACCEPTED,
        channel=ReportChannel.OTHER_WARD, received_at=told.received_at, recorded_at=ctx.clock.now(),
        recorder_id=ctx.person_id, nature=told.nature, harms=told.harms, online=told.online, urgent=told.urgent,
        parent_is_suspect=told.parent_is_suspect, decided_at=ctx.clock.now(), decided_by=ctx.person_id,
    )  # fmt: skip
    report.sealed = await sealed_rows.seal(ctx, told.facts, "incident_report", report.id)
    ctx.db.add(report)
    await ctx.db.flush()
    await access.give(ctx, report.id, AccessKind.OWNER, [ctx.person_id])
    ctx.db.add(IncidentCaseReport(ward_id=ctx.ward_id, id=new_id(), case_id=case.id, report_id=report.id))
    await ctx.db.flush()


async def _paper_of(ctx: Ctx, case_id: UUID, one: PackedPaper) -> None:
    """A paper of the other ward stays what it was, with who wrote and decided it there."""
    assert ctx.person_id is not None
    kind = PaperKind(one.form.kind)
    paper = IncidentPaper(
        ward_id=ctx.ward_id, id=new_id(), case_id=case_id, kind=kind, part=PART_OF[kind], number=one.number,
        state=PaperState.APPROVED if one.approved else PaperState.DONE, author_id=ctx.person_id, writer_ids=[],
        author_name=one.author_name, made_at=ctx.clock.now(), decided_at=one.decided_at,
        decided_name=one.decided_name, starts_on=getattr(one.form, "starts_on", None),
        ends_on=getattr(one.form, "ends_on", None),
    )  # fmt: skip
    paper.sealed = await sealed_rows.seal(ctx, one.form, "incident_paper", paper.id)
    ctx.db.add(paper)
    await ctx.db.flush()


async def _file_of(ctx: Ctx, case_id: UUID, one: PackedFile) -> None:
    """The same bytes: only what opens them is sealed anew, for this ward."""
    row = IncidentFile(
        ward_id=ctx.ward_id, id=new_id(), subject_id=case_id, part=one.part, author_name=one.author_name,
        added_at=one.added_at, storage_key=one.storage_key, size=one.size, sha256=one.sha256,
    )  # fmt: skip
    row.sealed = await sealed_rows.seal(ctx, one.facts, "incident_file", row.id)
    row.sealed_key = (await sealing_of(ctx)).seal(one.secret, "incident_file", row.id, "sealed_key")
    ctx.db.add(row)
    await ctx.db.flush()

"""Cases of the test world: the team has second factors; a report without a decision, a case with all that hangs on it,
a closed one, one that another ward offers. Every sealed text carries the ward's canary."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from tests.world import NOW, Builder, canary
from vitreem.incidents import access, cases, duty, evidence, files, notes, papers, queries, reports, transfers
from vitreem.incidents.files import FileFacts, SealedFile
from vitreem.incidents.forms import (
    BirthKnown,
    Carer,
    ChildFacts,
    Conference,
    DetailedAssessment,
    GroupFact,
    Informant,
    InitialAssessment,
    Plan,
    PlanService,
    Rated,
    ReportFacts,
    Suspect,
    ToldChild,
)
from vitreem.incidents.rules import CASE, ChildSex, Harm, Part, ReportChannel, RiskItem, RiskLevel, SecretGroup
from vitreem.incidents.schemas import AcceptCreate, AcceptedChild, CaseEvidenceWrite, DutyCreate, ReportCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role

TEAM = ("lead", "deputy", "kp_a_protector")
RECEIVED = NOW - timedelta(hours=3)


# Of a case that goes from one ward to the other.
OFFERED = "CNRY-0-SECRET"


def secret(ward_id: int) -> str:
    """What nobody outside the case may ever read."""
    return f"{canary(ward_id)}SECRET"


async def _as(world: Builder, ward_id: int, who: str) -> Ctx:
    role = Role.CHILD_PROTECTION_OFFICER if who == "kp_a_protector" else Role.WARD_LEAD
    named = world.world["ids"]
    ctx = await world.act(
        ward_id, role, account_id=UUID(named[f"ward{ward_id}.{who}.account"]),
        person_id=UUID(named[f"ward{ward_id}.{who}.person"]), actor_name=f"{canary(ward_id)}{who}",
    )  # fmt: skip
    ctx.clock = Clock(lambda: NOW)
    return ctx


async def _second_factors(world: Builder, ward_id: int) -> None:
    for who in TEAM:
        account_id = UUID(world.world["ids"][f"ward{ward_id}.{who}.account"])
        ctx = await world.act(ward_id, Role.WARD_LEAD, account_id=account_id)
        await ctx.db.execute(
            text("UPDATE app.credential SET totp_enabled = true, totp_secret = 'x' WHERE account_id = :id"),
            {"id": account_id},
        )
        await ctx.db.execute(
            text("UPDATE app.session SET cases_seen_at = :far WHERE account_id = :id"),
            {"far": datetime(2199, 1, 1, tzinfo=UTC), "id": account_id},
        )


def told(mark: str, what: str) -> ReportCreate:
    return ReportCreate(
        channel=ReportChannel.PHONE, received_at=RECEIVED, harms=[Harm.PHYSICAL_VIOLENCE],
        facts=ReportFacts(
            what=f"{mark} {what}", place=mark, done_at_once=mark, suspect=Suspect(name=mark, relation=mark, details=mark),
            children=[ToldChild(name=f"{mark} bé", birth=BirthKnown(year=2018), sex=ChildSex.FEMALE, where_now=mark)],
        ),
        informant=Informant(name=mark, phone="0900", address=mark, relation=mark),
    )  # fmt: skip


def child(mark: str) -> ChildFacts:
    return ChildFacts(
        name=f"{mark} bé", birth=BirthKnown(year=2018), address=mark, where_now=mark, school=mark, summary=mark,
        carers=[Carer(name=mark, relation=mark, phone="0900")],
        groups=[GroupFact(group=SecretGroup.SEXUAL_ABUSE, from_on=date(2026, 6, 1), conclusion=mark)],
    )  # fmt: skip


async def fill_ward(world: Builder, ward_id: int) -> None:
    await _second_factors(world, ward_id)
    mark = secret(ward_id)
    ctx = await _as(world, ward_id, "kp_a_protector")
    world.remember(ward_id, "report_new", await reports.create(ctx, told(mark, "chưa quyết")))
    report = await queries.seen_report(ctx, await reports.create(ctx, told(mark, "đã tiếp nhận")))
    world.remember(ward_id, "report", report.id)
    body = AcceptCreate(children=[AcceptedChild(facts=child(mark), sex=ChildSex.FEMALE)])
    [case_id] = await reports.accept(ctx, report, body, report.version)
    world.remember(ward_id, "case", case_id)
    case = await queries.seen_case(ctx, case_id)
    rated = [Rated(item=RiskItem.HARM_SEVERITY, level=RiskLevel.MEDIUM, why=mark)]
    for form in (
        InitialAssessment(situation=mark, items=rated, decided_level=RiskLevel.MEDIUM),
        DetailedAssessment(
            family=mark, harm=mark, needs=mark, child_opinion=mark, items=rated, decided_level=RiskLevel.MEDIUM
        ),
        Conference(held_at=NOW, chair=mark, attendees=mark, conclusion=mark),
    ):
        paper = await queries.seen_paper(ctx, case_id, await papers.begin(ctx, case, form))
        await papers.complete(ctx, case, paper, paper.version)
    plan = Plan(
        goals=mark,
        services=[
            PlanService(service=mark, body=mark, starts_on=date(2026, 6, 12), ends_on=date(2026, 7, 12), cost=10)
        ],
    )
    paper = await queries.seen_paper(ctx, case_id, await papers.begin(ctx, case, plan))
    await papers.submit(ctx, case, paper, paper.version)
    lead = await _as(world, ward_id, "lead")
    await papers.approve(lead, await queries.seen_case(lead, case_id), paper, paper.version)
    ctx = await _as(world, ward_id, "kp_a_protector")
    case = await queries.seen_case(ctx, case_id)
    await cases.start(ctx, case, case.version)
    tasks = await ctx.db.execute(text("SELECT id FROM app.incident_task WHERE case_id = :id"), {"id": case_id})
    world.remember(ward_id, "case_task", tasks.scalar_one())
    draft = await queries.seen_paper(ctx, case_id, await papers.begin(ctx, case, plan))
    world.remember(ward_id, "case_draft", draft.id)
    await notes.add(ctx, case_id, mark)
    world.remember(
        ward_id,
        "evidence",
        await evidence.add(ctx, case, CaseEvidenceWrite(what=mark, holder=mark, taken_on=date(2026, 6, 9))),
    )
    written = await world.state.files.write(ward_id, files.shut(mark.encode(), b"k" * 32))
    kept = SealedFile(written.key, len(mark), b"k" * 32, FileFacts(name=mark, media_type="text/plain", caption=mark))
    world.remember(ward_id, "case_file", await files.attach(ctx, CASE, case_id, Part.FILES, kept))
    kp_a = UUID(world.world["ids"][f"ward{ward_id}.school.person"])
    await access.refer(ctx, case, kp_a, [Part.NOTES], date(2026, 6, 9) + timedelta(days=30), mark)
    deputy = UUID(world.world["ids"][f"ward{ward_id}.deputy.person"])
    protector = UUID(world.world["ids"][f"ward{ward_id}.kp_a_protector.person"])
    world.remember(
        ward_id, "stand_in", await access.stand_in(ctx, deputy, protector, date(2026, 1, 1), date(2026, 1, 2))
    )
    world.remember(
        ward_id, "duty",
        await duty.create(ctx, DutyCreate(person_id=protector, phone="0901 234 567", from_on=date(2026, 6, 1), to_on=date(2026, 6, 30))),
    )  # fmt: skip


async def finish_ward(world: Builder, ward_id: int, _: UUID) -> None:
    """Once both wards are there, each offers the other a case, with a mark that is no ward's own."""
    if ward_id != 2:
        return
    for one, other in ((1, 2), (2, 1)):
        ctx = await _as(world, one, "kp_a_protector")
        report = await queries.seen_report(ctx, await reports.create(ctx, told(OFFERED, "chuyển đi")))
        body = AcceptCreate(children=[AcceptedChild(facts=child(OFFERED))])
        [case_id] = await reports.accept(ctx, report, body, report.version)
        case = await queries.seen_case(ctx, case_id)
        transfer = await transfers.offer(ctx, case, f"9900{other}", OFFERED, case.version)
        world.remember(other, "arrival", transfer)
        world.remember(one, "offered_case", case_id)
        world.remember(one, "offer", transfer)

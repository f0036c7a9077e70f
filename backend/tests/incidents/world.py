"""Cases of the test world: the team has second factors; a report without a decision, a case with all that hangs on it,
a closed one, one that another ward offers. Every sealed text carries the ward's canary."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tests.world import NOW, Builder, canary
from vitreem.incidents import access, cases, duty, evidence, files, notes, papers, queries, reports, transfers
from vitreem.incidents.files import FileFacts, SealedFile
from vitreem.incidents.forms import (
    AlternativeCare,
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
    Review,
    Suspect,
    ToldChild,
)
from vitreem.incidents.models import IncidentPaper
from vitreem.incidents.rules import (
    CASE,
    REPORT,
    CaseOutcome,
    ChildSex,
    Harm,
    Part,
    ReportChannel,
    RiskItem,
    RiskLevel,
    SecretGroup,
)
from vitreem.incidents.schemas import (
    AcceptCreate,
    AcceptedChild,
    CaseEvidenceWrite,
    ClosingCreate,
    DutyCreate,
    ReportCreate,
)
from vitreem.kernel.clock import Clock
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.roles import Role
from vitreem.records.papers import Numbering, Series, number_paper

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


def _rated(mark: str) -> list[Rated]:
    return [Rated(item=RiskItem.HARM_SEVERITY, level=RiskLevel.MEDIUM, why=mark)]


def _steps(mark: str) -> dict[str, Any]:
    """The papers of the course before a plan."""
    return {
        "assessed": InitialAssessment(situation=mark, items=_rated(mark), decided_level=RiskLevel.MEDIUM),
        "examined": DetailedAssessment(
            family=mark, harm=mark, needs=mark, child_opinion=mark, items=_rated(mark), decided_level=RiskLevel.MEDIUM
        ),
        "conferred": Conference(held_at=NOW, chair=mark, attendees=mark, conclusion=mark),
    }  # fmt: skip


def plan(mark: str) -> Plan:
    service = PlanService(service=mark, body=mark, starts_on=date(2026, 6, 12), ends_on=date(2026, 7, 12), cost=10)
    return Plan(goals=mark, services=[service])


def review(mark: str) -> Review:
    return Review(results=mark, items=_rated(mark), decided_level=RiskLevel.LOW, conclusion="close")


class Team:
    """The people of a ward's cases, who take a case to where a test wants it."""

    def __init__(self, world: Builder, ward_id: int) -> None:
        self.world, self.ward_id, self.mark = world, ward_id, secret(ward_id)

    async def protector(self) -> Ctx:
        return await _as(self.world, self.ward_id, "kp_a_protector")

    async def lead(self) -> Ctx:
        return await _as(self.world, self.ward_id, "lead")

    def remember(self, name: str, value: UUID) -> None:
        self.world.remember(self.ward_id, name, value)

    async def open(self, name: str, mark: str = "") -> UUID:
        """A case with its report."""
        mark, ctx = mark or self.mark, await self.protector()
        report = await queries.seen_report(ctx, await reports.create(ctx, told(mark, name)))
        body = AcceptCreate(children=[AcceptedChild(facts=child(mark), sex=ChildSex.FEMALE)])
        [case_id] = await reports.accept(ctx, report, body, report.version)
        self.remember(name, case_id)
        self.remember(f"{name}.report", report.id)
        return case_id

    async def write(self, case_id: UUID, form: Any, verb: Any = papers.complete) -> IncidentPaper:
        ctx = await self.protector()
        case = await queries.seen_case(ctx, case_id)
        paper = await queries.seen_paper(ctx, case_id, await papers.begin(ctx, case, form))
        if verb:
            await verb(ctx, case, paper, paper.version)
        return paper

    async def approve(self, case_id: UUID, paper: IncidentPaper) -> None:
        ctx = await self.lead()
        await papers.approve(ctx, await queries.seen_case(ctx, case_id), paper, paper.version)

    async def case(self, name: str, upto: str) -> UUID:
        """A case that has come as far as `upto`."""
        case_id = await self.open(name)
        for form in _steps(self.mark).values():
            await self.write(case_id, form)
        paper = await self.write(case_id, plan(self.mark), papers.submit)
        self.remember(f"{name}.plan", paper.id)
        if upto == "submitted":
            return case_id
        await self.approve(case_id, paper)
        if upto == "approved":
            return case_id
        ctx = await self.protector()
        case = await queries.seen_case(ctx, case_id)
        await cases.start(ctx, case, case.version)
        if upto == "started":
            return case_id
        await self.write(case_id, review(self.mark))
        if upto == "closed":
            ctx = await self.lead()
            case = await queries.seen_case(ctx, case_id)
            await cases.close(ctx, case, ClosingCreate(outcome=CaseOutcome.SAFE, note=self.mark), case.version)
        return case_id


async def fill_ward(world: Builder, ward_id: int) -> None:
    await _second_factors(world, ward_id)
    team, mark = Team(world, ward_id), secret(ward_id)
    ctx = await team.protector()
    team.remember("report_new", await reports.create(ctx, told(mark, "chưa quyết")))
    case_id = await team.case("case", "started")
    ctx = await team.protector()
    case = await queries.seen_case(ctx, case_id)
    tasks = await ctx.db.execute(text("SELECT id FROM app.incident_task WHERE case_id = :id"), {"id": case_id})
    team.remember("case_task", tasks.scalar_one())
    team.remember("case_draft", (await team.write(case_id, plan(mark), None)).id)
    await notes.add(ctx, case_id, mark)
    kept = CaseEvidenceWrite(what=mark, holder=mark, taken_on=date(2026, 6, 9))
    team.remember("evidence", await evidence.add(ctx, case, kept))
    team.remember("case_file", await _file(world, ctx, CASE, case_id, Part.FILES))
    team.remember("report_file", await _file(world, ctx, REPORT, _id(world, ward_id, "case.report"), Part.REPORT))
    until = date(2026, 7, 9)
    await access.refer(ctx, case, _id(world, ward_id, "school.person"), [Part.NOTES], until, mark)
    deputy, protector = _id(world, ward_id, "deputy.person"), _id(world, ward_id, "kp_a_protector.person")
    day = date(2026, 1, 1)
    team.remember("stand_in", await access.stand_in(await team.lead(), protector, deputy, day, day))
    ctx = await team.protector()
    turn = DutyCreate(person_id=protector, phone="0901 234 567", from_on=date(2026, 6, 1), to_on=date(2026, 6, 30))
    team.remember("duty", await duty.create(ctx, turn))
    for state in ("submitted", "approved", "reviewed", "closed"):
        await team.case(f"case_{state}", state)
    fresh = await team.open("case_fresh")
    team.remember("paper_fresh", (await team.write(fresh, _steps(mark)["assessed"], None)).id)
    for number, (name, numbered) in enumerate((("case", case_id), ("case_fresh", fresh)), 91):
        typed = Numbering(number, "UBND", date(2026, 6, 10), series=Series.SECRET)
        paper = await number_paper(await team.protector(), CASE, numbered, f"{mark} giấy mời", typed)
        team.remember(f"{name}.number", paper.id)
    caring = await team.open("case_caring")
    await team.write(caring, _steps(mark)["assessed"])
    care = AlternativeCare(form="relative", carer=mark, decided_on=date(2026, 6, 10))
    await team.approve(caring, await team.write(caring, care, papers.submit))


def _id(world: Builder, ward_id: int, name: str) -> UUID:
    return UUID(world.world["ids"][f"ward{ward_id}.{name}"])


async def _file(world: Builder, ctx: Ctx, kind: str, subject_id: UUID, part: Part) -> UUID:
    mark, key = secret(ctx.ward_id), b"k" * 32
    written = await world.state.files.write(ctx.ward_id, files.shut(mark.encode(), key))
    facts = FileFacts(name=mark, media_type="text/plain", caption=mark)
    return await files.attach(
        ctx, kind, subject_id, part, SealedFile(written.key, len(mark), written.sha256, key, facts)
    )


async def finish_ward(world: Builder, ward_id: int, _: UUID) -> None:
    """Once both wards are there, each offers the other a case, with a mark that is no ward's own."""
    if ward_id != 2:
        return
    for one, other in ((1, 2), (2, 1)):
        team = Team(world, one)
        case_id = await team.open("offered_case", OFFERED)
        ctx = await team.protector()
        case = await queries.seen_case(ctx, case_id)
        transfer = await transfers.offer(ctx, case, f"9900{other}", OFFERED, case.version)
        world.remember(other, "arrival", transfer)
        team.remember("offer", transfer)

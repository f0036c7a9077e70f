"""Invented cases: a call of this morning whose hours run, one on each part of the course, one that is over."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vitreem.incidents import cases, duty, notes, papers, queries, reports, transfers
from vitreem.incidents.forms import (
    BirthKnown,
    Carer,
    ChildFacts,
    Conference,
    DetailedAssessment,
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
from vitreem.incidents.models import IncidentCase
from vitreem.incidents.rules import CaseOutcome, ChildSex, Harm, Nature, ReportChannel, RiskItem, RiskLevel
from vitreem.incidents.schemas import AcceptCreate, AcceptedChild, ClosingCreate, DutyCreate, ReportCreate
from vitreem.kernel.request.context import Ctx

Act = Callable[[datetime], Awaitable[Ctx]]


@dataclass(frozen=True)
class Team:
    """The ward's protection officer and its chair, each acting at a moment; and the officer's person."""

    officer: Act
    lead: Act
    officer_id: UUID
    phone: str
    # Names are invented, and other ones in each ward.
    children: tuple[str, ...]


async def protect_children(team: Team, now: datetime) -> None:
    """Today's call and this morning's siblings; a plan that waits; one that is carried out; a closed case."""
    ctx = await team.officer(now)
    on_day = ctx.clock.today()
    await duty.create(
        ctx,
        DutyCreate(
            person_id=team.officer_id, phone=team.phone, from_on=on_day - timedelta(days=2),
            to_on=on_day + timedelta(days=12),
        ),
    )  # fmt: skip
    first, *siblings, planned, helped, safe = team.children
    await _report(
        ctx, now - timedelta(hours=3, minutes=20),
        "Hàng xóm nghe trẻ khóc nhiều đêm, sáng nay thấy tay trẻ có vết bầm.",
        first, harms=[Harm.PHYSICAL_VIOLENCE],
    )  # fmt: skip
    for case in await _cases(team, now - timedelta(hours=8), siblings, parent_is_suspect=True):
        await _paper(team, case, _initial(urgent=True), now - timedelta(hours=6))
    await _planned(team, planned, now - timedelta(days=3))
    case = await _carried_out(team, helped, now - timedelta(days=30))
    await notes.add(await team.officer(now - timedelta(days=5)), case.id, "Đã thăm nhà, trẻ đi học đều, ăn ngủ tốt.")
    await _closed(team, await _carried_out(team, safe, now - timedelta(days=70)), now - timedelta(days=20))


async def offer_case(team: Team, now: datetime, ward_code: str) -> None:
    """A case of a child who lives in another ward."""
    [case] = await _cases(team, now - timedelta(hours=5), ["Kim Thị Mây Trắng"])
    ctx = await team.officer(now - timedelta(hours=2))
    found = await queries.seen_case(ctx, case.id)
    await transfers.offer(ctx, found, ward_code, "Trẻ đang sống với bà ngoại ở địa bàn bên đó.", found.version)


async def _report(ctx: Ctx, received_at: datetime, what: str, *names: str, **more: Any) -> UUID:
    told = [
        ToldChild(name=name, birth=BirthKnown(year=ctx.clock.today().year - 8 - at)) for at, name in enumerate(names)
    ]
    return await reports.create(
        ctx,
        ReportCreate(
            channel=ReportChannel.PHONE, received_at=received_at,
            facts=ReportFacts(what=what, place="Gần chợ khu phố", children=told, suspect=Suspect(relation="Chưa rõ")),
            informant=Informant(name="Một người hàng xóm", phone="0900000456"), **more,
        ),
    )  # fmt: skip


async def _cases(team: Team, received_at: datetime, names: list[str], **more: Any) -> list[IncidentCase]:
    """One report, and a case for each of its children."""
    ctx = await team.officer(received_at + timedelta(minutes=20))
    what = "Cô giáo báo: trẻ đến lớp có nhiều vết thương, nói sợ phải về nhà."
    more = {"harms": [Harm.PHYSICAL_VIOLENCE, Harm.PSYCHOLOGICAL_VIOLENCE], "nature": Nature.ABUSED, **more}
    report = await queries.seen_report(ctx, await _report(ctx, received_at, what, *names, **more))
    year = ctx.clock.today().year
    body = AcceptCreate(
        children=[
            AcceptedChild(
                sex=ChildSex.FEMALE if at % 2 else ChildSex.MALE,
                facts=ChildFacts(
                    name=name, birth=BirthKnown(year=year - 8 - at), school="Lớp 3",
                    carers=[Carer(name="Bà ngoại", relation="Bà")],
                ),
            )
            for at, name in enumerate(names)
        ]
    )  # fmt: skip
    opened = await reports.accept(ctx, report, body, report.version)
    return [await queries.seen_case(ctx, one) for one in opened]


def _rated(level: RiskLevel) -> list[Rated]:
    return [Rated(item=RiskItem.HARM_SEVERITY, level=level), Rated(item=RiskItem.CARER_PROTECTION, level=RiskLevel.LOW)]


def _initial(*, urgent: bool = False) -> InitialAssessment:
    level = RiskLevel.HIGH if urgent else RiskLevel.MEDIUM
    return InitialAssessment(
        situation="Trẻ có vết bầm ở tay, ăn uống kém, sợ tiếng quát.", items=_rated(level), decided_level=level,
        safety_measures="Trẻ ở nhà bà ngoại trong khi xác minh.", urgent=urgent,
    )  # fmt: skip


async def _paper(team: Team, case: IncidentCase, form: Any, at: datetime, *, submit: bool = False) -> Any:
    ctx = await team.officer(at)
    case = await queries.seen_case(ctx, case.id)
    paper = await queries.seen_paper(ctx, case.id, await papers.begin(ctx, case, form))
    await (papers.submit if submit else papers.complete)(ctx, case, paper, paper.version)
    await ctx.db.flush()
    return paper


async def _planned(team: Team, name: str, received_at: datetime) -> tuple[IncidentCase, Any]:
    """As far as a plan that the chair has to decide on."""
    [case] = await _cases(team, received_at, [name])
    await _paper(team, case, _initial(), received_at + timedelta(hours=5))
    detailed = DetailedAssessment(
        family="Trẻ ở với mẹ và cha dượng; bà ngoại ở cùng khu phố.", harm="Bị đánh nhiều lần.",
        needs="Chỗ ở an toàn, tư vấn tâm lý, đi học đều.", child_opinion="Muốn ở với bà ngoại.",
        items=_rated(RiskLevel.MEDIUM), decided_level=RiskLevel.MEDIUM,
    )  # fmt: skip
    await _paper(team, case, detailed, received_at + timedelta(days=1))
    held = received_at + timedelta(days=1, hours=3)
    conference = Conference(
        held_at=held, place="Phòng họp UBND phường", chair="Chủ tịch UBND phường",
        attendees="Công an phường\nTrạm Y tế\nHội Phụ nữ", conclusion="Lập kế hoạch hỗ trợ trong ba tháng.",
    )  # fmt: skip
    await _paper(team, case, conference, held + timedelta(hours=1))
    first = received_at.date() + timedelta(days=4)
    services = [
        ("Tư vấn tâm lý cho trẻ, mỗi tuần một buổi", "Trạm Y tế phường", 20, 2_000_000),
        ("Thăm nhà, hướng dẫn nuôi dạy không đòn roi", "Hội Liên hiệp Phụ nữ phường", 60, 500_000),
        ("Miễn học phí, theo dõi chuyên cần", "Nhà trường", 90, 0),
    ]
    plan = Plan(
        goals="Trẻ được an toàn, đi học đều, sống với người chăm sóc tin cậy.",
        services=[
            PlanService(service=what, body=body, starts_on=first, ends_on=first + timedelta(days=days), cost=cost)
            for what, body, days, cost in services
        ],
        funding="Ngân sách phường", recipients="Công an phường\nTrạm Y tế phường\nNhà trường",
    )  # fmt: skip
    return case, await _paper(team, case, plan, held + timedelta(hours=4), submit=True)


async def _carried_out(team: Team, name: str, received_at: datetime) -> IncidentCase:
    case, plan = await _planned(team, name, received_at)
    ctx = await team.lead(received_at + timedelta(days=2, hours=3))
    case = await queries.seen_case(ctx, case.id)
    await papers.approve(ctx, case, await queries.seen_paper(ctx, case.id, plan.id), plan.version)
    ctx = await team.officer(received_at + timedelta(days=3))
    case = await queries.seen_case(ctx, case.id)
    await cases.start(ctx, case, case.version)
    await ctx.db.flush()
    return case


async def _closed(team: Team, case: IncidentCase, at: datetime) -> None:
    review = Review(
        results="Cha dượng đã cam kết và thực hiện; trẻ vui vẻ, học đều.", items=_rated(RiskLevel.LOW),
        decided_level=RiskLevel.LOW, conclusion="close",
    )  # fmt: skip
    await _paper(team, case, review, at)
    ctx = await team.lead(at + timedelta(hours=2))
    case = await queries.seen_case(ctx, case.id)
    closing = ClosingCreate(outcome=CaseOutcome.SAFE, note="Trẻ an toàn; khu phố tiếp tục để mắt đến gia đình.")
    await cases.close(ctx, case, closing, case.version)

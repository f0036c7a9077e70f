"""Fill an empty database with two invented wards in the middle of their month, through the same verbs as the pages.

The month is laid around today, so that something is due, late and done whenever the demo is started.
"""

import asyncio
import re
from datetime import date, datetime, timedelta
from importlib.resources import files
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import typer
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem import contexts
from vitreem.assignments import evidence, queries, rules, service
from vitreem.assignments.models import Assignment
from vitreem.assignments.rules import EvidenceKind
from vitreem.assignments.schemas import NoteCreate, SubmissionCreate
from vitreem.demo.activities import hold_month
from vitreem.demo.children import Place, keep_register
from vitreem.demo.communications import Desk, speak_all_month
from vitreem.demo.giving import Givers, give_gifts
from vitreem.demo.ground import outline
from vitreem.demo.hazards import Finder, find_hazards, record_injuries
from vitreem.demo.incidents import Act, Team, offer_case, protect_children
from vitreem.demo.pictures import photo
from vitreem.demo.wards import PASSWORD, SECOND_FACTOR, WARDS, DemoUnit, DemoWard
from vitreem.identity import changes, passwords, people, registry, sessions
from vitreem.identity.change_schemas import UnitChangeCreate
from vitreem.identity.kinds import UnitChangeKind
from vitreem.identity.models import Account, Credential, Membership, Person, Ward
from vitreem.identity.schemas import NewUnit, UnitCreate
from vitreem.installation import Installation
from vitreem.kernel.clock import VIETNAM, Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.files.keep import kept
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.workers import InPlace
from vitreem.plans import drafting, publication
from vitreem.plans import facts as plans
from vitreem.plans import queries as plan_queries
from vitreem.plans.content import PlanContent
from vitreem.records.ward_map import service as ward_map

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PRINTED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


class Loader:
    """Fills everything in one transaction: a load that is cut off leaves the database empty."""

    def __init__(self, installation: Installation, db: AsyncSession) -> None:
        self.db = db
        self.settings = installation.settings
        self.accounts: dict[UUID, UUID] = {}
        self.state = SimpleNamespace(
            files=DiskStore(installation.files_dir), field_key=installation.field_key, workers=InPlace()
        )

    async def act(self, ward_id: int, roles: set[Role], clock: Clock, **who: Any) -> Ctx:
        return await act(self.db, self.state, settings=self.settings, clock=clock, ward_id=ward_id, roles=roles, **who)

    async def run(self) -> bool:
        """Load unless there is a ward already; whether it did."""
        now = Clock()
        ctx = await self.act(0, {Role.SYSTEM_ADMIN}, now)
        if (await ctx.db.execute(select(Ward.id).limit(1))).first():
            return False
        await self._directory(ctx)
        teams = [await self._fill(ward, now) for ward in WARDS]
        for ward, team in zip(WARDS, teams, strict=True):
            await protect_children(team, now.now())
            await offer_case(team, now.now(), next(other.code for other in WARDS if other is not ward))
        return True

    async def _directory(self, ctx: Ctx) -> None:
        """Wards, the administrator and the superior level's viewer."""
        self.hash = passwords.hash_now(PASSWORD)
        for ward in WARDS:
            ctx.db.add(Ward(id=ward.id, code=ward.code, name=ward.name, province=ward.province))
        admin = Account(login="quantri", full_name="Quản trị hệ thống", system_admin=True)
        viewer = Account(login="captren", full_name="Đinh Hoài Thu")
        ctx.db.add_all([admin, viewer])
        await ctx.db.flush()
        ctx.db.add_all([Credential(account_id=one.id, password_hash=self.hash) for one in (admin, viewer)])
        self.viewer_id = viewer.id

    async def _fill(self, ward: DemoWard, now: Clock) -> Team:
        ctx = await self.act(ward.id, {Role.WARD_LEAD}, now, actor_name=ward.lead)
        lead = await self._person(ctx, ward.lead, f"lanhdao.{ward.suffix}", "Phó Chủ tịch", Role.WARD_LEAD, None)
        await self._person(ctx, ward.officer, f"canbo.{ward.suffix}", "Công chức phụ trách", Role.WARD_OFFICER, None)
        leads: dict[str, tuple[UUID, UUID]] = {}
        for one in ward.units:
            body = UnitCreate(name=one.name, kind=one.kind, aliases=list(one.aliases))
            unit = await registry.create(ctx, body)
            person = await self._person(
                ctx, one.lead, f"{one.login}.{ward.suffix}", "Phụ trách", Role.UNIT_LEAD, unit.id
            )
            leads[one.login] = (unit.id, person.id)
            if one.login == ward.culture_desk:
                ctx.db.add(Membership(ward_id=ward.id, person_id=person.id, unit_id=unit.id, role=Role.CULTURE_OFFICER))
        viewer = await people.add_person(
            ctx, SimpleNamespace(id=self.viewer_id), "Đinh Hoài Thu", "Chuyên viên cấp trên"
        )
        ctx.db.add(Membership(ward_id=ward.id, person_id=viewer.id, role=Role.SUPERIOR_VIEWER))
        await self._publish(ward, lead, now)
        for unit in ward.units:
            await self._work(ward, unit, *leads[unit.login])
        for unit in ward.units:
            unit_id, person_id, account_id = (*leads[unit.login], self.accounts[leads[unit.login][1]])
            ctx = await self.act(
                ward.id, {Role.UNIT_LEAD}, now, actor_name=unit.lead, person_id=person_id, account_id=account_id,
                lead_unit_ids=(unit_id,),
            )  # fmt: skip
            await hold_month(ctx, unit, unit_id, now.today() - timedelta(days=23), now.today())
        await self._speak(ward, leads, now, self.accounts[lead.id])
        await self._register(ward, leads, now)
        await self._hazards(ward, leads, now)
        await self._give(ward, leads, now, self.accounts[lead.id])
        if ward.renamed:
            await self._rename(ward, leads[ward.renamed[0]][0], ward.renamed[1], now)
        return await self._team(ward, leads[ward.protection_desk][0], now)

    async def _team(self, ward: DemoWard, desk_id: UUID, now: Clock) -> Team:
        """Who works on cases: the chair and a protection officer, each with a second factor."""
        ctx = await self.act(ward.id, {Role.WARD_LEAD}, now, actor_name=ward.lead)
        chair = await self._person(
            ctx, ward.chair, f"chutich.{ward.suffix}", "Chủ tịch", Role.WARD_LEAD, None, SECOND_FACTOR
        )
        officer = await self._person(
            ctx, ward.protector, f"baove.{ward.suffix}", "Người làm công tác bảo vệ trẻ em",
            Role.CHILD_PROTECTION_OFFICER, desk_id, SECOND_FACTOR,
        )  # fmt: skip

        def acting(person: Person, role: Role, *units: UUID) -> Act:
            return lambda at: self.act(
                ward.id, {role}, Clock(lambda: at), actor_name=person.full_name, person_id=person.id,
                account_id=self.accounts[person.id], lead_unit_ids=units,
            )  # fmt: skip

        return Team(
            acting(officer, Role.CHILD_PROTECTION_OFFICER, desk_id), acting(chair, Role.WARD_LEAD), officer.id,
            f"0900 000 {ward.code[-3:]}", ward.protected,
        )  # fmt: skip

    async def _give(self, ward: DemoWard, leads: dict[str, tuple[UUID, UUID]], now: Clock, lead_account: UUID) -> None:
        """The ward's lead decides about last year's and this year's gifts, and about a sponsorship."""
        ctx = await self.act(ward.id, {Role.WARD_LEAD}, now, actor_name=ward.lead, account_id=lead_account)
        sponsors = [leads[one.login][0] for one in ward.units if one.kind == "mass_organisation"]
        givers = Givers(
            tuple(leads[one.login][0] for one in ward.units if one.kind in ("khu_pho", "school")), sponsors[-1]
        )
        await give_gifts(ctx, givers, now.today())

    async def _speak(self, ward: DemoWard, leads: dict[str, tuple[UUID, UUID]], now: Clock, lead_account: UUID) -> None:
        """What the culture desk said, hung up and broadcast in the month; the ward's lead approves its scripts."""
        unit_id, person_id = leads[ward.culture_desk]
        name = next(one.lead for one in ward.units if one.login == ward.culture_desk)
        ctx = await self.act(
            ward.id, {Role.UNIT_LEAD, Role.CULTURE_OFFICER, Role.WARD_OFFICER}, now, actor_name=name,
            person_id=person_id, account_id=self.accounts[person_id], lead_unit_ids=(unit_id,),
        )  # fmt: skip
        khu_pho = tuple((leads[one.login][0], one.name) for one in ward.units if one.kind == "khu_pho")
        messages = tuple(one.id for one in await plans.message_library(ctx))
        desk = Desk(unit_id, khu_pho, messages, (lead_account, ward.lead))
        await speak_all_month(ctx, desk, now.today() - timedelta(days=23), now.today())

    async def _register(self, ward: DemoWard, leads: dict[str, tuple[UUID, UUID]], now: Clock) -> None:
        ctx = await self.act(ward.id, {Role.WARD_OFFICER}, now, actor_name=ward.officer)
        place = Place(
            tuple((leads[one.login][0], one.name) for one in ward.units if one.kind == "khu_pho"),
            # Classes are those of primary and lower secondary schools.
            tuple(leads[one.login][0] for one in ward.units if one.kind == "school" and "Mầm non" not in one.name),
        )
        await keep_register(ctx, place, now.today())

    async def _hazards(self, ward: DemoWard, leads: dict[str, tuple[UUID, UUID]], now: Clock) -> None:
        """The ward lays its map; each khu phố finds places; schools and the health station record injuries."""
        khu_pho = [one for one in ward.units if one.kind == "khu_pho"]
        named = dict([ward.renamed] if ward.renamed else [])
        officer = await self.act(ward.id, {Role.WARD_OFFICER}, now, actor_name=ward.officer)
        await ward_map.lay_outline(officer, outline(ward.id, [named.get(one.login, one.name) for one in khu_pho]), 0)
        owners = tuple(leads[one.login][0] for one in ward.units if one.login in ("diachinh", ward.culture_desk))
        for at, one in enumerate(khu_pho):
            unit_id = leads[one.login][0]
            ctx = await self._lead(ward, one, leads)
            await find_hazards(ctx, Finder(ward.id, unit_id, at, len(khu_pho), owners), now.today())
        places = [leads[one.login][0] for one in khu_pho]
        for one in ward.units:
            if one.kind in ("school", "health_station"):
                ctx = await self._lead(ward, one, leads)
                count = 20 if one.kind == "health_station" else 12
                await record_injuries(ctx, leads[one.login][0], places, now.today(), count)

    async def _lead(self, ward: DemoWard, unit: DemoUnit, leads: dict[str, tuple[UUID, UUID]]) -> Ctx:
        """Who leads the unit."""
        unit_id, person_id = leads[unit.login]
        return await self.act(
            ward.id, {Role.UNIT_LEAD}, Clock(), actor_name=unit.lead, person_id=person_id,
            account_id=self.accounts[person_id], lead_unit_ids=(unit_id,),
        )  # fmt: skip

    async def _rename(self, ward: DemoWard, unit_id: UUID, name: str, now: Clock) -> None:
        """What was done until then keeps the old name; what is open goes on under the new one."""
        ctx = await self.act(ward.id, {Role.WARD_OFFICER}, now, actor_name=ward.officer)
        on_day = now.today() - timedelta(days=6)
        body = UnitChangeCreate(
            kind=UnitChangeKind.RENAME, predecessor_ids=[unit_id], successors=[NewUnit(name=name)], on_day=on_day,
            paper_number="08/NQ-HĐND", paper_on=on_day - timedelta(days=5),
        )  # fmt: skip
        await changes.make(ctx, body)

    async def _person(
        self, ctx: Ctx, name: str, login: str, position: str, role: Role, unit_id: UUID | None, second_factor: str = ""
    ) -> Person:
        account = Account(login=login, full_name=name)
        ctx.db.add(account)
        await ctx.db.flush()
        sealed = sessions.sealed_secret(ctx, account.id, second_factor) if second_factor else None
        proof = Credential(
            account_id=account.id, password_hash=self.hash, totp_secret=sealed, totp_enabled=bool(second_factor)
        )
        ctx.db.add(proof)
        person = await people.add_person(ctx, account, name, position)
        ctx.db.add(Membership(ward_id=ctx.ward_id, person_id=person.id, unit_id=unit_id, role=role))
        await ctx.db.flush()
        self.accounts[person.id] = account.id
        return person

    async def _publish(self, ward: DemoWard, lead: Person, now: Clock) -> None:
        """The shipped sample plan, its days laid around today, published three weeks ago."""
        start = _clock_at(now.today() - timedelta(days=24))
        who = {"actor_name": ward.officer, "person_id": lead.id}
        ctx = await self.act(ward.id, {Role.WARD_OFFICER}, start, **who)
        sample = files("vitreem.demo").joinpath("samples/ke-hoach-phuong-an-binh-2026.txt").read_bytes()
        stored, _ = await drafting.import_file(ctx, sample, "ke-hoach-phuong-an-binh-2026.txt", None)
        plan = await plan_queries.seen(ctx, stored.plan_id)
        revision = await drafting.require_open(ctx, plan)
        content = laid_around(drafting.load(revision), now.today())
        if ward.suffix != "anbinh":
            content = _renamed(content, ward)
        await drafting.save(ctx, plan, content, revision.version)
        for group in content.task_groups:
            # The sample's assignees match An Bình; Bến Xuân has fewer desks.
            if group.assignees.empty and group.tasks:
                desk = next(one for one in await registry.open_units(ctx) if one.kind == "officer_desk")
                group.assignees.unit_ids, group.assignees.certainty = [desk.id], "confirmed"
        await drafting.save(ctx, plan, content, revision.version)
        await publication.publish(ctx, plan, plan.version, revision.version)

    async def _work(self, ward: DemoWard, unit: DemoUnit, unit_id: UUID, person_id: UUID) -> None:
        """A believable spread of states: the diligent, the waiting, the late."""
        today = Clock().today()
        who = {"actor_name": unit.lead, "person_id": person_id, "lead_unit_ids": (unit_id,)}
        ctx = await self.act(ward.id, {Role.UNIT_LEAD}, _clock_at(today - timedelta(days=9)), **who)
        rows = await ctx.db.execute(queries.visible(ctx).order_by(Assignment.number, Assignment.id))
        for at, assignment in enumerate(rows.scalars()):
            step = (sum(map(ord, unit.login)) + 3 * at) % 8
            await _advance(ctx, assignment, step, unit.name)
        ctx = await self.act(
            ward.id, {Role.WARD_OFFICER}, _clock_at(today - timedelta(days=2)), actor_name=ward.officer
        )
        rows = await ctx.db.execute(
            select(Assignment).where(
                Assignment.ward_id == ward.id, Assignment.unit_id == unit_id, Assignment.state == "submitted"
            )
        )
        for at, assignment in enumerate(rows.scalars()):
            step = (sum(map(ord, unit.login)) + at) % 4
            if step == 0:
                await service.send_back(
                    ctx, assignment, assignment.version, "Bổ sung số trẻ tham dự và ảnh chụp rõ hơn."
                )
            elif step != 3:
                await service.accept(ctx, assignment, assignment.version, "")
            await ctx.db.flush()


async def _advance(ctx: Ctx, assignment: Assignment, step: int, unit_name: str) -> None:
    if step == 0:
        return
    await service.acknowledge(ctx, assignment, assignment.version)
    if step == 1:
        return
    codes = rules.FIGURES.get(assignment.kind, ())
    figures = {
        code: 500_000 * (step + 3) if code == "amount_vnd" else 7 * step + 5 * index + 3
        for index, code in enumerate(codes[:3])
    }
    await service.note(
        ctx, assignment, NoteCreate(text=f"{unit_name} đã họp, phân công người làm và chuẩn bị xong.", figures=figures)
    )
    if step <= 3:
        return
    async with kept(ctx.state, ctx.ward_id, photo(step + len(unit_name)), "anh-hoat-dong.jpg") as one:
        await evidence.attach_file(ctx, assignment, one, EvidenceKind.PHOTO, "Ảnh hoạt động")
    body = SubmissionCreate(result="Đã tổ chức xong, bà con và các cháu tham gia đông đủ, an toàn.", figures=figures)
    await service.submit(ctx, assignment, body, assignment.version)
    await ctx.db.flush()


def _clock_at(day: date) -> Clock:
    moment = datetime(day.year, day.month, day.day, 9, 30, tzinfo=VIETNAM)
    return Clock(lambda: moment)


def laid_around(content: PlanContent, today: date) -> PlanContent:
    """The plan with all its days moved together, so that today is its 24th day."""
    assert content.starts_on is not None
    shift = today - timedelta(days=23) - content.starts_on

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(one) for one in value]
        if isinstance(value, dict):
            return {name: walk(one) for name, one in value.items()}
        if not isinstance(value, str):
            return value
        if _ISO.fullmatch(value):
            return (date.fromisoformat(value) + shift).isoformat()
        return _PRINTED.sub(_shift_printed, value)

    def _shift_printed(found: re.Match[str]) -> str:
        if int(found[3]) != content.year:
            return found[0]  # the date of a law stays
        day = date(int(found[3]), int(found[2]), int(found[1])) + shift
        return f"{day.day}/{day.month}/{day.year}"

    data = drafting.dump(content)
    kept = {"references": data["references"]}
    return PlanContent.model_validate({**walk(data), **kept, "year": today.year})


def _renamed(content: PlanContent, ward: DemoWard) -> PlanContent:
    text_of = drafting.dump(content)

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(one) for one in value]
        if isinstance(value, dict):
            return {name: walk(one) for name, one in value.items()}
        return value.replace("An Bình", ward.name.removeprefix("Phường ")) if isinstance(value, str) else value

    return PlanContent.model_validate(walk(text_of))


def load_and_print(installation: Installation) -> None:
    """Load once, and print how to sign in to the demo wards whenever they are there."""
    if asyncio.run(_load(installation)):
        typer.echo(f"\n  Tài khoản trình diễn (mật khẩu chung: {PASSWORD})")
        for ward in WARDS:
            typer.echo(
                f"    {ward.name}: lanhdao.{ward.suffix} · canbo.{ward.suffix} · "
                f"{ward.units[-1].login}.{ward.suffix} · {ward.units[0].login}.{ward.suffix} …"
            )
        typer.echo("    Cấp trên: captren · Quản trị hệ thống: quantri")
        typer.echo("  Vụ việc (thêm mã xác thực hai lớp):")
        typer.echo("    " + " · ".join(f"baove.{ward.suffix}, chutich.{ward.suffix}" for ward in WARDS))
        typer.echo(f"    Nhập khóa {SECOND_FACTOR} vào ứng dụng tạo mã trên điện thoại")


async def _load(installation: Installation) -> bool:
    """Whether the demo wards are there."""
    contexts.tables()
    contexts.register()
    engine = make_engine(installation.app_url(), pool_size=1)
    try:
        async with make_sessions(engine)() as db, db.begin():
            await Loader(installation, db).run()
            found = await db.execute(text("SELECT app.find_login('canbo.anbinh')"))
            return found.scalar_one() is not None
    finally:
        await engine.dispose()

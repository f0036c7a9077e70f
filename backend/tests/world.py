"""Two small wards that every test finds: people of each role, a plan in force, a draft, assignments in each state.

Texts carry a canary of their ward, so that a leak is seen wherever it comes out.
"""

import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem import contexts
from vitreem.activities import feeds as activity_feeds
from vitreem.activities import queries as activity_queries
from vitreem.activities import service as activity_service
from vitreem.activities.rules import ActivityArea
from vitreem.activities.schemas import ActivityCreate, Participants, SeriesCreate
from vitreem.assignments import evidence, service
from vitreem.assignments.models import Assignment
from vitreem.assignments.queries import visible
from vitreem.assignments.rules import EvidenceKind
from vitreem.assignments.schemas import LinkCreate, SubmissionCreate
from vitreem.broadcasting import queries as script_queries
from vitreem.broadcasting import service as scripts
from vitreem.broadcasting.schemas import ScriptCreate, SlotCreate
from vitreem.communications import queries as event_queries
from vitreem.communications import service as event_service
from vitreem.communications.rules import CommunicationKind
from vitreem.communications.schemas import CommunicationCreate
from vitreem.demo.pictures import photo
from vitreem.identity import approvals, memberships, passwords, people, registry, telling
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Account, Credential, Membership, SignInSession, Ward
from vitreem.identity.schemas import MembershipCreate, UnitCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.files import resumable_uploads
from vitreem.kernel.files.keep import kept
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.workers import InPlace
from vitreem.plans import drafting, publication
from vitreem.plans import queries as plan_queries
from vitreem.plans.content import (
    Assignees,
    DraftActivity,
    DraftActivityGroup,
    DraftReportDeadline,
    DraftTask,
    DraftTaskGroup,
    Line,
    PlanContent,
    TaskKind,
)
from vitreem.plans.models import PlanMessage
from vitreem.records.files import FileAttach
from vitreem.settings import Settings

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)  # 09:00 on 10/6/2026 in Việt Nam
PASSWORD = "mot cau dai de nho 7"


class World(TypedDict):
    """`tokens` by person, `ids` by name: `ward1.plan`, `ward1.kp_a.fresh`, …"""

    tokens: dict[str, str]
    ids: dict[str, str]


def canary(ward_id: int) -> str:
    return f"CNRY-{ward_id}-"


async def build_world(url: str, files_dir: Path) -> World:
    contexts.register()
    world: World = {"tokens": {}, "ids": {}}
    engine = make_engine(url, pool_size=1)
    async with make_sessions(engine)() as db, db.begin():
        builder = _Builder(db, files_dir, world)
        await builder.directory()
        for ward_id in (1, 2):
            await builder.ward(ward_id)
    await engine.dispose()
    return world


class _Builder:
    def __init__(self, db: AsyncSession, files_dir: Path, world: World) -> None:
        self.db, self.world = db, world
        self.clock = Clock(lambda: NOW - timedelta(days=9))
        self.settings = Settings(_env_file=None)
        self.state = SimpleNamespace(files=DiskStore(files_dir), field_key="", workers=InPlace())

    async def act(self, ward_id: int, role: Role, **who: Any) -> Ctx:
        return await act(
            self.db, self.state, settings=self.settings, clock=self.clock, ward_id=ward_id, roles={role}, **who
        )

    async def directory(self) -> None:
        self.hash = passwords.hash_now(PASSWORD)
        await self.act(0, Role.SYSTEM_ADMIN)
        for ward_id in (1, 2):
            self.db.add(Ward(id=ward_id, code=f"9900{ward_id}", name=f"Phường {ward_id}", province="Tỉnh Thử"))
        admin = Account(login="admin", full_name="Quản trị", system_admin=True)
        self.db.add(admin)
        await self.db.flush()
        await self._credential(admin.id, "admin", None)
        self.world["ids"]["admin.account"] = str(admin.id)

    async def _credential(self, account_id: UUID, who: str, ward_id: int | None) -> None:
        self.db.add(Credential(account_id=account_id, password_hash=self.hash))
        await self.db.flush()
        ctx = await self.act(ward_id or 0, Role.SYSTEM_ADMIN, account_id=account_id)
        token = secrets.token_urlsafe(32)
        ctx.db.add(
            SignInSession(
                token_hash=hash_token(token), account_id=account_id, ward_id=ward_id, created_at=NOW,
                last_seen_at=NOW + timedelta(days=3650), expires_at=NOW + timedelta(days=3650),
            )
        )  # fmt: skip
        await ctx.db.flush()
        self.world["tokens"][who] = token

    async def person(self, ward_id: int, name: str, role: Role, unit_id: UUID | None = None) -> UUID:
        ctx = await self.act(ward_id, Role.WARD_LEAD)
        account = Account(login=f"{name}.w{ward_id}", full_name=f"{canary(ward_id)}{name}")
        ctx.db.add(account)
        await ctx.db.flush()
        person = await people.add_person(ctx, account, account.full_name)
        membership = Membership(ward_id=ward_id, person_id=person.id, unit_id=unit_id, role=role)
        ctx.db.add(membership)
        await ctx.db.flush()
        await self._credential(account.id, f"ward{ward_id}.{name}", ward_id)
        self.remember(ward_id, f"{name}.person", person.id)
        self.remember(ward_id, f"{name}.membership", membership.id)
        self.remember(ward_id, f"{name}.account", account.id)
        return person.id

    def remember(self, ward_id: int, name: str, value: UUID) -> None:
        self.world["ids"][f"ward{ward_id}.{name}"] = str(value)

    async def ward(self, ward_id: int) -> None:
        mark = canary(ward_id)
        await self.person(ward_id, "lead", Role.WARD_LEAD)
        await self.person(ward_id, "deputy", Role.WARD_LEAD)
        await self.person(ward_id, "officer", Role.WARD_OFFICER)
        await self.person(ward_id, "viewer", Role.SUPERIOR_VIEWER)
        heads: dict[str, tuple[UUID, UUID]] = {}
        for name, kind in (("kp_a", UnitKind.KHU_PHO), ("kp_b", UnitKind.KHU_PHO), ("school", UnitKind.SCHOOL)):
            ctx = await self.act(ward_id, Role.WARD_LEAD)
            unit = await registry.create(ctx, UnitCreate(name=f"{mark}{name}", kind=kind))
            self.remember(ward_id, f"{name}.unit", unit.id)
            heads[name] = (unit.id, await self.person(ward_id, name, Role.UNIT_LEAD, unit.id))
        await self.person(ward_id, "kp_a_member", Role.UNIT_MEMBER, heads["kp_a"][0])
        await self.person(ward_id, "kp_a_protector", Role.CHILD_PROTECTION_OFFICER, heads["kp_a"][0])
        await self.waiting(ward_id, heads["kp_b"][0])
        ctx = await self.act(ward_id, Role.WARD_LEAD)
        desk = await registry.create(ctx, UnitCreate(name=f"{mark}culture", kind=UnitKind.OFFICER_DESK))
        self.remember(ward_id, "culture.unit", desk.id)
        await self.person(ward_id, "culture", Role.CULTURE_OFFICER, desk.id)

        ctx = await self.act(ward_id, Role.WARD_OFFICER)
        plan = await drafting.new_plan(ctx, content(mark))
        await publication.publish(ctx, plan, plan.version, 1)
        self.remember(ward_id, "plan", plan.id)
        draft = await drafting.new_plan(ctx, content(mark + "draft "))
        self.remember(ward_id, "draft", draft.id)
        text = Path(__file__).parents[1] / "vitreem/demo/samples/ke-hoach-phuong-an-binh-2026.txt"
        stored, _ = await drafting.import_file(ctx, text.read_bytes(), f"{mark}plan.txt", None)
        self.remember(ward_id, "import", stored.id)
        self.remember(ward_id, "imported", stored.plan_id)
        assert await plan_queries.seen(ctx, stored.plan_id)
        for name in ("kp_a", "kp_b"):
            await self.work(ward_id, name, *heads[name])
            await self.activities(ward_id, name, heads[name][0], heads["school"][0])
        ctx = await self.act(ward_id, Role.WARD_OFFICER)
        series = SeriesCreate(
            area=ActivityArea.RECREATION, title=f"{mark}đợt", unit_ids=[heads["school"][0]],
            starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=2, hours=2),
        )  # fmt: skip
        await activity_service.plan_series(ctx, series)

    async def waiting(self, ward_id: int, unit_id: UUID) -> None:
        """A role that the deputy asks for and nobody has decided; a notice for the head of khu phố A."""
        deputy = UUID(self.world["ids"][f"ward{ward_id}.deputy.account"])
        ctx = await self.act(ward_id, Role.WARD_LEAD, account_id=deputy, actor_name=f"{canary(ward_id)}deputy")
        person = await people.seen(ctx, UUID(self.world["ids"][f"ward{ward_id}.kp_b.person"]))
        role = Role.CHILD_PROTECTION_OFFICER
        await memberships.grant(ctx, person, MembershipCreate(role=role, unit_id=unit_id))
        [pending] = (await approvals.pending_roles(ctx))[person.id]
        self.remember(ward_id, "approval", pending.id)
        head = await ctx.db.get_one(Account, UUID(self.world["ids"][f"ward{ward_id}.kp_a.account"]))
        await telling.tell_person(ctx, head, telling.NoticeKind.PASSWORD_LINK_MADE)
        ctx = await self.act(ward_id, Role.UNIT_LEAD, account_id=head.id)
        [notice] = await telling.own_notices(ctx)
        self.remember(ward_id, "kp_a.notice", notice.id)

    async def activities(self, ward_id: int, name: str, unit_id: UUID, support_id: UUID) -> None:
        """The unit's activities: planned, held (with a photo) and reported; a feed; a file on its way."""
        mark = canary(ward_id)
        account_id = UUID(self.world["ids"][f"ward{ward_id}.{name}.account"])
        ctx = await self.act(ward_id, Role.UNIT_LEAD, account_id=account_id, lead_unit_ids=(unit_id,), actor_name=mark)
        ctx.clock = Clock(lambda: NOW)
        ids = {}
        for state, day in (("planned", 3), ("held", -5), ("reported", -6)):
            body = ActivityCreate(
                area=ActivityArea.RECREATION, title=f"{mark}{name} {state}", unit_id=unit_id, venue=f"{mark}nhà văn hóa",
                supporting_unit_ids=[support_id], starts_at=NOW + timedelta(days=day), held=state != "planned",
                ends_at=NOW + timedelta(days=day, hours=2), actual=Participants(boys=20, girls=22, adults=10),
            )  # fmt: skip
            ids[state] = await activity_service.create(ctx, body)
            self.remember(ward_id, f"{name}.activity_{state}", ids[state])
        held = await activity_queries.seen(ctx, ids["held"])
        data = photo(2)
        async with kept(ctx.state, ward_id, data, f"{mark}.jpg") as one:
            file_id = await activity_service.attach(ctx, held, FileAttach(upload_id=new_id()), one)
        self.remember(ward_id, f"{name}.activity_photo", file_id)
        sent = await resumable_uploads.begin(ctx, resumable_uploads.TransferCreate(name=f"{mark}.jpg", size=len(data)))
        self.remember(ward_id, f"{name}.upload", sent)
        reported = await activity_queries.seen(ctx, ids["reported"])
        await activity_service.report(ctx, reported, reported.version)
        await self.communications(ctx, ward_id, name, unit_id)
        self.remember(ward_id, f"{name}.feed", (await activity_feeds.create(ctx, unit_id)).id)
        await ctx.db.flush()

    async def communications(self, ctx: Ctx, ward_id: int, name: str, unit_id: UUID) -> None:
        """The unit's events in three states (one with a photo and a message), scripts in three, a slot on its loudspeaker."""
        mark, account_id = canary(ward_id), ctx.account_id
        message = (
            await ctx.db.execute(select(PlanMessage.id).where(PlanMessage.ward_id == ward_id).limit(1))
        ).scalar_one()
        events = {}
        for state, day in (("planned", 3), ("done", -5), ("reported", -6)):
            body = CommunicationCreate(
                kind=CommunicationKind.TALK, title=f"{mark}{name} talk {state}", unit_id=unit_id, place=f"{mark}place",
                starts_at=NOW + timedelta(days=day), done=state != "planned", audience_adults=20, message_ids=[message],
            )  # fmt: skip
            events[state] = await event_queries.seen(ctx, await event_service.create(ctx, body))
            self.remember(ward_id, f"{name}.event_{state}", events[state].id)
        hung = CommunicationCreate(
            kind=CommunicationKind.BANNER, title=f"{mark}{name} banner", unit_id=unit_id, done=True,
            starts_at=NOW - timedelta(days=8),
        )  # fmt: skip
        self.remember(ward_id, f"{name}.event_banner", await event_service.create(ctx, hung))
        async with kept(ctx.state, ward_id, photo(3), f"{mark}talk.jpg") as one:
            file_id = await event_service.attach(ctx, events["done"], FileAttach(upload_id=new_id()), one)
        self.remember(ward_id, f"{name}.event_photo", file_id)
        await event_service.report(ctx, events["reported"], events["reported"].version)
        written = {}
        for state in ("draft", "submitted", "approved"):
            body = ScriptCreate(title=f"{mark}{name} {state}", text=f"{mark} Kính thưa bà con {state}", unit_id=unit_id)
            written[state] = await script_queries.seen(ctx, await scripts.create(ctx, body))
            self.remember(ward_id, f"{name}.script_{state}", written[state].id)
            if state != "draft":
                await scripts.submit(ctx, written[state], written[state].version)
        # Nobody approves their own.
        ctx.permissions, ctx.account_id = (
            ctx.permissions | {"script:approve"},
            UUID(self.world["ids"][f"ward{ward_id}.lead.account"]),
        )
        await scripts.approve(ctx, written["approved"], written["approved"].version)
        ctx.account_id = account_id
        await ctx.db.flush()
        slot = SlotCreate(script_id=written["approved"].id, unit_id=unit_id, planned_at=NOW - timedelta(days=1))
        self.remember(ward_id, f"{name}.slot", await scripts.schedule(ctx, slot))

    async def work(self, ward_id: int, name: str, unit_id: UUID, person_id: UUID) -> None:
        """The unit's assignments: fresh, working (with evidence), submitted, accepted."""
        mark = canary(ward_id)
        ctx = await self.act(ward_id, Role.UNIT_LEAD, person_id=person_id, lead_unit_ids=(unit_id,), actor_name=mark)
        rows = await ctx.db.execute(visible(ctx).order_by(Assignment.number))
        fresh, working, submitted, accepted = list(rows.scalars())[:4]
        for state, one in (("fresh", fresh), ("working", working), ("submitted", submitted), ("accepted", accepted)):
            self.remember(ward_id, f"{name}.{state}", one.id)
        body = SubmissionCreate(result=f"{mark} đã làm xong", figures={"children": 10 * ward_id})
        for one in (working, submitted, accepted):
            link = LinkCreate(title=f"{mark}link", url="https://example.org/")
            evidence_id = await evidence.attach_link(ctx, one, link)
            if one is working:
                self.remember(ward_id, f"{name}.link", evidence_id)
                async with kept(ctx.state, ward_id, photo(1), f"{mark}.jpg") as file:
                    picture = await evidence.attach_file(ctx, one, file, EvidenceKind.PHOTO, f"{mark}photo")
                self.remember(ward_id, f"{name}.photo", picture)
            else:
                await service.submit(ctx, one, body, one.version)
        ctx = await self.act(ward_id, Role.WARD_OFFICER)
        await service.accept(ctx, accepted, accepted.version, "")
        await ctx.db.flush()


def content(mark: str) -> PlanContent:
    """Five tasks for each khu phố, one for the school."""
    kinds = Assignees(unit_kinds=[UnitKind.KHU_PHO])
    return PlanContent(
        title=f"{mark}Kế hoạch 2026",
        year=2026,
        starts_on=date(2026, 6, 1),
        ends_on=date(2026, 6, 30),
        messages=[Line(text=f"{mark}Thông điệp", number="III")],
        activity_groups=[
            DraftActivityGroup(
                number="IV.1",
                title=f"{mark}Truyền thông",
                activities=[DraftActivity(text=f"{mark}Treo băng rôn", number="IV.1")],
            )
        ],
        task_groups=[
            DraftTaskGroup(
                number="V.1",
                assignee="Các khu phố",
                assignees=kinds,
                tasks=[
                    DraftTask(text=f"{mark}Việc {index}", number=f"V.1.{index}", kind=TaskKind.ACTIVITY)
                    for index in range(1, 6)
                ],
            ),
            DraftTaskGroup(
                number="V.2",
                assignee="Trường học",
                assignees=Assignees(unit_kinds=[UnitKind.SCHOOL]),
                tasks=[
                    DraftTask(text=f"{mark}Trao quà", number="V.2", kind=TaskKind.GIFT, due_before=date(2026, 6, 5))
                ],
            ),
        ],
        report_deadlines=[
            DraftReportDeadline.model_validate({"from": "units", "to": "UBND", "due_before": date(2026, 7, 10)})
        ],
    )

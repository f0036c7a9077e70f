"""More than the world holds, in a database of its own: rows in every state and relation that a list may let through.

Both wards get the same, so that whatever a list takes from the other ward is seen.
"""

import secrets
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.world import NOW, World, canary
from vitreem.activities import feeds
from vitreem.activities import queries as activity_queries
from vitreem.activities import service as activities
from vitreem.activities.rules import ActivityArea
from vitreem.activities.schemas import ActivityCreate, Budget, Participants
from vitreem.assignments import facts as assignment_facts
from vitreem.assignments import queries as assignment_queries
from vitreem.assignments import service as assignments
from vitreem.broadcasting import queries as script_queries
from vitreem.broadcasting import service as scripts
from vitreem.broadcasting.schemas import ScriptCreate, SlotCreate, SlotPlayed
from vitreem.communications import queries as event_queries
from vitreem.communications import service as events
from vitreem.communications.rules import CommunicationKind, CommunicationTopic
from vitreem.communications.schemas import CommunicationCreate
from vitreem.identity import people, registry
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Account, Credential, Membership, SignInSession
from vitreem.identity.schemas import UnitCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.workers import InPlace
from vitreem.plans import drafting, publication
from vitreem.plans import queries as plan_queries
from vitreem.plans.content import Assignees, DraftTask, DraftTaskGroup, Line, PlanContent, TaskKind
from vitreem.plans.models import PlanMessage
from vitreem.settings import Settings

SAME_WORDS = "Kính mời bà con đưa trẻ em đến nhà văn hóa tối thứ bảy để cùng vui chơi"


async def plant(url: str, files_dir: Path, world: World) -> World:
    """The world with what is planted here: `ward1.kp_a.activity_announced`, … and tokens `shared`, `ward1.kp_b`, …"""
    planted: World = {"tokens": dict(world["tokens"]), "ids": dict(world["ids"])}
    engine = make_engine(url, pool_size=1)
    async with make_sessions(engine)() as db, db.begin():
        planting = _Planting(db, files_dir, planted)
        for ward_id in (1, 2):
            await planting.ward(ward_id)
        await planting.shared_viewer()
    await engine.dispose()
    return planted


class _Planting:
    def __init__(self, db: AsyncSession, files_dir: Path, planted: World) -> None:
        self.db, self.planted = db, planted
        self.state = SimpleNamespace(files=DiskStore(files_dir), field_key="", workers=InPlace())
        self.settings = Settings(_env_file=None)

    def id(self, ward_id: int, name: str) -> UUID:
        return UUID(self.planted["ids"][f"ward{ward_id}.{name}"])

    def remember(self, ward_id: int, name: str, value: Any) -> None:
        self.planted["ids"][f"ward{ward_id}.{name}"] = str(value)

    async def act(self, ward_id: int, role: Role, unit: str | None = None, **who: Any) -> Ctx:
        units = (self.id(ward_id, f"{unit}.unit"),) if unit else ()
        return await act(
            self.db, self.state, settings=self.settings, clock=Clock(lambda: NOW), ward_id=ward_id, roles={role},
            lead_unit_ids=units, actor_name=canary(ward_id), **who,
        )  # fmt: skip

    async def ward(self, ward_id: int) -> None:
        await self.registry(ward_id)
        await self.plans(ward_id)
        await self.assignments(ward_id)
        for unit in ("kp_a", "kp_b"):
            await self.activities(ward_id, unit)
            await self.events(ward_id, unit)
        await self.culture(ward_id)
        await self.scripts(ward_id)
        await self.feeds(ward_id)
        await self.sessions(ward_id)

    async def registry(self, ward_id: int) -> None:
        """A unit that has closed, a person who has left, and one who changed from khu phố A to B and the school."""
        mark = canary(ward_id)
        ctx = await self.act(ward_id, Role.WARD_LEAD)
        closed = await registry.create(ctx, UnitCreate(name=f"{mark}closed", kind=UnitKind.OTHER))
        await registry.close(ctx, closed, closed.version)
        self.remember(ward_id, "closed.unit", closed.id)
        for name, memberships in (
            ("left", (("kp_a", None),)),
            ("moved", (("kp_a", NOW), ("kp_b", None), ("school", None))),
        ):
            account = Account(login=f"{name}.w{ward_id}", full_name=f"{mark}{name}")
            ctx.db.add(account)
            await ctx.db.flush()
            person = await people.add_person(ctx, account, account.full_name)
            self.remember(ward_id, f"{name}.person", person.id)
            self.remember(ward_id, f"{name}.account", account.id)
            for unit, ended_at in memberships:
                membership = Membership(
                    ward_id=ward_id, person_id=person.id, unit_id=self.id(ward_id, f"{unit}.unit"),
                    role=Role.UNIT_MEMBER, ended_at=ended_at,
                )  # fmt: skip
                ctx.db.add(membership)
                await ctx.db.flush()
                self.remember(ward_id, f"{name}.membership_{unit}", membership.id)
            if name == "left":
                await people.end(ctx, person, person.version)
        await ctx.db.flush()

    async def plans(self, ward_id: int) -> None:
        """A plan of last year that is closed, and a second one in force with an amendment under way."""
        ctx = await self.act(ward_id, Role.WARD_LEAD)
        mark = canary(ward_id)
        for name, year, units in (("old_plan", 2025, ("kp_a",)), ("new_plan", 2026, ("kp_b", "culture"))):
            unit_ids = [self.id(ward_id, f"{unit}.unit") for unit in units]
            plan = await drafting.new_plan(ctx, _content(mark, name, year, unit_ids))
            await publication.publish(ctx, plan, plan.version, 1)
            self.remember(ward_id, name, plan.id)
            [message] = await _messages(ctx, plan.id)
            self.remember(ward_id, f"{name}.message", message)
            given = await assignment_facts.given_out(ctx, plan.id)
            for unit, unit_id in zip(units, unit_ids, strict=True):
                [task_id] = [task for task, of in given if of == unit_id]
                one = (await assignment_facts.unit_assignments(ctx, task_id))[unit_id]
                self.remember(ward_id, f"{unit}.assignment_{name}", one)
            if name == "old_plan":
                await publication.close(ctx, plan, plan.version)
            else:
                revision = await drafting.amend(ctx, plan)
                self.remember(ward_id, "amendment", revision.id)
        for name in ("plan", "draft", "imported", "old_plan", "new_plan"):
            for one in await plan_queries.revisions(ctx, self.id(ward_id, name)):
                self.remember(ward_id, f"{name}.revision_{one.number}", one.id)

    async def assignments(self, ward_id: int) -> None:
        """Khu phố B's fifth is supported by A and the school; A's fifth was withdrawn; the school's is overdue."""
        ctx = await self.act(ward_id, Role.WARD_OFFICER)
        mine = (await ctx.db.execute(assignment_queries.visible(ctx).order_by("number"))).scalars().all()
        of_plan = [one for one in mine if one.plan_id == self.id(ward_id, "plan")]
        fifth = {one.unit_id: one for one in of_plan if one.number == "V.1.5"}
        supported = fifth[self.id(ward_id, "kp_b.unit")]
        supporters = [self.id(ward_id, f"{unit}.unit") for unit in ("kp_a", "school")]
        await assignments.set_support(ctx, supported, supporters, supported.version)
        self.remember(ward_id, "kp_b.supported", supported.id)
        withdrawn = fifth[self.id(ward_id, "kp_a.unit")]
        withdrawn.withdrawn_at, withdrawn.version = NOW, withdrawn.version + 1
        self.remember(ward_id, "kp_a.withdrawn", withdrawn.id)
        [gift] = [one for one in of_plan if one.unit_id == self.id(ward_id, "school.unit")]
        self.remember(ward_id, "school.gift", gift.id)
        await ctx.db.flush()
        rows = await ctx.db.execute(text("SELECT id FROM app.activity WHERE series_id IS NOT NULL"))
        self.remember(ward_id, "school.activity_series", rows.scalar_one())

    async def activities(self, ward_id: int, unit: str) -> None:
        """Announced at one place and time with the other khu phố's, alone beside a cancelled one, and cancelled."""
        ctx = await self.act(ward_id, Role.UNIT_LEAD, unit)
        mark = canary(ward_id)
        for name, day, venue in (
            ("announced", 4, f"{mark}nhà văn hóa"),
            ("lone", 9, f"{mark}sân {unit}"),
            ("cancelled", 9, f"{mark}sân {unit}"),
        ):
            body = ActivityCreate(
                area=ActivityArea.SUMMER, title=f"{mark}{unit} {name}", unit_id=self.id(ward_id, f"{unit}.unit"),
                venue=venue, starts_at=NOW + timedelta(days=day), ends_at=NOW + timedelta(days=day, hours=1),
            )  # fmt: skip
            one = await activity_queries.seen(ctx, await activities.create(ctx, body))
            self.remember(ward_id, f"{unit}.activity_{name}", one.id)
            if name == "cancelled":
                await activities.cancel(ctx, one, "Trời mưa to", one.version)
            else:
                await activities.announce(ctx, one, one.version)
        body = ActivityCreate(
            area=ActivityArea.SUMMER, title=f"{mark}{unit} launch", unit_id=self.id(ward_id, f"{unit}.unit"), held=True,
            place_unit_id=self.id(ward_id, "kp_a.unit"), starts_at=NOW - timedelta(days=4), launch=True,
            ends_at=NOW - timedelta(days=3, hours=23), actual=Participants(boys=3, girls=4, adults=5),
            disabled_children=1, poor_children=2, budget_spent=Budget(state_budget=700, mobilised=ward_id * 11),
        )  # fmt: skip
        self.remember(ward_id, f"{unit}.activity_launch", await activities.create(ctx, body))
        await ctx.db.flush()

    async def events(self, ward_id: int, unit: str) -> None:
        """A cancelled talk, a banner that was taken down, leaflets with the line 111 and two plans' messages."""
        ctx = await self.act(ward_id, Role.UNIT_LEAD, unit)
        mark, unit_id = canary(ward_id), self.id(ward_id, f"{unit}.unit")
        bodies: dict[str, Any] = {
            "cancelled": {"kind": CommunicationKind.TALK, "audience_children": 9},
            "down": {
                "kind": CommunicationKind.BANNER, "put_up_on": date(2026, 6, 2), "taken_down_on": date(2026, 6, 4),
            },
            "leaflet": {
                "kind": CommunicationKind.LEAFLET, "copies": 40 + ward_id, "carried_hotline_111": True,
                "topics": [CommunicationTopic.DROWNING, CommunicationTopic.HOTLINE_111],
                "place_unit_id": self.id(ward_id, "kp_b.unit"), "message_ids": [self.id(ward_id, "old_plan.message")],
            },
            "post": {
                "kind": CommunicationKind.ONLINE_POST, "reach": 30, "link": "https://example.org/bai",
                "topics": [CommunicationTopic.DROWNING], "message_ids": [self.id(ward_id, "new_plan.message")],
            },
        }  # fmt: skip
        for name, fields in bodies.items():
            body = CommunicationCreate(
                title=f"{mark}{unit} {name}", unit_id=unit_id, starts_at=NOW - timedelta(days=7), done=True, **fields
            )
            one = await event_queries.seen(ctx, await events.create(ctx, body))
            self.remember(ward_id, f"{unit}.event_{name}", one.id)
            if name == "cancelled":
                await events.cancel(ctx, one, "Trời mưa to", one.version)
        await ctx.db.flush()

    async def culture(self, ward_id: int) -> None:
        """The culture desk's own activity and talk."""
        ctx = await self.act(ward_id, Role.CULTURE_OFFICER, "culture")
        mark, unit_id = canary(ward_id), self.id(ward_id, "culture.unit")
        activity = ActivityCreate(
            area=ActivityArea.COMMUNICATION, title=f"{mark}culture planned", unit_id=unit_id,
            starts_at=NOW + timedelta(days=5), ends_at=NOW + timedelta(days=5, hours=1),
        )  # fmt: skip
        self.remember(ward_id, "culture.activity_planned", await activities.create(ctx, activity))
        talk = CommunicationCreate(
            kind=CommunicationKind.TALK, title=f"{mark}culture talk", unit_id=unit_id, done=True,
            starts_at=NOW - timedelta(days=2), audience_children=7, carried_hotline_111=True,
        )  # fmt: skip
        self.remember(ward_id, "culture.event_talk", await events.create(ctx, talk))
        await ctx.db.flush()

    async def scripts(self, ward_id: int) -> None:
        """The same words by three units, and later ones to compare with them; what plays where; what came of it."""
        mark = canary(ward_id)
        for unit, name in (
            ("culture", "script"), ("kp_a", "script_twin"), ("kp_b", "script_twin"), ("kp_a", "script_late"),
            ("kp_b", "script_late"),
        ):  # fmt: skip
            role = Role.CULTURE_OFFICER if unit == "culture" else Role.UNIT_LEAD
            ctx = await self.act(ward_id, role, unit, account_id=self.id(ward_id, f"{unit}.account"))
            body = ScriptCreate(title=f"{mark}{unit} {name}", text=SAME_WORDS, unit_id=self.id(ward_id, f"{unit}.unit"))
            one = await script_queries.seen(ctx, await scripts.create(ctx, body))
            self.remember(ward_id, f"{unit}.{name}", one.id)
            if unit == "culture":
                await scripts.submit(ctx, one, one.version)
                ctx.account_id = self.id(ward_id, "lead.account")
                await scripts.approve(ctx, one, one.version)
                await ctx.db.flush()
                slot = SlotCreate(
                    script_id=one.id, unit_id=self.id(ward_id, "kp_b.unit"), planned_at=NOW + timedelta(days=1)
                )
                self.remember(ward_id, "kp_b.slot_of_culture", await scripts.schedule(ctx, slot))
        ctx = await self.act(ward_id, Role.UNIT_LEAD, "kp_a")
        for name, played in (
            ("slot_missed", SlotPlayed(played_at=NOW, times_played=0, note="Mất điện cả ngày")),
            ("slot_played", SlotPlayed(played_at=NOW - timedelta(hours=1), times_played=3)),
        ):
            asked = SlotCreate(
                script_id=self.id(ward_id, "kp_a.script_approved"), unit_id=self.id(ward_id, "kp_a.unit"),
                planned_at=NOW - timedelta(hours=2),
            )  # fmt: skip
            slot_id = await scripts.schedule(ctx, asked)
            slot = await script_queries.seen_slot(ctx, slot_id)
            await scripts.played(ctx, slot, played)
            self.remember(ward_id, f"kp_a.{name}", slot_id)
            if slot.event_id:
                self.remember(ward_id, "kp_a.event_played", slot.event_id)

    async def feeds(self, ward_id: int) -> None:
        """An address of each unit whose secret is known here, and one that was revoked."""
        ctx = await self.act(ward_id, Role.WARD_OFFICER)
        for unit in ("kp_a", "kp_b", "school", "culture"):
            made = await feeds.create(ctx, self.id(ward_id, f"{unit}.unit"))
            self.remember(ward_id, f"{unit}.feed_known", made.id)
            self.planted["ids"][f"ward{ward_id}.{unit}.feed_path"] = made.path.rpartition("/")[2].removesuffix(".ics")
        gone = await feeds.create(ctx, self.id(ward_id, "kp_a.unit"))
        await feeds.revoke(ctx, gone.id)
        self.remember(ward_id, "kp_a.feed_revoked", gone.id)
        await ctx.db.flush()

    async def sessions(self, ward_id: int) -> None:
        """Khu phố A's head is signed in twice; two more sessions of theirs are over."""
        account_id = self.id(ward_id, "kp_a.account")
        ctx = await self.act(ward_id, Role.UNIT_LEAD, "kp_a", account_id=account_id)
        far = NOW + timedelta(days=1)
        for name, expires_at, revoked_at in (
            ("second", far, None), ("revoked", far, NOW), ("expired", NOW - timedelta(days=1), None),
        ):  # fmt: skip
            session = SignInSession(
                token_hash=secrets.token_bytes(32), account_id=account_id, ward_id=ward_id, created_at=NOW,
                last_seen_at=NOW, expires_at=expires_at, revoked_at=revoked_at,
            )  # fmt: skip
            ctx.db.add(session)
            self.remember(ward_id, f"kp_a.session_{name}", session.id)
        await ctx.db.flush()

    async def shared_viewer(self) -> None:
        """One account that looks at both wards."""
        ctx = await self.act(1, Role.WARD_LEAD)
        account = Account(login="shared", full_name=f"{canary(1)}shared")
        ctx.db.add(account)
        await ctx.db.flush()
        ctx.db.add(Credential(account_id=account.id))
        await ctx.db.flush()
        for ward_id in (1, 2):
            ctx = await self.act(ward_id, Role.WARD_LEAD, account_id=account.id)
            person = await people.add_person(ctx, account, account.full_name)
            role = Membership(ward_id=ward_id, person_id=person.id, role=Role.SUPERIOR_VIEWER)
            ctx.db.add(role)
            await ctx.db.flush()
            self.remember(ward_id, "shared.person", person.id)
            self.remember(ward_id, "shared.membership", role.id)
        self.planted["ids"]["shared.account"] = str(account.id)
        token = self.planted["tokens"]["shared"] = secrets.token_urlsafe(32)
        ctx = await self.act(1, Role.SUPERIOR_VIEWER, account_id=account.id)
        ctx.db.add(
            SignInSession(
                token_hash=hash_token(token), account_id=account.id, ward_id=1, created_at=NOW, last_seen_at=NOW,
                expires_at=NOW + timedelta(days=1),
            )
        )  # fmt: skip
        await ctx.db.flush()


async def _messages(ctx: Ctx, plan_id: UUID) -> list[UUID]:
    rows = await ctx.db.execute(select(PlanMessage.id).where(PlanMessage.plan_id == plan_id))
    return list(rows.scalars())


def _content(mark: str, name: str, year: int, unit_ids: list[UUID]) -> PlanContent:
    return PlanContent(
        title=f"{mark}{name}",
        year=year,
        messages=[Line(text=f"{mark}thông điệp {name}", number="I")],
        task_groups=[
            DraftTaskGroup(
                number="II", assignee="Các đơn vị", assignees=Assignees(unit_ids=unit_ids),
                tasks=[DraftTask(text=f"{mark}việc {name}", number="II.1", kind=TaskKind.SUPPORT)],
            )
        ],
    )  # fmt: skip

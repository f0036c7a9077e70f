"""Two small wards that every test finds: people of each role, a plan in force, a draft, assignments in each state.

Texts carry a canary of their ward, so that a leak is seen wherever it comes out.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from tests.parts import brought
from vitreem import contexts
from vitreem.identity import approvals, memberships, passwords, people, registry, telling
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Account, Credential, Membership, SignInSession, Ward
from vitreem.identity.schemas import MembershipCreate, UnitCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.workers import InPlace
from vitreem.kernel.secrets import secret
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
        builder = Builder(db, files_dir, world)
        await builder.directory()
        for ward_id in (1, 2):
            await builder.ward(ward_id)
    await engine.dispose()
    return world


@dataclass(frozen=True)
class Place:
    """A khu phố of a ward, its head, and the unit that helps it."""

    ward_id: int
    name: str
    unit_id: UUID
    head_id: UUID
    support_id: UUID


class Builder:
    """Wards, units and people; each context fills in its own (`tests/<context>/world.py`)."""

    def __init__(self, db: AsyncSession, files_dir: Path, world: World) -> None:
        self.db, self.world = db, world
        self.clock = Clock(lambda: NOW - timedelta(days=9))
        self.settings = Settings(_env_file=None)
        self.state = SimpleNamespace(
            files=DiskStore(files_dir), field_key=secret(files_dir.parent / "secrets", "field.key"), workers=InPlace()
        )

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

        places = [Place(ward_id, name, *heads[name], heads["school"][0]) for name in ("kp_a", "kp_b")]
        for part in brought("world").values():
            if hasattr(part, "fill_ward"):
                await part.fill_ward(self, ward_id)
            for place in places if hasattr(part, "fill_unit") else ():
                await part.fill_unit(self, place)
            if hasattr(part, "finish_ward"):
                await part.finish_ward(self, ward_id, heads["school"][0])

    async def head(self, place: "Place") -> Ctx:
        """Act as the head of a khu phố."""
        account_id = UUID(self.world["ids"][f"ward{place.ward_id}.{place.name}.account"])
        ctx = await self.act(
            place.ward_id, Role.UNIT_LEAD, account_id=account_id, lead_unit_ids=(place.unit_id,),
            actor_name=canary(place.ward_id),
        )  # fmt: skip
        ctx.clock = Clock(lambda: NOW)
        return ctx

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

"""More than the world holds, in a database of its own: rows in every state and relation that a list may let through.

Both wards get the same, so that whatever a list takes from the other ward is seen.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from tests.parts import brought
from tests.world import NOW, World, canary
from vitreem.identity import people
from vitreem.identity.models import Account, Credential, Membership, SignInSession
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.request.context import Ctx, hash_token
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.kernel.request.workers import InPlace
from vitreem.settings import Settings


async def plant(url: str, files_dir: Path, world: World) -> World:
    """The world with what is planted here: `ward1.kp_a.activity_announced`, … and tokens `shared`, `ward1.kp_b`, …"""
    planted: World = {"tokens": dict(world["tokens"]), "ids": dict(world["ids"])}
    engine = make_engine(url, pool_size=1)
    async with make_sessions(engine)() as db, db.begin():
        planting = Planting(db, files_dir, planted)
        for ward_id in (1, 2):
            await planting.ward(ward_id)
        await planting.shared_viewer()
    await engine.dispose()
    return planted


class Planting:
    """Each context plants its own rows where the world has too few (`tests/<context>/planted.py`)."""

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
        for part in brought("planted").values():
            await part.plant(self, ward_id)

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

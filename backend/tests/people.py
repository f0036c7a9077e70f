"""People that a test makes for itself, inside its own transaction: a role, a second ward, a second factor."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tests.world import World, canary
from vitreem.identity import people
from vitreem.identity.models import Account, Credential, Membership, SignInSession, Ward
from vitreem.kernel.clock import Clock
from vitreem.kernel.request.context import hash_token
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import UNIT_ROLES, Role
from vitreem.kernel.request.transactions import cookie_name
from vitreem.settings import Settings


@dataclass
class Made:
    """A person of `ward_id`; `token` signs in, and `membership` is the role."""

    account: str
    person: str
    name: str
    login: str
    membership: str | None
    token: str


class Maker:
    """`await maker.person(Role.UNIT_LEAD)`."""

    def __init__(self, connection: AsyncConnection, clock: Clock, world: World) -> None:
        self.connection, self.clock, self.world = connection, clock, world
        self.settings = Settings(_env_file=None)

    def _session(self) -> AsyncSession:
        return AsyncSession(bind=self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False)

    async def _act(self, db: AsyncSession, ward_id: int, role: Role, **who: object):
        return await act(
            db, SimpleNamespace(), settings=self.settings, clock=self.clock, ward_id=ward_id, roles={role}, **who
        )

    async def ward(self, ward: Ward) -> None:
        async with self._session() as db:
            await self._act(db, 0, Role.SYSTEM_ADMIN)
            db.add(ward)
            await db.commit()

    def unit(self, ward_id: int) -> str:
        return self.world["ids"][f"ward{ward_id}.kp_a.unit"]

    async def person(
        self, role: Role | None, ward_id: int = 1, *, also_in: int | None = None, also_as: Role = Role.UNIT_MEMBER,
        device: bool = False, ended: bool = False, password: str | None = "no such hash",
    ) -> Made:  # fmt: skip
        login, token = f"made.{uuid4().hex[:12]}", uuid4().hex
        async with self._session() as db:
            ctx = await self._act(db, ward_id, Role.WARD_LEAD)
            account = Account(login=login, full_name=f"{canary(ward_id)}made")
            db.add(account)
            await db.flush()
            db.add(
                Credential(
                    account_id=account.id,
                    password_hash=password,
                    totp_enabled=device,
                    totp_secret=b"x" if device else None,
                )
            )
            person = await people.add_person(ctx, account, account.full_name)
            membership = await self._role(db, ward_id, person.id, role)
            person.ended_at = self.clock.now() if ended else None
            await db.flush()
            if also_in is not None:
                ctx = await self._act(db, also_in, Role.WARD_LEAD)
                other = await people.add_person(ctx, account, account.full_name)
                await self._role(db, also_in, other.id, also_as)
            await self._act(db, ward_id, Role.WARD_LEAD, account_id=account.id)
            db.add(self._signed_in(account.id, ward_id, token))
            await db.commit()
        return Made(
            str(account.id), str(person.id), account.full_name, login, str(membership) if membership else None, token
        )

    async def again(self, made: Made) -> Made:
        """The same person, signed in anew: some time has passed."""
        token = uuid4().hex
        async with self._session() as db:
            await self._act(db, 1, Role.WARD_LEAD, account_id=UUID(made.account))
            db.add(self._signed_in(UUID(made.account), 1, token))
            await db.commit()
        return replace(made, token=token)

    async def end_role(self, membership: str) -> None:
        """A role of ward 1 is withdrawn."""
        async with self._session() as db:
            await self._act(db, 1, Role.WARD_LEAD)
            row: Any = Membership
            await db.execute(update(row).where(row.id == UUID(membership)).values(ended_at=self.clock.now()))
            await db.commit()

    async def administrator(self) -> Made:
        """A further system administrator."""
        login, token = f"made.{uuid4().hex[:12]}", uuid4().hex
        async with self._session() as db:
            await self._act(db, 0, Role.SYSTEM_ADMIN)
            account = Account(login=login, full_name="Quản trị hai", system_admin=True)
            db.add(account)
            await db.flush()
            db.add(Credential(account_id=account.id, password_hash="no such hash"))
            await db.flush()
            await self._act(db, 0, Role.SYSTEM_ADMIN, account_id=account.id)
            db.add(self._signed_in(account.id, None, token))
            await db.commit()
        return Made(str(account.id), "", account.full_name, login, None, token)

    def _signed_in(self, account_id: UUID, ward_id: int | None, token: str) -> SignInSession:
        now: datetime = self.clock.now()
        return SignInSession(
            token_hash=hash_token(token), account_id=account_id, ward_id=ward_id, created_at=now, last_seen_at=now,
            expires_at=now.replace(year=now.year + 1),
        )  # fmt: skip

    async def _role(self, db: AsyncSession, ward_id: int, person_id: UUID, role: Role | None) -> UUID | None:
        if role is None:
            return None
        unit_id = UUID(self.unit(ward_id)) if role in UNIT_ROLES else None
        membership = Membership(ward_id=ward_id, person_id=person_id, unit_id=unit_id, role=role)
        db.add(membership)
        await db.flush()
        return membership.id

    async def credential(self, made: Made) -> Credential:
        """The credential as it is now."""
        async with self._session() as db:
            await self._act(db, 0, Role.UNIT_MEMBER, account_id=UUID(made.account))
            found = await db.execute(select(Credential).where(Credential.account_id == UUID(made.account)))
            return found.scalar_one()

    def cookie(self, made: Made) -> dict[str, str]:
        return {"Cookie": f"{cookie_name(Settings(insecure_cookies=False, _env_file=None))}={made.token}"}

"""What a request knows: its transaction, its caller, its clock; and how it writes the trail."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from vitreem.kernel.clock import Clock
from vitreem.kernel.db.transaction import SessionWork, Work
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.ids import new_id, oldest_id
from vitreem.kernel.request.audit import AuditEvent, AuditKind, viewed
from vitreem.kernel.request.roles import Role
from vitreem.kernel.text import search_key
from vitreem.settings import Settings

_LOOKED_AT_ONCE = timedelta(hours=1)


class SignInRequired(Problem):
    status = 401
    code = "sign_in_required"
    title = "Cần đăng nhập"
    detail = "Phiên làm việc đã hết hoặc chưa đăng nhập. Vui lòng đăng nhập lại."


@dataclass(slots=True)
class Ctx:
    """What a request knows: its transaction, its caller, its clock. `ward_id` is 0 where there is no ward."""

    work: Work | SessionWork
    clock: Clock
    settings: Settings
    state: Any
    request_id: str = ""
    client_address: str = ""
    session_id: UUID | None = None
    account_id: UUID | None = None
    person_id: UUID | None = None
    actor_name: str = ""
    ward_id: int = 0
    roles: frozenset[Role] = frozenset()
    unit_ids: tuple[UUID, ...] = ()
    lead_unit_ids: tuple[UUID, ...] = ()
    permissions: frozenset[str] = frozenset()
    due_day_counts: bool = False
    must_change_password: bool = False
    # What the guard's own door said, where it has one (`transactions.open_with`).
    door: str | None = None
    # Keys of the ward's sealed values, once somebody has asked for them (`ward_keys`).
    seals: Any = None
    # What puts right outside the database: after a rollback, and after the commit.
    undo: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    after: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @property
    def db(self) -> AsyncSession:
        return self.work.session

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def record(self, kind: AuditKind, object_kind: str, object_id: UUID, /, **facts: Any) -> UUID:
        """Add an audit event to this transaction; returns its id. Facts are ids, states, counts, and as `name` what
        the unit, colleague or plan is called, which the trail is searched by: nothing about a child."""
        event = self.event(kind, object_kind, object_id, **facts)
        self.db.add(AuditEvent(**event))
        return event["id"]

    def event(self, kind: AuditKind, object_kind: str, object_id: UUID, /, **facts: Any) -> dict[str, Any]:
        """The row that `record` adds, for who adds thousands in one go."""
        assert isinstance(kind, AuditKind), kind
        return {
            "ward_id": self.ward_id,
            "id": new_id(),
            "at": self.clock.now(),
            "kind": kind,
            "object_kind": object_kind,
            "object_id": object_id,
            "account_id": self.account_id,
            "person_id": self.person_id,
            "actor_name": self.actor_name,
            "search_key": search_key(f"{self.actor_name} {facts.get('name', '')}"),
            "session_id": self.session_id,
            "request_id": self.request_id,
            "facts": facts,
        }

    async def record_viewed(self, kind: AuditKind, object_kind: str, object_id: UUID, /, **facts: Any) -> None:
        """Add a read to the trail, the first of an hour in this session: a gallery of photos is looked at once."""
        seen = await self.db.execute(select(viewed()), self.viewing(kind, object_id))
        if not seen.scalar_one():
            self.record(kind, object_kind, object_id, **facts)

    def viewing(self, kind: AuditKind, object_id: UUID) -> dict[str, Any]:
        """What `audit.viewed` binds, for a page whose one statement asks that too."""
        return {
            "ward_id": self.ward_id, "viewed_kind": kind, "viewed_id": object_id, "session_id": self.session_id,
            "viewed_since": oldest_id(datetime.now(UTC) - _LOOKED_AT_ONCE),
        }  # fmt: skip

    async def record_in(
        self, ward_id: int, kind: AuditKind, object_kind: str, object_id: UUID, /, **facts: Any
    ) -> None:
        """Add an event to the trail of another ward: what the system administrator does to a person there."""
        own = self.ward_id
        await self.db.flush()
        await self.set_local(ward_id=ward_id)
        self.ward_id = ward_id
        self.record(kind, object_kind, object_id, **facts)
        await self.db.flush()
        self.ward_id = own
        await self.set_local(ward_id=own or None)

    async def set_local(self, **values: object) -> None:
        """Set `app.*` settings for the rest of this transaction (sign-in, administration of another ward)."""
        connection = await self.db.connection()
        for name, value in values.items():
            await connection.exec_driver_sql(
                "SELECT set_config($1, $2, true)", (f"app.{name}", "" if value is None else str(value))
            )


def hash_token(token: str) -> bytes:
    """Tokens have 256 random bits, so that one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()

"""The audit trail: one event per change and per sensitive read, in the same transaction, insert-only.

Events hold ids, states and short facts, never a child's name nor free text of a case.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Index, String, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant


def ward_object(ward_id: int) -> UUID:
    """What an event about a ward, or about a list of its records, is about: wards have small numbers, not ids."""
    return UUID(int=ward_id)


class AuditKind(StrEnum):
    """What may be told in the trail: each context lists its own, and the page has a sentence for each
    (`docs/audit-kinds.json`)."""


def audit_kinds() -> list[str]:
    """Of every context that has been imported."""
    return sorted(kind for of in AuditKind.__subclasses__() for kind in of)


# What a context asks before the trail shows its own events: true opens them for this transaction.
_DOORS: list[Callable[[Any], Awaitable[bool]]] = []


def behind_a_door(door: Callable[[Any], Awaitable[bool]]) -> None:
    """A context whose events the database shows only to who has come in by its door."""
    _DOORS.append(door)


async def try_doors(ctx: Any) -> None:
    """Before the trail is read: whoever may come in somewhere sees the events of there too."""
    for door in _DOORS:
        await door(ctx)


class AuditEvent(TenantRow, table=True):
    """Who did what to which record. `kind` is `<noun>.<verb in past tense>`; of reads, `<noun>.<what>_viewed`.

    The name and the sign-in name are those of the day; the ids tell people of one name apart.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "ward_id", "object_id", "id"),
        Index(None, "ward_id", "kind", "id"),
        Index(None, "ward_id", "person_id", "id"),
    )
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012

    at: datetime = instant(nullable=False)
    kind: str
    object_kind: str
    object_id: UUID
    account_id: UUID | None = None
    person_id: UUID | None = None
    actor_name: str = ""
    # The database names the account of the transaction itself: no caller can leave it out or give another's.
    login: str | None = Field(None, sa_column=Column(String, nullable=False, server_default=text("app.login()")))
    search_key: str = ""
    session_id: UUID | None = None
    request_id: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))


def viewed() -> ColumnElement[bool]:
    """Whether this session has looked at it within the hour; `Ctx.viewing` binds it."""
    event: Any = AuditEvent.__table__.c
    return (
        select(event.id)
        .where(
            event.ward_id == bindparam("ward_id"),
            event.kind == bindparam("viewed_kind"),
            event.id > bindparam("viewed_since"),
            event.object_id == bindparam("viewed_id"),
            event.session_id.is_not_distinct_from(bindparam("session_id", type_=Uuid())),
        )
        .exists()
    )

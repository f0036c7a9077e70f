"""The loudspeaker: scripts, their versions, and when they play."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk


class BroadcastScript(TenantRow, Versioned, table=True):
    """A loudspeaker script. `number` is its current version, `approved_version` the last one that was approved."""

    __tablename__ = "broadcast_script"
    __table_args__ = (tenant_fk("unit_id", "unit"), Index(None, "ward_id", "unit_id", "id"))

    title: str
    search_key: str
    unit_id: UUID
    state: str
    number: int = 1
    approved_version: int | None = None
    return_reason: str | None = None
    created_at: datetime = instant(nullable=False)


class BroadcastScriptVersion(TenantRow, table=True):
    """A text as it was saved; never changed. `fingerprint` is the digest of its folded words."""

    __tablename__ = "broadcast_script_version"
    __table_args__ = (
        tenant_fk("script_id", "broadcast_script", ondelete="CASCADE"),
        UniqueConstraint("ward_id", "script_id", "number"),
        Index(None, "ward_id", "fingerprint"),
    )

    script_id: UUID
    number: int
    text: str
    words: int
    fingerprint: str
    author_name: str = ""
    author_id: UUID | None = Field(None, description="Account: nobody approves what they wrote.")
    saved_at: datetime = instant(nullable=False)


class BroadcastSlot(TenantRow, table=True):
    """A script on the loudspeaker of a khu phố (`unit_id`): when it shall play.

    What was played is the event (`event_id`) that came of it; a slot that wasn't played says why instead.
    """

    __tablename__ = "broadcast_slot"
    __table_args__ = (
        tenant_fk("script_id", "broadcast_script"),
        tenant_fk("unit_id", "unit"),
        tenant_fk("event_id", "communication_event"),
        CheckConstraint("event_id IS NULL OR missed_reason IS NULL", name="played_or_missed"),
        Index(None, "ward_id", "planned_at", "id"),
        Index(None, "ward_id", "unit_id", "planned_at"),
        Index(None, "ward_id", "script_id"),
    )

    script_id: UUID
    unit_id: UUID
    planned_at: datetime = instant(nullable=False)
    times_planned: int = 1
    event_id: UUID | None = None
    missed_reason: str | None = None
    note: str = ""
    created_at: datetime = instant(nullable=False)

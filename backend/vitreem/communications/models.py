"""What a unit did to spread the plan's messages."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, TenantRow, Versioned, instant, tenant_fk


class CommunicationEvent(CodedRow, Versioned, table=True):
    """One piece of communication by one unit. `on_day` is the Vietnamese date of its start."""

    __tablename__ = "communication_event"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        tenant_fk("plan_id", "plan"),
        tenant_fk("script_id", "broadcast_script"),
        UniqueConstraint("ward_id", "code"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("taken_down_on >= put_up_on", name="taken_down_after_put_up"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point"),
        Index(None, "ward_id", "starts_at", "id"),
        Index(None, "ward_id", "unit_id", "starts_at", "id"),
        Index(None, "ward_id", "on_day"),
        Index("ix_communication_event_banner", "ward_id", "put_up_on", postgresql_where=text("kind = 'banner'")),
    )

    kind: str
    title: str
    search_key: str
    unit_id: UUID = Field(description="Who did it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    plan_id: UUID | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    starts_at: datetime = instant(nullable=False)
    ends_at: datetime | None = instant()
    on_day: date
    state: str
    broadcasts: int = 0
    script_id: UUID | None = None
    banner_size: str = ""
    put_up_on: date | None = None
    taken_down_on: date | None = None
    link: str | None = None
    reach: int = 0
    copies: int = 0
    audience_children: int = 0
    audience_adults: int = 0
    audience_officials: int = 0
    carried_hotline_111: bool = False
    topics: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))
    shows_children: bool = False
    guardian_consent: bool = False
    child_consent: bool = False
    children_7_plus: bool = Field(False, description="Children of 7 and more are shown: their own consent is owed too.")
    description: str = ""
    return_reason: str | None = None
    cancel_reason: str | None = None
    created_at: datetime = instant(nullable=False)


class CommunicationMessage(TenantRow, table=True):
    """A message of the plan that the event carried."""

    __tablename__ = "communication_event_message"
    __table_args__ = (
        tenant_fk("event_id", "communication_event", ondelete="CASCADE"),
        tenant_fk("message_id", "plan_message"),
        UniqueConstraint("ward_id", "event_id", "message_id"),
        Index(None, "ward_id", "message_id", "event_id"),
    )

    event_id: UUID
    message_id: UUID

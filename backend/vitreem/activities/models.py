"""Something that units hold for children, the series it belongs to, and the secret address of a unit's calendar."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, TenantRow, Versioned, instant, tenant_fk


class ActivitySeries(TenantRow, table=True):
    """One order for many units at once ("Quốc tế thiếu nhi 1/6"); each unit fills its own activity."""

    __tablename__ = "activity_series"
    __table_args__ = (Index(None, "ward_id", "created_at"),)

    title: str
    created_at: datetime = instant(nullable=False)


class Activity(CodedRow, Versioned, table=True):
    """One activity of one organising unit. Money is in đồng; `on_day` is the Vietnamese date of its start."""

    __tablename__ = "activity"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        tenant_fk("plan_line_id", "plan_activity_line"),
        tenant_fk("series_id", "activity_series"),
        UniqueConstraint("ward_id", "code"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point"),
        Index(None, "ward_id", "on_day", "id"),
        Index(None, "ward_id", "unit_id", "on_day", "id"),
        Index(None, "ward_id", "venue_key", "starts_at"),
        Index(None, "ward_id", "series_id"),
    )

    area: str
    title: str
    search_key: str
    unit_id: UUID = Field(description="The organising unit.")
    series_id: UUID | None = None
    plan_line_id: UUID | None = None
    place_unit_id: UUID | None = Field(None, description="The khu phố where it is.")
    venue: str = ""
    venue_key: str = ""
    latitude: float | None = None
    longitude: float | None = None
    starts_at: datetime = instant(nullable=False)
    ends_at: datetime = instant(nullable=False)
    on_day: date
    state: str
    planned_boys: int = 0
    planned_girls: int = 0
    planned_adults: int = 0
    actual_boys: int = 0
    actual_girls: int = 0
    actual_adults: int = 0
    disabled_children: int = 0
    poor_children: int = 0
    planned_state_budget: int = Field(0, sa_type=BigInteger)
    planned_mobilised: int = Field(0, sa_type=BigInteger)
    spent_state_budget: int = Field(0, sa_type=BigInteger)
    spent_mobilised: int = Field(0, sa_type=BigInteger)
    in_charge: str = ""
    description: str = ""
    outcome: str = ""
    launch: bool = Field(False, description="The launch (lễ phát động) of Thông tư 28/2019 Điều 2.")
    outside_school: bool = Field(False, description="Outside school and family: Thông tư 27/2022 applies.")
    checklist: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    return_reason: str | None = None
    cancel_reason: str | None = None
    created_at: datetime = instant(nullable=False)


class ActivitySupport(TenantRow, table=True):
    """A unit that supports (phối hợp) the organising one."""

    __tablename__ = "activity_support"
    __table_args__ = (
        tenant_fk("activity_id", "activity", ondelete="CASCADE"),
        tenant_fk("unit_id", "unit"),
        UniqueConstraint("ward_id", "activity_id", "unit_id"),
        Index(None, "ward_id", "unit_id", "activity_id"),
    )

    activity_id: UUID
    unit_id: UUID


class CalendarFeed(TenantRow, table=True):
    """The secret address under which a calendar program reads a unit's activities. Only its hash is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        Index("uq_calendar_feed_token", "ward_id", "token_hash", unique=True),
        Index(None, "ward_id", "unit_id"),
    )

    unit_id: UUID
    token_hash: bytes = Field(sa_type=LargeBinary)
    author_name: str = ""
    created_at: datetime = instant(nullable=False)
    revoked_at: datetime | None = instant()

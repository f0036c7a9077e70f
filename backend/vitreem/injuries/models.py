"""Injuries of children, as figures need them: nobody's name and no story."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from vitreem.kernel.db.tables import CodedRow, Versioned, instant, tenant_fk


class Injury(CodedRow, Versioned, table=True):
    """One injured child on one Vietnamese day."""

    __tablename__ = "injury"
    __table_args__ = (
        tenant_fk("unit_id", "unit"),
        tenant_fk("place_unit_id", "unit"),
        tenant_fk("hazard_site_id", "hazard_site"),
        UniqueConstraint("ward_id", "code"),
        Index(None, "ward_id", "happened_on", "id"),
        Index(None, "ward_id", "unit_id", "happened_on", "id"),
        Index(None, "ward_id", "hazard_site_id", postgresql_where=text("hazard_site_id IS NOT NULL")),
    )

    happened_on: date
    unit_id: UUID = Field(description="Who recorded it.")
    place_unit_id: UUID | None = Field(None, description="The khu phố where it happened.")
    age_band: str
    sex: str
    cause: str
    place_kind: str
    care: str
    outcome: str
    hazard_site_id: UUID | None = Field(None, description="The unsafe place where it happened.")
    state: str
    recorded_by: UUID | None = Field(None, description="Account: who wrote a sensitive one goes on seeing it.")
    created_at: datetime = instant(nullable=False)

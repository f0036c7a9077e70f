"""What a ward lays under its maps. One row per ward."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk


class WardMap(TenantRow, Versioned, table=True):
    """`areas` as in `WardArea`; `corners` are where the picture's north-west, north-east and south-west come to lie,
    each latitude and longitude, by the three points that somebody tied to it."""

    __tablename__ = "ward_map"
    __table_args__ = (tenant_fk("picture_file_id", "stored_file"),)

    areas: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    picture_file_id: UUID | None = None
    corners: list[list[float]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    changed_at: datetime | None = instant()
    changed_by: str = ""

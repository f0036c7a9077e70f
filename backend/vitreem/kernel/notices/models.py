"""A notice to one person. It holds a kind and an id: what it is about is read where it leads, by who may."""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant, tenant_fk


class Notice(TenantRow, table=True):
    """Only the person reads it and marks it read; whoever's act ends its cause ends it for all."""

    __tablename__ = "notice"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        Index(
            "uq_notice_open", "ward_id", "person_id", "kind", "object_id",
            unique=True, postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_notice_own", "ward_id", "person_id", "id", postgresql_where=text("ended_at IS NULL")),
        Index("ix_notice_object", "ward_id", "object_id", postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip

    person_id: UUID = Field(description="Who is told.")
    kind: str
    object_kind: str
    object_id: UUID
    made_at: datetime = instant(nullable=False)
    read_at: datetime | None = instant()
    ended_at: datetime | None = instant(description="When its cause was gone.")

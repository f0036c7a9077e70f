"""What every table obeys: schema `app`, names of constraints, composite tenant keys."""

from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKeyConstraint, MetaData
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from vitreem.kernel.ids import new_id

SCHEMA = "app"

SQLModel.metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


class TenantRow(SQLModel):
    """A row of one ward: `PRIMARY KEY (ward_id, id)`, and `ward_id` never changes."""

    ward_id: int = Field(primary_key=True, foreign_key="app.ward.id", sa_column_kwargs={"autoincrement": False})
    id: UUID = Field(default_factory=new_id, primary_key=True)


class CodedRow(TenantRow):
    """A row of one ward that people and sheets know by its code; the table makes `(ward_id, code)` unique."""

    code: str = Field(description="Known to people and sheets: a sheet that comes again updates by it.")


class Versioned(SQLModel):
    """A row that several people may change: an UPDATE names the version it read, so that the second of two fails.

    The verbs raise `version`; who comes too late gets SQLAlchemy's StaleDataError, which is answered with 412.
    """

    version: int = 1

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version, "version_id_generator": False}  # pyright: ignore


def instant(*, nullable: bool = True, **kwargs: Any) -> Any:
    """A `timestamptz` column."""
    return Field(default=None, sa_type=DateTime(timezone=True), nullable=nullable, **kwargs)


def tenant_fk(column: str, table: str, **kwargs: Any) -> ForeignKeyConstraint:
    """`(ward_id, column) → table (ward_id, id)`: a reference can't leave its ward."""
    return ForeignKeyConstraint(["ward_id", column], [f"{SCHEMA}.{table}.ward_id", f"{SCHEMA}.{table}.id"], **kwargs)

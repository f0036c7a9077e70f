"""Wards, units, people and how they sign in.

`account`, `credential`, `session` and their fellows belong to a human being and cross wards; `unit`, `person` and
`membership` belong to a ward.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, FetchedValue, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk
from vitreem.kernel.ids import new_id


class Ward(Versioned, table=True):
    """A commune-level unit (phường, xã, đặc khu). `id` is our own surrogate: official codes change with mergers."""

    __tablename__ = "ward"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(unique=True, description="Official code, text with leading zeros (QĐ 19/2025/QĐ-TTg).")
    name: str
    province: str
    search_key: str = Field(
        sa_column=Column(String, FetchedValue(), nullable=False),
        description="Name, province and code in small letters without marks; the database makes it.",
    )
    due_day_counts: bool = Field(False, description='Whether "trước ngày X" includes day X itself.')
    closed_at: datetime | None = instant()


class Unit(TenantRow, Versioned, table=True):
    """Somebody a plan can give work to: a desk, an organisation, a school, a khu phố.

    It exists from `from_on` to `to_on`, both days included; None is always. One that has ended keeps its name, on the
    records of its days; its name is free for another.
    """

    __tablename__ = "unit"
    __table_args__ = (
        tenant_fk("heir_id", "unit"),
        Index("uq_unit_name", "ward_id", "search_key", unique=True, postgresql_where=text("to_on IS NULL")),
        Index(None, "ward_id", "sort_key", "id"),
        Index(None, "ward_id", "heir_id"),
        CheckConstraint("from_on <= to_on", name="days_in_order"),
        CheckConstraint("to_on IS NULL OR closed_at IS NOT NULL", name="ended_is_closed"),
        CheckConstraint("heir_id IS NULL OR to_on IS NOT NULL", name="heir_of_ended"),
    )

    kind: str
    name: str
    aliases: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))
    search_key: str
    sort_key: str
    closed_at: datetime | None = instant()
    from_on: date | None = None
    to_on: date | None = None
    heir_id: UUID | None = Field(
        None, description="Who stands for an ended unit today: its successor, followed through every later change."
    )


class UnitChange(TenantRow, table=True):
    """A resolution of the ward's council on units: merged, split or renamed (NĐ 185/2026). Written once."""

    __tablename__ = "unit_change"
    __table_args__ = (Index(None, "ward_id", "on_day", "id"),)

    kind: str
    on_day: date = Field(description="The first day of the successors.")
    paper_number: str
    paper_on: date
    followed: dict[str, int] = Field(
        sa_column=Column(JSONB, nullable=False), description="What passed on that day, counted by kind."
    )
    author_id: UUID | None = None
    author_name: str = ""
    created_at: datetime = instant(nullable=False)


class UnitSuccession(TenantRow, table=True):
    """One unit after another. Of several successors one inherits what belongs to the whole."""

    __tablename__ = "unit_succession"
    __table_args__ = (
        tenant_fk("change_id", "unit_change"),
        tenant_fk("predecessor_id", "unit"),
        tenant_fk("successor_id", "unit"),
        UniqueConstraint("ward_id", "predecessor_id", "successor_id"),
        Index(
            "uq_unit_succession_heir", "ward_id", "predecessor_id", unique=True, postgresql_where=text("inherits")
        ),
        Index(None, "ward_id", "change_id"),
        Index(None, "ward_id", "successor_id"),
    )  # fmt: skip

    change_id: UUID
    predecessor_id: UUID
    successor_id: UUID
    inherits: bool


class Person(TenantRow, Versioned, table=True):
    """A human being as one ward knows them."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("ward_id", "account_id"),
        UniqueConstraint("ward_id", "email"),
        Index(None, "ward_id", "sort_key", "id"),
    )

    account_id: UUID = Field(foreign_key="app.account.id")
    full_name: str
    position: str = ""
    phone: str = ""
    email: str | None = Field(None, description="How to write to them; nobody signs in with it.")
    search_key: str
    sort_key: str
    ended_at: datetime | None = instant()


class Membership(TenantRow, table=True):
    """A person's role in force, in a unit where the role needs one. Ended, never deleted: history names it.

    What waits for a second person stands in `approval`, so that no query of memberships can take it for a right.
    """

    __tablename__ = "membership"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        tenant_fk("unit_id", "unit"),
        Index(
            "uq_membership_current",
            "ward_id",
            "person_id",
            "role",
            "unit_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "ward_id", "unit_id"),
        CheckConstraint("role <> 'system_admin'", name="role_of_a_ward"),
    )

    person_id: UUID
    unit_id: UUID | None = None
    role: str
    ended_at: datetime | None = instant()


class Account(Versioned, table=True):
    """One sign-in name. Secrets stand in `credential`, which only the person's own requests can read."""

    __tablename__ = "account"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    login: str = Field(unique=True, description="Lower case. Made by a ward, it ends with a dot and the ward's code.")
    full_name: str
    system_admin: bool = False
    disabled_at: datetime | None = instant()


class Credential(SQLModel, table=True):
    """What proves that a person is who they say."""

    __tablename__ = "credential"

    account_id: UUID = Field(primary_key=True, foreign_key="app.account.id")
    password_hash: str | None = None
    must_change_password: bool = False
    totp_secret: bytes | None = Field(None, sa_type=LargeBinary, description="Sealed with the field key.")
    totp_enabled: bool = False
    totp_last_step: int = Field(0, description="Last 30-second step a code was taken for: no code works twice.")
    recovery_hashes: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))


class SignInSession(SQLModel, table=True):
    """A server-side session. Only the hash of the cookie is kept."""

    __tablename__ = "session"
    __table_args__ = (Index(None, "account_id"),)

    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: UUID = Field(default_factory=new_id, unique=True)
    account_id: UUID = Field(foreign_key="app.account.id")
    ward_id: int | None = Field(None, foreign_key="app.ward.id")
    created_at: datetime = instant(nullable=False)
    last_seen_at: datetime = instant(nullable=False)
    expires_at: datetime = instant(nullable=False)
    user_agent: str = ""
    revoked_at: datetime | None = instant()
    cases_seen_at: datetime | None = instant(description="The last touch of a page of a case, or a new proof.")


class PasswordReset(SQLModel, table=True):
    """A one-time link that an administrator hands to a person."""

    __tablename__ = "password_reset"

    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account_id: UUID = Field(foreign_key="app.account.id")
    created_at: datetime = instant(nullable=False)
    expires_at: datetime = instant(nullable=False)
    used_at: datetime | None = instant()
    voided_at: datetime | None = instant(description="A newer link, a changed password or a second person's no.")
    approved_at: datetime | None = instant(description="When the second person said yes.")


class Approval(SQLModel, table=True):
    """What one person may not do alone, waiting for a second: a role, a password link, a second factor taken off."""

    __tablename__ = "approval"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        tenant_fk("unit_id", "unit"),
        Index(None, "account_id"),
        Index(None, "ward_id"),
        Index(
            "uq_approval_open",
            "account_id",
            "kind",
            "ward_id",
            "role",
            "unit_id",
            unique=True,
            postgresql_where=text("decided_at IS NULL AND kind <> 'password_link'"),
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: str
    account_id: UUID = Field(foreign_key="app.account.id", description="Whose role, password or device it is.")
    ward_id: int | None = Field(None, foreign_key="app.ward.id", description="None: asked for by the administrator.")
    person_id: UUID | None = None
    person_name: str
    role: str | None = None
    unit_id: UUID | None = None
    unit_name: str | None = None
    token_hash: bytes | None = Field(None, sa_type=LargeBinary, foreign_key="app.password_reset.token_hash")
    proposed_by: UUID | None = Field(None, foreign_key="app.account.id")
    proposed_by_name: str
    proposed_at: datetime = instant(nullable=False)
    decided_by: UUID | None = Field(None, foreign_key="app.account.id")
    decided_at: datetime | None = instant()
    confirmed: bool | None = None


class AccountNotice(SQLModel, table=True):
    """What somebody did to an account, for its owner or a lead to read at the next sign-in."""

    __tablename__ = "account_notice"
    __table_args__ = (Index(None, "account_id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="app.account.id", description="Who is told.")
    kind: str
    at: datetime = instant(nullable=False)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    acknowledged_at: datetime | None = instant()


class SignInDelay(SQLModel, table=True):
    """Failed attempts by a keyed hash of who tries (account, account and address, address): slows, never locks."""

    __tablename__ = "sign_in_delay"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    subject_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    failures: int
    last_failed_at: datetime = instant(nullable=False)

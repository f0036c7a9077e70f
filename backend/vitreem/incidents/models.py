"""Reports, cases and all that hangs on them. What clocks and lists need is plain; names and words are sealed.

Need to know is one rule of the database for all of these tables (`migrations/…_incidents.py`): a row is there for who
has access to its subject, a report or a case. Ids of subjects are random: they tell no hour. ADR 21.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, String, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, Versioned, instant, tenant_fk
from vitreem.kernel.deadlines.rules import PinnedDeadline
from vitreem.kernel.request.ward_keys import declare_sealed


def sealed_bytes(*, nullable: bool = False) -> bytes:
    """A column of a sealed value, bound to its row and to its own name."""
    return Field(default=None, sa_type=LargeBinary, nullable=nullable)


def words() -> list[str]:
    return Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))


class Subject(TenantRow):
    """A report or a case: what access is given to."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    reference: str = Field(description="Random, for paper and telephone: it tells neither order nor number.")


class IncidentReport(Subject, Versioned, table=True):
    """What somebody told the ward (Mẫu 01). `received_at` starts the clock and is typed; `recorded_at` is ours."""

    __tablename__ = "incident_report"
    __table_args__ = (
        tenant_fk("recorder_id", "person"),
        tenant_fk("same_as_id", "incident_report"),
        UniqueConstraint("ward_id", "reference"),
        Index(None, "ward_id", "state", "received_at"),
        CheckConstraint("received_at <= recorded_at", name="received_first"),
    )

    state: str
    channel: str
    received_at: datetime = instant(nullable=False)
    recorded_at: datetime = instant(nullable=False)
    recorder_id: UUID
    nature: str
    harms: list[str] = words()
    online: bool = False
    urgent: bool = False
    parent_is_suspect: bool = False
    decided_at: datetime | None = instant()
    decided_by: UUID | None = None
    same_as_id: UUID | None = None
    police_at: datetime | None = instant()
    sealed: bytes = sealed_bytes()
    sealed_decision: bytes | None = sealed_bytes(nullable=True)


class IncidentInformant(TenantRow, table=True):
    """Who told, kept apart: `id` is the report's. Opened with a reason, which the history shows."""

    __tablename__ = "incident_informant"
    __table_args__ = (tenant_fk("id", "incident_report"),)

    sealed: bytes = sealed_bytes()


class IncidentCase(Subject, Versioned, table=True):
    """One child's case. `event_ward` and `residence_ward` are official codes; `received_at` is the first report's.

    `sex` and `age` are those at receipt, for figures; who the child is stands in `sealed` alone, the link to the
    register too.
    """

    __tablename__ = "incident_case"
    __table_args__ = (
        tenant_fk("owner_id", "person"),
        UniqueConstraint("ward_id", "reference"),
        Index(None, "ward_id", "received_at", "id"),
        Index("ix_incident_case_open", "ward_id", "received_at", "id", postgresql_where=text("closed_at IS NULL")),
    )

    state: str
    nature: str
    harms: list[str] = words()
    online: bool = False
    urgent: bool = False
    parent_is_suspect: bool = False
    sex: str = ""
    age: int | None = None
    received_at: datetime = instant(nullable=False)
    opened_at: datetime = instant(nullable=False)
    owner_id: UUID
    event_ward: str = ""
    residence_ward: str = ""
    police_at: datetime | None = instant()
    court_at: datetime | None = instant()
    closed_at: datetime | None = instant()
    outcome: str | None = None
    export_approved_at: datetime | None = instant()
    sealed: bytes = sealed_bytes()


class IncidentCaseReport(TenantRow, table=True):
    """A report tells of a case: many to many."""

    __tablename__ = "incident_case_report"
    __table_args__ = (
        tenant_fk("case_id", "incident_case"),
        tenant_fk("report_id", "incident_report"),
        UniqueConstraint("ward_id", "case_id", "report_id"),
        Index(None, "ward_id", "report_id"),
    )

    case_id: UUID
    report_id: UUID


class IncidentAccess(TenantRow, table=True):
    """Who sees a subject. A referral ends on a day and opens the named `parts` alone."""

    __tablename__ = "incident_access"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        Index(None, "ward_id", "person_id", "subject_id"),
        Index(None, "ward_id", "subject_id"),
        CheckConstraint("(kind = 'referral') = (until_on IS NOT NULL)", name="referral_ends"),
        CheckConstraint("kind = 'referral' OR parts = '{}'", name="parts_of_referral"),
    )

    subject_id: UUID
    person_id: UUID
    kind: str
    parts: list[str] = words()
    until_on: date | None = None
    given_by: UUID | None = Field(None, description="Person.")
    given_at: datetime = instant(nullable=False)
    revoked_at: datetime | None = instant()
    sealed_reason: bytes | None = sealed_bytes(nullable=True)


class IncidentStandIn(TenantRow, table=True):
    """From one day to another, both included, one person sees and does what another does in cases."""

    __tablename__ = "incident_stand_in"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        tenant_fk("stand_in_id", "person"),
        Index(None, "ward_id", "stand_in_id", "from_on"),
        CheckConstraint("from_on <= to_on", name="days_in_order"),
        CheckConstraint("person_id <> stand_in_id", name="two_people"),
    )

    person_id: UUID
    stand_in_id: UUID
    from_on: date
    to_on: date
    ended_at: datetime | None = instant()


class IncidentClock(TenantRow, PinnedDeadline, table=True):
    """A deadline of a subject: the rule it began under, when it began, and when what it asks for was done."""

    __tablename__ = "incident_clock"
    __table_args__ = (
        tenant_fk("ward_deadline_id", "ward_deadline"),
        Index("ix_incident_clock_open", "ward_id", "subject_id", postgresql_where=text("ended_at IS NULL")),
        Index(None, "ward_id", "subject_id", "id"),
        CheckConstraint("met_at IS NULL OR ended_at IS NOT NULL", name="met_is_ended"),
    )

    subject_id: UUID
    code: str
    met_at: datetime | None = instant(description="When it was done.")
    ended_at: datetime | None = instant(description="When it was done, or asked for nothing any more.")


class IncidentPaper(TenantRow, Versioned, table=True):
    """A form, minutes or a decision of a case. `number` counts those of one kind; `part` is what a referral opens."""

    __tablename__ = "incident_paper"
    __table_args__ = (
        tenant_fk("case_id", "incident_case"),
        UniqueConstraint("ward_id", "case_id", "kind", "number"),
    )

    case_id: UUID
    kind: str
    part: str
    number: int
    state: str
    author_id: UUID
    author_name: str
    # Everybody who has saved it: none of them approves it.
    writer_ids: list[UUID] = Field(sa_column=Column(ARRAY(Uuid()), nullable=False))
    made_at: datetime = instant(nullable=False)
    submitted_at: datetime | None = instant()
    decided_at: datetime | None = instant()
    decided_by: UUID | None = None
    decided_name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    sealed: bytes = sealed_bytes()
    sealed_decision: bytes | None = sealed_bytes(nullable=True)


class IncidentTask(TenantRow, Versioned, table=True):
    """A service of an approved plan, with its days, who does it and what came of it."""

    __tablename__ = "incident_task"
    __table_args__ = (
        tenant_fk("case_id", "incident_case"),
        tenant_fk("paper_id", "incident_paper"),
        Index(None, "ward_id", "case_id", "starts_on"),
    )

    case_id: UUID
    paper_id: UUID
    position: int
    starts_on: date
    ends_on: date
    done_on: date | None = None
    cost: int = Field(0, sa_type=BigInteger)
    sealed: bytes = sealed_bytes()


class IncidentNote(TenantRow, table=True):
    """A note or a message about a subject; it stays when its writer leaves."""

    __tablename__ = "incident_note"
    __table_args__ = (Index(None, "ward_id", "subject_id", "id"),)

    subject_id: UUID
    author_id: UUID
    author_name: str
    written_at: datetime = instant(nullable=False)
    sealed: bytes = sealed_bytes()


class IncidentFile(TenantRow, table=True):
    """A file of a subject: its name is sealed, and its bytes lie on disk under a key of their own, which is sealed."""

    __tablename__ = "incident_file"
    __table_args__ = (Index(None, "ward_id", "subject_id", "id"),)

    subject_id: UUID
    part: str
    author_name: str
    added_at: datetime = instant(nullable=False)
    removed_at: datetime | None = instant()
    storage_key: str
    size: int = Field(description="Of what was sent, without the seal.")
    sha256: bytes = Field(sa_type=LargeBinary, description="Of the bytes as they lie on disk, sealed.")
    sealed: bytes = sealed_bytes()
    sealed_key: bytes = sealed_bytes()


class IncidentEvidence(TenantRow, Versioned, table=True):
    """An object or paper that is kept as evidence (NĐ 56/2017 Điều 31.3a): what it is and who holds it."""

    __tablename__ = "incident_evidence"
    __table_args__ = (tenant_fk("case_id", "incident_case"), Index(None, "ward_id", "case_id", "id"))

    case_id: UUID
    taken_on: date
    returned_on: date | None = None
    author_name: str
    sealed: bytes = sealed_bytes()


class IncidentTransfer(TenantRow, table=True):
    """A case offered to another ward, as the offering ward keeps it."""

    __tablename__ = "incident_transfer"
    __table_args__ = (tenant_fk("case_id", "incident_case"), Index(None, "ward_id", "case_id", "id"))

    case_id: UUID
    to_ward_id: int
    to_ward_name: str
    state: str
    offered_by: UUID
    offered_at: datetime = instant(nullable=False)
    answered_at: datetime | None = instant()
    sealed: bytes = sealed_bytes()
    sealed_answer: bytes | None = sealed_bytes(nullable=True)


class IncidentArrival(TenantRow, table=True):
    """A case that another ward offers to this one; `id` is the transfer's. `sealed` is all that comes with it."""

    __tablename__ = "incident_arrival"
    __table_args__ = (Index(None, "ward_id", "offered_at", "id"),)

    from_ward_id: int
    from_ward_name: str
    received_at: datetime = instant(nullable=False)
    offered_at: datetime = instant(nullable=False)
    state: str
    answered_at: datetime | None = instant()
    case_id: UUID | None = None
    sealed: bytes | None = sealed_bytes(nullable=True)  # gone once it is answered: the case has it, or nobody has


class DutyTurn(TenantRow, table=True):
    """Whose telephone answers for children from one day to another, both included; `/bao-tin` shows no name."""

    __tablename__ = "duty_turn"
    __table_args__ = (
        tenant_fk("person_id", "person"),
        tenant_fk("stand_in_id", "person"),
        Index(None, "ward_id", "from_on"),
        CheckConstraint("from_on <= to_on", name="days_in_order"),
    )

    person_id: UUID
    stand_in_id: UUID | None = None
    phone: str
    stand_in_phone: str = ""
    from_on: date
    to_on: date
    ended_at: datetime | None = instant()


declare_sealed("incident_report", "sealed", "sealed_decision")
declare_sealed("incident_informant", "sealed")
declare_sealed("incident_case", "sealed")
declare_sealed("incident_access", "sealed_reason")
declare_sealed("incident_paper", "sealed", "sealed_decision")
declare_sealed("incident_task", "sealed")
declare_sealed("incident_note", "sealed")
declare_sealed("incident_file", "sealed", "sealed_key")
declare_sealed("incident_evidence", "sealed")
declare_sealed("incident_transfer", "sealed", "sealed_answer")
declare_sealed("incident_arrival", "sealed")

"""How long the law gives, as dated rows. A record keeps which row it began under and computes its end at every look.

A ward may give less time, never more: asked when it is set, and once more each time an end is computed.
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, func, select
from sqlmodel import Field, SQLModel

from vitreem.kernel.clock import VIETNAM, day_ends
from vitreem.kernel.db.tables import TenantRow, instant, tenant_fk
from vitreem.kernel.deadlines.calendar import Calendar
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.request.context import Ctx


class RuleMissing(Problem):
    """No rule of this name was in force on the day."""

    status = 409
    code = "rule_missing"
    title = "Chưa có quy định thời hạn"
    detail = "Chưa có quy định thời hạn nào có hiệu lực vào ngày này. Vui lòng kiểm tra lại ngày."


class DeadlineAudit(AuditKind):
    """What the trail tells of a ward's own deadlines."""

    SET = "deadline.set"


class TimeUnit(StrEnum):
    """Hours run on the wall clock, nights and holidays too; days and months end with a day."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


class DeadlineRule(SQLModel, table=True):
    """One deadline as the law has it from one day to another. Of the whole installation, written by migrations."""

    __tablename__ = "deadline_rule"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("valid_from <= valid_to", name="days_in_order"),
    )

    id: UUID = Field(primary_key=True)
    code: str
    version: int
    name: str
    amount: int
    unit: str
    starts_with: str = Field(description="What starts it, in Vietnamese.")
    legal_basis: str
    moves: bool = Field(
        True, description="Whether an end on a day off moves to the next working day; not where the law sets a most."
    )
    valid_from: date
    valid_to: date | None = Field(None, description="The last day.")


class WardDeadline(TenantRow, table=True):
    """The shorter time that a ward gives itself. Rows are only added: the latest counts for what begins after it."""

    __tablename__ = "ward_deadline"
    __table_args__ = (
        tenant_fk("set_by_id", "person"),
        UniqueConstraint("ward_id", "rule_id", "version"),
        CheckConstraint("amount > 0", name="amount"),
    )

    rule_id: UUID = Field(foreign_key="app.deadline_rule.id")
    amount: int | None = Field(description="None: the law's own again.")
    version: int
    valid_from: datetime = instant(nullable=False)
    set_by_id: UUID | None = None
    set_by_name: str = ""


class PinnedDeadline(SQLModel):
    """Columns of a record with a deadline: the rule it began under, and when.

    Its table adds `tenant_fk("ward_deadline_id", "ward_deadline")`.
    """

    rule_id: UUID = Field(foreign_key="app.deadline_rule.id")
    rule_version: int
    ward_deadline_id: UUID | None = None
    starts_at: datetime = instant(nullable=False)


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a record stores: `Record(**pinned.columns(), …)`."""

    rule_id: UUID
    rule_version: int
    ward_deadline_id: UUID | None

    def columns(self) -> dict[str, Any]:
        return {
            "rule_id": self.rule_id, "rule_version": self.rule_version, "ward_deadline_id": self.ward_deadline_id
        }  # fmt: skip


class Due(NamedTuple):
    """When something must be done. `due_at` is the first instant that is too late; None while `missing_year` is."""

    due_at: datetime | None
    missing_year: int | None
    amount: int
    unit: TimeUnit
    legal_basis: str
    name: str
    code: str


class Term(Protocol):
    """A length of time: a rule, or a ward's shorter one."""

    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def moves(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Length:
    """A term by itself."""

    amount: int
    unit: str
    moves: bool = True


def due_at(rule: Term, starts_at: datetime, calendar: Calendar) -> datetime:
    """The first instant that is too late. The day of the event isn't counted (BLDS Điều 147); an end on a day off
    moves to the next working day (BLDS Điều 148), and hours never move. Raises `CalendarMissing`.
    """
    if rule.unit == TimeUnit.HOURS:
        return starts_at.astimezone(UTC) + timedelta(hours=rule.amount)
    start_day = starts_at.astimezone(VIETNAM).date()
    if rule.unit == TimeUnit.WORKING_DAYS:
        return day_ends(calendar.add_working_days(start_day, rule.amount)).astimezone(UTC)
    last = _months_after(start_day, rule.amount) if rule.unit == TimeUnit.MONTHS else start_day + timedelta(rule.amount)
    return day_ends(calendar.next_working(last) if rule.moves else last).astimezone(UTC)


def _months_after(day: date, n: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def share(starts_at: datetime, due_at: datetime, now: datetime) -> float:
    """How much of the time is over: 0 at the start, 1 at the end, more when it is late."""
    return max(0.0, (now - starts_at) / (due_at - starts_at))


async def pin(ctx: Ctx, code: str, at: datetime) -> Pinned:
    """The rule in force at that moment, with the ward's shorter time of then. Raises `RuleMissing`."""
    day = at.astimezone(VIETNAM).date()
    found = await ctx.db.execute(
        select(DeadlineRule.id, DeadlineRule.version)
        .where(
            DeadlineRule.code == code,
            DeadlineRule.valid_from <= day,
            func.coalesce(DeadlineRule.valid_to, day) >= day,
        )
        .order_by(DeadlineRule.version.desc())
        .limit(1)
    )
    rule = found.one_or_none()
    if rule is None:
        raise RuleMissing(rule=code)
    shorter = await ctx.db.execute(
        select(WardDeadline.id, WardDeadline.amount)
        .where(WardDeadline.ward_id == ctx.ward_id, WardDeadline.rule_id == rule.id, WardDeadline.valid_from <= at)
        .order_by(WardDeadline.version.desc())
        .limit(1)
    )
    own = shorter.one_or_none()
    return Pinned(rule.id, rule.version, own.id if own and own.amount is not None else None)

"""Who sees which report and case. The rule itself is the database's (`migrations/…_incidents.py`): what isn't seen
isn't there, and nothing here widens it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vitreem.identity.facts import Person
from vitreem.incidents import statements
from vitreem.incidents.models import (
    IncidentAccess,
    IncidentCase,
    IncidentCaseReport,
    IncidentClock,
    IncidentPaper,
    IncidentReport,
    IncidentTransfer,
)
from vitreem.incidents.rules import AccessKind, Part, TransferState
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.answers import Row
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals


@dataclass(frozen=True, slots=True)
class Standing:
    """What the caller is here: chair or deputy (`leads`), whose cases (`subjects`), parts of referred ones."""

    works: bool
    leads: bool
    subjects: frozenset[UUID]
    parts: Mapping[UUID, frozenset[str]]

    def is_full(self, subject_id: UUID) -> bool:
        return self.leads or subject_id in self.subjects

    def opens(self, subject_id: UUID, part: Part) -> bool:
        return self.is_full(subject_id) or part in self.parts.get(subject_id, ())

    def rights(self, subject_id: UUID) -> frozenset[str]:
        """`work`: owner, member, chair or deputy; `decide`: chair or deputy; `refer`: a case was referred."""
        held = {"work"} if self.is_full(subject_id) else set[str]()
        if self.leads:
            held.add("decide")
        if subject_id in self.parts and Part.NOTES in self.parts[subject_id]:
            held.add("refer")
        return frozenset(held)


def standing_of(found: Row) -> Standing:
    """Of what a statement of `statements` answers."""
    parts: dict[UUID, set[str]] = {}
    for one in found["parts"]:
        parts.setdefault(one["subject_id"], set()).add(one["part"])
    return Standing(
        found["works"], found["leads"], frozenset(one["id"] for one in found["subjects"]),
        {key: frozenset(some) for key, some in parts.items()},
    )  # fmt: skip


async def standing(ctx: Ctx) -> Standing:
    return standing_of(await statements.of_standing(ctx))


async def require_worker(ctx: Ctx) -> Standing:
    """For what belongs to no one case: to whom cases were merely referred, it isn't there. Raises `NotFound`."""
    found = await standing(ctx)
    if not found.works:
        raise NotFound()
    return found


async def seen_report(ctx: Ctx, report_id: UUID) -> IncidentReport:
    return await _seen(ctx, IncidentReport, report_id)


async def seen_case(ctx: Ctx, case_id: UUID) -> IncidentCase:
    return await _seen(ctx, IncidentCase, case_id)


async def _seen(ctx: Ctx, model: Any, row_id: UUID) -> Any:
    rows = await ctx.db.execute(select(model).where(model.ward_id == ctx.ward_id, model.id == row_id))
    found = rows.scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


async def lock(ctx: Ctx, row: IncidentCase | IncidentReport) -> None:
    """Of two who change a row at the same moment, the second finds what the first has done. Who may not change it
    locks nothing, and is refused by what comes next."""
    model: Any = type(row)
    await ctx.db.execute(
        select(model)
        .where(model.ward_id == ctx.ward_id, model.id == row.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def seen_paper(ctx: Ctx, case_id: UUID, paper_id: UUID) -> IncidentPaper:
    """A paper of this case."""
    found = await _seen(ctx, IncidentPaper, paper_id)
    if found.case_id != case_id:
        raise NotFound()
    return found


async def reports_of(ctx: Ctx, case_id: UUID) -> Sequence[IncidentReport]:
    rows = await ctx.db.execute(
        select(IncidentReport)
        .join(
            IncidentCaseReport,
            (IncidentCaseReport.ward_id == IncidentReport.ward_id)
            & (IncidentCaseReport.report_id == IncidentReport.id),
        )
        .where(IncidentReport.ward_id == ctx.ward_id, IncidentCaseReport.case_id == case_id)
        .order_by(IncidentReport.received_at)
    )
    return rows.scalars().all()


async def cases_of(ctx: Ctx, report_id: UUID) -> Sequence[IncidentCase]:
    """Cases that came of a report, of those that the caller sees."""
    rows = await ctx.db.execute(
        select(IncidentCase)
        .join(
            IncidentCaseReport,
            (IncidentCaseReport.ward_id == IncidentCase.ward_id) & (IncidentCaseReport.case_id == IncidentCase.id),
        )
        .where(IncidentCase.ward_id == ctx.ward_id, IncidentCaseReport.report_id == report_id)
        .order_by(IncidentCase.opened_at, IncidentCase.id)
    )
    return rows.scalars().all()


async def open_cases(ctx: Ctx) -> Sequence[Any]:
    """Every open case that the caller sees, its columns: to be read, not changed."""
    case: Any = IncidentCase.__table__
    rows = await ctx.db.execute(
        select(case).where(case.c.ward_id == ctx.ward_id, case.c.closed_at.is_(None)).order_by(case.c.received_at)
    )
    return rows.all()


async def told_the_same(ctx: Ctx, report_id: UUID) -> Sequence[IncidentReport]:
    """Reports that were found to tell of the same as this one."""
    rows = await ctx.db.execute(
        select(IncidentReport)
        .where(IncidentReport.ward_id == ctx.ward_id, IncidentReport.same_as_id == report_id)
        .order_by(IncidentReport.id)
    )
    return rows.scalars().all()


async def papers_of(ctx: Ctx, case_id: UUID) -> Sequence[IncidentPaper]:
    rows = await ctx.db.execute(
        select(IncidentPaper)
        .where(IncidentPaper.ward_id == ctx.ward_id, IncidentPaper.case_id == case_id)
        .order_by(IncidentPaper.made_at, IncidentPaper.id)
    )
    return rows.scalars().all()


async def access_of(ctx: Ctx, subject_id: UUID, kinds: Collection[AccessKind] = tuple(AccessKind)) -> Sequence[Any]:
    """Access that holds, with the person's name, oldest first."""
    rows = await ctx.db.execute(
        select(IncidentAccess, Person.full_name)
        .join(Person, (Person.ward_id == IncidentAccess.ward_id) & (Person.id == IncidentAccess.person_id))
        .where(
            IncidentAccess.ward_id == ctx.ward_id, IncidentAccess.subject_id == subject_id,
            IncidentAccess.revoked_at.is_(None), IncidentAccess.kind.in_([str(one) for one in kinds]),
        )
        .order_by(IncidentAccess.given_at, IncidentAccess.id)
    )  # fmt: skip
    return rows.all()


async def person_names(ctx: Ctx, person_ids: Collection[UUID | None]) -> dict[UUID, str]:
    asked = {one for one in person_ids if one}
    if not asked:
        return {}
    rows: Any = await ctx.db.execute(
        select(Person.id, Person.full_name).where(Person.ward_id == ctx.ward_id, Person.id.in_(asked))
    )
    return dict(iter(rows.all()))


async def opened_rows(ctx: Ctx, model: Any, column: Any, subject_id: UUID, *columns: Any) -> list[tuple[Any, bytes]]:
    """Rows of a subject, oldest first, each with what it seals: read without the session, for there may be hundreds."""
    table = model.__table__
    rows = await ctx.db.execute(
        select(*columns, table.c.id, table.c.sealed)
        .where(table.c.ward_id == ctx.ward_id, column == subject_id)
        .order_by(table.c.id)
    )
    of = await seals(ctx)
    return [(row, of.open(row.sealed, table.name, row.id)) for row in rows]


async def running_clock(ctx: Ctx, subject_id: UUID, code: str) -> IncidentClock | None:
    rows = await ctx.db.execute(
        select(IncidentClock).where(
            IncidentClock.ward_id == ctx.ward_id, IncidentClock.subject_id == subject_id,
            IncidentClock.code == code, IncidentClock.ended_at.is_(None),
        )
    )  # fmt: skip
    return rows.scalars().first()


async def offered(ctx: Ctx, case_id: UUID) -> IncidentTransfer | None:
    """The offer of the case to another ward that hasn't answered."""
    rows = await ctx.db.execute(
        select(IncidentTransfer).where(
            IncidentTransfer.ward_id == ctx.ward_id, IncidentTransfer.case_id == case_id,
            IncidentTransfer.state == TransferState.OFFERED,
        )
    )  # fmt: skip
    return rows.scalar_one_or_none()

"""What the pages of the module read, each by one statement.

A page of a case hangs on a dozen tables, each under its own policy of need to know. One statement asks for all of them;
the policies stand as they are, and what isn't the caller's is simply not in the answer.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Text, Uuid, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.identity.facts import Person
from vitreem.incidents.models import (
    IncidentAccess,
    IncidentArrival,
    IncidentCase,
    IncidentCaseReport,
    IncidentClock,
    IncidentEvidence,
    IncidentFile,
    IncidentInformant,
    IncidentNote,
    IncidentPaper,
    IncidentReport,
    IncidentTask,
    IncidentTransfer,
)
from vitreem.incidents.rules import CaseAudit, CaseState, PaperState, ReportState, TransferState
from vitreem.kernel.deadlines.terms import terms_json
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.answers import Answers, One, Row
from vitreem.kernel.request.audit import viewed, ward_object
from vitreem.kernel.request.audit_routes import history_json
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import keys_asked, take_keys

_WARD: Any = bindparam("ward_id")
# The subject of a page: a report or a case.
_SUBJECT: Any = bindparam("object_id")
_PERSON: Any = Person.__table__.c
_REPORT: Any = IncidentReport.__table__.c
_CASE: Any = IncidentCase.__table__.c
_LINK: Any = IncidentCaseReport.__table__.c
_CLOCK: Any = IncidentClock.__table__.c
_INFORMANT: Any = IncidentInformant.__table__.c
_PAPER: Any = IncidentPaper.__table__.c
_TASK: Any = IncidentTask.__table__.c
_NOTE: Any = IncidentNote.__table__.c
_FILE: Any = IncidentFile.__table__.c
_EVIDENCE: Any = IncidentEvidence.__table__.c
_ACCESS: Any = IncidentAccess.__table__.c
_TRANSFER: Any = IncidentTransfer.__table__.c
_ARRIVAL: Any = IncidentArrival.__table__.c


def _ids(name: str) -> Any:
    return bindparam(name, type_=ARRAY(Uuid()))


def _name_of(person_id: Any) -> ColumnElement[str]:
    """The name of a person of the ward; empty without one."""
    found = select(_PERSON.full_name).where(_PERSON.ward_id == _WARD, _PERSON.id == person_id)
    return func.coalesce(found.scalar_subquery(), "")


def _standing_asked() -> dict[str, Any]:
    """What the caller is here; `queries.standing_of` reads it."""
    parts = func.app.my_parts().table_valued("subject_id", "part")
    subjects = func.unnest(func.app.my_subjects()).column_valued("id")
    return {
        "works": func.app.works_on_cases(), "leads": func.app.leads_cases(), "subjects": select(subjects),
        "parts": select(parts.c.subject_id, parts.c.part),
    }  # fmt: skip


def _ward_of(code: Any) -> ColumnElement[str]:
    """The name of a ward that uses the software; empty for any other."""
    found = func.app.find_ward(code).table_valued("id", "name")
    return func.coalesce(select(found.c.name).scalar_subquery(), "")


def _reports(*where: Any) -> Any:
    return select(
        _REPORT.id, _REPORT.reference, _REPORT.state, _REPORT.channel, _REPORT.received_at, _REPORT.nature,
        _REPORT.harms, _REPORT.urgent, _REPORT.sealed,
    ).where(_REPORT.ward_id == _WARD, *where).order_by(_REPORT.received_at, _REPORT.id)  # fmt: skip


def _briefs(*where: Any) -> Any:
    submitted = select(_PAPER.case_id).where(_PAPER.ward_id == _WARD, _PAPER.state == PaperState.SUBMITTED)
    return select(
        _CASE.id, _CASE.reference, _CASE.sex, _CASE.age, _CASE.state, _CASE.nature, _CASE.harms, _CASE.urgent,
        _CASE.received_at, _CASE.closed_at, _CASE.owner_id, _name_of(_CASE.owner_id).label("owner_name"), _CASE.sealed,
        or_(_CASE.state == CaseState.REVIEWED, _CASE.id.in_(submitted)).label("awaits_decision"),
    ).where(_CASE.ward_id == _WARD, *where).order_by(_CASE.received_at, _CASE.id)  # fmt: skip


def _clocks(*where: Any) -> Any:
    return select(
        _CLOCK.subject_id, _CLOCK.code, _CLOCK.rule_id, _CLOCK.ward_deadline_id, _CLOCK.starts_at, _CLOCK.met_at,
        _CLOCK.ended_at,
    ).where(_CLOCK.ward_id == _WARD, *where)  # fmt: skip


def _notes() -> Any:
    return (
        select(_NOTE.id, _NOTE.author_name, _NOTE.written_at, _NOTE.sealed)
        .where(_NOTE.ward_id == _WARD, _NOTE.subject_id == _SUBJECT)
        .order_by(_NOTE.id)
    )


def _files() -> Any:
    return (
        select(_FILE.id, _FILE.part, _FILE.size, _FILE.author_name, _FILE.added_at, _FILE.sealed)
        .where(_FILE.ward_id == _WARD, _FILE.subject_id == _SUBJECT, _FILE.removed_at.is_(None))
        .order_by(_FILE.id)
    )


def _history() -> ColumnElement[Any]:
    """As JSON: it is passed on as it is."""
    return cast(history_json(), Text)


def _linked(of: Any, column: Any) -> Select[Any]:
    """Ids of `column` of the links whose other side is the page's subject."""
    return select(column).where(_LINK.ward_id == _WARD, of == _SUBJECT)


def _of_subject_or(linked: Select[Any]) -> ColumnElement[bool]:
    """Of the page's subject and of those that hang on it, looked for by the index."""
    return _CLOCK.subject_id == func.any(func.array_append(func.array(linked.scalar_subquery()), _SUBJECT))


@cache
def _case() -> Answers:
    reports = _linked(_LINK.case_id, _LINK.report_id)
    person = (_PERSON.ward_id == _ACCESS.ward_id) & (_PERSON.id == _ACCESS.person_id)
    return Answers(
        case=One(
            select(
                IncidentCase.__table__, _name_of(_CASE.owner_id).label("owner_name"),
                _ward_of(_CASE.event_ward).label("event_ward_name"),
                _ward_of(_CASE.residence_ward).label("residence_ward_name"),
            ).where(_CASE.ward_id == _WARD, _CASE.id == _SUBJECT)
        ),
        reports=_reports(_REPORT.id.in_(reports)),
        clocks=_clocks(_of_subject_or(reports)),
        papers=select(
                _PAPER.id, _PAPER.kind, _PAPER.number, _PAPER.version, _PAPER.state, _PAPER.writer_ids,
                _PAPER.author_name, _PAPER.made_at, _PAPER.submitted_at, _PAPER.decided_at, _PAPER.decided_name,
                _PAPER.sealed, _PAPER.sealed_decision,
            ).where(_PAPER.ward_id == _WARD, _PAPER.case_id == _SUBJECT).order_by(_PAPER.made_at, _PAPER.id),
        tasks=select(
                _TASK.id, _TASK.paper_id, _TASK.version, _TASK.starts_on, _TASK.ends_on, _TASK.done_on, _TASK.cost,
                _TASK.sealed,
            ).where(_TASK.ward_id == _WARD, _TASK.case_id == _SUBJECT).order_by(_TASK.id),
        notes=_notes(),
        files=_files(),
        evidence=select(_EVIDENCE.id, _EVIDENCE.version, _EVIDENCE.author_name, _EVIDENCE.sealed)
            .where(_EVIDENCE.ward_id == _WARD, _EVIDENCE.case_id == _SUBJECT)
            .order_by(_EVIDENCE.id),
        access=select(
                _ACCESS.id, _ACCESS.person_id, _PERSON.full_name.label("person_name"), _ACCESS.kind, _ACCESS.parts,
                _ACCESS.until_on, _ACCESS.given_at, _ACCESS.sealed_reason,
            )
            .join(Person.__table__, person)
            .where(
                _ACCESS.ward_id == _WARD, _ACCESS.subject_id == _SUBJECT, _ACCESS.revoked_at.is_(None),
                or_(_ACCESS.until_on.is_(None), _ACCESS.until_on >= bindparam("today", type_=Date)),
            )
            .order_by(_ACCESS.given_at, _ACCESS.id),
        transfers=select(
                _TRANSFER.id, _TRANSFER.to_ward_name, _TRANSFER.state, _TRANSFER.offered_at, _TRANSFER.answered_at,
                _TRANSFER.sealed, _TRANSFER.sealed_answer,
            ).where(_TRANSFER.ward_id == _WARD, _TRANSFER.case_id == _SUBJECT).order_by(_TRANSFER.offered_at),
        history=_history(), terms=terms_json(), keys=keys_asked(), viewed=viewed(), **_standing_asked(),
    )  # fmt: skip


@cache
def _report() -> Answers:
    cases = _linked(_LINK.report_id, _LINK.case_id)
    informant = select(_INFORMANT.id).where(_INFORMANT.ward_id == _WARD, _INFORMANT.id == _SUBJECT)
    return Answers(
        report=One(
            select(
                IncidentReport.__table__, _name_of(_REPORT.recorder_id).label("recorder_name"),
                _name_of(_REPORT.decided_by).label("decided_name"), informant.exists().label("has_informant"),
            ).where(_REPORT.ward_id == _WARD, _REPORT.id == _SUBJECT)
        ),
        cases=_briefs(_CASE.id.in_(cases)),
        clocks=_clocks(_of_subject_or(cases)),
        notes=_notes(), files=_files(), history=_history(), terms=terms_json(),
        keys=keys_asked(), viewed=viewed(), **_standing_asked(),
    )  # fmt: skip


@cache
def _board() -> Answers:
    open_cases, waiting = _CASE.closed_at.is_(None), _REPORT.state == ReportState.RECEIVED
    return Answers(
        cases=_briefs(open_cases),
        reports=_reports(waiting),
        arrivals=select(
                _ARRIVAL.id, _ARRIVAL.from_ward_name, _ARRIVAL.received_at, _ARRIVAL.offered_at, _ARRIVAL.state,
                _ARRIVAL.case_id,
            )
            .where(_ARRIVAL.ward_id == _WARD, _ARRIVAL.state == TransferState.OFFERED)
            .order_by(_ARRIVAL.offered_at),
        clocks=_clocks(_CLOCK.ended_at.is_(None)),
        works=func.app.works_on_cases(), terms=terms_json(), keys=keys_asked(), viewed=viewed(),
    )  # fmt: skip


@cache
def _of_ids() -> Answers:
    return Answers(
        cases=_briefs(_CASE.id == func.any(_ids("ids"))),
        clocks=_clocks(_CLOCK.subject_id == func.any(_ids("ids")), _CLOCK.ended_at.is_(None)),
        terms=terms_json(), keys=keys_asked(),
    )  # fmt: skip


@cache
def _clocks_of() -> Answers:
    return Answers(clocks=_clocks(_CLOCK.subject_id == func.any(_ids("ids"))), terms=terms_json())


@cache
def _standing() -> Answers:
    return Answers(**_standing_asked())


async def _read(ctx: Ctx, statement: Answers, **values: Any) -> Row:
    """What the statement answers; the ward's keys, where it asks for them, are taken up. The caller has flushed."""
    found = await statement.fetch(ctx, **({"ward_id": ctx.ward_id} | values))
    if "keys" in found:
        await take_keys(ctx, found["keys"])
    return found


async def of_case(ctx: Ctx, case_id: UUID) -> Row:
    """Raises `NotFound` for a case that isn't there for the caller."""
    views = ctx.viewing(CaseAudit.CASE_VIEWED, case_id)
    found = await _read(ctx, _case(), object_id=case_id, today=ctx.clock.today(), **views)
    if found["case"] is None:
        raise NotFound()
    return found


async def of_report(ctx: Ctx, report_id: UUID) -> Row:
    """Raises `NotFound` for a report that isn't there for the caller."""
    found = await _read(ctx, _report(), object_id=report_id, **ctx.viewing(CaseAudit.REPORT_VIEWED, report_id))
    if found["report"] is None:
        raise NotFound()
    return found


async def of_board(ctx: Ctx) -> Row:
    return await _read(ctx, _board(), **ctx.viewing(CaseAudit.LIST_VIEWED, ward_object(ctx.ward_id)))


async def of_cases(ctx: Ctx, case_ids: Sequence[UUID]) -> Row:
    """Cases of a list, with the clocks that run."""
    return await _read(ctx, _of_ids(), ids=list(case_ids))


async def of_clocks(ctx: Ctx, subject_ids: Collection[UUID]) -> Row:
    return await _read(ctx, _clocks_of(), ids=list(subject_ids))


async def of_standing(ctx: Ctx) -> Row:
    return await _read(ctx, _standing())

"""Members of the forms as sealed columns of rows, and back."""

from typing import Any, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, TypeAdapter

from vitreem.incidents.forms import AnyForm, ChildFacts, Decision, ReportFacts
from vitreem.incidents.models import IncidentCase, IncidentPaper, IncidentReport
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import Seals, sealing_of, seals

Facts = TypeVar("Facts", bound=BaseModel)
_FORM: TypeAdapter[Any] = TypeAdapter(AnyForm)


async def seal(ctx: Ctx, facts: BaseModel, table: str, row: UUID, column: str = "sealed") -> bytes:
    """For a row that is written in this transaction."""
    return (await sealing_of(ctx)).seal(facts.model_dump_json().encode(), table, row, column)


def opened(of: Seals, kind: type[Facts], value: bytes, table: str, row: UUID, column: str = "sealed") -> Facts:
    """Raises `SealBroken`."""
    return kind.model_validate_json(of.open(value, table, row, column))


async def report_facts(ctx: Ctx, report: IncidentReport) -> ReportFacts:
    return opened(await seals(ctx), ReportFacts, report.sealed, "incident_report", report.id)


async def report_decision(ctx: Ctx, report: IncidentReport) -> Decision:
    """Why it was decided so and what the police filed it under; empty words where nobody has."""
    if report.sealed_decision is None:
        return Decision()
    return opened(await seals(ctx), Decision, report.sealed_decision, "incident_report", report.id, "sealed_decision")


def opened_json(of: Seals, value: bytes, table: str, row: UUID) -> dict[str, Any]:
    """The members as they were sealed: for rows by the hundred, which no model needs to look at."""
    return orjson.loads(of.open(value, table, row))


def child_name(of: Seals, case: Any) -> str:
    """Of lists: the rest of what a case seals isn't looked at."""
    return opened_json(of, case.sealed, "incident_case", case.id)["child"]["name"]


async def case_facts(ctx: Ctx, case: IncidentCase) -> "CaseFacts":
    return opened(await seals(ctx), CaseFacts, case.sealed, "incident_case", case.id)


def form_of(of: Seals, paper_id: UUID, value: bytes) -> Any:
    """The paper's form, of its own kind."""
    return _FORM.validate_json(of.open(value, "incident_paper", paper_id))


async def form(ctx: Ctx, paper: IncidentPaper) -> Any:
    return form_of(await seals(ctx), paper.id, paper.sealed)


class CaseFacts(BaseModel):
    """All that a case row seals: who the child is, the record in the register, and why others were asked."""

    child: ChildFacts
    child_id: UUID | None = None
    police: Decision | None = None
    closing: Decision | None = None
    reopened: Decision | None = None

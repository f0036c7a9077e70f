"""Services of an approved plan as tasks: their days, what they cost, what came of them."""

from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select

from vitreem.incidents import cases, sealed_rows
from vitreem.incidents.models import IncidentCase, IncidentTask
from vitreem.incidents.rules import CASE, CaseAudit, CaseVerb
from vitreem.incidents.schemas import CaseTaskUpdate
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals
from vitreem.records.refusals import EndsBeforeStart, NotYet


class TaskFacts(BaseModel):
    """What a task seals."""

    service: str
    body: str
    result: str = ""


async def update(ctx: Ctx, case: IncidentCase, task_id: UUID, body: CaseTaskUpdate, version: int) -> None:
    """Days that changed, and what came of the service."""
    await cases.require(ctx, case, CaseVerb.WRITE)
    rows = await ctx.db.execute(
        select(IncidentTask).where(
            IncidentTask.ward_id == ctx.ward_id, IncidentTask.id == task_id, IncidentTask.case_id == case.id
        )
    )
    task = rows.scalar_one_or_none()
    if task is None:
        raise NotFound()
    require_version(task.version, version)
    if body.ends_on < body.starts_on:
        raise EndsBeforeStart(field="ends_on")
    if body.done_on is not None and body.done_on > ctx.clock.today():
        raise NotYet(field="done_on")
    facts = sealed_rows.opened(await seals(ctx), TaskFacts, task.sealed, "incident_task", task.id)
    task.starts_on, task.ends_on, task.done_on, task.cost = body.starts_on, body.ends_on, body.done_on, body.cost
    task.sealed = await sealed_rows.seal(
        ctx, facts.model_copy(update={"result": body.result}), "incident_task", task.id
    )
    task.version += 1
    ctx.record(CaseAudit.TASK_CHANGED, CASE, case.id, task_id=str(task.id), done=body.done_on is not None)
    await ctx.db.flush()

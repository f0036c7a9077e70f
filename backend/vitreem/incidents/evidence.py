"""The register of what is kept as evidence: what it is, and who holds it (NĐ 56/2017 Điều 31.3a)."""

from uuid import UUID

from sqlalchemy import select

from vitreem.incidents import cases, sealed_rows
from vitreem.incidents.models import IncidentCase, IncidentEvidence
from vitreem.incidents.rules import CASE, CaseAudit, CaseVerb
from vitreem.incidents.schemas import CaseEvidenceWrite
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import NotFound
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records.refusals import EndsBeforeStart, NotYet


def _require_days(ctx: Ctx, body: CaseEvidenceWrite) -> None:
    if body.taken_on > ctx.clock.today():
        raise NotYet(field="taken_on")
    if body.returned_on is not None and body.returned_on > ctx.clock.today():
        raise NotYet(field="returned_on")
    if body.returned_on is not None and body.returned_on < body.taken_on:
        raise EndsBeforeStart(field="returned_on")


async def add(ctx: Ctx, case: IncidentCase, body: CaseEvidenceWrite) -> UUID:
    await cases.require(ctx, case, CaseVerb.WRITE)
    _require_days(ctx, body)
    row_id = await keep(ctx, case.id, body, ctx.actor_name)
    ctx.record(CaseAudit.EVIDENCE_ADDED, CASE, case.id, evidence_id=str(row_id))
    return row_id


async def keep(ctx: Ctx, case_id: UUID, body: CaseEvidenceWrite, author_name: str) -> UUID:
    """With who wrote it down, e.g. in the ward that the case comes from."""
    row = IncidentEvidence(
        ward_id=ctx.ward_id, id=new_id(), case_id=case_id, taken_on=body.taken_on, returned_on=body.returned_on,
        author_name=author_name,
    )  # fmt: skip
    row.sealed = await sealed_rows.seal(ctx, body, "incident_evidence", row.id)
    ctx.db.add(row)
    await ctx.db.flush()
    return row.id


async def update(ctx: Ctx, case: IncidentCase, evidence_id: UUID, body: CaseEvidenceWrite, version: int) -> None:
    await cases.require(ctx, case, CaseVerb.WRITE)
    _require_days(ctx, body)
    rows = await ctx.db.execute(
        select(IncidentEvidence).where(
            IncidentEvidence.ward_id == ctx.ward_id, IncidentEvidence.id == evidence_id,
            IncidentEvidence.case_id == case.id,
        )
    )  # fmt: skip
    row = rows.scalar_one_or_none()
    if row is None:
        raise NotFound()
    require_version(row.version, version)
    row.taken_on, row.returned_on = body.taken_on, body.returned_on
    row.sealed = await sealed_rows.seal(ctx, body, "incident_evidence", row.id)
    row.version += 1
    ctx.record(CaseAudit.EVIDENCE_CHANGED, CASE, case.id, evidence_id=str(row.id))
    await ctx.db.flush()

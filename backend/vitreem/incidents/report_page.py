"""A report as its page shows it, opened for who has been shown it."""

from typing import Any
from uuid import UUID

from vitreem.incidents import clocks, queries, reports, sealed_rows, statements
from vitreem.incidents.forms import ReportFacts
from vitreem.incidents.presenters import Sent, as_sent, case_brief, clock_read, decision, lasting, unsealed
from vitreem.incidents.rules import REPORT_LIFE, ReportState
from vitreem.incidents.schemas import ReportRead
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import seals


async def sent(ctx: Ctx, report_id: UUID) -> Sent:
    """`ReportRead`. Raises `NotFound`."""
    found = await statements.of_report(ctx, report_id)
    of, row = await seals(ctx), found["report"]
    told = clocks.told(ctx, found)
    facts = ReportFacts.model_validate_json(of.open(row["sealed"], "incident_report", row["id"]))
    decided = decision(of, row["sealed_decision"], "incident_report", row["id"], "sealed_decision")
    cases = [case_brief(of, one, told.get(one["id"], ())) for one in found["cases"]]
    rights = reports.rights_of(queries.standing_of(found), report_id, [one["id"] for one in cases])
    page = lasting(
        row, "id", "reference", "version", "state", "channel", "received_at", "recorded_at", "recorder_name", "nature",
        "harms", "online", "urgent", "parent_is_suspect", "has_informant", "decided_at", "decided_name", "police_at",
        "same_as_id",
    ) | {
        "facts": facts.model_dump(mode="json"), "reason": decided.reason, "police_reference": decided.reference,
        "cases": cases,
        "matches": await _matches(ctx, facts) if row["state"] == ReportState.RECEIVED else [],
        "clocks": [clock_read(one) for one in told.get(row["id"], ())],
        "notes": unsealed(of, found["notes"], "incident_note"),
        "files": unsealed(of, found["files"], "incident_file"), "history": found["history"],
        "allowed_actions": REPORT_LIFE.allowed(row["state"], rights),
    }  # fmt: skip
    return Sent(as_sent(page), found["viewed"], row["version"])


async def read(ctx: Ctx, report_id: UUID) -> ReportRead:
    return ReportRead.model_validate_json((await sent(ctx, report_id)).body)


async def _matches(ctx: Ctx, facts: ReportFacts) -> list[dict[str, Any]]:
    """Open cases of children of the same names."""
    of = await seals(ctx)
    return [
        {
            "child": at, "case_id": str(case.id), "reference": case.reference, "received_at": case.received_at,
            "child_name": sealed_rows.child_name(of, case),
        }
        for at, cases in (await reports.alike(ctx, facts)).items()
        for case in cases
    ]  # fmt: skip

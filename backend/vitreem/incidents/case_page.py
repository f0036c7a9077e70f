"""A case as its page shows it: opened for who has been shown it, for a referral the parts that were chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from vitreem.incidents import clocks, papers, queries, sealed_rows, statements
from vitreem.incidents.forms import ChildFacts
from vitreem.incidents.presenters import Sent, as_sent, clock_read, lasting, report_brief, unsealed, words
from vitreem.incidents.rules import CASE_LIFE, MOVES, OPEN, PAPER_LIFE, PaperKind, PaperState, Part
from vitreem.incidents.schemas import CaseRead
from vitreem.incidents.sealed_rows import CaseFacts
from vitreem.kernel.request.answers import Row
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.ward_keys import Seals, seals


async def sent(ctx: Ctx, case_id: UUID) -> Sent:
    """`CaseRead`. Raises `NotFound`."""
    found = await statements.of_case(ctx, case_id)
    of, row, standing = await seals(ctx), found["case"], queries.standing_of(found)
    full, rights = standing.is_full(case_id), standing.rights(case_id)
    told = clocks.told(ctx, found)
    written = found["papers"]
    page = lasting(
        row, "id", "reference", "version", "state", "nature", "online", "urgent", "parent_is_suspect", "sex", "age",
        "received_at", "opened_at", "closed_at", "outcome", "owner_id", "owner_name", "event_ward", "event_ward_name",
        "residence_ward", "residence_ward_name", "export_approved_at",
    ) | _facts(of, row, full=full) | {
        "full": full, "parts": list(Part) if full else sorted(standing.parts.get(case_id, ())),
        "clocks": [clock_read(one) for one in told.get(row["id"], ())] if full else [],
        "reports": [report_brief(of, one, told.get(one["id"], ())) for one in found["reports"]],
        "papers": [_paper(of, one, rights, ctx.person_id) for one in written],
        "tasks": _tasks(of, found["tasks"], ctx.clock.today()),
        "notes": unsealed(of, found["notes"], "incident_note"),
        "files": unsealed(of, found["files"], "incident_file"),
        "evidence": unsealed(of, found["evidence"], "incident_evidence"),
        "access": [_access(of, one) for one in found["access"]] if full else [],
        "transfers": [_transfer(of, one) for one in found["transfers"]] if full else [],
        "history": found["history"] if full else "[]",
        "next": _next(row["state"], written) if full else {"papers": [], "skips": []},
        "allowed_actions": CASE_LIFE.allowed(row["state"], rights),
    }  # fmt: skip
    return Sent(as_sent(page), found["viewed"], row["version"])


async def read(ctx: Ctx, case_id: UUID) -> CaseRead:
    return CaseRead.model_validate_json((await sent(ctx, case_id)).body)


def _facts(of: Seals, row: Row, *, full: bool) -> Row:
    """What the case's own row seals; of a referral, who the child is and no more."""
    facts = CaseFacts.model_validate_json(of.open(row["sealed"], "incident_case", row["id"]))
    if not full:
        child = ChildFacts(name=facts.child.name, birth=facts.child.birth)
        return {
            "harms": [], "police_at": None, "police_reference": "", "closing_note": "", "reopened_at": None,
            "reopening_note": "", "child": child.model_dump(mode="json"), "child_id": None,
        }  # fmt: skip
    return {
        "harms": row["harms"], "police_at": row["police_at"],
        "police_reference": facts.police.reference if facts.police else "",
        "closing_note": facts.closing.reason if facts.closing else "",
        "reopened_at": facts.reopened.at if facts.reopened else None,
        "reopening_note": facts.reopened.reason if facts.reopened else "",
        "child": facts.child.model_dump(mode="json"), "child_id": facts.child_id,
    }  # fmt: skip


def _paper(of: Seals, row: Row, rights: frozenset[str], person_id: UUID | None) -> Row:
    form = sealed_rows.form_of(of, row["id"], row.pop("sealed"))
    held = papers.rights(rights, PaperKind(row["kind"]), wrote=str(person_id) in row.pop("writer_ids"))
    return row | {
        "form": form.model_dump(mode="json"), "missing": form.missing(),
        "reason": words(of, row.pop("sealed_decision"), "incident_paper", row["id"], "sealed_decision"),
        "proposed_level": getattr(form, "proposed_level", None),
        "allowed_actions": PAPER_LIFE.allowed(row["state"], held),
    }  # fmt: skip


def _tasks(of: Seals, rows: Sequence[Row], today: date) -> list[Row]:
    """Open ones first, by their last days."""
    told = unsealed(of, rows, "incident_task")
    for one in told:
        one["late"] = (one["done_on"] or today) > one["ends_on"]
    return sorted(told, key=lambda one: (one["done_on"] is not None, one["ends_on"], one["starts_on"]))


def _access(of: Seals, row: Row) -> Row:
    row_id = row.pop("id")
    return row | {"reason": words(of, row.pop("sealed_reason"), "incident_access", row_id, "sealed_reason")}


def _transfer(of: Seals, row: Row) -> Row:
    return row | {
        "reason": words(of, row.pop("sealed"), "incident_transfer", row["id"], "sealed"),
        "answer": words(of, row.pop("sealed_answer"), "incident_transfer", row["id"], "sealed_answer"),
    }


def _next(state: str, written: Sequence[Row]) -> dict[str, Any]:
    """Papers that may be begun now: of the course, and those that need a ground."""
    if state not in OPEN:
        return {"papers": [], "skips": []}
    busy = {one["kind"] for one in written if one["state"] not in (PaperState.DONE, PaperState.APPROVED)}
    free = [kind for kind in PaperKind if kind not in busy]
    return {
        "papers": [kind for kind in free if kind not in MOVES or state not in MOVES[kind].skips],
        "skips": [kind for kind in free if kind in MOVES and state in MOVES[kind].skips],
    }

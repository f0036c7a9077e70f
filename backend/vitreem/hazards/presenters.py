"""One place as its page shows it; pages of the list with their days; near ones in full."""

from datetime import datetime
from typing import Any

import orjson

from vitreem.assignments import facts as assignments
from vitreem.hazards import queries, rules, service
from vitreem.hazards.models import HazardSite
from vitreem.hazards.schemas import DueRead, HazardNear, HazardRead, MeasureRead, NearQuery
from vitreem.identity import facts as identity
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.deadlines.overdue import last_day, last_day_of
from vitreem.kernel.deadlines.terms import Terms, due
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records import files
from vitreem.records.wire import NamedUnit

_TOLD = {
    "id", "code", "kind", "title", "unit_id", "place_unit_id", "latitude", "longitude", "likelihood", "harm",
    "found_by", "found_on", "description", "state", "inspected_on", "safe_on", "recheck_on", "closed_on",
    "reopen_reason", "cancel_reason", "version",
}  # fmt: skip


_UNTOLD = {"ward_id", "site_id", "created_at", "removed_at"}


async def _due(ctx: Ctx, site: HazardSite) -> DueRead | None:
    """By when the next step is due; a nearer day that was chosen comes before the rule's."""
    if site.state not in rules.CLOCKS:
        return None
    end = (await due(ctx, [site]))[site.id]
    last_on = site.recheck_on or last_day(end)
    missing = None if site.recheck_on else end.missing_year
    return DueRead(name=end.name, legal_basis=end.legal_basis, last_on=last_on, missing_year=missing)


async def read(ctx: Ctx, site: HazardSite) -> HazardRead:
    """The whole record; the caller has it from `queries.seen`."""
    measures = await queries.measures(ctx, site.id)
    owners = [one for one in (site.owner_unit_id, site.co_owner_unit_id) if one]
    named = {site.unit_id, site.place_unit_id, *owners, *(one.unit_id for one in measures)}
    names = await identity.unit_names(ctx, named)
    end = await _due(ctx, site)
    return HazardRead(
        **site.model_dump(include=_TOLD),
        risk=queries.level_of(site.risk),
        unit_name=names[site.unit_id],
        place_unit_name=names[site.place_unit_id] if site.place_unit_id else None,
        owners=[NamedUnit(id=one, name=names[one]) for one in owners],
        due=end,
        overdue=bool(end and end.last_on and end.last_on < ctx.clock.today()),
        measures=[MeasureRead(**one.model_dump(exclude=_UNTOLD), unit_name=names[one.unit_id]) for one in measures],
        files=await files.files_of(ctx, site.id),
        assignments=await assignments.proven_by(ctx, rules.KIND, site.id),
        history=await history_of(ctx, site.id),
        allowed_actions=service.actions(ctx, site),
    )


def with_days(terms: Terms, page: str) -> bytes:
    """A page of the list, each row with the last day of its next step."""
    told: dict[str, Any] = orjson.loads(page)
    for one in told["items"]:
        rule_id, own_id, starts_at = one.pop("rule_id"), one.pop("ward_deadline_id"), one.pop("starts_at")
        last_on = one.pop("recheck_on")
        if last_on is None and one["state"] in rules.CLOCKS:
            last_on = last_day_of(terms, rule_id, own_id, datetime.fromisoformat(starts_at).astimezone(VIETNAM).date())
        one["due_on"] = last_on
    return orjson.dumps(told)


async def near(ctx: Ctx, asked: NearQuery) -> list[HazardNear]:
    """Places that may be the one that is being recorded, the nearest first, with their photos."""
    found = await queries.near(ctx, asked)
    names = await identity.unit_names(ctx, {unit for site, _ in found for unit in (site.unit_id, site.place_unit_id)})
    return [
        HazardNear(
            **site.model_dump(include={"id", "code", "kind", "title", "found_on", "found_by", "description", "state"}),
            unit_name=names[site.unit_id],
            place_unit_name=names[site.place_unit_id] if site.place_unit_id else None,
            risk=queries.level_of(site.risk),
            metres=metres,
            files=await files.files_of(ctx, site.id),
        )
        for site, metres in found
    ]

"""One injury as its page shows it; the counts of a half-year, without those that might tell whom they are of."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson

from vitreem.hazards import facts as hazards
from vitreem.identity import facts as identity
from vitreem.injuries import queries, rules, service
from vitreem.injuries.models import Injury
from vitreem.injuries.rules import AgeBand, Care, InjuryCause, Outcome, PlaceKind, Sex
from vitreem.injuries.schemas import HalfYear, HalfYearCell, HalfYearGroup, HalfYearQuery, InjuryRead, ReportDay
from vitreem.kernel.clock import day_begins, day_ends
from vitreem.kernel.deadlines.overdue import last_day
from vitreem.kernel.deadlines.rules import RuleMissing, pin
from vitreem.kernel.deadlines.terms import due
from vitreem.kernel.request.audit_routes import history_of
from vitreem.kernel.request.context import Ctx
from vitreem.records import small_cells

_REPORTS = ("injury.school_report", "injury.station_report")
_VALUES = {
    "cause": InjuryCause, "age_band": AgeBand, "sex": Sex, "place_kind": PlaceKind, "care": Care, "outcome": Outcome,
}  # fmt: skip


async def read(ctx: Ctx, injury: Injury) -> InjuryRead:
    """The whole record; the caller has it from `queries.seen`."""
    names = await identity.unit_names(ctx, {injury.unit_id, injury.place_unit_id})
    return InjuryRead(
        **injury.model_dump(exclude={"ward_id", "recorded_by", "created_at"}),
        unit_name=names[injury.unit_id],
        place_unit_name=names[injury.place_unit_id] if injury.place_unit_id else None,
        hazard_site_title=await _site(ctx, injury),
        history=await history_of(ctx, injury.id),
        allowed_actions=service.actions(ctx, injury),
    )


async def _site(ctx: Ctx, injury: Injury) -> str | None:
    if injury.hazard_site_id is None:
        return None
    return (await hazards.titles(ctx, [injury.hazard_site_id])).get(injury.hazard_site_id)


async def half_year(ctx: Ctx, asked: HalfYearQuery) -> HalfYear:
    """What the round asks for: of the whole ward, or of the caller's own units where they see no more."""
    from_on, to_on = rules.half_of(asked.year, asked.half)
    everything = queries.sees_all(ctx)
    more = {"unit_id": asked.unit_id} if asked.unit_id else {}
    told = await queries.half_year_statement(everything, bool(asked.unit_id)).fetch(
        ctx, ward_id=ctx.ward_id, from_on=from_on, to_on=to_on, unit_ids=list(ctx.unit_ids), **more
    )
    shown = _shown(
        asked, from_on, to_on, orjson.loads(told), complete=queries.sees_sensitive(ctx),
        own=queries.are_own(ctx, asked.unit_id),
    )  # fmt: skip
    shown.report_days = await _report_days(ctx, to_on)
    return shown


@dataclass(frozen=True, slots=True)
class _Round:
    """A half-year that is over: what a deadline begins with."""

    id: str
    rule_id: UUID
    ward_deadline_id: UUID | None
    starts_at: datetime


async def _report_days(ctx: Ctx, to_on: date) -> list[ReportDay]:
    """Counted from the half-year's last day, by the rules in force when it is over."""
    rounds: list[_Round] = []
    for code in _REPORTS:
        try:
            pinned = await pin(ctx, code, day_ends(to_on))
        except RuleMissing:
            continue
        rounds.append(_Round(code, pinned.rule_id, pinned.ward_deadline_id, day_begins(to_on)))
    ends = await due(ctx, rounds)
    return [
        ReportDay(
            code=code, name=end.name, legal_basis=end.legal_basis,
            last_on=last_day(end),
        )
        for code, end in ends.items()
    ]  # fmt: skip


def _shown(
    asked: HalfYearQuery, from_on: date, to_on: date, rows: list[dict[str, object]], *, complete: bool, own: bool
) -> HalfYear:
    """`complete`: for whom small figures are entrusted to. Nobody else is told a sum that sensitive causes are part of:
    what the list shows, taken away from it, would be they. `own`: of the caller's own units, with small figures."""
    counts: dict[str | None, Counter[str | None]] = defaultdict(Counter)
    for row in rows:
        group = queries.group_of(int(str(row["group"])))
        if complete or group == "cause" or not row["sensitive"]:
            counts[group][str(row["value"]) if group else None] += int(str(row["count"]))
    total: int | None = counts[None][None]
    hidden: dict[str, frozenset[str]] = {}
    if not complete and not own:
        total_shown = not 0 < (total or 0) < small_cells.SMALL
        total = total if total_shown else None
        for name in queries.GROUPS:
            cells = {one: counts[name][one] for one in _VALUES[name]}
            apart = {one: cells.pop(one) for one in list(cells) if one in rules.SENSITIVE} if name == "cause" else {}
            hidden[name] = frozenset(
                (*small_cells.hidden(cells, total_shown=total_shown), *small_cells.hidden(apart, total_shown=False))
            )
    groups = [
        HalfYearGroup(
            name=name,
            cells=[
                HalfYearCell(value=one, count=None if one in hidden.get(name, ()) else counts[name][one])
                for one in _VALUES[name]
            ],
        )
        for name in queries.GROUPS
    ]
    return HalfYear(
        year=asked.year,
        half=asked.half,
        from_on=from_on,
        to_on=to_on,
        complete=complete,
        own=own,
        total=total,
        groups=groups,
        report_days=[],
    )

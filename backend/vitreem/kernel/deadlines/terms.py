"""Rules, the ward's shorter times and the calendar as they stand now, read in one question: ends are computed from
them, and nothing else is."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Protocol

import orjson
from sqlalchemy import ColumnElement, Text, bindparam, cast, select

from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.deadlines.calendar import Calendar, CalendarDay, CalendarMissing, CalendarYear, calendar_of
from vitreem.kernel.deadlines.rules import DeadlineRule, Due, Length, TimeUnit, WardDeadline, due_at
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import JsonStatement, json_document, json_list


class PinnedRow(Protocol):
    """A row of a table with `PinnedDeadline`."""

    id: Any
    rule_id: Any
    ward_deadline_id: Any
    starts_at: Any


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Ids are texts, as JSON has them. `own_rules` says of each shorter time which rule it shortens."""

    rules: Mapping[str, Mapping[str, Any]]
    shorter: Mapping[str, int]
    calendar: Calendar
    own_rules: Mapping[str, str]
    _dues: dict[tuple[str, str | None, date], Due] = field(default_factory=dict)

    def due(self, rule_id: object, ward_deadline_id: object | None, starts_at: datetime) -> Due:
        """A year without a calendar is told, not raised: what depends on hours alone goes on. Days are walked through
        once for all that began on the same day."""
        own = None if ward_deadline_id is None else str(ward_deadline_id)
        rule = self.rules[str(rule_id)]
        if rule["unit"] == TimeUnit.HOURS:
            return self._due(rule, own, starts_at)
        key = str(rule_id), own, starts_at.astimezone(VIETNAM).date()
        if key not in self._dues:
            self._dues[key] = self._due(rule, own, starts_at)
        return self._dues[key]

    def _due(self, rule: Mapping[str, Any], own: str | None, starts_at: datetime) -> Due:
        amount = rule["amount"]
        if own is not None:
            # Whatever a ward has written: never longer than the law.
            amount = min(amount, self.shorter.get(own, amount))
        end, missing = None, None
        try:
            end = due_at(Length(amount, rule["unit"], rule["moves"]), starts_at, self.calendar)
        except CalendarMissing as problem:
            missing = problem.extra["year"]
        return Due(end, missing, amount, TimeUnit(rule["unit"]), rule["legal_basis"], rule["name"], rule["code"])


def terms_json() -> ColumnElement[Any]:
    """A text within a statement that answers in JSON; binds `ward_id`. `terms_in` reads it."""
    rule, own = DeadlineRule.__table__.c, WardDeadline.__table__.c
    day, year = CalendarDay.__table__.c, CalendarYear.__table__.c
    document = json_document(
        rules=json_list(select(rule.id, rule.code, rule.name, rule.amount, rule.unit, rule.legal_basis, rule.moves)),
        shorter=json_list(
            select(own.id, own.amount, own.rule_id).where(own.ward_id == bindparam("ward_id"), own.amount.is_not(None))
        ),
        days=json_list(select(day.day, day.kind)),
        years=json_list(select(year.year)),
    )
    return cast(document, Text)


def _terms_of(found: Mapping[str, Any]) -> Terms:
    return Terms(
        {one["id"]: one for one in found["rules"]},
        {one["id"]: one["amount"] for one in found["shorter"]},
        calendar_of(
            ((date.fromisoformat(one["day"]), one["kind"]) for one in found["days"]),
            (one["year"] for one in found["years"]),
        ),
        {one["id"]: one["rule_id"] for one in found["shorter"]},
    )


@lru_cache(64)
def terms_in(text: str) -> Terms:
    """Rules and calendar hardly ever change: whoever reads the same ones needn't take them apart again."""
    return _terms_of(orjson.loads(text))


@cache
def _statement() -> JsonStatement:
    return JsonStatement.of(terms_json())


async def load_terms(ctx: Ctx) -> Terms:
    return terms_in(await _statement().fetch(ctx, ward_id=ctx.ward_id))


async def due(ctx: Ctx, rows: Collection[PinnedRow]) -> dict[Hashable, Due]:
    """The end of each row, by its id."""
    if not rows:
        return {}
    terms = await load_terms(ctx)
    return {row.id: terms.due(row.rule_id, row.ward_deadline_id, row.starts_at) for row in rows}

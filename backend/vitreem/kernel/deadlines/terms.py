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
    # Of a rule with a shorter time or without: its length, and all of `Due` but the end.
    _lengths: dict[tuple[object, object | None], tuple[Length, Due]] = field(default_factory=dict)
    # Ends by the length's begin: days are walked through once for all that began on the same day.
    _ends: dict[tuple[object, object | None, date], Due] = field(default_factory=dict)

    def due(self, rule_id: object, ward_deadline_id: object | None, starts_at: datetime) -> Due:
        """A year without a calendar is told, not raised: what depends on hours alone goes on."""
        named = rule_id, ward_deadline_id
        if named not in self._lengths:
            self._lengths[named] = self._length(rule_id, ward_deadline_id)
        length, due = self._lengths[named]
        if due.unit is TimeUnit.HOURS:
            return due._replace(due_at=due_at(length, starts_at, self.calendar))
        begun = *named, starts_at.astimezone(VIETNAM).date()
        if begun not in self._ends:
            self._ends[begun] = self._end(length, due, starts_at)
        return self._ends[begun]

    def _length(self, rule_id: object, ward_deadline_id: object | None) -> tuple[Length, Due]:
        rule = self.rules[str(rule_id)]
        # Whatever a ward has written: never longer than the law.
        amount = min(rule["amount"], self.shorter.get(str(ward_deadline_id), rule["amount"]))
        due = Due(None, None, amount, TimeUnit(rule["unit"]), rule["legal_basis"], rule["name"], rule["code"])
        return Length(amount, due.unit, rule["moves"]), due

    def _end(self, length: Length, due: Due, starts_at: datetime) -> Due:
        try:
            return due._replace(due_at=due_at(length, starts_at, self.calendar))
        except CalendarMissing as problem:
            return due._replace(missing_year=problem.extra["year"])


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

"""Records by the units of their day, or by those of today: one reading of both for lists, dashboards and figures.

A record names one unit, and each unit one that stands for it today; so the sums of both views are the same. Of a unit
that was split, what names the whole is the heir's: which part a record was of, nobody wrote down.
"""

from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, FromClause, Integer, Uuid, and_, bindparam, func, or_, select

from vitreem.identity.facts import Unit
from vitreem.records.lists import Bound

_u = Unit.__table__.c
_ward = bindparam("ward_id", type_=Integer())
# Statements are compiled once: which view is asked for comes in as a value.
TODAY = bindparam("units_today", type_=Boolean())


def inherited(unit_id: Any, today: Any = TODAY) -> Any:
    """An array of the unit and, in today's view, of every ended one that it stands for."""
    units = select(_u.id).where(_u.ward_id == _ward, or_(_u.id == unit_id, and_(_u.heir_id == unit_id, today)))
    return func.array(units.scalar_subquery())


def of_unit(column: Any) -> Bound:
    """Filter of a list by the unit in the column."""
    return Bound(Uuid(), lambda unit_id: column == func.any(inherited(unit_id)))


class ViewedUnit:
    """The unit that a column names, as a list shows it. `name` is an alias that nothing else in the statement has."""

    def __init__(self, column: Any, name: str, *, today: Any = TODAY) -> None:
        self._column, self._asked = column, today
        self._then, self._today = Unit.__table__.alias(name), Unit.__table__.alias(f"{name}_today")

    def join(self, source: FromClause) -> FromClause:
        """The source with the columns of this unit; rows without a unit stay."""
        then, today, ward_id = self._then, self._today, self._column.table.c.ward_id
        return source.outerjoin(then, (then.c.ward_id == ward_id) & (then.c.id == self._column)).outerjoin(
            today, (today.c.ward_id == then.c.ward_id) & (today.c.id == then.c.heir_id) & self._asked
        )

    def _of(self, name: str) -> Any:
        return func.coalesce(self._today.c[name], self._then.c[name])

    @cached_property
    def id(self) -> Any:
        return self._of("id")

    @cached_property
    def name(self) -> Any:
        return self._of("name")

    @cached_property
    def sort_key(self) -> Any:
        return self._of("sort_key")

    @cached_property
    def kind(self) -> Any:
        return self._of("kind")

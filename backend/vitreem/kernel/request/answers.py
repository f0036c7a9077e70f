"""Pages that hang on many tables: one statement that answers several questions, each by rows of its own columns.

The rows come as PostgreSQL keeps them. As JSON it would have to write them as text, sealed values as hexadecimal, only
for us to take them apart again: of 200 sealed notes that is four fifths of the database's time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY

from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.json_rows import compiled

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class One:
    """A question that at most one row answers."""

    statement: Select[Any]


class Answers:
    """A compiled statement of several questions. `Select` is answered by a list of rows, `One` by a row or None, an
    expression by its value. Elements of arrays in rows are texts."""

    __slots__ = ("_columns", "_ones", "_statement")

    def __init__(self, **questions: Select[Any] | One | ColumnElement[Any]) -> None:
        self._ones = {name for name, question in questions.items() if isinstance(question, One)}
        # Of each question the columns of its rows; none where it is a value.
        self._columns: dict[str, tuple[str, ...]] = {}
        self._statement = compiled(select(*self._members(questions)))

    def _members(self, questions: dict[str, Any]) -> Iterator[ColumnElement[Any]]:
        for name, question in questions.items():
            statement = question.statement if isinstance(question, One) else question
            if isinstance(statement, Select):
                self._columns[name] = tuple(statement.selected_columns.keys())
                rows = statement.with_only_columns(*map(_plain, statement.selected_columns)).subquery("r")
                member: Any = select(func.array_agg(literal_column("r"))).select_from(rows).scalar_subquery()
            else:
                self._columns[name], member = (), statement
            yield member.label(name)

    async def fetch(self, ctx: Ctx, **values: Any) -> dict[str, Any]:
        """Answers by the questions' names; `values` are the statement's `bindparam`s. The caller has flushed."""
        answered = await ctx.work.fetch_row(self._statement.sql, *self._statement.arguments(values))
        return {
            name: self._read(name, columns, answer)
            for (name, columns), answer in zip(self._columns.items(), answered, strict=True)
        }

    def _read(self, name: str, columns: tuple[str, ...], answer: Any) -> Any:
        if not columns:
            return answer
        rows = [dict(zip(columns, one, strict=True)) for one in answer or ()]
        return next(iter(rows), None) if name in self._ones else rows


def _plain(column: Any) -> Any:
    """Of a row within a row the driver knows the common types, and arrays of texts alone."""
    return cast(column, ARRAY(Text)).label(column.key) if isinstance(column.type, ARRAY) else column

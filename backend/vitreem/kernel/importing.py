"""Lists from Excel: a trial run that names each wrong cell, an import of all or nothing, and the file back, marked."""

import asyncio
import pickle
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, Protocol, TypeVar
from uuid import UUID

from fastapi import Form, Query
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import or_, select

from vitreem.kernel import refusals
from vitreem.kernel.access import Ctx
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.corrections import require_note
from vitreem.kernel.excel import Column, SheetRow, read_sheet, template
from vitreem.kernel.problems import Problem
from vitreem.kernel.tables import CodedRow
from vitreem.kernel.text import search_key

Choice = TypeVar("Choice", bound=str)
DryRun = Annotated[bool, Query(description="Say what would happen, and change nothing.")]
CorrectionNote = Annotated[
    str, Form(max_length=2000, description="Why the ward mends records of units; owed when `corrected` is above 0.")
]


class SheetFault(BaseModel):
    """One wrong cell."""

    row: int = Field(description="As Excel numbers it.")
    column: str
    detail: str


class SheetResult(BaseModel):
    """What an import did, or would do (`dry_run`). With a fault nothing is changed."""

    dry_run: bool
    created: int = 0
    updated: int = 0
    corrected: int = Field(0, description="Of the updated ones: records of other units, mended by the ward.")
    unchanged: int = 0
    faults: list[SheetFault] = Field(default_factory=list)

    def fault(self, row: SheetRow, column: str, detail: str) -> None:
        self.faults.append(SheetFault(row=row.number, column=column, detail=detail))

    def refused(self, row: SheetRow, error: ValidationError | Problem, columns: Mapping[str, str], other: str) -> None:
        """Name the columns of a body that was refused; `columns` by field, `other` where a field has none."""
        if isinstance(error, Problem):
            self.fault(row, columns.get(error.code, other), error.detail)
            return
        for one in error.errors():
            names = [str(part) for part in one["loc"]]
            column = columns.get(".".join(names)) or (columns.get(names[0]) if names else None) or other
            self.fault(row, column, refusals.words_of(one))

    def by_row(self) -> dict[int, str]:
        """What to mend, by row, as the marked file says it."""
        lines: dict[int, list[str]] = defaultdict(list)
        for one in self.faults:
            lines[one.row].append(f"{one.column}: {one.detail}")
        return {row: " ".join(told) for row, told in lines.items()}


class Coded(Protocol):
    code: str | None
    unit_id: UUID
    starts_at: datetime


Body = TypeVar("Body", bound=Coded)
Record = TypeVar("Record", bound=CodedRow)
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class SheetOf(Generic[Body, Record, Named]):
    """A context's sheet, and how it takes the rows.

    `body` reads a row (`Named`: what its cells name, by folded name) and tells the result of wrong cells; `require`
    raises what the page would refuse; `same` is what tells a row without a code, or a record, from any other (unit,
    time and words); `write` writes rows, with the note for records that aren't the caller's. `places` says in which
    column to correct what was refused, `other_place` where no column is named.
    """

    title: str
    columns: Sequence[Column]
    places: Mapping[str, str]
    other_place: str
    model: type[Record]
    body: Callable[[SheetRow, Mapping[str, Named], SheetResult], Body | None]
    is_own: Callable[[Ctx, Record], bool]
    require: Callable[[Ctx, Body, Record | None], None]
    differs: Callable[[Record, Body], bool]
    same: Callable[[Any], Hashable]
    write: Callable[[Ctx, Sequence[tuple[Body, Record | None]], str], Awaitable[None]]

    def blank(self, choices: Mapping[str, Sequence[str]]) -> bytes:
        """The sheet to fill in; `choices` are the ward's own names to choose from, by column."""
        columns = [
            Column(one.title, one.width, tuple(choices.get(one.title, one.choices)), one.help) for one in self.columns
        ]
        return template(self.title, columns)

    def read(self, data: bytes, named: Mapping[str, Named]) -> "SheetReading":
        """The sheet's rows as bodies, and the faults of single cells. Slow: for a worker. Raises `UnreadableSheet`."""
        rows, result = read_sheet(data, self.columns), SheetResult(dry_run=True)
        bodies = [(row, body) for row in rows if (body := self.body(row, named, result))]
        return SheetReading([pickle.dumps(part) for part in _in_parts(bodies)], result.faults)

    async def take(self, ctx: Ctx, reading: "SheetReading", *, dry_run: bool, note: str) -> SheetResult:
        """Look at every row, then write all of them or none; raises `CorrectionNoteRequired`."""
        result = SheetResult(dry_run=dry_run, faults=list(reading.faults))
        first_seen: dict[Hashable, int] = {}
        writes: list[tuple[Body, Record | None]] = []
        async for part in reading.parts():
            known = await self._known(ctx, [body for _, body in part])
            for row, body in part:
                key = body.code or self.same(body)
                if (first := first_seen.setdefault(key, row.number)) != row.number:
                    place = "Mã" if body.code else self.other_place
                    result.fault(row, place, f"{'Mã này' if body.code else 'Dòng này'} đã có ở dòng {first}.")
                    continue
                record = known.get(key)
                try:
                    self.require(ctx, body, record)
                except Problem as error:
                    result.refused(row, error, self.places, self.other_place)
                    continue
                if record is None:
                    result.created += 1
                elif self.differs(record, body):
                    result.updated += 1
                    result.corrected += not self.is_own(ctx, record)
                else:
                    result.unchanged += 1
                    continue
                writes.append((body, record))
        if not dry_run and not result.faults:
            told = require_note(note) if result.corrected else ""
            for some in _in_parts(writes):
                await self.write(ctx, some, told)
                await asyncio.sleep(0)
        return result

    async def _known(self, ctx: Ctx, bodies: Sequence[Body]) -> dict[Hashable, Record]:
        """The ward's records that the rows speak of: of the same code, whoever may open it, for codes are the ward's;
        without a code, of the same unit, time and words, so that a sheet sent again doubles nothing.
        """
        model: Any = self.model
        codes = [body.code for body in bodies if body.code]
        others = [body for body in bodies if not body.code]
        either = [model.code.in_(codes)] if codes else []
        if others:
            either.append(
                model.unit_id.in_({body.unit_id for body in others})
                & model.starts_at.in_({body.starts_at for body in others})
                & (model.state != "cancelled")
            )
        rows = await ctx.db.execute(select(model).where(model.ward_id == ctx.ward_id, or_(*either)))
        found: dict[Hashable, Record] = {}
        for record in rows.scalars():
            found[record.code] = record
            found.setdefault(self.same(record), record)
        return found


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a worker made of a sheet: its rows in pickled parts, so that none holds up the loop, and its faults."""

    pickled: Sequence[bytes]
    faults: Sequence[SheetFault]

    async def parts(self) -> AsyncIterator[list[tuple[SheetRow, Any]]]:
        for one in self.pickled:
            yield pickle.loads(one)  # noqa: S301  our own worker's
            await asyncio.sleep(0)


_PART_ROWS = 50
_Item = TypeVar("_Item")


def _in_parts(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Rows that are worked on without a pause: everybody else's requests get their turn between two parts."""
    for begin in range(0, len(items), _PART_ROWS):
        yield items[begin : begin + _PART_ROWS]


def chosen(words: dict[Choice, str], text: str) -> Choice | None:
    """The value whose word or code was typed, accents and case aside."""
    folded = search_key(text)
    return next((value for value, word in words.items() if folded in (search_key(word), value)), None)


_MOMENTS = ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%Y-%m-%d", "%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M")


def moment(text: str) -> datetime | None:
    """A Vietnamese date and time as typed or as Excel keeps it; None for anything else."""
    typed = text.replace("h", ":").removesuffix(":")
    for form in _MOMENTS:
        try:
            return datetime.strptime(typed, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    return None


def whole(text: str) -> int | None:
    """A whole number as people type it ("1.500.000", "86"); 0 for nothing, None for anything else."""
    digits = text.replace(".", "").replace(" ", "").removesuffix("đ")
    if not digits:
        return 0
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None

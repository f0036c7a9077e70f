"""Lists from Excel: a trial run that names each wrong cell, an import of all or nothing, and the file back, marked."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import or_, select

from vitreem.identity import facts as identity
from vitreem.identity.facts import Heirs
from vitreem.kernel.db.tables import CodedRow
from vitreem.kernel.files.excel import Column, SheetRow, read_sheet, template
from vitreem.kernel.files.sheets import SheetFault, SheetResult
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx
from vitreem.records.corrections import require_note


class Coded(Protocol):
    code: str | None
    unit_id: UUID
    place_unit_id: UUID | None

    def model_copy(self, *, update: Mapping[str, Any]) -> Any: ...


Body = TypeVar("Body", bound=Coded)
Record = TypeVar("Record", bound=CodedRow)
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class SheetOf(Generic[Body, Record, Named]):
    """A context's sheet, and how it takes the rows.

    `body` reads a row (`Named`: whom its cells name) and tells the result of wrong cells; `require` raises what the
    page would refuse; `same` is what tells a row without a code, or a record, from any other of its unit (time and
    words); `write` writes rows, with the note for records that aren't the caller's. `places` says in which column to
    correct what was refused, `other_place` where no column is named.
    """

    title: str
    columns: Sequence[Column]
    places: Mapping[str, str]
    other_place: str
    model: type[Record]
    body: Callable[[SheetRow, Named, SheetResult], Body | None]
    is_own: Callable[[Ctx, Record], bool]
    require: Callable[[Ctx, Body, Record | None], None]
    differs: Callable[[Record, Body], bool]
    same: Callable[[Any], Hashable]
    write: Callable[[Ctx, Sequence[tuple[Body, Record | None]], str], Awaitable[None]]
    # The column of its time or day.
    when: str = "starts_at"

    def blank(self, choices: Mapping[str, Sequence[str]]) -> bytes:
        """The sheet to fill in; `choices` are the ward's own names to choose from, by column."""
        columns = [
            Column(one.title, one.width, tuple(choices.get(one.title, one.choices)), one.help) for one in self.columns
        ]
        return template(self.title, columns)

    def read(self, data: bytes, named: Named) -> "SheetReading":
        """The sheet's rows as bodies, and the faults of single cells. Slow: for a worker. Raises `UnreadableSheet`."""
        rows, result = read_sheet(data, self.columns), SheetResult(dry_run=True)
        bodies = []
        for row in rows:
            for column, why in row.unread.items():
                result.fault(row, column, why)
            if (body := self.body(row, named, result)) and not row.unread:
                bodies.append((row, body))
        return SheetReading([pickle.dumps(part) for part in _in_parts(bodies)], len(bodies), result.faults)

    async def take(
        self, ctx: Ctx, reading: "SheetReading", *, dry_run: bool, note: str = "", progress: Progress | None = None
    ) -> SheetResult:
        """Look at every row, then write all of them or none; raises `CorrectionNoteRequired`."""
        progress = progress or Progress()
        progress.begin("checking", reading.rows)
        result = SheetResult(dry_run=dry_run, faults=list(reading.faults))
        first_seen: dict[Hashable, int] = {}
        writes: list[tuple[Body, Record | None]] = []
        heirs = await identity.heirs(ctx)
        async for part in reading.parts():
            known = await self._known(ctx, [body for _, body in part], heirs)
            progress.done += len(part)
            for row, body in part:
                key = body.code or (body.unit_id, self.same(body))
                if (first := first_seen.setdefault(key, row.number)) != row.number:
                    place = "Mã" if body.code else self.other_place
                    what = "Mã này" if body.code else "Dòng này"
                    result.fault(row, place, f"{what} đã có ở dòng {first}.", "row_twice")
                    continue
                if record := known.get(key):
                    body = _of_its_day(body, record, heirs)
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
            progress.begin("writing", len(writes))
            for some in _in_parts(writes):
                await self.write(ctx, some, told)
                progress.done += len(some)
                await asyncio.sleep(0)
        return result

    async def _known(self, ctx: Ctx, bodies: Sequence[Body], heirs: Heirs) -> dict[Hashable, Record]:
        """The ward's records that the rows speak of: of the same code, whoever may open it, for codes are the ward's;
        without a code, of the same unit or one that it stands for, time and words, so that a sheet sent again doubles
        nothing.
        """
        model: Any = self.model
        codes = [body.code for body in bodies if body.code]
        others = [body for body in bodies if not body.code]
        either = [model.code.in_(codes)] if codes else []
        if others:
            named = {body.unit_id for body in others}
            either.append(
                model.unit_id.in_(named | {ended for ended, heir in heirs.items() if heir in named})
                & getattr(model, self.when).in_({getattr(body, self.when) for body in others})
                & (model.state != "cancelled")
            )
        rows = await ctx.db.execute(select(model).where(model.ward_id == ctx.ward_id, or_(*either)))
        found: dict[Hashable, Record] = {}
        for record in rows.scalars():
            found[record.code] = record
            found.setdefault((heirs[record.unit_id], self.same(record)), record)
        return found


def _of_its_day(body: Body, record: Any, heirs: Heirs) -> Body:
    """A record keeps the units of its day, where a row names who stands for them now."""
    kept = {name: getattr(record, name) for name in ("unit_id", "place_unit_id")}
    return body.model_copy(
        update={name: unit_id for name, unit_id in kept.items() if heirs[unit_id] == getattr(body, name)}
    )


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a worker made of a sheet: its rows in pickled parts, so that none holds up the loop, and its faults."""

    pickled: Sequence[bytes]
    rows: int
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

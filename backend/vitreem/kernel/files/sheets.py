"""Sheets that people fill in: what an import says of them, and the words of their cells."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import Query, UploadFile
from pydantic import BaseModel, Field, ValidationError

from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.excel import MAX_BYTES, Column, SheetRow, UnreadableSheet, marked, read_sheet
from vitreem.kernel.http import problem_handlers
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.text import search_key

Choice = TypeVar("Choice", bound=str)
DryRun = Annotated[bool, Query(description="Say what would happen, and change nothing.")]


class SheetFault(BaseModel):
    """One wrong cell."""

    row: int = Field(description="As Excel numbers it.")
    column: str
    detail: str
    code: str = Field("wrong_cell", description="Stable.")


class SheetResult(BaseModel):
    """What an import did, or would do (`dry_run`). With a fault nothing is changed."""

    dry_run: bool
    created: int = 0
    updated: int = 0
    corrected: int = Field(0, description="Of the updated ones: records of other units, corrected by the ward.")
    unchanged: int = 0
    faults: list[SheetFault] = Field(default_factory=list)

    def fault(self, row: SheetRow, column: str, detail: str, code: str = "wrong_cell") -> None:
        self.faults.append(SheetFault(row=row.number, column=column, detail=detail, code=code))

    def refused(self, row: SheetRow, error: ValidationError | Problem, columns: Mapping[str, str], other: str) -> None:
        """Name the columns of a body that was refused; `columns` by field, `other` where a field has none."""
        if isinstance(error, Problem):
            self.fault(row, columns.get(error.code, other), error.detail, error.code)
            return
        for one in error.errors():
            names = [str(part) for part in one["loc"]]
            column = columns.get(".".join(names)) or (columns.get(names[0]) if names else None) or other
            self.fault(row, column, problem_handlers.words_of(one), "invalid")

    def by_row(self) -> dict[int, str]:
        """What to correct, by row, as the marked file says it."""
        lines: dict[int, list[str]] = defaultdict(list)
        for one in self.faults:
            lines[one.row].append(f"{one.column}: {one.detail}")
        return {row: " ".join(told) for row, told in lines.items()}


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


_WHOLE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,0+)?")


def whole(text: str) -> int | None:
    """A whole number as people type it ("1.500.000", "86"); 0 for nothing, None for anything else, parts too."""
    typed = text.replace(" ", "").removesuffix("đ")
    if not typed:
        return 0
    found = _WHOLE.fullmatch(typed) if typed.isascii() and len(typed) <= 20 else None
    return int(found[1].replace(".", "")) if found else None


_YES = {"co", "x", "roi", "da", "dung", "yes", "1", "true", "da to chuc", "da thuc hien"}
_NO = {"", "khong", "chua", "no", "0", "false", "chua to chuc", "chua thuc hien"}


def yes(text: str) -> bool | None:
    """Whether a cell says yes; nothing says no, and None is anything else."""
    folded = search_key(text)
    return True if folded in _YES else False if folded in _NO else None


async def rows_of(opens: Opening, data: bytes, columns: Sequence[Column]) -> list[SheetRow]:
    """The rows of a sheet that came with a request."""
    async with opens() as ctx:
        lane = ctx.ward_id
    return await opens.state.workers.run(lane, read_sheet, data, columns, failed=UnreadableSheet)


async def sent(file: UploadFile) -> bytes:
    """A sheet's bytes, one more than is taken at most, so that a larger one is told so."""
    return await file.read(MAX_BYTES + 1)


async def with_marks(opens: Opening, data: bytes, found: SheetResult) -> bytes:
    """The same file with what to correct beside each row."""
    async with opens() as ctx:
        lane = ctx.ward_id
    return await opens.state.workers.run(lane, marked, data, found.by_row(), failed=UnreadableSheet)

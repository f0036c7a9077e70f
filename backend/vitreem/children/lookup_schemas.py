"""Wire shapes of a list that was looked up."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from vitreem.children.schemas import SimilarChild
from vitreem.children.sheet_schemas import SheetColumn
from vitreem.children.wire import Birth


class Matching(StrEnum):
    """What a row comes to."""

    FOUND = "found"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


class ReceivedSum(BaseModel):
    """Gifts and scholarships handed over in the last 12 months."""

    count: int
    amount: int = Field(description="Đồng.")
    last_on: date | None


class FoundChild(SimilarChild):
    """A child of the register who may be the one of a row."""

    received_12_months: ReceivedSum | None = Field(description="Null where the caller may not read of it.")


class RowSaid(BaseModel):
    """What the list says, as it was read."""

    full_name: str
    birth: Birth | None
    personal_number: str | None
    code: str
    unit_name: str


class LookedUpRow(BaseModel):
    """One row: a child who was `found`, `doubtful` with candidates, or `unknown` to the caller's register."""

    row: int = Field(description="As Excel numbers it.")
    said: RowSaid
    state: Matching
    child: FoundChild | None
    candidates: list[FoundChild] = Field(description="The likeliest first, where somebody has to choose.")
    left_off: int = Field(description="Further candidates.")
    same_as_row: int | None = Field(description="An earlier row is the same child.")
    warnings: list[str] = Field(
        description="What couldn't be read and was left out: `birth_unreadable`, `number_unreadable`, `unit_unknown`,"
        " `several_units` (its khu phố was split)."
    )


class LookUpResult(BaseModel):
    """A list looked up among the children whom the caller sees."""

    head_row: int
    columns: list[SheetColumn]
    found: int
    doubtful: int
    unknown: int
    rows: list[LookedUpRow]

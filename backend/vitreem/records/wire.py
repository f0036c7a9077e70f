"""Wire types that every record shares."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.kernel.clock import LAST_DAY
from vitreem.kernel.http.fields import LINES, ONE_LINE

Title = Annotated[str, StringConstraints(min_length=3, max_length=300), ONE_LINE]
Short = Annotated[str, StringConstraints(max_length=500), ONE_LINE]
Long = Annotated[str, StringConstraints(max_length=8000), LINES]
Reason = Annotated[str, StringConstraints(min_length=5, max_length=2000), LINES]
# Parts between single marks: a code is written on paper as "01/KH-UBND", and never leads anywhere as "a/../b" would.
Code = Annotated[str, StringConstraints(min_length=2, max_length=40, pattern=r"^[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*$")]
# A day of what the ward's people found, did or signed: none of it is older than those who can tell of it.
RecordedDay = Annotated[date, Field(ge=date(2000, 1, 1), le=LAST_DAY)]
Money = Annotated[int, Field(ge=0, le=10**13, description="Đồng.")]


class Wire(BaseModel):
    """What comes in. A member that isn't listed is refused."""

    model_config = ConfigDict(extra="forbid")


class SignedNumber(Wire):
    """The number of a signed paper, as it stands there."""

    number: Annotated[int, Field(ge=1, le=100_000)]
    suffix: Annotated[str, StringConstraints(pattern=r"^[A-ZĐa-zđ0-9][A-ZĐa-zđ0-9./&-]{0,39}$"), ONE_LINE] = Field(
        description='What follows the "/": "TB-UBND".'
    )
    signed_on: RecordedDay
    replaces_id: UUID | None = Field(None, description="The wrong number that this one replaces.")


class ReasonCreate(Wire):
    """Why a record is returned, reopened or called off; the unit reads it."""

    reason: Reason


class NamedUnit(BaseModel):
    id: UUID
    name: str


Purpose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=5, max_length=300),
    Field(description="What a list is taken out for: stands in the file and in the trail."),
]

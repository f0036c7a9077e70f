"""Wire shapes of loudspeaker scripts and when they play."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from vitreem.broadcasting.rules import DEFAULT_WORDS_PER_MINUTE, FASTEST, SLOWEST, ScriptState, ScriptVerb
from vitreem.kernel.clock import Moment
from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.units import AskedView, UnitView
from vitreem.records.wire import Short, Title, Wire

# How long it may be is `rules.require_length`: the refusal has a code and a sentence of its own.
ScriptText = Annotated[
    str,
    StringConstraints(min_length=1),
    LINES,
    Field(description="At most 20,000 characters."),
]
Times = Annotated[int, Field(ge=1, le=100)]


class ScriptUpdate(Wire):
    """Title and text as they shall be. An approved script becomes a draft with a new version."""

    title: Title
    text: ScriptText


class ScriptCreate(ScriptUpdate):
    unit_id: UUID = Field(description="Whose script it is.")


class ScriptItem(BaseModel):
    """A script in a list."""

    id: UUID
    title: str
    unit_id: UUID
    unit_name: str
    state: ScriptState
    number: int = Field(description="The current version of the text.")
    approved_version: int | None
    words: int
    reading_seconds: int
    saved_at: datetime
    version: int


class SimilarScript(BaseModel):
    """An earlier script of the ward that says nearly the same."""

    id: UUID
    title: str
    similarity: float = Field(ge=0, le=1, description="Shared runs of five words of all; 0.6 and more is shown.")


class ScriptRead(ScriptItem):
    """A script with its current text."""

    text: str
    return_reason: str | None
    created_at: datetime
    history: list[HistoryEventRead]
    allowed_actions: list[ScriptVerb]


class ScriptVersionRead(BaseModel):
    """A text as it was saved."""

    number: int
    text: str
    words: int
    author_name: str
    saved_at: datetime
    approved: bool = Field(description="The version that was approved last.")


class ScriptVersions(BaseModel):
    items: list[ScriptVersionRead]


class SlotCreate(Wire):
    """When a script shall play, on the loudspeaker of which khu phố."""

    script_id: UUID
    unit_id: UUID
    planned_at: Moment
    times_planned: Times = 1
    note: Short = ""


class SlotPlayed(Wire):
    """When it played, and how often; a note says why where it didn't (`times_played` 0)."""

    played_at: Moment
    times_played: Annotated[int, Field(ge=0, le=100)] = 1
    note: Short = Field("", description="At least 5 characters where it was not played.")


class SlotRead(BaseModel):
    """A script on a loudspeaker."""

    id: UUID
    script_id: UUID
    script_title: str
    unit_id: UUID
    unit_name: str
    planned_at: datetime
    times_planned: int
    event_id: UUID | None = Field(description="The broadcast that came of it, with figures and files of its own.")
    played_at: datetime | None
    times_played: int | None = Field(description="0: it was not played; null: nobody has said yet.")
    missed_reason: str | None
    note: str
    may_play: bool = Field(description="The caller may say that it was played.")


class SlotList(BaseModel):
    """Slots of the days asked for by their time."""

    items: list[SlotRead]


class ScriptFilters(BaseModel):
    """What the page and the export share. A name that isn't listed is refused: a mistyped filter must not show all."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UUID | None = None
    units: AskedView = UnitView.TODAY
    state: list[ScriptState] | None = None
    q: str = Field("", max_length=200, description="Words of the title; accents don't matter.")
    words_per_minute: int = Field(DEFAULT_WORDS_PER_MINUTE, ge=SLOWEST, le=FASTEST)


class ScriptListQuery(PageQuery, ScriptFilters):
    """One page of scripts."""

"""Wire shapes of rounds and answers."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from vitreem.identity.facts import UnitKind
from vitreem.kernel.clock import Day
from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.paging import PageQuery
from vitreem.kernel.request.audit_routes import HistoryEventRead
from vitreem.records.wire import Short, Title, Wire
from vitreem.reporting.rules import (
    MOST_CHECKS,
    MOST_QUESTIONS,
    AnswerState,
    AnswerVerb,
    ReportCheck,
    ReportQuestion,
    ReportRoundKind,
    ReportRoundState,
    ReportRoundVerb,
)

Words = Annotated[str, StringConstraints(max_length=20_000), LINES]
Figure = Annotated[int, Field(ge=0, le=10**15)]
_EXAMPLE: dict[str, Any] = {
    "kind": "quick",
    "title": "Trẻ em chưa có thẻ bảo hiểm y tế",
    "from_on": "2026-07-01",
    "to_on": "2026-07-06",
    "due_on": "2026-07-06",
    "due_hour": "16:30",
    "unit_kinds": ["khu_pho"],
    "questions": [
        {"code": "children", "text": "Số trẻ em dưới 6 tuổi", "unit": "trẻ"},
        {"code": "without_card", "text": "Trong đó chưa có thẻ", "unit": "trẻ"},
    ],
    "checks": [{"left": ["without_card"], "compared": "at_most", "right": ["children"]}],
}


class ReportRoundUpdate(Wire):
    """What may be changed while a round is open."""

    title: Title
    note: Annotated[str, StringConstraints(max_length=2000), LINES] = ""
    due_on: Day = Field(description="The last day on time.")
    due_hour: time | None = Field(None, description="The first minute that is too late on that day; else its end.")


class ReportRoundCreate(ReportRoundUpdate):
    """A round for units of these kinds, or these units. An Action Month's report asks for every figure of the product,
    a half-year's for those of injuries; a quick round for its own."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: ReportRoundKind
    plan_id: UUID | None = Field(None, description="Of the Action Month's report.")
    from_on: Day
    to_on: Day
    unit_kinds: Annotated[list[UnitKind], Field(default_factory=list, max_length=len(UnitKind))]
    unit_ids: Annotated[list[UUID], Field(default_factory=list, max_length=500)]
    questions: Annotated[list[ReportQuestion], Field(default_factory=list, max_length=MOST_QUESTIONS)]
    checks: Annotated[list[ReportCheck], Field(default_factory=list, max_length=MOST_CHECKS)]


class ReportRoundsQuery(PageQuery):
    """Filters of the list of rounds."""

    state: ReportRoundState | None = None


class ReportRoundCounts(BaseModel):
    """Units of a round: those who were asked, handed in, were accepted, or are late."""

    asked: int
    answered: int
    accepted: int
    returned: int
    late: int = Field(description="Handed in late, or not yet and the time is over.")
    missing: int = Field(description="Not handed in.")


class ReportRoundItem(BaseModel):
    """A round in the list; of who sees some units alone, of these."""

    id: UUID
    kind: ReportRoundKind
    title: str
    from_on: date
    to_on: date
    due_at: datetime
    state: ReportRoundState
    counts: ReportRoundCounts
    answer_ids: list[UUID] = Field(description="Answers of the caller's own units.")


class ReportAnswerItem(BaseModel):
    """One unit's answer in the matrix of its round."""

    id: UUID
    unit_id: UUID
    unit_name: str
    unit_kind: UnitKind
    state: AnswerState
    late: bool
    submitted_at: datetime | None
    return_reason: str | None
    values: dict[str, int | None] = Field(description="What it says, by code; empty until it is handed in.")


class ReportDutyRead(BaseModel):
    """Until when the ward owes the same to its superior. `counts`: it is the earlier day, which counts."""

    name: str
    body: str
    last_on: date
    legal_basis: str
    counts: bool


class ReportRoundRead(BaseModel):
    """A round with the answers that the caller sees."""

    id: UUID
    version: int
    kind: ReportRoundKind
    title: str
    note: str
    plan_id: UUID | None
    from_on: date
    to_on: date
    due_at: datetime
    questions: list[ReportQuestion]
    checks: list[ReportCheck]
    state: ReportRoundState
    cancel_reason: str | None
    opened_by: str
    created_at: datetime
    locked_at: datetime | None
    reminded_at: datetime | None
    duties: list[ReportDutyRead]
    counts: ReportRoundCounts
    totals: dict[str, int] = Field(description="Sums of what was handed in, by code.")
    answers: list[ReportAnswerItem]
    history: list[HistoryEventRead]
    allowed_actions: list[ReportRoundVerb]


class ReportTexts(Wire):
    """What a unit says in words."""

    results: Words = ""
    strengths: Words = ""
    difficulties: Words = ""
    causes: Words = ""
    proposals: Words = ""


class ReportFigureWrite(Wire):
    """`reported` empty: as the records say, or not answered yet."""

    code: Annotated[str, StringConstraints(max_length=60)]
    reported: Figure | None = None
    why: Short = ""


class ReportAnswerWrite(Wire):
    """The draft as it shall be; figures that aren't named stay."""

    texts: ReportTexts
    figures: Annotated[list[ReportFigureWrite], Field(default_factory=list, max_length=500)]

    @model_validator(mode="after")
    def _once(self) -> "ReportAnswerWrite":
        codes = [one.code for one in self.figures]
        if len(set(codes)) < len(codes):
            raise ValueError("a figure is named twice")
        return self


class ReportFigureRead(BaseModel):
    """A figure: `value` is what is reported, else what was computed."""

    code: str
    definition: int
    computed: int | None
    evidence_count: int | None
    reported: int | None
    why: str
    value: int | None


class ReportSentence(BaseModel):
    """What the records say of an assignment, ready to be taken over."""

    assignment_id: UUID
    text: str
    written: bool = Field(description="Whether the report holds it word for word.")


class ReportVersionItem(BaseModel):
    id: UUID
    number: int
    made_at: datetime
    author_name: str


class ReportAnswerRead(BaseModel):
    """One unit's report with all that its page shows."""

    id: UUID
    version: int
    round_id: UUID
    round_title: str
    kind: ReportRoundKind
    note: str
    from_on: date
    to_on: date
    due_at: datetime
    locked: bool
    unit_id: UUID
    unit_name: str
    state: AnswerState
    late: bool
    texts: ReportTexts
    questions: list[ReportQuestion]
    checks: list[ReportCheck]
    figures: list[ReportFigureRead]
    broken: list[int] = Field(description="Positions of cross-checks that don't hold as it stands.")
    sentences: list[ReportSentence]
    counted_at: datetime | None
    submitted_at: datetime | None
    submitted_name: str
    decided_at: datetime | None
    decided_name: str
    return_reason: str | None
    versions: list[ReportVersionItem]
    history: list[HistoryEventRead]
    allowed_actions: list[AnswerVerb]


class ReportVersionRead(ReportVersionItem):
    """An answer as it was handed in."""

    texts: ReportTexts
    figures: list[ReportFigureRead]


class Reminded(BaseModel):
    """How many people of how many units were told."""

    units: int
    people: int

"""Wire shapes of lists of children that come in."""

from pydantic import BaseModel, Field

from vitreem.children.schemas import SimilarChild
from vitreem.children.wire import Birth
from vitreem.kernel.files.sheets import SheetResult


class SheetColumn(BaseModel):
    """A column of a list that was sent, and what it was taken for."""

    letter: str
    title: str
    field: str = Field(description="Empty: not read.")


class SheetQuestion(BaseModel):
    """A row that may be a child of the register: somebody decides."""

    row: int = Field(description="As Excel numbers it.")
    full_name: str
    birth: Birth
    candidates: list[SimilarChild]


class ChildSheetResult(SheetResult):
    """What an import of children did, or would do. With a fault or an open question nothing is changed, unless the good
    rows alone were asked for."""

    head_row: int
    columns: list[SheetColumn]
    skipped: int = Field(0, description="Rows left out by decision.")
    left: int = Field(0, description="Rows with a fault or a question, where the good ones alone were written.")
    questions: list[SheetQuestion] = Field(default_factory=list)

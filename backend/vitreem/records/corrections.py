"""The ward corrects a unit's record only with a note, which the unit reads in the record's history."""

from typing import Annotated

from pydantic import Field

from vitreem.kernel.http.fields import LINES
from vitreem.kernel.http.problems import Invalid

MIN_NOTE = 5
CorrectionNote = Annotated[
    str,
    Field(max_length=2000, description="Why the ward corrects a unit's record: owed then, at least 5 characters."),
    LINES,
]


class CorrectionNoteRequired(Invalid):
    code = "correction_note_required"
    title = "Cần ghi lý do sửa"
    detail = "Phường sửa hồ sơ của đơn vị thì ghi lý do, để đơn vị biết đã sửa gì."


def require_note(note: str) -> str:
    """The note; raises `CorrectionNoteRequired` for one that is too short to tell anything."""
    told = note.strip()
    if len(told) < MIN_NOTE:
        raise CorrectionNoteRequired()
    return told

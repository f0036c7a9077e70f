"""The ward mends a unit's record only with a note, which the unit reads in the record's history."""

from vitreem.kernel.http.problems import Invalid

MIN_NOTE = 5


class CorrectionNoteRequired(Invalid):
    code = "correction_note_required"
    title = "Cần ghi lý do sửa"
    detail = "Phường sửa hồ sơ của đơn vị thì ghi lý do, để đơn vị biết đã sửa gì."


def require_note(note: str | None) -> str:
    """The note; raises `CorrectionNoteRequired` for one that is too short to tell anything."""
    told = (note or "").strip()
    if len(told) < MIN_NOTE:
        raise CorrectionNoteRequired()
    return told

"""What is sent to communication, and what must not be taken."""

from tests.requests import ANY_UNIT, ASSIGNMENTS, MARKS, Case, Free, Id, Request, Right, attach, proves, sheet
from vitreem.communications.sheets import FILLED

_EVENT = {
    "kind": "broadcast", "title": "Phát thanh", "unit_id": "{kp_a.unit}", "place_unit_id": "{kp_a.unit}",
    "plan_id": "{plan}", "script_id": "{kp_a.script_approved}", "message_ids": ["{plan.message}"],
    "starts_at": "2026-06-05T19:00:00+07:00",
}  # fmt: skip
_IDS = {
    "unit_id": Id(("kp_b.unit", "closed.unit")),
    "place_unit_id": Id(("closed.unit",), {"kp_b.unit": ANY_UNIT}),
    "plan_id": Id(("draft",)),
    "script_id": Id(("kp_b.script_approved",)),
    "message_ids[]": Id(("withdrawn.message",)),
}

REQUESTS: dict[str, Request] = {
    "create_communication_event": Request(
        "kp_a", "/communication-events", {**_EVENT, "assignment_ids": ["{kp_a.fresh}"]},
        {**_IDS, "assignment_ids[]": ASSIGNMENTS},
    ),
    "update_communication_event": Request(
        "kp_a", "/communication-events/{made}", {name: value for name, value in _EVENT.items() if name != "kind"},
        _IDS, version=True,
        first=("/communication-events", {name: _EVENT[name] for name in ("kind", "title", "unit_id", "starts_at")}),
    ),
    "attach_evidence_record:event": proves("communication_event", "kp_a.event_done", refused="kp_b.event_done"),
    "attach_communication_file": attach("/communication-events/{kp_a.event_done}/files"),
}  # fmt: skip

ELSEWHERE = {
    "remove_communication_file": {("kp_a.event_planned", "kp_a.event_photo")},
    "read_communication_file": {("kp_a.event_planned", "kp_a.event_photo")},
}

RIGHT = {
    "update_communication_event": Right(
        json={
            "title": "Tên khác", "unit_id": "{kp_a.unit}", "starts_at": "2026-06-20T19:00:00+07:00",
            "correction_note": "Sửa cho đúng",
        }
    ),
    "mark_communication_event_done": Right(moved=True),
}  # fmt: skip

KEYED = {
    "make_communications_export": Case("kp_a", "/communication-events/export"),
    "import_communication_events": Case(
        "kp_a", "/communication-events/import", once="a row of a sheet that is there isn't made again",
        file=sheet("Truyền thông", FILLED, {
            "Loại hình": "Tờ rơi, tài liệu", "Nội dung": "Từ tệp Excel", "Đơn vị": "CNRY-1-kp_a",
            "Thời gian": "05/06/2026 19:00", "Số bản": "40",
        }),
    )
}  # fmt: skip

FREE = {
    "try_communications_import": Free("nothing is written: it says what would be"),
    "mark_communication_sheet": MARKS,
    "remove_communication_file": Free(
        "ends one file for good", Case("kp_a", "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}")
    ),
}

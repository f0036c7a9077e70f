"""Who may do what with communication."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_EVENT = {"title": "Nói chuyện", "starts_at": "2026-06-05T19:00:00+07:00"}

ROWS: dict[str, Row] = {

    "list_communication_events": Row((*WARD, *UNITS), "/communication-events"),
    "read_communication_calendar": Row(
        (*WARD, *UNITS), "/communication-events/calendar?from_on=2026-06-01&to_on=2026-06-30"
    ),
    "export_communication_events": Row((*WARD, *UNITS), "/communication-events/export"),
    "read_communication_template": Row((*WARD, *UNITS), "/communication-events/template"),
    "make_communications_export": Row((*WARD, *UNITS), "/communication-events/export", ok=202),
    "try_communications_import": Row((*WARD, *UNITS), "/communication-events/import/trial", file=True, ok=422),
    "import_communication_events": Row((*WARD, *UNITS), "/communication-events/import", file=True, ok=422),
    "mark_communication_sheet": Row((*WARD, *UNITS), "/communication-events/import/marked", file=True, ok=422),
    "create_communication_event": Row((*WARD, *UNITS), "/communication-events", ok=422, json=_EVENT | {"kind": "talk", "unit_id": UNKNOWN}),
    "read_communication_event": Row((*WARD, *UNITS), "/communication-events/{kp_a.event_planned}", scope="unit"),
    "update_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}", scope="unit", version="current",
        json=_EVENT | {"unit_id": UNKNOWN, "correction_note": "Sửa cho đúng"}, ok=422,
    ),
    "mark_communication_event_done": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}/done", scope="unit", version="current", ok=422
    ),
    "report_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/report", scope="unit", version="current"
    ),
    "take_down_banner": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_banner}/take-down", scope="unit", version="current",
        json={"taken_down_on": "2026-06-09"},
    ),
    "cancel_communication_event": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_planned}/cancel", scope="unit", version="current",
        json={"reason": "Trời mưa bão"},
    ),
    "return_communication_event": Row(
        WARD, "/communication-events/{kp_a.event_reported}/return", version="current", json={"reason": "Bổ sung ảnh"}
    ),
    "attach_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "remove_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}", scope="unit"
    ),
    "read_communication_file": Row(
        (*WARD, *UNITS), "/communication-events/{kp_a.event_done}/files/{kp_a.event_photo}", scope="unit"
    ),
    "read_communication_usage": Row((*WARD, *UNITS), "/communication-usage"),
    "list_communication_banners": Row((*WARD, *UNITS), "/communication-banners"),
}  # fmt: skip

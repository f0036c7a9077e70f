"""Who may do what with activities."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_TIMES = {"starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00"}
_ACTIVITY = {"area": "recreation", "title": "Vui chơi tại khu phố", **_TIMES}

ROWS: dict[str, Row] = {
    "read_activity_calendar": Row((*WARD, *UNITS), "/activities/calendar?from_on=2026-06-01&to_on=2026-06-30"),
    "list_activities": Row((*WARD, *UNITS), "/activities"),
    "export_activities": Row((*WARD, *UNITS), "/activities/export"),
    "read_activity_template": Row((*WARD, *UNITS), "/activities/template"),
    "make_activities_export": Row((*WARD, *UNITS), "/activities/export", ok=202),
    "try_activities_import": Row((*WARD, *UNITS), "/activities/import/trial", file=True, ok=422),
    "import_activities": Row((*WARD, *UNITS), "/activities/import", file=True, ok=422),
    "mark_activity_sheet": Row((*WARD, *UNITS), "/activities/import/marked", file=True, ok=422),
    "create_activity": Row(
        (*WARD, *UNITS), "/activities", ok=422, json=_ACTIVITY | {"unit_id": UNKNOWN}
    ),
    "read_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_planned}", scope="unit"),
    "update_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}", scope="unit", version="current", ok=422,
        json=_ACTIVITY | {"unit_id": UNKNOWN, "correction_note": "Sửa cho đúng"},
    ),
    "announce_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_planned}/announce", scope="unit", version="current"),
    "hold_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}/hold", scope="unit", version="current", ok=422,
        json={"actual": {"boys": 1}},
    ),
    "report_activity": Row((*WARD, *UNITS), "/activities/{kp_a.activity_held}/report", scope="unit", version="current"),
    "cancel_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_planned}/cancel", scope="unit", version="current",
        json={"reason": "Trời mưa bão"},
    ),
    "return_activity": Row(
        WARD, "/activities/{kp_a.activity_reported}/return", version="current", json={"reason": "Bổ sung ảnh"}
    ),
    "copy_activity_period": Row(
        (*WARD, *UNITS), "/activities/copy-period", json={"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027}
    ),
    "copy_activity": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/copy", scope="unit", ok=201,
        json={"starts_at": "2027-06-01T19:00:00+07:00"},
    ),
    "attach_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "remove_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}", scope="unit"
    ),
    "read_activity_file": Row(
        (*WARD, *UNITS), "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}", scope="unit"
    ),
    "plan_activity_series": Row(
        WARD, "/activity-series", ok=201,
        json={"area": "recreation", "title": "Quốc tế thiếu nhi 1/6", "unit_kinds": ["khu_pho"], **_TIMES},
    ),
    "list_calendar_feeds": Row((*WARD, *UNITS), "/calendar-feeds"),
    "create_calendar_feed": Row((*WARD, *UNITS), "/units/{kp_a.unit}/calendar-feed", scope="unit", ok=201),
    "revoke_calendar_feed": Row((*WARD, *UNITS), "/calendar-feeds/{kp_a.feed}", scope="unit", ok=204),
    "read_calendar_feed": Row((), "/calendar-feeds/1-no-such-token.ics", scope="public", ok=404),
}  # fmt: skip

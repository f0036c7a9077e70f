"""Who may do what with assignments."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

ROWS: dict[str, Row] = {
    "list_assignments": Row((*WARD, *UNITS), "/assignments"),
    "make_assignments_export": Row((*WARD, "kp_a"), "/assignments/export", ok=202),
    "export_assignments": Row((*WARD, "kp_a"), "/assignments/export"),
    "read_assignment": Row((*WARD, *UNITS), "/assignments/{kp_a.fresh}", scope="unit"),
    "acknowledge_assignment": Row(UNITS, "/assignments/{kp_a.fresh}/acknowledge", scope="unit", version=1),
    "start_assignment": Row(UNITS, "/assignments/{kp_a.fresh}/start", scope="unit", version=1),
    "add_assignment_note": Row(UNITS, "/assignments/{kp_a.fresh}/notes", scope="unit", json={"text": "Đã họp"}, ok=201),
    "submit_assignment": Row(
        ("kp_a",), "/assignments/{kp_a.working}/submit", scope="unit", version="current",
        json={"result": "Đã làm xong", "figures": {}},
    ),
    "recall_assignment": Row(("kp_a",), "/assignments/{kp_a.submitted}/recall", scope="unit", version="current"),
    "hand_over_assignment": Row(
        ("kp_a",), "/assignments/{kp_a.fresh}/hand-over", scope="unit", version=1, json={"person_id": UNKNOWN}, ok=422
    ),
    "accept_assignment": Row(WARD, "/assignments/{kp_a.submitted}/accept", json={}, version="current"),
    "return_assignment": Row(
        WARD, "/assignments/{kp_a.submitted}/return", json={"reason": "Bổ sung ảnh"}, version="current"
    ),
    "reopen_assignment": Row(
        WARD, "/assignments/{kp_a.accepted}/reopen", json={"reason": "Cần làm lại"}, version="current"
    ),
    "set_supporting_units": Row(WARD, "/assignments/{kp_a.fresh}/supporting-units", json={"unit_ids": []}, version=1),
    "attach_evidence_file": Row(
        UNITS, "/assignments/{kp_a.working}/evidence", scope="unit", ok=404, json={"upload_id": UNKNOWN}
    ),
    "attach_evidence_link": Row(
        UNITS, "/assignments/{kp_a.working}/evidence-links", scope="unit", ok=201,
        json={"title": "Bài viết", "url": "https://example.org/a"},
    ),
    "attach_evidence_record": Row(
        UNITS, "/assignments/{kp_a.working}/evidence-records", scope="unit", ok=404,
        json={"record_kind": "plan", "record_id": UNKNOWN},
    ),
    "list_linkable_records": Row(UNITS, "/assignments/{kp_a.working}/linkable-records", scope="unit"),
    "remove_evidence": Row(UNITS, "/assignments/{kp_a.working}/evidence/{kp_a.link}", scope="unit"),
    "read_evidence_file": Row((*WARD, *UNITS), "/assignments/{kp_a.working}/evidence/{kp_a.photo}/file", scope="unit"),
    "read_unit_dashboard": Row(UNITS, "/dashboards/unit"),
    "read_ward_dashboard": Row((*WARD, "viewer"), "/dashboards/ward"),
}  # fmt: skip

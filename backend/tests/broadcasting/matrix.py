"""Who may do what with scripts and slots."""

from tests.matrix import CULTURE, UNITS, UNKNOWN, WARD, Row

ROWS: dict[str, Row] = {
    "list_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts"),
    "make_scripts_export": Row((*WARD, *UNITS), "/broadcast-scripts/export", ok=202),
    "export_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts/export"),
    "create_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts", ok=422, json={"title": "Bài mới", "text": "Kính thưa", "unit_id": UNKNOWN}
    ),
    "read_broadcast_script": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}", scope="script"),
    "update_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}", scope="script", sees=(CULTURE,), version="current",
        json={"title": "Bài mới", "text": "Kính thưa bà con"},
    ),
    "submit_broadcast_script": Row(
        (*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/submit", scope="script", sees=(CULTURE,), version="current"
    ),
    "approve_broadcast_script": Row(
        ("lead", CULTURE), "/broadcast-scripts/{kp_a.script_submitted}/approve", scope="script", version="current"
    ),
    "return_broadcast_script": Row(
        ("lead", CULTURE), "/broadcast-scripts/{kp_a.script_submitted}/return", scope="script", version="current",
        json={"reason": "Rút ngắn bài"},
    ),
    "list_similar_broadcast_scripts": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/similar", scope="script"),
    "list_broadcast_script_versions": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/versions", scope="script"),
    "read_broadcast_script_document": Row((*WARD, *UNITS), "/broadcast-scripts/{kp_a.script_draft}/document", scope="script"),
    "create_broadcast_slot": Row(
        (*WARD, *UNITS), "/broadcast-slots", ok=422,
        json={"script_id": UNKNOWN, "unit_id": UNKNOWN, "planned_at": "2026-06-20T17:30:00+07:00"},
    ),
    "list_broadcast_slots": Row((*WARD, *UNITS), "/broadcast-slots?from_on=2026-06-01&to_on=2026-06-30"),
    "mark_broadcast_slot_played": Row(
        (*WARD, *UNITS), "/broadcast-slots/{kp_a.slot}/played", scope="script", sees=(CULTURE,),
        json={"played_at": "2026-06-09T17:30:00+07:00", "times_played": 2},
    ),
}  # fmt: skip

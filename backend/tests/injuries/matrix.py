"""Who may do what with injuries."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_INJURY = {
    "happened_on": "2026-06-08", "age_band": "from_5_to_9", "sex": "male", "cause": "fall", "place_kind": "school",
    "care": "school", "outcome": "treated",
}  # fmt: skip
_ALL = (*WARD, *UNITS)

ROWS: dict[str, Row] = {
    "list_injuries": Row(_ALL, "/injuries"),
    "read_injury_half_year": Row(_ALL, "/injuries/half-year?year=2026&half=1"),
    "export_injuries": Row(_ALL, "/injuries/export"),
    "make_injuries_export": Row(_ALL, "/injuries/export", ok=202),
    "read_injury_template": Row(_ALL, "/injuries/template"),
    "try_injuries_import": Row(_ALL, "/injuries/import/trial", file=True, ok=422),
    "import_injuries": Row(_ALL, "/injuries/import", file=True, ok=422),
    "mark_injury_sheet": Row(_ALL, "/injuries/import/marked", file=True, ok=422),
    "create_injury": Row(_ALL, "/injuries", ok=422, json=_INJURY | {"unit_id": UNKNOWN}),
    "read_injury": Row(_ALL, "/injuries/{kp_a.injury_fall}", scope="unit"),
    "update_injury": Row(
        _ALL, "/injuries/{kp_a.injury_fall}", scope="unit", version="current", ok=422,
        json=_INJURY | {"unit_id": UNKNOWN, "correction_note": "Sửa cho đúng"},
    ),
    "cancel_injury": Row(
        _ALL, "/injuries/{kp_a.injury_fall}/cancel", scope="unit", version="current", json={"reason": "Ghi hai lần"}
    ),
}  # fmt: skip

"""Who may do what with unsafe places: whoever keeps records in the ward reads all of them; who found one or sees to it,
and the ward, change it."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_ALL = (*WARD, *UNITS)
_SITE = {"kind": "pond_lake", "title": "Ao sau nhà văn hóa", "found_on": "2026-06-08"}
_FOUND, _SAFE = "/hazards/{kp_a.hazard_found}", "/hazards/{kp_a.hazard_safe}"
_INSPECTED = "/hazards/{kp_a.hazard_inspected}"


def _verb(path: str, **more: object) -> Row:
    return Row(_ALL, path, scope="open", version="current", **more)


ROWS: dict[str, Row] = {
    "list_hazards": Row(_ALL, "/hazards"),
    "read_hazard_map": Row(_ALL, "/hazards/map"),
    "list_near_hazards": Row(_ALL, "/hazards/near?title=ao&latitude=16.7&longitude=107.1"),
    "export_hazards": Row(_ALL, "/hazards/export"),
    "make_hazards_export": Row(_ALL, "/hazards/export", ok=202),
    "read_hazard_template": Row(_ALL, "/hazards/template"),
    "try_hazards_import": Row(_ALL, "/hazards/import/trial", file=True, ok=422),
    "import_hazards": Row(_ALL, "/hazards/import", file=True, ok=422),
    "mark_hazard_sheet": Row(_ALL, "/hazards/import/marked", file=True, ok=422),
    "create_hazard": Row(_ALL, "/hazards", ok=422, json=_SITE | {"unit_id": UNKNOWN}),
    "read_hazard": Row(_ALL, _FOUND),
    "update_hazard": _verb(_FOUND, ok=422, json=_SITE | {"unit_id": UNKNOWN, "correction_note": "Sửa cho đúng"}),
    "inspect_hazard": _verb(f"{_FOUND}/inspect", json={"likelihood": "high", "harm": "low"}),
    "add_hazard_measure": _verb(
        f"{_INSPECTED}/measures", ok=422, json={"kind": "fence", "unit_id": UNKNOWN, "done_on": "2026-06-09"}
    ),
    "remove_hazard_measure": _verb("/hazards/{kp_a.hazard_fixing}/measures/{kp_a.hazard_measure}"),
    "make_hazard_safe": _verb("/hazards/{kp_a.hazard_fixing}/safe", json={}),
    "recheck_hazard": _verb(f"{_SAFE}/recheck", json={"still_safe": True}),
    "close_hazard": _verb(f"{_SAFE}/close", json={"reason": "Đã lấp ao"}),
    "reopen_hazard": _verb(f"{_SAFE}/reopen", json={"reason": "Rào bị đổ"}),
    "cancel_hazard": _verb(f"{_FOUND}/cancel", json={"reason": "Ghi hai lần"}),
    "attach_hazard_file": Row(_ALL, f"{_FOUND}/files", scope="open", ok=404, json={"upload_id": UNKNOWN}),
    "remove_hazard_file": Row(_ALL, _INSPECTED + "/files/{kp_a.hazard_photo}", scope="open"),
    "read_hazard_file": Row(_ALL, _INSPECTED + "/files/{kp_a.hazard_photo}"),
}  # fmt: skip

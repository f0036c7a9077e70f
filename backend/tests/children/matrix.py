"""Who may do what with children and households."""

from tests.matrix import UNITS, UNKNOWN, WARD, Row

_EACH = (*WARD, *UNITS)
_KEEPS = (*WARD, "kp_a_protector")
_CHILD = {"full_name": "Nguyễn Thị Bé", "birth": {"year": 2018}}
_DAY = {"from_on": "2026-06-01"}
_LIKE_IT = {"scope": "register", "version": "current"}


def _verb(path: str, json: object = None, may: tuple[str, ...] = _EACH, **more: object) -> Row:
    return Row(may, f"/children/{{kp_a.child}}/{path}", json=json, **(_LIKE_IT | more))  # pyright: ignore


ROWS: dict[str, Row] = {
    "list_children": Row(_EACH, "/children"),
    "export_children": Row(_EACH, "/children/export?purpose=Kiểm tra"),
    "make_children_export": Row(_EACH, "/children/export?purpose=Kiểm tra", ok=202),
    "try_children_import": Row(_EACH, "/children/import/trial", file=True, ok=422),
    "import_children": Row(_EACH, "/children/import", file=True, ok=422),
    "mark_children_sheet": Row(_EACH, "/children/import/marked", file=True, ok=422),
    "look_up_children": Row(_EACH, "/children/look-up", file=True, ok=422),
    "make_look_up_sheet": Row(_EACH, "/children/look-up/sheet", file=True, ok=422),
    "read_export_profile": Row(_KEEPS, "/children/export-profile"),
    "update_export_profile": Row(
        _KEEPS, "/children/export-profile", json={"columns": [{"title": "Họ tên", "field": "full_name"}]}, version="current"
    ),
    "move_children": Row(
        _KEEPS, "/children/move", ok=422, json={"child_ids": [UNKNOWN], "unit_id": UNKNOWN, "on_day": "2026-06-01"}
    ),
    "find_similar_children": Row(_EACH, "/children/similar", json={"full_name": "Nguyễn Thị Bé"}),
    "list_child_duplicates": Row(_KEEPS, "/children/duplicates"),
    "dismiss_child_duplicate": Row(_KEEPS, "/children/duplicates/{child_pair}", ok=204, scope="register"),
    "create_child": Row(_EACH, "/children", ok=422, json=_CHILD | {"unit_id": UNKNOWN}),
    "read_child": Row(_EACH, "/children/{kp_a.child}", scope="register"),
    "update_child": Row(
        _EACH, "/children/{kp_a.child}", ok=422, json=_CHILD | {"unit_id": UNKNOWN}, scope="register", version="current"
    ),
    "enrol_child": _verb("enrol", {"class_name": "3B"}),
    "leave_child": _verb("leave", {"state": "moved", "on_day": "2026-06-01"}),
    "return_child": Row(
        _EACH, "/children/{kp_a.child_moved}/return", ok=422, json={"on_day": "2026-06-05", "unit_id": UNKNOWN},
        scope="register", version="current",
    ),
    "add_child_group": _verb("groups", _DAY | {"legal_group": "orphan_both"}),
    "end_child_group": _verb("groups/{kp_a.child_group}/end", {"to_on": "2026-06-05"}),
    "add_child_need": _verb("needs", _DAY | {"category": "at_risk"}),
    "end_child_need": _verb("needs/{kp_a.child_need}/end", {"to_on": "2026-06-05"}),
    "give_child_consent": _verb(
        "consents", {"purpose": "donor", "guardian_name": "Ba", "child_agrees": True, "given_on": "2026-06-01"}
    ),
    "withdraw_child_consent": _verb("consents/{kp_a.child_consent}/withdraw"),
    "merge_child": _verb("merge", {"into_id": UNKNOWN}, _KEEPS, ok=404),
    "unmerge_child": Row(
        _KEEPS, "/children/{kp_a.child_merged}/unmerge", scope="register", version="current"
    ),
    "attach_child_file": Row(
        _EACH, "/children/{kp_a.child}/files", scope="register", ok=404, json={"upload_id": UNKNOWN}
    ),
    "remove_child_file": Row(_EACH, "/children/{kp_a.child}/files/{kp_a.child_file}", scope="register"),
    "read_child_file": Row(_EACH, "/children/{kp_a.child}/files/{kp_a.child_file}", scope="register"),
    "list_households": Row(_EACH, "/households"),
    "create_household": Row(_EACH, "/households", ok=422, json={"unit_id": UNKNOWN, "head_name": "Nguyễn Văn Ba"}),
    "read_household": Row(_EACH, "/households/{kp_a.household}", scope="register"),
    "set_household_status": Row(
        _EACH, "/households/{kp_a.household}/statuses", scope="register", version="current",
        json={"year": 2025, "status": "poor"},
    ),
}  # fmt: skip

"""What is sent to the register, and what must not be taken."""

from tests.requests import MARKS, UPLOAD, Case, Free, Id, Request, Right, sheet
from vitreem.kernel.files.excel import Column

_CHILD = {
    "full_name": "Trần Văn Mới", "birth": {"year": 2019, "month": 3, "day": 4}, "unit_id": "{kp_a.unit}",
    "school_unit_id": "{school.unit}", "household_id": "{kp_a.household}",
}  # fmt: skip
_SCHOOL = Id(("kp_a.unit",))
_IDS = {"unit_id": Id(("kp_b.unit", "school.unit")), "school_unit_id": _SCHOOL, "household_id": Id(("kp_b.household",))}
_KP_A = "/children/{kp_a.child}"
# Naming a child who isn't seen says nothing: the ids only leave out questions about those who are.
_LOOKED_AT = Id(
    allowed={"kp_b.child": "a child that nobody would be asked about"}, of_other_ward="leaves out a question"
)

_LIST = sheet("Trẻ em", (Column("Họ và tên"), Column("Năm sinh")), {"Họ và tên": "Từ Tệp Excel", "Năm sinh": "2016"})
# A row without a khu phố is told at its row that it can't be there; nothing is refused as a whole.
_OF_ROWS = {"unit_id": Id(("kp_b.unit", "school.unit"), narrows=True)}

# The file holds what the asker sees, whatever is asked for.

REQUESTS: dict[str, Request] = {
    "create_child": Request(
        "kp_a", "/children", _CHILD | {"different_from": ["{kp_a.child}"]}, _IDS | {"different_from[]": _LOOKED_AT}
    ),
    "find_similar_children": Request(
        "kp_a", "/children/similar", {"full_name": "Ai Đó", "unit_id": "{kp_a.unit}", "child_id": "{kp_a.child}"},
        {"unit_id": Id(("kp_b.unit",), narrows=True), "child_id": Id(("kp_b.child",), narrows=True)},
    ),
    "update_child": Request("kp_a", _KP_A, _CHILD, _IDS, version=True),
    "enrol_child": Request("kp_a", f"{_KP_A}/enrol", {"school_unit_id": "{school.unit}"}, {"school_unit_id": _SCHOOL}, version=True),
    "return_child": Request(
        "kp_a", "/children/{kp_a.child_moved}/return", {"on_day": "2026-06-05", "unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("kp_b.unit", "school.unit"))}, version=True,
    ),
    "give_child_consent": Request(
        "kp_a", f"{_KP_A}/consents",
        {
            "purpose": "donor", "guardian_name": "Mẹ", "child_agrees": True, "given_on": "2026-06-01",
            "record_file_id": "{kp_a.child_file}",
        },
        {"record_file_id": Id(("kp_b.child_file", "kp_a.activity_photo"))}, version=True,
    ),
    "merge_child": Request(
        "officer", _KP_A + "/merge", {"into_id": "{kp_b.child}"}, {"into_id": Id(("kp_a.child", "kp_a.child_merged"))},
        version=True,
    ),
    "attach_child_file": Request(
        "kp_a", f"{_KP_A}/files", {"upload_id": "{upload:kp_a}", "kind": "document"}, {"upload_id": UPLOAD}
    ),
    "move_children": Request(
        "officer", "/children/move",
        {"child_ids": ["{kp_a.child}"], "unit_id": "{kp_b.unit}", "on_day": "2026-06-01"},
        {"child_ids[]": Id(("kp_a.child_moved", "kp_a.child_merged")), "unit_id": Id(("school.unit",))},
    ),
    "try_children_import": Request(
        "kp_a", "/children/import/trial", {"unit_id": "{kp_a.unit}"}, _OF_ROWS, form=True, file=_LIST
    ),
    "import_children": Request(
        "kp_a", "/children/import", {"unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("school.unit",), {"kp_b.unit": "a school's list names where its pupils live; other rows fail"})},
        form=True, file=_LIST,
    ),
    "mark_children_sheet": Request(
        "kp_a", "/children/import/marked", {"unit_id": "{kp_a.unit}"}, _OF_ROWS, form=True, file=_LIST
    ),
    "create_household": Request(
        "kp_a", "/households", {"unit_id": "{kp_a.unit}", "head_name": "Nguyễn Văn Ba"},
        {"unit_id": Id(("kp_b.unit", "school.unit"))},
    ),
}  # fmt: skip

ELSEWHERE = {
    "end_child_group": {("kp_a.child_second", "kp_a.child_group")},
    "end_child_need": {("kp_a.child_second", "kp_a.child_need")},
    "withdraw_child_consent": {("kp_a.child_second", "kp_a.child_consent")},
    "remove_child_file": {("kp_a.child_second", "kp_a.child_file")},
    "read_child_file": {("kp_a.child_second", "kp_a.child_file"), ("kp_a.child", "kp_a.activity_photo")},
}

RIGHT = {
    "update_child": Right(json={"full_name": "Tên khác", "birth": {"year": 2019}, "unit_id": "{kp_a.unit}"}),
    "return_child": Right(json={"on_day": "2026-06-05", "unit_id": "{kp_a.unit}"}),
    "merge_child": Right(json={"into_id": "{kp_b.child}"}),
}

KEYED = {
    "move_children": Case(
        "officer",
        "/children/move",
        {"child_ids": ["{kp_a.child}"], "unit_id": "{kp_b.unit}", "on_day": "2026-06-01"},
        once="who lives there already stays as they are",
    ),
    "create_child": Case("kp_a", "/children", _CHILD, once="a child alike who is there already is asked about first"),
    "import_children": Case("kp_a", "/children/import", file=_LIST),
    "make_children_export": Case("kp_a", "/children/export?purpose=Kiểm tra"),
}

FREE = {
    "try_children_import": Free("nothing is written: it says what would be"),
    "mark_children_sheet": MARKS,
    "look_up_children": Free("nothing is written but that somebody looked"),
    "make_look_up_sheet": Free("nothing is written but that somebody looked"),
    "remove_child_file": Free("ends one file for good", Case("kp_a", _KP_A + "/files/{kp_a.child_file}")),
    "dismiss_child_duplicate": Free(
        "says of two records what stays said", Case("officer", "/children/duplicates/{child_pair}", effect="same")
    ),
    "find_similar_children": Free("nothing is kept: a question in a body, because of the names in it"),
}

"""What is sent to unsafe places, and what must not be taken."""

from tests.requests import ASSIGNMENTS, MARKS, Case, Free, Id, Request, Right, any_unit, attach, sheet
from vitreem.hazards.sheets import FILLED

_SITE = {
    "kind": "construction_pit", "title": "Hố móng đầu ngõ", "unit_id": "{kp_a.unit}", "place_unit_id": "{kp_a.unit}",
    "found_on": "2026-06-08", "owner_unit_ids": ["{kp_a.unit}"],
}  # fmt: skip
_IDS = {"unit_id": Id(("kp_b.unit",)), "place_unit_id": any_unit(), "owner_unit_ids[]": any_unit()}
_SEE = {"likelihood": "high", "harm": "high", "owner_unit_ids": ["{kp_a.unit}"]}
_MEASURE = {
    "kind": "fence", "unit_id": "{kp_a.unit}", "done_on": "2026-06-09", "cost": 500_000,
    "before_file_id": "{kp_a.hazard_photo}", "after_file_id": "{kp_a.hazard_photo}",
}  # fmt: skip
_PHOTO = Id(("kp_b.hazard_photo", "kp_a.activity_photo"))

REQUESTS: dict[str, Request] = {
    "create_hazard": Request(
        "kp_a", "/hazards", {**_SITE, "assignment_ids": ["{kp_a.fresh}"]}, {**_IDS, "assignment_ids[]": ASSIGNMENTS}
    ),
    "create_hazard:officer": Request(
        "officer", "/hazards", {**_SITE, "assignment_ids": ["{kp_a.fresh}"]},
        {
            **_IDS, "unit_id": any_unit(),
            "assignment_ids[]": Id(allowed={"kp_b.fresh": "who gives the work out links what is found for any unit"}),
        },
    ),
    "update_hazard": Request("kp_a", "/hazards/{kp_a.hazard_found}", _SITE, _IDS, version=True),
    "inspect_hazard": Request(
        "kp_a", "/hazards/{kp_a.hazard_found}/inspect", _SEE, {"owner_unit_ids[]": any_unit()}, version=True
    ),
    "add_hazard_measure": Request(
        "kp_a", "/hazards/{kp_a.hazard_inspected}/measures", _MEASURE,
        {"unit_id": any_unit(), "before_file_id": _PHOTO, "after_file_id": _PHOTO}, version=True,
    ),
    "attach_hazard_file": attach("/hazards/{kp_a.hazard_found}/files"),
    "attach_evidence_record:hazard_site": Request(
        "kp_a", "/assignments/{kp_a.working}/evidence-records",
        {"record_kind": "hazard_site", "record_id": "{kp_a.hazard_found}"},
        {"record_id": Id(allowed={"kp_b.hazard_found": "every unit of the ward sees its places"})},
    ),
}  # fmt: skip

ELSEWHERE = {
    "remove_hazard_measure": {
        ("kp_a.hazard_safe", "kp_a.hazard_measure"),
        ("kp_b.hazard_fixing", "kp_a.hazard_measure"),
    },
    "remove_hazard_file": {("kp_a.hazard_found", "kp_a.hazard_photo")},
    "read_hazard_file": {("kp_a.hazard_found", "kp_a.hazard_photo"), ("kp_a.hazard_inspected", "kp_a.activity_photo")},
}

RIGHT = {
    "update_hazard": Right(json=_SITE | {"owner_unit_ids": [], "correction_note": "Sửa cho đúng"}),
    "add_hazard_measure": Right(json={"kind": "fence", "unit_id": "{kp_a.unit}", "done_on": "2026-06-09"}),
}

KEYED = {
    "make_hazards_export": Case("kp_a", "/hazards/export"),
    "import_hazards": Case(
        "kp_a", "/hazards/import", once="a row of a sheet that is there isn't made again",
        file=sheet("Điểm nguy hiểm", FILLED, {
            "Loại": "Ao, hồ", "Vị trí": "Ao từ tệp Excel", "Đơn vị phát hiện": "CNRY-1-kp_a",
            "Ngày phát hiện": "08/06/2026", "Khả năng xảy ra": "Cao", "Mức độ hại": "Cao",
        }),
    ),
}  # fmt: skip

FREE = {
    "try_hazards_import": Free("nothing is written: it says what would be"),
    "mark_hazard_sheet": MARKS,
    "remove_hazard_file": Free(
        "ends one file for good", Case("kp_a", "/hazards/{kp_a.hazard_inspected}/files/{kp_a.hazard_photo}")
    ),
}

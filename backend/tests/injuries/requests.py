"""What is sent to injuries, and what must not be taken."""

from tests.requests import MARKS, Case, Free, Id, Request, Right, any_unit, sheet
from vitreem.injuries.sheets import FILLED

_INJURY = {
    "happened_on": "2026-06-08", "unit_id": "{kp_a.unit}", "place_unit_id": "{kp_a.unit}", "age_band": "under_5",
    "sex": "female", "cause": "burn", "place_kind": "house", "care": "home", "outcome": "treated",
    "hazard_site_id": "{kp_a.hazard_found}",
}  # fmt: skip
_IDS = {
    "unit_id": Id(("kp_b.unit",)), "place_unit_id": any_unit(),
    "hazard_site_id": Id(allowed={"kp_b.hazard_found": "every unit of the ward sees its places"}),
}  # fmt: skip

REQUESTS: dict[str, Request] = {
    "create_injury": Request("kp_a", "/injuries", _INJURY, _IDS),
    "create_injury:officer": Request("officer", "/injuries", _INJURY, {**_IDS, "unit_id": any_unit()}),
    "update_injury": Request("kp_a", "/injuries/{kp_a.injury_fall}", _INJURY, _IDS, version=True),
}

RIGHT = {"update_injury": Right(json=_INJURY | {"correction_note": "Sửa cho đúng"})}

KEYED = {
    "make_injuries_export": Case("kp_a", "/injuries/export"),
    "import_injuries": Case(
        "kp_a", "/injuries/import", once="a row of a sheet that is there isn't made again",
        file=sheet("Tai nạn thương tích", FILLED, {
            "Ngày xảy ra": "08/06/2026", "Đơn vị ghi nhận": "CNRY-1-kp_a", "Nhóm tuổi": "Dưới 5 tuổi",
            "Giới tính": "Nữ", "Nguyên nhân": "Bỏng", "Nơi xảy ra": "Nhà ở", "Lúc đó ai trông": "Gia đình",
            "Kết quả": "Được sơ cứu, điều trị",
        }),
    ),
}  # fmt: skip

FREE = {
    "try_injuries_import": Free("nothing is written: it says what would be"),
    "mark_injury_sheet": MARKS,
}

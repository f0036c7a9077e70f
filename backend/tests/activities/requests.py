"""What is sent to activities, and what must not be taken."""

from tests.requests import (
    ANY_UNIT,
    ASSIGNMENTS,
    MARKS,
    Case,
    Free,
    Id,
    Request,
    Right,
    any_unit,
    attach,
    sheet,
)
from vitreem.activities.sheets import FILLED

_TIMES = {"starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00"}
# The own unit among those that support: who writes for another unit would see what they made.
_ACTIVITY = {
    "area": "summer", "title": "Vui chơi tại khu phố", "unit_id": "{kp_a.unit}", "supporting_unit_ids": ["{kp_a.unit}"],
    "plan_line_id": "{plan.line}", "place_unit_id": "{kp_a.unit}", **_TIMES,
}  # fmt: skip
_IDS = {
    "unit_id": Id(("kp_b.unit",)),
    "supporting_unit_ids[]": any_unit(),
    "plan_line_id": Id(("withdrawn.line",)),
    "place_unit_id": any_unit(),
}
_JUNE = {"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027}

REQUESTS: dict[str, Request] = {
    "create_activity": Request(
        "kp_a", "/activities", {**_ACTIVITY, "assignment_ids": ["{kp_a.fresh}"]}, {**_IDS, "assignment_ids[]": ASSIGNMENTS}
    ),
    "create_activity:officer": Request(
        "officer", "/activities", {**_ACTIVITY, "assignment_ids": ["{kp_a.fresh}"]},
        {
            **_IDS, "unit_id": any_unit(),
            "assignment_ids[]": Id(allowed={"kp_b.fresh": "who gives the work out links what is planned for any unit"}),
        },
    ),
    "update_activity": Request("kp_a", "/activities/{kp_a.activity_planned}", _ACTIVITY, _IDS, version=True),
    "copy_activity_period": Request(
        "kp_a", "/activities/copy-period?dry_run=false", _JUNE | {"unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("kp_b.unit",), narrows=True)},
    ),
    "attach_activity_file": attach("/activities/{kp_a.activity_held}/files"),
    "plan_activity_series": Request(
        "officer", "/activity-series",
        {
            "area": "summer", "title": "Đợt vui chơi", "unit_ids": ["{kp_a.unit}"], "plan_line_id": "{plan.line}",
            "task_id": "{plan.task}", **_TIMES,
        },
        {
            "unit_ids[]": Id(("closed.unit",), {"kp_b.unit": ANY_UNIT}),
            "plan_line_id": Id(("withdrawn.line",)), "task_id": Id(("withdrawn.task",)),
        },
    ),
}  # fmt: skip

ELSEWHERE = {
    "remove_activity_file": {("kp_a.activity_planned", "kp_a.activity_photo")},
    "read_activity_file": {
        ("kp_a.activity_planned", "kp_a.activity_photo"), ("kp_a.activity_held", "kp_a.event_photo"),
    },
}  # fmt: skip

RIGHT = {
    "update_activity": Right(
        json={
            "area": "summer", "title": "Tên khác", "unit_id": "{kp_a.unit}", **_TIMES, "correction_note": "Sửa cho đúng",
        }
    ),
    "hold_activity": Right(moved=True),
}  # fmt: skip

KEYED = {
    "make_activities_export": Case("kp_a", "/activities/export"),
    "copy_activity": Case("kp_a", "/activities/{kp_a.activity_held}/copy", {"starts_at": "2027-06-01T19:00:00+07:00"}),
    "create_calendar_feed": Case("kp_a", "/units/{kp_a.unit}/calendar-feed"),
    "import_activities": Case(
        "kp_a", "/activities/import", once="a row of a sheet that is there isn't made again",
        file=sheet("Hoạt động", FILLED, {
            "Lĩnh vực": "Sinh hoạt hè", "Hoạt động": "Từ tệp Excel", "Đơn vị tổ chức": "CNRY-1-kp_a",
            "Bắt đầu": "20/06/2026 19:00", "Kết thúc": "20/06/2026 21:00",
        }),
    ),
}  # fmt: skip

FREE = {
    "try_activities_import": Free("nothing is written: it says what would be"),
    "mark_activity_sheet": MARKS,
    "copy_activity_period": Free(
        "what is there, known by unit and day, isn't made again",
        Case("kp_a", "/activities/copy-period?dry_run=false", _JUNE, effect="same"),
    ),
    "remove_activity_file": Free(
        "ends one file for good", Case("kp_a", "/activities/{kp_a.activity_held}/files/{kp_a.activity_photo}")
    ),
    "revoke_calendar_feed": Free(
        "ends one address for good", Case("kp_a", "/calendar-feeds/{kp_a.feed}", effect="same")
    ),
}

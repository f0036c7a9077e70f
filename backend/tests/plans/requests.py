"""What is sent to plans, and what must not be taken."""

from pathlib import Path

import vitreem
from tests.requests import ANY_UNIT, Attached, Case, Free, Id, Request, Right, proves

SAMPLE = Path(vitreem.__file__).parent / "demo/samples/ke-hoach-phuong-an-binh-2026.txt"
_UNSEEN = "an id of the document itself: nothing outside of it has it"
_GONE = "a draft may name a unit that is not there: the publication stops at it"
_KEYED = "the key of a line has the ward in it: this is a new line here"
_LINE = {"id": "{fresh}", "text": "Dòng mới"}
_ASSIGNEES = {"unit_ids": ["{kp_a.unit}"], "candidates": ["{kp_a.unit}"]}

REQUESTS: dict[str, Request] = {
    "import_plan": Request("officer", "/plan-imports", {"plan_id": "{plan}"}, {"plan_id": Id()}, form=True),
    "attach_evidence_record:plan": proves("plan", "plan", refused="draft"),
    "compose_plan": Request(
        "officer", "/plans", {"source": "plan", "year": 2027, "plan_id": "{plan}"}, {"plan_id": Id()}
    ),
    "save_plan_draft": Request(
        "officer", "/plans/{draft}/draft",
        {
            "title": "Kế hoạch", "year": 2026, "purposes": [_LINE], "requirements": [_LINE], "messages": [_LINE],
            "activity_groups": [{"id": "{fresh}", "title": "Nội dung", "activities": [_LINE]}],
            "task_groups": [
                {
                    "id": "{fresh}", "assignee": "Các khu phố", "assignees": _ASSIGNEES,
                    "tasks": [{**_LINE, "assignees": _ASSIGNEES}],
                }
            ],
            "warnings": [{"code": "unsure", "detail": "Chưa rõ", "item_id": "{fresh}"}],
        },
        {
            **{
                name: Id(allowed={"plan.message": _UNSEEN}, of_other_ward=_UNSEEN)
                for name in (
                    "purposes[].id", "requirements[].id", "activity_groups[].id", "task_groups[].id", "warnings[].item_id"
                )
            },
            "messages[].id": Id(("plan.message",), of_other_ward=_KEYED),
            "activity_groups[].activities[].id": Id(("plan.line",), of_other_ward=_KEYED),
            "task_groups[].tasks[].id": Id(("plan.task",), of_other_ward=_KEYED),
            **{
                f"task_groups[].{of}assignees.{name}[]": Id(allowed={"kp_b.unit": ANY_UNIT}, of_other_ward=_GONE)
                for of in ("", "tasks[].")
                for name in ("unit_ids", "candidates")
            },
        },
        version=True,
    ),
}  # fmt: skip

ELSEWHERE = {
    "compare_plan": {("draft", "import"), ("plan", "import")},
    "accept_plan_changes": {("draft", "import")},
}

RIGHT = {"reopen_plan": Right(first="/plans/{plan}/close")}

VERSIONED = {
    "reopen_plan": Case(first=[("officer", "POST", "/plans/{plan}/close", None)]),
    # The same save again is answered as it was the first time: its reply may have been lost on the way.
    "save_plan_draft": Case(effect="same"),
}

KEYED = {
    # Each is read by a process of its own: a few are enough.
    "import_plan": Case(
        "officer", "/plan-imports", calls=3, once="a file is read once",
        file=Attached("ke-hoach.txt", lambda: SAMPLE.read_bytes() + b"\n"),
    )
}  # fmt: skip

FREE = {
    "amend_plan": Free(
        "opens the amendment that everybody then works on; an open one is answered as it is",
        Case("officer", "/plans/{plan}/amend", effect="same"),
    )
}

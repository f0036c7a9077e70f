"""Ids that come in with a request: for each, a right request, and the ids of siblings that it must not take.

An id of a sibling is one of the right kind that belongs to another unit, plan or ward. `{name}` is an id of the world;
`{upload:kp_b}` a file that this person has sent; `{made}` the record that `first` made; `{plan.line}`, `{plan.task}`,
`{plan.message}` the published lines of a plan. The other ward's id of the same name is always sent too.
"""

from dataclasses import dataclass, field
from typing import Any

_TIMES = {"starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00"}
_ANY_UNIT = "any unit of the ward may be named here"


@dataclass(frozen=True)
class Id:
    """`refused`: siblings of the own ward, which must be refused. `allowed`: siblings which may be sent, and why."""

    refused: tuple[str, ...] = ()
    allowed: dict[str, str] = field(default_factory=dict)
    # Nothing is refused and nothing found: the id narrows what is asked for.
    narrows: bool = False
    # Where the other ward's id means nothing, and why it is taken.
    of_other_ward: str = ""


@dataclass(frozen=True)
class Request:
    """A request that succeeds as it stands: by whom, where, with what; `ids` by the path of the field."""

    actor: str
    path: str
    json: Any
    ids: dict[str, Id]
    version: bool = False
    first: tuple[str, Any] | None = None
    form: bool = False


def _any_unit(unit: str = "kp_b.unit") -> Id:
    return Id(allowed={unit: _ANY_UNIT})


# The own unit among those that support: who writes for another unit would see what they made.
_ACTIVITY = {
    "area": "summer", "title": "Vui chơi tại khu phố", "unit_id": "{kp_a.unit}", "supporting_unit_ids": ["{kp_a.unit}"],
    "plan_line_id": "{plan.line}", "place_unit_id": "{kp_a.unit}", **_TIMES,
}  # fmt: skip
_ACTIVITY_IDS = {
    "unit_id": Id(("kp_b.unit",)),
    "supporting_unit_ids[]": _any_unit(),
    "plan_line_id": Id(("withdrawn.line",)),
    "place_unit_id": _any_unit(),
}
_EVENT = {
    "kind": "broadcast", "title": "Phát thanh", "unit_id": "{kp_a.unit}", "place_unit_id": "{kp_a.unit}",
    "plan_id": "{plan}", "script_id": "{kp_a.script_approved}", "message_ids": ["{plan.message}"],
    "starts_at": "2026-06-05T19:00:00+07:00",
}  # fmt: skip
_EVENT_IDS = {
    "unit_id": Id(("kp_b.unit", "closed.unit")),
    "place_unit_id": Id(("closed.unit",), {"kp_b.unit": _ANY_UNIT}),
    "plan_id": Id(("draft",)),
    "script_id": Id(("kp_b.script_approved",)),
    "message_ids[]": Id(("withdrawn.message",)),
}
_ASSIGNMENTS = Id(("kp_b.fresh", "kp_a.accepted"))
_UPLOAD = Id(("upload:kp_b", "upload:kp_a_member", "upload:officer"))
_UNSEEN = "an id of the document itself: nothing outside of it has it"
_GONE = "a draft may name a unit that is not there: the publication stops at it"
_KEYED = "the key of a line has the ward in it: this is a new line here"
_LINE = {"id": "{fresh}", "text": "Dòng mới"}
_ASSIGNEES = {"unit_ids": ["{kp_a.unit}"], "candidates": ["{kp_a.unit}"]}

REQUESTS: dict[str, Request] = {
    "hand_over_assignment": Request(
        "kp_a", "/assignments/{kp_a.fresh}/hand-over", {"person_id": "{kp_a_member.person}"},
        {"person_id": Id(("kp_b.person", "officer.person"))}, version=True,
    ),
    "set_supporting_units": Request(
        "officer", "/assignments/{kp_a.fresh}/supporting-units", {"unit_ids": ["{school.unit}"]},
        {"unit_ids[]": _any_unit()}, version=True,
    ),
    "attach_evidence_file": Request(
        "kp_a", "/assignments/{kp_a.working}/evidence", {"upload_id": "{upload:kp_a}"}, {"upload_id": _UPLOAD}
    ),
    "attach_evidence_record": Request(
        "kp_a", "/assignments/{kp_a.working}/evidence-records",
        {"record_kind": "activity", "record_id": "{kp_a.activity_held}"}, {"record_id": Id(("kp_b.activity_held",))},
    ),
    "attach_evidence_record:event": Request(
        "kp_a", "/assignments/{kp_a.working}/evidence-records",
        {"record_kind": "communication_event", "record_id": "{kp_a.event_done}"}, {"record_id": Id(("kp_b.event_done",))},
    ),
    "attach_evidence_record:plan": Request(
        "kp_a", "/assignments/{kp_a.working}/evidence-records", {"record_kind": "plan", "record_id": "{plan}"},
        {"record_id": Id(("draft",))},
    ),
    "create_activity": Request(
        "kp_a", "/activities", {**_ACTIVITY, "assignment_ids": ["{kp_a.fresh}"]},
        {**_ACTIVITY_IDS, "assignment_ids[]": _ASSIGNMENTS},
    ),
    "create_activity:officer": Request(
        "officer", "/activities", {**_ACTIVITY, "assignment_ids": ["{kp_a.fresh}"]},
        {
            **_ACTIVITY_IDS, "unit_id": _any_unit(),
            "assignment_ids[]": Id(allowed={"kp_b.fresh": "who gives the work out links what is planned for any unit"}),
        },
    ),
    "update_activity": Request(
        "kp_a", "/activities/{kp_a.activity_planned}", _ACTIVITY, _ACTIVITY_IDS, version=True
    ),
    "copy_activity_period": Request(
        "kp_a", "/activities/copy-period?dry_run=false",
        {"from_on": "2026-06-01", "to_on": "2026-06-30", "to_year": 2027, "unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("kp_b.unit",), narrows=True)},
    ),
    "attach_activity_file": Request(
        "kp_a", "/activities/{kp_a.activity_held}/files", {"upload_id": "{upload:kp_a}"}, {"upload_id": _UPLOAD}
    ),
    "plan_activity_series": Request(
        "officer", "/activity-series",
        {
            "area": "summer", "title": "Đợt vui chơi", "unit_ids": ["{kp_a.unit}"], "plan_line_id": "{plan.line}",
            "task_id": "{plan.task}", **_TIMES,
        },
        {
            "unit_ids[]": Id(("closed.unit",), {"kp_b.unit": _ANY_UNIT}),
            "plan_line_id": Id(("withdrawn.line",)), "task_id": Id(("withdrawn.task",)),
        },
    ),
    "create_communication_event": Request(
        "kp_a", "/communication-events", {**_EVENT, "assignment_ids": ["{kp_a.fresh}"]},
        {**_EVENT_IDS, "assignment_ids[]": _ASSIGNMENTS},
    ),
    "update_communication_event": Request(
        "kp_a", "/communication-events/{made}", {name: value for name, value in _EVENT.items() if name != "kind"},
        _EVENT_IDS, version=True,
        first=("/communication-events", {name: _EVENT[name] for name in ("kind", "title", "unit_id", "starts_at")}),
    ),
    "attach_communication_file": Request(
        "kp_a", "/communication-events/{kp_a.event_done}/files", {"upload_id": "{upload:kp_a}"}, {"upload_id": _UPLOAD}
    ),
    "create_broadcast_script": Request(
        "kp_a", "/broadcast-scripts", {"title": "Bài mới", "text": "Kính thưa", "unit_id": "{kp_a.unit}"},
        {"unit_id": Id(("kp_b.unit", "closed.unit"))},
    ),
    "create_broadcast_slot": Request(
        "kp_a", "/broadcast-slots",
        {"script_id": "{kp_a.script_approved}", "unit_id": "{kp_a.unit}", "planned_at": "2026-06-20T17:30:00+07:00"},
        {"script_id": Id(("kp_b.script_approved", "kp_a.script_draft")), "unit_id": Id(("kp_b.unit",))},
    ),
    "create_broadcast_slot:culture": Request(
        "culture", "/broadcast-slots",
        {"script_id": "{kp_a.script_approved}", "unit_id": "{kp_a.unit}", "planned_at": "2026-06-20T17:30:00+07:00"},
        {
            "script_id": Id(allowed={"kp_b.script_approved": "the culture desk reads every unit's scripts"}),
            "unit_id": Id(("closed.unit",), {"kp_b.unit": "who approves scripts puts them on any loudspeaker"}),
        },
    ),
    "import_plan": Request("officer", "/plan-imports", {"plan_id": "{plan}"}, {"plan_id": Id()}, form=True),
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
                f"task_groups[].{of}assignees.{name}[]": Id(allowed={"kp_b.unit": _ANY_UNIT}, of_other_ward=_GONE)
                for of in ("", "tasks[].")
                for name in ("unit_ids", "candidates")
            },
        },
        version=True,
    ),
    "create_person": Request(
        "officer", "/people",
        {"full_name": "Người Mới", "login": "nguoi.moi", "role": "unit_member", "unit_id": "{kp_a.unit}"},
        {"unit_id": _any_unit()},
    ),
    "give_role": Request(
        "officer", "/people/{kp_b.person}/memberships", {"role": "unit_member", "unit_id": "{kp_a.unit}"},
        {"unit_id": _any_unit("school.unit")},
    ),
}  # fmt: skip

"""What is sent to assignments, and what must not be taken."""

from tests.requests import Case, Free, Id, Request, Right, any_unit, attach, case, proves

REQUESTS: dict[str, Request] = {
    "hand_over_assignment": Request(
        "kp_a", "/assignments/{kp_a.fresh}/hand-over", {"person_id": "{kp_a_member.person}"},
        {"person_id": Id(("kp_b.person", "officer.person"))}, version=True,
    ),
    "set_supporting_units": Request(
        "officer", "/assignments/{kp_a.fresh}/supporting-units", {"unit_ids": ["{school.unit}"]},
        {"unit_ids[]": any_unit()}, version=True,
    ),
    "attach_evidence_file": attach("/assignments/{kp_a.working}/evidence", kind="photo"),
    "attach_evidence_record": proves("activity", "kp_a.activity_held", refused="kp_b.activity_held"),
}  # fmt: skip

ELSEWHERE = {
    "remove_evidence": {("kp_a.fresh", "kp_a.link")},
    "read_evidence_file": {("kp_a.fresh", "kp_a.photo"), ("kp_a.working", "kp_a.activity_photo")},
}

RIGHT = {"hand_over_assignment": Right(json={"person_id": "{kp_a_member.person}"})}

KEYED = {
    "make_assignments_export": Case("officer", "/assignments/export"),
    "attach_evidence_record": case(REQUESTS["attach_evidence_record"], once="a record proves an assignment once"),
    "add_assignment_note": Case("kp_a", "/assignments/{kp_a.fresh}/notes", {"text": "Đã họp"}),
    "attach_evidence_link": Case(
        "kp_a", "/assignments/{kp_a.working}/evidence-links", {"title": "Bài", "url": "https://example.org/a"}
    ),
}

FREE = {
    "remove_evidence": Free(
        "ends one piece of evidence for good", Case("kp_a", "/assignments/{kp_a.working}/evidence/{kp_a.link}")
    )
}

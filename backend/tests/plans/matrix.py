"""Who may do what with plans."""

from tests.matrix import EVERYBODY, WARD, Row

ROWS: dict[str, Row] = {
    "import_plan": Row(WARD, "/plan-imports", file=True, ok=415),
    "read_plan_import": Row(WARD, "/plan-imports/{import}"),
    "list_plans": Row(EVERYBODY, "/plans"),
    "compose_plan": Row(WARD, "/plans", json={"source": "template", "year": 2027}, ok=201),
    "read_plan": Row(EVERYBODY, "/plans/{plan}"),
    "read_plan_draft": Row(WARD, "/plans/{draft}/draft"),
    "save_plan_draft": Row(WARD, "/plans/{draft}/draft", json={"title": "Kế hoạch", "year": 2026}, version=1),
    "discard_plan_draft": Row(WARD, "/plans/{draft}/discard", version=1, ok=204),
    "preview_plan_fan_out": Row(WARD, "/plans/{draft}/fan-out"),
    "publish_plan": Row(WARD, "/plans/{draft}/publish", json={"draft_version": 1}, version=1),
    "supplement_plan": Row(WARD, "/plans/{plan}/supplement", version=2),
    "amend_plan": Row(WARD, "/plans/{plan}/amend"),
    "close_plan": Row(WARD, "/plans/{plan}/close", version=2),
    "reopen_plan": Row(WARD, "/plans/{plan}/reopen", version=2, ok=409),
    "list_plan_revisions": Row(WARD, "/plans/{plan}/revisions"),
    "compare_plan": Row(WARD, "/plans/{imported}/comparisons/{import}"),
    "accept_plan_changes": Row(WARD, "/plans/{imported}/comparisons/{import}/accept", json={"keys": []}, version=1),
}  # fmt: skip

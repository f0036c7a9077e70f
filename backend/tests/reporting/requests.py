"""What is sent to rounds and answers, and what must not be taken."""

from tests.requests import Case, Id, Request, Right, any_unit

_ROUND = {
    "kind": "action_month", "title": "Báo cáo Tháng hành động", "plan_id": "{plan}", "from_on": "2026-06-01",
    "to_on": "2026-06-30", "due_on": "2026-07-09", "unit_ids": ["{kp_a.unit}"],
}  # fmt: skip

REQUESTS: dict[str, Request] = {
    "open_report_round": Request(
        "officer", "/report-rounds", _ROUND, {"plan_id": Id(("draft",)), "unit_ids[]": any_unit()}
    )
}

ELSEWHERE = {"read_report_version": {("kp_a.report_answer_draft", "kp_a.report_version")}}

RIGHT = {
    "update_report_answer": Right(json={"texts": {"strengths": "Đông trẻ tham gia"}, "figures": []}),
}

KEYED = {"open_report_round": Case("officer", "/report-rounds", _ROUND, once="a plan has one report")}

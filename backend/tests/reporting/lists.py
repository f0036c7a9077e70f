"""Which rounds are shown to whom: the ward's people all, a unit's people those that ask it."""

from tests.lists import NONE, List, by_unit, of

_STATES = "asked draft submitted"
_A, _B = of("kp_a", "report_round_", _STATES), of("kp_b", "report_round_", _STATES)
_ROUNDS = by_unit(ward=_A | _B, kp_a=_A, kp_b=_B, school=NONE, culture=NONE)

LISTS: dict[str, List] = {
    "list_report_rounds": List("/report-rounds", _ROUNDS, pages=True),
    "list_report_rounds:open": List("/report-rounds?state=open", _ROUNDS),
}

RECORDS = {
    "read_report_round": "one round; whose answers it shows, in test_rounds.py",
    "read_report_answer": "one unit's answer",
    "read_report_version": "one unit's answer as it was handed in",
}

"""Which rounds are shown to whom: the ward's people all, a unit's people those that ask it."""

from tests.lists import NONE, List, by_unit, of


def _rounds(states: str) -> dict[str, frozenset[str]]:
    a, b = of("kp_a", "report_round_", states), of("kp_b", "report_round_", states)
    return by_unit(ward=a | b, kp_a=a, kp_b=b, school=NONE, culture=NONE)


LISTS: dict[str, List] = {
    "list_report_rounds": List("/report-rounds", _rounds("asked draft submitted locked"), pages=True),
    "list_report_rounds:open": List("/report-rounds?state=open", _rounds("asked draft submitted")),
}

RECORDS = {
    "read_report_round": "one round; whose answers it shows, in test_rounds.py",
    "read_report_answer": "one unit's answer",
    "read_report_version": "one unit's answer as it was handed in",
}

"""Which reports and cases are shown to whom: to the ward's leads and to the officer whose cases they are."""

import httpx

from tests.lists import ACTORS, List, alike
from tests.reading import Planted, Rows

_TEAM = ("lead", "kp_a_protector")
# The school, to whom one case was referred, is told that a second factor is asked for.
_OUTSIDE = tuple(actor for actor in ACTORS if actor not in (*_TEAM, "school"))
OPEN: Rows = frozenset(
    {"case", "case_submitted", "case_approved", "case_reviewed", "case_fresh", "case_caring", "offered_case"}
)


def _on_board(known: Planted, reply: httpx.Response) -> Rows:
    board = reply.json()
    # What is an arrival here is an offer in the other ward, of one id.
    arrivals = {"arrival"} if [one["id"] for one in board["arrivals"]] == [known.id("arrival")] else set()
    return known.named(one["id"] for part in ("reports", "cases") for one in board[part]) | arrivals


def _team(known: Planted, reply: httpx.Response) -> Rows:
    return known.named(one["id"] for part in ("stand_ins", "duty") for one in reply.json()[part])


LISTS: dict[str, List] = {
    "list_incident_cases": List("/incident-cases", alike(OPEN, *_TEAM), unseen=_OUTSIDE, pages=True),
    "list_incident_cases:closed": List(
        "/incident-cases?closed=true", alike(frozenset({"case_closed"}), *_TEAM), unseen=_OUTSIDE
    ),
    "read_incident_board": List(
        "/incident-board", alike(OPEN | {"report_new", "arrival"}, *_TEAM), _on_board, unseen=_OUTSIDE
    ),
    # A stand-in whose days are over isn't shown.
    "read_incident_team": List("/incident-team", alike(frozenset({"duty"}), *_TEAM), _team, unseen=_OUTSIDE),
}

RECORDS = {
    "list_incident_wards": "other wards by their official names",
    "list_incident_people": "people of the ward by name, as every page names them",
    "read_incident_report": "one report",
    "read_incident_report_file": "one file of a report",
    "read_incident_report_document": "one report as a Word file",
    "read_incident_case": "one case",
    "read_incident_file": "one file of a case",
    "read_incident_paper_document": "one paper of a case",
    "read_incident_decision_document": "one decision of a case",
    "read_incident_case_document": "one case as a Word file",
    "read_incident_arrival": "one case that another ward offers",
    "read_incident_statistics": "counts of cases, in test_statistics.py",
    "export_incident_cases": "cases that were let go, in test_export.py",
}

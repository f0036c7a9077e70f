"""Whose notices are shown to whom: one's own alone."""

import httpx

from tests.lists import ACTORS, NONE, List
from tests.reading import Planted, Rows


def told(known: Planted, reply: httpx.Response) -> Rows:
    """To whom the shown notices were told."""
    shown = {one["id"] for one in reply.json()["items"]}
    return frozenset(
        known.names[str(row["person_id"])] for row_id, row in known.rows["notice"].items() if row_id in shown
    )


_TOLD = ("lead", "officer", "culture", "kp_a", "kp_a_member", "kp_a_protector", "kp_b", "school")
LISTS: dict[str, List] = {
    "list_notices": List(
        "/notices?limit=100",
        dict.fromkeys(ACTORS, NONE) | {who: frozenset({f"{who}.person"}) for who in _TOLD},
        told,
        pages=True,
    ),
}

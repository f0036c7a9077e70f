"""What is sent to every context, and to what lies below them."""

from tests import document
from tests.parts import joined
from tests.requests import Case, Free, Request, Right, case

REQUESTS: dict[str, Request] = joined("requests", "REQUESTS")
# A record, and a child of another record of the same unit, person or plan.
ELSEWHERE: dict[str, set[tuple[str, str]]] = joined("requests", "ELSEWHERE")
RIGHT: dict[str, Right] = joined("requests", "RIGHT")


def _of_requests(names: set[str]) -> dict[str, Case]:
    """The right request does for a case too."""
    return {name: case(REQUESTS[name]) for name in names & REQUESTS.keys()}


# Verbs with a version: the matrix's row where nothing stands here.
VERSIONED: dict[str, Case] = _of_requests(document.VERSIONED) | joined("requests", "VERSIONED")
KEYED: dict[str, Case] = (
    {"begin_upload": Case("kp_a", "/uploads", {"name": "a.jpg", "size": 10})}
    | _of_requests(document.KEYED)
    | joined("requests", "KEYED")
)
FREE: dict[str, Free] = {
    "send_upload_part": Free(
        "names the byte where it begins, under a lock",
        Case("kp_a", "/uploads/{kp_a.upload}?offset=0", content=b"0123456789"),
    )
} | joined("requests", "FREE")

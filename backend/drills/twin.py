"""Two worlds, with cases and without: what each outsider may read is the same in both, byte for byte, and so are the
refusals of what they try to change.
"""

from drills.frame import Drill
from drills.suite import part


def run(drill: Drill) -> None:
    ran = part(drill, "tests/guards/test_twin.py")
    drill.note(
        "readings_that_differ", limit=0, passed=ran.green and ran.counts["readings"] > 0,
        readings=ran.counts["readings"], refused_changes=ran.counts["changes"], wrong=ran.wrong[:10],
    )  # fmt: skip

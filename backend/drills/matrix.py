"""Every operation of the API by every caller on every relation to its record, as the matrix of rights has it: no answer
that it doesn't expect. A route without a row in the matrix fails.
"""

from drills.frame import Drill
from drills.suite import part


def run(drill: Drill) -> None:
    from tests.guards.matrix import MATRIX

    ran = part(drill, "tests/guards/test_access.py")
    drill.note(
        "answers_that_the_matrix_does_not_expect", limit=0, passed=ran.green and ran.counts["cells"] > 0,
        operations=len(MATRIX), cells=ran.counts["cells"], leaks=len(ran.wrong), wrong=ran.wrong[:10],
    )  # fmt: skip

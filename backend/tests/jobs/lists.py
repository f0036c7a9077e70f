"""Whose jobs are shown to whom: one's own alone."""

from tests.lists import ACTORS, NONE, List, of

LISTS: dict[str, List] = {
    "list_jobs": List(
        "/jobs",
        dict.fromkeys(ACTORS, NONE) | {"kp_a": of("kp_a", "", "job"), "kp_b": of("kp_b", "", "job")},
    ),
}
RECORDS = {"read_job": "one of one's own jobs", "read_job_file": "the file of one"}

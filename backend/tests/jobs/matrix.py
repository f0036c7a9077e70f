"""Who may ask about jobs: everybody about their own."""

from tests.matrix import ACTORS, Row

ROWS: dict[str, Row] = {
    "list_jobs": Row(ACTORS, "/jobs", scope="self"),
    "read_job": Row(("kp_a",), "/jobs/{kp_a.job}", scope="owner"),
    "read_job_file": Row(("kp_a",), "/jobs/{kp_a.job}/file", scope="owner"),
}

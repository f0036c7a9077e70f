"""The queue between requests and workers: procrastinate's tables in a schema of their own.

A job is put into it by the transaction that writes its row: neither is there without the other. Its arguments are the
ward and the id, nothing else: the queue knows no row-level security.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate import App, PsycopgConnector
from sqlalchemy import text
from sqlalchemy.engine import make_url

from vitreem.kernel.request.context import Ctx

SCHEMA = "procrastinate"
QUEUE = "jobs"
RUN, FORGET, SWEEP = "run", "forget", "sweep"
# One to listen on is apart from these.
_CONNECTIONS = 2

_DEFER = text(
    "SELECT procrastinate.procrastinate_defer_jobs_v1(ARRAY[ROW(CAST(:queue AS varchar), CAST(:task AS varchar), 0,"
    " CAST(:lock AS text), NULL, jsonb_build_object('ward_id', CAST(:ward_id AS int), 'job_id', CAST(:job_id AS text)),"
    " CAST(:at AS timestamptz))::procrastinate.procrastinate_job_to_defer_v1])"
)


def new_queue(database_url: str) -> App:
    """The queue on the database of `database_url`, for a worker; tasks are to be added."""
    conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    options = f"-c search_path={SCHEMA} -c statement_timeout=20000 -c idle_in_transaction_session_timeout=60000"
    connector = PsycopgConnector(
        conninfo=conninfo,
        min_size=1,
        max_size=_CONNECTIONS,
        kwargs={"options": options, "application_name": "vitreem-jobs", "connect_timeout": 4},
    )
    return App(connector=connector)


async def defer(ctx: Ctx, job_id: UUID) -> None:
    """Put the job into the queue, in this transaction. A ward's jobs run one after the other: none takes two places."""
    await _defer(ctx, RUN, job_id, lock=f"ward:{ctx.ward_id}")


async def defer_forgetting(ctx: Ctx, job_id: UUID, at: datetime) -> None:
    """What the job brought is to be forgotten from then on."""
    await _defer(ctx, FORGET, job_id, at=at)


async def _defer(ctx: Ctx, task: str, job_id: UUID, *, lock: str | None = None, at: datetime | None = None) -> None:
    values: dict[str, Any] = {
        "queue": QUEUE, "task": task, "lock": lock, "ward_id": ctx.ward_id, "job_id": str(job_id), "at": at,
    }  # fmt: skip
    await ctx.db.execute(_DEFER, values)

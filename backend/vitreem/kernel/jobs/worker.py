"""What takes jobs from the queue: within the server, or as `vitreem work` on a machine of its own.

Two at a time, of two wards. Its connections are its own, so that no request waits for one; what needs the processor for
long goes to the worker processes. A worker that dies leaves its job behind; the next look gives it back to the queue.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from procrastinate import App, RetryStrategy

from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, refuse_unsafe_role
from vitreem.kernel.db.transaction import Database
from vitreem.kernel.files.store import FileStore
from vitreem.kernel.jobs import queue, running, sweeps
from vitreem.kernel.request.workers import Workers
from vitreem.settings import Settings

log: Any = structlog.get_logger("jobs")

AT_ONCE = 2
# Each job has a transaction of its work and one of its figures.
POOL = 2 * AT_ONCE
HEARTBEAT_SECONDS, STALLED_SECONDS, LOOK_SECONDS = 5.0, 20.0, 5.0
# Longer than an attempt may last: its end was not written down, the database being away in that moment.
LOST_SECONDS = int(running.MOST_SECONDS) + 60
# A ward's next job is found by looking: nothing tells that the one before it ended.
_POLL_SECONDS = 1.0
_AGAIN_SECONDS = 5
GRACE_SECONDS = 6.0
SWEEP_EVERY = "*/5 * * * *"
_RESTART_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class WorkState:
    """What transactions and work of jobs need, as the application's `state` has it for requests."""

    settings: Settings
    clock: Clock
    database: Database
    files: FileStore
    workers: Workers
    field_key: str | None


def _with_tasks(app: App, state: WorkState) -> App:
    # Without end: what ends a job is told in its row, by `running`.
    retry = RetryStrategy(wait=_AGAIN_SECONDS)

    @app.task(name=queue.RUN, queue=queue.QUEUE, retry=retry)
    async def run(ward_id: int, job_id: str) -> None:
        await running.run(state, ward_id, UUID(job_id))

    @app.task(name=queue.FORGET, queue=queue.QUEUE, retry=retry)
    async def forget(ward_id: int, job_id: str) -> None:
        await running.forget(state, ward_id, UUID(job_id))

    # However many workers there are, the queue gets one at a time; one that was missed is not made up for.
    @app.periodic(cron=SWEEP_EVERY)
    @app.task(name=queue.SWEEP, queue=queue.QUEUE, queueing_lock=queue.SWEEP, lock=queue.SWEEP)
    async def sweep(timestamp: int) -> None:
        await sweeps.sweep_all(state)

    return app


async def work(database_url: str, state: WorkState) -> None:
    """Take jobs until this is cancelled; a database that goes away is waited for. Jobs under way have some seconds to
    end then; what didn't is taken again."""
    # Its lines name jobs by their call; ours are JSON.
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    while True:
        try:
            await _work(_with_tasks(queue.new_queue(database_url), state))
        except Exception as error:
            log.error("jobs_stopped", kind=type(error).__name__)
        await asyncio.sleep(_RESTART_SECONDS)


async def _work(app: App) -> None:
    async with app.open_async():
        looking = asyncio.create_task(_give_back(app))
        try:
            await app.run_worker_async(
                queues=[queue.QUEUE],
                concurrency=AT_ONCE,
                delete_jobs="always",  # the row of the job says how it ended
                install_signal_handlers=False,
                fetch_job_polling_interval=_POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
            )
        finally:
            looking.cancel()
            await asyncio.wait([looking])


async def _give_back(app: App) -> None:
    """Jobs of workers that are silent go back into the queue."""
    while True:
        try:
            silent = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
            for job in (*silent, *await app.job_manager.get_stalled_jobs(nb_seconds=LOST_SECONDS)):
                log.warning("job_given_back", job=job.id, attempts=job.attempts)
                await app.job_manager.retry_job(job)
            await app.job_manager.prune_stalled_workers(STALLED_SECONDS)
        except Exception as error:
            # Two look at once and one was quicker, or the database is away.
            log.warning("jobs_not_given_back", kind=type(error).__name__)
        await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def working(database_url: str, state: Any) -> AsyncIterator[None]:
    """Jobs are done while this is entered, with files, workers and clock of `state`. Raises `UnsafeRole`."""
    engine = make_engine(database_url, pool_size=POOL)
    try:
        await refuse_unsafe_role(engine)
        own = WorkState(state.settings, state.clock, Database(engine), state.files, state.workers, state.field_key)
        task = asyncio.create_task(work(database_url, own), name="jobs")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
    finally:
        await engine.dispose()

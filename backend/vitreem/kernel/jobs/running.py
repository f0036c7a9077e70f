"""One job from its place in the queue to its end, once, with the present rights of who asked.

Each worker that takes a job raises its `attempt`; what it did is kept only if the attempt is still its own at the end.
So a job that was taken again while its first worker was thought dead has its effect once, whichever comes first.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update

from vitreem.kernel.files.keep import Kept
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.problems import NotAllowed, Problem
from vitreem.kernel.jobs import kinds, queue
from vitreem.kernel.jobs.kinds import JobKind
from vitreem.kernel.jobs.models import OPEN_STATES, Job, JobState
from vitreem.kernel.jobs.nobody import of_ward
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.transactions import opened

log: Any = structlog.get_logger("jobs")

# A job that ended its worker this often ends the next one too.
MOST_ATTEMPTS = 5
# Of one attempt.
MOST_SECONDS = 600.0
REPORT_SECONDS = 0.5
KEPT = timedelta(days=1)
# Of the row with its figures, which names nobody.
ROW_KEPT = timedelta(days=90)
OPEN_JOB = (
    "SELECT session_id, account_id, actor_name, ward_id, person_id, roles, unit_ids, lead_unit_ids,"
    " must_change_password, due_day_counts FROM app.open_job($1, $2)"
)


class RightsWithdrawn(Problem):
    """Who asked for the job may no longer do what it does."""

    status = 403
    code = "rights_withdrawn"
    title = "Không còn quyền"
    detail = "Người yêu cầu không còn quyền làm việc này nên việc đã dừng. Chưa có gì được ghi."


class JobFailed(Problem):
    """A fault of ours, or of the machine."""

    status = 500
    code = "job_failed"
    title = "Không làm được"
    detail = "Máy chủ không làm xong việc này sau nhiều lần thử. Chưa có gì được ghi; hãy báo quản trị hệ thống."


class Overtaken(Exception):
    """The job ended, or another worker has it now: nothing of this attempt is kept."""


@dataclass(slots=True)
class Progress:
    """How far a job is: what is being done, in a word of its kind, and of how many parts."""

    step: str = ""
    done: int = 0
    total: int | None = None

    def begin(self, step: str, total: int | None = None) -> None:
        self.step, self.done, self.total = step, 0, total


class _Asker:
    """The gate of a job's transactions: the kind's permission, asked anew each time."""

    signed_in = True

    def __init__(self, kind: JobKind) -> None:
        self._kind = kind

    def require(self, ctx: Ctx) -> None:
        if not ctx.may(self._kind.permission):
            raise NotAllowed(permission=self._kind.permission)


@dataclass(slots=True)
class Run:
    """What the work of a kind is handed: its arguments, its file, transactions of the asker, and how to end."""

    state: Any
    kind: JobKind
    ward_id: int
    job_id: UUID
    attempt: int
    arguments: dict[str, Any]
    request_id: str
    input_key: tuple[str, int] | None
    progress: Progress = field(default_factory=Progress)

    def opens(self) -> AbstractAsyncContextManager[Ctx]:
        """A transaction as the asker, as they are now. Raises `RightsWithdrawn`."""
        return _as_asker(self)

    async def input(self) -> bytes:
        """The file that the job was asked for with. Raises `FileGone`."""
        if self.input_key is None:
            raise FileGone()
        return await self.state.files.read_whole(*self.input_key)

    async def end(self, ctx: Ctx, result: dict[str, Any], file: Kept | None = None) -> None:
        """The job is done when this transaction commits, with its effect. Raises `Overtaken`, and then nothing of the
        transaction is kept."""
        file_id = (await file.row(ctx)).id if file else None
        await ctx.db.flush()
        await _end(ctx, self, state=JobState.DONE, result=result, result_file_id=file_id)


@asynccontextmanager
async def _as_asker(run: Run) -> AsyncIterator[Ctx]:
    opening = (OPEN_JOB, (run.ward_id, run.job_id))
    try:
        async with opened(run.state, opening, _Asker(run.kind), request_id=run.request_id) as ctx:
            yield ctx
    except (SignInRequired, NotAllowed):
        raise RightsWithdrawn() from None


async def run(state: Any, ward_id: int, job_id: UUID) -> None:
    """Do the job, unless it has ended. `state` holds database, files, workers, clock, settings.

    What a person can act on ends it; what may pass by (the database is away, the machine is full) is raised, and the
    queue brings the job again.
    """
    begun = await _begin(state, ward_id, job_id)
    if begun is None:
        return
    try:
        if begun.attempt > MOST_ATTEMPTS:
            raise JobFailed()
        async with asyncio.timeout(MOST_SECONDS), _reported(begun):
            await begun.kind.work(begun)
    except Overtaken:
        log.warning("job_overtaken", ward_id=ward_id, job_id=str(job_id), attempt=begun.attempt)
    except Problem as problem:
        if "Retry-After" in problem.headers and begun.attempt < MOST_ATTEMPTS:
            raise
        await _fail(begun, problem)
    except Exception as error:
        if begun.attempt < MOST_ATTEMPTS:
            raise
        log.error("job_failed", ward_id=ward_id, job_id=str(job_id), kind=type(error).__name__)
        await _fail(begun, JobFailed())


async def _begin(state: Any, ward_id: int, job_id: UUID) -> Run | None:
    """Take the job: from now on it is this worker's. None for one that has ended."""
    async with of_ward(state, ward_id) as ctx:
        job = await ctx.db.get(Job, (ward_id, job_id), with_for_update=True)
        if job is None or job.state not in OPEN_STATES:
            return None
        job.state, job.attempt = JobState.RUNNING, job.attempt + 1
        job.started_at = job.started_at or ctx.clock.now()
        job.step, job.done, job.total = "", 0, None
        file = await ctx.db.get(StoredFile, (ward_id, job.input_file_id)) if job.input_file_id else None
        kind = kinds.find(job.kind)
        begun = Run(
            state, kind or JobKind(job.kind, "", _unknown), ward_id, job_id, job.attempt, job.arguments,
            job.request_id, (file.storage_key, file.size) if file else None,
        )  # fmt: skip
    return begun


async def _unknown(run: Run) -> None:
    raise JobFailed()


async def _fail(run: Run, problem: Problem) -> None:
    try:
        async with of_ward(run.state, run.ward_id) as ctx:
            told = {"problem_code": problem.code, "problem_detail": problem.detail}
            await _end(ctx, run, state=JobState.FAILED, **told)
    except Overtaken:
        log.warning("job_overtaken", ward_id=run.ward_id, job_id=str(run.job_id), attempt=run.attempt)


async def _end(ctx: Ctx, run: Run, **values: Any) -> None:
    """Set the end in the row if it is still this attempt's, and let go of what was sent for it."""
    values |= {"step": run.progress.step, "done": run.progress.done, "total": run.progress.total}
    ended = await ctx.db.execute(
        update(Job)
        .where(
            Job.ward_id == run.ward_id, Job.id == run.job_id,
            Job.state == JobState.RUNNING, Job.attempt == run.attempt,
        )
        .values(ended_at=run.state.clock.now(), **values)  # the transaction's own moment is that of its beginning
    )  # fmt: skip
    if ended.rowcount != 1:
        raise Overtaken()
    job = await ctx.db.get_one(Job, (run.ward_id, run.job_id), populate_existing=True)
    await _remove(ctx, job, "input_file_id")
    await queue.defer_forgetting(ctx, job.id, ctx.clock.now() + KEPT)


async def forget(state: Any, ward_id: int, job_id: UUID) -> None:
    """A day after it ended nobody needs the file of its result, nor what it was asked for with; long after, its row."""
    async with of_ward(state, ward_id) as ctx:
        job = await ctx.db.get(Job, (ward_id, job_id), with_for_update=True)
        if job is None or job.ended_at is None:
            return
        await _remove(ctx, job, "result_file_id")
        job.arguments = {}
        until = job.ended_at + ROW_KEPT
        if ctx.clock.now() < until:
            await queue.defer_forgetting(ctx, job.id, until)
        else:
            await ctx.db.delete(job)


async def _remove(ctx: Ctx, job: Job, column: str) -> None:
    """A file of the job: its row now, its bytes after the commit."""
    file_id = getattr(job, column)
    if file_id is None:
        return
    setattr(job, column, None)
    await ctx.db.flush()
    file = await ctx.db.get_one(StoredFile, (job.ward_id, file_id))
    await ctx.db.delete(file)
    await ctx.db.flush()
    ctx.after.append(partial(ctx.state.files.delete, file.storage_key))


@asynccontextmanager
async def _reported(run: Run) -> AsyncIterator[None]:
    """Meanwhile the progress is written down in short transactions of their own: that of the effect shows nothing
    before it ends. Begun here, where none is open."""
    reporting = asyncio.create_task(_report(run))
    try:
        yield
    finally:
        reporting.cancel()
        await asyncio.wait([reporting])


async def _report(run: Run) -> None:
    told = Progress()
    while True:
        await asyncio.sleep(REPORT_SECONDS)
        now = Progress(run.progress.step, run.progress.done, run.progress.total)
        if now == told:
            continue
        try:
            async with of_ward(run.state, run.ward_id) as ctx:
                await ctx.db.execute(
                    update(Job)
                    .where(
                        Job.ward_id == run.ward_id, Job.id == run.job_id,
                        Job.state == JobState.RUNNING, Job.attempt == run.attempt,
                    )
                    .values(step=now.step, done=now.done, total=now.total)
                )  # fmt: skip
            told = now
        except Exception as error:
            # Only the figures are behind; the next report has them.
            log.warning("job_not_reported", kind=type(error).__name__)

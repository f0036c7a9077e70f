"""Asking for a job: its row, its place in the queue, and the file it works on, in one transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vitreem.kernel.files.keep import Kept
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.ids import new_id
from vitreem.kernel.jobs import queue
from vitreem.kernel.jobs.kinds import JobKind
from vitreem.kernel.jobs.models import OPEN_STATES, Job, JobState
from vitreem.kernel.request.context import Ctx

# Jobs of a ward that wait or run, and of one person.
MOST_OPEN, MOST_OF_ONE = 20, 8
_LOCK = 5_170_227


class TooManyJobs(Problem):
    """The ward's queue is full."""

    status = 503
    code = "too_many_jobs"
    title = "Nhiều việc đang chờ"
    detail = "Phường, xã đang có quá nhiều việc chờ chạy. Chưa có gì bị mất; hãy thử lại khi các việc đó xong."
    headers = {"Retry-After": "30"}  # noqa: RUF012


async def ask(ctx: Ctx, kind: JobKind, arguments: dict[str, Any], file: Kept | None = None) -> UUID:
    """A job of the caller, with what it shall do and the `file` it works on. Raises `TooManyJobs`."""
    assert ctx.may(kind.permission), kind
    assert ctx.account_id is not None
    assert ctx.person_id is not None
    # Counted one after the other, or eight at once would each find the last place free.
    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))
    own: Any = Job.account_id == ctx.account_id
    waiting = select(func.count(), func.count().filter(own)).where(
        Job.ward_id == ctx.ward_id, Job.state.in_(OPEN_STATES)
    )
    of_ward, of_one = (await ctx.db.execute(waiting)).one()
    if of_one >= MOST_OF_ONE:
        raise TooManyJobs(f"Bạn có {of_one} việc đang chờ chạy. Chưa có gì bị mất; hãy thử lại khi các việc đó xong.")
    if of_ward >= MOST_OPEN:
        raise TooManyJobs()
    job = Job(
        ward_id=ctx.ward_id, id=new_id(), kind=kind.name, account_id=ctx.account_id, person_id=ctx.person_id,
        session_id=ctx.session_id, request_id=ctx.request_id, arguments=arguments, state=JobState.WAITING,
        input_file_id=(await file.row(ctx)).id if file else None, asked_at=ctx.clock.now(),
    )  # fmt: skip
    ctx.db.add(job)
    await ctx.db.flush()
    await queue.defer(ctx, job.id)
    return job.id

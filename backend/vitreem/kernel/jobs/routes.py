"""One's own jobs: how far they are, how they ended, and the file of a result."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field
from sqlalchemy import select

from vitreem.kernel.files.downloads import file_response
from vitreem.kernel.files.store import FileGone, StoredFile
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, problems
from vitreem.kernel.jobs import kinds
from vitreem.kernel.jobs.models import Job, JobState
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.kernel.request.routing import api_router

router = api_router("Việc đang chạy")

Own = Annotated[Ctx, allow("account:self")]
OpenOwn = Annotated[Opening, opens("account:self")]
LATEST = 20


class JobRead(BaseModel):
    """A job as its asker sees it. `done` of `total` parts, once it is known how many there are."""

    id: UUID
    kind: str
    state: JobState
    step: str = Field(description="What is being done, in a word of the kind: reading, checking, writing …")
    done: int
    total: int | None
    result: dict[str, int] = Field(description="What came of it, in figures.")
    problem_code: str = Field(description="Of a failed job; stable.")
    problem_detail: str = Field(description="A Vietnamese sentence for who asked.")
    has_file: bool = Field(description="A file waits to be fetched, for a day.")
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def job_read(job: Job) -> JobRead:
    return JobRead.model_validate(job.model_dump() | {"has_file": job.result_file_id is not None})


async def own_job(ctx: Ctx, job_id: UUID) -> Job:
    """A job that the caller asked for; anybody else's is not found."""
    statement = select(Job).where(Job.ward_id == ctx.ward_id, Job.id == job_id, Job.account_id == ctx.account_id)
    found = (await ctx.db.execute(statement)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


@router.get("/jobs", responses=problems(SignInRequired))
async def list_jobs(ctx: Own) -> Page[JobRead]:
    """The caller's latest jobs in this ward, the newest first."""
    statement = (
        select(Job)
        .where(Job.ward_id == ctx.ward_id, Job.account_id == ctx.account_id)
        .order_by(Job.id.desc())
        .limit(LATEST)
    )
    return Page(items=[job_read(one) for one in (await ctx.db.execute(statement)).scalars()])


@router.get("/jobs/{job_id}", responses=problems(SignInRequired, NotFound))
async def read_job(job_id: UUID, ctx: Own) -> JobRead:
    """One of the caller's jobs. While it waits or runs, ask again after a second or two."""
    return job_read(await own_job(ctx, job_id))


@router.get(
    "/jobs/{job_id}/file", response_class=Response, responses=problems(SignInRequired, NotAllowed, NotFound, FileGone)
)
async def read_job_file(job_id: UUID, opens: OpenOwn) -> Response:
    """The file that a job made, for a day after it was done."""
    async with opens() as ctx:
        job = await own_job(ctx, job_id)
        kind = kinds.find(job.kind)
        if job.result_file_id is None or kind is None:
            raise NotFound()
        # Who may no longer read what it holds, may no longer fetch it.
        if not ctx.may(kind.permission):
            raise NotAllowed(permission=kind.permission)
        file = await ctx.db.get_one(StoredFile, (ctx.ward_id, job.result_file_id))
    response = await file_response(ctx.state.files, file, thumbnail=False)
    response.headers["Cache-Control"] = "no-store"
    return response

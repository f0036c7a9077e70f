"""Files that are made of what a ward has: while somebody waits if they are short, as a job if they are long (ADR 17).

A transaction gathers what the file shall say, a worker process makes it, and no connection is held meanwhile.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel

from vitreem.kernel.files.keep import laid_by
from vitreem.kernel.files.names import disposition
from vitreem.kernel.http.problems import Problem, StorageFull
from vitreem.kernel.jobs.asking import TooManyJobs, ask
from vitreem.kernel.jobs.kinds import JobKind, register
from vitreem.kernel.jobs.routes import JobRead, job_read, own_job
from vitreem.kernel.jobs.running import Progress, Run
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import Opening
from vitreem.kernel.request.idempotency import Once
from vitreem.kernel.request.lanes import TooMuchWork

Asked = TypeVar("Asked", bound=BaseModel)
# Rows of a file that somebody waits for.
AT_ONCE = 500


class MadeAsJob(Problem):
    """Asked for while somebody waits, and longer than `most` rows: `POST` to the same address makes it as a job."""

    status = 409
    code = "made_as_job"
    title = "Tệp dài, cần lập ở chế độ chạy nền"
    detail = "Tệp này dài nên được lập thành một việc chạy nền; làm xong có thể tải về trong một ngày."


# What is refused to who waits, and to who asks for a job.
OF_WAITING, OF_JOB = (MadeAsJob, TooMuchWork), (TooManyJobs, StorageFull)


@dataclass(frozen=True, slots=True)
class Making:
    """What is left to do without a transaction: `make` goes to a worker process, so it can be pickled.

    `rows` are the figure that the job tells; `told` writes into the trail what went out.
    """

    make: Callable[[], bytes]
    rows: int
    name: str
    media_type: str
    told: Callable[[Ctx], Awaitable[None]]


class Gather(Protocol):
    """Collects what the file shall say, in a transaction of its asker. `brief`: somebody waits; what is longer than
    `AT_ONCE` rows is refused (`require_brief`)."""

    async def __call__(self, ctx: Ctx, asked: Any, progress: Progress, *, brief: bool) -> Making: ...


@dataclass(frozen=True, slots=True)
class MadeFile(Generic[Asked]):
    """A file that may be asked for both ways; `asked` says of what it is made."""

    kind: JobKind
    gather: Gather

    async def at_once(self, opens: Opening, asked: Asked) -> Response:
        """The file itself. Raises `OF_WAITING`, and what `gather` refuses."""
        async with opens() as ctx:
            making = await self.gather(ctx, asked, Progress(), brief=True)
            await making.told(ctx)
            lane = ctx.ward_id
        data = await opens.state.workers.run(lane, making.make)
        headers = {"Content-Disposition": disposition("attachment", making.name)}
        return Response(data, media_type=making.media_type, headers=headers)

    async def as_job(self, ctx: Ctx, key: Once, asked: Asked) -> JobRead:
        """The job that makes it. Raises `TooManyJobs`."""

        async def effect() -> UUID:
            return await ask(ctx, self.kind, asked.model_dump(mode="json"))

        return job_read(await own_job(ctx, await key.run(ctx, effect)))


def made_file(name: str, permission: str, asked: type[Asked], gather: Gather) -> MadeFile[Asked]:
    """A kind of file, with the job that makes it: `name` is the job's, `permission` what its asker must hold."""

    async def work(run: Run) -> None:
        run.progress.begin("gathering")
        async with run.opens() as ctx:
            making = await gather(ctx, asked.model_validate(run.arguments), run.progress, brief=False)
        run.progress.begin("making", making.rows)
        data = await run.state.workers.run(run.ward_id, making.make)
        async with laid_by(run.state, run.ward_id, data, making.name, making.media_type) as file, run.opens() as ctx:
            await making.told(ctx)
            run.progress.done = making.rows
            await run.end(ctx, {"rows": making.rows}, file)

    return MadeFile(register(JobKind(name, permission, work)), gather)


def require_brief(rows: int, *, brief: bool) -> None:
    """Raises `MadeAsJob` where somebody waits for more rows than they would."""
    if brief and rows > AT_ONCE:
        raise MadeAsJob(most=AT_ONCE)

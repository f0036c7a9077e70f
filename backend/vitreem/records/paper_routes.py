"""Routes of a record's signed papers: the number is typed in after signature, the signed scan is kept beside."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field, StringConstraints

from vitreem.kernel.http.fields import ONE_LINE
from vitreem.kernel.http.problems import NotFound, problems
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, SEEN, OnceKey
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.routing import api_router
from vitreem.records import papers
from vitreem.records.files import RecordFile
from vitreem.records.papers import Numbering, Series
from vitreem.records.routes import Reply, Seen
from vitreem.records.wire import SignedNumber, Title

router = api_router("Văn bản")


class PaperCreate(SignedNumber):
    """What stands on the signed paper. `record_file_id` is its scan among the record's files."""

    title: Title
    agency: Annotated[str, StringConstraints(min_length=2, max_length=40), ONE_LINE] = "UBND"
    record_file_id: UUID | None = None


class PaperRead(BaseModel):
    """A numbered paper of a record."""

    id: UUID
    line: str = Field(description="Số: 05/TB-UBND")
    title: str
    signed_on: date
    replaces_id: UUID | None
    replaced: bool
    record_file_id: UUID | None
    author_name: str


class NextNumber(BaseModel):
    """The number after the highest: a hint, since papers are numbered outside the product too."""

    number: int


async def papers_of(ctx: Ctx, record_id: UUID) -> list[PaperRead]:
    """The record's papers, oldest first; the caller has been shown the record."""
    found = await papers.papers_of(ctx, record_id)
    replaced = {one.replaces_id for one in found}
    return [
        PaperRead(
            id=one.id, line=one.line, title=one.title, signed_on=one.signed_on, replaces_id=one.replaces_id,
            replaced=one.id in replaced, record_file_id=one.record_file_id, author_name=one.author_name,
        )
        for one in found
    ]  # fmt: skip


@router.get("/papers/next-number", responses=problems(*DENIED))
async def read_next_paper_number(
    ctx: Annotated[Ctx, allow("paper:number")],
    year: Annotated[int, Query(ge=2000, le=2199)],
    agency: Annotated[str, Query(min_length=2, max_length=40)] = "UBND",
) -> NextNumber:
    """What the next paper of the agency would be numbered in the year."""
    return NextNumber(number=await papers.next_number(ctx, year, agency))


def paper_routes(
    router: APIRouter, path: str, resource: str, kind: str, seen: Seen, may: Callable[[Ctx, Any], object],
    reply: Reply, shown: type[BaseModel],
) -> None:  # fmt: skip
    """Number a record's signed paper. `path` ends in the record's parameter; `may` raises what forbids it."""
    record_id_of: Any = Path(alias=path.rpartition("{")[2].rstrip("}"))
    may_write: Any = allow("paper:number")

    @router.post(
        f"{path}/papers", name=f"number_{resource}_paper", status_code=201, response_model=shown,
        responses=problems(*SEEN, *KEYED, *papers.REFUSALS),
    )  # fmt: skip
    async def number_paper(
        body: PaperCreate, key: OnceKey, response: Response, record_id: UUID = record_id_of, ctx: Ctx = may_write
    ) -> Any:
        """Keep the number of a paper that was signed; a wrong paper stays, and another one replaces it."""
        record = await seen(ctx, record_id)
        may(ctx, record)

        async def effect() -> UUID:
            if body.record_file_id is not None:
                file = await ctx.db.get(RecordFile, (ctx.ward_id, body.record_file_id))
                if file is None or file.record_id != record.id or file.removed_at is not None:
                    raise NotFound()
            await papers.require_of_record(ctx, record.id, body.replaces_id)
            typed = Numbering(
                body.number, body.suffix, body.signed_on, body.agency, Series.ORDINARY, body.replaces_id,
                body.record_file_id,
            )  # fmt: skip
            return (await papers.number_paper(ctx, kind, record.id, body.title, typed)).id

        await key.run(ctx, effect)
        return await reply(ctx, record, response)

"""A paper of the day as Word or PDF, and what it is asked with."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from vitreem.giving import papers, queries, rules
from vitreem.giving.papers import PaperGroup
from vitreem.giving.rules import GiftPaperKind, GivingAudit
from vitreem.kernel.documents.bounds import table_rows
from vitreem.kernel.documents.replies import DocumentFormat, rendering
from vitreem.kernel.files.names import own_name
from vitreem.kernel.jobs.made_files import Making, made_file, require_brief
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx


class PaperQuery(BaseModel):
    """Which paper of a round, of which of its lines."""

    model_config = ConfigDict(extra="forbid")

    kind: GiftPaperKind
    format: DocumentFormat = Field(DocumentFormat.DOCX, description="Word or PDF.")
    group: PaperGroup = Field(PaperGroup.UNIT, description="By what the list is parted.")
    of_unit_id: UUID | None = Field(None, description="Lines of one unit or khu phố alone.")
    instalment: int = Field(1, ge=1, le=60)


class PaperOf(PaperQuery):
    """The same of one round."""

    round_id: UUID


async def _gather(ctx: Ctx, asked: PaperOf, progress: Progress, *, brief: bool) -> Making:
    round_ = await queries.seen(ctx, asked.round_id)
    document = await papers.paper(ctx, round_, asked.kind, asked.group, asked.of_unit_id, asked.instalment)

    async def tell(ctx: Ctx) -> None:
        await ctx.record_viewed(GivingAudit.PAPER_MADE, rules.KIND, round_.id, name=round_.title, paper=asked.kind)

    rows = table_rows(document)
    require_brief(rows, brief=brief)
    make, media_type = rendering(document, asked.format)
    return Making(make, rows, own_name(document.name, asked.format), media_type, tell)


PAPER = made_file("gift_document", "gift_round:read", PaperOf, _gather)

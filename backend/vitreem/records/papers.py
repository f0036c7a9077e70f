"""Numbers of papers: typed in after signature, one series per agency and year for all of them (NĐ 30/2020, Điều 15).

Papers are numbered outside the product too, so that a number is said by a person and never drawn here. One that is
wrong stays, and another paper replaces it (Điều 18 khoản 3).
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field

from vitreem.kernel.db.tables import TenantRow, instant, tenant_fk
from vitreem.kernel.documents.wording import number_line, padded_number
from vitreem.kernel.http.problems import Invalid, Problem
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import AuditKind
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key

KIND = "paper_number"


class PaperAudit(AuditKind):
    NUMBERED = "paper.numbered"


class Series(StrEnum):
    """Secret papers have a series of their own (NĐ 30/2020, Điều 15)."""

    ORDINARY = "ordinary"
    SECRET = "secret"  # noqa: S105  no password


class PaperNumber(TenantRow, table=True):
    """A number that a signed paper of a record has. `suffix` is what follows the "/": `KH-UBND`.

    `agency` names the series' owner ("UBND", "HĐND"); `replaces_id` is the paper that this one puts right.
    """

    __tablename__ = "paper_number"
    __table_args__ = (
        UniqueConstraint("ward_id", "series", "agency", "year", "number"),
        UniqueConstraint("ward_id", "replaces_id"),
        tenant_fk("replaces_id", "paper_number"),
        tenant_fk("record_file_id", "record_file"),
        CheckConstraint("number > 0", name="number_from_one"),
        Index(None, "ward_id", "record_id"),
    )

    series: str
    agency: str
    year: int
    number: int
    suffix: str
    record_kind: str
    record_id: UUID
    title: str
    signed_on: date
    replaces_id: UUID | None = None
    record_file_id: UUID | None = Field(None, description="The signed scan among the record's files.")
    author_name: str = ""
    author_id: UUID | None = Field(None, description="Account.")
    created_at: datetime = instant(nullable=False)

    @property
    def line(self) -> str:
        """`Số: 05/KH-UBND`."""
        return number_line(self.number, self.suffix)


class PaperNumberTaken(Problem):
    """`next` is the number after the highest. Of the secret series it isn't told: nobody sees all of it."""

    status = 409
    code = "paper_number_taken"
    title = "Số văn bản đã dùng"
    detail = "Số này đã dùng cho một văn bản khác trong năm. Hãy kiểm tra lại sổ văn bản đi."


class NotSignedYet(Invalid):
    code = "not_signed_yet"
    title = "Chưa đến ngày ký"
    detail = "Văn bản được cấp số sau khi ký: ngày ký không được sau hôm nay."


class SignedTooEarly(Invalid):
    """`from_on` is the first day on which it can have been signed."""

    code = "signed_too_early"
    title = "Ngày ký chưa đúng"
    detail = "Văn bản không thể được ký trước khi có việc mà nó quyết định."


class PaperNumberedAlready(Problem):
    """`number_id` is the number that the paper has: a right one names it as what it replaces."""

    status = 409
    code = "paper_numbered_already"
    title = "Văn bản đã có số"
    detail = "Văn bản này đã có số. Nếu số đó sai, hãy ghi số đúng thay cho số đó."


class UnknownPaper(Invalid):
    code = "unknown_paper"
    title = "Không có văn bản bị thay thế"
    detail = "Không tìm thấy văn bản bị thay thế trong cùng sổ của phường, xã."


class PaperReplacedAlready(Problem):
    status = 409
    code = "paper_replaced_already"
    title = "Văn bản đã được thay thế"
    detail = "Văn bản này đã có văn bản khác thay thế. Hãy thay thế văn bản mới nhất."


REFUSALS = (PaperNumberTaken, PaperNumberedAlready, NotSignedYet, UnknownPaper, PaperReplacedAlready)
_LOCK = 5_170_230  # with the ward's number: its papers are numbered one after the other


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a person types from the signed paper; the year is that of `signed_on`. `from_on`: it can't have been signed
    before."""

    number: int
    suffix: str
    signed_on: date
    agency: str = "UBND"
    series: Series = Series.ORDINARY
    replaces_id: UUID | None = None
    record_file_id: UUID | None = None
    from_on: date | None = None


async def number_paper(ctx: Ctx, record_kind: str, record_id: UUID, title: str, typed: Numbering) -> PaperNumber:
    """Keep the number of a record's signed paper. The caller's verb has checked who may.

    A paper, which its title tells among those of the record, has one number. Raises `PaperNumberTaken` (of two people
    at once, one), `PaperNumberedAlready`, `NotSignedYet`, `SignedTooEarly`, `UnknownPaper`, `PaperReplacedAlready`.
    """
    if typed.signed_on > ctx.clock.today():
        raise NotSignedYet(field="signed_on")
    if typed.from_on is not None and typed.signed_on < typed.from_on:
        raise SignedTooEarly(field="signed_on", from_on=typed.from_on.isoformat())
    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))
    if typed.replaces_id is not None:
        await _require_replaceable(ctx, typed)
    if await _holder(ctx, typed) is not None:
        raise await _taken(ctx, typed)
    await _require_unnumbered(ctx, record_id, title, typed)
    paper = PaperNumber(
        ward_id=ctx.ward_id, id=new_id(), series=typed.series, agency=typed.agency, year=typed.signed_on.year,
        number=typed.number, suffix=typed.suffix, record_kind=record_kind, record_id=record_id, title=title,
        signed_on=typed.signed_on, replaces_id=typed.replaces_id, record_file_id=typed.record_file_id,
        author_name=ctx.actor_name, author_id=ctx.account_id,
        created_at=ctx.clock.now(),
    )  # fmt: skip
    try:
        async with ctx.db.begin_nested():
            ctx.db.add(paper)
    except IntegrityError as error:
        # Somebody else was a moment earlier.
        if "uq_paper_number_ward_id_series" in str(error.orig):
            raise await _taken(ctx, typed) from None
        if "uq_paper_number_ward_id_replaces_id" in str(error.orig):
            raise PaperReplacedAlready() from None
        raise
    # A secret paper's title stays out of the trail.
    name = {"name": title} if typed.series is Series.ORDINARY else {}
    ctx.record(
        PaperAudit.NUMBERED, KIND, paper.id, **name, number=paper.number, suffix=paper.suffix, year=paper.year,
        record_kind=record_kind, record_id=str(record_id),
    )  # fmt: skip
    return paper


async def next_number(ctx: Ctx, year: int, agency: str = "UBND", series: Series = Series.ORDINARY) -> int:
    """The number after the highest of the series: a hint, since papers are numbered outside the product too."""
    highest = await ctx.db.execute(select(func.max(PaperNumber.number)).where(*_of_series(ctx, year, agency, series)))
    return (highest.scalar_one() or 0) + 1


async def papers_of(ctx: Ctx, record_id: UUID) -> list[PaperNumber]:
    """The numbered papers of a record, oldest first; the caller has been shown the record."""
    rows = await ctx.db.execute(
        select(PaperNumber)
        .where(PaperNumber.ward_id == ctx.ward_id, PaperNumber.record_id == record_id)
        .order_by(PaperNumber.id)
    )
    return list(rows.scalars())


async def require_of_record(ctx: Ctx, record_id: UUID, replaces_id: UUID | None) -> None:
    """What is replaced is a paper of the same record. Raises `UnknownPaper`."""
    if replaces_id is not None and replaces_id not in {one.id for one in await papers_of(ctx, record_id)}:
        raise UnknownPaper(field="replaces_id")


async def _require_unnumbered(ctx: Ctx, record_id: UUID, title: str, typed: Numbering) -> None:
    there = await papers_of(ctx, record_id)
    gone, named = {one.replaces_id for one in there}, search_key(title)
    for one in there:
        if one.id not in gone and one.id != typed.replaces_id and search_key(one.title) == named:
            raise PaperNumberedAlready(
                f"Văn bản này đã có số {padded_number(one.number)}/{one.suffix}, ký ngày {one.signed_on:%d/%m/%Y}. "
                "Nếu số đó sai, hãy ghi số đúng thay cho số đó.",
                number_id=str(one.id),
            )


def _of_series(ctx: Ctx, year: int, agency: str, series: Series) -> tuple[object, ...]:
    return (
        PaperNumber.ward_id == ctx.ward_id, PaperNumber.series == series, PaperNumber.agency == agency,
        PaperNumber.year == year,
    )  # fmt: skip


async def _holder(ctx: Ctx, typed: Numbering) -> PaperNumber | None:
    rows = await ctx.db.execute(
        select(PaperNumber).where(
            *_of_series(ctx, typed.signed_on.year, typed.agency, typed.series), PaperNumber.number == typed.number
        )
    )
    return rows.scalar_one_or_none()


async def _taken(ctx: Ctx, typed: Numbering) -> PaperNumberTaken:
    """The refusal, which names what holds the number. Of a secret paper it says no more than that there is one: it may
    be of a case that the caller doesn't see, and so may the one with the highest number."""
    if typed.series is Series.SECRET:
        return PaperNumberTaken("Số này đã dùng cho một văn bản mật trong năm. Hãy kiểm tra lại sổ văn bản mật đi.")
    free = await next_number(ctx, typed.signed_on.year, typed.agency, typed.series)
    holder = await _holder(ctx, typed)
    if holder is None:
        return PaperNumberTaken(next=free)
    return PaperNumberTaken(
        f"Số {padded_number(holder.number)}/{holder.suffix} năm {holder.year} đã dùng cho «{holder.title}», "
        f"ký ngày {holder.signed_on:%d/%m/%Y}. Mỗi cơ quan có một dãy số cho mọi văn bản trong năm; "
        f"số sau số lớn nhất là {padded_number(free)}.",
        next=free,
    )


async def _require_replaceable(ctx: Ctx, typed: Numbering) -> None:
    """A paper of the same series and agency that nothing has replaced."""
    mine = (PaperNumber.ward_id == ctx.ward_id, PaperNumber.series == typed.series, PaperNumber.agency == typed.agency)
    there = await ctx.db.execute(select(PaperNumber.id).where(*mine, PaperNumber.id == typed.replaces_id))
    if there.scalar_one_or_none() is None:
        raise UnknownPaper(field="replaces_id")
    newer = await ctx.db.execute(
        select(PaperNumber.id).where(PaperNumber.ward_id == ctx.ward_id, PaperNumber.replaces_id == typed.replaces_id)
    )
    if newer.scalar_one_or_none() is not None:
        raise PaperReplacedAlready()

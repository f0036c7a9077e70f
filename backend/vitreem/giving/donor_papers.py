"""Papers for donors: what became of their gift, without who the children are unless that was consented to."""

from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from vitreem.children.facts import donors_may_know
from vitreem.giving import ledger
from vitreem.giving.models import Donor, GiftLine, GiftRound, GiftShare, MoneyMovement
from vitreem.giving.rules import DonorPaperKind, FourAmounts, MovementKind, ShareState
from vitreem.identity import facts as identity
from vitreem.identity.facts import WardFact
from vitreem.kernel.documents.amounts import dots, in_words
from vitreem.kernel.documents.model import (
    Align,
    Closing,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vitreem.kernel.documents.wording import number_line, place_and_date
from vitreem.kernel.request.context import Ctx


async def about(ctx: Ctx, donor: Donor) -> str:
    """What a paper of today would be made of: the same again is a copy."""
    last = await ctx.db.execute(
        select(func.max(MoneyMovement.recorded_at)).where(
            MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.donor_id == donor.id
        )
    )
    return f"{last.scalar_one()}"


async def donor_paper(ctx: Ctx, donor: Donor, kind: DonorPaperKind, *, is_copy: bool) -> Document:
    """The letter of thanks, or the statement."""
    ward = await identity.own_ward(ctx)
    amounts = await ledger.amounts_of(ctx, donor.id)
    rounds = await _rounds(ctx, donor)
    if kind is DonorPaperKind.THANK_YOU:
        return _thanks(ctx, ward, donor, amounts, rounds, is_copy=is_copy)
    named = await _named(ctx, donor)
    return await _statement(ctx, ward, donor, amounts, rounds, named, is_copy=is_copy)


def _handed_over(ctx: Ctx, donor: Donor) -> tuple[Any, ...]:
    """Conditions: money of the donor that children have; not what was taken back, and came from somebody else."""
    back: Any = aliased(MoneyMovement)
    return (
        MoneyMovement.ward_id == ctx.ward_id, MoneyMovement.donor_id == donor.id,
        GiftShare.state == ShareState.DELIVERED,
        MoneyMovement.kind == MovementKind.HAND_OVER, MoneyMovement.reverses_id.is_(None),
        ~exists().where(back.ward_id == MoneyMovement.ward_id, back.reverses_id == MoneyMovement.id),
    )  # fmt: skip


async def _rounds(ctx: Ctx, donor: Donor) -> list[tuple[str, int, int]]:
    """Rounds that the donor's money was handed over in: title, distinct children, đồng."""
    rows: Any = await ctx.db.execute(
        select(GiftRound.title, func.count(GiftShare.child_id.distinct()), func.sum(MoneyMovement.amount))
        .select_from(MoneyMovement)
        .join(GiftRound, (GiftRound.ward_id == MoneyMovement.ward_id) & (GiftRound.id == MoneyMovement.round_id))
        .join(GiftShare, (GiftShare.ward_id == MoneyMovement.ward_id) & (GiftShare.id == MoneyMovement.share_id))
        .where(*_handed_over(ctx, donor))
        .group_by(GiftRound.id, GiftRound.title)
        .order_by(func.min(GiftShare.given_on), GiftRound.id)
    )
    return [(title, children, int(amount)) for title, children, amount in rows]


async def _named(ctx: Ctx, donor: Donor) -> list[tuple[str, str]]:
    """Children who got of the donor's money and whose guardians let donors know: name and round."""
    rows: Any = await ctx.db.execute(
        select(GiftLine.full_name, GiftRound.title)
        .distinct()
        .select_from(MoneyMovement)
        .join(GiftShare, (GiftShare.ward_id == MoneyMovement.ward_id) & (GiftShare.id == MoneyMovement.share_id))
        .join(GiftLine, (GiftLine.ward_id == GiftShare.ward_id) & (GiftLine.id == GiftShare.line_id))
        .join(GiftRound, (GiftRound.ward_id == GiftShare.ward_id) & (GiftRound.id == GiftShare.round_id))
        .where(
            *_handed_over(ctx, donor), donors_may_know(GiftShare.ward_id, GiftShare.child_id),
        )
        .order_by(GiftLine.full_name, GiftRound.title)
    )  # fmt: skip
    return [(name, title) for name, title in rows]


def _head(ctx: Ctx, ward: WardFact, suffix: str) -> Letterhead:
    return Letterhead(
        issuer=("Ủy ban nhân dân", ward.name), number=number_line(None, suffix),
        place_and_date=place_and_date(ward.name, None, ctx.clock.today().year),
    )  # fmt: skip


def _chair() -> Closing:
    return Closing((Signature("Phó Chủ tịch", authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch")),), (), "VT, VHXH")


def _thanks(
    ctx: Ctx, ward: WardFact, donor: Donor, amounts: FourAmounts, rounds: list[tuple[str, int, int]], *, is_copy: bool
) -> Document:
    children = sum(count for _, count, _ in rounds)
    body = [
        Paragraph(
            f"Ủy ban nhân dân {ward.name} trân trọng cảm ơn {donor.name} đã chung tay chăm lo cho trẻ em địa phương."
        ),
        Paragraph(
            f"Số tiền, hiện vật đã tiếp nhận có trị giá {dots(amounts.received)} đồng "
            f"({in_words(max(amounts.received, 0)).lower()})."
        ),
    ]
    if rounds:
        body.append(
            Paragraph(
                f"Đến nay, {dots(amounts.handed_over)} đồng đã được trao trong {len(rounds)} đợt, với {children} "
                "lượt trẻ em nhận hỗ trợ. Danh tính của các em được giữ kín theo quy định của pháp luật."
            )
        )
        body += [Paragraph(f"- {title}: {count} trẻ, {dots(amount)} đồng.") for title, count, amount in rounds]
    body.append(
        Paragraph(
            "Sự giúp đỡ ấy là nguồn động viên để các em vươn lên trong học tập và cuộc sống. Ủy ban nhân dân "
            "mong tiếp tục nhận được sự đồng hành của quý vị./."
        )
    )
    return Document(
        f"Thư cảm ơn {donor.name}", ctx.clock.now(), _head(ctx, ward, "UBND"), "Thư cảm ơn", "",
        addressees=(donor.name,), body=tuple(body), closing=_chair(), is_copy=is_copy,
    )  # fmt: skip


async def _statement(
    ctx: Ctx, ward: WardFact, donor: Donor, amounts: FourAmounts, rounds: list[tuple[str, int, int]],
    named: list[tuple[str, str]], *, is_copy: bool,
) -> Document:  # fmt: skip
    money = (
        ("Đã hứa tặng", amounts.pledged), ("Đã tiếp nhận", amounts.received),
        ("Đã phân bổ cho các đợt", amounts.allocated), ("Đã trao cho trẻ em", amounts.handed_over),
        ("Đã hoàn lại nhà tài trợ", amounts.refunded),
        ("Còn lại chưa phân bổ", amounts.unallocated),
    )  # fmt: skip
    body: list[Paragraph | Table] = [
        Paragraph(f"Tính đến ngày {ctx.clock.today():%d/%m/%Y}, nguồn tài trợ của {donor.name} được sử dụng như sau:"),
        Table.plain(
            (Column("Nội dung", 110), Column("Số tiền (đồng)", 50, Align.RIGHT)),
            [(title, dots(amount)) for title, amount in money],
        ),
    ]
    if rounds:
        body += [
            Paragraph("Các đợt đã trao:"),
            Table.plain(
                (Column("Đợt", 90), Column("Số trẻ", 24, Align.RIGHT), Column("Số tiền (đồng)", 46, Align.RIGHT)),
                [(title, str(count), dots(amount)) for title, count, amount in rounds],
                totals=(
                    Row(
                        ("Cộng", str(sum(count for _, count, _ in rounds)), dots(sum(amount for *_, amount in rounds))),
                        bold=True,
                    ),
                ),
            ),
        ]
    if named:
        body += [
            Paragraph("Các em dưới đây đã đồng ý, cùng cha mẹ hoặc người giám hộ, cho nhà tài trợ biết tên:"),
            Table.plain((Column("Họ và tên", 80), Column("Đợt", 80)), named),
        ]
    return Document(
        f"Bảng kê sử dụng tài trợ – {donor.name}", ctx.clock.now(), _head(ctx, ward, "TB-UBND"), "Bảng kê",
        f"Sử dụng nguồn tài trợ của {donor.name}", body=tuple(body), closing=_chair(), is_copy=is_copy,
    )  # fmt: skip

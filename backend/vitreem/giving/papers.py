"""Papers of the day of handing over, from the list as it was decided (NĐ 30/2020, Phụ lục I)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from vitreem.giving import approval, donors, ledger, presenters, queries
from vitreem.giving.line_schemas import DecidedLine
from vitreem.giving.models import GiftItem, GiftLine, GiftRound, GiftShare
from vitreem.giving.refusals import NothingNominated
from vitreem.giving.rules import GiftPaperKind, GivingKind, LineState, ShareState
from vitreem.giving.schemas import RoundNumbers
from vitreem.identity import facts as identity
from vitreem.identity.facts import WardFact
from vitreem.kernel.documents.amounts import dots, in_words
from vitreem.kernel.documents.model import (
    Align,
    Annex,
    Closing,
    Column,
    Document,
    Labels,
    Letterhead,
    Level,
    Page,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vitreem.kernel.documents.wording import day_in_words, number_line, place_and_date
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import sort_key


class PaperGroup(StrEnum):
    """By what a list is parted: who nominated (its numbers are those to tick by), khu phố, school or class."""

    UNIT = "unit"
    PLACE = "place"
    SCHOOL = "school"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a paper."""

    line: GiftLine
    fact: DecidedLine


@dataclass(frozen=True, slots=True)
class _Day:
    """What every paper of a round is made of."""

    ward: WardFact
    owner: str
    round_: GiftRound
    gift: str
    entries: Sequence[_Entry]
    made_at: datetime
    instalment: int


_TITLES: Mapping[GivingKind, str] = {
    GivingKind.GIFT: "nhận quà",
    GivingKind.SCHOLARSHIP: "nhận học bổng",
    GivingKind.SPONSORSHIP: "được đỡ đầu",
    GivingKind.AWARD: "được khen thưởng",
}
_OWN_PARTS: Mapping[PaperGroup, Callable[[_Entry], str]] = {
    PaperGroup.UNIT: lambda one: one.fact.unit_name,
    PaperGroup.PLACE: lambda one: one.fact.place_unit_name,
    PaperGroup.SCHOOL: lambda one: one.fact.school or "Chưa ghi trường",
    PaperGroup.CLASS: lambda one: (
        " – ".join(part for part in (one.fact.school, one.fact.class_name and f"lớp {one.fact.class_name}") if part)
        or "Chưa ghi trường, lớp"
    ),
}


def gift_words(items: Sequence[GiftItem]) -> str:
    """What one line gets: "2 × Vở, Tiền mặt"."""
    return ", ".join(f"{one.quantity} × {one.name}" if one.quantity > 1 else one.name for one in items)


async def paper(
    ctx: Ctx, round_: GiftRound, kind: GiftPaperKind, group: PaperGroup, unit_id: UUID | None, instalment: int
) -> Document:
    """One paper of the round, of the lines that the caller looks after. Raises `NothingNominated` for an empty one."""
    day = await _day(ctx, round_, unit_id, instalment, superior=kind in _SUPERIOR)
    if not day.entries:
        raise NothingNominated()
    if kind is GiftPaperKind.MINUTES:
        return _minutes(day, await presenters.numbers(ctx, round_), await _funds(ctx, round_))
    make = {
        GiftPaperKind.SIGNING_LIST: _signing_list,
        GiftPaperKind.TICK_SHEET: _tick_sheet,
        GiftPaperKind.LABELS: _labels,
        GiftPaperKind.SUPERIOR_LIST: _superior_list,
        GiftPaperKind.SUPERIOR_LETTER: _superior_letter,
    }[kind]
    return make(day, group)


async def _funds(ctx: Ctx, round_: GiftRound) -> list[tuple[str, int]]:
    """Donors of the round with what of theirs was handed over, for who keeps the ledger; who wishes it isn't named."""
    if not ctx.may("donor:read_all"):
        return []
    return [
        (donors.UNNAMED if donor.unnamed else donor.name, handed)
        for donor, _, handed in await ledger.left_in_round(ctx, round_.id)
        if handed
    ]


_SUPERIOR = (GiftPaperKind.SUPERIOR_LIST, GiftPaperKind.SUPERIOR_LETTER)


async def _day(ctx: Ctx, round_: GiftRound, unit_id: UUID | None, instalment: int, *, superior: bool) -> _Day:
    """Lines that stand: once decided those that were approved, before it those nominated."""
    lines = [
        one for one in await queries.lines_of(ctx, round_.id, LineState.APPROVED, LineState.NOMINATED)
        if (one.state == LineState.APPROVED or not one.reserve)
        and (unit_id is None or unit_id in (one.unit_id, one.place_unit_id))
        and (one.to_superior or not superior)
    ]  # fmt: skip
    if round_.decided_at is not None and not superior:
        owed = await ctx.db.execute(
            select(GiftShare.line_id).where(
                GiftShare.ward_id == ctx.ward_id,
                GiftShare.round_id == round_.id,
                GiftShare.instalment == instalment,
                GiftShare.state != ShareState.CANCELLED,
            )
        )
        still = set(owed.scalars())
        lines = [one for one in lines if one.id in still]
    named = await queries.named(ctx, lines)
    shown = [one for one in lines if one.id in named]
    facts = await _facts(ctx, shown)
    names = await identity.unit_names(ctx, {round_.unit_id})
    return _Day(
        await identity.own_ward(ctx), names[round_.unit_id] if round_.unit_id else "", round_,
        gift_words(await queries.items_of(ctx, round_.id)) or "Quà",
        [_Entry(one, approval.told(ctx, one, facts[one.id])) for one in shown],
        ctx.clock.now(), instalment,
    )  # fmt: skip


async def _facts(ctx: Ctx, lines: Sequence[GiftLine]) -> dict[UUID, DecidedLine]:
    """As decided; before the decision as the register says today."""
    fresh = await approval.facts_of(ctx, [one for one in lines if one.decided is None])
    return {
        one.id: DecidedLine.model_validate(one.decided) if one.decided is not None else fresh[one.id] for one in lines
    }


def _head(day: _Day, suffix: str = "", about: str = "") -> Letterhead:
    ward = day.ward.name
    parent, issuer = ("", ("Ủy ban nhân dân", ward)) if not day.owner else (f"Ủy ban nhân dân {ward}", (day.owner,))
    return Letterhead(
        issuer=issuer, parent=parent, number=number_line(None, suffix) if suffix else "", about=about,
        place_and_date=place_and_date(ward, None, day.round_.begins_on.year),
    )  # fmt: skip


def _parts(day: _Day, group: PaperGroup) -> list[tuple[str, list[_Entry]]]:
    """Entries by what the list is parted by, in the order of the alphabet."""
    key = _OWN_PARTS[group]
    parts: dict[str, list[_Entry]] = {}
    for one in day.entries:
        parts.setdefault(key(one), []).append(one)

    def place(one: _Entry) -> tuple[str, int]:
        return ("" if group is PaperGroup.UNIT else one.line.sort_key, one.line.number)

    return [(name, sorted(parts[name], key=place)) for name in sorted(parts, key=sort_key)]


def _numbered(entries: Sequence[_Entry], group: PaperGroup) -> list[tuple[str, _Entry]]:
    """With the number to tick by where the list is a unit's own, else the place in the list."""
    if group is PaperGroup.UNIT:
        return [(str(one.line.number), one) for one in entries]
    return [(str(at), one) for at, one in enumerate(entries, start=1)]


def _subject(day: _Day) -> str:
    more = f" (lần {day.instalment})" if day.instalment > 1 else ""
    return f"Trẻ em {_TITLES[GivingKind(day.round_.kind)]}\n{day.round_.title}{more}"


def _of_total(amount: int) -> Paragraph:
    return Paragraph(f"{in_words(amount)}.", lead=f"Tổng số tiền: {dots(amount)} đồng. Bằng chữ: ")


_RESERVE_ROWS = 3


def _signing_list(day: _Day, group: PaperGroup) -> Document:
    """Who signs for what: one list for each part, empty rows for who comes instead, the total in figures and words."""
    columns = (
        Column("STT", 12, Align.CENTRE), Column("Họ và tên trẻ", 46), Column("Năm sinh", 22, Align.CENTRE),
        Column("Địa chỉ", 48), Column("Quà", 36), Column("Số tiền (đồng)", 26, Align.RIGHT),
        Column("Người nhận, quan hệ", 36), Column("Ký nhận", 28),
    )  # fmt: skip
    body: list[Paragraph | Table] = []
    for name, entries in _parts(day, group):
        rows = tuple(
            Row((number, one.fact.full_name, one.fact.birth[-4:], one.fact.address or one.fact.place_unit_name,
                 day.gift, dots(one.fact.amount), one.fact.guardian, ""))
            for number, one in _numbered(entries, group)
        )  # fmt: skip
        total = sum(one.fact.amount for one in entries)
        body += [
            Paragraph("", Level.PLAIN, lead=f"{name}: {len(entries)} trẻ"),
            Table(columns, rows, (Row(("Cộng", dots(total), "", ""), bold=True, merged=5),), _RESERVE_ROWS, 9),
        ]
    body.append(_of_total(sum(one.fact.amount for one in day.entries)))
    return Document(
        f"Danh sách ký nhận – {day.round_.title}", day.made_at, _head(day), "Danh sách", _subject(day),
        body=tuple(body), page=Page.LANDSCAPE,
        closing=Closing((Signature("Người lập", note="(Ký, ghi rõ họ tên)"),
                         Signature("Người trao", note="(Ký, ghi rõ họ tên)"),
                         Signature("Xác nhận của đơn vị", note="(Ký, đóng dấu)"))),
    )  # fmt: skip


def _tick_sheet(day: _Day, group: PaperGroup) -> Document:
    """To tick by hand: number, name, gift, and nothing else about the child."""
    columns = (
        Column("Số", 14, Align.CENTRE), Column("Họ và tên trẻ", 66), Column("Quà", 44),
        Column("Đã trao", 20, Align.CENTRE), Column("Ghi chú", 36),
    )  # fmt: skip
    body: list[Paragraph | Table] = []
    for name, entries in _parts(day, group):
        rows = tuple(Row((number, one.fact.full_name, day.gift, "☐", "")) for number, one in _numbered(entries, group))
        body += [
            Paragraph("", lead=f"{name}: {len(entries)} trẻ"),
            Table(columns, rows, reserve=_RESERVE_ROWS, row_mm=8),
        ]
    return Document(
        f"Phiếu đánh dấu – {day.round_.title}", day.made_at, _head(day), "Phiếu đánh dấu",
        day.round_.title, body=tuple(body), closing=Closing((Signature("Người trao", note="(Ký, ghi rõ họ tên)"),)),
    )  # fmt: skip


def _labels(day: _Day, group: PaperGroup) -> Document:
    """For envelopes: name, khu phố, place and hour; never a reason or a group."""
    round_ = day.round_
    when = ", ".join(part for part in (round_.hour, f"ngày {round_.begins_on:%d/%m/%Y}") if part)
    labels = tuple(
        tuple(line for line in (one.fact.full_name, one.fact.place_unit_name, when, round_.place) if line)
        for _, entries in _parts(day, group)
        for one in entries
    )
    return Document(f"Nhãn phong bì – {round_.title}", day.made_at, body=(Labels(2, 36, labels),))


def _minutes(day: _Day, numbers: RoundNumbers, funds: Sequence[tuple[str, int]]) -> Document:
    """What was handed over, and from whom it came."""
    round_, ward = day.round_, day.ward.name
    body: list[Paragraph | Table] = [
        Paragraph(
            f"Hôm nay, {day_in_words(round_.begins_on)}{f', lúc {round_.hour}' if round_.hour else ''}, tại "
            f"{round_.place or '……………………………………'}, {ward} tổ chức trao quà cho trẻ em: {round_.title}."
        ),
        Paragraph("", Level.SECTION, lead="I. Thành phần"),
        Paragraph("1. Bên trao: ………………………………, chức vụ: …………………"),
        Paragraph("2. Nhà tài trợ: ……………………………, chức vụ: …………………"),
        Paragraph("3. Đơn vị, khu phố, trường: ………………………………………"),
        Paragraph("", Level.SECTION, lead="II. Nội dung"),
        Paragraph(f"1. Quà của mỗi trẻ: {day.gift}, trị giá {dots(round_.amount)} đồng."),
        Paragraph(
            f"2. Số suất đã trao: {numbers.delivered}; chưa nhận: {numbers.due + numbers.not_received}; "
            f"trả lại: {numbers.returned}."
        ),
        Paragraph(
            f"3. Số tiền đã trao: {dots(numbers.delivered_amount)} đồng ({in_words(numbers.delivered_amount).lower()})."
        ),
    ]
    if funds:
        columns = (Column("Nguồn", 110), Column("Đã trao (đồng)", 50, Align.RIGHT))
        rows = [(name, dots(handed)) for name, handed in funds]
        total = (Row(("Cộng", dots(sum(handed for *_, handed in funds))), bold=True),)
        body.append(Table.plain(columns, rows, totals=total))
    body.append(
        Paragraph("Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản, kèm danh sách ký nhận.")
    )
    return Document(
        f"Biên bản trao quà – {round_.title}", day.made_at, _head(day, "BB-UBND"), "Biên bản",
        f"Trao quà cho trẻ em: {round_.title}", body=tuple(body),
        closing=Closing((Signature("Đại diện bên nhận", note="(Ký, ghi rõ họ tên)"),
                         Signature("Đại diện nhà tài trợ", note="(Ký, ghi rõ họ tên)"),
                         Signature("Đại diện bên trao", note="(Ký, ghi rõ họ tên)"))),
    )  # fmt: skip


def _superior_table(day: _Day) -> Table:
    columns = (
        Column("STT", 12, Align.CENTRE), Column("Họ và tên trẻ", 44), Column("Ngày sinh", 24, Align.CENTRE),
        Column("Địa chỉ", 46), Column("Trường, lớp", 42), Column("Người chăm sóc", 38),
        Column("Mức đề nghị (đồng)", 30, Align.RIGHT),
    )  # fmt: skip
    entries = [one for _, some in _parts(day, PaperGroup.PLACE) for one in some]
    rows = [
        (str(at), one.fact.full_name, one.fact.birth,
         ", ".join(part for part in (one.fact.address, one.fact.place_unit_name) if part),
         ", ".join(part for part in (one.fact.school, one.fact.class_name) if part), one.fact.guardian,
         dots(one.fact.amount))
        for at, one in enumerate(entries, start=1)
    ]  # fmt: skip
    total = sum(one.fact.amount for one in entries)
    return Table.plain(columns, rows, totals=(Row(("Cộng", dots(total)), bold=True, merged=6),))


def _superior_list(day: _Day, _: PaperGroup) -> Document:
    return Document(
        f"Danh sách đề nghị – {day.round_.title}", day.made_at, _head(day), "Danh sách",
        f"Trẻ em đề nghị cấp trên xem xét hỗ trợ\n{day.round_.title}", body=(_superior_table(day),),
        page=Page.LANDSCAPE,
        closing=Closing((Signature("Người lập", note="(Ký, ghi rõ họ tên)"), _chair())),
    )  # fmt: skip


def _chair() -> Signature:
    return Signature("Phó Chủ tịch", authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"))


def _superior_letter(day: _Day, _: PaperGroup) -> Document:
    """The letter (công văn) with the list as its annex; the superior level is the province through Sở Y tế."""
    round_, count = day.round_, len(day.entries)
    total = sum(one.fact.amount for one in day.entries)
    body = (
        Paragraph(
            f"Thực hiện Tháng hành động vì trẻ em và công tác chăm sóc trẻ em có hoàn cảnh khó khăn trên địa bàn, "
            f"Ủy ban nhân dân {day.ward.name} đã rà soát danh sách trẻ em trong đợt «{round_.title}»."
        ),
        Paragraph(
            f"Ủy ban nhân dân {day.ward.name} đề nghị Sở Y tế xem xét, hỗ trợ {count} trẻ em với tổng mức đề nghị "
            f"{dots(total)} đồng ({in_words(total).lower()}). Danh sách kèm theo công văn này."
        ),
        Paragraph("Danh sách có dữ liệu cá nhân của trẻ em, chỉ dùng để xét hỗ trợ và không chuyển tiếp cho bên khác."),
        Paragraph("Kính đề nghị Sở Y tế quan tâm, xem xét./."),
    )
    return Document(
        f"Công văn đề nghị hỗ trợ – {round_.title}", day.made_at,
        _head(day, "UBND-VHXH", f"V/v đề nghị hỗ trợ trẻ em có hoàn cảnh khó khăn\nđợt {round_.title}"),
        addressees=(f"Sở Y tế {day.ward.province}",), body=body,
        closing=Closing((_chair(),), ("Như trên", "Chủ tịch, các Phó Chủ tịch UBND"), "VT, VHXH"),
        annexes=(Annex("Phụ lục", "Danh sách trẻ em đề nghị hỗ trợ", (_superior_table(day),),
                       f"(Kèm theo Công văn số        /UBND-VHXH của Ủy ban nhân dân {day.ward.name})",
                       Page.LANDSCAPE),),
    )  # fmt: skip

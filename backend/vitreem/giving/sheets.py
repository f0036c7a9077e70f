"""Lists of giving as Excel: lines out, and the tick sheet that is filled offline and comes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vitreem.giving import handing_over, queries
from vitreem.giving.models import GiftLine, GiftRound, GiftShare
from vitreem.giving.rules import GivingAudit, LineState, ReceiverKind, ShareState
from vitreem.giving.share_schemas import BackCreate, DeliverCreate, Receiver
from vitreem.identity import facts as identity
from vitreem.kernel.clock import FIRST_DAY, LAST_DAY
from vitreem.kernel.files.excel import Column, SheetRow, read_sheet, workbook
from vitreem.kernel.files.sheets import SheetFault, SheetResult, chosen, moment, yes
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.context import Ctx

TOLD = GivingAudit.SHEET_IMPORTED
STATE_WORDS: dict[ShareState, str] = {
    ShareState.DUE: "Chưa trao", ShareState.DELIVERED: "Đã trao", ShareState.NOT_RECEIVED: "Chưa nhận",
    ShareState.RETURNED: "Trả lại", ShareState.CANCELLED: "Đã bỏ",
}  # fmt: skip
RECEIVER_WORDS: dict[ReceiverKind, str] = {
    ReceiverKind.CHILD: "Trẻ", ReceiverKind.GUARDIAN: "Cha mẹ, người giám hộ",
    ReceiverKind.AUTHORISED: "Người được ủy quyền", ReceiverKind.SCHOOL: "Nhà trường",
}  # fmt: skip
LINE_WORDS: dict[LineState, str] = {
    LineState.NOMINATED: "Đề nghị", LineState.APPROVED: "Được duyệt", LineState.RESERVE: "Dự phòng",
    LineState.FALLEN: "Đã bỏ",
}  # fmt: skip

TICKED = (
    Column("Mã phần", 38, help="Giữ nguyên: phần mềm nhận ra dòng bằng mã này."),
    Column("Số", 8), Column("Họ và tên trẻ", 32), Column("Đơn vị lập danh sách", 28), Column("Lần", 6),
    Column("Đã trao", 12, choices=("Có", "Không"), help="Có: đã trao. Không: chưa nhận, ghi lý do. Trống: chưa biết."),
    Column("Ngày", 14, help="Ngày trao, ví dụ 01/06/2026."),
    Column("Người nhận", 24, choices=tuple(RECEIVER_WORDS.values())),
    Column("Họ tên người nhận", 28, help="Cần khi người được ủy quyền nhận thay."),
    Column("Lý do", 40, help="Vì sao chưa nhận."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tick:
    """A row of a sheet that was filled."""

    row: int
    share_id: str
    given: bool
    on_day: date
    receiver: Receiver
    reason: str


@dataclass(frozen=True, slots=True)
class Ticks:
    rows: Sequence[Tick]
    faults: Sequence[SheetFault]


async def rows_to_tick(ctx: Ctx, round_: GiftRound) -> list[tuple[Any, ...]]:
    """Shares of the round that the caller hands over and that are open, by unit and number."""
    found = await ctx.db.execute(
        select(GiftShare, GiftLine)
        .join(GiftLine, (GiftLine.ward_id == GiftShare.ward_id) & (GiftLine.id == GiftShare.line_id))
        .where(
            GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == round_.id,
            GiftShare.state.in_((ShareState.DUE, ShareState.NOT_RECEIVED, ShareState.RETURNED)),
            GiftLine.id.in_(queries.visible_lines(ctx).with_only_columns(GiftLine.id)),
        )
        .order_by(GiftLine.unit_id, GiftShare.instalment, GiftLine.number)
    )  # fmt: skip
    rows = [(share, line) for share, line in found.all() if handing_over.rights(ctx, share, round_)]
    names = await identity.unit_names(ctx, {line.unit_id for _, line in rows})
    named = await queries.named(ctx, [line for _, line in rows])
    await ctx.record_viewed(GivingAudit.LIST_VIEWED, "gift_round", round_.id, name=round_.title, rows=len(rows))
    return [
        (
            str(share.id), line.number,
            line.full_name if line.id in named else line.initials, names[line.unit_id],
            share.instalment, "", "", "", "", "",
        )
        for share, line in rows
    ]  # fmt: skip


def tick_workbook(title: str, rows: Sequence[tuple[Any, ...]]) -> bytes:
    """The sheet to fill in."""
    notice = f"{title}. Có tên trẻ em: chỉ dùng để trao quà, không chuyển tiếp."
    return workbook("Đánh dấu", TICKED, rows, notice)


def read_ticks(data: bytes) -> Ticks:
    """Slow: for a worker. Raises `UnreadableSheet`."""
    rows, result = read_sheet(data, TICKED), SheetResult(dry_run=True)
    ticks = [tick for row in rows if (tick := _tick(row, result))]
    return Ticks(ticks, result.faults)


def _tick(row: SheetRow, result: SheetResult) -> Tick | None:
    cells = row.cells
    if not cells["Đã trao"]:
        return None
    faults: list[SheetFault] = []

    def fault(column: str, code: str, detail: str) -> None:
        faults.append(SheetFault(row=row.number, column=column, code=code, detail=detail))

    given = yes(cells["Đã trao"])
    if given is None:
        fault("Đã trao", "not_a_choice", "Chọn một trong: Có, Không.")
    when = moment(cells["Ngày"])
    if when is None or not FIRST_DAY <= when.date() <= LAST_DAY:
        fault("Ngày", "day_unreadable", "Ghi ngày, ví dụ 01/06/2026.")
    kind = chosen(RECEIVER_WORDS, cells["Người nhận"]) if cells["Người nhận"] else ReceiverKind.CHILD
    if kind is None:
        fault("Người nhận", "not_a_choice", f"Chọn một trong: {', '.join(RECEIVER_WORDS.values())}.")
    if given is False and len(cells["Lý do"]) < 5:
        fault("Lý do", "reason_missing", "Ghi vì sao chưa nhận, từ 5 ký tự.")
    if kind is ReceiverKind.AUTHORISED and not cells["Họ tên người nhận"]:
        fault("Họ tên người nhận", "name_missing", "Người được ủy quyền nhận thay cần ghi họ tên.")
    if len(cells["Họ tên người nhận"]) > 120:
        fault("Họ tên người nhận", "too_long", "Dài quá 120 ký tự.")
    if len(cells["Lý do"]) > 2000:
        fault("Lý do", "too_long", "Dài quá 2.000 ký tự.")
    if faults:
        result.faults += faults
        return None
    assert when
    assert kind
    assert given is not None
    receiver = Receiver(receiver_kind=kind, receiver_name=cells["Họ tên người nhận"])
    return Tick(row.number, cells["Mã phần"], given, when.date(), receiver, cells["Lý do"])


async def take_ticks(
    ctx: Ctx, round_id: UUID, ticks: Ticks, *, dry_run: bool, progress: Progress | None = None
) -> SheetResult:
    """Tick the rows, all of them or none. What is so already stays; what somebody else said otherwise is a fault."""
    round_ = await queries.seen(ctx, round_id, lock=True)
    result = SheetResult(dry_run=dry_run, faults=list(ticks.faults))
    found = await ctx.db.execute(
        select(GiftShare).where(GiftShare.ward_id == ctx.ward_id, GiftShare.round_id == round_.id).with_for_update()
    )
    shares = {str(one.id): one for one in found.scalars() if handing_over.rights(ctx, one, round_)}
    plan: list[tuple[Tick, GiftShare]] = []
    first_seen: dict[str, int] = {}
    for tick in ticks.rows:
        share = shares.get(tick.share_id)
        if share is None:
            result.faults.append(
                _fault(tick, "Mã phần", "unknown_share", "Không có phần quà này trong đợt của đơn vị.")
            )
        elif (first := first_seen.setdefault(tick.share_id, tick.row)) != tick.row:
            result.faults.append(_fault(tick, "Mã phần", "row_twice", f"Phần này đã có ở dòng {first}."))
        elif why := _conflict(tick, share):
            result.faults.append(_fault(tick, "Đã trao", "ticked_otherwise", why))
        elif share.state == (ShareState.DELIVERED if tick.given else ShareState.NOT_RECEIVED):
            result.unchanged += 1
        else:
            plan.append((tick, share))
    # A trial does what the page would do, and leaves nothing behind.
    trial = await ctx.db.begin_nested() if dry_run else None
    progress = progress or Progress()
    progress.begin("writing", len(plan))
    for tick, share in plan:
        progress.done += 1
        try:
            async with ctx.db.begin_nested():
                await _write(ctx, round_, tick, share)
        except Problem as error:
            result.faults.append(_fault(tick, "Đã trao", error.code, error.detail))
        else:
            result.updated += 1
    if trial:
        await trial.rollback()
    return result


def _conflict(tick: Tick, share: GiftShare) -> str | None:
    """What somebody said meanwhile, where it is something else."""
    if share.state == ShareState.DELIVERED and (not tick.given or share.given_on != tick.on_day):
        return f"Phần này đã ghi là đã trao ngày {share.given_on:%d/%m/%Y}. Xem lại trên trang."
    return "Phần này đã bỏ khỏi danh sách." if share.state == ShareState.CANCELLED else None


def _fault(tick: Tick, column: str, code: str, detail: str) -> SheetFault:
    return SheetFault(row=tick.row, column=column, code=code, detail=detail)


async def _write(ctx: Ctx, round_: GiftRound, tick: Tick, share: GiftShare) -> None:
    if tick.given:
        body = DeliverCreate(on_day=tick.on_day, **tick.receiver.model_dump())
        await handing_over.deliver(ctx, share, body, share.version)
    else:
        await handing_over.miss(ctx, share, BackCreate(on_day=tick.on_day, reason=tick.reason), share.version)


LINE_COLUMNS = (
    Column("Số", 8), Column("Họ và tên trẻ", 32), Column("Đơn vị lập danh sách", 30), Column("Khu phố", 22),
    Column("Trạng thái", 14), Column("Dự phòng", 10), Column("Lý do đề nghị", 44), Column("Số tiền (đồng)", 16),
    Column("Đã nhận 12 tháng (lần)", 14), Column("Đã nhận 12 tháng (đồng)", 18), Column("Đã trao", 10),
)  # fmt: skip


def lines_workbook(purpose: str, items: Iterable[dict[str, Any]]) -> bytes:
    """Lines of a round, with what the list was taken out for."""
    rows = [
        (
            one["number"], one["shown_name"], one["unit_name"], one["place_unit_name"], LINE_WORDS[one["state"]],
            "Có" if one["reserve"] else "", one["reason"], one["amount"], one["received_12_months"],
            one["received_amount"], f"{one['delivered']}/{one['shares']}" if one["shares"] else "",
        )
        for one in items
    ]  # fmt: skip
    notice = f"Dữ liệu cá nhân của trẻ em. Mục đích: {purpose}. Chỉ dùng cho mục đích này, không chuyển tiếp."
    return workbook("Danh sách", LINE_COLUMNS, rows, notice)

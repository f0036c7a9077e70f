"""A month of invented activities: the 1/6 of each khu phố and school, the summer's classes, what is still to come."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from vitreem.activities import queries, service
from vitreem.activities.rules import ActivityArea
from vitreem.activities.schemas import ActivityCreate, Budget, Checklist, Participants
from vitreem.demo.pictures import photo
from vitreem.demo.wards import DemoUnit
from vitreem.identity.kinds import UnitKind
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records.files import FileAttach

A = ActivityArea


@dataclass(frozen=True)
class Sketch:
    """What a kind of unit does on a day of the month, counted from its first day (1/6)."""

    day: int
    hour: int
    area: ActivityArea
    title: str
    venue: str
    children: int
    adults: int
    thousands: int
    outcome: str


_OF_KIND: dict[UnitKind, tuple[Sketch, ...]] = {
    UnitKind.KHU_PHO: (
        Sketch(0, 19, A.RECREATION, "Đêm hội Quốc tế thiếu nhi 1/6", "Nhà văn hóa khu phố", 74, 46, 3_200,
               "Các cháu múa hát, rước đèn, nhận quà bánh; bà con ủng hộ thêm sữa và trái cây."),
        Sketch(8, 16, A.HAZARD_REVIEW, "Rà soát ao, mương, giếng chưa có rào chắn", "Các tuyến hẻm khu phố", 0, 14,
               0, "Đã đi hết các tổ, ghi vị trí cần cắm biển báo và báo về phường."),
        Sketch(16, 18, A.COMMUNICATION, "Nói chuyện phòng đuối nước cho phụ huynh", "Nhà văn hóa khu phố", 12, 38,
               400, "Phụ huynh ký cam kết trông trẻ, không để trẻ tự đi tắm sông."),
        Sketch(27, 18, A.SUPPORT_CARE, "Thăm, tặng quà trẻ em hoàn cảnh khó khăn", "Tại nhà các cháu", 6, 8, 1_800, ""),
    ),
    UnitKind.SCHOOL: (
        Sketch(0, 7, A.RECREATION, "Ngày hội tuổi thơ và trao thưởng cuối năm", "Sân trường", 318, 62, 9_500,
               "Trao thưởng học sinh vượt khó, tổ chức trò chơi dân gian toàn trường."),
        Sketch(12, 8, A.PARTICIPATION, "Diễn đàn «Điều em muốn nói»", "Hội trường", 120, 18, 1_200,
               "Các em nêu 17 ý kiến, tập trung vào sân chơi và an toàn trên đường đến trường."),
        Sketch(26, 8, A.SUMMER, "Bàn giao học sinh về sinh hoạt hè", "Phòng họp", 0, 22, 0, ""),
    ),
    UnitKind.MASS_ORGANISATION: (
        Sketch(5, 15, A.SUMMER, "Khai mạc sinh hoạt hè, lớp kỹ năng thoát hiểm", "Nhà thiếu nhi phường", 96, 20, 4_600,
               "Ba buổi thực hành, có cán bộ phòng cháy chữa cháy hướng dẫn."),
        Sketch(14, 9, A.FUNDRAISING, "Vận động quà cho trẻ em nghèo", "Chợ trung tâm", 0, 35, 12_000,
               "Tiểu thương ủng hộ sách vở, áo quần và tiền mặt."),
    ),
    UnitKind.HEALTH_STATION: (
        Sketch(1, 7, A.SUPPORT_CARE, "Ngày vi chất dinh dưỡng, cân đo trẻ", "Trạm Y tế", 210, 150, 2_500,
               "Trẻ trong độ tuổi được uống vitamin A, cân đo, tư vấn dinh dưỡng."),
    ),
    UnitKind.POLICE: (
        Sketch(10, 8, A.COMMUNICATION, "Tuyên truyền an toàn giao thông và phòng xâm hại trẻ em", "Sân trường", 260, 24,
               600, "Học sinh thực hành gọi Tổng đài 111 và kỹ năng từ chối người lạ."),
    ),
    UnitKind.FATHERLAND_FRONT: (
        Sketch(6, 14, A.MASS_MOVEMENT, "Phát động toàn dân chăm lo cho trẻ em", "Hội trường phường", 30, 110, 5_000,
               "Các đoàn thể ký giao ước thi đua."),
    ),
}  # fmt: skip


async def hold_month(ctx: Ctx, unit: DemoUnit, unit_id: UUID, first_day: date, today: date) -> None:
    """The unit's activities: what is past was held (older ones are reported), what is to come is announced."""
    for number, sketch in enumerate(_OF_KIND.get(unit.kind, ())):
        spread = (sum(map(ord, unit.name)) + 7 * number) % 9 - 4
        on = first_day + timedelta(days=sketch.day + (spread % 3 if sketch.day else 0))
        starts_at = datetime.combine(on, time(sketch.hour + len(unit.name) % 3), VIETNAM)
        held = on < today
        children = max(0, sketch.children + 3 * spread) if sketch.children else 0
        outside = sketch.area in (A.SUMMER, A.PARTICIPATION) and unit.kind is not UnitKind.SCHOOL
        boys = max(0, children // 2 - spread % 2)
        people = Participants(boys=boys, girls=children - boys, adults=sketch.adults)
        money = Budget(state_budget=sketch.thousands * 400, mobilised=sketch.thousands * 600)
        body = ActivityCreate(
            area=sketch.area, title=sketch.title, unit_id=unit_id,
            venue=f"{sketch.venue}, {unit.name}" if unit.kind is UnitKind.SCHOOL else sketch.venue,
            place_unit_id=unit_id if unit.kind is UnitKind.KHU_PHO else None,
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), held=held, in_charge=unit.lead,
            planned=people, actual=people if held else Participants(), budget_planned=money,
            budget_spent=money if held else Budget(), outcome=sketch.outcome if held else "",
            launch=sketch.area is A.MASS_MOVEMENT,
            disabled_children=children // 40 if held else 0, poor_children=children // 9 if held else 0,
            outside_school=outside, checklist=_complete(children, on) if outside else Checklist(),
        )  # fmt: skip
        activity = await queries.seen(ctx, await service.create(ctx, body))
        if held:
            await _attach(ctx, activity.id, number + len(unit.name))
            if (today - on).days > 9:
                await service.report(ctx, activity, activity.version)
        else:
            await service.announce(ctx, activity, activity.version)
        await ctx.db.flush()


def _complete(children: int, on: date) -> Checklist:
    older = children * 2 // 3
    return Checklist(
        children_expected=children, parent_forms=children, children_from_7=older, child_forms=older, staff=6,
        staff_commitments=6, ward_notified_on=on - timedelta(days=7),
    )  # fmt: skip


async def _attach(ctx: Ctx, activity_id: UUID, seed: int) -> None:
    async with kept(ctx.state, ctx.ward_id, photo(seed), "anh-hoat-dong.jpg") as one:
        await service.FILES.attach(ctx, await queries.seen(ctx, activity_id), FileAttach(upload_id=new_id()), one)

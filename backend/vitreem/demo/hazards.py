"""Invented unsafe places of a ward, each somewhere on its way, and invented injuries: no child has a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from vitreem.demo.ground import spot
from vitreem.demo.pictures import photo
from vitreem.hazards import queries, service
from vitreem.hazards.models import HazardSite
from vitreem.hazards.rules import HazardKind, Level, MeasureKind
from vitreem.hazards.schemas import HazardCreate, InspectionCreate, MeasureCreate, RecheckCreate, SafeCreate
from vitreem.injuries import service as injuries
from vitreem.injuries.rules import AgeBand, Care, InjuryCause, Outcome, PlaceKind, Sex
from vitreem.injuries.schemas import InjuryCreate
from vitreem.kernel.clock import VIETNAM, Clock
from vitreem.kernel.files.keep import kept
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.context import Ctx
from vitreem.records.files import FileAttach

K, M, L = HazardKind, MeasureKind, Level


@dataclass(frozen=True)
class Finder:
    """A khu phố that found places: its unit, where it stands among those of the ward, who sees to them with it."""

    ward_id: int
    unit_id: UUID
    at: int
    of: int
    owners: tuple[UUID, ...]


@dataclass(frozen=True)
class Sketch:
    """A place: how many days ago it was found, and how far it has come since."""

    kind: HazardKind
    where: str
    days_ago: int
    likelihood: Level
    harm: Level
    steps: int
    measure: MeasureKind = M.WARNING_SIGN
    thousands: int = 0
    words: str = ""
    pointed: bool = True


# Steps: 0 found, 1 inspected, 2 a measure, 3 safe for now, 4 looked at again, 5 closed.
_SKETCHES = (
    Sketch(K.POND_LAKE, "Ao sau nhà văn hóa", 40, L.HIGH, L.HIGH, 3, M.FENCE, 4_500, "Bờ dốc, trẻ hay ra câu cá."),
    Sketch(K.CONSTRUCTION_PIT, "Hố móng nhà bỏ dở cuối hẻm 12", 21, L.HIGH, L.HIGH, 1, words="Mưa xuống đọng nước."),
    Sketch(K.CANAL_DRAIN, "Cống hở trước cổng chợ", 12, L.MEDIUM, L.HIGH, 2, M.COVER, 1_800, "Nắp cống vỡ một nửa."),
    Sketch(K.ROAD_BLACKSPOT, "Ngã tư khuất tầm nhìn đầu đường Hoa Phượng", 9, L.HIGH, L.MEDIUM, 0),
    Sketch(K.UNCOVERED_WELL, "Giếng cũ trong vườn dừa", 75, L.LOW, L.HIGH, 5, M.FILL_IN, 2_000, "Chủ vườn đồng ý lấp."),
    Sketch(K.EXPOSED_ELECTRIC, "Dây điện võng sát mái trường mầm non", 3, L.MEDIUM, L.HIGH, 0),
    Sketch(K.RIVER_STREAM, "Bến tắm chỗ bậc đá", 58, L.HIGH, L.HIGH, 4, M.WARNING_SIGN, 600, "Nước xoáy khi thả đập."),
    Sketch(K.PLAYGROUND_EQUIPMENT, "Cầu trượt gãy ở sân chơi", 6, L.MEDIUM, L.LOW, 1, pointed=False),
    Sketch(K.POND_LAKE, "Hồ sen cạnh đình", 33, L.MEDIUM, L.HIGH, 3, M.WARNING_SIGN, 500, "Chưa có rào phía đường."),
    Sketch(K.CANAL_DRAIN, "Mương sâu dọc đường ra đồng", 17, L.HIGH, L.MEDIUM, 2, M.FENCE, 3_200),
    Sketch(K.DAMAGED_BUILDING, "Nhà kho cũ sau trường", 25, L.LOW, L.MEDIUM, 1, words="Tường nứt, trẻ hay vào chơi."),
    Sketch(K.ANIMAL, "Chó dữ thả rông đầu hẻm 5", 2, L.MEDIUM, L.MEDIUM, 0, pointed=False),
)  # fmt: skip
_NOTES = ("Đã đi kiểm tra cùng công chức địa chính.", "Đã làm xong, bà con cùng góp công.")


def _at(ctx: Ctx, day: date) -> None:
    """Go on as on that morning."""
    moment = datetime.combine(day, time(8, 30), VIETNAM)
    ctx.clock = Clock(lambda: moment)


async def find_hazards(ctx: Ctx, finder: Finder, today: date) -> None:
    """The places of the list, by turns of the ward's khu phố."""
    for at, sketch in enumerate(_SKETCHES):
        if at % finder.of == finder.at:
            await _one(ctx, finder, at, sketch, today)


async def _one(ctx: Ctx, finder: Finder, at: int, sketch: Sketch, today: date) -> None:
    found = today - timedelta(days=sketch.days_ago)
    _at(ctx, found)
    here = spot(finder.ward_id, finder.of, finder.at, 0.2 + 0.09 * (at % 7), 0.25 + 0.11 * (at % 5))
    body = HazardCreate(
        kind=sketch.kind, title=sketch.where, unit_id=finder.unit_id, place_unit_id=finder.unit_id,
        latitude=here.latitude if sketch.pointed else None, longitude=here.longitude if sketch.pointed else None,
        likelihood=sketch.likelihood, harm=sketch.harm, found_on=found, description=sketch.words,
    )  # fmt: skip
    site = await queries.seen(ctx, await service.create(ctx, body))
    before = await _photo(ctx, site, 40 + at)
    if sketch.steps < 1:
        return
    # A share of the days for each step, the last of them some days ago.
    each = max(1, sketch.days_ago // (sketch.steps + 2))
    _at(ctx, found + timedelta(days=min(2, each)))
    look = InspectionCreate(
        likelihood=sketch.likelihood, harm=sketch.harm, owner_unit_ids=list(finder.owners), note=_NOTES[0]
    )
    await service.inspect(ctx, site, look, site.version)
    if sketch.steps < 2:
        return
    done = found + timedelta(days=each + 1)
    _at(ctx, done)
    after = await _photo(ctx, site, 60 + at)
    measure = MeasureCreate(
        kind=sketch.measure, unit_id=finder.unit_id, done_on=done, cost=sketch.thousands * 1000, note=_NOTES[1],
        before_file_id=before, after_file_id=after,
    )  # fmt: skip
    await service.measure(ctx, site, measure, site.version)
    if sketch.steps < 3:
        return
    _at(ctx, done + timedelta(days=1))
    await service.make_safe(ctx, site, SafeCreate(), site.version)
    if sketch.steps < 4:
        return
    _at(ctx, done + timedelta(days=20))
    await service.recheck(ctx, site, RecheckCreate(still_safe=True, note="Biển còn nguyên."), site.version)
    if sketch.steps >= 5:
        await service.close(ctx, site, "Đã lấp, không còn nguy hiểm.", site.version)


async def _photo(ctx: Ctx, site: HazardSite, seed: int) -> UUID:
    async with kept(ctx.state, ctx.ward_id, photo(seed), "hien-truong.jpg") as one:
        return await service.FILES.attach(ctx, site, FileAttach(upload_id=new_id()), one)


_CAUSES = (
    (InjuryCause.FALL, PlaceKind.SCHOOL, Care.SCHOOL, Outcome.TREATED),
    (InjuryCause.FALL, PlaceKind.PLAYGROUND, Care.SCHOOL, Outcome.HOSPITALISED),
    (InjuryCause.TRAFFIC, PlaceKind.ROAD, Care.NOBODY, Outcome.HOSPITALISED),
    (InjuryCause.BURN, PlaceKind.HOUSE, Care.HOME, Outcome.TREATED),
    (InjuryCause.ANIMAL_BITE, PlaceKind.PUBLIC_PLACE, Care.NOBODY, Outcome.TREATED),
    (InjuryCause.FALL, PlaceKind.HOUSE, Care.HOME, Outcome.TREATED),
    (InjuryCause.SHARP_OBJECT, PlaceKind.SCHOOL, Care.SCHOOL, Outcome.TREATED),
    (InjuryCause.DROWNING, PlaceKind.WATER, Care.NOBODY, Outcome.UNHARMED),
)
_AGES = tuple(AgeBand)


async def record_injuries(ctx: Ctx, unit_id: UUID, places: Sequence[UUID], today: date, count: int) -> None:
    """So many over the last year, at a school or brought to the health station."""
    for at in range(count):
        cause, place, care, outcome = _CAUSES[(at * 3 + count) % len(_CAUSES)]
        day = today - timedelta(days=9 + 17 * at)
        _at(ctx, day)
        body = InjuryCreate(
            happened_on=day, unit_id=unit_id, place_unit_id=places[at % len(places)], age_band=_AGES[at % len(_AGES)],
            sex=Sex.MALE if at % 3 else Sex.FEMALE, cause=cause, place_kind=place, care=care, outcome=outcome,
        )  # fmt: skip
        await injuries.create(ctx, body)

"""Lists of injuries as Excel."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError

from vitreem.identity.facts import UnitNames
from vitreem.injuries import queries, rules, service
from vitreem.injuries.models import Injury
from vitreem.injuries.rules import AgeBand, Care, InjuryCause, InjuryState, InjuryVerb, Outcome, PlaceKind, Sex
from vitreem.injuries.schemas import InjuryCreate
from vitreem.kernel.files.excel import Column, SheetRow, workbook
from vitreem.kernel.files.sheets import SheetResult, chosen, moment
from vitreem.kernel.request.context import Ctx
from vitreem.records import units
from vitreem.records.refusals import CodeTaken
from vitreem.records.sheets import SheetOf

CAUSE_WORDS: dict[InjuryCause, str] = {
    InjuryCause.DROWNING: "Đuối nước",
    InjuryCause.TRAFFIC: "Giao thông",
    InjuryCause.FALL: "Ngã",
    InjuryCause.BURN: "Bỏng",
    InjuryCause.POISONING: "Ngộ độc",
    InjuryCause.ANIMAL_BITE: "Động vật cắn, húc",
    InjuryCause.ELECTROCUTION: "Điện giật",
    InjuryCause.MACHINERY: "Máy móc",
    InjuryCause.EXPLOSIVE: "Bom mìn, vật nổ",
    InjuryCause.CHOKING: "Hóc, ngạt dị vật",
    InjuryCause.SHARP_OBJECT: "Vật sắc nhọn",
    InjuryCause.VIOLENCE: "Bạo lực",
    InjuryCause.SELF_HARM: "Tự gây thương tích",
    InjuryCause.OTHER: "Khác",
}
AGE_WORDS: dict[AgeBand, str] = {
    AgeBand.UNDER_5: "Dưới 5 tuổi",
    AgeBand.FROM_5: "5 đến 9 tuổi",
    AgeBand.FROM_10: "10 đến 14 tuổi",
    AgeBand.FROM_15: "15 tuổi",
}
SEX_WORDS: dict[Sex, str] = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
PLACE_WORDS: dict[PlaceKind, str] = {
    PlaceKind.HOUSE: "Nhà ở",
    PlaceKind.SCHOOL: "Trường học",
    PlaceKind.ROAD: "Trên đường",
    PlaceKind.WATER: "Ao, hồ, sông, suối",
    PlaceKind.PLAYGROUND: "Khu vui chơi",
    PlaceKind.BUILDING_SITE: "Công trình xây dựng",
    PlaceKind.PUBLIC_PLACE: "Nơi công cộng",
    PlaceKind.OTHER: "Khác",
}
CARE_WORDS: dict[Care, str] = {
    Care.SCHOOL: "Nhà trường",
    Care.HOME: "Gia đình",
    Care.NOBODY: "Không có người trông",
}
OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.DIED: "Tử vong",
    Outcome.HOSPITALISED: "Nằm viện",
    Outcome.TREATED: "Được sơ cứu, điều trị",
    Outcome.UNHARMED: "Không bị thương",
}
STATE_WORDS: dict[InjuryState, str] = {InjuryState.RECORDED: "Đã ghi nhận", InjuryState.CANCELLED: "Đã hủy"}
COLUMNS = (
    Column("Mã", 14), Column("Ngày xảy ra", 14), Column("Đơn vị ghi nhận", 34), Column("Khu phố", 20),
    Column("Nhóm tuổi", 16), Column("Giới tính", 10), Column("Nguyên nhân", 22), Column("Nơi xảy ra", 22),
    Column("Lúc đó ai trông", 22), Column("Kết quả", 24), Column("Trạng thái", 14),
)  # fmt: skip


def injuries_workbook(items: Iterable[dict[str, Any]]) -> bytes:
    """Items of the list as rows."""
    return workbook(
        "Tai nạn thương tích",
        COLUMNS,
        (
            (
                one["code"], f"{date.fromisoformat(one['happened_on']):%d/%m/%Y}", one["unit_name"],
                one["place_unit_name"], AGE_WORDS[one["age_band"]], SEX_WORDS[one["sex"]], CAUSE_WORDS[one["cause"]],
                PLACE_WORDS[one["place_kind"]], CARE_WORDS[one["care"]], OUTCOME_WORDS[one["outcome"]],
                STATE_WORDS[one["state"]],
            )
            for one in items
        ),
    )  # fmt: skip


FILLED = (
    Column(
        "Mã", 14,
        help="Để trống nếu ghi mới. Hai trẻ cùng ngày, nguyên nhân, nhóm tuổi và giới tính thì ghi hai mã khác nhau.",
    ),
    Column("Ngày xảy ra", 14, help="Ví dụ 08/06/2026."),
    Column("Đơn vị ghi nhận", 34, help="Tên đúng như trong danh sách đơn vị."),
    Column("Khu phố", 20, help="Nơi xảy ra; để trống nếu không rõ."),
    Column("Nhóm tuổi", 16, choices=tuple(AGE_WORDS.values())),
    Column("Giới tính", 10, choices=tuple(SEX_WORDS.values())),
    Column("Nguyên nhân", 22, choices=tuple(CAUSE_WORDS.values())),
    Column("Nơi xảy ra", 22, choices=tuple(PLACE_WORDS.values())),
    Column("Lúc đó ai trông", 22, choices=tuple(CARE_WORDS.values())),
    Column("Kết quả", 24, choices=tuple(OUTCOME_WORDS.values())),
)  # fmt: skip
_WORDS: dict[str, tuple[str, dict[Any, str]]] = {
    "age_band": ("Nhóm tuổi", AGE_WORDS),
    "sex": ("Giới tính", SEX_WORDS),
    "cause": ("Nguyên nhân", CAUSE_WORDS),
    "place_kind": ("Nơi xảy ra", PLACE_WORDS),
    "care": ("Lúc đó ai trông", CARE_WORDS),
    "outcome": ("Kết quả", OUTCOME_WORDS),
}
# Which column to correct when a field or a rule refuses.
_PLACES = {
    "code": "Mã", "code_taken": "Mã", "wrong_state": "Mã", "happened_on": "Ngày xảy ra",
    "not_yet_happened": "Ngày xảy ra", "unit_id": "Đơn vị ghi nhận", "unknown_unit": "Đơn vị ghi nhận",
    **{name: title for name, (title, _) in _WORDS.items()},
}  # fmt: skip


async def choices(ctx: Ctx) -> dict[str, list[str]]:
    """The ward's own names to choose from in the blank sheet, by column."""
    return await units.choices(ctx, "Đơn vị ghi nhận", "Khu phố")


def _require(ctx: Ctx, body: InjuryCreate, injury: Injury | None) -> None:
    """What the verbs of the page would refuse."""
    rules.require_past(body.happened_on, ctx.clock.today())
    units.require_own(ctx, body.unit_id, "injury")
    if injury is not None:
        if not (held := queries.rights(ctx, injury)):
            raise CodeTaken()
        rules.LIFE.begin(injury, InjuryVerb.EDIT, held)


def _body(row: SheetRow, names: UnitNames, result: SheetResult) -> InjuryCreate | None:
    """The row as the page would send it; None when a cell is wrong, which `result` then names."""
    cells, before = row.cells, len(result.faults)
    unit = units.in_cell(names, row, "Đơn vị ghi nhận", result, "đơn vị")
    place = units.in_cell(names, row, "Khu phố", result, "khu phố") if cells["Khu phố"] else None
    day = moment(cells["Ngày xảy ra"])
    if day is None:
        result.fault(row, "Ngày xảy ra", "Ghi ngày, ví dụ 08/06/2026.")
    values: dict[str, Any] = {}
    for name, (title, words) in _WORDS.items():
        values[name] = chosen(words, cells[title])
        if values[name] is None:
            result.fault(row, title, f"Chọn một trong: {', '.join(words.values())}.")
    if len(result.faults) > before:
        return None
    assert unit
    assert day
    try:
        return InjuryCreate.model_validate(
            {
                **values, "code": cells["Mã"] or None, "happened_on": day.date(), "unit_id": unit.id,
                "place_unit_id": place.id if place else None,
            }
        )  # fmt: skip
    except ValidationError as error:
        result.refused(row, error, _PLACES, "Ngày xảy ra")
        return None


def _same(one: Injury | InjuryCreate) -> tuple[Any, ...]:
    return one.happened_on, str(one.cause), str(one.age_band), str(one.sex)


SHEET = SheetOf(
    title="Tai nạn thương tích", columns=FILLED, places=_PLACES, other_place="Ngày xảy ra", model=Injury, body=_body,
    is_own=queries.is_own, require=_require, differs=service.differs, same=_same,
    write=service.write_all, when="happened_on",
)  # fmt: skip

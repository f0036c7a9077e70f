"""A register of about 300 invented children a ward: brothers and sisters in households, some poor, some kept twice."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from vitreem.children import assessment, households, queries, service
from vitreem.children.household_schemas import HouseholdCreate, HouseholdStatusCreate
from vitreem.children.rules import ConsentPurpose, LegalGroup, NeedCategory, PovertyStatus, Relation, Sex, age_on
from vitreem.children.schemas import ChildCreate, ConsentCreate, GroupCreate, LeaveCreate, NeedCreate
from vitreem.children.wire import Birth, Guardian
from vitreem.kernel.request.context import Ctx

_FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý",
)  # fmt: skip
_MIDDLES = {
    Sex.MALE: ("Văn", "Gia", "Minh", "Đức", "Quốc", "Bảo"),
    Sex.FEMALE: ("Thị", "Ngọc", "Khánh", "Thùy", "Bảo", "Hà"),
}
_GIVEN = {
    Sex.MALE: (
        "An", "Bình", "Duy", "Đạt", "Hải", "Hưng", "Khang", "Khôi", "Long",
        "Nam", "Phúc", "Quân", "Tài", "Thịnh", "Tú", "Vinh",
    ),
    Sex.FEMALE: (
        "Ánh", "Bé", "Châu", "Diễm", "Hân", "Hương", "Lan",
        "Linh", "My", "Ngân", "Nhi", "Quỳnh", "Thảo", "Trang", "Uyên", "Yến",
    ),
}  # fmt: skip
_WISHES = ("Xe đạp đi học", "Bảo hiểm y tế", "Cặp sách, áo ấm", "Học bổng", "Sữa và thuốc", "")
_TALENTS = ("Vẽ", "Hát", "Chạy nhanh", "Học toán", "", "", "")
# Of a hundred households: poor, near-poor.
_POOR, _NEAR_POOR = 6, 8


@dataclass(frozen=True)
class Place:
    """Where children live, and where they go to school."""

    khu_pho: tuple[tuple[UUID, str], ...]
    schools: tuple[UUID, ...]


async def keep_register(ctx: Ctx, place: Place, today: date) -> None:
    """`ctx` acts as the ward's officer."""
    random = Random(ctx.ward_id)  # noqa: S311  the same invented ward at every start
    made: list[UUID] = []
    for unit_id, name in place.khu_pho:
        for _ in range(round(165 / len(place.khu_pho))):
            made += await _family(ctx, random, place, unit_id, name, today)
    await _kept_twice(ctx, random, made, place)
    for child_id in random.sample(made, 6):
        child = await queries.seen(ctx, child_id)
        gone = LeaveCreate(
            state="moved", on_day=today - timedelta(days=random.randrange(20, 300)), note="Theo cha mẹ vào Nam"
        )
        await service.leave(ctx, child, gone, child.version)
    await ctx.db.flush()


async def _family(ctx: Ctx, random: Random, place: Place, unit_id: UUID, unit: str, today: date) -> list[UUID]:
    family = random.choice(_FAMILIES)
    father = f"{family} {random.choice(_MIDDLES[Sex.MALE])} {random.choice(_GIVEN[Sex.MALE])}"
    mother = f"{random.choice(_FAMILIES)} Thị {random.choice(_GIVEN[Sex.FEMALE])}"
    one_parent = random.random() < 0.08
    home = await queries.seen_household(
        ctx, await households.create(ctx, HouseholdCreate(unit_id=unit_id, head_name=mother if one_parent else father))
    )
    status = _status(random)
    if status:
        for year in (today.year - 1, today.year):
            body = HouseholdStatusCreate(year=year, status=status, paper=f"Danh sách hộ nghèo, cận nghèo năm {year}")
            await households.set_status(ctx, home, body, home.version)
    phone = f"09{random.randrange(10**7, 10**8)}"
    guardians = [Guardian(full_name=mother, relation=Relation.MOTHER, phone=phone, may_receive=True)]
    if not one_parent:
        guardians.insert(0, Guardian(full_name=father, relation=Relation.FATHER, may_receive=True))
    ids: list[UUID] = []
    for _ in range(random.choice((1, 1, 2, 2, 2, 3))):
        sex = random.choice((Sex.MALE, Sex.FEMALE))
        born = today - timedelta(days=random.randrange(200, 365 * 16 - 40))
        exact = random.random() < 0.9
        age = age_on(today, born)
        child_id = await service.add(
            ctx,
            ChildCreate(
                full_name=f"{family} {random.choice(_MIDDLES[sex])} {random.choice(_GIVEN[sex])}", sex=sex,
                birth=Birth(year=born.year, month=born.month if exact else None, day=born.day if exact else None),
                unit_id=unit_id, address=f"Tổ {random.randrange(1, 9)}, {unit}", guardians=guardians,
                household_id=home.id, wishes=random.choice(_WISHES) if status else "", talents=random.choice(_TALENTS),
                school_unit_id=random.choice(place.schools) if 6 <= age <= 14 else None,
                class_name=f"{age - 5}{random.choice('ABC')}" if 6 <= age <= 14 else "",
                personal_number=f"045{3 if sex is Sex.FEMALE else 2}{born.year % 100:02}{random.randrange(10**6):06}"
                if random.random() < 0.6 else None,
            ),
        )  # fmt: skip
        child = await queries.seen(ctx, child_id)
        ids.append(child_id)
        for category in _needs(random, one_parent=one_parent, poor=status is not None):
            await assessment.add_need(ctx, child, NeedCreate(category=category, from_on=today), child.version)
        if random.random() < 0.02:
            group = random.choice((LegalGroup.DISABILITY, LegalGroup.ORPHAN_BOTH, LegalGroup.NO_SUPPORT))
            body = GroupCreate(
                legal_group=group, from_on=today - timedelta(days=90), evidence="Giấy xác nhận của phường"
            )
            await assessment.add_group(ctx, child, body, child.version)
        if random.random() < 0.1:
            consent = ConsentCreate(
                purpose=ConsentPurpose.PHOTO, guardian_name=mother, child_agrees=age >= 7, given_on=today
            )
            await assessment.give_consent(ctx, child, consent, child.version)
    return ids


def _status(random: Random) -> PovertyStatus | None:
    drawn = random.randrange(100)
    return PovertyStatus.POOR if drawn < _POOR else PovertyStatus.NEAR_POOR if drawn < _POOR + _NEAR_POOR else None


def _needs(random: Random, *, one_parent: bool, poor: bool) -> list[NeedCategory]:
    needs = [NeedCategory.ONE_PARENT] if one_parent else []
    if poor and random.random() < 0.5:
        needs.append(random.choice((NeedCategory.HARDSHIP, NeedCategory.STRIVING_STUDENT)))
    return needs


async def _kept_twice(ctx: Ctx, random: Random, made: list[UUID], place: Place) -> None:
    """Two children that came again from another list: without marks, and with day and month swapped."""
    for child_id, spoilt in zip(random.sample(made, 2), ("marks", "birth"), strict=True):
        child = await queries.seen(ctx, child_id)
        guardians = (await queries.guardians_of(ctx, [child_id]))[child_id]
        day = date(child.born_from.year, (child.born_from.month % 12) + 1, min(child.born_from.day, 12))
        birth = child.born_from if spoilt == "marks" else day
        body = ChildCreate(
            full_name=child.full_name.upper() if spoilt == "marks" else child.full_name,
            birth=Birth(year=birth.year, month=birth.month, day=birth.day), unit_id=random.choice(place.khu_pho)[0],
            guardians=[Guardian(full_name=guardians[0].full_name, relation=Relation.OTHER)],
        )  # fmt: skip
        await service.add(ctx, body)

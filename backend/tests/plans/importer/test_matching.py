"""Assignee texts to units: whole kinds, exact names, abbreviations, and never a silent choice between two."""

import pytest

from vitreem.plans.importer import parse_bytes
from vitreem.plans.matching import Match, UnitRef, match_assignee

DESKS = [
    UnitRef("children", "officer_desk", "Công chức VH-XH phụ trách trẻ em"),
    UnitRef("culture", "officer_desk", "Công chức VH-XH phụ trách văn hóa - thông tin"),
    UnitRef("justice", "officer_desk", "Công chức Tư pháp - Hộ tịch"),
    UnitRef("land", "officer_desk", "Công chức Địa chính - Xây dựng"),
]
FRONT = UnitRef("front", "fatherland_front", "Ủy ban MTTQ Việt Nam phường")
MASS = [
    UnitRef("youth", "mass_organisation", "Đoàn Thanh niên"),
    UnitRef("women", "mass_organisation", "Hội Liên hiệp Phụ nữ"),
    UnitRef("veterans", "mass_organisation", "Hội Cựu chiến binh"),
    UnitRef("farmers", "mass_organisation", "Hội Nông dân"),
    UnitRef("union", "mass_organisation", "Công đoàn"),
]
HEALTH = UnitRef("health", "health_station", "Trạm Y tế phường")
POLICE = UnitRef("police", "police", "Công an phường")
SCHOOLS = [
    UnitRef("school1", "school", "Trường TH&THCS Nguyễn Trãi"),
    UnitRef("school2", "school", "Trường Mầm non Hoa Mai"),
]
KHU_PHO = [UnitRef(f"kp{number}", "khu_pho", f"Khu phố {number}") for number in range(1, 6)]
REGISTRY = [*DESKS, FRONT, *MASS, HEALTH, POLICE, *SCHOOLS, *KHU_PHO]


def ids(units: list[UnitRef]) -> set[str]:
    return {unit.id for unit in units}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Công chức VH - XH (phụ trách lĩnh vực LĐTB&XH)", "children"),
        ("Công chức VH - XH (phụ trách lĩnh vực Văn hóa - thông tin)", "culture"),
        ("Công chức VH-XH phụ trách trẻ em", "children"),
        ("Công chức Tư pháp- hộ tịch", "justice"),
        ("Công chức Địa chính-xây dựng", "land"),
        ("Trạm y tế phường", "health"),
        ("TYT", "health"),
        ("CA phường", "police"),
        ("Công an phường An Bình", "police"),
        ("UBMTTQVN phường", "front"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam phường", "front"),
        ("ĐTN phường", "youth"),
        ("đoàn Thanh niên", "youth"),
        ("Hội LHPN phường", "women"),
        ("HPN", "women"),
        ("Hội CCB", "veterans"),
        ("CĐ", "union"),
        ("Trường MN Hoa Mai", "school2"),
        ("Trường Tiểu học và THCS Nguyễn Trãi", "school1"),
        ("khu phố 3", "kp3"),
    ],
)
def test_one_unit(text: str, unit: str) -> None:
    match = match_assignee(text, REGISTRY)
    assert (match.unit_ids, match.kinds, match.certainty) == ((unit,), (), "exact")


@pytest.mark.parametrize(
    ("text", "kinds", "units"),
    [
        ("Các trường học", ("school",), SCHOOLS),
        ("Các trường học trên địa bàn phường", ("school",), SCHOOLS),
        ("Các khu phố", ("khu_pho",), KHU_PHO),
        ("Các đoàn thể phường", ("mass_organisation",), MASS),
        ("UBMTTQVN và các đoàn thể phường", ("fatherland_front", "mass_organisation"), [FRONT, *MASS]),
        ("UBMTTQVN&các đoàn thể phường", ("fatherland_front", "mass_organisation"), [FRONT, *MASS]),
        ("MTTQ và các tổ chức chính trị - xã hội", ("fatherland_front", "mass_organisation"), [FRONT, *MASS]),
        ("Trưởng các khu phố", ("khu_pho",), KHU_PHO),
        ("Các trường Mầm non, Tiểu học, THCS trên địa bàn", ("school",), SCHOOLS),
        ("Đề nghị các đoàn thể", ("mass_organisation",), MASS),
        ("Các chi hội", ("mass_organisation",), MASS),
        ("Các trường học, các khu phố", ("school", "khu_pho"), [*SCHOOLS, *KHU_PHO]),
    ],
)
def test_whole_kinds(text: str, kinds: tuple[str, ...], units: list[UnitRef]) -> None:
    match = match_assignee(text, REGISTRY)
    assert match.kinds == kinds
    assert set(match.unit_ids) == ids(units)


def test_a_kind_and_a_unit_together() -> None:
    match = match_assignee("Các khu phố và Đoàn Thanh niên", REGISTRY)
    assert match.kinds == ("khu_pho",)
    assert set(match.unit_ids) == {"youth", *ids(KHU_PHO)}


def test_schools_of_one_level_are_proposed_by_name_and_not_as_a_kind() -> None:
    match = match_assignee("Các trường mầm non", REGISTRY)
    assert (match.unit_ids, match.kinds, match.certainty) == (("school2",), (), "proposed")


def test_two_desks_that_fit_are_not_chosen_between() -> None:
    match = match_assignee("Công chức VH-XH", REGISTRY)
    assert match.unit_ids == ()
    assert match.certainty == "ambiguous"
    assert {unit for unit, _ in match.candidates[:2]} == {"children", "culture"}


def test_two_units_with_one_name_are_ambiguous() -> None:
    twin = UnitRef("police2", "police", "Công an phường")
    match = match_assignee("Công an phường", [*REGISTRY, twin])
    assert match == Match((), (), "ambiguous", (("police", 100.0), ("police2", 100.0)))


def test_a_singular_name_of_a_kind_with_two_units_is_not_fanned_out() -> None:
    clinics = [UnitRef("a", "health_station", "Trạm Y tế Đông"), UnitRef("b", "health_station", "Trạm Y tế Tây")]
    assert match_assignee("Trạm Y tế", clinics).unit_ids == ()


def test_misspelt_or_longer_names_are_only_proposed() -> None:
    match = match_assignee("Hội Cựu chiến bin phường", REGISTRY)
    assert (match.unit_ids, match.certainty) == (("veterans",), "proposed")
    assert match_assignee("đoàn TNCS Hồ Chí Minh phường", REGISTRY).unit_ids == ("youth",)


def test_alias() -> None:
    units = [*REGISTRY, UnitRef("desk", "officer_desk", "Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng KT-HT&ĐT",))]
    assert match_assignee("Phòng KT-HT&ĐT", units).unit_ids == ("desk",)


@pytest.mark.parametrize("text", ["", "  ", "Ban Chỉ huy Quân sự phường", "Khu phố 9", "Bà con cô bác"])
def test_unknown(text: str) -> None:
    match = match_assignee(text, REGISTRY)
    assert (match.unit_ids, match.kinds, match.certainty) == ((), (), "unknown")


def test_every_assignee_of_the_shipped_sample_matches_exactly() -> None:
    from test_own_sample import NAME, SAMPLES

    reading = parse_bytes((SAMPLES / f"{NAME}.txt").read_bytes(), "a.txt")
    found = {group.number: match_assignee(group.assignee, REGISTRY) for group in reading.task_groups}
    assert {match.certainty for match in found.values()} == {"exact"}
    assert [len(match.unit_ids) for match in found.values()] == [1, 1, 1, 1, 6, 1, 1, 2, 5]

"""Columns of lists of children, in the words that wards, schools and khu phố write over them, and what cells mean."""

import re
from datetime import date, timedelta

from vitreem.children.rules import PovertyStatus, Sex
from vitreem.children.wire import Birth
from vitreem.kernel.text import search_key

# Folded titles by field; `=` before a word that must stand alone.
WORDS: dict[str, tuple[str, ...]] = {
    "code": ("ma tre", "ma ho so", "=ma"),
    "full_name": ("ho va ten", "ho ten", "ten tre", "ten chau", "ho va ten tre", "ho va ten hoc sinh"),
    "birth": ("ngay thang nam sinh", "ngay sinh", "nam sinh", "ngay thang sinh", "sinh ngay"),
    "birth_male": ("ngay thang nam sinh nam", "ngay sinh nam", "nam sinh nam"),
    "birth_female": ("ngay thang nam sinh nu", "ngay sinh nu", "nam sinh nu"),
    "sex": ("gioi tinh", "=phai", "nam nu"),
    "male": ("=nam", "gioi tinh nam"),
    "female": ("=nu", "gioi tinh nu"),
    "personal_number": ("so dinh danh", "ma dinh danh", "dinh danh ca nhan", "cccd"),
    "unit": ("khu pho", "to dan pho", "=thon", "=kp", "dia ban"),
    "address": ("dia chi", "cho o", "noi o", "thuong tru"),
    "father": ("ho va ten cha", "ho ten cha", "ten cha", "ho ten bo", "=cha", "=bo"),
    "mother": ("ho va ten me", "ho ten me", "ten me", "=me"),
    "guardian": (
        "nguoi cham soc", "nguoi nuoi duong", "nguoi giam ho", "phu huynh", "chu ho", "ho ten cha me", "cha me",
        "ho va ten cha me",
    ),
    "phone": ("dien thoai", "so dien thoai", "sdt"),
    "school": ("truong", "noi hoc"),
    "class_name": ("=lop", "lop hoc"),
    "poverty": ("ho ngheo can ngheo", "ho ngheo", "dien ho"),
    "wishes": ("nhu cau", "nguyen vong"),
    "note": ("ghi chu",),
}  # fmt: skip
NEEDED = ("full_name",)
FIELDS = (*WORDS, "")


_DAY = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_LONG = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
# The day that a whole number of days means in Excel; between 1990 and 2063.
_EXCEL_ZERO, _EXCEL_DAYS = date(1899, 12, 30), range(32_874, 60_000)


def birth_of(text: str, today: date) -> Birth | None:
    """A birth as people write it: "02/09/2017", "2.9.17", "9/2017", "2017", "khoảng 2017", an Excel day; else None."""
    folded = search_key(text)
    estimated = bool(re.match(r"(khoang|uoc|~)", folded))
    typed = re.sub(r"^(khoang|uoc chung|uoc|~|nam)\s*", "", folded).strip()
    try:
        if found := _ISO.fullmatch(typed):
            year, month, day = map(int, found.groups())
        elif found := _DAY.fullmatch(typed) or _LONG.fullmatch(typed):
            day, month, year = map(int, found.groups())
            if year < 100:
                year += 2000 if year <= today.year % 100 else 1900
        elif found := _MONTH.fullmatch(typed):
            month, year, day = int(found[1]), int(found[2]), None
        elif re.fullmatch(r"\d{4}", typed):
            year, month, day = int(typed), None, None
        elif re.fullmatch(r"\d{8}", typed):
            day, month, year = int(typed[:2]), int(typed[2:4]), int(typed[4:])
        elif re.fullmatch(r"\d{5}", typed) and int(typed) in _EXCEL_DAYS:
            serial = _EXCEL_ZERO + timedelta(days=int(typed))
            year, month, day = serial.year, serial.month, serial.day
        else:
            return None
        return Birth(year=year, month=month, day=day, estimated=estimated)
    except ValueError:
        return None


_MALE, _FEMALE = {"nam", "trai", "be trai", "male", "m"}, {"nu", "gai", "be gai", "female", "f"}


def sex_of(text: str) -> Sex | None:
    folded = search_key(text)
    return Sex.MALE if folded in _MALE else Sex.FEMALE if folded in _FEMALE else None


def poverty_of(text: str) -> PovertyStatus | None:
    """What a cell under "hộ nghèo, cận nghèo" says; None for what it doesn't."""
    folded = search_key(text)
    if "can ngheo" in folded or folded == "cn":
        return PovertyStatus.NEAR_POOR
    if ("ngheo" in folded and not folded.startswith(("khong", "thoat"))) or folded in ("n", "x"):
        return PovertyStatus.POOR
    return PovertyStatus.NONE if folded in ("khong", "0", "-") else None


def is_total(cells: list[str]) -> bool:
    """ "Tổng cộng: 42 trẻ" is no child."""
    first = next((search_key(cell) for cell in cells if cell and not cell.isdigit()), "")
    return first.startswith(("tong", "cong ", "cong:", "cong cong")) or first == "cong"

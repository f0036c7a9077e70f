"""Injuries from Excel."""

import pytest

from tests.world import canary
from vitreem.injuries.sheets import FILLED
from vitreem.kernel.files.excel import workbook

ROW = {
    "Mã": "", "Ngày xảy ra": "08/06/2026", "Đơn vị ghi nhận": f"{canary(1)}kp_a", "Khu phố": f"{canary(1)}kp_a",
    "Nhóm tuổi": "Dưới 5 tuổi", "Giới tính": "Nữ", "Nguyên nhân": "Bỏng", "Nơi xảy ra": "Nhà ở",
    "Lúc đó ai trông": "Gia đình", "Kết quả": "Nằm viện",
}  # fmt: skip


def sheet(*rows):
    return workbook("Tai nạn thương tích", FILLED, [[row[one.title] for one in FILLED] for row in rows])


async def test_rows_come_in_once_and_are_known_by_day_cause_age_and_sex(khu_pho, imported):
    async def bring(*rows):
        job = await imported(khu_pho, "/injuries/import", sheet(*rows))
        return job["result"]

    assert (await bring(ROW))["created"] == 1
    assert (await bring(ROW))["unchanged"] == 1
    assert (await bring(ROW | {"Kết quả": "Tử vong"}))["updated"] == 1
    assert (await bring(ROW | {"Mã": "TN-2"}))["created"] == 1
    listed = (await khu_pho.get("/injuries?cause=burn")).json()["items"]
    assert sorted(one["outcome"] for one in listed) == ["died", "hospitalised"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Ngày xảy ra": "hôm qua"}, "Ngày xảy ra"),
        ({"Ngày xảy ra": "11/06/2026"}, "Ngày xảy ra"),
        ({"Đơn vị ghi nhận": f"{canary(1)}school"}, "Đơn vị ghi nhận"),
        ({"Khu phố": "Khu phố 99"}, "Khu phố"),
        ({"Nhóm tuổi": "30 tuổi"}, "Nhóm tuổi"),
        ({"Nguyên nhân": "Sét đánh"}, "Nguyên nhân"),
        ({"Mã": "!"}, "Mã"),
    ],
)
async def test_each_wrong_cell_is_named(khu_pho, change, column):
    tried = await khu_pho.post("/injuries/import/trial", files={"file": ("a.xlsx", sheet(ROW | change))})
    assert [(one["row"], one["column"]) for one in tried.json()["faults"]] == [(2, column)]


async def test_a_list_goes_out_and_comes_in_again(khu_pho, officer, world):
    assert (await khu_pho.get("/injuries/export")).status_code == 200
    assert (await officer.get("/injuries/template")).status_code == 200

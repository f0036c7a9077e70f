"""Activities from Excel: a trial run names each wrong cell, the file comes back marked, the same sheet never doubles."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.world import canary
from vitreem.activities.sheets import FILLED as COLUMNS
from vitreem.kernel.files.excel import workbook

ROW = {
    "Mã": "KP-01", "Lĩnh vực": "Sinh hoạt hè", "Hoạt động": "Lớp bơi", "Đơn vị tổ chức": f"{canary(1)}kp_a",
    "Khu phố": f"{canary(1)}kp_a", "Địa điểm": "Hồ bơi", "Bắt đầu": "01/06/2026 08:00", "Kết thúc": "01/06/2026 10:00",
    "Đã tổ chức": "Có", "Số bé trai": "12", "Số bé gái": 15, "Số người lớn": "3", "Trẻ khuyết tật": "1",
    "Trẻ hộ nghèo, cận nghèo": "4", "Ngân sách đã chi (đồng)": "1.500.000", "Vận động đã chi (đồng)": "",
    "Kết quả": "Các cháu biết bơi",
}  # fmt: skip


def sheet(*rows):
    return workbook("Hoạt động", COLUMNS, [[row[column.title] for column in COLUMNS] for row in rows])


async def tried(client, data, at="import/trial"):
    return await client.post(f"/activities/{at}", files={"file": ("a.xlsx", data)})


@pytest.fixture
def bring(imported):
    """Import a sheet for good: the job's figures, or how it failed."""

    async def send(client, data, **more):
        job = await imported(client, "/activities/import", data, **more)
        return job["result"] if job["state"] == "done" else job["problem_code"]

    return send


async def test_rows_come_in_once_and_are_updated_by_code(khu_pho, bring):
    trial = (await tried(khu_pho, sheet(ROW))).json()
    assert (trial["created"], trial["faults"]) == (1, [])
    assert (await khu_pho.get("/activities?q=lop boi")).json()["items"] == []
    assert (await bring(khu_pho, sheet(ROW)))["created"] == 1
    assert (await bring(khu_pho, sheet(ROW)))["unchanged"] == 1
    assert (await bring(khu_pho, sheet(ROW | {"Số bé trai": "20"})))["updated"] == 1
    [item] = (await khu_pho.get("/activities?q=lop boi")).json()["items"]
    assert (item["code"], item["state"], item["children"], item["spent"]) == ("KP-01", "held", 35, 1_500_000)
    shown = (await khu_pho.get(f"/activities/{item['id']}")).json()
    assert shown["starts_at"].startswith("2026-06-01T01:00:00")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Lĩnh vực": "Bơi lội"}, "Lĩnh vực"),
        ({"Đơn vị tổ chức": "Khu phố 99"}, "Đơn vị tổ chức"),
        ({"Đơn vị tổ chức": f"{canary(1)}school"}, "Đơn vị tổ chức"),
        ({"Khu phố": "Khu phố 99"}, "Khu phố"),
        ({"Bắt đầu": "hôm qua"}, "Bắt đầu"),
        ({"Kết thúc": "01/06/2026 07:00"}, "Kết thúc"),
        ({"Bắt đầu": "01/07/2026 08:00", "Kết thúc": "01/07/2026 10:00"}, "Bắt đầu"),
        ({"Số bé trai": "mười"}, "Số bé trai"),
        ({"Số bé trai": "999999"}, "Số bé trai"),
        ({"Trẻ khuyết tật": "99"}, "Trẻ khuyết tật"),
        ({"Hoạt động": "A"}, "Hoạt động"),
        ({"Mã": "!"}, "Mã"),
    ],
)
async def test_each_wrong_cell_is_named_and_nothing_comes_in(khu_pho, change, column, bring):
    wrong = sheet(ROW | {"Mã": "KP-02"}, ROW | change)
    faults = (await tried(khu_pho, wrong)).json()["faults"]
    assert [(one["row"], one["column"]) for one in faults] == [(3, column)]
    assert faults[0]["detail"].endswith(".") and faults[0]["code"]
    assert await bring(khu_pho, wrong) == "rows_hindered"
    assert (await khu_pho.get("/activities?q=lop boi")).json()["items"] == []


async def test_the_file_comes_back_marked_and_can_be_sent_again(khu_pho):
    reply = await tried(khu_pho, sheet(ROW, ROW | {"Mã": "=1+1", "Số bé trai": "mười"}), "import/marked")
    marked = load_workbook(BytesIO(reply.content)).active
    assert marked.cell(1, len(COLUMNS) + 1).value == "Cần sửa"
    assert marked.cell(2, len(COLUMNS) + 1).value is None
    assert "Số bé trai" in marked.cell(3, len(COLUMNS) + 1).value
    assert marked.cell(3, 1).data_type == "s"
    again = await tried(khu_pho, reply.content, "import/marked")
    assert load_workbook(BytesIO(again.content)).active.max_column == len(COLUMNS) + 1


async def test_a_code_twice_in_a_sheet_and_another_units_code_are_refused(khu_pho, signed_in, world, bring):
    assert (await tried(khu_pho, sheet(ROW, ROW))).json()["faults"][0]["column"] == "Mã"
    await bring(khu_pho, sheet(ROW))
    kp_b = {**ROW, "Đơn vị tổ chức": f"{canary(1)}kp_b", "Hoạt động": "Của chúng tôi"}
    assert (await tried(signed_in("ward1.kp_b"), sheet(kp_b))).json()["faults"][0]["column"] == "Mã"


async def test_the_ward_says_why_it_corrects_records_of_a_unit(khu_pho, officer, bring):
    await bring(khu_pho, sheet(ROW))
    corrected = sheet(ROW | {"Số bé trai": "14"}, ROW | {"Mã": "KP-09", "Hoạt động": "Lớp vẽ"})
    trial = (await tried(officer, corrected)).json()
    assert (trial["created"], trial["updated"], trial["corrected"]) == (1, 1, 1)
    assert await bring(officer, corrected) == "correction_note_required"
    assert (await officer.get("/activities?q=lop ve")).json()["items"] == []
    assert (await bring(officer, corrected, correction_note="Đếm lại theo danh sách"))["corrected"] == 1
    [item] = (await khu_pho.get("/activities?q=lop boi")).json()["items"]
    shown = (await khu_pho.get(f"/activities/{item['id']}")).json()
    assert shown["actual"]["boys"] == 14
    assert shown["history"][-1]["facts"]["reason"] == "Đếm lại theo danh sách"
    assert (await bring(khu_pho, sheet(ROW)))["corrected"] == 0


async def test_an_activity_outside_school_is_not_held_through_a_sheet_before_its_papers_are_there(
    khu_pho, world, bring
):
    planned = ROW | {"Đã tổ chức": "Không", "Số bé trai": "0", "Số bé gái": "0", "Trẻ khuyết tật": "0"}
    planned |= {"Trẻ hộ nghèo, cận nghèo": "0"}
    await bring(khu_pho, sheet(planned))
    [item] = (await khu_pho.get("/activities?q=lop boi")).json()["items"]
    shown = (await khu_pho.get(f"/activities/{item['id']}")).json()
    body = {name: shown[name] for name in ("area", "title", "unit_id", "starts_at", "ends_at")} | {
        "outside_school": True
    }
    tag = {"If-Match": f'"{shown["version"]}"'}
    assert (await khu_pho.put(f"/activities/{item['id']}", json=body, headers=tag)).status_code == 200
    assert (await tried(khu_pho, sheet(ROW))).json()["faults"][0]["column"] == "Đã tổ chức"


async def test_the_template_offers_the_wards_own_units(khu_pho):
    book = load_workbook(BytesIO((await khu_pho.get("/activities/template")).content))
    assert book.sheetnames == ["Hoạt động", "Danh mục", "Hướng dẫn"]
    lists = {cell.value for row in book["Danh mục"].iter_rows() for cell in row}
    assert {f"{canary(1)}kp_a", "Sinh hoạt hè"} <= lists
    assert not any(str(value).startswith(canary(2)) for value in lists)
    assert len(book["Hoạt động"].data_validations.dataValidation) == 4


@pytest.mark.parametrize("data", [b"", b"no sheet", b"PK\x03\x04broken"])
async def test_what_is_no_sheet_is_refused_in_words(khu_pho, data):
    reply = await tried(khu_pho, data, "import/marked")
    assert (reply.status_code, reply.json()["code"]) == (422, "unreadable_sheet")


async def test_the_same_key_imports_once_and_tells_what_it_did(khu_pho, imported):
    data = sheet(ROW)
    first = await imported(khu_pho, "/activities/import", data, key="sheet-0001")
    assert await imported(khu_pho, "/activities/import", data, key="sheet-0001") == first
    assert first["result"]["created"] == 1
    other = await khu_pho.post(
        "/activities/import", files={"file": ("a.xlsx", sheet(ROW | {"Mã": "KP-07"}))},
        headers={"Idempotency-Key": "sheet-0001"},
    )  # fmt: skip
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    [item] = (await khu_pho.get("/activities?q=lop boi")).json()["items"]
    assert item["code"] == "KP-01"


async def test_an_import_has_its_key(khu_pho):
    refused = await khu_pho.post("/activities/import", files={"file": ("a.xlsx", sheet(ROW))})
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_required")


async def test_rows_without_a_code_are_known_by_unit_time_and_words(khu_pho, bring):
    nameless = ROW | {"Mã": ""}
    assert (await bring(khu_pho, sheet(nameless)))["created"] == 1
    again = await bring(khu_pho, sheet(nameless))
    assert (again["created"], again["unchanged"]) == (0, 1)
    assert (await bring(khu_pho, sheet(nameless | {"Số bé trai": "20"})))["updated"] == 1
    assert len((await khu_pho.get("/activities?q=lop boi")).json()["items"]) == 1
    twice = (await tried(khu_pho, sheet(nameless | {"Hoạt động": "Lớp vẽ"}, nameless | {"Hoạt động": "Lớp vẽ"}))).json()
    assert [(one["row"], one["detail"]) for one in twice["faults"]] == [(3, "Dòng này đã có ở dòng 2.")]
    cancelled = (await khu_pho.get("/activities?q=lop boi")).json()["items"][0]
    assert cancelled["state"] == "held"

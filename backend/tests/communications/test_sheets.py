"""Communication events from Excel: a trial run names each wrong cell, the same sheet never doubles."""

import pytest

from tests.communications.bodies import body_of
from tests.world import canary
from vitreem.communications.sheets import FILLED as COLUMNS
from vitreem.kernel.files.excel import workbook

TALK = {
    "Mã": "TT-KP-01", "Loại hình": "Nói chuyện chuyên đề", "Nội dung": "Phòng đuối nước", "Đơn vị": f"{canary(1)}kp_a",
    "Khu phố": f"{canary(1)}kp_a", "Địa điểm": "Nhà văn hóa", "Thời gian": "05/06/2026 19:00", "Đã thực hiện": "Có",
    "Chủ đề": "Phòng, chống đuối nước; Luật Trẻ em", "Có Tổng đài 111": "có", "Trẻ em": "40", "Người lớn": 25,
}  # fmt: skip


def sheet(*rows):
    return workbook("Truyền thông", COLUMNS, [[row.get(column.title, "") for column in COLUMNS] for row in rows])


async def tried(client, data):
    reply = await client.post("/communication-events/import/trial", files={"file": ("a.xlsx", data)})
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.fixture
def bring(imported):
    """Import a sheet for good: the job's figures, or how it failed."""

    async def send(client, data, **more):
        job = await imported(client, "/communication-events/import", data, **more)
        return job["result"] if job["state"] == "done" else job["problem_code"]

    return send


async def test_rows_come_in_once_and_are_updated_by_code(khu_pho, bring):
    assert (await tried(khu_pho, sheet(TALK)))["created"] == 1
    assert (await khu_pho.get("/communication-events")).json()["items"] == []
    assert (await bring(khu_pho, sheet(TALK)))["created"] == 1
    assert (await bring(khu_pho, sheet(TALK)))["unchanged"] == 1
    assert (await bring(khu_pho, sheet(TALK | {"Trẻ em": "44"})))["updated"] == 1
    [item] = (await khu_pho.get("/communication-events")).json()["items"]
    assert (item["code"], item["state"], item["audience_children"]) == ("TT-KP-01", "done", 44)
    assert (item["topics"], item["carried_hotline_111"]) == (["drowning", "children_law"], True)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Loại hình": "Múa lân"}, "Loại hình"),
        ({"Loại hình": "Tờ rơi, tài liệu"}, "Loại hình"),  # a leaflet has no audience
        ({"Đơn vị": f"{canary(1)}school"}, "Đơn vị"),
        ({"Khu phố": "Khu phố 99"}, "Khu phố"),
        ({"Thời gian": "tối qua"}, "Thời gian"),
        ({"Thời gian": "05/07/2026 19:00"}, "Thời gian"),
        ({"Chủ đề": "Bóng đá"}, "Chủ đề"),
        ({"Trẻ em": "nhiều"}, "Trẻ em"),
        ({"Nội dung": "A"}, "Nội dung"),
    ],
)
async def test_each_wrong_cell_is_named_and_nothing_comes_in(khu_pho, change, column, bring):
    wrong = sheet(TALK | {"Mã": "TT-KP-02"}, TALK | change)
    assert [(one["row"], one["column"]) for one in (await tried(khu_pho, wrong))["faults"]] == [(3, column)]
    assert await bring(khu_pho, wrong) == "rows_hindered"
    assert (await khu_pho.get("/communication-events")).json()["items"] == []


async def test_what_a_sheet_does_not_hold_stays(khu_pho, world, bring):
    await bring(khu_pho, sheet(TALK))
    [item] = (await khu_pho.get("/communication-events")).json()["items"]
    at = f"/communication-events/{item['id']}"
    body = body_of((await khu_pho.get(at)).json()) | {"description": "Có bác sĩ dự"}
    await khu_pho.put(at, json=body, headers={"If-Match": f'"{item["version"]}"'})
    await bring(khu_pho, sheet(TALK | {"Người lớn": "30"}))
    shown = (await khu_pho.get(at)).json()
    assert (shown["description"], shown["audience_adults"]) == ("Có bác sĩ dự", 30)


async def test_the_ward_says_why_it_corrects_records_of_a_unit(khu_pho, officer, bring):
    await bring(khu_pho, sheet(TALK))
    corrected = sheet(TALK | {"Trẻ em": "41"})
    assert (await tried(officer, corrected))["corrected"] == 1
    at = "/communication-events/import"
    refused = await officer.post(
        at, files={"file": ("a.xlsx", corrected)}, data={"correction_note": "x" * 2001}, headers={"Idempotency-Key": "sheet-0001"},
    )  # fmt: skip
    assert refused.status_code == 422
    assert await bring(officer, corrected, correction_note=" sửa ") == "correction_note_required"
    assert (await bring(officer, corrected, correction_note="Theo danh sách ký"))["corrected"] == 1
    [item] = (await khu_pho.get("/communication-events")).json()["items"]
    shown = (await khu_pho.get(f"/communication-events/{item['id']}")).json()
    assert shown["audience_children"] == 41
    assert shown["history"][-1]["facts"]["reason"] == "Theo danh sách ký"


async def test_another_units_code_is_taken(khu_pho, signed_in, bring):
    await bring(khu_pho, sheet(TALK))
    mine = TALK | {"Đơn vị": f"{canary(1)}kp_b", "Khu phố": f"{canary(1)}kp_b"}
    assert (await tried(signed_in("ward1.kp_b"), sheet(mine)))["faults"][0]["column"] == "Mã"


async def test_rows_without_a_code_are_known_by_kind_unit_time_and_words(khu_pho, bring):
    nameless = TALK | {"Mã": ""}
    assert (await bring(khu_pho, sheet(nameless)))["created"] == 1
    assert (await bring(khu_pho, sheet(nameless)))["unchanged"] == 1
    [_] = (await khu_pho.get("/communication-events", params={"q": TALK["Nội dung"]})).json()["items"]

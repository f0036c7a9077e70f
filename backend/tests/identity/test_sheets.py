"""Units and people from Excel: an import does what its trial said, and the file comes back marked."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.world import canary
from vitreem.identity.sheets import PERSON_COLUMNS, UNIT_COLUMNS
from vitreem.kernel.files.excel import workbook

UNIT = ("Khu phố Mười Hai", "Khu phố", "KP 12; Ấp 12")
PERSON = ("Nguyễn Thị Hoa", "hoa.nguyen", "Trưởng khu phố", "0900000001", "Phụ trách đơn vị", f"{canary(1)}kp_a")


def units(*rows):
    return workbook("Đơn vị", UNIT_COLUMNS, rows)


def people(*rows):
    return workbook("Người dùng", PERSON_COLUMNS, rows)


async def bring(client, noun, data, *, dry_run=False, at="import"):
    path = f"/{noun}/{at}" + ("/trial" if dry_run else "")
    return await client.post(path, files={"file": ("a.xlsx", data)})


async def test_units_come_in_and_are_known_by_name(lead):
    trial = (await bring(lead, "units", units(UNIT), dry_run=True)).json()
    assert (trial["created"], trial["faults"], trial["dry_run"]) == (1, [], True)
    assert (await bring(lead, "units", units(UNIT))).json()["created"] == 1
    [made] = [one for one in (await lead.get("/units")).json()["items"] if one["name"] == UNIT[0]]
    assert (made["kind"], made["aliases"]) == ("khu_pho", ["KP 12", "Ấp 12"])
    assert (await bring(lead, "units", units(UNIT))).json()["unchanged"] == 1
    assert (await bring(lead, "units", units((UNIT[0], "Khác", "")))).json()["updated"] == 1


async def test_people_come_in_and_get_their_links(lead, anonymous):
    trial = (await bring(lead, "people", people(PERSON), dry_run=True)).json()
    assert (trial["created"], trial["faults"], trial["set_up_links"]) == (1, [], {})
    [login] = trial["new_logins"]
    done = (await bring(lead, "people", people(PERSON))).json()
    token = done["set_up_links"][login].removeprefix("/reset/")
    assert (await anonymous.post(f"/password-resets/{token}", json={"new_password": "bốn mùa hoa nở"})).is_success
    [made] = [one for one in (await lead.get("/people")).json()["items"] if one["login"] == login]
    assert (made["full_name"], made["phone"], made["memberships"][0]["role"]) == (PERSON[0], PERSON[3], "unit_lead")
    assert (await bring(lead, "people", people((*PERSON[:1], login, *PERSON[2:])))).json()["unchanged"] == 1


@pytest.mark.parametrize(
    ("noun", "rows", "columns"),
    [
        ("units", [("", "Khu phố", ""), ("A", "Xóm", ""), UNIT, UNIT], {2: "Tên đơn vị", 3: "Loại", 5: "Tên đơn vị"}),
        ("people", [("", *PERSON[1:]), (*PERSON[:4], "Vua", PERSON[5]), (*PERSON[:5], "Khu phố 99")],
         {2: "Họ và tên", 3: "Vai trò", 4: "Đơn vị"}),
    ],
)  # fmt: skip
async def test_wrong_cells_are_named_and_marked_and_nothing_comes_in(lead, noun, rows, columns):
    data = units(*rows) if noun == "units" else people(*rows)
    told = (await bring(lead, noun, data)).json()
    assert {one["row"]: one["column"] for one in told["faults"]} == columns
    page = load_workbook(BytesIO((await bring(lead, noun, data, at="import/marked")).content)).worksheets[0]
    last = page.max_column
    assert page.cell(1, last).value == "Cần sửa"
    assert {row for row in range(2, page.max_row + 1) if page.cell(row, last).value} == set(columns)
    listed = {one.get("name") or one["full_name"] for one in (await lead.get(f"/{noun}")).json()["items"]}
    assert not listed & {UNIT[0], PERSON[0]}


async def test_people_of_a_closed_unit_are_known_and_get_no_company(lead, world):
    """What was exported can be imported again, as it is."""
    unit = world["ids"]["ward1.kp_b.unit"]
    version = next(one for one in (await lead.get("/units")).json()["items"] if one["id"] == unit)["version"]
    await lead.post(f"/units/{unit}/close", headers={"If-Match": f'"{version}"'})
    exported = (await lead.get("/people/export")).content
    told = (await bring(lead, "people", exported, dry_run=True)).json()
    assert (told["created"], told["updated"], told["faults"]) == (0, 0, [])
    [fault] = (await bring(lead, "people", people((*PERSON[:5], f"{canary(1)}kp_b")))).json()["faults"]
    assert "ngừng hoạt động" in fault["detail"]

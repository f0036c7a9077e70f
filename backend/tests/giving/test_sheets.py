"""The tick sheet that is filled offline, and lists as Excel."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.conftest import Client
from tests.giving.story import child, deliver, get, handed_over, shares
from tests.world import World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def blank(client: Client, round_id: str) -> Workbook:
    reply = await client.get(f"/gift-rounds/{round_id}/tick-sheet")
    assert reply.status_code == 200, reply.text
    return load_workbook(io.BytesIO(reply.content))


def _bytes(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


async def tried(client: Client, round_id: str, book: Workbook):
    path = f"/gift-rounds/{round_id}/tick-sheet/trial"
    reply = await client.post(path, files={"file": ("a.xlsx", _bytes(book), XLSX)})
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.fixture
def send(imported):
    """The sheet recorded for good: its job."""
    return lambda client, round_id, book: imported(client, f"/gift-rounds/{round_id}/tick-sheet", _bytes(book))


def fill(book: Workbook, rows: dict[int, dict[str, str]]) -> None:
    """`rows`: by the number of the line, cells by the title of their column."""
    sheet = book.active
    assert sheet is not None
    heads: dict[str, int] = {}
    for row in sheet.iter_rows():
        texts = [str(cell.value or "") for cell in row]
        if "Đã trao" in texts:
            heads = {text: at for at, text in enumerate(texts)}
        elif heads and isinstance(row[heads["Số"]].value, int):
            for title, value in rows.get(int(str(row[heads["Số"]].value)), {}).items():
                row[heads[title]].value = value


async def test_the_round_trip_ticks_and_says_what_it_did(
    officer: Client, lead: Client, khu_pho: Client, world: World, send
):
    ids = world["ids"]
    made = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]])
    book = await blank(khu_pho, made["id"])
    fill(book, {1: {"Đã trao": "Có", "Ngày": "01/06/2026", "Người nhận": "Trẻ"},
                 2: {"Đã trao": "Không", "Ngày": "01/06/2026", "Lý do": "Đi vắng cả nhà"}})  # fmt: skip
    trial = await tried(khu_pho, made["id"], book)
    assert (trial["updated"], trial["faults"]) == (2, [])
    assert {one["state"] for one in await shares(officer, made["id"])} == {"due"}, "a trial changes nothing"
    done = await send(khu_pho, made["id"], book)
    assert done["result"] == {"updated": 2, "unchanged": 0}, done
    assert sorted(one["state"] for one in await shares(officer, made["id"])) == ["delivered", "not_received"]
    again = await send(khu_pho, made["id"], book)
    assert again["result"] == {"updated": 0, "unchanged": 2}


async def test_what_somebody_else_ticked_meanwhile_is_a_conflict_and_nothing_is_taken(
    officer: Client, lead: Client, khu_pho: Client, world: World, send
):
    ids = world["ids"]
    made = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_a.child_second"]])
    book = await blank(khu_pho, made["id"])
    fill(book, {number: {"Đã trao": "Có", "Ngày": "03/06/2026"} for number in (1, 2)})
    share = next(one for one in await shares(officer, made["id"]) if one["number"] == 1)
    await deliver(officer, share, on_day="2026-06-01")
    assert [one["code"] for one in (await tried(khu_pho, made["id"], book))["faults"]] == ["ticked_otherwise"]
    assert (await send(khu_pho, made["id"], book))["problem_code"] == "rows_hindered"
    assert sorted(one["state"] for one in await shares(officer, made["id"])) == ["delivered", "due"]


async def test_wrong_cells_are_named_each(officer: Client, lead: Client, khu_pho: Client, world: World):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
    book = await blank(khu_pho, made["id"])
    fill(book, {1: {"Đã trao": "Chắc vậy", "Ngày": "hôm qua", "Người nhận": "Hàng xóm"}})
    reply = await tried(khu_pho, made["id"], book)
    assert sorted(one["column"] for one in reply["faults"]) == ["Ngày", "Người nhận", "Đã trao"]
    assert all(one["code"] for one in reply["faults"])


async def test_another_unit_s_sheet_ticks_nothing(officer: Client, lead: Client, signed_in, world: World, send):
    ids = world["ids"]
    made = await handed_over(officer, lead, [ids["ward1.kp_a.child"], ids["ward1.kp_b.child"]])
    mine = await blank(signed_in("ward1.kp_a"), made["id"])
    fill(mine, {1: {"Đã trao": "Có", "Ngày": "01/06/2026"}})
    theirs = signed_in("ward1.kp_b")
    assert [one["code"] for one in (await tried(theirs, made["id"], mine))["faults"]] == ["unknown_share"]
    assert (await send(theirs, made["id"], mine))["problem_code"] == "rows_hindered"
    assert {one["state"] for one in await shares(officer, made["id"])} == {"due"}


async def test_names_that_are_formulas_stay_texts(officer: Client, lead: Client, world: World):
    one = await child(officer, "=1+1 Hoa", world["ids"]["ward1.kp_a.unit"], birth={"year": 2018})
    made = await handed_over(officer, lead, [one])
    reply = await officer.get(f"/gift-rounds/{made['id']}/lines/export?purpose=In danh sách")
    cells = [cell for row in load_workbook(io.BytesIO(reply.content)).active.iter_rows() for cell in row]  # pyright: ignore
    named = [cell for cell in cells if "Hoa" in str(cell.value)]
    assert named
    assert all(cell.data_type == "s" for cell in named)
    assert (await get(officer, f"/gift-rounds/{made['id']}/lines"))["items"][0]["shown_name"] == "=1+1 Hoa"


async def test_a_day_that_nobody_lives_to_see_is_a_fault_of_its_row(officer: Client, lead: Client, world: World):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]])
    for day in ("01/01/1899", "31/12/9999"):
        book = await blank(officer, made["id"])
        fill(book, {1: {"Đã trao": "Có", "Ngày": day}})
        assert [one["column"] for one in (await tried(officer, made["id"], book))["faults"]] == ["Ngày"]

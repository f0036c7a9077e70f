"""Papers of the day: what stands in them, and what doesn't."""

import io

import pdfplumber
import pytest
from docx import Document

from tests.conftest import Client
from tests.giving.story import child, deliver, donor, get, handed_over, post, shares, verb
from tests.world import World

KP_A = "ward1.kp_a.unit"
KINDS = ("signing_list", "tick_sheet", "labels", "minutes")


async def text_of(client: Client, path: str) -> str:
    """The text of a paper, from both of its forms; both say the same."""
    pdf = await client.get(f"{path}&format=pdf")
    assert pdf.status_code == 200, pdf.text
    with pdfplumber.open(io.BytesIO(pdf.content)) as book:
        printed = " ".join("\n".join(page.extract_text() or "" for page in book.pages).split())
    docx = await client.get(f"{path}&format=docx")
    document = Document(io.BytesIO(docx.content))
    written = [one.text for one in document.paragraphs]
    written += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert len(" ".join(written)) > 20
    return printed + "\n" + " ".join(" ".join(written).split())


@pytest.fixture
async def made(officer: Client, lead: Client, world: World):
    unit = world["ids"][KP_A]
    ids = [
        await child(
            officer, name, unit, address=f"Tổ {at}, đường Hoa Mai", wishes="Xe đạp", note="Ghi chú kín",
            birth={"year": 2014 + at}, household_id=None,
            guardians=[{"full_name": f"Bà Nhận {at}", "relation": "grandparent", "may_receive": True}],
        )
        for at, name in enumerate(("Trần Thị Ánh", "Lê Văn Bảy"))
    ]  # fmt: skip
    return await handed_over(officer, lead, ids, place="Nhà văn hóa", hour="8 giờ")


class TestOfTheDay:
    async def test_signing_list_has_what_is_signed_for(self, officer: Client, made):
        told = await text_of(officer, f"/gift-rounds/{made['id']}/document?kind=signing_list")
        for part in ("Trần Thị Ánh", "2014", "Tổ 0, đường Hoa Mai", "Tiền mặt", "300.000", "Bà Nhận 0", "Ký nhận"):
            assert part in told, part
        assert "600.000" in told
        assert "Sáu trăm nghìn đồng" in told

    @pytest.mark.parametrize("group", ["unit", "place", "school", "class"])
    async def test_parts_of_the_list_have_everybody_once(self, officer: Client, made, group: str):
        path = f"/gift-rounds/{made['id']}/document?kind=signing_list&group={group}"
        docx = await officer.get(f"{path}&format=docx")
        cells = [
            cell.text for table in Document(io.BytesIO(docx.content)).tables for row in table.rows for cell in row.cells
        ]
        assert sorted(one for one in cells if one in ("Trần Thị Ánh", "Lê Văn Bảy")) == ["Lê Văn Bảy", "Trần Thị Ánh"]

    async def test_labels_say_where_and_when_and_no_reason(self, officer: Client, made):
        told = await text_of(officer, f"/gift-rounds/{made['id']}/document?kind=labels")
        for part in ("Trần Thị Ánh", "8 giờ, ngày 01/06/2026", "Nhà văn hóa"):
            assert part in told, part
        for kept in ("nghèo", "Xe đạp", "Ghi chú kín", "Tổ 0", "2014"):
            assert kept not in told, kept

    async def test_tick_sheet_has_name_and_gift_alone(self, officer: Client, made):
        told = await text_of(officer, f"/gift-rounds/{made['id']}/document?kind=tick_sheet")
        assert "Trần Thị Ánh" in told
        for kept in ("Tổ 0", "Bà Nhận", "2014", "Ghi chú kín"):
            assert kept not in told, kept

    async def test_minutes_say_what_was_handed_over(self, officer: Client, made):
        first, _ = await shares(officer, made["id"])
        await deliver(officer, first)
        told = await text_of(officer, f"/gift-rounds/{made['id']}/document?kind=minutes")
        for part in ("Số suất đã trao: 1", "chưa nhận: 1", "300.000 đồng", "Công ty Hoa Sen Trắng"):
            assert part in told, part

    async def test_superior_level_gets_those_proposed_alone(self, officer: Client, made):
        path = f"/gift-rounds/{made['id']}/document"
        nobody = await officer.get(f"{path}?kind=superior_list")
        assert (nobody.status_code, nobody.json()["code"]) == (422, "nothing_nominated")
        line = (await get(officer, f"/gift-rounds/{made['id']}/lines?sort=number"))["items"][0]
        await post(officer, f"/gift-lines/{line['id']}/propose", {}, version=line["version"])
        letter = await text_of(officer, f"{path}?kind=superior_letter")
        for part in ("Kính gửi: Sở Y tế Tỉnh Thử", "đề nghị Sở Y tế xem xét, hỗ trợ 1 trẻ em", "Trần Thị Ánh"):
            assert part in letter, part
        assert "Lê Văn Bảy" not in letter

    async def test_a_list_printed_before_the_change_of_a_record_is_printed_so_again(self, officer: Client, made):
        path = f"/gift-rounds/{made['id']}/document?kind=signing_list"
        line = (await get(officer, f"/gift-rounds/{made['id']}/lines?sort=number"))["items"][0]
        record = await get(officer, f"/children/{line['child_id']}")
        body = {"full_name": "Tên Đã Đổi", "birth": {"year": 2013}, "unit_id": record["unit_id"]}
        changed = await officer.put(
            f"/children/{line['child_id']}", json=body, headers={"If-Match": f'"{record["version"]}"'}
        )
        assert changed.status_code == 200, changed.text
        told = await text_of(officer, path)
        assert "Trần Thị Ánh" in told
        assert "Tên Đã Đổi" not in told


class TestOfDonors:
    async def test_no_child_is_named_without_consent_and_the_second_is_a_copy(self, officer: Client, made):
        share, other = await shares(officer, made["id"])
        share = await deliver(officer, share)
        await deliver(officer, other)
        donor_id = (await get(officer, f"/gift-rounds/{made['id']}"))["funds"][0]["donor_id"]
        path = f"/donors/{donor_id}/document"

        async def paper(kind: str) -> str:
            reply = await officer.post(f"{path}?kind={kind}&format=pdf")
            assert reply.status_code == 200, reply.text
            with pdfplumber.open(io.BytesIO(reply.content)) as book:
                return " ".join("\n".join(page.extract_text() or "" for page in book.pages).split())

        first, again = await paper("thank_you"), await paper("thank_you")
        assert "BẢN SAO" not in first
        assert "BẢN SAO" in again
        assert "600.000" in first
        statement = await paper("statement")
        assert "Trần Thị Ánh" not in first + statement
        child_id = (await get(officer, f"/gift-lines/{share['line_id']}"))["child_id"]
        version = (await get(officer, f"/children/{child_id}"))["version"]
        consent = {"purpose": "donor", "guardian_name": "Bà", "child_agrees": True, "given_on": "2026-06-01"}
        await post(officer, f"/children/{child_id}/consents", consent, version=version)
        name = (await get(officer, f"/children/{child_id}"))["full_name"]
        assert name in await paper("statement")
        assert [one["is_copy"] for one in (await get(officer, f"/donors/{donor_id}"))["papers"]][-2:] == [True, False]


class TestNumbers:
    async def test_a_wrong_paper_is_replaced_and_keeps_its_number(self, officer: Client, made):
        path = f"/gift-rounds/{made['id']}/papers"
        body = {"title": "Quyết định tặng quà", "number": 41, "suffix": "QĐ-UBND", "signed_on": "2026-06-02"}
        wrong = (await post(officer, path, body, ok=201))["papers"][0]
        assert (await get(officer, "/papers/next-number?year=2026"))["number"] == 42
        assert (await post(officer, path, body, ok=409))["code"] == "paper_number_taken"
        right = await post(officer, path, body | {"number": 42, "replaces_id": wrong["id"]}, ok=201)
        assert [(one["line"], one["replaced"]) for one in right["papers"]] == [
            ("Số: 41/QĐ-UBND", True), ("Số: 42/QĐ-UBND", False),
        ]  # fmt: skip


async def test_a_round_that_is_closed_can_still_be_printed(officer: Client, made):
    for share in await shares(officer, made["id"]):
        await deliver(officer, share)
    await verb(officer, made["id"], "close")
    for kind in KINDS:
        reply = await officer.get(f"/gift-rounds/{made['id']}/document?kind={kind}&format=pdf")
        assert reply.status_code == 200, kind


async def test_a_statement_leaves_out_what_was_taken_back_and_paid_by_somebody_else(
    officer: Client, lead: Client, world: World
):
    made = await handed_over(officer, lead, [world["ids"]["ward1.kp_a.child"]], title="Quà đổi nguồn")
    [fund] = (await get(officer, f"/gift-rounds/{made['id']}"))["funds"]
    [share] = await shares(officer, made["id"])
    given = await deliver(officer, share)
    back = {"on_day": "2026-06-02", "reason": "Ghi nhầm nguồn"}
    path = f"/gift-shares/{share['id']}"
    await post(officer, f"{path}/correct", back, version=given["version"])
    other = {"donor_id": await donor(officer, 300_000, name="Ông Khác"), "amount": 300_000}
    await post(officer, f"/gift-rounds/{made['id']}/allocations", other, ok=201)
    first = {"donor_id": fund["donor_id"], "amount": 300_000}
    await post(officer, f"/gift-rounds/{made['id']}/releases", first, ok=201)
    await deliver(officer, await get(officer, path))
    for donor_id, told in ((fund["donor_id"], False), (other["donor_id"], True)):
        reply = await officer.post(f"/donors/{donor_id}/document?kind=statement")
        cells = [cell.text for table in Document(io.BytesIO(reply.content)).tables for cell in table._cells]
        assert ("Quà đổi nguồn" in cells) == told

"""Files of cases: looked at before they are kept, sealed on disk, and shown to nobody else."""

import asyncio
import io
import random
import zipfile
from contextlib import AsyncExitStack
from tempfile import SpooledTemporaryFile
from uuid import uuid4

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.kernel.test_pdf_files import pdf
from vitreem.demo.pictures import photo


@pytest.fixture
async def send(protector):
    """`await send(data, name)`: the reply, with the case that it was sent to."""
    case = await protector.open_case()

    async def attach(
        data: bytes, name: str, kind: str = "application/octet-stream", key: str | None = None, caption: str = ""
    ):
        reply = await protector.client.post(
            f"/incident-cases/{case['id']}/files", files={"file": (name, data, kind)}, data={"caption": caption},
            headers={"Idempotency-Key": key or str(uuid4())},
        )  # fmt: skip
        return case["id"], reply

    return attach


def page_book(pages: int) -> bytes:
    """A PDF of so many empty pages."""
    document, out = pdfium.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


def archive_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


class TestLies:
    @pytest.mark.parametrize(
        ("data", "name", "kind"),
        [
            (b"MZ\x90\x00" + b"\x00" * 400, "anh.jpg", "image/jpeg"),
            (b"<html><script>alert(1)</script></html>", "anh.png", "image/png"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "anh.svg", "image/svg+xml"),
            (b"#!/bin/sh\nrm -rf /\n", "bien-ban.pdf", "application/pdf"),
            (archive_of("a.exe"), "bien-ban.docx", "application/vnd.openxmlformats"),
            (b"\xff\xd8\xff\xe0 no picture at all", "anh.jpg", "image/jpeg"),
            (b"", "rong.jpg", "image/jpeg"),
        ],
    )
    async def test_a_file_that_isnt_what_it_says_is_refused_and_leaves_nothing(
        self, protector, send, own_files, data, name, kind
    ):
        case_id, reply = await send(data, name, kind)
        assert reply.status_code in (415, 422), reply.text
        assert reply.headers["content-type"] == "application/problem+json"
        assert (await protector.get(f"/incident-cases/{case_id}"))["files"] == []
        assert own_files() == set()

    async def test_a_picture_under_another_name_is_kept_as_what_it_is(self, protector, send, own_files):
        case_id, reply = await send(photo(3), "../../etc/passwd.exe", "application/x-msdownload")
        assert reply.status_code == 201, reply.text
        [kept] = reply.json()["files"]
        assert kept["media_type"] == "image/jpeg"
        assert "/" not in kept["name"]
        shown = await protector.client.get(f"/incident-cases/{case_id}/files/{kept['id']}")
        assert shown.headers["content-type"] == "image/jpeg"
        assert shown.headers["x-content-type-options"] == "nosniff"

    async def test_a_pdf_with_something_that_runs_is_refused(self, send, own_files):
        running = pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
        _, reply = await send(running, "bien-ban.pdf", "application/pdf")
        assert reply.is_client_error
        assert own_files() == set()


class TestForms:
    @pytest.mark.parametrize("where", ["incident-cases", "incident-reports"])
    @pytest.mark.parametrize(
        "sent",
        [
            {"data": {"caption": "Vết bầm"}},
            {"data": {"file": "x"}},
            {"content": b"x", "headers": {"Content-Type": "Multipart/Form-Data; boundary=x"}},
            {"content": b"x", "headers": {"Content-Type": "text/plain"}},
            {"json": {"file": "x"}},
            {},
        ],
        ids=["words alone", "words for a file", "no parts", "plain text", "JSON", "nothing"],
    )
    async def test_one_without_a_file_is_refused_in_words(self, protector, where, sent):
        case = await protector.open_case()
        subject = case["id"] if where == "incident-cases" else case["reports"][0]["id"]
        headers = {"Idempotency-Key": str(uuid4()), **sent.get("headers", {})}
        reply = await protector.client.post(f"/{where}/{subject}/files", **{**sent, "headers": headers})
        assert reply.status_code in (400, 422), reply.text
        assert reply.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize("where", ["incident-cases", "incident-reports"])
    async def test_a_caption_has_nothing_that_hides_or_turns_words(self, protector, where):
        case = await protector.open_case()
        report = await protector.report()
        subject = case["id"] if where == "incident-cases" else report["id"]
        reply = await protector.client.post(
            f"/{where}/{subject}/files", files={"file": ("a.jpg", photo(3))},
            data={"caption": " Vết\x00 bầm\u202e ở tay\u200b "}, headers={"Idempotency-Key": str(uuid4())},
        )  # fmt: skip
        assert reply.json()["files"][0]["caption"] == "Vết bầm ở tay"

    async def test_another_caption_or_name_under_the_same_key_is_another_request(self, send):
        key = str(uuid4())
        for _ in range(2):
            _, same = await send(photo(3), "a.jpg", key=key, caption="Tay trái")
            assert (same.status_code, len(same.json()["files"])) == (201, 1)
        for name, caption in (("a.jpg", "Tay phải"), ("b.jpg", "Tay trái")):
            _, other = await send(photo(3), name, key=key, caption=caption)
            assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.fixture
def spooled(monkeypatch) -> list[int]:
    """Sizes of what the framework put into files of its own."""
    sizes: list[int] = []
    rollover = SpooledTemporaryFile.rollover

    def noted(file):
        sizes.append(file.tell())
        rollover(file)

    monkeypatch.setattr(SpooledTemporaryFile, "rollover", noted)
    return sizes


def noise(side: int) -> bytes:
    """A picture that no packing makes smaller: three bytes a dot."""
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(7).randbytes(3 * side * side)).save(out, "PNG", compress_level=0)
    return out.getvalue()


class TestComing:
    async def test_a_large_one_lies_nowhere_in_clear(self, protector, send, spooled):
        _, reply = await send(noise(2000), "anh.png", caption="Vết bầm")
        assert (reply.status_code, reply.json()["files"][0]["caption"]) == (201, "Vết bầm"), reply.text
        report = await protector.report()
        sent = await protector.client.post(
            f"/incident-reports/{report['id']}/files", files={"file": ("a.png", noise(700))},
            headers={"Idempotency-Key": str(uuid4())},
        )  # fmt: skip
        assert (sent.status_code, spooled) == (201, [])

    async def test_a_large_sheet_does(self, officer, spooled):
        """The test before would be green if nothing ever came to lie there."""
        await officer.post("/activities/import/trial", files={"file": ("a.xlsx", b"x" * 2_000_000)})
        assert spooled

    async def test_so_many_of_a_ward_come_at_once_and_the_others_wait(self, send, app):
        lanes = app.state.receiving
        async with AsyncExitStack() as held:
            for _ in range(lanes.per_lane):
                await held.enter_async_context(lanes.place(1))
            coming = asyncio.create_task(send(photo(3), "anh.jpg"))
            done, _ = await asyncio.wait([coming], timeout=0.5)
            assert not done
        assert (await coming)[1].status_code == 201

    async def test_one_of_more_than_25_megabytes_is_refused_in_words(self, send, own_files):
        _, reply = await send(b"\xff\xd8\xff" + bytes(25 * 1024 * 1024), "anh.jpg")
        assert (reply.status_code, reply.json()["code"]) == (413, "file_too_large")
        assert own_files() == set()


class TestKept:
    async def test_three_hundred_pages_are_kept_whole_and_sealed(self, protector, send, own_files):
        whole = page_book(300)
        case_id, reply = await send(whole, "ho-so.pdf", "application/pdf")
        assert reply.status_code == 201, reply.text
        [kept], [path] = reply.json()["files"], own_files()
        on_disk = path.read_bytes()
        assert b"%PDF" not in on_disk
        assert "ho-so" not in str(path)
        shown = await protector.client.get(f"/incident-cases/{case_id}/files/{kept['id']}")
        assert shown.content == whole
        assert shown.headers["cache-control"] == "no-store"
        assert shown.headers["content-disposition"].startswith("attachment")
        document = pdfium.PdfDocument(shown.content)
        assert len(document) == 300

    async def test_a_page_too_many_is_refused_in_words(self, send, own_files):
        _, reply = await send(page_book(1001), "ho-so.pdf", "application/pdf")
        assert reply.is_client_error, reply.text
        assert own_files() == set()

    async def test_bytes_that_were_changed_on_disk_are_not_shown(self, protector, send, own_files):
        case_id, reply = await send(photo(3), "anh.jpg")
        [path] = own_files()
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(bytes(data))
        address = f"/incident-cases/{case_id}/files/{reply.json()['files'][0]['id']}"
        assert (await protector.get(address, 410))["code"] == "seal_broken"

    async def test_a_file_of_one_case_isnt_found_in_another(self, protector, send):
        _, reply = await send(photo(3), "anh.jpg")
        other = await protector.open_case()
        await protector.get(f"/incident-cases/{other['id']}/files/{reply.json()['files'][0]['id']}", 404)

"""Files of cases: looked at before they are kept, sealed on disk, and shown to nobody else."""

import io
import zipfile
from uuid import uuid4

import pypdfium2 as pdfium
import pytest

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

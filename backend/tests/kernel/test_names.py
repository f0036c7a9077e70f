"""Names of files that people send: what is kept and given out has no folders and nothing that a system minds."""

from urllib.parse import unquote

import pytest

from tests.kernel.office import files
from tests.kernel.test_pictures import sent
from vitreem.kernel.files.excel import xlsx_response
from vitreem.kernel.files.names import disposition, file_name, own_name


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Kế hoạch 2026.docx", "Kế hoạch 2026.docx"), ("../../a\\b.docx", "b.docx"), ("C:\\Users\\An\\a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"), ("..", "tep"), ("", "tep"), ("a/", "tep"), ("...a.pdf. ", "a.pdf"),
        ('a"\r\nX: y.xlsx', "a_ X_ y.xlsx"), ("a\u202excod.exe.pdf", "axcod.exe.pdf"), ("a\x00b.pdf", "ab.pdf"),
        ("a:b<c>|?*.pdf", "a_b_c____.pdf"), ("con.xlsx", "_con.xlsx"), ("LPT1", "_LPT1"), ("concert.pdf", "concert.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)  # fmt: skip
def test_names(said, kept):
    assert file_name(said) == kept
    assert file_name(kept) == kept
    assert disposition("attachment", said).isascii()
    assert unquote(disposition("attachment", said).partition("''")[2]) == kept


def test_a_head_holds_no_steps_and_no_quotes():
    for said in ("../../a\\b.docx", 'a";filename="b', "a%2F..%2Fb"):
        written = disposition("attachment", said).partition("''")[2]
        assert not set(written) & set("/\\\"; '"), written


def test_a_day_in_a_title_is_no_folder():
    assert own_name("Danh sách ký nhận – Tặng quà 1/6/2026", "pdf") == "Danh sách ký nhận – Tặng quà 1-6-2026.pdf"
    assert file_name(own_name("a\\b/c", "docx")) == "a-b-c.docx"


def test_a_sheet_is_named_the_same_way():
    head = xlsx_response(b"", "../../a\\danh sách.xlsx").headers["content-disposition"]
    assert head == "attachment; filename*=UTF-8''danh%20s%C3%A1ch.xlsx"


async def test_a_file_is_kept_and_given_out_by_its_last_step(khu_pho, world):
    reply, file, _ = await sent(khu_pho, world, files.word(), "../../a\\ke hoach; 2.docx")
    assert reply.status_code == 201, reply.text
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''ke%20hoach%3B%202.docx"
    assert ".." not in reply.text


async def test_a_file_on_its_way_is_named_the_same_way(khu_pho):
    made = await khu_pho.post(
        "/uploads", json={"name": "../x\\b.docx", "size": 9}, headers={"Idempotency-Key": "names-of-files"}
    )
    assert made.json()["name"] == "b.docx"

"""No input breaks the reader or makes it slow: times grow with the length, spans stay inside the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitreem.kernel.text import squeeze
from vitreem.plans.importer import PlanFileProblem, PlanReading, parse_bytes, parse_text

HEAD = "KẾ HOẠCH\nTriển khai Tháng hành động vì trẻ em năm 2026\nI. NỘI DUNG\n1. Truyền thông\n- Treo băng rôn.\n"
MARKERS = ["I. ", "II. ", "V. ", "1. ", "1.1. ", "2. ", "a) ", "- ", "+ ", "Phần thứ hai", "Phụ lục", "|a|b|"]
SIGNS = ["\n", "\n\n", "\f", " ", ":", ";", ".", "./.", "|", "(", ")", "\u0301", "😀"]
HEADINGS = ["Tổ chức thực hiện", "NỘI DUNG", "Thông điệp", "Công an phường", "Các khu phố", "Nơi nhận:", "Trên đây là"]
DAYS = ["trước ngày 10/7/2026", "31/2/2026", "99/99", "từ ngày 1 đến 40 tháng 13", "tháng 6/2026"]
PHRASES = ["báo cáo kết quả về UBND phường", "Số: ", "12/KH-UBND", "Luật Trẻ em 2016", "TM. ỦY BAN", "KT. CHỦ TỊCH"]
FRAGMENTS = st.sampled_from([*MARKERS, *SIGNS, *HEADINGS, *DAYS, *PHRASES])


def read(text: str) -> PlanReading | None:
    try:
        return parse_text(text)
    except PlanFileProblem:
        return None


def assert_sound(reading: PlanReading) -> None:
    items = [*reading.purposes, *reading.requirements, *reading.messages]
    items += [line for group in reading.activity_groups for line in group.activities]
    items += [line for group in reading.task_groups for line in group.tasks]
    for item in items:
        start, end = item.span
        assert 0 <= start <= end <= len(reading.source_text)
        assert squeeze(reading.source_text[start:end]) == item.text
    assert reading.counts["tasks"] == sum(len(group.tasks) for group in reading.task_groups)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=60))
def test_any_mixture_is_read_or_refused(pieces: list[str]) -> None:
    if reading := read(HEAD + "".join(pieces)):
        assert_sound(reading)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:

    for start in (b"", b"PK\x03\x04", b"%PDF-1.7\n", HEAD.encode()):
        try:
            reading = parse_bytes(start + data, "x.docx" if start == b"PK\x03\x04" else "x")
        except PlanFileProblem:
            continue
        assert_sound(reading)


HOSTILE = {
    "spaces": " ",
    "spaced words": "a" + " " * 400,
    "dashes": "-",
    "dash lines": "-\n",
    "dotted numbers": "1.",
    "parentheses": "(",
    "quotes": "“",
    "colons": ": ",
    "one long word": "a",
    "dates": "1/6 ",
    "date starts": "từ ngày 1",
    "number starts": "1.1.1 \n",
    "slashes": "1/",
    "symbols": "1/KH-",
    "laws": "Luật ",
    "reports": "báo cáo về UBND ",
    "deadlines": "báo cáo về UBND phường trước ngày 1/7 ",
    "roman": "I. ",
    "bars": "|a",
    "letters": "a) x\n",
    "nested": "I. Tổ chức\n1. Công an\n1.1. Hội\na) Đoàn\n- x\n+ y\n",
    "leads": "Trạm Y tế:\n",
    "combining": "e\u0301\u0323",
    "footers": "Nơi nhận:\nTM. A\n",
    "newlines": "\n",
    "parts": "Phần thứ nhất\n",
    "upper": "TỔ CHỨC THỰC HIỆN\n",
    "page numbers": "2\n\f",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_repetition_costs_linear_time(name: str) -> None:
    piece = HOSTILE[name]

    def seconds(length: int) -> float:
        text = HEAD + piece * (length // len(piece))
        best = 1e9
        for _ in range(1 if length > 50_000 else 2):
            started = time.process_time()
            read(text)
            best = min(best, time.process_time() - started)
        return best

    small, large = seconds(12_500), seconds(100_000)
    # Eight times the text: linear costs 8 times, quadratic 64. A busy machine can double either figure, and the
    # collector may fall into one: what is slow by itself is slow again.
    for _ in range(2):
        if large >= max(1.5, small * 40):
            large = min(large, seconds(100_000))
    assert large < max(1.5, small * 40), (small, large)
    assert large < 6

"""Plans laid out in other ways than the sample: each rule of the outline is needed by one of them."""

import textwrap
import unicodedata
from datetime import date
from pathlib import Path

import docx
import plan_files
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vitreem.kernel.text import squeeze
from vitreem.plans.importer import PlanReading, parse_bytes, parse_text

HEAD = "KẾ HOẠCH\nTriển khai Tháng hành động vì trẻ em năm 2026\n"
WORK = "NỘI DUNG HOẠT ĐỘNG\n- Treo băng rôn tại nhà văn hóa.\n"


def tasks(reading: PlanReading) -> list[tuple[str, str, list[str]]]:
    return [(g.number, g.assignee, [task.text for task in g.tasks]) for g in reading.task_groups]


def activities(reading: PlanReading) -> list[tuple[str, str, list[str]]]:
    return [(g.number, g.title, [line.text for line in g.activities]) for g in reading.activity_groups]


def codes(reading: PlanReading) -> set[str]:
    return {warning.code for warning in reading.warnings}


def test_only_two_levels() -> None:
    reading = parse_text(
        HEAD
        + """1. Mục đích: Chăm lo cho trẻ em.
2. Thời gian: từ ngày 01 đến ngày 30 tháng 6 năm 2026.
3. Nội dung hoạt động
- Treo băng rôn tại nhà văn hóa.
- Thăm, tặng quà trẻ em mồ côi.
4. Tổ chức thực hiện
- Trạm Y tế phường: khám sức khỏe cho trẻ em.
- Công an phường phối hợp tuyên truyền về an toàn giao thông.
- Công an phường tiếp nhận tin báo về xâm hại trẻ em.
- Giao các khu phố vận động nhân dân rào chắn ao, hồ."""
    )
    assert [item.text for item in reading.purposes] == ["Chăm lo cho trẻ em."]
    assert (reading.starts_on, reading.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert activities(reading) == [
        ("3", "Nội dung hoạt động", ["Treo băng rôn tại nhà văn hóa.", "Thăm, tặng quà trẻ em mồ côi."])
    ]
    assert tasks(reading) == [
        ("4.1", "Trạm Y tế phường", ["khám sức khỏe cho trẻ em."]),
        (
            "4.2",
            "Công an phường",
            [
                "Công an phường phối hợp tuyên truyền về an toàn giao thông.",
                "Công an phường tiếp nhận tin báo về xâm hại trẻ em.",
            ],
        ),
        ("4.4", "các khu phố", ["Giao các khu phố vận động nhân dân rào chắn ao, hồ."]),
    ]
    assert "collective_assignee" in codes(reading)


def test_letters() -> None:
    reading = parse_text(
        HEAD
        + """I. NỘI DUNG
1. Truyền thông
a) Treo băng rôn tại nhà văn hóa.
b) Phát tờ rơi tại chợ.
2. Chăm sóc
a) Với trẻ nhỏ
- Cho uống Vitamin A.
- Cân đo hằng tháng.
II. PHÂN CÔNG NHIỆM VỤ
1. Công an phường
a) Tiếp nhận tin báo.
đ) Tuần tra ven sông:
+ buổi trưa;
+ buổi chiều.
2. Đối với khối đoàn thể
a) Đoàn Thanh niên phường
- Mở lớp bơi.
b) Hội Nông dân: Tặng 20 suất quà."""
    )
    assert activities(reading) == [
        ("I.1", "Truyền thông", ["Treo băng rôn tại nhà văn hóa.", "Phát tờ rơi tại chợ."]),
        ("I.2.a", "Với trẻ nhỏ", ["Cho uống Vitamin A.", "Cân đo hằng tháng."]),
    ]
    assert tasks(reading)[0] == ("II.1", "Công an phường", ["Tiếp nhận tin báo."])
    assert ("II.2.a", "Đoàn Thanh niên phường", ["Mở lớp bơi."]) in tasks(reading)
    assert ("II.2.b", "Hội Nông dân", ["Tặng 20 suất quà."]) in tasks(reading)
    assert any(task.text.endswith("buổi trưa;") for group in reading.task_groups for task in group.tasks)


def test_sub_dashes_stay_with_their_line() -> None:
    reading = parse_text(
        HEAD + "I. NỘI DUNG\n1. Truyền thông\n- Treo băng rôn tại:\n+ trụ sở phường;\n+ các trường học.\n- Phát tờ rơi."
    )
    assert activities(reading)[0][2] == ["Treo băng rôn tại: + trụ sở phường; + các trường học.", "Phát tờ rơi."]


def table_docx(
    rows: list[list[str]], before: list[str], after: list[str] = (), merge: tuple[int, int] | None = None
) -> bytes:
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    if merge:
        upper, lower = table.cell(merge[0], 1), table.cell(merge[1], 1)
        upper.merge(lower)
    for line in after:
        document.add_paragraph(line)
    return plan_files.saved(document)


def test_assignments_in_a_docx_table() -> None:
    data = table_docx(
        [
            ["TT", "Đơn vị chủ trì", "Nhiệm vụ", "Đơn vị phối hợp", "Thời hạn"],
            [
                "1",
                "Trạm Y tế phường",
                "- Khám sức khỏe cho trẻ em.\n- Tẩy giun.",
                "Các trường học",
                "Trước ngày 20/6/2026",
            ],
            ["2", "Công an phường", "Tuần tra ven sông.", "", "25/6/2026"],
            ["3", "", "Tiếp nhận tin báo.", "", ""],
        ],
        [*HEAD.strip().split("\n"), "I. TỔ CHỨC THỰC HIỆN", "Nhiệm vụ được phân công như sau:"],
        ("II. KINH PHÍ", "Từ ngân sách phường."),
        merge=(2, 3),
    )
    reading = parse_bytes(data, "a.docx")
    assert tasks(reading) == [
        ("I.1", "Trạm Y tế phường", ["Khám sức khỏe cho trẻ em.", "Tẩy giun."]),
        ("I.2", "Công an phường", ["Tuần tra ven sông.", "Tiếp nhận tin báo."]),
    ]
    assert [task.due_before for group in reading.task_groups for task in group.tasks] == [
        date(2026, 6, 20),
        date(2026, 6, 20),
        date(2026, 6, 26),  # a plain day in a deadline column is the last day on time
        None,
    ]
    for group in reading.task_groups:
        for task in group.tasks:
            assert squeeze(reading.source_text[slice(*task.span)]) == task.text


def test_table_drawn_with_bars_in_text() -> None:
    reading = parse_text(
        HEAD
        + """I. TỔ CHỨC THỰC HIỆN
| Đơn vị | Nội dung công việc | Thời hạn |
|---|---|---|
| Trạm Y tế phường | Khám sức khỏe | trước ngày 20/6 |
| Các trường học | Tặng quà | |"""
    )
    assert tasks(reading) == [
        ("I.1", "Trạm Y tế phường", ["Khám sức khỏe"]),
        ("I.2", "Các trường học", ["Tặng quà"]),
    ]
    assert reading.task_groups[0].tasks[0].due_before == date(2026, 6, 20)


def test_no_messages_section() -> None:
    reading = parse_text("\n".join(plan_files.PLAN_LINES))
    assert reading.messages == []
    assert "missing_messages" in codes(reading)
    with_messages = parse_text("\n".join([*plan_files.PLAN_LINES, "IV. THÔNG ĐIỆP", "- Hãy gọi 111."]))
    assert [message.text for message in with_messages.messages] == ["Hãy gọi 111."]
    assert "missing_messages" not in codes(with_messages)


def test_messages_inside_the_activities() -> None:
    reading = parse_text(
        HEAD + "I. NỘI DUNG\n1. Thông điệp truyền thông\n- Hãy gọi 111.\n2. Tặng quà\n- Trao 20 suất quà cho trẻ em."
    )
    assert [message.text for message in reading.messages] == ["Hãy gọi 111."]
    assert activities(reading) == [("I.2", "Tặng quà", ["Trao 20 suất quà cho trẻ em."])]


def test_report_deadlines_in_a_table() -> None:
    data = table_docx(
        [
            ["TT", "Nội dung báo cáo", "Nơi nhận", "Thời hạn"],
            ["1", "Báo cáo của các đơn vị", "UBND phường", "Trước ngày 05/7/2026"],
            ["2", "Báo cáo của phường", "Sở Y tế tỉnh", "Chậm nhất ngày 10/7/2026"],
        ],
        [*plan_files.PLAN_LINES, "IV. CHẾ ĐỘ BÁO CÁO"],
    )
    reading = parse_bytes(data, "a.docx")
    assert [(d.from_, d.to, d.due_before) for d in reading.report_deadlines] == [
        ("units", "UBND phường", date(2026, 7, 5)),
        ("ward", "Sở Y tế tỉnh", date(2026, 7, 11)),
    ]
    assert [group.assignee for group in reading.task_groups] == ["Công an phường", "Trạm Y tế phường"]


def test_upper_case_headings_without_numbers() -> None:
    reading = parse_text(
        HEAD
        + """MỤC ĐÍCH, YÊU CẦU
- Chăm lo cho trẻ em.
THÔNG ĐIỆP TRUYỀN THÔNG
- Hãy gọi 111.
NỘI DUNG HOẠT ĐỘNG
- Treo băng rôn tại nhà văn hóa.
TỔ CHỨC THỰC HIỆN
Trạm Y tế phường
- Khám sức khỏe cho trẻ em.
Công an phường:
- Tuần tra ven sông."""
    )
    assert [item.text for item in reading.purposes] == ["Chăm lo cho trẻ em."]
    assert [item.text for item in reading.messages] == ["Hãy gọi 111."]
    assert [lines for _, _, lines in activities(reading)] == [["Treo băng rôn tại nhà văn hóa."]]
    assert [(assignee, lines) for _, assignee, lines in tasks(reading)] == [
        ("Trạm Y tế phường", ["Khám sức khỏe cho trẻ em."]),
        ("Công an phường", ["Tuần tra ven sông."]),
    ]


def test_parts() -> None:
    reading = parse_text(
        HEAD
        + """Phần thứ nhất
NHỮNG VẤN ĐỀ CHUNG
I. Mục đích
- Chăm lo cho trẻ em.
II. Thời gian: từ 01/6 đến 30/6/2026
Phần thứ hai
NỘI DUNG VÀ PHÂN CÔNG
I. Các hoạt động
1. Truyền thông
- Treo băng rôn tại nhà văn hóa.
II. Trách nhiệm của các đơn vị
1. Trạm Y tế phường
- Khám sức khỏe cho trẻ em."""
    )
    assert [item.text for item in reading.purposes] == ["Chăm lo cho trẻ em."]
    assert (reading.starts_on, reading.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert activities(reading) == [("II.I.1", "Truyền thông", ["Treo băng rôn tại nhà văn hóa."])]
    assert tasks(reading) == [("II.II.1", "Trạm Y tế phường", ["Khám sức khỏe cho trẻ em."])]


LONG = (
    "- Vận động các cơ quan, doanh nghiệp, cá nhân hảo tâm ủng hộ quà, học bổng, xe đạp cho trẻ em có hoàn cảnh đặc"
    " biệt của phường nhân ngày Quốc tế thiếu nhi 1/6 và ngày Gia đình Việt Nam."
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n\n ", "\r\n", "\u00a0\n", "\n\f"])
def test_soft_wraps(gap: str) -> None:
    wrapped = gap.join(textwrap.wrap(LONG, 76))
    reading = parse_text(f"{HEAD}I. NỘI DUNG\n1. Tặng quà\n{wrapped}\n- Trao 20 suất quà cho trẻ em.")
    assert activities(reading)[0][2] == [LONG[2:], "Trao 20 suất quà cho trẻ em."]


def test_decomposed_letters_zero_width_and_odd_spaces() -> None:
    plain = HEAD + "I. NỘI DUNG\n1. Tặng quà\n" + LONG
    odd = unicodedata.normalize("NFD", plain).replace("- V", "-\u00a0\u200bV").replace(" quà,", "\u2003\tquà,")
    assert activities(parse_text(odd)) == activities(parse_text(plain)) != []


def test_page_numbers_are_left_out() -> None:
    first, second = textwrap.wrap(LONG, 110)[0], " ".join(textwrap.wrap(LONG, 110)[1:])
    for page_break in ("\n2\n", "\n\f2\n", "\n- 2 -\n\f", "\n\fTrang 2/5\n"):
        reading = parse_text(f"{HEAD}I. NỘI DUNG\n1. Tặng quà\n{first}{page_break}{second}")
        assert activities(reading)[0][2] == [LONG[2:]], page_break


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "”“"])
def test_theme_without_its_quotes(marks: str) -> None:
    reading = parse_text(HEAD + f"I. CHỦ ĐỀ: {marks[0]}Vì tương lai trẻ em{marks[1]}.\nII. {WORK}")
    assert reading.theme == "Vì tương lai trẻ em"


def test_automatic_numbers_of_word_start_lists_anew() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    formats = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")]
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(formats)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in HEAD.strip().split("\n"):
        document.add_paragraph(line)
    for at, text in [(0, "NỘI DUNG"), (1, "Truyền thông"), (3, "Treo băng rôn."), (1, "Tặng quà"), (2, "Trao quà."),
                     (0, "TỔ CHỨC THỰC HIỆN"), (1, "Công an phường"), (3, "Tuần tra.")]:  # fmt: skip
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="77"/></w:numPr>'))
    deleted = document.paragraphs[-1]._p
    run = deleted.findall(qn("w:r"))[0]
    change = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t> XÓA</w:t></w:r></w:del>')
    run.addnext(change)
    reading = parse_bytes(plan_files.saved(document), "a.docx")
    assert activities(reading) == [("I.1", "Truyền thông", ["Treo băng rôn."]), ("I.2", "Tặng quà", ["Trao quà."])]
    assert tasks(reading) == [("II.1", "Công an phường", ["Tuần tra."])]


def test_unknown_assignee_and_clashing_dates_are_told() -> None:
    reading = parse_text(
        HEAD
        + """I. THỜI GIAN: từ ngày 01/6/2026 đến ngày 30/6/2026
II. TỔ CHỨC THỰC HIỆN
1. Bà con cô bác
- Dọn vệ sinh.
2. Công chức VH-XH
- Báo cáo kết quả gửi về Sở Y tế tỉnh trước ngày 01/7/2026.
Trên đây là kế hoạch; các đơn vị báo cáo kết quả về UBND phường trước ngày 10/7/2026./."""
    )
    assert {"unknown_assignee", "date_conflict"} <= codes(reading)
    assert [warning.item for warning in reading.warnings if warning.code == "unknown_assignee"] == ["II.1"]


def test_assignments_in_a_ruled_table_of_a_pdf() -> None:
    reading = parse_bytes(Path(__file__).with_name("table_plan.pdf").read_bytes(), "a.pdf")
    work = "Khám sức khỏe, cân đo, tư vấn dinh dưỡng cho tất cả trẻ em dưới 6 tuổi trên địa bàn."
    assert tasks(reading) == [
        ("II.1", "Trạm Y tế phường", [work]),
        ("II.2", "Các trường học", ["Tặng quà cho học sinh vượt khó."]),
    ]
    assert [g.tasks[0].due_before for g in reading.task_groups] == [date(2026, 6, 20), date(2026, 6, 1)]


def test_messages_share_a_section_with_theme_and_period() -> None:
    reading = parse_text(
        HEAD
        + """I. THỜI GIAN, CHỦ ĐỀ, THÔNG ĐIỆP
1. Thời gian: từ ngày 01/6 đến ngày 30/6/2026.
2. Chủ đề Tháng hành động: “Vì tương lai trẻ em”.
3. Thông điệp truyền thông:
- Hãy gọi 111.
II. """
        + WORK
    )
    assert [message.text for message in reading.messages] == ["Hãy gọi 111."]
    assert reading.theme == "Vì tương lai trẻ em"
    assert (reading.starts_on, reading.ends_on) == (date(2026, 6, 1), date(2026, 6, 30))


def test_numbered_lines_between_numbered_groups() -> None:
    reading = parse_text(
        HEAD
        + """I. NỘI DUNG
1. Truyền thông
- Treo băng rôn tại nhà văn hóa.
2. Tổ chức lễ phát động: Thời gian 7 giờ ngày 30/5/2026.
3. Rà soát các điểm nguy hiểm."""
    )
    assert activities(reading) == [
        ("I.1", "Truyền thông", ["Treo băng rôn tại nhà văn hóa."]),
        ("I.2", "Tổ chức lễ phát động", ["Tổ chức lễ phát động: Thời gian 7 giờ ngày 30/5/2026."]),
        ("I.3", "Rà soát các điểm nguy hiểm", ["Rà soát các điểm nguy hiểm."]),
    ]
    assert reading.activity_groups[1].activities[0].event_on == date(2026, 5, 30)


def test_requests_are_no_part_of_the_assignee() -> None:
    reading = parse_text(
        HEAD
        + """I. TỔ CHỨC THỰC HIỆN
1. Đề nghị Hội Nông dân phường
- Tặng 20 suất quà.
2. Trưởng các khu phố
- Treo băng rôn."""
    )
    assert [assignee for _, assignee, _ in tasks(reading)] == ["Hội Nông dân phường", "Trưởng các khu phố"]
    assert "unknown_assignee" not in codes(reading)


def test_a_mark_after_a_control_character_is_composed() -> None:
    reading = parse_text(HEAD + "I. NỘI DUNG\n1. Tặng quà\n- Trao qua\x1f\u0300 cho trẻ em.")
    assert activities(reading)[0][2] == ["Trao quà cho trẻ em."]

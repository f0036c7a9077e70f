"""The words of a case on paper: sections with their numbers, tables of what was rated, articles of a decision."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from vitreem.incidents.forms import AlternativeCare, ChildFacts, Plan, ReportFacts, Separation
from vitreem.incidents.rules import PROTECTS, PaperKind
from vitreem.incidents.schemas import CaseRead
from vitreem.incidents.wording import (
    CHANNELS,
    GROUPS,
    HARMS,
    ITEMS,
    LEVELS,
    NATURES,
    OUTCOMES,
    SEXES,
    STATES,
    birth,
    hour,
    listed,
)
from vitreem.kernel.documents.amounts import dots
from vitreem.kernel.documents.model import Align, Block, Column, Level, Paragraph, Row, Table

_CIRCULATION = "Chỉ người được giao xử lý vụ việc được đọc; không sao chụp, không chuyển tiếp (NĐ 56/2017 Điều 24)."


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same with each section counted."""
    count, told = 0, []
    for one in blocks:
        if isinstance(one, Paragraph) and one.level is Level.ITEM:
            count += 1
            one = replace(one, text=f"{count}. {one.text}")
        told.append(one)
    return tuple(told)


def mark() -> Paragraph:
    return Paragraph(_CIRCULATION, lead="Phạm vi lưu hành: ", italic=True)


def part(title: str, *blocks: Block) -> tuple[Block, ...]:
    """A section with something under it, or nothing."""
    full = tuple(one for one in blocks if not (isinstance(one, Paragraph) and not one.text))
    return (Paragraph(title, level=Level.ITEM), *full) if full else ()


def line(lead: str, text: str) -> Paragraph:
    return Paragraph(f"{lead}: {text}" if text else "")


def lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(one.strip()) for one in text.splitlines() if one.strip())


def child(case: CaseRead, child: ChildFacts) -> tuple[Block, ...]:
    return part(
        "Thông tin về trẻ em",
        line("Họ và tên", child.name or "chưa rõ"),
        line("Ngày sinh", birth(child.birth)),
        line("Giới tính", SEXES[case.sex]),
        line("Nơi ở", child.address),
        line("Hiện ở", child.where_now),
        line("Nơi học", child.school),
        line("Hình thức tổn hại", listed({str(k): v for k, v in HARMS.items()}, [str(one) for one in case.harms])),
    )


def items(form: Any) -> tuple[Block, ...]:
    """Two tables that are never added: of harm high is worse, of protection high is better; each with its totals."""
    blocks: list[Block] = []
    for title, wanted in (("Mức độ tổn hại và nguy cơ", False), ("Khả năng tự bảo vệ, phục hồi của trẻ", True)):
        rows = [one for one in form.items if (one.item in PROTECTS) is wanted]
        if not rows:
            continue
        total = {level: sum(one.level is level for one in rows) for level in LEVELS}
        blocks += [
            Paragraph(title, level=Level.POINT),
            Table(
                (
                    Column("Nội dung đánh giá", 70),
                    Column("Cao", 18, Align.CENTRE),
                    Column("Trung bình", 22, Align.CENTRE),
                    Column("Thấp", 18, Align.CENTRE),
                    Column("Ghi chú", 44),
                ),
                tuple(
                    Row((ITEMS[one.item], *("x" if one.level is level else "" for level in LEVELS), one.why))
                    for one in rows
                ),
                (Row(("Tổng số", *(str(total[level]) for level in LEVELS), ""), bold=True),),
            ),
        ]
    if not blocks:
        return ()
    told = [line("Mức gợi ý", LEVELS[form.proposed_level])] if form.proposed_level else []
    return (*blocks, *told, line("Mức quyết định", LEVELS[form.decided_level] if form.decided_level else ""))


def sections(form: Any) -> tuple[Block, ...]:
    """What the form says, in its order."""
    match PaperKind(form.kind):
        case PaperKind.INITIAL_ASSESSMENT:
            urgent = (
                "Trẻ cần được bảo vệ khẩn cấp hoặc tạm thời cách ly." if form.urgent else "Chưa cần can thiệp khẩn cấp."
            )
            return (
                *part("Tình trạng của trẻ em", *lines(form.situation)),
                *part("Đánh giá nguy cơ", *items(form), Paragraph(urgent)),
                *part("Biện pháp bảo đảm an toàn tạm thời", *lines(form.safety_measures)),
            )
        case PaperKind.URGENT_MEASURES:
            return part(
                "Biện pháp đã thực hiện",
                *lines(form.measures),
                line("Người thực hiện", form.by_whom),
                line("Lúc", hour(form.taken_at)),
            )
        case PaperKind.DETAILED_ASSESSMENT:
            safe = {
                True: "Người chăm sóc bảo đảm an toàn cho trẻ.",
                False: "Người chăm sóc chưa bảo đảm an toàn cho trẻ.",
            }
            return (
                *part("Hoàn cảnh gia đình", *lines(form.family)),
                *part("Sức khỏe", *lines(form.health)),
                *part("Học tập", *lines(form.education)),
                *part("Tổn hại", *lines(form.harm)),
                *part("Đánh giá nguy cơ cụ thể", *items(form)),
                *part("Nhu cầu cần hỗ trợ, can thiệp", *lines(form.needs)),
                *part("Ý kiến của trẻ em", *lines(form.child_opinion)),
                *part("Ý kiến của cha, mẹ, người chăm sóc", *lines(form.parents_opinion)),
                *part("Kết luận", Paragraph(safe.get(form.carer_is_safe, ""))),
            )
        case PaperKind.CONFERENCE:
            return (
                *part("Thời gian, địa điểm", Paragraph(hour(form.held_at)), Paragraph(form.place)),
                *part("Chủ trì", Paragraph(form.chair)),
                *part("Thành phần", *lines(form.attendees)),
                *part("Nội dung thảo luận", *lines(form.discussion)),
                *part("Kết luận", *lines(form.conclusion)),
            )
        case PaperKind.PLAN:
            return (
                *part("Mục tiêu", *lines(form.goals)),
                *services(form),
                *part("Kinh phí", *lines(form.funding)),
            )
        case PaperKind.REVIEW:
            words = {"close": "Đề nghị kết thúc, đóng vụ việc.", "plan_again": "Đề nghị lập kế hoạch hỗ trợ tiếp theo."}
            return (
                *part("Kết quả thực hiện", *lines(form.results)),
                *part("Đánh giá", *items(form)),
                *part("Kết luận", Paragraph(words.get(form.conclusion, ""))),
            )
        case PaperKind.FOLLOW_UP:
            day = f"{form.visited_on:%d/%m/%Y}" if form.visited_on else ""
            return part("Kết quả thăm", line("Ngày thăm", day), *lines(form.findings))
        case PaperKind.COURT_REQUEST:
            return (*part("Kính gửi", Paragraph(form.court)), *part("Nội dung đề nghị", *lines(form.content)))
        case _:
            return ()


def services(form: Plan) -> tuple[Block, ...]:
    rows = [
        (
            str(at + 1),
            one.service,
            one.body,
            f"{one.starts_on:%d/%m/%Y}" if one.starts_on else "",
            f"{one.ends_on:%d/%m/%Y}" if one.ends_on else "",
            dots(one.cost),
        )
        for at, one in enumerate(form.services)
    ]
    columns = (
        Column("STT", 12, Align.CENTRE),
        Column("Dịch vụ", 52),
        Column("Đơn vị thực hiện", 42),
        Column("Bắt đầu", 24, Align.CENTRE),
        Column("Kết thúc", 24, Align.CENTRE),
        Column("Kinh phí (đồng)", 26, Align.RIGHT),
    )
    total = Row(("Cộng", dots(sum(one.cost for one in form.services))), bold=True, merged=5)
    return (
        Paragraph("Dịch vụ, thời gian, đơn vị thực hiện và kinh phí", level=Level.ITEM),
        Table(columns, tuple(Row(cells) for cells in rows), (total,)),
    )


_EXECUTED = Paragraph(
    "Các cơ quan, cá nhân có tên tại nơi nhận chịu trách nhiệm thi hành Quyết định này.", lead="Điều 3. "
)


def articles(case: CaseRead, form: Any) -> tuple[Block, ...]:
    child = f"trẻ em {case.child.name or 'chưa rõ tên'}, sinh {birth(case.child.birth)}"
    match form:
        case Separation():
            span = (
                f"từ ngày {form.starts_on:%d/%m/%Y} đến hết ngày {form.ends_on:%d/%m/%Y}"
                if form.starts_on and form.ends_on
                else ""
            )
            return (
                Paragraph(f"Tạm thời cách ly {child}, {span}. Lý do: {form.reason}", lead="Điều 1. "),
                Paragraph(f"Trẻ em được bố trí tại: {form.place}. {form.measures}".strip(), lead="Điều 2. "),
                _EXECUTED,
            )
        case AlternativeCare():
            return (
                Paragraph(
                    f"Giao {child} cho {form.carer} chăm sóc thay thế. Địa chỉ: {form.carer_address}.", lead="Điều 1. "
                ),
                Paragraph(
                    "Việc bàn giao trẻ em thực hiện chậm nhất 15 ngày làm việc kể từ ngày quyết định.", lead="Điều 2. "
                ),
                _EXECUTED,
            )
        case _:
            return (
                Paragraph(
                    f"Phê duyệt kế hoạch hỗ trợ, can thiệp đối với {child}, kèm theo Quyết định này.", lead="Điều 1. "
                ),
                Paragraph(
                    "Người làm công tác bảo vệ trẻ em chủ trì, phối hợp với các đơn vị trong kế hoạch để thực hiện.",
                    lead="Điều 2. ",
                ),
                _EXECUTED,
            )


def told(one: Any, facts: ReportFacts) -> tuple[Block, ...]:
    children = [
        "; ".join(
            part
            for part in (child.name or "chưa rõ tên", birth(child.birth), SEXES[child.sex], child.where_now)
            if part
        )
        for child in facts.children
    ]
    suspect = "; ".join(part for part in (facts.suspect.name, facts.suspect.relation, facts.suspect.details) if part)
    return (
        *part(
            "Tiếp nhận",
            line("Hình thức", CHANNELS[one.channel]),
            line("Nhận tin lúc", hour(one.received_at)),
            line("Mã tin", one.reference),
            line("Tính chất", NATURES[one.nature]),
            line("Hình thức tổn hại", listed({str(k): v for k, v in HARMS.items()}, [str(harm) for harm in one.harms])),
        ),
        *part("Nội dung", *lines(facts.what), line("Nơi xảy ra", facts.place)),
        *part("Trẻ em", *(Paragraph(child) for child in children)),
        *part("Người nghi gây tổn hại", Paragraph(suspect)),
        *part("Đã làm ngay", *lines(facts.done_at_once)),
    )


def cover(case: CaseRead) -> tuple[Block, ...]:
    groups = "; ".join(GROUPS[one.group] for one in case.child.groups)
    return (
        mark(),
        *child(case, case.child),
        *part(
            "Vụ việc",
            line("Mã hồ sơ", case.reference),
            line("Tình trạng", STATES[case.state]),
            line("Tiếp nhận", hour(case.received_at)),
            line("Người phụ trách", case.owner_name),
            line("Nhóm", groups),
            line("Kết quả", OUTCOMES[case.outcome] if case.outcome else ""),
        ),
        *part("Mốc thời hạn", *(clock(one) for one in case.clocks)),
    )


def clock(one: Any) -> Paragraph:
    done = f"xong {hour(one.met_at)}" if one.met_at else ("đang tính" if one.running else "không còn áp dụng")
    return line(one.name, f"hạn {hour(one.due_at) or 'chưa có lịch làm việc'}; {done} ({one.legal_basis})")

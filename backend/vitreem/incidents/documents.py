"""Forms, minutes, decisions, cover sheet and the whole file of a case, on paper.

What each template is based on stands in `FORMS`, for who keeps the templates; the papers themselves don't say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitreem.identity.facts import WardFact
from vitreem.incidents.forms import AlternativeCare, ChildFacts, Conference, Plan, Rated, ReportFacts, Separation
from vitreem.incidents.rules import PROTECTS, PaperKind, proposed_level
from vitreem.incidents.schemas import CasePaper, CaseRead, ReportRead
from vitreem.incidents.wording import (
    CHANNELS,
    GROUPS,
    HARMS,
    ITEMS,
    LEVELS,
    NATURES,
    OUTCOMES,
    PAPERS,
    SEXES,
    STATES,
    birth,
    hour,
    listed,
)
from vitreem.kernel.documents.amounts import dots
from vitreem.kernel.documents.model import (
    Align,
    Annex,
    Block,
    Closing,
    Column,
    Document,
    Letterhead,
    Level,
    Paragraph,
    Row,
    Secrecy,
    Signature,
    Table,
)
from vitreem.kernel.documents.wording import number_line, place_and_date

_CIRCULATION = "Chỉ người được giao xử lý vụ việc được đọc; không sao chụp, không chuyển tiếp (NĐ 56/2017 Điều 24)."


@dataclass(frozen=True, slots=True)
class Template:
    """A form's number in the decree, and whether its wording was published or is our own layout."""

    form: str
    published: bool


FORMS: Mapping[PaperKind | str, Template] = {
    "report": Template("Mẫu số 01", published=False),
    PaperKind.INITIAL_ASSESSMENT: Template("Mẫu số 02", published=False),
    PaperKind.DETAILED_ASSESSMENT: Template("Mẫu số 03", published=False),
    PaperKind.PLAN: Template("Mẫu số 04", published=False),
    "decision": Template("Mẫu số 05", published=False),
    PaperKind.REVIEW: Template("Mẫu số 06", published=True),
    PaperKind.SEPARATION: Template("Mẫu số 07", published=False),
    PaperKind.CARE: Template("", published=False),
    PaperKind.FOLLOW_UP: Template("", published=False),
    PaperKind.CONFERENCE: Template("", published=False),
    PaperKind.URGENT_MEASURES: Template("", published=False),
    PaperKind.COURT_REQUEST: Template("", published=False),
}
_KINDS: Mapping[PaperKind, tuple[str, str, str]] = {
    # title, subject, what follows the number's "/"
    PaperKind.INITIAL_ASSESSMENT: (
        "Báo cáo",
        "Đánh giá nguy cơ ban đầu, thực hiện các biện pháp bảo đảm an toàn tạm thời cho trẻ em",
        "BC-BVTE",
    ),
    PaperKind.URGENT_MEASURES: ("Báo cáo", "Biện pháp bảo vệ khẩn cấp trẻ em", "BC-BVTE"),
    PaperKind.SEPARATION: (
        "Quyết định",
        "Áp dụng biện pháp tạm thời cách ly trẻ em khỏi môi trường, đối tượng đe dọa hoặc gây tổn hại",
        "QĐ-UBND",
    ),
    PaperKind.CARE: ("Quyết định", "Giao trẻ em cho cá nhân, gia đình, cơ sở chăm sóc thay thế", "QĐ-UBND"),
    PaperKind.FOLLOW_UP: ("Báo cáo", "Theo dõi việc chăm sóc thay thế trẻ em", "BC-BVTE"),
    PaperKind.DETAILED_ASSESSMENT: ("Báo cáo", "Thu thập thông tin, xác minh và đánh giá nguy cơ cụ thể", "BC-BVTE"),
    PaperKind.CONFERENCE: ("Biên bản", "Họp xác định biện pháp hỗ trợ, can thiệp đối với trẻ em", "BB-UBND"),
    PaperKind.PLAN: ("Kế hoạch", "Hỗ trợ, can thiệp đối với trẻ em", "KH-UBND"),
    PaperKind.REVIEW: (
        "Báo cáo",
        "Rà soát, đánh giá tình trạng của trẻ em sau khi thực hiện kế hoạch hỗ trợ, can thiệp",
        "BC-BVTE",
    ),
    PaperKind.COURT_REQUEST: (
        "Đề nghị",
        "Tòa án xem xét việc hạn chế quyền của cha, mẹ hoặc thay đổi người chăm sóc trẻ em",
        "ĐN-UBND",
    ),
}
_DECISIONS = frozenset({PaperKind.SEPARATION, PaperKind.CARE})


@dataclass(frozen=True, slots=True)
class Place:
    """Whose paper it is."""

    ward: WardFact
    made_at: datetime


def _head(of: Place, suffix: str, day: date | None, number: int | None = None) -> Letterhead:
    return Letterhead(
        issuer=("Ủy ban nhân dân", of.ward.name),
        number=number_line(number, suffix),
        place_and_date=place_and_date(of.ward.name, day, of.made_at.year),
        secrecy=Secrecy.SECRET,
    )


def _mark() -> Paragraph:
    return Paragraph(_CIRCULATION, lead="Phạm vi lưu hành: ", italic=True)


def _part(title: str, *blocks: Block) -> tuple[Block, ...]:
    """A section with something under it, or nothing."""
    full = tuple(one for one in blocks if not (isinstance(one, Paragraph) and not one.text))
    return (Paragraph(title, level=Level.ITEM), *full) if full else ()


def _line(lead: str, text: str) -> Paragraph:
    return Paragraph(text, lead=f"{lead}: " if text else "")


def _lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(one.strip()) for one in text.splitlines() if one.strip())


def _child(case: CaseRead, child: ChildFacts) -> tuple[Block, ...]:
    return _part(
        "Thông tin về trẻ em",
        _line("Họ và tên", child.name or "chưa rõ"),
        _line("Ngày sinh", birth(child.birth)),
        _line("Giới tính", SEXES[case.sex]),
        _line("Nơi ở", child.address),
        _line("Hiện ở", child.where_now),
        _line("Nơi học", child.school),
        _line("Hình thức", listed({str(k): v for k, v in HARMS.items()}, [str(one) for one in case.harms])),
    )


def _items(items: Sequence[Rated], decided: Any) -> tuple[Block, ...]:
    """Two tables that are never added: of harm high is worse, of protection high is better; each with its totals."""
    blocks: list[Block] = []
    for title, wanted in (("Mức độ tổn hại và nguy cơ", False), ("Khả năng tự bảo vệ, phục hồi của trẻ", True)):
        rows = [one for one in items if (one.item in PROTECTS) is wanted]
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
    proposed = proposed_level({one.item: one.level for one in items})
    told = [_line("Mức gợi ý", LEVELS[proposed])] if proposed else []
    return (*blocks, *told, _line("Mức quyết định", LEVELS[decided] if decided else ""))


def _sections(form: Any) -> tuple[Block, ...]:
    """What the form says, in its order."""
    match PaperKind(form.kind):
        case PaperKind.INITIAL_ASSESSMENT:
            urgent = (
                "Trẻ cần được bảo vệ khẩn cấp hoặc tạm thời cách ly." if form.urgent else "Chưa cần can thiệp khẩn cấp."
            )
            return (
                *_part("Tình trạng của trẻ em", *_lines(form.situation)),
                *_part("Đánh giá nguy cơ", *_items(form.items, form.decided_level), Paragraph(urgent)),
                *_part("Biện pháp bảo đảm an toàn tạm thời", *_lines(form.safety_measures)),
            )
        case PaperKind.URGENT_MEASURES:
            return _part(
                "Biện pháp đã thực hiện",
                *_lines(form.measures),
                _line("Người thực hiện", form.by_whom),
                _line("Lúc", hour(form.taken_at)),
            )
        case PaperKind.DETAILED_ASSESSMENT:
            safe = {
                True: "Người chăm sóc bảo đảm an toàn cho trẻ.",
                False: "Người chăm sóc chưa bảo đảm an toàn cho trẻ.",
            }
            return (
                *_part("Hoàn cảnh gia đình", *_lines(form.family)),
                *_part("Sức khỏe", *_lines(form.health)),
                *_part("Học tập", *_lines(form.education)),
                *_part("Tổn hại", *_lines(form.harm)),
                *_part("Đánh giá nguy cơ cụ thể", *_items(form.items, form.decided_level)),
                *_part("Nhu cầu cần hỗ trợ, can thiệp", *_lines(form.needs)),
                *_part("Ý kiến của trẻ em", *_lines(form.child_opinion)),
                *_part("Ý kiến của cha, mẹ, người chăm sóc", *_lines(form.parents_opinion)),
                *_part("Kết luận", Paragraph(safe.get(form.carer_is_safe, ""))),
            )
        case PaperKind.CONFERENCE:
            return (
                *_part("Thời gian, địa điểm", Paragraph(hour(form.held_at)), Paragraph(form.place)),
                *_part("Chủ trì", Paragraph(form.chair)),
                *_part("Thành phần", *_lines(form.attendees)),
                *_part("Nội dung thảo luận", *_lines(form.discussion)),
                *_part("Kết luận", *_lines(form.conclusion)),
            )
        case PaperKind.PLAN:
            return (
                *_part("Mục tiêu", *_lines(form.goals)),
                *_services(form),
                *_part("Kinh phí", *_lines(form.funding)),
            )
        case PaperKind.REVIEW:
            words = {"close": "Đề nghị kết thúc, đóng vụ việc.", "plan_again": "Đề nghị lập kế hoạch hỗ trợ tiếp theo."}
            return (
                *_part("Kết quả thực hiện", *_lines(form.results)),
                *_part("Đánh giá", *_items(form.items, form.decided_level)),
                *_part("Kết luận", Paragraph(words.get(form.conclusion, ""))),
            )
        case PaperKind.FOLLOW_UP:
            day = f"{form.visited_on:%d/%m/%Y}" if form.visited_on else ""
            return _part("Kết quả thăm", _line("Ngày thăm", day), *_lines(form.findings))
        case PaperKind.COURT_REQUEST:
            return (*_part("Kính gửi", Paragraph(form.court)), *_part("Nội dung đề nghị", *_lines(form.content)))
        case _:
            return ()


def _services(form: Plan) -> tuple[Block, ...]:
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


def recipients(case: CaseRead, form: Any) -> tuple[str, ...]:
    """Bodies that are named, and who cares for the child: never a suspect (NĐ 56/2017 Điều 28.5). Where a parent is
    suspected and nobody says which, none of them."""
    bodies = tuple(one.strip() for one in getattr(form, "recipients", "").splitlines() if one.strip())
    carers = tuple(
        f"{one.relation or 'Người chăm sóc'} {one.name}".strip()
        for one in case.child.carers
        if one.name and not one.is_suspect
    )
    known = not case.parent_is_suspect or any(one.is_suspect for one in case.child.carers)
    return (*bodies, *(carers if known else ()))


def _grounds() -> tuple[str, ...]:
    return (
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016",
        "Căn cứ Nghị định số 56/2017/NĐ-CP ngày 09 tháng 5 năm 2017 của Chính phủ",
        "Xét đề nghị của người làm công tác bảo vệ trẻ em",
    )


_EXECUTED = Paragraph(
    "Các cơ quan, cá nhân có tên tại nơi nhận chịu trách nhiệm thi hành Quyết định này.", lead="Điều 3. "
)


def _articles(case: CaseRead, form: Any) -> tuple[Block, ...]:
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


def _chair(name: str = "") -> Signature:
    return Signature("Chủ tịch", name, ("TM. Ủy ban nhân dân",))


def _by(paper: CasePaper) -> Closing:
    return Closing((Signature("Người lập", paper.author_name, note="(Ký, ghi rõ họ tên)"),), archive="hồ sơ vụ việc")


def paper(of: Place, case: CaseRead, one: CasePaper, number: int | None = None) -> Document:
    """One form, minutes or decision."""
    title, subject, suffix = _KINDS[one.kind]
    day = one.decided_at.date() if one.decided_at else None
    name = f"{PAPERS[one.kind]} {case.reference}"
    ground = _line("Căn cứ bỏ qua bước trước", one.form.skip_ground)
    skipped = (ground,) if one.form.skip_ground else ()
    if one.kind in _DECISIONS:
        closing = Closing((_chair(one.decided_name),), recipients(case, one.form), "hồ sơ vụ việc")
        return Document(
            name,
            of.made_at,
            _head(of, suffix, day, number),
            title,
            subject,
            grounds=_grounds(),
            body=(_mark(), *skipped, *_articles(case, one.form)),
            closing=closing,
        )
    closing = _by(one)
    if isinstance(one.form, Conference):
        closing = Closing((Signature("Chủ trì", one.form.chair), Signature("Người ghi biên bản", one.author_name)))
    if one.kind is PaperKind.PLAN:
        closing = Closing((_chair(one.decided_name),), recipients(case, one.form), "hồ sơ vụ việc")
    return Document(
        name,
        of.made_at,
        _head(of, suffix, day, number),
        title,
        subject,
        body=(_mark(), *skipped, *_child(case, case.child), *_sections(one.form)),
        closing=closing,
    )


def decision(of: Place, case: CaseRead, plan: CasePaper, number: int | None = None) -> Document:
    """Mẫu 05: the chair approves a plan, which is annexed."""
    day = plan.decided_at.date() if plan.decided_at else None
    return Document(
        f"Quyết định phê duyệt kế hoạch {case.reference}",
        of.made_at,
        _head(of, "QĐ-UBND", day, number),
        "Quyết định",
        "Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em",
        grounds=_grounds(),
        body=(_mark(), *_articles(case, plan.form)),
        closing=Closing((_chair(plan.decided_name),), recipients(case, plan.form), "hồ sơ vụ việc"),
        annexes=(Annex("Phụ lục", "Kế hoạch hỗ trợ, can thiệp", (*_child(case, case.child), *_sections(plan.form))),),
    )


def report(of: Place, one: ReportRead) -> Document:
    """Mẫu 01. Who told isn't on it: that is kept apart."""
    return Document(
        f"Báo cáo tiếp nhận {one.reference}",
        of.made_at,
        _head(of, "BC-BVTE", one.recorded_at.date()),
        "Báo cáo",
        "Tiếp nhận thông tin trẻ em",
        body=(_mark(), *_told(one, one.facts)),
        closing=Closing((Signature("Người tiếp nhận", one.recorder_name, note="(Ký, ghi rõ họ tên)"),)),
    )


def _told(one: Any, facts: ReportFacts) -> tuple[Block, ...]:
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
        *_part(
            "Tiếp nhận",
            _line("Hình thức", CHANNELS[one.channel]),
            _line("Nhận tin lúc", hour(one.received_at)),
            _line("Mã tin", one.reference),
            _line("Tính chất", NATURES[one.nature]),
            _line(
                "Hình thức tổn hại", listed({str(k): v for k, v in HARMS.items()}, [str(harm) for harm in one.harms])
            ),
        ),
        *_part("Nội dung", *_lines(facts.what), _line("Nơi xảy ra", facts.place)),
        *_part("Trẻ em", *(Paragraph(child) for child in children)),
        *_part("Người nghi gây tổn hại", Paragraph(suspect)),
        *_part("Đã làm ngay", *_lines(facts.done_at_once)),
    )


def _cover(case: CaseRead) -> tuple[Block, ...]:
    groups = "; ".join(GROUPS[one.group] for one in case.child.groups)
    return (
        _mark(),
        *_child(case, case.child),
        *_part(
            "Vụ việc",
            _line("Mã hồ sơ", case.reference),
            _line("Tình trạng", STATES[case.state]),
            _line("Tiếp nhận", hour(case.received_at)),
            _line("Người phụ trách", case.owner_name),
            _line("Nhóm", groups),
            _line("Kết quả", OUTCOMES[case.outcome] if case.outcome else ""),
        ),
        *_part("Mốc thời hạn", *(_clock(one) for one in case.clocks)),
    )


def _clock(one: Any) -> Paragraph:
    done = f"xong {hour(one.met_at)}" if one.met_at else ("đang tính" if one.running else "không còn áp dụng")
    return _line(one.name, f"hạn {hour(one.due_at) or 'chưa có lịch làm việc'}; {done} ({one.legal_basis})")


def whole(of: Place, case: CaseRead, reports: Sequence[ReportRead]) -> Document:
    """The whole file: cover sheet, reports, each paper that counts, notes, evidence, on pages of their own."""
    counted = [one for one in case.papers if one.state in ("done", "approved")]
    annexes: list[Annex] = []

    def add(title: str, body: tuple[Block, ...]) -> None:
        if body:
            annexes.append(Annex(f"Tài liệu {len(annexes) + 1}", title, body))

    for told in reports:
        add(f"Báo cáo tiếp nhận thông tin {told.reference}", _told(told, told.facts))
    for one in counted:
        body = _articles(case, one.form) if one.kind in _DECISIONS else _sections(one.form)
        signed = _line("Người quyết định" if one.decided_name else "Người lập", one.decided_name or one.author_name)
        add(PAPERS[one.kind], (*body, signed))
    add(
        "Sổ vật chứng, tài liệu",
        tuple(_line(one.what, f"{one.holder}; từ ngày {one.taken_on:%d/%m/%Y}") for one in case.evidence),
    )
    add(
        "Nhật ký trao đổi",
        tuple(_line(f"{note.author_name}, {hour(note.written_at)}", note.text) for note in case.notes),
    )
    return Document(
        f"Hồ sơ vụ việc {case.reference}",
        of.made_at,
        _head(of, "HS-BVTE", of.made_at.date()),
        "Hồ sơ",
        "Bảo vệ trẻ em",
        body=_cover(case),
        closing=Closing((_chair(),), archive="hồ sơ vụ việc"),
        annexes=tuple(annexes),
    )

"""Forms, minutes, decisions, cover sheet and the whole file of a case, on paper.

What each template is based on stands in `FORMS`, for who keeps the templates; the papers themselves don't say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitreem.identity.facts import WardFact
from vitreem.incidents import paper_text as text
from vitreem.incidents.forms import Conference
from vitreem.incidents.rules import PaperKind
from vitreem.incidents.schemas import CasePaper, CaseRead, ReportRead
from vitreem.incidents.wording import PAPERS, hour
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.documents.model import (
    Annex,
    Block,
    Closing,
    Document,
    Letterhead,
    Level,
    Paragraph,
    Secrecy,
    Signature,
)
from vitreem.kernel.documents.wording import number_line, place_and_date


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


# Decisions on a child are the chair's own (NĐ 56/2017 Điều 28.4, 32), not the committee's.
_RESOLVED = Paragraph("QUYẾT ĐỊNH:", level=Level.PART, centred=True)


def _chair(name: str = "") -> Signature:
    return Signature("Chủ tịch", name)


def _day(moment: datetime | None) -> date | None:
    """In Việt Nam."""
    return moment.astimezone(VIETNAM).date() if moment else None


def _by(paper: CasePaper) -> Closing:
    return Closing((Signature("Người lập", paper.author_name, note="(Ký, ghi rõ họ tên)"),), archive="hồ sơ vụ việc")


def paper(of: Place, case: CaseRead, one: CasePaper, number: int | None = None) -> Document:
    """One form, minutes or decision."""
    title, subject, suffix = _KINDS[one.kind]
    day = _day(one.decided_at)
    name = f"{PAPERS[one.kind]} {case.reference}"
    ground = text.line("Căn cứ bỏ qua bước trước", one.form.skip_ground)
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
            body=(*skipped, _RESOLVED, *text.articles(case, one.form), text.mark()),
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
        body=text.numbered((text.mark(), *skipped, *text.child(case, case.child), *text.sections(one.form))),
        closing=closing,
    )


def decision(of: Place, case: CaseRead, plan: CasePaper, number: int | None = None) -> Document:
    """Mẫu 05: the chair approves a plan, which is annexed."""
    day = _day(plan.decided_at)
    return Document(
        f"Quyết định phê duyệt kế hoạch {case.reference}",
        of.made_at,
        _head(of, "QĐ-UBND", day, number),
        "Quyết định",
        "Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em",
        grounds=_grounds(),
        body=(_RESOLVED, *text.articles(case, plan.form), text.mark()),
        closing=Closing((_chair(plan.decided_name),), recipients(case, plan.form), "hồ sơ vụ việc"),
        annexes=(
            Annex(
                "Phụ lục",
                "Kế hoạch hỗ trợ, can thiệp",
                text.numbered((*text.child(case, case.child), *text.sections(plan.form))),
            ),
        ),
    )


def report(of: Place, one: ReportRead) -> Document:
    """Mẫu 01. Who told isn't on it: that is kept apart."""
    return Document(
        f"Báo cáo tiếp nhận {one.reference}",
        of.made_at,
        _head(of, "BC-BVTE", _day(one.recorded_at)),
        "Báo cáo",
        "Tiếp nhận thông tin trẻ em",
        body=text.numbered((text.mark(), *text.told(one, one.facts))),
        closing=Closing((Signature("Người tiếp nhận", one.recorder_name, note="(Ký, ghi rõ họ tên)"),)),
    )


def whole(of: Place, case: CaseRead, reports: Sequence[ReportRead]) -> Document:
    """The whole file: cover sheet, reports, each paper that counts, notes, evidence, on pages of their own."""
    counted = [one for one in case.papers if one.state in ("done", "approved")]
    annexes: list[Annex] = []

    def add(title: str, body: tuple[Block, ...]) -> None:
        if body:
            annexes.append(Annex(f"Tài liệu {len(annexes) + 1}", title, body))

    for told in reports:
        add(f"Báo cáo tiếp nhận thông tin {told.reference}", text.numbered(text.told(told, told.facts)))
    for one in counted:
        body = text.articles(case, one.form) if one.kind in _DECISIONS else text.numbered(text.sections(one.form))
        signed = text.line("Người quyết định" if one.decided_name else "Người lập", one.decided_name or one.author_name)
        add(PAPERS[one.kind], (*body, signed))
    add(
        "Sổ vật chứng, tài liệu",
        tuple(text.line(one.what, f"{one.holder}; từ ngày {one.taken_on:%d/%m/%Y}") for one in case.evidence),
    )
    add(
        "Nhật ký trao đổi",
        tuple(text.line(f"{note.author_name}, {hour(note.written_at)}", note.text) for note in case.notes),
    )
    return Document(
        f"Hồ sơ vụ việc {case.reference}",
        of.made_at,
        _head(of, "HS-BVTE", _day(of.made_at)),
        "Hồ sơ",
        "Bảo vệ trẻ em",
        body=text.numbered(text.cover(case)),
        closing=Closing((_chair(),), archive="hồ sơ vụ việc"),
        annexes=tuple(annexes),
    )

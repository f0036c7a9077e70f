"""What a person should look at before the plan is published: holes, collectives, dates that clash, misprints."""

from collections.abc import Iterator

from vitreem.plans.importer import spelling
from vitreem.plans.importer.assignees import is_collective, is_organisation
from vitreem.plans.importer.reading import PlanReading, Warning

MISPRINTS_SHOWN = 50


def check(reading: PlanReading, *, has_messages_section: bool) -> list[Warning]:
    """All warnings, those about the whole plan first."""
    return [
        *_missing(reading, has_messages_section),
        *_date_conflicts(reading),
        *_assignees(reading),
        *_undated(reading),
        *_misprints(reading),
    ]


def _missing(reading: PlanReading, has_messages_section: bool) -> Iterator[Warning]:
    if not reading.title:
        yield Warning(code="missing_title", detail="Không tìm thấy tên kế hoạch; hãy nhập tên.")
    if reading.number is None:
        yield Warning(code="missing_number", detail="Văn bản chưa có số, ký hiệu.")
    if reading.issued_on is None:
        yield Warning(code="missing_issue_date", detail="Văn bản chưa có ngày ban hành.")
    if reading.year is None:
        yield Warning(code="missing_year", detail="Không xác định được năm của kế hoạch.")
    if reading.theme is None:
        yield Warning(code="missing_theme", detail="Không tìm thấy chủ đề của Tháng hành động.")
    if reading.starts_on is None:
        yield Warning(code="missing_period", detail="Không tìm thấy thời gian bắt đầu và kết thúc.")
    if not reading.messages:
        what = "Mục thông điệp không có dòng nào." if has_messages_section else "Kế hoạch không có mục thông điệp."
        yield Warning(code="missing_messages", detail=what)
    if not reading.task_groups:
        yield Warning(code="missing_tasks", detail="Không tìm thấy phần phân công cho từng đơn vị.")
    if not reading.report_deadlines:
        yield Warning(code="missing_report_deadline", detail="Không tìm thấy thời hạn báo cáo.")
    if not reading.signature.capacity:
        yield Warning(code="missing_signature", detail="Không tìm thấy thể thức ký (TM., KT. …).")


def _date_conflicts(reading: PlanReading) -> Iterator[Warning]:
    start, end = reading.starts_on, reading.ends_on
    if start and end and end < start:
        detail = f"Ngày kết thúc {end:%d/%m/%Y} đứng trước ngày bắt đầu {start:%d/%m/%Y}."
        yield Warning(code="date_conflict", detail=detail)
    if start and reading.year and start.year != reading.year:
        yield Warning(
            code="date_conflict", detail=f"Thời gian bắt đầu năm {start.year}, còn tên kế hoạch ghi năm {reading.year}."
        )
    units = [deadline for deadline in reading.report_deadlines if deadline.from_ == "units"]
    ward = [deadline for deadline in reading.report_deadlines if deadline.from_ == "ward"]
    if units and ward and min(d.due_before for d in ward) < min(d.due_before for d in units):
        yield Warning(
            code="date_conflict",
            detail="Hạn báo cáo lên cấp trên đến trước hạn các đơn vị báo cáo về phường.",
            span=min(ward, key=lambda d: d.due_before).span,
        )
    for deadline in reading.report_deadlines:
        if start and deadline.due_before < start:
            yield Warning(
                code="date_conflict",
                detail=f"Hạn báo cáo trước ngày {deadline.due_before:%d/%m/%Y} đến trước ngày bắt đầu kế hoạch.",
                span=deadline.span,
            )
    for group in reading.task_groups:
        for position, task in enumerate(group.tasks, 1):
            if reading.year and task.due_before and abs(task.due_before.year - reading.year) > 1:
                yield Warning(
                    code="date_conflict",
                    detail=f"Hạn {task.due_before:%d/%m/%Y} lệch xa năm {reading.year} của kế hoạch.",
                    span=task.span,
                    item=f"{group.number}/{position}",
                )


def _assignees(reading: PlanReading) -> Iterator[Warning]:
    for group in reading.task_groups:
        if not group.assignee or not is_organisation(group.assignee):
            named = f"“{group.assignee}”" if group.assignee else f"Mục {group.number}"
            detail = f"{named} chưa rõ là đơn vị nào; hãy chọn đơn vị."
            yield Warning(code="unknown_assignee", detail=detail, span=group.span, item=group.number)
        elif is_collective(group.assignee):
            detail = f"“{group.assignee}” là nhiều đơn vị: mỗi đơn vị sẽ nhận việc riêng."
            yield Warning(code="collective_assignee", detail=detail, span=group.span, item=group.number)


def _undated(reading: PlanReading) -> Iterator[Warning]:
    for group in reading.task_groups:
        for position, task in enumerate(group.tasks, 1):
            if task.event_on is None and task.due_before is None:
                yield Warning(
                    code="task_without_date",
                    detail=f"Việc {position} của mục {group.number} chưa có ngày; mặc định theo thời gian kế hoạch.",
                    span=task.span,
                    item=f"{group.number}/{position}",
                )


def _misprints(reading: PlanReading) -> Iterator[Warning]:
    for misprint in spelling.find(reading.source_text)[:MISPRINTS_SHOWN]:
        printed = " ".join(reading.source_text[misprint.start : misprint.end].split())
        meant = f", có thể là “{misprint.meant}”" if misprint.meant else ""
        yield Warning(
            code="possible_typo", detail=f"“{printed}” có thể viết sai{meant}.", span=(misprint.start, misprint.end)
        )

"""A plan to start from where there is no document: the usual lines of a ward's Action Month, in plain words.

Structure after NĐ 30/2020/NĐ-CP and the seven areas of TT 28/2019/TT-BLĐTBXH Điều 3.
"""

from datetime import date

from vitreem.plans.content import (
    DraftActivity,
    DraftActivityGroup,
    DraftReportDeadline,
    DraftTask,
    DraftTaskGroup,
    Line,
    PlanContent,
    TaskKind,
)

_MESSAGES = (
    "Mỗi trẻ em được lớn lên an toàn trong gia đình và khu phố.",
    "Lắng nghe trẻ em, hành động vì trẻ em.",
    "Gọi 111 khi thấy trẻ em cần được bảo vệ.",
    "Không để trẻ em một mình gần ao, hồ, sông, suối.",
    "Không bạo lực với trẻ em dưới bất kỳ hình thức nào.",
)

_ACTIVITIES: tuple[tuple[str, TaskKind, tuple[str, ...]], ...] = (
    (
        "Truyền thông",
        TaskKind.COMMUNICATION,
        (
            "Truyền thông về Luật Trẻ em, Tổng đài 111 và kỹ năng phòng, chống đuối nước, xâm hại trẻ em.",
            "Treo băng rôn, khẩu hiệu theo thông điệp tại trụ sở, trường học và nhà văn hóa khu phố.",
        ),
    ),
    (
        "Vận động nguồn lực, tặng quà",
        TaskKind.GIFT,
        (
            "Vận động tổ chức, cá nhân tặng quà, trao học bổng cho trẻ em có hoàn cảnh khó khăn.",
            "Thăm, tặng quà trẻ em nhân ngày Quốc tế thiếu nhi 1/6.",
        ),
    ),
    (
        "Hỗ trợ, chăm sóc, bảo vệ trẻ em",
        TaskKind.SUPPORT,
        (
            "Tiếp nhận, xử lý kịp thời tin báo trẻ em bị xâm hại theo Nghị định số 56/2017/NĐ-CP.",
            "Tổ chức vui chơi, sinh hoạt hè; rà soát và xử lý các điểm nguy hiểm với trẻ em.",
        ),
    ),
)

_TASKS: tuple[tuple[str, tuple[tuple[str, TaskKind, bool], ...]], ...] = (
    (
        "Công chức Văn hóa - Xã hội",
        (
            ("Lập danh sách trẻ em có hoàn cảnh khó khăn, đề nghị tặng quà và trao học bổng.", TaskKind.GIFT, False),
            ("Tổng hợp, báo cáo kết quả Tháng hành động vì trẻ em.", TaskKind.REPORT, False),
        ),
    ),
    (
        "Công chức Tư pháp - Hộ tịch",
        (("Hướng dẫn đăng ký khai sinh, trợ giúp pháp lý cho trẻ em.", TaskKind.CIVIL_STATUS, False),),
    ),
    (
        "Công chức Địa chính - Xây dựng",
        (("Rà soát nơi dễ xảy ra tai nạn, đuối nước; đề xuất biển báo, rào chắn.", TaskKind.HAZARD, False),),
    ),
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam và các đoàn thể phường",
        (("Tuyên truyền, vận động đoàn viên, hội viên chăm sóc và bảo vệ trẻ em.", TaskKind.COMMUNICATION, False),),
    ),
    (
        "Trạm Y tế",
        (("Cho trẻ em uống Vitamin A, tẩy giun, khám sức khỏe; phòng dịch bệnh mùa hè.", TaskKind.HEALTH, False),),
    ),
    (
        "Công an phường",
        (("Phòng ngừa, xử lý hành vi xâm hại trẻ em; điều tra thân thiện với trẻ em.", TaskKind.INCIDENT, False),),
    ),
    (
        "Các trường học",
        (
            ("Tổ chức ngày Quốc tế thiếu nhi 1/6 cho học sinh.", TaskKind.ACTIVITY, True),
            ("Bàn giao học sinh về sinh hoạt hè tại khu phố.", TaskKind.SUMMER, False),
        ),
    ),
    (
        "Các khu phố",
        (
            ("Tổ chức ngày Quốc tế thiếu nhi 1/6 cho trẻ em trong khu phố.", TaskKind.ACTIVITY, True),
            ("Treo khẩu hiệu theo thông điệp tại nhà văn hóa khu phố.", TaskKind.COMMUNICATION, False),
        ),
    ),
)


def template_content(year: int) -> PlanContent:
    """The template for one year; assignees are still to be matched."""
    return PlanContent(
        title=f"Triển khai Tháng hành động vì trẻ em năm {year}",
        year=year,
        starts_on=date(year, 6, 1),
        ends_on=date(year, 6, 30),
        messages=[Line(text=text, number="III") for text in _MESSAGES],
        activity_groups=[
            DraftActivityGroup(
                number=f"IV.{index}",
                title=title,
                kind=kind,
                activities=[DraftActivity(text=text, number=f"IV.{index}", kind=kind) for text in lines],
            )
            for index, (title, kind, lines) in enumerate(_ACTIVITIES, start=1)
        ],
        task_groups=[
            DraftTaskGroup(
                number=f"V.{index}",
                assignee=assignee,
                tasks=[
                    DraftTask(
                        text=text, number=f"V.{index}", kind=kind, event_on=date(year, 6, 1) if on_first else None
                    )
                    for text, kind, on_first in tasks
                ],
            )
            for index, (assignee, tasks) in enumerate(_TASKS, start=1)
        ],
        report_deadlines=[
            DraftReportDeadline.model_validate({"from": "units", "to": "UBND phường", "due_before": date(year, 7, 10)}),
            DraftReportDeadline.model_validate({"from": "ward", "to": "Cấp trên", "due_before": date(year, 7, 12)}),
        ],
    )

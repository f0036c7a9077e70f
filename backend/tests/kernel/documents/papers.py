"""Papers as a ward writes them, for the tests to lay out and read again."""

from datetime import UTC, date, datetime

from vitreem.kernel.documents import wording
from vitreem.kernel.documents.amounts import dots, in_words
from vitreem.kernel.documents.model import (
    Align,
    Annex,
    Closing,
    Column,
    Document,
    Letterhead,
    Level,
    Page,
    Paragraph,
    Row,
    Signature,
    Table,
    Urgency,
)

MADE_AT = datetime(2026, 6, 5, 2, tzinfo=UTC)
DAY = date(2026, 6, 5)
ISSUER = ("Ủy ban nhân dân", "Phường Hòa Bình")
GIFT = 500_000

COLUMNS = (
    Column("STT", 12, Align.CENTRE), Column("Họ và tên trẻ em", 45), Column("Năm sinh", 15, Align.CENTRE),
    Column("Khu phố", 33), Column("Số tiền (đồng)", 25, Align.RIGHT), Column("Ký nhận", 35),
)  # fmt: skip


def letterhead(number: int | None = 5, suffix: str = "KH-UBND", **more: object) -> Letterhead:
    return Letterhead(
        ISSUER, number=wording.number_line(number, suffix),
        place_and_date=wording.place_and_date("Hòa Bình", DAY if number else None, 2026), **more,
    )  # fmt: skip


def of(*paragraphs: Paragraph, **more: object) -> Document:
    """A document of these paragraphs alone."""
    return Document("Thử", MADE_AT, body=paragraphs, **more)


def plan(items: int = 6) -> Document:
    """A kế hoạch on several pages, with an annex across."""
    section, item, point = Level.SECTION, Level.ITEM, Level.POINT
    body = [
        Paragraph(
            "Ủy ban nhân dân phường Hòa Bình xây dựng Kế hoạch tổ chức Tháng hành động vì trẻ em năm 2026 như sau:"
        ),
        Paragraph("I. Mục đích, yêu cầu", section),
        Paragraph("1. Mục đích", item),
        Paragraph(
            "a) Nâng cao nhận thức của gia đình, nhà trường và xã hội về quyền trẻ em và bổn phận của trẻ em; phòng, "
            "chống xâm hại, bạo lực, tai nạn, thương tích và đuối nước.", point,
        ),
        Paragraph("b) Vận động nguồn lực hỗ trợ trẻ em có hoàn cảnh đặc biệt, trẻ em nghèo.", point),
        Paragraph("2. Yêu cầu", item),
        Paragraph("Các hoạt động thiết thực, an toàn, tiết kiệm, có trẻ em tham gia."),
        Paragraph("II. Nội dung hoạt động", section),
    ]  # fmt: skip
    for number in range(1, items + 1):
        body += [
            Paragraph(f"{number}. Hoạt động thứ {number}", item),
            Paragraph(
                "Trạm Y tế chủ trì, phối hợp Đoàn Thanh niên, Hội Liên hiệp Phụ nữ và Ban điều hành các khu phố tổ "
                "chức rà soát ao, hồ, công trình đang thi công; cắm biển cảnh báo, rào chắn nơi nguy hiểm; báo cáo "
                "kết quả về Phòng Văn hóa - Xã hội trước ngày 20 tháng 6 năm 2026.", lead="Rà soát nơi không an toàn:",
            ),
        ]  # fmt: skip
    body.append(Paragraph("Trên đây là Kế hoạch Tháng hành động vì trẻ em năm 2026, đề nghị các đơn vị thực hiện./."))
    table = Table.plain(
        (
            Column("STT", 15, Align.CENTRE),
            Column("Nội dung", 130),
            Column("Đơn vị chủ trì", 60),
            Column("Thời hạn", 40),
        ),
        [(str(n), f"Hoạt động thứ {n}", "Trạm Y tế", f"{n:02d}/6/2026") for n in range(1, 6)],
    )
    return Document(
        "Kế hoạch Tháng hành động vì trẻ em", MADE_AT, letterhead(), "Kế hoạch",
        "Tổ chức Tháng hành động vì trẻ em năm 2026 trên địa bàn phường Hòa Bình",
        grounds=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016",
            "Căn cứ Thông tư số 28/2019/TT-BLĐTBXH ngày 26 tháng 12 năm 2019 của Bộ trưởng Bộ Lao động - Thương binh và "
            "Xã hội",
        ),
        body=tuple(body),
        closing=Closing(
            (Signature("Phó Chủ tịch", "Nguyễn Thị Ánh Tuyết", ("TM. Ủy ban nhân dân", "KT. Chủ tịch")),),
            ("Sở Y tế", "TT. Đảng ủy, TT. HĐND phường", "Các khu phố"), "VT, VHXH (2)",
        ),
        annexes=(
            Annex(
                "Phụ lục I", "Phân công nhiệm vụ", (Paragraph("Đơn vị báo cáo theo mẫu."), table),
                "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 6 năm 2026 của Ủy ban nhân dân phường Hòa Bình)",
                Page.LANDSCAPE,
            ),
        ),
    )  # fmt: skip


def letter(number: int | None = None, addressees: int = 3) -> Document:
    """A công văn that isn't numbered yet, urgent."""
    to = ("Trạm Y tế phường", "Các trường học trên địa bàn phường", "Ban điều hành các khu phố")[:addressees]
    return Document(
        "Công văn", MADE_AT,
        letterhead(
            number, "UBND-VHXH", about="V/v rà soát nơi không an toàn đối với trẻ em trong dịp hè năm 2026",
            urgency=Urgency.VERY_URGENT,
        ),
        addressees=to,
        body=(
            Paragraph(
                "Thực hiện Kế hoạch số 05/KH-UBND ngày 05 tháng 6 năm 2026 về Tháng hành động vì trẻ em, Ủy ban nhân "
                "dân phường đề nghị các đơn vị rà soát ao, hồ, kênh, mương, công trình đang thi công và báo cáo kết "
                "quả trước ngày 20 tháng 6 năm 2026."
            ),
            Paragraph("Đề nghị các đơn vị quan tâm thực hiện./."),
        ),
        closing=Closing(
            (Signature("Chủ tịch", "Trần Văn Đức", ("TM. Ủy ban nhân dân",)),), ("Như trên",), "VT, VHXH",
        ),
    )  # fmt: skip


def signing_list(rows: int = 60, reserve: int = 3, *, is_copy: bool = False) -> Document:
    """A list that receivers sign: totals in figures and words, three signatures side by side."""
    names = ("Nguyễn Thị Ánh Ngọc", "Trần Văn Đức", "Lê Hoàng Phương Quỳnh", "Phạm Gia Bảo", "Đỗ Thùy Dương")
    cells = [
        Row((str(n), names[n % 5], str(2012 + n % 9), f"Khu phố {1 + n % 7}", dots(GIFT), ""))
        for n in range(1, rows + 1)
    ]
    total = GIFT * rows
    table = Table(
        COLUMNS, tuple(cells), (Row((f"Tổng cộng: {rows} suất", dots(total), ""), merged=4),), reserve=reserve, row_mm=9
    )
    signers = ("Người lập danh sách", "Kế toán", "Chủ tịch")
    return Document(
        "Danh sách", MADE_AT, letterhead(None, "DS-UBND"), "Danh sách",
        "Trẻ em nhận quà nhân Ngày Quốc tế Thiếu nhi 01/6/2026",
        body=(table, Paragraph(f"Bằng chữ: {in_words(total)}.", italic=True)),
        closing=Closing(tuple(Signature(title, f"Người ký {n}", note="(Ký, ghi rõ họ tên)") for n, title in enumerate(signers, 1))),
        is_copy=is_copy,
    )  # fmt: skip

"""Lists of invented children, as long and as wide as a ward's: 15 columns."""

import random

from vitreem.kernel.files.excel import Column, workbook

COLUMNS = tuple(
    Column(title)
    for title in (
        "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Khu phố", "Địa chỉ", "Họ tên cha", "Họ tên mẹ",
        "Điện thoại", "Trường", "Lớp", "Hộ nghèo, cận nghèo", "Nhu cầu", "Ghi chú",
    )
)  # fmt: skip
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
_MIDDLE = "Văn Thị Minh Ngọc Thanh Hoài Gia Bảo Quốc Hữu Đức Khánh Phương Tuấn Thu Kim Xuân Nhật"
_GIVEN = (
    "An Anh Bảo Bình Châu Chi Cường Dũng Duy Dương Đạt Giang Hà Hải Hân Hiếu Hoa Hoàng Hùng Huy Hương Khang Khoa Khôi"
    " Lan Linh Long Mai Minh My Nam Nga Ngân Nghĩa Ngọc Nhi Phát Phong Phúc Quân Quỳnh Sơn Tâm Thảo Thắng Thư Trang Trí"
    " Trung Tú Tuấn Uyên Vân Vy"
)


def _name(among: random.Random) -> str:
    words = (_FAMILY, _MIDDLE, _MIDDLE, _GIVEN)
    return " ".join(among.choice(one.split()) for one in words)


def child_list(rows: int, units: list[str], seed: int) -> bytes:
    """A workbook of children of these khu phố; one in eight of a poor household. Each has a number of their own."""
    among = random.Random(seed)
    cells = [
        [
            str(number + 1), _name(among),
            f"{among.randint(1, 28):02}/{among.randint(1, 12):02}/{among.randint(2011, 2025)}",
            among.choice(("Nam", "Nữ")), f"{seed % 1000:03}{number:09}", among.choice(units),
            f"{among.randint(1, 300)} đường số {among.randint(1, 40)}", _name(among), _name(among),
            f"09{among.randint(10_000_000, 99_999_999)}", "Trường Tiểu học Kim Đồng", f"{among.randint(1, 5)}A",
            "Hộ nghèo" if among.random() < 0.125 else "", among.choice(("", "Học bổng", "Xe đạp")), "",
        ]
        for number in range(rows)
    ]  # fmt: skip
    return workbook("Trẻ em", COLUMNS, cells)

"""Two invented wards: names, units and people. No real person or place."""

from dataclasses import dataclass

from vitreem.identity.kinds import UnitKind


@dataclass(frozen=True)
class DemoUnit:
    """A unit with the person who leads it. `login` is completed with the ward's suffix."""

    name: str
    kind: UnitKind
    login: str
    lead: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoWard:
    id: int
    code: str
    name: str
    province: str
    suffix: str
    lead: str
    officer: str
    units: tuple[DemoUnit, ...]
    # Who decides on cases and who works on them, at which desk, and the children whom they help.
    chair: str
    protector: str
    protection_desk: str
    protected: tuple[str, ...]
    culture_desk: str = "vanhoa"
    # A khu phố that its council gave another name in mid-month, by the login of its head.
    renamed: tuple[str, str] | None = None


K = UnitKind

AN_BINH = DemoWard(
    1, "99101", "Phường An Bình", "Tỉnh Nam Hải", "anbinh", "Trần Quốc Bảo", "Lê Thị Hồng Nhung",
    (
        DemoUnit("Công chức Văn hóa - Xã hội phụ trách trẻ em", K.OFFICER_DESK, "treem", "Phạm Thu Hà"),
        DemoUnit(
            "Công chức Văn hóa - Xã hội phụ trách văn hóa - thông tin", K.OFFICER_DESK, "vanhoa", "Đỗ Minh Khôi"
        ),
        DemoUnit("Công chức Tư pháp - Hộ tịch", K.OFFICER_DESK, "hotich", "Vũ Thị Ánh Tuyết"),
        DemoUnit("Công chức Địa chính - Xây dựng", K.OFFICER_DESK, "diachinh", "Ngô Văn Thắng"),
        DemoUnit(
            "Ủy ban Mặt trận Tổ quốc Việt Nam phường", K.FATHERLAND_FRONT, "mttq", "Hoàng Văn Lâm", ("MTTQ phường",)
        ),
        DemoUnit(
            "Đoàn Thanh niên phường", K.MASS_ORGANISATION, "doan", "Bùi Gia Huy", ("Đoàn TNCS Hồ Chí Minh phường",)
        ),
        DemoUnit("Hội Liên hiệp Phụ nữ phường", K.MASS_ORGANISATION, "phunu", "Nguyễn Thị Kim Oanh", ("Hội Phụ nữ",)),
        DemoUnit("Hội Cựu chiến binh phường", K.MASS_ORGANISATION, "ccb", "Trịnh Đình Phúc"),
        DemoUnit("Hội Nông dân phường", K.MASS_ORGANISATION, "nongdan", "Lý Văn Sáu"),
        DemoUnit("Công đoàn phường", K.MASS_ORGANISATION, "congdoan", "Đặng Thị Thanh Vân"),
        DemoUnit("Trạm Y tế phường", K.HEALTH_STATION, "yte", "Phan Thị Mỹ Duyên"),
        DemoUnit("Công an phường", K.POLICE, "congan", "Lương Tuấn Kiệt"),
        DemoUnit("Trường TH&THCS Sao Mai", K.SCHOOL, "saomai", "Tạ Thị Bích Ngọc"),
        DemoUnit("Trường Mầm non Hoa Sen", K.SCHOOL, "hoasen", "Chu Thị Lan Phương"),
        DemoUnit("Khu phố 1", K.KHU_PHO, "kp1", "Nguyễn Văn Tư"),
        DemoUnit("Khu phố 2", K.KHU_PHO, "kp2", "Trần Thị Bé Năm"),
        DemoUnit("Khu phố 3", K.KHU_PHO, "kp3", "Lê Văn Hùng"),
        DemoUnit("Khu phố 4", K.KHU_PHO, "kp4", "Võ Thị Sương"),
        DemoUnit("Khu phố 5", K.KHU_PHO, "kp5", "Huỳnh Công Thành"),
    ),
    chair="Đoàn Thị Thanh Bình",
    protector="Âu Dương Hải Yến",
    protection_desk="treem",
    protected=("Mạc Bảo An", "Tiêu Gia Khánh", "Tiêu Gia Hân", "Ông Thục Quyên", "Lục Minh Triết", "Nhan Tố Như"),
)  # fmt: skip

BEN_XUAN = DemoWard(
    2, "99102", "Phường Bến Xuân", "Tỉnh Nam Hải", "benxuan", "Nguyễn Thị Thảo Vy", "Phùng Đức Anh",
    (
        DemoUnit("Công chức Văn hóa - Xã hội", K.OFFICER_DESK, "vhxh", "Mai Thị Hiền"),
        DemoUnit("Công chức Tư pháp - Hộ tịch", K.OFFICER_DESK, "hotich", "Cao Văn Định"),
        DemoUnit("Công chức Địa chính - Xây dựng", K.OFFICER_DESK, "diachinh", "Lâm Hữu Phước"),
        DemoUnit("Ủy ban Mặt trận Tổ quốc Việt Nam phường", K.FATHERLAND_FRONT, "mttq", "Kiều Văn Tấn"),
        DemoUnit("Đoàn Thanh niên phường", K.MASS_ORGANISATION, "doan", "Tống Khánh Linh"),
        DemoUnit("Hội Liên hiệp Phụ nữ phường", K.MASS_ORGANISATION, "phunu", "Hà Thị Tuyết Mai"),
        DemoUnit("Trạm Y tế phường", K.HEALTH_STATION, "yte", "Dương Quang Vinh"),
        DemoUnit("Công an phường", K.POLICE, "congan", "Thái Bá Lộc"),
        DemoUnit("Trường Tiểu học Bến Xuân", K.SCHOOL, "tieuhoc", "Quách Thị Diễm"),
        DemoUnit("Khu phố Đông", K.KHU_PHO, "kpdong", "Bạch Văn Út"),
        DemoUnit("Khu phố Tây", K.KHU_PHO, "kptay", "Nghiêm Thị Hạnh"),
    ),
    chair="Hứa Vĩnh Tường",
    protector="Giang Mỹ Lệ",
    protection_desk="vhxh",
    protected=("Sầm Đức Duy", "Bành Ngọc Hà", "Bành Ngọc Lam", "Từ Hoài Thương", "Viên Chí Bảo", "Khương Diệu Linh"),
    culture_desk="vhxh",
    renamed=("kptay", "Khu phố Tây An"),
)  # fmt: skip

WARDS = (AN_BINH, BEN_XUAN)
PASSWORD = "Tre em la tren het 2026"  # noqa: S105  printed at every start; the demo holds no real data
# Of who sees cases: typed into an authenticator app, it makes the codes that sign-in asks for.
SECOND_FACTOR = "VITREEMVITREEMVITREEMVITREEMVITR"

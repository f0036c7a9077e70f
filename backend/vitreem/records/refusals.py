"""What records of every kind may be refused with, and the checks that raise it."""

from datetime import datetime

from vitreem.kernel.http.problems import Invalid, Problem


class EndsBeforeStart(Invalid):
    code = "ends_before_start"
    title = "Thời gian chưa đúng"
    detail = "Lúc kết thúc phải sau lúc bắt đầu."


class HalfAPoint(Invalid):
    code = "half_a_point"
    title = "Vị trí chưa đủ"
    detail = "Vị trí trên bản đồ cần cả vĩ độ và kinh độ."


class NotYet(Invalid):
    code = "not_yet"
    title = "Chưa đến giờ"
    detail = "Chưa đến giờ bắt đầu nên chưa ghi nhận là đã diễn ra được."


class CodeTaken(Problem):
    status = 409
    code = "code_taken"
    title = "Mã đã dùng"
    detail = "Phường, xã đã có hồ sơ mang mã này. Hãy dùng mã khác."


def require_end_after(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeStart()


def require_whole_point(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise HalfAPoint()


def require_begun(starts_at: datetime, now: datetime) -> None:
    """What hasn't begun can't be recorded as done."""
    if starts_at > now:
        raise NotYet()

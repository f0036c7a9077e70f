"""Problem details (RFC 9457): every refusal has a status, a stable code and a Vietnamese sentence.

Clients branch on `code`, never on text. Subclass `Problem` beside the rule that raises it and list it in a
route's `responses=problems(...)`.
"""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One wrong field of a request: where it is and what to do about it."""

    field: str = Field(description="Path of the field, dots between levels, e.g. `tasks.3.due_before`.")
    code: str
    detail: str


class ProblemRead(BaseModel):
    """The wire shape of a problem."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="URN of the problem: `urn:vitreem:problem:<code>`.")
    title: str
    status: int
    code: str = Field(description="Stable code; the only thing a client may branch on.")
    detail: str = Field(description="A Vietnamese sentence for the person at the screen.")
    errors: list[FieldError] | None = None


class Problem(Exception):
    """A refusal that a person can act on. `extra` is added to the body as further members."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    title: ClassVar[str] = "Yêu cầu chưa đúng"
    detail: str = "Yêu cầu chưa đúng, vui lòng kiểm tra lại."
    headers: dict[str, str] = {}  # noqa: RUF012  of the class; `retry_after` adds one to an instance

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        if detail is not None:
            self.detail = detail
        self.extra = extra
        if "retry_after" in extra:
            self.headers = {**self.headers, "Retry-After": str(extra["retry_after"])}
        super().__init__(f"{self.code}: {self.detail}")

    def __reduce__(self) -> Any:
        """Problems cross from a worker process as they are."""
        return _again, (type(self), self.detail, self.extra)

    def body(self) -> dict[str, Any]:
        return {
            "type": f"urn:vitreem:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


def _again(kind: type[Problem], detail: str, extra: dict[str, Any]) -> Problem:
    return kind(detail, **extra)


class NotFound(Problem):
    """Unknown, or not visible to this caller: the two are told apart by nobody."""

    status = 404
    code = "not_found"
    title = "Không tìm thấy"
    detail = "Không tìm thấy mục này, hoặc bạn không được xem."


class NotAllowed(Problem):
    status = 403
    code = "not_allowed"
    title = "Không có quyền"
    detail = "Bạn được xem mục này nhưng không có quyền làm việc này."


class Invalid(Problem):
    status = 422
    code = "invalid"
    title = "Dữ liệu chưa đúng"
    detail = "Có chỗ chưa đúng, vui lòng sửa các ô được đánh dấu."


class WrongState(Problem):
    status = 409
    code = "wrong_state"
    title = "Không làm được ở bước này"
    detail = "Việc này không làm được ở trạng thái hiện tại. Vui lòng tải lại để xem trạng thái mới."


class Stale(Problem):
    status = 412
    code = "stale"
    title = "Dữ liệu đã thay đổi"
    detail = "Người khác vừa sửa mục này. Bản của bạn chưa được lưu; hãy xem bản mới rồi sửa tiếp."


class VersionRequired(Problem):
    status = 428
    code = "version_required"
    title = "Thiếu phiên bản"
    detail = "Yêu cầu sửa phải kèm phiên bản đang xem (tiêu đề If-Match)."


class TooLarge(Problem):
    status = 413
    code = "too_large"
    title = "Tệp quá lớn"
    detail = "Nội dung gửi lên quá lớn."


class SlowDown(Problem):
    status = 429
    code = "too_many_requests"
    title = "Quá nhiều lần thử"
    detail = "Bạn thao tác quá nhanh. Vui lòng đợi một lát rồi thử lại."


class StorageFull(Problem):
    status = 507
    code = "storage_full"
    title = "Hết chỗ lưu"
    detail = "Máy chủ hết chỗ lưu tệp. Chưa có gì bị mất; vui lòng báo quản trị hệ thống."


Responses = dict[int | str, dict[str, Any]]


def problems(*kinds: type[Problem]) -> Responses:
    """OpenAPI `responses=` of the given problems, one example per code."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = by_status.setdefault(
            kind.status,
            {"model": ProblemRead, "description": kind.title, "content": {MEDIA_TYPE: {"examples": {}}}},
        )
        entry["content"][MEDIA_TYPE]["examples"][kind.code] = {
            "summary": kind.title,
            "value": {
                "type": f"urn:vitreem:problem:{kind.code}",
                "title": kind.title,
                "status": kind.status,
                "code": kind.code,
                "detail": kind.detail,
            },
        }
    return by_status

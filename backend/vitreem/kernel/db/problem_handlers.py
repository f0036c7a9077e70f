"""The database's exceptions as problem details, without its words: they hold people's data."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.responses import Response

from vitreem.kernel.db.transaction import CommitInDoubt
from vitreem.kernel.http.problem_handlers import Unexpected, problem_response
from vitreem.kernel.http.problems import Invalid, Problem, Stale

log: Any = structlog.get_logger("database")


class Conflict(Problem):
    """The database refused: a duplicate, or a reference to something that is gone. Says no more than that."""

    status = 409
    code = "conflict"
    title = "Trùng hoặc không còn"
    detail = "Dữ liệu bị trùng, hoặc mục liên quan không còn. Chưa có gì được lưu; hãy tải lại rồi thử lại."


class Busy(Problem):
    status = 503
    code = "busy"
    title = "Máy chủ đang bận"
    detail = "Máy chủ đang bận hoặc đang khởi động lại. Chưa có gì được lưu; vui lòng thử lại sau ít phút."
    headers = {"Retry-After": "5"}  # noqa: RUF012


_IN_DOUBT = (
    "Mất liên lạc với cơ sở dữ liệu đúng lúc đang lưu: việc này có thể đã được lưu hoặc chưa. "
    "Hãy tải lại để xem trước khi làm lại."
)


async def _on_stale(_: Request, __: Exception) -> Response:
    return problem_response(Stale())


async def _on_database(request: Request, error: Exception) -> Response:
    kind = type(getattr(error, "orig", error)).__name__
    if isinstance(error, IntegrityError):
        return problem_response(Conflict())
    # Never the statement, its parameters or the server's DETAIL: they hold people's data.
    log.error("database", kind=kind, request_id=request.scope.get("request_id"))
    state = getattr(getattr(error, "orig", None), "sqlstate", "") or ""
    if isinstance(error, CommitInDoubt):
        return problem_response(Busy(_IN_DOUBT))
    if state.startswith("22") or isinstance(error, DataError):
        return problem_response(Invalid())
    unavailable = isinstance(error, OperationalError) or state[:2] in ("08", "40", "53", "55", "57") or not state
    return problem_response(Busy() if unavailable else Unexpected())


async def _on_lost_connection(request: Request, error: Exception) -> Response:
    log.error("database_unreachable", kind=type(error).__name__, request_id=request.scope.get("request_id"))
    return problem_response(Busy())


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(StaleDataError, _on_stale)
    app.add_exception_handler(DBAPIError, _on_database)
    for lost in (ConnectionError, TimeoutError, PoolTimeout):
        app.add_exception_handler(lost, _on_lost_connection)

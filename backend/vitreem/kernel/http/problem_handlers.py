"""Every exception as problem details: our own, the framework's, and those that nobody foresaw."""

from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vitreem.kernel.http.problems import MEDIA_TYPE, FieldError, Invalid, NotFound, Problem, SlowDown, TooLarge

log: Any = structlog.get_logger("refusals")


class Unexpected(Problem):
    status = 500
    code = "unexpected"
    title = "Lỗi máy chủ"
    detail = "Có lỗi ở máy chủ, việc chưa được thực hiện. Lỗi đã được ghi lại; vui lòng thử lại sau."


# What pydantic's error types mean to a person. Unlisted types read "Chưa đúng".
_WORDS = {
    "missing": "Chưa nhập.",
    "extra_forbidden": "Không có ô này.",
    "string_too_short": "Quá ngắn: cần ít nhất {min_length} ký tự.",
    "string_too_long": "Quá dài: tối đa {max_length} ký tự.",
    "string_type": "Phải là chữ.",
    "string_pattern_mismatch": "Chưa đúng dạng.",
    "int_parsing": "Phải là số nguyên.",
    "int_type": "Phải là số nguyên.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Không được quá {le}.",
    "greater_than": "Phải lớn hơn {gt}.",
    "less_than": "Phải nhỏ hơn {lt}.",
    "date_from_datetime_parsing": "Ngày chưa đúng.",
    "date_parsing": "Ngày chưa đúng.",
    "uuid_parsing": "Mã chưa đúng.",
    "uuid_type": "Mã chưa đúng.",
    "enum": "Không có lựa chọn này.",
    "literal_error": "Không có lựa chọn này.",
    "bool_parsing": "Phải là có hoặc không.",
    "json_invalid": "Nội dung gửi lên không phải JSON.",
    "too_long": "Quá nhiều mục: tối đa {max_length}.",
    "too_short": "Cần ít nhất {min_length} mục.",
}


def problem_response(problem: Problem) -> Response:
    body = orjson.dumps(problem.body(), default=str)
    return Response(body, problem.status, headers=dict(problem.headers), media_type=MEDIA_TYPE)


def _field_error(error: Any) -> FieldError:
    places = [str(part) for part in error["loc"]]
    if places and places[0] in ("body", "query", "path", "header"):
        places = places[1:]
    return FieldError(field=".".join(places), code=error["type"], detail=words_of(error))


def words_of(error: Any) -> str:
    """What one of pydantic's errors means to a person."""
    words, context = _WORDS.get(error["type"]), error.get("ctx") or {}
    if error["type"] == "value_error":
        return str(context.get("error", "Chưa đúng."))
    try:
        return words.format(**context) if words else "Chưa đúng."
    except (KeyError, IndexError):
        return "Chưa đúng."


async def _on_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(error)


async def _on_validation(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(Invalid(errors=[_field_error(one).model_dump() for one in error.errors()]))


async def _on_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem: Problem = NotFound("Không có địa chỉ này.")
    if error.status_code == 405:
        problem = MethodNotAllowed()
    elif error.status_code == 413:
        problem = TooLarge()
    elif error.status_code == 429:
        problem = SlowDown()
    elif error.status_code not in (404, 405):
        problem = Problem()
    return problem_response(problem)


class MethodNotAllowed(Problem):
    status = 405
    code = "method_not_allowed"
    title = "Không có thao tác này"
    detail = "Địa chỉ này không có thao tác đó."


def unexpected(error: Exception, request_id: str) -> Problem:
    """Log an error nobody foresaw, without its text: texts quote values. Returns what the client is told."""
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("unexpected", kind=type(error).__name__, frames=frames[-8:], request_id=request_id)
    return Unexpected()


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)

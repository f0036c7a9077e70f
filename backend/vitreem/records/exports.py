"""Lists as Excel files: every row of the asked filters, or a refusal."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import orjson
from fastapi import APIRouter, Response
from pydantic import BaseModel

from vitreem.kernel.files.excel import MEDIA_TYPE
from vitreem.kernel.http.problems import Invalid, problems
from vitreem.kernel.http.query import documented, query
from vitreem.kernel.jobs.made_files import OF_JOB, OF_WAITING, MadeFile, Making, made_file, require_brief
from vitreem.kernel.jobs.routes import JobRead
from vitreem.kernel.jobs.running import Progress
from vitreem.kernel.request.audit import AuditKind, ward_object
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.endpoints import DENIED, KEYED, OnceKey
from vitreem.kernel.request.guards import Opening, allow, opens
from vitreem.records.lists import ListOf

Asked = TypeVar("Asked", bound=BaseModel)
Items = list[dict[str, Any]]

EXPORTED = 20_000
_PAGE = 100


class TooManyRows(Invalid):
    """`most` rows fit a sheet: a part in silence would be taken for the whole."""

    code = "too_many_rows"
    title = "Danh sách quá dài"
    detail = "Danh sách quá dài nên không xuất hết được vào một tệp. Hãy lọc theo tháng hoặc đơn vị."


async def rows_of_list(ctx: Ctx, of: ListOf, filters: BaseModel, progress: Progress, *, brief: bool) -> Items:
    """Every row of a list. Raises `TooManyRows`, and `MadeAsJob` where somebody waits."""
    items: Items = []
    after: str | None = None
    while True:
        if len(items) >= EXPORTED:
            raise TooManyRows(most=EXPORTED)
        page = orjson.loads(await of.fetch(ctx, filters, _PAGE, after))
        items += page["items"]
        require_brief(len(items), brief=brief)
        progress.done = len(items)
        after = page["next"]
        if after is None:
            return items


def list_making(make: Callable[[], bytes], rows: int, name: str, told: AuditKind, **facts: Any) -> Making:
    """A workbook of a list, of which the trail says `told` with `facts`."""

    async def tell(ctx: Ctx) -> None:
        ctx.record(told, "ward", ward_object(ctx.ward_id), rows=rows, **facts)

    return Making(make, rows, name, MEDIA_TYPE, tell)


def list_file(
    name: str,
    permission: str,
    asked: type[Asked],
    of: ListOf,
    workbook: Callable[[Items], bytes],
    file_name: str,
    told: AuditKind,
) -> MadeFile[Asked]:
    """The list of the asked filters; `name` is its job's, `told` what the trail says of it."""

    async def gather(ctx: Ctx, filters: BaseModel, progress: Progress, *, brief: bool) -> Making:
        items = await rows_of_list(ctx, of, filters, progress, brief=brief)
        return list_making(partial(workbook, items), len(items), file_name, told)

    return made_file(name, permission, asked, gather)


def export_routes(
    router: APIRouter, path: str, names: tuple[str, str], asked: type[BaseModel], file: MadeFile[Any]
) -> None:
    """`{path}/export`, for who waits (`GET`) and as a job (`POST`). `names` are the two operations."""
    now, later = names
    may_wait: Any = opens(file.kind.permission)
    may_ask: Any = allow(file.kind.permission)
    filters_of: Any = query(asked)
    documents = documented(asked)

    @router.get(
        f"{path}/export", name=now, response_class=Response, responses=problems(*DENIED, *OF_WAITING),
        openapi_extra=documents,
    )  # fmt: skip
    async def export(opens: Opening = may_wait, filters: Any = filters_of) -> Response:
        """The list of the same filters as an Excel file: every row, or a refusal. More than 500 rows are a job's
        (`POST`)."""
        return await file.at_once(opens, filters)

    @router.post(
        f"{path}/export", name=later, status_code=202, responses=problems(*DENIED, *KEYED, *OF_JOB),
        openapi_extra=documents,
    )  # fmt: skip
    async def make_export(key: OnceKey, ctx: Ctx = may_ask, filters: Any = filters_of) -> JobRead:
        """The same file, however long, as a job: it waits for a day (`GET /jobs/{id}/file`)."""
        return await file.as_job(ctx, key, filters)

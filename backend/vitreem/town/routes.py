"""JSON for the superior level: the wards a viewer is responsible for, and where their plans stand. Figures only."""

from typing import Annotated

import orjson
from fastapi import Response

from vitreem.assignments import facts as assignments
from vitreem.identity import facts as identity
from vitreem.identity.facts import WardFact
from vitreem.kernel.http.paging import Page
from vitreem.kernel.http.problems import NotAllowed, NotFound, problems
from vitreem.kernel.request.context import Ctx, SignInRequired
from vitreem.kernel.request.guards import allow
from vitreem.kernel.request.json_rows import json_response
from vitreem.kernel.request.routing import api_router
from vitreem.town.schemas import WardProgress

router = api_router("Cấp trên", "/api/town/v1")

View = Annotated[Ctx, allow("dashboard:ward")]


@router.get("/wards", responses=problems(SignInRequired, NotAllowed))
async def list_town_wards(ctx: View) -> Page[WardFact]:
    """Wards that the signed-in account may look at."""
    wards = await identity.viewed_wards(ctx)
    return Page(items=wards, total=len(wards))


@router.get(
    "/wards/{code}/progress",
    response_model=WardProgress,
    responses=problems(SignInRequired, NotAllowed, NotFound),
)
async def read_town_ward_progress(code: str, ctx: View) -> Response:
    """The dashboard figures of one ward: totals, units by state, kinds of work, days. No text, no person, no file."""
    ward = await identity.enter_viewed_ward(ctx, code)
    dashboard = await assignments.ward_dashboard(ctx)
    return json_response(f'{{"ward":{orjson.dumps(ward.model_dump()).decode()},"dashboard":{dashboard}}}')

"""Contexts' routers, and the flat table that the application serves them from.

FastAPI keeps included routers nested and looks a path up anew on every level, past every route before it: a third of
the time of a list of 50 rows. So each router carries its whole prefix, and its routes go into the application as they
are, in the order of `serve`: what is asked most comes first.
"""

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from vitreem.kernel.access import TransactionRoute
from vitreem.kernel.problems import ProblemRead

API = "/api/v1"
UNREADABLE = {422: {"model": ProblemRead, "description": "Dữ liệu chưa đúng"}}


def operation_id(route: APIRoute) -> str:
    """The handler's name: readable function names in generated clients."""
    return route.name


def api_router(tag: str, prefix: str = API) -> APIRouter:
    """The router of a context. `prefix` is the whole path before its routes."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=TransactionRoute,
        generate_unique_id_function=operation_id,
        responses=dict(UNREADABLE),
    )


def serve(app: FastAPI, *routers: APIRouter) -> None:
    """Add the routers' routes to the application; the first that fits a path answers.

    Each is a route that ends what its guards open.
    """
    for router in routers:
        for route in router.routes:
            assert isinstance(route, TransactionRoute), route
        app.router.routes.extend(router.routes)

"""Contexts' routers, and the flat table that the application serves them from.

FastAPI keeps included routers nested and looks a path up anew on every level, past every route before it: a third of
the time of a list of 50 rows. So each router carries its whole prefix, its routes go into the application as they are,
and a request looks among those of the resource it names.
"""

from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from vitreem.kernel.http.middleware import BODY_LIMIT
from vitreem.kernel.http.problems import ProblemRead
from vitreem.kernel.request.forms import UnspooledRequest
from vitreem.kernel.request.guards import STACK, guards_of
from vitreem.kernel.request.transactions import transaction

API = "/api/v1"
UNREADABLE = {422: {"model": ProblemRead, "description": "Dữ liệu chưa đúng"}}


class TransactionRoute(APIRoute):
    """A route whose transaction is committed when its reply is made, and before any of it leaves.

    A guard opens its transaction on the stack that this route lays down for it; without one it refuses to. Where an
    `Opening` receives a file, the caller is known and allowed before a byte of the body is read.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receiving = next((one for one in guards_of(self.dependant) if one.receives), None)
        self.begins = self.path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """There are hundreds of routes, and most of them are told apart by how the path begins."""
        if not scope.get("root_path") and not scope["path"].startswith(self.begins):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_and_commit(request: Request) -> Response:
            scope, ward_id = request.scope, 0
            if (receiving := self.receiving) is not None:
                if receiving.signed_in:
                    async with transaction(request, receiving) as ctx:
                        ward_id = ctx.ward_id
                scope[BODY_LIMIT] = receiving.receives
            elif self.body_field is None and request.method == "POST":
                # FastAPI reads only the bodies that are declared; the key of a POST looks at this one too.
                await request.body()
            async with AsyncExitStack() as stack:
                if receiving is not None and not receiving.spools:
                    await stack.enter_async_context(request.app.state.receiving.place(ward_id))
                    request = UnspooledRequest(scope, request.receive)
                scope[STACK] = stack
                return await handle(request)

        return handle_and_commit


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
    app.router.middleware_stack = _Register(app.router)


class _Register:
    """ASGI: the routes of one resource, found by its name. A path that none of them fits is looked for among all."""

    def __init__(self, router: APIRouter) -> None:
        self._router, routes = router, defaultdict[str, list[BaseRoute]](list)
        for route in router.routes:
            if isinstance(route, TransactionRoute) and (name := _resource(route.begins)):
                routes[name].append(route)
        self._routers = {
            name: APIRouter(routes=some, redirect_slashes=False, default=router.app) for name, some in routes.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        router = self._routers.get(_resource(scope["path"])) if scope["type"] == "http" else None
        scope["router"] = self._router
        await (router or self._router).app(scope, receive, send)


def _resource(path: str) -> str:
    """Of `/api/v1/plans/…`: `plans`. Empty where the path says no whole name."""
    parts = path.split("/", 4)
    return parts[3] if len(parts) > 3 and path.startswith(f"{API}/") else ""

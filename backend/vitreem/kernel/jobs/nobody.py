"""Transactions of the product itself: nobody asks, and nothing beyond one ward is seen."""

from contextlib import AbstractAsyncContextManager
from typing import Any

from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.transactions import opened

_OPEN_WARD = (
    "SELECT NULL::uuid, NULL::uuid, '', set_config('app.ward_id', $1::int::text, true)::int, NULL::uuid,"
    " '{}'::text[], '{}'::uuid[], '{}'::uuid[], false, false"
)


class _Nobody:
    """The gate of what the product does by itself."""

    signed_in = False

    def require(self, ctx: Ctx) -> None:
        pass


def of_ward(state: Any, ward_id: int) -> AbstractAsyncContextManager[Ctx]:
    """Within one ward, with no person's rights."""
    return opened(state, (_OPEN_WARD, (ward_id,)), _Nobody())


def of_no_ward(state: Any) -> AbstractAsyncContextManager[Ctx]:
    """Where no row is visible: for functions that answer one question about all wards."""
    return opened(state, (), _Nobody())

"""Forms that touch no disk while they come.

The framework lets what is larger than a megabyte lie in an unnamed file, in clear; of a case nothing may. So these
forms stay in memory whole, and only so many of them at once.
"""

import sys
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from vitreem.kernel.request.lanes import Lanes


class _Unspooled(MultiPartParser):
    # The body itself is bounded, by its route.
    spool_max_size = sys.maxsize


class UnspooledRequest(Request):
    """A request whose form is read into memory."""

    _read: FormData | None = None

    async def form(self, **bounds: Any) -> FormData:  # pyright: ignore[reportIncompatibleMethodOverride]
        if self._read is None:
            if self.headers.get("content-type", "").lower().startswith("multipart/form-data"):
                try:
                    self._read = await _Unspooled(self.headers, self.stream(), **bounds).parse()
                except MultiPartException as error:
                    raise HTTPException(400) from error
            else:
                self._read = await super().form(**bounds)
        return self._read


def for_wards() -> Lanes:
    """Of some 25 MB each, held until they are sealed: a ward's slow lines never take the places of the others."""
    return Lanes(at_once=16, per_lane=4, waiting=40)

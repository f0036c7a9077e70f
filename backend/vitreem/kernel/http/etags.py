"""Lost updates can't happen: a change names the version it was made on (`If-Match`), and replies carry an `ETag`."""

import re
from typing import Annotated

from fastapi import Depends, Header, Response

from vitreem.kernel.http.problems import Stale, VersionRequired

_ETAG = re.compile(r'"(\d{1,9})"')


async def _if_match(
    if_match: Annotated[str | None, Header(description='The record\'s version, quoted: `"3"`.')] = None,
) -> int:
    if if_match is None:
        raise VersionRequired()
    found = _ETAG.fullmatch(if_match.strip())
    if not found:
        raise Stale()
    return int(found.group(1))


IfMatch = Annotated[int, Depends(_if_match)]


def require_version(current: int, given: int) -> None:
    """Raise `Stale` (412) unless the caller changes the version that is stored."""
    if current != given:
        raise Stale(current_version=current)


def tag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'

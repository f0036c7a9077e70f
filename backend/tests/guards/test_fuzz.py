"""Whatever stands in a parameter or a body, the answer is a reply or a refusal in words, never an error of ours.

Two kinds of requests to every operation: what schemathesis makes of the document (right and wrong values), and a request
that is right but for one value, in turn each parameter and each member of the body, with values that broke something
somewhere. `make drill-fuzz` sends many more to a real server.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from math import gcd
from typing import Any, TypeVar
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from tests.conftest import Client
from tests.guards.matrix import MATRIX
from tests.guards.test_access import _fill
from tests.matrix import Row
from tests.world import World
from vitreem.main import bare_app

EXAMPLES = 4
# Of an operation with many members each gets a part of the odd values, and each value a part of the members.
MOST = 80
DOCUMENT = json.loads(json.dumps(bare_app().openapi()))
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
_SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
_GENERATED = {one.ok().definition.raw["operationId"]: one.ok() for one in _SCHEMA.get_all_operations()}

# Values that broke something somewhere. `ODD_TEXT` stands in paths, queries, headers and bodies, the rest in bodies.
ODD_TEXT = (
    "\x00", "a\x00b", "a" * 10_000, "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
    "１２３４５６", "٣", "-1", "1e400", "9" * 400, "2147483648", "9223372036854775808", "null", "[]", "{}", "%", "\\", "'",
    "\u202e\u200b", "😀" * 50, "../../etc/passwd", "NaN", "Infinity",
)  # fmt: skip
ODD_JSON = (
    *ODD_TEXT,
    None,
    True,
    -1,
    2**31,
    2**63,
    10**400,
    1.5,
    [],
    {},
    [None],
    {"a": {"b": []}},
    "\ud800",
    [[[[[]]]]],
)


def _right(name: str, answer: Any) -> None:
    assert answer.status_code < 500, f"{name}: {answer.status_code} {answer.text[:300]}"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", name
        assert re.fullmatch(r"[a-z0-9_]+", answer.json()["code"]), name


def _caller(row: Row, anonymous: Client, signed_in: Callable[[str], Client]) -> Client:
    if row.scope == "public":
        return anonymous
    who = "lead" if "lead" in row.may else row.may[0]
    return signed_in("admin" if who == "admin" else f"ward1.{who}")


def _headers(row: Row) -> dict[str, str]:
    version = row.version if isinstance(row.version, int) else 1
    return {"Idempotency-Key": "fuzz-00000001", "If-Match": f'"{version}"'}


def _examples(name: str) -> list[Any]:
    """What schemathesis makes of the operation, the same at each run."""
    found: list[Any] = []
    quiet = settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for mode in schemathesis.GenerationMode:
        # An operation without parameters can't be asked in a wrong way.
        with suppress(Unsatisfiable):
            quiet(given(case=_GENERATED[name].as_strategy(generation_mode=mode))(lambda case: found.append(case)))()
    return found


@pytest.mark.parametrize("name", sorted(OPERATIONS))
async def test_what_the_document_allows_and_what_it_does_not(
    name: str, anonymous: Client, signed_in: Callable[[str], Client], world: World
):
    row = MATRIX[name]
    client, cases = _caller(row, anonymous, signed_in), _examples(name)
    assert cases
    for case in cases:
        sent = case.as_transport_kwargs(base_url="https://test")
        headers = {key: value for key, value in dict(sent.pop("headers")).items() if key.lower() != "content-length"}
        sent.pop("cookies", None)
        try:
            request = client.build_request(**sent, headers=_headers(row) | headers)
        except Exception:
            continue
        request.headers.update({"x-csrf": "1", "cookie": client.headers.get("cookie", "")})
        _right(f"{name} {sent}"[:600], await client.send(request))


def _with_odd_parameters(name: str, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The path of a record that is there, with one parameter of path or query odd in turn."""
    _, template, operation = OPERATIONS[name]
    for parameter in operation.get("parameters", []):
        for odd in ODD_TEXT:
            if parameter["in"] == "query":
                yield path, {parameter["name"]: odd}
            elif parameter["in"] == "path":
                places = template.removeprefix("/api/v1").split("/")
                parts = path.split("/")
                at = next(i for i, one in enumerate(places) if "{" + parameter["name"] + "}" in one)
                parts[at] = quote(odd.encode("utf-8", "surrogatepass"), safe="")
                yield "/".join(parts), {}


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from _leaves(value[key], (*path, key))
    elif isinstance(value, list) and value:
        yield from _leaves(value[0], (*path, 0))


def _with(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    made = copy.deepcopy(value)
    place = made
    for one in path[:-1]:
        place = place[one]
    place[path[-1]] = odd
    return made


def _example_body(operation: dict[str, Any]) -> Any:
    """The document's example: every member of the body is there."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    schema = DOCUMENT["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[-1]]
    return schema["examples"][0]


_One = TypeVar("_One")


def _spread(requests: list[_One], values: int) -> list[_One]:
    """About `MOST` of them: every so many, in steps that come to each of the `values` in turn."""
    step = max(1, -(-len(requests) // MOST))
    while gcd(step, values) > 1:
        step += 1
    return requests[::step]


@pytest.mark.parametrize("name", sorted(OPERATIONS))
async def test_one_odd_value_at_a_time(name: str, anonymous: Client, signed_in: Callable[[str], Client], world: World):
    row, (method, _, operation) = MATRIX[name], OPERATIONS[name]
    client, path = _caller(row, anonymous, signed_in), _fill(row.path, world, "own")
    if name in ("sign_out", "sign_in"):  # signs the caller out; slowed after a few
        return
    for at, query in _spread(list(_with_odd_parameters(name, path)), len(ODD_TEXT)):
        answer = await client.request(method, at, params=query, json=row.json, headers=_headers(row))
        _right(f"{name} {at[:200]} {str(query)[:100]}", answer)
    body = _example_body(operation)
    if body is None:
        return
    for leaf, odd in _spread([(leaf, odd) for leaf in _leaves(body) for odd in ODD_JSON], len(ODD_JSON)):
        try:
            content = json.dumps(_with(body, leaf, odd)).encode()
        except ValueError:
            continue
        headers = {**_headers(row), "Content-Type": "application/json"}
        answer = await client.request(method, path, content=content, headers=headers)
        _right(f"{name} {leaf}={str(odd)[:60]}", answer)


@pytest.mark.parametrize("header", ["If-Match", "Idempotency-Key", "X-Request-Id", "Cookie", "Accept", "Content-Type"])
@pytest.mark.parametrize(
    "odd", [one for one in ODD_TEXT if one.isascii() and one.isprintable()] + ["\xff\xfe", "a" * 100]
)
async def test_odd_headers(header, odd, officer, world):
    path = f"/activities/{world['ids']['ward1.kp_a.activity_held']}/report"
    headers = {"If-Match": '"1"', "Idempotency-Key": "fuzz-00000002"} | {header: odd.encode("latin-1")}
    _right(f"{header}: {odd[:60]}", await officer.post(path, headers=headers))


@pytest.mark.parametrize("path", ["/api/v1/%00", "/%00", "/%ff%fe", "/api/v1/../../etc/passwd", "/assets/%2e%2e/%2e%2e/x.js",
                                  "/" + "a" * 10_000, "/" + "a/" * 3_000, "/x.y%00.js", "/api/v1/units/%EF%BC%91"])  # fmt: skip
async def test_odd_paths(path, officer):
    for method in ("GET", "HEAD", "POST"):
        answer = await officer.request(method, f"https://test{path}")
        assert answer.status_code < 500 or answer.status_code == 503, f"{method} {path[:50]}: {answer.status_code}"

"""The OpenAPI document, which the guards walk through so that nothing is forgotten, and whose operation each one is."""

import json
from importlib import import_module
from typing import Any

from fastapi.routing import iter_route_contexts

from vitreem.contexts import CONTEXTS
from vitreem.main import bare_app

DOCUMENT = json.loads(json.dumps(bare_app().openapi()))
# Method, path and what the document says of it, by the operation's name.
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
GETS = {name: operation for name, (method, _, operation) in OPERATIONS.items() if method == "GET"}
UNSAFE = OPERATIONS.keys() - GETS.keys()


def _with_header(header: str) -> set[str]:
    return {
        name
        for name, (_, _, operation) in OPERATIONS.items()
        if any(given["name"].lower() == header for given in operation.get("parameters", []))
    }


# Verbs that name the version they change; requests that may come again with their key; and what has neither.
VERSIONED, KEYED = _with_header("if-match"), _with_header("idempotency-key")
FREE = UNSAFE - VERSIONED - KEYED


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def body(name: str) -> dict[str, dict[str, Any]]:
    """Schemas of what the operation takes, by media type."""
    content = OPERATIONS[name][2].get("requestBody", {}).get("content", {})
    return {kind: resolved(one["schema"]) for kind, one in content.items()}


# Who takes a file in the request itself, and who takes one that was sent in parts before.
TAKES_FILE = sorted(name for name in OPERATIONS if "multipart/form-data" in body(name))
TAKES_UPLOAD = sorted(
    name for name in OPERATIONS if any("upload_id" in schema.get("properties", {}) for schema in body(name).values())
)
FILE_PATHS = [OPERATIONS[name][1].removeprefix("/api/v1") for name in TAKES_FILE]
# What a worker makes: Excel, Word, and the comparison of texts.
MAKES_PAPER = sorted(
    name for name in GETS if OPERATIONS[name][1].endswith(("/export", "/template", "/document", "/similar"))
)


def record_of(name: str, path: str) -> str:
    """Where the record that an operation changes is read: its own path, or the path up to the id."""
    template = OPERATIONS[name][1]
    if "get" in DOCUMENT["paths"][template]:
        return path
    upto = template[: template.index("}") + 1]
    assert "get" in DOCUMENT["paths"].get(upto, {}), f"{name}: nothing reads {upto}; say its version in the matrix"
    return "/".join(path.split("/")[: upto.removeprefix("/api/v1").count("/") + 1])


_OWNERS = {
    route.name: context
    for context in CONTEXTS
    for route in iter_route_contexts(import_module(f"vitreem.{context}.routes").router.routes)
}


def owner(name: str) -> str:
    """The folder of tests/ that brings the rows of an operation: its context's, or the guards' for what has none."""
    if name in _OWNERS:
        return _OWNERS[name]
    route = next((one for one in iter_route_contexts(bare_app().routes) if one.name == name), None)
    return "identity" if route and ".identity." in route.endpoint.__module__ else "guards"


def write(table: str, names: set[str]) -> str:
    """Says where to write what a table lacks: `write("requests.py: FREE", …)`."""
    file, _, what = table.partition(": ")
    by_owner: dict[str, list[str]] = {}
    for name in sorted(names):
        by_owner.setdefault(owner(name.partition(":")[0]), []).append(name)
    return "; ".join(f"write {', '.join(some)} into {what} of tests/{of}/{file}" for of, some in by_owner.items())

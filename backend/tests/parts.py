"""What each context brings to the tests: the modules `tests/<context>/*.py`, and their tables joined into one."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from vitreem.contexts import CONTEXTS

# Identity, records and rooms of the kernel have tables of their own, as a context has. Plans come before the rest, which hangs on them.
PARTS = (
    "identity",
    "records",
    "jobs",
    "deadlines",
    "notices",
    "plans",
    *(name for name in CONTEXTS if name != "plans"),
)


def brought(file: str) -> dict[str, ModuleType]:
    """By context. Who has nothing to say leaves the file out: the guards ask for what is missing."""
    names = {part: f"tests.{part}.{file}" for part in PARTS if find_spec(f"tests.{part}")}
    return {part: import_module(name) for part, name in names.items() if find_spec(name)}


def joined(file: str, table: str) -> dict[str, Any]:
    """The entries of every context."""
    found: dict[str, Any] = {}
    for part, module in brought(file).items():
        more: dict[str, Any] = getattr(module, table, {})
        assert not found.keys() & more.keys(), f"tests/{part}/{file}.py has what another context has"
        found |= more
    return found

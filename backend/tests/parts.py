"""What each context brings to the guards: the tables of `tests/<context>/*.py`, joined into one."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from vitreem.contexts import CONTEXTS

# Identity has tables of its own, as a context has.
PARTS = ("identity", *CONTEXTS)


def joined(file: str, table: str) -> dict[str, Any]:
    """The entries of every context. Who has nothing to say leaves table or file out: the guards ask for what is missing."""
    found: dict[str, Any] = {}
    for part in PARTS:
        if find_spec(f"tests.{part}") and find_spec(f"tests.{part}.{file}"):
            brought = getattr(import_module(f"tests.{part}.{file}"), table, {})
            assert not found.keys() & brought.keys(), f"tests/{part}/{file}.py has what another context has"
            found |= brought
    return found

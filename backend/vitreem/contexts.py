"""The contexts of the product, in one list. A new one is a line here: its tables, facts and routes come with it."""

from importlib import import_module
from types import ModuleType

from fastapi import APIRouter
from sqlalchemy import Table
from sqlmodel import SQLModel

# In the order in which a path is looked up: what is asked most comes first.
CONTEXTS = (
    "assignments", "activities", "communications", "broadcasting", "children", "giving", "hazards", "incidents",
    "injuries", "plans", "reporting",
)  # fmt: skip
# What lies below the contexts and has tables of its own.
_FLOORS = (
    "identity.models", "kernel.deadlines.rules", "kernel.files.resumable_uploads", "kernel.files.store",
    "kernel.jobs.models", "kernel.notices.forgetting", "kernel.notices.models", "kernel.request.audit",
    "kernel.request.idempotency", "kernel.request.ward_keys", "records.files", "records.papers",
    "records.ward_map.models",
)  # fmt: skip


def _each(part: str) -> list[ModuleType]:
    return [import_module(f"vitreem.{name}.{part}") for name in CONTEXTS]


def _import_floors() -> None:
    for name in _FLOORS:
        import_module(f"vitreem.{name}")


def routers() -> list[APIRouter]:
    return [module.router for module in _each("routes")]


def tables() -> dict[str, Table]:
    """Every table of the product, by its full name."""
    _import_floors()
    _each("models")
    return dict(SQLModel.metadata.tables)


def register() -> None:
    """Kinds of record and sources of figures are known when the facts of their contexts have been imported, kinds of
    the trail also when what lies below has.
    """
    _import_floors()
    _each("facts")

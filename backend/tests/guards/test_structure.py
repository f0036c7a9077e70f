"""Rules about the code and the documents that no change may break."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from alembic import command
from pydantic import TypeAdapter

from drills.planted_faults import FAULTS
from tests import document
from tests.conftest import Callable, _server, copy_of_template
from tests.document import OPERATIONS, write
from tests.guards.requests import FREE
from vitreem import contexts
from vitreem.installation import alembic_config
from vitreem.kernel.db.engine import UnsafeRole, make_engine, refuse_unsafe_role
from vitreem.kernel.db.tenancy import MIGRATE_ROLE
from vitreem.kernel.notices.kinds import all_words
from vitreem.kernel.request.audit import audit_kinds
from vitreem.main import bare_app
from vitreem.town.app import town_app

BACKEND = Path(__file__).parents[2]
SOURCES = [path for path in (BACKEND / "vitreem").rglob("*.py")]


class TestWalls:
    def test_imports_go_the_right_way(self):
        done = subprocess.run(
            [str(Path(sys.executable).with_name("lint-imports"))],
            cwd=BACKEND,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize("name", contexts.CONTEXTS)
    def test_every_context_has_its_walls(self, name):
        """A contract that doesn't name it holds for every context but this one, and nothing would tell."""
        found = tomllib.loads((BACKEND / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
        contracts = {one["name"]: one for one in found}
        floor = next(one for one in contracts["Floors"]["layers"] if "|" in one)
        named = {
            "layers of «Floors»": floor.split(" | "),
            "containers of «Inside a context»": contracts["Inside a context"]["containers"],
            "ancestors of «No circles»": contracts["No circles"]["ancestors"],
        }
        missing = [place for place, modules in named.items() if f"vitreem.{name}" not in modules]
        assert missing == [], f"write «vitreem.{name}» into pyproject.toml: {', '.join(missing)}"

    def test_nobody_commits_but_the_request(self):
        found = {path.name for path in SOURCES if re.search(r"\.commit\(\)", path.read_text())}
        assert found == {"transactions.py", "transaction.py"}

    def test_no_sql_is_put_together_from_values(self):
        found = [path.name for path in SOURCES if re.search(r"\btext\(\s*f[\"']", path.read_text())]
        assert found == []

    def test_no_drawer_for_everything(self):
        assert [path.name for path in SOURCES if path.name in ("utils.py", "helpers.py", "common.py")] == []

    @pytest.mark.parametrize("name", FAULTS)
    def test_every_planted_fault_still_has_its_place(self, name):
        """`make drill-faults` takes long; a fault that a change has left without its text is found here."""
        fault = FAULTS[name]
        assert (BACKEND / fault.file).read_text().count(fault.old) == 1, fault.file


class TestDocuments:
    def test_every_kind_of_the_trail_and_of_notices_is_listed_for_the_pages(self):
        """The pages' tests ask for a sentence for each of them."""
        contexts.register()
        listed = json.loads((BACKEND.parent / "docs" / "audit-kinds.json").read_text())
        assert listed == {"kinds": audit_kinds(), "notices": all_words()}, "run «make client» and write the sentences"

    @pytest.mark.parametrize(("name", "make"), [("api", bare_app), ("town", town_app)])
    def test_openapi_is_frozen(self, name, make):
        frozen = json.loads((BACKEND.parent / "docs" / "openapi" / f"{name}.json").read_text())
        assert make().openapi() == frozen, "run «make client» and look at the difference"

    @pytest.mark.parametrize("make", [bare_app, town_app])
    def test_every_name_is_of_one_shape(self, make):
        """Of two models of one name the document makes names out of modules or of «Input» and «Output»: the client loses
        the word that both had, and a move of one changes it."""
        names = make().openapi()["components"]["schemas"]
        assert [name for name in names if "__" in name or "-" in name] == [], "give one of the two another name"

    def test_every_operation_is_explained(self):
        for path, methods in bare_app().openapi()["paths"].items():
            for method, operation in methods.items():
                where = f"{method} {path}"
                assert operation.get("description"), where
                assert re.fullmatch(r"[a-z_]+", operation["operationId"]), where
                refusals = [code for code in operation["responses"] if code.startswith("4")]
                assert refusals, where

    def test_every_post_that_creates_has_its_key(self):
        """A POST without `Idempotency-Key` or `If-Match` changes nothing when it comes twice: each has its reason."""
        missing = {name for name in document.FREE if OPERATIONS[name][0] == "POST"} - FREE.keys()
        assert not missing, f"a key, or a reason: {write('requests.py: FREE', missing)}"

    def test_every_body_has_an_example_that_is_accepted(self):
        schemas = bare_app().openapi()["components"]["schemas"]
        checked = 0
        for route in bare_app().routes:
            for field in (getattr(route, "body_field", None), getattr(route, "response_field", None)):
                model = field.field_info.annotation if field else None
                if not isinstance(model, type) or model.__name__.startswith("Body_"):
                    continue
                name = field._type_adapter.json_schema().get("title", "") if hasattr(field, "_type_adapter") else ""
                shown = schemas.get(name) or schemas.get(re.sub(r"\W", "_", name))
                assert shown is not None, name
                assert shown.get("examples"), name
                TypeAdapter(model).validate_json(json.dumps(shown["examples"][0]))
                checked += 1
        assert checked > 80


class TestMigrations:
    async def test_models_and_migrations_agree(self, database_url: Callable[[str], str]):
        import asyncio

        await asyncio.to_thread(command.check, alembic_config(database_url(MIGRATE_ROLE)))

    async def test_down_and_up_again(self, worker_id: str):
        import asyncio

        name = await copy_of_template(f"down_{worker_id}")
        config = alembic_config(_server().url(MIGRATE_ROLE, name))
        await asyncio.to_thread(command.downgrade, config, "base")
        await asyncio.to_thread(command.upgrade, config, "head")
        await asyncio.to_thread(command.check, config)


class TestRole:
    @pytest.mark.parametrize("role", ["postgres", MIGRATE_ROLE])
    async def test_the_application_refuses_a_role_that_sees_everything(self, role, database_url: Callable[[str], str]):
        engine = make_engine(database_url(role), pool_size=1)
        try:
            with pytest.raises(UnsafeRole):
                await refuse_unsafe_role(engine)
        finally:
            await engine.dispose()

"""Of two people who change one record at once, the second is told so: nothing is overwritten unseen."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import SQLModel

from tests.world import World
from vitreem import contexts
from vitreem.plans.models import Plan

MAPPERS = {mapper.local_table.name: mapper for mapper in SQLModel._sa_registry.mappers}
# Rows that are only added: their version counts what came after what.
ADDED = {"app.deadline_rule", "app.ward_deadline"}
VERSIONED = sorted(
    name for name, table in contexts.tables().items() if "version" in table.columns and name not in ADDED
)


def test_records_that_people_change_are_found():
    assert {"plan", "plan_revision", "assignment", "unit", "person"} <= {name.split(".")[-1] for name in VERSIONED}


@pytest.mark.parametrize("name", VERSIONED)
def test_update_names_the_version_it_read(name):
    mapper = MAPPERS[contexts.tables()[name].name]
    assert mapper.version_id_col is contexts.tables()[name].c.version


async def test_second_of_two_changes_fails(connection, world: World):
    def change(sync_connection):
        with Session(sync_connection, join_transaction_mode="create_savepoint") as session:
            session.execute(text("SELECT set_config('app.ward_id', '1', true)"))
            plan = session.get_one(Plan, (1, world["ids"]["ward1.plan"]))
            # A colleague's change, committed between our reading and our writing.
            session.execute(text("UPDATE app.plan SET version = version + 1 WHERE id = :id"), {"id": plan.id})
            plan.title, plan.version = "Kế hoạch khác", plan.version + 1
            with pytest.raises(StaleDataError):
                session.flush()

    await connection.run_sync(change)

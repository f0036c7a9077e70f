"""names sort as ICU's vi, letters first and tones after; ð is đ"""

import sqlalchemy as sa
from alembic import op

from vitreem.kernel.text import name_sort_key, sort_key

revision = "d81f3a6c2b95"
down_revision = "c7d20b5f1e48"
branch_labels = None
depends_on = None

_SEARCHED = ("unit", "person", "activity", "communication_event", "broadcast_script", "assignment")


def upgrade() -> None:
    bind = op.get_bind()
    for table, column, key in (("unit", "name", sort_key), ("person", "full_name", name_sort_key)):
        rows = bind.execute(sa.text(f"SELECT ward_id, id, {column} FROM app.{table}")).all()
        update = sa.text(f"UPDATE app.{table} SET sort_key = :key WHERE ward_id = :ward AND id = :id")
        for ward_id, row_id, name in rows:
            bind.execute(update, {"key": key(name), "ward": ward_id, "id": row_id})
    for table in _SEARCHED:
        bind.exec_driver_sql(
            f"UPDATE app.{table} SET search_key = translate(search_key, 'ðɖ', 'dd') WHERE search_key ~ '[ðɖ]'"
        )


def downgrade() -> None:
    """The keys are made anew at the next change of a row; nothing of the text is lost."""

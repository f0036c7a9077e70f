"""who wrote a version of a script"""

import sqlalchemy as sa
from alembic import op

revision = 'a6c1e0d4b9f2'
down_revision = 'f0ea8ece5dd2'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Versions saved before have no author: who wrote them is known by name alone.
    op.add_column('broadcast_script_version', sa.Column('author_id', sa.Uuid(), nullable=True), schema='app')


def downgrade() -> None:
    op.drop_column('broadcast_script_version', 'author_id', schema='app')

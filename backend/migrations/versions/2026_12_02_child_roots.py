"""the record in which a merged child stays"""

import sqlalchemy as sa
from alembic import op

revision = 'b07d4c1e92fa'
down_revision = "4b8d20c6e7f1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('child', sa.Column('root_id', sa.Uuid(), nullable=True), schema='app')
    op.execute("""
    WITH RECURSIVE up AS (
      SELECT ward_id, id, merged_into AS root_id FROM app.child WHERE merged_into IS NOT NULL
      UNION ALL
      SELECT up.ward_id, up.id, next.merged_into FROM up
        JOIN app.child next ON next.ward_id = up.ward_id AND next.id = up.root_id
       WHERE next.merged_into IS NOT NULL
    )
    UPDATE app.child c SET root_id = up.root_id FROM up
      JOIN app.child root ON root.ward_id = up.ward_id AND root.id = up.root_id AND root.merged_into IS NULL
     WHERE c.ward_id = up.ward_id AND c.id = up.id""")
    op.create_index('ix_child_root_id', 'child', ['ward_id', 'root_id'], unique=False, schema='app', postgresql_where=sa.text('root_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_child_ward_id_root_id'), 'child', 'child', ['ward_id', 'root_id'], ['ward_id', 'id'], source_schema='app', referent_schema='app')
    op.create_check_constraint(op.f('ck_child_root_of_merged'), 'child', '(root_id IS NULL) = (merged_into IS NULL)', schema='app')


def downgrade() -> None:
    op.drop_constraint(op.f('ck_child_root_of_merged'), 'child', schema='app', type_='check')
    op.drop_constraint(op.f('fk_child_ward_id_root_id'), 'child', schema='app', type_='foreignkey')
    op.drop_index('ix_child_root_id', table_name='child', schema='app', postgresql_where=sa.text('root_id IS NOT NULL'))
    op.drop_column('child', 'root_id', schema='app')

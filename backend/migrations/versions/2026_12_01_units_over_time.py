"""units over time"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '313698fd8a1e'
down_revision = 'e5a90c4d7b13'
branch_labels = None
depends_on = None


# Whoever works in a unit also sees what was of those that it stands for.
_UNITS = """FROM app.membership m
    LEFT JOIN app.unit u ON u.ward_id = m.ward_id AND (u.id = m.unit_id OR u.heir_id = m.unit_id)"""
_OPEN_REQUEST = """
CREATE OR REPLACE FUNCTION app.open_request(p_token bytea, p_now timestamptz, p_idle interval)
RETURNS TABLE (session_id uuid, account_id uuid, actor_name text, ward_id int, person_id uuid, roles text[],
               unit_ids uuid[], lead_unit_ids uuid[], must_change_password boolean, due_day_counts boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
DECLARE found_row record;
BEGIN
  SELECT s.id, s.account_id, s.last_seen_at, coalesce(p.full_name, a.full_name) AS name, a.system_admin,
         c.must_change_password, p.ward_id, p.id AS person_id, w.due_day_counts
    INTO found_row
    FROM app.session s
    JOIN app.account a ON a.id = s.account_id AND a.disabled_at IS NULL
    JOIN app.credential c ON c.account_id = a.id
    LEFT JOIN app.person p ON p.ward_id = s.ward_id AND p.account_id = s.account_id AND p.ended_at IS NULL
    LEFT JOIN app.ward w ON w.id = p.ward_id
   WHERE s.token_hash = p_token AND s.revoked_at IS NULL AND s.expires_at > p_now
     AND s.last_seen_at > p_now - p_idle;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF found_row.last_seen_at < p_now - interval '1 minute' THEN
    UPDATE app.session s SET last_seen_at = p_now WHERE s.token_hash = p_token;
  END IF;
  PERFORM set_config('app.account_id', found_row.account_id::text, true),
          set_config('app.ward_id', coalesce(found_row.ward_id::text, ''), true),
          set_config('app.system_admin', CASE WHEN found_row.system_admin THEN 'on' ELSE '' END, true);
  session_id := found_row.id;
  account_id := found_row.account_id;
  actor_name := found_row.name;
  ward_id := found_row.ward_id;
  person_id := found_row.person_id;
  must_change_password := found_row.must_change_password;
  due_day_counts := found_row.due_day_counts;
  SELECT coalesce(array_agg(DISTINCT m.role), '{}'),
         coalesce(array_agg(DISTINCT %(unit)s) FILTER (WHERE %(unit)s IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT %(unit)s) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    %(source)s
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  IF found_row.system_admin THEN
    roles := roles || 'system_admin'::text;
  END IF;
  RETURN NEXT;
END $$;
"""


def upgrade() -> None:
    op.create_table('unit_change',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('paper_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('paper_on', sa.Date(), nullable=False),
    sa.Column('followed', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('author_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_unit_change_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_unit_change')),
    schema='app'
    )
    op.create_index(op.f('ix_unit_change_ward_id_on_day_id'), 'unit_change', ['ward_id', 'on_day', 'id'], unique=False, schema='app')
    op.create_table('unit_succession',
    sa.Column('ward_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('change_id', sa.Uuid(), nullable=False),
    sa.Column('predecessor_id', sa.Uuid(), nullable=False),
    sa.Column('successor_id', sa.Uuid(), nullable=False),
    sa.Column('inherits', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['ward_id', 'change_id'], ['app.unit_change.ward_id', 'app.unit_change.id'], name=op.f('fk_unit_succession_ward_id_change_id')),
    sa.ForeignKeyConstraint(['ward_id', 'predecessor_id'], ['app.unit.ward_id', 'app.unit.id'], name=op.f('fk_unit_succession_ward_id_predecessor_id')),
    sa.ForeignKeyConstraint(['ward_id', 'successor_id'], ['app.unit.ward_id', 'app.unit.id'], name=op.f('fk_unit_succession_ward_id_successor_id')),
    sa.ForeignKeyConstraint(['ward_id'], ['app.ward.id'], name=op.f('fk_unit_succession_ward_id')),
    sa.PrimaryKeyConstraint('ward_id', 'id', name=op.f('pk_unit_succession')),
    sa.UniqueConstraint('ward_id', 'predecessor_id', 'successor_id', name=op.f('uq_unit_succession_ward_id_predecessor_id_successor_id')),
    schema='app'
    )
    op.create_index(op.f('ix_unit_succession_ward_id_change_id'), 'unit_succession', ['ward_id', 'change_id'], unique=False, schema='app')
    op.create_index(op.f('ix_unit_succession_ward_id_successor_id'), 'unit_succession', ['ward_id', 'successor_id'], unique=False, schema='app')
    op.create_index('uq_unit_succession_heir', 'unit_succession', ['ward_id', 'predecessor_id'], unique=True, schema='app', postgresql_where=sa.text('inherits'))
    op.enable_tenant("unit_change", "SELECT, INSERT")
    op.enable_tenant("unit_succession", "SELECT, INSERT")
    op.add_column('assignment', sa.Column('given_unit_id', sa.Uuid(), nullable=True), schema='app')
    op.execute("UPDATE app.assignment SET given_unit_id = unit_id")
    op.alter_column('assignment', 'given_unit_id', nullable=False, schema='app')
    op.drop_constraint(op.f('uq_assignment_ward_id_task_id_unit_id'), 'assignment', schema='app', type_='unique')
    op.create_index(op.f('ix_assignment_ward_id_given_unit_id'), 'assignment', ['ward_id', 'given_unit_id'], unique=False, schema='app')
    op.create_unique_constraint(op.f('uq_assignment_ward_id_task_id_given_unit_id'), 'assignment', ['ward_id', 'task_id', 'given_unit_id'], schema='app')
    op.create_foreign_key(op.f('fk_assignment_ward_id_given_unit_id'), 'assignment', 'unit', ['ward_id', 'given_unit_id'], ['ward_id', 'id'], source_schema='app', referent_schema='app')
    op.add_column('unit', sa.Column('from_on', sa.Date(), nullable=True), schema='app')
    op.add_column('unit', sa.Column('to_on', sa.Date(), nullable=True), schema='app')
    op.add_column('unit', sa.Column('heir_id', sa.Uuid(), nullable=True), schema='app')
    op.drop_constraint(op.f('uq_unit_ward_id_search_key'), 'unit', schema='app', type_='unique')
    op.create_index(op.f('ix_unit_ward_id_heir_id'), 'unit', ['ward_id', 'heir_id'], unique=False, schema='app')
    op.create_index('uq_unit_name', 'unit', ['ward_id', 'search_key'], unique=True, schema='app', postgresql_where=sa.text('to_on IS NULL'))
    op.create_foreign_key(op.f('fk_unit_ward_id_heir_id'), 'unit', 'unit', ['ward_id', 'heir_id'], ['ward_id', 'id'], source_schema='app', referent_schema='app')
    op.create_check_constraint(op.f('ck_unit_days_in_order'), 'unit', 'from_on <= to_on', schema='app')
    op.create_check_constraint(op.f('ck_unit_ended_is_closed'), 'unit', 'to_on IS NULL OR closed_at IS NOT NULL', schema='app')
    op.create_check_constraint(op.f('ck_unit_heir_of_ended'), 'unit', 'heir_id IS NULL OR to_on IS NOT NULL', schema='app')
    op.execute(_OPEN_REQUEST % {"unit": "u.id", "source": _UNITS})


def downgrade() -> None:
    op.execute(_OPEN_REQUEST % {"unit": "m.unit_id", "source": "FROM app.membership m"})
    # Names are once more unique among all units, and each task is given to a unit once.
    op.execute("UPDATE app.unit SET search_key = search_key || ' ' || id WHERE to_on IS NOT NULL")
    op.execute("UPDATE app.assignment SET unit_id = given_unit_id")
    op.drop_constraint(op.f('fk_unit_ward_id_heir_id'), 'unit', schema='app', type_='foreignkey')
    op.drop_index('uq_unit_name', table_name='unit', schema='app', postgresql_where=sa.text('to_on IS NULL'))
    op.drop_index(op.f('ix_unit_ward_id_heir_id'), table_name='unit', schema='app')
    op.create_unique_constraint(op.f('uq_unit_ward_id_search_key'), 'unit', ['ward_id', 'search_key'], schema='app', postgresql_nulls_not_distinct=False)
    op.drop_column('unit', 'heir_id', schema='app')
    op.drop_column('unit', 'to_on', schema='app')
    op.drop_column('unit', 'from_on', schema='app')
    op.drop_constraint(op.f('fk_assignment_ward_id_given_unit_id'), 'assignment', schema='app', type_='foreignkey')
    op.drop_constraint(op.f('uq_assignment_ward_id_task_id_given_unit_id'), 'assignment', schema='app', type_='unique')
    op.drop_index(op.f('ix_assignment_ward_id_given_unit_id'), table_name='assignment', schema='app')
    op.create_unique_constraint(op.f('uq_assignment_ward_id_task_id_unit_id'), 'assignment', ['ward_id', 'task_id', 'unit_id'], schema='app', postgresql_nulls_not_distinct=False)
    op.drop_column('assignment', 'given_unit_id', schema='app')
    op.drop_index('uq_unit_succession_heir', table_name='unit_succession', schema='app', postgresql_where=sa.text('inherits'))
    op.drop_index(op.f('ix_unit_succession_ward_id_successor_id'), table_name='unit_succession', schema='app')
    op.drop_index(op.f('ix_unit_succession_ward_id_change_id'), table_name='unit_succession', schema='app')
    op.drop_table('unit_succession', schema='app')
    op.drop_index(op.f('ix_unit_change_ward_id_on_day_id'), table_name='unit_change', schema='app')
    op.drop_table('unit_change', schema='app')

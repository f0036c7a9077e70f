"""Wards by name: nobody knows the five digits of another ward by heart."""

import sqlalchemy as sa
from alembic import op

revision = 'c4e19a7d2b35'
down_revision = 'a27c44f0d1e6'
branch_labels = None
depends_on = None

FOLDED = "replace(regexp_replace(normalize(lower(name || ' ' || province), NFD), '[\\u0300-\\u036f]', '', 'g'), 'đ', 'd') || ' ' || code"
# Official names are no secret; which wards use the software is for people who hand cases over.
FIND = """
CREATE FUNCTION app.find_wards(p_words text[], p_most int) RETURNS TABLE (code text, name text, province text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT w.code, w.name, w.province FROM app.ward w
   WHERE w.closed_at IS NULL AND w.id <> app.ward_id()
     AND NOT EXISTS (SELECT FROM unnest(p_words) word WHERE strpos(w.search_key, word) = 0)
   ORDER BY w.province <> (SELECT o.province FROM app.ward o WHERE o.id = app.ward_id()), w.search_key, w.id
   LIMIT p_most
$$
"""


def upgrade() -> None:
    op.add_column(
        'ward', sa.Column('search_key', sa.String(), sa.Computed(FOLDED, persisted=True), nullable=False), schema='app'
    )
    op.execute(FIND)
    op.execute("REVOKE ALL ON FUNCTION app.find_wards(text[], int) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app.find_wards(text[], int) TO vte_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION app.find_wards(text[], int)")
    op.drop_column('ward', 'search_key', schema='app')

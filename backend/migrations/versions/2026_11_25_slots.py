"""What a loudspeaker slot played is an event that counts; a slot that wasn't played says why."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "9c3d08a53283"
down_revision = "e0069e316083"
branch_labels = None
depends_on = None

# Slots that were told as played before: each becomes the broadcast that it was.
_EVENTS_OF_SLOTS = """
    INSERT INTO app.communication_event (
        version, ward_id, id, code, kind, title, search_key, unit_id, place, starts_at, on_day, state, broadcasts,
        script_id, banner_size, reach, copies, audience_children, audience_adults, audience_officials,
        carried_hotline_111, topics, shows_children, guardian_consent, child_consent, children_7_plus, description,
        created_at
    )
    SELECT
        1, slot.ward_id, slot.event_id, 'TT-' || upper(substr(md5(slot.event_id::text), 1, 12)), 'broadcast',
        script.title, script.search_key, slot.unit_id, '', slot.played_at,
        (slot.played_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'done', slot.times_played, slot.script_id, '', 0, 0,
        0, 0, 0, text.text ~ '\\m111\\M', '{}', false, false, false, false, slot.note, slot.created_at
    FROM app.broadcast_slot slot
    JOIN app.broadcast_script script ON script.ward_id = slot.ward_id AND script.id = slot.script_id
    JOIN app.broadcast_script_version text
        ON text.ward_id = script.ward_id AND text.script_id = script.id AND text.number = script.number
    WHERE slot.event_id IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("broadcast_slot", sa.Column("event_id", sa.Uuid(), nullable=True), schema="app")
    op.add_column(
        "broadcast_slot",
        sa.Column("missed_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        schema="app",
    )
    op.execute("UPDATE app.broadcast_slot SET event_id = gen_random_uuid() WHERE played_at IS NOT NULL")
    op.execute(_EVENTS_OF_SLOTS)
    # The checks of the new keys are due before the table may be altered again.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.create_foreign_key(
        op.f("fk_broadcast_slot_ward_id_event_id"),
        "broadcast_slot",
        "communication_event",
        ["ward_id", "event_id"],
        ["ward_id", "id"],
        source_schema="app",
        referent_schema="app",
    )
    op.drop_constraint(op.f("ck_broadcast_slot_played_with_times"), "broadcast_slot", schema="app")
    op.drop_column("broadcast_slot", "times_played", schema="app")
    op.drop_column("broadcast_slot", "played_at", schema="app")
    op.create_check_constraint(
        op.f("ck_broadcast_slot_played_or_missed"),
        "broadcast_slot",
        "event_id IS NULL OR missed_reason IS NULL",
        schema="app",
    )


def downgrade() -> None:
    op.add_column("broadcast_slot", sa.Column("played_at", sa.DateTime(timezone=True)), schema="app")
    op.add_column("broadcast_slot", sa.Column("times_played", sa.Integer()), schema="app")
    op.execute(
        "UPDATE app.broadcast_slot slot SET played_at = event.starts_at, times_played = event.broadcasts "
        "FROM app.communication_event event WHERE event.ward_id = slot.ward_id AND event.id = slot.event_id"
    )
    op.drop_constraint(op.f("ck_broadcast_slot_played_or_missed"), "broadcast_slot", schema="app")
    op.drop_constraint(
        op.f("fk_broadcast_slot_ward_id_event_id"), "broadcast_slot", schema="app", type_="foreignkey"
    )
    op.drop_column("broadcast_slot", "missed_reason", schema="app")
    op.drop_column("broadcast_slot", "event_id", schema="app")
    op.create_check_constraint(
        op.f("ck_broadcast_slot_played_with_times"),
        "broadcast_slot",
        "(played_at IS NULL) = (times_played IS NULL)",
        schema="app",
    )

"""Many wards, filled inside PostgreSQL: 30 units, 100 tasks, each given to every unit, in a believable mix of states."""

import os

import asyncpg

UNITS = 30
ACTIVITIES = 2_000
HAZARDS = 2_000
EVENTS = 1_000  # of communication
SCRIPTS, SLOTS, FILES = 20, 600, 400
CHILDREN = int(os.environ.get("BENCH_CHILDREN", "3400"))

_PEOPLE = (
    "INSERT INTO app.ward (id, code, name, province, due_day_counts, version)"
    " SELECT w, lpad(w::text, 5, '0'), 'Phường ' || w, 'Tỉnh', false, 1 FROM generate_series(1, $1::int) w",
    "INSERT INTO app.account (id, login, full_name, system_admin, version)"
    " SELECT gen_random_uuid(), 'officer.' || w, 'Cán bộ ' || w, false, 1 FROM generate_series(1, $1::int) w",
    "INSERT INTO app.credential (account_id, must_change_password, totp_enabled, totp_last_step, recovery_hashes)"
    " SELECT id, false, false, 0, '{}' FROM app.account WHERE $1::int > 0",
    "INSERT INTO app.person (ward_id, id, account_id, full_name, position, phone, search_key, sort_key, version)"
    " SELECT split_part(login, '.', 2)::int, gen_random_uuid(), id, full_name, '', '', login, login, 1"
    " FROM app.account WHERE $1::int > 0",
)
_UNITS_AND_PLANS = (
    "INSERT INTO app.unit (ward_id, id, kind, name, aliases, search_key, sort_key, version)"
    " SELECT w, gen_random_uuid(), 'khu_pho', 'Khu phố ' || u, '{}', 'khu pho ' || u, lpad(u::text, 6, '0'), 1"
    f" FROM generate_series(1, $1::int) w, generate_series(1, {UNITS}) u",
    "INSERT INTO app.plan (ward_id, id, title, year, state, created_at, version, starts_on, ends_on)"
    " SELECT w, gen_random_uuid(), 'Kế hoạch', 2026, 'in_force', now(), 1, current_date - 20, current_date + 10"
    " FROM generate_series(1, $1::int) w",
)

_TASKS = (
    "INSERT INTO app.plan_task (ward_id, id, plan_id, position, number, assignee_text, text, kind, unit_ids, unit_kinds)"
    " SELECT p.ward_id, gen_random_uuid(), p.id, t, 'V.' || t, 'Các khu phố', 'Tổ chức việc số ' || t ||"
    " ' cho trẻ em trong khu phố nhân Tháng hành động vì trẻ em', (ARRAY['communication','gift','activity','health'])[t % 4 + 1],"
    " '[]', '[\"khu_pho\"]' FROM app.plan p, generate_series(1, $1::int) t"
)
_ASSIGNMENTS = (
    "INSERT INTO app.assignment (ward_id, id, plan_id, task_id, unit_id, given_unit_id, number, text, search_key, kind, last_day_on, state,"
    " late, result, figures, created_at, submitted_at, decided_at, version)"
    " SELECT t.ward_id, gen_random_uuid(), t.plan_id, t.id, u.id, u.id, t.number, t.text, lower(t.text), t.kind,"
    " current_date + (t.position % 31) - 15, s.state, false, '', CASE WHEN s.done THEN '{\"children\": 12}' ELSE '{}' END::jsonb,"
    " now(), CASE WHEN s.done THEN now() - interval '2 days' END, CASE WHEN s.state = 'accepted' THEN now() END, 1"
    " FROM app.plan_task t JOIN app.unit u ON u.ward_id = t.ward_id"
    " CROSS JOIN LATERAL (SELECT (ARRAY['assigned','acknowledged','in_progress','submitted','returned','accepted'])"
    "[(t.position + length(u.name)) % 6 + 1] AS state, (t.position + length(u.name)) % 6 IN (3, 5) AS done) s"
    " WHERE t.ward_id BETWEEN $1 AND $2"
)


# Activities of 120 days, in the same mix of states and areas in each ward; a few share a venue and an hour.
_ACTIVITIES = (
    "INSERT INTO app.activity (version, ward_id, id, code, area, title, search_key, unit_id, place_unit_id, venue, venue_key,"
    " starts_at, ends_at, on_day, state, planned_boys, planned_girls, planned_adults, actual_boys, actual_girls,"
    " actual_adults, disabled_children, poor_children, planned_state_budget, planned_mobilised, spent_state_budget,"
    " spent_mobilised, in_charge, description, outcome, launch, outside_school, checklist, created_at)"
    " SELECT 1, u.ward_id, gen_random_uuid(), 'HD-' || u.n || '-' || a,"
    " (ARRAY['communication','fundraising','participation','summer','recreation','hazard_review','mass_movement'])[a % 7 + 1],"
    " 'Hoạt động vì trẻ em số ' || a, 'hoat dong vi tre em so ' || a, u.id, u.id, 'Nhà văn hóa ' || a % 40,"
    " 'nha van hoa ' || a % 40, s.at, s.at + interval '2 hours', s.at::date,"
    " (ARRAY['planned','announced','held','reported','held','reported'])[a % 6 + 1], 20, 20, 10, 21, 22, 9, 1, 3,"
    " 1000000, 500000, 900000, 450000, '', '', '', false, false, '{}', now()"
    " FROM (SELECT ward_id, id, row_number() OVER (PARTITION BY ward_id ORDER BY id) AS n FROM app.unit) u"
    " CROSS JOIN generate_series(1, $1::int) a"
    " CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + ((u.n * 7 + a * 3) % 120 - 60) * interval '1 day'"
    " + (8 + a % 10) * interval '1 hour' AS at) s"
)

_UNITS_BY_NUMBER = "(SELECT ward_id, id, row_number() OVER (PARTITION BY ward_id ORDER BY id) AS n FROM app.unit) u"
# Communication of 120 days: every kind but a banner, one in eight planned; scripts, and slots of which half are told.
_COMMUNICATION = (
    "INSERT INTO app.communication_event (version, ward_id, id, code, kind, title, search_key, unit_id, place_unit_id, place,"
    " starts_at, on_day, state, broadcasts, banner_size, reach, copies, audience_children, audience_adults,"
    " audience_officials, carried_hotline_111, topics, shows_children, guardian_consent, child_consent, children_7_plus,"
    " description, created_at)"
    " SELECT 1, u.ward_id, gen_random_uuid(), 'TT-' || u.n || '-' || a, s.kind, 'Truyền thông số ' || a,"
    " 'truyen thong so ' || a, u.id, u.id, 'Nhà văn hóa', s.at, s.at::date,"
    " (ARRAY['done','done','reported','planned'])[a % 4 + 1], CASE WHEN s.kind = 'broadcast' THEN 2 ELSE 0 END, '',"
    " CASE WHEN s.kind = 'online_post' THEN 300 ELSE 0 END, CASE WHEN s.kind = 'leaflet' THEN 50 ELSE 0 END,"
    " CASE WHEN s.kind = 'talk' THEN 40 ELSE 0 END, 0, 0, a % 3 = 0, ARRAY['drowning','children_law'], false, false, false,"
    f" false, '', now() FROM {_UNITS_BY_NUMBER} CROSS JOIN generate_series(1, {EVENTS // UNITS}) a"
    " CROSS JOIN LATERAL (SELECT (ARRAY['talk','meeting_slot','broadcast','online_post','leaflet','counselling'])[a % 6 + 1]"
    " AS kind, date_trunc('day', now()) + ((u.n * 7 + a * 3) % 120 - 60) * interval '1 day'"
    " + (8 + a % 10) * interval '1 hour' AS at) s",
    "INSERT INTO app.broadcast_script (version, ward_id, id, title, search_key, unit_id, state, number, created_at)"
    " SELECT 1, u.ward_id, gen_random_uuid(), 'Bài phát thanh ' || u.n, 'bai phat thanh', u.id, 'approved', 1, now()"
    f" FROM {_UNITS_BY_NUMBER} WHERE u.n <= {SCRIPTS}",
    "INSERT INTO app.broadcast_script_version (ward_id, id, script_id, number, text, words, fingerprint, author_name, saved_at)"
    " SELECT ward_id, gen_random_uuid(), id, 1, 'Kính thưa bà con', 4, 'x', '', now() FROM app.broadcast_script",
    "INSERT INTO app.broadcast_slot (ward_id, id, script_id, unit_id, planned_at, times_planned, missed_reason, note, created_at)"
    " SELECT s.ward_id, gen_random_uuid(), s.id, s.unit_id, date_trunc('day', now()) + (a * 4 - 60) * interval '1 day', 2,"
    " CASE WHEN a % 2 = 0 THEN 'Mất điện' END, '', now()"
    f" FROM app.broadcast_script s CROSS JOIN generate_series(1, {SLOTS // SCRIPTS}) a",
)
_FILES = (
    "INSERT INTO app.stored_file (ward_id, id, sha256, size, media_type, name, storage_key, stored_at)"
    " SELECT w, gen_random_uuid(), decode(md5(w::text), 'hex'), 1000, 'image/jpeg', 'anh.jpg', 'none', now()"
    " FROM generate_series(1, $1::int) w",
    "INSERT INTO app.record_file (ward_id, id, record_kind, record_id, file_id, kind, alternative_text, sent_sha256,"
    " author_name, added_at)"
    " SELECT a.ward_id, gen_random_uuid(), 'activity', a.id, f.id, 'photo', 'Ảnh', decode(md5(a.id::text), 'hex'), '', now()"
    " FROM (SELECT ward_id, id, row_number() OVER (PARTITION BY ward_id ORDER BY id) AS n FROM app.activity) a"
    f" JOIN app.stored_file f ON f.ward_id = a.ward_id WHERE a.n <= {FILES} AND $1::int > 0",
)


# Of 16 years, in every khu phố; one in twenty has a need, one in fifty belongs to a group of the law.
_CHILDREN = (
    "INSERT INTO app.child (version, ward_id, id, code, full_name, search_key, sort_key, given_key, words_key, born_from,"
    " born_to, born_estimated, sex, unit_id, address, school_name, class_name, wishes, talents, note, state, created_at)"
    " SELECT 1, u.ward_id, gen_random_uuid(), 'TE-' || u.n || '-' || a, initcap(k.name), k.name, k.given || ' ' || k.name,"
    " k.given, k.family || ' ' || k.given || ' ' || k.middle, current_date - (a * 37 % 5800), current_date - (a * 37 % 5800),"
    " false, (ARRAY['male','female'])[a % 2 + 1], u.id, 'Tổ 4', '', '3A', '', '', '', 'here', now()"
    f" FROM {_UNITS_BY_NUMBER} CROSS JOIN generate_series(1, $1::int) a"
    " CROSS JOIN LATERAL (SELECT"
    " (ARRAY['nguyen','tran','le','pham','hoang','phan','vu','vo','dang','bui','do','ho','ngo','duong','ly','mai'])"
    "[(a * 7 + u.n) % 16 + 1] AS family, (ARRAY['van','thi','gia','minh','duc','ngoc','khanh','thuy','bao'])[a * 5 % 9 + 1]"
    " AS middle, (ARRAY['an','binh','chau','duy','dat','giang','hai','hung','khang','lan','linh','long','my','nam','ngan',"
    "'nhi','phuc','quan','quynh','tai','thao','thinh','trang','tu','tuan','uyen','vinh','xuan','yen','be'])"
    "[(a * 3 + u.n * 11) % 30 + 1] AS given) w"
    " CROSS JOIN LATERAL (SELECT w.*, w.family || ' ' || w.middle || ' ' || w.given AS name) k",
    "INSERT INTO app.child_need (ward_id, id, child_id, category, from_on)"
    " SELECT ward_id, gen_random_uuid(), id, 'hardship', current_date FROM app.child"
    " WHERE right(code, 2)::text IN ('-5', '05', '25', '45', '65', '85') AND $1::int > 0",
    "INSERT INTO app.child_group (ward_id, id, child_id, legal_group, evidence, from_on)"
    " SELECT ward_id, gen_random_uuid(), id, 'disability', '', current_date FROM app.child"
    " WHERE right(code, 2) IN ('07', '57') AND $1::int > 0",
)


ROUNDS_OF_GIFTS, LINES = 12, 60
# Rounds of two years, each for 60 children of the ward; two in three shares were handed over, paid by one donor.
_GIVING = (
    "INSERT INTO app.donor (version, ward_id, id, code, kind, name, search_key, sort_key, unnamed, contact, phone, address,"
    " note, created_at) SELECT 1, w, md5('donor' || w)::uuid, 'NT-1', 'budget', 'Ngân sách', 'ngan sach', 'ngan', false, '',"
    " '', '', '', now() FROM generate_series(1, $1::int) w",
    "INSERT INTO app.gift_round (version, ward_id, id, code, kind, title, search_key, occasion, school_year, one_per, strict,"
    " channel, amount, criteria, description, begins_on, place, hour, state, decided_by, created_at)"
    " SELECT 1, w, md5(w || '-' || r)::uuid, 'DQ-' || r, 'gift', 'Đợt ' || r, 'dot ' || r, 'children_day', '', 'child', false,"
    " 'cash', 300000, '{}', '', current_date - r * 50, '', '', 'handing_over', '', now()"
    f" FROM generate_series(1, $1::int) w, generate_series(1, {ROUNDS_OF_GIFTS}) r",
    "INSERT INTO app.gift_line (version, ward_id, id, round_id, child_id, unit_id, place_unit_id, number, full_name, initials,"
    " sort_key, state, reserve, reason, override_reason, amount, to_superior, fall_reason, created_at)"
    " SELECT 1, c.ward_id, gen_random_uuid(), g.id, c.id, c.unit_id, c.unit_id, c.n, c.full_name, 'A. B., 9 tuổi', c.sort_key,"
    " 'approved', false, 'Hộ nghèo', '', 300000, false, '', now()"
    " FROM (SELECT ward_id, id, unit_id, full_name, sort_key, row_number() OVER (PARTITION BY ward_id ORDER BY id) AS n"
    " FROM app.child) c JOIN app.gift_round g ON g.ward_id = c.ward_id"
    f" AND right(g.code, -3)::int = c.n / {LINES} + 1 WHERE c.n / {LINES} < {ROUNDS_OF_GIFTS} AND $1::int > 0",
    "INSERT INTO app.gift_share (version, ward_id, id, line_id, round_id, child_id, unit_id, place_unit_id, kind, instalment,"
    " due_on, amount, from_budget, state, given_on, receiver_name, receiver_relation, reason)"
    " SELECT 1, l.ward_id, gen_random_uuid(), l.id, l.round_id, l.child_id, l.unit_id, l.place_unit_id, 'gift', 1, g.begins_on,"
    " 300000, 0, CASE WHEN l.number % 3 > 0 THEN 'delivered' ELSE 'due' END, CASE WHEN l.number % 3 > 0 THEN g.begins_on END,"
    " '', '', '' FROM app.gift_line l JOIN app.gift_round g ON g.ward_id = l.ward_id AND g.id = l.round_id WHERE $1::int > 0",
    "INSERT INTO app.child_receipt (ward_id, id, child_id, record_id, title, amount, on_day)"
    " SELECT ward_id, gen_random_uuid(), child_id, id, 'Quà', amount, given_on FROM app.gift_share"
    " WHERE state = 'delivered' AND $1::int > 0",
    "INSERT INTO app.money_movement (ward_id, id, donor_id, round_id, kind, from_account, to_account, amount, on_day,"
    " receipt_number, goods, note, author_name, recorded_at)"
    " SELECT g.ward_id, gen_random_uuid(), md5('donor' || g.ward_id)::uuid, g.id, 'allocation', 'fund', 'round', 18000000,"
    " g.begins_on, '', '', '', '', now() FROM app.gift_round g WHERE $1::int > 0",
)


# Unsafe places in the same mix of kinds and states in each ward, most of them with a point; none is late yet.
_HAZARDS = (
    "INSERT INTO app.hazard_site (version, rule_id, rule_version, starts_at, ward_id, id, code, kind, title, search_key,"
    " unit_id, place_unit_id, latitude, longitude, likelihood, harm, risk, found_by, found_on, description, state, created_at)"
    " SELECT 1, r.id, r.version, now() - (h % 40) * interval '1 hour', u.ward_id, gen_random_uuid(), 'NH-' || u.n || '-' || h,"
    " (ARRAY['pond_lake','canal_drain','road_blackspot','construction_pit','other'])[h % 5 + 1], 'Ao làng số ' || h,"
    " 'ao lang so ' || h, u.id, u.id, CASE WHEN h % 10 > 0 THEN 16.7 + (h % 97) * 0.001 END,"
    " CASE WHEN h % 10 > 0 THEN 107.1 + (h % 89) * 0.001 END, 'high', 'medium', h % 3 + 1, 'Cán bộ',"
    " current_date - h % 60, 'Bờ dốc, trẻ hay ra câu cá', (ARRAY['found','inspected','fixing','safe','closed'])[h % 5 + 1], now()"
    " FROM (SELECT *, row_number() OVER (PARTITION BY ward_id ORDER BY sort_key) AS n FROM app.unit) u"
    " CROSS JOIN app.deadline_rule r CROSS JOIN generate_series(1, $1::int) h WHERE r.code = 'hazard.measure'"
)


async def fill_people(connection: asyncpg.Connection, wards: int, role: str) -> None:
    """Wards, each with one person of the role."""
    for statement in _PEOPLE:
        await connection.execute(statement, wards)
    await connection.execute(
        "INSERT INTO app.membership (ward_id, id, person_id, role)"
        " SELECT ward_id, gen_random_uuid(), id, $1 FROM app.person",
        role,
    )


async def fill(connection: asyncpg.Connection, wards: int, per_ward: int) -> None:
    """As superuser, so that one statement fills every ward."""
    await fill_people(connection, wards, "ward_officer")
    for statement in _UNITS_AND_PLANS:
        await connection.execute(statement, wards)
    await connection.execute(_TASKS, max(1, per_ward // UNITS))
    for first in range(1, wards + 1, 25):
        await connection.execute(_ASSIGNMENTS, first, first + 24, timeout=300)
    await connection.execute(_ACTIVITIES, ACTIVITIES // UNITS, timeout=300)
    await connection.execute(_HAZARDS, HAZARDS // UNITS, timeout=300)
    for statement in _COMMUNICATION:
        await connection.execute(statement, timeout=300)
    for statement in _CHILDREN:
        await connection.execute(statement, CHILDREN // UNITS, timeout=600)
    for statement in _GIVING:
        await connection.execute(statement, wards, timeout=600)
    for statement in _FILES:
        await connection.execute(statement, wards, timeout=300)

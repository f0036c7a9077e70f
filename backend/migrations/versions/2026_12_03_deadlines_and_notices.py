"""the calendar, the law's deadlines, notices; what runs every few minutes"""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "c3e58a1f7d20"
down_revision = "b1f6a20d9c34"
branch_labels = None
depends_on = None

# From the library `holidays` 0.109, with what it lacks: the swap at New Year 2026. Swaps of 2027 aren't announced yet.
_LAW, _SWAP = "Bộ luật Lao động 2019, Điều 112", "Thông báo lịch nghỉ, hoán đổi ngày làm việc"
_TET = ("29 Tết", "Giao thừa", "Mùng một Tết", "Mùng hai Tết", "Mùng ba Tết", "Mùng bốn Tết", "Mùng năm Tết")
_NEW_YEAR, _KINGS, _LIBERATION, _LABOUR = "Tết Dương lịch", "Giỗ Tổ Hùng Vương", "Ngày Chiến thắng", "Quốc tế Lao động"
_NATIONAL, _CULTURE = "Quốc khánh", "Ngày Văn hóa Việt Nam"
HOLIDAYS = {
    2024: (
        ("01-01", _NEW_YEAR), *zip((f"02-{day:02}" for day in range(8, 15)), _TET), ("04-18", _KINGS),
        ("04-30", _LIBERATION), ("05-01", _LABOUR), ("09-02", _NATIONAL), ("09-03", _NATIONAL),
    ),
    2025: (
        ("01-01", _NEW_YEAR), *zip(("01-27", "01-28", "01-29", "01-30", "01-31", "02-01"), _TET), ("04-07", _KINGS),
        ("04-30", _LIBERATION), ("05-01", _LABOUR), ("09-01", _NATIONAL), ("09-02", _NATIONAL),
    ),
    2026: (
        ("01-01", _NEW_YEAR), *zip((f"02-{day:02}" for day in range(16, 21)), _TET[1:]), ("04-26", _KINGS),
        ("04-30", _LIBERATION), ("05-01", _LABOUR), ("09-01", _NATIONAL), ("09-02", _NATIONAL), ("11-24", _CULTURE),
    ),
    2027: (
        ("01-01", _NEW_YEAR), *zip((f"02-{day:02}" for day in range(4, 11)), _TET), ("04-16", _KINGS),
        ("04-30", _LIBERATION), ("05-01", _LABOUR), ("09-02", _NATIONAL), ("09-03", _NATIONAL), ("11-24", _CULTURE),
    ),
}  # fmt: skip
COMP_OFF = {"2026-04-27": _KINGS, "2027-05-03": _LABOUR}
# The day off, and the Saturday that is worked for it.
SWAPS = {"2024-04-29": "2024-05-04", "2025-05-02": "2025-04-26", "2026-01-02": "2026-01-10", "2026-08-31": "2026-08-22"}

_DECREE, _HEALTH, _OURS = "Nghị định 56/2017/NĐ-CP", "Thông tư 15/2026/TT-BYT", "Quy định nội bộ"
_RECEIPT = "Tiếp nhận thông tin"
_DECREE_FROM, _HEALTH_FROM, _OURS_FROM = date(2017, 7, 1), date(2026, 7, 1), date(2024, 1, 1)
# Code, name, amount, unit, what starts it, legal basis, whether it moves over days off, from when.
RULES = (
    ("case.first_protection", "Can thiệp khẩn cấp, bảo đảm an toàn ban đầu", 12, "hours", _RECEIPT,
     f"{_DECREE}, Điều 26, 31, 32", False, _DECREE_FROM),
    ("case.plan_submitted", "Xây dựng kế hoạch hỗ trợ, can thiệp và trình phê duyệt", 5, "working_days", _RECEIPT,
     f"{_DECREE}, khoản 1 Điều 28", True, _DECREE_FROM),
    ("case.plan_approved", "Phê duyệt kế hoạch hỗ trợ, can thiệp", 2, "working_days", "Trình phê duyệt kế hoạch",
     f"{_DECREE}, khoản 4 Điều 28", True, _DECREE_FROM),
    ("case.separation_max", "Tạm thời cách ly trẻ em, kể cả gia hạn", 15, "days", "Quyết định tạm thời cách ly",
     f"{_DECREE}, Điều 32", False, _DECREE_FROM),
    ("case.hand_over", "Giao, nhận trẻ em được chăm sóc thay thế", 15, "working_days",
     "Quyết định chăm sóc thay thế", f"{_DECREE}, Điều 42, 43", True, _DECREE_FROM),
    ("case.follow_up_1", "Theo dõi chăm sóc thay thế lần thứ nhất", 1, "months", "Giao, nhận trẻ em",
     f"{_DECREE}, Điều 43", True, _DECREE_FROM),
    ("case.follow_up_3", "Theo dõi chăm sóc thay thế lần thứ hai", 3, "months", "Giao, nhận trẻ em",
     f"{_DECREE}, Điều 43", True, _DECREE_FROM),
    ("case.follow_up_every", "Theo dõi chăm sóc thay thế định kỳ", 6, "months", "Lần theo dõi trước",
     f"{_DECREE}, Điều 43", True, _DECREE_FROM),
    ("injury.school_report", "Trường học báo cáo tai nạn thương tích", 5, "working_days", "Ngày 30/6 và 31/12",
     _HEALTH, True, _HEALTH_FROM),
    ("injury.station_report", "Trạm y tế báo cáo tai nạn thương tích", 10, "working_days", "Ngày 30/6 và 31/12",
     _HEALTH, True, _HEALTH_FROM),
    ("hazard.inspect", "Kiểm tra điểm nguy hiểm", 3, "working_days", "Ghi nhận điểm nguy hiểm", _OURS, True,
     _OURS_FROM),
    ("hazard.measure", "Thực hiện biện pháp an toàn", 10, "working_days", "Kiểm tra điểm nguy hiểm", _OURS, True,
     _OURS_FROM),
    ("hazard.recheck", "Kiểm tra lại điểm nguy hiểm", 30, "days", "Lần kiểm tra trước", _OURS, True, _OURS_FROM),
)  # fmt: skip

# Of a global table: everybody reads it; only the administrator writes it, or nobody.
_GLOBAL = (
    "ALTER TABLE app.{table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE app.{table} FORCE ROW LEVEL SECURITY",
    "CREATE POLICY everybody ON app.{table} FOR SELECT TO vte_app USING (true)",
    "CREATE POLICY owner_all ON app.{table} FOR ALL TO vte_owner USING (true) WITH CHECK (true)",
    "GRANT SELECT ON app.{table} TO vte_app",
)
_BY_ADMINISTRATOR = (
    "CREATE POLICY administrator ON app.{table} FOR ALL TO vte_app"
    " USING ((SELECT app.system_admin())) WITH CHECK ((SELECT app.system_admin()))",
    "GRANT INSERT, UPDATE, DELETE ON app.{table} TO vte_app",
)
# A notice is its person's; whose act makes one, for whomever in the ward, doesn't read it.
_NOTICE = (
    "DROP POLICY base ON app.notice",
    """CREATE POLICY own ON app.notice FOR ALL TO vte_app
  USING (person_id IN (SELECT p.id FROM app.person p
         WHERE p.ward_id = (SELECT app.ward_id()) AND p.account_id = (SELECT app.account_id())))
  WITH CHECK (person_id IN (SELECT p.id FROM app.person p
              WHERE p.ward_id = (SELECT app.ward_id()) AND p.account_id = (SELECT app.account_id())))""",
    "CREATE POLICY new ON app.notice FOR INSERT TO vte_app WITH CHECK (read_at IS NULL AND ended_at IS NULL)",
)
_END_NOTICES = """CREATE FUNCTION app.end_notices(p_kinds text[], p_objects text[], p_now timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  UPDATE app.notice SET ended_at = p_now
   WHERE ward_id = app.ward_id() AND object_id = ANY (p_objects::uuid[]) AND kind = ANY (p_kinds) AND ended_at IS NULL
$$"""
# Which wards a sweep visits: of all wards, what one question tells and nothing more.
_OPEN_WARDS = """CREATE FUNCTION app.open_wards(p_now timestamptz) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, app, pg_temp AS $$
  SELECT w.id FROM app.ward w WHERE w.closed_at IS NULL ORDER BY w.id
$$"""
_NEW_FUNCTIONS = (
    ("end_notices(text[], text[], timestamptz)", _END_NOTICES),
    ("open_wards(timestamptz)", _OPEN_WARDS),
)
# What is put into the queue by the clock is noted, so that several workers put it once.
_PERIODIC = "INSERT, DELETE ON procrastinate.procrastinate_periodic_defers"


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    moment = sa.DateTime(timezone=True)
    years = op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("filled_by", text(), nullable=False),
        sa.Column("filled_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
        schema="app",
    )
    days = op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("source", text(), nullable=False),
        sa.Column("changed_by", text(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.CheckConstraint("EXTRACT(year FROM day) = year", name=op.f("ck_calendar_day_of_its_year")),
        sa.ForeignKeyConstraint(["year"], ["app.calendar_year.year"], name=op.f("fk_calendar_day_year")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
        schema="app",
    )
    rules = op.create_table(
        "deadline_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", text(), nullable=False),
        sa.Column("starts_with", text(), nullable=False),
        sa.Column("legal_basis", text(), nullable=False),
        sa.Column("moves", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deadline_rule_amount")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_deadline_rule_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_rule")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_deadline_rule_code_version")),
        schema="app",
    )
    op.create_table(
        "ward_deadline",
        sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", moment, nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("set_by_name", text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ward_deadline_amount")),
        sa.ForeignKeyConstraint(["rule_id"], ["app.deadline_rule.id"], name=op.f("fk_ward_deadline_rule_id")),
        sa.ForeignKeyConstraint(
            ["ward_id", "set_by_id"], ["app.person.ward_id", "app.person.id"],
            name=op.f("fk_ward_deadline_ward_id_set_by_id"),
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_ward_deadline_ward_id")),
        sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_ward_deadline")),
        sa.UniqueConstraint("ward_id", "rule_id", "version", name=op.f("uq_ward_deadline_ward_id_rule_id_version")),
        schema="app",
    )  # fmt: skip
    op.create_table(
        "notice",
        sa.Column("ward_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", text(), nullable=False),
        sa.Column("object_kind", text(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("read_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["ward_id", "person_id"], ["app.person.ward_id", "app.person.id"], name=op.f("fk_notice_ward_id_person_id")
        ),
        sa.ForeignKeyConstraint(["ward_id"], ["app.ward.id"], name=op.f("fk_notice_ward_id")),
        sa.PrimaryKeyConstraint("ward_id", "id", name=op.f("pk_notice")),
        schema="app",
    )
    still = sa.text("ended_at IS NULL")
    for name, columns in {
        "uq_notice_open": ["ward_id", "person_id", "kind", "object_id"],
        "ix_notice_own": ["ward_id", "person_id", "id"],
        "ix_notice_object": ["ward_id", "object_id"],
    }.items():
        op.create_index(name, "notice", columns, schema="app", unique=name[:2] == "uq", postgresql_where=still)

    for table in ("calendar_year", "calendar_day", "deadline_rule"):
        for statement in (*_GLOBAL, *(_BY_ADMINISTRATOR if table != "deadline_rule" else ())):
            op.execute(statement.format(table=table))
    op.enable_tenant("ward_deadline", "SELECT, INSERT")
    op.enable_tenant("notice", "SELECT, INSERT, UPDATE")
    for statement in _NOTICE:
        op.execute(statement)
    for function, statement in _NEW_FUNCTIONS:
        op.execute(statement)
        op.execute(f"GRANT EXECUTE ON FUNCTION app.{function} TO vte_app")
    op.execute(f"GRANT {_PERIODIC} TO vte_app")
    _fill(years, days, rules)


def _fill(years: sa.Table, days: sa.Table, rules: sa.Table) -> None:
    now = sa.func.now()
    op.execute(years.insert().values([{"year": year, "filled_by": "", "filled_at": now} for year in HOLIDAYS]))
    found = [(date.fromisoformat(f"{year}-{day}"), "holiday", name, _LAW) for year, of in HOLIDAYS.items() for day, name in of]
    found += [(date.fromisoformat(day), "comp_off", f"{name} (nghỉ bù)", _LAW) for day, name in COMP_OFF.items()]
    for off, work in ((date.fromisoformat(off), date.fromisoformat(work)) for off, work in SWAPS.items()):
        found.append((off, "swap_off", f"Nghỉ hoán đổi (làm bù ngày {work:%d/%m/%Y})", _SWAP))
        found.append((work, "swap_work", f"Làm bù cho ngày {off:%d/%m/%Y}", _SWAP))
    op.execute(
        days.insert().values(
            [
                {"day": day, "year": day.year, "kind": kind, "name": name, "source": source, "changed_by": "",
                 "changed_at": now}
                for day, kind, name, source in found
            ]
        )
    )  # fmt: skip
    op.execute(
        rules.insert().values(
            [
                {"id": uuid5(NAMESPACE_URL, f"vitreem:deadline_rule:{code}:1"), "code": code, "version": 1,
                 "name": name, "amount": amount, "unit": unit, "starts_with": starts_with, "legal_basis": legal_basis,
                 "moves": moves, "valid_from": valid_from, "valid_to": None}
                for code, name, amount, unit, starts_with, legal_basis, moves, valid_from in RULES
            ]
        )
    )  # fmt: skip


def downgrade() -> None:
    op.execute(f"REVOKE {_PERIODIC} FROM vte_app")
    for function, _ in reversed(_NEW_FUNCTIONS):
        op.execute(f"DROP FUNCTION app.{function}")
    for table in ("notice", "ward_deadline", "deadline_rule", "calendar_day", "calendar_year"):
        op.drop_table(table, schema="app")

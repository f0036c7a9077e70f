"""Faults that somebody could make, each where it would do harm, and the part of the suite that must see it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`old` stands once in `file` (below backend/); with `new` in its place, `breaks` is true, and `tests` must fail.

    `migrates`: the database has to be built anew, by what the fault changes.
    """

    file: str
    old: str
    new: str
    breaks: str
    tests: str
    migrates: bool = False


_ACCESS, _LISTS = "tests/guards/test_access.py", "tests/guards/test_lists.py"
_IF_MATCH, _CHILDREN = "tests/guards/test_if_match.py", "tests/guards/test_children.py"
_PARALLEL, _POLICIES = "tests/guards/test_parallel.py", "tests/guards/test_policies.py"
_OFFICE, _PDF, _WORKERS = "tests/kernel/office", "tests/kernel/test_pdf_files.py", "tests/kernel/test_workers.py"
_CANARY, _TWIN = "tests/guards/test_canary.py", "tests/guards/test_twin.py"
_PEOPLE, _BOUNDS = "tests/guards/test_people_rights.py", "tests/kernel/test_bounds.py"


def _guards() -> dict[str, Fault]:
    return {
        "guard_lets_everybody": Fault(
            "vitreem/kernel/request/guards.py", "        if self.permission not in ctx.permissions:", "        if False:",
            "whoever is signed in may do everything", _ACCESS,
        ),
        "first_password_is_kept": Fault(
            "vitreem/kernel/request/guards.py", "        if ctx.must_change_password:", "        if False:",
            "a password that somebody else knows goes on working", "tests/identity/test_resets.py",
        ),
        "body_before_the_caller": Fault(
            "vitreem/kernel/request/routing.py",
            "                    async with transaction(request, receiving) as ctx:\n                        ward_id = ctx.ward_id",
            "                    pass", "anybody sends files before he is known", _BOUNDS,
        ),
        "viewer_reads_activities": Fault(
            "vitreem/kernel/request/roles.py", 'frozenset({"account:self", "plan:read", "dashboard:ward"})',
            'frozenset({"account:self", "plan:read", "dashboard:ward", "activity:read", "activity:read_all"})',
            "the superior level reads records", _ACCESS,
        ),
        "member_hands_in": Fault(
            "vitreem/kernel/request/roles.py", "    Role.UNIT_MEMBER: frozenset(_UNIT_WORK),",
            '    Role.UNIT_MEMBER: frozenset(_UNIT_WORK | {"assignment:submit"}),', "members hand in for their unit", _ACCESS,
        ),
        "officer_reads_the_trail": Fault(
            "vitreem/kernel/request/roles.py", "    Role.WARD_OFFICER: frozenset(_WARD),",
            '    Role.WARD_OFFICER: frozenset(_WARD | {"audit:read"}),', "officers read the audit trail", _ACCESS,
        ),
        "csrf_header_not_asked": Fault(
            "vitreem/kernel/http/middleware.py", 'if b"x-csrf" not in headers:', "if False:",
            "a form of another site acts for whoever is signed in", "tests/identity/test_sign_in.py",
        ),
        "idle_session_goes_on": Fault(
            "migrations/versions/2026_11_23_first_tables.py", "     AND s.last_seen_at > p_now - p_idle;", ";",
            "a session never ends by itself", "tests/identity/test_sign_in.py tests/guards/test_policies.py", migrates=True,
        ),
    }  # fmt: skip


def _visible() -> dict[str, Fault]:
    return {
        "unit_sees_all_activities": Fault(
            "vitreem/activities/queries.py", "    return statement.where(of_units(list(ctx.unit_ids)))", "    return statement",
            "a unit opens every unit's activities", _ACCESS + " -k activity",
        ),
        "unit_sees_all_assignments": Fault(
            "vitreem/assignments/queries.py", "    return statement.where(of_my_units(list(ctx.unit_ids)))",
            "    return statement", "a unit opens every unit's assignments", _ACCESS + " -k assignment",
        ),
        "unit_sees_all_events": Fault(
            "vitreem/communications/queries.py",
            "    return statement.where(CommunicationEvent.unit_id.in_(list(ctx.unit_ids)))", "    return statement",
            "a unit opens every unit's events", _ACCESS + " -k communication",
        ),
        "unit_sees_all_scripts": Fault(
            "vitreem/broadcasting/queries.py",
            "    return statement.where(_of_units(cast(list(ctx.unit_ids), ARRAY(Uuid()))))", "    return statement",
            "a unit opens every unit's scripts", _ACCESS + " -k script",
        ),
        "unit_sees_all_slots": Fault(
            "vitreem/broadcasting/queries.py",
            "    return statement.where(BroadcastSlot.unit_id.in_(list(ctx.unit_ids)))", "    return statement",
            "a unit reads what plays elsewhere", _LISTS + " -k list_broadcast_slots",
        ),
        "everybody_sees_drafts": Fault(
            "vitreem/plans/queries.py",
            'return plans if ctx.may("plan:read_drafts") else plans.where(Plan.state != rules.PlanState.DRAFT)',
            "return plans", "units read plans that aren't published", _LISTS + " -k list_plans",
        ),
        "colleagues_of_every_unit": Fault(
            "vitreem/identity/people.py", "        Membership.unit_id.in_(ctx.unit_ids),\n", "",
            "a unit lists every unit's people", _LISTS + " -k list_colleagues",
        ),
        "town_opens_any_ward": Fault(
            "vitreem/identity/facts.py", '    if not ctx.may("dashboard:ward"):', "    if False:",
            "who works in two wards reads the figures of both as a superior", "tests/identity/test_second_person.py",
        ),
    }  # fmt: skip


def _lists() -> dict[str, Fault]:
    return {
        "list_widened_for_one_role": Fault(
            "vitreem/activities/queries.py", "    sees_all=sees_all,",
            '    sees_all=lambda ctx: sees_all(ctx) or "child_protection_officer" in ctx.roles,',
            "one role lists every unit's activities", _LISTS + " -k activities",
        ),
        "assignments_listed_for_members": Fault(
            "vitreem/assignments/queries.py", '    sees_all=lambda ctx: ctx.may("assignment:read_all"),',
            '    sees_all=lambda ctx: ctx.may("assignment:read_all") or "unit_member" in ctx.roles,',
            "members list every unit's assignments", _LISTS + " -k assignments",
        ),
        "scripts_listed_for_all": Fault(
            "vitreem/broadcasting/queries.py", "    sees_all=sees_all,",
            "    sees_all=lambda _: True,", "a unit lists every unit's scripts", _LISTS + " -k scripts",
        ),
        "events_in_everybodys_calendar": Fault(
            "vitreem/communications/calendar.py", 'ctx.may("communication:read_all"), broadcasting',
            "True, broadcasting", "every unit's events stand in the calendar", _LISTS + " -k calendar",
        ),
        "plans_of_others_in_the_calendar": Fault(
            "vitreem/activities/queries.py", "        statement = statement.where(or_(_is_public(_a), own))", "        pass",
            "what another unit only plans is read by all", _LISTS + " -k calendar",
        ),
        "clash_tells_of_plans": Fault(
            "vitreem/activities/queries.py",
            '            *(() if scope == "all" else (or_(_is_public(o), of_units(unit_ids, o)),)),\n', "",
            "the calendar tells that another unit plans something there", _LISTS + " -k clash",
        ),
        "supporting_unit_sees_nothing": Fault(
            "vitreem/activities/queries.py", "    return (activity.unit_id == func.any(unit_ids)) | exists().where(",
            "    return (activity.unit_id == func.any(unit_ids)) & ~exists().where(",
            "who supports doesn't see the activity", _LISTS + " -k list_activities",
        ),
        "withdrawn_work_is_listed": Fault(
            "vitreem/assignments/queries.py", "    always=(_a.withdrawn_at.is_(None),),", "    always=(),", "what was withdrawn is asked for still",
            _LISTS + " -k list_assignments",
        ),
        "withdrawn_work_on_the_unit_page": Fault(
            "vitreem/assignments/dashboards.py", "            Assignment.withdrawn_at.is_(None),\n", "",
            "a unit's page asks for what was withdrawn", _LISTS + " -k read_unit_dashboard",
        ),
        "withdrawn_work_in_the_figures": Fault(
            "vitreem/assignments/dashboards.py", "            table.withdrawn_at.is_(None),\n", "",
            "the ward's figures count what was withdrawn", _LISTS + " -k ward_dashboard",
        ),
        "figures_of_a_draft": Fault(
            "vitreem/plans/facts.py", "queries.visible(ctx).where(Plan.state != PlanState.DRAFT, Plan.id == plan_id)",
            "queries.visible(ctx).where(Plan.id == plan_id)", "figures of a plan that isn't published",
            f"{_LISTS} {_CHILDREN} -k dashboard or plan_id",
        ),
        "figures_of_every_unit": Fault(
            "vitreem/records/indicators.py", 'own = not ctx.may("indicator:read_all")', "own = False",
            "a unit reads every unit's figures", _LISTS + " -k indicators",
        ),
        "figures_count_plans": Fault(
            "vitreem/activities/facts.py",
            "conditions=((_a.state == str(rules.COUNTED[0])) | (_a.state == str(rules.COUNTED[1])),),",
            "conditions=(_a.state != 'cancelled',),", "what is only planned counts in the report", _LISTS + " -k indicators",
        ),
        "usage_of_every_unit": Fault(
            "vitreem/communications/usage.py", "events = queries.visible(ctx).where(*asked).subquery().c",
            "events = select(CommunicationEvent).where(CommunicationEvent.ward_id == ctx.ward_id, *asked).subquery().c",
            "a unit reads what every unit carried", _LISTS + " -k usage",
        ),
        "feeds_of_every_unit": Fault(
            "vitreem/activities/feeds.py", '    if not ctx.may("activity:read_all"):\n        statement', "    if False:\n        statement",
            "a unit lists every unit's calendar addresses", _LISTS + " -k list_calendar_feeds",
        ),
        "revoked_feed_goes_on": Fault(
            "vitreem/activities/feeds.py",
            "            CalendarFeed.token_hash == hash_token(secret),\n            CalendarFeed.revoked_at.is_(None),",
            "            CalendarFeed.token_hash == hash_token(secret),", "a revoked address goes on showing",
            "tests/activities/test_activities.py -k feed",
        ),
        "feed_of_the_whole_ward": Fault(
            "vitreem/activities/feeds.py", "            queries.of_units(units),\n", "",
            "the address of one unit shows the ward", _LISTS + " -k read_calendar_feed",
        ),
        "similar_shows_unseen": Fault(
            "vitreem/broadcasting/queries.py",
            "of_caller = () if sees_all(ctx) else (_of_units(cast(list(ctx.unit_ids), ARRAY(Uuid()))),)", "of_caller = ()",
            "titles of scripts that the caller may not open", _LISTS + " -k similar",
        ),
        "linkable_shows_cancelled": Fault(
            "vitreem/activities/facts.py",
            "statement = queries.visible(ctx).where(Activity.state != rules.ActivityState.CANCELLED)",
            "statement = queries.visible(ctx)", "what was called off is offered as proof", _LISTS + " -k linkable",
        ),
        "export_of_another_question": Fault(
            "vitreem/records/exports.py", "        if after is None:", "        if after is not None:",
            "an export ends after its first page, or never", _LISTS + " -k export_activities",
        ),
        "cursor_skips_rows_of_a_day": Fault(
            "vitreem/records/lists.py", "conditions.append(key < last if order.descending else key > last)",
            "conditions.append(order.column < last.clauses[0] if order.descending else order.column > last.clauses[0])", "rows of the same day are left out between two pages", _LISTS + " -k pages",
        ),
        "cursor_repeats_rows": Fault(
            "vitreem/records/lists.py", "conditions.append(key < last if order.descending else key > last)", "conditions.append(key <= last if order.descending else key >= last)",
            "rows stand on two pages", _LISTS + " -k pages",
        ),
        "people_who_left_are_colleagues": Fault(
            "vitreem/identity/people.py", "Membership.ended_at.is_(None), Person.ended_at.is_(None))", "Membership.ended_at.is_(None))",
            "work is handed to who has left", _LISTS + " -k colleagues",
        ),
    }  # fmt: skip


def _policies() -> dict[str, Fault]:
    first, rights = "migrations/versions/2026_11_23_first_tables.py", "migrations/versions/2026_11_26_rights.py"
    return {
        "credential_policy_widened": Fault(
            first,
            "CREATE POLICY own ON app.credential FOR ALL TO vte_app\n  USING (account_id = (SELECT app.account_id()))",
            "CREATE POLICY own ON app.credential FOR ALL TO vte_app\n  USING (true)",
            "every request reads every password hash", _POLICIES, migrates=True,
        ),
        "session_owner_not_forced": Fault(
            first, "ALTER TABLE app.session FORCE ROW LEVEL SECURITY;\n", "", "the owner's code sees every session",
            _POLICIES, migrates=True,
        ),
        "links_can_be_removed": Fault(
            first, "GRANT SELECT, INSERT, UPDATE ON app.password_reset TO vte_app;",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON app.password_reset TO vte_app;", "links vanish without a trace",
            _POLICIES, migrates=True,
        ),
        "trail_can_be_rewritten": Fault(
            first, 'op.enable_tenant("audit_event", "SELECT, INSERT")', 'op.enable_tenant("audit_event", "SELECT, INSERT, UPDATE")',
            "the audit trail can be changed", _POLICIES, migrates=True,
        ),
        "tenant_check_dropped": Fault(
            "vitreem/kernel/db/tenancy.py", " WITH CHECK (ward_id = (SELECT app.ward_id()))\",\n        f\"CREATE POLICY base",
            " WITH CHECK (true)\",\n        f\"CREATE POLICY base", "rows are written into other wards", _POLICIES, migrates=True,
        ),
        "approvals_not_forced": Fault(
            rights, '    "ALTER TABLE app.approval FORCE ROW LEVEL SECURITY",\n', "", "the owner's code sees every ward's approvals",
            _POLICIES, migrates=True,
        ),
        "functions_for_everybody": Fault(
            first, '    op.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")\n', "",
            "any role of the server may call what sees everything", _POLICIES, migrates=True,
        ),
    }  # fmt: skip


def _verbs() -> dict[str, Fault]:
    return {
        "report_ignores_the_version": Fault(
            "vitreem/communications/service.py", "require(ctx, event, CommunicationVerb.REPORT, version))",
            "require(ctx, event, CommunicationVerb.REPORT))", "an event is handed in as nobody has read it",
            _IF_MATCH + " -k report_communication",
        ),
        "accept_ignores_the_version": Fault(
            "vitreem/assignments/service.py", "await require(ctx, assignment, AssignmentVerb.ACCEPT, version)",
            "await require(ctx, assignment, AssignmentVerb.ACCEPT)", "a result is accepted as nobody has read it",
            _IF_MATCH + " -k accept_assignment",
        ),
        "cancel_ignores_the_version": Fault(
            "vitreem/activities/service.py", "_require(ctx, activity, ActivityVerb.CANCEL, version)",
            "_require(ctx, activity, ActivityVerb.CANCEL)", "an activity is called off unseen", _IF_MATCH + " -k cancel",
        ),
        "approve_ignores_the_version": Fault(
            "vitreem/broadcasting/service.py", "to = _require(ctx, script, ScriptVerb.APPROVE, version)",
            "to = _require(ctx, script, ScriptVerb.APPROVE)", "a text is approved that nobody has read", _IF_MATCH + " -k approve",
        ),
        "missing_version_is_the_first": Fault(
            "vitreem/kernel/http/etags.py", "        raise VersionRequired()", "        return 1",
            "changes without a version overwrite", _IF_MATCH,
        ),
        "malformed_version_is_the_first": Fault(
            "vitreem/kernel/http/etags.py", "    if not found:\n        raise Stale()", "    if not found:\n        return 1",
            "any If-Match will do", _IF_MATCH,
        ),
        "own_script_approved": Fault(
            "vitreem/broadcasting/service.py", "    if wrote(ctx, await queries.current(ctx, script)):", "    if False:",
            "people approve what they wrote", "tests/broadcasting/test_scripts.py",
        ),
        "reported_activity_changes": Fault(
            "vitreem/records/lifecycle.py", "        if blocked or not step.works(record.state, rights):", "        if blocked:",
            "what was handed in changes unseen", "tests/activities",
        ),
        "closed_plan_goes_on": Fault(
            "vitreem/assignments/rules.py", "    if plan_closed and verb is not AssignmentVerb.ACCEPT:", "    if False:",
            "units hand in after the plan was closed", "tests/plans/test_publication.py -k Closed",
        ),
        "no_reason_for_corrections": Fault(
            "vitreem/records/corrections.py", "    if len(told) < MIN_NOTE:", "    if False:",
            "the ward corrects a unit's record without saying why", "tests/activities tests/communications",
        ),
        "children_shown_without_consent": Fault(
            "vitreem/communications/rules.py", "if kind == CommunicationKind.ONLINE_POST and state in COUNTED and missing:",
            "if False:", "pictures of children are public without consent", "tests/communications",
        ),
        "checklist_not_asked": Fault(
            "vitreem/activities/rules.py", "if outside_school and (missing := missing_from(checklist)):", "if (missing := []):",
            "children go out without the forms of Thông tư 27", "tests/activities",
        ),
        "result_without_evidence": Fault(
            "vitreem/assignments/rules.py", "    if kind not in _NEEDS_PROOF or set(evidence_kinds)", "    if True or set(evidence_kinds)",
            "results without proof", "tests/assignments/test_life.py",
        ),
        "planned_record_proves": Fault(
            "vitreem/activities/facts.py", "        proves=counted,", "        proves=True,",
            "what is only planned proves the work", "tests/activities tests/assignments",
        ),
    }  # fmt: skip


def _ids() -> dict[str, Fault]:
    return {
        "series_of_no_task": Fault(
            "vitreem/activities/service.py", "    if body.task_id and not given:", "    if False:",
            "a series for an unknown task proves nothing and says nothing", _CHILDREN + " -k plan_activity_series",
        ),
        "activity_of_another_unit": Fault(
            "vitreem/records/units.py", "    if unit_id not in ctx.unit_ids and not", "    if False and not",
            "a unit writes for another one", _CHILDREN + " -k create_activity",
        ),
        "withdrawn_message_carried": Fault(
            "vitreem/plans/facts.py",
            "            PlanMessage.id.in_(ids), PlanMessage.withdrawn_at.is_(None), PlanMessage.plan_id.in_(published)",
            "            PlanMessage.id.in_(ids), PlanMessage.plan_id.in_(published)", "messages that a plan dropped are carried",
            _CHILDREN + " -k message_ids",
        ),
        "script_of_another_unit": Fault(
            "vitreem/communications/service.py", "    if script_id and await queries.seen_script(ctx, script_id) is None:", "    if False:",
            "an event names a script that its unit may not open", _CHILDREN + " -k script_id",
        ),
        "colleague_of_another_unit": Fault(
            "vitreem/assignments/service.py", "    if person_id not in names:", "    if False:",
            "work is handed to another unit's people", _CHILDREN + " -k hand_over",
        ),
        "file_of_another_record": Fault(
            "vitreem/records/files.py", "if row is None or row.record_id != record_id or row.removed_at is not None:",
            "if row is None or row.removed_at is not None:", "a file opens under any record", _CHILDREN + " -k own_record",
        ),
        "evidence_of_another_assignment": Fault(
            "vitreem/assignments/evidence.py", "if row is None or row.assignment_id != assignment.id or row.removed_at is not None:",
            "if row is None or row.removed_at is not None:", "evidence opens under any assignment", _CHILDREN + " -k own_record",
        ),
        "role_of_another_person": Fault(
            "vitreem/identity/memberships.py",
            "if membership is None or membership.person_id != person.id or membership.ended_at is not None:",
            "if membership is None or membership.ended_at is not None:", "a role is taken from somebody else",
            _CHILDREN + " -k own_record",
        ),
        "comparison_with_another_plan": Fault(
            "vitreem/plans/comparison.py", "    if stored.plan_id != plan.id:", "    if False:",
            "lines of another plan's file come into this one", _CHILDREN + " -k own_record",
        ),
    }  # fmt: skip


def _files() -> dict[str, Fault]:
    return {
        "transfer_of_anybody": Fault(
            "vitreem/kernel/files/resumable_uploads.py",
            "FileTransfer.ward_id == ctx.ward_id, FileTransfer.id == transfer_id, FileTransfer.account_id == ctx.account_id",
            "FileTransfer.ward_id == ctx.ward_id, FileTransfer.id == transfer_id", "a colleague takes a file on its way",
            f"{_ACCESS} -k upload",
        ),
        "half_a_file_is_taken": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "if transfer is not None and transfer.received != transfer.size:", "if False:",
            "half a file is kept as a whole", "tests/assignments/test_life.py",
        ),
        "part_without_bounds": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "                if len(data) > min(room, PART_BYTES):", "                if False:",
            "one request fills the memory", _BOUNDS + " -k part",
        ),
        "gap_in_a_file": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "    if offset != transfer.received:", "    if offset < 0:",
            "parts with gaps between them", "tests/guards/test_parallel.py tests/activities -k part or way",
        ),
        "too_many_pixels": Fault(
            "vitreem/kernel/files/pictures.py", "if opened.width * opened.height > MAX_PIXELS:", "if False:",
            "a small file fills the memory", "tests/kernel/test_pictures.py",
        ),
        "lost_file_read_on": Fault(
            "vitreem/kernel/files/store.py", "        except FileNotFoundError:\n            raise FileGone() from None",
            "        except FileExistsError:\n            raise FileGone() from None", "a lost file is an error of ours",
            "tests/kernel/test_files_gone.py",
        ),
        "file_taken_in_the_meantime": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "            if await _find_own(ctx, transfer.id) is not None:\n                raise",
            "            raise", "a photo that was kept is answered as gone", "tests/kernel/test_files_gone.py",
        ),
    }  # fmt: skip


def _door() -> dict[str, Fault]:
    return {
        "failures_not_counted": Fault(
            "vitreem/identity/throttle.py", "row.failures, row.last_failed_at = row.failures + 1, now",
            "row.last_failed_at = now", "passwords are guessed at full speed", "tests/identity/test_sign_in.py",
        ),
        "head_is_unknown": Fault(
            "vitreem/kernel/http/middleware.py", '            scope = {**scope, "method": "GET"}', "            pass",
            "a link checker is told that nothing is there", _ACCESS + " -k head_says",
        ),
        "page_says_patience_before_it_runs": Fault(
            "vitreem/kernel/http/middleware.py", " and self._running and not", " and not",
            "a refusal breaks the connection", "tests/identity/test_sign_in.py -k another_site",
        ),
        "later_count_refuses": Fault(
            "vitreem/identity/throttle.py", "max(timedelta(), now - row.last_failed_at)", "now - row.last_failed_at",
            "who signs in at the moment of somebody else is told to wait", "tests/identity/test_sign_in.py",
        ),
        "clock_runs_in_a_transaction": Fault(
            "vitreem/kernel/request/transactions.py", "clock = state.clock.stopped()", "clock = state.clock",
            "one request reads two days at midnight", "tests/identity/test_sign_in.py",
        ),
        "browser_of_anybody_is_known": Fault(
            "vitreem/identity/throttle.py", "f\"browser {account_id} {name}\"", "f\"browser {name}\"",
            "a cookie of one's own account lets one guess at another's", "tests/identity/test_sign_in.py",
        ),
        "made_again_gives_a_link": Fault(
            "vitreem/identity/resets.py",
            "    if person.ended_at or person.id in waiting or (await _secured(ctx, account)).has_password:", "    if False:",
            "a key that was kept opens an account that has become mightier", "tests/identity/test_resets.py",
        ),
        "password_survives_the_role": Fault(
            "vitreem/identity/approvals.py", "        ended = newly and await _forget_password(ctx, account)",
            "        ended = False", "a password that the proposer set sees cases", "tests/identity/test_resets.py",
        ),
        "deputy_without_a_second": Fault(
            "migrations/versions/2026_11_27_second_person.py", "AND x.role = m.role AND x.confirmed", "AND false",
            "who asks for a deputy opens the deputy's account", "tests/identity/test_resets.py", migrates=True,
        ),
        "proposals_of_who_has_left": Fault(
            "vitreem/identity/approvals.py", "(Approval.person_id == person.id) | (Approval.proposed_by == person.account_id)",
            "Approval.person_id == person.id", "what somebody asked for who has left is confirmed",
            "tests/identity/test_second_person.py",
        ),
        "host_before_the_browser": Fault(
            "vitreem/kernel/http/middleware.py", "return None if said in (b\"same-origin\", b\"none\") else CrossSite()", "pass",
            "nobody signs in behind a proxy that writes its own Host", "tests/identity/test_sign_in.py",
        ),
        "nobody_waits": Fault(
            "vitreem/identity/throttle.py", "    if wait > 0:", "    if False:", "guessing is never slowed",
            "tests/identity/test_sign_in.py",
        ),
        "parallel_guesses_count_once": Fault(
            "vitreem/identity/throttle.py", "        .with_for_update()\n", "", "of guesses that come together all are looked at",
            _PARALLEL + " -k failure",
        ),
        "code_good_twice": Fault(
            "vitreem/identity/sessions.py", "update(table).where(mine, table.c.totp_last_step < step)",
            "update(table).where(mine)", "a code that somebody looked at works again",
            f"{_PARALLEL} tests/identity/test_sign_in.py -k code",
        ),
        "recovery_code_good_twice": Fault(
            "vitreem/identity/sessions.py", "SET recovery_hashes = array_remove(recovery_hashes, :used)",
            "SET recovery_hashes = array_append(recovery_hashes, :used)", "a recovery code works again",
            f"{_PARALLEL} tests/identity/test_sign_in.py -k code",
        ),
        "link_good_twice": Fault(
            "vitreem/identity/links.py",
            "        if done.rowcount != 1:\n            raise ResetGone()", "        if False:\n            raise ResetGone()",
            "two people set a password by one link", _PARALLEL + " -k redeem",
        ),
        "older_links_go_on": Fault(
            "vitreem/identity/links.py", "    await sessions.void_links(ctx, account.id)\n    token, now", "    token, now",
            "a link that was lost works beside the new one", "tests/identity/test_resets.py",
        ),
        "links_made_at_once": Fault(
            "vitreem/identity/links.py",
            "    await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, func.hashtext(str(account.id)))))\n", "",
            "two links work that were made at the same moment", _PARALLEL + " -k links",
        ),
        "shared_account_taken": Fault(
            "vitreem/identity/resets.py", "    if not ours.scalar_one():", "    if False:",
            "one ward takes over an account that works elsewhere too", f"tests/identity/test_resets.py {_PEOPLE}",
        ),
        "leads_link_by_an_officer": Fault(
            "vitreem/identity/resets.py",
            "    needed = authority.require(\n        ctx.roles, await memberships.held(ctx, person), verb, own=person.account_id == ctx.account_id\n    )",
            "    needed = Answer.ALONE", "an officer makes a link for the ward's lead", f"tests/identity/test_resets.py {_PEOPLE}",
        ),
        "one_person_is_two": Fault(
            "vitreem/identity/approvals.py", "    if decision not in _actions(ctx, approval):", "    if False:",
            "who asks for it also agrees", "tests/identity/test_second_person.py",
        ),
        "sessions_outlive_the_password": Fault(
            "vitreem/identity/sessions.py", "        await revoke_others(ctx, account.id, ctx.session_id)\n", "",
            "a thief stays signed in after the password was changed", "tests/identity/test_sign_in.py",
        ),
    }  # fmt: skip


def _content() -> dict[str, Fault]:
    """Files that do something where they are opened, and files that cost more than they weigh."""
    return {
        "fields_without_bounds": Fault(
            "vitreem/kernel/files/office/fields.py", "        if len(self._open) >= MAX_DEPTH:", "        if False:",
            "a small document fills a worker's memory", f"{_OFFICE}/test_work.py {_OFFICE}/test_hostile.py -k field",
        ),
        "instruction_without_bounds": Fault(
            "vitreem/kernel/files/office/fields.py", "        if self.length > MAX_LENGTH:", "        if False:",
            "an instruction grows with every text behind it", f"{_OFFICE}/test_work.py {_OFFICE}/test_hostile.py -k field or instruction",
        ),
        "texts_within_texts": Fault(
            "vitreem/kernel/files/office/editing.py", "        if self._heard is not None:\n            raise BrokenFile()", "        if False:\n            raise BrokenFile()",
            "texts in texts are read in ways that nobody looked at", f"{_OFFICE}/test_work.py",
        ),
        "parsed_part_stays": Fault(
            "vitreem/kernel/files/office/editing.py", "            self._let_go()\n", "            pass\n",
            "each part stays in memory until the collector comes by", f"{_OFFICE}/test_work.py -k nothing_is_left",
        ),
        "charts_read_for_each_workbook": Fault(
            "vitreem/kernel/files/office/cleaning.py", "    @cached_property\n", "    @property\n",
            "many charts with many workbooks take a worker's whole time", f"{_OFFICE}/test_work.py -k charts",
        ),
        "keyword_ends_at_a_blank": Fault(
            "vitreem/kernel/files/office/instructions.py", '_KEYWORD = re.compile(r"[A-Za-z]*")', '_KEYWORD = re.compile(r"\\S*")',
            "a picture of the web in a field without a blank", f"{_OFFICE}/test_hostile.py -k blank",
        ),
        "unseen_letters_hide_a_field": Fault(
            "vitreem/kernel/files/office/instructions.py", "_KEYWORD.match(seen(instruction).lstrip())", "_KEYWORD.match(instruction.lstrip())",
            "a text of the web behind a letter that nobody sees", f"{_OFFICE}/test_hostile.py -k unseen",
        ),
        "unknown_fields_stay": Fault(
            "vitreem/kernel/files/office/instructions.py", '    if computed or first not in ("HYPERLINK", "MACROBUTTON"):\n        return SHOWN',
            '    if first not in ("HYPERLINK", "MACROBUTTON"):\n        return None', "next year's field fetches what it likes",
            f"{_OFFICE}/test_honest.py -k nobody_here_knows",
        ),
        "link_with_two_addresses": Fault(
            "vitreem/kernel/files/office/instructions.py", "link = _LINK.fullmatch(text)", "link = _LINK.match(text)",
            "a second address in a link's field leads to another machine", f"{_OFFICE}/test_honest.py -k lead_elsewhere",
        ),
        "field_for_another_program": Fault(
            "vitreem/kernel/files/office/fields.py", "            one.has_choices = one.has_choices or not one.in_result", "            pass",
            "one program reads a page number, another a picture of the web", f"{_OFFICE}/test_honest.py -k another_program",
        ),
        "unknown_functions_stay": Fault(
            "vitreem/kernel/files/office/formulas.py", "    return name not in COMPUTING and not name.startswith(_OWN)", "    return False",
            "an add-in's function runs where the sheet is opened", f"{_OFFICE}/test_honest.py -k formulas",
        ),
        "fetching_functions_stay": Fault(
            "vitreem/kernel/files/office/formulas.py", "    if name in FETCHING:", "    if False:",
            "who opens the sheet is told to a stranger", f"{_OFFICE}/test_hostile.py -k WEBSERVICE or IMPORT",
        ),
        "computed_address_stays": Fault(
            "vitreem/kernel/files/office/formulas.py",
            "        return link is None or not (is_web(link[1]) or is_place_inside(link[1]))",
            "        return link is not None and not (is_web(link[1]) or is_place_inside(link[1]))",
            "a link whose address is worked out opens a program", f"{_OFFICE}/test_honest.py -k formulas",
        ),
        "path_as_a_sheet": Fault(
            "vitreem/kernel/files/office/formulas.py", '        return bool(_OF_PATHS.search(piece["quoted"]))', "        return False",
            "a sheet asks another machine for a name", f"{_OFFICE}/test_honest.py -k formulas or workbook",
        ),
        "pdf_acts_when_opened": Fault(
            "vitreem/kernel/files/pdf_rules.py", '            if self._kind(action) not in (None, "GoTo"):', "            if False:",
            "a PDF file opens a page of the web by itself", _PDF,
        ),
        "pdf_with_films": Fault(
            "vitreem/kernel/files/pdf_rules.py", '        if "Rect" in one and isinstance(kind, Name) and kind not in _ANNOTATIONS:', "        if False:",
            "a PDF file plays what lies elsewhere", _PDF,
        ),
        "pdf_prints_by_a_click": Fault(
            "vitreem/kernel/files/pdf_rules.py", '            if kind is not None and kind != "URI" and kind not in _BY_CLICK:', "            if False:",
            "a link in a PDF file is a command", _PDF,
        ),
        "pdf_of_several_files": Fault(
            "vitreem/kernel/files/pdf_rules.py", '        if "F" in stream.head:', "        if False:",
            "a PDF file reads another machine's disk", _PDF,
        ),
        "pdf_links_to_disks": Fault(
            "vitreem/kernel/files/pdf_rules.py", "                self._found.links.append(text)", "                pass",
            "a link in a PDF file starts a program", _PDF,
        ),
        "pdf_with_hidden_objects": Fault(
            "vitreem/kernel/files/pdf_files.py", "    kept, surplus = _without_tail(data), _surplus(data)", "    kept, surplus = _without_tail(data), None",
            "scripts that nothing leads to come through", _PDF,
        ),
        "pdf_with_a_tail": Fault(
            "vitreem/kernel/files/pdf_files.py", "    return data if not data[ends[-1] :].strip(_BLANKS) else", "    return data if True else",
            "another kind of file hides behind the end", _PDF,
        ),
        "pdf_with_the_place": Fault(
            "vitreem/kernel/files/pdf_files.py", "    placed = [stream for stream in found.metadata if", "    placed = [stream for stream in [] if",
            "where a photo was taken stands in the file", _PDF,
        ),
        "name_with_folders": Fault(
            "vitreem/kernel/files/names.py", '_FOLDERS.sub("", squeeze(said))', "squeeze(said)",
            "a download lands in a folder that its sender chose", "tests/kernel/test_names.py",
        ),
        "name_given_out_unquoted": Fault(
            "vitreem/kernel/files/downloads.py", "disposition(place, name)", "f\"{place}; filename*=UTF-8''{name}\"",
            "a name becomes a part of the reply's head", "tests/kernel/test_names.py",
        ),
    }  # fmt: skip


def _workers() -> dict[str, Fault]:
    return {
        "worker_without_bounds": Fault(
            "vitreem/kernel/request/worker_process.py", "    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))\n", "",
            "one file takes the machine's memory", _WORKERS,
        ),
        "full_worker_goes_on": Fault(
            "vitreem/kernel/request/worker_process.py", "        except (MemoryError, CancelledError):", "        except CancelledError:",
            "who comes next is refused for the memory of who came before", _WORKERS,
        ),
        "large_worker_goes_on": Fault(
            "vitreem/kernel/request/worker_process.py", "_resting_bytes(self._pid) > RESTING_BYTES:", "_resting_bytes(self._pid) < 0:",
            "what a file left behind stays for good", _WORKERS,
        ),
        "worker_outlives_the_server": Fault(
            "vitreem/kernel/request/worker_process.py", "        server.join()\n        os._exit(1)", "        server.join()",
            "workers of a killed server stay", _WORKERS,
        ),
        "late_task_goes_on": Fault(
            "vitreem/kernel/request/worker_process.py", "                os.kill(self._pid, signal.SIGKILL)", "                pass",
            "a task that was given up keeps a processor busy", _WORKERS,
        ),
        "one_set_of_workers": Fault(
            "vitreem/kernel/request/workers.py", "        self._idle: list[WorkerProcess] = []", '        self._idle: list[WorkerProcess] = globals().setdefault("shared", [])',
            "a document fills the process that looks at passwords", _WORKERS,
        ),
        "password_wrong_without_memory": Fault(
            "vitreem/identity/passwords.py", "    except VerificationError:\n", "    except VerificationError:\n        return False\n",
            "a right password is called wrong, and counted, while memory is short", "tests/identity/test_passwords.py",
        ),
        "hash_error_of_ours": Fault(
            "vitreem/identity/passwords.py", "    except HashingError:\n        raise MemoryError from None", "    except HashingError:\n        raise",
            "a new password ends in an error of ours while memory is short", "tests/identity/test_passwords.py",
        ),
    }  # fmt: skip


def _late() -> dict[str, Fault]:
    return {
        "last_day_is_late": Fault(
            "vitreem/kernel/deadlines/plan_days.py", "return today > last_day_on", "return today >= last_day_on",
            "a result of the last day is late", "tests/assignments/test_life.py",
        ),
        "day_counts_the_other_way": Fault(
            "vitreem/kernel/deadlines/plan_days.py", "return before if day_counts else before", "return before if not day_counts else before",
            "«trước ngày» is a day off", "tests/plans/test_publication.py -k Days",
        ),
        "last_day_is_overdue_in_lists": Fault(
            "vitreem/assignments/queries.py", "return (_a.last_day_on < today)", "return (_a.last_day_on <= today)",
            "a list says overdue on the last day", f"{_LISTS} tests/assignments",
        ),
        "accepted_work_is_overdue": Fault(
            "vitreem/assignments/queries.py", "FINISHED = (AssignmentState.SUBMITTED, AssignmentState.ACCEPTED)",
            "FINISHED = (AssignmentState.ACCEPTED,)", "what waits for the ward is held against the unit",
            _LISTS + " -k dashboard",
        ),
    }  # fmt: skip


def _clocks() -> dict[str, Fault]:
    return {
        "start_day_is_counted": Fault(
            "vitreem/kernel/deadlines/calendar.py", "            day += timedelta(days=1)\n            n -= self.is_working(day)",
            "            n -= self.is_working(day)\n            day += timedelta(days=1)",
            "the day of the event counts as a working day", "tests/deadlines/test_counting.py",
        ),
        "holiday_is_worked_on": Fault(
            "vitreem/kernel/deadlines/calendar.py", " and day not in self.days_off)", ")",
            "Tết is a working day", "tests/deadlines/test_counting.py",
        ),
        "unknown_year_has_no_holidays": Fault(
            "vitreem/kernel/deadlines/calendar.py", "        if day.year not in self.years:", "        if not self.years:",
            "a year that nobody filled is counted as one without holidays", "tests/deadlines/test_counting.py",
        ),
        "hours_of_the_server_s_zone": Fault(
            "vitreem/kernel/deadlines/rules.py", "return starts_at.astimezone(UTC) + timedelta(hours=rule.amount)", "return starts_at + timedelta(hours=rule.amount)",
            "twelve hours are eleven where the server's clocks change", "tests/deadlines/test_counting.py",
        ),
        "ward_gives_itself_longer": Fault(
            "vitreem/kernel/deadlines/rule_routes.py", "body.amount > rule.amount", "body.amount > 1000",
            "a ward sets more time than the law", "tests/deadlines/test_pages.py",
        ),
        "longer_row_counts": Fault(
            "vitreem/kernel/deadlines/terms.py", "min(rule[\"amount\"], self.shorter.get(str(ward_deadline_id), rule[\"amount\"]))", "self.shorter.get(str(ward_deadline_id), rule[\"amount\"])",
            "a row that says longer lengthens the law's time", "tests/deadlines/test_rules.py",
        ),
        "notices_are_everybody_s": Fault(
            "migrations/versions/2026_12_03_deadlines_and_notices.py", "  USING (person_id IN (SELECT p.id FROM app.person p\n         WHERE", "  USING (EXISTS (SELECT p.id FROM app.person p\n         WHERE",
            "a notice is read and marked by others", "tests/notices", migrates=True,
        ),
        "notice_outlives_its_cause": Fault(
            "vitreem/assignments/notices.py", "ALL - _IN_FORCE[AssignmentState(assignment.state)]", "[]",
            "a task that was taken is told as new", "tests/assignments/test_notices.py",
        ),
        "sweep_sees_every_ward": Fault(
            "vitreem/kernel/jobs/sweeps.py", "async with of_ward(state, ward_id) as ctx:", "async with of_ward(state, 1) as ctx:",
            "one ward is looked at for all", "tests/jobs/test_sweeps.py",
        ),
    }  # fmt: skip


def _sheets() -> dict[str, Fault]:
    return {
        "sheet_for_another_unit": Fault(
            "vitreem/activities/sheets.py", "    units.require_own(ctx, body.unit_id, \"activity\")", "    pass",
            "a unit imports records for another", "tests/activities/test_sheets.py",
        ),
        "sheet_changes_anothers_record": Fault(
            "vitreem/communications/sheets.py", "        if not (held := queries.rights(ctx, event)):", "        if not (held := frozenset({\"correct\"})):",
            "a unit's sheet changes another's record", "tests/communications/test_sheets.py",
        ),
        # That a sheet with faults is written is stopped twice over: what the first lets through, the second undoes.
        "sheet_with_faults_is_told_as_done": Fault(
            "vitreem/records/sheet_jobs.py", "            if done.hindered:", "            if False:",
            "an import that wrote nothing is told as done, and the trail tells of one that wasn't",
            "tests/activities/test_sheets.py tests/communications/test_sheets.py",
        ),
        "trial_writes": Fault(
            "vitreem/records/sheet_routes.py", "            return await sheet.take(ctx, reading, dry_run=True)",
            "            return await sheet.take(ctx, reading, dry_run=False)", "a trial run changes records",
            "tests/activities/test_sheets.py tests/communications/test_sheets.py",
        ),
        "far_cell_read": Fault(
            "vitreem/kernel/files/excel.py", "                    _require_near_corner(archive, entry)", "                    pass",
            "one cell far away fills the memory", "tests/kernel/test_excel.py",
        ),
        "formula_in_an_export": Fault(
            "vitreem/kernel/files/excel.py", "                sheet.write_string(count, index, str(value)[:32_000], cell)",
            "                sheet.write(count, index, str(value)[:32_000], cell)\n                book.strings_to_formulas = True\n                sheet.strings_to_formulas = True",
            "a cell becomes a formula on the reader's machine", "tests/activities tests/identity/test_sign_in.py -k text or formula",
        ),
    }  # fmt: skip


def _once() -> dict[str, Fault]:
    return {
        "other_body_under_the_key": Fault(
            "vitreem/kernel/request/idempotency.py", "if row.request_hash != self.request_hash or row.object_id is None:",
            "if row.object_id is None:", "another request gets the reply of the first", "tests/assignments tests/activities",
        ),
        "key_not_asked": Fault(
            "vitreem/kernel/request/idempotency.py", "            raise KeyRequired()", "            return await effect()",
            "a double click makes two", "tests/assignments tests/activities tests/communications",
        ),
        "key_has_no_effect": Fault(
            "vitreem/kernel/request/idempotency.py", "        if claimed.rowcount == 0:", "        if False:",
            "a request that comes again makes another", _PARALLEL + " -k key_answers",
        ),
        "other_file_under_the_key": Fault(
            "vitreem/kernel/request/idempotency.py",
            "return Once(self.key, hashlib.sha256(self.request_hash + hashlib.sha256(data).digest()).digest())", "return self",
            "another sheet gets the reply of the first", "tests/activities/test_sheets.py tests/communications/test_sheets.py",
        ),
    }  # fmt: skip


def _lanes() -> dict[str, Fault]:
    return {
        "one_lane_takes_all": Fault(
            "vitreem/kernel/request/lanes.py", "if self._free and self._busy[lane] < self.per_lane and lane not in self._queues:",
            "if self._free and lane not in self._queues:", "one ward takes every worker", "tests/kernel/test_lanes.py",
        ),
        "queue_without_end": Fault(
            "vitreem/kernel/request/lanes.py", "        if len(queue) >= self.waiting:", "        if False:",
            "a queue grows until the memory is full", "tests/kernel/test_lanes.py",
        ),
        "lost_place": Fault(
            "vitreem/kernel/request/lanes.py", "            if turn.cancelled():\n                self._forget(lane, turn)\n            else:",
            "            if turn.cancelled():\n                pass\n            else:", "who gives up stays in the queue",
            "tests/kernel/test_lanes.py",
        ),
        "waiting_while_open": Fault(
            "vitreem/kernel/holding.py", "    if _open.get():", "    if False:", "somebody slow holds a connection",
            "tests/kernel tests/test_one_connection.py",
        ),
        "transaction_counts_as_open_for_ever": Fault(
            "vitreem/kernel/request/transactions.py", "    holding.closed()\n    for follow in ctx.after:", "    for follow in ctx.after:",
            "the next transaction of a request is refused", "tests/identity/test_sign_in.py",
        ),
        "body_without_bounds": Fault(
            "vitreem/kernel/http/middleware.py", "        if seen > limit:", "        if False:", "a body without end", _BOUNDS + " -k Bodies",
        ),
        "announced_length_not_read": Fault(
            "vitreem/kernel/http/middleware.py", "if len(announced) > 12 or (announced.isdigit() and int(announced) > limit):", "if False:",
            "a body that says it is too large is read", _BOUNDS + " -k Bodies",
        ),
    }  # fmt: skip


def _locks() -> dict[str, Fault]:
    return {
        "part_counted_without_a_lock": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "transfer = await _own(ctx, upload_id, lock=True)",
            "transfer = await _own(ctx, upload_id, lock=False)", "a byte counts twice", _PARALLEL + " -k part or byte",
        ),
        "file_taken_twice": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "if self.kept is None or ended.rowcount != 1:", "if self.kept is None:",
            "one file that was sent is kept twice", _PARALLEL + " -k taken_once",
        ),
        "slot_told_twice": Fault(
            "vitreem/broadcasting/queries.py", "visible_slots(ctx).where(BroadcastSlot.id == slot_id).with_for_update()",
            "visible_slots(ctx).where(BroadcastSlot.id == slot_id)", "one broadcast counts twice", _PARALLEL + " -k slot_played",
        ),
        "role_taken_twice": Fault(
            "vitreem/identity/memberships.py", "(ctx.ward_id, membership_id), with_for_update=True)", "(ctx.ward_id, membership_id))",
            "the trail tells of one thing twice", _PARALLEL + " -k take_role",
        ),
        "address_revoked_twice": Fault(
            "vitreem/activities/feeds.py", "(ctx.ward_id, feed_id), with_for_update=True)", "(ctx.ward_id, feed_id))",
            "the trail tells of one thing twice", _PARALLEL + " -k revoke_calendar_feed",
        ),
        "period_copied_twice": Fault(
            "vitreem/activities/copying.py", "        await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))",
            "        pass", "last year's month is planned twice", _PARALLEL + " -k copy_activity_period",
        ),
        "draft_discarded_twice": Fault(
            "vitreem/plans/drafting.py", "    if discarded.rowcount != 1:", "    if False:", "the trail tells of one thing twice",
            _PARALLEL + " -k thrown_away",
        ),
        "event_file_removed_twice": Fault(
            "vitreem/communications/queries.py", "    if lock:\n        statement = statement.with_for_update()", "    if False:\n        pass",
            "the trail tells of one thing twice", _PARALLEL + " -k remove_communication_file",
        ),
        "notes_get_in_each_others_way": Fault(
            "vitreem/assignments/queries.py", "    if lock:\n        statement = statement.with_for_update()", "    if False:\n        pass",
            "a note is refused because a colleague wrote one", _PARALLEL + " -k succeed",
        ),
        "approval_decided_twice": Fault(
            "vitreem/identity/approvals.py", ".where(Approval.id == approval_id).with_for_update(of=Approval)",
            ".where(Approval.id == approval_id)", "one approval is confirmed and counted twice", _PARALLEL + " -k approval",
        ),
        "update_without_its_version": Fault(
            "vitreem/kernel/db/tables.py", 'return {"version_id_col": cls.__table__.c.version, "version_id_generator": False}',
            "return {}", "of two changes at once one is lost", "tests/guards/test_versions.py",
        ),
    }  # fmt: skip


def _trail() -> dict[str, Fault]:
    return {
        "assignments_without_a_trail": Fault(
            "vitreem/assignments/service.py",
            '    ctx.record(kind, "assignment", assignment.id, name=assignment.label, **facts)', "    pass",
            "what was done to an assignment isn't told", "tests/assignments",
        ),
        "exports_without_a_trail": Fault(
            "vitreem/records/exports.py",
            '        ctx.record(told, "ward", ward_object(ctx.ward_id), rows=rows, **facts)', "        pass",
            "who took a list away isn't told", "tests/identity/test_trail.py",
        ),
        "reads_in_the_history": Fault(
            "vitreem/kernel/request/audit_routes.py", '.where(col(AuditEvent.kind).not_like("%\\\\_viewed"))', "",
            "everybody reads who looked at a record", "tests/identity/test_trail.py",
        ),
        "version_stays": Fault(
            "vitreem/activities/service.py", "    activity.version += 1\n    ctx.record(what, KIND", "    ctx.record(what, KIND",
            "a change is overwritten unseen", _IF_MATCH + " -k activity",
        ),
        "foreign_lines_published": Fault(
            "vitreem/plans/publication.py", "    await drafting.require_own_lines(ctx, plan, content)\n", "",
            "a line of another plan moves into this one", "tests/plans/test_publication.py -k Lines",
        ),
        "foreign_lines_saved": Fault(
            "vitreem/plans/drafting.py", "    await require_own_lines(ctx, plan, content)\n", "",
            "a draft takes lines of another plan", _CHILDREN + " -k save_plan_draft",
        ),
        "results_dropped_by_an_amendment": Fault(
            "vitreem/assignments/facts.py", "            if assignment.id in busy:", "            if False:",
            "an amendment throws results away", "tests/plans/test_publication.py -k Amend",
        ),
        "stale_draft_published": Fault(
            "vitreem/plans/publication.py", "    require_version(revision.version, draft_version)\n", "",
            "what a colleague saved goes out unseen", "tests/plans/test_publication.py",
        ),
        "blockers_ignored": Fault(
            "vitreem/plans/publication.py", "    if found:\n        raise PlanNotReady(", "    if False:\n        raise PlanNotReady(",
            "a plan goes out with work for nobody", "tests/plans/test_publication.py",
        ),
    }  # fmt: skip


def _quotas() -> dict[str, Fault]:
    return {
        "parked_without_bounds": Fault(
            "vitreem/kernel/files/resumable_uploads.py",
            "    if count >= OPEN_AT_ONCE or own + size > OPEN_BYTES or parked + size > OPEN_BYTES_OF_WARD:", "    if False:",
            "one person fills the disk with files on their way", _BOUNDS + " -k Transfers",
        ),
        "ward_without_quota": Fault(
            "vitreem/kernel/files/resumable_uploads.py", "    if stored + parked + size > ctx.settings.ward_quota_mb * 1024 * 1024:", "    if False:",
            "one ward fills the disk of all", _BOUNDS + " -k quota",
        ),
        "disk_without_reserve": Fault(
            "vitreem/kernel/files/store.py", "if shutil.disk_usage(self.root).free - size < self.reserve:", "if False:",
            "files take the last of the disk from the database", _BOUNDS + " -k quota",
        ),
        "record_without_bounds": Fault(
            "vitreem/records/files.py", ">= MAX_PER_RECORD:", ">= 10**9:", "a record takes files without end",
            "tests/activities -k as_many_files",
        ),
        "same_photo_kept_twice": Fault(
            "vitreem/records/files.py", "    if (known := there.scalar_one_or_none()) is not None:", "    if (known := there.scalar_one_or_none()) is not None and False:",
            "a photo that comes again is an error", "tests/activities -k same_photo",
        ),
    }  # fmt: skip


def _documents() -> dict[str, Fault]:
    template, papers = "vitreem/kernel/documents/template.typ", "vitreem/records/papers.py"
    return {
        "head_on_the_first_page_alone": Fault(
            template, "table.header(repeat: one.repeats,", "table.header(repeat: false,",
            "nobody knows on page 2 which column is which", "tests/kernel/documents/test_pdf.py -k head_is_repeated",
        ),
        "text_is_markup": Fault(
            template, "if type(value) == str { text(value) }", 'if type(value) == str { eval(value, mode: "markup") }',
            "what people write is run as a program", "tests/kernel/documents/test_texts.py -k Hostile",
        ),
        "unknown_letters_vanish": Fault(
            "vitreem/kernel/documents/characters.py", 'UNKNOWN = "□"', 'UNKNOWN = ""', "a name loses letters on paper, and nobody sees it",
            "tests/kernel/documents/test_wording.py -k printable",
        ),
        "five_after_tens": Fault(
            "vitreem/kernel/documents/amounts.py", "    if units == 5:", "    if False:", "15 is said mười năm: ten years",
            "tests/kernel/documents/test_amounts.py",
        ),
        "paper_number_twice": Fault(
            "migrations/versions/2026_12_01_papers.py", '            "number",\n            name=', '            "number",\n            "id",\n            name=',
            "two papers have one number", "tests/records/test_papers.py -k database_itself", migrates=True,
        ),
        "paper_numbered_beside_another": Fault(
            papers, "await ctx.db.execute(select(func.pg_advisory_xact_lock(_LOCK, ctx.ward_id)))", "...",
            "of two people at once each gives one paper a number", "tests/records/test_papers.py -k two_people",
        ),
        "secret_paper_is_named": Fault(
            papers, "    if typed.series is Series.SECRET:\n        return PaperNumberTaken(", "    if False:\n        return PaperNumberTaken(",
            "a refusal tells what a secret paper is about", "tests/records/test_papers.py -k secret",
        ),
        "paper_of_two_numbers": Fault(
            papers, "    await _require_unnumbered(ctx, record_id, title, typed)\n", "",
            "one paper has two numbers, and nobody knows which stands on it", "tests/records/test_papers.py -k OfOnePaper",
        ),
    }  # fmt: skip


def _register() -> dict[str, Fault]:
    queries, service, importing = (f"vitreem/children/{name}.py" for name in ("queries", "service", "importing"))
    rules, assessment, duplicates = (f"vitreem/children/{name}.py" for name in ("rules", "assessment", "duplicates"))
    own, lists = "tests/children/test_children.py", "tests/children/test_importing.py"
    return {
        "every_unit_lists_every_child": Fault(
            queries, "child.unit_id == func.any(unit_ids)", "child.unit_id.is_not(None)",
            "a khu phố reads the children of all", f"{own} -k its_own_children",
        ),
        "school_reads_the_situation": Fault(
            rules, "    Relationship.SCHOOL: frozenset({_F.BASIC, _F.CONTACT, _F.HARDSHIP}),",
            "    Relationship.SCHOOL: frozenset(_F),", "a school reads why a pupil is in special circumstances",
            f"{own} -k without_their_situation",
        ),
        "list_shows_hidden_groups": Fault(
            queries, "_group.c.to_on.is_(None), _group_opens)", "_group.c.to_on.is_(None))",
            "the list shows what the page keeps from a school", f"{own} -k without_their_situation",
        ),
        "hidden_groups_are_asked_for": Fault(
            queries, " & _filter_opens(given)", "", "a school learns by a filter who is disabled", f"{own} -k without_their_situation",
        ),
        "papers_of_a_pupil_are_read": Fault(
            queries, "    if FieldClass.SITUATION not in rules.reads(relationships(ctx, child)):", "    if False:",
            "a school opens the papers of a child's file", f"{own} -k papers",
        ),
        "alike_of_other_units_are_told": Fault(
            duplicates, "seen = select(Child).where(Child.ward_id == ctx.ward_id) if everybody else queries.visible(ctx)",
            "seen = select(Child).where(Child.ward_id == ctx.ward_id)",
            "a khu phố learns of another's child by typing a name", f"{own} -k nobody_but_the_ward",
        ),
        "nobody_is_asked_about_namesakes": Fault(
            service, "    if set(alike) - set(body.different_from):", "    if False:", "a child is kept twice", f"{own} -k asked_about_first",
        ),
        "merged_children_stay_listed": Fault(
            queries, "    always=(_c.merged_into.is_(None),),", "", "a child who was merged is given two gifts", f"{own} -k can_be_undone",
        ),
        "merges_in_a_circle": Fault(
            "vitreem/children/merging.py", "into.merged_into is not None or ", "",
            "a record points to itself through others", f"{own} -k circle",
        ),
        "who_turned_16_stays_open": Fault(
            queries, "and_(_c.state == str(ChildState.HERE), _c.born_to > _sixteen_on)", "_c.state == str(ChildState.HERE)",
            "grown-ups stay in the open list", f"{own} -k turned_16",
        ),
        "children_of_7_are_not_asked": Fault(
            assessment, "    if age >= rules.ASKED_FROM and not body.child_agrees:", "    if False:",
            "a child's photo is kept against their will", f"{own} -k child_of_7",
        ),
        "photos_without_consent": Fault(
            service, "    if body.kind is FileKind.PHOTO and not", "    if False and not", "photos are kept without consent", f"{own} -k no_photo",
        ),
        "photos_outlive_consent": Fault(
            assessment, "            photo.removed_at = ctx.clock.now()", "            pass", "photos stay when consent is withdrawn",
            f"{own} -k no_photo",
        ),
        "trail_names_children": Fault(
            service, "    ctx.record(what, KIND, child.id, name=child.code, **facts)",
            "    ctx.record(what, KIND, child.id, name=child.full_name, **facts)", "the trail names the child", f"{own} -k trail",
        ),
        "openings_leave_no_trace": Fault(
            "vitreem/children/routes.py",
            "    await ctx.record_viewed(rules.ChildAudit.VIEWED, rules.KIND, child.id, name=child.code)\n", "",
            "nobody knows who looked at a child's record", f"{own} -k each_opening",
        ),
        "ambiguous_rows_are_guessed": Fault(
            importing, "    certain = [one for one in matches if one.certain or _is_written(row, one)]", "    certain = list(matches)",
            "a list writes into the record of a namesake", f"{lists} -k asked_about_and_decided",
        ),
        "empty_cells_clear": Fault(
            importing, "        if name in row.filled\n", "        if True\n", "an empty cell takes away what was known", f"{lists} -k loses_nothing",
        ),
        "whole_list_moves_children": Fault(
            "vitreem/children/reading.py", '        filled.discard("unit_id")', "        pass", "a list moves children to another khu phố",
            f"{lists} -k moves_nobody",
        ),
    }  # fmt: skip


def _units() -> dict[str, Fault]:
    own, changes = "tests/identity/test_unit_changes.py", "vitreem/identity/changes.py"
    return {
        "heirs_see_no_past": Fault(
            "migrations/versions/2026_12_01_units_over_time.py", "(u.id = m.unit_id OR u.heir_id = m.unit_id)", "u.id = m.unit_id",
            "after a merger nobody of the khu phố sees what it did before", f"{own} -k see_the_past", migrates=True,
        ),
        "ended_units_change_again": Fault(
            changes, "    for unit in units:\n        registry.require_exists(unit)\n", "", "a khu phố has two successors that both inherit", f"{own} -k cant_change_again",
        ),
        "chains_break": Fault(
            changes, "or_(Unit.id.in_(ended), Unit.heir_id.in_(ended))", "Unit.id.in_(ended)",
            "what merged before a renaming belongs to nobody", f"{own} -k merged_then_renamed",
        ),
        "accepted_work_passes_too": Fault(
            "vitreem/assignments/succession.py", "            Assignment.state != AssignmentState.ACCEPTED,\n", "",
            "a merger rewrites who did what", f"{own} -k accepted_ones_stay",
        ),
        "then_shows_today": Fault(
            "vitreem/records/unit_views.py", " & (today.c.id == then.c.heir_id) & self._asked", " & (today.c.id == then.c.heir_id)",
            "figures of the past are shown under units that weren't there", f"{own} -k same_totals",
        ),
        "preview_changes_units": Fault(
            changes, "        await trial.rollback()\n", "", "looking at a merger makes it", f"{own} -k changes_nothing",
        ),
        "every_part_inherits": Fault(
            changes, ".values(heir_id=heir.id)", ".values(heir_id=successors[-1].id)",
            "of a split the wrong part sees the whole", f"{own} -k doesnt_see_the_whole",
        ),
        "address_ends_with_its_unit": Fault(
            "vitreem/activities/feeds.py", "await identity.with_successors(ctx, feed.unit_id)", "[feed.unit_id]",
            "after a merger the calendars of telephones go silent", f"{own} -k Calendars",
        ),
        "part_of_a_split_is_guessed": Fault(
            "vitreem/identity/named.py", "    if len(today) == 1 and (open_units or closed):", "    if open_units or closed:",
            "children of an old list land in a khu phố by chance", "tests/identity/test_named_units.py -k split",
        ),
        "old_name_takes_a_living_units_place": Fault(
            "vitreem/identity/named.py", "for some in (is_open, past) for keys", "for some in (past, is_open) for keys",
            "a list names a unit of today and another is meant", "tests/identity/test_named_units.py -k own_other_name",
        ),
        "old_sheet_comes_in_twice": Fault(
            "vitreem/records/sheets.py", "(heirs[record.unit_id], self.same(record))", "(record.unit_id, self.same(record))",
            "after a merger a sheet sent again doubles its rows", "tests/identity/test_named_units.py -k nothing_is_doubled",
        ),
        "school_asks_where_pupils_lived": Fault(
            "vitreem/children/queries.py", "case((_OPENS[FieldClass.SITUATION], func.coalesce(known, _c.unit_id)), else_=_c.unit_id)",
            "func.coalesce(known, _c.unit_id)", "a list shows what the page keeps from a school",
            "tests/children/test_units_then.py -k isnt_told",
        ),
    }  # fmt: skip


def _jobs() -> dict[str, Fault]:
    running, asking, routes = (f"vitreem/kernel/jobs/{name}.py" for name in ("running", "asking", "routes"))
    own = "tests/jobs/test_jobs.py"
    return {
        "slow_worker_writes_twice": Fault(
            running, "            Job.state == JobState.RUNNING, Job.attempt == run.attempt,\n        )\n        .values(ended_at",
            "            Job.state == JobState.RUNNING,\n        )\n        .values(ended_at",
            "two workers of one job both write", f"{own} -k overtaken",
        ),
        "ended_jobs_run_again": Fault(
            running, "        if job is None or job.state not in OPEN_STATES:\n            return None", "        if job is None:\n            return None",
            "a job that the queue brings twice has its effect twice", f"{own} -k nothing_more",
        ),
        "jobs_keep_old_rights": Fault(
            "migrations/versions/2026_12_02_forgotten_jobs.py",
            "   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;",
            "   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id;",
            "who lost a role goes on writing by a job", f"{own} -k rights_are_those_of_the_moment", migrates=True,
        ),
        "permission_of_jobs_is_not_asked": Fault(
            running, "        if not ctx.may(self._kind.permission):", "        if False:",
            "who lost a role goes on writing by a job", f"{own} -k rights_are_those_of_the_moment",
        ),
        "jobs_of_others_are_shown": Fault(
            routes, "    statement = select(Job).where(Job.ward_id == ctx.ward_id, Job.id == job_id, Job.account_id == ctx.account_id)",
            "    statement = select(Job).where(Job.ward_id == ctx.ward_id, Job.id == job_id)",
            "an export is fetched by somebody else", f"{_ACCESS} -k read_job",
        ),
        "jobs_without_end": Fault(
            asking, ">= MOST_OPEN:", ">= 10_000:", "a ward fills the queue", f"{own} -k full_queue",
        ),
        "long_file_while_somebody_waits": Fault(
            "vitreem/kernel/jobs/made_files.py", "    if brief and rows > AT_ONCE:", "    if False:",
            "a list of any length is made while its asker waits", f"{own} -k no_long_one",
        ),
        "rows_of_jobs_stay": Fault(
            running, "            await ctx.db.delete(job)", "            pass", "what people asked for is kept for ever", f"{own} -k months_later",
        ),
        "sent_lists_stay": Fault(
            running, '    await _remove(ctx, job, "input_file_id")', "    pass", "lists of children lie about", f"{own} -k lets_go",
        ),
    }  # fmt: skip


def _giving() -> dict[str, Fault]:
    giving, own = "vitreem/giving/", "tests/giving/"
    rounds, ledger_, papers = f"{own}test_rounds.py", f"{own}test_ledger.py", f"{own}test_papers.py"
    photos = f"{own}test_share_photos.py"
    sheets, rolling = f"{own}test_sheets.py", f"{own}test_rolling.py"
    return {
        "drafts_of_rounds_are_shown": Fault(
            f"{giving}queries.py", "        round_.state != str(RoundState.DRAFT),\n", "",
            "a unit sees the ward's draft", f"{rounds} -k nominate_their_own",
        ),
        "strangers_are_nominated": Fault(
            f"{giving}nominations.py", "if own and (strangers :=", "if False and (strangers :=",
            "a khu phố nominates children of another", f"{rounds} -k nominate_their_own",
        ),
        "quota_of_gifts_ignored": Fault(
            f"{giving}nominations.py", "if there.scalar_one() + more > row.quota:", "if False:",
            "a unit takes more than its share", f"{rounds} -k nominate_their_own",
        ),
        "due_shares_of_others": Fault(
            f"{giving}queries.py", "    if not sees_all(ctx):\n        statement = statement.where(of_line(list(ctx.unit_ids), GiftShare))\n    overdue",
            "    overdue", "a unit is told how much others have to hand over", f"{rounds} -k reminded",
        ),
        "second_gift_unseen": Fault(
            f"{giving}overlaps.py", "func.abs(other.begins_on - round_.begins_on) < 180", "func.abs(other.begins_on - round_.begins_on) < 0",
            "one child gets two gifts and nobody is told", f"{rounds} -k second_gift",
        ),
        "hidden_round_named": Fault(
            f"{giving}overlaps.py", "if round_id in seen and", "if",
            "a school reads the name of a round that it may not open", f"{rounds} -k may_not_open",
        ),
        "hidden_round_named_when_rolled": Fault(
            f"{giving}overlaps.py", "all((unit, round_id) in opened for unit in (readers or {}).get(child, ()))", "True",
            "a khu phố reads the name of a round that it may not open", f"{rolling} -k another_round",
        ),
        "sibling_named": Fault(
            f"{giving}overlaps.py", 'one.full_name if queries.looks_after(ctx, one) else ""', "one.full_name",
            "a school reads which child of the household is on another unit's list", f"{own}test_lines.py -k sibling",
        ),
        "rolled_past_a_strict_rule": Fault(
            f"{giving}rolling.py", "all_fall = into.strict or body.leave_out", "all_fall = body.leave_out",
            "last year's list gives a household two gifts", f"{rolling} -k strict",
        ),
        "sponsor_is_asked_about_other_gifts": Fault(
            f"{giving}rolling.py", "if one.child_id in own]", "]",
            "a union that rolls its list learns what else a child gets", f"{own}test_sponsors.py -k rolls",
        ),
        "nominator_sets_the_amount": Fault(
            f"{giving}nominations.py", "if LineVerb.SET_AMOUNT not in allowed(line, round_, await rights(ctx, line, round_)):",
            "if False:", "a school gives its pupil three times as much", f"{own}test_lines.py -k nominates",
        ),
        "sponsor_reads_every_visit": Fault(
            f"{giving}nominations.py", "statement = statement.where(GiftVisit.unit_id.in_(ctx.unit_ids))", "pass",
            "who sponsors reads what the khu phố wrote of the family", f"{own}test_sponsors.py -k visits",
        ),
        "release_of_what_is_owed": Fault(
            f"{giving}service.py",
            "    if missing := await needed(ctx, round_):\n        raise ledger.not_enough(missing)\n    done",
            "    done", "a child who was promised a gift gets none", f"{own}test_ledger.py -k TestRelease",
        ),
        "share_photo_without_consent": Fault(
            f"{giving}share_photos.py", "raise children.ConsentRequired()", "return",
            "a child is photographed without consent", f"{photos} -k needs_consent",
        ),
        "withdrawn_photo_opened": Fault(
            f"{giving}share_photos.py", "    if not await children.photo_consented(ctx, share.child_id):\n        raise NotFound()", "    if False:\n        raise NotFound()",
            "a photo is opened after the consent was withdrawn", f"{photos} -k needs_consent",
        ),
        "photo_seen_by_owner": Fault(
            f"{giving}share_photos.py", "    if not queries.looks_after(ctx, share):\n", "    if False:\n",
            "who pays for the round sees pictures of children of others", f"{photos} -k whose_round",
        ),
        "household_gets_two_gifts": Fault(
            f"{giving}overlaps.py", "taken[home], whose[home] = one.full_name, one", "pass",
            "brother and sister come together and both get one", f"{rounds} -k household",
        ),
        "approved_without_a_look": Fault(
            f"{giving}approval.py", "if found.items and body.changes_digest != found.digest:", "if False:",
            "a child who moved away is approved", f"{rounds} -k named_first",
        ),
        "unit_decides_for_the_ward": Fault(
            f"{giving}service.py",
            '    if ctx.may("gift_round:approve") and (ctx.may("gift_round:correct") or round_.unit_id in ctx.lead_unit_ids):',
            '    if ctx.may("gift_round:approve"):',
            "the head of a khu phố approves the ward's list", f"{rounds} -k lead_decides",
        ),
        "share_ticked_twice": Fault(
            f"{giving}rules.py", "frozenset({_S.DUE, _S.NOT_RECEIVED, _S.RETURNED}), _S.DELIVERED",
            "frozenset(_S), _S.DELIVERED", "one gift is handed over twice", f"{rounds} -k comes_twice",
        ),
        "returned_gift_keeps_its_money": Fault(
            f"{giving}handing_over.py", "        await ledger.take_back(ctx, share, body.on_day, body.reason)\n", "",
            "the ledger says given what lies in the store", f"{rounds} -k entries_of_their_own",
        ),
        "returned_gift_stays_with_the_child": Fault(
            f"{giving}handing_over.py", "        await children.withdraw_receipt(ctx, share.id)\n", "",
            "the child's page tells of a gift that came back", f"{rounds} -k entries_of_their_own",
        ),
        "accounts_below_zero": Fault(
            f"{giving}ledger.py", "    if source is not Account.SOURCE:\n", "    if False:\n",
            "money is given that never came", f"{ledger_} -k reconciles",
        ),
        "handing_over_without_money": Fault(
            f"{giving}service.py", "    if round_.kind not in (GivingKind.GIFT, GivingKind.AWARD):\n", "    if True:\n",
            "on the day there is no money", f"{rounds} -k without_the_money",
        ),
        "sponsor_is_told_the_name": Fault(
            f"{giving}lists.py", "_named = or_(_looks_after, donors_may_know(_l.ward_id, _l.child_id))", '_named = sql("true")',
            "who sponsors learns who the child is", f"{rounds} -k union_sponsors",
        ),
        "order_tells_the_name": Fault(
            f"{giving}lists.py", '"name": Order(case((_named, _l.sort_key), else_=_l.initials)), "number"',
            '"name": Order(_l.sort_key), "number"', "the cursor holds the name's letters", f"{rounds} -k union_sponsors",
        ),
        "donor_is_told_names": Fault(
            f"{giving}donor_papers.py", "donors_may_know(GiftShare.ward_id, GiftShare.child_id),\n        )", "\n        )",
            "a statement names children without consent", f"{papers} -k without_consent",
        ),
        "second_letter_is_no_copy": Fault(
            f"{giving}donors.py", "    again = any(", "    again = False and any(",
            "two originals of one letter", f"{papers} -k without_consent",
        ),
        "trial_of_ticks_writes": Fault(
            f"{giving}sheets.py", "        await trial.rollback()\n", "        pass\n",
            "a trial hands gifts over", f"{sheets} -k round_trip",
        ),
        "foreign_sheet_ticks": Fault(
            f"{giving}sheets.py", "for one in found.scalars() if handing_over.rights(ctx, one, round_)}", "for one in found.scalars()}",
            "a unit ticks another's children", f"{sheets} -k another_unit",
        ),
        "merged_child_counts_twice": Fault(
            f"{giving}facts.py", "_c.id == _s.child_id).scalar_subquery(), _s.child_id", "_c.id == _c.merged_into).scalar_subquery(), _s.child_id",
            "one child is two in the report", f"{ledger_} -k every_gift",
        ),
        "chain_ends_at_its_first_record": Fault(
            "vitreem/children/merging.py", ".values(root_id=into or child.id)", ".values(root_id=Child.root_id)",
            "of a child merged twice the gifts are forgotten", "tests/giving/test_chains.py",
        ),
        "one_gift_is_everybodys": Fault(
            "vitreem/children/receipts.py", "family.correlate(Child)", "family",
            "once anybody was helped, the coverage says that all were", "tests/giving/test_coverage.py -k only_who",
        ),
        "merged_unit_nominates_no_more": Fault(
            f"{giving}succession.py", "            row.unit_id, first[row.round_id] = change.heir_id, row\n", "            first[row.round_id] = row\n",
            "after a merger nobody can nominate", f"{rolling} -k both_views",
        ),
        "small_numbers_are_shown": Fault(
            "vitreem/records/indicators.py", '    if ctx.may("indicator:small_cells"):\n', "    if True:\n",
            "a figure of one tells who it is", "tests/records/test_small_cells.py",
        ),
        "turns_of_few_are_shown": Fault(
            "vitreem/records/indicators.py", "if of and of[one.beside] is None", "if False",
            "how often something was given tells how many children had it",
            "tests/records/test_small_cells.py -k turns",
        ),
        "small_numbers_by_subtraction": Fault(
            "vitreem/records/indicators.py", "if small and views_differ:", "if False:",
            "units of then and of today together tell a small number", "tests/records/test_small_cells.py -k then",
        ),
    }  # fmt: skip


def _hazards() -> dict[str, Fault]:
    sites, injuries = "tests/hazards/test_hazards.py", "tests/injuries/test_injuries.py"
    return {
        "stranger_makes_safe": Fault(
            "vitreem/hazards/service.py", 'lifecycle.rights(ctx, "hazard", own=is_own(ctx, site))',
            'lifecycle.rights(ctx, "hazard", own=True)', "any unit changes any unit's places", f"{sites} -k everybody_of_the_ward",
        ),
        "every_place_is_near": Fault(
            "vitreem/hazards/queries.py", ".where(HazardSite.state != HazardState.CANCELLED, or_(*either))",
            ".where(or_(*either))", "a place that was called off is taken for the one that is recorded", f"{sites} -k closed_ones",
        ),
        "point_in_the_sea": Fault(
            "vitreem/records/points.py", "        if not (box.holds(point) and in_vietnam(point)):", "        if False:",
            "a slip of the finger puts a pond into the sea", f"{sites} -k sea",
        ),
        "late_without_the_clock": Fault(
            "vitreem/hazards/queries.py", "        _s.starts_at < late.c.late_before,\n", "",
            "every open place is late", f"{sites} -k late_is_the_same",
        ),
        "violence_is_listed": Fault(
            "vitreem/injuries/queries.py", 'bindparam("sees_sensitive", type_=Boolean())', "true()",
            "the list tells whom violence hurt", f"{injuries} -k only_who_wrote",
        ),
        "violence_by_subtraction": Fault(
            "vitreem/injuries/presenters.py", 'if complete or group == "cause" or not row["sensitive"]:', "if True:",
            "the sum less what is listed tells of violence", f"{injuries} -k no_difference",
        ),
        "few_injuries_are_told": Fault(
            "vitreem/injuries/presenters.py", "    if not complete and not own:\n", "    if False:\n",
            "a half-year's figure of two tells who they are", f"{injuries} -k small_cells",
        ),
        "few_injuries_of_another_unit": Fault(
            "vitreem/injuries/queries.py", "return unit_id in ctx.unit_ids if unit_id else not sees_all(ctx)", "return bool(unit_id) or not sees_all(ctx)",
            "whoever names a unit reads its small figures", f"{injuries} -k own_small_figures",
        ),
        "last_measure_of_a_safe_place_goes": Fault(
            "vitreem/hazards/service.py", "        if site.state == HazardState.SAFE:\n", "        if False:\n",
            "a place is safe by nothing that was done there", f"{sites} -k RemovedMeasure",
        ),
        "fence_before_the_pond": Fault(
            "vitreem/hazards/rules.py", "    if done_on < found_on:", "    if False:",
            "a measure is older than the place was known", f"{sites} -k between_the_day",
        ),
        "picture_in_a_mirror": Fault(
            "vitreem/records/ward_map/rules.py", "    if (area > 0) == (ground > 0):", "    if False:",
            "every point lies on the wrong side of the ward", "tests/records/test_ward_map.py -k mirrored",
        ),
        "map_of_the_country": Fault(
            "vitreem/records/ward_map/service.py", "    rules.require_one_ward(areas, row.corners)\n", "",
            "a point anywhere in the country is the ward's", "tests/records/test_ward_map.py -k no_outline_of_here",
        ),
        "hazards_of_any_ward": Fault(
            "migrations/versions/2026_12_04_hazards.py", '        op.enable_tenant(table, "SELECT, INSERT, UPDATE")',
            '        op.enable_tenant(table, "SELECT, INSERT, UPDATE")\n        op.execute(f"ALTER POLICY tenant ON app.{table} WITH CHECK (true)")',
            "a place is written into another ward", "tests/guards/test_catalogue.py -k template", migrates=True,
        ),
    }  # fmt: skip


def _cases() -> dict[str, Fault]:
    incidents, rules = "vitreem/incidents/", "migrations/versions/2026_12_05_incidents.py"
    functions = "migrations/versions/2026_12_06_case_functions.py"
    know, forged, keys = (f"tests/incidents/test_{name}.py" for name in ("need_to_know", "forged", "keys"))
    stand_ins, care = "tests/incidents/test_stand_ins.py", "tests/incidents/test_separation_and_care.py"
    truth, doors = "tests/incidents/test_one_truth.py", "tests/incidents/test_past_the_doors.py"
    approval, escalation = "tests/incidents/test_approval.py", "tests/incidents/test_escalation.py"
    return {
        "case_policy_dropped": Fault(
            rules, "FOR SELECT TO vte_app USING ({see})", "FOR SELECT TO vte_app USING (true)",
            "everybody of the ward reads every case", f"{forged} -k no_row_of_any_table", migrates=True,
        ),
        "case_seen_by_its_role": Fault(
            rules, 'need_to_know("incident_case", any_part("id"),', 'need_to_know("incident_case", WORKS,',
            "an officer reads cases that aren't theirs", f"{know} -k without_the_case", migrates=True,
        ),
        "every_officer_is_a_chair": Fault(
            functions, "(SELECT FROM app.case_roles() r WHERE r.role = 'ward_lead')", "(SELECT FROM app.case_roles())",
            "whoever works on cases sees all of them", f"{know} -k without_the_case", migrates=True,
        ),
        "access_is_anybodys_to_give": Fault(
            rules, '"(SELECT app.may_give_access(subject_id))"', '"true"',
            "whoever speaks to the database gives themselves a case", f"{forged} -k themselves_access", migrates=True,
        ),
        "report_by_a_case_of_ones_own": Fault(
            rules, """f"({mine('case_id')}) AND ({mine('report_id')})\"""", "mine('case_id')",
            "a case of one's own opens any report and who told it", f"{forged} -k by_a_case_of_their_own", migrates=True,
        ),
        "stand_in_of_ones_own_making": Fault(
            rules, "need_to_know(\"incident_stand_in\", WORKS, f\"{WORKS} AND ({LEADS} OR {own})\", change=f\"{WORKS} AND ({LEADS} OR {own})\")",
            'need_to_know("incident_stand_in", WORKS, WORKS)',
            "an officer stands in for the chair without being asked", f"{forged} -k without_their_say", migrates=True,
        ),
        "stand_in_by_the_pages": Fault(
            f"{incidents}access.py", "    if person_id != ctx.person_id and not (await queries.standing(ctx)).leads:\n", "    if False:\n",
            "an officer makes themselves the chair's stand-in", f"{forged} -k by_the_pages",
        ),
        "stand_in_without_end": Fault(
            functions, "IN (SELECT own.id FROM own) AND s.ended_at IS NULL\n     AND app.case_day() BETWEEN s.from_on AND s.to_on",
            "IN (SELECT own.id FROM own) AND s.ended_at IS NULL", "who stood in once sees the cases for ever",
            f"{stand_ins} -k these_days", migrates=True,
        ),
        "referral_without_end": Fault(
            functions, "\n     AND a.until_on >= app.case_day()", "", "what was shared until a day stays open",
            f"{know} -k Referral", migrates=True,
        ),
        "parts_of_a_referral_ignored": Fault(
            rules, "{mine(column)} OR ({column}, {part}) IN (SELECT m.subject_id, m.part FROM app.my_parts() m)",
            "{mine(column)} OR {column} IN (SELECT m.subject_id FROM app.my_parts() m)",
            "who was shown the notes reads everything", f"{know} -k Referral", migrates=True,
        ),
        "trail_of_cases_for_all": Fault(
            "migrations/versions/2026_12_08_case_course.py", "USING ({KINDS} OR ({INSIDE_CALL} AND ({SEEN})))", "USING (true)",
            "the trail tells that there is a case", f"{forged} -k trail", migrates=True,
        ),
        "outsiders_are_told_that_it_is_forbidden": Fault(
            f"{incidents}door.py", '{"nobody": NotFound,', '{"nobody": SecondFactorNeeded,',
            "the answer tells that there is such a thing", f"{know} -k every_address",
        ),
        "second_factor_isnt_asked": Fault(
            f"{incidents}door.py", ' "second_factor": SecondFactorNeeded,', "", "a password alone opens cases", f"{know} -k second_factor",
        ),
        "idle_pages_stay_open": Fault(
            f"{incidents}door.py", ', "idle": SignInAgain}', "}", "an open desk shows cases all day", f"{know} -k ten_idle",
        ),
        "notice_with_words": Fault(
            f"{incidents}notices.py", "NoticeKind(name, SOMETHING_TO_DO, path)", 'NoticeKind(name, name.replace(".", "_"), path)',
            "the lock screen says what it is about", f"{escalation} -k once_a_step",
        ),
        "steps_by_the_servers_own_day": Fault(
            f"{incidents}notices.py", "    await ctx.set_local(case_day=ctx.clock.today())\n", "",
            "who stands in on the day of the look isn't told", f"{escalation} -k once_a_step",
        ),
        "done_and_still_pressed": Fault(
            f"{incidents}clocks.py", "    if ended.rowcount:", "    if False:", "what was done goes on asking", f"{escalation} -k presses_nobody",
        ),
        "informant_in_the_reply": Fault(
            f"{incidents}report_page.py", '    page = lasting(\n',
            "    if row['has_informant']:\n"
            "        told_by = await reports.open_informant(ctx, await queries.seen_report(ctx, report_id), '')\n"
            "        row['recorder_name'] = told_by.name\n    page = lasting(\n",
            "a report shows who told", f"{know} -k Informant",
        ),
        "informant_without_a_reason": Fault(
            f"{incidents}reports.py", '    await notes.add(ctx, report.id, f"Mở thông tin người báo tin. Lý do: {reason}")\n', "",
            "nobody learns why the informant was looked up", f"{know} -k Informant",
        ),
        "log_line_with_words": Fault(
            f"{incidents}reports.py", "    ctx.record(CaseAudit.REPORT_RECORDED, REPORT, report.id)\n",
            '    ctx.record(CaseAudit.REPORT_RECORDED, REPORT, report.id)\n    __import__("structlog").get_logger().info("x", what=body.facts.what)\n',
            "who reads the log reads the report", _CANARY,
        ),
        "trail_with_words": Fault(
            f"{incidents}reports.py", "    ctx.record(CaseAudit.REPORT_RECORDED, REPORT, report.id)\n",
            "    ctx.record(CaseAudit.REPORT_RECORDED, REPORT, report.id, name=body.facts.what)\n",
            "the trail says what was told", _CANARY,
        ),
        "job_with_a_name": Fault(
            f"{incidents}reports.py", "    await notices.waits(ctx, REPORT, report.id)\n",
            "    from vitreem.kernel.jobs.queue import _defer\n\n    await _defer(ctx, 'run', report.id, lock=body.facts.place)\n",
            "the queue, which knows no wards, holds a place", _CANARY,
        ),
        "file_name_in_clear": Fault(
            f"{incidents}files.py", "part=part, author_name=ctx.actor_name,", "part=part, author_name=file.facts.name,",
            "the name of a file tells whose it is", _CANARY,
        ),
        "reason_in_clear": Fault(
            f"{incidents}access.py", "    ctx.record(\n        CaseAudit.ACCESS_GIVEN, CASE, case.id, kind=AccessKind.REFERRAL,",
            "    ctx.record(\n        CaseAudit.ACCESS_GIVEN, CASE, case.id, why=reason, kind=AccessKind.REFERRAL,",
            "why a case was shared stands in the trail", _CANARY,
        ),
        "everybodys_bell_rings": Fault(
            rules, "     WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL AND (\n           m.role = 'ward_lead'",
            "     WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL AND (\n           m.role <> ''",
            "a notice tells everybody that there is a case", f"{_TWIN} -k cases", migrates=True,
        ),
        "place_not_bound_in_the_seal": Fault(
            "vitreem/kernel/sealing.py", 'return f"{ward_id}|{table}|{row}|{column}"', 'return f"{ward_id}|{table}|{column}"',
            "a sealed value is moved to another row", f"{keys} tests/incidents/test_rotation.py -k moved",
        ),
        "seals_without_a_key_id_lost": Fault(
            "vitreem/kernel/sealing.py", "return self._try_each(sealed, place)", "return self.newest.open(sealed, place)",
            "with a new root key old second factors are gone", f"{keys} tests/incidents/test_rotation.py -k before_keys_had or second_factors",
        ),
        "file_in_clear_on_disk": Fault(
            f"{incidents}files.py", "await asyncio.to_thread(shut, upload.data, secret))", "upload.data)",
            "who has the disk reads the files", "tests/incidents/test_files.py -k sealed",
        ),
        "decided_after_the_end": Fault(
            f"{incidents}papers.py",
            "    to = PAPER_LIFE.begin(paper, PaperVerb.APPROVE, await _rights(ctx, paper), version)\n    await cases.require(ctx, case, CaseVerb.WRITE)\n",
            "    to = PAPER_LIFE.begin(paper, PaperVerb.APPROVE, await _rights(ctx, paper), version)\n",
            "a case that was closed or handed over comes back to life", f"{truth} -k after_the_end or closed_case",
        ),
        "whoever_saved_before_approves": Fault(
            f"{incidents}papers.py", "    paper.writer_ids = sorted({*paper.writer_ids, paper.author_id})\n",
            "    paper.writer_ids = [paper.author_id]\n",
            "a chair approves what they wrote and somebody else saved", f"{truth} -k somebody_else_saved",
        ),
        "refused_and_still_read": Fault(
            f"{incidents}transfers.py", "arrival.state, arrival.answered_at, arrival.sealed = TransferState.REFUSED, ctx.clock.now(), None",
            "arrival.state, arrival.answered_at = TransferState.REFUSED, ctx.clock.now()",
            "another ward keeps a case that it refused", f"{doors} -k nor_of_what_it_refused",
        ),
        "offer_stays_as_it_was": Fault(
            f"{incidents}case_routes.py", "    await transfers.renew(ctx, case.id)\n", "    await ctx.db.flush()\n",
            "the other ward takes what was known days ago", f"{doors} -k known_when_it_takes",
        ),
        "trail_past_the_door": Fault(
            "migrations/versions/2026_12_08_case_course.py", "({INSIDE_CALL} AND ({SEEN})))", "({SEEN}))",
            "a lead without second factor reads who did what in which case", f"{doors} -k Trail", migrates=True,
        ),
        "earlier_call_forgotten": Fault(
            f"{incidents}reports.py", "            await clocks.move(ctx, case.id, code, case.received_at, earliest)\n", "            pass\n",
            "what was met too late counts as in time", f"{truth} -k earlier_call",
        ),
        "draft_keeps_its_first_writer": Fault(
            f"{incidents}papers.py", "    paper.author_id, paper.author_name = ctx.person_id or paper.author_id, ctx.actor_name\n", "",
            "a chair rewrites a plan and approves it", f"{approval} -k changed_a_draft",
        ),
        "own_plan_approved": Fault(
            f"{incidents}papers.py", "    if ctx.person_id in paper.writer_ids and paper.state == PaperState.SUBMITTED:", "    if False:",
            "a chair's own plan is refused without the reason", f"{approval} -k what_they_wrote",
        ),
        "separation_of_sixteen_days": Fault(
            f"{incidents}papers.py", "[(form.starts_on, form.ends_on)])) > most:", "[(form.starts_on, form.ends_on)])) > most + 1:",
            "a child is kept from home a day longer than the law lets", f"{care} -k sixteen",
        ),
        "extensions_counted_alone": Fault(
            f"{incidents}papers.py", "len(before | _days(", "len(_days(", "each extension has fifteen days of its own", f"{care} -k extensions",
        ),
        "clock_from_the_recording": Fault(
            f"{incidents}reports.py", "    await _hours_from(ctx, report.id, received_at)\n    ctx.record(CaseAudit.REPORT_RECORDED",
            "    await _hours_from(ctx, report.id, ctx.clock.now())\n    ctx.record(CaseAudit.REPORT_RECORDED",
            "a call that is typed in late has twelve hours again", "tests/incidents/test_course.py -k twelve_hours",
        ),
        "later_call_moves_the_hours": Fault(
            f"{incidents}reports.py", "    earliest = min(one.received_at for", "    earliest = max(one.received_at for",
            "each further call gives twelve hours more", "tests/incidents/test_reports.py -k later_call",
        ),
        "hours_begin_anew_in_the_other_ward": Fault(
            f"{incidents}transfers.py", "await clocks.start(ctx, case.id, code, starts_at)", "await clocks.start(ctx, case.id, code, ctx.clock.now())",
            "a case on its way has no hours", f"{know} -k OtherWard",
        ),
        "suspect_parent_gets_the_plan": Fault(
            f"{incidents}documents.py", "        if one.name and not one.is_suspect\n", "        if one.name\n",
            "the plan goes to whom it protects from", f"{approval} -k suspect_one",
        ),
        "unnamed_suspect_gets_the_plan": Fault(
            f"{incidents}documents.py", "(carers if known else ())", "carers", "one of two parents is the suspect, and both get the plan",
            f"{approval} -k neither",
        ),
        "small_cells_of_cases": Fault(
            f"{incidents}statistics.py", "None if key in gone else value", "value", "a figure of three tells who they are",
            "tests/incidents/test_statistics.py -k small",
        ),
        "small_cells_given_away_by_the_sum": Fault(
            "vitreem/records/small_cells.py", "in (len(small), len(small) * (SMALL - 1))", "< 0",
            "two cells of a sum of two are one each", "tests/incidents/test_statistics.py -k only_be_one_thing",
        ),
        "export_of_every_case": Fault(
            f"{incidents}export.py", ", IncidentCase.export_approved_at.is_not(None))", ")",
            "a case leaves the ward without its chair", "tests/incidents/test_export.py",
        ),
        "dismissed_report_stays_with_all": Fault(
            f"{incidents}reports.py", "    await access.narrow(ctx, report.id)\n", "    pass\n",
            "whoever was on duty reads the report for ever", "tests/incidents/test_reports.py -k keeps_its_reason",
        ),
        "readers_of_the_public_page_are_logged": Fault(
            "vitreem/kernel/http/middleware.py", 'if not scope["path"].startswith(UNWRITTEN):', "if True:",
            "the log tells when somebody asked for help", "tests/incidents/test_public_page.py -k cookie",
        ),
    }  # fmt: skip


_GROUPS = (
    _guards, _visible, _lists, _policies, _verbs, _ids, _files, _door, _content, _workers, _late, _clocks, _sheets, _once,
    _lanes, _locks, _trail, _quotas, _documents, _register, _units, _jobs, _giving, _hazards, _cases,
)  # fmt: skip
FAULTS: dict[str, Fault] = {name: fault for group in _GROUPS for name, fault in group().items()}
assert len(FAULTS) == sum(len(group()) for group in _GROUPS), "two faults of one name"

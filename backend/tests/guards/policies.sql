-- Who may do what in the database, as the migrations leave it: read every change of this file as a change of rights.
-- Written by `make policies`; a test compares it with a migrated database.

-- role vte_app: login

-- role vte_migrate: login inherit; member of vte_owner with inherit with set

-- role vte_owner: inherit

-- schema app of vte_owner
GRANT USAGE ON SCHEMA app TO vte_app;

-- schema public of pg_database_owner

-- by default vte_owner gives of f in -: {vte_owner=X/vte_owner}

-- table app.account of vte_owner
ALTER TABLE app.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.account FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.account AS PERMISSIVE FOR ALL TO vte_app
  USING ((id = ( SELECT app.account_id() AS account_id)) OR ( SELECT app.system_admin() AS system_admin) OR (id IN ( SELECT p.account_id
   FROM app.person p
  WHERE (p.ward_id = ( SELECT app.ward_id() AS ward_id)))))
  WITH CHECK (( SELECT app.system_admin() AS system_admin) OR ((NOT system_admin) AND ((id = ( SELECT app.account_id() AS account_id)) OR (( SELECT app.ward_id() AS ward_id) IS NOT NULL))));
CREATE POLICY owner_all ON app.account AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.account TO vte_app;

-- table app.account_notice of vte_owner
ALTER TABLE app.account_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.account_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY new ON app.account_notice AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.system_admin() AS system_admin) OR (account_id IN ( SELECT p.account_id
   FROM app.person p
  WHERE (p.ward_id = ( SELECT app.ward_id() AS ward_id)))));
CREATE POLICY own ON app.account_notice AS PERMISSIVE FOR ALL TO vte_app
  USING (account_id = ( SELECT app.account_id() AS account_id))
  WITH CHECK (account_id = ( SELECT app.account_id() AS account_id));
CREATE POLICY owner_all ON app.account_notice AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.account_notice TO vte_app;

-- table app.activity of vte_owner
ALTER TABLE app.activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.activity FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.activity AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.activity AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.activity AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.activity TO vte_app;

-- table app.activity_series of vte_owner
ALTER TABLE app.activity_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.activity_series FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.activity_series AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.activity_series AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.activity_series AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.activity_series TO vte_app;

-- table app.activity_support of vte_owner
ALTER TABLE app.activity_support ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.activity_support FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.activity_support AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.activity_support AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.activity_support AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.activity_support TO vte_app;

-- table app.approval of vte_owner
ALTER TABLE app.approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.approval FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.approval AS PERMISSIVE FOR ALL TO vte_app
  USING (( SELECT app.system_admin() AS system_admin) OR (ward_id = ( SELECT app.ward_id() AS ward_id)) OR ((ward_id IS NULL) AND (account_id IN ( SELECT p.account_id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.ended_at IS NULL))))))
  WITH CHECK (( SELECT app.system_admin() AS system_admin) OR (ward_id = ( SELECT app.ward_id() AS ward_id)) OR ((ward_id IS NULL) AND (account_id IN ( SELECT p.account_id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.ended_at IS NULL))))));
CREATE POLICY owner_all ON app.approval AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.approval TO vte_app;

-- table app.assignment of vte_owner
ALTER TABLE app.assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.assignment AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.assignment AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.assignment AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.assignment TO vte_app;

-- table app.assignment_evidence of vte_owner
ALTER TABLE app.assignment_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.assignment_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.assignment_evidence AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.assignment_evidence AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.assignment_evidence AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.assignment_evidence TO vte_app;

-- table app.assignment_note of vte_owner
ALTER TABLE app.assignment_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.assignment_note FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.assignment_note AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.assignment_note AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.assignment_note AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.assignment_note TO vte_app;

-- table app.assignment_supporting_unit of vte_owner
ALTER TABLE app.assignment_supporting_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.assignment_supporting_unit FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.assignment_supporting_unit AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.assignment_supporting_unit AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.assignment_supporting_unit AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.assignment_supporting_unit TO vte_app;

-- table app.audit_event of vte_owner
ALTER TABLE app.audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.audit_event AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY need_to_know ON app.audit_event AS RESTRICTIVE FOR SELECT TO vte_app
  USING (((object_kind)::text <> ALL ((ARRAY['incident_report'::character varying, 'incident_case'::character varying, 'incident_arrival'::character varying])::text[])) OR (( SELECT app.inside_cases() AS inside_cases) AND (( SELECT app.leads_cases() AS leads_cases) OR (object_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (object_id IN ( SELECT m.subject_id
   FROM app.my_parts() m(subject_id, part))) OR (((object_kind)::text = 'incident_arrival'::text) AND ( SELECT app.works_on_cases() AS works_on_cases)))));
CREATE POLICY owner_all ON app.audit_event AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.audit_event AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.audit_event TO vte_app;

-- table app.broadcast_script of vte_owner
ALTER TABLE app.broadcast_script ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.broadcast_script FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.broadcast_script AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.broadcast_script AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.broadcast_script AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.broadcast_script TO vte_app;

-- table app.broadcast_script_version of vte_owner
ALTER TABLE app.broadcast_script_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.broadcast_script_version FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.broadcast_script_version AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.broadcast_script_version AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.broadcast_script_version AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.broadcast_script_version TO vte_app;

-- table app.broadcast_slot of vte_owner
ALTER TABLE app.broadcast_slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.broadcast_slot FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.broadcast_slot AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.broadcast_slot AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.broadcast_slot AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.broadcast_slot TO vte_app;

-- table app.calendar_day of vte_owner
ALTER TABLE app.calendar_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.calendar_day FORCE ROW LEVEL SECURITY;
CREATE POLICY administrator ON app.calendar_day AS PERMISSIVE FOR ALL TO vte_app
  USING ( SELECT app.system_admin() AS system_admin)
  WITH CHECK ( SELECT app.system_admin() AS system_admin);
CREATE POLICY everybody ON app.calendar_day AS PERMISSIVE FOR SELECT TO vte_app
  USING true;
CREATE POLICY owner_all ON app.calendar_day AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.calendar_day TO vte_app;

-- table app.calendar_feed of vte_owner
ALTER TABLE app.calendar_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.calendar_feed FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.calendar_feed AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.calendar_feed AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.calendar_feed AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.calendar_feed TO vte_app;

-- table app.calendar_year of vte_owner
ALTER TABLE app.calendar_year ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.calendar_year FORCE ROW LEVEL SECURITY;
CREATE POLICY administrator ON app.calendar_year AS PERMISSIVE FOR ALL TO vte_app
  USING ( SELECT app.system_admin() AS system_admin)
  WITH CHECK ( SELECT app.system_admin() AS system_admin);
CREATE POLICY everybody ON app.calendar_year AS PERMISSIVE FOR SELECT TO vte_app
  USING true;
CREATE POLICY owner_all ON app.calendar_year AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.calendar_year TO vte_app;

-- table app.child of vte_owner
ALTER TABLE app.child ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child TO vte_app;

-- table app.child_consent of vte_owner
ALTER TABLE app.child_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_consent AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_consent AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_consent AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_consent TO vte_app;

-- table app.child_duplicate of vte_owner
ALTER TABLE app.child_duplicate ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_duplicate FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_duplicate AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_duplicate AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_duplicate AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_duplicate TO vte_app;

-- table app.child_export_profile of vte_owner
ALTER TABLE app.child_export_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_export_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_export_profile AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_export_profile AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_export_profile AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_export_profile TO vte_app;

-- table app.child_group of vte_owner
ALTER TABLE app.child_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_group FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_group AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_group AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_group AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_group TO vte_app;

-- table app.child_guardian of vte_owner
ALTER TABLE app.child_guardian ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_guardian FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_guardian AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_guardian AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_guardian AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_guardian TO vte_app;

-- table app.child_household of vte_owner
ALTER TABLE app.child_household ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_household FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_household AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_household AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_household AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_household TO vte_app;

-- table app.child_need of vte_owner
ALTER TABLE app.child_need ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_need FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_need AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_need AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_need AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_need TO vte_app;

-- table app.child_presence of vte_owner
ALTER TABLE app.child_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_presence AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_presence AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_presence AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_presence TO vte_app;

-- table app.child_receipt of vte_owner
ALTER TABLE app.child_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_receipt AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_receipt AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_receipt AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_receipt TO vte_app;

-- table app.child_sheet_layout of vte_owner
ALTER TABLE app.child_sheet_layout ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.child_sheet_layout FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.child_sheet_layout AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.child_sheet_layout AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.child_sheet_layout AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.child_sheet_layout TO vte_app;

-- table app.communication_event of vte_owner
ALTER TABLE app.communication_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.communication_event FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.communication_event AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.communication_event AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.communication_event AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.communication_event TO vte_app;

-- table app.communication_event_message of vte_owner
ALTER TABLE app.communication_event_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.communication_event_message FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.communication_event_message AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.communication_event_message AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.communication_event_message AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.communication_event_message TO vte_app;

-- table app.credential of vte_owner
ALTER TABLE app.credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.credential FORCE ROW LEVEL SECURITY;
CREATE POLICY new ON app.credential AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.system_admin() AS system_admin) OR (( SELECT app.ward_id() AS ward_id) IS NOT NULL));
CREATE POLICY own ON app.credential AS PERMISSIVE FOR ALL TO vte_app
  USING (account_id = ( SELECT app.account_id() AS account_id))
  WITH CHECK (account_id = ( SELECT app.account_id() AS account_id));
CREATE POLICY owner_all ON app.credential AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.credential TO vte_app;

-- table app.deadline_rule of vte_owner
ALTER TABLE app.deadline_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.deadline_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON app.deadline_rule AS PERMISSIVE FOR SELECT TO vte_app
  USING true;
CREATE POLICY owner_all ON app.deadline_rule AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT SELECT ON TABLE app.deadline_rule TO vte_app;

-- table app.donor of vte_owner
ALTER TABLE app.donor ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.donor FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.donor AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.donor AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.donor AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.donor TO vte_app;

-- table app.donor_paper of vte_owner
ALTER TABLE app.donor_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.donor_paper FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.donor_paper AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.donor_paper AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.donor_paper AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.donor_paper TO vte_app;

-- table app.duty_turn of vte_owner
ALTER TABLE app.duty_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.duty_turn FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.duty_turn AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.duty_turn AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.duty_turn AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.duty_turn TO vte_app;

-- table app.file_transfer of vte_owner
ALTER TABLE app.file_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.file_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.file_transfer AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.file_transfer AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.file_transfer AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.file_transfer TO vte_app;

-- table app.gift_delivery of vte_owner
ALTER TABLE app.gift_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_delivery AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_delivery AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_delivery AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.gift_delivery TO vte_app;

-- table app.gift_instalment of vte_owner
ALTER TABLE app.gift_instalment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_instalment FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_instalment AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_instalment AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_instalment AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.gift_instalment TO vte_app;

-- table app.gift_item of vte_owner
ALTER TABLE app.gift_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_item FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_item AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_item AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_item AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.gift_item TO vte_app;

-- table app.gift_line of vte_owner
ALTER TABLE app.gift_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_line FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_line AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_line AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_line AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.gift_line TO vte_app;

-- table app.gift_nominator of vte_owner
ALTER TABLE app.gift_nominator ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_nominator FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_nominator AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_nominator AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_nominator AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.gift_nominator TO vte_app;

-- table app.gift_round of vte_owner
ALTER TABLE app.gift_round ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_round FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_round AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_round AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_round AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.gift_round TO vte_app;

-- table app.gift_share of vte_owner
ALTER TABLE app.gift_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_share FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_share AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_share AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_share AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.gift_share TO vte_app;

-- table app.gift_visit of vte_owner
ALTER TABLE app.gift_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.gift_visit FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.gift_visit AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.gift_visit AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.gift_visit AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.gift_visit TO vte_app;

-- table app.hazard_measure of vte_owner
ALTER TABLE app.hazard_measure ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.hazard_measure FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.hazard_measure AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.hazard_measure AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.hazard_measure AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.hazard_measure TO vte_app;

-- table app.hazard_site of vte_owner
ALTER TABLE app.hazard_site ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.hazard_site FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.hazard_site AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.hazard_site AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.hazard_site AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.hazard_site TO vte_app;

-- table app.household of vte_owner
ALTER TABLE app.household ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.household FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.household AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.household AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.household AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.household TO vte_app;

-- table app.household_status of vte_owner
ALTER TABLE app.household_status ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.household_status FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.household_status AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.household_status AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.household_status AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.household_status TO vte_app;

-- table app.idempotency_key of vte_owner
ALTER TABLE app.idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.idempotency_key AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.idempotency_key AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.idempotency_key AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.idempotency_key TO vte_app;

-- table app.incident_access of vte_owner
ALTER TABLE app.incident_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_access FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_access AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ( SELECT app.may_give_access(incident_access.subject_id) AS may_give_access);
CREATE POLICY change ON app.incident_access AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_access AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_access AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id))))));
CREATE POLICY tenant ON app.incident_access AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_access TO vte_app;

-- table app.incident_arrival of vte_owner
ALTER TABLE app.incident_arrival ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_arrival FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_arrival AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK true;
CREATE POLICY change ON app.incident_arrival AS PERMISSIVE FOR UPDATE TO vte_app
  USING ( SELECT app.works_on_cases() AS works_on_cases)
  WITH CHECK ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY owner_all ON app.incident_arrival AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_arrival AS PERMISSIVE FOR SELECT TO vte_app
  USING ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY tenant ON app.incident_arrival AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_arrival TO vte_app;

-- table app.incident_case of vte_owner
ALTER TABLE app.incident_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_case FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_case AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY change ON app.incident_case AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_case AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_case AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (id IN ( SELECT m.subject_id
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_case AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_case TO vte_app;

-- table app.incident_case_report of vte_owner
ALTER TABLE app.incident_case_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_case_report FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_case_report AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ((( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[]))) AND (( SELECT app.leads_cases() AS leads_cases) OR (report_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[]))));
CREATE POLICY owner_all ON app.incident_case_report AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_case_report AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((case_id, 'report'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_case_report AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.incident_case_report TO vte_app;

-- table app.incident_clock of vte_owner
ALTER TABLE app.incident_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_clock FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_clock AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY change ON app.incident_clock AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_clock AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_clock AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (subject_id IN ( SELECT m.subject_id
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_clock AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_clock TO vte_app;

-- table app.incident_evidence of vte_owner
ALTER TABLE app.incident_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_evidence AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY change ON app.incident_evidence AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_evidence AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_evidence AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((case_id, 'evidence'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_evidence AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_evidence TO vte_app;

-- table app.incident_file of vte_owner
ALTER TABLE app.incident_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_file FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_file AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((subject_id, 'files'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY change ON app.incident_file AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_file AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_file AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((subject_id, 'files'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_file AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_file TO vte_app;

-- table app.incident_informant of vte_owner
ALTER TABLE app.incident_informant ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_informant FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_informant AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY change ON app.incident_informant AS PERMISSIVE FOR UPDATE TO vte_app
  USING ((id IN ( SELECT r.id
   FROM app.incident_report r)) AND ( SELECT app.works_on_cases() AS works_on_cases))
  WITH CHECK ((id IN ( SELECT r.id
   FROM app.incident_report r)) AND ( SELECT app.works_on_cases() AS works_on_cases));
CREATE POLICY owner_all ON app.incident_informant AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_informant AS PERMISSIVE FOR SELECT TO vte_app
  USING ((id IN ( SELECT r.id
   FROM app.incident_report r)) AND ( SELECT app.works_on_cases() AS works_on_cases));
CREATE POLICY tenant ON app.incident_informant AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_informant TO vte_app;

-- table app.incident_note of vte_owner
ALTER TABLE app.incident_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_note FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_note AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((subject_id, 'notes'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY owner_all ON app.incident_note AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_note AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (subject_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((subject_id, 'notes'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_note AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.incident_note TO vte_app;

-- table app.incident_paper of vte_owner
ALTER TABLE app.incident_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_paper FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_paper AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY change ON app.incident_paper AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_paper AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY remove ON app.incident_paper AS PERMISSIVE FOR DELETE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY see ON app.incident_paper AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((case_id, (part)::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_paper AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.incident_paper TO vte_app;

-- table app.incident_report of vte_owner
ALTER TABLE app.incident_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_report FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_report AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY change ON app.incident_report AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM app.incident_case_report cr
  WHERE ((cr.ward_id = incident_report.ward_id) AND (cr.report_id = incident_report.id) AND (( SELECT app.leads_cases() AS leads_cases) OR (cr.case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))))))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM app.incident_case_report cr
  WHERE ((cr.ward_id = incident_report.ward_id) AND (cr.report_id = incident_report.id) AND (( SELECT app.leads_cases() AS leads_cases) OR (cr.case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))))));
CREATE POLICY owner_all ON app.incident_report AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_report AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR (EXISTS ( SELECT
   FROM app.incident_case_report cr
  WHERE ((cr.ward_id = incident_report.ward_id) AND (cr.report_id = incident_report.id)))));
CREATE POLICY tenant ON app.incident_report AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_report TO vte_app;

-- table app.incident_stand_in of vte_owner
ALTER TABLE app.incident_stand_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_stand_in FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_stand_in AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.works_on_cases() AS works_on_cases) AND (( SELECT app.leads_cases() AS leads_cases) OR (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id)))))));
CREATE POLICY change ON app.incident_stand_in AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.works_on_cases() AS works_on_cases) AND (( SELECT app.leads_cases() AS leads_cases) OR (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id)))))))
  WITH CHECK (( SELECT app.works_on_cases() AS works_on_cases) AND (( SELECT app.leads_cases() AS leads_cases) OR (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id)))))));
CREATE POLICY owner_all ON app.incident_stand_in AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_stand_in AS PERMISSIVE FOR SELECT TO vte_app
  USING ( SELECT app.works_on_cases() AS works_on_cases);
CREATE POLICY tenant ON app.incident_stand_in AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_stand_in TO vte_app;

-- table app.incident_task of vte_owner
ALTER TABLE app.incident_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_task FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_task AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY change ON app.incident_task AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_task AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_task AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])) OR ((case_id, 'plan'::text) IN ( SELECT m.subject_id,
    m.part
   FROM app.my_parts() m(subject_id, part))));
CREATE POLICY tenant ON app.incident_task AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_task TO vte_app;

-- table app.incident_transfer of vte_owner
ALTER TABLE app.incident_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.incident_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON app.incident_transfer AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY change ON app.incident_transfer AS PERMISSIVE FOR UPDATE TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])))
  WITH CHECK (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.incident_transfer AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY see ON app.incident_transfer AS PERMISSIVE FOR SELECT TO vte_app
  USING (( SELECT app.leads_cases() AS leads_cases) OR (case_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY tenant ON app.incident_transfer AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.incident_transfer TO vte_app;

-- table app.injury of vte_owner
ALTER TABLE app.injury ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.injury FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.injury AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.injury AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.injury AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.injury TO vte_app;

-- table app.job of vte_owner
ALTER TABLE app.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.job FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.job AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.job AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.job AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.job TO vte_app;

-- table app.membership of vte_owner
ALTER TABLE app.membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.membership FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.membership AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.membership AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.membership AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.membership TO vte_app;

-- table app.money_movement of vte_owner
ALTER TABLE app.money_movement ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.money_movement FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.money_movement AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.money_movement AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.money_movement AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.money_movement TO vte_app;

-- table app.notice of vte_owner
ALTER TABLE app.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY new ON app.notice AS PERMISSIVE FOR INSERT TO vte_app
  WITH CHECK ((read_at IS NULL) AND (ended_at IS NULL));
CREATE POLICY own ON app.notice AS PERMISSIVE FOR ALL TO vte_app
  USING (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id)))))
  WITH CHECK (person_id IN ( SELECT p.id
   FROM app.person p
  WHERE ((p.ward_id = ( SELECT app.ward_id() AS ward_id)) AND (p.account_id = ( SELECT app.account_id() AS account_id)))));
CREATE POLICY owner_all ON app.notice AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.notice AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.notice TO vte_app;

-- table app.paper_number of vte_owner
ALTER TABLE app.paper_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.paper_number FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.paper_number AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY need_to_know_insert ON app.paper_number AS RESTRICTIVE FOR INSERT TO vte_app
  WITH CHECK (((series)::text <> 'secret'::text) OR ((record_kind)::text <> ALL ((ARRAY['incident_report'::character varying, 'incident_case'::character varying, 'incident_arrival'::character varying])::text[])) OR ( SELECT app.leads_cases() AS leads_cases) OR (record_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY need_to_know_select ON app.paper_number AS RESTRICTIVE FOR SELECT TO vte_app
  USING (((series)::text <> 'secret'::text) OR ((record_kind)::text <> ALL ((ARRAY['incident_report'::character varying, 'incident_case'::character varying, 'incident_arrival'::character varying])::text[])) OR ( SELECT app.leads_cases() AS leads_cases) OR (record_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY need_to_know_update ON app.paper_number AS RESTRICTIVE FOR UPDATE TO vte_app
  USING (((series)::text <> 'secret'::text) OR ((record_kind)::text <> ALL ((ARRAY['incident_report'::character varying, 'incident_case'::character varying, 'incident_arrival'::character varying])::text[])) OR ( SELECT app.leads_cases() AS leads_cases) OR (record_id = ANY (( SELECT app.my_subjects() AS my_subjects)::uuid[])));
CREATE POLICY owner_all ON app.paper_number AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.paper_number AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.paper_number TO vte_app;

-- table app.password_reset of vte_owner
ALTER TABLE app.password_reset ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.password_reset FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.password_reset AS PERMISSIVE FOR ALL TO vte_app
  USING (account_id = ( SELECT app.account_id() AS account_id))
  WITH CHECK (account_id = ( SELECT app.account_id() AS account_id));
CREATE POLICY owner_all ON app.password_reset AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY ward ON app.password_reset AS PERMISSIVE FOR ALL TO vte_app
  USING (( SELECT app.system_admin() AS system_admin) OR (account_id IN ( SELECT p.account_id
   FROM app.person p
  WHERE (p.ward_id = ( SELECT app.ward_id() AS ward_id)))))
  WITH CHECK (( SELECT app.system_admin() AS system_admin) OR (account_id IN ( SELECT p.account_id
   FROM app.person p
  WHERE (p.ward_id = ( SELECT app.ward_id() AS ward_id)))));
GRANT INSERT, SELECT, UPDATE ON TABLE app.password_reset TO vte_app;

-- table app.person of vte_owner
ALTER TABLE app.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.person FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.person AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.person AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.person AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.person TO vte_app;

-- table app.plan of vte_owner
ALTER TABLE app.plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan TO vte_app;

-- table app.plan_activity_line of vte_owner
ALTER TABLE app.plan_activity_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan_activity_line FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan_activity_line AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan_activity_line AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan_activity_line AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan_activity_line TO vte_app;

-- table app.plan_import of vte_owner
ALTER TABLE app.plan_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan_import FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan_import AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan_import AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan_import AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan_import TO vte_app;

-- table app.plan_message of vte_owner
ALTER TABLE app.plan_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan_message FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan_message AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan_message AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan_message AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan_message TO vte_app;

-- table app.plan_revision of vte_owner
ALTER TABLE app.plan_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan_revision AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan_revision AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan_revision AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan_revision TO vte_app;

-- table app.plan_task of vte_owner
ALTER TABLE app.plan_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.plan_task FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.plan_task AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.plan_task AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.plan_task AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.plan_task TO vte_app;

-- table app.record_file of vte_owner
ALTER TABLE app.record_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.record_file FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.record_file AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.record_file AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.record_file AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.record_file TO vte_app;

-- table app.report_answer of vte_owner
ALTER TABLE app.report_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.report_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.report_answer AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.report_answer AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.report_answer AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.report_answer TO vte_app;

-- table app.report_duty of vte_owner
ALTER TABLE app.report_duty ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.report_duty FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON app.report_duty AS PERMISSIVE FOR SELECT TO vte_app
  USING true;
CREATE POLICY owner_all ON app.report_duty AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT SELECT ON TABLE app.report_duty TO vte_app;

-- table app.report_figure of vte_owner
ALTER TABLE app.report_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.report_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.report_figure AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.report_figure AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.report_figure AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.report_figure TO vte_app;

-- table app.report_round of vte_owner
ALTER TABLE app.report_round ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.report_round FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.report_round AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.report_round AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.report_round AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.report_round TO vte_app;

-- table app.report_version of vte_owner
ALTER TABLE app.report_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.report_version FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.report_version AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.report_version AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.report_version AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.report_version TO vte_app;

-- table app.session of vte_owner
ALTER TABLE app.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.session AS PERMISSIVE FOR ALL TO vte_app
  USING (account_id = ( SELECT app.account_id() AS account_id))
  WITH CHECK (account_id = ( SELECT app.account_id() AS account_id));
CREATE POLICY owner_all ON app.session AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.session TO vte_app;

-- table app.sign_in_delay of vte_owner
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.sign_in_delay TO vte_app;

-- table app.stored_file of vte_owner
ALTER TABLE app.stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.stored_file AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.stored_file AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.stored_file AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.stored_file TO vte_app;

-- table app.unit of vte_owner
ALTER TABLE app.unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.unit FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.unit AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.unit AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.unit AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.unit TO vte_app;

-- table app.unit_change of vte_owner
ALTER TABLE app.unit_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.unit_change FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.unit_change AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.unit_change AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.unit_change AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.unit_change TO vte_app;

-- table app.unit_succession of vte_owner
ALTER TABLE app.unit_succession ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.unit_succession FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.unit_succession AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.unit_succession AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.unit_succession AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.unit_succession TO vte_app;

-- table app.ward of vte_owner
ALTER TABLE app.ward ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ward FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.ward AS PERMISSIVE FOR ALL TO vte_app
  USING ((id = ( SELECT app.ward_id() AS ward_id)) OR ( SELECT app.system_admin() AS system_admin))
  WITH CHECK ((id = ( SELECT app.ward_id() AS ward_id)) OR ( SELECT app.system_admin() AS system_admin));
CREATE POLICY owner_all ON app.ward AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
GRANT INSERT, SELECT, UPDATE ON TABLE app.ward TO vte_app;

-- table app.ward_deadline of vte_owner
ALTER TABLE app.ward_deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ward_deadline FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.ward_deadline AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.ward_deadline AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.ward_deadline AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.ward_deadline TO vte_app;

-- table app.ward_key of vte_owner
ALTER TABLE app.ward_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ward_key FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.ward_key AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.ward_key AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.ward_key AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT ON TABLE app.ward_key TO vte_app;

-- table app.ward_map of vte_owner
ALTER TABLE app.ward_map ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ward_map FORCE ROW LEVEL SECURITY;
CREATE POLICY base ON app.ward_map AS PERMISSIVE FOR ALL TO vte_app
  USING true
  WITH CHECK true;
CREATE POLICY owner_all ON app.ward_map AS PERMISSIVE FOR ALL TO vte_owner
  USING true
  WITH CHECK true;
CREATE POLICY tenant ON app.ward_map AS RESTRICTIVE FOR ALL TO vte_app
  USING (ward_id = ( SELECT app.ward_id() AS ward_id))
  WITH CHECK (ward_id = ( SELECT app.ward_id() AS ward_id));
GRANT INSERT, SELECT, UPDATE ON TABLE app.ward_map TO vte_app;

-- function app.account_id() of vte_owner
CREATE OR REPLACE FUNCTION app.account_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.account_id'::text, true), ''::text))::uuid
;
GRANT EXECUTE ON FUNCTION app.account_id() TO vte_app;

-- function app.account_is_only_ours(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.account_is_only_ours(p_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT NOT a.system_admin
     AND NOT EXISTS (SELECT FROM app.person p WHERE p.account_id = a.id AND p.ward_id <> app.ward_id())
    FROM app.account a WHERE a.id = p_account
$function$
;
GRANT EXECUTE ON FUNCTION app.account_is_only_ours(uuid) TO vte_app;

-- function app.account_secured(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.account_secured(p_account uuid)
 RETURNS TABLE(has_password boolean, has_second_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT c.password_hash IS NOT NULL, c.totp_enabled FROM app.credential c
   WHERE c.account_id = p_account AND app.may_ask_about(p_account)
$function$
;
GRANT EXECUTE ON FUNCTION app.account_secured(uuid) TO vte_app;

-- function app.answer_transfer(integer,uuid,boolean,timestamp with time zone,bytea) of vte_owner
CREATE OR REPLACE FUNCTION app.answer_transfer(p_from integer, p_transfer uuid, p_taken boolean, p_at timestamp with time zone, p_answer bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
DECLARE found_case uuid;
BEGIN
  IF NOT app.works_on_cases() OR NOT EXISTS (
       SELECT FROM app.incident_arrival a
        WHERE a.ward_id = app.ward_id() AND a.id = p_transfer AND a.from_ward_id = p_from) THEN
    RETURN NULL;
  END IF;
  UPDATE app.incident_transfer t
     SET state = CASE WHEN p_taken THEN 'taken' ELSE 'refused' END, answered_at = p_at, sealed_answer = p_answer
   WHERE t.ward_id = p_from AND t.id = p_transfer AND t.to_ward_id = app.ward_id() AND t.state = 'offered'
   RETURNING t.case_id INTO found_case;
  IF found_case IS NOT NULL AND p_taken THEN
    UPDATE app.incident_case c SET state = 'handed_over', closed_at = p_at, version = c.version + 1
     WHERE c.ward_id = p_from AND c.id = found_case;
    UPDATE app.incident_clock k SET ended_at = p_at
     WHERE k.ward_id = p_from AND k.subject_id = found_case AND k.ended_at IS NULL;
  END IF;
  RETURN found_case;
END $function$
;
GRANT EXECUTE ON FUNCTION app.answer_transfer(integer,uuid,boolean,timestamp with time zone,bytea) TO vte_app;

-- function app.case_day() of vte_owner
CREATE OR REPLACE FUNCTION app.case_day()
 RETURNS date
 LANGUAGE sql
 STABLE
RETURN COALESCE((NULLIF(current_setting('app.case_day'::text, true), ''::text))::date, ((now() AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date)
;
GRANT EXECUTE ON FUNCTION app.case_day() TO vte_app;

-- function app.case_people(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.case_people(p_subject uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  WITH concerned AS (
    SELECT p.id FROM app.person p
      JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
     WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL AND (
           m.role = 'ward_lead'
        OR (m.role = 'child_protection_officer' AND EXISTS (
              SELECT FROM app.incident_access a
               WHERE a.ward_id = p.ward_id AND a.subject_id = p_subject AND a.person_id = p.id
                 AND a.kind <> 'referral' AND a.revoked_at IS NULL))))
  SELECT concerned.id FROM concerned
  UNION
  SELECT s.stand_in_id FROM app.incident_stand_in s
   WHERE s.ward_id = app.ward_id() AND s.ended_at IS NULL AND app.case_day() BETWEEN s.from_on AND s.to_on
     AND s.person_id IN (SELECT concerned.id FROM concerned)
$function$
;
GRANT EXECUTE ON FUNCTION app.case_people(uuid) TO vte_app;

-- function app.case_roles() of vte_owner
CREATE OR REPLACE FUNCTION app.case_roles()
 RETURNS TABLE(person_id uuid, role text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH own AS (
    SELECT p.id, m.role FROM app.person p
      JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                           AND m.role IN ('ward_lead', 'child_protection_officer')
     WHERE p.ward_id = app.ward_id() AND p.account_id = app.account_id() AND p.ended_at IS NULL)
  SELECT own.id, own.role::text FROM own
  UNION
  SELECT s.person_id, m.role::text FROM app.incident_stand_in s
    JOIN app.membership m ON m.ward_id = s.ward_id AND m.person_id = s.person_id AND m.ended_at IS NULL
                         AND m.role IN ('ward_lead', 'child_protection_officer')
   WHERE s.ward_id = app.ward_id() AND s.stand_in_id IN (SELECT own.id FROM own) AND s.ended_at IS NULL
     AND app.case_day() BETWEEN s.from_on AND s.to_on;
END $function$
;
GRANT EXECUTE ON FUNCTION app.case_roles() TO vte_app;

-- function app.case_workers() of vte_owner
CREATE OR REPLACE FUNCTION app.case_workers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT DISTINCT p.id FROM app.person p
    JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                         AND m.role IN ('ward_lead', 'child_protection_officer')
   WHERE p.ward_id = app.ward_id() AND p.ended_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.case_workers() TO vte_app;

-- function app.clear_second_factor(uuid,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.clear_second_factor(p_account uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  UPDATE app.credential SET totp_enabled = false, totp_secret = NULL, recovery_hashes = '{}'
   WHERE account_id = p_account AND totp_enabled
     AND (app.system_admin() OR (app.account_is_only_ours(p_account) AND EXISTS (
           SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id())));
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE app.session SET revoked_at = p_now WHERE account_id = p_account AND revoked_at IS NULL;
  RETURN true;
END $function$
;
GRANT EXECUTE ON FUNCTION app.clear_second_factor(uuid,timestamp with time zone) TO vte_app;

-- function app.duty_phone(text,date) of vte_owner
CREATE OR REPLACE FUNCTION app.duty_phone(p_code text, p_day date)
 RETURNS TABLE(ward_name text, phone text, second_phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.name, turn.phone, turn.stand_in_phone
    FROM app.ward w
    LEFT JOIN LATERAL (
      SELECT t.phone, t.stand_in_phone FROM app.duty_turn t
       WHERE t.ward_id = w.id AND t.ended_at IS NULL AND p_day BETWEEN t.from_on AND t.to_on
       ORDER BY t.from_on DESC LIMIT 1) turn ON true
   WHERE w.code = p_code AND w.closed_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.duty_phone(text,date) TO vte_app;

-- function app.end_case_notices(uuid,uuid,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.end_case_notices(p_subject uuid, p_person uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  UPDATE app.notice SET ended_at = p_now
   WHERE ward_id = app.ward_id() AND object_id = p_subject AND person_id = p_person AND ended_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.end_case_notices(uuid,uuid,timestamp with time zone) TO vte_app;

-- function app.end_notices(text[],text[],timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.end_notices(p_kinds text[], p_objects text[], p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  UPDATE app.notice SET ended_at = p_now
   WHERE ward_id = app.ward_id() AND object_id = ANY (p_objects::uuid[]) AND kind = ANY (p_kinds) AND ended_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.end_notices(text[],text[],timestamp with time zone) TO vte_app;

-- function app.end_referral_notices(date,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.end_referral_notices(p_day date, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  UPDATE app.notice n SET ended_at = p_now
   WHERE n.ward_id = app.ward_id() AND n.kind = 'incident_case.referred' AND n.ended_at IS NULL
     AND NOT EXISTS (SELECT FROM app.incident_access a
                      WHERE a.ward_id = n.ward_id AND a.subject_id = n.object_id AND a.person_id = n.person_id
                        AND a.revoked_at IS NULL AND coalesce(a.until_on, p_day) >= p_day)
$function$
;
GRANT EXECUTE ON FUNCTION app.end_referral_notices(date,timestamp with time zone) TO vte_app;

-- function app.enter_cases(uuid,timestamp with time zone,interval) of vte_owner
CREATE OR REPLACE FUNCTION app.enter_cases(p_session uuid, p_now timestamp with time zone, p_idle interval)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
DECLARE seen timestamptz;
BEGIN
  PERFORM set_config('app.case_day', ((p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::text, true),
          set_config('app.inside_cases', '', true), set_config('app.case_leads', '', true),
          set_config('plan_cache_mode', 'force_generic_plan', true);
  IF NOT app.works_on_cases() AND NOT EXISTS (SELECT FROM app.my_parts()) THEN
    RETURN 'nobody';
  END IF;
  IF NOT EXISTS (SELECT FROM app.credential c WHERE c.account_id = app.account_id() AND c.totp_enabled) THEN
    RETURN 'second_factor';
  END IF;
  SELECT coalesce(s.cases_seen_at, s.created_at) INTO seen FROM app.session s
   WHERE s.id = p_session AND s.account_id = app.account_id() AND s.revoked_at IS NULL;
  IF seen IS NULL OR seen < p_now - p_idle THEN
    RETURN 'idle';
  END IF;
  IF seen < p_now - interval '20 seconds' THEN
    UPDATE app.session s SET cases_seen_at = p_now WHERE s.id = p_session;
  END IF;
  PERFORM set_config('app.inside_cases', 'on', true),
          set_config('app.case_leads', current_setting('app.ward_id') || current_setting('app.account_id')
                     || CASE WHEN app.leads_cases_now() THEN 'yes' ELSE 'no' END, true);
  RETURN 'inside';
END $function$
;
GRANT EXECUTE ON FUNCTION app.enter_cases(uuid,timestamp with time zone,interval) TO vte_app;

-- function app.find_login(text) of vte_owner
CREATE OR REPLACE FUNCTION app.find_login(p_login text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT a.id FROM app.account a WHERE a.login = p_login AND a.disabled_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.find_login(text) TO vte_app;

-- function app.find_password_reset(bytea,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.find_password_reset(p_token bytea, p_now timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT r.account_id FROM app.password_reset r JOIN app.account a ON a.id = r.account_id AND a.disabled_at IS NULL
   WHERE r.token_hash = p_token AND r.used_at IS NULL AND r.voided_at IS NULL AND r.expires_at > p_now
$function$
;
GRANT EXECUTE ON FUNCTION app.find_password_reset(bytea,timestamp with time zone) TO vte_app;

-- function app.find_ward(text) of vte_owner
CREATE OR REPLACE FUNCTION app.find_ward(p_code text)
 RETURNS TABLE(id integer, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.id, w.name FROM app.ward w WHERE w.code = p_code AND w.closed_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.find_ward(text) TO vte_app;

-- function app.find_wards(text[],integer) of vte_owner
CREATE OR REPLACE FUNCTION app.find_wards(p_words text[], p_most integer)
 RETURNS TABLE(code text, name text, province text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.code, w.name, w.province FROM app.ward w
   WHERE w.closed_at IS NULL AND w.id <> app.ward_id()
     AND NOT EXISTS (SELECT FROM unnest(p_words) word WHERE strpos(w.search_key, word) = 0)
   ORDER BY w.province <> (SELECT o.province FROM app.ward o WHERE o.id = app.ward_id()), w.search_key, w.id
   LIMIT p_most
$function$
;
GRANT EXECUTE ON FUNCTION app.find_wards(text[],integer) TO vte_app;

-- function app.force_password_change(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.force_password_change(p_account uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  UPDATE app.credential SET must_change_password = true WHERE account_id = p_account AND app.system_admin()
$function$
;
GRANT EXECUTE ON FUNCTION app.force_password_change(uuid) TO vte_app;

-- function app.forget_notices(timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.forget_notices(p_before timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  DELETE FROM app.notice WHERE ward_id = app.ward_id() AND coalesce(ended_at, read_at) < p_before
$function$
;
GRANT EXECUTE ON FUNCTION app.forget_notices(timestamp with time zone) TO vte_app;

-- function app.forget_password(uuid,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.forget_password(p_account uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  UPDATE app.credential SET password_hash = NULL, must_change_password = true
   WHERE account_id = p_account AND app.account_is_only_ours(p_account) AND EXISTS (
           SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id());
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE app.session SET revoked_at = p_now WHERE account_id = p_account AND revoked_at IS NULL;
  RETURN true;
END $function$
;
GRANT EXECUTE ON FUNCTION app.forget_password(uuid,timestamp with time zone) TO vte_app;

-- function app.inside_cases() of vte_owner
CREATE OR REPLACE FUNCTION app.inside_cases()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('app.inside_cases'::text, true), ''::text) = 'on'::text)
;
GRANT EXECUTE ON FUNCTION app.inside_cases() TO vte_app;

-- function app.leads_cases() of vte_owner
CREATE OR REPLACE FUNCTION app.leads_cases()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN CASE current_setting('app.case_leads'::text, true) WHEN ((current_setting('app.ward_id'::text, true) || current_setting('app.account_id'::text, true)) || 'yes'::text) THEN true WHEN ((current_setting('app.ward_id'::text, true) || current_setting('app.account_id'::text, true)) || 'no'::text) THEN false ELSE app.leads_cases_now() END
;
GRANT EXECUTE ON FUNCTION app.leads_cases() TO vte_app;

-- function app.leads_cases_now() of vte_owner
CREATE OR REPLACE FUNCTION app.leads_cases_now()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM app.case_roles() r WHERE r.role = 'ward_lead');
END $function$
;
GRANT EXECUTE ON FUNCTION app.leads_cases_now() TO vte_app;

-- function app.login() of vte_owner
CREATE OR REPLACE FUNCTION app.login()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN COALESCE((SELECT a.login FROM app.account a WHERE (a.id = app.account_id())), ''::character varying)
;
GRANT EXECUTE ON FUNCTION app.login() TO vte_app;

-- function app.may_ask_about(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.may_ask_about(p_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT app.system_admin() OR coalesce(p_account = app.account_id(), false)
      OR EXISTS (SELECT FROM app.person p WHERE p.account_id = p_account AND p.ward_id = app.ward_id())
$function$
;
GRANT EXECUTE ON FUNCTION app.may_ask_about(uuid) TO vte_app;

-- function app.may_give_access(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.may_give_access(p_subject uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT app.leads_cases() OR p_subject = ANY(app.my_subjects())
      OR (app.works_on_cases() AND NOT EXISTS (
            SELECT FROM app.incident_access a WHERE a.ward_id = app.ward_id() AND a.subject_id = p_subject))
$function$
;
GRANT EXECUTE ON FUNCTION app.may_give_access(uuid) TO vte_app;

-- function app.my_parts() of vte_owner
CREATE OR REPLACE FUNCTION app.my_parts()
 RETURNS TABLE(subject_id uuid, part text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT a.subject_id, unnest(a.parts)::text FROM app.incident_access a
    JOIN app.person p ON p.ward_id = a.ward_id AND p.id = a.person_id AND p.account_id = app.account_id()
                     AND p.ended_at IS NULL
   WHERE a.ward_id = app.ward_id() AND a.kind = 'referral' AND a.revoked_at IS NULL
     AND a.until_on >= app.case_day();
END $function$
;
GRANT EXECUTE ON FUNCTION app.my_parts() TO vte_app;

-- function app.my_subjects() of vte_owner
CREATE OR REPLACE FUNCTION app.my_subjects()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  RETURN ARRAY(
    SELECT a.subject_id FROM app.incident_access a
     WHERE a.ward_id = app.ward_id() AND a.kind <> 'referral' AND a.revoked_at IS NULL
       AND a.person_id = ANY(ARRAY(SELECT r.person_id FROM app.case_roles() r)));
END $function$
;
GRANT EXECUTE ON FUNCTION app.my_subjects() TO vte_app;

-- function app.my_wards() of vte_owner
CREATE OR REPLACE FUNCTION app.my_wards()
 RETURNS TABLE(id integer, code text, name text, province text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.id, w.code, w.name, w.province FROM app.person p JOIN app.ward w ON w.id = p.ward_id
   WHERE p.account_id = app.account_id() AND p.ended_at IS NULL AND w.closed_at IS NULL ORDER BY w.id
$function$
;
GRANT EXECUTE ON FUNCTION app.my_wards() TO vte_app;

-- function app.open_job(integer,uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.open_job(p_ward integer, p_job uuid)
 RETURNS TABLE(session_id uuid, account_id uuid, actor_name text, ward_id integer, person_id uuid, roles text[], unit_ids uuid[], lead_unit_ids uuid[], must_change_password boolean, due_day_counts boolean)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
DECLARE found_row record;
BEGIN
  PERFORM set_config('app.ward_id', p_ward::text, true), set_config('app.account_id', '', true),
          set_config('app.system_admin', '', true);
  SELECT j.session_id, j.account_id, p.full_name AS name, p.ward_id, p.id AS person_id, w.due_day_counts
    INTO found_row
    FROM app.job j
    JOIN app.person p ON p.ward_id = j.ward_id AND p.id = j.person_id AND p.account_id = j.account_id
                     AND p.ended_at IS NULL
    JOIN app.account a ON a.id = j.account_id AND a.disabled_at IS NULL
    JOIN app.ward w ON w.id = j.ward_id
   WHERE j.ward_id = p_ward AND j.id = p_job;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('app.account_id', found_row.account_id::text, true);
  session_id := found_row.session_id;
  account_id := found_row.account_id;
  actor_name := found_row.name;
  ward_id := found_row.ward_id;
  person_id := found_row.person_id;
  must_change_password := false;
  due_day_counts := found_row.due_day_counts;
  SELECT coalesce(array_agg(DISTINCT m.role), '{}'),
         coalesce(array_agg(DISTINCT u.id) FILTER (WHERE u.id IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT u.id) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    FROM app.membership m LEFT JOIN app.unit u ON u.ward_id = m.ward_id AND (u.id = m.unit_id OR u.heir_id = m.unit_id)
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  RETURN NEXT;
END $function$
;
GRANT EXECUTE ON FUNCTION app.open_job(integer,uuid) TO vte_app;

-- function app.open_request(bytea,timestamp with time zone,interval) of vte_owner
CREATE OR REPLACE FUNCTION app.open_request(p_token bytea, p_now timestamp with time zone, p_idle interval)
 RETURNS TABLE(session_id uuid, account_id uuid, actor_name text, ward_id integer, person_id uuid, roles text[], unit_ids uuid[], lead_unit_ids uuid[], must_change_password boolean, due_day_counts boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
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
         coalesce(array_agg(DISTINCT u.id) FILTER (WHERE u.id IS NOT NULL), '{}'),
         coalesce(array_agg(DISTINCT u.id) FILTER (WHERE m.role = 'unit_lead'), '{}')
    INTO roles, unit_ids, lead_unit_ids
    FROM app.membership m
    LEFT JOIN app.unit u ON u.ward_id = m.ward_id AND (u.id = m.unit_id OR u.heir_id = m.unit_id)
   WHERE m.ward_id = found_row.ward_id AND m.person_id = found_row.person_id AND m.ended_at IS NULL;
  IF found_row.system_admin THEN
    roles := roles || 'system_admin'::text;
  END IF;
  RETURN NEXT;
END $function$
;
GRANT EXECUTE ON FUNCTION app.open_request(bytea,timestamp with time zone,interval) TO vte_app;

-- function app.open_wards(timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.open_wards(p_now timestamp with time zone)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.id FROM app.ward w WHERE w.closed_at IS NULL ORDER BY w.id
$function$
;
GRANT EXECUTE ON FUNCTION app.open_wards(timestamp with time zone) TO vte_app;

-- function app.renew_arrival(uuid,bytea) of vte_owner
CREATE OR REPLACE FUNCTION app.renew_arrival(p_transfer uuid, p_sealed bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  UPDATE app.incident_arrival a SET sealed = p_sealed
    FROM app.incident_transfer t
   WHERE t.ward_id = app.ward_id() AND t.id = p_transfer AND t.state = 'offered' AND app.works_on_cases()
     AND (app.leads_cases() OR t.case_id = ANY(app.my_subjects()))
     AND a.ward_id = t.to_ward_id AND a.id = t.id AND a.state = 'offered';
END $function$
;
GRANT EXECUTE ON FUNCTION app.renew_arrival(uuid,bytea) TO vte_app;

-- function app.reset_needs_second(uuid,text[],text[]) of vte_owner
CREATE OR REPLACE FUNCTION app.reset_needs_second(p_account uuid, p_cases text[], p_mighty text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM app.person p
                   JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
                  WHERE p.account_id = a.id
                    AND (m.role = ANY (p_cases)
                      OR (m.role = ANY (p_mighty)
                          AND (c.password_hash IS NOT NULL
                            OR EXISTS (SELECT FROM app.approval x
                                        WHERE x.account_id = a.id AND x.ward_id = m.ward_id AND x.kind = 'role'
                                          AND x.role = m.role AND x.confirmed)))))
      OR (a.system_admin AND c.password_hash IS NOT NULL)
    FROM app.account a JOIN app.credential c ON c.account_id = a.id
   WHERE a.id = p_account AND app.may_ask_about(p_account)
$function$
;
GRANT EXECUTE ON FUNCTION app.reset_needs_second(uuid,text[],text[]) TO vte_app;

-- function app.roles_of_account(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.roles_of_account(p_account uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT DISTINCT m.role FROM app.person p
    JOIN app.membership m ON m.ward_id = p.ward_id AND m.person_id = p.id AND m.ended_at IS NULL
   WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.may_ask_about(p_account)
   UNION
  SELECT 'system_admin' FROM app.account a
   WHERE a.id = p_account AND a.system_admin AND app.may_ask_about(p_account)
$function$
;
GRANT EXECUTE ON FUNCTION app.roles_of_account(uuid) TO vte_app;

-- function app.running_clocks() of vte_owner
CREATE OR REPLACE FUNCTION app.running_clocks()
 RETURNS TABLE(id uuid, subject_id uuid, code text, rule_id uuid, rule_version integer, ward_deadline_id uuid, starts_at timestamp with time zone, object_kind text, person_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT k.id, k.subject_id, k.code, k.rule_id, k.rule_version, k.ward_deadline_id, k.starts_at,
         CASE WHEN c.id IS NULL THEN 'incident_report' ELSE 'incident_case' END,
         ARRAY(SELECT app.case_people(k.subject_id))
    FROM app.incident_clock k
    LEFT JOIN app.incident_case c ON c.ward_id = k.ward_id AND c.id = k.subject_id
   WHERE k.ward_id = app.ward_id() AND k.ended_at IS NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.running_clocks() TO vte_app;

-- function app.system_admin() of vte_owner
CREATE OR REPLACE FUNCTION app.system_admin()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('app.system_admin'::text, true), ''::text) = 'on'::text)
;
GRANT EXECUTE ON FUNCTION app.system_admin() TO vte_app;

-- function app.ward_id() of vte_owner
CREATE OR REPLACE FUNCTION app.ward_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.ward_id'::text, true), ''::text))::integer
;
GRANT EXECUTE ON FUNCTION app.ward_id() TO vte_app;

-- function app.wards_by_night(timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.wards_by_night(p_now timestamp with time zone)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT w.id FROM app.ward w WHERE extract(hour FROM p_now AT TIME ZONE 'Asia/Ho_Chi_Minh') = 2 ORDER BY w.id
$function$
;
GRANT EXECUTE ON FUNCTION app.wards_by_night(timestamp with time zone) TO vte_app;

-- function app.wards_of_account(uuid) of vte_owner
CREATE OR REPLACE FUNCTION app.wards_of_account(p_account uuid)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT p.ward_id FROM app.person p
   WHERE p.account_id = p_account AND p.ended_at IS NULL AND app.may_ask_about(p_account)
   ORDER BY p.ward_id
$function$
;
GRANT EXECUTE ON FUNCTION app.wards_of_account(uuid) TO vte_app;

-- function app.wards_with_clocks(timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.wards_with_clocks(p_now timestamp with time zone)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT DISTINCT k.ward_id FROM app.incident_clock k WHERE k.ended_at IS NULL AND p_now IS NOT NULL
$function$
;
GRANT EXECUTE ON FUNCTION app.wards_with_clocks(timestamp with time zone) TO vte_app;

-- function app.wards_with_days_near(timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.wards_with_days_near(p_now timestamp with time zone)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
  SELECT DISTINCT a.ward_id FROM app.assignment a JOIN app.ward w ON w.id = a.ward_id AND w.closed_at IS NULL
   WHERE a.last_day_on BETWEEN (p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 3
                           AND (p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + 3
     AND a.withdrawn_at IS NULL AND a.state NOT IN ('submitted', 'accepted')
$function$
;
GRANT EXECUTE ON FUNCTION app.wards_with_days_near(timestamp with time zone) TO vte_app;

-- function app.withdraw_transfer(uuid,timestamp with time zone) of vte_owner
CREATE OR REPLACE FUNCTION app.withdraw_transfer(p_transfer uuid, p_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
DECLARE other int;
BEGIN
  UPDATE app.incident_transfer t SET state = 'withdrawn', answered_at = p_at
   WHERE t.ward_id = app.ward_id() AND t.id = p_transfer AND t.state = 'offered' AND app.works_on_cases()
     AND (app.leads_cases() OR t.case_id = ANY(app.my_subjects()))
   RETURNING t.to_ward_id INTO other;
  UPDATE app.incident_arrival a SET state = 'withdrawn', answered_at = p_at, sealed = NULL
   WHERE a.ward_id = other AND a.id = p_transfer AND a.state = 'offered';
  RETURN other;
END $function$
;
GRANT EXECUTE ON FUNCTION app.withdraw_transfer(uuid,timestamp with time zone) TO vte_app;

-- function app.works_on_cases() of vte_owner
CREATE OR REPLACE FUNCTION app.works_on_cases()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app', 'pg_temp'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM app.case_roles());
END $function$
;
GRANT EXECUTE ON FUNCTION app.works_on_cases() TO vte_app;

-- outside schema app: procrastinate.procrastinate_events

-- outside schema app: procrastinate.procrastinate_events_id_seq

-- outside schema app: procrastinate.procrastinate_job_to_defer_v1

-- outside schema app: procrastinate.procrastinate_jobs

-- outside schema app: procrastinate.procrastinate_jobs_id_seq

-- outside schema app: procrastinate.procrastinate_periodic_defers

-- outside schema app: procrastinate.procrastinate_periodic_defers_id_seq

-- outside schema app: procrastinate.procrastinate_workers

-- outside schema app: procrastinate.procrastinate_workers_id_seq

-- outside schema app: public.alembic_version

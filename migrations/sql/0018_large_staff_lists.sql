-- Bringing a staff list of tens of thousands of rows in and taking it back. Rules: docs/rules/imports.md.

-- A row of a list is looked for by whom and by which post it is about, to find what has come of it.
CREATE INDEX staff_import_row_person ON staff_import_row (import_id, person_id);
CREATE INDEX staff_import_row_post ON staff_import_row (import_id, post_id);

-- Every reference to a person, post or team is looked for when one is deleted: see decision 0011.
CREATE INDEX anonymising_agreed_by ON anonymising (agreed_by) WHERE agreed_by IS NOT NULL;
CREATE INDEX anonymising_proposed_by ON anonymising (proposed_by) WHERE proposed_by IS NOT NULL;
CREATE INDEX anonymising_withdrawn_by ON anonymising (withdrawn_by) WHERE withdrawn_by IS NOT NULL;
CREATE INDEX classification_rule_decided_by ON classification_rule (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX completion_withdrawn_withdrawn_by ON completion_withdrawn (withdrawn_by) WHERE withdrawn_by IS NOT NULL;
CREATE INDEX course_change_changed_by ON course_change (changed_by) WHERE changed_by IS NOT NULL;
CREATE INDEX deputy_deputy_id ON deputy (deputy_id);
CREATE INDEX deputy_named_by ON deputy (named_by) WHERE named_by IS NOT NULL;
CREATE INDEX forced_update_decided_by ON forced_update (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX framework_comment_person ON framework_comment (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX framework_draft_created_by ON framework_draft (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX framework_endorsement_person ON framework_endorsement (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX framework_version_published_by ON framework_version (published_by) WHERE published_by IS NOT NULL;
CREATE INDEX mail_stop_lifted_by ON mail_stop (lifted_by) WHERE lifted_by IS NOT NULL;
CREATE INDEX mail_stop_stopped_by ON mail_stop (stopped_by) WHERE stopped_by IS NOT NULL;
CREATE INDEX merger_merged ON merger (merged_id);
CREATE INDEX merger_merged_by ON merger (merged_by) WHERE merged_by IS NOT NULL;
CREATE INDEX merger_undone_by ON merger (undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX ratification_recorded_by ON ratification (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE INDEX ratification_withdrawal_recorded_by ON ratification (withdrawal_recorded_by) WHERE withdrawal_recorded_by IS NOT NULL;
CREATE INDEX ratified_only_decided_by ON ratified_only (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX ratified_only_ended_by ON ratified_only (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX reassessment_requested_by ON reassessment (requested_by) WHERE requested_by IS NOT NULL;
CREATE INDEX reminder_asked_by ON reminder (asked_by) WHERE asked_by IS NOT NULL;
CREATE INDEX reminder_recipient ON reminder (recipient_id) WHERE recipient_id IS NOT NULL;
CREATE INDEX reminder_rule_switched_off_by ON reminder_rule (switched_off_by) WHERE switched_off_by IS NOT NULL;
CREATE INDEX reminder_rule_switched_on_by ON reminder_rule (switched_on_by) WHERE switched_on_by IS NOT NULL;
CREATE INDEX retention_decided_by ON retention (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX wave_decided_by ON wave (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX wave_team ON wave (team_id) WHERE team_id IS NOT NULL;

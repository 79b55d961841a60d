//! Taking the demo partnership out.

use crate::{
    Services, StoreError,
    audit::note_new,
    employer_sign_in::CAN_SIGN_IN,
    people::imports,
    query::{Number, Query},
    transact,
};
use domain::access::{ManageDemo, Permit, Role};

/// People who are the demo's, or whose only posts are in its organisations.
const PEOPLE: &str = "(SELECT id FROM person WHERE demo OR (EXISTS (SELECT 1 FROM post t WHERE t.person_id = person.id) \
     AND NOT EXISTS (SELECT 1 FROM post t JOIN organisation o ON o.id = t.organisation_id \
     WHERE t.person_id = person.id AND NOT o.demo)))";

/// Statements in the order in which they respect the references; `{people}` stands for [`PEOPLE`].
const STEPS: [&str; 138] = [
    "DELETE FROM charge WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "UPDATE charge SET waived_by = NULL WHERE waived_by IN {people}",
    "DELETE FROM charge_tariff WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM booking_rule WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE outbox SET certificate_id = NULL WHERE certificate_id IN (SELECT id FROM certificate WHERE person_id IN {people} OR board_id IN (SELECT id FROM board WHERE demo))",
    "DELETE FROM outbox WHERE to_address IN (SELECT email FROM person WHERE id IN {people})",
    "DELETE FROM advice WHERE asker_id IN {people} OR board_id IN (SELECT id FROM board WHERE demo)",
    "UPDATE advice SET asked_id = NULL WHERE asked_id IN {people}",
    "UPDATE advice SET answered_by = NULL WHERE answered_by IN {people}",
    "DELETE FROM spoc WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM spoc WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people})",
    "UPDATE spoc SET named_by = NULL WHERE named_by IN {people}",
    "UPDATE spoc SET ended_by = NULL WHERE ended_by IN {people}",
    "DELETE FROM spoc_minimum WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM spoc_cohort WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM directory_choice WHERE person_id IN {people}",
    "DELETE FROM directory_level WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM directory_board WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM reminder WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE reminder SET recipient_id = NULL, digest_id = NULL WHERE recipient_id IN {people}",
    "UPDATE reminder SET asked_by = NULL WHERE asked_by IN {people}",
    "DELETE FROM digest WHERE person_id IN {people}",
    "DELETE FROM reminder_rule WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE reminder_rule SET switched_on_by = NULL WHERE switched_on_by IN {people}",
    "UPDATE reminder_rule SET switched_off_by = NULL WHERE switched_off_by IN {people}",
    "DELETE FROM mail_stop WHERE address IN (SELECT email FROM person WHERE id IN {people})",
    "UPDATE mail_stop SET stopped_by = NULL WHERE stopped_by IN {people}",
    "UPDATE mail_stop SET lifted_by = NULL WHERE lifted_by IN {people}",
    "UPDATE bank_holiday SET added_by = NULL WHERE added_by IN {people}",
    "DELETE FROM certificate WHERE person_id IN {people} OR board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM certificate_order WHERE batch_id IN (SELECT id FROM certificate_batch WHERE ordered_by IN {people} OR board_id IN (SELECT id FROM board WHERE demo))",
    "DELETE FROM certificate_order WHERE completion_id IN (SELECT id FROM completion WHERE person_id IN {people})",
    "DELETE FROM certificate_batch WHERE ordered_by IN {people} OR board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM completion_withdrawn WHERE completion_id IN (SELECT id FROM completion WHERE person_id IN {people})",
    "UPDATE completion_withdrawn SET withdrawn_by = NULL WHERE withdrawn_by IN {people}",
    "DELETE FROM completion WHERE person_id IN {people}",
    "UPDATE completion SET booking_id = NULL WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM session_reminder WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "UPDATE outbox SET booking_id = NULL WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM confidence WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM follow_up WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM evaluation WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM evaluation_asked WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "DELETE FROM session_cost WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM session_in_kind WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM budget_line WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM walk_in_mark WHERE walk_in_id IN (SELECT id FROM walk_in WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "UPDATE walk_in_mark SET marked_by = NULL WHERE marked_by IN {people}",
    "DELETE FROM walk_in WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "UPDATE walk_in SET added_by = NULL WHERE added_by IN {people}",
    "DELETE FROM session_code WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM attendance WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "UPDATE attendance SET marked_by = NULL WHERE marked_by IN {people}",
    "UPDATE booking SET depends_on = NULL WHERE depends_on IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    // A place that goes with its holder becomes free.
    "UPDATE session SET taken = taken - (SELECT COUNT(*) FROM booking b WHERE b.session_id = session.id AND b.person_id IN {people} AND b.ended_at IS NULL AND NOT b.is_walk_in AND b.state <> 'waiting')",
    "DELETE FROM booking WHERE id IN (SELECT id FROM booking WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo)))",
    "UPDATE booking SET booked_by = NULL WHERE booked_by IN {people}",
    "UPDATE booking SET ended_by = NULL WHERE ended_by IN {people}",
    "DELETE FROM session_request WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE session_request SET taken_by = NULL WHERE taken_by IN {people}",
    "UPDATE session_request SET decided_by = NULL WHERE decided_by IN {people}",
    // What was asked for is open again.
    "UPDATE session_request SET session_id = NULL, decided_at = NULL WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM session_trainer WHERE person_id IN {people} OR session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM session_part WHERE session_id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE organisation_id IN (SELECT id FROM organisation WHERE demo) OR district_id IN (SELECT id FROM district WHERE demo) OR reserved_for IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM venue WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE session SET created_by = NULL WHERE created_by IN {people}",
    "UPDATE session SET cancelled_by = NULL WHERE cancelled_by IN {people}",
    "UPDATE completion SET approved_by = NULL WHERE approved_by IN {people}",
    "DELETE FROM claim_step WHERE claim_id IN (SELECT id FROM claim WHERE person_id IN {people})",
    "UPDATE claim_step SET by_id = NULL WHERE by_id IN {people}",
    "DELETE FROM claim WHERE person_id IN {people}",
    "UPDATE claim SET claimed_by = NULL WHERE claimed_by IN {people}",
    "DELETE FROM evidence WHERE NOT EXISTS (SELECT 1 FROM claim_step s WHERE s.evidence_hash = evidence.hash)",
    "DELETE FROM ratification WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "UPDATE ratification SET recorded_by = NULL WHERE recorded_by IN {people}",
    "UPDATE ratification SET withdrawal_recorded_by = NULL WHERE withdrawal_recorded_by IN {people}",
    "DELETE FROM board_text WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM ratified_only WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "UPDATE ratified_only SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE ratified_only SET ended_by = NULL WHERE ended_by IN {people}",
    // The menu is the partnership's own and stays.
    "UPDATE course_change SET changed_by = NULL WHERE changed_by IN {people}",
    "UPDATE completion SET board_id = NULL WHERE board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM answer WHERE attempt_id IN (SELECT a.id FROM attempt a JOIN study s ON s.id = a.study_id WHERE s.person_id IN {people})",
    "DELETE FROM attempt WHERE study_id IN (SELECT id FROM study WHERE person_id IN {people})",
    "DELETE FROM activity_done WHERE study_id IN (SELECT id FROM study WHERE person_id IN {people})",
    "DELETE FROM study WHERE person_id IN {people}",
    "DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE person_id IN {people})",
    "DELETE FROM joining_slip WHERE account_id IN (SELECT id FROM account WHERE person_id IN {people})",
    "DELETE FROM account_link WHERE account_id IN (SELECT id FROM account WHERE person_id IN {people})",
    "DELETE FROM recovery_code WHERE account_id IN (SELECT id FROM account WHERE person_id IN {people})",
    "DELETE FROM calendar_feed WHERE account_id IN (SELECT id FROM account WHERE person_id IN {people})",
    "DELETE FROM account WHERE person_id IN {people}",
    "DELETE FROM employer_start WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM employer_identity WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE employer_identity SET decided_by = NULL WHERE decided_by IN {people}",
    "DELETE FROM employer_sign_in WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE role_grant SET granted_by = NULL WHERE granted_by IN {people}",
    "DELETE FROM role_grant WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo) OR board_id IN (SELECT id FROM board WHERE demo)",
    "UPDATE post SET manager_id = NULL WHERE manager_id IN {people}",
    "DELETE FROM membership WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM post_answer WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM cohort_override WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM absence WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM standing WHERE post_id IN (SELECT id FROM post WHERE person_id IN {people} OR organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM deputy WHERE manager_id IN {people} OR deputy_id IN {people}",
    "UPDATE deputy SET named_by = NULL WHERE named_by IN {people}",
    "DELETE FROM saved_view WHERE person_id IN {people}",
    "DELETE FROM exemption WHERE person_id IN {people}",
    "DELETE FROM assigned_date WHERE person_id IN {people}",
    "DELETE FROM wave WHERE team_id IN (SELECT t.id FROM team t JOIN organisation o ON o.id = t.organisation_id WHERE o.demo)",
    "DELETE FROM wave WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM classification_rule WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE membership SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE post_answer SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE cohort_override SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE exemption SET granted_by = NULL WHERE granted_by IN {people}",
    "UPDATE assigned_date SET assigned_by = NULL WHERE assigned_by IN {people}",
    "UPDATE wave SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE forced_update SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE classification_rule SET decided_by = NULL WHERE decided_by IN {people}",
    "UPDATE completion SET post_id = NULL, organisation_id = NULL WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM merger WHERE kept_id IN {people} OR merged_id IN {people}",
    "UPDATE merger SET merged_by = NULL WHERE merged_by IN {people}",
    "UPDATE merger SET undone_by = NULL WHERE undone_by IN {people}",
    "DELETE FROM anonymising_person WHERE person_id IN {people} OR anonymising_id IN (SELECT id FROM anonymising WHERE organisation_id IN (SELECT id FROM organisation WHERE demo))",
    "DELETE FROM anonymising WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE anonymising SET proposed_by = NULL WHERE proposed_by IN {people}",
    "UPDATE anonymising SET agreed_by = NULL WHERE agreed_by IN {people}",
    "UPDATE anonymising SET withdrawn_by = NULL WHERE withdrawn_by IN {people}",
    "DELETE FROM retention WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "UPDATE retention SET decided_by = NULL WHERE decided_by IN {people}",
    // People are marked before their posts go, because the mark is read from the posts.
    "UPDATE person SET demo = true WHERE id IN {people}",
    "DELETE FROM post WHERE person_id IN (SELECT id FROM person WHERE demo) OR organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM person WHERE demo",
    "DELETE FROM team WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM venue_feed WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)",
    "DELETE FROM organisation WHERE demo",
];

/// Drafts of the framework: what the demo's people wrote, said and endorsed goes; what they published is an example to copy
/// from, and in force no more.
const DRAFTS: [&str; 8] = [
    "UPDATE framework_version SET standing = 'example', draft_id = NULL, published_by = NULL WHERE published_by IN {people}",
    "DELETE FROM framework_endorsement WHERE person_id IN {people} OR board_id IN (SELECT id FROM board WHERE demo)",
    "DELETE FROM framework_comment WHERE person_id IN {people}",
    "DELETE FROM framework_endorsement WHERE draft_id IN {drafts}",
    "DELETE FROM framework_comment WHERE draft_id IN {drafts}",
    "DELETE FROM framework_preview WHERE draft_id IN {drafts}",
    "DELETE FROM framework_draft WHERE id IN {drafts}",
    "UPDATE framework_draft SET created_by = NULL WHERE created_by IN {people}",
];

/// The demo's drafts that have become no version.
const DEMO_DRAFTS: &str = "(SELECT d.id FROM framework_draft d WHERE d.created_by IN {people} \
     AND NOT EXISTS (SELECT 1 FROM framework_version v WHERE v.draft_id = d.id))";

/// How many administrators who can sign in would be left without the demo.
///
/// # Errors
/// When the database fails.
pub async fn administrators_left(
    services: &Services,
    _permit: &Permit<ManageDemo>,
) -> Result<u64, StoreError> {
    let today = services.today();
    let query = Query::new(
        "SELECT COUNT(DISTINCT g.person_id) AS number FROM role_grant g JOIN account a ON a.person_id = g.person_id \
         AND a.closed_at IS NULL AND ",
    );
    let query = query
        .sql(CAN_SIGN_IN)
        .sql(" WHERE g.role = ")
        .bind(Role::Administrator.code())
        .sql(" AND g.starts_on <= ");
    let query = query
        .bind(today)
        .sql(" AND (g.ends_on IS NULL OR g.ends_on >= ")
        .bind(today);
    let query = query.sql(&format!(") AND g.person_id NOT IN {PEOPLE}"));
    let found = query.one::<Number>(services.db.reader()).await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}

/// Takes out the demo's districts, boards, organisations and people, with everything that hangs on them. Whoever was
/// added to one of its organisations goes with it; people with a post elsewhere stay.
///
/// # Errors
/// When the database fails; then nothing has been taken out.
pub async fn remove(services: &Services, permit: &Permit<ManageDemo>) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let imports = imports::of_demo();
        let steps = imports
            .iter()
            .map(String::as_str)
            .chain(DRAFTS)
            .chain(STEPS);
        for step in steps {
            let step = step.replace("{drafts}", DEMO_DRAFTS);
            Query::new(&step.replace("{people}", PEOPLE))
                .run(tx)
                .await?;
        }
        Query::new("DELETE FROM board WHERE demo").run(tx).await?;
        Query::new("DELETE FROM district WHERE demo")
            .run(tx)
            .await?;
        note_new(services, tx, permit, "demo".to_owned(), &"removed", ()).await
    })
}

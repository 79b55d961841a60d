//! What a certificate for a completion says.

use crate::{Services, StoreError, framework, query::Query};
use chrono::NaiveDate;
use domain::{
    catalogue::Course,
    certificates::CertificateFacts,
    framework::Framework,
    ids::{BoardId, CompletionId, PersonId},
    learning::Module,
    records::Worth,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Why a certificate cannot be made from a completion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such completion in the board's area.
    #[error("This completion is not in your board's area")]
    NotHere,
    /// It no longer counts.
    #[error("This completion has been withdrawn from the record, so nothing can be issued for it")]
    Withdrawn,
    /// The board has not said who signs.
    #[error("Enter who signs your board's certificates before you issue any")]
    NoSignatory,
}

#[derive(FromQueryResult)]
struct FactsRow {
    person_id: Uuid,
    name: String,
    email: Option<String>,
    level: String,
    worth: String,
    source: String,
    withdrawn: bool,
    course: String,
    mode: String,
    minutes: i32,
    right_answers: Option<i32>,
    questions: Option<i32>,
    content_version: String,
    document: Option<String>,
    of_course: Option<String>,
    completed_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    board_id: Uuid,
    board_name: String,
    logo: Option<String>,
    signatory_name: String,
    signatory_role: String,
}

/// What a certificate for a completion would say today, with the person and the address it would be sent to. The serial
/// and the check address are as given.
///
/// # Errors
/// When the database fails.
pub async fn facts_for(
    services: &Services,
    board: BoardId,
    completion: CompletionId,
    serial: &str,
    check_url: &str,
) -> Result<Result<(CertificateFacts, PersonId, Option<String>), Refused>, StoreError> {
    let query = Query::new(
        "SELECT c.person_id, p.name, p.email, c.level, c.worth, c.source, w.completion_id IS NOT NULL AS withdrawn, \
         c.course, c.mode, c.minutes, c.right_answers, c.questions, c.content_version, m.document, \
         h.document AS of_course, c.completed_on, c.valid_until, b.id AS board_id, b.name AS board_name, b.logo, b.signatory_name, b.signatory_role FROM completion c \
         JOIN person p ON p.id = c.person_id JOIN board b ON b.id = c.board_id \
         LEFT JOIN module_version m ON m.id = c.module_version_id \
         LEFT JOIN course_change h ON h.course_id = c.course_id AND h.number = (SELECT MAX(n.number) \
         FROM course_change n WHERE n.course_id = c.course_id AND n.edition = c.edition) \
         LEFT JOIN completion_withdrawn w ON w.completion_id = c.id WHERE c.id = ",
    );
    let query = query
        .bind(completion.0)
        .sql(" AND c.board_id = ")
        .bind(board.0);
    let Some(row) = query.one::<FactsRow>(services.db.reader()).await? else {
        return Ok(Err(Refused::NotHere));
    };
    if row.withdrawn {
        return Ok(Err(Refused::Withdrawn));
    }
    if row.signatory_name.is_empty() {
        return Ok(Err(Refused::NoSignatory));
    }
    let framework = framework::in_force(services, services.today()).await?;
    let outcomes = match (&row.document, &row.of_course) {
        (Some(document), _) => serde_json::from_str::<Module>(document)?.outcomes,
        (None, Some(document)) => serde_json::from_str::<Course>(document)?.objectives,
        (None, None) => Vec::new(),
    };
    let person = PersonId(row.person_id);
    let email = row.email.clone();
    let level = level_title(framework.as_ref().map(|f| f.framework.as_ref()), &row);
    let facts = CertificateFacts {
        serial: serial.to_owned(),
        revision: 1,
        board: row.board_id.into(),
        board_name: row.board_name,
        board_logo: row.logo,
        learner_name: row.name,
        course: row.course,
        level,
        completed_on: row.completed_on,
        mode: row.mode,
        cpd_minutes: row.minutes.unsigned_abs(),
        score: row
            .right_answers
            .zip(row.questions)
            .map(|(r, of)| (r.unsigned_abs(), of.unsigned_abs())),
        outcomes,
        content_version: row.content_version,
        signatory_name: row.signatory_name,
        signatory_role: row.signatory_role,
        issued_on: services.today(),
        valid_until: row.valid_until,
        check_url: check_url.to_owned(),
    };
    Ok(Ok((facts, person, email)))
}

/// "AW Awareness", or "E-learning for FP Frontline practitioner" where a session completes the level, or "Part of …" for
/// a part that was done elsewhere.
fn level_title(framework: Option<&Framework>, row: &FactsRow) -> String {
    let title = framework
        .and_then(|f| f.level(&row.level))
        .map_or("", |level| &level.title);
    let level = format!("{} {title}", row.level);
    let level = level.trim_end();
    match (row.worth == Worth::Part.code(), row.source.as_str()) {
        (false, _) => level.to_owned(),
        (true, "outside" | "session") => format!("Part of {level}"),
        (true, _) => format!("E-learning for {level}"),
    }
}

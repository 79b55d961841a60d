//! Where training counts.

use crate::{Services, StoreError, query::Query};
use domain::{
    catalogue::{Recognition, Training},
    ids::BoardId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What boards that count ratified training only have ratified, with their names.
#[derive(Clone, Debug, Default)]
pub struct Recognised {
    /// For the rule.
    pub recognition: Recognition,
    /// The names of these boards.
    pub names: Vec<(BoardId, String)>,
}

impl Recognised {
    /// The boards in whose areas training does not count, with their names.
    pub fn not_in(&self, training: Option<Training>) -> Vec<(BoardId, String)> {
        let boards = self.recognition.not_in(training);
        let named = self.names.iter().filter(|(id, _)| boards.contains(id));
        named.cloned().collect()
    }

    /// Whether a board counts ratified training only.
    pub fn is_strict(&self, board: BoardId) -> bool {
        self.names.iter().any(|(id, _)| *id == board)
    }
}

/// As SQL, for a completion `c`: that its own board counts it. The rule itself is `domain::catalogue::Recognition`.
pub(crate) const COUNTS_WITH_ITS_BOARD: &str = "(NOT EXISTS (SELECT 1 FROM ratified_only y WHERE y.board_id = c.board_id \
     AND y.until_on IS NULL) OR EXISTS (SELECT 1 FROM ratification r WHERE r.board_id = c.board_id \
     AND r.withdrawn_on IS NULL AND (r.module_version_id = c.module_version_id \
     OR (r.course_id = c.course_id AND r.edition = c.edition))))";

/// What is recognised today: one query, and no lines at all while no board is strict.
///
/// # Errors
/// When the database fails.
pub async fn recognised(services: &Services) -> Result<Recognised, StoreError> {
    recognised_on(services.db.reader()).await
}

/// The same within a transaction.
pub(crate) async fn recognised_on(on: &impl ConnectionTrait) -> Result<Recognised, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        board_id: Uuid,
        name: String,
        module_version_id: Option<Uuid>,
        course_id: Option<Uuid>,
        edition: Option<i32>,
    }
    let query = Query::new(
        "SELECT b.id AS board_id, b.name, r.module_version_id, r.course_id, r.edition FROM ratified_only y \
         JOIN board b ON b.id = y.board_id LEFT JOIN ratification r ON r.board_id = b.id AND r.withdrawn_on IS NULL \
         WHERE y.until_on IS NULL ORDER BY b.name, b.id",
    );
    let rows: Vec<Row> = query.all(on).await?;
    let mut names: Vec<(BoardId, String)> = Vec::new();
    for row in &rows {
        if names.last().is_none_or(|(id, _)| id.0 != row.board_id) {
            names.push((row.board_id.into(), row.name.clone()));
        }
    }
    let lines = rows.into_iter().map(|row| {
        let training = training_of(row.module_version_id, row.course_id, row.edition);
        (row.board_id.into(), training)
    });
    Ok(Recognised {
        recognition: Recognition::of(lines),
        names,
    })
}

/// The training that three columns name together; none for what is on no menu.
pub(crate) fn training_of(
    module_version: Option<Uuid>,
    course: Option<Uuid>,
    edition: Option<i32>,
) -> Option<Training> {
    let of_module = module_version.map(|version| Training::Module(version.into()));
    let of_course = course
        .zip(edition)
        .map(|(course, edition)| Training::Course(course.into(), edition.unsigned_abs()));
    of_module.or(of_course)
}

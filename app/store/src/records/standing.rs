//! Who stands otherwise once the record, or what is recognised of it, has changed.

use crate::{Services, StoreError, framework::restate, query::Query};
use domain::{
    catalogue::Training,
    ids::{BoardId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Writes down anew where everyone stands with a post in a board's area who has completed some training, or any, in the
/// transaction that has changed what counts there.
pub(crate) async fn restate_area(
    services: &Services,
    on: &impl ConnectionTrait,
    board: BoardId,
    training: Option<Training>,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query = Query::new(
        "SELECT DISTINCT t.person_id FROM post t JOIN organisation o ON o.id = t.organisation_id \
         JOIN board b ON b.district_id = o.district_id JOIN completion c ON c.person_id = t.person_id WHERE b.id = ",
    );
    let query = query.bind(board.0);
    let query = match training {
        None => query,
        Some(Training::Module(version)) => query.sql(" AND c.module_version_id = ").bind(version.0),
        Some(Training::Course(course, edition)) => query
            .sql(" AND c.course_id = ")
            .bind(course.0)
            .sql(" AND c.edition = ")
            .bind(edition.cast_signed()),
    };
    let rows: Vec<Row> = query.all(on).await?;
    let people: Vec<PersonId> = rows.into_iter().map(|row| row.person_id.into()).collect();
    restate(services, on, &people).await
}

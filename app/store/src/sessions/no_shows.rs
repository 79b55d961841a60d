//! How many do not come.

use crate::{Services, StoreError, query::Query};
use chrono::TimeDelta;
use domain::{
    access::{Permit, RunSession},
    sessions::{NoShows, State},
};
use sea_orm::FromQueryResult;

/// Sessions of so long ago still say something.
const LOOKS_BACK: TimeDelta = TimeDelta::days(730);

/// How many of those marked at the sessions of the organisation of a permit did not come, in the last two years. Whoever was
/// excused is left out.
///
/// # Errors
/// When the database fails.
pub async fn no_shows(
    services: &Services,
    permit: &Permit<RunSession>,
) -> Result<NoShows, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        people: i64,
    }
    let query = Query::new(
        "SELECT b.state, COUNT(*) AS people FROM session s JOIN booking b ON b.session_id = s.id WHERE s.organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let query = query.sql(" AND s.ends_at < ").bind(services.now());
    let query = query
        .sql(" AND s.ends_at >= ")
        .bind(services.now() - LOOKS_BACK);
    let rows: Vec<Row> = query
        .sql(" AND b.ended_at IS NULL AND NOT b.is_walk_in GROUP BY b.state")
        .all(services.db.reader())
        .await?;
    let mut found = NoShows::default();
    for row in rows {
        let people = u32::try_from(row.people).unwrap_or(u32::MAX);
        match State::from_code(&row.state) {
            Some(State::NoShow) => {
                found.marked += people;
                found.missed += people;
            }
            Some(State::Attended | State::Late | State::LeftEarly | State::Part) => {
                found.marked += people;
            }
            _ => {}
        }
    }
    Ok(found)
}

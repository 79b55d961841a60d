//! Reading what somebody has to say about a list: places that nobody knows, and people who may be meant.

use super::known::teams;
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, PersonId, StaffImportId},
    people::import::KnownTeam,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// An organisation or team as a list writes it, that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPlace {
    /// Its number in the list.
    pub place: u32,
    /// The organisation as it is written.
    pub organisation: String,
    /// The parts of it as they are written.
    pub path: Vec<String>,
    /// How many rows are in it.
    pub rows: u32,
    /// The organisation, where only the team is not known.
    pub known: Option<OrganisationId>,
}

/// The organisations and teams of a list that nobody knows.
///
/// # Errors
/// When the database fails.
pub async fn open_places(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<Vec<OpenPlace>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        place: i32,
        organisation: String,
        path: String,
        in_list: i32,
        organisation_id: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT place, organisation, path, row_count AS in_list, organisation_id FROM staff_import_place \
         WHERE state IN ('unknown_organisation', 'unknown_team') AND import_id = ",
    );
    let rows: Vec<Row> = query
        .bind(id.0)
        .sql(" ORDER BY row_count DESC, place")
        .all(services.db.reader())
        .await?;
    let place = |row: Row| {
        Ok(OpenPlace {
            place: row.place.unsigned_abs(),
            organisation: row.organisation,
            path: serde_json::from_str(&row.path)?,
            rows: row.in_list.unsigned_abs(),
            known: row.organisation_id.map(Into::into),
        })
    };
    rows.into_iter().map(place).collect()
}

/// The teams that an unknown one may be, by name.
///
/// # Errors
/// When the database fails.
pub async fn team_choices(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    organisations: &[OrganisationId],
) -> Result<Vec<KnownTeam>, StoreError> {
    teams(services.db.reader(), organisations).await
}

/// Somebody of whom a row may be, as far as whoever decides may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The posts in the list's organisations: job, organisation, first day and last day.
    pub posts: Vec<(String, String, NaiveDate, Option<NaiveDate>)>,
}

/// Those of some people who hold or held a post in some organisations. Of others nothing is told.
///
/// # Errors
/// When the database fails.
pub async fn candidates(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    organisations: &[OrganisationId],
    people: &[PersonId],
) -> Result<Vec<Candidate>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        job_title: String,
        organisation: String,
        starts_on: NaiveDate,
        ends_on: Option<NaiveDate>,
    }
    let query = Query::new(
        "SELECT p.id, p.name, t.job_title, o.name AS organisation, t.starts_on, t.ends_on FROM person p \
         JOIN post t ON t.person_id = p.id JOIN organisation o ON o.id = t.organisation_id WHERE t.organisation_id IN (",
    );
    let query = query.bind_all(organisations.iter().map(|o| o.0));
    let query = query
        .sql(") AND p.id IN (")
        .bind_all(people.iter().map(|p| p.0));
    let rows: Vec<Row> = query
        .sql(") ORDER BY p.id, t.starts_on DESC, t.id")
        .all(services.db.reader())
        .await?;
    let mut found: Vec<Candidate> = Vec::new();
    for row in rows {
        if found.last().is_none_or(|last| last.id.0 != row.id) {
            found.push(Candidate {
                id: row.id.into(),
                name: row.name,
                posts: Vec::new(),
            });
        }
        if let Some(last) = found.last_mut() {
            let post = (row.job_title, row.organisation, row.starts_on, row.ends_on);
            last.posts.push(post);
        }
    }
    Ok(found)
}

//! Reading organisations.

use super::entities::board;
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    ids::{BoardId, OrganisationId, PersonId},
    organisations::{LocalContacts, OrganisationKind},
};
use sea_orm::{EntityTrait, FromQueryResult, QueryOrder};
use uuid::Uuid;

/// A board with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Which.
    pub id: BoardId,
    /// Its name in full.
    pub name: String,
    /// What its certificates' numbers begin with.
    pub prefix: String,
    /// Its logo as SVG.
    pub logo: Option<String>,
    /// Who signs its certificates.
    pub signatory_name: String,
    /// In which role.
    pub signatory_role: String,
    /// Whom to turn to in its area.
    pub contacts: LocalContacts,
}

impl From<board::Model> for Board {
    fn from(row: board::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            prefix: row.prefix,
            logo: row.logo,
            signatory_name: row.signatory_name,
            signatory_role: row.signatory_role,
            contacts: LocalContacts {
                adults: row.contact_adults,
                children: row.contact_children,
                police: row.contact_police,
                office: row.contact_office,
            },
        }
    }
}

/// All boards, by name.
///
/// # Errors
/// When the database fails.
pub async fn boards(services: &Services) -> Result<Vec<Board>, StoreError> {
    let rows = board::Entity::find()
        .order_by_asc(board::Column::Name)
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(Board::from).collect())
}

/// The board in whose area somebody works today, with the name of their organisation: of the main post, or else of the
/// one that began first.
///
/// # Errors
/// When the database fails.
pub async fn board_of(
    services: &Services,
    person: PersonId,
    today: NaiveDate,
) -> Result<Option<(Board, String)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Place {
        board_id: Uuid,
        organisation: String,
    }
    let query = Query::new(
        "SELECT b.id AS board_id, o.name AS organisation FROM post p \
         JOIN organisation o ON o.id = p.organisation_id JOIN board b ON b.district_id = o.district_id \
         WHERE p.person_id = ",
    );
    let query = query.bind(person.0).sql(" AND p.starts_on <= ").bind(today);
    let query = query
        .sql(" AND (p.ends_on IS NULL OR p.ends_on >= ")
        .bind(today);
    let query = query.sql(") ORDER BY p.is_main DESC, p.starts_on, p.id LIMIT 1");
    let Some(place) = query.one::<Place>(services.db.reader()).await? else {
        return Ok(None);
    };
    let row = board::Entity::find_by_id(place.board_id)
        .one(services.db.reader())
        .await?;
    Ok(row.map(|row| (Board::from(row), place.organisation)))
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Of what kind.
    pub kind: OrganisationKind,
    /// Its home district.
    pub district: String,
}

#[derive(FromQueryResult)]
struct OrganisationRow {
    id: Uuid,
    name: String,
    kind: String,
    district: String,
}

/// All organisations, by name.
///
/// # Errors
/// When the database fails.
pub async fn organisations(services: &Services) -> Result<Vec<Organisation>, StoreError> {
    let query = Query::new(
        "SELECT o.id, o.name, o.kind, d.name AS district FROM organisation o \
         JOIN district d ON d.id = o.district_id ORDER BY o.name",
    );
    let rows: Vec<OrganisationRow> = query.all(services.db.reader()).await?;
    let read = |row: OrganisationRow| Organisation {
        id: row.id.into(),
        name: row.name,
        kind: OrganisationKind::from_code(&row.kind).unwrap_or(OrganisationKind::Other),
        district: row.district,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Whether the demo partnership is in the database.
///
/// # Errors
/// When the database fails.
pub async fn is_demo_loaded(services: &Services) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM district WHERE demo");
    let found = query
        .one::<crate::query::Number>(services.db.reader())
        .await?;
    Ok(found.is_some_and(|n| n.number > 0))
}

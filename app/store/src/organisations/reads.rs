//! Reading organisations.

use super::entities::board;
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{ArrangeTeams, ManageOrganisations, Permit, Scope},
    ids::{BoardId, DistrictId, OrganisationId, PersonId},
    organisations::{LocalContacts, OrganisationKind},
};
use sea_orm::{EntityTrait, FromQueryResult};
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
    /// Whether it has a logo; that is large, and read where it is drawn only.
    pub has_logo: bool,
    /// Who signs its certificates.
    pub signatory_name: String,
    /// In which role.
    pub signatory_role: String,
    /// Whom to turn to in its area.
    pub contacts: LocalContacts,
}

#[derive(FromQueryResult)]
struct BoardRow {
    id: Uuid,
    name: String,
    prefix: String,
    has_logo: bool,
    signatory_name: String,
    signatory_role: String,
    contact_adults: String,
    contact_children: String,
    contact_police: String,
    contact_office: String,
}

const BOARD: &str = "SELECT b.id, b.name, b.prefix, b.logo IS NOT NULL AS has_logo, b.signatory_name, b.signatory_role, \
     b.contact_adults, b.contact_children, b.contact_police, b.contact_office FROM board b ";

impl From<BoardRow> for Board {
    fn from(row: BoardRow) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            prefix: row.prefix,
            has_logo: row.has_logo,
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
    let query = Query::new(BOARD).sql("ORDER BY b.name");
    let rows: Vec<BoardRow> = query.all(services.db.reader()).await?;
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
    let query = Query::new(BOARD).sql("WHERE b.id = ").bind(place.board_id);
    let row: Option<BoardRow> = query.one(services.db.reader()).await?;
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

/// A district with its board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Which.
    pub id: DistrictId,
    /// Its name.
    pub name: String,
    /// Its board.
    pub board: BoardId,
    /// The board's name.
    pub board_name: String,
    /// What the board's certificates' numbers begin with.
    pub prefix: String,
    /// Whether the board has said who signs its certificates.
    pub has_signatory: bool,
}

/// All districts with their boards, by name.
///
/// # Errors
/// When the database fails.
pub async fn districts(services: &Services) -> Result<Vec<District>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        board_id: Uuid,
        board_name: String,
        prefix: String,
        has_signatory: bool,
    }
    let query = Query::new(
        "SELECT d.id, d.name, b.id AS board_id, b.name AS board_name, b.prefix, \
         b.signatory_name <> '' AS has_signatory FROM district d JOIN board b ON b.district_id = d.id ORDER BY d.name",
    );
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| District {
        id: row.id.into(),
        name: row.name,
        board: row.board_id.into(),
        board_name: row.board_name,
        prefix: row.prefix,
        has_signatory: row.has_signatory,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// An organisation in the administrator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationLine {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Of what kind.
    pub kind: OrganisationKind,
    /// Its home district.
    pub district: String,
    /// Whether it may refer into the National Referral Mechanism.
    pub first_responder: bool,
    /// How many teams it has.
    pub teams: u64,
    /// How many people hold a post in it today.
    pub people: u64,
    /// Whether its people sign in at their employer; none where that has not been set up.
    pub employer_sign_in: Option<bool>,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    name: String,
    kind: String,
    district: String,
    first_responder: bool,
    teams: i64,
    people: i64,
    employer_sign_in: Option<bool>,
}

impl From<LineRow> for OrganisationLine {
    fn from(row: LineRow) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            kind: OrganisationKind::from_code(&row.kind).unwrap_or(OrganisationKind::Other),
            district: row.district,
            first_responder: row.first_responder,
            teams: row.teams.unsigned_abs(),
            people: row.people.unsigned_abs(),
            employer_sign_in: row.employer_sign_in,
        }
    }
}

/// Organisations with their sizes on a day, without an end.
fn lines(today: NaiveDate) -> Query {
    let query = Query::new(
        "SELECT o.id, o.name, o.kind, d.name AS district, o.first_responder, \
         (SELECT COUNT(*) FROM team m WHERE m.organisation_id = o.id) AS teams, \
         (SELECT COUNT(DISTINCT t.person_id) FROM post t WHERE t.organisation_id = o.id AND t.starts_on <= ",
    );
    let query = query
        .bind(today)
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ")
        .bind(today);
    query.sql(
        ")) AS people, e.is_on AS employer_sign_in FROM organisation o JOIN district d ON d.id = o.district_id \
         LEFT JOIN employer_sign_in e ON e.organisation_id = o.id",
    )
}

/// All organisations with their sizes, by name.
///
/// # Errors
/// When the database fails.
pub async fn organisation_lines(
    services: &Services,
    _permit: &Permit<ManageOrganisations>,
    today: NaiveDate,
) -> Result<Vec<OrganisationLine>, StoreError> {
    let query = lines(today).sql(" ORDER BY o.name");
    let rows: Vec<LineRow> = query.all(services.db.reader()).await?;
    Ok(rows.into_iter().map(OrganisationLine::from).collect())
}

/// One organisation with its size, for those who arrange its teams.
///
/// # Errors
/// When the database fails.
pub async fn organisation_line(
    services: &Services,
    permit: &Permit<ArrangeTeams>,
    today: NaiveDate,
) -> Result<Option<OrganisationLine>, StoreError> {
    let query = lines(today).sql(" WHERE o.id = ");
    let query = query.bind(permit.act().organisation.0);
    let row = query.one::<LineRow>(services.db.reader()).await?;
    Ok(row.map(OrganisationLine::from))
}

/// The organisations whose people a scope takes in, by name.
///
/// # Errors
/// When the database fails.
pub async fn organisations_within(
    services: &Services,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<(OrganisationId, String)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    let query = Query::new("SELECT o.id, o.name FROM organisation o");
    let query = if scope.is_everywhere() {
        query
    } else {
        let query = query.sql(" WHERE o.id IN (");
        let query = query.bind_all(scope.organisations().iter().map(|o| o.0));
        let query = query.sql(") OR o.district_id IN (SELECT district_id FROM board WHERE id IN (");
        let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql("))");
        match scope.managed_by() {
            [] => query,
            managers => query
                .sql(" OR o.id IN (SELECT t.organisation_id FROM post t WHERE t.manager_id IN (")
                .bind_all(managers.iter().map(|manager| manager.0))
                .sql(") AND (t.ends_on IS NULL OR t.ends_on >= ")
                .bind(today)
                .sql("))"),
        }
    };
    let rows: Vec<Row> = query
        .sql(" ORDER BY o.name")
        .all(services.db.reader())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.into(), row.name))
        .collect())
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

/// The district of a board.
///
/// # Errors
/// When the database fails.
pub async fn district_of(
    services: &Services,
    board: BoardId,
) -> Result<Option<DistrictId>, StoreError> {
    let row = board::Entity::find_by_id(board.0)
        .one(services.db.reader())
        .await?;
    Ok(row.map(|row| row.district_id.into()))
}

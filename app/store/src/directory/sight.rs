//! What of the directory somebody sees: whose districts, and whom in them.

use super::{is_held, is_spoc};
use crate::{Services, StoreError, query::Query};
use domain::{
    access::{Permit, SeeDirectory},
    directory::{SeenBy, Viewer},
    ids::{BoardId, DistrictId},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A district's part of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The board that keeps it.
    pub board: BoardId,
    /// The board's name.
    pub board_name: String,
    /// The district.
    pub district: DistrictId,
    /// The district's name.
    pub name: String,
    /// Whether the viewer works there, or acts for its board.
    pub is_own: bool,
}

/// What somebody sees of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Who looks.
    pub viewer: Viewer,
    /// The parts they see, by district.
    pub parts: Vec<Part>,
}

/// What the person of a permit sees, who acts for some boards.
///
/// # Errors
/// When the database fails.
pub async fn sight(
    services: &Services,
    permit: &Permit<SeeDirectory>,
    boards: &[BoardId],
) -> Result<Sight, StoreError> {
    let viewer = viewer(services, permit, boards).await?;
    let parts = all_parts(services).await?.into_iter();
    let seen = parts.filter(|(part, seen_by)| viewer.may_see(part.district, *seen_by));
    let parts = seen.map(|(part, _)| Part {
        is_own: viewer.districts.contains(&part.district),
        ..part
    });
    Ok(Sight {
        parts: parts.collect(),
        viewer,
    })
}

async fn viewer(
    services: &Services,
    permit: &Permit<SeeDirectory>,
    boards: &[BoardId],
) -> Result<Viewer, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        district_id: Uuid,
        is_spoc: bool,
    }
    let today = services.today();
    let query = is_spoc(Query::new("SELECT o.district_id, "), today).sql(
        " AS is_spoc FROM post t JOIN organisation o ON o.id = t.organisation_id WHERE t.person_id = ",
    );
    let query = query.bind(permit.act().person.0).sql(" AND ");
    let query = is_held(query, today)
        .sql(" UNION ALL SELECT b.district_id, TRUE FROM board b WHERE b.id IN (")
        .bind_all(boards.iter().map(|board| board.0));
    let rows: Vec<Row> = query.sql(")").all(services.db.reader()).await?;
    let mut districts: Vec<DistrictId> = rows.iter().map(|row| row.district_id.into()).collect();
    districts.sort();
    districts.dedup();
    Ok(Viewer {
        districts,
        is_spoc: rows.iter().any(|row| row.is_spoc),
    })
}

/// Every part, with who sees it.
async fn all_parts(services: &Services) -> Result<Vec<(Part, SeenBy)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        board_id: Uuid,
        board_name: String,
        district_id: Uuid,
        name: String,
        seen_by: Option<String>,
    }
    let query = Query::new(
        "SELECT b.id AS board_id, b.name AS board_name, d.id AS district_id, d.name, x.seen_by FROM board b \
         JOIN district d ON d.id = b.district_id LEFT JOIN directory_board x ON x.board_id = b.id ORDER BY d.name",
    );
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| {
        let seen_by = row.seen_by.and_then(|code| SeenBy::from_code(&code));
        let part = Part {
            board: row.board_id.into(),
            board_name: row.board_name,
            district: row.district_id.into(),
            name: row.name,
            is_own: false,
        };
        (part, seen_by.unwrap_or_default())
    };
    Ok(rows.into_iter().map(read).collect())
}

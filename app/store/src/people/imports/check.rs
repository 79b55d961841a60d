//! Checking a list: reading its rows, finding out whom they are about, and keeping what is to become of each.

use super::{
    columns::{KeptHeading, KeptHeadings},
    findings,
    known::{known, teams},
    purge::purge_findings,
    work::Claim,
};
use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use domain::{
    ids::{OrganisationId, StaffImportId, TeamId},
    people::import::{
        Asked, Layout, Place, PlaceChoice, Places, Plan, Read, Sameness, Written, plan, read_line,
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::{HashMap, HashSet};
use tokio::task::spawn_blocking;
use uuid::Uuid;

/// Checks a list from its beginning, whatever an earlier try has left.
pub(super) async fn check(services: &Services, mut claim: Claim) -> Result<(), StoreError> {
    let id = claim.id;
    let until = transact!(services.db, |tx| {
        purge_findings(tx, id).await?;
        Ok(Noted::in_the_row(claim.keep(services, tx, 0).await?))
    })?;
    claim.goes_on(until);
    let list = list(services, id).await?;
    let rows = read_rows(services, id, &list.layout).await?;
    let plan = planned(services, &claim, list, rows.lines, &rows.written).await?;
    findings::keep(services, claim, plan, &rows.written).await
}

/// What is to be checked.
struct List {
    layout: Layout,
    is_whole: bool,
    may_bring: Vec<OrganisationId>,
    by_administrator: bool,
    sameness: HashMap<u32, Sameness>,
}

async fn list(services: &Services, id: StaffImportId) -> Result<List, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        head_line: i32,
        headings: String,
        is_whole: bool,
        may_bring: String,
        by_administrator: bool,
    }
    let query = Query::new(
        "SELECT head_line, headings, is_whole, may_bring, by_administrator FROM staff_import WHERE id = ",
    );
    let row = query.bind(id.0).one::<Row>(services.db.reader()).await?;
    let row = row.ok_or(StoreError::Conflict)?;
    let headings: Vec<KeptHeading> = serde_json::from_str(&row.headings)?;
    let line = row.head_line.unsigned_abs();
    Ok(List {
        layout: KeptHeadings { line, headings }.layout(),
        is_whole: row.is_whole,
        may_bring: serde_json::from_str(&row.may_bring)?,
        by_administrator: row.by_administrator,
        sameness: sameness(services, id).await?,
    })
}

async fn sameness(
    services: &Services,
    id: StaffImportId,
) -> Result<HashMap<u32, Sameness>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: i32,
        person_id: Option<Uuid>,
    }
    let query = Query::new("SELECT line, person_id FROM staff_import_sameness WHERE import_id = ");
    let rows: Vec<Row> = query.bind(id.0).all(services.db.reader()).await?;
    let said = |row: Row| {
        let person = row.person_id.map(Into::into);
        let sameness = person.map_or(Sameness::Nobody, Sameness::Person);
        (row.line.unsigned_abs(), sameness)
    };
    Ok(rows.into_iter().map(said).collect())
}

/// The rows of a list, with the places they are in and how many are in each.
#[derive(Default)]
struct Rows {
    lines: Vec<Read>,
    written: Vec<(Written, u32)>,
}

async fn read_rows(
    services: &Services,
    id: StaffImportId,
    layout: &Layout,
) -> Result<Rows, StoreError> {
    let mut rows = Rows::default();
    let mut numbers: HashMap<Written, usize> = HashMap::new();
    for place in 0.. {
        let Some(part) = part(services, id, place).await? else {
            break;
        };
        for (line, cells) in part {
            let number = |place: Written| {
                let number = *numbers.entry(place.clone()).or_insert_with(|| {
                    rows.written.push((place, 0));
                    rows.written.len() - 1
                });
                rows.written[number].1 += 1;
                number
            };
            let read = read_line(layout, line, &cells, number, services.today());
            rows.lines.push(read);
        }
        tokio::task::yield_now().await;
    }
    Ok(rows)
}

/// Some thousand rows of a list: lines with their cells.
pub(super) async fn part(
    services: &Services,
    id: StaffImportId,
    place: i32,
) -> Result<Option<Vec<(u32, Vec<String>)>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Part {
        cells: String,
    }
    let query = Query::new("SELECT cells FROM staff_import_part WHERE import_id = ").bind(id.0);
    let query = query.sql(" AND place = ").bind(place);
    let part = query.one::<Part>(services.db.reader()).await?;
    Ok(part
        .map(|part| serde_json::from_str(&part.cells))
        .transpose()?)
}

async fn planned(
    services: &Services,
    claim: &Claim,
    list: List,
    lines: Vec<Read>,
    written: &[(Written, u32)],
) -> Result<Plan, StoreError> {
    let (on, today, now) = (services.db.reader(), services.today(), services.now());
    let mut places = places(on, claim.organisation, &list.may_bring).await?;
    let choices = choices(on, claim.organisation).await?;
    let at: Vec<Place> = written
        .iter()
        .map(|(written, _)| {
            let choice = choices.get(&written.key()).copied();
            places.find(written, choice, || services.new_id::<TeamId>())
        })
        .collect();
    let covered: HashSet<OrganisationId> = at
        .iter()
        .filter_map(|place| match place {
            Place::At(organisation, _) | Place::UnknownTeam(organisation) => Some(*organisation),
            _ => None,
        })
        .collect();
    let covered: Vec<OrganisationId> = covered.into_iter().collect();
    let emails: HashSet<String> = lines
        .iter()
        .filter_map(|line| {
            line.as_ref()
                .map_or_else(|f| f.email.clone(), |l| l.email.clone())
        })
        .collect();
    let emails: Vec<String> = emails.into_iter().collect();
    let known = known(on, &covered, &emails, today).await?;
    let asked = Asked {
        today,
        layout: list.layout,
        places,
        at,
        sameness: list.sameness,
        is_whole: list.is_whole,
        by_administrator: list.by_administrator,
    };
    let ids = services.ids.clone();
    let new_id = Box::new(move || ids.new_id::<Uuid>(now));
    // Comparing sixty thousand rows would hold up other work on this thread.
    let planning = spawn_blocking(move || plan(asked, known, lines, new_id));
    planning
        .await
        .map_err(|broken_off| StoreError::Unreachable(broken_off.to_string()))
}

/// The organisations and teams there are, with those whose people the sender may bring in.
async fn places(
    on: &impl ConnectionTrait,
    home: OrganisationId,
    may_bring: &[OrganisationId],
) -> Result<Places, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    let rows: Vec<Row> = Query::new("SELECT id, name FROM organisation")
        .all(on)
        .await?;
    let organisations = rows.into_iter().map(|row| {
        let id = OrganisationId(row.id);
        (id, row.name, may_bring.contains(&id))
    });
    Ok(Places::new(
        home,
        organisations,
        teams(on, may_bring).await?,
    ))
}

/// What was said about the places in an organisation's lists.
async fn choices(
    on: &impl ConnectionTrait,
    home: OrganisationId,
) -> Result<HashMap<(String, String), PlaceChoice>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation: String,
        path: String,
        choice: String,
        organisation_id: Option<Uuid>,
        team_id: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT organisation, path, choice, organisation_id, team_id FROM staff_import_choice WHERE home_id = ",
    );
    let rows: Vec<Row> = query.bind(home.0).all(on).await?;
    let choice = |row: Row| {
        let organisation = row.organisation_id.map(OrganisationId);
        let choice = match (row.choice.as_str(), organisation) {
            ("out", _) => PlaceChoice::Out,
            ("make", Some(organisation)) => PlaceChoice::Make(organisation),
            ("organisation", Some(organisation)) => PlaceChoice::Organisation(organisation),
            ("team", Some(organisation)) => {
                PlaceChoice::Team(organisation, row.team_id.map(Into::into))
            }
            _ => return None,
        };
        Some(((row.organisation, row.path), choice))
    };
    Ok(rows.into_iter().filter_map(choice).collect())
}

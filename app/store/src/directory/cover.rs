//! Who stands ready as a SPOC, and for what.

use super::spocs::CoverTerms;
use crate::{Services, StoreError, audit::note_new, query::Query, transact};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SeeSpocCover, Target},
    directory::{EndsBy, Listed, PlaceCover, SPOC_LEVEL, Standby, places},
    ids::{OrganisationId, TeamId},
    organisations::Team,
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who is a SPOC today or will be: named, or by post.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SpocRow {
    /// The designation; none for those who are SPOCs by post.
    pub spoc_id: Option<Uuid>,
    /// The person.
    pub person_id: Uuid,
    /// Their name.
    pub name: String,
    /// The address at work.
    pub email: Option<String>,
    /// The telephone at work.
    pub phone: Option<String>,
    /// To whom they are listed, by its word.
    pub listed: Option<String>,
    /// Their job title.
    pub job_title: String,
    /// The organisation.
    pub organisation_id: Uuid,
    /// The team for which they are; none for the organisation as a whole.
    pub team_id: Option<Uuid>,
    /// Whether they stand in for another.
    pub is_deputy: bool,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day of the designation, if there is one.
    pub to_on: Option<NaiveDate>,
    /// The last day of the post, if it is known.
    pub ends_on: Option<NaiveDate>,
    /// Until when they are in date with the level that SPOCs need; none while they are not.
    pub in_date_until: Option<NaiveDate>,
}

impl SpocRow {
    /// As somebody who stands ready; none for whoever is not trained.
    fn standby(&self) -> Option<Standby> {
        self.in_date_until?;
        let ends = [
            self.ends_on.map(|day| (day, EndsBy::Post)),
            self.to_on.map(|day| (day, EndsBy::Designation)),
            self.training_ends_on().map(|day| (day, EndsBy::Training)),
        ];
        Some(Standby {
            person: self.person_id.into(),
            name: self.name.clone(),
            team: self.team_id.map(Into::into),
            from_on: self.from_on,
            until: ends.into_iter().flatten().min(),
        })
    }

    /// The last day on which their training counts; none where it does not run out, or they have none.
    pub fn training_ends_on(&self) -> Option<NaiveDate> {
        self.in_date_until.filter(|day| *day < NEVER)
    }

    /// Whether they have chosen to be listed to nobody.
    pub fn is_unlisted(&self) -> bool {
        self.listed.as_deref() == Some(Listed::Nobody.code())
    }

    /// Whether they stand ready on a day: trained, and named by then.
    pub fn is_ready_on(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.in_date_until.is_some()
    }
}

/// Stands for training that does not run out.
const NEVER: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("it is a day");

/// Everything from which cover follows, for the organisations of a permit.
#[derive(Clone, Debug, Default)]
pub struct CoverFacts {
    /// The organisations, by name.
    pub organisations: Vec<(OrganisationId, String)>,
    /// Their teams.
    pub teams: HashMap<OrganisationId, Vec<Team>>,
    /// What they ask for.
    pub terms: HashMap<OrganisationId, CoverTerms>,
    /// Their SPOCs, by name.
    pub spocs: Vec<SpocRow>,
}

impl CoverFacts {
    /// The cover of one organisation: as a whole first, then its teams.
    pub fn places(&self, organisation: OrganisationId, today: NaiveDate) -> Vec<PlaceCover> {
        let of_it = self
            .spocs
            .iter()
            .filter(|row| row.organisation_id == organisation.0);
        let standbys: Vec<Standby> = of_it.filter_map(SpocRow::standby).collect();
        let teams = self.teams.get(&organisation).map_or(&[][..], Vec::as_slice);
        let terms = self.terms.get(&organisation).cloned().unwrap_or_default();
        places(teams, &terms.minimums, &standbys, today)
    }
}

/// The boards in whose area an organisation is, and the organisation itself, for asking who may see its cover.
///
/// # Errors
/// When the database fails.
pub async fn cover_target(
    services: &Services,
    organisation: OrganisationId,
) -> Result<Option<Target>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        board: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT b.id AS board FROM organisation o LEFT JOIN board b ON b.district_id = o.district_id WHERE o.id = ",
    );
    let query = query.bind(organisation.0);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    Ok((!rows.is_empty()).then(|| Target {
        boards: rows
            .iter()
            .filter_map(|row| row.board.map(Into::into))
            .collect(),
        ..Target::organisation(organisation)
    }))
}

/// The organisations of a permit: those it names, or else all in the area of its boards.
fn of_permit(query: Query, permit: &Permit<SeeSpocCover>) -> Query {
    let target = &permit.act().target;
    let named = target.organisations.iter().map(|id| id.0);
    if !target.organisations.is_empty() {
        return query.sql("o.id IN (").bind_all(named).sql(")");
    }
    query
        .sql("o.district_id IN (SELECT district_id FROM board WHERE id IN (")
        .bind_all(target.boards.iter().map(|id| id.0))
        .sql("))")
}

/// Everything from which the cover of the organisations of a permit follows: five queries.
///
/// # Errors
/// When the database fails.
pub async fn cover_facts(
    services: &Services,
    permit: &Permit<SeeSpocCover>,
) -> Result<CoverFacts, StoreError> {
    #[derive(FromQueryResult)]
    struct Named {
        id: Uuid,
        name: String,
    }
    let query = Query::new("SELECT o.id, o.name FROM organisation o WHERE ");
    let query = of_permit(query, permit).sql(" ORDER BY o.name");
    let organisations: Vec<Named> = query.all(services.db.reader()).await?;
    Ok(CoverFacts {
        organisations: organisations
            .into_iter()
            .map(|row| (row.id.into(), row.name))
            .collect(),
        teams: teams(services, permit).await?,
        terms: terms(services, permit).await?,
        spocs: spocs(services, permit).await?,
    })
}

async fn teams(
    services: &Services,
    permit: &Permit<SeeSpocCover>,
) -> Result<HashMap<OrganisationId, Vec<Team>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Uuid,
        parent_id: Option<Uuid>,
        name: String,
    }
    let query = Query::new(
        "SELECT m.id, m.organisation_id, m.parent_id, m.name FROM team m JOIN organisation o ON o.id = m.organisation_id \
         WHERE ",
    );
    let query = of_permit(query, permit).sql(" ORDER BY m.name, m.id");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let mut teams: HashMap<OrganisationId, Vec<Team>> = HashMap::new();
    for row in rows {
        let of_it = teams.entry(row.organisation_id.into()).or_default();
        of_it.push(Team {
            id: row.id.into(),
            parent: row.parent_id.map(Into::into),
            name: row.name,
        });
    }
    Ok(teams)
}

async fn terms(
    services: &Services,
    permit: &Permit<SeeSpocCover>,
) -> Result<HashMap<OrganisationId, CoverTerms>, StoreError> {
    #[derive(FromQueryResult)]
    struct Minimum {
        organisation_id: Uuid,
        team_id: Option<Uuid>,
        people: i32,
    }
    #[derive(FromQueryResult)]
    struct Cohort {
        organisation_id: Uuid,
        cohort: String,
    }
    let of = |columns: &str| {
        let sql =
            format!("SELECT {columns} x JOIN organisation o ON o.id = x.organisation_id WHERE ");
        of_permit(Query::new(&sql), permit)
    };
    let on = services.db.reader();
    let minimums = of("x.organisation_id, x.team_id, x.minimum AS people FROM spoc_minimum");
    let minimums: Vec<Minimum> = minimums.all(on).await?;
    let cohorts = of("x.organisation_id, x.cohort FROM spoc_cohort");
    let cohorts: Vec<Cohort> = cohorts.sql(" ORDER BY x.cohort").all(on).await?;
    let mut terms: HashMap<OrganisationId, CoverTerms> = HashMap::new();
    for row in minimums {
        let of_it = terms.entry(row.organisation_id.into()).or_default();
        let team: Option<TeamId> = row.team_id.map(Into::into);
        of_it.minimums.insert(team, row.people.unsigned_abs());
    }
    for row in cohorts {
        let of_it = terms.entry(row.organisation_id.into()).or_default();
        of_it.cohorts.push(row.cohort);
    }
    Ok(terms)
}

/// Those who are named, and those who are SPOCs by post, each with how long they are in date.
async fn spocs(
    services: &Services,
    permit: &Permit<SeeSpocCover>,
) -> Result<Vec<SpocRow>, StoreError> {
    let today = services.today();
    let query = row(Query::new("SELECT s.id AS spoc_id, "), today).sql(
        "s.team_id, s.is_deputy, s.from_on, s.to_on FROM spoc s JOIN post t ON t.id = s.post_id ",
    );
    let query = of_permit(query.sql(JOINS).sql(" WHERE "), permit);
    let query = query.sql(" AND s.ended_at IS NULL AND (s.to_on IS NULL OR s.to_on >= ");
    let query = lasts(query.bind(today).sql(")"), today);
    let query = query.sql(" UNION ALL SELECT CAST(NULL AS uuid) AS spoc_id, ");
    let query = row(query, today).sql(
        "t.team_id, FALSE AS is_deputy, m.since_on AS from_on, m.until_on AS to_on FROM spoc_cohort k \
         JOIN post t ON t.organisation_id = k.organisation_id \
         JOIN membership m ON m.post_id = t.id AND m.cohort = k.cohort ",
    );
    let query = of_permit(query.sql(JOINS).sql(" WHERE "), permit);
    let query = query.sql(" AND (m.until_on IS NULL OR m.until_on >= ");
    let query = lasts(query.bind(today).sql(")"), today);
    let rows = query.sql(" ORDER BY search_name, from_on");
    rows.all(services.db.reader()).await
}

const JOINS: &str = "JOIN person p ON p.id = t.person_id JOIN organisation o ON o.id = t.organisation_id \
     JOIN board b ON b.district_id = o.district_id LEFT JOIN directory_board x ON x.board_id = b.id \
     LEFT JOIN directory_choice h ON h.person_id = p.id";

fn lasts(query: Query, today: NaiveDate) -> Query {
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    query.bind(today).sql(")")
}

/// The columns that are read of a post `t` and its holder.
fn row(query: Query, today: NaiveDate) -> Query {
    let query = query.sql(
        "p.id AS person_id, p.name, p.search_name, p.email, h.phone, h.listed, t.job_title, t.organisation_id, t.ends_on, \
         (SELECT MAX(COALESCE(c.valid_until, ",
    );
    let query = query
        .bind(NEVER)
        .sql(")) FROM completion c WHERE c.person_id = p.id AND c.level = COALESCE(x.spoc_level, ")
        .bind(SPOC_LEVEL)
        .sql(") AND ");
    super::in_date(query, today).sql(") AS in_date_until, ")
}

/// Notes that the list of SPOCs of an organisation was taken out, and what for.
///
/// # Errors
/// When the database fails.
pub async fn note_list_taken(
    services: &Services,
    permit: &Permit<SeeSpocCover>,
    organisation: OrganisationId,
    (purpose, people): (&str, usize),
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let subject = format!("spocs of organisation {organisation}");
        note_new(services, tx, permit, subject, &(purpose, people), ()).await
    })
}

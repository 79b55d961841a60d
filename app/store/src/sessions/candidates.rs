//! Whom somebody may book who looks after them: one person, a team, or all.

use crate::{Services, StoreError, people::within, query::Query};
use domain::{
    access::{Scope, Target},
    ids::{PersonId, TeamId},
    people::staff_number,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Who is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// One person, by e-mail address or staff number.
    One(String),
    /// Several people, each by e-mail address or staff number.
    Several(Vec<String>),
    /// Everybody in a team.
    Team(TeamId),
    /// Those whose line manager one is.
    Managed(Vec<PersonId>),
}

/// Somebody who may be booked, as far as one looks after them.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// By what they can be meant: the address in small letters, and the staff numbers.
    pub known_by: Vec<String>,
    /// Where they stand, for asking whether one may.
    pub target: Target,
}

impl Candidate {
    /// Whether they are meant by what somebody has typed.
    pub fn is_meant_by(&self, typed: &str) -> bool {
        let (address, number) = (typed.trim().to_lowercase(), staff_number(typed));
        self.known_by
            .iter()
            .any(|known| *known == address || *known == number)
    }
}

/// People with a post today, within a scope, by name.
///
/// # Errors
/// When the database fails.
pub async fn find_candidates(
    services: &Services,
    scope: &Scope,
    whom: &Whom,
) -> Result<Vec<Candidate>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        name: String,
        email: Option<String>,
        staff_number: Option<String>,
        organisation_id: Uuid,
        manager_id: Option<Uuid>,
    }
    let today = services.today();
    let query = Query::new(
        "SELECT t.person_id, p.name, p.email, t.staff_number, t.organisation_id, t.manager_id FROM post t JOIN person p ON p.id = t.person_id \
         WHERE t.starts_on <= ",
    );
    let query = query
        .bind(today)
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = within(query.bind(today).sql(")"), scope);
    let query = match whom {
        Whom::One(typed) => {
            let query = query
                .sql(" AND (p.email = ")
                .bind(typed.trim().to_lowercase());
            query
                .sql(" OR t.staff_number = ")
                .bind(staff_number(typed))
                .sql(")")
        }
        Whom::Several(typed) => {
            let query = query.sql(" AND (p.email IN (");
            let query = query.bind_all(typed.iter().map(|one| one.trim().to_lowercase()));
            let query = query.sql(") OR t.staff_number IN (");
            query
                .bind_all(typed.iter().map(|one| staff_number(one)))
                .sql("))")
        }
        Whom::Team(team) => query.sql(" AND t.team_id = ").bind(team.0),
        Whom::Managed(managers) => {
            let query = query.sql(" AND t.manager_id IN (");
            query
                .bind_all(managers.iter().map(|manager| manager.0))
                .sql(")")
        }
    };
    let rows: Vec<Row> = query
        .sql(" ORDER BY p.search_name, p.id")
        .all(services.db.reader())
        .await?;
    let mut found: Vec<Candidate> = Vec::new();
    for row in rows {
        let person = Some(PersonId(row.person_id));
        if found.last().is_none_or(|last| last.target.person != person) {
            found.push(Candidate {
                name: row.name,
                known_by: row.email.into_iter().collect(),
                target: Target {
                    person,
                    ..Target::default()
                },
            });
        }
        if let Some(Candidate {
            target, known_by, ..
        }) = found.last_mut()
        {
            known_by.extend(row.staff_number);
            target.organisations.push(row.organisation_id.into());
            target.managers.extend(row.manager_id.map(PersonId));
        }
    }
    Ok(found)
}

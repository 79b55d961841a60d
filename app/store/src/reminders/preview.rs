//! Whom a rule would remind on a day, by name, before it is switched on.

use super::due::{DATE, asked, from, looked, manager};
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SetReminders},
    framework::Framework,
    reminders::Step,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A reminder that would go out.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Foreseen {
    /// Whose training it is.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// The word of the step.
    pub step: String,
    /// Who would get it; none where there is no line manager.
    pub recipient: Option<String>,
    /// At which address, if there is one.
    pub address: Option<String>,
    /// Whether nothing goes to that address.
    pub is_stopped: bool,
}

/// How many reminders a step comes to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StepCount {
    /// The word of the step.
    pub step: String,
    /// How many.
    pub number: i64,
    /// How many of them reach nobody.
    pub unreachable: i64,
}

/// What would go out on a day.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// How many reminders of each step.
    pub counts: Vec<StepCount>,
    /// The reminders of this page.
    pub rows: Vec<Foreseen>,
}

impl Preview {
    /// How many there are on all pages.
    pub fn total(&self) -> u64 {
        self.counts
            .iter()
            .map(|one| one.number.unsigned_abs())
            .sum()
    }
}

/// Whom the reminders of a level would go to on a day, in the organisation of the permit: so many from one on.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    services: &Services,
    permit: &Permit<SetReminders>,
    framework: &Framework,
    level: &str,
    day: NaiveDate,
    (skip, take): (u64, u64),
) -> Result<Preview, StoreError> {
    let looked = looked(framework, Some(level), day);
    if looked.is_empty() {
        return Ok(Preview::default());
    }
    let found = |select: &str| {
        let query = Query::new(&format!(
            "{select} FROM (SELECT DISTINCT s.person_id, {DATE} AS due_on, w.column2 AS step, CASE WHEN w.column2 LIKE \
             'manager-%' THEN "
        ));
        let query = manager(query, day).sql(" ELSE s.person_id END AS recipient_id");
        let query = from(query, &looked)
            .sql(" WHERE r.person_id IS NULL AND s.organisation_id = ")
            .bind(permit.act().organisation.0)
            .sql(" AND ");
        asked(query, day).sql(
            ") f JOIN person p ON p.id = f.person_id LEFT JOIN person q ON q.id = f.recipient_id \
             LEFT JOIN mail_stop k ON k.address = q.email AND k.lifted_at IS NULL",
        )
    };
    let counts: Vec<StepCount> = found(
        "SELECT f.step, COUNT(*) AS number, \
         CAST(SUM(CASE WHEN q.email IS NULL OR k.id IS NOT NULL THEN 1 ELSE 0 END) AS bigint) AS unreachable",
    )
    .sql(" GROUP BY f.step")
    .all(services.db.reader())
    .await?;
    let rows = found(
        "SELECT f.person_id, p.name, f.due_on, f.step, q.name AS recipient, q.email AS address, \
         k.id IS NOT NULL AS is_stopped",
    )
    .sql(" ORDER BY f.due_on, p.search_name, f.person_id, f.step LIMIT ")
    .bind(i64::try_from(take).unwrap_or(i64::MAX))
    .sql(" OFFSET ")
    .bind(i64::try_from(skip).unwrap_or(i64::MAX))
    .all(services.db.reader())
    .await?;
    Ok(Preview {
        counts: sorted(counts),
        rows,
    })
}

/// In the order in which the steps come.
fn sorted(mut counts: Vec<StepCount>) -> Vec<StepCount> {
    counts.sort_by_key(|one| match Step::from_code(&one.step) {
        Some(Step::Before(days)) => (0, -i64::from(days)),
        Some(Step::After(days)) => (1, i64::from(days)),
        _ => (2, 0),
    });
    counts
}

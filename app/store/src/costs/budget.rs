//! Budgets: lines by financial year, and what becomes of them.

use super::entities::budget_line;
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    db::lock_rows,
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, PlanCosts},
    calendar,
    costs::{Balance, FinancialYear, Money, Spending},
    ids::BudgetLineId,
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A line of a budget as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewLine {
    /// For which financial year.
    pub year: FinancialYear,
    /// Where the money comes from, or what it is for.
    pub title: String,
    /// How much it is.
    pub amount: Money,
}

/// A line of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// Which.
    pub id: BudgetLineId,
    /// What it says.
    pub line: NewLine,
}

impl From<budget_line::Model> for BudgetLine {
    fn from(row: budget_line::Model) -> Self {
        Self {
            id: row.id.into(),
            line: NewLine {
                year: FinancialYear(row.year),
                title: row.title,
                amount: Money(row.pence),
            },
        }
    }
}

/// The budget of the organisation of the permit, line by line.
///
/// # Errors
/// When the database fails.
pub async fn budget_lines(
    services: &Services,
    permit: &Permit<PlanCosts>,
) -> Result<Vec<BudgetLine>, StoreError> {
    let rows = budget_line::Entity::find()
        .filter(budget_line::Column::OrganisationId.eq(permit.act().organisation.0))
        .order_by_asc(budget_line::Column::Year)
        .order_by_asc(budget_line::Column::Title)
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What there is, what is committed and what was spent, by financial year: of every year with a budget or with costs.
///
/// # Errors
/// When the database fails.
pub async fn balances(
    services: &Services,
    permit: &Permit<PlanCosts>,
    lines: &[BudgetLine],
) -> Result<BTreeMap<FinancialYear, Balance>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        starts_at: DateTime<Utc>,
        cancelled_at: Option<DateTime<Utc>>,
        planned_pence: i64,
        actual_pence: Option<i64>,
    }
    let query = Query::new(
        "SELECT s.starts_at, s.cancelled_at, c.planned_pence, c.actual_pence FROM session_cost c \
         JOIN session s ON s.id = c.session_id WHERE s.organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let mut balances: BTreeMap<FinancialYear, Balance> = BTreeMap::new();
    for one in lines {
        balances.entry(one.line.year).or_default().budget += one.line.amount;
    }
    for row in rows {
        let year = FinancialYear::of(calendar::day_of(row.starts_at));
        balances.entry(year).or_default().count(Spending {
            planned: Money(row.planned_pence),
            actual: row.actual_pence.map(Money),
            is_cancelled: row.cancelled_at.is_some(),
        });
    }
    Ok(balances)
}

/// Adds a line to the budget of the organisation of the permit.
///
/// # Errors
/// [`StoreError::Conflict`] when that year has a line of this title.
pub async fn add_line(
    services: &Services,
    permit: &Permit<PlanCosts>,
    new: &NewLine,
) -> Result<BudgetLineId, StoreError> {
    let id: BudgetLineId = services.new_id();
    transact!(services.db, |tx| {
        let row = row(permit, id, new);
        budget_line::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(services, tx, permit, format!("budget line {id}"), new, id).await
    })
}

/// Changes a line of the budget.
///
/// # Errors
/// [`StoreError::Conflict`] when that year has another line of this title, or the line is not the organisation's.
pub async fn change_line(
    services: &Services,
    permit: &Permit<PlanCosts>,
    id: BudgetLineId,
    new: &NewLine,
) -> Result<(), StoreError> {
    let own = permit.act().organisation.0;
    transact!(services.db, |tx| {
        let query = Query::new("SELECT * FROM budget_line WHERE id = ").bind(id.0);
        let query = query.sql(" AND organisation_id = ").bind(own);
        let query = query.sql(lock_rows(services.db.engine()));
        let row: Option<budget_line::Model> = query.one(tx).await?;
        let before: BudgetLine = row.ok_or(StoreError::Conflict)?.into();
        if before.line == *new {
            return Ok(Noted::nothing(()));
        }
        let query = Query::new("UPDATE budget_line SET year = ").bind(new.year.0);
        let query = query.sql(", title = ").bind(new.title.as_str());
        let query = query.sql(", pence = ").bind(new.amount.0);
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        let entry = Entry {
            subject: format!("budget line {id}"),
            before: Some(&before.line),
            after: Some(new),
        };
        note(services, tx, permit, entry, ()).await
    })
}

fn row(permit: &Permit<PlanCosts>, id: BudgetLineId, new: &NewLine) -> budget_line::Model {
    budget_line::Model {
        id: id.into(),
        organisation_id: permit.act().organisation.into(),
        year: new.year.0,
        title: new.title.clone(),
        pence: new.amount.0,
    }
}

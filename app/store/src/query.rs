//! A statement put together from pieces of SQL and values, in the one dialect that both databases read.

use crate::{Db, StoreError, db::Tries};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, Value};
use std::fmt::Write as _;

/// A statement under construction. Values never become part of the text.
#[derive(Debug, Default)]
pub(crate) struct Query {
    text: String,
    values: Vec<Value>,
}

impl Query {
    /// A statement that begins with some SQL.
    pub fn new(sql: &str) -> Self {
        Self {
            text: sql.to_owned(),
            values: Vec::new(),
        }
    }

    /// Adds SQL.
    pub fn sql(mut self, sql: &str) -> Self {
        self.text.push_str(sql);
        self
    }

    /// Adds a value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Adds several values with commas between them, for `IN (…)`; `NULL` when there are none, so that nothing matches.
    pub fn bind_all<T: Into<Value>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        let mut first = true;
        for value in values {
            self = if first { self } else { self.sql(", ") }.bind(value);
            first = false;
        }
        if first { self.sql("NULL") } else { self }
    }

    /// Adds a comma and a value.
    pub fn comma(self, value: impl Into<Value>) -> Self {
        self.sql(", ").bind(value)
    }

    /// Adds a row in brackets for each item, for `VALUES`.
    pub fn each_row<T>(mut self, items: &[T], row: impl Fn(Self, &T) -> Self) -> Self {
        for (number, item) in items.iter().enumerate() {
            self = row(self.sql(if number == 0 { "(" } else { ", (" }), item).sql(")");
        }
        self
    }

    fn statement(self, on: &impl ConnectionTrait) -> Statement {
        Statement::from_sql_and_values(on.get_database_backend(), self.text, self.values)
    }

    /// All rows.
    pub async fn all<T: FromQueryResult>(
        self,
        on: &impl ConnectionTrait,
    ) -> Result<Vec<T>, StoreError> {
        let rows = on.query_all_raw(self.statement(on)).await?;
        rows.iter()
            .map(|row| T::from_query_result(row, "").map_err(StoreError::from))
            .collect()
    }

    /// All rows as the database gives them, for columns that are known only when it runs.
    pub async fn rows(self, on: &impl ConnectionTrait) -> Result<Vec<QueryResult>, StoreError> {
        Ok(on.query_all_raw(self.statement(on)).await?)
    }

    /// The first row, if there is one.
    pub async fn one<T: FromQueryResult>(
        self,
        on: &impl ConnectionTrait,
    ) -> Result<Option<T>, StoreError> {
        let row = on.query_one_raw(self.statement(on)).await?;
        row.map(|row| T::from_query_result(&row, "").map_err(StoreError::from))
            .transpose()
    }

    /// Carries it out; the number of rows touched.
    pub async fn run(self, on: &impl ConnectionTrait) -> Result<u64, StoreError> {
        Ok(on.execute_raw(self.statement(on)).await?.rows_affected())
    }

    /// Carries it out as a transaction of its own, in one step instead of three; the number of rows touched. Only for
    /// rows that are their own trail, as [`Noted::in_the_row`](crate::audit::Noted::in_the_row) says.
    pub async fn run_alone(self, db: &Db) -> Result<u64, StoreError> {
        let statement = self.statement(db.writer());
        let mut tries = Tries::default();
        loop {
            let done = db.writer().execute_raw(statement.clone()).await;
            match done.map_err(StoreError::from) {
                Ok(done) => return Ok(done.rows_affected()),
                Err(error) if tries.again(&error).await => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A single number.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Number {
    /// The number; select it `AS number`.
    pub number: i64,
}

/// Text for `LIKE` that matches what contains the words, with the signs of `LIKE` itself made harmless. Use with
/// `ESCAPE '!'`.
pub(crate) fn containing(text: &str) -> String {
    let escaped = text
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{escaped}%")
}

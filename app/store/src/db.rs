//! Connections, transactions and their retries.

use crate::{
    audit::Noted,
    sqlite::{self, Connections},
};
use async_trait::async_trait;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, ExecResult, QueryResult, RuntimeErr, SqlErr, Statement, TransactionTrait, sqlx,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use thiserror::Error;

/// Why something could not be kept or read.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Something else stands in its place already.
    #[error("a row with this key exists already")]
    Conflict,
    /// The database did not do what was asked.
    #[error("the database failed: {0}")]
    Database(DbErr),
    /// The database cannot be reached, or its file not made.
    #[error("{0}")]
    Unreachable(String),
    /// What was read is not what was written.
    #[error("a stored document cannot be read: {0}")]
    Damaged(#[from] serde_json::Error),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Whether the same transaction may succeed when tried again: the database was busy, or two transactions crossed.
    fn is_passing(&self) -> bool {
        let Self::Database(
            DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)),
        ) = self
        else {
            return false;
        };
        let sqlx::Error::Database(e) = e.as_ref() else {
            return false;
        };
        matches!(
            e.code().as_deref(),
            Some("40001" | "40P01" | "5" | "6" | "261" | "517")
        )
    }
}

/// Which database holds the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the program.
    Sqlite,
    /// A server shared by several programs.
    Postgres,
}

/// Either of two, one for each engine.
#[derive(Clone, Debug)]
pub enum On<S, P> {
    /// That of SQLite.
    Sqlite(S),
    /// That of PostgreSQL.
    Postgres(P),
}

/// What statements are sent on: several connections to the file, or the pool.
pub type Connection = On<Connections, DatabaseConnection>;
/// What the statements of a transaction are sent on.
pub type Transaction = On<sqlite::Transaction, DatabaseTransaction>;

/// The database: on SQLite one connection that writes and several that read, on PostgreSQL one pool for both.
#[derive(Clone, Debug)]
pub struct Db {
    reader: Connection,
    writer: Connection,
    queries: Arc<AtomicU64>,
}

impl Db {
    /// Connects to `sqlite:PATH` or `postgres://…`, creating the SQLite file where there is none.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, StoreError> {
        let queries = Arc::new(AtomicU64::new(0));
        let (reader, writer) = if url.starts_with("sqlite:") {
            let options =
                sqlite::options(url).map_err(|error| StoreError::Unreachable(error.to_string()))?;
            let of = |most| Connections::new(options.clone(), most, Arc::clone(&queries));
            let writer = of(1);
            // They open when first needed; a file that cannot be opened is told at once.
            writer.execute_unprepared("SELECT 1").await?;
            (On::Sqlite(of(connections)), On::Sqlite(writer))
        } else {
            let mut pool = Database::connect(pool_options(url, connections)).await?;
            let counted = Arc::clone(&queries);
            pool.set_metric_callback(move |_| {
                counted.fetch_add(1, Ordering::SeqCst);
            });
            (On::Postgres(pool.clone()), On::Postgres(pool))
        };
        Ok(Self {
            reader,
            writer,
            queries,
        })
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        match self.reader {
            On::Sqlite(_) => Engine::Sqlite,
            On::Postgres(_) => Engine::Postgres,
        }
    }

    /// What reads.
    pub fn reader(&self) -> &Connection {
        &self.reader
    }

    /// What writes. A page's writes go through `transact!`.
    pub fn writer(&self) -> &Connection {
        &self.writer
    }

    /// Statements sent so far, for the tests that count the queries of a page.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::SeqCst)
    }

    /// Begins a transaction that may write. Use `transact!`.
    #[doc(hidden)]
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.writer {
            On::Sqlite(writer) => On::Sqlite(writer.begin().await?),
            On::Postgres(pool) => On::Postgres(pool.begin().await?),
        })
    }

    /// Closes every connection.
    ///
    /// # Errors
    /// When one cannot be closed.
    pub async fn close(self) -> Result<(), StoreError> {
        for connection in [self.reader, self.writer] {
            match connection {
                On::Sqlite(connections) => connections.close().await?,
                On::Postgres(pool) => pool.close_by_ref().await?,
            }
        }
        Ok(())
    }

    /// Writes a copy of a SQLite database, complete and consistent, to a file that must not exist yet.
    ///
    /// # Errors
    /// When the file exists, cannot be written, or the database is PostgreSQL, which brings `pg_dump`.
    pub async fn copy_to(&self, path: &str) -> Result<(), StoreError> {
        let quoted = path.replace('\'', "''");
        self.writer
            .execute_unprepared(&format!("VACUUM INTO '{quoted}'"))
            .await?;
        Ok(())
    }
}

impl Transaction {
    async fn commit(self) -> Result<(), DbErr> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }

    async fn rollback(self) -> Result<(), DbErr> {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await,
            Self::Postgres(transaction) => transaction.rollback().await,
        }
    }
}

#[async_trait]
impl<S: ConnectionTrait, P: ConnectionTrait> ConnectionTrait for On<S, P> {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Sqlite(on) => on.get_database_backend(),
            Self::Postgres(on) => on.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Sqlite(on) => on.execute_raw(statement).await,
            Self::Postgres(on) => on.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Sqlite(on) => on.execute_unprepared(sql).await,
            Self::Postgres(on) => on.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Sqlite(on) => on.query_one_raw(statement).await,
            Self::Postgres(on) => on.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Sqlite(on) => on.query_all_raw(statement).await,
            Self::Postgres(on) => on.query_all_raw(statement).await,
        }
    }
}

/// A connection to `sqlite:PATH` or `postgres://…` that changes the schema, to be closed after that.
///
/// # Errors
/// When the database cannot be reached.
pub async fn for_schema(url: &str) -> Result<DatabaseConnection, StoreError> {
    let mut options = pool_options(url, 1);
    options.map_sqlx_sqlite_opts(sqlite::as_ours);
    Ok(Database::connect(options).await?)
}

fn pool_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(sqlite::PATIENCE)
        .test_before_acquire(false)
        .sqlx_logging(false);
    options
}

/// For what is made once and found afterwards: when another request has made it at the same moment, a second try finds it.
pub(crate) async fn once_more<T, F: Future<Output = Result<T, StoreError>>>(
    make: impl Fn() -> F,
) -> Result<T, StoreError> {
    match make().await {
        Err(StoreError::Conflict) => make().await,
        outcome => outcome,
    }
}

/// So that no other transaction changes the rows that were read; SQLite has one writer and needs no such words.
pub(crate) fn lock_rows(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => " FOR UPDATE",
    }
}

/// So that servers pass over each other's work.
pub(crate) fn skip_locked(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => " FOR UPDATE SKIP LOCKED",
    }
}

/// How often a transaction has been tried.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Tries(u32);

impl Tries {
    /// Whether to try again after an error; waits a little first.
    pub(crate) async fn again(&mut self, error: &StoreError) -> bool {
        let again = error.is_passing() && self.0 < 8;
        if again {
            self.0 += 1;
            tokio::time::sleep(Duration::from_millis(5 << self.0)).await;
        }
        again
    }
}

/// Commits what succeeded, rolls back what failed; nothing when it is to be tried again.
#[doc(hidden)]
pub async fn settle<T>(
    tx: Transaction,
    outcome: Result<Noted<T>, StoreError>,
    tries: &mut Tries,
) -> Option<Result<T, StoreError>> {
    let settled = match outcome {
        Ok(noted) => tx
            .commit()
            .await
            .map(|()| noted.into_value())
            .map_err(StoreError::from),
        Err(error) => {
            if let Err(failed) = tx.rollback().await {
                tracing::warn!(%failed, "could not roll back");
            }
            Err(error)
        }
    };
    match settled {
        Err(error) if tries.again(&error).await => None,
        settled => Some(settled),
    }
}

/// Runs a block in one transaction, again when the database was busy or two transactions crossed.
///
/// The block is asynchronous, borrows what it needs, and ends in `Ok` of a [`Noted`] value: what
/// was done has left its entry in the audit trail, or there was nothing to note.
#[macro_export]
macro_rules! transact {
    ($db:expr, |$tx:ident| $body:block) => {{
        let mut tries = $crate::db::Tries::default();
        loop {
            let transaction = $db.begin().await?;
            let outcome = {
                let $tx = &transaction;
                async { $body }.await
            };
            if let Some(settled) = $crate::db::settle(transaction, outcome, &mut tries).await {
                break settled;
            }
        }
    }};
}

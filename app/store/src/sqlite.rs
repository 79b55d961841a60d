//! Connections to a SQLite file, lent to a statement or to a transaction.
//!
//! The pool of `sqlx` asks a connection, each time it is returned, whether it still lives. On SQLite that is a second trip
//! to the connection's thread, and costs more than most statements; so we keep our own (see decision 0014).

use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Values,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions, Connection, Error, Sqlite, SqliteConnection,
        query::Query,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_query_sqlx::SqlxValues;
use std::{
    fmt, mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
};
use tokio::{
    sync::{self, OwnedSemaphorePermit, Semaphore},
    time::{Duration, timeout},
};

/// How long one waits for a turn.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// After so many writes what they wrote is moved from the log into the file, and the log begins again.
const BEGIN_AGAIN_AFTER: u32 = 256;
/// Whoever still reads an older state is waited for, but not for long: there will be another occasion.
const BEGIN_AGAIN: &str = "PRAGMA busy_timeout = 50; PRAGMA wal_checkpoint(RESTART)";
/// How long SQLite itself waits for another program that writes.
const BUSY: Duration = Duration::from_secs(10);

/// How a file is opened.
///
/// # Errors
/// When the address is none.
pub(crate) fn options(url: &str) -> Result<SqliteConnectOptions, Error> {
    url.parse().map(as_ours)
}

/// What holds for every connection of ours.
pub(crate) fn as_ours(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true)
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8000")
        .pragma("wal_autocheckpoint", "20000")
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(200)
        .disable_statement_logging()
}

/// Connections to one file. Each serves one statement or transaction at a time; they are opened when first needed.
#[derive(Clone)]
pub struct Connections(Arc<Kept>);

struct Kept {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    turns: Arc<Semaphore>,
    writes: AtomicU32,
    queries: Arc<AtomicU64>,
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connections")
    }
}

impl Connections {
    /// No more than so many at once. What they are asked is counted, but for what begins and ends transactions.
    pub(crate) fn new(options: SqliteConnectOptions, most: u32, queries: Arc<AtomicU64>) -> Self {
        let most = usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS);
        Self(Arc::new(Kept {
            options,
            idle: Mutex::default(),
            turns: Arc::new(Semaphore::new(most)),
            writes: AtomicU32::new(1),
            queries,
        }))
    }

    /// Waits for a turn, and lends a connection.
    async fn lend(&self) -> Result<Lent, Error> {
        let turn = timeout(PATIENCE, Arc::clone(&self.0.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Error::PoolTimedOut)?;
        let turn = turn.map_err(|_| Error::PoolClosed)?;
        let idle = self.0.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.0.options).await?,
        };
        Ok(Lent {
            connection,
            kept: Arc::clone(&self.0),
            _turn: turn,
        })
    }

    /// Begins a transaction that writes; waits until no other does.
    pub(crate) async fn begin(&self) -> Result<Transaction, DbErr> {
        let mut lent = self.lend().await.map_err(failed)?;
        lent.say("BEGIN IMMEDIATE").await.map_err(failed)?;
        Ok(Transaction(sync::Mutex::new(lent)))
    }

    /// Closes those that are idle, and lends no more.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        self.0.turns.close();
        let idle = mem::take(&mut *self.0.idle());
        for connection in idle {
            connection.close().await.map_err(failed)?;
        }
        Ok(())
    }
}

impl Kept {
    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan. One that is not given back is closed, which undoes what it was about.
struct Lent {
    connection: SqliteConnection,
    kept: Arc<Kept>,
    _turn: OwnedSemaphorePermit,
}

impl Lent {
    fn give_back(self) {
        self.kept.idle().push(self.connection);
    }

    async fn say(&mut self, sql: &str) -> Result<ExecResult, Error> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        sql.execute(&mut self.connection).await.map(Into::into)
    }

    /// Counts a write that was committed, and from time to time lets the log begin again. Left to itself SQLite finds no
    /// occasion for that while people read all the time: the log would grow, and every write move what it wrote twice.
    async fn has_written(&mut self) {
        let writes = self.kept.writes.fetch_add(1, Ordering::Relaxed);
        if !writes.is_multiple_of(BEGIN_AGAIN_AFTER) {
            return;
        }
        let begun = self.say(BEGIN_AGAIN).await;
        let patient = format!("PRAGMA busy_timeout = {}", BUSY.as_millis());
        if let Err(failed) = begun.and(self.say(&patient).await) {
            tracing::warn!(%failed, "the log of the database did not begin again");
        }
    }

    async fn execute(&mut self, statement: Statement) -> Result<ExecResult, Error> {
        let done = self.prepare(statement).execute(&mut self.connection).await;
        done.map(Into::into)
    }

    async fn one(&mut self, statement: Statement) -> Result<Option<QueryResult>, Error> {
        let query = self.prepare(statement);
        let row = query.fetch_optional(&mut self.connection).await?;
        Ok(row.map(Into::into))
    }

    async fn all(&mut self, statement: Statement) -> Result<Vec<QueryResult>, Error> {
        let query = self.prepare(statement);
        let rows = query.fetch_all(&mut self.connection).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    fn prepare(&self, statement: Statement) -> Query<'static, Sqlite, SqlxValues> {
        self.kept.queries.fetch_add(1, Ordering::SeqCst);
        let values = statement.values.unwrap_or_else(|| Values(Vec::new()));
        sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
    }
}

/// A transaction that writes. Dropped before it is committed it is rolled back.
pub struct Transaction(sync::Mutex<Lent>);

impl Transaction {
    /// Keeps what was done.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        let mut lent = self.0.into_inner();
        lent.say("COMMIT").await.map_err(failed)?;
        lent.has_written().await;
        lent.give_back();
        Ok(())
    }

    /// Undoes what was done.
    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        let mut lent = self.0.into_inner();
        lent.say("ROLLBACK").await.map_err(failed)?;
        lent.give_back();
        Ok(())
    }
}

fn failed(error: Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

/// What a statement came to, after which its connection is given back. When the database itself refused, the connection is
/// as good as before; after any other fault it is closed.
fn settled<T>(lent: Lent, outcome: Result<T, Error>) -> Result<T, DbErr> {
    if matches!(outcome, Ok(_) | Err(Error::Database(_))) {
        lent.give_back();
    }
    outcome.map_err(failed)
}

#[async_trait]
impl ConnectionTrait for Connections {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::Sqlite
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let mut lent = self.lend().await.map_err(failed)?;
        let outcome = lent.execute(statement).await;
        if outcome.is_ok() {
            lent.has_written().await;
        }
        settled(lent, outcome)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut lent = self.lend().await.map_err(failed)?;
        let outcome = lent.say(sql).await;
        settled(lent, outcome)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut lent = self.lend().await.map_err(failed)?;
        let outcome = lent.one(statement).await;
        settled(lent, outcome)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut lent = self.lend().await.map_err(failed)?;
        let outcome = lent.all(statement).await;
        settled(lent, outcome)
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::Sqlite
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.lock().await.execute(statement).await.map_err(failed)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.lock().await.say(sql).await.map_err(failed)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.lock().await.one(statement).await.map_err(failed)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.lock().await.all(statement).await.map_err(failed)
    }
}

//! All that is held about somebody, read section by section.

use super::sections::{self, Column, Kind, MENTIONS, Section};
use crate::{Services, StoreError, audit::note_new, query::Query, transact};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, SeeAllHeld},
    ids::PersonId,
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

/// What one column of a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// How many.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// One table's rows about somebody.
#[derive(Clone, Debug)]
pub struct HeldSection {
    /// What they are, in plain words.
    pub title: &'static str,
    /// The table they are kept in.
    pub table: &'static str,
    /// The heads of the columns.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// How often somebody is named in rows about others.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mention {
    /// The table.
    pub kept_in: String,
    /// Its column.
    pub named_as: String,
    /// What the person did.
    pub words: String,
    /// In how many rows.
    pub number: i64,
}

/// A file that is kept of somebody: evidence of a claim, or a certificate.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HeldFile {
    /// What it shows.
    pub what: String,
    /// Its name.
    pub name: String,
    /// The claim or the certificate.
    pub of_id: Uuid,
    /// The step of the claim it was sent with; none for a certificate.
    pub step_id: Option<Uuid>,
}

/// All that is held about somebody.
#[derive(Clone, Debug)]
pub struct Held {
    /// The name.
    pub name: String,
    /// What is about them.
    pub sections: Vec<HeldSection>,
    /// The files, the newest first.
    pub files: Vec<HeldFile>,
    /// Where they are named in what is about others.
    pub mentions: Vec<Mention>,
}

/// All that is held about the person of the permit; none when there is no such person. A query for each section and four
/// more, however much there is.
///
/// # Errors
/// When the database fails.
pub async fn all_held(
    services: &Services,
    permit: &Permit<SeeAllHeld>,
) -> Result<Option<Held>, StoreError> {
    let Some(person) = permit.act().target.person else {
        return Ok(None);
    };
    let on = services.db.reader();
    let mut all = Vec::new();
    for section in sections::all() {
        all.push(read(on, section, person).await?);
    }
    let Some(Value::Text(name)) = all.first().and_then(|who| who.rows.first()?.first()) else {
        return Ok(None);
    };
    let name = name.clone();
    all.extend(trail(on, person).await?);
    Ok(Some(Held {
        name,
        sections: all,
        files: files(on, person).await?,
        mentions: mentions(on, person).await?,
    }))
}

/// SQL in which `{person}` stands for somebody.
pub(super) fn about(query: Query, sql: &str, person: PersonId) -> Query {
    let mut parts = sql.split("{person}");
    let query = query.sql(parts.next().unwrap_or_default());
    parts.fold(query, |query, part| query.bind(person.0).sql(part))
}

async fn read(
    on: &impl ConnectionTrait,
    section: &Section,
    person: PersonId,
) -> Result<HeldSection, StoreError> {
    let columns: Vec<_> = section.columns.iter().map(selected).collect();
    let query = Query::new("SELECT ").sql(&columns.join(", ")).sql(" FROM ");
    let rows = about(query, section.from, person).rows(on).await?;
    let read = |row: &QueryResult| {
        let cells = section.columns.iter().enumerate();
        cells
            .map(|(place, column)| value(row, place, column.kind))
            .collect()
    };
    Ok(HeldSection {
        title: section.title,
        table: section.table,
        heads: section
            .columns
            .iter()
            .map(|column| column.heading)
            .collect(),
        rows: rows.iter().map(read).collect::<Result<_, _>>()?,
    })
}

/// Whole numbers are of several widths on PostgreSQL.
fn selected(column: &Column) -> String {
    match column.kind {
        Kind::Number => format!("CAST({} AS bigint)", column.sql),
        _ => column.sql.to_owned(),
    }
}

fn value(row: &QueryResult, place: usize, kind: Kind) -> Result<Value, StoreError> {
    Ok(match kind {
        Kind::Text => row
            .try_get_by_index::<Option<String>>(place)?
            .map(Value::Text),
        Kind::Number => row
            .try_get_by_index::<Option<i64>>(place)?
            .map(Value::Number),
        Kind::YesNo => row
            .try_get_by_index::<Option<bool>>(place)?
            .map(Value::YesNo),
        Kind::Day => row
            .try_get_by_index::<Option<NaiveDate>>(place)?
            .map(Value::Day),
        Kind::Instant => row
            .try_get_by_index::<Option<DateTime<Utc>>>(place)?
            .map(Value::Instant),
    }
    .unwrap_or(Value::Nothing))
}

/// The kinds of rows that entries of the audit trail are about, with the ids of a person's own.
const SUBJECTS: &str = "SELECT 'person' AS kind, p.id FROM person p WHERE p.id = {person} \
     UNION ALL SELECT 'post', t.id FROM post t WHERE t.person_id = {person} \
     UNION ALL SELECT 'account', a.id FROM account a WHERE a.person_id = {person} \
     UNION ALL SELECT 'study', s.id FROM study s WHERE s.person_id = {person} \
     UNION ALL SELECT 'claim', c.id FROM claim c WHERE c.person_id = {person} \
     UNION ALL SELECT 'completion', c.id FROM completion c WHERE c.person_id = {person} \
     UNION ALL SELECT 'certificate', c.id FROM certificate c WHERE c.person_id = {person} \
     UNION ALL SELECT 'identity', i.id FROM employer_identity i WHERE i.person_id = {person}";

/// The subjects under which the audit trail knows somebody.
pub(super) async fn subjects(
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        kind: String,
        id: Uuid,
    }
    let rows: Vec<Row> = about(Query::new(""), SUBJECTS, person).all(on).await?;
    let subject = |row: Row| format!("{} {}", row.kind, row.id);
    Ok(rows.into_iter().map(subject).collect())
}

/// What others did with the record, and what the person did, out of the audit trail.
async fn trail(
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<HeldSection>, StoreError> {
    let entries = "SELECT x.at, x.act, x.subject, d.name, x.before_json, x.after_json FROM audit x \
                   LEFT JOIN person d ON d.id = x.actor WHERE ";
    let subjects = subjects(on, person).await?;
    let about_them = Query::new(entries).sql("x.subject IN (").bind_all(subjects);
    let about_them = about_them
        .sql(") ORDER BY x.at DESC, x.id")
        .rows(on)
        .await?;
    let by_them = Query::new(entries).sql("x.actor = ").bind(person.0);
    let by_them = by_them.sql(" ORDER BY x.at DESC, x.id").rows(on).await?;
    Ok(vec![
        entries_of("What was done with your record", &about_them, true)?,
        entries_of("What you did", &by_them, false)?,
    ])
}

/// What changed is shown in entries about the person only: the others' are about other people.
fn entries_of(
    title: &'static str,
    rows: &[QueryResult],
    whole: bool,
) -> Result<HeldSection, StoreError> {
    let mut heads = vec!["When", "What", "By"];
    if whole {
        heads.extend(["About", "Before", "After"]);
    }
    let read = |row: &QueryResult| -> Result<Vec<Value>, StoreError> {
        let mut cells = vec![
            value(row, 0, Kind::Instant)?,
            value(row, 1, Kind::Text)?,
            value(row, 3, Kind::Text)?,
        ];
        if whole {
            cells.extend([
                value(row, 2, Kind::Text)?,
                value(row, 4, Kind::Text)?,
                value(row, 5, Kind::Text)?,
            ]);
        }
        Ok(cells)
    };
    Ok(HeldSection {
        title,
        table: "audit",
        heads,
        rows: rows.iter().map(read).collect::<Result<_, _>>()?,
    })
}

const FILES: &str = "SELECT c.title AS what, x.evidence_name AS name, c.id AS of_id, x.id AS step_id, x.at FROM claim_step x \
     JOIN claim c ON c.id = x.claim_id WHERE x.evidence_hash IS NOT NULL AND c.person_id = {person} \
     UNION ALL SELECT n.course, t.serial || '.pdf', t.id, CAST(NULL AS uuid), t.issued_at FROM certificate t \
     JOIN completion n ON n.id = t.completion_id WHERE t.person_id = {person} ORDER BY 5 DESC";

async fn files(on: &impl ConnectionTrait, person: PersonId) -> Result<Vec<HeldFile>, StoreError> {
    about(Query::new(""), FILES, person).all(on).await
}

async fn mentions(on: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Mention>, StoreError> {
    let one = |(table, column, words): &(&str, &str, &str)| {
        format!(
            "SELECT '{table}' AS kept_in, '{column}' AS named_as, '{words}' AS words, COUNT(*) AS number \
             FROM {table} WHERE {column} = {{person}}"
        )
    };
    let sql = MENTIONS
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(" UNION ALL ");
    about(Query::new(""), &sql, person).all(on).await
}

/// Notes that all that is held about somebody was taken out by whoever holds the permit.
///
/// # Errors
/// When the database fails.
pub async fn note_taken_out(
    services: &Services,
    permit: &Permit<SeeAllHeld>,
) -> Result<(), StoreError> {
    let Some(person) = permit.act().target.person else {
        return Ok(());
    };
    transact!(services.db, |tx| {
        let subject = format!("person {person}");
        note_new(
            services,
            tx,
            permit,
            subject,
            &"all that is held, taken out",
            (),
        )
        .await
    })
}

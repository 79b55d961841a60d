//! The entries of the directory: who is listed, with what can be asked of them.
//!
//! An entry is a post held today by somebody who is in date with a level that the board of the district lists.

use super::{Sight, in_date, is_held, is_spoc};
use crate::{
    Services, StoreError,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar,
    directory::{Listed, Topic},
    ids::{BoardId, DistrictId, OrganisationId, PostId},
    people::folded,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// One district.
    pub district: Option<DistrictId>,
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// One level; empty for all.
    pub level: String,
    /// One topic.
    pub topic: Option<Topic>,
    /// Part of a language.
    pub language: String,
    /// Part of a name.
    pub name: String,
}

/// A level that somebody of the directory is in date with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLevel {
    /// Its code.
    pub level: String,
    /// When it was completed last.
    pub completed_on: NaiveDate,
}

/// An entry of the directory: no more than this is shown of anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The post that it stands for.
    pub post: PostId,
    /// The holder.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job title.
    pub job_title: String,
    /// Their organisation.
    pub organisation: String,
    /// Its district.
    pub district: String,
    /// The board of the district.
    pub board: BoardId,
    /// The address at work.
    pub email: Option<String>,
    /// The telephone at work.
    pub phone: String,
    /// What they can be asked for.
    pub topics: Vec<Topic>,
    /// Languages they speak besides English.
    pub languages: String,
    /// Whether they are a SPOC.
    pub is_spoc: bool,
    /// To whom they are listed.
    pub listed: Listed,
    /// The levels for which they are listed.
    pub levels: Vec<EntryLevel>,
    /// When they answered a question or completed one of these levels last.
    pub active_on: Option<NaiveDate>,
}

/// A page of entries.
#[derive(Clone, Debug)]
pub struct EntryPage {
    /// The entries of this page.
    pub rows: Vec<Entry>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Whose entries a statement finds.
pub(super) struct Within<'a> {
    pub districts: &'a [DistrictId],
    pub listed: &'a [Listed],
}

/// The entries that somebody sees and looks for, by name; so many after so many.
///
/// # Errors
/// When the database fails.
pub async fn list_entries(
    services: &Services,
    sight: &Sight,
    sought: &Sought,
    (skip, take): (u64, u64),
) -> Result<EntryPage, StoreError> {
    let today = services.today();
    let districts: Vec<DistrictId> = sight.parts.iter().map(|part| part.district).collect();
    let within = Within {
        districts: &districts,
        listed: sight.viewer.sees(),
    };
    let count = found(
        Query::new("SELECT COUNT(*) AS number"),
        &within,
        sought,
        today,
    );
    let on = services.db.reader();
    let total: Option<Number> = count.one(on).await?;
    let query = found(columns(today), &within, sought, today);
    let query = query.sql(" ORDER BY p.search_name, t.id LIMIT ");
    let query = query.bind(take.cast_signed()).sql(" OFFSET ");
    let rows = read(on, query.bind(skip.cast_signed()), today).await?;
    Ok(EntryPage {
        rows,
        total: total.map_or(0, |found| found.number.unsigned_abs()),
    })
}

/// One entry, if somebody sees it.
///
/// # Errors
/// When the database fails.
pub async fn find_entry(
    services: &Services,
    sight: &Sight,
    post: PostId,
) -> Result<Option<Entry>, StoreError> {
    let today = services.today();
    let districts: Vec<DistrictId> = sight.parts.iter().map(|part| part.district).collect();
    let within = Within {
        districts: &districts,
        listed: sight.viewer.sees(),
    };
    let query = found(columns(today), &within, &Sought::default(), today);
    let query = query.sql(" AND t.id = ").bind(post.0);
    Ok(read(services.db.reader(), query, today).await?.pop())
}

/// The columns of an entry.
pub(super) fn columns(today: NaiveDate) -> Query {
    let query = Query::new(
        "SELECT t.id AS post_id, p.id AS person_id, p.name, t.job_title, o.name AS organisation, d.name AS district, \
         b.id AS board_id, p.email, h.phone, h.topics, h.languages, h.listed, \
         (SELECT MAX(a.answered_at) FROM advice a WHERE a.answered_by = p.id) AS answered_at, ",
    );
    is_spoc(query, today).sql(" AS is_spoc")
}

/// The statement behind every list of entries.
pub(super) fn found(
    select: Query,
    within: &Within<'_>,
    sought: &Sought,
    today: NaiveDate,
) -> Query {
    let query = select.sql(
        " FROM post t JOIN person p ON p.id = t.person_id JOIN organisation o ON o.id = t.organisation_id \
         JOIN district d ON d.id = o.district_id JOIN board b ON b.district_id = d.id \
         LEFT JOIN directory_choice h ON h.person_id = p.id WHERE ",
    );
    let query = is_held(query, today).sql(" AND o.district_id IN (");
    let query = query
        .bind_all(within.districts.iter().map(|district| district.0))
        .sql(") AND COALESCE(h.listed, ")
        .bind(Listed::default().code())
        .sql(") IN (")
        .bind_all(within.listed.iter().map(|one| one.code()));
    let query = query.sql(
        ") AND EXISTS (SELECT 1 FROM completion c JOIN directory_level l ON l.level = c.level \
         WHERE l.board_id = b.id AND c.person_id = p.id AND ",
    );
    let query = in_date(query, today);
    let query = match sought.level.as_str() {
        "" => query,
        level => query.sql(" AND c.level = ").bind(level),
    };
    narrowed(query.sql(")"), sought)
}

fn narrowed(query: Query, sought: &Sought) -> Query {
    let query = match sought.district {
        Some(district) => query.sql(" AND d.id = ").bind(district.0),
        None => query,
    };
    let query = match sought.organisation {
        Some(organisation) => query.sql(" AND o.id = ").bind(organisation.0),
        None => query,
    };
    let query = match sought.topic {
        Some(topic) => query
            .sql(" AND h.topics LIKE ")
            .bind(format!("% {} %", topic.code())),
        None => query,
    };
    let query = like(query, "h.search_languages", &folded(&sought.language));
    like(query, "p.search_name", &folded(&sought.name))
}

fn like(query: Query, column: &str, text: &str) -> Query {
    if text.is_empty() {
        return query;
    }
    let query = query.sql(&format!(" AND {column} LIKE "));
    query.bind(containing(text)).sql(" ESCAPE '!'")
}

#[derive(FromQueryResult)]
struct Row {
    post_id: Uuid,
    person_id: Uuid,
    name: String,
    job_title: String,
    organisation: String,
    district: String,
    board_id: Uuid,
    email: Option<String>,
    phone: Option<String>,
    topics: Option<String>,
    languages: Option<String>,
    listed: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    is_spoc: bool,
}

impl Row {
    fn entry(self, levels: Vec<EntryLevel>) -> Entry {
        let answered_on = self.answered_at.map(calendar::day_of);
        let completed_on = levels.iter().map(|one| one.completed_on).max();
        let listed = self.listed.and_then(|code| Listed::from_code(&code));
        Entry {
            post: self.post_id.into(),
            person: self.person_id,
            name: self.name,
            job_title: self.job_title,
            organisation: self.organisation,
            district: self.district,
            board: self.board_id.into(),
            email: self.email,
            phone: self.phone.unwrap_or_default(),
            topics: Topic::read(&self.topics.unwrap_or_default()),
            languages: self.languages.unwrap_or_default(),
            is_spoc: self.is_spoc,
            listed: listed.unwrap_or_default(),
            active_on: answered_on.max(completed_on),
            levels,
        }
    }
}

/// The entries that a statement finds, with their levels.
pub(super) async fn read(
    on: &impl ConnectionTrait,
    query: Query,
    today: NaiveDate,
) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<Row> = query.all(on).await?;
    let posts: Vec<Uuid> = rows.iter().map(|row| row.post_id).collect();
    let mut levels = levels(on, &posts, today).await?;
    let entry = |row: Row| {
        let levels = levels.remove(&row.post_id).unwrap_or_default();
        row.entry(levels)
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The levels for which the holders of some posts are listed.
async fn levels(
    on: &impl ConnectionTrait,
    posts: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<EntryLevel>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        post_id: Uuid,
        level: String,
        completed_on: NaiveDate,
    }
    let mut levels: HashMap<Uuid, Vec<EntryLevel>> = HashMap::new();
    for posts in posts.chunks(1000) {
        let query = Query::new(
            "SELECT t.id AS post_id, c.level, MAX(c.completed_on) AS completed_on FROM post t \
             JOIN organisation o ON o.id = t.organisation_id JOIN board b ON b.district_id = o.district_id \
             JOIN directory_level l ON l.board_id = b.id \
             JOIN completion c ON c.person_id = t.person_id AND c.level = l.level WHERE t.id IN (",
        );
        let query = query.bind_all(posts.iter().copied()).sql(") AND ");
        let query = in_date(query, today).sql(" GROUP BY t.id, c.level ORDER BY c.level");
        let rows: Vec<Row> = query.all(on).await?;
        for row in rows {
            levels.entry(row.post_id).or_default().push(EntryLevel {
                level: row.level,
                completed_on: row.completed_on,
            });
        }
    }
    Ok(levels)
}

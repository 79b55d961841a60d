//! Reminders before a session: "due and not yet noted", so that an outage delays them, and neither loses nor doubles one.

use super::{
    reads::Part,
    ready::{comes_before, courses_on},
};
use crate::{
    Services, StoreError,
    audit::Noted,
    framework::in_force_on,
    notifications::{self, Hours, Mail, OwnText, texts_by_district},
    query::Query,
    reminders::proclaimed_on,
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::day_of,
    catalogue::Course,
    framework::Framework,
    ids::BookingId,
    sessions::{REMINDED, begins_before, last_day_in_time, point},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// Somebody who holds a place, and what they are reminded of.
#[derive(Clone, Debug)]
pub struct Reminded {
    /// The booking.
    pub booking: BookingId,
    /// Its reference.
    pub reference: String,
    /// The person's name.
    pub name: String,
    /// The address.
    pub address: String,
    /// How many days before the session.
    pub days: u32,
    /// When the session begins.
    pub starts_at: DateTime<Utc>,
    /// Its title.
    pub title: String,
    /// When it takes place.
    pub parts: Vec<Part>,
    /// Where; empty when it is online.
    pub venue: String,
    /// The link to join.
    pub link: String,
    /// What else there is to know.
    pub note: String,
    /// The names of those who train.
    pub trainers: Vec<String>,
    /// The levels it is for.
    pub levels: Vec<String>,
    /// The levels that come before.
    pub before: Vec<String>,
    /// The organisation that puts it on.
    pub organisation: String,
    /// Whom to ask there: name and address.
    pub contact: Option<(String, String)>,
    /// The last day on which the place is given up in time.
    pub last_day: NaiveDate,
    /// What the board of the district says in its own words.
    pub own_texts: Arc<[OwnText]>,
}

impl Reminded {
    /// Which fact its mail speaks of: a session on another day is another fact.
    pub fn key(&self) -> String {
        let begins = self.starts_at.timestamp();
        format!(
            "booking {} {} days before {begins}",
            self.booking, self.days
        )
    }
}

/// Reminders that are noted in one go.
const MOST: i64 = 200;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    days: i32,
    session_id: Uuid,
    course_id: Uuid,
    district_id: Uuid,
    reference: String,
    held_at: Option<DateTime<Utc>>,
    name: String,
    email: Option<String>,
    starts_at: DateTime<Utc>,
    title: String,
    venue: String,
    link: String,
    note: String,
    notice_days: i32,
    organisation: String,
    contact_name: Option<String>,
    contact_email: Option<String>,
}

impl Row {
    /// Whether the person is told: they have an address, and held the place at the point already.
    fn is_told(&self) -> bool {
        let point = point(self.starts_at, self.days.unsigned_abs());
        self.email.is_some() && self.held_at.is_none_or(|held_at| held_at < point)
    }
}

/// Notes the reminders that are due, and puts their mails into the outbox; whether there were any. Only for those who
/// hold a place on a session that is still to come.
///
/// # Errors
/// When the database fails.
pub async fn remind_next(
    services: &Services,
    mail: impl Fn(&Reminded) -> Mail,
) -> Result<bool, StoreError> {
    if due(services, services.db.reader(), 1).await?.is_empty() {
        return Ok(false);
    }
    transact!(services.db, |tx| {
        let rows = due(services, tx, MOST).await?;
        note(services, tx, &rows).await?;
        let told: Vec<Row> = rows.into_iter().filter(Row::is_told).collect();
        if !told.is_empty() {
            let mails = reminded(services, tx, told).await?;
            let mails = mails.iter().map(&mail).collect();
            notifications::put_all(services, tx, mails, Hours::Any).await?;
        }
        Ok(Noted::in_the_row(true))
    })
}

/// Reminders that are due and have not been noted, the next session first.
async fn due(
    services: &Services,
    on: &impl ConnectionTrait,
    most: i64,
) -> Result<Vec<Row>, StoreError> {
    let now = services.now();
    let query = Query::new(
        "SELECT b.id, d.days, b.session_id, s.course_id, s.district_id, b.reference, b.held_at, p.name, p.email, s.starts_at, s.title, \
         s.venue, s.link, s.note, s.notice_days, o.name AS organisation, c.name AS contact_name, c.email AS contact_email \
         FROM session s JOIN booking b ON b.session_id = s.id JOIN person p ON p.id = b.person_id \
         JOIN organisation o ON o.id = s.organisation_id LEFT JOIN person c ON c.id = s.created_by JOIN (",
    );
    let steps = REMINDED.map(|days| format!("SELECT {days} AS days"));
    let query = query.sql(&steps.join(" UNION ALL ")).sql(
        ") d ON b.state = 'booked' WHERE s.cancelled_at IS NULL AND NOT EXISTS (SELECT 1 FROM session_reminder r \
         WHERE r.booking_id = b.id AND r.days = d.days AND r.starts_at = s.starts_at) AND s.starts_at > ",
    );
    // The first of these bounds is one that an index knows.
    let [longest, ..] = REMINDED;
    let query = query.bind(now).sql(" AND s.starts_at < ");
    let query = query.bind(begins_before(now, longest));
    let query = query.sql(" AND s.starts_at < CASE d.days ");
    let query = REMINDED.into_iter().fold(query, |query, days| {
        let query = query.sql(&format!("WHEN {days} THEN "));
        query.bind(begins_before(now, days)).sql(" ")
    });
    query
        .sql("END ORDER BY s.starts_at, b.id, d.days DESC LIMIT ")
        .bind(most)
        .all(on)
        .await
}

/// Notes that these reminders have come, whether or not anybody is told.
async fn note(
    services: &Services,
    on: &impl ConnectionTrait,
    rows: &[Row],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let now = services.now();
    let query =
        Query::new("INSERT INTO session_reminder (booking_id, days, starts_at, noted_at) VALUES ");
    let query = query.each_row(rows, |query, row| {
        let query = query.bind(row.id).comma(row.days);
        query.comma(row.starts_at).comma(now)
    });
    query.run(on).await.map(|_| ())
}

/// All that the mails say, with the same few queries for however many.
async fn reminded(
    services: &Services,
    on: &impl ConnectionTrait,
    rows: Vec<Row>,
) -> Result<Vec<Reminded>, StoreError> {
    let sessions: Vec<Uuid> = rows.iter().map(|row| row.session_id).collect();
    let parts = parts_of(on, &sessions).await?;
    let trainers = trainers_of(on, &sessions).await?;
    let districts = rows.iter().map(|row| row.district_id);
    let own_texts = texts_by_district(on, districts).await?;
    let proclaimed = proclaimed_on(on, services.today()).await?;
    let courses = courses_on(on).await?;
    let in_force = in_force_on(services, on, services.today()).await?;
    let framework = in_force.as_ref().map(|in_force| &in_force.framework);
    let told = rows.into_iter().map(|row| {
        let course = courses.get(&row.course_id);
        let known = course.zip(framework);
        let (levels, before) = known
            .map(|(course, framework)| levels(course, framework))
            .unwrap_or_default();
        Reminded {
            booking: row.id.into(),
            reference: row.reference,
            name: row.name,
            address: row.email.unwrap_or_default(),
            days: row.days.unsigned_abs(),
            starts_at: row.starts_at,
            title: row.title,
            parts: parts.get(&row.session_id).cloned().unwrap_or_default(),
            venue: row.venue,
            link: row.link,
            note: row.note,
            trainers: trainers.get(&row.session_id).cloned().unwrap_or_default(),
            levels,
            before,
            organisation: row.organisation,
            contact: row.contact_name.zip(row.contact_email),
            last_day: last_day_in_time(
                day_of(row.starts_at),
                row.notice_days.unsigned_abs(),
                &proclaimed,
            ),
            own_texts: own_texts.get(&row.district_id).cloned().unwrap_or_default(),
        }
    });
    Ok(told.collect())
}

/// The titles of the levels that a course is for, and of those that come before them.
fn levels(course: &Course, framework: &Framework) -> (Vec<String>, Vec<String>) {
    let of_course = course.satisfies.iter();
    let levels = of_course.filter_map(|one| framework.level(&one.level));
    let before = comes_before(course, framework).into_iter();
    (
        levels.map(|level| level.title.clone()).collect(),
        before.map(|(_, title)| title).collect(),
    )
}

/// The parts of some sessions.
pub(super) async fn parts_of(
    on: &impl ConnectionTrait,
    sessions: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Part>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
    }
    let query =
        Query::new("SELECT session_id, starts_at, ends_at FROM session_part WHERE session_id IN (");
    let query = query.bind_all(sessions.iter().copied());
    let rows: Vec<Row> = query.sql(") ORDER BY session_id, number").all(on).await?;
    let mut parts: HashMap<Uuid, Vec<Part>> = HashMap::new();
    for row in rows {
        let of_session = parts.entry(row.session_id).or_default();
        of_session.push(Part {
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        });
    }
    Ok(parts)
}

/// The names of those who train on some sessions.
async fn trainers_of(
    on: &impl ConnectionTrait,
    sessions: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
        name: String,
    }
    let query = Query::new(
        "SELECT r.session_id, p.name FROM session_trainer r JOIN person p ON p.id = r.person_id WHERE r.session_id IN (",
    );
    let query = query.bind_all(sessions.iter().copied());
    let rows: Vec<Row> = query.sql(") ORDER BY p.search_name, p.id").all(on).await?;
    let mut trainers: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        let of_session = trainers.entry(row.session_id).or_default();
        of_session.push(row.name);
    }
    Ok(trainers)
}

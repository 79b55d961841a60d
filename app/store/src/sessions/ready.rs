//! Who is ready for a session: whom it is for, and what has to come first. For one person or for a team, with the same few
//! queries.

use super::{agreement::Agreement, entities::session, reads::open_to};
use crate::{
    Services, StoreError,
    framework::{in_force_on, posts_of},
    query::Query,
    records::held_by,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{BookPlace, Permit},
    catalogue::Course,
    framework::{Framework, PostFacts, valid_until},
    ids::{BookingId, PersonId, SessionId},
    records::Worth,
    sessions::{Ask, BookingRefusal, Readiness, ready},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// What is known of some people before they book a session.
pub(super) struct Askers {
    posts: HashMap<PersonId, Vec<PostFacts>>,
    needed: Vec<(String, String)>,
    in_date: HashMap<PersonId, Vec<String>>,
    booked: HashMap<PersonId, Vec<(String, BookingId)>>,
    agreement: Agreement,
}

impl Askers {
    /// Reads it.
    pub async fn read(
        services: &Services,
        on: &impl ConnectionTrait,
        session: &session::Model,
        people: &[PersonId],
    ) -> Result<Self, StoreError> {
        let mut posts: HashMap<PersonId, Vec<PostFacts>> = HashMap::new();
        for post in posts_of(on, people.iter().copied()).await? {
            posts.entry(post.person).or_default().push(post.facts);
        }
        let in_force = in_force_on(services, on, services.today()).await?;
        let needed = match &in_force {
            Some(in_force) => needed(on, session, &in_force.framework).await?,
            None => Vec::new(),
        };
        let (mut in_date, mut booked) = (HashMap::new(), HashMap::new());
        if let Some(in_force) = in_force.filter(|_| !needed.is_empty()) {
            in_date = levels_in_date(services, on, &in_force.framework, people).await?;
            booked = levels_booked(on, session.starts_at, people).await?;
        }
        let agreement = Agreement::read(services, on, session, &posts).await?;
        Ok(Self {
            posts,
            needed,
            in_date,
            booked,
            agreement,
        })
    }

    /// Whether a person may book, and on what their place depends.
    pub fn may_book(
        &self,
        services: &Services,
        session: &session::Model,
        person: PersonId,
    ) -> Result<Readiness, BookingRefusal> {
        let none = Vec::new();
        let posts = self.posts.get(&person).unwrap_or(&none);
        if !open_to(session).includes(posts, services.today()) {
            return Err(BookingRefusal::ForOthers);
        }
        let none = Vec::new();
        let in_date = self.in_date.get(&person).unwrap_or(&none);
        let booked = self.booked.get(&person).map_or(&[][..], Vec::as_slice);
        ready(&self.needed, in_date, booked)
    }

    /// On what footing a person asks when somebody books for them: themselves, or who looks after them.
    pub fn ask(
        &self,
        services: &Services,
        session: &session::Model,
        person: PersonId,
        by: Option<PersonId>,
    ) -> Ask {
        Ask {
            is_favoured: self.is_favoured(services, session, person),
            needs_approval: self.agreement.is_needed(person, by),
            has_priority: false,
        }
    }

    /// Whether places are reserved for a person.
    fn is_favoured(&self, services: &Services, session: &session::Model, person: PersonId) -> bool {
        let mut posts = self.posts.get(&person).into_iter().flatten();
        posts.any(|post| {
            post.is_held_on(services.today())
                && Some(post.organisation_id.0) == session.reserved_for
        })
    }
}

/// Whether the person of a permit may ask for a place, before anything is typed.
///
/// # Errors
/// When the database fails.
pub async fn may_ask(
    services: &Services,
    permit: &Permit<BookPlace>,
    id: SessionId,
) -> Result<Result<Readiness, BookingRefusal>, StoreError> {
    let on = services.db.reader();
    let row = session::Entity::find_by_id(id.0).one(on).await?;
    let (Some(row), Some(person)) = (row, permit.act().target.person) else {
        return Ok(Err(BookingRefusal::ForOthers));
    };
    let askers = Askers::read(services, on, &row, &[person]).await?;
    Ok(askers.may_book(services, &row, person))
}

/// The levels, by code and title, that come before those which the course reaches.
async fn needed(
    on: &impl ConnectionTrait,
    session: &session::Model,
    framework: &Framework,
) -> Result<Vec<(String, String)>, StoreError> {
    let courses = courses_on(on).await?;
    let course = courses.get(&session.course_id);
    Ok(course.map_or_else(Vec::new, |course| comes_before(course, framework)))
}

/// The levels, by code and title, that come before those which a course reaches.
pub(super) fn comes_before(course: &Course, framework: &Framework) -> Vec<(String, String)> {
    let reached: Vec<String> = reached(course).collect();
    let mut needed: Vec<(String, String)> = Vec::new();
    for level in reached.iter().filter_map(|code| framework.level(code)) {
        for code in &level.after {
            let is_new = !reached.contains(code) && needed.iter().all(|(known, _)| known != code);
            let title = framework.level(code).map(|level| level.title.clone());
            needed.extend(title.filter(|_| is_new).map(|title| (code.clone(), title)));
        }
    }
    needed
}

/// The levels that a course reaches wholly.
fn reached(course: &Course) -> impl Iterator<Item = String> + '_ {
    let whole = course
        .satisfies
        .iter()
        .filter(|one| one.worth == Worth::Level);
    whole.map(|one| one.level.clone())
}

pub(super) async fn courses_on(
    on: &impl ConnectionTrait,
) -> Result<HashMap<Uuid, Course>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        document: String,
    }
    let rows: Vec<Row> = Query::new("SELECT id, document FROM course")
        .all(on)
        .await?;
    let read = |row: Row| Ok((row.id, serde_json::from_str(&row.document)?));
    rows.into_iter().map(read).collect()
}

/// The levels that each of some people holds today.
async fn levels_in_date(
    services: &Services,
    on: &impl ConnectionTrait,
    framework: &Framework,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<String>>, StoreError> {
    let today = services.today();
    let held = held_by(on, people).await?;
    let levels = |held: Vec<domain::framework::Held>| {
        let is_in_date = |level: &&domain::framework::Level| {
            let of_level = held.iter().filter(|one| one.level == level.code);
            let days: Vec<_> = of_level.map(|one| one.completed_on).collect();
            let until = valid_until(framework, level, &days);
            !days.is_empty() && until.is_none_or(|until| today <= until)
        };
        let in_date = framework.levels.iter().filter(is_in_date);
        in_date.map(|level| level.code.clone()).collect()
    };
    let each = held.into_iter();
    Ok(each.map(|(person, held)| (person, levels(held))).collect())
}

/// The levels of sessions that end before an instant and on which each of some people holds a place.
async fn levels_booked(
    on: &impl ConnectionTrait,
    before: DateTime<Utc>,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<(String, BookingId)>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        person_id: Uuid,
        course_id: Uuid,
    }
    let query = Query::new(
        "SELECT b.id, b.person_id, s.course_id FROM booking b JOIN session s ON s.id = b.session_id \
         WHERE b.state = 'booked' AND NOT b.is_walk_in AND s.ends_at <= ",
    );
    let query = query.bind(before).sql(" AND b.person_id IN (");
    let query = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(") ORDER BY s.starts_at");
    let rows: Vec<Row> = query.all(on).await?;
    let mut booked: HashMap<PersonId, Vec<(String, BookingId)>> = HashMap::new();
    if rows.is_empty() {
        return Ok(booked);
    }
    let courses = courses_on(on).await?;
    for row in rows {
        let levels = courses
            .get(&row.course_id)
            .map(reached)
            .into_iter()
            .flatten();
        let of_person = booked.entry(row.person_id.into()).or_default();
        of_person.extend(levels.map(|level| (level, row.id.into())));
    }
    Ok(booked)
}

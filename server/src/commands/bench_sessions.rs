//! Sessions in large numbers, for `cargo xtask bench`.

use crate::demo;
use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::{
    access::{Actor, Grant, Permit, Role, RunSession, permit},
    calendar,
    catalogue::Origin,
    ids::{DistrictId, OrganisationId},
    sessions::{NOTICE_DAYS, OpenTo, Prices, Share},
};
use store::{
    Services, StoreError,
    catalogue::{self, CourseRow},
    organisations::{districts, organisations},
    people::account_by_email,
    sessions::{self, NewSession, Part},
};

/// Places of each.
const PLACES: u32 = 30;
/// The days over which they are spread.
const YEAR: usize = 365;

/// Puts so many sessions on, for everybody, over the year ahead.
pub(super) async fn put_on(services: &Services, number: usize) -> Result<(), StoreError> {
    let courses = catalogue::courses(services).await?;
    let courses: Vec<_> = courses
        .iter()
        .filter(|row| row.course.origin == Origin::Partnership)
        .collect();
    let districts = districts(services).await?;
    let Some(may) = lead(services).await? else {
        return Ok(());
    };
    for place in 0..number {
        let course = courses.get(place % courses.len().max(1));
        let district = districts.get(place / 7 % districts.len().max(1));
        if let (Some(course), Some(district)) = (course, district) {
            let new = session(services, course, district.id, place);
            sessions::put_on(services, &may, &new).await?;
        }
    }
    Ok(())
}

/// The leave of the training lead of the demo, for the first organisation.
async fn lead(services: &Services) -> Result<Option<Permit<RunSession>>, StoreError> {
    let personas = demo::personas().into_iter();
    let mut leads = personas.filter(|persona| persona.role == Role::TrainingLead);
    let email = leads.find_map(|persona| persona.email);
    let account = account_by_email(services, &email.unwrap_or_default()).await?;
    let places = organisations(services).await?;
    let (Some(account), Some(place)) = (account, places.first()) else {
        return Ok(None);
    };
    let organisation: OrganisationId = place.id;
    let actor = Actor::Person {
        person: account.person,
        account: account.id,
        name: String::new(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
            whose: None,
        }],
    };
    Ok(permit(&actor, RunSession { organisation }).ok())
}

fn session(services: &Services, row: &CourseRow, district: DistrictId, place: usize) -> NewSession {
    let after = u64::try_from(place % YEAR).unwrap_or_default() + 7;
    let day = services.today() + Days::new(after);
    let at = |hour| -> Option<DateTime<Utc>> {
        calendar::at_time(day, NaiveTime::from_hms_opt(hour, 30, 0)?)
    };
    let part = Part {
        starts_at: at(9).unwrap_or_else(|| services.now() + Days::new(after)),
        ends_at: at(12).unwrap_or_else(|| services.now() + Days::new(after + 1)),
    };
    NewSession {
        course: row.id,
        edition: row.edition,
        title: row.course.title.clone(),
        district,
        venue: format!("Learning Centre {}\nRoom {}", place % 40, place),
        kept_venue: None,
        room: String::new(),
        link: String::new(),
        note: String::new(),
        materials: String::new(),
        prices: Prices::default(),
        open_to: OpenTo::Partnership,
        places: PLACES,
        over_percent: 0,
        minimum: 0,
        is_tentative: false,
        reserved: None,
        opens_at: services.now(),
        closes_at: part.starts_at,
        notice_days: NOTICE_DAYS,
        needs_approval: false,
        share: Share::ALL,
        parts: vec![part],
        trainers: Vec::new(),
    }
}

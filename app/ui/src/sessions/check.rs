//! What was answered about a session, checked.

use super::form::{Choices, PartForm, SessionForm};
use crate::{
    ui::Field,
    web::typed::{date, prose, required, wrong},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    calendar,
    ids::{CourseId, OrganisationId},
    sessions::{MOST_OVER, OpenTo, Share},
};
use store::sessions::{NewSession, Part, ReservedFor, Trainer};

/// The most places, and the most working days of notice.
const MOST: u32 = 2000;

/// The longest venue and the longest note, in characters.
pub(super) const LONGEST: usize = 1000;

impl SessionForm {
    /// The session to keep, without what somebody else knows: `trainers` are those found by their addresses. None when
    /// something is wrong, which the fields then say.
    pub fn check(
        &mut self,
        choices: &Choices,
        organisation: OrganisationId,
        trainers: &[Trainer],
        now: DateTime<Utc>,
    ) -> Option<NewSession> {
        let course = self.course(choices);
        let parts = self.parts(now);
        let starts_at = parts.first().map(|part| part.starts_at);
        let district = chosen(
            &mut self.district,
            &choices.districts,
            "Select the district",
        );
        let place = self.place(choices);
        self.check_trainers(trainers);
        let places = number(
            &mut self.places,
            1,
            "Places must be a whole number from 1 to 2,000",
        );
        let over_percent = self.over();
        let minimum = self.minimum(places);
        let (opens_at, closes_at) = self.booking(starts_at, now);
        let notice = "Notice must be a whole number of working days, such as 5";
        let notice_days = number(&mut self.notice, 0, notice);
        let open_to = self.open_to(choices, organisation);
        let reserved = self.reserved(choices, places);
        let materials = prose(&mut self.materials, "Materials", LONGEST);
        let prices = self.prices();
        let note = prose(&mut self.note, "It", LONGEST);
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let (course, edition, title) = course?;
        Some(NewSession {
            course,
            edition,
            title,
            district: district?,
            venue: place.told,
            kept_venue: place.kept,
            room: place.room,
            link: place.link,
            note,
            materials,
            prices,
            open_to: open_to?,
            places: places?,
            over_percent,
            minimum,
            is_tentative: !self.tentative.current().is_empty(),
            reserved,
            opens_at,
            closes_at: closes_at?,
            notice_days: notice_days?,
            needs_approval: self.approval.current() == "yes",
            share: self.share(),
            parts,
            trainers: trainers.iter().map(|one| one.id.into()).collect(),
        })
    }

    fn course(&mut self, choices: &Choices) -> Option<(CourseId, u32, String)> {
        let typed = self.course.current().to_owned();
        let course = choices
            .courses
            .iter()
            .find(|(id, ..)| id.to_string() == typed);
        if course.is_none() {
            wrong(&mut self.course, "Select the course");
        }
        course.cloned()
    }

    /// The parts that were filled in, which follow one another.
    fn parts(&mut self, now: DateTime<Utc>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (place, form) in self.parts.iter_mut().enumerate() {
            let is_asked = place == 0 || !form.is_empty();
            let Some(part) = is_asked.then(|| form.check()).flatten() else {
                continue;
            };
            let earliest = parts.last().map_or(now, |before| before.ends_at);
            if part.starts_at < earliest {
                let said = match place {
                    0 => "The session must begin in the future",
                    _ => "Each part must begin after the one before",
                };
                wrong(&mut form.on, said);
            }
            parts.push(part);
        }
        parts
    }

    /// The share of the session of which this is a copy; all of it for every other.
    fn share(&self) -> Share {
        let percent = self.share.parse().ok();
        percent.and_then(Share::new).unwrap_or(Share::ALL)
    }

    fn over(&mut self) -> u32 {
        if self.over.current().is_empty() {
            return 0;
        }
        let said = format!("How many more may book must be a whole number from 0 to {MOST_OVER}");
        let over = number(&mut self.over, 0, &said);
        if over > Some(MOST_OVER) {
            wrong(&mut self.over, said);
        }
        over.unwrap_or_default()
    }

    fn minimum(&mut self, places: Option<u32>) -> u32 {
        if self.minimum.current().is_empty() {
            return 0;
        }
        let said = "How many have to come must be a whole number of places that there are";
        let minimum = number(&mut self.minimum, 1, said);
        if places.is_some_and(|places| minimum > Some(places)) {
            wrong(&mut self.minimum, said);
        }
        minimum.unwrap_or_default()
    }

    fn check_trainers(&mut self, found: &[Trainer]) {
        let is_found =
            |address: &String| found.iter().any(|one| one.email.as_ref() == Some(address));
        if let Some(unknown) = self.addresses().iter().find(|address| !is_found(address)) {
            let said = format!("{unknown} is nobody who holds the role of a trainer today");
            wrong(&mut self.trainers, said);
        }
    }

    /// When booking opens and closes.
    fn booking(
        &mut self,
        starts_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> (DateTime<Utc>, Option<DateTime<Utc>>) {
        let opens = date(&mut self.opens_on, "Day on which booking opens").and_then(midnight);
        let opens_at = opens.unwrap_or(now);
        let closes_on = date(&mut self.closes_on, "Last day to book");
        let after = closes_on.and_then(|day| day.checked_add_days(Days::new(1)));
        let closes_at = match (after.and_then(midnight), starts_at) {
            (Some(closes), Some(starts)) => Some(closes.min(starts)),
            (closes, starts) => closes.or(starts),
        };
        if closes_at.is_some_and(|closes| closes <= opens_at) {
            wrong(&mut self.closes_on, "Booking must close after it opens");
        }
        (opens_at, closes_at)
    }

    fn open_to(&mut self, choices: &Choices, organisation: OrganisationId) -> Option<OpenTo> {
        match self.open_to.current() {
            "partnership" => Some(OpenTo::Partnership),
            "organisation" => Some(OpenTo::Organisation(organisation)),
            "team" => {
                let team = chosen(&mut self.team, &choices.teams, "Select the team");
                team.map(OpenTo::Team)
            }
            "cohort" => {
                let code = chosen(&mut self.cohort, &choices.cohorts, "Select the cohort");
                code.map(OpenTo::Cohort)
            }
            _ => {
                wrong(&mut self.open_to, "Select who can book");
                None
            }
        }
    }

    fn reserved(&mut self, choices: &Choices, places: Option<u32>) -> Option<ReservedFor> {
        if self.reserved.current().is_empty() {
            return None;
        }
        let said = "Reserved places must be a whole number of places that there are";
        let reserved = number(&mut self.reserved, 1, said);
        if places.is_some_and(|places| reserved > Some(places)) {
            wrong(&mut self.reserved, said);
        }
        let said = "Select for which organisation places are reserved";
        let organisation = chosen(&mut self.reserved_for, &choices.organisations, said);
        let until = date(&mut self.reserved_until, "Day");
        if until.is_none() {
            let said = "Enter the day from which reserved places are for everybody";
            wrong(&mut self.reserved_until, said);
        }
        Some(ReservedFor {
            places: reserved?,
            organisation: organisation?,
            until: until.and_then(midnight)?,
        })
    }
}

impl PartForm {
    fn is_empty(&self) -> bool {
        let date = self.on.values.iter().all(String::is_empty);
        date && self.from.current().is_empty() && self.to.current().is_empty()
    }

    fn check(&mut self) -> Option<Part> {
        let day = date(&mut self.on, "Day of the session");
        if day.is_none() {
            wrong(&mut self.on, "Enter the day of the session");
        }
        let from = time(&mut self.from, day, "Enter when it begins, such as 09:30");
        let to = time(&mut self.to, day, "Enter when it ends, such as 12:30");
        let part = Part {
            starts_at: from?,
            ends_at: to?,
        };
        if part.ends_at <= part.starts_at {
            wrong(&mut self.to, "It must end after it begins");
        }
        Some(part)
    }
}

fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    calendar::at_time(day, NaiveTime::MIN)
}

/// A time of a day in London.
fn time(field: &mut Field, day: Option<NaiveDate>, missing: &str) -> Option<DateTime<Utc>> {
    let typed = required(field, "Time", missing);
    let Some(time) = calendar::read_time(&typed) else {
        wrong(field, "Time must be like 09:30 or 2:15pm");
        return None;
    };
    let at = calendar::at_time(day?, time);
    if at.is_none() {
        wrong(
            field,
            "Clocks go forward then, so there is no such time on that day",
        );
    }
    at
}

fn number(field: &mut Field, least: u32, said: &str) -> Option<u32> {
    let number = field.current().parse().ok();
    let number = number.filter(|number| (least..=MOST).contains(number));
    if number.is_none() {
        wrong(field, said);
    }
    number
}

/// One of some choices.
fn chosen<T: Clone + ToString>(
    field: &mut Field,
    choices: &[(T, String)],
    missing: &str,
) -> Option<T> {
    let typed = field.current().to_owned();
    let found = choices.iter().find(|(id, _)| id.to_string() == typed);
    if found.is_none() {
        wrong(field, missing);
    }
    found.map(|(id, _)| id.clone())
}

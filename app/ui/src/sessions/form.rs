//! The questions about a session that is put on or changed.

use crate::{
    ui::Field,
    web::{
        Fields,
        typed::{date_field, day_field, lines},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar,
    ids::{CourseId, DistrictId, OrganisationId, TeamId},
    sessions::{NOTICE_DAYS, OpenTo},
};
use store::sessions::{Part, SessionRow, Trainer};

/// Parts that the form asks for at most.
pub(super) const PARTS: usize = 3;

/// What there is to choose.
#[derive(Clone, Default)]
pub(super) struct Choices {
    pub courses: Vec<(CourseId, u32, String)>,
    pub districts: Vec<(DistrictId, String)>,
    pub teams: Vec<(TeamId, String)>,
    pub cohorts: Vec<(String, String)>,
    pub organisations: Vec<(OrganisationId, String)>,
}

/// When one part takes place.
#[derive(Clone)]
pub(super) struct PartForm {
    pub on: Field,
    pub from: Field,
    pub to: Field,
}

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct SessionForm {
    pub course: Field,
    pub parts: Vec<PartForm>,
    pub district: Field,
    pub venue: Field,
    pub link: Field,
    pub trainers: Field,
    pub places: Field,
    pub opens_on: Field,
    pub closes_on: Field,
    pub notice: Field,
    pub open_to: Field,
    pub team: Field,
    pub cohort: Field,
    pub reserved: Field,
    pub reserved_for: Field,
    pub reserved_until: Field,
    pub note: Field,
}

impl SessionForm {
    /// The form as it was sent; empty where nothing was.
    pub fn typed(fields: &Fields, course: &str) -> Self {
        let given = |name: &str, usual: &str| match fields.text(name) {
            "" if fields.0.is_empty() => usual.to_owned(),
            typed => typed.to_owned(),
        };
        let usual = NOTICE_DAYS.to_string();
        Self::of(
            |name| match name {
                "course" => given(name, course),
                "notice" => given(name, &usual),
                "open_to" => given(name, "partnership"),
                "venue" | "note" | "trainers" => fields.first(name).trim().to_owned(),
                _ => fields.text(name).to_owned(),
            },
            |name| date_field(fields, name),
        )
    }

    /// The form as a session is now.
    pub fn kept(row: &SessionRow, parts: &[Part], trainers: &[Trainer]) -> Self {
        let terms = &row.terms;
        let reserved = terms.reserved;
        let time = |part: Option<&Part>, at: fn(&Part) -> DateTime<Utc>| {
            part.map(|part| calendar::time(at(part)))
                .unwrap_or_default()
        };
        let of_part = |name: &str| {
            let number: usize = name.rsplit('_').next()?.parse().ok()?;
            parts.get(number - 1)
        };
        let addresses = trainers.iter().filter_map(|one| one.email.clone());
        let addresses = addresses.collect::<Vec<_>>().join("\n");
        let text = |name: &str| match name {
            "course" => row.course.to_string(),
            "district" => row.district.to_string(),
            "venue" => row.venue.clone(),
            "link" => row.link.clone(),
            "note" => row.note.clone(),
            "trainers" => addresses.clone(),
            "places" => terms.places.to_string(),
            "notice" => terms.notice_days.to_string(),
            "open_to" => row.open_to.code().to_owned(),
            "team" => match &row.open_to {
                OpenTo::Team(team) => team.to_string(),
                _ => String::new(),
            },
            "cohort" => match &row.open_to {
                OpenTo::Cohort(code) => code.clone(),
                _ => String::new(),
            },
            "reserved" => reserved.map(|r| r.places.to_string()).unwrap_or_default(),
            "reserved_for" => row.reserved_for.map(|o| o.to_string()).unwrap_or_default(),
            name if name.starts_with("from_") => time(of_part(name), |part| part.starts_at),
            name => time(of_part(name), |part| part.ends_at),
        };
        let day = |name: &str| match name {
            "opens_on" => Some(calendar::day_of(terms.opens_at)),
            "closes_on" => last_day(terms.closes_at, terms.starts_at),
            "reserved_until" => reserved.map(|r| calendar::day_of(r.until)),
            name => of_part(name).map(|part| calendar::day_of(part.starts_at)),
        };
        Self::of(text, |name| day_field(name, day(name)))
    }

    fn of(text: impl Fn(&str) -> String, day: impl Fn(&str) -> Field) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(text(name));
        let part = |number: usize| PartForm {
            on: day(&format!("on_{number}")).label("Date"),
            from: field(&format!("from_{number}"), "From").hint("Such as 09:30"),
            to: field(&format!("to_{number}"), "To"),
        };
        Self {
            course: field("course", "Course"),
            parts: (1..=PARTS).map(part).collect(),
            district: field("district", "District"),
            venue: field("venue", "Venue, if it is in a room")
                .hint("Name, address, room, step-free access, parking. The first line is its name"),
            link: field("link", "Link, if it is online")
                .hint("It begins with https://. Only those who hold a place see it"),
            trainers: field("trainers", "Trainers (optional)")
                .hint("E-mail addresses, one a line. Each must hold the role of a trainer"),
            places: field("places", "Places"),
            opens_on: day("opens_on")
                .label("From which day can people book? (optional)")
                .hint("Leave it empty to open at once"),
            closes_on: day("closes_on")
                .label("To which day can people book? (optional)")
                .hint("Leave it empty to close when the session begins. Nothing is offered after that"),
            notice: field("notice", "Working days of notice for giving a place up"),
            open_to: field("open_to", "Who can book?"),
            team: field("team", "Which team, if it is for a team"),
            cohort: field("cohort", "Which cohort, if it is for a cohort"),
            reserved: field("reserved", "How many places are reserved? (optional)"),
            reserved_for: field("reserved_for", "For which organisation"),
            reserved_until: day("reserved_until").label("From which day on are they for everybody?"),
            note: field("note", "Good to know (optional)")
                .hint("What to bring, breaks, whom to ring on the day"),
        }
    }

    /// All fields in the order of the page.
    pub fn fields(&self) -> Vec<&Field> {
        let parts = self
            .parts
            .iter()
            .flat_map(|part| [&part.on, &part.from, &part.to]);
        let after = [
            &self.district,
            &self.venue,
            &self.link,
            &self.trainers,
            &self.places,
            &self.opens_on,
            &self.closes_on,
            &self.notice,
            &self.open_to,
            &self.team,
            &self.cohort,
            &self.reserved,
            &self.reserved_for,
            &self.reserved_until,
            &self.note,
        ];
        std::iter::once(&self.course)
            .chain(parts)
            .chain(after)
            .collect()
    }

    /// The addresses of the trainers as typed.
    pub fn addresses(&self) -> Vec<String> {
        let lines = lines(self.trainers.current());
        lines.into_iter().map(|one| one.to_lowercase()).collect()
    }
}

/// The last day to book; none where booking closes with the start.
fn last_day(closes_at: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<NaiveDate> {
    let before = closes_at - chrono::TimeDelta::seconds(1);
    (closes_at < starts_at).then(|| calendar::day_of(before))
}

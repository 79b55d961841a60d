//! The questions about a session that is put on or changed.

use crate::{
    ui::Field,
    web::{
        Fields,
        typed::{date, date_field, day_field, lines, required, wrong},
    },
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    calendar,
    catalogue::web_address,
    ids::{DistrictId, OrganisationId, TeamId},
    sessions::{NOTICE_DAYS, OpenTo},
};
use store::sessions::{NewSession, Part, ReservedFor, SessionRow, Trainer};

/// Parts that the form asks for at most.
pub(super) const PARTS: usize = 3;

/// The most places, and the most working days of notice.
const MOST: u32 = 2000;

/// The longest venue and the longest note, in characters.
const LONGEST: usize = 1000;

/// What there is to choose.
#[derive(Clone, Default)]
pub(super) struct Choices {
    pub courses: Vec<(domain::ids::CourseId, u32, String)>,
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
        let (venue, link) = self.place();
        self.check_trainers(trainers);
        let places = number(
            &mut self.places,
            1,
            "Places must be a whole number from 1 to 2,000",
        );
        let (opens_at, closes_at) = self.booking(starts_at, now);
        let notice = "Notice must be a whole number of working days, such as 5";
        let notice_days = number(&mut self.notice, 0, notice);
        let open_to = self.open_to(choices, organisation);
        let reserved = self.reserved(choices, places);
        let note = prose(&mut self.note, "It");
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let (course, edition, title) = course?;
        Some(NewSession {
            course,
            edition,
            title,
            district: district?,
            venue,
            link,
            note,
            open_to: open_to?,
            places: places?,
            reserved,
            opens_at,
            closes_at: closes_at?,
            notice_days: notice_days?,
            parts,
            trainers: trainers.iter().map(|one| one.id.into()).collect(),
        })
    }

    fn course(&mut self, choices: &Choices) -> Option<(domain::ids::CourseId, u32, String)> {
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

    fn place(&mut self) -> (String, String) {
        let venue = prose(&mut self.venue, "Venue");
        let link = self.link.current().to_owned();
        if venue.is_empty() && link.is_empty() {
            wrong(
                &mut self.venue,
                "Enter the venue, or a link if it is online",
            );
        }
        if !link.is_empty()
            && let Err(refusal) = web_address(&link)
        {
            wrong(&mut self.link, refusal.to_string());
        }
        (venue, link)
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
        if reserved > places {
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

/// The last day to book; none where booking closes with the start.
fn last_day(closes_at: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<NaiveDate> {
    let before = closes_at - chrono::TimeDelta::seconds(1);
    (closes_at < starts_at).then(|| calendar::day_of(before))
}

fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    calendar::at_time(day, NaiveTime::MIN)
}

/// A time of a day in London.
fn time(field: &mut Field, day: Option<NaiveDate>, missing: &str) -> Option<DateTime<Utc>> {
    let typed = required(field, "Time", missing);
    let Ok(time) = NaiveTime::parse_from_str(&typed, "%H:%M") else {
        wrong(field, "Time must be like 09:30, with 24 hours");
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

/// Several lines, not too long.
fn prose(field: &mut Field, called: &str) -> String {
    if field.current().chars().count() > LONGEST {
        wrong(
            field,
            format!("{called} must be {LONGEST} characters or fewer"),
        );
    }
    field.current().to_owned()
}

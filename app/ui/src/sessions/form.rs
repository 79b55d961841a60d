//! The questions about a session that is put on or changed.

use crate::{
    ui::Field,
    web::{
        Fields,
        typed::{date_field, day_field, lines, wrong},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar,
    catalogue::Price,
    ids::{CourseId, DistrictId, OrganisationId, TeamId},
    organisations::OrganisationKind,
    sessions::{MOST_OVER, NOTICE_DAYS, NoShows, OpenTo, SUGGESTED_OVER, Venue},
};
use store::sessions::{Part, RequestRow, SessionRow, Trainer};

/// Parts that the form asks for at most.
pub(super) const PARTS: usize = 3;

/// What there is to choose.
#[derive(Clone)]
pub(super) struct Choices {
    pub organisation: OrganisationId,
    pub venues: Vec<Venue>,
    pub no_shows: NoShows,
    pub request: Option<RequestRow>,
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
    pub request: String,
    pub share: String,
    pub course: Field,
    pub parts: Vec<PartForm>,
    pub district: Field,
    pub kept_venue: Field,
    pub venue: Field,
    pub link: Field,
    pub trainers: Field,
    pub go_on: Field,
    pub asks_to_go_on: bool,
    pub places: Field,
    pub over: Field,
    pub minimum: Field,
    pub tentative: Field,
    pub opens_on: Field,
    pub closes_on: Field,
    pub notice: Field,
    pub approval: Field,
    pub open_to: Field,
    pub team: Field,
    pub cohort: Field,
    pub reserved: Field,
    pub reserved_for: Field,
    pub reserved_until: Field,
    pub materials: Field,
    pub prices: Vec<Field>,
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
                "approval" => given(name, "no"),
                "venue" | "note" | "trainers" | "materials" => fields.first(name).trim().to_owned(),
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
            "kept_venue" => row.kept_venue.map(|id| id.to_string()).unwrap_or_default(),
            "venue" if row.kept_venue.is_some() => row.room.clone(),
            "venue" => row.venue.clone(),
            "link" => row.link.clone(),
            "note" => row.note.clone(),
            "materials" => row.materials.clone(),
            name if name.starts_with("price_") => price_typed(row, name),
            "trainers" => addresses.clone(),
            "places" => row.seats.to_string(),
            "over" if row.over_percent > 0 => row.over_percent.to_string(),
            "minimum" if row.minimum > 0 => row.minimum.to_string(),
            "tentative" if row.is_tentative => "1".to_owned(),
            "over" | "minimum" | "tentative" | "go_on" | "request" => String::new(),
            "notice" => terms.notice_days.to_string(),
            "share" => row.share.percent().to_string(),
            "approval" => if row.needs_approval { "yes" } else { "no" }.to_owned(),
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
            request: text("request"),
            share: text("share"),
            course: field("course", "Course"),
            parts: (1..=PARTS).map(part).collect(),
            district: field("district", "District"),
            kept_venue: field("kept_venue", "Venue of your organisation"),
            venue: field("venue", "Venue, if it is in a room")
                .hint("Name, address, room, step-free access, parking. The first line is its name"),
            link: field("link", "Link, if it is online")
                .hint("It begins with https://. Only those who hold a place see it"),
            trainers: field("trainers", "Trainers (optional)")
                .hint("E-mail addresses, one a line. Each must hold the role of a trainer"),
            go_on: field("go_on", ""),
            asks_to_go_on: !text("go_on").is_empty(),
            places: field("places", "Places"),
            over: field("over", "How many more may book, in per cent? (optional)").hint(format!(
                "Some people do not come. {SUGGESTED_OVER} is usual, and {MOST_OVER} the most"
            )),
            minimum: field("minimum", "How many have to come? (optional)")
                .hint("With fewer the session may not be worth while. You are told a week before booking closes"),
            tentative: field("tentative", ""),
            opens_on: day("opens_on")
                .label("From which day can people book? (optional)")
                .hint("Leave it empty to open at once"),
            closes_on: day("closes_on")
                .label("To which day can people book? (optional)")
                .hint("Leave it empty to close when the session begins. Nothing is offered after that"),
            notice: field("notice", "Working days of notice for giving a place up"),
            approval: field("approval", "Does a line manager have to agree?")
                .hint("If so, a place is held for three days until the line manager has agreed"),
            open_to: field("open_to", "Who can book?"),
            team: field("team", "Which team, if it is for a team"),
            cohort: field("cohort", "Which cohort, if it is for a cohort"),
            reserved: field("reserved", "How many places are reserved? (optional)"),
            reserved_for: field("reserved_for", "For which organisation"),
            reserved_until: day("reserved_until").label("From which day on are they for everybody?"),
            materials: field("materials", "Materials (optional)")
                .hint("What is handed out or sent before, and where people find it"),
            prices: OrganisationKind::ALL.map(|kind| {
                let name = format!("price_{}", kind.code());
                field(&name, kind.title())
            }).to_vec(),
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
            &self.kept_venue,
            &self.venue,
            &self.link,
            &self.trainers,
            &self.places,
            &self.over,
            &self.minimum,
            &self.opens_on,
            &self.closes_on,
            &self.notice,
            &self.approval,
            &self.open_to,
            &self.team,
            &self.cohort,
            &self.reserved,
            &self.reserved_for,
            &self.reserved_until,
            &self.materials,
            &self.note,
        ];
        std::iter::once(&self.course)
            .chain(parts)
            .chain(after)
            .chain(&self.prices)
            .collect()
    }

    /// The form for a session that somebody asks for.
    pub fn asked_for(request: &RequestRow) -> Self {
        let usual = NOTICE_DAYS.to_string();
        let text = |name: &str| match name {
            "request" => request.id.to_string(),
            "course" => request
                .course_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            "venue" => request.place.clone(),
            "places" => request.people.to_string(),
            "notice" => usual.clone(),
            "approval" => "no".to_owned(),
            "open_to" => "partnership".to_owned(),
            _ => String::new(),
        };
        Self::of(text, |name| day_field(name, None))
    }

    /// The same for another session: without its dates.
    pub fn without_dates(mut self) -> Self {
        let of_parts = self.parts.iter_mut().map(|part| &mut part.on);
        let others = [
            &mut self.opens_on,
            &mut self.closes_on,
            &mut self.reserved_until,
        ];
        for day in of_parts.chain(others) {
            day.values.iter_mut().for_each(String::clear);
        }
        self
    }

    /// Whether to go on with trainers who have something else on: when none has, or when that was said. Otherwise the form
    /// asks.
    pub fn goes_on(&mut self, clashes: &[String]) -> bool {
        let goes_on = clashes.is_empty() || !self.go_on.current().is_empty();
        if !goes_on {
            let said = format!(
                "{}. Change the trainers or the time, or tick that you go on",
                clashes.join(". ")
            );
            wrong(&mut self.trainers, said);
            self.asks_to_go_on = true;
        }
        goes_on
    }

    /// The addresses of the trainers as typed.
    pub fn addresses(&self) -> Vec<String> {
        let lines = lines(self.trainers.current());
        lines.into_iter().map(|one| one.to_lowercase()).collect()
    }
}

/// The price of a session in the field of a kind of organisation; empty where nothing is said.
fn price_typed(row: &SessionRow, name: &str) -> String {
    let code = name.strip_prefix("price_").unwrap_or_default();
    let kind = OrganisationKind::from_code(code);
    let price = kind.and_then(|kind| row.prices.of(kind));
    let pounds = |price: Price| format!("{}.{:02}", price.0 / 100, price.0 % 100);
    price.map(pounds).unwrap_or_default()
}

/// The last day to book; none where booking closes with the start.
fn last_day(closes_at: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<NaiveDate> {
    let before = closes_at - chrono::TimeDelta::seconds(1);
    (closes_at < starts_at).then(|| calendar::day_of(before))
}

//! What is on in the demo: three sessions ahead, one of them full, and one that has taken place.

use super::{
    chance::Chance,
    history::Historian,
    workforce::{Held, Workforce},
};
use crate::{
    catalogue::CourseRow,
    people::role_grant,
    records::completion,
    sessions::{attendance, booking, session, session_part, session_trainer},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    access::Role,
    calendar,
    catalogue::Origin,
    people::slip_code,
    records::Worth,
    reminders::is_working_day,
    sessions::{Mark, NOTICE_DAYS, State},
};
use std::collections::HashSet;
use uuid::Uuid;

/// Puts sessions on for the organisation of the training lead one can sign in as.
pub(super) struct Organiser<'a> {
    pub chance: &'a Chance,
    pub workforce: &'a Workforce,
    pub courses: &'a [CourseRow],
    /// What people have completed so far.
    pub completions: &'a [completion::Model],
    pub district: Uuid,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

/// Everything that comes of putting sessions on.
#[derive(Default)]
pub(super) struct Made {
    pub sessions: Vec<session::Model>,
    pub parts: Vec<session_part::Model>,
    pub trainers: Vec<session_trainer::Model>,
    pub grants: Vec<role_grant::Model>,
    pub bookings: Vec<booking::Model>,
    pub attendances: Vec<attendance::Model>,
    pub completions: Vec<completion::Model>,
}

/// Days from today, level, places, venue, and how many ask for one.
type Story = (i64, &'static str, usize, &'static str, usize);

const STORIES: [Story; 4] = [
    (
        -10,
        "FP",
        15,
        "Sallowmere Civic Centre\nMarket Street\nRoom 2, step-free",
        12,
    ),
    (
        14,
        "FP",
        20,
        "Sallowmere Civic Centre\nMarket Street\nRoom 2, step-free",
        11,
    ),
    (
        21,
        "FP",
        12,
        "Weir Lane Learning Centre\nWeir Lane\nGround floor, parking behind",
        16,
    ),
    (35, "EM", 40, "", 3),
];

/// How those were there who came to the session that has taken place; the others attended.
const MARKS: [Mark; 4] = [Mark::Late, Mark::NoShow, Mark::LeftEarly, Mark::Excused];

impl Organiser<'_> {
    /// Three sessions ahead and one that is over.
    pub fn sessions(&self, historian: Option<&Historian<'_>>) -> Made {
        let mut made = Made::default();
        let Some(lead) = self.workforce.persona(Role::TrainingLead) else {
            return made;
        };
        let mut people = self.people().into_iter();
        let Some(trainer) = people.next() else {
            return made;
        };
        made.grants.push(self.trainer(trainer));
        for (number, story) in STORIES.into_iter().enumerate() {
            let Some(course) = self.course(story.1) else {
                continue;
            };
            let asking: Vec<&Held> = people.by_ref().take(story.4).collect();
            let session = self.session(lead, course, &story, asking.len());
            made.parts.push(only_part(&session));
            if number != 3 {
                made.trainers.push(self.trains(&session, trainer));
            }
            let first = made.bookings.len();
            made.bookings.extend(self.bookings(&session, &asking));
            if story.0 < 0 {
                self.mark(
                    &mut made,
                    first,
                    (&session, course),
                    (&asking, trainer),
                    historian,
                );
            }
            made.sessions.push(session);
        }
        made
    }

    /// The register of a session that is over, and what was completed by it. `first` is its first booking.
    fn mark(
        &self,
        made: &mut Made,
        first: usize,
        (session, course): (&session::Model, &CourseRow),
        (asking, trainer): (&[&Held], &Held),
        historian: Option<&Historian<'_>>,
    ) {
        let day = calendar::day_of(session.ends_at);
        for ((place, held), booking) in asking.iter().enumerate().zip(&mut made.bookings[first..]) {
            let mark = MARKS.get(place).copied().unwrap_or(Mark::Attended);
            mark.code().clone_into(&mut booking.state);
            let row = self.attended(session, booking, trainer, mark);
            made.attendances.push(row);
            if let Some(historian) = historian.filter(|_| mark.counts()) {
                let new = historian.attended(held, course, (booking, day, trainer.person));
                made.completions.extend(new);
            }
        }
    }

    /// Colleagues of the lead and others, in date with awareness and without the frontline level, each once.
    fn people(&self) -> Vec<&Held> {
        let with = |level: &str| -> HashSet<Uuid> {
            let of_level = self.completions.iter().filter(|c| c.level == level);
            let in_date = of_level.filter(|c| c.valid_until.is_none_or(|until| until > self.today));
            in_date.map(|c| c.person_id).collect()
        };
        let (aware, frontline) = (with("AW"), with("FP"));
        let mut seen = HashSet::new();
        let is_wanted = |held: &&Held| {
            aware.contains(&held.person)
                && !frontline.contains(&held.person)
                && !held.is_manager
                && !self.workforce.is_persona(held.person)
        };
        let people = self.workforce.held.iter().filter(is_wanted);
        people.filter(|held| seen.insert(held.person)).collect()
    }

    /// The partnership's course for a level.
    fn course(&self, level: &str) -> Option<&CourseRow> {
        let reaches = |row: &&CourseRow| {
            let whole = row
                .course
                .towards(level)
                .is_some_and(|one| one.worth == Worth::Level);
            row.course.origin == Origin::Partnership && whole
        };
        self.courses.iter().find(reaches)
    }

    fn trainer(&self, held: &Held) -> role_grant::Model {
        role_grant::Model {
            id: self.chance.new_id(),
            person_id: held.person,
            role: Role::Trainer.code().to_owned(),
            organisation_id: None,
            board_id: None,
            starts_on: held.starts_on.min(self.today),
            ends_on: None,
            granted_by: None,
        }
    }

    fn session(
        &self,
        lead: &Held,
        course: &CourseRow,
        (days, _, places, venue, _): &Story,
        asking: usize,
    ) -> session::Model {
        let starts_at = self.at(*days, 9, 30);
        let put_on = starts_at.min(self.now) - TimeDelta::days(60);
        let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        session::Model {
            id: self.chance.new_id(),
            course_id: course.id.into(),
            edition: course.edition.cast_signed(),
            title: course.course.title.clone(),
            organisation_id: lead.organisation,
            district_id: self.district,
            venue: (*venue).to_owned(),
            link: if venue.is_empty() {
                "https://meet.sallowmere.example/seminar".to_owned()
            } else {
                String::new()
            },
            note: "Tea and coffee from 09:15. Ring 01632 960 140 on the day.".to_owned(),
            open_to: "partnership".to_owned(),
            open_team_id: None,
            open_cohort: None,
            places: number(*places),
            taken: number(asking.min(*places)),
            reserved: 0,
            reserved_for: None,
            reserved_until: None,
            asked: number(asking),
            opens_at: put_on,
            closes_at: starts_at,
            notice_days: NOTICE_DAYS.cast_signed(),
            needs_approval: false,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(course.course.minutes.unwrap_or(180).into()),
            number: 1,
            share: 100,
            created_by: Some(lead.person),
            created_at: put_on,
            cancelled_by: None,
            cancelled_at: None,
            cancelled_why: None,
            venue_id: None,
            room: String::new(),
            minimum: 0,
            is_tentative: false,
            seats: number(*places),
            over_percent: 0,
            materials: String::new(),
            prices: "{}".to_owned(),
        }
    }

    /// A time on a day from today, or on the next working day.
    fn at(&self, days: i64, hour: u32, minute: u32) -> DateTime<Utc> {
        let day = self.today + TimeDelta::days(days);
        let working = day.iter_days().find(|day| is_working_day(*day, &[]));
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        calendar::at_time(working.unwrap_or(day), time).unwrap_or(self.now)
    }

    fn trains(&self, session: &session::Model, trainer: &Held) -> session_trainer::Model {
        session_trainer::Model {
            id: self.chance.new_id(),
            session_id: session.id,
            person_id: trainer.person,
        }
    }

    /// Places in the order of asking, then the waiting list.
    fn bookings(&self, session: &session::Model, asking: &[&Held]) -> Vec<booking::Model> {
        let row = |(asked, held): (i32, &&Held)| {
            let state = if asked <= session.places {
                State::Booked
            } else {
                State::Waiting
            };
            booking::Model {
                id: self.chance.new_id(),
                session_id: session.id,
                person_id: held.person,
                reference: slip_code(|below| self.chance.below(below)),
                asked,
                state: state.code().to_owned(),
                is_favoured: false,
                needs_approval: false,
                has_priority: false,
                offered_until: None,
                depends_on: None,
                access_needs: if asked == 2 {
                    "A seat near the front, and slides beforehand".to_owned()
                } else {
                    String::new()
                },
                dietary: if asked == 3 { "Vegetarian" } else { "" }.to_owned(),
                booked_by: Some(held.person),
                asked_at: session.opens_at + TimeDelta::hours(asked.into()),
                held_at: (state == State::Booked)
                    .then(|| session.opens_at + TimeDelta::hours(asked.into())),
                ended_by: None,
                ended_at: None,
                ended_why: String::new(),
                is_walk_in: false,
            }
        };
        (1..).zip(asking).map(row).collect()
    }

    fn attended(
        &self,
        session: &session::Model,
        booking: &booking::Model,
        trainer: &Held,
        mark: Mark,
    ) -> attendance::Model {
        attendance::Model {
            id: self.chance.new_id(),
            booking_id: booking.id,
            part: 1,
            mark: mark.code().to_owned(),
            marked_by: Some(trainer.person),
            marked_at: session.starts_at + TimeDelta::minutes(10),
        }
    }
}

fn only_part(session: &session::Model) -> session_part::Model {
    session_part::Model {
        session_id: session.id,
        number: 1,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
    }
}

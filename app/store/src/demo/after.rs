//! What the people of the demo said of the session that is over, what sessions cost, and the budget.

use super::chance::Chance;
use crate::{
    catalogue::CourseRow,
    costs::{budget_line, session_cost, session_in_kind},
    evaluation::{confidence, evaluation, evaluation_asked},
    sessions::{booking, session},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    costs::{CostKind, FinancialYear},
    evaluation::{Access, Pace, Stage, Way},
    sessions::State,
};
use uuid::Uuid;

/// Everything that comes after sessions, and what they cost.
#[derive(Default)]
pub(super) struct After {
    pub asked: Vec<evaluation_asked::Model>,
    pub evaluations: Vec<evaluation::Model>,
    pub confidences: Vec<confidence::Model>,
    pub costs: Vec<session_cost::Model>,
    pub in_kind: Vec<session_in_kind::Model>,
    pub budget: Vec<budget_line::Model>,
}

/// What people will do differently, in their own words.
const WILL_DO: [&str; 10] = [
    "Ask to speak to somebody alone, with our own interpreter",
    "Ring the partnership before I decide that it is nothing",
    "Write down what I saw, in the words that were used",
    "Show the indicators at our next team meeting",
    "",
    "Check who our first responders are",
    "Not promise that I will keep it to myself",
    "",
    "Explain consent before I ask the first question",
    "Put the number of the helpline on the board in our office",
];

/// Pounds planned for each kind of cost.
const PLANNED: [(CostKind, i64); 3] = [
    (CostKind::Venue, 180),
    (CostKind::Refreshments, 65),
    (CostKind::Facilitators, 240),
];

/// Pounds of the budget by financial year, from the present one on.
const BUDGET: [i64; 3] = [18_000, 10_000, 10_000];

/// What followed the sessions of the demo.
pub(super) fn after(
    chance: &Chance,
    (sessions, bookings): (&[session::Model], &[booking::Model]),
    courses: &[CourseRow],
    (now, today): (DateTime<Utc>, NaiveDate),
) -> After {
    let mut after = After::default();
    for session in sessions {
        after.costs.extend(costs(session, now));
        after.in_kind.push(session_in_kind::Model {
            session_id: session.id,
            half_days: 1,
        });
        let of_session = bookings.iter().filter(|one| one.session_id == session.id);
        let there = of_session.filter(|one| was_there(one));
        let course = courses.iter().find(|row| row.id.0 == session.course_id);
        let outcomes = course.map_or(&[][..], |row| &row.course.objectives);
        for (place, booking) in there.enumerate() {
            after.asked.push(asked(session, booking));
            // Three in four answer.
            if place % 4 != 3 {
                let row = evaluation(chance, session, booking, place);
                after.evaluations.push(row);
                after.confidences.extend(rated(chance, booking, outcomes));
            }
        }
    }
    if let Some(session) = sessions.first() {
        after.budget = budget(chance, session.organisation_id, today);
    }
    after
}

fn was_there(booking: &booking::Model) -> bool {
    matches!(
        State::from_code(&booking.state),
        Some(State::Attended | State::Late | State::LeftEarly | State::Part)
    )
}

fn asked(session: &session::Model, booking: &booking::Model) -> evaluation_asked::Model {
    evaluation_asked::Model {
        booking_id: booking.id,
        stage: Stage::After.code().to_owned(),
        asked_at: session.ends_at + TimeDelta::hours(1),
    }
}

fn rating(lowest: i32, chance: &Chance) -> i32 {
    let above = i32::try_from(chance.below(2)).unwrap_or_default();
    (lowest + above).min(5)
}

fn evaluation(
    chance: &Chance,
    session: &session::Model,
    booking: &booking::Model,
    place: usize,
) -> evaluation::Model {
    let pace = if place == 1 { Pace::Fast } else { Pace::Right };
    let access = if place == 2 {
        Access::Mostly
    } else {
        Access::Fully
    };
    evaluation::Model {
        booking_id: booking.id,
        way: Way::Form.code().to_owned(),
        relevance: Some(rating(4, chance)),
        trainer: Some(rating(4, chance)),
        pace: Some(pace.code().to_owned()),
        access: Some(access.code().to_owned()),
        will_do: WILL_DO[place % WILL_DO.len()].to_owned(),
        more: String::new(),
        may_follow_up: place.is_multiple_of(2),
        answered_at: session.ends_at + TimeDelta::hours(2),
    }
}

fn rated<'a>(
    chance: &'a Chance,
    booking: &'a booking::Model,
    outcomes: &'a [String],
) -> impl Iterator<Item = confidence::Model> + 'a {
    (1..)
        .zip(outcomes)
        .map(move |(number, outcome)| confidence::Model {
            booking_id: booking.id,
            stage: Stage::After.code().to_owned(),
            number,
            outcome: outcome.clone(),
            before_rating: Some(rating(2, chance)),
            now_rating: Some(rating(4, chance)),
        })
}

/// A session online costs nothing; one that is over came to what was planned, and its refreshments to a little less.
fn costs(session: &session::Model, now: DateTime<Utc>) -> Vec<session_cost::Model> {
    if session.venue.is_empty() {
        return Vec::new();
    }
    let line = |(kind, pounds): (CostKind, i64)| {
        let planned = pounds * 100;
        let saved = if kind == CostKind::Refreshments {
            820
        } else {
            0
        };
        session_cost::Model {
            session_id: session.id,
            kind: kind.code().to_owned(),
            planned_pence: planned,
            actual_pence: (session.ends_at <= now).then_some(planned - saved),
        }
    };
    PLANNED.map(line).to_vec()
}

fn budget(chance: &Chance, organisation: Uuid, today: NaiveDate) -> Vec<budget_line::Model> {
    let first = FinancialYear::of(today).0;
    let line = |(year, pounds): (i32, i64)| budget_line::Model {
        id: chance.new_id(),
        organisation_id: organisation,
        year,
        title: "Train the trainer".to_owned(),
        pence: pounds * 100,
    };
    (first..).zip(BUDGET).map(line).collect()
}

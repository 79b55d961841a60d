//! The figures of a session, or of all of them, as a line of a table and of a file.

use super::words::{difference, mean_cell};
use crate::ui::Content;
use ::sheet::Cell;
use domain::{
    calendar,
    costs::{Money, SessionCosts},
    evaluation::{Mean, TooFew, Turnout, overall},
};
use store::evaluation::Summary;

/// The figures of a session, or of all of them.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    turnout: Turnout,
    cost: Money,
    answered: usize,
    relevance: Result<Mean, TooFew>,
    trainer: Result<Mean, TooFew>,
    /// Before, and after.
    learned: Result<(Mean, Mean), TooFew>,
    asked_again: usize,
    answered_again: usize,
}

impl Figures {
    pub fn of(summary: &Summary, costs: Option<&SessionCosts>) -> Self {
        let follow_ups = || summary.impacts.iter().map(|(_, impact)| impact);
        let cost = match costs {
            Some(costs) if summary.is_cancelled => costs.actual(),
            Some(costs) => costs.known(),
            None => Money::default(),
        };
        Self {
            turnout: summary.turnout,
            cost,
            answered: summary.reaction.answered,
            relevance: summary.reaction.relevance,
            trainer: summary.reaction.trainer,
            learned: overall(&summary.learned),
            asked_again: follow_ups().map(|impact| impact.asked).sum(),
            answered_again: follow_ups().map(|impact| impact.answered).sum(),
        }
    }

    /// With another session's. Only what is shown is in a total, so that nobody can work out what is not.
    pub fn with(mut self, other: Self) -> Self {
        let both = |one: Result<Mean, TooFew>, other: Result<Mean, TooFew>| match (one, other) {
            (Ok(mut one), Ok(other)) => {
                one += other;
                Ok(one)
            }
            (one, other) => one.or(other),
        };
        self.turnout += other.turnout;
        self.cost += other.cost;
        self.learned = match (self.learned, other.learned) {
            (Ok((mut before, mut now)), Ok(more)) => {
                before += more.0;
                now += more.1;
                Ok((before, now))
            }
            (one, other) => one.or(other),
        };
        Self {
            relevance: both(self.relevance, other.relevance),
            trainer: both(self.trainer, other.trainer),
            answered: self.answered + other.answered,
            asked_again: self.asked_again + other.asked_again,
            answered_again: self.answered_again + other.answered_again,
            ..self
        }
    }

    /// By how many tenths people are more confident.
    fn difference(&self) -> Option<i64> {
        let (before, now) = self.learned.ok()?;
        Some(now.tenths() - before.tenths())
    }

    fn counts(&self) -> [usize; 10] {
        let turnout = self.turnout;
        [
            turnout.booked,
            turnout.attended,
            turnout.in_part,
            turnout.unscheduled,
            turnout.excused,
            turnout.no_shows,
            turnout.in_time,
            turnout.late,
            turnout.by_others,
            turnout.peak,
        ]
    }
}

/// The heads of the counts of a line.
pub(super) const COUNTS: [&str; 10] = [
    "Booked",
    "Attended",
    "In part",
    "Unscheduled",
    "Excused",
    "Did not come",
    "Gave up in time",
    "Gave up late",
    "Ended by others",
    "Waited at most",
];

fn count(number: usize) -> Cell {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// A line of the file.
pub(super) fn cells(summary: &Summary, figures: &Figures) -> Vec<Cell> {
    let rated = |mean: Result<Mean, TooFew>| {
        mean.map_or(Cell::Text("fewer than 5".to_owned()), |mean| {
            Cell::Text(mean.to_string())
        })
    };
    let each = figures.cost.each(figures.turnout.came());
    let (before, now) = (
        figures.learned.map(|both| both.0),
        figures.learned.map(|both| both.1),
    );
    let first = [
        summary.title.clone().into(),
        calendar::day_of(summary.starts_at).into(),
        if summary.is_cancelled { "yes" } else { "" }.into(),
    ];
    let counts = figures.counts().map(count);
    let last = [
        Cell::Number(figures.cost.pounds()),
        each.map_or(Cell::Empty, |each| Cell::Number(each.pounds())),
        count(figures.answered),
        rated(figures.relevance),
        rated(figures.trainer),
        rated(before),
        rated(now),
        count(figures.asked_again),
        count(figures.answered_again),
    ];
    first.into_iter().chain(counts).chain(last).collect()
}

/// How many, for a line of the page.
pub(super) fn counts(figures: &Figures) -> Vec<Content> {
    let numbers = figures.counts().map(|number| number.to_string().into());
    numbers.into()
}

/// The heads of [`said`].
pub(super) const SAID: [&str; 7] = [
    "Cost",
    "For each who came",
    "Answered",
    "Relevance",
    "Taught",
    "More confident by",
    "Follow-ups answered",
];

/// What it cost and what people said, for a line of the page.
pub(super) fn said(figures: &Figures) -> Vec<Content> {
    let dash = || "\u{2013}".to_owned();
    let each = figures.cost.each(figures.turnout.came());
    vec![
        figures.cost.to_string().into(),
        each.map_or_else(dash, |each| each.to_string()).into(),
        figures.answered.to_string().into(),
        mean_cell(figures.relevance),
        mean_cell(figures.trainer),
        figures.difference().map_or_else(dash, difference).into(),
        format!("{} of {}", figures.answered_again, figures.asked_again).into(),
    ]
}

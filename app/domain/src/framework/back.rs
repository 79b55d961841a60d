//! Coming back after a time away: what fell due meanwhile is not overdue on the first morning.
//!
//! Rule W11 of `docs/rules/standing.md`.

use super::{PostFacts, Reached, demand::Demand};
use chrono::{Days, NaiveDate, TimeDelta};

/// The longest time that is given to whoever comes back.
const LONGEST: TimeDelta = TimeDelta::days(30);

/// The last day in time of a demand, after times away from its post. Whoever was away on the last day in time, or came back
/// shortly before, has as long as they were away, and 30 days at most. A date set for the person stays.
pub(super) fn due_after_absence(demand: &Demand<'_>, reached: Option<Reached>) -> NaiveDate {
    let lasts = reached.is_some_and(|reached| reached.valid_until.is_none());
    if lasts || demand.is_own_date {
        return demand.due_on;
    }
    let valid_until = reached.and_then(|reached| reached.valid_until);
    times_away(demand.post)
        .into_iter()
        .fold(demand.due_on, |by, (from, to)| {
            let lapses = valid_until.map_or(by, |until| by.max(until));
            let given = back_by(from, to);
            if from <= lapses && lapses < given {
                given
            } else {
                by
            }
        })
}

/// The times away that have an end, the earliest first.
fn times_away(post: &PostFacts) -> Vec<(NaiveDate, NaiveDate)> {
    let ended = post.absences.iter();
    let mut ended: Vec<_> = ended
        .filter_map(|absence| Some((absence.from_on, absence.to_on?)))
        .collect();
    ended.sort();
    ended
}

/// The last day of the time given back after an absence.
fn back_by(from: NaiveDate, to: NaiveDate) -> NaiveDate {
    let length = to - from + TimeDelta::days(1);
    let days = length.min(LONGEST).num_days().unsigned_abs();
    to.checked_add_days(Days::new(days)).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use crate::framework::{
        Absence, Arrangements, AssignedDate, State, needs,
        testing::{day, framework, held, person, post},
    };

    /// How an officer in post since 2020 stands with Awareness on a day, away from a day to a day.
    fn state(completed: Option<&str>, away: (&str, &str), on: &str) -> State {
        let mut officer = post("2020-01-01", &["C1"]);
        officer.absences = vec![Absence {
            from_on: day(away.0),
            to_on: Some(day(away.1)),
        }];
        let held: Vec<_> = completed.map(|on| held("AW", on)).into_iter().collect();
        let facts = person(&[officer], &held);
        needs(&framework(), &Arrangements::default(), &facts, day(on))[0].state
    }

    #[test]
    fn what_ran_out_while_somebody_was_away_is_due_30_days_after_they_come_back() {
        let leave = ("2025-11-01", "2026-08-31");
        let on = |on| state(Some("2023-03-01"), leave, on);
        let by = day("2026-09-30");
        assert!(matches!(on("2026-08-31"), State::Exempt { .. }));
        assert_eq!(on("2026-09-01"), State::NotYetDue { by });
        assert_eq!(on("2026-10-01"), State::Overdue { since: by });
    }

    #[test]
    fn a_short_absence_gives_back_no_more_than_it_took() {
        let week = ("2026-02-26", "2026-03-04");
        let by = day("2026-03-11");
        assert_eq!(
            state(Some("2023-03-01"), week, "2026-03-05"),
            State::NotYetDue { by }
        );
    }

    #[test]
    fn whoever_was_late_before_they_left_is_late_when_they_come_back() {
        let since = day("2020-04-01");
        let leave = ("2026-01-01", "2026-06-30");
        assert_eq!(state(None, leave, "2026-07-01"), State::Overdue { since });
    }

    #[test]
    fn a_date_set_for_one_person_stays_while_they_are_away() {
        let mut officer = post("2020-01-01", &["C1"]);
        officer.absences = vec![Absence {
            from_on: day("2026-01-01"),
            to_on: Some(day("2026-06-30")),
        }];
        let mut facts = person(&[officer], &[]);
        let since = day("2026-03-01");
        facts.dates = vec![AssignedDate {
            level: "AW".into(),
            due_on: since,
        }];
        let need = &needs(
            &framework(),
            &Arrangements::default(),
            &facts,
            day("2026-07-01"),
        )[0];
        assert_eq!(need.state, State::Overdue { since });
    }
}

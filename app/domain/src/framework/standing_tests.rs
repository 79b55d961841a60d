//! Where people stand: the same as what they need, post by post.

use super::*;
use crate::framework::{
    Absence, Exemption, Held, needs,
    testing::{NORTHSIDE, day, framework, held, person, post},
};
use crate::ids::BoardId;
use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

const TODAY: &str = "2026-11-22";

fn rows(person: &PersonFacts) -> Vec<Standing> {
    standings(&framework(), &Arrangements::default(), person, day(TODAY))
}

fn away(from: &str, to: Option<&str>) -> Absence {
    Absence {
        from_on: day(from),
        to_on: to.map(day),
    }
}

#[test]
fn a_post_has_one_row_a_level_however_many_cohorts_ask() {
    let rows = rows(&person(
        &[post("2026-11-01", &["C1", "C2", "C3"])],
        &[held("AW", "2026-11-10")],
    ));
    let said: Vec<_> = rows
        .iter()
        .map(|r| (r.level.as_str(), r.cohort.as_str(), r.due_on))
        .collect();
    assert_eq!(
        said,
        [
            ("AW", "C3", day("2026-12-01")),
            ("FP", "C3", day("2027-05-01"))
        ]
    );
    assert_eq!(
        rows[0].reached.unwrap().valid_until,
        Some(day("2029-11-10"))
    );
    assert_eq!(rows[1].reached, None);
}

#[test]
fn what_is_recommended_and_what_has_ended_has_no_row() {
    let mut past = post("2020-01-01", &["C1"]);
    past.ends_on = Some(day("2026-11-21"));
    assert!(rows(&person(&[past], &[])).is_empty());
    let rows = rows(&person(&[post("2020-01-01", &["C2"])], &[]));
    assert_eq!(rows.len(), 1, "FP is only recommended");
}

#[test]
fn a_post_to_come_has_its_row_already() {
    let rows = rows(&person(&[post("2026-12-01", &["C1"])], &[]));
    assert_eq!(rows[0].state(&framework(), day(TODAY)), None);
    assert_eq!(
        rows[0].state(&framework(), day("2026-12-01")),
        Some(State::NotYetDue {
            by: day("2027-03-01")
        })
    );
}

#[test]
fn times_away_that_touch_are_one() {
    let mut mother = post("2020-01-01", &["C1"]);
    mother.absences = vec![
        away("2026-01-01", Some("2026-03-31")),
        away("2026-10-01", Some("2026-12-31")),
        away("2027-01-01", Some("2027-02-28")),
    ];
    let rows = rows(&person(&[mother], &[]));
    assert_eq!(
        rows[0].exempt,
        Some((day("2026-10-01"), Some(day("2027-02-28"))))
    );
    assert_eq!(
        rows[0].state(&framework(), day(TODAY)),
        Some(State::Exempt {
            until: Some(day("2027-02-28"))
        })
    );
    assert_eq!(
        rows[0].state(&framework(), day("2027-03-01")),
        Some(State::Overdue {
            since: day("2020-04-01")
        })
    );
}

#[test]
fn each_post_has_its_own_boards_say_about_what_counts() {
    let riverside = BoardId(Uuid::from_u128(11));
    let elsewhere = PostFacts {
        post: PostId(Uuid::from_u128(2)),
        board: Some(riverside),
        ..post("2020-01-01", &["C1"])
    };
    let awareness = Held {
        not_in: vec![riverside],
        ..held("AW", "2026-01-10")
    };
    let rows = rows(&person(
        &[post("2020-01-01", &["C1"]), elsewhere],
        &[awareness],
    ));
    let reached: Vec<_> = rows.iter().map(|row| row.reached.is_some()).collect();
    assert_eq!(reached, [true, false]);
}

#[test]
fn an_absence_without_an_end_lasts() {
    let mut ill = post("2020-01-01", &["C1"]);
    ill.absences = vec![away("2026-10-01", None)];
    let rows = rows(&person(&[ill], &[]));
    assert_eq!(
        rows[0].state(&framework(), day("2031-01-01")),
        Some(State::Exempt { until: None })
    );
}

prop_compose! {
    fn some_post()(number in 1u128..1_000_000, start in 0u64..3000, length in prop::option::of(0u64..2000), cohorts in prop::sample::subsequence(vec!["C1", "C2", "C3"], 0..=3)) -> PostFacts {
        let mut post = post("2019-01-01", &cohorts);
        post.post = PostId(Uuid::from_u128(number));
        post.starts_on = post.starts_on + Days::new(start);
        post.ends_on = length.map(|days| post.starts_on + Days::new(days));
        for membership in &mut post.cohorts { membership.since_on = post.starts_on; }
        post
    }
}

prop_compose! {
    fn some_held()(level in prop::sample::select(vec!["AW", "FP"]), on in 0u64..3000, counts in any::<bool>()) -> Held {
        let not_in = if counts { vec![] } else { vec![NORTHSIDE] };
        Held { level: level.into(), completed_on: day("2019-01-01") + Days::new(on), not_in }
    }
}

proptest! {
    /// A list that reads the rows says of each level what the person's own page says, on any later day too.
    #[test]
    fn lists_and_pages_say_the_same(
        posts in prop::collection::vec(some_post(), 0..4),
        held in prop::collection::vec(some_held(), 0..4),
        exempt in prop::option::of((0u64..3000, 0u64..900)),
        away in prop::collection::vec((0u64..3000, prop::option::of(0u64..500)), 0..3),
        ago in 0u64..3000,
        later in 0u64..400,
    ) {
        let first = day("2019-01-01");
        let made_on = first + Days::new(ago);
        let asked_on = made_on + Days::new(later);
        let mut facts = person(&posts, &held);
        facts.held.retain(|h| h.completed_on <= made_on);
        if let Some((from, length)) = exempt {
            let from_on = first + Days::new(from);
            facts.exemptions.push(Exemption { level: "AW".into(), from_on, until_on: from_on + Days::new(length) });
        }
        // Away from every post alike: of several posts the page says which one still asks.
        for post in &mut facts.posts {
            let stretch = |(from, length): &(u64, Option<u64>)| {
                let from_on = first + Days::new(*from);
                Absence { from_on, to_on: length.map(|days| from_on + Days::new(days)) }
            };
            post.absences = away.iter().map(stretch).collect();
        }
        let framework = framework();
        let rows = standings(&framework, &Arrangements::default(), &facts, made_on);
        // Of several times for which nothing is asked a row keeps the first, until the person is reassessed.
        let over = |row: &Standing| row.exempt.and_then(|(_, until)| until).is_some_and(|until| until < asked_on);
        prop_assume!(away.len() + usize::from(exempt.is_some()) < 2 || !rows.iter().any(over));
        for need in needs(&framework, &Arrangements::default(), &facts, asked_on) {
            let mut of_level: Vec<&Standing> = rows
                .iter()
                .filter(|r| r.level == need.level && r.state(&framework, asked_on).is_some())
                .collect();
            prop_assert_eq!(of_level.is_empty(), need.strength == Strength::Recommended);
            of_level.sort_by_key(|r| r.due_on);
            if let Some(row) = of_level.first() {
                prop_assert_eq!(row.state(&framework, asked_on), Some(need.state));
            }
        }
    }
}

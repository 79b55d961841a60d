use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const TODAY: &str = "2026-11-27";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn team_id(number: u128) -> TeamId {
    TeamId(Uuid::from_u128(number))
}

fn team(number: u128, name: &str, parent: Option<u128>) -> Team {
    Team {
        id: team_id(number),
        parent: parent.map(team_id),
        name: name.to_owned(),
    }
}

/// Somebody ready for a team from long ago, until a day if one is given.
fn ready(number: u128, team: Option<u128>, until: Option<(&str, EndsBy)>) -> Standby {
    Standby {
        person: PersonId(Uuid::from_u128(number)),
        name: format!("Person {number}"),
        team: team.map(team_id),
        from_on: day("2020-01-01"),
        until: until.map(|(until, why)| (day(until), why)),
    }
}

fn teams() -> Vec<Team> {
    vec![
        team(1, "Adults", None),
        team(2, "Older people", Some(1)),
        team(3, "Children", None),
    ]
}

fn found(standbys: &[Standby]) -> Vec<PlaceCover> {
    places(&teams(), &Minimums::new(), standbys, day(TODAY))
}

#[test]
fn one_alone_is_fragile_and_enough_is_what_is_asked_for() {
    assert_eq!(cover(0, 2), Cover::None);
    assert_eq!(cover(1, 1), Cover::One);
    assert_eq!(cover(2, 3), Cover::Short);
    assert_eq!(cover(3, 3), Cover::Enough);
}

#[test]
fn whoever_stands_ready_for_a_team_counts_for_those_around_it() {
    let found = found(&[ready(10, Some(2), None), ready(11, Some(1), None)]);
    let said: Vec<_> = found
        .iter()
        .map(|place| (place.path.as_str(), place.cover))
        .collect();
    assert_eq!(
        said,
        [
            ("", Cover::Enough),
            ("Adults", Cover::Enough),
            ("Adults › Older people", Cover::One),
            ("Children", Cover::None),
        ]
    );
}

#[test]
fn a_person_who_is_named_twice_counts_once() {
    let found = found(&[ready(10, Some(2), None), ready(10, Some(1), None)]);
    assert_eq!(found[0].ready.len(), 1);
    assert_eq!(found[0].cover, Cover::One);
}

#[test]
fn a_team_inside_is_shown_once_it_has_a_minimum_of_its_own() {
    let minimums = Minimums::from([(Some(team_id(2)), 3)]);
    let found = places(&teams(), &minimums, &[], day(TODAY));
    let inner = found.iter().find(|place| place.team == Some(team_id(2)));
    assert_eq!(inner.map(|place| place.minimum), Some(3));
}

#[test]
fn a_leaver_who_breaks_cover_is_warned_of_and_one_who_does_not_is_not() {
    let leaves = Some(("2026-12-31", EndsBy::Post));
    let two = found(&[ready(10, Some(3), None), ready(11, Some(3), leaves)]);
    let warned = two[0].breaks.clone().unwrap();
    assert_eq!((warned.on, warned.left), (day("2027-01-01"), 1));
    assert_eq!(warned.cover, Cover::One);
    assert_eq!(warned.who, [("Person 11".to_owned(), EndsBy::Post)]);
    let three = [
        ready(10, Some(3), None),
        ready(11, Some(3), leaves),
        ready(12, Some(3), None),
    ];
    assert_eq!(found(&three)[0].breaks, None);
}

#[test]
fn training_that_runs_out_breaks_cover_unless_somebody_takes_over() {
    let runs_out = Some(("2026-12-31", EndsBy::Training));
    let alone = found(&[ready(10, None, runs_out)]);
    assert_eq!(alone[0].breaks.clone().unwrap().cover, Cover::None);
    let follows = Standby {
        from_on: day("2026-12-15"),
        ..ready(11, None, None)
    };
    assert_eq!(found(&[ready(10, None, runs_out), follows])[0].breaks, None);
}

#[test]
fn what_is_far_off_is_not_warned_of() {
    let far = Some(("2027-06-30", EndsBy::Post));
    assert_eq!(found(&[ready(10, None, far)])[0].breaks, None);
}

proptest! {
    /// However people come and go, cover is never said to break into something better, and never today.
    #[test]
    fn a_break_is_always_for_the_worse(ends in proptest::collection::vec(proptest::option::of(0u64..200), 0..8)) {
        let standbys: Vec<Standby> = ends.iter().enumerate().map(|(number, end)| {
            let mut one = ready(number as u128, None, None);
            one.until = end.map(|days| (day(TODAY) + Days::new(days), EndsBy::Post));
            one
        }).collect();
        let whole = &found(&standbys)[0];
        if let Some(broken) = &whole.breaks {
            prop_assert!(broken.cover < whole.cover);
            prop_assert!(broken.on > day(TODAY));
            prop_assert!(!broken.who.is_empty());
        }
    }
}

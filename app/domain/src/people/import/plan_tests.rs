//! What becomes of rows, told as stories.

use super::*;
use crate::{
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::Contract,
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");
const HOME: OrganisationId = OrganisationId(Uuid::from_u128(1));
const SISTER: OrganisationId = OrganisationId(Uuid::from_u128(2));
const FLEET: TeamId = TeamId(Uuid::from_u128(11));
const REPAIRS: TeamId = TeamId(Uuid::from_u128(12));

/// Places of the list, by their numbers: Fleet and Repairs at home, the sister organisation, one that nobody knows.
const AT: [Place; 4] = [
    Place::At(HOME, Some(FLEET)),
    Place::At(HOME, Some(REPAIRS)),
    Place::At(SISTER, None),
    Place::UnknownTeam(HOME),
];

fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn yesterday() -> NaiveDate {
    TODAY - Days::new(1)
}

/// Somebody known, a driver in Fleet since 2020.
fn known(person: u128, name: &str, number: &str) -> (KnownPerson, KnownPost) {
    let person = KnownPerson {
        id: PersonId(Uuid::from_u128(person)),
        name: name.to_owned(),
        email: None,
        is_elsewhere: false,
        roles: Vec::new(),
    };
    let post = KnownPost {
        id: PostId(Uuid::from_u128(person.id.0.as_u128() + 1000)),
        person: person.id,
        organisation: HOME,
        team: Some(FLEET),
        job_title: "Driver".to_owned(),
        contract: Contract::Permanent,
        staff_number: (!number.is_empty()).then(|| number.to_owned()),
        assignment: None,
        manager: None,
        starts_on: date(2020, 1, 1),
        ends_on: None,
        is_main: true,
        is_listed: true,
        absences: Vec::new(),
    };
    (person, post)
}

/// A row about a driver in Fleet since 2020.
fn row(line: u32, name: &str, number: &str) -> StaffLine {
    StaffLine {
        line,
        staff_number: (!number.is_empty()).then(|| number.to_owned()),
        assignment: None,
        is_main: None,
        name: name.to_owned(),
        formal_name: None,
        email: None,
        place: 0,
        job_title: "Driver".to_owned(),
        manager_number: None,
        starts_on: Some(date(2020, 1, 1)),
        leaves_on: None,
        ends_on: None,
        contract: None,
        absence: None,
        remarks: Vec::new(),
    }
}

/// A list against what is known.
struct List {
    known: Vec<(KnownPerson, KnownPost)>,
    columns: Vec<Column>,
    sameness: HashMap<u32, Sameness>,
    is_whole: bool,
    by_administrator: bool,
}

impl List {
    fn of(known: impl IntoIterator<Item = (KnownPerson, KnownPost)>) -> Self {
        Self {
            known: known.into_iter().collect(),
            columns: vec![
                Column::Team,
                Column::StartsOn,
                Column::LeavesOn,
                Column::EndsOn,
            ],
            sameness: HashMap::new(),
            is_whole: true,
            by_administrator: false,
        }
    }

    fn with(mut self, columns: &[Column]) -> Self {
        self.columns.extend(columns);
        self
    }

    fn decided(mut self, line: u32, sameness: Sameness) -> Self {
        self.sameness.insert(line, sameness);
        self
    }

    fn plan(self, lines: Vec<Read>) -> Plan {
        let headings = self
            .columns
            .into_iter()
            .enumerate()
            .map(|(place, column)| Heading {
                place,
                text: column.title().to_owned(),
                meaning: Meaning::Column(column),
            });
        let team = |id, name: &str| KnownTeam {
            id,
            organisation: HOME,
            parent: None,
            name: name.to_owned(),
        };
        let organisations = [
            (HOME, "Northside".to_owned(), true),
            (SISTER, "Homes".to_owned(), true),
        ];
        let asked = Asked {
            today: TODAY,
            layout: Layout {
                line: 1,
                headings: headings.collect(),
            },
            places: Places::new(
                HOME,
                organisations,
                [team(FLEET, "Fleet"), team(REPAIRS, "Repairs")],
            ),
            at: AT.to_vec(),
            sameness: self.sameness,
            is_whole: self.is_whole,
            by_administrator: self.by_administrator,
        };
        let mut people: Vec<KnownPerson> = Vec::new();
        let mut posts = Vec::new();
        for (person, post) in self.known {
            if people.iter().all(|known| known.id != person.id) {
                people.push(person);
            }
            posts.push(post);
        }
        let mut next = 10_000;
        let new_id = move || {
            next += 1;
            Uuid::from_u128(next)
        };
        plan(asked, Known::new(people, posts), lines, Box::new(new_id))
    }

    fn outcomes(self, lines: impl IntoIterator<Item = StaffLine>) -> Vec<Outcome> {
        self.plan(lines.into_iter().map(Ok).collect()).collect()
    }

    fn one(self, line: StaffLine) -> Outcome {
        let number = line.line;
        let mut outcomes = self.outcomes([line]).into_iter();
        outcomes
            .find(|outcome| outcome.line == Some(number))
            .unwrap()
    }
}

fn kinds(outcomes: &[Outcome]) -> Vec<Kind> {
    outcomes.iter().map(|outcome| outcome.kind).collect()
}

fn fault(outcome: &Outcome) -> &str {
    assert_eq!(outcome.kind, Kind::Rejected, "{outcome:?}");
    &outcome.faults[0].wrong
}

fn change<'a>(outcome: &'a Outcome, what: &str) -> Option<(&'a str, &'a str)> {
    let mut changes = outcome.changes.iter();
    let change = changes.find(|change| change.what == what)?;
    Some((change.before.as_str(), change.after.as_str()))
}

#[test]
fn a_person_is_matched_by_staff_number_and_nothing_changes() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(row(2, "Asha Rao", "007"));
    assert_eq!(outcome.kind, Kind::Unchanged, "{outcome:?}");
    assert!(outcome.changes.is_empty() && outcome.person.unwrap().step.is_none());
    assert_eq!(outcome.post.unwrap().step, None);
}

#[test]
fn a_post_that_was_entered_by_hand_belongs_to_the_list_from_then_on() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.is_listed = false;
    let outcome = List::of([(person, post)]).one(row(2, "Asha Rao", "007"));
    assert_eq!(
        (outcome.kind, outcome.post.unwrap().step),
        (Kind::Unchanged, Some(Step::Change))
    );
}

#[test]
fn a_new_person_is_added_with_a_post() {
    let outcome = List::of([]).one(StaffLine {
        email: Some("ben@northside.example".to_owned()),
        ..row(2, "Ben Cole", "008")
    });
    assert_eq!(outcome.kind, Kind::New);
    let (person, post) = (outcome.person.unwrap(), outcome.post.unwrap());
    assert_eq!((person.step, post.step), (Some(Step::Add), Some(Step::Add)));
    assert_eq!(person.email.as_deref(), Some("ben@northside.example"));
    assert_eq!(
        (post.team, post.contract, post.is_main),
        (Some(FLEET), Contract::Permanent, true)
    );
}

#[test]
fn a_new_post_needs_a_first_day() {
    let outcome = List::of([]).one(StaffLine {
        starts_on: None,
        ..row(2, "Ben Cole", "008")
    });
    assert_eq!(fault(&outcome), "There is no start date");
}

#[test]
fn a_marriage_changes_the_name_and_nothing_else() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(row(2, "Asha Patel", "007"));
    assert_eq!(outcome.kind, Kind::Changed);
    assert_eq!(change(&outcome, "Name"), Some(("Asha Rao", "Asha Patel")));
    assert_eq!(outcome.person.unwrap().step, Some(Step::Change));
}

#[test]
fn a_number_with_quite_another_name_is_decided_by_a_human() {
    let asha = PersonId(Uuid::from_u128(1));
    let list = || List::of([known(1, "Asha Rao", "007")]);
    let outcome = list().one(row(2, "Ben Cole", "007"));
    assert_eq!((outcome.kind, outcome.candidates), (Kind::Held, vec![asha]));
    let same = list()
        .decided(2, Sameness::Person(asha))
        .one(row(2, "Ben Cole", "007"));
    assert_eq!(change(&same, "Name"), Some(("Asha Rao", "Ben Cole")));
    let other = list()
        .decided(2, Sameness::Nobody)
        .one(row(2, "Ben Cole", "007"));
    assert_eq!(
        fault(&other),
        "This staff number belongs to Asha Rao, whose post has not ended"
    );
}

#[test]
fn nobody_is_matched_by_name() {
    let (person, post) = known(1, "Asha Rao", "007");
    let outcome = List::of([(person.clone(), post)]).one(row(2, "ASHA RAO", "999"));
    assert_eq!(
        (outcome.kind, outcome.candidates),
        (Kind::Held, vec![person.id])
    );
}

#[test]
fn a_namesake_who_has_a_row_of_their_own_is_no_candidate() {
    let outcomes = List::of([known(1, "John Smith", "001")])
        .outcomes([row(2, "John Smith", "001"), row(3, "John Smith", "002")]);
    assert_eq!(kinds(&outcomes), [Kind::Unchanged, Kind::New]);
}

#[test]
fn a_human_says_whether_a_namesake_is_the_same() {
    let asha = PersonId(Uuid::from_u128(1));
    let list = || List::of([known(1, "Asha Rao", "007")]);
    let same = list()
        .decided(2, Sameness::Person(asha))
        .one(row(2, "Asha Rao", "999"));
    assert_eq!(same.kind, Kind::Changed);
    assert_eq!(change(&same, "Staff number"), Some(("007", "999")));
    let other = list()
        .decided(2, Sameness::Nobody)
        .one(row(2, "Asha Rao", "999"));
    assert_eq!(other.kind, Kind::New);
}

#[test]
fn without_a_number_the_email_address_is_enough() {
    let (mut person, mut post) = known(1, "Asha Rao", "");
    person.email = Some("asha@northside.example".to_owned());
    post.team = None;
    let outcome = List::of([(person, post)]).one(StaffLine {
        email: Some("asha@northside.example".to_owned()),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(
        outcome.kind,
        Kind::Changed,
        "a number and a team are filled in, nobody moves"
    );
    assert_eq!(change(&outcome, "Staff number"), Some(("", "007")));
    assert_eq!(change(&outcome, "Team"), Some(("", "Fleet")));
}

#[test]
fn an_email_address_of_somebody_else_is_refused() {
    let (mut ben, post) = known(2, "Ben Cole", "008");
    ben.email = Some("ben@northside.example".to_owned());
    let outcome = List::of([known(1, "Asha Rao", "007"), (ben, post)]).one(StaffLine {
        email: Some("ben@northside.example".to_owned()),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(
        fault(&outcome),
        "This e-mail address belongs to somebody else"
    );
}

#[test]
fn the_address_of_a_holder_of_a_role_is_changed_by_administrators_only() {
    let (mut person, post) = known(1, "Asha Rao", "007");
    person.email = Some("asha@northside.example".to_owned());
    person.roles = vec![Some(HOME)];
    let with = |by_administrator| {
        let mut list = List::of([(person.clone(), post.clone())]);
        list.by_administrator = by_administrator;
        list.one(StaffLine {
            email: Some("ben@northside.example".to_owned()),
            ..row(2, "Asha Rao", "007")
        })
    };
    let by_lead = with(false);
    assert_eq!(
        (by_lead.kind, by_lead.person.unwrap().email),
        (Kind::Unchanged, person.email.clone())
    );
    assert!(
        by_lead.remarks[0].contains("only an administrator"),
        "{:?}",
        by_lead.remarks
    );
    assert_eq!(with(true).kind, Kind::Changed);
}

#[test]
fn a_shared_mailbox_is_nobodys_own() {
    let shared = |line, name: &str, number: &str| StaffLine {
        email: Some("office@northside.example".to_owned()),
        ..row(line, name, number)
    };
    let outcomes = List::of([]).outcomes([
        shared(2, "Asha Rao", "007"),
        shared(3, "Ben Cole", "008"),
        shared(4, "Cem Ak", ""),
    ]);
    assert_eq!(kinds(&outcomes), [Kind::New, Kind::New, Kind::Rejected]);
    assert!(outcomes[0].person.as_ref().unwrap().email.is_none());
    assert!(outcomes[0].remarks[0].contains("several people"));
}

#[test]
fn an_address_of_an_earlier_row_is_not_given_to_a_second_person() {
    let with = |row: StaffLine| StaffLine {
        email: Some("asha@northside.example".to_owned()),
        ..row
    };
    let first = || with(row(2, "Asha Rao", "007"));
    let outcomes = List::of([]).outcomes([first(), with(row(3, "Asha Rao", ""))]);
    assert_eq!(fault(&outcomes[1]), "Line 2 is about the same post");
    let outcomes = List::of([known(1, "Asha Rao", "008")])
        .outcomes([first(), with(row(3, "Asha Rao", "008"))]);
    assert_eq!(
        fault(&outcomes[1]),
        "Line 2, about somebody else, has the same e-mail address"
    );
    let outcomes = List::of([]).outcomes([first(), with(row(3, "Asha Rao", "A9"))]);
    assert_eq!(
        kinds(&outcomes),
        [Kind::New, Kind::New],
        "one person with two numbers"
    );
    assert_eq!(
        outcomes[0].person.as_ref().map(|p| p.id),
        outcomes[1].person.as_ref().map(|p| p.id)
    );
}

#[test]
fn the_same_post_twice_is_refused_the_second_time() {
    let outcomes = List::of([known(1, "Asha Rao", "007")])
        .outcomes([row(2, "Asha Rao", "007"), row(9, "Asha Rao", "007")]);
    assert_eq!(kinds(&outcomes), [Kind::Unchanged, Kind::Rejected]);
    assert_eq!(fault(&outcomes[1]), "Line 2 is about the same post");
}

#[test]
fn assignments_of_one_person_are_posts_of_one_person() {
    let assignment = |line, which: &str, job: &str| StaffLine {
        assignment: Some(which.to_owned()),
        job_title: job.to_owned(),
        is_main: Some(which == "A"),
        ..row(line, "Asha Rao", "007")
    };
    let outcomes =
        List::of([]).outcomes([assignment(2, "A", "Driver"), assignment(3, "B", "Cook")]);
    assert_eq!(kinds(&outcomes), [Kind::New, Kind::New]);
    let people: Vec<_> = outcomes.iter().map(|o| o.person.clone().unwrap()).collect();
    assert_eq!(people[0].id, people[1].id);
    assert_eq!((people[0].step, people[1].step), (Some(Step::Add), None));
    assert_eq!(
        [true, false],
        [0, 1].map(|i: usize| outcomes[i].post.as_ref().unwrap().is_main)
    );
}

#[test]
fn a_known_post_without_an_assignment_takes_the_first_that_comes() {
    let assignment = |line, which: &str| StaffLine {
        assignment: Some(which.to_owned()),
        ..row(line, "Asha Rao", "007")
    };
    let outcomes =
        List::of([known(1, "Asha Rao", "007")]).outcomes([assignment(2, "A"), assignment(3, "B")]);
    assert_eq!(kinds(&outcomes), [Kind::Changed, Kind::New]);
    assert_eq!(change(&outcomes[0], "Assignment number"), Some(("", "A")));
    assert!(!outcomes[1].post.as_ref().unwrap().is_main);
}

#[test]
fn a_number_with_several_posts_needs_the_assignment() {
    let (person, first) = known(1, "Asha Rao", "007");
    let second = KnownPost {
        id: PostId(Uuid::from_u128(5)),
        ..first.clone()
    };
    let outcome =
        List::of([(person.clone(), first), (person, second)]).one(row(2, "Asha Rao", "007"));
    assert_eq!(
        fault(&outcome),
        "The person with this staff number has 2 posts here"
    );
}

#[test]
fn another_job_ends_the_post_and_begins_another() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(StaffLine {
        job_title: "Fleet manager".to_owned(),
        starts_on: Some(date(2026, 11, 1)),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(outcome.kind, Kind::Moved);
    assert_eq!(
        outcome.ends,
        Some((PostId(Uuid::from_u128(1001)), date(2026, 10, 31)))
    );
    let post = outcome.post.clone().unwrap();
    assert_eq!(
        (post.step, post.starts_on),
        (Some(Step::Add), date(2026, 11, 1))
    );
    assert_eq!(
        change(&outcome, "Job title"),
        Some(("Driver", "Fleet manager"))
    );
}

#[test]
fn a_move_whose_day_is_not_told_is_one_of_today() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(StaffLine {
        place: 1,
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(
        (outcome.kind, outcome.ends.unwrap().1),
        (Kind::Moved, yesterday())
    );
    assert_eq!(change(&outcome, "Team"), Some(("Fleet", "Repairs")));
}

#[test]
fn a_title_in_other_letters_is_no_move() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(StaffLine {
        job_title: "DRIVER".to_owned(),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!((outcome.kind, outcome.ends), (Kind::Changed, None));
}

#[test]
fn a_mistake_of_the_first_day_is_put_right_in_place() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.starts_on = TODAY;
    let outcome = List::of([(person, post)]).one(StaffLine {
        place: 1,
        starts_on: Some(TODAY),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!((outcome.kind, outcome.ends), (Kind::Changed, None));
}

#[test]
fn a_list_of_two_organisations_moves_people_between_them() {
    let outcomes = List::of([known(1, "Asha Rao", "007"), known(2, "Ben Cole", "008")]).outcomes([
        row(2, "Ben Cole", "008"),
        StaffLine {
            place: 2,
            ..row(3, "Asha Rao", "007")
        },
    ]);
    assert_eq!(kinds(&outcomes), [Kind::Unchanged, Kind::Moved]);
    assert_eq!(
        change(&outcomes[1], "Organisation"),
        Some(("Northside", "Homes"))
    );
}

#[test]
fn a_post_in_a_second_organisation_is_another_post_of_the_same_person() {
    let (mut person, post) = known(1, "Asha Rao", "007");
    person.email = Some("asha@northside.example".to_owned());
    person.is_elsewhere = true;
    let elsewhere = KnownPost {
        organisation: SISTER,
        ..post
    };
    let outcome = List::of([(person.clone(), elsewhere)]).outcomes([
        StaffLine {
            email: person.email.clone(),
            ..row(2, "Asha Rao-Cole", "A1")
        },
        StaffLine {
            place: 2,
            email: person.email.clone(),
            ..row(3, "Asha Rao", "007")
        },
    ]);
    assert_eq!(kinds(&outcome), [Kind::New, Kind::Unchanged]);
    let part = outcome[0].person.clone().unwrap();
    assert_eq!(
        (part.id, part.name.as_str(), part.step),
        (person.id, "Asha Rao", None)
    );
    assert!(!outcome[0].post.as_ref().unwrap().is_main);
}

#[test]
fn somebody_whom_the_list_names_in_both_organisations_stays_in_both() {
    let (mut person, post) = known(1, "Asha Rao", "");
    person.email = Some("asha@northside.example".to_owned());
    let elsewhere = KnownPost {
        organisation: SISTER,
        team: None,
        ..post
    };
    let with = |line, place| StaffLine {
        place,
        email: Some("asha@northside.example".to_owned()),
        ..row(line, "Asha Rao", "")
    };
    let outcomes =
        List::of([(person.clone(), elsewhere.clone())]).outcomes([with(2, 0), with(3, 2)]);
    assert_eq!(kinds(&outcomes), [Kind::New, Kind::Unchanged]);
    let outcomes = List::of([(person, elsewhere)]).outcomes([
        with(2, 0),
        StaffLine {
            place: 2,
            ..row(3, "Ben Cole", "9")
        },
    ]);
    assert_eq!(
        kinds(&outcomes),
        [Kind::Moved, Kind::New],
        "here they have moved"
    );
}

#[test]
fn a_leaving_date_ends_the_post() {
    let outcome = List::of([known(1, "Asha Rao", "007")]).one(StaffLine {
        leaves_on: Some(date(2026, 12, 31)),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(outcome.kind, Kind::Leaver);
    assert_eq!(outcome.post.unwrap().ends_on, Some(date(2026, 12, 31)));
}

#[test]
fn a_leavers_roles_for_the_organisation_end_with_the_last_post_there() {
    let (mut person, post) = known(1, "Asha Rao", "007");
    person.roles = vec![Some(HOME)];
    let leaves = |list: List| {
        list.one(StaffLine {
            assignment: Some("A".to_owned()),
            leaves_on: Some(date(2026, 12, 31)),
            ..row(2, "Asha Rao", "007")
        })
    };
    let outcome = leaves(List::of([(person.clone(), post.clone())]));
    assert_eq!(
        outcome.remarks,
        ["Roles held for Northside end with the post"]
    );
    let other = KnownPost {
        id: PostId(Uuid::from_u128(5)),
        assignment: Some("B".to_owned()),
        ..post.clone()
    };
    let outcome = leaves(List::of([(person.clone(), post), (person, other)]));
    assert!(outcome.remarks.is_empty(), "{:?}", outcome.remarks);
}

#[test]
fn whoever_left_long_ago_is_not_added() {
    let outcome = List::of([]).one(StaffLine {
        leaves_on: Some(date(2024, 1, 1)),
        ..row(2, "Ben Cole", "008")
    });
    assert_eq!((outcome.kind, outcome.person), (Kind::Unchanged, None));
}

#[test]
fn whoever_comes_back_gets_a_post_that_begins_after_the_old_one() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.ends_on = Some(date(2026, 9, 30));
    let outcome = List::of([(person.clone(), post)]).one(row(2, "Asha Rao", "007"));
    assert_eq!(outcome.kind, Kind::New);
    assert_eq!(outcome.person.unwrap().id, person.id);
    assert_eq!(outcome.post.unwrap().starts_on, TODAY);
}

#[test]
fn a_number_given_to_somebody_else_after_its_holder_left_is_somebody_new() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.ends_on = Some(date(2026, 9, 30));
    let outcome = List::of([(person.clone(), post)]).one(row(2, "Ben Cole", "007"));
    assert_eq!(outcome.kind, Kind::New);
    assert_ne!(outcome.person.unwrap().id, person.id);
}

#[test]
fn a_contract_that_no_longer_ends_loses_its_end() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.contract = Contract::FixedTerm;
    post.ends_on = Some(date(2027, 3, 31));
    let made = |contract| {
        List::of([(person.clone(), post.clone())]).one(StaffLine {
            contract,
            ..row(2, "Asha Rao", "007")
        })
    };
    assert_eq!(made(Some(Contract::Permanent)).post.unwrap().ends_on, None);
    assert_eq!(
        made(None).post.unwrap().ends_on,
        Some(date(2027, 3, 31)),
        "a fixed term has an end"
    );
}

#[test]
fn zeros_that_a_spreadsheet_took_are_missed() {
    let outcome = List::of([known(1, "Asha Rao", "0048213")]).one(row(2, "Asha Rao", "48213"));
    assert!(fault(&outcome).contains("0048213 is known here"));
}

#[test]
fn a_line_manager_may_come_later_in_the_list_or_not_be_in_it() {
    let outcomes = List::of([known(9, "Mia Boss", "M1")]).outcomes([
        StaffLine {
            manager_number: Some("008".to_owned()),
            ..row(2, "Asha Rao", "007")
        },
        StaffLine {
            manager_number: Some("M1".to_owned()),
            ..row(3, "Ben Cole", "008")
        },
        StaffLine {
            manager_number: Some("nobody".to_owned()),
            ..row(4, "Cem Ak", "009")
        },
        StaffLine {
            manager_number: Some("010".to_owned()),
            ..row(5, "Dee Fox", "010")
        },
    ]);
    let ben = outcomes[1].person.as_ref().unwrap().id;
    let manager = |place: usize| outcomes[place].post.as_ref().unwrap().manager;
    assert_eq!(manager(0), Some(ben));
    assert_eq!(manager(1), Some(PersonId(Uuid::from_u128(9))));
    assert_eq!((manager(2), manager(3)), (None, None));
    assert!(outcomes[2].remarks[0].contains("nobody"));
    assert!(outcomes[3].remarks[0].contains("same person"));
}

#[test]
fn a_row_whose_team_is_not_known_waits_and_its_person_is_not_missed() {
    let outcomes = List::of([known(1, "Asha Rao", "007")]).outcomes([StaffLine {
        place: 3,
        ..row(2, "Asha Rao", "007")
    }]);
    assert_eq!(kinds(&outcomes), [Kind::Held]);
    assert_eq!(outcomes[0].open_place, Some(3));
}

#[test]
fn whoever_is_not_in_the_list_is_missing_and_nothing_more() {
    let (person, mut by_hand) = known(2, "Ben Cole", "008");
    by_hand.is_listed = false;
    let (joiner, mut to_come) = known(3, "Cem Ak", "009");
    to_come.starts_on = date(2027, 1, 1);
    let list = || {
        List::of([
            known(1, "Asha Rao", "007"),
            (person.clone(), by_hand.clone()),
            (joiner.clone(), to_come.clone()),
            known(4, "Dee Fox", "010"),
        ])
    };
    let outcomes = list().outcomes([row(2, "Dee Fox", "010")]);
    assert_eq!(kinds(&outcomes), [Kind::Unchanged, Kind::Missing]);
    assert_eq!(
        (outcomes[1].name.as_str(), outcomes[1].line),
        ("Asha Rao", None)
    );
    assert_eq!(outcomes[1].ends.unwrap().1, yesterday());
    let mut part = list();
    part.is_whole = false;
    assert_eq!(
        kinds(&part.outcomes([row(2, "Dee Fox", "010")])),
        [Kind::Unchanged]
    );
}

#[test]
fn a_list_that_misses_more_than_one_in_ten_is_suspicious() {
    let all: Vec<_> = (1..=20)
        .map(|n| known(n, &format!("Person{n} Name{n}"), &format!("{n:03}")))
        .collect();
    let covered = |missing: u128| {
        let rows = (missing + 1..=20).map(|n| {
            let line = u32::try_from(n).unwrap();
            Ok(row(line, &format!("Person{n} Name{n}"), &format!("{n:03}")))
        });
        List::of(all.clone()).plan(rows.collect()).covered()[0]
    };
    assert_eq!((covered(2).listed, covered(2).missing), (20, 2));
    assert!(!covered(2).is_suspicious());
    assert!(covered(3).is_suspicious());
}

#[test]
fn a_faulty_row_keeps_its_person_from_being_missed() {
    let faulty = Faulty {
        line: 2,
        name: "Asha Rao".to_owned(),
        staff_number: Some("007".to_owned()),
        email: None,
        faults: vec![Wrong::NoJob.at("Job", "")],
    };
    let outcomes: Vec<_> = List::of([known(1, "Asha Rao", "007")])
        .plan(vec![Err(faulty)])
        .collect();
    assert_eq!(kinds(&outcomes), [Kind::Rejected]);
}

#[test]
fn an_absence_begins_changes_and_ends() {
    let away = |kind, from_on, to_on| Away {
        kind,
        from_on,
        to_on,
    };
    let columns = [Column::Absence, Column::AbsentFrom, Column::AbsentTo];
    let (person, mut post) = known(1, "Asha Rao", "007");
    let begins = List::of([(person.clone(), post.clone())])
        .with(&columns)
        .one(StaffLine {
            absence: Some(away(AbsenceKind::Parental, Some(date(2026, 10, 1)), None)),
            ..row(2, "Asha Rao", "007")
        });
    assert_eq!(begins.kind, Kind::Changed);
    assert_eq!(begins.absences[0].step, Step::Add);
    assert_eq!(
        change(&begins, "Absence"),
        Some(("", "Parental leave from 1 October 2026"))
    );
    post.absences = vec![KnownAbsence {
        id: Uuid::from_u128(77),
        kind: AbsenceKind::Parental,
        from_on: date(2026, 10, 1),
        to_on: None,
    }];
    let list = || List::of([(person.clone(), post.clone())]);
    let goes_on = list().with(&columns).one(StaffLine {
        absence: Some(away(AbsenceKind::Parental, None, None)),
        ..row(2, "Asha Rao", "007")
    });
    assert_eq!(goes_on.kind, Kind::Unchanged);
    let is_back = list().with(&columns).one(row(2, "Asha Rao", "007"));
    assert_eq!(
        (is_back.absences[0].id, is_back.absences[0].to_on),
        (Uuid::from_u128(77), Some(yesterday()))
    );
    let says_nothing = list().one(row(2, "Asha Rao", "007"));
    assert_eq!(says_nothing.kind, Kind::Unchanged);
    let other = list().with(&columns).one(StaffLine {
        absence: Some(away(
            AbsenceKind::CareerBreak,
            Some(date(2026, 11, 1)),
            None,
        )),
        ..row(2, "Asha Rao", "007")
    });
    let ends: Vec<_> = other
        .absences
        .iter()
        .map(|part| (part.step, part.to_on))
        .collect();
    assert_eq!(
        ends,
        [(Step::Change, Some(date(2026, 10, 31))), (Step::Add, None)]
    );
}

#[test]
fn an_absence_goes_on_in_the_next_post() {
    let (person, mut post) = known(1, "Asha Rao", "007");
    post.absences = vec![KnownAbsence {
        id: Uuid::from_u128(77),
        kind: AbsenceKind::Parental,
        from_on: date(2026, 10, 1),
        to_on: None,
    }];
    let outcome = List::of([(person, post)]).one(StaffLine {
        place: 1,
        ..row(2, "Asha Rao", "007")
    });
    let post = outcome.post.unwrap().id;
    assert_eq!(
        (outcome.absences[0].post, outcome.absences[0].from_on),
        (post, TODAY)
    );
}

proptest! {
    /// Whatever a list says, each of its rows has one outcome, no post is gone on with twice, and no e-mail address
    /// belongs to two people.
    #[test]
    fn every_row_has_one_outcome(rows in proptest::collection::vec((0..6_u8, 0..4_u8, 0..4_u8, 0..4_usize), 0..30)) {
        let names = ["Asha Rao", "Ben Cole", "Cem Ak", "Asha Cole"];
        let text = |prefix: &str, n: u8| (n > 0).then(|| format!("{prefix}{n}"));
        let lines: Vec<StaffLine> = (2..).zip(&rows).map(|(line, (number, email, name, place))| StaffLine {
            staff_number: text("00", *number),
            email: text("mail", *email),
            place: *place,
            ..row(line, names[usize::from(*name)], "")
        }).filter(|row| row.staff_number.is_some() || row.email.is_some()).collect();
        let count = lines.len();
        let list = List::of([known(1, "Asha Rao", "001"), known(2, "Ben Cole", "002"), known(3, "Ben Cole", "")]);
        let outcomes = list.outcomes(lines);
        prop_assert_eq!(outcomes.iter().filter(|outcome| outcome.line.is_some()).count(), count);
        let mut posts = HashSet::new();
        let mut owners: HashMap<String, PersonId> = HashMap::new();
        for outcome in &outcomes {
            let ends = outcome.ends.map(|(post, _)| post);
            let goes_on = outcome.post.as_ref().map(|post| post.id);
            for post in ends.into_iter().chain(goes_on) {
                prop_assert!(posts.insert(post), "{:?} twice", post);
            }
            if let Some(PersonPart { id, email: Some(email), .. }) = &outcome.person {
                let owner = *owners.entry(email.clone()).or_insert(*id);
                prop_assert_eq!(owner, *id);
            }
        }
    }
}

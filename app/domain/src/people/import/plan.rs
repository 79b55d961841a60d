//! What is to become of every row of a list, and of everybody whom it does not name.

use super::{
    Change, Column, Fault, Kind, Known, Layout, Outcome, Place, Places, Read,
    compose::{self, Facts},
    matching::{Found, Matching, at},
    tell,
};
use crate::ids::{OrganisationId, PersonId};
use chrono::{Days, NaiveDate};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What somebody has said about a row that may be about somebody known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// It is this person.
    Person(PersonId),
    /// It is somebody new.
    Nobody,
}

/// A list with everything that has been said about it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day.
    pub today: NaiveDate,
    /// Its columns.
    pub layout: Layout,
    /// The organisations and teams there are and will be.
    pub places: Places,
    /// What each written place is.
    pub at: Vec<Place>,
    /// What was said about rows, by their lines.
    pub sameness: HashMap<u32, Sameness>,
    /// Whether it names everybody, so that whoever is not in it is missing.
    pub is_whole: bool,
    /// Whether an administrator has sent it.
    pub by_administrator: bool,
}

/// How many people of an organisation a list misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Posts that lists have named before.
    pub listed: u32,
    /// Those of them that this one does not name.
    pub missing: u32,
}

/// The share of an organisation's posts above which a list that misses them is taken for a part of one: one in ten.
const TOO_MANY: u32 = 10;

impl Covered {
    /// Whether so many are missing that the list is probably not the whole one.
    pub fn is_suspicious(&self) -> bool {
        self.missing * TOO_MANY > self.listed
    }
}

/// The plan of a list: yields one outcome after the other, so that they need not all be in memory.
pub struct Plan {
    asked: Asked,
    known: Known,
    rows: std::vec::IntoIter<(Read, Found)>,
    missing: std::vec::IntoIter<usize>,
    covered: Vec<Covered>,
    facts: Facts,
    new_id: Box<dyn FnMut() -> Uuid + Send + Sync>,
}

/// Works out the plan of a list. `new_id` gives the ids of what is added.
pub fn plan(
    asked: Asked,
    known: Known,
    lines: Vec<Read>,
    mut new_id: Box<dyn FnMut() -> Uuid + Send + Sync>,
) -> Plan {
    let mut matching = Matching::new(&asked, &known, &lines, &mut *new_id);
    let found: Vec<Found> = lines
        .iter()
        .map(|line| match line {
            Ok(line) => matching.find(line),
            Err(faulty) => Found::Faults(faulty.faults.clone()),
        })
        .collect();
    let seen: HashSet<usize> = matching.posts().collect();
    let shared: HashSet<String> = lines
        .iter()
        .filter_map(|line| line.as_ref().ok()?.email.clone())
        .filter(|email| matching.is_shared(email))
        .collect();
    let managers = managers(&asked, &known, &lines, &found);
    let (missing, covered) = missing(&asked, &known, &lines, &found, &seen);
    let rows: Vec<_> = lines.into_iter().zip(found).collect();
    Plan {
        rows: rows.into_iter(),
        missing: missing.into_iter(),
        covered,
        facts: Facts::new(managers, shared),
        asked,
        known,
        new_id,
    }
}

impl Plan {
    /// How many people of each organisation the list misses.
    pub fn covered(&self) -> &[Covered] {
        &self.covered
    }

    /// What was known when the plan was made.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// What each written place is.
    pub fn at(&self) -> &[Place] {
        &self.asked.at
    }

    /// The names of organisations and teams, and the teams to be made.
    pub fn places(&self) -> &Places {
        &self.asked.places
    }

    fn outcome(&mut self, read: Read, found: Found) -> Outcome {
        match (read, found) {
            (Err(faulty), _) => {
                let number = faulty.staff_number.unwrap_or_default();
                rejected(faulty.line, faulty.name, number, faulty.faults)
            }
            (Ok(line), Found::Faults(faults)) => {
                let number = line.staff_number.unwrap_or_default();
                rejected(line.line, line.name, number, faults)
            }
            (Ok(line), found) => compose::outcome(
                &self.asked,
                &self.known,
                &mut self.facts,
                line,
                found,
                &mut self.new_id,
            ),
        }
    }

    fn missing(&self, place: usize) -> Outcome {
        let post = &self.known.posts()[place];
        let name = self.known.name(post.person).to_owned();
        let number = post.staff_number.clone().unwrap_or_default();
        let mut outcome = Outcome::new(None, Kind::Missing, name, number);
        let yesterday = self.asked.today - Days::new(1);
        let ends_on = yesterday.max(post.starts_on);
        outcome.ends = Some((post.id, ends_on));
        outcome.person = Some(compose::as_known(&self.known, post.person));
        outcome.changes = vec![Change {
            what: "Last day".to_owned(),
            before: tell::day(post.ends_on),
            after: tell::day(Some(ends_on)),
        }];
        outcome.remarks.push(tell::described(&self.asked, post));
        let roles = compose::roles_that_end(&self.asked, &self.known, post, ends_on);
        outcome.remarks.extend(roles);
        outcome
    }
}

impl Iterator for Plan {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        if let Some((read, found)) = self.rows.next() {
            return Some(self.outcome(read, found));
        }
        let place = self.missing.next()?;
        Some(self.missing(place))
    }
}

fn rejected(line: u32, name: String, number: String, faults: Vec<Fault>) -> Outcome {
    let mut outcome = Outcome::new(Some(line), Kind::Rejected, name, number);
    outcome.faults = faults;
    outcome
}

/// Who has which staff number, in the list and beside it: a line manager may come later in the list, or not be in it.
fn managers(
    asked: &Asked,
    known: &Known,
    lines: &[Read],
    found: &[Found],
) -> HashMap<(OrganisationId, String), PersonId> {
    let mut managers = HashMap::new();
    for post in known
        .posts()
        .iter()
        .filter(|post| post.is_current(asked.today))
    {
        if let Some(number) = &post.staff_number {
            managers.insert((post.organisation, number.clone()), post.person);
        }
    }
    for (line, found) in lines.iter().zip(found) {
        let person = match found {
            Found::Post(place) => known.posts()[*place].person,
            Found::NewPost(person) | Found::NewPerson(person) => *person,
            _ => continue,
        };
        let Ok(line) = line else { continue };
        if let (Some(number), Some((organisation, _))) = (&line.staff_number, at(asked, line)) {
            managers.insert((organisation, number.clone()), person);
        }
    }
    managers
}

/// The posts of today that lists have named before and this one does not, with how many there are of each organisation.
///
/// Whoever stands in a row that cannot be brought in yet is there all the same. A post that has not begun is not missed:
/// many extracts leave out who is still to come.
fn missing(
    asked: &Asked,
    known: &Known,
    lines: &[Read],
    found: &[Found],
    seen: &HashSet<usize>,
) -> (Vec<usize>, Vec<Covered>) {
    let covered: HashSet<OrganisationId> = asked
        .at
        .iter()
        .filter_map(|place| match place {
            Place::At(organisation, _) | Place::UnknownTeam(organisation) => Some(*organisation),
            _ => None,
        })
        .collect();
    let waiting = Waiting::new(known, lines, found);
    let mut counts: HashMap<OrganisationId, (u32, u32)> = HashMap::new();
    let mut missing = Vec::new();
    for (place, post) in known.posts().iter().enumerate() {
        let is_listed =
            post.is_listed && post.is_current(asked.today) && post.starts_on <= asked.today;
        if !is_listed || !covered.contains(&post.organisation) {
            continue;
        }
        let count = counts.entry(post.organisation).or_default();
        count.0 += 1;
        if asked.is_whole
            && !seen.contains(&place)
            && !waiting.names(post.person, post.staff_number.as_deref())
        {
            count.1 += 1;
            missing.push(place);
        }
    }
    let mut covered: Vec<Covered> = covered
        .into_iter()
        .map(|organisation| {
            let (listed, missing) = counts.get(&organisation).copied().unwrap_or_default();
            Covered {
                organisation,
                listed,
                missing,
            }
        })
        .collect();
    covered.sort_by_key(|covered| covered.organisation);
    (missing, covered)
}

/// Who stands in rows that cannot be brought in yet.
struct Waiting<'a> {
    numbers: HashSet<&'a str>,
    people: HashSet<PersonId>,
}

impl<'a> Waiting<'a> {
    fn new(known: &Known, lines: &'a [Read], found: &[Found]) -> Self {
        let mut waiting = Self {
            numbers: HashSet::new(),
            people: HashSet::new(),
        };
        for (line, found) in lines.iter().zip(found) {
            if let Found::Alike(people) = found {
                waiting.people.extend(people);
            }
            if !matches!(
                found,
                Found::Alike(_) | Found::Faults(_) | Found::OpenPlace(_)
            ) {
                continue;
            }
            let (number, email) = match line {
                Ok(line) => (&line.staff_number, &line.email),
                Err(faulty) => (&faulty.staff_number, &faulty.email),
            };
            waiting.numbers.extend(number.as_deref());
            let owner = email.as_deref().and_then(|email| known.with_email(email));
            waiting.people.extend(owner);
        }
        waiting
    }

    fn names(&self, person: PersonId, number: Option<&str>) -> bool {
        self.people.contains(&person) || number.is_some_and(|number| self.numbers.contains(number))
    }
}

/// Which columns say where somebody works.
pub(super) fn says_where(layout: &Layout) -> bool {
    Column::PATH.iter().any(|column| layout.has(*column))
}

//! Whom each row is about.
//!
//! By organisation and staff number, then by e-mail address; never by name. Where a name says that somebody known may be
//! meant, or that somebody else may be, a human decides.

use super::{Asked, Column, Fault, Known, KnownPost, Place, Read, Sameness, StaffLine, Wrong};
use crate::{
    ids::{OrganisationId, PersonId, TeamId},
    people::folded,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It cannot be brought in.
    Faults(Vec<Fault>),
    /// Its place has to be decided on first.
    OpenPlace(usize),
    /// One of these may be meant.
    Alike(Vec<PersonId>),
    /// The holder of this post, by its place among those known.
    Post(usize),
    /// Somebody known, or new in the same list, in another post.
    NewPost(PersonId),
    /// Somebody new.
    NewPerson(PersonId),
    /// Somebody who is not known and has left already.
    LeftAlready,
}

/// How an e-mail address is used in the list.
struct EmailUse {
    line: u32,
    number: Option<String>,
    name: String,
    is_shared: bool,
}

/// Finds out for all rows of a list whom they are about.
pub(super) struct Matching<'a> {
    pub(super) asked: &'a Asked,
    pub(super) known: &'a Known,
    new_id: &'a mut dyn FnMut() -> Uuid,
    /// Numbers of the list, in the organisations where they are written.
    pub(super) numbers: HashSet<(OrganisationId, String)>,
    emails: HashMap<String, EmailUse>,
    /// Known people whom a number or an address of the list names.
    named: HashSet<PersonId>,
    /// Where it names them.
    pub(super) named_at: HashSet<(OrganisationId, PersonId)>,
    rows: HashMap<(OrganisationId, String, Option<String>), u32>,
    pub(super) posts: HashMap<usize, u32>,
    new_by_number: HashMap<(OrganisationId, String), PersonId>,
    /// Whose the addresses of the list are, with the row that said so.
    owners: HashMap<String, (PersonId, u32)>,
}

impl<'a> Matching<'a> {
    pub fn new(
        asked: &'a Asked,
        known: &'a Known,
        lines: &[Read],
        new_id: &'a mut dyn FnMut() -> Uuid,
    ) -> Self {
        let mut matching = Self {
            asked,
            known,
            new_id,
            numbers: HashSet::new(),
            emails: HashMap::new(),
            named: HashSet::new(),
            named_at: HashSet::new(),
            rows: HashMap::new(),
            posts: HashMap::new(),
            new_by_number: HashMap::new(),
            owners: HashMap::new(),
        };
        for line in lines.iter().filter_map(|line| line.as_ref().ok()) {
            matching.look_over(line);
        }
        matching
    }

    /// The posts that rows go on in.
    pub fn posts(&self) -> impl Iterator<Item = usize> {
        self.posts.keys().copied()
    }

    /// Whether an address stands for several people of the list, so that it is nobody's own.
    pub fn is_shared(&self, email: &str) -> bool {
        self.emails.get(email).is_some_and(|used| used.is_shared)
    }

    fn look_over(&mut self, line: &StaffLine) {
        let Place::At(organisation, _) = self.asked.at[line.place] else {
            return;
        };
        let mut people: Vec<PersonId> = Vec::new();
        if let Some(number) = &line.staff_number {
            self.numbers.insert((organisation, number.clone()));
            let current = self.current(self.known.numbered(organisation, number));
            people.extend(current.map(|(_, post)| post.person));
        }
        let owner = line.email.as_ref();
        people.extend(owner.and_then(|email| self.known.with_email(email)));
        for person in people {
            self.named.insert(person);
            self.named_at.insert((organisation, person));
        }
        let Some(email) = &line.email else { return };
        let used = self
            .emails
            .entry(email.clone())
            .or_insert_with(|| EmailUse {
                line: line.line,
                number: line.staff_number.clone(),
                name: line.name.clone(),
                is_shared: false,
            });
        used.is_shared |= used.number != line.staff_number && !is_alike(&used.name, line);
    }

    /// Those of some posts that are held today or will be.
    pub(super) fn current(
        &self,
        places: &'a [usize],
    ) -> impl Iterator<Item = (usize, &'a KnownPost)> + use<'a> {
        let (posts, today) = (self.known.posts(), self.asked.today);
        let each = places.iter().map(move |place| (*place, &posts[*place]));
        each.filter(move |(_, post)| post.is_current(today))
    }

    /// Whom a row is about.
    pub fn find(&mut self, line: &StaffLine) -> Found {
        let organisation = match &self.asked.at[line.place] {
            Place::At(organisation, _) => *organisation,
            Place::UnknownOrganisation | Place::UnknownTeam(_) => {
                return Found::OpenPlace(line.place);
            }
            Place::NotYours(name) => {
                return self.fault(Column::Organisation, name, &Wrong::NotYours(name.clone()));
            }
            Place::Out => return self.fault(Column::Organisation, "", &Wrong::LeftOut),
        };
        if let Some(repeated) = self.repeats(organisation, line) {
            return repeated;
        }
        let found = self
            .by_number(organisation, line)
            .or_else(|| self.by_decision(organisation, line))
            .or_else(|| self.by_email(organisation, line))
            .or_else(|| self.elsewhere_before(organisation, line))
            .or_else(|| self.new_in_this_list(organisation, line))
            .or_else(|| self.returned(organisation, line))
            .or_else(|| self.with_lost_zeros(organisation, line))
            .or_else(|| self.namesakes(line));
        let found = found.unwrap_or_else(|| Found::NewPerson((self.new_id)().into()));
        self.settle(organisation, line, found)
    }

    pub(super) fn fault(&self, column: Column, value: &str, wrong: &Wrong) -> Found {
        let heading = self.asked.layout.heading(column);
        let heading = heading.map_or(column.title(), |heading| heading.text.as_str());
        Found::Faults(vec![wrong.at(heading, value)])
    }

    /// The same post twice in the list.
    fn repeats(&mut self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        let (column, value) = match (&line.staff_number, &line.email) {
            (Some(number), _) => (Column::StaffNumber, number),
            (None, Some(email)) => (Column::Email, email),
            (None, None) => return None,
        };
        if line.staff_number.is_none() && self.is_shared(value) {
            let other = self.emails[value].line;
            return Some(self.fault(column, value, &Wrong::EmailShared(other)));
        }
        let key = (organisation, value.clone(), line.assignment.clone());
        let first = *self.rows.entry(key).or_insert(line.line);
        (first != line.line).then(|| self.fault(column, value, &Wrong::Repeats(first)))
    }

    fn by_number(&self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        let number = line.staff_number.as_ref()?;
        let posts: Vec<_> = self
            .current(self.known.numbered(organisation, number))
            .collect();
        let person = posts.first()?.1.person;
        if posts.iter().any(|(_, post)| post.person != person) {
            return Some(self.fault(Column::StaffNumber, number, &Wrong::SeveralPeople));
        }
        let has_email = line.email.is_some()
            && line.email.as_deref() == self.known.person(person)?.email.as_deref();
        if !has_email && !is_alike(self.known.name(person), line) {
            match self.asked.sameness.get(&line.line) {
                Some(Sameness::Person(same)) if *same == person => {}
                Some(Sameness::Nobody) => {
                    let wrong = Wrong::NumberTaken(self.known.name(person).to_owned());
                    return Some(self.fault(Column::StaffNumber, number, &wrong));
                }
                _ => return Some(Found::Alike(vec![person])),
            }
        }
        Some(self.of_posts(person, &posts, line))
    }

    fn by_decision(&mut self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        match self.asked.sameness.get(&line.line)? {
            Sameness::Person(person) => Some(self.of_person(*person, organisation, line)),
            Sameness::Nobody => Some(Found::NewPerson((self.new_id)().into())),
        }
    }

    fn by_email(&self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        let email = line.email.as_ref().filter(|email| !self.is_shared(email))?;
        let person = self.known.with_email(email)?;
        if !is_alike(self.known.name(person), line) {
            return Some(Found::Alike(vec![person]));
        }
        Some(self.of_person(person, organisation, line))
    }

    fn new_in_this_list(&self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        let number = line.staff_number.clone();
        let by_number = number.and_then(|number| self.new_by_number.get(&(organisation, number)));
        if let Some(person) = by_number {
            return Some(Found::NewPost(*person));
        }
        let email = line.email.as_ref().filter(|email| !self.is_shared(email))?;
        let (person, first) = *self.owners.get(email)?;
        Some(match line.staff_number {
            Some(_) => Found::NewPost(person),
            None => self.fault(Column::Email, email, &Wrong::Repeats(first)),
        })
    }

    /// Somebody who had this number, has left, and is back; or who is in the list although they have left.
    fn returned(&self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        if line.last_day().is_some_and(|day| day < self.asked.today) {
            return Some(Found::LeftAlready);
        }
        let number = line.staff_number.as_ref()?;
        let places = self.known.numbered(organisation, number);
        let mut former = places.iter().map(|place| self.known.posts()[*place].person);
        let same = |person: &PersonId| folded(self.known.name(*person)) == folded(&line.name);
        former.find(same).map(Found::NewPost)
    }

    fn with_lost_zeros(&self, organisation: OrganisationId, line: &StaffLine) -> Option<Found> {
        let number = line.staff_number.as_ref()?;
        let known = self
            .known
            .with_lost_zeros(organisation, number, self.asked.today)?;
        let wrong = Wrong::LostZeros(known.to_owned());
        Some(self.fault(Column::StaffNumber, number, &wrong))
    }

    /// People of the same name whom nothing else in the list names.
    fn namesakes(&self, line: &StaffLine) -> Option<Found> {
        let names = [Some(&line.name), line.formal_name.as_ref()];
        let mut alike: Vec<PersonId> = Vec::new();
        for name in names.into_iter().flatten() {
            let others = self.known.named(name).iter();
            let free = others.filter(|person| !self.named.contains(person));
            alike.extend(
                free.filter(|person| !alike.contains(person))
                    .collect::<Vec<_>>(),
            );
        }
        (!alike.is_empty()).then_some(Found::Alike(alike))
    }

    /// Lets a post be gone on with once, and an address belong to one person.
    fn settle(&mut self, organisation: OrganisationId, line: &StaffLine, found: Found) -> Found {
        let person = match &found {
            Found::Post(place) => self.known.posts()[*place].person,
            Found::NewPost(person) | Found::NewPerson(person) => *person,
            _ => return found,
        };
        if let Some(taken) = self.takes_another_address(line, person) {
            return taken;
        }
        if let Found::Post(place) = found {
            let first = *self.posts.entry(place).or_insert(line.line);
            if first != line.line {
                let number = line.staff_number.as_deref().unwrap_or_default();
                return self.fault(Column::StaffNumber, number, &Wrong::Repeats(first));
            }
        }
        if let (Found::NewPerson(_), Some(number)) = (&found, line.staff_number.clone()) {
            self.new_by_number.insert((organisation, number), person);
        }
        found
    }

    /// An address that belongs to somebody else, whom Cascade or an earlier row knows.
    fn takes_another_address(&mut self, line: &StaffLine, person: PersonId) -> Option<Found> {
        let email = line.email.as_ref().filter(|email| !self.is_shared(email))?;
        let known = self.known.with_email(email);
        if known.is_some_and(|owner| owner != person) {
            return Some(self.fault(Column::Email, email, &Wrong::EmailTaken));
        }
        let (owner, first) = *self
            .owners
            .entry(email.clone())
            .or_insert((person, line.line));
        (owner != person).then(|| self.fault(Column::Email, email, &Wrong::EmailShared(first)))
    }
}

/// The place of a row that has one.
pub(super) fn at(asked: &Asked, line: &StaffLine) -> Option<(OrganisationId, Option<TeamId>)> {
    match asked.at[line.place] {
        Place::At(organisation, team) => Some((organisation, team)),
        _ => None,
    }
}

/// Whether a name has a word in common with the one in a row: names change in part, hardly ever as a whole.
pub(super) fn is_alike(name: &str, line: &StaffLine) -> bool {
    let words = folded(name);
    let mut own = [Some(&line.name), line.formal_name.as_ref()]
        .into_iter()
        .flatten()
        .map(|name| folded(name));
    own.any(|own| {
        let mut words = words.split(' ').filter(|word| word.chars().count() > 1);
        words.any(|word| own.split(' ').any(|other| other == word))
    })
}

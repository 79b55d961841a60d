//! The people and posts that Cascade holds already, as far as a list may be about them.

use super::AbsenceKind;
use crate::{
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::{Contract, folded},
};
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether they hold a post in an organisation that the list is not about.
    pub is_elsewhere: bool,
    /// The roles they hold or will hold, each with the organisation that it is for, if it is for one.
    pub roles: Vec<Option<OrganisationId>>,
}

/// A post in an organisation that the list is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPost {
    /// Which.
    pub id: PostId,
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub organisation: OrganisationId,
    /// In which team.
    pub team: Option<TeamId>,
    /// As what.
    pub job_title: String,
    /// On what terms.
    pub contract: Contract,
    /// The number the employer gave.
    pub staff_number: Option<String>,
    /// Which of the person's jobs it is.
    pub assignment: Option<String>,
    /// The line manager.
    pub manager: Option<PersonId>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// Whether it is the main one.
    pub is_main: bool,
    /// Whether lists have named it before, so that it is missed when one does not.
    pub is_listed: bool,
    /// Times away from it that have not ended.
    pub absences: Vec<KnownAbsence>,
}

impl KnownPost {
    /// Whether it is held on a day, or will be.
    pub(super) fn is_current(&self, today: NaiveDate) -> bool {
        self.ends_on.is_none_or(|end| today <= end)
    }
}

/// A time away from a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownAbsence {
    /// Which.
    pub id: Uuid,
    /// Why.
    pub kind: AbsenceKind,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: Option<NaiveDate>,
}

/// Everything that is known, to be found by number, e-mail address and name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    people: HashMap<PersonId, KnownPerson>,
    posts: Vec<KnownPost>,
    by_id: HashMap<PostId, usize>,
    by_number: HashMap<(OrganisationId, String), Vec<usize>>,
    by_person: HashMap<PersonId, Vec<usize>>,
    by_email: HashMap<String, PersonId>,
    by_name: HashMap<String, Vec<PersonId>>,
    by_short_number: HashMap<(OrganisationId, String), Vec<usize>>,
}

impl Known {
    /// Everything that is known. Posts are all that the organisations have or had; people are those who hold them, and
    /// those who have one of the list's e-mail addresses.
    pub fn new(people: Vec<KnownPerson>, posts: Vec<KnownPost>) -> Self {
        let mut known = Self::default();
        for (place, post) in posts.iter().enumerate() {
            known.by_id.insert(post.id, place);
            known.by_person.entry(post.person).or_default().push(place);
            let Some(number) = &post.staff_number else {
                continue;
            };
            let key = (post.organisation, number.clone());
            known.by_number.entry(key).or_default().push(place);
            let key = (post.organisation, without_zeros(number).to_owned());
            known.by_short_number.entry(key).or_default().push(place);
        }
        for person in people {
            if let Some(email) = &person.email {
                known.by_email.insert(email.clone(), person.id);
            }
            if known.by_person.contains_key(&person.id) {
                let name = folded(&person.name);
                known.by_name.entry(name).or_default().push(person.id);
            }
            known.people.insert(person.id, person);
        }
        known.posts = posts;
        known
    }

    /// All posts.
    pub fn posts(&self) -> &[KnownPost] {
        &self.posts
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&KnownPost> {
        self.by_id.get(&id).map(|place| &self.posts[*place])
    }

    /// A person.
    pub fn person(&self, id: PersonId) -> Option<&KnownPerson> {
        self.people.get(&id)
    }

    /// The name of a person; empty for somebody unknown.
    pub fn name(&self, id: PersonId) -> &str {
        self.people
            .get(&id)
            .map_or("", |person| person.name.as_str())
    }

    /// The person who has an e-mail address.
    pub(super) fn with_email(&self, email: &str) -> Option<PersonId> {
        self.by_email.get(email).copied()
    }

    /// The people of a name, in the organisations that the list is about.
    pub(super) fn named(&self, name: &str) -> &[PersonId] {
        self.by_name.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    /// The places of posts with a staff number, also of those that have ended.
    pub(super) fn numbered(&self, organisation: OrganisationId, number: &str) -> &[usize] {
        let key = (organisation, number.to_owned());
        self.by_number.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The places of posts of a person, also of those that have ended.
    pub(super) fn held_by(&self, person: PersonId) -> &[usize] {
        self.by_person.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The one number that is known with zeros in front of what is written.
    pub(super) fn with_lost_zeros(
        &self,
        organisation: OrganisationId,
        number: &str,
        today: NaiveDate,
    ) -> Option<&str> {
        if number.starts_with('0') || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let key = (organisation, number.to_owned());
        let places = self.by_short_number.get(&key)?;
        let mut current = places
            .iter()
            .map(|place| &self.posts[*place])
            .filter(|post| post.is_current(today));
        current.find_map(|post| post.staff_number.as_deref())
    }
}

fn without_zeros(number: &str) -> &str {
    number.trim_start_matches('0')
}

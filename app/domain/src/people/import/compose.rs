//! What becomes of a row, once it is known whom it is about: what is added, what changes, what ends.

use super::{
    Asked, Column, Fault, Kind, Known, KnownPost, Outcome, PersonPart, PostPart, StaffLine, Step,
    Wrong, absences,
    matching::{Found, at},
    tell::day,
};
use crate::{
    calendar,
    ids::{OrganisationId, PersonId, TeamId},
    people::{Contract, folded},
};
use chrono::{Days, NaiveDate};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What the whole list has told.
pub(super) struct Facts {
    pub(super) managers: HashMap<(OrganisationId, String), PersonId>,
    pub(super) shared: HashSet<String>,
    /// People who have been dealt with by an earlier row.
    pub(super) done: HashSet<PersonId>,
    /// The names of people whom the list adds.
    pub(super) names: HashMap<PersonId, String>,
}

impl Facts {
    pub fn new(
        managers: HashMap<(OrganisationId, String), PersonId>,
        shared: HashSet<String>,
    ) -> Self {
        Self {
            managers,
            shared,
            done: HashSet::new(),
            names: HashMap::new(),
        }
    }
}

/// The outcome of a row without faults.
pub(super) fn outcome(
    asked: &Asked,
    known: &Known,
    facts: &mut Facts,
    line: StaffLine,
    found: Found,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Outcome {
    let mut outcome = Outcome::new(
        Some(line.line),
        Kind::Held,
        line.name.clone(),
        line.staff_number.clone().unwrap_or_default(),
    );
    outcome.remarks.clone_from(&line.remarks);
    let mut row = Row {
        asked,
        known,
        facts,
        line,
        new_id,
        outcome,
    };
    match found {
        Found::OpenPlace(place) => row.outcome.open_place = Some(place),
        Found::Alike(people) => row.outcome.candidates = people,
        Found::LeftAlready => {
            row.outcome.kind = Kind::Unchanged;
            row.remark("Has left already and is not added");
        }
        Found::Post(place) => row.goes_on(&known.posts()[place]),
        Found::NewPost(person) => row.begins(person, None),
        Found::NewPerson(person) => row.begins(person, Some(Step::Add)),
        Found::Faults(faults) => row.outcome.faults = faults,
    }
    if !row.outcome.faults.is_empty() {
        row.reject();
    }
    row.outcome
}

/// A row while its outcome is put together.
pub(super) struct Row<'a> {
    pub(super) asked: &'a Asked,
    pub(super) known: &'a Known,
    pub(super) facts: &'a mut Facts,
    pub(super) line: StaffLine,
    new_id: &'a mut dyn FnMut() -> Uuid,
    pub(super) outcome: Outcome,
}

impl Row<'_> {
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.outcome.remarks.push(text.into());
    }

    fn fault(&mut self, column: Column, value: String, wrong: &Wrong) {
        let heading = self.asked.layout.heading(column);
        let heading = heading.map_or_else(|| column.title().to_owned(), |h| h.text.clone());
        self.outcome.faults.push(wrong.at(heading, value));
    }

    /// Only the faults stay: nothing is done.
    fn reject(&mut self) {
        let faults: Vec<Fault> = std::mem::take(&mut self.outcome.faults);
        let mut rejected = Outcome::new(
            self.outcome.line,
            Kind::Rejected,
            std::mem::take(&mut self.outcome.name),
            std::mem::take(&mut self.outcome.staff_number),
        );
        rejected.faults = faults;
        self.outcome = rejected;
    }

    /// A post begins, of somebody new or of somebody known.
    fn begins(&mut self, person: PersonId, step: Option<Step>) {
        let Some((organisation, team)) = at(self.asked, &self.line) else {
            return;
        };
        let Some(starts_on) = self.first_day(person, organisation) else {
            self.fault(Column::StartsOn, String::new(), &Wrong::NoStart);
            return;
        };
        self.outcome.kind = Kind::New;
        self.person(person, step);
        let post = PostPart {
            id: (self.new_id)().into(),
            step: Some(Step::Add),
            organisation,
            team,
            job_title: self.line.job_title.clone(),
            contract: self.line.contract.unwrap_or(Contract::Permanent),
            staff_number: self.line.staff_number.clone(),
            assignment: self.line.assignment.clone(),
            manager: self.manager(organisation, person),
            starts_on,
            ends_on: self.line.last_day(),
            is_main: self
                .line
                .is_main
                .unwrap_or_else(|| !self.has_a_post(person)),
        };
        self.describe(&post);
        let absences = absences::of_new(self.asked, &self.line, post.id, self.new_id);
        self.away(absences);
        self.outcome.post = Some(post);
    }

    /// The first day of a post that begins. A post of somebody who is back begins after the one that ended.
    fn first_day(&self, person: PersonId, organisation: OrganisationId) -> Option<NaiveDate> {
        let written = self.line.starts_on?;
        let former = self.known.held_by(person).iter();
        let former = former
            .map(|place| &self.known.posts()[*place])
            .filter(|post| post.organisation == organisation && !post.is_current(self.asked.today));
        let last = former.filter_map(|post| post.ends_on).max();
        Some(match last {
            Some(last) if written <= last => self.asked.today,
            _ => written,
        })
    }

    fn has_a_post(&self, person: PersonId) -> bool {
        let held = self.known.held_by(person).iter();
        let mut held = held.map(|place| &self.known.posts()[*place]);
        let is_elsewhere = self.known.person(person).is_some_and(|p| p.is_elsewhere);
        is_elsewhere
            || (self.facts.names.contains_key(&person) && !self.is_first_of(person))
            || held.any(|post| post.is_current(self.asked.today))
    }

    /// Whether this row is the one that adds the person.
    fn is_first_of(&self, person: PersonId) -> bool {
        let part = self.outcome.person.as_ref();
        part.is_some_and(|part| part.id == person && part.step == Some(Step::Add))
    }

    /// A post goes on, changes, or ends so that another begins.
    fn goes_on(&mut self, old: &KnownPost) {
        let Some((organisation, written)) = at(self.asked, &self.line) else {
            return;
        };
        self.person(old.person, None);
        let team = if organisation == old.organisation && self.keeps_team(written) {
            old.team
        } else {
            written
        };
        let ends_on = self.last_day(old);
        if ends_on.is_some_and(|end| end < old.starts_on) {
            let column = if self.line.leaves_on.is_some() {
                Column::LeavesOn
            } else {
                Column::EndsOn
            };
            self.fault(column, day(ends_on), &Wrong::EndBeforeStart);
            return;
        }
        let post = PostPart {
            id: old.id,
            step: None,
            organisation,
            team,
            job_title: self.line.job_title.clone(),
            contract: self.line.contract.unwrap_or(old.contract),
            staff_number: self
                .line
                .staff_number
                .clone()
                .or_else(|| old.staff_number.clone()),
            assignment: self
                .line
                .assignment
                .clone()
                .or_else(|| old.assignment.clone()),
            manager: self.manager(organisation, old.person).or(old.manager),
            starts_on: self.still_to_begin(old),
            ends_on,
            is_main: self.line.is_main.unwrap_or(old.is_main),
        };
        match self.moves_on(old, &post) {
            Some(from) => self.moves(old, post, from),
            None => self.changes(old, post),
        }
    }

    /// Where the list does not say in which team somebody is, they stay where they are.
    fn keeps_team(&self, written: Option<TeamId>) -> bool {
        written.is_none() || !super::plan::says_where(&self.asked.layout)
    }

    /// The last day of a post that goes on. A list with a column for it that says nothing says that there is none.
    fn last_day(&self, old: &KnownPost) -> Option<NaiveDate> {
        let layout = &self.asked.layout;
        let says = layout.has(Column::LeavesOn) || layout.has(Column::EndsOn);
        let needs_an_end = self.line.contract.unwrap_or(old.contract).needs_an_end();
        match self.line.last_day() {
            Some(day) => Some(day),
            None if says && !needs_an_end => None,
            None => old.ends_on,
        }
    }

    /// The first day of a post that has not begun may still be another; later it stays.
    fn still_to_begin(&self, old: &KnownPost) -> NaiveDate {
        match self.line.starts_on {
            Some(day) if old.starts_on > self.asked.today => day,
            _ => old.starts_on,
        }
    }

    /// From which day somebody is in another job, team or organisation; none when they are not, or when what changes was
    /// entered wrongly on its first day.
    fn moves_on(&self, old: &KnownPost, post: &PostPart) -> Option<NaiveDate> {
        let other_team = old.team.is_some() && post.team != old.team;
        let other_job = folded(&post.job_title) != folded(&old.job_title);
        if !(other_team || other_job || post.organisation != old.organisation) {
            return None;
        }
        let written = self.line.starts_on.filter(|day| *day > old.starts_on);
        let from = written.unwrap_or(self.asked.today);
        let leaves_first = post.ends_on.is_some_and(|end| end < from);
        (from > old.starts_on && !leaves_first).then_some(from)
    }

    fn moves(&mut self, old: &KnownPost, mut post: PostPart, from: NaiveDate) {
        self.outcome.kind = Kind::Moved;
        self.compare(old, &post);
        let last = from - Days::new(1);
        if old.ends_on.is_none_or(|end| end > last) {
            self.outcome.ends = Some((old.id, last));
        }
        post.id = (self.new_id)().into();
        post.step = Some(Step::Add);
        post.starts_on = from;
        self.changed("From", "", calendar::day(from));
        let moved = absences::of_moved(self.asked, &self.line, old, (post.id, from), self.new_id);
        self.away(moved);
        self.outcome.post = Some(post);
    }

    fn changes(&mut self, old: &KnownPost, mut post: PostPart) {
        self.compare(old, &post);
        self.changed(
            "First day",
            day(Some(old.starts_on)),
            day(Some(post.starts_on)),
        );
        let leaves = post.ends_on != old.ends_on && self.line.leaves_on.is_some();
        let is_same = self.outcome.changes.is_empty() && old.team == post.team;
        let absences = absences::of_same(self.asked, &self.line, old, self.new_id);
        self.away(absences);
        if !is_same || !old.is_listed {
            post.step = Some(Step::Change);
        }
        if let Some(last) = post.ends_on.filter(|_| leaves) {
            let roles = roles_that_end(self.asked, self.known, old, last);
            self.outcome.remarks.extend(roles);
        }
        self.outcome.kind = if leaves {
            Kind::Leaver
        } else if self.outcome.changes.is_empty() {
            Kind::Unchanged
        } else {
            Kind::Changed
        };
        self.outcome.post = Some(post);
    }
}

/// That roles end with a post: those that its holder has for the organisation, where no other post there goes on.
pub(super) fn roles_that_end(
    asked: &Asked,
    known: &Known,
    post: &KnownPost,
    last: NaiveDate,
) -> Option<String> {
    let roles = &known.person(post.person)?.roles;
    let held = known.held_by(post.person).iter();
    let mut others = held
        .map(|place| &known.posts()[*place])
        .filter(|other| other.organisation == post.organisation && other.id != post.id);
    let goes_on = others.any(|other| other.ends_on.is_none_or(|end| end > last));
    let ends = roles.contains(&Some(post.organisation)) && !goes_on;
    let organisation = asked.places.organisation_name(post.organisation);
    ends.then(|| format!("Roles held for {organisation} end with the post"))
}

/// A person as they are.
pub(super) fn as_known(known: &Known, id: PersonId) -> PersonPart {
    let person = known.person(id);
    PersonPart {
        id,
        step: None,
        name: person.map_or_else(String::new, |person| person.name.clone()),
        email: person.and_then(|person| person.email.clone()),
    }
}

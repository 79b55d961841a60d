//! What becomes of a row, told for people to read.

use super::{AbsencePart, Asked, Change, KnownPost, PostPart, Step, compose::Row};
use crate::{
    calendar,
    ids::{PersonId, TeamId},
};
use chrono::NaiveDate;

impl Row<'_> {
    /// Tells a change, if it is one.
    pub(super) fn changed(
        &mut self,
        what: &str,
        before: impl Into<String>,
        after: impl Into<String>,
    ) {
        let (before, after) = (before.into(), after.into());
        if before != after {
            self.outcome.changes.push(Change {
                what: what.to_owned(),
                before,
                after,
            });
        }
    }

    /// Tells what is different in a post.
    pub(super) fn compare(&mut self, old: &KnownPost, post: &PostPart) {
        let places = &self.asked.places;
        let organisation = |id| places.organisation_name(id).to_owned();
        let team =
            |id: Option<TeamId>| id.map_or_else(String::new, |id| places.team_name(id).to_owned());
        let pairs = [
            (
                "Organisation",
                organisation(old.organisation),
                organisation(post.organisation),
            ),
            ("Team", team(old.team), team(post.team)),
            ("Job title", old.job_title.clone(), post.job_title.clone()),
            (
                "Contract",
                old.contract.title().to_owned(),
                post.contract.title().to_owned(),
            ),
            (
                "Staff number",
                text(old.staff_number.as_ref()),
                text(post.staff_number.as_ref()),
            ),
            (
                "Assignment number",
                text(old.assignment.as_ref()),
                text(post.assignment.as_ref()),
            ),
            (
                "Line manager",
                self.name_of(old.manager),
                self.name_of(post.manager),
            ),
            ("Last day", day(old.ends_on), day(post.ends_on)),
            ("Main job", yes_or_no(old.is_main), yes_or_no(post.is_main)),
        ];
        for (what, before, after) in pairs {
            self.changed(what, before, after);
        }
    }

    /// Tells what is added.
    pub(super) fn describe(&mut self, post: &PostPart) {
        let places = &self.asked.places;
        let pairs = [
            ("Job title", post.job_title.clone()),
            (
                "Organisation",
                places.organisation_name(post.organisation).to_owned(),
            ),
            (
                "Team",
                post.team
                    .map_or_else(String::new, |id| places.team_name(id).to_owned()),
            ),
            ("Contract", post.contract.title().to_owned()),
            ("From", calendar::day(post.starts_on)),
            ("Last day", day(post.ends_on)),
            ("Line manager", self.name_of(post.manager)),
        ];
        for (what, after) in pairs {
            self.changed(what, "", after);
        }
    }

    fn name_of(&self, person: Option<PersonId>) -> String {
        let Some(person) = person else {
            return String::new();
        };
        let known = self.known.name(person);
        if known.is_empty() {
            let new = self.facts.names.get(&person);
            new.cloned()
                .unwrap_or_else(|| "Somebody new in this list".to_owned())
        } else {
            known.to_owned()
        }
    }

    /// Tells times away, and takes them into the outcome.
    pub(super) fn away(&mut self, absences: Vec<AbsencePart>) {
        for part in absences {
            let said = |to: Option<NaiveDate>| {
                let until = to.map_or_else(String::new, |to| format!(" to {}", calendar::day(to)));
                format!(
                    "{} from {}{until}",
                    part.kind.title(),
                    calendar::day(part.from_on)
                )
            };
            let before = match part.step {
                Step::Add => String::new(),
                Step::Change => said(part.was_to_on),
            };
            self.changed("Absence", before, said(part.to_on));
            self.outcome.absences.push(part);
        }
    }
}

/// A post in a few words.
pub(super) fn described(asked: &Asked, post: &KnownPost) -> String {
    let organisation = asked.places.organisation_name(post.organisation);
    match post.team.map(|team| asked.places.team_name(team)) {
        Some(team) if !team.is_empty() => format!("{}, {team}, {organisation}", post.job_title),
        _ => format!("{}, {organisation}", post.job_title),
    }
}

/// A day in words; nothing for none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, calendar::day)
}

/// A text; nothing for none.
pub(super) fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn yes_or_no(yes: bool) -> String {
    if yes { "Yes" } else { "No" }.to_owned()
}

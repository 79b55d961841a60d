//! The person of a row: their name and address, and their line manager.

use super::{
    KnownPerson, PersonPart, Place, Step,
    compose::{Row, as_known},
    tell::text,
};
use crate::ids::{OrganisationId, PersonId};

impl Row<'_> {
    /// The person, whose name and address change with the first of their rows, and only by a list of every organisation
    /// in which they work: else the lists of two employers would undo each other.
    pub(super) fn person(&mut self, id: PersonId, step: Option<Step>) {
        let email = self.own_email();
        let is_first = self.facts.done.insert(id);
        let Some(person) = self.known.person(id) else {
            let name = self
                .facts
                .names
                .entry(id)
                .or_insert_with(|| self.line.name.clone());
            let name = name.clone();
            if is_first {
                self.changed("E-mail", "", text(email.as_ref()));
            }
            self.outcome.person = Some(PersonPart {
                id,
                step,
                name,
                email,
            });
            return;
        };
        let mut part = as_known(self.known, id);
        let name = self.line.name.clone();
        let may_change = is_first && !person.is_elsewhere;
        if person.is_elsewhere && person.name != name {
            self.remark("Works in another organisation too, so this list does not change the name");
        }
        if may_change {
            part.name = name;
        }
        if email.is_some() && (may_change || (is_first && person.email.is_none())) {
            part.email = self.address_of(person, email);
        }
        self.changed("Name", person.name.clone(), part.name.clone());
        self.changed(
            "E-mail",
            text(person.email.as_ref()),
            text(part.email.as_ref()),
        );
        if part.name != person.name || part.email != person.email {
            part.step = Some(Step::Change);
        }
        self.outcome.person = Some(part);
    }

    /// The address that somebody will have. Whoever could choose that of a holder of a role could take the role over.
    fn address_of(&mut self, person: &KnownPerson, written: Option<String>) -> Option<String> {
        let is_kept = !person.roles.is_empty() && !self.asked.by_administrator;
        if !is_kept || person.email == written {
            return written;
        }
        self.remark("Holds a role in Cascade, so only an administrator changes the e-mail address");
        person.email.clone()
    }

    /// The address, unless it stands for several people.
    fn own_email(&mut self) -> Option<String> {
        let email = self.line.email.clone()?;
        if self.facts.shared.contains(&email) {
            self.remark(format!(
                "{email} stands in the rows of several people, so it is not taken as anybody’s own"
            ));
            return None;
        }
        Some(email)
    }

    pub(super) fn manager(
        &mut self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Option<PersonId> {
        let number = self.line.manager_number.clone()?;
        let managers = &self.facts.managers;
        let here = managers.get(&(organisation, number.clone())).copied();
        let anywhere = || {
            let covered = self.asked.at.iter().filter_map(|place| match place {
                Place::At(other, _) => managers.get(&(*other, number.clone())).copied(),
                _ => None,
            });
            covered.min()
        };
        match here.or_else(anywhere) {
            Some(manager) if manager == person => {
                self.remark("The line manager is the same person and is left out");
                None
            }
            None => {
                self.remark(format!(
                    "Nobody here has the line manager’s staff number {number}, so the line manager stays as it is"
                ));
                None
            }
            manager => manager,
        }
    }
}

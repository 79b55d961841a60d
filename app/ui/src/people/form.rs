//! The form that adds a person: its questions, and whether the answers can be kept.
//!
//! Rules P1 to P6 of `docs/rules/people.md`.

use super::post_form::{Ends, PostForm, Setting};
use crate::{
    ui::Field,
    web::{
        Fields,
        typed::{required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    calendar, framework::Cohort, ids::OrganisationId, organisations::Team, people::email,
};
use store::people::{NewPerson, NewPost, Taken};

/// What can be chosen.
#[derive(Clone)]
pub(super) struct Offered {
    /// The organisations to which the visitor may add somebody.
    pub organisations: Vec<(OrganisationId, String)>,
    /// The teams, where there is one organisation to choose.
    pub teams: Vec<Team>,
    /// The cohorts of the framework in force.
    pub cohorts: Vec<Cohort>,
}

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct PersonForm {
    pub name: Field,
    pub email: Field,
    pub organisation: Field,
    pub post: PostForm,
    pub cohorts: Field,
    pub invite: Field,
}

/// A person who can be added.
pub(super) struct Checked {
    pub person: NewPerson,
    /// The address to invite at once, if that was asked for.
    pub invite: Option<String>,
}

impl PersonForm {
    /// The form with what was typed; the empty form when nothing was.
    pub fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            name: field("name", "Full name").hint("As it should stand on certificates"),
            email: field("email", "E-mail address at work (optional)")
                .hint("Leave it empty if they have none. They then sign in with their staff number"),
            organisation: field("organisation", "Which organisation do they work for?"),
            post: PostForm::of(typed),
            cohorts: Field::new("cohorts")
                .label("Which groups of staff is the post in?")
                .hint("Select all that apply. Training follows from the groups. If you select none, the post is unclassified and asks for nothing yet")
                .values(typed.all("cohorts")),
            invite: Field::new("invite").values(typed.all("invite")),
        }
    }

    /// All fields in the order of the page.
    pub fn fields(&self) -> Vec<&Field> {
        let before = [&self.name, &self.email, &self.organisation];
        let after = [&self.cohorts, &self.invite];
        let post = self.post.fields();
        before.into_iter().chain(post).chain(after).collect()
    }

    /// The person to add; none when something is wrong, which the fields then say. `by` is who adds them.
    pub fn check(&mut self, offered: &Offered, by: &str, today: NaiveDate) -> Option<Checked> {
        let name = required(&mut self.name, "Full name", "Enter their full name");
        let email = self.email();
        let organisation = self.organisation(offered);
        let post = self.post.check(&Setting {
            teams: &offered.teams,
            signs_in_with_it: self.email.current().is_empty(),
            ends: Ends::Asked,
            today,
        });
        let cohorts = self.cohorts(
            offered,
            &format!("chosen by {by} on {}", calendar::day(today)),
        );
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let invite = email.clone().filter(|_| self.invite.has("now"));
        let answers = post?;
        let post = NewPost {
            organisation: organisation?,
            team: answers.team,
            job_title: answers.job_title,
            contract: answers.contract,
            staff_number: answers.staff_number,
            manager: None,
            starts_on: answers.starts_on,
            ends_on: answers.ends_on,
            cohorts,
        };
        Some(Checked {
            person: NewPerson { name, email, post },
            invite,
        })
    }

    /// Says what belongs to somebody else.
    pub fn is_taken(&mut self, taken: Taken) {
        if taken.email {
            wrong(
                &mut self.email,
                "Somebody with this e-mail address is here already. Search for them under People, or ask your administrator",
            );
        }
        if taken.staff_number {
            self.post.number_is_taken();
        }
    }

    fn email(&mut self) -> Option<String> {
        if self.email.current().is_empty() {
            if self.invite.has("now") {
                wrong(
                    &mut self.email,
                    "Enter the e-mail address to send the invitation to, or clear the box at the end",
                );
            }
            return None;
        }
        match email(self.email.current()) {
            Ok(address) => Some(address),
            Err(refusal) => {
                wrong(&mut self.email, refusal.to_string());
                None
            }
        }
    }

    fn organisation(&mut self, offered: &Offered) -> Option<OrganisationId> {
        if let [(only, _)] = offered.organisations.as_slice() {
            return Some(*only);
        }
        let typed = self.organisation.current().parse().ok();
        let chosen = offered
            .organisations
            .iter()
            .find(|(id, _)| Some(*id) == typed);
        if chosen.is_none() {
            wrong(
                &mut self.organisation,
                "Select the organisation they work for",
            );
        }
        chosen.map(|(id, _)| *id)
    }

    /// The cohorts chosen, each with the reason.
    fn cohorts(&mut self, offered: &Offered, reason: &str) -> Vec<(String, String)> {
        let is_offered = |code: &String| offered.cohorts.iter().any(|cohort| cohort.code == *code);
        if !self.cohorts.values.iter().all(is_offered) {
            wrong(&mut self.cohorts, "Select groups from the list");
        }
        let chosen = offered
            .cohorts
            .iter()
            .filter(|cohort| self.cohorts.has(&cohort.code));
        chosen
            .map(|cohort| (cohort.code.clone(), reason.to_owned()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn offered() -> Offered {
        let cohort = |code: &str| Cohort {
            code: code.to_owned(),
            title: String::new(),
            who: String::new(),
        };
        let place = |id: u32| {
            (
                format!("00000000-0000-0000-0000-{id:012}").parse().unwrap(),
                format!("Place {id}"),
            )
        };
        Offered {
            organisations: vec![place(1), place(2)],
            teams: Vec::new(),
            cohorts: vec![cohort("C1"), cohort("C3")],
        }
    }

    const RIGHT: &str = "name=Asha+Rao&email=Asha.Rao%40Northside.example&organisation=00000000-0000-0000-0000-000000000002&\
                         job_title=Social+worker&contract=permanent&starts_on_day=1&starts_on_month=9&starts_on_year=2026&\
                         cohorts=C3&cohorts=C1&invite=now";

    fn with(changes: &[(&str, &str)]) -> (PersonForm, Option<Checked>) {
        let fields = Fields::parse(&Fields::parse(RIGHT).with(changes));
        let mut form = PersonForm::of(&fields);
        let checked = form.check(&offered(), "Ben Lead", TODAY);
        (form, checked)
    }

    #[test]
    fn a_person_with_everything_right_can_be_added() {
        let checked = with(&[]).1.unwrap();
        assert_eq!(
            checked.person.email.as_deref(),
            Some("asha.rao@northside.example")
        );
        assert_eq!(checked.invite, checked.person.email);
        assert_eq!(
            checked.person.post.organisation,
            offered().organisations[1].0
        );
        let codes: Vec<_> = checked
            .person
            .post
            .cohorts
            .iter()
            .map(|(code, _)| code.as_str())
            .collect();
        assert_eq!(codes, ["C1", "C3"], "in the framework's order");
        assert_eq!(
            checked.person.post.cohorts[0].1,
            "chosen by Ben Lead on 22 November 2026"
        );
    }

    #[test]
    fn whoever_has_no_email_needs_a_staff_number() {
        let (form, checked) = with(&[("email", ""), ("invite", "")]);
        assert!(checked.is_none());
        assert!(form.post.staff_number.error.is_some());
        let checked = with(&[("email", ""), ("invite", ""), ("staff_number", " 00 48a ")])
            .1
            .unwrap();
        assert_eq!(checked.person.post.staff_number.as_deref(), Some("0048A"));
    }

    #[test]
    fn an_invitation_needs_an_address() {
        let (form, _) = with(&[("email", ""), ("staff_number", "1")]);
        assert!(
            form.email
                .error
                .unwrap()
                .contains("to send the invitation to")
        );
    }

    #[test]
    fn agency_staff_and_fixed_terms_need_an_end() {
        for (contract, word) in [("agency", "agency"), ("fixed_term", "fixed term")] {
            let error = with(&[("contract", contract)])
                .0
                .post
                .ends_on
                .error
                .unwrap();
            assert_eq!(
                error,
                format!("Enter the day on which the {word} contract ends")
            );
        }
        assert!(with(&[("contract", "volunteer")]).1.is_some());
    }

    #[test]
    fn a_post_ends_after_it_starts_and_not_before_today() {
        let ends = |day: &str, month: &str, year: &str| {
            with(&[
                ("ends_on_day", day),
                ("ends_on_month", month),
                ("ends_on_year", year),
            ])
            .0
            .post
            .ends_on
            .error
        };
        assert!(
            ends("31", "8", "2026")
                .unwrap()
                .contains("after the start date")
        );
        assert!(
            ends("1", "10", "2026")
                .unwrap()
                .contains("today or in the future")
        );
        assert_eq!(ends("22", "11", "2026"), None);
    }

    #[test]
    fn a_post_may_start_within_a_year() {
        assert!(with(&[("starts_on_year", "2027")]).1.is_some());
        assert!(
            with(&[("starts_on_year", "2028")])
                .0
                .post
                .starts_on
                .error
                .is_some()
        );
        assert!(
            with(&[("starts_on_year", "")])
                .0
                .post
                .starts_on
                .error
                .is_some()
        );
    }

    #[test]
    fn only_what_was_offered_can_be_chosen() {
        assert!(
            with(&[("organisation", "00000000-0000-0000-0000-000000000009")])
                .0
                .organisation
                .error
                .is_some()
        );
        assert!(
            with(&[("contract", "king")])
                .0
                .post
                .contract
                .error
                .is_some()
        );
        assert!(with(&[("cohorts", "C9")]).0.cohorts.error.is_some());
    }

    #[test]
    fn nobody_has_to_be_classified_at_once() {
        assert!(
            with(&[("cohorts", "")])
                .1
                .unwrap()
                .person
                .post
                .cohorts
                .is_empty()
        );
    }

    #[test]
    fn every_fault_is_said_at_once() {
        let mut form = PersonForm::of(&Fields::default());
        assert!(form.check(&offered(), "Ben Lead", TODAY).is_none());
        let wrong: Vec<_> = form
            .fields()
            .into_iter()
            .filter(|f| f.error.is_some())
            .map(|f| f.name.as_str())
            .collect();
        assert_eq!(
            wrong,
            [
                "name",
                "organisation",
                "job_title",
                "contract",
                "staff_number",
                "starts_on"
            ]
        );
    }
}

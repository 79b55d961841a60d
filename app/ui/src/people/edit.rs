//! Changing somebody's name and e-mail address.
//!
//! Rules P27 to P30 of `docs/rules/people.md`.

use super::whom::{Whom, whom};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, Field, InputType, InsetText, PageHeading, Spellcheck,
        SummaryList, SummaryRow, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::{
    access::{Actor, ChangePerson, Permit, Role},
    people::email,
};
use leptos::prelude::*;
use store::{
    StoreError,
    people::{self, Address, Changed, HeldGrant},
};

/// Whether the visitor may change the address of somebody who holds these roles: whoever could choose the address could
/// have a new password sent to it.
fn may_change_address(actor: &Actor, grants: &[HeldGrant]) -> bool {
    grants.is_empty() || actor.has(Role::Administrator)
}

/// The questions with what was answered.
#[derive(Clone)]
struct EditForm {
    name: Field,
    email: Field,
}

impl EditForm {
    fn of(name: &str, email: &str) -> Self {
        Self {
            name: Field::new("name")
                .label("Full name")
                .hint("As it should stand on certificates")
                .value(name),
            email: Field::new("email")
                .label("E-mail address at work (optional)")
                .hint("Leave it empty if they have none. They then sign in with their staff number")
                .value(email),
        }
    }

    fn typed(typed: &Fields) -> Self {
        Self::of(typed.text("name"), typed.text("email"))
    }

    /// The name, and the address as it is kept; none when something is wrong, which the fields then say.
    fn check(&mut self, has_number: bool) -> Option<(String, Option<String>)> {
        let name = required(&mut self.name, "Full name", "Enter their full name");
        let address = self.address(has_number);
        let is_whole = self.name.error.is_none() && self.email.error.is_none();
        is_whole.then_some((name, address))
    }

    fn address(&mut self, has_number: bool) -> Option<String> {
        if self.email.current().is_empty() {
            if !has_number {
                wrong(
                    &mut self.email,
                    "Enter an e-mail address, or first enter a staff number at their post to sign in with",
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
}

/// Who is to be changed.
struct Found {
    whom: Whom,
    permit: Permit<ChangePerson>,
    name: String,
    email: Option<String>,
    may_change_address: bool,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let whom = whom(visit).await?;
    let permit = visit.permit(ChangePerson {
        target: whom.seen.act().target.clone(),
    })?;
    let (name, email) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let grants = people::grants_of(visit.services(), &whom.seen, visit.today).await?;
    let may_change_address = may_change_address(visit.actor()?, &grants);
    Ok(Found {
        whom,
        permit,
        name,
        email,
        may_change_address,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let form = EditForm::of(&found.name, found.email.as_deref().unwrap_or_default());
    Ok(shown(&found, &form).into())
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut form = EditForm::typed(&visit.form);
    let posts = people::posts(visit.services(), &found.whom.seen).await?;
    let has_number = posts.iter().any(|post| {
        post.staff_number.is_some() && post.ends_on.is_none_or(|end| visit.today <= end)
    });
    if !found.may_change_address {
        form.email = form.email.value(found.email.clone().unwrap_or_default());
    }
    let Some((name, email)) = form.check(has_number) else {
        return Ok(shown(&found, &form).into());
    };
    let address = if found.may_change_address {
        Address::Becomes(email)
    } else {
        Address::Stays
    };
    let by = visit.signed_in.as_ref().map_or("", |s| s.name.as_str());
    let mail = |old: &str| {
        let key = format!("address {} {}", found.whom.id, visit.now.format("%FT%T%.f"));
        let words = [("name", name.as_str()), ("by", by)];
        visit.mail("address-changed", &words, key, (&name, old))
    };
    match people::change_person(visit.services(), &found.permit, &name, &address, mail).await {
        Ok(changed) => {
            visit.jobs.notify_one();
            Ok(see(format!("{}{}", found.whom.href(), done(changed))))
        }
        Err(StoreError::Conflict) => {
            wrong(
                &mut form.email,
                "Somebody else has this e-mail address. Search for it under People, or ask your administrator",
            );
            Ok(shown(&found, &form).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// What is said afterwards.
fn done(changed: Changed) -> &'static str {
    match (changed.name, changed.email) {
        (false, false) => "",
        (true, false) => "?done=renamed",
        (_, true) => "?done=address",
    }
}

fn shown(found: &Found, form: &EditForm) -> Page {
    let (fields, back) = (form.clone(), found.whom.href());
    let (caption, address) = (found.name.clone(), found.email.clone());
    let is_fixed = !found.may_change_address;
    let content = move || view(fields, caption, address, is_fixed);
    Page::new(
        format!("Name and e-mail address of {}", found.name),
        content,
    )
    .section("/people")
    .before(move || view! { <BackLink href=back text="Back to the person"/> })
    .errors(&[&form.name, &form.email])
}

fn view(form: EditForm, caption: String, address: Option<String>, is_fixed: bool) -> AnyView {
    let email = if is_fixed {
        let address = address.unwrap_or_else(|| "None".to_owned());
        let rows = vec![SummaryRow::new("E-mail address", address)];
        view! {
            <SummaryList rows=rows/>
            <p class="govuk-body">
                "They hold a role in Cascade, so only an administrator changes the address they sign in with."
            </p>
        }
        .into_any()
    } else {
        view! {
            <TextInput field=form.email kind=InputType::Email autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
            <InsetText>
                "With another address they sign in with that one, and with the password they have. They are signed out
                everywhere, and links and joining slips that they have not used stop working."
            </InsetText>
        }
        .into_any()
    };
    view! {
        <TwoThirds>
            <PageHeading text="Name and e-mail address" caption=caption/>
            <p class="govuk-body">
                "Certificates issued before keep the name they bear. Their board can issue them again under a new name."
            </p>
            <Form>
                <TextInput field=form.name autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                {email}
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::access::Grant;

    fn actor(role: Role) -> Actor {
        let id = "00000000-0000-0000-0000-000000000001";
        Actor::Person {
            person: id.parse().unwrap(),
            account: id.parse().unwrap(),
            name: "Ben".to_owned(),
            grants: vec![Grant {
                role,
                organisation: None,
                board: None,
                whose: None,
            }],
        }
    }

    #[test]
    fn only_an_administrator_changes_the_address_of_somebody_with_a_role() {
        let grants = [HeldGrant {
            id: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            role: Role::Manager,
            organisation: None,
            of: None,
            starts_on: chrono::NaiveDate::MIN,
        }];
        assert!(!may_change_address(&actor(Role::TrainingLead), &grants));
        assert!(may_change_address(&actor(Role::TrainingLead), &[]));
        assert!(may_change_address(&actor(Role::Administrator), &grants));
    }

    #[test]
    fn whoever_loses_the_address_needs_a_staff_number() {
        let mut form = EditForm::of("Asha Rao", "");
        assert!(form.clone().check(true).is_some());
        assert!(form.check(false).is_none());
        assert!(form.email.error.unwrap().contains("staff number"));
    }

    #[test]
    fn an_address_is_kept_in_lower_case_and_a_name_without_stray_spaces() {
        let mut form = EditForm::of(" Asha   Rao ", "Asha@Northside.example");
        let kept = Some("asha@northside.example".to_owned());
        assert_eq!(form.check(false), Some(("Asha Rao".to_owned(), kept)));
        assert!(EditForm::of("", "asha@").check(false).is_none());
    }
}

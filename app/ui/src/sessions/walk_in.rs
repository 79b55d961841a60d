//! Adding somebody to the register who came without a booking.
//!
//! Rules B30 to B32 of `docs/rules/sessions.md`.

use super::{
    mail::teller,
    register::{Found, asked},
};
use crate::{
    ui::{
        BackLink, Button, Field, InputType, InsetText, PageHeading, Spellcheck, TextInput,
        TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{line, required, wrong},
    },
};
use domain::{people, sessions::WalkInRefusal};
use leptos::prelude::*;
use store::sessions::{self, NewWalkIn};

/// The questions with what was answered.
#[derive(Clone)]
struct WalkInForm {
    name: Field,
    organisation: Field,
    email: Field,
}

impl WalkInForm {
    fn typed(fields: &Fields) -> Self {
        let field =
            |name: &str, label: &str| Field::new(name).label(label).value(fields.text(name));
        Self {
            name: field("name", "Full name"),
            organisation: field("organisation", "Organisation").hint("Its full name"),
            email: field("email", "E-mail address at work (optional)"),
        }
    }

    /// Who came; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<NewWalkIn> {
        let name = required(&mut self.name, "Full name", "Enter the full name");
        let missing = "Enter the organisation, or where they come from";
        let organisation = required(&mut self.organisation, "Organisation", missing);
        let email = match line(self.email.current()) {
            typed if typed.is_empty() => typed,
            typed => people::email(&typed).unwrap_or_else(|not| {
                wrong(&mut self.email, not.to_string());
                typed
            }),
        };
        let is_fine = self.fields().iter().all(|field| field.error.is_none());
        is_fine.then_some(NewWalkIn {
            name,
            organisation,
            email,
        })
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.name, &self.organisation, &self.email]
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    Ok(shown(&found, WalkInForm::typed(&Fields::default())).into())
}

/// Adds somebody. The same form posted twice is told that they are on the register.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let mut form = WalkInForm::typed(&visit.form);
    let Some(new) = form.check() else {
        return Ok(shown(&found, form).into());
    };
    let teller = teller(&visit);
    let (services, id) = (visit.services(), found.row.id);
    let added = sessions::add_walk_in(services, &found.permit, id, &new, &teller).await?;
    visit.jobs.notify_one();
    let to = found.href();
    match added {
        Ok(()) => Ok(see(format!("{to}&done=walk-in"))),
        Err(refusal @ WalkInRefusal::Already) => {
            wrong(&mut form.name, refusal.to_string());
            Ok(shown(&found, form).into())
        }
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nobody has been added.",
            ("See the register", &to),
        )),
    }
}

fn shown(found: &Found, form: WalkInForm) -> Page {
    let errors_of = form.clone();
    let (title, back) = (found.row.title.clone(), found.href());
    let action = found.to("walk-ins/new");
    let page = Page::new("Add a walk-in", move || view(title, action, form))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The register"/> });
    page.errors(&errors_of.fields())
}

fn view(title: String, action: String, form: WalkInForm) -> AnyView {
    view! {
        <TwoThirds>
            <PageHeading text="Add a walk-in" caption=title/>
            <p class="govuk-body">
                "For somebody who is in the room and not on the register. A walk-in takes no place."
            </p>
            <Form action=action>
                <TextInput field=form.name spellcheck=Spellcheck::Off/>
                <TextInput field=form.organisation spellcheck=Spellcheck::Off/>
                <TextInput field=form.email kind=InputType::Email spellcheck=Spellcheck::Off/>
                <InsetText>
                    "Whoever is found by name and address, or by name and organisation, is that person. Everybody else is kept as
                    you typed them, until the training lead says who it was."
                </InsetText>
                <Button text="Add to the register"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

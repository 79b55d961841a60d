//! Signing in to a part of a session oneself, by the code in the room.
//!
//! Rules B36 and B37 of `docs/rules/sessions.md`.

use super::{found::href, mail::teller};
use crate::{
    ui::{
        BackLink, Button, Field, InputWidth, InsetText, Letters, PageHeading, Panel, Spellcheck,
        TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, typed::wrong},
};
use domain::access::SignInToSession;
use leptos::prelude::*;
use store::sessions::{self, Here, Room};

fn field(code: &str) -> Field {
    Field::new("code")
        .label("Code on the screen")
        .hint("Eight letters and digits, such as ACDE-3H7K")
        .value(code)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    Ok(asks(field(visit.query.text("code"))).into())
}

/// Signs in. The same form posted twice is told that it is done.
pub(super) async fn sign_in(visit: Visit) -> Result<Answer, Problem> {
    let person = visit.person()?;
    let permit = visit.permit(SignInToSession { person })?;
    let mut field = field(visit.form.text("code"));
    if field.current().is_empty() {
        wrong(&mut field, "Enter the code on the screen");
        return Ok(asks(field).into());
    }
    let teller = teller(&visit);
    let here = sessions::here(visit.services(), &permit, field.current(), &teller).await?;
    visit.jobs.notify_one();
    Ok(match here {
        Here::Marked(room) => {
            let said = format!("Part {}", room.part);
            done(room, "You have signed in", said).into()
        }
        Here::AlreadyMarked(room, mark) => {
            let said = format!("Part {}: {}", room.part, mark.title());
            done(room, "You are marked already", said).into()
        }
        Here::NotOnRegister(room) => asks_trainer(room).into(),
        Here::NoSuchCode => {
            wrong(
                &mut field,
                "This code is no longer taken. Look at the screen again, and enter the one that it shows now",
            );
            asks(field).into()
        }
    })
}

fn asks(field: Field) -> Page {
    let error_of = field.clone();
    let page = Page::new("Sign in to a session", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Sign in to a session"/>
                <p class="govuk-body">"You are marked as attending the part that is on in this room."</p>
                <Form action="/here">
                    <TextInput field=field width=InputWidth::Chars10 letters=Letters::Spaced spellcheck=Spellcheck::Off/>
                    <Button text="Sign in"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> });
    page.errors(&[&error_of])
}

fn done(room: Room, heading: &'static str, said: String) -> Page {
    Page::new(heading, move || {
        let to = href(room.session);
        view! {
            <TwoThirds>
                <Panel title=heading>{said}</Panel>
                <p class="govuk-body"><a class="govuk-link" href=to>{room.title}</a></p>
                <p class="govuk-body">"The trainer can change the mark, if you come late or leave early."</p>
            </TwoThirds>
        }
    })
    .section("/sessions")
}

fn asks_trainer(room: Room) -> Page {
    Page::new("Ask the trainer", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Ask the trainer" caption=room.title/>
                <InsetText>
                    "You hold no place on this session, so nothing has been marked. The trainer can add you to the register."
                </InsetText>
            </TwoThirds>
        }
    })
    .section("/sessions")
}

//! The messages on a person's page: what was sent to them, and what can be done about it.

use super::stop::said;
use crate::{
    people::Whom,
    ui::{
        ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        Table, WarningText,
    },
    web::{Problem, Visit},
};
use domain::{
    access::{RemindPeople, StopMail},
    calendar,
};
use leptos::prelude::*;
use store::{
    notifications::{Message, messages},
    reminders::{Stop, stopped},
};

/// The newest mails that are shown.
const MOST: u32 = 10;

/// What the section shows.
pub(crate) struct OnPerson {
    href: String,
    email: Option<String>,
    stop: Option<Stop>,
    messages: Vec<Message>,
    may_remind: bool,
    may_stop: bool,
}

/// Two queries.
pub(crate) async fn on_person(
    visit: &Visit,
    whom: &Whom,
    email: Option<String>,
) -> Result<OnPerson, Problem> {
    let (services, target) = (visit.services(), whom.seen.act().target.clone());
    let organisations = target.organisations.iter();
    let may_remind = organisations
        .copied()
        .any(|organisation| visit.permit(RemindPeople { organisation }).is_ok());
    Ok(OnPerson {
        href: whom.href(),
        email,
        stop: stopped(services, &whom.seen).await?,
        messages: messages(services, &whom.seen, MOST).await?,
        may_remind,
        may_stop: visit.permit(StopMail { target }).is_ok(),
    })
}

/// What was just done.
pub(crate) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "reminded" => "The reminder goes out in working hours, with their next mail.",
        "mail-stopped" => "No reminder goes to this address any more.",
        "mail-again" => "Reminders go to this address again.",
        _ => return None,
    })
}

impl OnPerson {
    /// The section.
    pub fn view(self) -> AnyView {
        let stop = self
            .stop
            .as_ref()
            .map(|stop| view! { <WarningText text=said(stop)/> });
        let list = list(&self.messages);
        let (remind, address) = (
            format!("{}/remind", self.href),
            format!("{}/mail-stop", self.href),
        );
        let has_email = self.email.is_some();
        let remind = (self.may_remind && has_email).then(|| {
            view! { <ButtonLink text="Send a reminder" href=remind kind=ButtonKind::Secondary/> }
        });
        let words = if self.stop.is_some() {
            "Send reminders again"
        } else {
            "Stop reminders"
        };
        let address = (self.may_stop && has_email)
            .then(|| view! { <a class="govuk-link" href=address>{words}</a> });
        view! {
            <h2 class="govuk-heading-m">"Messages sent"</h2>
            {stop}
            {list}
            <ButtonGroup>{remind} {address}</ButtonGroup>
        }
        .into_any()
    }
}

fn list(messages: &[Message]) -> AnyView {
    if messages.is_empty() {
        return view! { <InsetText>"No mail has been sent to them."</InsetText> }.into_any();
    }
    let head = ["Subject", "Written", "State"].map(Column::new).to_vec();
    let rows: Vec<_> = messages.iter().map(row).collect();
    view! {
        <Table caption="The last messages" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn row(message: &Message) -> Vec<Content> {
    let state = match message.sent_at {
        Some(at) => format!("Sent on {}", calendar::moment(at)),
        None if message.is_parked() => "Not taken by the mail server".to_owned(),
        None => "On its way".to_owned(),
    };
    vec![
        message.subject.clone().into(),
        calendar::moment(message.created_at).into(),
        state.into(),
    ]
}

//! The messages on a person's page: what was sent to them, and what can be done about it.

use super::stop::said;
use crate::{
    people::Whom,
    ui::{
        ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        Table, WarningText,
    },
    web::{Fields, Problem, Visit},
};
use domain::{
    access::{RemindPeople, SetReminders, StopMail},
    calendar,
    ids::OrganisationId,
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
    /// The log of their reminders, also of those that reached nobody.
    log: Option<String>,
}

/// Two queries.
pub(crate) async fn on_person(
    visit: &Visit,
    whom: &Whom,
    (name, email): (&str, Option<String>),
) -> Result<OnPerson, Problem> {
    let (services, target) = (visit.services(), whom.seen.act().target.clone());
    let may_remind = visit.permit(RemindPeople {
        target: target.clone(),
    });
    let sets = |id: &OrganisationId| {
        let organisation = *id;
        visit.permit(SetReminders { organisation }).is_ok()
    };
    let log = Fields::default().with(&[("q", name)]);
    let log = target
        .organisations
        .iter()
        .any(sets)
        .then(|| format!("/reminders/log?{log}"));
    Ok(OnPerson {
        log,
        href: whom.href(),
        email,
        stop: stopped(services, &whom.seen).await?,
        messages: messages(services, &whom.seen, MOST).await?,
        may_remind: may_remind.is_ok(),
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
        let log = self
            .log
            .map(|href| view! { <a class="govuk-link" href=href>"All reminders, also those not sent"</a> });
        view! {
            <h2 class="govuk-heading-m">"Messages sent"</h2>
            {stop}
            {list}
            <ButtonGroup>{remind} {address} {log}</ButtonGroup>
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

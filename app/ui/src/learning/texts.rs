//! Filling in what a module leaves open: the learner's board and employer, pictures, links to screens, contacts, support.

use crate::ui::{CallOut, CallOutKind, Prose};
use domain::{
    learning::{Module, Piece},
    organisations::LocalContacts,
};
use leptos::prelude::*;
use store::{learning::Study, organisations::Board};

/// What the blanks of a module are filled with, for one learner.
pub(super) struct Blanks {
    board: String,
    organisation: String,
    contacts: LocalContacts,
    module: String,
    pictures: String,
    screens: Vec<String>,
}

impl Blanks {
    /// For a learner's board and organisation, if they have any.
    pub fn new(study: &Study, place: Option<(Board, String)>) -> Self {
        let module = &study.module;
        let pictures = format!("/learn/{}/{}/pictures/", module.name, study.version);
        let screens = module.screens.iter().map(|s| s.name.clone()).collect();
        let (board, organisation, contacts) = match place {
            Some((board, organisation)) => (board.name, organisation, board.contacts),
            None => (
                "your board".to_owned(),
                "your organisation".to_owned(),
                LocalContacts::default(),
            ),
        };
        Self {
            board,
            organisation,
            contacts,
            module: module.name.clone(),
            pictures,
            screens,
        }
    }

    /// One piece of a screen.
    pub fn piece(&self, piece: &Piece) -> AnyView {
        match piece {
            Piece::Html(html) => view! { <Prose html=self.fill(html)/> }.into_any(),
            Piece::LocalContacts => local_contacts(&self.board, &self.contacts),
            Piece::Support => support(),
        }
    }

    fn fill(&self, html: &str) -> String {
        let html = html
            .replace("{{board}}", &escape(&self.board))
            .replace("{{organisation}}", &escape(&self.organisation))
            .replace("src=\"PICTURES/", &format!("src=\"{}", self.pictures));
        self.screens
            .iter()
            .enumerate()
            .fold(html, |html, (place, name)| {
                let to = format!("href=\"/learn/{}/screens/{}\"", self.module, place + 1);
                html.replace(&format!("href=\"SCREENS/{name}\""), &to)
            })
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Whom to turn to in the learner's area.
pub(super) fn local_contacts(board: &str, contacts: &LocalContacts) -> AnyView {
    if contacts.is_empty() {
        return view! {
            <CallOut kind=CallOutKind::Note title="Your local contacts">
                <p class="govuk-body">
                    "Your board has not entered its contacts yet. Ask your safeguarding lead whom to call, and write it
                    down now. In an emergency call 999."
                </p>
            </CallOut>
        }
        .into_any();
    }
    let rows = [
        ("Worried about an adult", &contacts.adults),
        ("Worried about a child", &contacts.children),
        ("Police unit", &contacts.police),
        ("The board's office", &contacts.office),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <li><strong>{label}</strong> ": " {value.clone()}</li> })
        .collect();
    view! {
        <CallOut kind=CallOutKind::Important title=format!("Your local contacts: {board}")>
            <ul class="govuk-list">
                <li><strong>"Someone is in danger now"</strong> ": 999"</li>
                {rows}
            </ul>
        </CallOut>
    }
    .into_any()
}

/// The box "If this affected you".
pub(super) fn support() -> AnyView {
    view! {
        <CallOut kind=CallOutKind::Support title="If this affected you">
            <p class="govuk-body">
                "Some of this is hard to read, and it may touch something in your own life. You can stop here and come back
                another day: your place is kept."
            </p>
            <ul class="govuk-list govuk-list--bullet">
                <li>"Talk to somebody you trust, your manager or your safeguarding lead."</li>
                <li>
                    "For advice about modern slavery, yours or somebody else's, call the Modern Slavery and Exploitation
                    Helpline on " <a class="govuk-link" href="tel:08000121700">"08000 121 700"</a> "."
                </li>
                <li>"If you or somebody else is in danger now, call 999."</li>
            </ul>
        </CallOut>
    }
    .into_any()
}

/// The sources that some codes stand for.
pub(super) fn sources(module: &Module, codes: &[String]) -> Option<AnyView> {
    let cited: Vec<_> = module
        .sources
        .iter()
        .filter(|source| codes.contains(&source.code))
        .map(|source| view! { <li>{format!("{}, {}", source.title, source.publisher)}</li> })
        .collect();
    (!cited.is_empty())
        .then(|| view! { <ul class="govuk-list govuk-list--bullet">{cited}</ul> }.into_any())
}

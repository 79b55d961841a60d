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
        .map(|(label, value)| view! { <li><strong>{label}</strong> ": " {with_links(value)}</li> })
        .collect();
    view! {
        <CallOut kind=CallOutKind::Important title=format!("Your local contacts: {board}")>
            <ul class="govuk-list">
                <li><strong>"Someone is in danger now"</strong> ": " {link("tel:999".to_owned(), "999")}</li>
                {rows}
            </ul>
        </CallOut>
    }
    .into_any()
}

/// The fewest digits of a telephone number in full: what is shorter may be a date or a room.
const DIGITS: usize = 9;

/// What a board entered, with its telephone numbers and its e-mail address to be called and written to.
fn with_links(text: &str) -> Vec<AnyView> {
    if text.contains('@') && !text.contains(char::is_whitespace) {
        return vec![link(format!("mailto:{text}"), text)];
    }
    let mut pieces = Vec::new();
    for (words, number) in numbers(text) {
        pieces.push(words.to_owned().into_any());
        if !number.is_empty() {
            let digits: String = number.chars().filter(|c| !c.is_whitespace()).collect();
            pieces.push(link(format!("tel:{digits}"), number));
        }
    }
    pieces
}

fn link(href: String, text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <a class="govuk-link" href=href>{text}</a> }.into_any()
}

/// The telephone numbers in a text, each with the words before it; what follows the last one comes with an empty number.
fn numbers(text: &str) -> Vec<(&str, &str)> {
    let belongs = |c: char| c.is_ascii_digit() || c == '+' || c == ' ';
    let (mut found, mut words) = (Vec::new(), 0);
    let mut at = 0;
    while let Some(start) = text[at..].find(['0', '+']).map(|start| at + start) {
        let run = text[start..]
            .find(|c| !belongs(c))
            .map_or(text.len(), |end| start + end);
        let number = text[start..run].trim_end();
        let begins = !text[..start].ends_with(|c: char| c.is_ascii_digit());
        if begins && number.bytes().filter(u8::is_ascii_digit).count() >= DIGITS {
            found.push((&text[words..start], number));
            words = start + number.len();
        }
        at = run;
    }
    found.push((&text[words..], ""));
    found
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
                <li>
                    "If you or somebody else is in danger now, call "
                    <a class="govuk-link" href="tel:999">"999"</a> "."
                </li>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_found_among_words() {
        let text = "Modern slavery desk, 01632 960 188; text 07700 900 463";
        let expected = [
            ("Modern slavery desk, ", "01632 960 188"),
            ("; text ", "07700 900 463"),
            ("", ""),
        ];
        assert_eq!(numbers(text), expected);
        assert_eq!(numbers("01632 960 114"), [("", "01632 960 114"), ("", "")]);
    }

    #[test]
    fn a_time_or_a_room_is_no_telephone_number() {
        for text in [
            "Room 0123, from 09.00 to 17.00",
            "101",
            "Ask for the desk in 2026",
        ] {
            assert_eq!(numbers(text), [(text, "")]);
        }
    }
}

//! Numbers, states and kinds in words.

use crate::{
    certificates::{many, number},
    ui::{Content, Tag, TagColour},
};
use domain::people::import::{Kind, State};
use leptos::prelude::*;

/// How far a list is, as a tag.
pub(super) fn state(state: State) -> Content {
    let (text, colour) = match state {
        State::Columns => ("Columns to say", TagColour::Yellow),
        State::Checking => ("Being checked", TagColour::Blue),
        State::Checked => ("To be confirmed", TagColour::Yellow),
        State::Committing => ("Being brought in", TagColour::Blue),
        State::Committed => ("Brought in", TagColour::Green),
        State::Undoing => ("Being taken back", TagColour::Blue),
        State::Undone => ("Taken back", TagColour::Grey),
        State::Discarded => ("Put away", TagColour::Grey),
    };
    view! { <Tag text=text colour=colour/> }.into_any().into()
}

/// What a kind of outcome means.
pub(super) fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "A person, or a post of somebody who is here, is added",
        Kind::Changed => "Something about the person or the post changes",
        Kind::Moved => "Another job, team or organisation: one post ends and another begins",
        Kind::Leaver => "The list gives a leaving date, and the post ends",
        Kind::Unchanged => "Everything is here already as the list says it",
        Kind::Held => "You have to say something first; until then the row stays out",
        Kind::Rejected => "Something is wrong with the row, and it stays out",
        Kind::Missing => "Here, named by an earlier list, and not in this one",
    }
}

/// "1 row", "1,000 rows".
pub(super) fn rows(count: u32) -> String {
    many(count.into(), "row", "rows")
}

/// "1 person", "1,000 people".
pub(super) fn people(count: u32) -> String {
    many(count.into(), "person", "people")
}

/// "1,000".
pub(super) fn figure(count: u32) -> String {
    number(count.into())
}

/// "12 of 480 (2.5%)".
pub(super) fn share(of: u32, all: u32) -> String {
    let tenths = (u64::from(of) * 1000)
        .checked_div(all.into())
        .unwrap_or_default();
    format!(
        "{} of {} ({}.{}%)",
        figure(of),
        figure(all),
        tenths / 10,
        tenths % 10
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_with_both_its_numbers() {
        assert_eq!(share(12, 480), "12 of 480 (2.5%)");
        assert_eq!(share(1, 3), "1 of 3 (33.3%)");
        assert_eq!(share(0, 0), "0 of 0 (0.0%)");
    }
}

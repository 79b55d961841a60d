//! Lengths, prices and approvals in words.

use crate::ui::{Tag, TagColour};
use domain::{
    calendar,
    catalogue::{Course, Origin, Satisfies, Training},
    ids::BoardId,
    records::Worth,
};
use leptos::prelude::*;
use store::catalogue::{Ratified, Recognised};

/// "20 minutes", "3 hours", "1 hour 30 minutes".
pub(super) fn length(minutes: u32) -> String {
    let counted = |count: u32, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {one}s")),
    };
    let parts = [
        counted(minutes / 60, "hour"),
        counted(minutes % 60, "minute"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "3 hours", or that it is not known.
pub(super) fn length_of(course: &Course) -> String {
    course
        .minutes
        .map_or_else(|| "Not stated".to_owned(), length)
}

/// "£45", "Free", or that it is not known.
pub(super) fn price_of(course: &Course) -> String {
    course
        .price
        .map_or_else(|| "Not stated".to_owned(), |price| price.to_string())
}

/// Who provides it, and whether that is somebody outside.
pub(super) fn provider_of(course: &Course) -> String {
    match course.origin {
        Origin::Partnership => course.provider.clone(),
        Origin::Outside => format!("{} (outside the partnership)", course.provider),
    }
}

/// How far it satisfies a level.
pub(super) fn worth(satisfies: &Satisfies) -> String {
    match satisfies.worth {
        Worth::Level => "Satisfies the whole level".to_owned(),
        Worth::Part => format!("Counts as a part. Still missing: {}", satisfies.missing),
    }
}

/// Whether training is ratified, as somebody who works in the areas of some boards needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// By every board of theirs.
    Ratified,
    /// By other boards.
    Elsewhere,
    /// By none.
    Not,
    /// Not by a board of theirs that counts nothing else.
    DoesNotCount,
}

impl Standing {
    /// How training stands with the boards of somebody; with all boards for somebody who has none.
    pub fn of(
        training: Training,
        own: &[BoardId],
        ratified: &[Ratified],
        recognised: &Recognised,
    ) -> Self {
        let by: Vec<BoardId> = ratified
            .iter()
            .filter(|one| one.training == training)
            .map(|one| one.board)
            .collect();
        let not_in = recognised.recognition.not_in(Some(training));
        if own.iter().any(|board| not_in.contains(board)) {
            Self::DoesNotCount
        } else if !own.is_empty() && own.iter().all(|board| by.contains(board)) {
            Self::Ratified
        } else if by.is_empty() {
            Self::Not
        } else {
            Self::Elsewhere
        }
    }

    /// As a tag, and what there is to say beside it.
    pub fn tag(self) -> AnyView {
        let (text, colour, beside) = match self {
            Self::Ratified => ("Ratified", TagColour::Green, " by your board"),
            Self::Elsewhere => ("Ratified", TagColour::Teal, " by another board"),
            Self::Not => ("Not ratified", TagColour::Grey, ""),
            Self::DoesNotCount => (
                "Not ratified",
                TagColour::Orange,
                " so it does not count in your area",
            ),
        };
        view! { <Tag text=text colour=colour/> {beside} }.into_any()
    }
}

/// The boards that have ratified some training, each with who decided and when.
pub(crate) fn approved_by(training: Training, ratified: &[Ratified]) -> AnyView {
    let items: Vec<_> = ratified
        .iter()
        .filter(|one| one.training == training)
        .map(|one| {
            let (board, by) = (&one.board_name, &one.ratified.by);
            let said = format!("{board}, {by}, on {}", calendar::day(one.ratified.on));
            view! { <li>{said}</li> }
        })
        .collect();
    if items.is_empty() {
        view! { <p class="govuk-body">"No board has ratified it yet."</p> }.into_any()
    } else {
        view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{catalogue::Recognition, ids::RatificationId};
    use store::catalogue::Decision;

    #[test]
    fn lengths_are_said_in_hours_and_minutes() {
        for (minutes, said) in [
            (1, "1 minute"),
            (20, "20 minutes"),
            (60, "1 hour"),
            (90, "1 hour 30 minutes"),
            (360, "6 hours"),
        ] {
            assert_eq!(length(minutes), said);
        }
    }

    fn board(number: u128) -> BoardId {
        uuid(number).parse().unwrap()
    }

    fn uuid(number: u128) -> String {
        format!("00000000-0000-0000-0000-{number:012}")
    }

    #[test]
    fn a_learner_is_told_how_training_stands_with_her_own_board() {
        let id: RatificationId = uuid(9).parse().unwrap();
        let training = Training::Module(uuid(1).parse().unwrap());
        let by = |of: u128| Ratified {
            id,
            board: board(of),
            board_name: "Board".to_owned(),
            training,
            ratified: Decision {
                on: chrono::NaiveDate::MIN,
                by: String::new(),
                words: String::new(),
            },
            withdrawn: None,
        };
        let open = Recognised::default();
        let stands = |own: &[BoardId], ratified: &[Ratified], recognised: &Recognised| {
            Standing::of(training, own, ratified, recognised)
        };
        assert_eq!(stands(&[board(1)], &[by(1)], &open), Standing::Ratified);
        assert_eq!(stands(&[board(1)], &[by(2)], &open), Standing::Elsewhere);
        assert_eq!(stands(&[], &[by(2)], &open), Standing::Elsewhere);
        assert_eq!(stands(&[board(1)], &[], &open), Standing::Not);
        let strict = Recognised {
            recognition: Recognition::of([(board(1), None)]),
            ..Recognised::default()
        };
        assert_eq!(
            stands(&[board(1)], &[by(2)], &strict),
            Standing::DoesNotCount
        );
        assert_eq!(stands(&[board(2)], &[by(2)], &strict), Standing::Ratified);
    }
}

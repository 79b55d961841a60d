//! Activities on a screen: what was done, and what is said about it. Never scored.

use super::{Activity, Judgement};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a learner did in an activity: places of options or choices, or for each statement the group chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done(pub Vec<usize>);

/// Why a form cannot be read as something done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotDone {
    /// Nothing was chosen.
    #[error("Select an answer to see what we say about it")]
    Nothing,
    /// A statement is in no group.
    #[error("Put every statement into a group")]
    Unsorted,
    /// The form holds something that was never offered.
    #[error("Choose from the answers shown")]
    NotOffered,
}

/// What is said about one part of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feedback<'a> {
    /// The option, choice or statement.
    pub about: &'a str,
    /// Whether the learner did well there: fully, in part or not.
    pub judgement: Judgement,
    /// What is said.
    pub says: &'a str,
}

/// Reads what was done from the fields of a form: `choice=PLACE`, or `item-PLACE=GROUP` for each statement.
///
/// # Errors
/// [`NotDone`] with a sentence that says what to do.
pub fn read_activity(activity: &Activity, fields: &[(String, String)]) -> Result<Done, NotDone> {
    match activity {
        Activity::Check { options, many, .. } => choices(fields, options.len(), *many),
        Activity::Scenario {
            choices: offered, ..
        } => choices(fields, offered.len(), false),
        Activity::Sort { groups, items, .. } => {
            let group_of = |item: usize| {
                let name = format!("item-{item}");
                let value = fields.iter().find(|(n, v)| *n == name && !v.is_empty());
                place(&value.ok_or(NotDone::Unsorted)?.1, groups.len())
            };
            (0..items.len())
                .map(group_of)
                .collect::<Result<_, _>>()
                .map(Done)
        }
    }
}

fn choices(fields: &[(String, String)], count: usize, many: bool) -> Result<Done, NotDone> {
    let chosen = fields
        .iter()
        .filter(|(name, value)| name == "choice" && !value.is_empty());
    let mut places = chosen
        .map(|(_, value)| place(value, count))
        .collect::<Result<Vec<_>, _>>()?;
    places.sort_unstable();
    places.dedup();
    match places.len() {
        0 => Err(NotDone::Nothing),
        1 => Ok(Done(places)),
        _ if many => Ok(Done(places)),
        _ => Err(NotDone::NotOffered),
    }
}

fn place(value: &str, count: usize) -> Result<usize, NotDone> {
    value
        .parse()
        .ok()
        .filter(|place| *place < count)
        .ok_or(NotDone::NotOffered)
}

/// What is said about what was done. A check speaks of every option that was ticked or should have been; a scenario of
/// the choice made; a sorter of every statement.
pub fn feedback<'a>(activity: &'a Activity, done: &Done) -> Vec<Feedback<'a>> {
    match activity {
        Activity::Check { options, .. } => options
            .iter()
            .enumerate()
            .filter(|(place, option)| option.right || done.0.contains(place))
            .map(|(place, option)| Feedback {
                about: &option.text,
                judgement: judged(option.right == done.0.contains(&place)),
                says: &option.say,
            })
            .collect(),
        Activity::Scenario { choices, .. } => done
            .0
            .iter()
            .filter_map(|place| choices.get(*place))
            .map(|choice| Feedback {
                about: &choice.text,
                judgement: choice.judgement,
                says: &choice.then,
            })
            .collect(),
        Activity::Sort { items, .. } => items
            .iter()
            .zip(&done.0)
            .map(|(item, group)| Feedback {
                about: &item.text,
                judgement: judged(item.group == *group),
                says: &item.why,
            })
            .collect(),
    }
}

fn judged(well: bool) -> Judgement {
    if well {
        Judgement::Best
    } else {
        Judgement::Risky
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CheckOption, SortItem};
    use super::*;

    fn check(many: bool) -> Activity {
        let option = |text: &str, right| CheckOption {
            text: text.into(),
            right,
            say: format!("about {text}"),
        };
        Activity::Check {
            ask: "?".into(),
            many,
            options: vec![option("a", true), option("b", false), option("c", true)],
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(n, v)| ((*n).into(), (*v).into()))
            .collect()
    }

    #[test]
    fn a_check_speaks_of_what_was_ticked_and_what_was_missed() {
        let activity = check(true);
        let done = read_activity(&activity, &fields(&[("choice", "1"), ("choice", "0")])).unwrap();
        let said: Vec<_> = feedback(&activity, &done)
            .iter()
            .map(|f| (f.about, f.judgement))
            .collect();
        assert_eq!(
            said,
            [
                ("a", Judgement::Best),
                ("b", Judgement::Risky),
                ("c", Judgement::Risky)
            ]
        );
    }

    #[test]
    fn one_choice_cannot_be_two() {
        let both = fields(&[("choice", "0"), ("choice", "1")]);
        assert_eq!(
            read_activity(&check(false), &both),
            Err(NotDone::NotOffered)
        );
        assert_eq!(read_activity(&check(false), &[]), Err(NotDone::Nothing));
    }

    #[test]
    fn every_statement_must_be_sorted_into_a_group_that_exists() {
        let item = |text: &str, group| SortItem {
            text: text.into(),
            group,
            why: "because".into(),
        };
        let sort = Activity::Sort {
            ask: "?".into(),
            groups: vec!["True".into(), "Myth".into()],
            items: vec![item("x", 0), item("y", 1)],
        };
        assert_eq!(
            read_activity(&sort, &fields(&[("item-0", "0")])),
            Err(NotDone::Unsorted)
        );
        assert_eq!(
            read_activity(&sort, &fields(&[("item-0", "0"), ("item-1", "2")])),
            Err(NotDone::NotOffered)
        );
        let done = read_activity(&sort, &fields(&[("item-0", "0"), ("item-1", "0")])).unwrap();
        assert_eq!(feedback(&sort, &done)[1].judgement, Judgement::Risky);
    }
}

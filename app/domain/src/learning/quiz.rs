//! The quiz: which questions are drawn, how an answer is read, and what is right.
//!
//! Rules L4 to L9 of `docs/rules/learning.md`. The right answers never leave the server before the quiz is handed in.

use super::{Module, Question, QuestionKind};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One question as it was put to one learner: which one, and in which order its parts are shown.
///
/// Kept with the attempt, so that it can be shown again exactly as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The question's id in the bank of the attempt's version.
    pub question: String,
    /// The places of the options, steps or right-hand sides, in the order shown.
    pub order: Vec<usize>,
}

/// What a learner has answered, in places of the bank, not of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// One option.
    One(usize),
    /// Several options, rising.
    Many(Vec<usize>),
    /// All steps, in the learner's order.
    Order(Vec<usize>),
    /// For each left-hand side, the place of the right-hand side chosen.
    Match(Vec<usize>),
    /// Some steps, each with the position given to it, from 1: no answer yet.
    SomeSteps(Vec<(usize, usize)>),
    /// Some left-hand sides, each with the right-hand side chosen: no answer yet.
    SomeMatches(Vec<(usize, usize)>),
}

impl Given {
    /// Whether it is an answer; otherwise it is only begun.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Self::SomeSteps(_) | Self::SomeMatches(_))
    }
}

/// Why a form cannot be read as an answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unanswered {
    /// Nothing was chosen.
    #[error("Select an answer")]
    Nothing,
    /// Not every step has a place.
    #[error("Give every step a number")]
    StepMissing,
    /// Two steps have the same place.
    #[error("Give each step a different number")]
    StepTwice,
    /// Not everything is matched.
    #[error("Choose a match for each line")]
    MatchMissing,
    /// The same match was chosen twice.
    #[error("Use each match once")]
    MatchTwice,
    /// The form holds something that was never offered.
    #[error("Choose from the answers shown")]
    NotOffered,
}

/// Draws the questions of one attempt. `random` gives a number below its argument, which is never 0.
///
/// No question comes twice. Options and right-hand sides are shuffled; steps are too, never into their right order.
pub fn draw(module: &Module, mut random: impl FnMut(usize) -> usize) -> Vec<Drawn> {
    let mut places: Vec<usize> = (0..module.questions.len()).collect();
    shuffle(&mut places, &mut random);
    places.truncate(usize::try_from(module.draw).unwrap_or(usize::MAX));
    let questions = places
        .into_iter()
        .filter_map(|place| module.questions.get(place));
    questions
        .map(|question| Drawn {
            question: question.id.clone(),
            order: order(question, &mut random),
        })
        .collect()
}

fn order(question: &Question, random: &mut impl FnMut(usize) -> usize) -> Vec<usize> {
    let count = match &question.kind {
        QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. } => {
            options.len()
        }
        QuestionKind::Ordering { steps } => steps.len(),
        QuestionKind::Matching { pairs } => pairs.len(),
    };
    let mut order: Vec<usize> = (0..count).collect();
    shuffle(&mut order, random);
    if matches!(question.kind, QuestionKind::Ordering { .. }) && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

/// Fisher and Yates.
fn shuffle(items: &mut [usize], random: &mut impl FnMut(usize) -> usize) {
    for last in (1..items.len()).rev() {
        items.swap(last, random(last + 1));
    }
}

/// Whether an answer is right: as a whole, without part marks.
pub fn is_right(question: &Question, given: &Given) -> bool {
    match (&question.kind, given) {
        (QuestionKind::Single { right, .. }, Given::One(chosen)) => right == chosen,
        (QuestionKind::Multiple { right, .. }, Given::Many(chosen)) => right == chosen,
        (QuestionKind::Ordering { steps }, Given::Order(chosen)) => {
            chosen.iter().copied().eq(0..steps.len())
        }
        (QuestionKind::Matching { pairs }, Given::Match(chosen)) => {
            chosen.iter().copied().eq(0..pairs.len())
        }
        _ => false,
    }
}

/// Reads an answer from the fields of a form.
///
/// A form speaks of places *as shown*, counted from 0: choices come as `choice=PLACE`, once or several times; steps as
/// `step-PLACE=POSITION` with positions from 1; matches as `match-LEFT=PLACE`, where lefts stand in the order of the bank
/// and rights as shown. So nothing in a page tells where the right answer stands in the bank.
///
/// # Errors
/// [`Unanswered`] with a sentence that says what to do.
pub fn read_answer(
    question: &Question,
    drawn: &Drawn,
    fields: &[(String, String)],
) -> Result<Given, Unanswered> {
    match &question.kind {
        QuestionKind::Single { .. } => match choices(drawn, fields)?.as_slice() {
            [one] => Ok(Given::One(*one)),
            [] => Err(Unanswered::Nothing),
            _ => Err(Unanswered::NotOffered),
        },
        QuestionKind::Multiple { .. } => {
            let chosen = choices(drawn, fields)?;
            if chosen.is_empty() {
                Err(Unanswered::Nothing)
            } else {
                Ok(Given::Many(chosen))
            }
        }
        QuestionKind::Ordering { .. } => positions(drawn, fields),
        QuestionKind::Matching { .. } => matches(drawn, fields),
    }
}

fn choices(drawn: &Drawn, fields: &[(String, String)]) -> Result<Vec<usize>, Unanswered> {
    let mut chosen = Vec::new();
    for (_, value) in fields.iter().filter(|(name, _)| name == "choice") {
        chosen.push(in_bank(drawn, value)?);
    }
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

fn positions(drawn: &Drawn, fields: &[(String, String)]) -> Result<Given, Unanswered> {
    let mut order = vec![None; drawn.order.len()];
    for (shown, step) in drawn.order.iter().enumerate() {
        let value = field(fields, &format!("step-{shown}")).ok_or(Unanswered::StepMissing)?;
        let position = number(value)?
            .checked_sub(1)
            .ok_or(Unanswered::NotOffered)?;
        let slot = order.get_mut(position).ok_or(Unanswered::NotOffered)?;
        if slot.replace(*step).is_some() {
            return Err(Unanswered::StepTwice);
        }
    }
    Ok(Given::Order(order.into_iter().flatten().collect()))
}

fn matches(drawn: &Drawn, fields: &[(String, String)]) -> Result<Given, Unanswered> {
    let mut chosen = Vec::with_capacity(drawn.order.len());
    for left in 0..drawn.order.len() {
        let value = field(fields, &format!("match-{left}")).ok_or(Unanswered::MatchMissing)?;
        let right = in_bank(drawn, value)?;
        if chosen.contains(&right) {
            return Err(Unanswered::MatchTwice);
        }
        chosen.push(right);
    }
    Ok(Given::Match(chosen))
}

pub(super) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let value = fields
        .iter()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v.as_str());
    value.filter(|v| !v.is_empty())
}

fn number(value: &str) -> Result<usize, Unanswered> {
    value.parse().map_err(|_| Unanswered::NotOffered)
}

/// The place in the bank of what is shown at a place.
pub(super) fn in_bank(drawn: &Drawn, value: &str) -> Result<usize, Unanswered> {
    drawn
        .order
        .get(number(value)?)
        .copied()
        .ok_or(Unanswered::NotOffered)
}

/// The fields a form would hold for an answer; the reverse of [`read_answer`].
pub fn fields_of(drawn: &Drawn, given: &Given) -> Vec<(String, String)> {
    let shown = |place: &usize| drawn.order.iter().position(|p| p == place);
    let choice = |place: &usize| Some(("choice".to_owned(), shown(place)?.to_string()));
    let fields: Vec<Option<(String, String)>> = match given {
        Given::One(place) => vec![choice(place)],
        Given::Many(places) => places.iter().map(choice).collect(),
        Given::Order(order) => {
            let step = |(at, step): (usize, &usize)| {
                Some((format!("step-{}", shown(step)?), (at + 1).to_string()))
            };
            order.iter().enumerate().map(step).collect()
        }
        Given::Match(rights) => {
            let line = |(left, right): (usize, &usize)| {
                Some((format!("match-{left}"), shown(right)?.to_string()))
            };
            rights.iter().enumerate().map(line).collect()
        }
        Given::SomeSteps(steps) => {
            let step = |(step, at): &(usize, usize)| {
                Some((format!("step-{}", shown(step)?), at.to_string()))
            };
            steps.iter().map(step).collect()
        }
        Given::SomeMatches(lines) => {
            let line = |(left, right): &(usize, usize)| {
                Some((format!("match-{left}"), shown(right)?.to_string()))
            };
            lines.iter().map(line).collect()
        }
    };
    fields.into_iter().flatten().collect()
}

/// The result of a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Questions answered right.
    pub right: u32,
    /// Questions asked.
    pub of: u32,
    /// Whether the share reaches the pass mark.
    pub passed: bool,
}

/// Marks a quiz. A question without an answer is wrong.
pub fn mark(module: &Module, drawn: &[Drawn], given: &[Option<Given>]) -> Mark {
    let asked = drawn.iter().zip(given);
    let right = asked.filter(|(drawn, given)| {
        let question = module.questions.iter().find(|q| q.id == drawn.question);
        matches!((question, given), (Some(q), Some(g)) if is_right(q, g))
    });
    let right = u32::try_from(right.count()).unwrap_or(u32::MAX);
    let of = u32::try_from(drawn.len()).unwrap_or(u32::MAX);
    Mark {
        right,
        of,
        passed: of > 0 && u64::from(right) * 100 >= u64::from(of) * u64::from(module.pass_mark),
    }
}

#[cfg(test)]
#[path = "quiz_tests.rs"]
mod tests;

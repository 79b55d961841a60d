//! An answer that is begun and not finished: some steps have a number, some lines their match.
//!
//! It is kept as it is given, so that nothing is lost on the way, and counts as no answer. Rule L11 of
//! `docs/rules/learning.md`.

use super::{
    Drawn, Given, Question, QuestionKind,
    quiz::{field, in_bank},
};

/// What a form holds of an answer that [`read_answer`](super::read_answer) refuses; nothing where nothing has been chosen,
/// or where a choice cannot be half made.
pub fn begun(question: &Question, drawn: &Drawn, fields: &[(String, String)]) -> Option<Given> {
    let places = 0..drawn.order.len();
    match &question.kind {
        QuestionKind::Single { .. } | QuestionKind::Multiple { .. } => None,
        QuestionKind::Ordering { steps } => {
            let chosen = |shown: usize| {
                let position: usize = field(fields, &format!("step-{shown}"))?.parse().ok()?;
                let is_offered = (1..=steps.len()).contains(&position);
                Some((*drawn.order.get(shown)?, position)).filter(|_| is_offered)
            };
            some(places.filter_map(chosen).collect()).map(Given::SomeSteps)
        }
        QuestionKind::Matching { .. } => {
            let chosen = |left: usize| {
                let value = field(fields, &format!("match-{left}"))?;
                Some((left, in_bank(drawn, value).ok()?))
            };
            some(places.filter_map(chosen).collect()).map(Given::SomeMatches)
        }
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::{fields_of, is_right, read_answer};
    use proptest::prelude::*;

    fn question(kind: QuestionKind) -> Question {
        Question {
            id: "q".to_owned(),
            text: "Put these in order".to_owned(),
            situation: None,
            kind,
            why: String::new(),
            sources: Vec::new(),
        }
    }

    fn ordering() -> Question {
        let steps = ["Listen", "Record", "Tell"].map(str::to_owned).to_vec();
        question(QuestionKind::Ordering { steps })
    }

    fn matching() -> Question {
        let pair = |left: &str, right: &str| (left.to_owned(), right.to_owned());
        let pairs = vec![pair("a", "1"), pair("b", "2"), pair("c", "3")];
        question(QuestionKind::Matching { pairs })
    }

    fn drawn() -> Drawn {
        Drawn {
            question: "q".to_owned(),
            order: vec![2, 0, 1],
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn what_was_chosen_so_far_is_kept_and_counts_as_no_answer() {
        let half = fields(&[("step-0", "3"), ("step-1", ""), ("step-2", "3")]);
        assert!(read_answer(&ordering(), &drawn(), &half).is_err());
        let given = begun(&ordering(), &drawn(), &half).unwrap();
        assert_eq!(given, Given::SomeSteps(vec![(2, 3), (1, 3)]));
        assert!(!given.is_whole() && !is_right(&ordering(), &given));
        let half = fields(&[("match-1", "0")]);
        let given = begun(&matching(), &drawn(), &half).unwrap();
        assert_eq!(given, Given::SomeMatches(vec![(1, 2)]));
        assert!(!given.is_whole() && !is_right(&matching(), &given));
    }

    #[test]
    fn what_was_never_offered_is_not_kept() {
        let forged = fields(&[("step-0", "0"), ("step-1", "4"), ("step-2", "x")]);
        assert_eq!(begun(&ordering(), &drawn(), &forged), None);
        let forged = fields(&[("match-0", "9"), ("match-7", "1")]);
        assert_eq!(begun(&matching(), &drawn(), &forged), None);
    }

    proptest! {
        /// However much of a form is filled in, it comes back as it was left.
        #[test]
        fn a_form_comes_back_as_it_was_left(values in prop::collection::vec(0usize..4, 3)) {
            let form = |name: &str, first: usize| -> Vec<(String, String)> {
                let filled = values.iter().enumerate().filter(|(_, value)| **value > 0);
                let field = |(at, value): (usize, &usize)| (format!("{name}-{at}"), (value - first).to_string());
                filled.map(field).collect()
            };
            for (question, form) in [(ordering(), form("step", 0)), (matching(), form("match", 1))] {
                let given = begun(&question, &drawn(), &form);
                let mut back = given.map(|given| fields_of(&drawn(), &given)).unwrap_or_default();
                back.sort();
                prop_assert_eq!(back, form);
            }
        }
    }
}

//! Drawing, answering and marking a quiz.

use super::*;
use crate::learning::testing::module;
use proptest::prelude::*;

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(n, v)| ((*n).into(), (*v).into()))
        .collect()
}

fn question(kind: QuestionKind) -> Question {
    Question {
        id: "q".into(),
        situation: None,
        text: "?".into(),
        kind,
        why: "!".into(),
        sources: vec![],
    }
}

/// Shown as it stands in the bank.
fn as_written() -> Drawn {
    Drawn {
        question: "q".into(),
        order: vec![0, 1, 2],
    }
}

/// Shown in another order.
fn shuffled() -> Drawn {
    Drawn {
        question: "q".into(),
        order: vec![2, 0, 1],
    }
}

fn ordering() -> Question {
    question(QuestionKind::Ordering {
        steps: ["a", "b", "c"].map(String::from).to_vec(),
    })
}

fn matching() -> Question {
    question(QuestionKind::Matching {
        pairs: ["a", "b", "c"]
            .map(|x| (x.to_owned(), x.to_uppercase()))
            .to_vec(),
    })
}

fn multiple() -> Question {
    question(QuestionKind::Multiple {
        options: ["a", "b", "c"].map(String::from).to_vec(),
        right: vec![0, 2],
    })
}

#[test]
fn several_right_options_must_all_be_ticked_and_no_other() {
    let answer = |chosen: &[(&str, &str)]| {
        is_right(
            &multiple(),
            &read_answer(&multiple(), &as_written(), &fields(chosen)).unwrap(),
        )
    };
    assert!(answer(&[("choice", "2"), ("choice", "0")]));
    assert!(!answer(&[("choice", "2")]));
    assert!(!answer(&[
        ("choice", "0"),
        ("choice", "1"),
        ("choice", "2")
    ]));
}

#[test]
fn steps_are_read_by_the_number_given_to_each() {
    let given = read_answer(
        &ordering(),
        &as_written(),
        &fields(&[("step-0", "2"), ("step-1", "1"), ("step-2", "3")]),
    )
    .unwrap();
    assert_eq!(given, Given::Order(vec![1, 0, 2]));
    assert!(!is_right(&ordering(), &given));
}

#[test]
fn a_form_speaks_of_what_is_shown_and_not_of_the_bank() {
    let first_shown = read_answer(&multiple(), &shuffled(), &fields(&[("choice", "0")])).unwrap();
    assert_eq!(first_shown, Given::Many(vec![2]));
    let as_shown = [("step-0", "1"), ("step-1", "2"), ("step-2", "3")];
    let given = read_answer(&ordering(), &shuffled(), &fields(&as_shown)).unwrap();
    assert_eq!(given, Given::Order(vec![2, 0, 1]));
    let matched = [("match-0", "1"), ("match-1", "2"), ("match-2", "0")];
    let given = read_answer(&matching(), &shuffled(), &fields(&matched)).unwrap();
    assert!(is_right(&matching(), &given));
}

#[test]
fn an_unfinished_or_impossible_answer_says_what_to_do() {
    let refused =
        |q: &Question, f: &[(&str, &str)]| read_answer(q, &as_written(), &fields(f)).unwrap_err();
    assert_eq!(refused(&multiple(), &[]), Unanswered::Nothing);
    assert_eq!(
        refused(&multiple(), &[("choice", "3")]),
        Unanswered::NotOffered
    );
    assert_eq!(
        refused(&multiple(), &[("choice", "-1")]),
        Unanswered::NotOffered
    );
    assert_eq!(
        refused(&ordering(), &[("step-0", "1"), ("step-1", "")]),
        Unanswered::StepMissing
    );
    assert_eq!(
        refused(
            &ordering(),
            &[("step-0", "1"), ("step-1", "1"), ("step-2", "2")]
        ),
        Unanswered::StepTwice
    );
    assert_eq!(
        refused(
            &ordering(),
            &[("step-0", "0"), ("step-1", "1"), ("step-2", "2")]
        ),
        Unanswered::NotOffered
    );
    assert_eq!(
        refused(&matching(), &[("match-0", "1")]),
        Unanswered::MatchMissing
    );
    assert_eq!(
        refused(
            &matching(),
            &[("match-0", "1"), ("match-1", "1"), ("match-2", "0")]
        ),
        Unanswered::MatchTwice
    );
}

#[test]
fn eight_of_ten_pass_at_eighty_per_cent_and_seven_do_not() {
    let module = module();
    let drawn = draw(&module, |below| below - 1);
    let answers = |right: usize| -> Vec<Option<Given>> {
        (0..drawn.len())
            .map(|n| (n < right).then_some(Given::One(0)))
            .collect()
    };
    assert_eq!(
        mark(&module, &drawn, &answers(8)),
        Mark {
            right: 8,
            of: 10,
            passed: true
        }
    );
    assert_eq!(
        mark(&module, &drawn, &answers(7)),
        Mark {
            right: 7,
            of: 10,
            passed: false
        }
    );
    assert!(!mark(&module, &[], &[]).passed);
}

fn some_question() -> impl Strategy<Value = Question> {
    prop_oneof![Just(ordering()), Just(matching()), Just(multiple())]
}

proptest! {
    /// A draw never repeats a question, has the size asked for, and shows every part of a question once.
    #[test]
    fn a_draw_is_fair(numbers in prop::collection::vec(any::<usize>(), 400)) {
        let module = module();
        let mut numbers = numbers.into_iter().cycle();
        let drawn = draw(&module, |below| numbers.next().unwrap() % below);
        prop_assert_eq!(drawn.len(), 10);
        let different: std::collections::BTreeSet<_> = drawn.iter().map(|d| &d.question).collect();
        prop_assert_eq!(different.len(), 10);
        for drawn in &drawn {
            let mut order = drawn.order.clone();
            order.sort_unstable();
            prop_assert!(order.into_iter().eq(0..drawn.order.len()));
        }
    }

    /// An answer written into a form and read again is the same answer.
    #[test]
    fn an_answer_survives_the_form(question in some_question(), seed in any::<u64>()) {
        let mut order = vec![0, 1, 2];
        order.rotate_left((seed % 3) as usize);
        let given = match question.kind {
            QuestionKind::Single { .. } => Given::One(1),
            QuestionKind::Multiple { .. } => Given::Many(vec![0, 1]),
            QuestionKind::Ordering { .. } => Given::Order(order),
            QuestionKind::Matching { .. } => Given::Match(order),
        };
        prop_assert_eq!(read_answer(&question, &shuffled(), &fields_of(&shuffled(), &given)), Ok(given));
    }

    /// Whatever is posted, reading it never panics, and what is read was offered.
    #[test]
    fn any_form_is_answered_or_refused(question in some_question(), posted in prop::collection::vec(("(choice|step-[0-3]|match-[0-3])", "-?[0-9]{0,3}"), 0..8)) {
        if let Ok(given) = read_answer(&question, &shuffled(), &posted) {
            let (places, positions) = match given {
                Given::One(p) => (vec![p], vec![]),
                Given::Many(p) | Given::Order(p) | Given::Match(p) => (p, vec![]),
                Given::SomeSteps(pairs) => pairs.into_iter().unzip(),
                Given::SomeMatches(pairs) => {
                    let (lines, ends): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
                    ([lines, ends].concat(), vec![])
                }
            };
            prop_assert!(places.iter().all(|p| *p < 3));
            prop_assert!(positions.iter().all(|p| (1..=3).contains(p)));
        }
    }

    /// One more right answer never lowers the mark.
    #[test]
    fn marking_is_monotone(right in prop::collection::vec(any::<bool>(), 10)) {
        let module = module();
        let drawn = draw(&module, |below| below - 1);
        let answers: Vec<_> = right.iter().map(|r| Some(Given::One(usize::from(!r)))).collect();
        let before = mark(&module, &drawn, &answers);
        prop_assert_eq!(before.right as usize, right.iter().filter(|r| **r).count());
        for wrong in (0..10).filter(|n| !right[*n]) {
            let mut better = answers.clone();
            better[wrong] = Some(Given::One(0));
            prop_assert_eq!(mark(&module, &drawn, &better).right, before.right + 1);
        }
    }
}

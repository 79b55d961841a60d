//! What changes in the cohorts, and in the questions that sort posts into them.

use super::{
    super::{AskedOf, Framework, Section},
    Said,
    lists::{is_reordered, listed},
};

pub(super) fn compare(before: &Framework, after: &Framework, said: &mut Said) {
    for cohort in &after.cohorts {
        let (code, title, who) = (&cohort.code, &cohort.title, &cohort.who);
        let Some(was) = before.cohort(code) else {
            said.say(
                Section::Cohorts,
                format!("There is a new cohort, “{title}” ({code}): {who}."),
            );
            continue;
        };
        if was.title != *title {
            said.say(
                Section::Cohorts,
                format!("“{}” is now called “{title}”.", was.title),
            );
        }
        if was.who != *who {
            let sentence = format!("“{title}” is now: {who}. It was: {}.", was.who);
            said.say(Section::Cohorts, sentence);
        }
    }
    for was in &before.cohorts {
        if after.cohort(&was.code).is_none() {
            let sentence = format!("The cohort “{}” ({}) goes.", was.title, was.code);
            said.say(Section::Cohorts, sentence);
        }
    }
    if is_reordered(&before.cohorts, &after.cohorts, |cohort| &cohort.code) {
        said.say(Section::Cohorts, "The cohorts stand in another order.");
    }
}

pub(super) fn compare_questions(before: &Framework, after: &Framework, said: &mut Said) {
    for question in &after.questions {
        let (code, text) = (&question.code, &question.text);
        let gives = cohorts(after, &question.gives);
        let Some(was) = before.question(code) else {
            let sentence = format!("There is a new question {code}: “{text}” A yes gives {gives}.");
            said.say(Section::Questions, sentence);
            continue;
        };
        if was.text != *text {
            said.say(
                Section::Questions,
                format!("Question {code} now asks: “{text}”"),
            );
        }
        if was.gives != question.gives {
            let then = cohorts(before, &was.gives);
            let sentence = format!("A yes to question {code} now gives {gives}; it gave {then}.");
            said.say(Section::Questions, sentence);
        }
        if was.asked_of != question.asked_of {
            let of = match question.asked_of {
                AskedOf::Post => "the post, whoever holds it",
                AskedOf::Person => "the person",
            };
            said.say(
                Section::Questions,
                format!("Question {code} is now asked of {of}."),
            );
        }
        if was.first_responders_only != question.first_responders_only {
            let where_true = if question.first_responders_only {
                "only in organisations that are first responders"
            } else {
                "in any organisation"
            };
            let sentence = format!("A yes to question {code} can now be true {where_true}.");
            said.say(Section::Questions, sentence);
        }
    }
    for was in &before.questions {
        if after.question(&was.code).is_none() {
            let sentence = format!("Question {} goes: “{}”", was.code, was.text);
            said.say(Section::Questions, sentence);
        }
    }
    if is_reordered(&before.questions, &after.questions, |question| {
        &question.code
    }) {
        said.say(
            Section::Questions,
            "The questions are asked in another order.",
        );
    }
}

/// Cohorts by their titles.
fn cohorts(framework: &Framework, codes: &[String]) -> String {
    listed(codes.iter().map(|code| {
        let cohort = framework.cohort(code);
        let title = cohort.map_or(code.as_str(), |cohort| cohort.title.as_str());
        format!("“{title}”")
    }))
}

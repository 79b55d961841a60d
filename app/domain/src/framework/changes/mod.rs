//! What changes from one version to another, in words.
//!
//! A change is one sentence about one thing. What follows from another change is not said again: of a level that goes,
//! only that it goes. Rule F22 of `docs/rules/framework.md`.

mod cohorts;
mod levels;
mod lists;
mod requirements;

use super::{Framework, Section};

/// One change, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part in which it is.
    pub section: Section,
    /// What changes: "“Practitioners” must now reach First responder; it was recommended."
    pub sentence: String,
}

/// Everything that changes from `before` to `after`, part by part.
pub fn changes(before: &Framework, after: &Framework) -> Vec<Change> {
    let mut said = Said(Vec::new());
    about(before, after, &mut said);
    levels::compare(before, after, &mut said);
    cohorts::compare(before, after, &mut said);
    cohorts::compare_questions(before, after, &mut said);
    requirements::compare(before, after, &mut said);
    said.0
}

struct Said(Vec<Change>);

impl Said {
    fn say(&mut self, section: Section, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.0.push(Change { section, sentence });
    }
}

fn about(before: &Framework, after: &Framework, said: &mut Said) {
    if before.title != after.title {
        let sentence = format!(
            "It is now called “{}”; it was “{}”.",
            after.title, before.title
        );
        said.say(Section::About, sentence);
    }
    if before.about != after.about {
        said.say(Section::About, "What it is for is now said in other words.");
    }
    if before.due_soon_days != after.due_soon_days {
        let sentence = format!(
            "Training now shows as due soon {} days before its date; it was {}.",
            after.due_soon_days, before.due_soon_days
        );
        said.say(Section::About, sentence);
    }
}

#[cfg(test)]
#[path = "../changes_tests.rs"]
mod tests;

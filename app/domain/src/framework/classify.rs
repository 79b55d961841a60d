//! Sorting posts into cohorts by the answers to the framework's questions.
//!
//! A *rule* answers the questions once for all posts with like job titles and teams, present and future. Answers about
//! the person in a post, and decisions by hand, come on top. Decided in `docs/rules/classification.md`.

use super::{AskedOf, ClassificationQuestion, Framework};
use crate::{
    ids::{ClassificationRuleId, OrganisationId, PersonId},
    people::folded,
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Answers by the code of their question: yes or no.
pub type Answers = BTreeMap<String, bool>;

/// Text in which `*` stands for anything, compared without regard to case, accents and apostrophes. Empty text fits
/// everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    typed: String,
    parts: Vec<String>,
}

impl Pattern {
    /// The pattern as it was typed.
    pub fn new(typed: &str) -> Self {
        Self {
            typed: typed.trim().to_owned(),
            parts: typed.split('*').map(folded).collect(),
        }
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Whether a folded text fits: see [`folded`].
    pub fn fits(&self, text: &str) -> bool {
        let (first, rest) = match self.parts.as_slice() {
            [] => return true,
            [whole] => return whole.is_empty() || whole == text,
            [first, rest @ ..] => (first, rest),
        };
        let Some(mut left) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        let (last, middle) = rest
            .split_last()
            .map_or(("", rest), |(l, m)| (l.as_str(), m));
        for part in middle {
            let Some(at) = left.find(part.as_str()) else {
                return false;
            };
            left = &left[at + part.len()..];
        }
        left.ends_with(last)
    }
}

/// How posts with like job titles and teams are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassificationRule {
    /// Which.
    pub id: ClassificationRuleId,
    /// The organisation whose posts it is for; none for all of the partnership.
    pub organisation: Option<OrganisationId>,
    /// The job titles it fits.
    pub job_title: Pattern,
    /// The teams it fits.
    pub team: Pattern,
    /// What it answers.
    pub answers: Answers,
    /// Who decided it; none for the program.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: DateTime<Utc>,
}

impl ClassificationRule {
    /// Whether it is for a post. Title and team are folded.
    pub fn fits(&self, organisation: OrganisationId, job_title: &str, team: &str) -> bool {
        self.organisation.is_none_or(|own| own == organisation)
            && self.job_title.fits(job_title)
            && self.team.fits(team)
    }

    /// The posts it is for, in words: "“Social worker*” in “Adult*”".
    pub fn whom(&self) -> String {
        match (self.job_title.as_str(), self.team.as_str()) {
            ("", "") => "all posts".to_owned(),
            ("", team) => format!("posts in \u{201c}{team}\u{201d}"),
            (title, "") => format!("posts like \u{201c}{title}\u{201d}"),
            (title, team) => {
                format!("posts like \u{201c}{title}\u{201d} in \u{201c}{team}\u{201d}")
            }
        }
    }
}

/// A change of the rules, before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleChange {
    /// A new rule, asked before the others of its organisation or after them.
    Add(ClassificationRule, Asked),
    /// A rule in the place of another.
    Replace(ClassificationRuleId, ClassificationRule),
    /// A rule one place earlier.
    MoveUp(ClassificationRuleId),
    /// A rule that is asked no longer.
    Retire(ClassificationRuleId),
}

/// When a new rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Before the others.
    First,
    /// After the others.
    Last,
}

/// The rules as they would be after a change. `rules` stand in the order in which they are asked: those of an
/// organisation before those of the partnership.
pub fn changed(rules: &[ClassificationRule], change: &RuleChange) -> Vec<ClassificationRule> {
    let mut changed = rules.to_vec();
    let place_of = |id: ClassificationRuleId| rules.iter().position(|rule| rule.id == id);
    match change {
        RuleChange::Add(new, asked) => {
            let alike = |rule: &ClassificationRule| rule.organisation == new.organisation;
            let ends = match new.organisation {
                Some(_) => rules
                    .iter()
                    .take_while(|rule| rule.organisation.is_some())
                    .count(),
                None => rules.len(),
            };
            let at = match asked {
                Asked::First => rules.iter().position(alike).unwrap_or(ends),
                Asked::Last => rules.iter().rposition(alike).map_or(ends, |last| last + 1),
            };
            changed.insert(at, new.clone());
        }
        RuleChange::Replace(id, new) => {
            if let Some(at) = place_of(*id) {
                changed[at] = new.clone();
            }
        }
        RuleChange::MoveUp(id) => {
            if let Some(at) = place_of(*id).filter(|at| *at > 0) {
                changed.swap(at - 1, at);
            }
        }
        RuleChange::Retire(id) => changed.retain(|rule| rule.id != *id),
    }
    changed
}

/// Who decided something, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Who; none for the program.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// An answer about the person in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAnswer {
    /// Code of the question.
    pub question: String,
    /// The answer.
    pub yes: bool,
    /// Whose answer it is.
    pub decided: Decided,
}

/// A cohort given to a post, or taken from it, by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortOverride {
    /// Code of the cohort.
    pub cohort: String,
    /// Given, or taken.
    pub is_in: bool,
    /// Why.
    pub reason: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
    /// Whose decision it is.
    pub decided: Decided,
}

/// A post as far as sorting goes.
#[derive(Clone, Copy, Debug)]
pub struct PostToSort<'a> {
    /// Its organisation.
    pub organisation: OrganisationId,
    /// Whether that is a first responder.
    pub first_responder: bool,
    /// The job title, folded.
    pub job_title: &'a str,
    /// The team's name, folded; empty for none.
    pub team: &'a str,
    /// Answers about the person in it.
    pub answers: &'a [OwnAnswer],
    /// Decisions by hand.
    pub overrides: &'a [CohortOverride],
}

/// That a post is to be in a cohort, today or from a day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Code of the cohort.
    pub cohort: String,
    /// From a day to come; none for as long as it has been, or as the post has.
    pub from_on: Option<NaiveDate>,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
    /// Why, for people.
    pub reason: String,
    /// Whose decision it is.
    pub decided: Decided,
}

/// How a post is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The cohorts, in the order of the questions.
    pub wanted: Vec<Wanted>,
    /// The rule that answers for it.
    pub rule: Option<ClassificationRuleId>,
    /// Whether every question asked of the post has an answer, or somebody has decided by hand.
    pub is_classified: bool,
    /// Why an answer cannot be true.
    pub contradiction: Option<String>,
}

/// Sorts a post: the first rule that fits answers the questions asked of the post; answers about the person come on
/// top; decisions by hand come last. `rules` stand in the order in which they are asked.
pub fn classify(
    framework: &Framework,
    rules: &[ClassificationRule],
    post: &PostToSort<'_>,
    today: NaiveDate,
) -> Sorted {
    let rule = rules
        .iter()
        .find(|rule| rule.fits(post.organisation, post.job_title, post.team));
    let mut sorted = Sorted {
        rule: rule.map(|rule| rule.id),
        ..Sorted::default()
    };
    let mut base: Vec<Wanted> = Vec::new();
    let mut all_answered = rule.is_some();
    for question in &framework.questions {
        let (yes, reason, decided) = match question.asked_of {
            AskedOf::Post => {
                let answer = rule.and_then(|r| Some((r, *r.answers.get(&question.code)?)));
                all_answered &= answer.is_some();
                let Some((rule, yes)) = answer else { continue };
                let reason = format!("{} answered yes for {}", question.code, rule.whom());
                let decided = Decided {
                    by: rule.decided_by,
                    at: rule.decided_at,
                };
                (yes, reason, decided)
            }
            AskedOf::Person => {
                let answer = post.answers.iter().find(|a| a.question == question.code);
                let Some(answer) = answer else { continue };
                let reason = format!("{} answered yes for the person", question.code);
                (answer.yes, reason, answer.decided)
            }
        };
        if !yes {
            continue;
        }
        if question.first_responders_only && !post.first_responder {
            sorted.contradiction = Some(contradiction(question));
            continue;
        }
        for cohort in &question.gives {
            if base.iter().all(|known| known.cohort != *cohort) {
                base.push(Wanted {
                    cohort: cohort.clone(),
                    from_on: None,
                    until_on: None,
                    reason: reason.clone(),
                    decided,
                });
            }
        }
    }
    let in_force = |o: &&CohortOverride| o.until_on.is_none_or(|until| today <= until);
    let overrides: Vec<_> = post.overrides.iter().filter(in_force).collect();
    sorted.is_classified = all_answered || overrides.iter().any(|o| o.is_in);
    sorted.wanted = with_overrides(base, &overrides, today);
    sorted
}

fn contradiction(question: &ClassificationQuestion) -> String {
    format!(
        "{} is answered yes, but the organisation is not a first responder. Mend the answer, or ask the administrator \
         to record the organisation as a first responder.",
        question.code
    )
}

fn with_overrides(
    base: Vec<Wanted>,
    overrides: &[&CohortOverride],
    today: NaiveDate,
) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for one in base {
        let taken = overrides
            .iter()
            .find(|o| !o.is_in && o.cohort == one.cohort);
        match taken {
            None => wanted.push(one),
            Some(taken) => wanted.extend(without(one, taken, today)),
        }
    }
    for given in overrides.iter().filter(|o| o.is_in) {
        if wanted.iter().all(|known| known.cohort != given.cohort) {
            wanted.push(Wanted {
                cohort: given.cohort.clone(),
                from_on: (given.from_on > today).then_some(given.from_on),
                until_on: given.until_on,
                reason: given.reason.clone(),
                decided: given.decided,
            });
        }
    }
    wanted
}

/// What is left of a cohort beside the time for which it was taken away.
fn without(one: Wanted, taken: &CohortOverride, today: NaiveDate) -> Vec<Wanted> {
    let mut left = Vec::new();
    if taken.from_on > today {
        left.push(Wanted {
            until_on: taken.from_on.pred_opt(),
            ..one.clone()
        });
    }
    if let Some(back_on) = taken.until_on.and_then(|until| until.succ_opt()) {
        left.push(Wanted {
            from_on: Some(back_on),
            ..one
        });
    }
    left
}

/// A membership as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Code of the cohort.
    pub cohort: String,
    /// The first day.
    pub since_on: NaiveDate,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Whose decision it was, where that is known.
    pub decided: Option<Decided>,
}

/// The memberships to keep once a post has been sorted anew: what is past stays as it was, what goes on keeps its first
/// day, what is no longer wanted ends yesterday. The first sorting of a post counts from its start.
pub fn carry_over(
    kept: &[Kept],
    wanted: &[Wanted],
    starts_on: NaiveDate,
    today: NaiveDate,
) -> Vec<Kept> {
    let newly = if kept.is_empty() {
        starts_on
    } else {
        starts_on.max(today)
    };
    let is_open = |k: &&Kept| k.until_on.is_none_or(|until| today <= until);
    let yesterday = today.pred_opt().unwrap_or(today);
    let mut rows: Vec<Kept> = Vec::new();
    for old in kept {
        let goes_on = |w: &Wanted| w.cohort == old.cohort && w.from_on.is_none();
        if !is_open(&old) {
            rows.push(old.clone());
        } else if old.since_on < today && !wanted.iter().any(goes_on) {
            rows.push(Kept {
                until_on: Some(yesterday),
                ..old.clone()
            });
        }
    }
    for one in wanted {
        let before = kept
            .iter()
            .filter(is_open)
            .find(|old| old.cohort == one.cohort && one.from_on.is_none());
        rows.push(Kept {
            cohort: one.cohort.clone(),
            since_on: before.map_or(one.from_on.unwrap_or(newly), |old| old.since_on),
            until_on: one.until_on,
            reason: one.reason.clone(),
            decided: Some(one.decided),
        });
    }
    rows.sort_by(|a, b| (&a.cohort, a.since_on).cmp(&(&b.cohort, b.since_on)));
    rows.dedup_by(|b, a| (&a.cohort, a.since_on) == (&b.cohort, b.since_on));
    rows
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;

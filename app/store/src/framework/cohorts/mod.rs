//! How posts are sorted into cohorts: rules, answers about people, decisions by hand. Rules: docs/rules/classification.md.

mod lists;
mod preview;
mod reads;
mod writes;

pub use lists::{
    Contradiction, RuleShown, Unclassified, contradictions, count_unclassified,
    organisation_of_rule, rules_shown, unclassified,
};
pub use preview::{Move, Preview, preview};
pub use reads::{OverrideShown, overrides, own_answers};
pub(super) use reads::{overrides_of, own_answers_of, rules_for};
pub(super) use writes::AT_ONCE;
pub use writes::{NewDecision, answer_for_person, change_rules, decide_by_hand, end_decision};

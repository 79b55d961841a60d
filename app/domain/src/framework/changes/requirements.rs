//! What changes in what cohorts must and should reach.

use super::{
    super::{Cohort, Framework, Level, Section, Strength},
    Said,
};
use Strength::{Mandatory, Recommended};

pub(super) fn compare(before: &Framework, after: &Framework, said: &mut Said) {
    for cohort in &after.cohorts {
        for level in &after.levels {
            let strength = |framework: &Framework| {
                let found = framework.requirement(&cohort.code, &level.code);
                found.map(|one| one.strength)
            };
            let is_known = before.cohort(&cohort.code).is_some();
            let (was, is) = (strength(before), strength(after));
            if let Some(sentence) = sentence(cohort, level, is_known, was, is) {
                said.say(Section::Requirements, sentence);
            }
        }
    }
}

/// What changes for a cohort at a level, if anything does. Nobody has been asked anything in a cohort that is new.
fn sentence(
    cohort: &Cohort,
    level: &Level,
    is_known: bool,
    was: Option<Strength>,
    is: Option<Strength>,
) -> Option<String> {
    let what = match (was, is) {
        (was, is) if was == is => return None,
        (_, Some(Mandatory)) if !is_known => "must reach {level}",
        (_, Some(Recommended)) if !is_known => "should reach {level}",
        (None, Some(Mandatory)) => "must now reach {level}; it was not asked of them",
        (Some(_), Some(Mandatory)) => "must now reach {level}; it was recommended",
        (None, Some(Recommended)) => "should now reach {level}; it was not asked of them",
        (Some(_), Some(Recommended)) => "no longer must reach {level}; it is recommended",
        (Some(Mandatory), None) => "no longer need {level}; it was mandatory",
        (_, None) => "are no longer recommended {level}",
    };
    let what = what.replace("{level}", &level.title);
    Some(format!("“{}” {what}.", cohort.title))
}

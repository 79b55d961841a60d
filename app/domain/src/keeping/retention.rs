//! For how long leavers are kept by name, and whose name goes.

use crate::ids::{OrganisationId, PersonId};
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;
use thiserror::Error;

/// The years that are suggested: councils keep records of employment and training for six years after they are closed,
/// and a year more lets the last refresher that somebody took run out.
pub const SUGGESTED_YEARS: u32 = 7;

/// What stands where a name was.
pub const NO_NAME: &str = "Former member of staff";

/// The day before which the last post must have ended, for an organisation that keeps leavers so many years.
pub fn left_before(today: NaiveDate, years: u32) -> NaiveDate {
    today
        .checked_sub_months(Months::new(years.saturating_mul(12)))
        .unwrap_or(NaiveDate::MIN)
}

/// A post, as far as it decides: where, and its last day.
pub type Held = (OrganisationId, Option<NaiveDate>);

/// Why somebody is left out of those whose name goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LeftOut {
    /// They work somewhere, or will.
    #[error("holds a post")]
    Post,
    /// They hold a role.
    #[error("holds a role")]
    Role,
    /// One of their organisations keeps leavers longer.
    #[error("left too recently for one of the organisations where they worked")]
    TooSoon,
    /// No post says when they left.
    #[error("has never held a post")]
    NoPost,
}

/// The last day of somebody's last post, if every organisation where they worked lets the name go today.
///
/// `years` says for how long an organisation keeps its leavers, where it has said so.
///
/// # Errors
/// The first [`LeftOut`] that applies.
pub fn left_on(
    posts: &[Held],
    holds_role: bool,
    years: &BTreeMap<OrganisationId, u32>,
    today: NaiveDate,
) -> Result<NaiveDate, LeftOut> {
    if holds_role {
        return Err(LeftOut::Role);
    }
    let mut last = None;
    for (organisation, ends_on) in posts {
        let ended = ends_on.filter(|day| *day < today).ok_or(LeftOut::Post)?;
        let kept = years.get(organisation).copied().unwrap_or(SUGGESTED_YEARS);
        if ended >= left_before(today, kept) {
            return Err(LeftOut::TooSoon);
        }
        last = last.max(Some(ended));
    }
    last.ok_or(LeftOut::NoPost)
}

/// Why somebody cannot agree to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoAgreement {
    /// It is their own.
    #[error("You proposed this yourself. A second person has to agree")]
    Own,
}

/// Whether somebody may agree to what another proposed: two people decide that names go for good, never one.
///
/// # Errors
/// [`NoAgreement::Own`] when it is the same person, or nobody.
pub fn may_agree(proposed_by: Option<PersonId>, by: Option<PersonId>) -> Result<(), NoAgreement> {
    if by.is_none() || by == proposed_by {
        Err(NoAgreement::Own)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2028, 2, 29).expect("a day of the calendar");

    fn organisation(number: u128) -> OrganisationId {
        Uuid::from_u128(number).into()
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn asked(posts: &[Held], holds_role: bool) -> Result<NaiveDate, LeftOut> {
        let years = BTreeMap::from([(organisation(1), 7), (organisation(2), 25)]);
        left_on(posts, holds_role, &years, TODAY)
    }

    #[test]
    fn a_name_goes_seven_years_after_the_last_post_ended() {
        let ended = |day| [(organisation(1), Some(day))];
        let last = day(2021, 2, 27);
        assert_eq!(asked(&ended(last), false), Ok(last));
        assert_eq!(
            asked(&ended(day(2021, 2, 28)), false),
            Err(LeftOut::TooSoon)
        );
    }

    #[test]
    fn somebody_with_a_post_or_a_role_keeps_the_name() {
        let old = (organisation(1), Some(day(2010, 1, 1)));
        assert_eq!(
            asked(&[old, (organisation(3), None)], false),
            Err(LeftOut::Post)
        );
        assert_eq!(
            asked(&[old, (organisation(3), Some(TODAY))], false),
            Err(LeftOut::Post)
        );
        assert_eq!(asked(&[old], true), Err(LeftOut::Role));
        assert_eq!(asked(&[], false), Err(LeftOut::NoPost));
    }

    #[test]
    fn the_organisation_that_keeps_longest_decides() {
        let posts = [
            (organisation(1), Some(day(2010, 1, 1))),
            (organisation(2), Some(day(2009, 1, 1))),
        ];
        assert_eq!(asked(&posts, false), Err(LeftOut::TooSoon));
    }

    #[test]
    fn an_organisation_that_has_said_nothing_keeps_seven_years() {
        assert_eq!(
            asked(&[(organisation(9), Some(day(2021, 3, 1)))], false),
            Err(LeftOut::TooSoon)
        );
        assert!(asked(&[(organisation(9), Some(day(2021, 2, 1)))], false).is_ok());
    }

    #[test]
    fn nobody_agrees_with_themselves() {
        let person = |number| Some(PersonId(Uuid::from_u128(number)));
        assert_eq!(may_agree(person(1), person(1)), Err(NoAgreement::Own));
        assert_eq!(may_agree(person(1), person(2)), Ok(()));
        assert_eq!(may_agree(None, None), Err(NoAgreement::Own));
    }
}

//! Who may book, and what has to come first.

use super::BookingRefusal;
use crate::{
    framework::PostFacts,
    ids::{BookingId, OrganisationId, TeamId},
};
use chrono::NaiveDate;
use serde::Serialize;

/// For whom a session is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum OpenTo {
    /// Everybody with a post in the partnership.
    Partnership,
    /// The people of one organisation.
    Organisation(OrganisationId),
    /// The people of one team.
    Team(TeamId),
    /// The people in one cohort, by its code.
    Cohort(String),
}

impl OpenTo {
    /// The word under which it is kept.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::Organisation(_) => "organisation",
            Self::Team(_) => "team",
            Self::Cohort(_) => "cohort",
        }
    }

    /// Whether it is for somebody with these posts on a day.
    pub fn includes(&self, posts: &[PostFacts], day: NaiveDate) -> bool {
        let mut held = posts.iter().filter(|post| post.is_held_on(day));
        match self {
            Self::Partnership => held.next().is_some(),
            Self::Organisation(organisation) => {
                held.any(|post| post.organisation_id == *organisation)
            }
            Self::Team(team) => held.any(|post| post.team == Some(*team)),
            Self::Cohort(code) => held
                .flat_map(|post| &post.cohorts)
                .any(|m| m.cohort == *code && m.counts_on(day)),
        }
    }
}

/// On whose side a place is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Whoever holds it, or who looks after them: giving it up may be late.
    Holder,
    /// Whoever puts the session on: never late.
    Organiser,
}

/// That somebody has what comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// All of it is in date.
    Ready,
    /// One level is missing and booked: the place is provisional until that booking has been attended.
    Provisional(BookingId),
}

/// Whether somebody may book what has to come after some levels. `needed` are these levels by code and title, `in_date`
/// those that they hold, `booked` the levels of sessions before this one on which they hold a place.
///
/// # Errors
/// [`BookingRefusal::Prerequisite`] with the first that is missing. Of two that are missing only one can be waited for.
pub fn ready(
    needed: &[(String, String)],
    in_date: &[String],
    booked: &[(String, BookingId)],
) -> Result<Readiness, BookingRefusal> {
    let mut missing = needed.iter().filter(|(code, _)| !in_date.contains(code));
    let Some((code, title)) = missing.next() else {
        return Ok(Readiness::Ready);
    };
    let refused = |title: &String| BookingRefusal::Prerequisite {
        level: title.clone(),
    };
    let Some((_, booking)) = booked.iter().find(|(level, _)| level == code) else {
        return Err(refused(title));
    };
    match missing.next() {
        None => Ok(Readiness::Provisional(*booking)),
        Some((_, second)) => Err(refused(second)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Membership;
    use uuid::Uuid;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day of the calendar");

    fn post(organisation: u128, team: u128, cohort: &str) -> PostFacts {
        PostFacts {
            post: Uuid::nil().into(),
            job_title: "Social worker".to_owned(),
            organisation_id: Uuid::from_u128(organisation).into(),
            organisation: "Northside".to_owned(),
            board: None,
            team: Some(Uuid::from_u128(team).into()),
            starts_on: DAY,
            ends_on: None,
            cohorts: vec![Membership {
                cohort: cohort.to_owned(),
                since_on: DAY,
                until_on: None,
                reason: String::new(),
                decided: None,
            }],
            is_classified: true,
            absences: Vec::new(),
        }
    }

    #[test]
    fn a_session_is_for_the_partnership_an_organisation_a_team_or_a_cohort() {
        let posts = [post(1, 2, "C3")];
        let id = Uuid::from_u128;
        for (open_to, is_for) in [
            (OpenTo::Partnership, true),
            (OpenTo::Organisation(id(1).into()), true),
            (OpenTo::Organisation(id(9).into()), false),
            (OpenTo::Team(id(2).into()), true),
            (OpenTo::Team(id(9).into()), false),
            (OpenTo::Cohort("C3".to_owned()), true),
            (OpenTo::Cohort("C1".to_owned()), false),
        ] {
            assert_eq!(open_to.includes(&posts, DAY), is_for, "{open_to:?}");
            let before = DAY.pred_opt().unwrap();
            assert!(!open_to.includes(&posts, before), "{open_to:?}");
        }
    }

    #[test]
    fn what_comes_first_and_is_only_booked_makes_a_place_provisional() {
        let level = |code: &str| (code.to_owned(), format!("Level {code}"));
        let needed = [level("AW"), level("FP")];
        let booking = BookingId(Uuid::from_u128(7));
        let booked = [("FP".to_owned(), booking)];
        let held = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            ready(&needed, &held(&["AW", "FP"]), &[]),
            Ok(Readiness::Ready)
        );
        assert_eq!(
            ready(&needed, &held(&["AW"]), &booked),
            Ok(Readiness::Provisional(booking))
        );
        for (held, booked, missing) in [
            (held(&["AW"]), [].as_slice(), "Level FP"),
            (held(&[]), booked.as_slice(), "Level AW"),
        ] {
            let refused = BookingRefusal::Prerequisite {
                level: missing.to_owned(),
            };
            assert_eq!(ready(&needed, &held, booked), Err(refused));
        }
    }
}

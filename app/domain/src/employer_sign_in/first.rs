//! The first sign-in of an identity: linked to a person at once, or waiting for somebody to decide.

use super::Told;
use crate::{
    access::{Actor, Role},
    ids::PersonId,
};
use thiserror::Error;

/// Somebody with a post in the organisation and the e-mail address that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// The staff numbers of their posts in the organisation.
    pub staff_numbers: Vec<String>,
    /// Whether they sign in with another identity of the organisation already.
    pub is_linked: bool,
}

/// Why an identity waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Because {
    /// No address was told.
    #[error("The employer sent no e-mail address")]
    NoEmail,
    /// An address was told for which the provider does not stand.
    #[error("The employer does not say that the e-mail address has been verified")]
    NotVerified,
    /// Nobody with a post here has the address.
    #[error("Nobody with a post here has this e-mail address")]
    Nobody,
    /// More than one person has it.
    #[error("Several people with a post here have this e-mail address")]
    Several,
    /// The staff number is not theirs.
    #[error("The person with this e-mail address has another employee number here")]
    OtherNumber,
    /// They sign in with another account of the employer.
    #[error("The person with this e-mail address signs in with another account of the employer")]
    HasAnother,
    /// It was linked before, and somebody ended that.
    #[error("It was linked to a person before, and the link was ended")]
    Ended,
}

impl Because {
    const ALL: [Self; 7] = [
        Self::NoEmail,
        Self::NotVerified,
        Self::Nobody,
        Self::Several,
        Self::OtherNumber,
        Self::HasAnother,
        Self::Ended,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoEmail => "no_email",
            Self::NotVerified => "not_verified",
            Self::Nobody => "nobody",
            Self::Several => "several",
            Self::OtherNumber => "other_number",
            Self::HasAnother => "has_another",
            Self::Ended => "ended",
        }
    }

    /// The reason kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|because| because.code() == code)
    }

    /// Whether the next sign-in looks for the person again, as after an import; what somebody has ended stays ended.
    pub fn looks_again(self) -> bool {
        self != Self::Ended
    }
}

/// Whom an identity belongs to that nobody has decided about: the one person whose post in the organisation has the
/// verified e-mail address and, if one was told, the employee number. Never by name.
///
/// # Errors
/// [`Because`] of what it waits.
pub fn first_sign_in(told: &Told, candidates: &[Candidate]) -> Result<PersonId, Because> {
    if told.email.is_none() {
        return Err(Because::NoEmail);
    }
    if !told.email_verified {
        return Err(Because::NotVerified);
    }
    let candidate = match candidates {
        [] => return Err(Because::Nobody),
        [one] => one,
        _ => return Err(Because::Several),
    };
    let is_theirs = |number: &String| candidate.staff_numbers.contains(number);
    if !told.employee_number.as_ref().is_none_or(is_theirs) {
        return Err(Because::OtherNumber);
    }
    if candidate.is_linked {
        return Err(Because::HasAnother);
    }
    Ok(candidate.person)
}

/// Why a training lead does not link somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("They hold a role in Cascade. Ask your administrator to link this sign-in.")]
pub struct OnlyAnAdministrator;

/// Whether somebody may link an identity to a person of the organisation. Whoever is linked could act in the person's
/// roles, so for a person with a role it takes an administrator.
///
/// # Errors
/// [`OnlyAnAdministrator`] for everybody else.
pub fn may_link(actor: &Actor, holds_a_role: bool) -> Result<(), OnlyAnAdministrator> {
    if holds_a_role && !actor.has(Role::Administrator) {
        Err(OnlyAnAdministrator)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Grant;
    use proptest::prelude::*;
    use uuid::Uuid;

    const ASHA: PersonId = PersonId(Uuid::from_u128(1));
    const BEN: PersonId = PersonId(Uuid::from_u128(2));

    fn told() -> Told {
        Told {
            name: "Asha Rao".to_owned(),
            email: Some("asha@northside.example".to_owned()),
            email_verified: true,
            ..Told::default()
        }
    }

    fn candidate(person: PersonId, numbers: &[&str]) -> Candidate {
        Candidate {
            person,
            staff_numbers: numbers.iter().map(ToString::to_string).collect(),
            is_linked: false,
        }
    }

    #[test]
    fn a_verified_address_of_one_person_is_enough() {
        assert_eq!(
            first_sign_in(&told(), &[candidate(ASHA, &["0042"])]),
            Ok(ASHA)
        );
    }

    #[test]
    fn an_address_nobody_stands_for_is_not() {
        let unverified = Told {
            email_verified: false,
            ..told()
        };
        let asha = [candidate(ASHA, &[])];
        assert_eq!(first_sign_in(&unverified, &asha), Err(Because::NotVerified));
        let none = Told {
            email: None,
            ..told()
        };
        assert_eq!(first_sign_in(&none, &[]), Err(Because::NoEmail));
    }

    #[test]
    fn a_number_that_was_told_has_to_fit_too() {
        let numbered = Told {
            employee_number: Some("0042".to_owned()),
            ..told()
        };
        let with = |numbers| first_sign_in(&numbered, &[candidate(ASHA, numbers)]);
        assert_eq!(with(&["0007", "0042"]), Ok(ASHA));
        assert_eq!(with(&["0007"]), Err(Because::OtherNumber));
        assert_eq!(with(&[]), Err(Because::OtherNumber));
    }

    #[test]
    fn an_address_given_to_somebody_else_opens_no_old_record() {
        let linked = Candidate {
            is_linked: true,
            ..candidate(ASHA, &[])
        };
        assert_eq!(first_sign_in(&told(), &[linked]), Err(Because::HasAnother));
    }

    #[test]
    fn a_link_that_somebody_ended_is_not_made_again_by_itself() {
        assert!(!Because::Ended.looks_again());
        assert!(Because::Nobody.looks_again());
        for because in Because::ALL {
            assert_eq!(Because::from_code(because.code()), Some(because));
        }
    }

    #[test]
    fn only_an_administrator_links_somebody_who_holds_a_role() {
        let holding = |role| Actor::Person {
            person: BEN,
            account: crate::ids::AccountId(Uuid::from_u128(3)),
            name: "Ben Lead".to_owned(),
            grants: vec![Grant {
                role,
                organisation: None,
                board: None,
                whose: None,
            }],
        };
        assert_eq!(may_link(&holding(Role::TrainingLead), false), Ok(()));
        let refused = may_link(&holding(Role::TrainingLead), true);
        assert_eq!(refused, Err(OnlyAnAdministrator));
        assert_eq!(may_link(&holding(Role::Administrator), true), Ok(()));
    }

    proptest! {
        /// Whatever the provider tells, nobody is linked whom the organisation has not exactly once, unlinked.
        #[test]
        fn nobody_is_linked_but_the_one_candidate(
            name in ".*", verified: bool, number in proptest::option::of("[0-9]{1,3}"), linked in proptest::collection::vec(any::<bool>(), 0..4)
        ) {
            let told = Told { name, email_verified: verified, employee_number: number, ..told() };
            let candidates: Vec<_> = linked
                .iter()
                .map(|is_linked| Candidate { is_linked: *is_linked, ..candidate(ASHA, &["7"]) })
                .collect();
            if let Ok(person) = first_sign_in(&told, &candidates) {
                prop_assert_eq!(person, ASHA);
                prop_assert!(verified && linked == [false]);
                prop_assert!(told.employee_number.is_none_or(|number| number == "7"));
            }
        }
    }
}

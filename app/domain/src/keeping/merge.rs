//! Whether two records may be made one.

use crate::{access::Target, ids::PersonId};
use thiserror::Error;

/// Why two records cannot be made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoMerge {
    /// They are one.
    #[error("This is the same record. Choose another one")]
    Same,
    /// One of them is of whoever asks.
    #[error("One of these records is your own. Ask an administrator to merge them")]
    Own,
    /// One of them is in another already.
    #[error("One of these records has been merged already")]
    Merged,
    /// One of them has no name any more.
    #[error("One of these records has been anonymised")]
    Anonymised,
    /// One of them holds a role, which whoever merges could take.
    #[error("One of these people holds a role. Ask an administrator to merge them")]
    Role,
}

/// One of two records, as far as it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose.
    pub person: PersonId,
    /// Whether a role is held today or to come.
    pub holds_role: bool,
    /// Whether it has been merged into another.
    pub is_merged: bool,
    /// Whether it has been anonymised.
    pub is_anonymised: bool,
}

/// Whether `by` may merge two records. Whoever merges decides how the person signs in from then on, so where a role is
/// held only an administrator does, and nobody does it with their own.
///
/// # Errors
/// The first [`NoMerge`] that applies.
pub fn may_merge(
    by: Option<PersonId>,
    is_administrator: bool,
    records: [Record; 2],
) -> Result<(), NoMerge> {
    if records[0].person == records[1].person {
        return Err(NoMerge::Same);
    }
    let any = |claim: fn(&Record) -> bool| records.iter().any(claim);
    if records.iter().any(|record| Some(record.person) == by) {
        Err(NoMerge::Own)
    } else if any(|record| record.is_merged) {
        Err(NoMerge::Merged)
    } else if any(|record| record.is_anonymised) {
        Err(NoMerge::Anonymised)
    } else if !is_administrator && any(|record| record.holds_role) {
        Err(NoMerge::Role)
    } else {
        Ok(())
    }
}

/// What two people have in common: whoever may act there may act on both.
pub fn in_common(kept: &Target, other: &Target) -> Target {
    let both = |organisation: &&_| other.organisations.contains(organisation);
    Target {
        person: kept.person,
        organisations: kept.organisations.iter().filter(both).copied().collect(),
        ..Target::default()
    }
}

/// Whose address and way of signing in stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInOf {
    /// That of the record that is kept.
    Kept,
    /// That of the record that is merged into it.
    Merged,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrganisationId;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn record(number: u128) -> Record {
        Record {
            person: person(number),
            holds_role: false,
            is_merged: false,
            is_anonymised: false,
        }
    }

    #[test]
    fn two_records_of_other_people_can_be_merged_and_one_cannot() {
        let lead = Some(person(9));
        assert_eq!(may_merge(lead, false, [record(1), record(2)]), Ok(()));
        assert_eq!(
            may_merge(lead, false, [record(1), record(1)]),
            Err(NoMerge::Same)
        );
    }

    #[test]
    fn nobody_merges_their_own_record() {
        for is_administrator in [false, true] {
            let merged = may_merge(Some(person(2)), is_administrator, [record(1), record(2)]);
            assert_eq!(merged, Err(NoMerge::Own));
        }
    }

    #[test]
    fn only_an_administrator_merges_somebody_who_holds_a_role() {
        let holder = Record {
            holds_role: true,
            ..record(2)
        };
        let by = Some(person(9));
        assert_eq!(
            may_merge(by, false, [record(1), holder]),
            Err(NoMerge::Role)
        );
        assert_eq!(may_merge(by, true, [record(1), holder]), Ok(()));
    }

    #[test]
    fn what_was_merged_or_anonymised_is_not_merged() {
        let merged = Record {
            is_merged: true,
            ..record(2)
        };
        let gone = Record {
            is_anonymised: true,
            ..record(2)
        };
        assert_eq!(
            may_merge(None, true, [record(1), merged]),
            Err(NoMerge::Merged)
        );
        assert_eq!(
            may_merge(None, true, [record(1), gone]),
            Err(NoMerge::Anonymised)
        );
    }

    #[test]
    fn a_lead_of_one_organisation_only_reaches_what_both_have_in_common() {
        let organisation = |number| OrganisationId(Uuid::from_u128(number));
        let target = |person, organisations: &[u128]| Target {
            person: Some(person),
            organisations: organisations.iter().map(|o| organisation(*o)).collect(),
            ..Target::default()
        };
        let common = in_common(&target(person(1), &[1, 2]), &target(person(2), &[2, 3]));
        assert_eq!(common.organisations, [organisation(2)]);
        assert_eq!(common.person, Some(person(1)));
    }
}

//! Every kind of identifier, in one alphabetical list.
//!
//! An id is a UUID of version 7, made by `Services`; each kind is a type of its own, so that a person can never be
//! passed where a post is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id that nothing has.
            pub const NOTHING: Self = Self(Uuid::nil());
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A time away from a post.
    AbsenceId
    /// One person's means of signing in.
    AccountId
    /// A question to somebody of the directory, or to a board.
    AdviceId
    /// A proposal to anonymise leavers.
    AnonymisingId
    /// One go at the quiz of a module.
    AttemptId
    /// A Local Safeguarding Adults Board.
    BoardId
    /// One order to issue certificates.
    BatchId
    /// Somebody's booking of a session.
    BookingId
    /// A line of a budget.
    BudgetLineId
    /// A certificate, in one of its revisions.
    CertificateId
    /// A line in the ledger of charges.
    ChargeId
    /// A claim of training done elsewhere.
    ClaimId
    /// A rule that sorts posts into cohorts.
    ClassificationRuleId
    /// A cohort given to a post, or taken from it, by hand.
    CohortOverrideId
    /// A fact in the learner record.
    CompletionId
    /// A course of the menu of training.
    CourseId
    /// That somebody stands in for a line manager who is away.
    DeputyId
    /// A district of the partnership.
    DistrictId
    /// That somebody need not reach a level for a time, or has a date of their own.
    ExemptionId
    /// A version of a training framework that is being written.
    FrameworkDraftId
    /// That a level has to be taken again early.
    ForcedUpdateId
    /// One version of a training framework.
    FrameworkVersionId
    /// A dated grant of a role.
    GrantId
    /// Somebody as an employer's provider knows them.
    IdentityId
    /// Two records made one.
    MergerId
    /// One version of an e-learning module.
    ModuleVersionId
    /// An employer or body whose people are trained.
    OrganisationId
    /// A human being, whatever posts they hold.
    PersonId
    /// One job of one person, from a day to a day.
    PostId
    /// A board's decision to ratify training.
    RatificationId
    /// A list narrowed in one's own way, kept under a name.
    SavedViewId
    /// A staff list that was sent.
    StaffImportId
    /// A training event at its dates.
    SessionId
    /// A session that somebody asks for.
    SessionRequestId
    /// That somebody is named as a SPOC.
    SpocId
    /// Something that happened to a claim.
    StepId
    /// One person's way through one version of a module.
    StudyId
    /// A team within an organisation.
    TeamId
    /// A place that an organisation uses again and again.
    VenueId
    /// Somebody who came to a session without a booking, and is not known.
    WalkInId
    /// That some go first.
    WaveId
}

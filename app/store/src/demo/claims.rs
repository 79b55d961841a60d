//! What people of the demo have claimed, and what its boards have ratified.

use super::{
    chance::Chance,
    history::Historian,
    workforce::{Held, Workforce},
};
use crate::{
    catalogue::{CourseRow, ratification},
    hex,
    learning::CurrentModule,
    records::{claim, claim_step, completion, evidence},
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    access::Role,
    catalogue::{Origin, Training},
    records::{ClaimState, EvidenceKind, Worth, same_course},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The file that everybody in the demo sends, each with a line of its own at the end.
const CERTIFICATE: &[u8] = include_bytes!("certificate.pdf");

/// Makes claims in the organisation of the training lead one can sign in as, and ratifications of the boards.
pub(super) struct Claimant<'a> {
    pub chance: &'a Chance,
    pub workforce: &'a Workforce,
    pub courses: &'a [CourseRow],
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

/// Everything that comes of claiming.
#[derive(Default)]
pub(super) struct Made {
    pub evidence: Vec<evidence::Model>,
    pub claims: Vec<claim::Model>,
    pub steps: Vec<claim_step::Model>,
    pub completions: Vec<completion::Model>,
}

/// How the claims of the demo stand, and what was said last about each.
const STORIES: [(ClaimState, &str); 7] = [
    (ClaimState::Waiting, ""),
    (ClaimState::Waiting, ""),
    (ClaimState::Waiting, ""),
    (ClaimState::Waiting, ""),
    (
        ClaimState::Asked,
        "The date on the certificate cannot be read. Which day was it?",
    ),
    (
        ClaimState::Refused,
        "This was a webinar of one hour, not the half day.",
    ),
    (ClaimState::Verified, ""),
];

impl Claimant<'_> {
    /// Claims of seven people, four of which wait to be verified.
    pub fn claims(&self, historian: Option<&Historian<'_>>) -> Made {
        let mut made = Made::default();
        let (Some(lead), Some(course)) = (
            self.workforce.persona(Role::TrainingLead),
            self.outside("FP"),
        ) else {
            return made;
        };
        let people: Vec<&Held> = self
            .workforce
            .held
            .iter()
            .filter(|held| held.organisation == lead.organisation && held.has_history)
            .filter(|held| !self.workforce.is_persona(held.person))
            .take(STORIES.len())
            .collect();
        for (held, (state, words)) in people.into_iter().zip(STORIES) {
            let claim = self.claim(held, course, state);
            let file = self.evidence(&claim);
            let hash = file.hash.clone();
            made.evidence.push(file);
            let sent = self.step(&claim, ClaimState::Waiting, held.person, "", Some(&hash));
            made.steps.push(sent);
            if state != ClaimState::Waiting {
                made.steps
                    .push(self.step(&claim, state, lead.person, words, None));
            }
            if let Some(historian) = historian.filter(|_| state == ClaimState::Verified) {
                let new = historian.elsewhere(held, course, &claim, lead.person);
                made.completions.extend(new);
            }
            made.claims.push(claim);
        }
        made
    }

    /// What each board has ratified: the first one nearly everything, the second one awareness, the third one nothing.
    pub fn ratifications(
        &self,
        boards: &[Uuid],
        modules: &[CurrentModule],
    ) -> Vec<ratification::Model> {
        let recorded_by = self.workforce.persona(Role::BusinessManager);
        let modules = modules
            .iter()
            .map(|module| (module.module.level.as_str(), Training::Module(module.id)));
        let ours = self
            .courses
            .iter()
            .filter(|row| row.course.origin == Origin::Partnership)
            .map(|row| ("", Training::Course(row.id, row.edition)));
        let all: Vec<_> = modules.chain(ours).collect();
        let first = boards
            .iter()
            .take(1)
            .flat_map(|board| all.iter().map(move |(_, training)| (*board, *training)));
        let second = boards.iter().skip(1).take(1).flat_map(|board| {
            all.iter()
                .filter(|(level, _)| *level == "AW")
                .map(move |(_, training)| (*board, *training))
        });
        let recorded_by = recorded_by.map(|held| held.person);
        first
            .chain(second)
            .map(|(board, training)| self.ratification(board, training, recorded_by))
            .collect()
    }

    /// A course from outside that satisfies a level.
    fn outside(&self, level: &str) -> Option<&CourseRow> {
        self.courses.iter().find(|row| {
            row.course.origin == Origin::Outside
                && row
                    .course
                    .towards(level)
                    .is_some_and(|one| one.worth == Worth::Level)
        })
    }

    fn claim(&self, held: &Held, course: &CourseRow, state: ClaimState) -> claim::Model {
        let days = self.chance.below(20);
        claim::Model {
            id: self.chance.new_id(),
            person_id: held.person,
            course_id: Some(course.id.into()),
            edition: Some(course.edition.cast_signed()),
            title: course.course.title.clone(),
            provider: course.course.provider.clone(),
            same: same_course(Some(course.id), &course.course.title),
            completed_on: self.today - Days::new(200 + days as u64),
            state: state.code().to_owned(),
            claimed_by: Some(held.person),
            claimed_at: self.now - TimeDelta::days(2 + i64::try_from(days).unwrap_or(0)),
        }
    }

    fn evidence(&self, claim: &claim::Model) -> evidence::Model {
        let bytes = [CERTIFICATE, format!("% {}\n", claim.id).as_bytes()].concat();
        evidence::Model {
            hash: hex(&Sha256::digest(&bytes)),
            kind: EvidenceKind::Pdf.code().to_owned(),
            bytes,
            kept_at: self.now,
        }
    }

    fn step(
        &self,
        claim: &claim::Model,
        state: ClaimState,
        by: Uuid,
        words: &str,
        evidence: Option<&String>,
    ) -> claim_step::Model {
        let later = if evidence.is_some() {
            TimeDelta::zero()
        } else {
            TimeDelta::days(1)
        };
        claim_step::Model {
            id: self.chance.new_id(),
            claim_id: claim.id,
            state: state.code().to_owned(),
            by_id: Some(by),
            at: claim.claimed_at + later,
            words: words.to_owned(),
            evidence_hash: evidence.cloned(),
            evidence_name: evidence.map(|_| "certificate.pdf".to_owned()),
        }
    }

    fn ratification(
        &self,
        board: Uuid,
        training: Training,
        recorded_by: Option<Uuid>,
    ) -> ratification::Model {
        let (module_version_id, course_id, edition) = match training {
            Training::Module(version) => (Some(version.0), None, None),
            Training::Course(course, edition) => {
                (None, Some(course.0), Some(edition.cast_signed()))
            }
        };
        ratification::Model {
            id: self.chance.new_id(),
            board_id: board,
            module_version_id,
            course_id,
            edition,
            ratified_on: self.today - Days::new(30),
            ratified_by: "The board, at its autumn meeting".to_owned(),
            note: String::new(),
            recorded_by,
            recorded_at: self.now,
            withdrawn_on: None,
            withdrawn_by: None,
            withdrawn_why: None,
            withdrawal_recorded_by: None,
            withdrawal_recorded_at: None,
        }
    }
}

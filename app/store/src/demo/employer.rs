//! Who has signed in at the employer in the demo, and waits for somebody to say who they are.

use super::{
    chance::Chance,
    workforce::{Held, Workforce},
};
use crate::employer_sign_in::employer_identity;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{access::Role, employer_sign_in::Because};

/// The tenant of the demo's employer, at a provider that is none.
const TENANT: &str = "sallowmere";

/// Why those of the demo wait, and the employee number that was told.
const STORIES: [(Because, Option<&str>); 3] = [
    (Because::NotVerified, None),
    (Because::OtherNumber, Some("8800417")),
    (Because::NoEmail, None),
];

/// Three people of the organisation of the training lead one can sign in as, as its provider knows them.
pub(super) fn waiting(
    chance: &Chance,
    workforce: &Workforce,
    now: DateTime<Utc>,
) -> Vec<employer_identity::Model> {
    let Some(lead) = workforce.persona(Role::TrainingLead) else {
        return Vec::new();
    };
    let is_like_most = |held: &&Held| {
        held.organisation == lead.organisation
            && !held.is_manager
            && !workforce.is_persona(held.person)
    };
    let people = workforce.held.iter().filter(is_like_most);
    let people = people.filter_map(|held| {
        let person = workforce.people.iter().find(|one| one.id == held.person)?;
        person.email.clone().map(|email| (&person.name, email))
    });
    let told =
        |((name, email), (because, number)): ((&String, String), (Because, Option<&str>))| {
            employer_identity::Model {
                id: chance.new_id(),
                organisation_id: lead.organisation,
                issuer: format!("https://sign-in.{TENANT}.example"),
                tenant: TENANT.to_owned(),
                subject: chance.new_id().to_string(),
                name: name.clone(),
                email: (because != Because::NoEmail).then_some(email),
                employee_number: number.map(str::to_owned),
                because: Some(because.code().to_owned()),
                person_id: None,
                refused_at: None,
                decided_by: None,
                decided_at: None,
                first_seen_at: now - TimeDelta::days(2),
                last_seen_at: now - TimeDelta::hours(5),
            }
        };
    people.zip(STORIES).map(told).collect()
}

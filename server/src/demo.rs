//! The demo partnership: its data, its secrets, and how its personas sign in.

use crate::{content_files::embedded_text, password::Passwords};
use domain::access::Role;
use domain::access::{Actor, ManageDemo, permit};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::{
    Services, StoreError,
    demo::{Data, Names, Partnership, Persona, Secrets, load, renew_slip},
};

/// The code on the joining slip of the persona without e-mail.
const SLIP_CODE: &str = "DEMO-2345";

/// What `content/demo` says.
///
/// # Panics
/// Never: the files are inside the program and a test reads them.
pub fn data() -> Data {
    let text = |path: &str| embedded_text(path).expect("the demo is inside the program");
    let partnership: Partnership =
        toml::from_str(text("demo/partnership.toml")).expect("a test reads it");
    let names: Names = toml::from_str(text("demo/names.toml")).expect("a test reads it");
    Data { partnership, names }
}

/// The people one can sign in as.
pub fn personas() -> Vec<Persona> {
    data().partnership.persona
}

/// The secret of a persona's second factor, the same in every demo: demos hold no real data.
fn totp_secret(key: &str) -> Vec<u8> {
    Sha256::digest(format!("cascade demo {key}").as_bytes())[..20].to_vec()
}

fn has_second_factor(persona: &Persona) -> bool {
    persona.role != Role::Learner
}

/// Loads the demo with so many people.
///
/// # Errors
/// [`StoreError::Conflict`] when it is there already.
pub async fn import(
    services: &Services,
    passwords: &Passwords,
    people: usize,
) -> Result<(), StoreError> {
    import_of(services, passwords, &data(), people).await
}

/// Loads a demo of its own with so many people.
///
/// # Errors
/// As [`import`].
pub(crate) async fn import_of(
    services: &Services,
    passwords: &Passwords,
    data: &Data,
    people: usize,
) -> Result<(), StoreError> {
    let mut secrets = Secrets {
        password_hashes: HashMap::new(),
        totp_secrets: HashMap::new(),
        slip_code: SLIP_CODE.to_owned(),
    };
    for persona in &data.partnership.persona {
        if let Some(password) = &persona.password {
            secrets
                .password_hashes
                .insert(persona.key.clone(), passwords.hash(password).await);
        }
        if has_second_factor(persona) {
            secrets
                .totp_secrets
                .insert(persona.key.clone(), totp_secret(&persona.key));
        }
    }
    let Ok(permit) = permit(&Actor::Program, ManageDemo {}) else {
        return Err(StoreError::Conflict);
    };
    load(services, &permit, data, &secrets, people).await
}

/// Makes the slip of the persona without e-mail work again once it has been used, so that what is printed is true.
///
/// # Errors
/// When the database fails.
pub async fn renew(services: &Services) -> Result<(), StoreError> {
    match permit(&Actor::Program, ManageDemo {}) {
        Ok(permit) => renew_slip(services, &permit, SLIP_CODE).await,
        Err(_) => Ok(()),
    }
}

/// How a persona signs in.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// The persona.
    pub persona: String,
    /// Who it is.
    pub title: String,
    /// The name.
    pub name: String,
    /// The e-mail address, or organisation and staff number.
    pub sign_in: String,
    /// The password, or the code on the joining slip.
    pub password: String,
    /// The key of the second factor in base 32, where one is asked for.
    pub second_factor: Option<String>,
}

/// How every persona signs in.
pub fn accounts() -> Vec<DemoAccount> {
    let account = |persona: Persona| {
        let second_factor = has_second_factor(&persona)
            .then(|| crate::totp::in_letters(&totp_secret(&persona.key)).replace(' ', ""));
        let number = persona.staff_number.unwrap_or_default();
        DemoAccount {
            persona: persona.key,
            title: persona.title,
            name: persona.name,
            sign_in: persona
                .email
                .unwrap_or_else(|| format!("{}, {number}", persona.organisation)),
            password: persona.password.unwrap_or_else(|| SLIP_CODE.to_owned()),
            second_factor,
        }
    };
    personas().into_iter().map(account).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::organisations::typed_teams;

    #[test]
    fn the_demos_files_can_be_read_and_every_persona_has_a_job_that_exists() {
        let partnership = data().partnership;
        for persona in &partnership.persona {
            let place = partnership
                .organisation
                .iter()
                .find(|o| o.name == persona.organisation)
                .unwrap();
            assert!(
                partnership
                    .job
                    .iter()
                    .any(|j| j.kind == place.kind && j.title == persona.job),
                "{}",
                persona.job
            );
        }
        assert_eq!(accounts().len(), partnership.persona.len());
    }

    #[test]
    fn every_job_is_in_a_team_that_exists_and_large_organisations_have_teams_within_teams() {
        let partnership = data().partnership;
        for place in &partnership.organisation {
            let teams = typed_teams(&place.teams);
            for job in partnership.job.iter().filter(|j| j.kind == place.kind) {
                let is_there = teams.iter().any(|team| team.name == job.team);
                assert!(is_there, "{} has no team {}", place.name, job.team);
            }
            let is_large = matches!(place.kind.as_str(), "council" | "nhs");
            let is_tree = teams.iter().any(|team| team.inside.is_some());
            assert_eq!(is_tree, is_large, "{}", place.name);
        }
    }
}

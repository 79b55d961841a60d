//! What `content/demo` says.

use domain::{access::Role, people::Contract};
use serde::Deserialize;

/// Both files.
#[derive(Clone, Debug)]
pub struct Data {
    /// `partnership.toml`.
    pub partnership: Partnership,
    /// `names.toml`.
    pub names: Names,
}

impl Data {
    /// The same with every organisation so many times over, the copies numbered: a larger partnership has more
    /// organisations, not larger ones.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        let written = self.partnership.organisation.clone();
        let copies = (2..=times).flat_map(|number| {
            written.iter().map(move |organisation| Organisation {
                name: format!("{} {number}", organisation.name),
                ..organisation.clone()
            })
        });
        self.partnership.organisation.extend(copies);
        self
    }
}

/// Districts, organisations, jobs and personas.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partnership {
    /// The same seed gives the same partnership.
    pub seed: u64,
    /// Districts with their boards.
    pub district: Vec<District>,
    /// Organisations.
    pub organisation: Vec<Organisation>,
    /// Jobs, by kind of organisation.
    pub job: Vec<Job>,
    /// People to sign in as.
    pub persona: Vec<Persona>,
}

/// Names from which people are made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Given names.
    pub given: Vec<String>,
    /// Family names.
    pub family: Vec<String>,
    /// Whole names, used as they are.
    pub whole: Vec<String>,
}

/// A district.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its name.
    pub name: String,
    /// Its board.
    pub board: Board,
}

/// A board with its settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    pub name: String,
    pub prefix: String,
    pub logo: String,
    pub signatory_name: String,
    pub signatory_role: String,
    pub contact_adults: String,
    pub contact_children: String,
    pub contact_police: String,
    pub contact_office: String,
}

/// An organisation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The word of its kind.
    pub kind: String,
    /// The name of its home district.
    pub district: String,
    /// Whether it may refer into the National Referral Mechanism.
    pub first_responder: bool,
    /// The domain of its e-mail addresses.
    pub domain: String,
    /// How many people it has, before the partnership is scaled.
    pub people: usize,
    /// Its teams, one a line; a line set further in is inside the one above.
    pub teams: String,
}

/// A job that organisations of a kind have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// The kind.
    pub kind: String,
    /// The job title.
    pub title: String,
    /// The team, by its name.
    pub team: String,
    /// The kind of contract.
    pub contract: Contract,
    /// How common it is.
    pub weight: usize,
    /// Its cohorts.
    pub cohorts: Vec<String>,
    /// The question behind each cohort.
    pub because: Vec<String>,
    /// Whether its holder manages the team.
    pub manager: bool,
    /// Whether its holders have an e-mail address.
    pub email: bool,
}

/// Somebody to sign in as.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// A short name for tests and the command line.
    pub key: String,
    /// Who it is.
    pub title: String,
    /// What can be done as this person.
    pub says: String,
    /// The name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The job title.
    pub job: String,
    /// The role.
    pub role: Role,
    /// The e-mail address.
    pub email: Option<String>,
    /// The staff number, for the one without e-mail.
    pub staff_number: Option<String>,
    /// The password.
    pub password: Option<String>,
    /// For a newcomer, who has learned nothing yet: how many days ago the post began.
    pub started_days_ago: Option<u64>,
}

//! People made in a line: `app.learner().at("Northside").cohorts(&["C1"]).sign_in().await`.

use crate::{Browser, TestApp};
use chrono::{Days, NaiveDate};
use domain::{
    access::{Actor, AddPerson, ChangeOwnAccount, GrantRole, Role, permit},
    ids::{AccountId, PersonId},
    people::Contract,
};
use std::sync::atomic::{AtomicU32, Ordering};
use store::people::{
    NewGrant, NewPerson, NewPost, add_person, begin_sign_in, grant_role, open_account, set_password,
};

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Somebody to be made.
pub struct PersonBuilder<'a> {
    app: &'a TestApp,
    role: Option<Role>,
    name: String,
    email: Option<String>,
    organisation: String,
    job_title: String,
    staff_number: Option<String>,
    manager: Option<PersonId>,
    started_days_ago: u64,
    cohorts: Vec<String>,
    password: Option<String>,
}

/// Somebody who was made.
#[derive(Clone, Debug)]
pub struct Someone {
    /// The person.
    pub person: PersonId,
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
}

impl<'a> PersonBuilder<'a> {
    pub(crate) fn new(app: &'a TestApp, role: Option<Role>) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        Self {
            app,
            role,
            name: format!("Asha Person{number}"),
            email: Some(format!("asha{number}@northside.example")),
            organisation: "Northside".to_owned(),
            job_title: "Housing officer".to_owned(),
            staff_number: None,
            manager: None,
            started_days_ago: 10,
            cohorts: vec!["C1".to_owned()],
            password: None,
        }
    }

    /// The name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// The e-mail address.
    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        self.email = Some(email.to_owned());
        self
    }

    /// Without an e-mail address, but with a staff number.
    #[must_use]
    pub fn staff_number(mut self, number: &str) -> Self {
        self.staff_number = Some(number.to_owned());
        self.email = None;
        self
    }

    /// The organisation; made where there is none.
    #[must_use]
    pub fn at(mut self, organisation: &str) -> Self {
        organisation.clone_into(&mut self.organisation);
        self
    }

    /// The job title.
    #[must_use]
    pub fn job(mut self, title: &str) -> Self {
        title.clone_into(&mut self.job_title);
        self
    }

    /// The line manager.
    #[must_use]
    pub fn managed_by(mut self, manager: &Someone) -> Self {
        self.manager = Some(manager.person);
        self
    }

    /// How long the post has been held; ten days unless said.
    #[must_use]
    pub fn started_days_ago(mut self, days: u64) -> Self {
        self.started_days_ago = days;
        self
    }

    /// The cohorts; C1 unless said.
    #[must_use]
    pub fn cohorts(mut self, cohorts: &[&str]) -> Self {
        self.cohorts = cohorts.iter().map(ToString::to_string).collect();
        self
    }

    /// A password to sign in with by hand.
    #[must_use]
    pub fn password(mut self, password: &str) -> Self {
        self.password = Some(password.to_owned());
        self
    }

    /// Makes the person, with an account and the role.
    pub async fn create(self) -> Someone {
        let services = self.app.site.services();
        let organisation = self.app.organisation(&self.organisation).await;
        let add = permit(&Actor::Program, AddPerson { organisation }).expect("the program may");
        let starts_on: NaiveDate = services.today() - Days::new(self.started_days_ago);
        let reason = |cohort: &String| (cohort.clone(), "Q1 answered yes".to_owned());
        let post = NewPost {
            organisation,
            team: None,
            job_title: self.job_title.clone(),
            contract: Contract::Permanent,
            staff_number: self.staff_number.clone(),
            manager: self.manager,
            starts_on,
            ends_on: None,
            cohorts: self.cohorts.iter().map(reason).collect(),
        };
        let new = NewPerson {
            name: self.name.clone(),
            email: self.email.clone(),
            post,
        };
        let person = add_person(services, &add, &new)
            .await
            .expect("the person can be added");
        let account = open_account(services, &add, person)
            .await
            .expect("an account can be opened");
        if let Some(role) = self.role {
            self.grant(person, role, organisation).await;
        }
        if let Some(password) = &self.password {
            let change =
                permit(&Actor::Program, ChangeOwnAccount { person }).expect("the program may");
            let hash = self.app.passwords.hash(password).await;
            set_password(services, &change, account, &hash, None)
                .await
                .expect("the password can be set");
        }
        Someone {
            person,
            account,
            name: self.name,
            email: self.email,
        }
    }

    async fn grant(&self, person: PersonId, role: Role, organisation: domain::ids::OrganisationId) {
        let services = self.app.site.services();
        let permit = permit(&Actor::Program, GrantRole {}).expect("the program may");
        let board = match role {
            Role::BusinessManager => Some(self.app.board(&self.organisation).await),
            _ => None,
        };
        let organisation =
            matches!(role, Role::TrainingLead | Role::Manager).then_some(organisation);
        let new = NewGrant {
            person,
            role,
            organisation,
            board,
            starts_on: services.today(),
        };
        grant_role(services, &permit, &new)
            .await
            .expect("the role can be granted");
    }

    /// Makes the person and a browser in which they are signed in, second factor given.
    pub async fn sign_in(self) -> Browser {
        let app = self.app;
        let someone = self.create().await;
        app.sign_in(&someone).await
    }
}

impl TestApp {
    /// A browser in which somebody is signed in, second factor given.
    pub async fn sign_in(&self, someone: &Someone) -> Browser {
        let token = begin_sign_in(self.site.services(), someone.account, true, "a test").await;
        let mut browser = self.browser();
        let name = if self.site.settings().tls {
            "__Host-cascade"
        } else {
            "cascade"
        };
        browser.set_cookie(name, &token.expect("a sign-in can begin"));
        browser.someone = Some(someone.clone());
        browser
    }
}

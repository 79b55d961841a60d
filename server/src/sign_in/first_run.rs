//! The first run: nobody has an account, and a one-time code in the log lets its reader create the administrator.

use super::limits::Limit;
use crate::{password::Passwords, totp};
use domain::{
    access::{Actor, ManageOrganisations, permit},
    people::{email, password},
};
use leptos::prelude::*;
use store::{
    Services, StoreError,
    first_run::{self, CODE_SETTING, FirstRun},
    hex,
    people::{has_accounts, hashed},
    settings,
};
use ui::{
    ui::{
        Autocomplete, Button, Field, InputType, InputWidth, PageHeading, PasswordInput, Spellcheck,
        TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};

/// Whether the first administrator can be created now.
pub(super) async fn is_offered(services: &Services) -> Result<bool, StoreError> {
    Ok(!has_accounts(services).await? && settings::read(services, CODE_SETTING).await?.is_some())
}

/// Makes a new code where nobody has an account; it goes into the log and nowhere else.
///
/// # Errors
/// When the database fails.
pub async fn offer_first_run(services: &Services) -> Result<Option<String>, StoreError> {
    if has_accounts(services).await? {
        return Ok(None);
    }
    let code = format!(
        "{}-{}",
        totp::clear_code(&services.ids),
        totp::clear_code(&services.ids)
    );
    settings::write(services, CODE_SETTING, &hex(&hashed(&code))).await?;
    Ok(Some(code))
}

/// The questions of the page, with what was typed and what is wrong.
#[derive(Clone, Default)]
struct Typed {
    code: Field,
    name: Field,
    email: Field,
    password: Field,
    district: Field,
    board: Field,
    organisation: Field,
}

impl Typed {
    fn read(visit: &Visit) -> Self {
        let field =
            |name: &str, label: &str| Field::new(name).label(label).value(visit.form.text(name));
        Self {
            code: field("code", "Code from the log")
                .hint("The program printed it when it started, like K7QM-3XPA-9WTF-2HJK"),
            name: field("name", "Your name"),
            email: field("email", "Your e-mail address"),
            password: Field::new("password")
                .label("Choose a password")
                .hint("12 characters or more. Three random words make a good one"),
            district: field("district", "Your first district")
                .hint("Such as a borough. You can add more later"),
            board: field("board", "Its Safeguarding Adults Board")
                .hint("The name in full, as it is printed on certificates"),
            organisation: field("organisation", "The organisation you work for"),
        }
    }

    fn fields(&self) -> [&Field; 7] {
        [
            &self.code,
            &self.name,
            &self.email,
            &self.password,
            &self.district,
            &self.board,
            &self.organisation,
        ]
    }

    /// Fills in the errors; whether there are none.
    fn check(&mut self, visit: &Visit) -> bool {
        let missing =
            |field: &Field, sentence: &str| field.current().is_empty().then(|| sentence.to_owned());
        self.name.error = missing(&self.name, "Enter your name");
        self.district.error = missing(&self.district, "Enter the name of your first district");
        self.board.error = missing(
            &self.board,
            "Enter the name of its Safeguarding Adults Board",
        );
        self.organisation.error =
            missing(&self.organisation, "Enter the organisation you work for");
        self.email.error = email(self.email.current()).err().map(|e| e.to_string());
        let about = [self.name.current(), self.email.current()];
        self.password.error = password(visit.form.first("password"), &about)
            .err()
            .map(|e| e.to_string());
        self.fields().iter().all(|field| field.error.is_none())
    }

    /// What is to be created, once there are no errors.
    fn first_run(&self, code_hash: String, password_hash: String) -> FirstRun {
        let text = |field: &Field| field.current().to_owned();
        FirstRun {
            code_hash,
            name: text(&self.name),
            email: text(&self.email).to_lowercase(),
            password_hash,
            district: text(&self.district),
            board: text(&self.board),
            prefix: prefix(self.district.current()),
            organisation: text(&self.organisation),
        }
    }
}

/// What the numbers of the board's certificates begin with: two letters of its district.
fn prefix(district: &str) -> String {
    let letters = district.chars().filter(char::is_ascii_alphabetic).take(2);
    let prefix = letters.collect::<String>().to_uppercase();
    if prefix.len() == 2 {
        prefix
    } else {
        "SB".to_owned()
    }
}

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    if !is_offered(visit.services()).await? {
        return Err(Problem::NotFound);
    }
    Ok(page(Typed::read(&visit)))
}

fn page(typed: Typed) -> Answer {
    let summary = typed.clone();
    Page::new("Create the first administrator", move || view(typed))
        .errors(&summary.fields())
        .into()
}

fn view(typed: Typed) -> impl IntoView {
    view! {
        <TwoThirds>
            <PageHeading text="Create the first administrator"/>
            <p class="govuk-body">
                "This page is here once: as soon as the administrator exists, it is gone. Everybody else gets an invitation."
            </p>
            <Form>
                <TextInput field=typed.code width=InputWidth::Chars20 autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <TextInput field=typed.name autocomplete=Autocomplete::Name spellcheck=Spellcheck::Off/>
                <TextInput field=typed.email kind=InputType::Email autocomplete=Autocomplete::Email spellcheck=Spellcheck::Off/>
                <PasswordInput field=typed.password autocomplete=Autocomplete::NewPassword/>
                <TextInput field=typed.district/>
                <TextInput field=typed.board/>
                <TextInput field=typed.organisation/>
                <Button text="Create the administrator"/>
            </Form>
        </TwoThirds>
    }
}

pub(super) async fn create(visit: Visit, passwords: Passwords) -> Result<Answer, Problem> {
    if !is_offered(visit.services()).await? {
        return Err(Problem::NotFound);
    }
    let mut typed = Typed::read(&visit);
    let limit = Limit::of(&visit, "first run");
    if let Some(wait) = limit.check(&visit).await? {
        typed.code.error = Some(wait);
        return Ok(page(typed));
    }
    let code: String = visit
        .form
        .text("code")
        .to_uppercase()
        .split_whitespace()
        .collect();
    let expected = settings::read(visit.services(), CODE_SETTING).await?;
    let code_hash = hex(&hashed(&code));
    if expected.as_ref() != Some(&code_hash) {
        limit.wrong(&visit).await?;
        typed.code.error =
            Some("The code is not right. Copy it from the newest lines of the log".to_owned());
        return Ok(page(typed));
    }
    if !typed.check(&visit) {
        return Ok(page(typed));
    }
    let hash = passwords.hash(visit.form.first("password")).await;
    let first = typed.first_run(code_hash, hash);
    let manage = permit(&Actor::Program, ManageOrganisations {})?;
    match first_run::create(visit.services(), &manage, &first).await {
        Ok(Some(_)) => Ok(see("/sign-in?set=1")),
        // The form was sent twice at once, or by two people: the other one came first.
        Ok(None) => Err(Problem::refused(
            "The first administrator has been created",
            "The code works once. Sign in with the address and the password that were entered.",
            ("Sign in", "/sign-in"),
        )),
        Err(StoreError::Conflict) => {
            typed.district.error =
                Some("There is a district, board or organisation of this name already".to_owned());
            Ok(page(typed))
        }
        Err(error) => Err(error.into()),
    }
}

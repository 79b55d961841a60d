//! Setting up sign-in by the employer for an organisation.
//!
//! Rules E1 to E6 of `docs/rules/employer-sign-in.md`.

use super::BACK;
use crate::{
    ui::{
        Autocomplete, BackLink, BannerKind, Button, ButtonKind, Choice, Field, InputType,
        LabelKind, NotificationBanner, PageHeading, PasswordInput, RadioLayout, Radios, Size,
        Spellcheck, SummaryList, SummaryRow, TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{lines, optional, required, wrong},
    },
};
use domain::{
    access::{Permit, SetEmployerSignIn},
    employer_sign_in::{Reach, SecondFactor, is_of_microsoft, issuer, tenant},
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::{
    StoreError,
    employer_sign_in::{self, ClientSecret, Provider, Users},
    organisations,
};

/// The most tenants that are read from the form.
const MOST_TENANTS: usize = 50;

/// The questions with what was answered.
#[derive(Clone)]
struct SettingsForm {
    title: Field,
    issuer: Field,
    client_id: Field,
    client_secret: Field,
    tenants: Field,
    second_factor: Field,
    is_on: Field,
}

impl SettingsForm {
    fn of(value: impl Fn(&str) -> String, kept: Option<&Provider>) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        let secret = match kept {
            Some(_) => "One is kept and never shown. Leave this empty to keep it",
            None => "It is kept in the database as it is, and never shown again",
        };
        Self {
            title: field("title", "Name on the sign-in page")
                .hint("People choose it to sign in, such as Northside Council"),
            issuer: field("issuer", "Issuer address").hint(
                "For Entra ID: https://login.microsoftonline.com/, the directory (tenant) id, and /v2.0",
            ),
            client_id: field("client_id", "Client id")
                .hint("In Entra ID: the application (client) id"),
            client_secret: Field::new("client_secret")
                .label("Client secret")
                .hint(secret),
            tenants: field("tenants", "Directories whose people may sign in").hint(
                "Directory (tenant) ids, one on each line. Leave this empty only if the provider has none",
            ),
            second_factor: field(
                "second_factor",
                "Whose second factor counts for people with a role?",
            ),
            is_on: field("is_on", "May people sign in this way?"),
        }
    }

    fn typed(typed: &Fields, kept: Option<&Provider>) -> Self {
        Self::of(|name| typed.first(name).to_owned(), kept)
    }

    fn kept(provider: Option<&Provider>, organisation: &str) -> Self {
        let Some(provider) = provider else {
            let begin = |name: &str| match name {
                "title" => organisation.to_owned(),
                "second_factor" => SecondFactor::Ours.code().to_owned(),
                "is_on" => "no".to_owned(),
                _ => String::new(),
            };
            return Self::of(begin, None);
        };
        let value = |name: &str| match name {
            "title" => provider.title.clone(),
            "issuer" => provider.issuer.clone(),
            "client_id" => provider.client_id.clone(),
            "tenants" => provider.tenants.join("\n"),
            "second_factor" => provider.second_factor.code().to_owned(),
            "is_on" => if provider.is_on { "yes" } else { "no" }.to_owned(),
            _ => String::new(),
        };
        Self::of(value, Some(provider))
    }

    fn fields(&self) -> [&Field; 7] {
        [
            &self.title,
            &self.issuer,
            &self.client_id,
            &self.client_secret,
            &self.tenants,
            &self.second_factor,
            &self.is_on,
        ]
    }

    /// The provider to keep; none when something is wrong, which the fields then say.
    fn check(&mut self, setting: &Setting, secret: &str) -> Option<Provider> {
        let title = required(&mut self.title, "Name", "Enter a name for the sign-in page");
        let issuer = issuer(self.issuer.current(), setting.reach)
            .map_err(|error| wrong(&mut self.issuer, error.to_string()))
            .ok();
        let client_id = required(&mut self.client_id, "Client id", "Enter the client id");
        let client_secret = self.secret(setting, secret, issuer.as_deref());
        let tenants = self.tenants(issuer.as_deref());
        let second_factor = SecondFactor::from_code(self.second_factor.current());
        if second_factor.is_none() {
            wrong(&mut self.second_factor, "Select whose second factor counts");
        }
        let is_on = match self.is_on.current() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if is_on.is_none() {
            wrong(&mut self.is_on, "Select yes if people may sign in this way");
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(Provider {
            organisation: setting.organisation,
            is_on: is_on?,
            title,
            issuer: issuer?,
            client_id,
            client_secret,
            tenants,
            second_factor: second_factor?,
        })
    }

    /// The secret that was typed, or the one that is kept. One that is kept goes to no other provider.
    fn secret(&mut self, setting: &Setting, typed: &str, issuer: Option<&str>) -> ClientSecret {
        optional(&mut self.client_secret, "Client secret");
        if !typed.is_empty() {
            if typed.len() > 500 {
                wrong(
                    &mut self.client_secret,
                    "Client secret must be 500 characters or fewer",
                );
            }
            return ClientSecret::new(typed);
        }
        match &setting.kept {
            None => {
                wrong(&mut self.client_secret, "Enter the client secret");
                ClientSecret::default()
            }
            Some(kept) if issuer.is_some_and(|issuer| issuer != kept.issuer) => {
                wrong(
                    &mut self.client_secret,
                    "Enter the client secret again, as the issuer address has changed",
                );
                ClientSecret::default()
            }
            Some(kept) => kept.client_secret.clone(),
        }
    }

    fn tenants(&mut self, issuer: Option<&str>) -> Vec<String> {
        let mut tenants = Vec::new();
        for typed in lines(self.tenants.current()) {
            match tenant(&typed) {
                Ok(tenant) if tenants.contains(&tenant) => {}
                Ok(tenant) => tenants.push(tenant),
                Err(error) => wrong(&mut self.tenants, error.to_string()),
            }
        }
        if tenants.len() > MOST_TENANTS {
            wrong(
                &mut self.tenants,
                format!("Enter {MOST_TENANTS} directories or fewer"),
            );
        }
        if tenants.is_empty() && issuer.is_some_and(is_of_microsoft) {
            wrong(
                &mut self.tenants,
                "Enter the directory (tenant) id. Microsoft signs in the people of every organisation",
            );
        }
        tenants
    }
}

/// What the page is about.
struct Setting {
    permit: Permit<SetEmployerSignIn>,
    organisation: OrganisationId,
    name: String,
    kept: Option<Provider>,
    users: Users,
    reach: Reach,
    back: String,
}

async fn setting(visit: &Visit) -> Result<Setting, Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    let permit = visit.permit(SetEmployerSignIn { organisation })?;
    let services = visit.services();
    let known = organisations::organisations(services).await?;
    let known = known.into_iter().find(|o| o.id == organisation);
    Ok(Setting {
        organisation,
        name: known.ok_or(Problem::NotFound)?.name,
        kept: employer_sign_in::find_provider(services, organisation).await?,
        users: employer_sign_in::users(services, &permit).await?,
        reach: visit.settings().reach(),
        back: format!("{}{BACK}", visit.settings().public_url),
        permit,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let setting = setting(&visit).await?;
    let form = SettingsForm::kept(setting.kept.as_ref(), &setting.name);
    let done = (visit.query.text("done") == "saved").then_some("The settings have been saved.");
    Ok(shown(&form, setting, done).into())
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let setting = setting(&visit).await?;
    let mut form = SettingsForm::typed(&visit.form, setting.kept.as_ref());
    let Some(provider) = form.check(&setting, visit.form.text("client_secret")) else {
        return Ok(shown(&form, setting, None).into());
    };
    match employer_sign_in::set_provider(visit.services(), &setting.permit, &provider).await {
        Ok(()) => Ok(see(format!("{}?done=saved", visit.path))),
        Err(StoreError::Conflict) => {
            wrong(
                &mut form.is_on,
                "Leave it on: otherwise no administrator could sign in. Give an administrator a password first",
            );
            Ok(shown(&form, setting, None).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(form: &SettingsForm, setting: Setting, done: Option<&'static str>) -> Page {
    let fields = form.clone();
    Page::new("Sign-in by the employer", move || {
        view(fields, setting, done)
    })
    .section("/organisations")
    .before(|| view! { <BackLink href="/organisations" text="Organisations"/> })
    .errors(&form.fields())
}

fn view(form: SettingsForm, setting: Setting, done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let facts = vec![
        SummaryRow::new("Redirect URI", setting.back),
        SummaryRow::new("Scopes", "openid profile email"),
        SummaryRow::new("People who sign in this way", counted(setting.users)),
    ];
    let check = setting.kept.is_some().then(|| {
        let action = format!("/organisations/{}/sign-in/check", setting.organisation);
        view! {
            <h2 class="govuk-heading-m">"Check the connection"</h2>
            <p class="govuk-body">
                "Asks the provider for its description and its keys, with the settings as they were saved. Nobody is
                signed in."
            </p>
            <Form action=action>
                <Button text="Check the connection" kind=ButtonKind::Secondary/>
            </Form>
        }
    });
    let legend = LabelKind::Sized(Size::Small);
    let whose = vec![
        Choice::new(SecondFactor::Ours.code(), "Cascade asks for its own"),
        Choice::new(SecondFactor::Theirs.code(), "The employer's").hint(
            "Only if the employer asks everyone for a second factor and its ID tokens say so. Where one does not say so, \
             Cascade asks for its own",
        ),
    ];
    let yes_or_no = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Sign-in by the employer" caption=setting.name/>
            <p class="govuk-body">
                "People of the organisation sign in with the account they have at work, by OpenID Connect. Register Cascade
                with the employer's provider first."
            </p>
            <SummaryList rows=facts/>
            <Form>
                <TextInput field=form.title autocomplete=Autocomplete::Off/>
                <TextInput field=form.issuer kind=InputType::Url autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <TextInput field=form.client_id autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <PasswordInput field=form.client_secret autocomplete=Autocomplete::NewPassword/>
                <Textarea field=form.tenants rows=3 spellcheck=Spellcheck::Off/>
                <Radios field=form.second_factor choices=whose legend=legend/>
                <Radios field=form.is_on choices=yes_or_no legend=legend layout=RadioLayout::Inline/>
                <Button text="Save"/>
            </Form>
            {check}
        </TwoThirds>
    }
    .into_any()
}

/// How many sign in this way, and for whom there is no other.
fn counted(users: Users) -> String {
    match (users.linked, users.only_so) {
        (0, _) => "Nobody yet".to_owned(),
        (linked, 0) => format!("{linked}. Each has a password too"),
        (linked, only_so) => format!("{linked}. Without it, {only_so} of them could not sign in"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::access::{Actor, Grant, Role, permit};

    const TENANT: &str = "6f0d3b1a-5c2e-4f7a-9b8d-0e1c2a3b4d5f";
    const ENTRA: &str =
        "https%3A%2F%2Flogin.microsoftonline.com%2F6f0d3b1a-5c2e-4f7a-9b8d-0e1c2a3b4d5f%2Fv2.0";

    fn setting(kept: Option<Provider>) -> Setting {
        let organisation: OrganisationId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let administrator = Actor::Person {
            person: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            account: "00000000-0000-0000-0000-000000000003".parse().unwrap(),
            name: "Ada".to_owned(),
            grants: vec![Grant {
                role: Role::Administrator,
                organisation: None,
                board: None,
                whose: None,
            }],
        };
        Setting {
            permit: permit(&administrator, SetEmployerSignIn { organisation }).unwrap(),
            organisation,
            name: "Northside Council".to_owned(),
            kept,
            users: Users::default(),
            reach: Reach::Public,
            back: String::new(),
        }
    }

    fn checked(typed: &str, kept: Option<Provider>) -> (Option<Provider>, Vec<String>) {
        let setting = setting(kept);
        let typed = Fields::parse(typed);
        let mut form = SettingsForm::typed(&typed, setting.kept.as_ref());
        let provider = form.check(&setting, typed.text("client_secret"));
        let wrong = form.fields().into_iter().filter(|f| f.error.is_some());
        (provider, wrong.map(|f| f.name.clone()).collect())
    }

    fn entra(more: &str) -> String {
        format!(
            "title=Northside&issuer={ENTRA}&client_id=c&tenants={TENANT}&second_factor=ours&is_on=yes{more}"
        )
    }

    #[test]
    fn a_provider_is_kept_with_its_tenants_one_a_line() {
        let typed = entra("&client_secret=s3cret").replace(
            &format!("tenants={TENANT}"),
            &format!("tenants={}%0D%0A%0D%0A{TENANT}", TENANT.to_uppercase()),
        );
        let (provider, wrong) = checked(&typed, None);
        let provider = provider.unwrap_or_else(|| panic!("{wrong:?}"));
        assert_eq!(provider.tenants, [TENANT]);
        assert_eq!(provider.client_secret.reveal(), "s3cret");
        assert!(!format!("{provider:?}").contains("s3cret"));
    }

    #[test]
    fn everything_that_is_missing_is_said() {
        let (_, wrong) = checked("", None);
        let all = [
            "title",
            "issuer",
            "client_id",
            "client_secret",
            "second_factor",
            "is_on",
        ];
        assert_eq!(wrong, all);
    }

    #[test]
    fn for_microsoft_the_tenants_have_to_be_listed() {
        let (_, wrong) = checked(
            &entra("&client_secret=s").replace(&format!("tenants={TENANT}"), "tenants="),
            None,
        );
        assert_eq!(wrong, ["tenants"]);
        let (_, wrong) = checked(
            &entra("&client_secret=s")
                .replace(&format!("tenants={TENANT}"), "tenants=northside.example"),
            None,
        );
        assert_eq!(wrong, ["tenants"]);
    }

    #[test]
    fn a_secret_stays_with_the_provider_it_was_made_for() {
        let (kept, _) = checked(&entra("&client_secret=s3cret"), None);
        let (again, _) = checked(&entra(""), kept.clone());
        assert_eq!(again.unwrap().client_secret.reveal(), "s3cret");
        let elsewhere = entra("").replace("login.microsoftonline.com", "login.example.org");
        let (_, wrong) = checked(&elsewhere, kept);
        assert_eq!(wrong, ["client_secret"]);
    }
}

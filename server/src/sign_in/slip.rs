//! Signing in with organisation, staff number and the one-time code of a printed joining slip.

use super::{by_password::signed_in, limits::Limit};
use crate::totp::as_given;
use domain::{
    ids::{AccountId, OrganisationId},
    people::staff_number,
};
use leptos::prelude::*;
use store::{
    organisations::{Organisation, organisations},
    people::{account_by_staff_number, begin_sign_in, use_slip},
};
use ui::{
    ui::{
        Autocomplete, BackLink, Button, Choice, Field, InputWidth, PageHeading, Select, Spellcheck,
        TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit},
};

const WRONG: &str = "These do not fit together. Check the organisation, the number and the code on your slip. \
     If the slip has been used or is older than 14 days, ask your training lead for a new one";

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    page(&visit, None).await
}

async fn page(visit: &Visit, error: Option<String>) -> Result<Answer, Problem> {
    let organisations = organisations(visit.services()).await?;
    let value = |name: &str| visit.form.text(name).to_owned();
    let organisation = Field::new("organisation")
        .label("Organisation")
        .value(value("organisation"))
        .error(error);
    let number = Field::new("staff_number")
        .label("Staff number")
        .hint("It is on your slip and on your payslip")
        .value(value("staff_number"));
    let code = Field::new("code")
        .label("Code on the slip")
        .hint("Eight letters and digits, like K7QM-3XPA")
        .value(value("code"));
    let summary = organisation.clone();
    let page = Page::new("Sign in with a joining slip", move || {
        view(&organisations, organisation, number, code)
    });
    let page = page.before(|| view! { <BackLink href="/sign-in"/> });
    Ok(page.errors(&[&summary]).into())
}

fn view(
    organisations: &[Organisation],
    organisation: Field,
    number: Field,
    code: Field,
) -> impl IntoView + use<> {
    let mut choices = vec![Choice::new("", "Choose")];
    choices.extend(
        organisations
            .iter()
            .map(|o| Choice::new(o.id.to_string(), o.name.clone())),
    );
    view! {
        <TwoThirds>
            <PageHeading text="Sign in with a joining slip"/>
            <p class="govuk-body">"Your training lead prints a slip for you. Its code works once."</p>
            <Form>
                <Select field=organisation choices=choices/>
                <TextInput field=number width=InputWidth::Chars10 spellcheck=Spellcheck::Off/>
                <TextInput field=code width=InputWidth::Chars10 autocomplete=Autocomplete::OneTimeCode spellcheck=Spellcheck::Off/>
                <Button text="Sign in"/>
            </Form>
        </TwoThirds>
    }
}

pub(super) async fn sign_in(visit: Visit) -> Result<Answer, Problem> {
    let number = staff_number(visit.form.text("staff_number"));
    let organisation = visit.form.read("organisation");
    let limit = Limit::of(
        &visit,
        &format!("{number} at {}", visit.form.text("organisation")),
    );
    if let Some(wait) = limit.check(&visit).await? {
        return page(&visit, Some(wait)).await;
    }
    // Whether or not there is such an account, the same is asked of the database: nobody learns from the time it takes.
    let organisation = organisation.unwrap_or(OrganisationId::NOTHING);
    let account =
        account_by_staff_number(visit.services(), organisation, &number, visit.today).await?;
    let id = account.map_or(AccountId::NOTHING, |account| account.id);
    if use_slip(visit.services(), id, &as_given(visit.form.text("code"))).await? {
        limit.right(&visit).await?;
        let token = begin_sign_in(visit.services(), id, false, &visit.agent).await?;
        return Ok(signed_in(&visit, &token));
    }
    limit.wrong(&visit).await?;
    page(&visit, Some(WRONG.to_owned())).await
}

//! Trying a provider, for an administrator.

use super::{
    Providers,
    discovery::{Fault, Known},
};
use domain::{access::SetEmployerSignIn, ids::OrganisationId};
use leptos::prelude::*;
use std::sync::Arc;
use store::employer_sign_in::{Provider, find_provider};
use ui::{
    ui::{
        BackLink, ButtonLink, CallOut, CallOutKind, PageHeading, SummaryList, SummaryRow, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit, see},
};

fn settings_of(organisation: OrganisationId) -> String {
    format!("/organisations/{organisation}/sign-in")
}

/// The provider in the address, for those who may set it up.
async fn in_address(visit: &Visit) -> Result<Provider, Problem> {
    let organisation = visit.param("organisation")?;
    visit.permit(SetEmployerSignIn { organisation })?;
    let provider = find_provider(visit.services(), organisation).await?;
    provider.ok_or(Problem::NotFound)
}

/// Leads to the settings, for those who look up the address of the form.
pub(in crate::sign_in) async fn lookup(visit: Visit) -> Result<Answer, Problem> {
    Ok(see(settings_of(in_address(&visit).await?.organisation)))
}

/// Asks the provider for its description and keys, and says what is wrong, or what it said.
pub(in crate::sign_in) async fn check(
    visit: Visit,
    providers: Providers,
) -> Result<Answer, Problem> {
    let provider = in_address(&visit).await?;
    let reach = visit.settings().reach();
    let asked = providers.ask_anew(&provider.issuer, reach, visit.now).await;
    let (href, back) = (
        settings_of(provider.organisation),
        settings_of(provider.organisation),
    );
    Ok(
        Page::new("Check the connection", move || view(&provider, asked, href))
            .section("/organisations")
            .before(move || view! { <BackLink href=back text="Sign-in by the employer"/> })
            .into(),
    )
}

fn view(provider: &Provider, asked: Result<Arc<Known>, Fault>, href: String) -> AnyView {
    let title = provider.title.clone();
    let said = match asked {
        Ok(known) => works(provider, &known),
        Err(fault) => {
            let fault = fault.to_string();
            view! {
                <CallOut kind=CallOutKind::Important title="The connection does not work yet">
                    <p class="govuk-body">{fault}</p>
                </CallOut>
            }
            .into_any()
        }
    };
    view! {
        <TwoThirds>
            <PageHeading text="Check the connection" caption=title/>
            {said}
            <ButtonLink text="Back to the settings" href=href/>
        </TwoThirds>
    }
    .into_any()
}

fn works(provider: &Provider, known: &Known) -> AnyView {
    let signs_in_at = known.metadata.authorization_endpoint().url();
    let mut facts = vec![
        SummaryRow::new("Issuer", known.issuer.clone()),
        SummaryRow::new(
            "People sign in at",
            signs_in_at.host_str().unwrap_or_default().to_owned(),
        ),
        SummaryRow::new("Keys for signatures", known.count_keys().to_string()),
    ];
    if known.is_for_many() {
        let said = "Many. Only those listed in the settings may sign in here";
        facts.push(SummaryRow::new("Directories", said));
    }
    let needs_tenants = (known.is_for_many() && provider.tenants.is_empty()).then(|| view! {
        <CallOut kind=CallOutKind::Important title="Nobody could sign in yet">
            <p class="govuk-body">"The provider serves many directories. List in the settings those whose people may sign in."</p>
        </CallOut>
    });
    view! {
        <CallOut kind=CallOutKind::Tip title="The provider answers">
            <p class="govuk-body">
                "It has said how to sign people in, and has sent its keys. Whether it accepts the client id and the client
                secret is seen when somebody signs in for the first time."
            </p>
        </CallOut>
        <SummaryList rows=facts/>
        {needs_tenants}
    }
    .into_any()
}

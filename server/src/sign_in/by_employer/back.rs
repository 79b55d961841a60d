//! Receiving somebody whom their employer's provider sends back.

use super::{Providers, exchange::Exchange, refusals};
use crate::sign_in::by_password::lead_on;
use domain::{
    access::{Actor, LinkSignIn, permit},
    employer_sign_in::{SecondFactor, Told, gave_second_factor, identify},
};
use store::{
    employer_sign_in::{Came, Provider, come, find_provider, take},
    people::begin_sign_in,
};
use ui::web::{Answer, Problem, Visit, see};

/// Signs somebody in who comes back with a code, if the provider stands for them and they are known here.
pub(in crate::sign_in) async fn back(
    visit: Visit,
    providers: Providers,
) -> Result<Answer, Problem> {
    if visit.signed_in.is_some() {
        return Ok(see("/"));
    }
    let services = visit.services();
    let start = take(services, visit.query.text("state"), &visit.form_token).await?;
    let start = start.ok_or_else(refusals::run_out)?;
    let provider = find_provider(services, start.organisation).await?;
    let provider = provider.filter(|provider| provider.is_on);
    let provider = provider.ok_or_else(refusals::off)?;
    let error = visit.query.text("error");
    if !error.is_empty() {
        return Err(refusals::without_code(&provider, error));
    }
    let exchange = Exchange::new(&visit, providers, &provider, &start);
    let told = exchange.told(visit.query.text("code")).await;
    let told = told.map_err(|why| refusals::not_told(&provider, &why))?;
    let identity =
        identify(&told, &provider.tenants).map_err(|why| refusals::not_allowed(&provider, &why))?;
    let organisation = provider.organisation;
    let permit = permit(&Actor::Program, LinkSignIn { organisation })?;
    match come(services, &permit, &identity, &told).await? {
        Came::Known(account) => {
            let second_factor = gave(&provider, &told);
            let token = begin_sign_in(services, account, second_factor, &visit.agent).await?;
            Ok(lead_on(&visit, &token, &start.back))
        }
        Came::Waits(because) => Ok(refusals::waits(&provider, because)),
        Came::Refused => Err(refusals::refused(&provider)),
        Came::Left => Err(refusals::left(&provider)),
        Came::Closed => Err(refusals::closed()),
    }
}

/// Whether the provider's second factor stands for ours.
fn gave(provider: &Provider, told: &Told) -> bool {
    provider.second_factor == SecondFactor::Theirs
        && gave_second_factor(&told.methods, told.strength.as_deref())
}

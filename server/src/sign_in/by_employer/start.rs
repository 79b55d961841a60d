//! Sending somebody to their employer's provider.

use super::{Providers, exchange::Exchange, refusals};
use store::employer_sign_in::{Start, begin, find_provider};
use ui::web::{Answer, Problem, Visit, see};

/// Begins a sign-in and leads to the provider. Asked by a link, as browsers keep forms on this site.
pub(in crate::sign_in) async fn start(
    visit: Visit,
    providers: Providers,
) -> Result<Answer, Problem> {
    if visit.signed_in.is_some() {
        return Ok(see("/"));
    }
    let services = visit.services();
    let provider = find_provider(services, visit.param("organisation")?).await?;
    let provider = provider.ok_or(Problem::NotFound)?;
    if !provider.is_on {
        return Err(refusals::off());
    }
    let start = Start {
        organisation: provider.organisation,
        nonce: services.ids.secret(),
        verifier: services.ids.secret(),
        back: visit.query.text("back").to_owned(),
    };
    let state = services.ids.secret();
    let exchange = Exchange::new(&visit, providers, &provider, &start);
    let address = exchange.address(&state).await;
    let address = address.map_err(|why| refusals::not_told(&provider, &why))?;
    begin(services, &start, &state, &visit.form_token).await?;
    Ok(see(address))
}

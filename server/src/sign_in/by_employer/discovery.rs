//! What a provider says of itself: its description and its keys, remembered for an hour.

use super::fetch::{Fetch, Unreachable};
use chrono::{DateTime, TimeDelta, Utc};
use domain::employer_sign_in::{Reach, issuer_fits};
use openidconnect::{
    AuthType, HttpRequest,
    core::{CoreClientAuthMethod, CoreJsonWebKey, CoreJsonWebKeySet, CoreProviderMetadata},
    http::{StatusCode, header},
};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use store::employer_sign_in::Provider;
use thiserror::Error;

/// How long a description is believed.
const BELIEVED: TimeDelta = TimeDelta::hours(1);

/// What stands for the tenant in what a provider for many tenants says.
const TENANT: &str = "{tenantid}";

/// What is wrong with a provider, in words for an administrator.
#[derive(Debug, Error)]
pub enum Fault {
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    #[error(
        "{0} answers with the status {1} instead of the provider's description. Check the issuer address."
    )]
    Status(String, u16),
    #[error(
        "{0} leads on to another address, which Cascade does not follow. Enter the address it leads to as issuer, or ask \
         the provider which it is."
    )]
    LeadsOn(String),
    #[error(
        "What {0} answers is not the description of an OpenID Connect provider ({1}). Check the issuer address."
    )]
    NotADescription(String, String),
    #[error(
        "The provider calls itself {said}, and the settings say {asked}. Enter exactly what it calls itself as issuer \
         address."
    )]
    OtherIssuer { said: String, asked: String },
    #[error("The provider names no address at which codes are exchanged (token_endpoint).")]
    NoTokenEndpoint,
    #[error("The provider names {0} as one of its addresses, which does not begin with https://.")]
    NotSecure(String),
    #[error("The provider offers no sign-in with a code (response_types_supported).")]
    NoCode,
    #[error(
        "The provider publishes no key that Cascade can check signatures with. It needs one for RS256, PS256, ES256, \
         ES384 or EdDSA."
    )]
    NoKeys,
}

/// What a provider has said of itself.
#[derive(Debug)]
pub(super) struct Known {
    /// Its description.
    pub metadata: CoreProviderMetadata,
    /// Its issuer; for many tenants with `{tenantid}` in it.
    pub issuer: String,
    keys: Vec<Value>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
}

impl Known {
    /// Whether the provider serves many tenants, each with an issuer of its own.
    pub fn is_for_many(&self) -> bool {
        self.issuer.contains(TENANT)
    }

    /// The keys that sign for the tenants of an organisation. Microsoft says of some keys for which issuer they sign.
    pub fn keys(&self, provider: &Provider) -> CoreJsonWebKeySet {
        let signs = |key: &&Value| match key.get("issuer").and_then(Value::as_str) {
            Some(issuer) if self.is_for_many() => {
                let is_of = |tenant: &String| issuer == self.issuer.replace(TENANT, tenant);
                issuer == self.issuer || provider.tenants.iter().any(is_of)
            }
            _ => true,
        };
        let read = |key: &Value| serde_json::from_value::<CoreJsonWebKey>(key.clone()).ok();
        CoreJsonWebKeySet::new(self.keys.iter().filter(signs).filter_map(read).collect())
    }

    /// How many keys there are.
    pub fn count_keys(&self) -> usize {
        self.keys.len()
    }

    /// How Cascade proves itself: in the header, unless the provider takes it in the form only.
    pub fn auth_type(&self) -> AuthType {
        let methods = self.metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|all| all.contains(&method));
        if takes(CoreClientAuthMethod::ClientSecretBasic) {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        }
    }
}

/// The providers, as far as they have been asked. Only what they say of themselves is remembered, and not for long:
/// nothing that another server must see.
#[derive(Clone)]
pub struct Providers {
    pub(super) fetch: Fetch,
    known: Arc<Mutex<HashMap<String, Arc<Known>>>>,
}

impl Providers {
    /// Nobody asked yet.
    pub fn new() -> Self {
        Self {
            fetch: Fetch::new(),
            known: Arc::default(),
        }
    }

    /// What a provider says of itself, asked within the hour.
    ///
    /// # Errors
    /// [`Fault`].
    pub(super) async fn known(
        &self,
        issuer: &str,
        reach: Reach,
        now: DateTime<Utc>,
    ) -> Result<Arc<Known>, Fault> {
        let known = {
            let all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            all.get(issuer).cloned()
        };
        match known {
            Some(known) if now - known.asked_at < BELIEVED => Ok(known),
            _ => self.ask_anew(issuer, reach, now).await,
        }
    }

    /// What a provider says of itself now.
    ///
    /// # Errors
    /// [`Fault`].
    pub(super) async fn ask_anew(
        &self,
        issuer: &str,
        reach: Reach,
        now: DateTime<Utc>,
    ) -> Result<Arc<Known>, Fault> {
        let known = Arc::new(self.discover(issuer, reach, now).await?);
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(issuer.to_owned(), Arc::clone(&known));
        Ok(known)
    }

    async fn discover(
        &self,
        asked: &str,
        reach: Reach,
        now: DateTime<Utc>,
    ) -> Result<Known, Fault> {
        let base = asked.trim_end_matches('/');
        let address = format!("{base}/.well-known/openid-configuration");
        let description = self.read(&address, reach).await?;
        let metadata: CoreProviderMetadata = serde_json::from_value(description.clone())
            .map_err(|error| Fault::NotADescription(address, error.to_string()))?;
        let said = description["issuer"].as_str().unwrap_or_default();
        if !issuer_fits(asked, said) {
            return Err(Fault::OtherIssuer {
                said: said.to_owned(),
                asked: asked.to_owned(),
            });
        }
        check(&metadata, reach)?;
        let keys = self.read(metadata.jwks_uri().as_str(), reach).await?;
        let keys = keys["keys"].as_array().cloned().unwrap_or_default();
        let fits = |key: &Value| serde_json::from_value::<CoreJsonWebKey>(key.clone()).is_ok();
        if !keys.iter().any(fits) {
            return Err(Fault::NoKeys);
        }
        Ok(Known {
            metadata,
            issuer: said.to_owned(),
            keys,
            asked_at: now,
        })
    }

    async fn read(&self, address: &str, reach: Reach) -> Result<Value, Fault> {
        let request = openidconnect::http::Request::get(address)
            .header(header::ACCEPT, "application/json")
            .body(Vec::new());
        let request: HttpRequest =
            request.map_err(|_| Unreachable::NotAnAddress(address.to_owned()))?;
        let answer = self.fetch.ask(reach, request).await?;
        match answer.status() {
            StatusCode::OK => {}
            status if status.is_redirection() => return Err(Fault::LeadsOn(address.to_owned())),
            status => return Err(Fault::Status(address.to_owned(), status.as_u16())),
        }
        serde_json::from_slice(answer.body())
            .map_err(|error| Fault::NotADescription(address.to_owned(), error.to_string()))
    }
}

/// Whether a provider can do what Cascade needs, at addresses to which people and secrets may be sent.
fn check(metadata: &CoreProviderMetadata, reach: Reach) -> Result<(), Fault> {
    let token = metadata.token_endpoint().ok_or(Fault::NoTokenEndpoint)?;
    let addresses = [
        metadata.authorization_endpoint().url(),
        token.url(),
        metadata.jwks_uri().url(),
    ];
    for address in addresses {
        let may = match address.scheme() {
            "https" => true,
            "http" => reach == Reach::AlsoThisMachine,
            _ => false,
        };
        if !may {
            return Err(Fault::NotSecure(address.to_string()));
        }
    }
    let code = openidconnect::core::CoreResponseType::Code;
    let offers = |types: &openidconnect::ResponseTypes<_>| types.len() == 1 && types[0] == code;
    if !metadata.response_types_supported().iter().any(offers) {
        return Err(Fault::NoCode);
    }
    Ok(())
}

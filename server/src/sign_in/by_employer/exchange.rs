//! With a provider: the address to send somebody to, and what a code that comes back tells of them.

use super::{
    claims::{EmployerClaims, told},
    discovery::{Fault, Known, Providers},
    fetch::Unreachable,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::employer_sign_in::{Reach, Told, issuer_of_tenant};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    IdTokenVerifier, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse,
    StandardTokenResponse, TokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
        CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
        CoreTokenType,
    },
};
use std::sync::Arc;
use store::employer_sign_in::{Provider, Start};
use thiserror::Error;
use ui::{employer_sign_in::BACK, web::Visit};

/// Signatures that are believed: by a key that only the provider has. None with a shared secret, and never no signature.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How far the provider's clock may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

type Tokens = StandardTokenResponse<
    IdTokenFields<
        EmployerClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// Cascade, as a provider knows it.
type Application = Client<
    EmployerClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why a code told nothing that can be believed.
#[derive(Debug, Error)]
pub(super) enum NotTold {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("the address to come back to is none: {0}")]
    NoWayBack(String),
    #[error("the provider does not accept the client id or the client secret ({0})")]
    NotAccepted(String),
    #[error("the provider does not take the code ({0})")]
    NoExchange(String),
    #[error("the provider sent no ID token")]
    NoToken,
    #[error("the ID token was refused: {0}")]
    Refused(#[from] Refused),
}

/// Why an ID token is not believed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Refused {
    #[error("it was made for another application")]
    Audience,
    #[error("it comes from another provider than the one set up here")]
    Issuer,
    #[error("it does not belong to this sign-in")]
    Nonce,
    #[error("it has run out, or the clocks differ")]
    Expired,
    #[error("it is not signed")]
    Unsigned,
    #[error("it is not signed with a key of the provider")]
    Key,
    #[error("it cannot be read")]
    Unreadable,
}

impl From<ClaimsVerificationError> for Refused {
    fn from(error: ClaimsVerificationError) -> Self {
        use ClaimsVerificationError as E;
        match error {
            E::InvalidAudience(_) => Self::Audience,
            E::InvalidIssuer(_) => Self::Issuer,
            E::InvalidNonce(_) => Self::Nonce,
            E::Expired(_) => Self::Expired,
            E::SignatureVerification(SignatureVerificationError::NoSignature) => Self::Unsigned,
            E::SignatureVerification(_) => Self::Key,
            _ => Self::Unreadable,
        }
    }
}

/// A sign-in at a provider, with what both sides have to know.
pub(super) struct Exchange {
    providers: Providers,
    provider: Provider,
    start: Start,
    reach: Reach,
    now: DateTime<Utc>,
    /// Where the provider sends people back to.
    back: String,
}

impl Exchange {
    /// The sign-in that a visit begins or ends.
    pub fn new(visit: &Visit, providers: Providers, provider: &Provider, start: &Start) -> Self {
        Self {
            providers,
            provider: provider.clone(),
            start: start.clone(),
            reach: visit.settings().reach(),
            now: visit.now,
            back: format!("{}{BACK}", visit.settings().public_url),
        }
    }

    async fn known(&self) -> Result<Arc<Known>, Fault> {
        let issuer = &self.provider.issuer;
        self.providers.known(issuer, self.reach, self.now).await
    }

    fn application(&self, known: &Known) -> Result<Application, NotTold> {
        let back = RedirectUrl::new(self.back.clone());
        let back = back.map_err(|error| NotTold::NoWayBack(error.to_string()))?;
        let id = ClientId::new(self.provider.client_id.clone());
        let secret = ClientSecret::new(self.provider.client_secret.reveal().to_owned());
        let application =
            Application::from_provider_metadata(known.metadata.clone(), id, Some(secret));
        Ok(application
            .set_auth_type(known.auth_type())
            .set_redirect_uri(back))
    }

    /// The address to send somebody to.
    ///
    /// # Errors
    /// [`NotTold`] when the provider cannot be asked what it is.
    pub async fn address(&self, state: &str) -> Result<String, NotTold> {
        let known = self.known().await?;
        let application = self.application(&known)?;
        let verifier = PkceCodeVerifier::new(self.start.verifier.clone());
        let (state, nonce) = (
            CsrfToken::new(state.to_owned()),
            Nonce::new(self.start.nonce.clone()),
        );
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (address, _, _) = application
            .authorize_url(flow, move || state, move || nonce)
            .add_scope(Scope::new("profile".to_owned()))
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.to_string())
    }

    /// What the provider tells of whoever brought a code.
    ///
    /// # Errors
    /// [`NotTold`].
    pub async fn told(&self, code: &str) -> Result<Told, NotTold> {
        let known = self.known().await?;
        let tokens = self.tokens(&known, code).await?;
        let token = tokens.id_token().ok_or(NotTold::NoToken)?;
        let nonce = Nonce::new(self.start.nonce.clone());
        let claims = match token.claims(&self.verifier(&known), &nonce) {
            // The provider may have changed its keys since it was asked.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) if known.asked_at < self.now => {
                let issuer = &self.provider.issuer;
                let anew = self
                    .providers
                    .ask_anew(issuer, self.reach, self.now)
                    .await?;
                token.claims(&self.verifier(&anew), &nonce)
            }
            claims => claims,
        };
        let claims = claims.map_err(Refused::from)?;
        let tenant = claims.additional_claims().tid.as_deref();
        if claims.issuer().as_str() != issuer_of_tenant(&known.issuer, tenant) {
            return Err(Refused::Issuer.into());
        }
        Ok(told(claims))
    }

    async fn tokens(&self, known: &Known, code: &str) -> Result<Tokens, NotTold> {
        let application = self.application(known)?;
        let (fetch, reach) = (self.providers.fetch.clone(), self.reach);
        let ask = move |request| {
            let fetch = fetch.clone();
            async move { fetch.ask(reach, request).await }
        };
        let request = application
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Fault::NoTokenEndpoint)?
            .set_pkce_verifier(PkceCodeVerifier::new(self.start.verifier.clone()));
        request.request_async(&ask).await.map_err(not_exchanged)
    }

    /// What checks a token: signature, issuer, audience, time. For many tenants the issuer is compared when the tenant
    /// is known, in [`Self::told`].
    fn verifier(&self, known: &Known) -> IdTokenVerifier<'static, CoreJsonWebKey> {
        let now = self.now;
        let in_time = move |issued: DateTime<Utc>| {
            if issued <= now + AHEAD {
                Ok(())
            } else {
                Err("it is from the future".to_owned())
            }
        };
        let issuer = IssuerUrl::new(known.issuer.clone())
            .unwrap_or_else(|_| known.metadata.issuer().clone());
        IdTokenVerifier::new_public_client(
            ClientId::new(self.provider.client_id.clone()),
            issuer,
            known.keys(&self.provider),
        )
        .set_allowed_algs(SIGNATURES)
        .require_issuer_match(!known.is_for_many())
        .set_time_fn(move || now)
        .set_issue_time_verifier_fn(in_time)
    }
}

fn not_exchanged(
    error: RequestTokenError<Unreachable, StandardErrorResponse<CoreErrorResponseType>>,
) -> NotTold {
    match error {
        RequestTokenError::Request(unreachable) => Fault::from(unreachable).into(),
        RequestTokenError::ServerResponse(said) => match said.error() {
            kind @ (CoreErrorResponseType::InvalidClient
            | CoreErrorResponseType::UnauthorizedClient) => NotTold::NotAccepted(kind.to_string()),
            kind => NotTold::NoExchange(kind.to_string()),
        },
        RequestTokenError::Parse(..) => Refused::Unreadable.into(),
        RequestTokenError::Other(said) => NotTold::NoExchange(said),
    }
}

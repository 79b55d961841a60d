//! Asking an address that an administrator has named: no redirect is followed, no address of a network behind the server
//! is asked, little time is given and little read.
//!
//! The name is resolved once, every address it has is judged, and the connection goes to one of those: a name that says
//! something else a moment later leads nowhere else.

use axum::body::{Body, to_bytes};
use domain::employer_sign_in::Reach;
use hyper::{
    client::conn::http1,
    header::{CONNECTION, HOST, HeaderValue, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use openidconnect::{HttpRequest, HttpResponse, http::Uri};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use thiserror::Error;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most that is read of an answer, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Why an address gave no answer, in words for an administrator.
#[derive(Debug, Error)]
pub enum Unreachable {
    #[error("{0} is not an address that can be asked. Addresses begin with https://.")]
    NotAnAddress(String),
    #[error(
        "The name {0} is not known. Check the spelling of the issuer address, and that this server can look up names on \
         the internet."
    )]
    NoSuchName(String),
    #[error(
        "{0} is in a private network. Cascade asks only providers on the public internet, so that nobody can reach your \
         network through it."
    )]
    Private(String),
    #[error(
        "{0} does not answer. Check the address, and that the firewall lets this server connect to it."
    )]
    NoConnection(String),
    #[error(
        "{0} does not answer within {time} seconds. Try again, and check that the firewall lets this server connect to it.",
        time = PATIENCE.as_secs()
    )]
    Slow(String),
    #[error("{0} cannot prove with its certificate who it is ({1}).")]
    Untrusted(String, String),
    #[error("{0} broke off its answer, or sent more than a provider does.")]
    BrokenOff(String),
}

/// What asks.
#[derive(Clone)]
pub(super) struct Fetch {
    tls: TlsConnector,
}

impl Fetch {
    /// One that trusts the public authorities.
    pub fn new() -> Self {
        Self::trusting(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect())
    }

    fn trusting(roots: RootCertStore) -> Self {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows the versions of TLS that rustls does")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            tls: TlsConnector::from(Arc::new(config)),
        }
    }

    /// Sends a request and reads the answer, whatever its status.
    ///
    /// # Errors
    /// [`Unreachable`].
    pub async fn ask(
        &self,
        reach: Reach,
        request: HttpRequest,
    ) -> Result<HttpResponse, Unreachable> {
        let place = Place::of(request.uri())?;
        let asked = timeout(PATIENCE, self.exchange(&place, reach, request)).await;
        asked.unwrap_or_else(|_| Err(Unreachable::Slow(place.host)))
    }

    async fn exchange(
        &self,
        place: &Place,
        reach: Reach,
        request: HttpRequest,
    ) -> Result<HttpResponse, Unreachable> {
        let stream = place.connect(reach).await?;
        if !place.is_secure {
            return place.send(stream, request).await;
        }
        let untrusted = |why: String| Unreachable::Untrusted(place.host.clone(), why);
        let name = ServerName::try_from(place.host.clone());
        let name = name.map_err(|error| untrusted(error.to_string()))?;
        let stream = self.tls.connect(name, stream).await;
        let stream = stream.map_err(|error| untrusted(error.to_string()))?;
        place.send(stream, request).await
    }
}

/// Where an address leads.
#[derive(Debug)]
struct Place {
    host: String,
    port: u16,
    authority: String,
    is_secure: bool,
}

impl Place {
    fn of(uri: &Uri) -> Result<Self, Unreachable> {
        let odd = || Unreachable::NotAnAddress(uri.to_string());
        let is_secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(odd()),
        };
        let authority = uri.authority().ok_or_else(odd)?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(odd());
        }
        Ok(Self {
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority
                .port_u16()
                .unwrap_or(if is_secure { 443 } else { 80 }),
            authority: authority.to_string(),
            is_secure,
        })
    }

    /// Connects to one of the addresses of the name, if all of them may be asked.
    async fn connect(&self, reach: Reach) -> Result<TcpStream, Unreachable> {
        let unknown = || Unreachable::NoSuchName(self.host.clone());
        let found = lookup_host((self.host.as_str(), self.port)).await;
        let addresses: Vec<SocketAddr> = found.map_err(|_| unknown())?.collect();
        if addresses.is_empty() {
            return Err(unknown());
        }
        let may = |address: &SocketAddr| {
            if self.is_secure {
                reach.allows(address.ip())
            } else {
                reach.allows_plainly(address.ip())
            }
        };
        if !addresses.iter().all(may) {
            return Err(Unreachable::Private(self.host.clone()));
        }
        let connected = TcpStream::connect(addresses.as_slice()).await;
        connected.map_err(|_| Unreachable::NoConnection(self.host.clone()))
    }

    async fn send<S>(&self, stream: S, request: HttpRequest) -> Result<HttpResponse, Unreachable>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let broken_off = |_| Unreachable::BrokenOff(self.host.clone());
        let request = self.addressed(request)?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(broken_off)?;
        let driven = tokio::spawn(connection);
        let answer = sender.send_request(request).await.map_err(broken_off)?;
        let (parts, body) = answer.into_parts();
        let body = to_bytes(Body::new(body), LARGEST).await;
        driven.abort();
        let body = body.map_err(|_| Unreachable::BrokenOff(self.host.clone()))?;
        Ok(HttpResponse::from_parts(parts, body.to_vec()))
    }

    /// A request as it goes over a connection of its own.
    fn addressed(&self, request: HttpRequest) -> Result<hyper::Request<Body>, Unreachable> {
        let (mut parts, body) = request.into_parts();
        let odd = || Unreachable::NotAnAddress(self.authority.clone());
        let path = parts.uri.path_and_query().cloned().ok_or_else(odd)?;
        parts.uri = Uri::from(path);
        let host = HeaderValue::from_str(&self.authority).map_err(|_| odd())?;
        parts.headers.insert(HOST, host);
        let fixed = [(USER_AGENT, "Cascade"), (CONNECTION, "close")];
        for (name, value) in fixed {
            parts.headers.insert(name, HeaderValue::from_static(value));
        }
        Ok(hyper::Request::from_parts(parts, Body::from(body)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked(address: &str, reach: Reach) -> String {
        let request = hyper::Request::get(address).body(Vec::new()).unwrap();
        match Fetch::new().ask(reach, request).await {
            Ok(answer) => answer.status().to_string(),
            Err(unreachable) => unreachable.to_string(),
        }
    }

    #[tokio::test]
    async fn no_address_behind_the_server_is_asked() {
        for address in [
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://localhost:9/",
            "https://169.254.169.254/latest/meta-data",
            "http://169.254.169.254/latest/meta-data",
            "http://10.1.2.3/",
            "http://8.8.8.8/",
        ] {
            let said = asked(address, Reach::Public).await;
            assert!(
                said.contains("is in a private network"),
                "{address}: {said}"
            );
        }
        let elsewhere = asked("http://192.168.0.1/", Reach::AlsoThisMachine).await;
        assert!(elsewhere.contains("is in a private network"), "{elsewhere}");
    }

    #[tokio::test]
    async fn what_is_no_address_is_said_to_be_none() {
        for odd in ["/path", "https://user@login.example.org/"] {
            let said = asked(odd, Reach::AlsoThisMachine).await;
            assert!(said.contains("is not an address"), "{odd}: {said}");
        }
    }

    #[tokio::test]
    async fn this_machine_is_asked_only_for_trying_out() {
        use tokio::net::TcpListener;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = axum::Router::new().route("/", axum::routing::get(|| async { "here" }));
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let address = format!("http://127.0.0.1:{port}/");
        assert_eq!(asked(&address, Reach::AlsoThisMachine).await, "200 OK");
        let refused = asked(&address, Reach::Public).await;
        assert!(refused.contains("is in a private network"), "{refused}");
        let secure = address.replace("http://", "https://");
        let untrusted = asked(&secure, Reach::AlsoThisMachine).await;
        assert!(untrusted.contains("cannot prove"), "{untrusted}");
        server.abort();
    }
}

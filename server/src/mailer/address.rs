//! The address of a mail server, and how the way to it is protected.
//!
//! `smtp://user:password@host:587` asks for STARTTLS and sends nothing without it; `smtps://…` speaks TLS from the first
//! byte. Without either, `smtp://localhost?tls=none`, mail goes only to a server on the same machine. Rule N7 of
//! `docs/rules/notifications.md`.

/// How the way to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte.
    Tls,
    /// STARTTLS, or nothing is sent.
    StartTls,
    /// None: the server is on this machine.
    None,
}

/// The address of a mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpAddress {
    /// The address without what follows the question mark; may hold a password.
    pub url: String,
    /// The name on the server's certificate.
    pub host: String,
    /// How the way to it is protected.
    pub protection: Protection,
}

impl SmtpAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, without its secrets.
    pub fn read(address: &str) -> Result<Self, String> {
        let (url, query) = address.split_once('?').unwrap_or((address, ""));
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let authority = rest.split('/').next().unwrap_or_default();
        let host = host_of(authority);
        if host.is_empty() {
            return Err("name a server, such as smtp://mail.example.org:587".to_owned());
        }
        let words: Vec<&str> = query.split('&').filter(|word| !word.is_empty()).collect();
        let protection = match (scheme, words.as_slice()) {
            ("smtps", []) => Protection::Tls,
            ("smtp", [] | ["tls=required"]) => Protection::StartTls,
            ("smtp", ["tls=none"]) if is_this_machine(host) => Protection::None,
            ("smtp", ["tls=none"]) => {
                return Err("tls=none is only for a server on this machine".to_owned());
            }
            ("smtp" | "smtps", _) => {
                return Err("nothing but tls=none may follow the question mark".to_owned());
            }
            _ => return Err("begin with smtp:// or smtps://".to_owned()),
        };
        Ok(Self {
            url: url.to_owned(),
            host: host.to_owned(),
            protection,
        })
    }
}

/// The host in `user:password@host:port`, without the brackets that an address of IPv6 stands in.
fn host_of(authority: &str) -> &str {
    let place = authority.rsplit('@').next().unwrap_or_default();
    match place.strip_prefix('[') {
        Some(ipv6) => ipv6.split(']').next().unwrap_or_default(),
        None => place.split(':').next().unwrap_or_default(),
    }
}

fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protection(address: &str) -> Result<Protection, String> {
        SmtpAddress::read(address).map(|read| read.protection)
    }

    #[test]
    fn starttls_is_required_of_every_server_but_one_on_this_machine() {
        let required = [
            "smtp://mail.example",
            "smtp://mail.example:587?tls=required",
            "smtp://user:tls=none@mail.example:587",
            "smtp://localhost",
        ];
        for address in required {
            assert_eq!(protection(address), Ok(Protection::StartTls), "{address}");
        }
        assert_eq!(protection("smtps://mail.example"), Ok(Protection::Tls));
        for address in ["smtp://localhost?tls=none", "smtp://[::1]:25?tls=none"] {
            assert_eq!(protection(address), Ok(Protection::None), "{address}");
        }
    }

    #[test]
    fn an_address_that_would_send_in_the_clear_is_refused() {
        for address in [
            "smtp://mail.example?tls=none",
            "smtp://mail.example?tls=opportunistic",
            "smtp://localhost@mail.example?tls=none",
            "smtps://mail.example?tls=none",
            "http://mail.example",
            "smtp://",
            "mail.example",
        ] {
            assert!(protection(address).is_err(), "{address}");
        }
    }

    #[test]
    fn the_name_on_the_certificate_is_that_of_the_host() {
        let host = |address: &str| SmtpAddress::read(address).unwrap().host;
        assert_eq!(host("smtp://a:b%40c@mail.example:587/me"), "mail.example");
        assert_eq!(host("smtps://[2001:db8::1]:465"), "2001:db8::1");
    }
}

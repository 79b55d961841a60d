//! What an administrator says of a provider.

use super::Reach;
use thiserror::Error;
use uuid::Uuid;

/// What stands for the tenant in the issuer of a provider for many tenants.
const TENANT: &str = "{tenantid}";

/// Where Microsoft signs in the people of organisations.
const MICROSOFT: [&str; 5] = [
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
    "login.microsoft.com",
    "sts.windows.net",
];

/// What people may paste behind an issuer.
const DESCRIPTION: &str = "/.well-known/openid-configuration";

/// Why a text is not the issuer of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAnIssuer {
    /// Nothing was typed.
    #[error("Enter the issuer address")]
    Empty,
    /// It is not secure.
    #[error("Issuer address must begin with https://")]
    NotHttps,
    /// It has more, or less, than an issuer has.
    #[error(
        "Issuer address must be a web address without ? and #, like https://login.example.org/northside"
    )]
    Malformed,
}

/// The issuer of a provider, exactly as it is typed but for the end of its description's address.
///
/// # Errors
/// [`NotAnIssuer`]. Plain HTTP is for trying out, on this machine only.
pub fn issuer(typed: &str, reach: Reach) -> Result<String, NotAnIssuer> {
    let typed = typed.trim();
    let typed = typed.strip_suffix(DESCRIPTION).unwrap_or(typed);
    let (scheme, rest) = typed.split_once("://").unwrap_or(("", typed));
    match scheme {
        _ if typed.is_empty() => return Err(NotAnIssuer::Empty),
        "https" => {}
        "http" if reach == Reach::AlsoThisMachine => {}
        _ => return Err(NotAnIssuer::NotHttps),
    }
    let host = rest.split('/').next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\\\"<>{}|^`".contains(c);
    if host.is_empty() || host.contains('@') || rest.contains(odd) || typed.len() > 500 {
        return Err(NotAnIssuer::Malformed);
    }
    Ok(typed.to_owned())
}

/// A text that is not the id of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "\u{201c}{0}\u{201d} is not a directory (tenant) id. It has 32 digits and letters, like 6f0d3b1a-5c2e-4f7a-9b8d-0e1c2a3b4d5f"
)]
pub struct NotATenant(pub String);

/// The id of a tenant as it is compared.
///
/// # Errors
/// [`NotATenant`].
pub fn tenant(typed: &str) -> Result<String, NotATenant> {
    let id: Result<Uuid, _> = typed.trim().parse();
    id.map(|id| id.to_string())
        .map_err(|_| NotATenant(typed.trim().chars().take(40).collect()))
}

/// Whether a provider is Microsoft's, which serves everybody's tenants: then those allowed have to be listed.
pub fn is_of_microsoft(issuer: &str) -> bool {
    MICROSOFT.contains(&host(issuer))
}

/// The issuer that a provider calls itself fits the one it was asked by: the same, or for many tenants one of the same
/// place that leaves the tenant open.
pub fn issuer_fits(asked: &str, said: &str) -> bool {
    asked == said || (said.contains(TENANT) && origin(asked) == origin(said))
}

/// The issuer of a token: for many tenants, with the tenant filled in.
pub fn issuer_of_tenant(said: &str, tenant: Option<&str>) -> String {
    said.replace(TENANT, tenant.unwrap_or_default())
}

fn origin(address: &str) -> &str {
    let begin = address.find("://").map_or(0, |place| place + 3);
    let end = address[begin..]
        .find('/')
        .map_or(address.len(), |p| begin + p);
    &address[..end]
}

fn host(address: &str) -> &str {
    origin(address)
        .split_once("://")
        .map_or("", |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_kept_as_it_is_typed() {
        let typed = " https://login.example.org/tenant/v2.0 ";
        let kept = Ok("https://login.example.org/tenant/v2.0".to_owned());
        assert_eq!(issuer(typed, Reach::Public), kept);
        let pasted = "https://login.example.org/tenant/v2.0/.well-known/openid-configuration";
        assert_eq!(issuer(pasted, Reach::Public), kept);
        let slash = "https://login.example.org/";
        assert_eq!(issuer(slash, Reach::Public), Ok(slash.to_owned()));
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        let http = "http://127.0.0.1:4000";
        assert_eq!(issuer(http, Reach::Public), Err(NotAnIssuer::NotHttps));
        assert!(issuer(http, Reach::AlsoThisMachine).is_ok());
        for other in [
            "ftp://login.example.org",
            "login.example.org",
            "file:///etc",
        ] {
            assert_eq!(
                issuer(other, Reach::AlsoThisMachine),
                Err(NotAnIssuer::NotHttps)
            );
        }
    }

    #[test]
    fn an_issuer_has_a_host_and_nothing_odd() {
        for odd in [
            "https://",
            "https:///path",
            "https://user@login.example.org",
            "https://login.example.org/?a=b",
            "https://login.example.org/#top",
            "https://login.example.org/a b",
            "https://login.example.org/{tenantid}/v2.0",
        ] {
            assert_eq!(
                issuer(odd, Reach::Public),
                Err(NotAnIssuer::Malformed),
                "{odd}"
            );
        }
        assert_eq!(issuer("  ", Reach::Public), Err(NotAnIssuer::Empty));
    }

    #[test]
    fn a_tenant_is_compared_without_regard_to_case() {
        let lower = "6f0d3b1a-5c2e-4f7a-9b8d-0e1c2a3b4d5f";
        assert_eq!(tenant(&lower.to_uppercase()), Ok(lower.to_owned()));
        let refused = tenant("northside.example").unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("\u{201c}northside.example\u{201d}")
        );
    }

    #[test]
    fn microsoft_serves_everybody_and_others_do_not() {
        assert!(is_of_microsoft(
            "https://login.microsoftonline.com/common/v2.0"
        ));
        assert!(!is_of_microsoft(
            "https://login.microsoftonline.com.example.org/common"
        ));
    }

    #[test]
    fn a_provider_for_many_tenants_leaves_the_tenant_open_in_its_own_place_only() {
        let asked = "https://login.example.org/organizations/v2.0";
        assert!(issuer_fits(asked, asked));
        assert!(issuer_fits(
            asked,
            "https://login.example.org/{tenantid}/v2.0"
        ));
        assert!(!issuer_fits(
            asked,
            "https://login.example.com/{tenantid}/v2.0"
        ));
        assert!(!issuer_fits(asked, "https://login.example.org/other/v2.0"));
        assert_eq!(
            issuer_of_tenant("https://login.example.org/{tenantid}/v2.0", Some("t1")),
            "https://login.example.org/t1/v2.0"
        );
    }
}

//! Cookies: the sign-in, and the token that forms of visitors carry.

use super::{Settings, Visit};
use axum::http::{HeaderMap, header};

/// The name of a cookie. Over TLS browsers keep `__Host-` cookies to this very host.
fn name(settings: &Settings, plain: &str) -> String {
    if settings.tls {
        format!("__Host-{plain}")
    } else {
        plain.to_owned()
    }
}

fn cookie(settings: &Settings, plain: &str, value: &str, rest: &str) -> String {
    let secure = if settings.tls { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{rest}",
        name(settings, plain)
    )
}

/// The cookie that carries a sign-in. It ends with the browser, and on the server long before.
pub fn sign_in_cookie(settings: &Settings, token: &str) -> String {
    cookie(settings, "cascade", token, "")
}

/// Takes the sign-in away.
pub fn clear_sign_in(settings: &Settings) -> String {
    cookie(settings, "cascade", "", "; Max-Age=0")
}

/// The secret of this visit's sign-in.
pub fn sign_in_token(visit: &Visit) -> &str {
    visit.token.as_deref().unwrap_or_default()
}

/// The cookie with the form token of a visitor who has not signed in.
pub(super) fn form_cookie(settings: &Settings, token: &str) -> String {
    cookie(settings, "cascade-form", token, "")
}

pub(super) fn read(settings: &Settings, headers: &HeaderMap, plain: &str) -> Option<String> {
    let wanted = name(settings, plain);
    let cookies = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let value = pairs
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned());
    value.filter(|v| v.len() == 64 && v.bytes().all(|b| b.is_ascii_hexdigit()))
}

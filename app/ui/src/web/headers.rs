//! Headers on every answer.

use super::Settings;
use axum::http::{HeaderMap, HeaderValue, header};

/// What kind of answer the headers are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something about a person, or made for one: never kept.
    Personal,
    /// A file that this person's browser may keep.
    Lasting,
    /// A built file with its content in its name: kept by anyone for ever.
    Static,
}

/// Sets the headers every answer carries. `nonce` is that of the page's scripts, if it has any.
pub fn set(headers: &mut HeaderMap, settings: &Settings, nonce: Option<&str>, kind: Kind) {
    let scripts = nonce.map_or_else(
        || "'none'".to_owned(),
        |n| format!("'self' 'nonce-{n}' 'wasm-unsafe-eval'"),
    );
    let policy = format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let cache = match kind {
        Kind::Personal => "no-store",
        Kind::Lasting => "private, max-age=31536000, immutable",
        Kind::Static => "public, max-age=31536000, immutable",
    };
    let fixed = [
        (header::CACHE_CONTROL, cache),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let named = [
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        ),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in named {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if settings.tls {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

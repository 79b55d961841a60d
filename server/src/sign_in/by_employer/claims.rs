//! What an ID token tells of somebody.

use domain::{
    employer_sign_in::Told,
    people::{email, staff_number},
};
use openidconnect::{AdditionalClaims, IdTokenClaims, core::CoreGenderClaim};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a token says beyond the standard.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct EmployerClaims {
    /// The tenant, at Entra ID.
    pub tid: Option<String>,
    /// The account within the tenant, at Entra ID.
    oid: Option<String>,
    /// Whether the owner of the domain stands for the e-mail address, at Entra ID.
    xms_edov: Option<Value>,
    /// The number the employer gave.
    employee_number: Option<Value>,
    /// The same, as Entra ID calls it.
    employeeid: Option<Value>,
}

impl AdditionalClaims for EmployerClaims {}

/// What verified claims tell of somebody.
pub(super) fn told(claims: &IdTokenClaims<EmployerClaims, CoreGenderClaim>) -> Told {
    let more = claims.additional_claims();
    let address = claims.email().and_then(|typed| email(typed).ok());
    let is_verified =
        claims.email_verified() == Some(true) || more.xms_edov.as_ref().is_some_and(is_yes);
    let number = more.employee_number.as_ref().or(more.employeeid.as_ref());
    let name = claims.name().and_then(|name| name.get(None));
    let methods = claims.auth_method_refs().map(Vec::as_slice);
    Told {
        issuer: claims.issuer().to_string(),
        tenant: more.tid.clone(),
        object: more.oid.clone(),
        subject: claims.subject().to_string(),
        name: name.map(|name| short(name)).unwrap_or_default(),
        email: address,
        email_verified: is_verified,
        employee_number: number.and_then(text).map(|number| staff_number(&number)),
        methods: methods
            .unwrap_or_default()
            .iter()
            .map(|method| method.to_string())
            .collect(),
        strength: claims.auth_context_ref().map(|acr| acr.to_string()),
    }
}

/// What Entra ID writes for yes.
fn is_yes(value: &Value) -> bool {
    matches!(text(value).as_deref(), Some("1" | "true"))
}

/// A claim that is a text, a number, or yes or no; as text, if it says anything.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => short(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A text without signs that cannot be seen, no longer than a line.
fn short(text: &str) -> String {
    let seen = text.chars().filter(|sign| !sign.is_control());
    seen.take(200).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn entra_writes_yes_in_several_ways() {
        for yes in [json!(true), json!(1), json!("1"), json!("true")] {
            assert!(is_yes(&yes), "{yes}");
        }
        for no in [
            json!(false),
            json!(0),
            json!("0"),
            json!("yes"),
            json!(null),
        ] {
            assert!(!is_yes(&no), "{no}");
        }
    }

    #[test]
    fn a_number_is_a_text_and_nothing_is_nothing() {
        assert_eq!(text(&json!("0042")).as_deref(), Some("0042"));
        assert_eq!(text(&json!(42)).as_deref(), Some("42"));
        assert_eq!(text(&json!(" ")), None);
        assert_eq!(text(&json!(["42"])), None);
    }
}

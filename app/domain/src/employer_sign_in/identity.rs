//! Who somebody is at a provider.

use serde::Serialize;
use thiserror::Error;

/// What a provider tells of somebody in an ID token, once that has been verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The provider that tells it.
    pub issuer: String,
    /// The tenant of the account (`tid`), where the provider has tenants.
    pub tenant: Option<String>,
    /// The account within the tenant (`oid`), which stays whatever else changes.
    pub object: Option<String>,
    /// The account (`sub`), which at Entra ID is another one for each application.
    pub subject: String,
    /// The name to show; never to find somebody by.
    pub name: String,
    /// The e-mail address at work, in lower case.
    pub email: Option<String>,
    /// Whether the provider stands for the address being theirs.
    pub email_verified: bool,
    /// The number the employer gave, as it is compared.
    pub employee_number: Option<String>,
    /// How they proved who they are (`amr`).
    pub methods: Vec<String>,
    /// How strong that was (`acr`).
    pub strength: Option<String>,
}

/// Somebody as a provider knows them. An e-mail address is never part of it: addresses are given to others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The tenant; empty where the provider has none.
    pub tenant: String,
    /// The account: the object id within a tenant, otherwise the subject.
    pub subject: String,
}

/// Why nobody of this tenant may come.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotAllowed {
    /// The tenant is not on the organisation's list.
    #[error("Your account belongs to the directory {tenant}, from which nobody may sign in here.")]
    OtherTenant {
        /// Which.
        tenant: String,
    },
    /// There is a list, and the provider names no tenant.
    #[error("Your employer did not say which directory your account belongs to.")]
    NoTenant,
    /// The provider names a tenant and not the account within it.
    #[error("Your employer did not send the object id of your account.")]
    NoObject,
}

/// Who somebody is: issuer, tenant and object id where the provider has tenants, otherwise issuer and subject.
///
/// # Errors
/// [`NotAllowed`] when the tenant is not one of those listed, or cannot be told.
pub fn identify(told: &Told, tenants: &[String]) -> Result<Identity, NotAllowed> {
    let Some(tenant) = told.tenant.as_ref().map(|tenant| tenant.to_lowercase()) else {
        return if tenants.is_empty() {
            Ok(Identity {
                issuer: told.issuer.clone(),
                tenant: String::new(),
                subject: told.subject.clone(),
            })
        } else {
            Err(NotAllowed::NoTenant)
        };
    };
    if !tenants.contains(&tenant) {
        return Err(NotAllowed::OtherTenant { tenant });
    }
    let object = told.object.clone().filter(|object| !object.is_empty());
    Ok(Identity {
        issuer: told.issuer.clone(),
        tenant,
        subject: object.ok_or(NotAllowed::NoObject)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "11111111-1111-4111-8111-111111111111";

    fn told() -> Told {
        Told {
            issuer: "https://idp.example".to_owned(),
            subject: "pairwise".to_owned(),
            ..Told::default()
        }
    }

    fn of(tenant: &str, object: &str) -> Told {
        Told {
            tenant: Some(tenant.to_owned()),
            object: Some(object.to_owned()),
            ..told()
        }
    }

    #[test]
    fn somebody_is_their_object_within_their_tenant() {
        let asha = identify(&of(&OURS.to_uppercase(), "asha"), &[OURS.to_owned()]).unwrap();
        assert_eq!(
            (asha.tenant.as_str(), asha.subject.as_str()),
            (OURS, "asha")
        );
    }

    #[test]
    fn where_there_are_no_tenants_somebody_is_their_subject() {
        let asha = identify(&told(), &[]).unwrap();
        assert_eq!(
            (asha.tenant.as_str(), asha.subject.as_str()),
            ("", "pairwise")
        );
    }

    #[test]
    fn nobody_comes_from_a_tenant_that_is_not_listed() {
        let other = "22222222-2222-4222-8222-222222222222";
        let refused = NotAllowed::OtherTenant {
            tenant: other.to_owned(),
        };
        assert_eq!(
            identify(&of(other, "asha"), &[OURS.to_owned()]),
            Err(refused.clone())
        );
        assert_eq!(
            identify(&of(other, "asha"), &[]),
            Err(refused),
            "an empty list allows no tenant"
        );
        assert_eq!(
            identify(&told(), &[OURS.to_owned()]),
            Err(NotAllowed::NoTenant)
        );
    }

    #[test]
    fn without_an_object_id_nobody_of_a_tenant_is_known() {
        let refused = identify(&of(OURS, ""), &[OURS.to_owned()]);
        assert_eq!(refused, Err(NotAllowed::NoObject));
    }

    #[test]
    fn an_address_is_no_part_of_who_somebody_is() {
        let before = identify(&told(), &[]);
        let after = Told {
            email: Some("asha.new@northside.example".to_owned()),
            name: "Asha New".to_owned(),
            ..told()
        };
        assert_eq!(identify(&after, &[]), before);
    }
}

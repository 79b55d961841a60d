//! Letting administrators in from the command line, when nobody inside can.
//!
//! Rules S21 and S22 of `docs/rules/sign-in.md`.

use crate::{password::Passwords, totp::clear_code};
use domain::{
    access::{Actor, Denied, GrantRole, ResetSecondFactor, Target, permit},
    people::email,
};
use store::{
    Services, StoreError,
    people::{NewAdministrator, account_by_email, make_administrator, reset_second_factor},
};

/// Makes somebody administrator, whether they are new or here already; the password to sign in with.
///
/// # Errors
/// A sentence for whoever typed the command.
pub async fn create(
    services: &Services,
    passwords: &Passwords,
    name: &str,
    address: &str,
) -> Result<String, String> {
    let email = email(address).map_err(|refusal| refusal.to_string())?;
    let code = || clear_code(&services.ids);
    let password = format!("{}-{}", code(), code());
    let new = NewAdministrator {
        name: name.to_owned(),
        email,
        password_hash: passwords.hash(&password).await,
    };
    let permit = permit(&Actor::Program, GrantRole {}).map_err(denied)?;
    let made = make_administrator(services, &permit, &new).await;
    made.map_err(failed).map(|_| password)
}

/// Takes away the second factor of somebody who has lost it.
///
/// # Errors
/// A sentence for whoever typed the command.
pub async fn take_second_factor(services: &Services, address: &str) -> Result<(), String> {
    let email = email(address).map_err(|refusal| refusal.to_string())?;
    let account = account_by_email(services, &email).await.map_err(failed)?;
    let account = account.ok_or_else(|| format!("Nobody has an account with {email}."))?;
    let target = Target::person(account.person);
    let permit = permit(&Actor::Program, ResetSecondFactor { target }).map_err(denied)?;
    if reset_second_factor(services, &permit, None)
        .await
        .map_err(failed)?
    {
        Ok(())
    } else {
        Err(format!("{email} has no second factor."))
    }
}

fn denied(denied: Denied) -> String {
    denied.to_string()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "errors are passed on by value"
)]
fn failed(error: StoreError) -> String {
    error.to_string()
}

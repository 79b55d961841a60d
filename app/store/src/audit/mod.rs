//! The audit trail: who did what, when, before and after, in a chain of hashes that the program can verify.
//!
//! An entry is written in the transaction of what it speaks of. A job seals entries into the chain, so that writers on
//! several servers do not wait for one another. Decided in `docs/rules/audit.md`.

mod chain;
mod entities;

pub use chain::{Broken, Checked, check, seal};

use crate::{Services, StoreError};
use domain::access::{Act, Permit};
use entities::audit;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde::Serialize;

/// A value whose making has been noted, or needed no note.
#[must_use = "a transaction ends in a noted value"]
#[derive(Debug)]
pub struct Noted<T>(T);

impl<T> Noted<T> {
    /// For what changed nothing: a refusal, or something that had been done already.
    pub fn nothing(value: T) -> Self {
        Self(value)
    }

    /// For rows that are their own trail, because they say who and when and are only ever added to: a learner's
    /// progress and answers, sign-ins, guesses, mail.
    pub fn in_the_row(value: T) -> Self {
        Self(value)
    }

    pub(crate) fn into_value(self) -> T {
        self.0
    }
}

/// What an entry says.
#[derive(Debug)]
pub struct Entry<'a, B: Serialize, A: Serialize> {
    /// What it happened to, such as `certificate 0198…`.
    pub subject: String,
    /// As it was, if it was.
    pub before: Option<&'a B>,
    /// As it is now, if it is.
    pub after: Option<&'a A>,
}

/// Leaves an entry and passes the value on.
///
/// # Errors
/// When the database fails.
pub async fn note<P: Act, B: Serialize, A: Serialize, T>(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<P>,
    entry: Entry<'_, B, A>,
    value: T,
) -> Result<Noted<T>, StoreError> {
    let row = audit::Model {
        id: services.new_id(),
        at: services.now(),
        actor: permit.by().map(Into::into),
        act: permit.name().to_owned(),
        subject: entry.subject,
        before_json: entry.before.map(serde_json::to_string).transpose()?,
        after_json: entry.after.map(serde_json::to_string).transpose()?,
        place: None,
        hash: None,
    };
    audit::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(Noted(value))
}

/// Leaves an entry for something new and passes the value on.
///
/// # Errors
/// When the database fails.
pub async fn note_new<P: Act, A: Serialize, T>(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<P>,
    subject: String,
    after: &A,
    value: T,
) -> Result<Noted<T>, StoreError> {
    note(
        services,
        on,
        permit,
        Entry {
            subject,
            before: None::<&()>,
            after: Some(after),
        },
        value,
    )
    .await
}

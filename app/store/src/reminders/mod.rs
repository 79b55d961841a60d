//! Reminders: which rules are switched on, who has come to which step, one digest a person a day, and the log.
//!
//! Each working day goes through two stages. First people are gone over, some hundreds at a time, and each step that
//! somebody has come to is noted once (`collect`). Then all that waits for one recipient becomes one mail (`digest`). A
//! step that was never noted, because the program stood still, is noted as passed over when a later one is.
//!
//! Decided in `docs/rules/reminders.md`.

mod by_hand;
mod collect;
mod digest;
mod due;
mod holidays;
mod log;
mod preview;
mod rules;
mod stops;

pub use by_hand::remind;
pub use digest::{Digest, Line};
pub(crate) use holidays::proclaimed_on;
pub use holidays::{BankHoliday, add_bank_holiday, bank_holidays, proclaimed, remove_bank_holiday};
pub use log::{LogFilter, LogPage, LogRow, log};
pub use preview::{Foreseen, Preview, StepCount, preview};
pub use rules::{RuleOn, rules_on, switch_off, switch_on};
pub(crate) use stops::stop;
pub use stops::{Stop, lift, stop_by_hand, stopped};

use crate::{Services, StoreError, notifications::Mail, query::Query};
use chrono::{DateTime, NaiveDate, Utc};
use domain::reminders::is_open;
use sea_orm::FromQueryResult;

/// What there is to do on a day.
#[derive(FromQueryResult)]
struct Stage {
    collected_at: Option<DateTime<Utc>>,
    is_waiting: bool,
}

/// Does the next piece of the day's work, if reminders may go out now; whether there was any. `mail` writes a digest.
///
/// # Errors
/// When the database fails.
pub async fn remind_next(
    services: &Services,
    mail: impl Fn(&Digest) -> Mail,
) -> Result<bool, StoreError> {
    if !is_open(services.now(), &proclaimed(services).await?) {
        return Ok(false);
    }
    let today = services.today();
    let stage = stage(services, today).await?;
    match stage {
        Some(Stage {
            collected_at: None, ..
        })
        | None => collect::next(services, today).await,
        Some(Stage {
            is_waiting: true, ..
        }) => digest::next(services, today, mail).await,
        Some(_) => Ok(false),
    }
}

async fn stage(services: &Services, today: NaiveDate) -> Result<Option<Stage>, StoreError> {
    let query = Query::new(
        "SELECT d.collected_at, EXISTS (SELECT 1 FROM reminder r WHERE r.outcome = 'waiting' AND NOT EXISTS \
         (SELECT 1 FROM digest g WHERE g.person_id = r.recipient_id AND g.on_day = ",
    );
    query
        .bind(today)
        .sql(")) AS is_waiting FROM reminder_day d WHERE d.on_day = ")
        .bind(today)
        .one(services.db.reader())
        .await
}

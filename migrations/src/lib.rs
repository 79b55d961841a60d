//! The schema: plain SQL that SQLite and PostgreSQL read alike, one file for each capability, then one for each change.
//!
//! A file that has been released is never edited; a change is a new file at the end of the list.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Brings a database to the newest schema.
#[derive(Debug)]
pub struct Migrator;

/// Name and SQL of every step, in order.
const STEPS: [(&str, &str); 31] = [
    (
        "0001_organisations",
        include_str!("../sql/0001_organisations.sql"),
    ),
    ("0002_people", include_str!("../sql/0002_people.sql")),
    ("0003_framework", include_str!("../sql/0003_framework.sql")),
    ("0004_learning", include_str!("../sql/0004_learning.sql")),
    ("0005_records", include_str!("../sql/0005_records.sql")),
    (
        "0006_certificates",
        include_str!("../sql/0006_certificates.sql"),
    ),
    (
        "0007_notifications",
        include_str!("../sql/0007_notifications.sql"),
    ),
    ("0008_audit", include_str!("../sql/0008_audit.sql")),
    ("0009_standing", include_str!("../sql/0009_standing.sql")),
    (
        "0010_staff_imports",
        include_str!("../sql/0010_staff_imports.sql"),
    ),
    (
        "0011_employer_sign_in",
        include_str!("../sql/0011_employer_sign_in.sql"),
    ),
    (
        "0012_framework_drafts",
        include_str!("../sql/0012_framework_drafts.sql"),
    ),
    ("0013_catalogue", include_str!("../sql/0013_catalogue.sql")),
    ("0015_reminders", include_str!("../sql/0015_reminders.sql")),
    (
        "0016_deputies_and_views",
        include_str!("../sql/0016_deputies_and_views.sql"),
    ),
    ("0017_keeping", include_str!("../sql/0017_keeping.sql")),
    (
        "0018_large_staff_lists",
        include_str!("../sql/0018_large_staff_lists.sql"),
    ),
    ("0019_counting", include_str!("../sql/0019_counting.sql")),
    (
        "0020_bank_holidays",
        include_str!("../sql/0020_bank_holidays.sql"),
    ),
    ("0021_sessions", include_str!("../sql/0021_sessions.sql")),
    (
        "0022_session_messages",
        include_str!("../sql/0022_session_messages.sql"),
    ),
    (
        "0023_session_day",
        include_str!("../sql/0023_session_day.sql"),
    ),
    (
        "0024_booking_changes",
        include_str!("../sql/0024_booking_changes.sql"),
    ),
    ("0025_charges", include_str!("../sql/0025_charges.sql")),
    (
        "0026_putting_on",
        include_str!("../sql/0026_putting_on.sql"),
    ),
    (
        "0027_session_requests",
        include_str!("../sql/0027_session_requests.sql"),
    ),
    (
        "0028_evaluation",
        include_str!("../sql/0028_evaluation.sql"),
    ),
    ("0029_costs", include_str!("../sql/0029_costs.sql")),
    (
        "0030_board_texts",
        include_str!("../sql/0030_board_texts.sql"),
    ),
    ("0032_directory", include_str!("../sql/0032_directory.sql")),
    (
        "0033_evaluation_wanted",
        include_str!("../sql/0033_evaluation_wanted.sql"),
    ),
];

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS
            .iter()
            .map(|(name, sql)| Box::new(Step { name, sql }) as Box<dyn MigrationTrait>)
            .collect()
    }
}

struct Step {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(self.sql)
            .await
            .map(|_| ())
    }
}

//! Every table that speaks of a person, and what its columns say in plain words.
//!
//! A section shows the rows of a table that are about somebody; a mention is a column that names somebody in a row about
//! another. A test walks the schema and finds each reference to a person in one of the two, so that none is forgotten.

mod learning;
mod people;
mod trail;

/// How a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    YesNo,
    Day,
    Instant,
}

/// A column: its heading, the SQL that reads it, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub heading: &'static str,
    pub sql: &'static str,
    pub kind: Kind,
}

const fn column(heading: &'static str, sql: &'static str, kind: Kind) -> Column {
    Column { heading, sql, kind }
}

const fn text(heading: &'static str, sql: &'static str) -> Column {
    column(heading, sql, Kind::Text)
}

const fn number(heading: &'static str, sql: &'static str) -> Column {
    column(heading, sql, Kind::Number)
}

const fn yes_no(heading: &'static str, sql: &'static str) -> Column {
    column(heading, sql, Kind::YesNo)
}

const fn day(heading: &'static str, sql: &'static str) -> Column {
    column(heading, sql, Kind::Day)
}

const fn instant(heading: &'static str, sql: &'static str) -> Column {
    column(heading, sql, Kind::Instant)
}

/// The rows of one table that are about a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub title: &'static str,
    pub table: &'static str,
    pub columns: &'static [Column],
    /// What follows `FROM`; `{person}` stands for the person.
    pub from: &'static str,
}

/// All sections, in the order in which they are shown.
pub(super) fn all() -> impl Iterator<Item = &'static Section> {
    people::SECTIONS
        .iter()
        .chain(learning::SECTIONS)
        .chain(trail::SECTIONS)
}

/// Columns that name somebody in a row about another person, an organisation or a board: table, column, and what the
/// person did. Who decided stays written where it was decided, also when records are merged.
pub(super) const MENTIONS: &[(&str, &str, &str)] = &[
    ("advice", "answered_by", "questions answered"),
    ("advice", "asked_id", "questions received"),
    (
        "anonymising",
        "agreed_by",
        "proposals to anonymise agreed to",
    ),
    ("anonymising", "proposed_by", "proposals to anonymise made"),
    (
        "anonymising",
        "withdrawn_by",
        "proposals to anonymise withdrawn",
    ),
    ("assigned_date", "assigned_by", "dates set for people"),
    ("attendance", "marked_by", "marks made in registers"),
    ("bank_holiday", "added_by", "bank holidays added"),
    ("booking", "booked_by", "bookings made"),
    ("booking", "ended_by", "bookings ended"),
    ("certificate", "issued_by", "certificates issued"),
    ("certificate_batch", "ordered_by", "orders of certificates"),
    ("charge", "waived_by", "charges waived"),
    ("claim", "claimed_by", "claims entered"),
    ("claim_step", "by_id", "steps of claims"),
    ("classification_rule", "decided_by", "rules that sort posts"),
    ("cohort_override", "decided_by", "cohorts decided by hand"),
    ("completion", "approved_by", "completions approved"),
    (
        "completion_withdrawn",
        "withdrawn_by",
        "completions withdrawn",
    ),
    ("course_change", "changed_by", "changes of the menu"),
    (
        "employer_identity",
        "decided_by",
        "sign-ins by the employer decided on",
    ),
    ("deputy", "named_by", "deputies named"),
    ("exemption", "granted_by", "exemptions given"),
    ("forced_update", "decided_by", "early updates decided"),
    (
        "framework_draft",
        "created_by",
        "drafts of the framework begun",
    ),
    (
        "framework_version",
        "published_by",
        "versions of the framework published",
    ),
    ("membership", "decided_by", "memberships of cohorts decided"),
    ("mail_stop", "lifted_by", "addresses allowed again"),
    ("mail_stop", "stopped_by", "addresses stopped"),
    ("merger", "merged_by", "records merged"),
    ("merger", "undone_by", "mergers undone"),
    ("post", "manager_id", "posts managed"),
    ("post_answer", "decided_by", "answers about posts"),
    ("ratification", "recorded_by", "ratifications recorded"),
    (
        "ratification",
        "withdrawal_recorded_by",
        "withdrawals of ratification recorded",
    ),
    (
        "ratified_only",
        "decided_by",
        "decisions that only ratified training counts",
    ),
    (
        "ratified_only",
        "ended_by",
        "ends of such decisions recorded",
    ),
    ("reassessment", "requested_by", "reassessments asked for"),
    ("reminder", "asked_by", "reminders asked for"),
    ("reminder", "recipient_id", "reminders received"),
    ("reminder_rule", "switched_off_by", "reminders switched off"),
    ("reminder_rule", "switched_on_by", "reminders switched on"),
    ("retention", "decided_by", "times of retention set"),
    ("role_grant", "granted_by", "roles given"),
    ("session", "cancelled_by", "sessions cancelled"),
    ("session", "created_by", "sessions put on"),
    (
        "session_request",
        "decided_by",
        "requests for sessions answered",
    ),
    (
        "session_request",
        "taken_by",
        "requests for sessions taken up",
    ),
    ("spoc", "ended_by", "designations as a SPOC ended"),
    ("spoc", "named_by", "SPOCs named"),
    ("staff_import", "confirmed_by", "staff lists confirmed"),
    ("staff_import", "sent_by", "staff lists sent"),
    ("staff_import", "undone_by", "staff lists taken back"),
    ("walk_in", "added_by", "walk-ins added to registers"),
    ("walk_in_mark", "marked_by", "marks of walk-ins made"),
    ("wave", "decided_by", "priorities decided"),
];

//! The directory of trained people, SPOC cover, and questions that people ask. Decided in `docs/rules/directory.md`.

mod choice;
mod cover;
mod entities;
mod entries;
mod export;
mod pass_on;
mod questions;
mod settings;
mod sight;
mod spocs;

pub use choice::{Choice, choice_of, choose, own_entries};
pub use cover::{CoverFacts, SpocRow, cover_facts, cover_target, note_list_taken};
pub(crate) use entities::{advice, directory_board, directory_choice, directory_level, spoc};
pub use entries::{Entry, EntryLevel, EntryPage, Sought, find_entry, list_entries};
pub use export::export_directory;
pub use pass_on::pass_on_next;
pub use questions::{
    AdviceMail, AdviceRow, AdviceTeller, AdviceTold, NewAdvice, advice_target, advice_times,
    answer_advice, ask_for_advice, asked_of, asks, board_queue, find_advice, own_advice,
};
pub use settings::{Settings, set_directory, settings_of, spoc_level_of};
pub use sight::{Part, Sight, sight};
pub use spocs::{
    CoverTerms, FoundPost, NewSpoc, SpocName, end_spoc, find_spoc, find_spoc_posts, name_spoc,
    organisation_of_spoc, set_cover_terms,
};

use crate::{catalogue::COUNTS_WITH_ITS_BOARD, query::Query};
use chrono::NaiveDate;

/// That a completion `c` reaches its level, and counts on a day.
fn in_date(query: Query, day: NaiveDate) -> Query {
    let query = query
        .sql("c.worth = 'level' AND c.completed_on <= ")
        .bind(day);
    let query = query
        .sql(" AND (c.valid_until IS NULL OR c.valid_until >= ")
        .bind(day);
    query
        .sql(") AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w WHERE w.completion_id = c.id) AND ")
        .sql(COUNTS_WITH_ITS_BOARD)
}

/// That a post `t` is held on a day.
fn is_held(query: Query, day: NaiveDate) -> Query {
    let query = query.sql("t.starts_on <= ").bind(day);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    query.bind(day).sql(")")
}

/// That the holder of a post `t` is a SPOC on a day: named, or by post.
fn is_spoc(query: Query, day: NaiveDate) -> Query {
    let query = query
        .sql("(EXISTS (SELECT 1 FROM spoc s WHERE s.post_id = t.id AND s.ended_at IS NULL AND s.from_on <= ")
        .bind(day);
    let query = query.sql(" AND (s.to_on IS NULL OR s.to_on >= ").bind(day);
    let query = query.sql(
        ")) OR EXISTS (SELECT 1 FROM spoc_cohort k JOIN membership m ON m.cohort = k.cohort \
         WHERE k.organisation_id = t.organisation_id AND m.post_id = t.id AND m.since_on <= ",
    );
    let query = query.bind(day);
    let query = query.sql(" AND (m.until_on IS NULL OR m.until_on >= ");
    query.bind(day).sql(")))")
}

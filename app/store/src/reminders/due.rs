//! Looking for people whose date has come to a step.

use crate::query::Query;
use chrono::NaiveDate;
use domain::{
    framework::Framework,
    reminders::{Window, windows},
};

/// The date of a row of `standing` that reminders speak of: until when what was completed counts or, where there is
/// nothing or the post gives more time, the last day in time. None where nothing has to be done again.
pub(super) const DATE: &str = "CASE WHEN s.completed_on IS NULL OR s.valid_until < s.due_on THEN s.due_on \
     ELSE s.valid_until END";

/// A level with the dates that have come to one of its steps.
pub(super) struct Looked {
    pub level: String,
    pub window: Window,
}

/// All steps of all levels, or of one.
pub(super) fn looked(framework: &Framework, level: Option<&str>, day: NaiveDate) -> Vec<Looked> {
    let levels = framework.levels.iter();
    let levels = levels.filter(|one| level.is_none_or(|code| one.code == code));
    levels
        .flat_map(|level| {
            let windows = windows(&level.reminders, day).into_iter();
            windows.map(|window| Looked {
                level: level.code.clone(),
                window,
            })
        })
        .collect()
}

/// The rows `s` of `standing` that have come to a step which was not noted, with their posts `t` and the step as
/// `w.column2`: from `FROM` to the beginning of a `WHERE`. There has to be something to look for.
pub(super) fn from(select: Query, looked: &[Looked]) -> Query {
    let query = select.sql(" FROM (VALUES ").each_row(looked, |query, one| {
        query
            .bind(one.level.clone())
            .comma(one.window.step.code())
            .comma(one.window.from)
            .comma(one.window.to)
    });
    query.sql(&format!(
        ") w JOIN standing s ON s.level = w.column1 AND {DATE} >= w.column3 AND {DATE} <= w.column4 \
         JOIN post t ON t.id = s.post_id LEFT JOIN reminder r ON r.person_id = s.person_id AND r.level = s.level \
         AND r.due_on = {DATE} AND r.step = w.column2"
    ))
}

/// That a row asks for something on a day: it counts, and nobody is exempt.
pub(super) fn asked(query: Query, day: NaiveDate) -> Query {
    query
        .sql("s.from_on <= ")
        .bind(day)
        .sql(" AND (s.to_on IS NULL OR s.to_on >= ")
        .bind(day)
        .sql(") AND (s.exempt_from IS NULL OR s.exempt_from > ")
        .bind(day)
        .sql(" OR s.exempt_until < ")
        .bind(day)
        .sql(")")
}

/// The line manager of the post `t`, as long as they hold a post themselves.
pub(super) fn manager(query: Query, day: NaiveDate) -> Query {
    query
        .sql("(SELECT m.person_id FROM post m WHERE m.person_id = t.manager_id AND m.starts_on <= ")
        .bind(day)
        .sql(" AND (m.ends_on IS NULL OR m.ends_on >= ")
        .bind(day)
        .sql(") LIMIT 1)")
}

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

/// Who is told as the line manager of the post `t`: on a day the deputy who stands in for them, or else the manager; as
/// long as they hold a post themselves. Nobody is told of themselves as a deputy.
pub(super) fn manager(query: Query, day: NaiveDate) -> Query {
    let query = query.sql(
        "COALESCE((SELECT d.deputy_id FROM deputy d JOIN post m ON m.person_id = d.deputy_id AND ",
    );
    let query = in_post(query, day)
        .sql(
            " WHERE d.manager_id = t.manager_id AND d.deputy_id <> s.person_id AND d.ended_at IS NULL AND d.from_on <= ",
        )
        .bind(day)
        .sql(" AND d.to_on >= ")
        .bind(day)
        .sql(" ORDER BY d.from_on, d.id LIMIT 1), (SELECT m.person_id FROM post m WHERE m.person_id = t.manager_id AND ");
    in_post(query, day).sql(" LIMIT 1))")
}

/// That the post `m` is held on a day.
fn in_post(query: Query, day: NaiveDate) -> Query {
    query
        .sql("m.starts_on <= ")
        .bind(day)
        .sql(" AND (m.ends_on IS NULL OR m.ends_on >= ")
        .bind(day)
        .sql(")")
}

//! Times away from a post, as a list tells them.
//!
//! A list that has a column for absences and says nothing says that somebody is at work. One without such a column says
//! nothing about it.

use super::{AbsenceKind, AbsencePart, Asked, Column, KnownAbsence, KnownPost, StaffLine, Step};
use crate::ids::PostId;
use chrono::{Days, NaiveDate};
use uuid::Uuid;

/// Whether a list says who is away.
fn says(asked: &Asked) -> bool {
    asked.layout.has(Column::Absence) || asked.layout.has(Column::AbsentFrom)
}

/// Of a post that begins.
pub(super) fn of_new(
    asked: &Asked,
    line: &StaffLine,
    post: PostId,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<AbsencePart> {
    let away = line.absence.map(|away| {
        let from_on = away.from_on.unwrap_or(asked.today);
        (away.kind, from_on, away.to_on)
    });
    let still = away.filter(|(.., to_on)| to_on.is_none_or(|to| asked.today <= to));
    still
        .map(|(kind, from_on, to_on)| added(new_id(), post, kind, (from_on, to_on)))
        .into_iter()
        .collect()
}

/// Of a post that follows another: what the list says, or else what was open goes on.
pub(super) fn of_moved(
    asked: &Asked,
    line: &StaffLine,
    old: &KnownPost,
    (post, from): (PostId, NaiveDate),
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<AbsencePart> {
    if says(asked) {
        return of_new(asked, line, post, new_id);
    }
    let open = old.absences.iter();
    let open = open.filter(|absence| absence.to_on.is_none_or(|to| from <= to));
    open.map(|absence| {
        let from_on = absence.from_on.max(from);
        added(new_id(), post, absence.kind, (from_on, absence.to_on))
    })
    .collect()
}

/// Of a post that goes on.
pub(super) fn of_same(
    asked: &Asked,
    line: &StaffLine,
    old: &KnownPost,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Vec<AbsencePart> {
    if !says(asked) {
        return Vec::new();
    }
    let Some(away) = line.absence else {
        let began = old.absences.iter().filter(|a| a.from_on <= asked.today);
        return began
            .filter_map(|absence| ended(old, absence, asked.today - Days::new(1)))
            .collect();
    };
    let is_same = |absence: &&KnownAbsence| {
        absence.kind == away.kind && away.from_on.is_none_or(|from| from == absence.from_on)
    };
    if let Some(same) = old.absences.iter().find(is_same) {
        let says_until = asked.layout.has(Column::AbsentTo) && away.to_on != same.to_on;
        return if says_until {
            vec![changed(old, same, away.to_on)]
        } else {
            Vec::new()
        };
    }
    let new = of_new(asked, line, old.id, new_id);
    let last = new.first().map(|part| part.from_on - Days::new(1));
    let others = old.absences.iter().filter_map(|absence| {
        let last = last?;
        ended(old, absence, last)
    });
    others.collect::<Vec<_>>().into_iter().chain(new).collect()
}

fn added(
    id: Uuid,
    post: PostId,
    kind: AbsenceKind,
    (from_on, to_on): (NaiveDate, Option<NaiveDate>),
) -> AbsencePart {
    AbsencePart {
        id,
        step: Step::Add,
        post,
        kind,
        from_on,
        to_on: to_on.map(|to| to.max(from_on)),
        was_to_on: None,
    }
}

fn changed(post: &KnownPost, absence: &KnownAbsence, to_on: Option<NaiveDate>) -> AbsencePart {
    AbsencePart {
        id: absence.id,
        step: Step::Change,
        post: post.id,
        kind: absence.kind,
        from_on: absence.from_on,
        to_on: to_on.map(|to| to.max(absence.from_on)),
        was_to_on: absence.to_on,
    }
}

/// An absence that ends with a day, unless it ends earlier.
fn ended(post: &KnownPost, absence: &KnownAbsence, last: NaiveDate) -> Option<AbsencePart> {
    let goes_on = absence.to_on.is_none_or(|to| last < to);
    goes_on.then(|| changed(post, absence, Some(last)))
}

//! Keeping what is to become of rows, and how the people and posts that change are now.

use super::{bulk::insert, rows::Told};
use crate::StoreError;
use chrono::NaiveDate;
use domain::{
    ids::{PersonId, PostId, StaffImportId},
    people::{
        folded,
        import::{Kind, Known, Outcome, Step},
    },
};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

/// Keeps some outcomes; `done` have been kept before them.
pub(super) async fn keep_outcomes(
    on: &impl ConnectionTrait,
    id: StaffImportId,
    done: u32,
    outcomes: &[Outcome],
    known: &Known,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(outcomes.len());
    for (place, outcome) in (done..).zip(outcomes) {
        rows.push(row(id, place, outcome, known)?);
    }
    insert(on, "staff_import_row", &ROW, &rows).await?;
    let absences = outcomes.iter().flat_map(|outcome| absences(id, outcome));
    let absences: Vec<_> = absences.collect();
    insert(on, "staff_import_absence", &ABSENCE, &absences).await?;
    let people = outcomes.iter().filter_map(|outcome| {
        let person = outcome.person.as_ref()?;
        (person.step == Some(Step::Change)).then_some(person.id)
    });
    let people = people.filter_map(|person| person_as_it_is(id, known, person));
    let people: Vec<_> = people.collect();
    insert(on, "staff_import_person", &PERSON, &people).await?;
    let changed = outcomes.iter().filter_map(|outcome| {
        let post = outcome.post.as_ref()?;
        (post.step == Some(Step::Change)).then_some(post.id)
    });
    let ended = outcomes.iter().filter_map(|outcome| Some(outcome.ends?.0));
    let posts = changed.chain(ended);
    let posts = posts.filter_map(|post| post_as_it_is(id, known, post));
    let posts: Vec<_> = posts.collect();
    insert(on, "staff_import_post", &POST, &posts).await
}

/// The columns of a row, in the order of [`row`].
#[rustfmt::skip]
const ROW: [&str; 27] = [
    "import_id", "place", "line", "kind", "name", "staff_number", "told", "open_place", "person_id", "person_step",
    "person_name", "search_name", "email", "post_id", "post_step", "organisation_id", "team_id", "job_title", "contract",
    "post_number", "assignment_number", "manager_id", "starts_on", "ends_on", "is_main", "ended_post_id", "ended_on",
];

fn row(
    id: StaffImportId,
    place: u32,
    outcome: &Outcome,
    known: &Known,
) -> Result<Vec<Value>, StoreError> {
    let (person, post) = (outcome.person.as_ref(), outcome.post.as_ref());
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let open_place = outcome
        .open_place
        .and_then(|place| i32::try_from(place).ok());
    // Whose organisation somebody missing is of decides whether the post ends.
    let organisation = match (post, outcome.kind, outcome.ends) {
        (Some(post), ..) => Some(post.organisation),
        (None, Kind::Missing, Some((ended, _))) => known.post(ended).map(|post| post.organisation),
        _ => None,
    };
    let mut row: Vec<Value> = vec![
        id.0.into(),
        number(place).into(),
        outcome.line.map(number).into(),
        outcome.kind.code().into(),
        outcome.name.clone().into(),
        outcome.staff_number.clone().into(),
        serde_json::to_string(&Told::of(outcome))?.into(),
        open_place.into(),
        person.map(|person| person.id.0).into(),
        person.and_then(|person| person.step).map(Step::code).into(),
    ];
    // What stays as it is need not be kept.
    let person = person.filter(|person| person.step.is_some());
    row.extend([
        person.map(|person| person.name.clone()).into(),
        person.map(|person| folded(&person.name)).into(),
        Value::from(person.and_then(|person| person.email.clone())),
        post.map(|post| post.id.0).into(),
        post.and_then(|post| post.step).map(Step::code).into(),
        organisation.map(Uuid::from).into(),
    ]);
    let post = post.filter(|post| post.step.is_some());
    row.extend([
        Value::from(post.and_then(|post| post.team).map(Uuid::from)),
        post.map(|post| post.job_title.clone()).into(),
        post.map(|post| post.contract.code()).into(),
        post.and_then(|post| post.staff_number.clone()).into(),
        post.and_then(|post| post.assignment.clone()).into(),
        post.and_then(|post| post.manager).map(Uuid::from).into(),
        post.map(|post| post.starts_on).into(),
        post.and_then(|post| post.ends_on).into(),
        post.map(|post| post.is_main).into(),
        outcome.ends.map(|(post, _)| post.0).into(),
        Value::from(outcome.ends.map(|(_, day): (PostId, NaiveDate)| day)),
    ]);
    Ok(row)
}

const ABSENCE: [&str; 8] = [
    "import_id",
    "id",
    "step",
    "post_id",
    "kind",
    "from_on",
    "to_on",
    "was_to_on",
];

fn absences(id: StaffImportId, outcome: &Outcome) -> impl Iterator<Item = Vec<Value>> {
    outcome.absences.iter().map(move |part| {
        vec![
            id.0.into(),
            part.id.into(),
            part.step.code().into(),
            part.post.0.into(),
            part.kind.code().into(),
            part.from_on.into(),
            part.to_on.into(),
            part.was_to_on.into(),
        ]
    })
}

const PERSON: [&str; 5] = ["import_id", "id", "name", "search_name", "email"];

fn person_as_it_is(id: StaffImportId, known: &Known, person: PersonId) -> Option<Vec<Value>> {
    let person = known.person(person)?;
    Some(vec![
        id.0.into(),
        person.id.0.into(),
        person.name.clone().into(),
        folded(&person.name).into(),
        person.email.clone().into(),
    ])
}

#[rustfmt::skip]
const POST: [&str; 13] = [
    "import_id", "id", "organisation_id", "team_id", "job_title", "contract", "staff_number", "assignment_number",
    "manager_id", "starts_on", "ends_on", "is_main", "is_listed",
];

fn post_as_it_is(id: StaffImportId, known: &Known, post: PostId) -> Option<Vec<Value>> {
    let post = known.post(post)?;
    Some(vec![
        id.0.into(),
        post.id.0.into(),
        post.organisation.0.into(),
        post.team.map(Uuid::from).into(),
        post.job_title.clone().into(),
        post.contract.code().into(),
        post.staff_number.clone().into(),
        post.assignment.clone().into(),
        post.manager.map(Uuid::from).into(),
        post.starts_on.into(),
        post.ends_on.into(),
        post.is_main.into(),
        post.is_listed.into(),
    ])
}

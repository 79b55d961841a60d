//! Times away from a post: recorded, given a last day, or taken out where they were a mistake.
//!
//! Rules W4 and W11 to W13 of `docs/rules/standing.md`. What kind of absence it is, only those see who record it.

use super::{
    set_post::in_address,
    whom::{Whom, whom},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Choice, Column, Content, DateInput,
        Field, LabelKind, Narrow, PageHeading, Radios, Size, SummaryList, SummaryRow, Table,
        TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, wrong},
    },
};
use chrono::{Datelike, NaiveDate};
use domain::{
    access::{Permit, RecordAbsence},
    calendar,
    ids::{AbsenceId, OrganisationId, PostId},
    people::import::AbsenceKind,
};
use leptos::prelude::*;
use store::{
    StoreError,
    people::{self, AbsenceShown, NewAbsence, PostRow},
};

const AWAY_ALREADY: &str =
    "They are away from this post at that time already. Change that absence, or choose other days";

/// The times away of a person; `record` holds the posts for which the visitor may record them.
pub(super) fn section(
    href: &str,
    posts: &[PostRow],
    absences: &[AbsenceShown],
    record: &[PostId],
) -> Option<AnyView> {
    if absences.is_empty() {
        return None;
    }
    let head = ["Away from", "Kind", "From", "To"]
        .map(Column::new)
        .into_iter()
        .chain((!record.is_empty()).then(|| Column::unseen("What you can do")));
    let rows = absences
        .iter()
        .map(|one| row(href, posts, one, record))
        .collect();
    Some(
        view! {
            <Table
                caption="Times away"
                caption_kind=CaptionKind::Sized(Size::Medium)
                head=head.collect()
                rows=rows
                narrow=Narrow::Stack
            />
        }
        .into_any(),
    )
}

fn row(href: &str, posts: &[PostRow], one: &AbsenceShown, record: &[PostId]) -> Vec<Content> {
    let may = record.contains(&PostId(one.post_id));
    let post = posts.iter().find(|post| post.id == one.post_id);
    let title = post.map_or_else(String::new, |post| post.job_title.clone());
    // Why somebody is away can be about their health: it is for those who keep the record.
    let kind = if may { one.kind().title() } else { "Away" };
    let to = one
        .to_on
        .map_or_else(|| "Not known yet".to_owned(), calendar::day);
    let link = may.then(|| {
        let change = format!("{href}/posts/{}/absences/{}", one.post_id, one.id);
        let of = format!(" the absence from {}", calendar::day(one.from_on));
        view! { <a class="govuk-link" href=change>"Change" <span class="govuk-visually-hidden">{of}</span></a> }
    });
    let mut cells = vec![
        title.into(),
        kind.into(),
        calendar::day(one.from_on).into(),
        to.into(),
    ];
    if !record.is_empty() {
        cells.push(view! { {link} }.into_any().into());
    }
    cells
}

/// The post in the address, with the permit to say who is away from it.
struct Found {
    whom: Whom,
    permit: Permit<RecordAbsence>,
    name: String,
    post: PostRow,
}

impl Found {
    fn place(&self) -> (domain::ids::PersonId, PostId) {
        (self.whom.id, PostId(self.post.id))
    }

    fn rows(&self) -> Vec<SummaryRow> {
        vec![
            SummaryRow::new("Job title", self.post.job_title.clone()),
            SummaryRow::new("Organisation", self.post.organisation.clone()),
        ]
    }

    fn page(
        &self,
        heading: &'static str,
        content: impl FnOnce() -> AnyView + Send + 'static,
    ) -> Page {
        let back = self.whom.href();
        Page::new(heading, content)
            .section("/people")
            .before(move || view! { <BackLink href=back text="Back to the person"/> })
    }
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let whom = whom(visit).await?;
    let posts = people::posts(visit.services(), &whom.seen).await?;
    let post = in_address(visit, &posts)?.clone();
    let organisation = OrganisationId(post.organisation_id);
    let permit = visit.permit(RecordAbsence { organisation })?;
    let (name, _) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Found {
        whom,
        permit,
        name,
        post,
    })
}

/// The questions with what was answered.
#[derive(Clone)]
struct AbsenceForm {
    id: AbsenceId,
    kind: Field,
    from_on: Field,
    to_on: Field,
}

impl AbsenceForm {
    fn of(typed: &Fields, id: AbsenceId) -> Self {
        Self {
            id,
            kind: Field::new("kind")
                .label("What kind of absence is it?")
                .hint("Nothing more is kept, and only those see it who record absences")
                .value(typed.text("kind")),
            from_on: date_field(typed, "from_on").label("What is the first day away?"),
            to_on: last_day_field(typed),
        }
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.kind, &self.from_on, &self.to_on]
    }

    fn check(&mut self, post: &PostRow) -> Option<NewAbsence> {
        let kinds = AbsenceKind::ALL.into_iter();
        let kind = kinds
            .into_iter()
            .find(|kind| kind.code() == self.kind.current());
        if kind.is_none() {
            wrong(&mut self.kind, "Select the kind of absence");
        }
        let from_on = date(&mut self.from_on, "First day");
        match from_on {
            None => wrong(&mut self.from_on, "Enter the first day away"),
            Some(from) if from < post.starts_on => {
                wrong(
                    &mut self.from_on,
                    "First day must be on or after the first day of the post",
                );
            }
            Some(from) if post.ends_on.is_some_and(|end| end < from) => {
                wrong(
                    &mut self.from_on,
                    "First day must be on or before the last day of the post",
                );
            }
            Some(_) => {}
        }
        let to_on = date(&mut self.to_on, "Last day");
        if to_on.zip(from_on).is_some_and(|(to, from)| to < from) {
            wrong(
                &mut self.to_on,
                "Last day must be on or after the first day",
            );
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(NewAbsence {
            kind: kind?,
            from_on: from_on?,
            to_on,
        })
    }
}

fn last_day_field(typed: &Fields) -> Field {
    date_field(typed, "to_on")
        .label("What is the last day away?")
        .hint("Leave it empty if nobody knows yet. For example, 27 3 2027")
}

pub(super) async fn new(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let form = AbsenceForm::of(&Fields::default(), visit.services().new_id());
    Ok(new_page(&found, form).into())
}

fn new_page(found: &Found, form: AbsenceForm) -> Page {
    let fields = form.clone();
    let (name, rows) = (found.name.clone(), found.rows());
    let content = move || {
        let kinds = AbsenceKind::ALL.map(|kind| Choice::new(kind.code(), kind_to_choose(kind)));
        let legend = LabelKind::Sized(Size::Small);
        let id = form.id.to_string();
        view! {
            <TwoThirds>
                <PageHeading text="Record an absence" caption=name/>
                <SummaryList rows=rows/>
                <p class="govuk-body">
                    "While they are away nothing falls due. What ran out meanwhile is due some time after they come back: as
                    long as they were away, and 30 days at most."
                </p>
                <Form>
                    <input type="hidden" name="absence" value=id/>
                    <Radios field=form.kind choices=kinds.to_vec() legend=legend/>
                    <DateInput field=form.from_on legend=legend/>
                    <DateInput field=form.to_on legend=legend/>
                    <Button text="Record the absence"/>
                </Form>
            </TwoThirds>
        }
        .into_any()
    };
    found
        .page("Record an absence", content)
        .errors(&fields.fields())
}

/// A kind among those to choose from.
fn kind_to_choose(kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::Other => "Another reason",
        kind => kind.title(),
    }
}

/// Records it.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let id = visit.form.read("absence");
    let id: AbsenceId = id.unwrap_or_else(|| visit.services().new_id());
    let mut form = AbsenceForm::of(&visit.form, id);
    let Some(new) = form.check(&found.post) else {
        return Ok(new_page(&found, form).into());
    };
    let (services, permit) = (visit.services(), &found.permit);
    match people::add_absence(services, permit, found.place(), id, new).await {
        Ok(()) => Ok(see(format!("{}?done=away", found.whom.href()))),
        Err(StoreError::Conflict) => {
            wrong(&mut form.from_on, AWAY_ALREADY);
            Ok(new_page(&found, form).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The absence in the address, among those of its post.
async fn absence(visit: &Visit, found: &Found) -> Result<AbsenceShown, Problem> {
    let id: AbsenceId = visit.param("absence")?;
    let all = people::absences(visit.services(), &found.whom.seen).await?;
    let own = |one: &AbsenceShown| one.id == id.0 && one.post_id == found.post.id;
    all.into_iter().find(own).ok_or(Problem::NotFound)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let absence = absence(&visit, &found).await?;
    let mut field = last_day_field(&Fields::default());
    if let Some(day) = absence.to_on {
        field = with_day(field, day);
    }
    Ok(change_page(&found, &absence, field).into())
}

fn with_day(field: Field, day: NaiveDate) -> Field {
    let [day, month, year] =
        [day.day(), day.month(), day.year().unsigned_abs()].map(|part| part.to_string());
    field.date(day, month, year)
}

fn absence_rows(found: &Found, absence: &AbsenceShown) -> Vec<SummaryRow> {
    let mut rows = found.rows();
    rows.push(SummaryRow::new("Kind", absence.kind().title()));
    rows.push(SummaryRow::new("From", calendar::day(absence.from_on)));
    rows
}

fn change_page(found: &Found, absence: &AbsenceShown, field: Field) -> Page {
    let copy = field.clone();
    let (name, rows) = (found.name.clone(), absence_rows(found, absence));
    let remove = format!(
        "{}/posts/{}/absences/{}/remove",
        found.whom.href(),
        found.post.id,
        absence.id
    );
    let content = move || {
        view! {
            <TwoThirds>
                <PageHeading text="Change an absence" caption=name/>
                <SummaryList rows=rows/>
                <Form>
                    <DateInput field=field legend=LabelKind::Sized(Size::Small)/>
                    <ButtonGroup>
                        <Button text="Save the last day"/>
                        <a class="govuk-link" href=remove>"It was a mistake: remove it"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
        .into_any()
    };
    found.page("Change an absence", content).errors(&[&copy])
}

/// Gives it its last day, or another one.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let absence = absence(&visit, &found).await?;
    let mut field = last_day_field(&visit.form);
    let to_on = date(&mut field, "Last day");
    if to_on.is_some_and(|to| to < absence.from_on) {
        wrong(&mut field, "Last day must be on or after the first day");
    }
    if field.error.is_some() {
        return Ok(change_page(&found, &absence, field).into());
    }
    let (services, permit, id) = (visit.services(), &found.permit, AbsenceId(absence.id));
    match people::change_absence(services, permit, found.place(), id, to_on).await {
        Ok(()) => Ok(see(format!("{}?done=away", found.whom.href()))),
        Err(StoreError::Conflict) => {
            wrong(&mut field, AWAY_ALREADY);
            Ok(change_page(&found, &absence, field).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks whether it was a mistake.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let absence = absence(&visit, &found).await?;
    let (name, rows) = (found.name.clone(), absence_rows(&found, &absence));
    let cancel = found.whom.href();
    let content = move || {
        view! {
            <TwoThirds>
                <PageHeading text="Remove this absence?" caption=name/>
                <SummaryList rows=rows/>
                <p class="govuk-body">
                    "Remove it only if they were not away. If they have come back, enter the last day instead."
                </p>
                <Form>
                    <ButtonGroup>
                        <Button text="Remove the absence" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
        .into_any()
    };
    Ok(found.page("Remove this absence?", content).into())
}

/// Takes it out. The same form sent twice takes it out once.
pub(super) async fn remove(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let id: AbsenceId = visit.param("absence")?;
    people::remove_absence(visit.services(), &found.permit, found.place(), id).await?;
    Ok(see(format!("{}?done=away", found.whom.href())))
}

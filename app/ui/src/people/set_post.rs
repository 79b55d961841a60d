//! Adding a post to somebody who is there, and changing one.
//!
//! Rules P22 to P26 of `docs/rules/people.md`.

use super::{
    post_form::{self, Answers, Ends, PostForm, Setting},
    whom::{Whom, whom},
};
use crate::{
    ui::{
        BackLink, Button, Choice, Clicks, Field, InsetText, PageHeading, Select, SummaryList,
        SummaryRow, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, SetPost},
    ids::{OrganisationId, PostId},
    organisations::Team,
};
use leptos::prelude::*;
use store::{
    StoreError, organisations,
    people::{self, NewPost, PostChange, PostRow},
};

/// A post that is to be added or changed, and whose it is.
struct Found {
    whom: Whom,
    permit: Permit<SetPost>,
    name: String,
    organisation: String,
    teams: Vec<Team>,
    signs_in_with_it: bool,
}

impl Found {
    fn setting<'a>(&'a self, visit: &Visit, ends: Ends) -> Setting<'a> {
        Setting {
            teams: &self.teams,
            signs_in_with_it: self.signs_in_with_it,
            ends,
            today: visit.today,
        }
    }
}

/// Gathers what both pages need. `changed` is the post that may lose its staff number.
async fn gather(
    visit: &Visit,
    whom: Whom,
    (organisation, place): (OrganisationId, String),
    posts: &[PostRow],
    changed: Option<&PostRow>,
) -> Result<Found, Problem> {
    let permit = visit.permit(SetPost { organisation })?;
    let (name, email) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let teams = organisations::teams(visit.services(), organisation).await?;
    let gives_a_number = |post: &PostRow| {
        let is_open = post.ends_on.is_none_or(|end| visit.today <= end);
        is_open && post.staff_number.is_some() && changed.is_none_or(|c| c.id != post.id)
    };
    Ok(Found {
        signs_in_with_it: email.is_none() && !posts.iter().any(gives_a_number),
        whom,
        permit,
        name,
        organisation: place,
        teams,
    })
}

/// The organisations in which the visitor may add a post.
async fn offered(visit: &Visit) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let all = organisations::organisations(visit.services()).await?;
    let may = |id| visit.permit(SetPost { organisation: id }).is_ok();
    let mine = all
        .into_iter()
        .filter(|o| may(o.id))
        .map(|o| (o.id, o.name));
    Ok(mine.collect())
}

/// Asks for the organisation first, where there are several, because its teams are asked for next.
pub(super) async fn new(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let offered = offered(&visit).await?;
    match chosen(&visit.query, &offered)? {
        Some(place) => {
            let posts = people::posts(visit.services(), &whom.seen).await?;
            let found = gather(&visit, whom, place, &posts, None).await?;
            Ok(shown_new(&found, &PostForm::of(&Fields::default())).into())
        }
        None => choose(&visit, &whom, &offered).await,
    }
}

/// The organisation that was chosen, or the only one there is.
fn chosen(
    fields: &Fields,
    offered: &[(OrganisationId, String)],
) -> Result<Option<(OrganisationId, String)>, Problem> {
    if let [only] = offered {
        return Ok(Some(only.clone()));
    }
    let wanted: Option<OrganisationId> = match fields.text("organisation") {
        "" => return Ok(None),
        typed => typed.parse().ok(),
    };
    let found = offered.iter().find(|(id, _)| Some(*id) == wanted);
    found.cloned().map(Some).ok_or(Problem::NotFound)
}

async fn choose(
    visit: &Visit,
    whom: &Whom,
    offered: &[(OrganisationId, String)],
) -> Result<Answer, Problem> {
    if offered.is_empty() {
        return Err(Problem::NotFound);
    }
    let (name, _) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let choices: Vec<_> = offered
        .iter()
        .map(|(id, place)| Choice::new(id.to_string(), place.clone()))
        .collect();
    let (back, action) = (whom.href(), format!("{}/posts/new", whom.href()));
    let field = Field::new("organisation").label("Which organisation is the post in?");
    let content = move || {
        view! {
            <TwoThirds>
                <PageHeading text="Add a post" caption=name/>
                <form method="get" action=action>
                    <Select field=field choices=choices/>
                    <Button text="Continue" clicks=Clicks::Each/>
                </form>
            </TwoThirds>
        }
    };
    Ok(Page::new("Add a post", content)
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .into())
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let place = chosen(&visit.form, &offered(&visit).await?)?.ok_or(Problem::NotFound)?;
    let posts = people::posts(visit.services(), &whom.seen).await?;
    let organisation = place.0;
    let found = gather(&visit, whom, place, &posts, None).await?;
    let mut form = PostForm::of(&visit.form);
    let Some(answers) = form.check(&found.setting(&visit, Ends::Asked)) else {
        return Ok(shown_new(&found, &form).into());
    };
    let person = Some(found.whom.id);
    let manager = post_form::manager(&visit, &found.permit, &mut form, person, None).await?;
    if form.manager.error.is_some() {
        return Ok(shown_new(&found, &form).into());
    }
    let new = NewPost {
        organisation,
        team: answers.team,
        job_title: answers.job_title,
        contract: answers.contract,
        staff_number: answers.staff_number,
        manager,
        starts_on: answers.starts_on,
        ends_on: answers.ends_on,
        cohorts: Vec::new(),
    };
    match people::add_post(visit.services(), &found.permit, found.whom.id, &new).await {
        Ok(_) => Ok(see(format!("{}?done=post-added", found.whom.href()))),
        Err(StoreError::Conflict) => {
            form.number_is_taken();
            Ok(shown_new(&found, &form).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown_new(found: &Found, form: &PostForm) -> Page {
    let (questions, back) = (form.clone(), found.whom.href());
    let (name, teams) = (found.name.clone(), found.teams.clone());
    let place = found.organisation.clone();
    let organisation = found.permit.act().organisation.to_string();
    let action = format!("{}/posts/new", found.whom.href());
    let content = move || {
        let asked = post_form::view(questions, &teams, Ends::Asked);
        let rows = vec![SummaryRow::new("Organisation", place)];
        view! {
            <TwoThirds>
                <PageHeading text="Add a post" caption=name/>
                <SummaryList rows=rows/>
                <Form action=action>
                    <input type="hidden" name="organisation" value=organisation/>
                    {asked}
                    <Button text="Add post"/>
                </Form>
            </TwoThirds>
        }
    };
    Page::new("Add a post", content)
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&form.fields())
}

/// The post in the address, among the person's.
pub(super) fn in_address<'a>(visit: &Visit, posts: &'a [PostRow]) -> Result<&'a PostRow, Problem> {
    let id: PostId = visit.param("post")?;
    let post = posts.iter().find(|post| post.id == id.0);
    post.ok_or(Problem::NotFound)
}

/// The post to change.
async fn to_change(visit: &Visit) -> Result<(Found, PostRow), Problem> {
    let whom = whom(visit).await?;
    let posts = people::posts(visit.services(), &whom.seen).await?;
    let post = in_address(visit, &posts)?.clone();
    let place = (post.organisation_id.into(), post.organisation.clone());
    let found = gather(visit, whom, place, &posts, Some(&post)).await?;
    Ok((found, post))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (found, post) = to_change(&visit).await?;
    Ok(shown(&found, &post, &PostForm::with(&post)).into())
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let (found, post) = to_change(&visit).await?;
    let mut form = PostForm::of(&visit.form);
    let Some(answers) = form.check(&found.setting(&visit, Ends::Kept(post.ends_on))) else {
        return Ok(shown(&found, &post, &form).into());
    };
    let Answers {
        job_title,
        contract,
        team,
        staff_number,
        starts_on,
        ..
    } = answers;
    let person = Some(found.whom.id);
    let manager = post_form::manager(&visit, &found.permit, &mut form, person, Some(&post)).await?;
    if form.manager.error.is_some() {
        return Ok(shown(&found, &post, &form).into());
    }
    let change = PostChange {
        team,
        job_title,
        contract,
        staff_number,
        manager,
        starts_on,
    };
    let (services, id) = (visit.services(), PostId(post.id));
    match people::change_post(services, &found.permit, found.whom.id, id, &change).await {
        Ok(true) => Ok(see(format!("{}?done=post-changed", found.whom.href()))),
        Ok(false) => Err(Problem::NotFound),
        Err(StoreError::Conflict) => {
            form.number_is_taken();
            Ok(shown(&found, &post, &form).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(found: &Found, post: &PostRow, form: &PostForm) -> Page {
    let (questions, back) = (form.clone(), found.whom.href());
    let (name, teams) = (found.name.clone(), found.teams.clone());
    let ends = Ends::Kept(post.ends_on);
    let rows = vec![SummaryRow::new("Organisation", post.organisation.clone())];
    let content = move || {
        let asked = post_form::view(questions, &teams, ends);
        view! {
            <TwoThirds>
                <PageHeading text="Change a post" caption=name/>
                <InsetText>
                    "Change a post to put something right, or when the team or the line manager changes. If it is another
                    job, give this post its last day and add a new one: training then follows from the day of the change."
                </InsetText>
                <SummaryList rows=rows/>
                <Form>
                    {asked}
                    <Button text="Save"/>
                </Form>
            </TwoThirds>
        }
    };
    Page::new("Change a post", content)
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&form.fields())
}

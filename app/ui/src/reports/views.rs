//! Lists narrowed in one's own way, kept under a name: shown at the top of each list, opened, renamed, removed.
//!
//! Rules G9 and G10 of `docs/rules/reports.md`.

use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content,
        Details, Field, InsetText, Narrow, NotificationBanner, PageHeading, Table, TextInput,
        TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::{
    access::{Permit, SaveView},
    ids::SavedViewId,
};
use leptos::prelude::*;
use store::{
    StoreError,
    reports::{MOST_VIEWS, SavedView, remove_view, rename_view, save_view, saved_views},
};

/// The pages of which a view can be kept, with what they are called.
const PAGES: [(&str, &str); 3] = [
    ("/overview", "Overview"),
    ("/overview/people", "Who stands how"),
    ("/people", "People"),
];

/// Signs that a name may have.
const LONGEST_NAME: usize = 60;

/// Signs that an address may have.
const LONGEST_QUERY: usize = 2_000;

fn permit(visit: &Visit) -> Result<Permit<SaveView>, Problem> {
    let person = visit.person()?;
    visit.permit(SaveView { person })
}

/// What stands at the top of a list.
pub(crate) struct Views {
    kept: Vec<SavedView>,
    page: &'static str,
    query: String,
}

/// One's own views, and the list as it is narrowed now: one query.
pub(crate) async fn views(visit: &Visit, page: &'static str) -> Result<Views, Problem> {
    Ok(Views {
        kept: saved_views(visit.services(), &permit(visit)?).await?,
        page,
        query: worth_keeping(&visit.query),
    })
}

/// What of an address narrows the list.
fn worth_keeping(query: &Fields) -> String {
    query.with(&[("page", ""), ("done", "")])
}

impl Views {
    /// The views as links, and the way to keep this one.
    pub(crate) fn view(&self) -> AnyView {
        let here = (self.page, self.query.as_str());
        let links: Vec<_> = self
            .kept
            .iter()
            .map(|one| {
                let current = (one.page.as_str(), one.query.as_str()) == here;
                let (href, name) = (one.href(), one.name.clone());
                let current = current.then_some("true");
                view! { <li><a class="govuk-link" href=href aria-current=current>{name}</a></li> }
            })
            .collect();
        let kept = (!links.is_empty()).then(|| {
            view! {
                <nav aria-label="Your saved views">
                    <h2 class="govuk-heading-s govuk-!-margin-bottom-1">"Your saved views"</h2>
                    <ul class="govuk-list govuk-!-margin-bottom-2">
                        {links}
                        <li><a class="govuk-link" href="/views">"Rename or remove views"</a></li>
                    </ul>
                </nav>
            }
        });
        let is_kept = self
            .kept
            .iter()
            .any(|one| (one.page.as_str(), one.query.as_str()) == here);
        let save = (!self.query.is_empty() && !is_kept).then(|| {
            let form = save_form(name_field(""), self.page.to_owned(), self.query.clone());
            view! { <Details summary="Save this view">{form}</Details> }
        });
        view! { {kept} {save} }.into_any()
    }
}

fn name_field(typed: &str) -> Field {
    Field::new("view_name")
        .label("What do you want to call it?")
        .hint("For example, Overdue in adult social care")
        .value(typed)
}

fn save_form(field: Field, page: String, query: String) -> AnyView {
    view! {
        <Form action="/views">
            <input type="hidden" name="view_page" value=page/>
            <input type="hidden" name="view_query" value=query/>
            <TextInput field=field/>
            <Button text="Save the view" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let kept = saved_views(visit.services(), &permit(&visit)?).await?;
    Ok(list_page(kept, done(&visit.query), None).into())
}

fn done(query: &Fields) -> Option<&'static str> {
    Some(match query.text("done") {
        "renamed" => "The view has another name.",
        "removed" => "The view has been removed.",
        _ => return None,
    })
}

/// A view that could not be kept: its name as it was typed, page and address.
type Unkept = (Field, String, String);

fn list_page(kept: Vec<SavedView>, done: Option<&'static str>, unkept: Option<Unkept>) -> Page {
    let field = unkept.as_ref().map(|(field, ..)| field.clone());
    Page::new("Your saved views", move || list_view(&kept, done, unkept))
        .section("/overview")
        .before(|| view! { <BackLink href="/overview" text="Overview"/> })
        .errors(&field.iter().collect::<Vec<_>>())
}

fn list_view(kept: &[SavedView], done: Option<&'static str>, unkept: Option<Unkept>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let again = unkept.map(|(field, page, query)| save_form(field, page, query));
    let table = if kept.is_empty() {
        view! { <InsetText>"None yet. Narrow a list as you need it, then choose \u{201c}Save this view\u{201d} above it."</InsetText> }
            .into_any()
    } else {
        let head = ["View", "Page"].map(Column::new).into_iter();
        let head = head.chain([Column::unseen("What you can do")]).collect();
        let rows = kept.iter().map(row).collect();
        view! { <Table caption="Your saved views" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }
            .into_any()
    };
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text="Your saved views"/>
            {again}
            {table}
        </TwoThirds>
    }
    .into_any()
}

fn row(one: &SavedView) -> Vec<Content> {
    let (href, name) = (one.href(), one.name.clone());
    let page = PAGES.iter().find(|(page, _)| *page == one.page);
    let (rename, remove) = (
        format!("/views/{}", one.id),
        format!("/views/{}/remove", one.id),
    );
    let (of, also) = (format!(" {name}"), format!(" {name}"));
    vec![
        view! { <a class="govuk-link" href=href>{name}</a> }.into_any().into(),
        page.map_or("", |(_, title)| *title).into(),
        view! {
            <a class="govuk-link" href=rename>"Rename" <span class="govuk-visually-hidden">{of}</span></a>
            <br/>
            <a class="govuk-link" href=remove>"Remove" <span class="govuk-visually-hidden">{also}</span></a>
        }
        .into_any()
        .into(),
    ]
}

/// A name that can be given.
fn checked(field: &mut Field) -> Option<String> {
    let name = required(field, "Name", "Enter a name for the view");
    if name.chars().count() > LONGEST_NAME {
        wrong(
            field,
            format!("Name must be {LONGEST_NAME} characters or fewer"),
        );
    }
    field.error.is_none().then_some(name)
}

/// Keeps the list as it was narrowed.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let permit = permit(&visit)?;
    let typed = visit.form.text("view_page");
    let (page, _) = PAGES
        .iter()
        .find(|(page, _)| *page == typed)
        .ok_or(Problem::NotFound)?;
    let query = worth_keeping(&Fields::parse(visit.form.text("view_query")));
    let mut field = name_field(visit.form.text("view_name"));
    if query.len() > LONGEST_QUERY {
        wrong(&mut field, "The list is narrowed by too much to be kept");
    }
    if let Some(name) = checked(&mut field) {
        match save_view(visit.services(), &permit, page, &name, &query).await {
            Ok(()) => return Ok(see(format!("{page}?{query}"))),
            Err(StoreError::Conflict) => wrong(
                &mut field,
                format!(
                    "You have a view of this name already, or {MOST_VIEWS} of them. Choose another name, or remove one first"
                ),
            ),
            Err(error) => return Err(error.into()),
        }
    }
    let kept = saved_views(visit.services(), &permit).await?;
    Ok(list_page(kept, None, Some((field, (*page).to_owned(), query))).into())
}

/// The view in the address, one's own.
async fn own(visit: &Visit) -> Result<(Permit<SaveView>, SavedView), Problem> {
    let permit = permit(visit)?;
    let id: SavedViewId = visit.param("view")?;
    let all = saved_views(visit.services(), &permit).await?;
    let view = all.into_iter().find(|one| one.id == id.0);
    Ok((permit, view.ok_or(Problem::NotFound)?))
}

pub(super) async fn rename(visit: Visit) -> Result<Answer, Problem> {
    let (_, view) = own(&visit).await?;
    Ok(rename_page(name_field(&view.name)).into())
}

fn rename_page(field: Field) -> Page {
    let copy = field.clone();
    Page::new("Rename a view", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Rename a view"/>
                <Form>
                    <TextInput field=field/>
                    <Button text="Save the name"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/overview")
    .before(|| view! { <BackLink href="/views" text="Your saved views"/> })
    .errors(&[&copy])
}

pub(super) async fn save_name(visit: Visit) -> Result<Answer, Problem> {
    let (permit, view) = own(&visit).await?;
    let mut field = name_field(visit.form.text("view_name"));
    if let Some(name) = checked(&mut field) {
        match rename_view(visit.services(), &permit, SavedViewId(view.id), &name).await {
            Ok(()) => return Ok(see("/views?done=renamed")),
            Err(StoreError::Conflict) => wrong(&mut field, "You have a view of this name already"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(rename_page(field).into())
}

/// Asks whether a view is to be removed.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let (_, view) = own(&visit).await?;
    Ok(Page::new("Remove this view?", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Remove this view?" caption=view.name/>
                <p class="govuk-body">"The list itself stays as it is. Nobody else has this view."</p>
                <Form>
                    <ButtonGroup>
                        <Button text="Remove the view" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href="/views">"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/overview")
    .before(|| view! { <BackLink href="/views" text="Your saved views"/> })
    .into())
}

pub(super) async fn remove(visit: Visit) -> Result<Answer, Problem> {
    let (permit, view) = own(&visit).await?;
    remove_view(visit.services(), &permit, SavedViewId(view.id)).await?;
    Ok(see("/views?done=removed"))
}

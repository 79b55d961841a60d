//! Changing one part of a draft, and what happens when two people do it at once.
//!
//! The form carries the edition of the draft that it was made from. When the draft has moved on, nothing is kept and nothing
//! is lost: the same page comes back with all that was typed, says who changed what, and shows what is kept now where that
//! differs; saving it again keeps it. A form sent twice asks for what is there already, and so simply leads on.

use super::found::{address, by, caption, found, to_write};
use crate::{
    ui::{
        Alert, AlertKind, BackLink, Button, CaptionKind, Column, Content, Field, Narrow,
        PageHeading, Table, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use axum::http::StatusCode;
use domain::{
    access::DraftFramework,
    calendar,
    framework::{Framework, Section},
};
use leptos::prelude::*;
use store::framework::{
    drafts::{Draft, Kept, keep},
    latest_version,
};

/// How much room a form needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// The reading column.
    Column,
    /// The whole page.
    Page,
}

/// The form that changes one part of a draft.
pub(super) trait PartForm: Clone + Send + Sync + 'static {
    /// The part.
    const PART: Section;
    /// What the address names, such as `level`; empty where it names nothing.
    const ITEM: &'static str = "";
    /// How much room it needs.
    const ROOM: Room = Room::Column;
    /// Whether it asks about what changes from the version published last.
    const COMPARES: bool = false;

    /// The heading of its page.
    fn heading(&self) -> String;
    /// The page above it, and where it leads when it is kept; within the draft.
    fn above(&self) -> String;
    /// As it is kept; none where what the address names is not there.
    fn kept(framework: &Framework, code: &str) -> Option<Self>;
    /// As it was typed.
    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self;
    /// The same, knowing the version published last; only where it [compares](Self::COMPARES).
    #[must_use]
    fn compared_with(self, _before: &Framework) -> Self {
        self
    }
    /// All fields in the order of the page.
    fn fields(&self) -> Vec<&Field>;
    /// The framework as it would be; none when something is wrong, which the fields then say.
    fn apply(&mut self, framework: &Framework) -> Option<Framework>;
    /// The fields on the page.
    fn view(self, framework: &Framework) -> AnyView;
    /// The page on which it is removed, within the draft, and the words of the link.
    fn removal(&self) -> Option<(String, &'static str)> {
        None
    }
}

/// What is said above a form that could not be kept.
#[derive(Clone)]
enum Notice {
    Nothing,
    /// Somebody has changed the draft: what is kept now where it differs, by label.
    Crossed(Vec<(String, String)>),
    /// Somebody has removed what it is about.
    Gone,
    /// The draft was closed.
    Closed,
}

/// The page of a form.
pub(super) async fn page<F: PartForm>(visit: Visit) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    let form = kept::<F>(&visit, &draft).await?.ok_or(Problem::NotFound)?;
    Ok(shown(draft, form, Notice::Nothing).into())
}

/// The form as it is kept.
async fn kept<F: PartForm>(visit: &Visit, draft: &Draft) -> Result<Option<F>, Problem> {
    let form = F::kept(&draft.framework, visit.params.text(F::ITEM));
    match form {
        Some(form) => Ok(Some(compared(visit, form).await?)),
        None => Ok(None),
    }
}

/// The form with the version published last, where it asks about that.
async fn compared<F: PartForm>(visit: &Visit, form: F) -> Result<F, Problem> {
    if !F::COMPARES {
        return Ok(form);
    }
    let latest = latest_version(visit.services()).await?;
    Ok(match latest {
        Some(latest) => form.compared_with(&latest.framework),
        None => form,
    })
}

/// Keeps what was typed.
pub(super) async fn save<F: PartForm>(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(DraftFramework {})?;
    let draft = found(&visit).await?;
    let code = visit.params.text(F::ITEM);
    let form = F::typed(&visit.form, &draft.framework, code);
    let mut form = compared(&visit, form).await?;
    if !draft.stage.is_open() {
        return Ok(shown(draft, form, Notice::Closed).into());
    }
    if F::kept(&draft.framework, code).is_none() {
        return Ok(shown(draft, form, Notice::Gone).into());
    }
    let Some(changed) = form.apply(&draft.framework) else {
        return Ok(shown(draft, form, Notice::Nothing).into());
    };
    let onward = format!("{}{}?done=saved", address(&draft), form.above());
    if changed == draft.framework {
        return Ok(see(onward));
    }
    let is_as_read = visit.form.read("edition") == Some(draft.edition);
    if is_as_read
        && keep(
            visit.services(),
            &permit,
            &draft,
            &changed,
            F::PART,
            &by(&visit),
        )
        .await?
            == Kept::Yes
    {
        return Ok(see(onward));
    }
    let draft = found(&visit).await?;
    let notice = match kept::<F>(&visit, &draft).await? {
        _ if !draft.stage.is_open() => Notice::Closed,
        None => Notice::Gone,
        Some(kept) => Notice::Crossed(differences(&kept.fields(), &form.fields())),
    };
    Ok(shown(draft, form, notice).into())
}

/// What is kept where something else was typed, by label.
fn differences(kept: &[&Field], typed: &[&Field]) -> Vec<(String, String)> {
    let differs = |kept: &&&Field| {
        let same = typed.iter().find(|field| field.name == kept.name);
        same.is_some_and(|field| plain(field) != plain(kept))
    };
    let said = |field: &&Field| {
        let value = field.values.join(", ");
        let value = if value.is_empty() {
            "Nothing".to_owned()
        } else {
            value
        };
        (field.label.clone(), value)
    };
    kept.iter().filter(differs).map(said).collect()
}

/// What a field holds, whatever ends its lines.
fn plain(field: &Field) -> Vec<String> {
    let values = field.values.iter().filter(|value| !value.is_empty());
    values.map(|value| value.replace("\r\n", "\n")).collect()
}

fn shown<F: PartForm>(draft: Draft, form: F, notice: Notice) -> Page {
    let fields = form.clone();
    let back = format!("{}{}", address(&draft), form.above());
    let heading = form.heading();
    let is_refused = !matches!(notice, Notice::Nothing);
    let page = Page::new(heading, move || view(&draft, form, notice))
        .section("/framework")
        .before(move || view! { <BackLink href=back/> })
        .errors(&fields.fields());
    if is_refused {
        page.status(StatusCode::CONFLICT)
    } else {
        page
    }
}

fn view<F: PartForm>(draft: &Draft, form: F, notice: Notice) -> AnyView {
    let (heading, caption) = (form.heading(), caption(draft));
    let edition = draft.edition.to_string();
    let removal = form.removal().map(|(page, words)| {
        let href = format!("{}{page}", address(draft));
        view! { <p class="govuk-body"><a class="govuk-link" href=href>{words}</a></p> }
    });
    let (said, fields) = (said(draft, notice), form.view(&draft.framework));
    let content = view! {
        {said}
        <PageHeading text=heading caption=caption/>
        <Form>
            <input type="hidden" name="edition" value=edition/>
            {fields}
            <Button text="Save"/>
        </Form>
        {removal}
    };
    match F::ROOM {
        Room::Page => content.into_any(),
        Room::Column => view! { <TwoThirds>{content}</TwoThirds> }.into_any(),
    }
}

fn said(draft: &Draft, notice: Notice) -> Option<AnyView> {
    let part = draft.changed_part.map_or("the draft", Section::title);
    let who = format!(
        "{} changed it last, on {} ({part}).",
        draft.changed_by,
        calendar::moment(draft.changed_at)
    );
    let (title, advice, kept) = match notice {
        Notice::Nothing => return None,
        Notice::Crossed(kept) => (
            "Somebody has changed this draft since you opened the page",
            "What you typed is below and has not been saved. Save again to keep it.",
            differing(kept),
        ),
        Notice::Gone => (
            "Somebody has removed this since you opened the page",
            "What you typed is below and cannot be saved here. Copy what you need, and add it again where it belongs.",
            None,
        ),
        Notice::Closed => (
            "This draft was closed since you opened the page",
            "What you typed is below and cannot be saved here. Copy what you need.",
            None,
        ),
    };
    Some(
        view! {
            <Alert kind=AlertKind::Warning title=title>
                <p class="govuk-body">{who} " " {advice}</p>
                {kept}
            </Alert>
        }
        .into_any(),
    )
}

fn differing(kept: Vec<(String, String)>) -> Option<AnyView> {
    if kept.is_empty() {
        return None;
    }
    let head = ["Field", "Kept now"].map(Column::new).to_vec();
    let rows: Vec<Vec<Content>> = kept
        .into_iter()
        .map(|(label, value)| vec![label.into(), value.into()])
        .collect();
    Some(
        view! {
            <Table caption="Where what is kept differs from what you typed" caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Wrap/>
        }
        .into_any(),
    )
}

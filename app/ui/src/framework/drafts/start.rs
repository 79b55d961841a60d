//! Beginning a draft as a copy of any version of any framework.

use super::found::by;
use crate::{
    framework::words,
    ui::{BackLink, Button, Choice, Field, LabelKind, PageHeading, Radios, Size, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{access::DraftFramework, calendar, ids::FrameworkVersionId};
use leptos::prelude::*;
use store::framework::{VersionLine, drafts::copy_into_draft, versions};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(DraftFramework {})?;
    let versions = versions(visit.services()).await?;
    let chosen = visit.query.text("from").to_owned();
    Ok(shown(&visit, versions, field().value(chosen)).into())
}

fn field() -> Field {
    Field::new("from").label("Which version do you begin with?")
}

fn shown(visit: &Visit, versions: Vec<VersionLine>, field: Field) -> Page {
    let form_key = visit.services().ids.secret();
    let of_page = field.clone();
    Page::new("Write a new version", move || {
        view(&versions, field, form_key)
    })
    .section("/framework")
    .before(|| view! { <BackLink href="/framework" text="Training framework"/> })
    .errors(&[&of_page])
}

fn view(versions: &[VersionLine], field: Field, form_key: String) -> AnyView {
    let choice = |line: &VersionLine| {
        let text = format!("{} {}", line.title, line.version);
        let hint = if line.is_example {
            words::EXAMPLE.to_owned()
        } else {
            format!("Counts from {}", calendar::day(line.effective_on))
        };
        Choice::new(line.id.to_string(), text).hint(hint)
    };
    let choices: Vec<_> = versions.iter().map(choice).collect();
    view! {
        <TwoThirds>
            <PageHeading text="Write a new version"/>
            <p class="govuk-body">
                "The draft begins as a copy. Nobody is affected before it has been shared, endorsed by every board, and
                published."
            </p>
            <Form>
                <input type="hidden" name="form_key" value=form_key/>
                <Radios field=field choices=choices legend=LabelKind::Sized(Size::Medium)/>
                <Button text="Begin the draft"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// Begins the draft. The same form posted twice begins one.
pub(super) async fn begin(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(DraftFramework {})?;
    let key = visit.form.text("form_key");
    let from: Option<FrameworkVersionId> = visit.form.read("from");
    let made = match from {
        Some(from) if key.len() == 64 => {
            copy_into_draft(visit.services(), &permit, from, key, &by(&visit)).await?
        }
        _ => None,
    };
    if let Some(draft) = made {
        return Ok(see(format!("/framework/drafts/{draft}")));
    }
    let mut field = field().value(visit.form.text("from"));
    wrong(&mut field, "Select the version to begin with");
    let versions = versions(visit.services()).await?;
    Ok(shown(&visit, versions, field).into())
}

//! What a version changed, compared with the one before it or with any other.

use super::version::{Place, Version, found, places};
use crate::{
    framework::reading,
    ui::{BackLink, Button, ButtonKind, Choice, Field, InsetText, PageHeading, Select, TwoThirds},
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    framework::{Change, changes},
    ids::FrameworkVersionId,
};
use leptos::prelude::*;
use store::framework::{VersionLine, document};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let version = found(&visit).await?;
    let other = compared_with(&version, visit.query.read("with"));
    let before = match &other {
        Some(line) => document(visit.services(), line.id).await?,
        None => None,
    };
    let said = before.map(|before| changes(&before, &version.framework));
    let title = format!("What version {} changed", version.line.version);
    Ok(Page::new(title, move || {
        view(&version, other.as_ref(), said.as_deref())
    })
    .section("/framework")
    .before(|| view! { <BackLink href="/framework" text="Training framework"/> })
    .into())
}

/// The version to compare with: the one that is asked for, or else the one that counted before it.
fn compared_with(version: &Version, wanted: Option<FrameworkVersionId>) -> Option<VersionLine> {
    let mut others = version
        .all
        .iter()
        .filter(|line| line.id != version.line.id && line.is_example == version.line.is_example);
    let found = match wanted {
        Some(id) => others.find(|line| line.id == id),
        None => others.find(|line| line.effective_on < version.line.effective_on),
    };
    found.cloned()
}

fn view(version: &Version, other: Option<&VersionLine>, said: Option<&[Change]>) -> AnyView {
    let (title, caption) = (
        version.line.title.clone(),
        format!("Version {}", version.line.version),
    );
    let heading = match other {
        Some(other) => format!("What changed from version {}", other.version),
        None => "What changed".to_owned(),
    };
    let content = match said {
        None => view! { <InsetText>"There is no version before this one."</InsetText> }.into_any(),
        Some([]) => view! { <InsetText>"Nothing is different."</InsetText> }.into_any(),
        Some(said) => reading::changes(said),
    };
    let choose = choose(version, other);
    view! {
        <PageHeading text=title caption=caption/>
        {places(&version.line, Place::Changes)}
        <TwoThirds>
            <h2 class="govuk-heading-m">{heading}</h2>
            {content}
            {choose}
        </TwoThirds>
    }
    .into_any()
}

/// Comparing with another version.
fn choose(version: &Version, other: Option<&VersionLine>) -> Option<AnyView> {
    let alike = version
        .all
        .iter()
        .filter(|line| line.id != version.line.id && line.is_example == version.line.is_example);
    let choices: Vec<_> = alike
        .map(|line| {
            Choice::new(
                line.id.to_string(),
                format!("{} {}", line.title, line.version),
            )
        })
        .collect();
    let current = other.map(|line| line.id.to_string()).unwrap_or_default();
    let field = Field::new("with").label("Compare with").value(current);
    (choices.len() > 1).then(|| {
        view! {
            <form method="get">
                <Select field=field choices=choices/>
                <Button text="Compare" kind=ButtonKind::Secondary/>
            </form>
        }
        .into_any()
    })
}

//! Removing a level, a cohort or a question from a draft; refused while something refers to it.

use super::{
    entries::Entries,
    found::{address_of, by, caption, to_write},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, InsetText, PageHeading, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::framework::Reference;
use leptos::prelude::*;
use store::{
    framework::drafts::{Draft, Kept, keep},
    learning,
};

/// What is to be removed.
struct Removal {
    entries: Entries,
    code: String,
    title: String,
    references: Vec<Reference>,
}

impl Removal {
    fn in_address(visit: &Visit, draft: &Draft, entries: Entries) -> Result<Self, Problem> {
        let code = visit.params.text(entries.one()).to_owned();
        let title = entries.title(&draft.framework, &code);
        Ok(Self {
            entries,
            title: title.ok_or(Problem::NotFound)?,
            references: entries.references(&draft.framework, &code),
            code,
        })
    }
}

pub(super) async fn page(visit: Visit, entries: Entries) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    let removal = Removal::in_address(&visit, &draft, entries)?;
    let modules = modules_of(&visit, &removal).await?;
    Ok(shown(draft, removal, modules).into())
}

/// The titles of modules that are of a level.
async fn modules_of(visit: &Visit, removal: &Removal) -> Result<Vec<String>, Problem> {
    if removal.entries != Entries::Levels {
        return Ok(Vec::new());
    }
    let modules = learning::current_modules(visit.services())
        .await?
        .into_iter();
    let of_level = modules.filter(|current| current.module.level == removal.code);
    Ok(of_level
        .map(|current| current.module.title.clone())
        .collect())
}

fn shown(draft: Draft, removal: Removal, modules: Vec<String>) -> Page {
    let back = address_of(&draft, removal.entries.section());
    let heading = format!("Remove the {} {}?", removal.entries.one(), removal.code);
    Page::new(heading.clone(), move || {
        view(&draft, &removal, &modules, heading)
    })
    .section("/framework")
    .before(move || view! { <BackLink href=back/> })
}

fn view(draft: &Draft, removal: &Removal, modules: &[String], heading: String) -> AnyView {
    let list = address_of(draft, removal.entries.section());
    let content = if removal.references.is_empty() {
        ask(draft, modules, list)
    } else {
        refuse(&removal.references, list)
    };
    let (caption, title) = (caption(draft), removal.title.clone());
    view! {
        <TwoThirds>
            <PageHeading text=heading caption=caption/>
            <p class="govuk-body-l">{title}</p>
            {content}
        </TwoThirds>
    }
    .into_any()
}

fn ask(draft: &Draft, modules: &[String], list: String) -> AnyView {
    let edition = draft.edition.to_string();
    let orphaned = (!modules.is_empty()).then(|| {
        let text = format!(
            "Passing {} will no longer count for any level.",
            modules.join(" or ")
        );
        view! { <WarningText text=text/> }
    });
    view! {
        {orphaned}
        <p class="govuk-body">"It goes from this draft only. Versions that are published keep it."</p>
        <Form>
            <input type="hidden" name="edition" value=edition/>
            <ButtonGroup>
                <Button text="Remove" kind=ButtonKind::Warning/>
                <a class="govuk-link" href=list>"Cancel"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

fn refuse(references: &[Reference], list: String) -> AnyView {
    let items: Vec<_> = references
        .iter()
        .map(|one| view! { <li>{one.to_string()}</li> })
        .collect();
    view! {
        <InsetText>
            <p class="govuk-body">"It cannot be removed yet, because"</p>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        </InsetText>
        <p class="govuk-body">"Take it out there first, then come back."</p>
        <p class="govuk-body"><a class="govuk-link" href=list>"Back to the list"</a></p>
    }
    .into_any()
}

/// Removes it. The same form posted twice finds it gone, and leads on.
pub(super) async fn remove(visit: Visit, entries: Entries) -> Result<Answer, Problem> {
    let (draft, permit) = to_write(&visit).await?;
    let done = format!("{}?done=removed", address_of(&draft, entries.section()));
    let code = visit.params.text(entries.one());
    if entries.title(&draft.framework, code).is_none() {
        return Ok(see(done));
    }
    let removal = Removal::in_address(&visit, &draft, entries)?;
    let is_as_read = visit.form.read("edition") == Some(draft.edition);
    if is_as_read && removal.references.is_empty() {
        let changed = entries.without(&draft.framework, code);
        let section = entries.section();
        let kept = keep(
            visit.services(),
            &permit,
            &draft,
            &changed,
            section,
            &by(&visit),
        )
        .await?;
        if kept == Kept::Yes {
            return Ok(see(done));
        }
    }
    // Somebody changed the draft meanwhile: the page asks again about what is there now.
    page(visit, entries).await
}

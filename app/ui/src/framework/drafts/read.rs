//! A draft to be read from beginning to end, and what it changes.

use super::found::{address, caption, found};
use crate::{
    framework::{
        reading,
        versions::{endorsed_by, stage_tag},
    },
    ui::{BackLink, InsetText, PageHeading, TwoThirds},
    web::{Answer, Page, Problem, Visit},
};
use domain::framework::changes;
use leptos::prelude::*;
use store::framework::{
    drafts::{Draft, Endorsement, endorsements},
    latest_version,
};

pub(super) async fn whole(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let endorsed = endorsements(visit.services(), draft.id).await?;
    Ok(page(draft, "The whole draft", move |draft| {
        whole_view(draft, &endorsed)
    })
    .into())
}

fn page(
    draft: Draft,
    title: &'static str,
    view: impl FnOnce(&Draft) -> AnyView + Send + 'static,
) -> Page {
    let back = address(&draft);
    Page::new(title, move || view(&draft))
        .section("/framework")
        .before(move || view! { <BackLink href=back text="Draft"/> })
}

fn whole_view(draft: &Draft, endorsed: &[Endorsement]) -> AnyView {
    let framework = &draft.framework;
    let note = framework.change_note.clone();
    view! {
        <PageHeading text=framework.title.clone() caption=caption(draft)/>
        <p class="govuk-body">{stage_tag(draft.stage)} " It is in force nowhere."</p>
        {(!note.is_empty()).then(|| view! { <InsetText>{note}</InsetText> })}
        {endorsed_by(endorsed)}
        {reading::whole(framework)}
    }
    .into_any()
}

pub(super) async fn what_changes(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let latest = latest_version(visit.services()).await?;
    let said = latest.map(|latest| {
        let said = changes(&latest.framework, &draft.framework);
        (latest.framework.version.clone(), said)
    });
    let view = move |draft: &Draft| {
        let content = match said {
            None => view! { <InsetText>"There is no version before it."</InsetText> }.into_any(),
            Some((version, said)) if said.is_empty() => {
                let text = format!("Nothing is different from version {version}.");
                view! { <InsetText>{text}</InsetText> }.into_any()
            }
            Some((version, said)) => {
                let text = format!("Compared with version {version}, which was published last:");
                view! { <p class="govuk-body">{text}</p> {reading::changes(&said)} }.into_any()
            }
        };
        let caption = caption(draft);
        view! {
            <TwoThirds>
                <PageHeading text="What changes" caption=caption/>
                {content}
            </TwoThirds>
        }
        .into_any()
    };
    Ok(page(draft, "What changes", view).into())
}

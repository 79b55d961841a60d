//! The employers a person signs in at, and ending that.
//!
//! Rule E16 of `docs/rules/employer-sign-in.md`.

use crate::{
    people::whom::{Whom, whom},
    ui::{
        BackLink, BannerKind, Button, ButtonKind, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, Table, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{LinkSignIn, Permit},
    calendar,
    ids::IdentityId,
};
use leptos::prelude::*;
use store::{
    employer_sign_in::{self, Linked},
    people,
};

/// The name of the person in the address.
async fn name_of(visit: &Visit, whom: &Whom) -> Result<String, Problem> {
    let found = people::name_of(visit.services(), &whom.seen).await?;
    Ok(found.ok_or(Problem::NotFound)?.0)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let name = name_of(&visit, &whom).await?;
    let links = employer_sign_in::links_of(visit.services(), &whom.seen).await?;
    let ended = visit.query.text("done") == "ended";
    let mut rows = Vec::new();
    for link in links {
        let organisation = link.organisation;
        let may_end = visit.permit(LinkSignIn { organisation }).is_ok();
        rows.push(row(&whom, link, may_end));
    }
    let back = whom.href();
    Ok(
        Page::new("Sign-in by the employer", move || view(name, rows, ended))
            .section("/people")
            .before(move || view! { <BackLink href=back text="Back to the person"/> })
            .into(),
    )
}

fn row(whom: &Whom, link: Linked, may_end: bool) -> Vec<Content> {
    let href = format!("{}/sign-ins/{}/end", whom.href(), link.identity);
    let of = format!(" the sign-in at {}", link.organisation_name);
    let end = may_end.then(|| view! { <a class="govuk-link" href=href>"End" <span class="govuk-visually-hidden">{of}</span></a> });
    let by = link.by.unwrap_or_else(|| "The e-mail address".to_owned());
    vec![
        link.organisation_name.into(),
        calendar::moment(link.since).into(),
        by.into(),
        calendar::moment(link.last_seen_at).into(),
        end.into_any().into(),
    ]
}

fn view(name: String, rows: Vec<Vec<Content>>, ended: bool) -> AnyView {
    let banner = ended.then(
        || view! { <NotificationBanner kind=BannerKind::Success text="The link has been ended."/> },
    );
    let list = if rows.is_empty() {
        view! { <InsetText>"They sign in at no employer."</InsetText> }.into_any()
    } else {
        let head = ["Employer", "Linked on", "Linked by", "Last signed in"]
            .map(Column::new)
            .into_iter()
            .chain([Column::unseen("End")])
            .collect();
        view! { <Table caption="Employers" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }.into_any()
    };
    view! {
        {banner}
        <PageHeading text="Sign-in by the employer" caption=name/>
        {list}
    }
    .into_any()
}

/// The link in the address, with the leave to end it.
async fn in_address(visit: &Visit, whom: &Whom) -> Result<(Permit<LinkSignIn>, Linked), Problem> {
    let id: IdentityId = visit.param("link")?;
    let links = employer_sign_in::links_of(visit.services(), &whom.seen).await?;
    let link = links.into_iter().find(|link| link.identity == id);
    let link = link.ok_or(Problem::NotFound)?;
    let organisation = link.organisation;
    Ok((visit.permit(LinkSignIn { organisation })?, link))
}

/// Asks before a link is ended.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let name = name_of(&visit, &whom).await?;
    let (_, link) = in_address(&visit, &whom).await?;
    let (back, away) = (
        format!("{}/sign-ins", whom.href()),
        format!("{}/sign-ins", whom.href()),
    );
    let title = format!("End the sign-in at {}?", link.organisation_name);
    let heading = title.clone();
    let warning = format!(
        "{name} is signed out. The next time that account of the employer comes, it waits until somebody has said who it is."
    );
    Ok(Page::new(title, move || {
        view! {
            <TwoThirds>
                <PageHeading text=heading caption=name/>
                <WarningText text=warning/>
                <Form>
                    <Button text="End it" kind=ButtonKind::Warning/>
                </Form>
                <p class="govuk-body"><a class="govuk-link" href=away>"Keep it"</a></p>
            </TwoThirds>
        }
    })
    .section("/people")
    .before(move || view! { <BackLink href=back text="Sign-in by the employer"/> })
    .into())
}

/// Ends it. A second post changes nothing.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let (permit, link) = in_address(&visit, &whom).await?;
    employer_sign_in::end_link(visit.services(), &permit, link.identity).await?;
    Ok(see(format!("{}/sign-ins?done=ended", whom.href())))
}

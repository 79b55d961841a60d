//! Saying who the walk-ins were whom the trainer did not find, for those who run the session.
//!
//! Rules B31 and B32 of `docs/rules/sessions.md`.

use super::{
    found::{href, run},
    mail::teller,
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonKind, Field, InsetText, NotificationBanner,
        PageHeading, Spellcheck, SummaryCard, SummaryList, SummaryRow, TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{ids::WalkInId, sessions::WalkInRefusal};
use leptos::prelude::*;
use store::sessions::{self, SessionRow, UnknownWalkIn};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let unknown = sessions::list_walk_ins(visit.services(), &permit, row.id).await?;
    let is_done = visit.query.text("done") == "known";
    Ok(shown(&row, unknown, None, is_done).into())
}

/// Says who one of them was. The same form posted twice is told that it has been said.
pub(super) async fn say(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let walk_in: WalkInId = visit.form.read("walk_in").unwrap_or(WalkInId::NOTHING);
    let name = format!("who_{walk_in}");
    let typed = visit.form.text(&name).to_owned();
    let teller = teller(&visit);
    let services = visit.services();
    let refusal = if typed.is_empty() {
        "Enter an e-mail address or a staff number".to_owned()
    } else {
        let which = (row.id, walk_in);
        match sessions::match_walk_in(services, &permit, which, &typed, &teller).await? {
            Ok(()) => {
                visit.jobs.notify_one();
                return Ok(see(format!("{}/walk-ins?done=known", href(row.id))));
            }
            Err(refusal @ WalkInRefusal::Known) => {
                return Err(Problem::refused(
                    refusal.to_string(),
                    "Nothing has been changed.",
                    ("See the walk-ins", &format!("{}/walk-ins", href(row.id))),
                ));
            }
            Err(refusal) => refusal.to_string(),
        }
    };
    let unknown = sessions::list_walk_ins(services, &permit, row.id).await?;
    let mut field = Field::new(name).value(typed);
    wrong(&mut field, refusal);
    Ok(shown(&row, unknown, Some(field), false).into())
}

fn shown(
    row: &SessionRow,
    unknown: Vec<UnknownWalkIn>,
    wrong: Option<Field>,
    is_done: bool,
) -> Page {
    let (title, back) = (row.title.clone(), href(row.id));
    let action = format!("{back}/walk-ins");
    let errors_of: Vec<Field> = wrong.clone().into_iter().collect();
    let page = Page::new("Walk-ins", move || {
        view(title, &action, unknown, wrong.as_ref(), is_done)
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The session"/> });
    page.errors(&errors_of.iter().collect::<Vec<_>>())
}

fn view(
    title: String,
    action: &str,
    unknown: Vec<UnknownWalkIn>,
    wrong: Option<&Field>,
    is_done: bool,
) -> AnyView {
    let banner = is_done.then(|| {
        view! { <NotificationBanner kind=BannerKind::Success text="It has been said who that was. The marks are theirs."/> }
    });
    let list = if unknown.is_empty() {
        view! { <InsetText>"There is no walk-in whom nobody knows."</InsetText> }.into_any()
    } else {
        let each = unknown.into_iter().map(|one| card(action, one, wrong));
        each.collect_view().into_any()
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Walk-ins" caption=title/>
            <p class="govuk-body">
                "These people came without a booking, and were not found among the people of the partnership. If somebody has no
                record yet, add the person first. Names that nobody knows are deleted 90 days after the session."
            </p>
            {list}
        </TwoThirds>
    }
    .into_any()
}

fn card(action: &str, one: UnknownWalkIn, wrong: Option<&Field>) -> AnyView {
    let name = format!("who_{}", one.id);
    let said = wrong.filter(|field| field.name == name);
    let field = Field::new(name)
        .label(
            "Who was it? The whole e-mail address at work, or a staff number of your organisation",
        )
        .value(said.map_or("", Field::current))
        .error(said.and_then(|field| field.error.clone()));
    let mut rows = vec![SummaryRow::new("Organisation", one.organisation)];
    if !one.email.is_empty() {
        rows.push(SummaryRow::new("E-mail", one.email));
    }
    let (id, button) = (one.id.to_string(), format!(" {}", one.name));
    view! {
        <SummaryList rows=rows card=SummaryCard::new(one.name)/>
        <Form action=action.to_owned()>
            <input type="hidden" name="walk_in" value=id/>
            <TextInput field=field spellcheck=Spellcheck::Off/>
            <Button text="This is who it was" kind=ButtonKind::Secondary hidden_text=button/>
        </Form>
    }
    .into_any()
}

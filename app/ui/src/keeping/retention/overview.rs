//! For how long an organisation keeps its leavers, and who would be anonymised today.

use crate::{
    ui::{
        BackLink, BannerKind, Button, CaptionKind, Column, Content, Field, InputWidth, InsetText,
        LabelKind, Narrow, NotificationBanner, PageHeading, Size, Table, TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{AnonymiseLeavers, Permit, SetRetention},
    calendar,
    ids::OrganisationId,
    keeping::SUGGESTED_YEARS,
};
use leptos::prelude::*;
use store::{
    StoreError,
    keeping::retention::{self, Due, Proposal, Retention},
};

/// People whom the dry run shows; the proposal shows all, in pages.
const SHOWN: usize = 50;

/// The organisation in the address, with the leave to decide about its leavers.
pub(super) fn in_address(visit: &Visit) -> Result<Permit<AnonymiseLeavers>, Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    visit.permit(AnonymiseLeavers { organisation })
}

/// The page of an organisation's leavers.
pub(super) fn href(permit: &Permit<AnonymiseLeavers>) -> String {
    format!("/organisations/{}/retention", permit.act().organisation)
}

struct Shown {
    href: String,
    retention: Retention,
    due: Vec<Due>,
    proposals: Vec<Proposal>,
    may_set: bool,
    years: Field,
    done: Option<&'static str>,
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    shown(&visit, None).await
}

async fn shown(visit: &Visit, years: Option<Field>) -> Result<Answer, Problem> {
    let permit = in_address(visit)?;
    let services = visit.services();
    let retention = retention::retention(services, &permit)
        .await?
        .ok_or(Problem::NotFound)?;
    let current = retention.years.map_or(SUGGESTED_YEARS, i32::unsigned_abs);
    let organisation = permit.act().organisation;
    let shown = Shown {
        href: href(&permit),
        due: retention::due(services, &permit).await?,
        proposals: retention::proposals(services, &permit).await?,
        may_set: visit.permit(SetRetention { organisation }).is_ok(),
        years: years.unwrap_or_else(|| years_field().value(current.to_string())),
        done: (visit.query.text("done") == "years")
            .then_some("The time is as you entered it. Nothing else has changed."),
        retention,
    };
    let (back, summary) = (
        format!("/organisations/{organisation}"),
        shown.years.clone(),
    );
    Ok(Page::new("Leavers", move || view(&shown))
        .section("/organisations")
        .before(move || view! { <BackLink href=back text="Back to the organisation"/> })
        .errors(&[&summary])
        .into())
}

fn years_field() -> Field {
    Field::new("years")
        .label("Years after the last post ended")
        .hint("Between 1 and 40. 7 is suggested; many employers keep records of staff who work with children or adults at risk for 25.")
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let name = shown.retention.name.clone();
    let (kept, set) = (kept(&shown.retention), shown.may_set.then(|| set(shown)));
    let (due, proposals) = (due(shown), proposals(shown));
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Leavers" caption=name/>
            <p class="govuk-body">{kept}</p>
            {set}
            {due}
            {proposals}
        </TwoThirds>
    }
    .into_any()
}

fn kept(retention: &Retention) -> String {
    match (retention.years, &retention.by, retention.decided_at) {
        (Some(years), by, Some(at)) => format!(
            "Leavers are kept by name for {years} years after their last post ended. {} decided this on {}.",
            by.as_deref().unwrap_or("An administrator"),
            calendar::moment(at)
        ),
        _ => format!(
            "Nobody has decided for how long leavers are kept by name. Until then, {SUGGESTED_YEARS} years after the last post \
             ended are suggested."
        ),
    }
}

fn set(shown: &Shown) -> AnyView {
    let field = shown.years.clone();
    view! {
        <Form>
            <input type="hidden" name="do" value="years"/>
            <TextInput field=field label=LabelKind::Sized(Size::Small) width=InputWidth::Chars2/>
            <Button text="Save the time"/>
        </Form>
    }
    .into_any()
}

/// The dry run.
fn due(shown: &Shown) -> AnyView {
    if shown.due.is_empty() {
        return view! {
            <h2 class="govuk-heading-m">"Whose time is over"</h2>
            <InsetText>"Nobody’s. There is nothing to propose."</InsetText>
        }
        .into_any();
    }
    let count = shown.due.len();
    let said = if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    };
    let said = format!(
        "{said} would be anonymised. Nothing has changed yet, and nothing ever does by itself."
    );
    let row = |one: &Due| -> Vec<Content> {
        vec![one.name.clone().into(), calendar::day(one.left_on).into()]
    };
    let rows = shown.due.iter().take(SHOWN).map(row).collect();
    let head = vec![
        Column::new("Name"),
        Column::new("Last day of the last post"),
    ];
    let more = (count > SHOWN).then(|| {
        let text = format!("These are {SHOWN} of {count}. The proposal lists all of them.");
        view! { <p class="govuk-body">{text}</p> }
    });
    let open = shown
        .proposals
        .iter()
        .find(|one| one.finished_at.is_none() && one.withdrawn_at.is_none());
    let propose = if open.is_some() {
        view! { <InsetText>"A proposal is open. It is decided first."</InsetText> }.into_any()
    } else {
        view! {
            <Form>
                <input type="hidden" name="do" value="propose"/>
                <Button text="Propose to anonymise them"/>
            </Form>
        }
        .into_any()
    };
    let what = what_goes();
    view! {
        <h2 class="govuk-heading-m">"Whose time is over"</h2>
        <p class="govuk-body">{said}</p>
        <Table caption="People who would be anonymised" caption_kind=CaptionKind::Hidden head=head rows=rows/>
        {more}
        {what}
        {propose}
    }
    .into_any()
}

/// What goes and what stays.
pub(super) fn what_goes() -> AnyView {
    view! {
        <h3 class="govuk-heading-s">"What goes"</h3>
        <p class="govuk-body">
            "Name, e-mail address, staff number, account, answers to questions, evidence of claims, reasons in free words, kinds of
            absence, messages, and the files of certificates."
        </p>
        <h3 class="govuk-heading-s">"What stays"</h3>
        <p class="govuk-body">
            "Posts with their days, job titles and cohorts, and what was completed when: reports of the past stay as they were. A
            certificate can still be checked by its code; the page says course, day, board, number and status, and no name.
            The audit trail stays as it is, so that it can be proved complete."
        </p>
        <p class="govuk-body">"A job title that only one person ever held may still say who it was. Change it at the post first."</p>
    }
    .into_any()
}

fn proposals(shown: &Shown) -> Option<AnyView> {
    let row = |one: &Proposal| -> Vec<Content> {
        let href = format!("{}/{}", shown.href, one.id);
        let text = calendar::moment(one.proposed_at);
        vec![
            view! { <a class="govuk-link" href=href>{text}</a> }
                .into_any()
                .into(),
            one.proposer.clone().unwrap_or_default().into(),
            one.people.to_string().into(),
            state(one).into(),
        ]
    };
    let rows: Vec<_> = shown.proposals.iter().map(row).collect();
    let head = vec![
        Column::new("Proposed"),
        Column::new("By"),
        Column::numeric("People"),
        Column::new("State"),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <Table caption="Proposals" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    })
}

/// How far a proposal has come.
pub(super) fn state(one: &Proposal) -> &'static str {
    match (one.withdrawn_at, one.finished_at, one.agreed_at) {
        (Some(_), _, _) => "Withdrawn",
        (None, Some(_), _) => "Done",
        (None, None, Some(_)) => "Under way",
        (None, None, None) => "Waits for a second person",
    }
}

/// Sets the time, or proposes.
pub(in super::super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let permit = in_address(&visit)?;
    let organisation = permit.act().organisation;
    // Administrators may decide anywhere, but not where nothing is.
    retention::retention(visit.services(), &permit)
        .await?
        .ok_or(Problem::NotFound)?;
    if visit.form.text("do") == "propose" {
        return propose(&visit, &permit).await;
    }
    let may_set = visit.permit(SetRetention { organisation })?;
    let typed = visit.form.text("years").to_owned();
    match typed.parse::<u32>() {
        Ok(years) if (1..=40).contains(&years) => {
            retention::set_retention(visit.services(), &may_set, years).await?;
            Ok(see(format!("{}?done=years", href(&permit))))
        }
        _ => {
            let mut field = years_field().value(typed);
            wrong(&mut field, "Years must be a whole number between 1 and 40");
            shown(&visit, Some(field)).await
        }
    }
}

async fn propose(visit: &Visit, permit: &Permit<AnonymiseLeavers>) -> Result<Answer, Problem> {
    match retention::propose(visit.services(), permit).await {
        Ok(Some(id)) => Ok(see(format!("{}/{id}", href(permit)))),
        // Nobody is due any more, or another proposal is open: the page says which.
        Ok(None) | Err(StoreError::Conflict) => Ok(see(href(permit))),
        Err(error) => Err(error.into()),
    }
}

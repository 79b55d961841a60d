//! The districts, their boards, and the organisations of the partnership.

use crate::{
    ui::{
        BannerKind, ButtonGroup, ButtonKind, ButtonLink, CallOut, CallOutKind, CaptionKind, Column,
        Content, InsetText, Narrow, NotificationBanner, PageHeading, Size, Table,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::access::ManageOrganisations;
use leptos::prelude::*;
use store::organisations::{self, District, OrganisationLine};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ManageOrganisations {})?;
    let districts = organisations::districts(visit.services()).await?;
    let lines = organisations::organisation_lines(visit.services(), &permit, visit.today).await?;
    let in_demo = visit
        .signed_in
        .as_ref()
        .is_some_and(|signed_in| signed_in.in_demo);
    let done = match visit.query.text("done") {
        "district" => Some("The district and its board have been added."),
        _ => None,
    };
    Ok(Page::new("Organisations", move || {
        view(&districts, &lines, in_demo, done)
    })
    .section("/organisations")
    .into())
}

fn view(
    districts: &[District],
    lines: &[OrganisationLine],
    in_demo: bool,
    done: Option<&'static str>,
) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let demo = in_demo.then(demo);
    let organisations = if districts.is_empty() {
        view! { <InsetText>"There is no district yet. Add a district with its board first, then its organisations."</InsetText> }
            .into_any()
    } else if lines.is_empty() {
        view! { <InsetText>"There is no organisation yet. Add the first one, then its training lead under People."</InsetText> }
            .into_any()
    } else {
        organisations_table(lines)
    };
    let districts = districts_table(districts);
    view! {
        {banner}
        <PageHeading text="Organisations"/>
        {demo}
        <ButtonGroup>
            <ButtonLink text="Add an organisation" href="/organisations/new"/>
            <ButtonLink text="Add a district and its board" href="/organisations/districts/new" kind=ButtonKind::Secondary/>
        </ButtonGroup>
        {districts}
        {organisations}
    }
    .into_any()
}

fn demo() -> AnyView {
    view! {
        <CallOut kind=CallOutKind::Important title="This is the demonstration partnership">
            <p class="govuk-body">
                "Its districts, organisations and people are invented. Remove them before you enter real people."
            </p>
            <ButtonLink text="Remove the demonstration partnership" href="/organisations/demo" kind=ButtonKind::Secondary/>
        </CallOut>
    }
    .into_any()
}

fn districts_table(districts: &[District]) -> Option<AnyView> {
    if districts.is_empty() {
        return None;
    }
    let head = [
        "District",
        "Board",
        "Certificate numbers begin with",
        "Signatory",
    ]
    .map(Column::new)
    .into_iter();
    let head = head.chain([Column::unseen("Settings")]).collect();
    let rows: Vec<_> = districts.iter().map(district_row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="Districts and boards" caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }.into_any(),
    )
}

fn district_row(district: &District) -> Vec<Content> {
    let (href, of) = (
        format!("/board?board={}", district.board),
        format!(" of {}", district.board_name),
    );
    let link = view! { <a class="govuk-link" href=href>"Settings" <span class="govuk-visually-hidden">{of}</span></a> };
    let signatory = if district.has_signatory {
        "Entered"
    } else {
        "Missing: nothing can be issued"
    };
    vec![
        district.name.clone().into(),
        district.board_name.clone().into(),
        district.prefix.clone().into(),
        signatory.into(),
        link.into_any().into(),
    ]
}

fn organisations_table(lines: &[OrganisationLine]) -> AnyView {
    let head = ["Organisation", "Kind", "District", "First responder"]
        .map(Column::new)
        .into_iter();
    let head = head
        .chain(["Teams", "People"].map(Column::numeric))
        .chain([Column::new("Sign-in by the employer")])
        .collect();
    let rows: Vec<_> = lines.iter().map(organisation_row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    view! { <Table caption="Organisations" caption_kind=size head=head rows=rows narrow=Narrow::Scroll/> }.into_any()
}

fn organisation_row(line: &OrganisationLine) -> Vec<Content> {
    let (href, of) = (
        format!("/people?organisation={}", line.id),
        format!(" people of {}", line.name),
    );
    let people = view! {
        <a class="govuk-link" href=href>{line.people.to_string()} <span class="govuk-visually-hidden">{of}</span></a>
    };
    let own = format!("/organisations/{}", line.id);
    let name = view! { <a class="govuk-link" href=own>{line.name.clone()}</a> };
    let (href, of) = (
        format!("/organisations/{}/sign-in", line.id),
        format!(" sign-in by the employer for {}", line.name),
    );
    let says = match line.employer_sign_in {
        None => "Set up",
        Some(true) => "On",
        Some(false) => "Off",
    };
    let sign_in = view! { <a class="govuk-link" href=href>{says} <span class="govuk-visually-hidden">{of}</span></a> };
    vec![
        name.into_any().into(),
        line.kind.title().into(),
        line.district.clone().into(),
        if line.first_responder { "Yes" } else { "No" }.into(),
        line.teams.to_string().into(),
        people.into_any().into(),
        sign_in.into_any().into(),
    ]
}

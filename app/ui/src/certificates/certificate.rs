//! One certificate: what it says, how it stands, its other revisions, and its file.

use super::{
    desk::{Place, places},
    revise::with_name,
    words::{size, status_sentence, status_tag},
};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content,
        Here, InsetText, Narrow, NotificationBanner, PageHeading, SummaryList, SummaryRow, Table,
        TwoThirds,
    },
    web::{Answer, Download, Page, Problem, Visit},
};
use domain::{
    access::{Permit, ReviseCertificate, SeePerson},
    calendar,
    certificates::{CertificateFacts, Status},
    ids::CertificateId,
};
use leptos::prelude::*;
use store::{
    certificates::{self, CertificateRow},
    people::target_of,
};

/// The certificate that the address names, with the leave to replace or revoke it.
pub(super) async fn found(
    visit: &Visit,
) -> Result<(Permit<ReviseCertificate>, CertificateRow), Problem> {
    let id: CertificateId = visit.param("certificate")?;
    let (board, _) = certificates::place_of(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let permit = visit.permit(ReviseCertificate { board })?;
    let row = certificates::certificate(visit.services(), &permit, id)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok((permit, row))
}

/// Whether it can be replaced or revoked: only what is in force can.
pub(super) fn is_in_force(row: &CertificateRow) -> bool {
    matches!(row.status, Status::Valid { .. } | Status::Expired { .. })
}

/// "NM-2026-000123, revision 2".
pub(super) fn number_of(facts: &CertificateFacts) -> String {
    if facts.revision > 1 {
        format!("{}, revision {}", facts.serial, facts.revision)
    } else {
        facts.serial.clone()
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (permit, row) = found(&visit).await?;
    let revisions = certificates::revisions(visit.services(), &permit, &row.facts.serial).await?;
    let done = match visit.query.text("done") {
        "replaced" => Some("A new version has been issued under the same number"),
        "revoked" => Some("The certificate has been revoked"),
        _ => None,
    };
    let holder = certificates::holder(visit.services(), &permit, row.id).await?;
    let renamed = holder
        .map(|holder| holder.name)
        .filter(|name| is_in_force(&row) && *name != row.facts.learner_name);
    let title = format!("Certificate {}", number_of(&row.facts));
    Ok(
        Page::new(title, move || view(&row, &revisions, renamed, done))
            .section("/certificates")
            .before(|| view! { <BackLink href="/certificates/issued" text="Issued certificates"/> })
            .into(),
    )
}

/// `renamed` is the name that the holder has by now, where the certificate bears another.
fn view(
    row: &CertificateRow,
    revisions: &[CertificateRow],
    renamed: Option<String>,
    done: Option<&'static str>,
) -> AnyView {
    let heading = format!("Certificate {}", number_of(&row.facts));
    let (rows, sentence, name) = (
        rows(row),
        status_sentence(row.status),
        row.facts.learner_name.clone(),
    );
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let file = format!("/certificates/{}/pdf", row.id);
    let words = format!("Download the certificate (PDF, {})", size(row.size));
    let actions = is_in_force(row).then(|| {
        let (revise, revoke) = (format!("/certificates/{}/revise", row.id), format!("/certificates/{}/revoke", row.id));
        view! {
            <ButtonGroup>
                <ButtonLink text="Change the name" href=revise kind=ButtonKind::Secondary/>
                <ButtonLink text="Revoke" href=revoke kind=ButtonKind::Secondary hidden_text="this certificate"/>
            </ButtonGroup>
        }
    });
    let renamed = renamed.map(|name| {
        let href = with_name(row.id, &name);
        let said = format!("In the records the holder is called {name} now.");
        view! {
            <InsetText>
                {said} " " <a class="govuk-link" href=href>"Issue it again under this name"</a>
            </InsetText>
        }
    });
    let others = (revisions.len() > 1).then(|| others(row, revisions));
    view! {
        {places(Place::Issued, Here::Section)}
        <TwoThirds>
            {banner}
            <PageHeading text=heading caption=name/>
            <p class="govuk-body-l">{sentence}</p>
            <p class="govuk-body"><a class="govuk-link" href=file>{words}</a></p>
            {renamed}
            {actions}
            <h2 class="govuk-heading-m">"What it says"</h2>
            <SummaryList rows=rows/>
            {others}
        </TwoThirds>
    }
    .into_any()
}

fn rows(row: &CertificateRow) -> Vec<SummaryRow> {
    let facts = &row.facts;
    let check = format!("/check/{}", row.code);
    let check = view! { <a class="govuk-link" href=check>"The page that anyone with this certificate sees"</a> };
    let until = facts
        .valid_until
        .map_or_else(|| "It does not expire".to_owned(), calendar::day);
    let signed = format!("{}, {}", facts.signatory_name, facts.signatory_role);
    let score = facts
        .score
        .map(|(right, of)| SummaryRow::new("Assessment", format!("{right} of {of} right")));
    let why = row
        .revoked_why
        .clone()
        .map(|why| SummaryRow::new("Why it was revoked", why));
    let outcomes = (!facts.outcomes.is_empty())
        .then(|| SummaryRow::new("Outcomes", Content::lines(facts.outcomes.clone())));
    [
        Some(SummaryRow::new("Status", status_tag(row.status))),
        why,
        Some(SummaryRow::new("Name", facts.learner_name.clone())),
        Some(SummaryRow::new("Course", facts.course.clone())),
        Some(SummaryRow::new("Level", facts.level.clone())),
        Some(SummaryRow::new(
            "Completed",
            calendar::day(facts.completed_on),
        )),
        Some(SummaryRow::new("Delivery", facts.mode.clone())),
        Some(SummaryRow::new(
            "CPD",
            format!("{} minutes", facts.cpd_minutes),
        )),
        score,
        outcomes,
        Some(SummaryRow::new(
            "Content version",
            facts.content_version.clone(),
        )),
        Some(SummaryRow::new("Board", facts.board_name.clone())),
        Some(SummaryRow::new("Signed by", signed)),
        Some(SummaryRow::new("Issued", calendar::day(facts.issued_on))),
        Some(SummaryRow::new("Valid until", until)),
        Some(SummaryRow::new("Check page", check.into_any())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every revision under the number, this one without a link.
fn others(row: &CertificateRow, revisions: &[CertificateRow]) -> AnyView {
    let head = ["Revision", "Name", "Issued", "Status"]
        .map(Column::new)
        .to_vec();
    let cells = |other: &CertificateRow| -> Vec<Content> {
        let words = format!("Revision {}", other.facts.revision);
        let which: Content = if other.id == row.id {
            format!("{words} (this one)").into()
        } else {
            let href = format!("/certificates/{}", other.id);
            view! { <a class="govuk-link" href=href>{words}</a> }
                .into_any()
                .into()
        };
        vec![
            which,
            other.facts.learner_name.clone().into(),
            calendar::day(other.facts.issued_on).into(),
            status_tag(other.status),
        ]
    };
    let cells: Vec<_> = revisions.iter().map(cells).collect();
    view! {
        <h2 class="govuk-heading-m">"Revisions under this number"</h2>
        <Table caption="Revisions under this number" caption_kind=CaptionKind::Hidden head=head rows=cells narrow=Narrow::Stack/>
    }
    .into_any()
}

/// The file: for the board that issued it, and for whoever may see the holder's training.
pub(super) async fn pdf(visit: Visit) -> Result<Answer, Problem> {
    let id: CertificateId = visit.param("certificate")?;
    let (board, person) = certificates::place_of(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let found = if let Ok(permit) = visit.permit(ReviseCertificate { board }) {
        certificates::pdf_for_board(visit.services(), &permit, id).await?
    } else {
        let target = target_of(visit.services(), person, visit.today)
            .await?
            .ok_or(Problem::NotFound)?;
        let permit = visit.permit(SeePerson { target })?;
        certificates::pdf_of(visit.services(), &permit, id).await?
    };
    let (serial, bytes) = found.ok_or(Problem::NotFound)?;
    let name = Some(format!("certificate-{serial}.pdf"));
    Ok(Answer::Download(Download {
        media_type: "application/pdf",
        name,
        bytes,
        lasting: false,
    }))
}

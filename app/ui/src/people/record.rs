//! The learner record of one person, as those see it who look after their training.

use super::{exceptions::decide, whom::whom};
use crate::{
    certificates::with_name,
    records::{Standing, preferred, status, uncounted, when},
    ui::{CaptionKind, Column, Content, InsetText, Narrow, Table, Tag, TagColour, TaskStatus},
    web::{Answer, Download, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{
    calendar,
    certificates::Status,
    framework::{Need, Strength},
    ids::CertificateId,
    records::Worth,
};
use leptos::prelude::*;
use store::{
    certificates::{self, CertificateRow},
    records::Completion,
};

/// What is needed, by when, and why. `excuse` is the person's address, for those who may decide otherwise.
pub(super) fn needs(standing: &Standing, excuse: Option<&str>, today: NaiveDate) -> AnyView {
    if standing.framework.is_none() {
        return view! { <InsetText>"No training framework is in force yet."</InsetText> }
            .into_any();
    }
    if !standing
        .facts
        .posts
        .iter()
        .any(|post| post.is_held_on(today))
    {
        return view! { <InsetText>"Nothing today: no post is held today."</InsetText> }.into_any();
    }
    if standing.needs.is_empty() {
        let text = if standing.is_classified {
            "Nothing: the groups of staff that the post is in have no requirements."
        } else {
            "Unclassified: the post has not been sorted into groups of staff, so it asks for nothing yet."
        };
        return view! { <InsetText>{text}</InsetText> }.into_any();
    }
    let (met, of) = standing.count();
    let head = ["Training", "State", "When", "Why"]
        .map(Column::new)
        .into_iter()
        .chain(excuse.map(|_| Column::unseen("What you can do")))
        .collect();
    let row = |need: &Need| {
        let decide = excuse.map(|href| decide(href, standing, need));
        need_row(standing, need, today)
            .into_iter()
            .chain(decide)
            .collect()
    };
    let rows: Vec<Vec<Content>> = standing.needs.iter().map(row).collect();
    view! {
        <p class="govuk-body">{format!("{met} of {of} required levels completed.")}</p>
        <Table caption="Training needed" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn need_row(standing: &Standing, need: &Need, today: NaiveDate) -> Vec<Content> {
    let strength = match need.strength {
        Strength::Mandatory => "Required",
        Strength::Recommended => "Recommended",
    };
    let first: Vec<_> = need
        .first
        .iter()
        .map(|code| standing.level_title(code))
        .collect();
    let first = (!first.is_empty()).then(|| format!("First: {}", first.join(" and ")));
    vec![
        Content::lines([standing.level_title(&need.level), strength.to_owned()]),
        shown(status(need.state)),
        Content::lines(
            [Some(when(need.state, today)), preferred(need), first]
                .into_iter()
                .flatten(),
        ),
        why(standing, need),
    ]
}

/// One reason needs no bullet; several would run into each other without.
fn why(standing: &Standing, need: &Need) -> Content {
    match need.because.as_slice() {
        [only] => standing.why(only).into(),
        several => {
            let items: Vec<_> = several
                .iter()
                .map(|because| view! { <li>{standing.why(because)}</li> })
                .collect();
            view! { <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">{items}</ul> }
                .into_any()
                .into()
        }
    }
}

fn shown(status: TaskStatus) -> Content {
    match status {
        TaskStatus::Plain(text) | TaskStatus::CannotStart(text) => text.into(),
        TaskStatus::Tag(colour, text) => tag(colour, text),
    }
}

fn tag(colour: TagColour, text: impl Into<String>) -> Content {
    let text = text.into();
    view! { <Tag text=text colour=colour/> }.into_any().into()
}

/// What has been completed.
pub(super) fn completions(standing: &Standing, today: NaiveDate) -> AnyView {
    if standing.completions.is_empty() {
        return view! { <InsetText>"Nothing yet."</InsetText> }.into_any();
    }
    let head = ["Training", "Level", "Completed", "Valid until"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<_> = standing
        .completions
        .iter()
        .map(|done| completion_row(standing, done, today))
        .collect();
    view! { <Table caption="Completed" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }.into_any()
}

fn completion_row(standing: &Standing, done: &Completion, today: NaiveDate) -> Vec<Content> {
    let score = done
        .score
        .map(|(right, of)| format!("{right} of {of} right"));
    let mode = score.map_or_else(
        || done.mode.clone(),
        |score| format!("{}, {score}", done.mode),
    );
    let title = standing.level_title(&done.level);
    let level = match done.worth {
        Worth::Level => title,
        Worth::Part if done.missing.is_empty() => format!("{title}: e-learning part"),
        Worth::Part => format!("{title}: a part"),
    };
    let until = match (
        uncounted(standing, done, today),
        done.worth,
        done.valid_until,
    ) {
        (Some(why), ..) => why,
        (None, Worth::Part, _) if done.missing.is_empty() => "A session completes it".to_owned(),
        (None, Worth::Part, _) => format!("Missing: {}", done.missing),
        (None, Worth::Level, Some(until)) => calendar::day(until),
        (None, Worth::Level, None) => "Does not expire".to_owned(),
    };
    let verified = done
        .verified_by
        .as_ref()
        .map(|by| format!("Done elsewhere, verified by {by}"));
    vec![
        Content::lines([done.course.clone(), mode].into_iter().chain(verified)),
        level.into(),
        calendar::day(done.completed_on).into(),
        until.into(),
    ]
}

/// Says which certificates in force bear another name than the person has now, with the way to issue them again for
/// whoever may `revise` them.
pub(super) fn renamed(
    name: &str,
    rows: &[CertificateRow],
    revise: &[CertificateId],
) -> Option<AnyView> {
    let is_in_force =
        |row: &&CertificateRow| matches!(row.status, Status::Valid { .. } | Status::Expired { .. });
    let older: Vec<_> = rows
        .iter()
        .filter(is_in_force)
        .filter(|row| row.facts.learner_name != name)
        .map(|row| older_name(name, row, revise.contains(&row.id)))
        .collect();
    (!older.is_empty()).then(|| {
        view! {
            <InsetText>
                <p class="govuk-body">
                    "These certificates bear another name. Their board can issue them again under the name of today; the
                    number stays, and the old copy then checks as replaced."
                </p>
                <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">{older}</ul>
            </InsetText>
        }
        .into_any()
    })
}

fn older_name(name: &str, row: &CertificateRow, may_revise: bool) -> AnyView {
    let said = format!("{}: {}", row.facts.serial, row.facts.learner_name);
    let link = may_revise.then(|| {
        let href = with_name(row.id, name);
        let of = format!(" certificate {}", row.facts.serial);
        view! {
            ". " <a class="govuk-link" href=href>"Issue again" <span class="govuk-visually-hidden">{of}</span></a>
        }
    });
    view! { <li>{said} {link}</li> }.into_any()
}

/// The certificates issued, in all their revisions.
pub(super) fn certificates(href: &str, rows: &[CertificateRow]) -> AnyView {
    if rows.is_empty() {
        return view! { <InsetText>"None yet. The safeguarding board issues them."</InsetText> }
            .into_any();
    }
    let head = ["Number", "Course", "Issued", "Status"]
        .map(Column::new)
        .into_iter()
        .chain([Column::unseen("File")]);
    let rows: Vec<_> = rows
        .iter()
        .map(|certificate| certificate_row(href, certificate))
        .collect();
    view! {
        <Table caption="Certificates" caption_kind=CaptionKind::Hidden head=head.collect() rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn certificate_row(href: &str, certificate: &CertificateRow) -> Vec<Content> {
    let (colour, word, day) = certificate_status(certificate.status);
    let status = view! { <Tag text=word colour=colour/> " " {day} }.into_any();
    let link = format!("{href}/certificates/{}", certificate.id);
    let of = format!(" certificate {}, PDF", certificate.facts.serial);
    let file = view! {
        <a class="govuk-link" href=link>"Download" <span class="govuk-visually-hidden">{of}</span></a>
    };
    vec![
        certificate.facts.serial.clone().into(),
        certificate.facts.course.clone().into(),
        calendar::day(calendar::day_of(certificate.issued_at)).into(),
        status.into(),
        file.into_any().into(),
    ]
}

fn certificate_status(status: Status) -> (TagColour, &'static str, String) {
    let on = |day| format!("on {}", calendar::day(day));
    match status {
        Status::Valid { until: Some(until) } => (
            TagColour::Green,
            "Valid",
            format!("until {}", calendar::day(until)),
        ),
        Status::Valid { until: None } => (TagColour::Green, "Valid", String::new()),
        Status::Expired { on: day } => (TagColour::Grey, "Expired", on(day)),
        Status::Replaced { on: day } => (TagColour::Blue, "Replaced", on(day)),
        Status::Revoked { on: day } => (TagColour::Red, "Revoked", on(day)),
    }
}

/// The file of one certificate.
pub(super) async fn certificate(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let id: CertificateId = visit.param("certificate")?;
    let (serial, bytes) = certificates::pdf_of(visit.services(), &whom.seen, id)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Answer::Download(Download {
        media_type: "application/pdf",
        name: Some(format!("certificate-{serial}.pdf")),
        bytes,
        lasting: false,
    }))
}

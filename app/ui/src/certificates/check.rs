//! The public check: whoever holds a certificate can see whether it is genuine, and how it stands today.
//!
//! The code is 256 bits that nobody can guess. Codes that do not exist are counted for the address they come from, so that
//! trying them out is slow; an honest check writes nothing.

use super::words::{status_sentence, status_tag};
use crate::{
    ui::{
        Autocomplete, Button, Clicks, Field, InputWidth, LabelKind, PageHeading, Size, Spellcheck,
        SummaryList, SummaryRow, TextInput, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use axum::http::StatusCode;
use domain::calendar;
use leptos::prelude::*;
use store::{
    certificates::{self, Checked},
    people,
};

/// The code in what somebody typed or pasted: the code itself, with or without spaces, or the whole address of the check
/// page.
fn code_in(typed: &str) -> Option<String> {
    let last = typed
        .trim()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let code: String = last
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    (code.len() == 64 && code.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| code.to_ascii_lowercase())
}

/// Asks for the code.
pub(super) async fn ask(visit: Visit) -> Result<Answer, Problem> {
    let asked = visit.query.0.iter().any(|(name, _)| name == "code");
    let typed = visit.query.text("code");
    let wrong = match code_in(typed) {
        Some(code) => return Ok(see(format!("/check/{code}"))),
        None if !asked => None,
        None if typed.is_empty() => Some("Enter the code on the certificate"),
        None => Some(
            "Enter all 64 letters and digits at the end of the web address on the certificate. Its number is not enough",
        ),
    };
    Ok(form(typed, wrong).into())
}

fn form(typed: &str, wrong: Option<&str>) -> Page {
    let field = Field::new("code")
        .label("Code")
        .hint("You can also paste the whole web address.")
        .value(typed)
        .error(wrong);
    let of_page = field.clone();
    Page::new("Check a certificate", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Check a certificate"/>
                <p class="govuk-body">
                    "Every certificate has a square code that a phone can read, and a web address beside it. Both lead to the
                    page that says whether it is genuine."
                </p>
                <p class="govuk-body">
                    "If you cannot use either, enter the code: the 64 letters and digits at the end of the web address, under
                    “Check this certificate at”."
                </p>
                <form method="get" action="/check" novalidate>
                    <TextInput
                        field=field
                        label=LabelKind::Sized(Size::Medium)
                        width=InputWidth::Full
                        autocomplete=Autocomplete::Off
                        spellcheck=Spellcheck::Off
                    />
                    <Button text="Check" clicks=Clicks::Each/>
                </form>
            </TwoThirds>
        }
    })
    .errors(&[&of_page])
}

/// What the certificate with a code says, and how it stands.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let code: String = visit.param("code")?;
    let about = format!("check {}", visit.address);
    people::guesses(visit.services(), &about)
        .await?
        .may_guess(visit.now)
        .map_err(|_| Problem::TooMany)?;
    let found = match code_in(&code) {
        Some(code) => certificates::by_code(visit.services(), &code).await?,
        None => None,
    };
    let Some(checked) = found else {
        people::wrong_guess(visit.services(), &about).await?;
        return Ok(unknown().into());
    };
    Ok(Page::new("Check a certificate", move || known(&checked)).into())
}

fn known(checked: &Checked) -> AnyView {
    let rows = vec![
        SummaryRow::new("Status", status_tag(checked.status)),
        SummaryRow::new("Name", checked.name.clone()),
        SummaryRow::new("Course", checked.course.clone()),
        SummaryRow::new("Completed", calendar::day(checked.completed_on)),
        SummaryRow::new("Issued by", checked.board.clone()),
        SummaryRow::new("Number", checked.serial.clone()),
    ];
    let (heading, sentence) = (
        format!("Certificate {}", checked.serial),
        status_sentence(checked.status),
    );
    view! {
        <TwoThirds>
            <PageHeading text=heading/>
            <p class="govuk-body-l">{sentence}</p>
            <SummaryList rows=rows/>
            <p class="govuk-body">
                "Compare this with the certificate you were shown. If anything differs, it is not the one that was issued."
            </p>
            <p class="govuk-body"><a class="govuk-link" href="/check">"Check another certificate"</a></p>
        </TwoThirds>
    }
    .into_any()
}

fn unknown() -> Page {
    Page::new("No such certificate", || {
        view! {
            <TwoThirds>
                <PageHeading text="No certificate has this code"/>
                <p class="govuk-body">"Check that you copied all of it: it has 64 letters and digits."</p>
                <p class="govuk-body">
                    "If it is complete, the certificate you were shown was not issued here. Ask the board named on it."
                </p>
                <p class="govuk-body"><a class="govuk-link" href="/check">"Check another certificate"</a></p>
            </TwoThirds>
        }
    })
    .status(StatusCode::NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn a_code_is_read_from_what_people_paste() {
        for typed in [
            CODE.to_owned(),
            format!("  {CODE} "),
            CODE.to_uppercase(),
            format!("https://training.example/check/{CODE}"),
            format!("{} {}", &CODE[..32], &CODE[32..]),
        ] {
            assert_eq!(code_in(&typed).as_deref(), Some(CODE), "{typed}");
        }
    }

    #[test]
    fn the_number_of_a_certificate_is_no_code() {
        for typed in [
            "",
            "NM-2026-000123",
            &CODE[1..],
            "https://training.example/check",
        ] {
            assert_eq!(code_in(typed), None, "{typed}");
        }
    }
}

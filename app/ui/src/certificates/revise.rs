//! A change of name: a new revision under the same number. The old copy verifies as replaced.

use super::{
    certificate::{found, is_in_force, number_of},
    mail::{certificate_mail, check_url},
    preview::{self, SERIAL, check_page},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, Field, InputWidth, InsetText, LabelKind, Link, PageHeading,
        Size, Spellcheck, SummaryList, SummaryRow, TextInput, TwoThirds, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::line},
};
use chrono::NaiveDate;
use domain::{certificates::CertificateFacts, ids::CertificateId};
use leptos::prelude::*;
use store::certificates::{self, CertificateRow, Revision};

/// The longest name that can be entered. What fits on the page is decided by drawing it.
const LONGEST: usize = 200;

/// A name as it is to be printed, or what is wrong with it.
fn new_name(typed: &str, printed: &str) -> Result<String, &'static str> {
    let name = line(typed);
    if name.is_empty() {
        Err("Enter the name to be printed")
    } else if name.chars().count() > LONGEST {
        Err("The name must be 200 characters or fewer")
    } else if name == printed {
        Err("Enter a name that is different from the one on the certificate")
    } else {
        Ok(name)
    }
}

/// What the next revision says: everything as it was, but for the name, the day of issue and the check page.
fn next(
    facts: &CertificateFacts,
    name: String,
    today: NaiveDate,
    check_url: String,
) -> CertificateFacts {
    CertificateFacts {
        learner_name: name,
        revision: facts.revision + 1,
        issued_on: today,
        check_url,
        ..facts.clone()
    }
}

/// Asks for the new name.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (_, row) = found(&visit).await?;
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    let name = match visit.query.text("name") {
        "" => row.facts.learner_name.clone(),
        typed => typed.to_owned(),
    };
    Ok(form(row, &name, None).into())
}

fn form(row: CertificateRow, typed: &str, wrong: Option<String>) -> Page {
    let field = Field::new("name")
        .label("Name to be printed")
        .hint("As the person writes it. Accents and other alphabets are fine.")
        .value(typed)
        .error(wrong);
    let of_page = field.clone();
    let action = format!("/certificates/{}/revise", row.id);
    let back = format!("/certificates/{}", row.id);
    Page::new("Change the name on a certificate", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Change the name" caption=format!("Certificate {}", number_of(&row.facts))/>
                <p class="govuk-body">
                    "A new version is issued under the same number. Whoever checks the old one is told that it has been
                    replaced. Nothing is issued on this page."
                </p>
                <Form action=action>
                    <TextInput
                        field=field
                        label=LabelKind::Sized(Size::Medium)
                        width=InputWidth::TwoThirds
                        spellcheck=Spellcheck::Off
                    />
                    <Button text="Continue"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/certificates")
    .before(move || view! { <BackLink href=back/> })
    .errors(&[&of_page])
}

/// Takes the name, if it can be printed, to the page that checks it.
pub(super) async fn enter(visit: Visit) -> Result<Answer, Problem> {
    let (_, row) = found(&visit).await?;
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    let typed = visit.form.text("name");
    let name = match new_name(typed, &row.facts.learner_name) {
        Ok(name) => name,
        Err(wrong) => return Ok(form(row, typed, Some(wrong.to_owned())).into()),
    };
    let facts = next(
        &row.facts,
        name.clone(),
        visit.today,
        check_page(&visit.site),
    );
    match visit.draw(facts).await? {
        Ok(_) => Ok(see(step(&row, "check", &name))),
        Err(sentence) => Ok(form(row, typed, Some(sentence)).into()),
    }
}

/// The address of a step with the name in it, so that it can be reloaded and gone back to.
fn step(row: &CertificateRow, step: &str, name: &str) -> String {
    let query = Fields(vec![("name".to_owned(), name.to_owned())]).with(&[]);
    match step {
        "" => with_name(row.id, name),
        step => format!("/certificates/{}/revise/{step}?{query}", row.id),
    }
}

/// The address of the step that asks for the name, with one typed in already.
pub(crate) fn with_name(id: CertificateId, name: &str) -> String {
    let query = Fields(vec![("name".to_owned(), name.to_owned())]).with(&[]);
    format!("/certificates/{id}/revise?{query}")
}

/// Shows old and new before anything is issued.
pub(super) async fn check(visit: Visit) -> Result<Answer, Problem> {
    let (permit, row) = found(&visit).await?;
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    let typed = visit.query.text("name");
    let name = match new_name(typed, &row.facts.learner_name) {
        Ok(name) => name,
        Err(wrong) => return Ok(form(row, typed, Some(wrong.to_owned())).into()),
    };
    let holder = certificates::holder(visit.services(), &permit, row.id).await?;
    let recorded = holder.map(|holder| holder.name).filter(|of| *of != name);
    let back = step(&row, "", &name);
    Ok(Page::new("Check the new name", move || {
        check_view(&row, name, recorded)
    })
    .section("/certificates")
    .before(move || view! { <BackLink href=back/> })
    .into())
}

/// `recorded` is the name in the records, where it is another one: that is what a renewal will print.
fn check_view(row: &CertificateRow, name: String, recorded: Option<String>) -> AnyView {
    let (preview, change) = (step(row, "preview", &name), step(row, "", &name));
    let action = format!("/certificates/{}/revise/check", row.id);
    let (back, caption) = (
        format!("/certificates/{}", row.id),
        format!("Certificate {}", number_of(&row.facts)),
    );
    let rows = vec![
        SummaryRow::new("Number", row.facts.serial.clone()),
        SummaryRow::new("Name now", row.facts.learner_name.clone()),
        SummaryRow::new("New name", name.clone())
            .action(Link::new("Change", change).hidden_text("the new name")),
    ];
    let recorded = recorded.map(|recorded| {
        let said = format!(
            "In the records the holder is called {recorded}. Certificates issued later will bear that name until their \
             training lead or the administrator changes it there."
        );
        view! { <InsetText>{said}</InsetText> }
    });
    view! {
        <TwoThirds>
            <PageHeading text="Check the new name" caption=caption/>
            <SummaryList rows=rows/>
            <p class="govuk-body"><a class="govuk-link" href=preview>"See the new version (PDF)"</a></p>
            <p class="govuk-body">"It is e-mailed to its holder, if they have an address."</p>
            {recorded}
            <WarningText text="The certificate issued before is marked as replaced. This cannot be undone."/>
            <Form action=action>
                <input type="hidden" name="name" value=name/>
                <ButtonGroup>
                    <Button text="Replace the certificate"/>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The new version as it would be, kept nowhere.
pub(super) async fn preview(visit: Visit) -> Result<Answer, Problem> {
    let (_, row) = found(&visit).await?;
    let name = new_name(visit.query.text("name"), &row.facts.learner_name)
        .map_err(|_| Problem::NotFound)?;
    let facts = next(
        &row.facts,
        name.clone(),
        visit.today,
        check_page(&visit.site),
    );
    let facts = CertificateFacts {
        serial: SERIAL.to_owned(),
        ..facts
    };
    preview::shown(&visit.site, facts, &step(&row, "", &name)).await
}

/// Issues the new revision. The same form posted twice is one revision.
pub(super) async fn replace(visit: Visit) -> Result<Answer, Problem> {
    let (permit, row) = found(&visit).await?;
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    let typed = visit.form.text("name");
    let name = match new_name(typed, &row.facts.learner_name) {
        Ok(name) => name,
        Err(wrong) => return Ok(form(row, typed, Some(wrong.to_owned())).into()),
    };
    let code = visit.ids.secret();
    let facts = next(
        &row.facts,
        name,
        visit.today,
        check_url(&visit.settings().public_url, &code),
    );
    let pdf = match visit.draw(facts.clone()).await? {
        Ok(pdf) => pdf,
        Err(sentence) => return Ok(form(row, typed, Some(sentence)).into()),
    };
    let holder = certificates::holder(visit.services(), &permit, row.id).await?;
    let email = holder.and_then(|holder| holder.email);
    let revision = Revision { facts, code, pdf };
    let mail = |id| {
        let to = (revision.facts.learner_name.as_str(), email.as_deref()?);
        Some(certificate_mail(
            &visit.site,
            "certificate-revised",
            &revision.facts,
            to,
            id,
        ))
    };
    let issued = certificates::revise(visit.services(), &permit, &row, &revision, mail).await?;
    visit.jobs.notify_one();
    Ok(see(match issued {
        Some(id) => format!("/certificates/{id}?done=replaced"),
        None => format!("/certificates/{}", row.id),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_printed_without_stray_spaces() {
        assert_eq!(
            new_name("  Zoë   O’Neill ", "Zoe Oneill").unwrap(),
            "Zoë O’Neill"
        );
    }

    #[test]
    fn the_same_name_makes_no_new_version() {
        assert!(new_name("Zoë O’Neill ", "Zoë O’Neill").is_err());
    }

    #[test]
    fn a_name_has_to_be_there_and_cannot_be_endless() {
        assert!(new_name(" \u{a0} ", "Zoë").is_err());
        assert!(new_name(&"a".repeat(201), "Zoë").is_err());
        assert!(new_name(&"ü".repeat(200), "Zoë").is_ok());
    }
}

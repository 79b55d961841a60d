//! Revoking a certificate, with the reason.

use super::certificate::{found, is_in_force, number_of};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Field, LabelKind, PageHeading, Size, Spellcheck,
        Textarea, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use leptos::prelude::*;
use store::certificates::{self, CertificateRow};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// A reason, or what is wrong with it.
fn reason(typed: &str) -> Result<&str, &'static str> {
    if typed.is_empty() {
        Err("Enter why the certificate is revoked")
    } else if typed.chars().count() > LONGEST {
        Err("The reason must be 500 characters or fewer")
    } else {
        Ok(typed)
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (_, row) = found(&visit).await?;
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    Ok(form(row, "", None).into())
}

fn form(row: CertificateRow, typed: &str, wrong: Option<&str>) -> Page {
    let field = Field::new("reason")
        .label("Why is it revoked?")
        .hint("For example: issued in error. Only your board sees this.")
        .value(typed)
        .error(wrong);
    let of_page = field.clone();
    let back = format!("/certificates/{}", row.id);
    let cancel = back.clone();
    Page::new("Revoke a certificate", move || {
        let who = format!("{}, {}", row.facts.learner_name, row.facts.course);
        view! {
            <TwoThirds>
                <PageHeading text="Revoke this certificate?" caption=format!("Certificate {}", number_of(&row.facts))/>
                <p class="govuk-body">{who}</p>
                <WarningText text="Whoever checks it is told that the board has revoked it. This cannot be undone."/>
                <p class="govuk-body">
                    "Only the certificate is revoked. What the person completed stays in their record. If just the name is
                    wrong, change the name instead."
                </p>
                <Form>
                    <Textarea field=field label=LabelKind::Sized(Size::Medium) rows=3 spellcheck=Spellcheck::On/>
                    <ButtonGroup>
                        <Button text="Revoke the certificate" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/certificates")
    .before(move || view! { <BackLink href=back/> })
    .errors(&[&of_page])
}

/// Revokes it. The same form posted twice revokes once.
pub(super) async fn revoke(visit: Visit) -> Result<Answer, Problem> {
    let (permit, row) = found(&visit).await?;
    let typed = visit.form.text("reason");
    if !is_in_force(&row) {
        return Ok(see(format!("/certificates/{}", row.id)));
    }
    let why = match reason(typed) {
        Ok(why) => why,
        Err(wrong) => return Ok(form(row, typed, Some(wrong)).into()),
    };
    let revoked = certificates::revoke(visit.services(), &permit, row.id, why).await?;
    let done = if revoked { "?done=revoked" } else { "" };
    Ok(see(format!("/certificates/{}{done}", row.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_revokes_without_a_reason() {
        assert_eq!(reason(""), Err("Enter why the certificate is revoked"));
        assert_eq!(reason("Issued in error"), Ok("Issued in error"));
        assert!(reason(&"é".repeat(501)).is_err());
    }
}

//! Adding to a claim, answering a question about it, and taking it back.

use super::{
    new::{evidence, evidence_field, note as words},
    seen::{Seen, seen},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Field, FileUpload, InsetText, LabelKind,
        PageHeading, Size, Spellcheck, Textarea, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Sends, Visit, see, typed::wrong},
};
use domain::{
    access::{ClaimTraining, Permit},
    records::ClaimState,
};
use leptos::prelude::*;
use store::records;

/// The claim in the address, with the leave to change it.
async fn own(visit: &Visit) -> Result<(Seen, Permit<ClaimTraining>), Problem> {
    let seen = seen(visit).await?;
    let target = seen.permit.act().target.clone();
    let permit = visit.permit(ClaimTraining { target })?;
    let may = seen.claim.facts.may_change(permit.by());
    may.map_err(|refusal| seen.refused(refusal))?;
    Ok((seen, permit))
}

#[derive(Clone)]
struct AddForm {
    words: Field,
    evidence: Field,
}

impl AddForm {
    fn of(typed: &str) -> Self {
        Self {
            words: Field::new("words")
                .label("What would you like to say?")
                .value(typed),
            evidence: evidence_field().label("Another file (optional)"),
        }
    }
}

/// The last question that was asked back.
async fn question(visit: &Visit, seen: &Seen) -> Result<Option<String>, Problem> {
    if seen.claim.facts.state != ClaimState::Asked {
        return Ok(None);
    }
    let steps = records::steps(visit.services(), &seen.permit, seen.claim.id).await?;
    let asked = steps
        .into_iter()
        .find(|step| step.state == ClaimState::Asked);
    Ok(asked.map(|step| step.words))
}

pub(in crate::records) async fn note(visit: Visit) -> Result<Answer, Problem> {
    let (seen, _) = own(&visit).await?;
    let asked = question(&visit, &seen).await?;
    Ok(shown(&seen, asked, &AddForm::of("")).into())
}

/// Adds it; the claim then waits to be verified.
pub(in crate::records) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let (seen, permit) = own(&visit).await?;
    let mut form = AddForm::of(visit.form.first("words").trim());
    let said = words(&mut form.words);
    let file = visit.file("evidence");
    let sent = evidence(&mut form.evidence, file);
    if said.is_empty() && file.is_none() {
        wrong(&mut form.words, "Enter an answer, or select another file");
    }
    if form.words.error.is_some() || form.evidence.error.is_some() {
        if file.is_some() {
            wrong(&mut form.evidence, "Select the file again");
        }
        let asked = question(&visit, &seen).await?;
        return Ok(shown(&seen, asked, &form).into());
    }
    let id = seen.claim.id;
    match records::answer(visit.services(), &permit, id, &said, sent.as_ref()).await? {
        Ok(()) => Ok(see(format!("{}?done=added", seen.href()))),
        Err(refusal) => Err(seen.refused(refusal)),
    }
}

fn shown(seen: &Seen, asked: Option<String>, form: &AddForm) -> Page {
    let (fields, back) = (form.clone(), seen.href());
    let (cancel, caption) = (back.clone(), seen.claim.title.clone());
    let title = if asked.is_some() {
        "Answer the question"
    } else {
        "Add to the claim"
    };
    Page::new(title, move || {
        let asked = asked.map(|asked| view! { <InsetText>{asked}</InsetText> });
        view! {
            <TwoThirds>
                <PageHeading text=title caption=caption/>
                {asked}
                <Form sends=Sends::Files>
                    <Textarea field=fields.words rows=4 spellcheck=Spellcheck::On label=SMALL/>
                    <FileUpload field=fields.evidence accept=".pdf,.png,.jpg,.jpeg" label=SMALL/>
                    <ButtonGroup>
                        <Button text="Send"/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section(seen.section())
    .before(move || view! { <BackLink href=back/> })
    .errors(&[&form.words, &form.evidence])
}

pub(in crate::records) async fn confirm_take_back(visit: Visit) -> Result<Answer, Problem> {
    let (seen, _) = own(&visit).await?;
    let (section, back) = (seen.section(), seen.href());
    let cancel = back.clone();
    Ok(Page::new("Take a claim back", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Take this claim back?" caption=seen.claim.title/>
                <p class="govuk-body">
                    "Nobody will verify it. You can claim the same training again later, with better evidence for example."
                </p>
                <Form>
                    <ButtonGroup>
                        <Button text="Take the claim back" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section(section)
    .before(move || view! { <BackLink href=back/> })
    .into())
}

/// Takes it back. The same form posted twice is told that it was.
pub(in crate::records) async fn take_back(visit: Visit) -> Result<Answer, Problem> {
    let (seen, permit) = own(&visit).await?;
    match records::take_back(visit.services(), &permit, seen.claim.id).await? {
        Ok(()) => Ok(see(format!("{}?done=taken-back", seen.href()))),
        Err(refusal) => Err(seen.refused(refusal)),
    }
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);

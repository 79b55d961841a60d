//! Asking back, refusing, and withdrawing what was verified: each says why.

use super::{
    new::note,
    seen::{Seen, news, seen},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Field, LabelKind, PageHeading, Size, Spellcheck,
        Textarea, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::access::{Permit, VerifyClaim};
use leptos::prelude::*;
use store::records;

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Ask,
    Refuse,
    Withdraw,
}

impl Decision {
    /// By the last part of the address.
    fn of(path: &str) -> Option<Self> {
        match path.rsplit('/').next() {
            Some("ask") => Some(Self::Ask),
            Some("refuse") => Some(Self::Refuse),
            Some("withdraw") => Some(Self::Withdraw),
            _ => None,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Ask => "Ask back",
            Self::Refuse => "Refuse this claim",
            Self::Withdraw => "Withdraw this from the record?",
        }
    }

    fn asks(self) -> (&'static str, &'static str) {
        match self {
            Self::Ask => ("What would you like to know?", "The person sees this"),
            Self::Refuse => ("Why is it refused?", "The person sees this"),
            Self::Withdraw => (
                "Why is it withdrawn?",
                "The person sees this, and so does whoever looks after them",
            ),
        }
    }

    fn missing(self) -> &'static str {
        match self {
            Self::Ask => "Enter your question",
            Self::Refuse => "Enter why the claim is refused",
            Self::Withdraw => "Enter why it is withdrawn",
        }
    }

    fn button(self) -> (&'static str, ButtonKind) {
        match self {
            Self::Ask => ("Send the question", ButtonKind::Primary),
            Self::Refuse => ("Refuse the claim", ButtonKind::Warning),
            Self::Withdraw => ("Withdraw it from the record", ButtonKind::Warning),
        }
    }

    /// What the mail says before the words.
    fn outcome(self) -> &'static str {
        match self {
            Self::Ask => "There is a question before it can be verified:",
            Self::Refuse => "It was refused:",
            Self::Withdraw => "It was in your record and no longer counts:",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Ask => "asked",
            Self::Refuse => "refused",
            Self::Withdraw => "withdrawn",
        }
    }
}

/// The claim in the address, with the leave to decide on it, and what is to be decided.
async fn about(visit: &Visit) -> Result<(Seen, Permit<VerifyClaim>, Decision), Problem> {
    let decision = Decision::of(&visit.path).ok_or(Problem::NotFound)?;
    let seen = seen(visit).await?;
    let permit = seen.may_decide(visit)?;
    let facts = seen.claim.facts;
    let may = match decision {
        Decision::Withdraw => facts.may_withdraw(permit.by()),
        Decision::Ask | Decision::Refuse => facts.may_decide(permit.by()),
    };
    may.map_err(|refusal| seen.refused(refusal))?;
    Ok((seen, permit, decision))
}

fn field(decision: Decision, typed: &str) -> Field {
    let (label, hint) = decision.asks();
    Field::new("words").label(label).hint(hint).value(typed)
}

pub(in crate::records) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (seen, _, decision) = about(&visit).await?;
    Ok(shown(&seen, decision, field(decision, "")).into())
}

/// Decides. A second post is told that it has been decided.
pub(in crate::records) async fn decide(visit: Visit) -> Result<Answer, Problem> {
    let (seen, permit, decision) = about(&visit).await?;
    let mut field = field(decision, visit.form.first("words").trim());
    let words = note(&mut field);
    if words.is_empty() {
        wrong(&mut field, decision.missing());
    }
    if field.error.is_some() {
        return Ok(shown(&seen, decision, field).into());
    }
    let mail = news(&visit, &seen, decision.outcome(), &words).await?;
    let (services, id) = (visit.services(), seen.claim.id);
    let decided = match decision {
        Decision::Ask => records::ask_back(services, &permit, id, &words, mail).await?,
        Decision::Refuse => records::refuse(services, &permit, id, &words, mail).await?,
        Decision::Withdraw => records::withdraw(services, &permit, id, &words, mail).await?,
    };
    match decided {
        Ok(()) => Ok(see(format!("{}?done={}", seen.href(), decision.done()))),
        Err(refusal) => Err(seen.refused(refusal)),
    }
}

fn shown(seen: &Seen, decision: Decision, field: Field) -> Page {
    let at_field = field.clone();
    let back = seen.href();
    let cancel = back.clone();
    let claim = seen.claim.clone();
    let heading = decision.heading();
    Page::new(heading, move || {
        let warning = (decision == Decision::Withdraw).then(|| {
            view! { <WarningText text="It stays in the record and no longer counts. A certificate that was issued for it is revoked."/> }
        });
        let (button, kind) = decision.button();
        let caption = format!("{}, {}", claim.name, claim.title);
        view! {
            <TwoThirds>
                <PageHeading text=heading caption=caption/>
                {warning}
                <Form>
                    <Textarea field=field rows=4 spellcheck=Spellcheck::On label=LabelKind::Sized(Size::Small)/>
                    <ButtonGroup>
                        <Button text=button kind=kind/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/claims")
    .before(move || view! { <BackLink href=back/> })
    .errors(&[&at_field])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_decided() {
        assert_eq!(Decision::of("/claims/7/refuse"), Some(Decision::Refuse));
        assert_eq!(Decision::of("/claims/7/withdraw"), Some(Decision::Withdraw));
        assert_eq!(Decision::of("/claims/7/praise"), None);
    }
}

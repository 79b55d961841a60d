//! Whose claim a page is about.

use crate::web::{Problem, Visit};
use domain::{
    access::{Permit, SeePerson, VerifyClaim},
    ids::{ClaimId, PersonId},
    records::ClaimRefusal,
};
use store::{
    notifications::Mail,
    people,
    records::{self, Claim},
};

/// A claim of somebody whom the visitor may see.
pub(super) struct Seen {
    /// The permit to see them; its target serves for other acts.
    pub permit: Permit<SeePerson>,
    /// The claim.
    pub claim: Claim,
    /// Whether it is about the visitor.
    pub is_own: bool,
}

/// The permit to see somebody.
pub(super) async fn may_see(visit: &Visit, person: PersonId) -> Result<Permit<SeePerson>, Problem> {
    let target = people::target_of(visit.services(), person, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    visit.permit(SeePerson { target })
}

/// The claim in the address.
pub(super) async fn seen(visit: &Visit) -> Result<Seen, Problem> {
    let id: ClaimId = visit.param("claim")?;
    let person = records::person_of_claim(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let permit = may_see(visit, person).await?;
    let claim = records::claim(visit.services(), &permit, id)
        .await?
        .ok_or(Problem::NotFound)?;
    let is_own = visit.person()? == person;
    Ok(Seen {
        permit,
        claim,
        is_own,
    })
}

impl Seen {
    /// Its page.
    pub fn href(&self) -> String {
        format!("/claims/{}", self.claim.id)
    }

    /// The leave to decide on claims of this person.
    pub fn may_decide(&self, visit: &Visit) -> Result<Permit<VerifyClaim>, Problem> {
        let target = self.permit.act().target.clone();
        visit.permit(VerifyClaim { target })
    }

    /// The place in the navigation.
    pub fn section(&self) -> &'static str {
        if self.is_own {
            "/my-training"
        } else {
            "/claims"
        }
    }

    /// Why something cannot be done with it.
    pub fn refused(&self, refusal: ClaimRefusal) -> Problem {
        let advice = "Nothing has been changed. Look at the claim to see how it stands.";
        Problem::refused(refusal.to_string(), advice, ("See the claim", &self.href()))
    }
}

/// The mail that tells somebody what has become of their claim, to be made when it is known which step it speaks of.
/// Whoever has no address is told by the page only.
pub(super) async fn news(
    visit: &Visit,
    seen: &Seen,
    outcome: &str,
    words: &str,
) -> Result<impl Fn(domain::ids::StepId) -> Option<Mail>, Problem> {
    let named = people::name_of(visit.services(), &seen.permit).await?;
    let link = format!("{}{}", visit.settings().public_url, seen.href());
    let on = domain::calendar::day(seen.claim.completed_on);
    let (site, course) = (visit.site.clone(), seen.claim.title.clone());
    let (outcome, words) = (outcome.to_owned(), words.to_owned());
    Ok(move |step| {
        let (name, address) = named.as_ref()?;
        let filled = [
            ("name", name.as_str()),
            ("course", &course),
            ("on", &on),
            ("outcome", &outcome),
            ("words", &words),
            ("link", &link),
        ];
        let to = (name.as_str(), address.as_deref()?);
        Some(site.mail("claim", &filled, format!("claim step {step}"), to))
    })
}

//! Issuing certificates that have been ordered.

use domain::{
    access::{Actor, Grant, IssueCertificates, Permit, Role, permit},
    ids::{AccountId, BoardId, PersonId},
};
use std::{num::NonZero, thread::available_parallelism};
use store::{
    StoreError,
    certificates::{Claimed, claim, keep, not_issued},
};
use tokio::task::JoinSet;
use ui::{
    certificates::{certificate_mail, check_url},
    web::{Problem, Site},
};

/// Certificates drawn and kept together.
const ROUND: u32 = 25;

/// Draws and keeps certificates that are on order; how many lines were dealt with.
pub(super) async fn issue(site: &Site) -> Result<usize, StoreError> {
    let url = site.settings().public_url.clone();
    let claimed = claim(site.services(), ROUND, |code| check_url(&url, code)).await?;
    let count = claimed.len();
    let mut drawn = Vec::with_capacity(count);
    for (claimed, outcome) in draw(site, claimed).await {
        match outcome {
            Ok(Ok(pdf)) => drawn.push((claimed, pdf)),
            Ok(Err(problem)) => not_issued(site.services(), &claimed.line, &problem).await?,
            // Drawing broke off: the claim runs out, and the line is tried again.
            Err(problem) => tracing::error!(
                ?problem,
                serial = claimed.facts.serial,
                "could not draw a certificate"
            ),
        }
    }
    let mail = |claimed: &Claimed, id| {
        let to = claimed
            .email
            .as_deref()
            .map(|email| (claimed.facts.learner_name.as_str(), email));
        to.map(|to| certificate_mail(site, "certificate", &claimed.facts, to, id))
    };
    keep(site.services(), &drawn, as_ordered, mail).await?;
    Ok(count)
}

/// What came of drawing one: the file, the sentence that says why there is none, or that it broke off.
type Drawn = (Claimed, Result<Result<Vec<u8>, String>, Problem>);

/// Draws as many at once as there are processors.
async fn draw(site: &Site, claimed: Vec<Claimed>) -> Vec<Drawn> {
    let most = available_parallelism().map_or(1, NonZero::get);
    let (mut drawing, mut drawn) = (JoinSet::new(), Vec::with_capacity(claimed.len()));
    for claimed in claimed {
        if drawing.len() == most {
            drawn.extend(drawing.join_next().await.and_then(Result::ok));
        }
        let site = site.clone();
        drawing.spawn(async move {
            let outcome = site.draw(claimed.facts.clone()).await;
            (claimed, outcome)
        });
    }
    while let Some(finished) = drawing.join_next().await {
        drawn.extend(finished);
    }
    drawn
}

/// The permit of the business manager who placed the order, which was checked when it was placed.
fn as_ordered(claimed: &Claimed) -> Option<Permit<IssueCertificates>> {
    let board = BoardId(claimed.line.board_id);
    let grant = Grant {
        role: Role::BusinessManager,
        organisation: None,
        board: Some(board),
        whose: None,
    };
    let person = PersonId(claimed.line.ordered_by);
    let by = Actor::Person {
        person,
        account: AccountId(claimed.line.ordered_by),
        name: String::new(),
        grants: vec![grant],
    };
    permit(&by, IssueCertificates { board }).ok()
}

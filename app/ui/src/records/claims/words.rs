//! Claims in words, and where they stand among what somebody has done.

use crate::ui::{CaptionKind, Column, Content, Narrow, Table, Tag, TagColour};
use domain::{calendar, records::ClaimState};
use leptos::prelude::*;
use store::records::Claim;

/// How a claim stands, as a tag.
pub(super) fn tag(state: ClaimState) -> AnyView {
    let colour = match state {
        ClaimState::Waiting => TagColour::Yellow,
        ClaimState::Asked => TagColour::Purple,
        ClaimState::Verified => TagColour::Green,
        ClaimState::Refused | ClaimState::Withdrawn => TagColour::Red,
        ClaimState::TakenBack => TagColour::Grey,
    };
    view! { <Tag text=state.title() colour=colour/> }.into_any()
}

/// What a state means for whoever claimed.
pub(super) fn meaning(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Waiting => "It waits to be verified and does not count yet.",
        ClaimState::Asked => "There is a question to answer first. It does not count yet.",
        ClaimState::Verified => "It has been verified and is in the record.",
        ClaimState::Refused => "It was refused and does not count.",
        ClaimState::TakenBack => "It was taken back and does not count.",
        ClaimState::Withdrawn => "It was in the record, and no longer counts.",
    }
}

/// The claims of somebody that are not in the record; nothing when there are none.
pub(crate) fn section(claims: &[Claim]) -> Option<AnyView> {
    let shown: Vec<_> = claims
        .iter()
        .filter(|claim| {
            !matches!(
                claim.facts.state,
                ClaimState::Verified | ClaimState::TakenBack
            )
        })
        .map(row)
        .collect();
    if shown.is_empty() {
        return None;
    }
    let head = ["Training", "Completed", "State"].map(Column::new).to_vec();
    Some(
        view! {
            <h2 class="govuk-heading-m">"Claimed"</h2>
            <p class="govuk-body">"Training done elsewhere counts once somebody has verified it."</p>
            <Table caption="Claimed training" caption_kind=CaptionKind::Hidden head=head rows=shown narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}

fn row(claim: &Claim) -> Vec<Content> {
    let href = format!("/claims/{}", claim.id);
    let (title, provider) = (claim.title.clone(), claim.provider.clone());
    let training = view! { <a class="govuk-link" href=href>{title}</a> <br/> <span class="govuk-!-font-weight-regular">{provider}</span> };
    vec![
        training.into_any().into(),
        calendar::day(claim.completed_on).into(),
        tag(claim.facts.state).into(),
    ]
}

//! One claim: what it says, what became of it, and what can be done with it.

use super::{
    seen::{Seen, seen},
    words::{meaning, tag},
};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, Content, InsetText,
        NotificationBanner, PageHeading, SummaryList, SummaryRow, Timeline, TimelineItem,
        TwoThirds,
    },
    web::{Answer, Download, Page, Problem, Visit},
};
use chrono::SecondsFormat;
use domain::{
    calendar,
    framework::Framework,
    ids::{ClaimId, StepId},
    records::{ClaimRefusal, ClaimState, Worth},
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    framework::in_force,
    records::{self, Completion, Step},
};

/// What the page shows.
struct Shown {
    seen: Seen,
    steps: Vec<Step>,
    completions: Vec<Completion>,
    framework: Option<Arc<Framework>>,
    /// Whether the visitor may decide, or why not; none when that is not theirs at all.
    decides: Option<Result<(), ClaimRefusal>>,
    withdraws: bool,
    changes: bool,
    /// Other claims that came with the same file.
    sent_elsewhere: u64,
    done: Option<&'static str>,
}

/// Nine queries at most, however much has happened.
pub(in crate::records) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let seen = seen(&visit).await?;
    let (services, by) = (visit.services(), visit.actor()?.person());
    let id = seen.claim.id;
    let completions = records::completions(services, &seen.permit).await?;
    let verify = seen.may_decide(&visit).ok();
    let sent_elsewhere = match &verify {
        Some(permit) => records::sent_elsewhere(services, permit, id).await?,
        None => 0,
    };
    let facts = seen.claim.facts;
    let shown = Shown {
        steps: records::steps(services, &seen.permit, id).await?,
        completions: completions
            .into_iter()
            .filter(|completion| completion.claim == Some(id))
            .collect(),
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        decides: verify
            .as_ref()
            .filter(|_| facts.state.is_open())
            .map(|_| facts.may_decide(by)),
        withdraws: verify.is_some() && facts.may_withdraw(by).is_ok(),
        changes: facts.may_change(by).is_ok(),
        sent_elsewhere,
        done: done(visit.query.text("done")),
        seen,
    };
    let (title, section) = (shown.seen.claim.title.clone(), shown.seen.section());
    let back = if shown.seen.is_own {
        ("/my-training".to_owned(), "My training")
    } else if verify.is_some() {
        ("/claims".to_owned(), "Claims to verify")
    } else {
        (format!("/people/{}", facts.person), "Back")
    };
    Ok(Page::new(format!("Claim: {title}"), move || view(shown))
        .section(section)
        .before(move || view! { <BackLink href=back.0 text=back.1/> })
        .into())
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "claimed" => "It is claimed, and waits to be verified.",
        "before" => "This training on this day had been claimed already. This is that claim.",
        "added" => "What you added is with the claim, which waits to be verified.",
        "taken-back" => "The claim has been taken back.",
        "asked" => "The question is with the claim.",
        "refused" => "The claim has been refused.",
        "verified" => "The claim has been verified and is in the record.",
        "withdrawn" => "What was verified no longer counts.",
        _ => return None,
    })
}

fn view(shown: Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let (facts, notices, actions) = (facts(&shown), notices(&shown), actions(&shown));
    let timeline = timeline(&shown);
    let meaning = meaning(shown.seen.claim.facts.state);
    let caption = if shown.seen.is_own {
        "Your claim".to_owned()
    } else {
        format!("Claim of {}", shown.seen.claim.name)
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text=shown.seen.claim.title caption=caption/>
            <p class="govuk-body-l">{meaning}</p>
            {notices}
            {facts}
            {actions}
            <h2 class="govuk-heading-m">"What happened"</h2>
            {timeline}
        </TwoThirds>
    }
    .into_any()
}

fn facts(shown: &Shown) -> AnyView {
    let claim = &shown.seen.claim;
    let person = if shown.seen.is_own {
        claim.name.clone().into()
    } else {
        let href = format!("/people/{}", claim.facts.person);
        let name = claim.name.clone();
        Content::from(view! { <a class="govuk-link" href=href>{name}</a> }.into_any())
    };
    let course = match claim.course {
        Some((course, edition)) => {
            let href = format!("/menu/{course}");
            let text = format!("On the menu, edition {edition}");
            view! { <a class="govuk-link" href=href>{text}</a> }
                .into_any()
                .into()
        }
        None => Content::from("Not on the menu"),
    };
    let mut rows = vec![
        SummaryRow::new("State", tag(claim.facts.state)),
        SummaryRow::new("Person", person),
        SummaryRow::new("Course", course),
        SummaryRow::new("Provider", claim.provider.clone()),
        SummaryRow::new("Completed", calendar::day(claim.completed_on)),
        SummaryRow::new("Evidence", evidence_links(shown)),
    ];
    if !shown.completions.is_empty() {
        let said = shown.completions.iter().map(|done| counts(shown, done));
        rows.push(SummaryRow::new("Counts towards", Content::lines(said)));
    }
    view! { <SummaryList rows=rows/> }.into_any()
}

/// "Awareness: the whole level, until 3 March 2029".
fn counts(shown: &Shown, done: &Completion) -> String {
    let level = shown.framework.as_ref().and_then(|f| f.level(&done.level));
    let title = level.map_or(done.level.as_str(), |level| level.title.as_str());
    let until = done.valid_until.map(calendar::day);
    match (&done.withdrawn, done.worth, until) {
        (Some(withdrawn), ..) => {
            format!("{title}: no longer, since {}", calendar::day(withdrawn.on))
        }
        (None, Worth::Part, _) => format!("{title}: a part. Missing: {}", done.missing),
        (None, Worth::Level, Some(until)) => format!("{title}: the whole level, until {until}"),
        (None, Worth::Level, None) => format!("{title}: the whole level"),
    }
}

fn evidence_links(shown: &Shown) -> AnyView {
    let href = shown.seen.href();
    let links: Vec<_> = shown
        .steps
        .iter()
        .rev()
        .filter_map(|step| step.evidence.as_ref().map(|name| (step.id, name.clone())))
        .map(|(step, name)| {
            let href = format!("{href}/evidence/{step}");
            view! { <li><a class="govuk-link" href=href>{format!("Download {name}")}</a></li> }
        })
        .collect();
    view! { <ul class="govuk-list govuk-!-margin-bottom-0">{links}</ul> }.into_any()
}

/// What whoever verifies should know.
fn notices(shown: &Shown) -> AnyView {
    let refusal = shown.decides.and_then(Result::err);
    let refusal = refusal.map(|why| view! { <InsetText>{why.to_string()}"."</InsetText> });
    let same = (shown.sent_elsewhere > 0).then(|| {
        let others = match shown.sent_elsewhere {
            1 => "another claim".to_owned(),
            count => format!("{count} other claims"),
        };
        view! { <InsetText>{format!("The same file was sent with {others}. Look at it closely.")}</InsetText> }
    });
    view! { {refusal} {same} }.into_any()
}

fn actions(shown: &Shown) -> AnyView {
    let href = shown.seen.href();
    let to = |what: &str| format!("{href}/{what}");
    let decide = matches!(shown.decides, Some(Ok(()))).then(|| {
        let ask = (shown.seen.claim.facts.state == ClaimState::Waiting).then(|| {
            view! { <ButtonLink text="Ask back" href=to("ask") kind=ButtonKind::Secondary/> }
        });
        view! {
            <ButtonLink text="Verify" href=to("verify")/>
            {ask}
            <ButtonLink text="Refuse" href=to("refuse") kind=ButtonKind::Secondary/>
        }
    });
    let change = shown.changes.then(|| {
        let add = match shown.seen.claim.facts.state {
            ClaimState::Asked => "Answer the question",
            _ => "Add something",
        };
        view! {
            <ButtonLink text=add href=to("add") kind=ButtonKind::Secondary/>
            <a class="govuk-link" href=to("take-back")>"Take the claim back"</a>
        }
    });
    let withdraw = shown.withdraws.then(|| {
        view! { <ButtonLink text="Withdraw it from the record" href=to("withdraw") kind=ButtonKind::Secondary/> }
    });
    view! { <ButtonGroup>{decide} {change} {withdraw}</ButtonGroup> }.into_any()
}

fn timeline(shown: &Shown) -> AnyView {
    let mut known = None;
    let mut items: Vec<_> = shown
        .steps
        .iter()
        .rev()
        .map(|step| {
            let title = happened(known, step);
            known = Some(step.state);
            let item = TimelineItem::new(
                title,
                calendar::moment(step.at),
                step.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            );
            let item = item.by(step
                .by
                .clone()
                .unwrap_or_else(|| "somebody no longer known".to_owned()));
            if step.words.is_empty() {
                item
            } else {
                item.detail(Content::lines(step.words.lines().map(ToOwned::to_owned)))
            }
        })
        .collect();
    items.reverse();
    view! { <Timeline items=items/> }.into_any()
}

/// What a step was, after one that left the claim in another state.
fn happened(before: Option<ClaimState>, step: &Step) -> &'static str {
    match (before, step.state) {
        (None, _) => "Claimed",
        (Some(ClaimState::Asked), ClaimState::Waiting) => "Answered",
        (Some(_), ClaimState::Waiting) => "Added to",
        (Some(_), state) => state.title(),
    }
}

/// A file of evidence: to be saved, never shown in the page's own place.
pub(in crate::records) async fn evidence(visit: Visit) -> Result<Answer, Problem> {
    let seen = seen(&visit).await?;
    let (claim, step): (ClaimId, StepId) = (seen.claim.id, visit.param("step")?);
    let file = records::evidence_of(visit.services(), &seen.permit, claim, step)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Answer::Download(Download {
        media_type: file.kind.media_type(),
        name: Some(file.name),
        bytes: file.bytes,
        lasting: false,
    }))
}

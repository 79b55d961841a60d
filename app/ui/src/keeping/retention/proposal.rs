//! One proposal: its people, who decides, and how far it has come.

use super::overview::{href, in_address, state, what_goes};
use crate::{
    ui::{
        BackLink, Button, ButtonKind, CaptionKind, Column, Content, InsetText, ListPages,
        PageHeading, SummaryList, SummaryRow, Table, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{AnonymiseLeavers, Permit},
    calendar,
    ids::AnonymisingId,
    keeping::may_agree,
};
use leptos::prelude::*;
use store::keeping::retention::{self, Decided, Line, Proposal};

/// People on a page.
const PAGE_SIZE: i64 = 50;

struct Found {
    permit: Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    proposal: Proposal,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let permit = in_address(visit)?;
    let id: AnonymisingId = visit.param("proposal")?;
    let proposal = retention::proposal(visit.services(), &permit, id).await?;
    Ok(Found {
        permit,
        id,
        proposal: proposal.ok_or(Problem::NotFound)?,
    })
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Found {
        permit,
        id,
        proposal,
    } = found(&visit).await?;
    let number: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let lines = retention::lines(visit.services(), &permit, id, number).await?;
    let may = may_agree(proposal.proposed_by.map(Into::into), permit.by()).is_ok();
    let under_way = state(&proposal) == "Under way";
    let (back, here) = (href(&permit), format!("{}/{id}", href(&permit)));
    let page = Page::new("Proposal to anonymise leavers", move || {
        view(&proposal, &lines, may, (number, &here))
    })
    .section("/organisations")
    .before(move || view! { <BackLink href=back text="Leavers"/> });
    Ok(if under_way {
        page.refresh_after(5)
    } else {
        page
    }
    .into())
}

fn view(
    proposal: &Proposal,
    lines: &[Line],
    may_agree: bool,
    (number, here): (u32, &str),
) -> AnyView {
    let facts = facts(proposal);
    let waits = state(proposal) == "Waits for a second person";
    let decide = waits.then(|| decide(proposal, may_agree));
    let row = |line: &Line| -> Vec<Content> {
        let stays = waits && line.left_out_why.is_none();
        vec![
            line.name.clone().into(),
            calendar::day(line.left_on).into(),
            if stays {
                way_out(line, here)
            } else {
                became(line).into()
            },
        ]
    };
    let rows = lines.iter().map(row).collect();
    let became = if waits {
        "Left out"
    } else {
        "What became of it"
    };
    let head = ["Name", "Last day of the last post", became]
        .map(Column::new)
        .to_vec();
    let last = u32::try_from((proposal.people + PAGE_SIZE - 1) / PAGE_SIZE)
        .unwrap_or(1)
        .max(1);
    let here = here.to_owned();
    let to = Box::new(move |page: u32| format!("{here}?page={page}"));
    view! {
        <TwoThirds>
            <PageHeading text="Proposal to anonymise leavers"/>
            <SummaryList rows=facts/>
            {decide}
            <h2 class="govuk-heading-m">"The people"</h2>
            <Table caption="The people" caption_kind=CaptionKind::Hidden head=head rows=rows/>
            <ListPages current=number last=last href=to/>
        </TwoThirds>
    }
    .into_any()
}

/// The way to leave somebody out.
fn way_out(line: &Line, here: &str) -> Content {
    let href = format!("{here}/{}", line.person_id);
    let name = format!(" {}", line.name);
    view! { <a class="govuk-link" href=href>"Leave out"<span class="govuk-visually-hidden">{name}</span></a> }
        .into_any()
        .into()
}

fn became(line: &Line) -> String {
    match (&line.left_out_why, line.anonymised_at) {
        (Some(why), _) => format!("Left out: {why}"),
        (None, Some(at)) => format!("Anonymised on {}", calendar::moment(at)),
        (None, None) => String::new(),
    }
}

fn facts(proposal: &Proposal) -> Vec<SummaryRow> {
    let who = |name: &Option<String>| name.clone().unwrap_or_else(|| "Somebody".to_owned());
    let at = |name: &Option<String>, at| format!("{}, {}", who(name), calendar::moment(at));
    let mut rows = vec![
        SummaryRow::new("State", state(proposal)),
        SummaryRow::new("Proposed by", at(&proposal.proposer, proposal.proposed_at)),
    ];
    if let Some(agreed_at) = proposal.agreed_at {
        rows.push(SummaryRow::new(
            "Agreed by",
            at(&proposal.agreer, agreed_at),
        ));
    }
    rows.push(SummaryRow::new("People", proposal.people.to_string()));
    if proposal.done > 0 {
        let done = format!(
            "{}, of whom {} were left out",
            proposal.done, proposal.left_out
        );
        rows.push(SummaryRow::new("Looked at", done));
    }
    rows
}

fn decide(proposal: &Proposal, may_agree: bool) -> AnyView {
    let agree = if may_agree {
        let warning = match proposal.people - proposal.left_out {
            1 => "This cannot be undone. The name of 1 person goes for good.".to_owned(),
            many => {
                format!("This cannot be undone. The names of {many} people go for good.")
            }
        };
        let what = what_goes();
        view! {
            {what}
            <WarningText text=warning/>
            <Form>
                <input type="hidden" name="do" value="agree"/>
                <Button text="Agree and anonymise them" kind=ButtonKind::Warning/>
            </Form>
        }
        .into_any()
    } else {
        view! { <InsetText>"You proposed this. A second person, another training lead or an administrator, has to agree."</InsetText> }
            .into_any()
    };
    view! {
        {agree}
        <Form>
            <input type="hidden" name="do" value="withdraw"/>
            <Button text="Withdraw the proposal" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

/// Agrees, or withdraws.
pub(in super::super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let Found { permit, id, .. } = found(&visit).await?;
    let services = visit.services();
    let decided = match visit.form.text("do") {
        "agree" => retention::agree(services, &permit, id).await?,
        "withdraw" => retention::withdraw(services, &permit, id).await?,
        _ => Decided::Before,
    };
    let here = format!("{}/{id}", href(&permit));
    match decided {
        Decided::Done | Decided::Before => Ok(see(here)),
        Decided::Own => Err(Problem::refused(
            "A second person has to agree",
            "You proposed this yourself. Ask another training lead or an administrator.",
            ("Go back to the proposal", &here),
        )),
    }
}

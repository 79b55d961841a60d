//! The ledger of charges of an organisation that puts sessions on: seen, waived with a reason, taken away for finance.

use super::words::when_begins;
use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonGroup, CaptionKind, Column, Content, Field, InsetText,
        ListPages, Narrow, NotificationBanner, PageHeading, SheetLinks, Spellcheck, SummaryList,
        SummaryRow, Table, Textarea, TwoThirds,
    },
    web::{
        self, Answer, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use ::sheet::Cell;
use domain::{
    access::{KeepCharges, Permit},
    calendar,
    ids::ChargeId,
};
use leptos::prelude::*;
use store::sessions::{self, CHARGES_A_PAGE, Charge};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// Where the ledger is.
const LEDGER: &str = "/sessions/charges";

/// The leave for the organisation that the visitor leads.
pub(super) fn own(visit: &Visit) -> Result<Permit<KeepCharges>, Problem> {
    let led = visit.actor()?.organisations();
    let organisation = *led.first().ok_or(Problem::NotFound)?;
    visit.permit(KeepCharges { organisation })
}

/// How a line stands.
fn stands(one: &Charge) -> String {
    match &one.waived_why {
        _ if one.is_dropped => "No longer: the register has been corrected".to_owned(),
        Some(why) => format!("Waived: {why}"),
        None => "Due".to_owned(),
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let (lines, total) = sessions::list_charges(visit.services(), &permit, page).await?;
    let last = u32::try_from(total.div_ceil(CHARGES_A_PAGE.into())).unwrap_or(u32::MAX);
    let done = match visit.query.text("done") {
        "waived" => Some("The charge has been waived."),
        "saved" => Some("The amounts have been saved. They hold for charges made from now on."),
        _ => None,
    };
    let page = Page::new("Charges", move || view(lines, (page, last.max(1)), done));
    Ok(page
        .section("/sessions")
        .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
        .into())
}

fn view(lines: Vec<Charge>, (page, last): (u32, u32), done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let list = if lines.is_empty() {
        view! { <InsetText>"Nothing has been charged."</InsetText> }.into_any()
    } else {
        let head = ["Who", "Session", "Why", "Amount", "How it stands"].map(Column::new);
        let head: Vec<_> = head
            .into_iter()
            .chain([Column::unseen("What you can do")])
            .collect();
        let rows = lines.into_iter().map(line).collect();
        view! {
            <SheetLinks href="/sessions/charges/list"/>
            <Table caption="Charges, the newest first" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
            <ListPages current=page last=last href=Box::new(|page| format!("{LEDGER}?page={page}"))/>
        }
        .into_any()
    };
    view! {
        {banner}
        <PageHeading text="Charges"/>
        <p class="govuk-body">
            "One line for each place that was given up late, and for each person who did not come. "
            <a class="govuk-link" href="/sessions/charges/amounts">"Set the amounts"</a>
        </p>
        {list}
    }
    .into_any()
}

fn line(one: Charge) -> Vec<Content> {
    let stands = stands(&one);
    let waive = one.is_due().then(|| {
        let to = format!("{LEDGER}/{}/waive", one.id);
        let hidden = format!(" the charge of {}", one.name);
        view! { <a class="govuk-link" href=to>"Waive" <span class="govuk-visually-hidden">{hidden}</span></a> }
    });
    let session = [one.title, when_begins(one.starts_at)];
    vec![
        Content::lines([Some(one.name), one.organisation].into_iter().flatten()),
        Content::lines(session),
        one.cause.title().into(),
        one.amount.to_string().into(),
        stands.into(),
        view! { {waive} }.into_any().into(),
    ]
}

/// The whole ledger as a file. Amounts are in pence, so that no program rounds them.
pub(super) async fn sheet(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let lines = sessions::all_charges(visit.services(), &permit).await?;
    let head = [
        "Made on",
        "Name",
        "Organisation",
        "Reference",
        "Session",
        "Session on",
        "Why",
        "Pence",
        "Due pence",
        "How it stands",
    ];
    let row = |one: &Charge| -> Vec<Cell> {
        let pence = i64::from(one.amount.0);
        let due = if one.is_due() { pence } else { 0 };
        vec![
            calendar::day_of(one.made_at).into(),
            one.name.as_str().into(),
            one.organisation.clone().into(),
            one.reference.as_str().into(),
            one.title.as_str().into(),
            calendar::day_of(one.starts_at).into(),
            one.cause.title().into(),
            Cell::Count(pence),
            Cell::Count(due),
            stands(one).into(),
        ]
    };
    let table = ::sheet::Table {
        title: format!("Charges, {}", calendar::day(visit.today)),
        head: head.map(str::to_owned).to_vec(),
        rows: lines.iter().map(row).collect(),
    };
    web::sheet(&visit, table).await
}

/// The charge in the address.
async fn found(visit: &Visit) -> Result<(Charge, Permit<KeepCharges>), Problem> {
    let permit = own(visit)?;
    let id: ChargeId = visit.param("charge")?;
    let charge = sessions::charge(visit.services(), &permit, id).await?;
    Ok((charge.ok_or(Problem::NotFound)?, permit))
}

fn reason(typed: &str) -> Field {
    Field::new("why")
        .label("Why is it waived?")
        .hint("Finance reads it in the ledger")
        .value(typed)
}

pub(super) async fn waiving(visit: Visit) -> Result<Answer, Problem> {
    let (charge, _) = found(&visit).await?;
    Ok(shown(charge, reason("")).into())
}

/// Waives it. The same form posted twice is told how the charge stands.
pub(super) async fn waive(visit: Visit) -> Result<Answer, Problem> {
    let (charge, permit) = found(&visit).await?;
    let mut why = reason(visit.form.text("why"));
    if prose(&mut why, "It", LONGEST).is_empty() {
        wrong(&mut why, "Enter why the charge is waived");
    }
    if why.error.is_some() {
        return Ok(shown(charge, why).into());
    }
    if sessions::waive(visit.services(), &permit, charge.id, why.current()).await? {
        return Ok(see(format!("{LEDGER}?done=waived")));
    }
    Err(Problem::refused(
        "This charge is not due",
        "It was waived before, or the register has been corrected.",
        ("Charges", LEDGER),
    ))
}

fn shown(charge: Charge, why: Field) -> Page {
    let error_of = why.clone();
    let page = Page::new("Waive a charge", move || {
        let rows = vec![
            SummaryRow::new("Who", charge.name.clone()),
            SummaryRow::new("Session", charge.title.clone()),
            SummaryRow::new("When", when_begins(charge.starts_at)),
            SummaryRow::new("Why", charge.cause.title()),
            SummaryRow::new("Amount", charge.amount.to_string()),
            SummaryRow::new("How it stands", stands(&charge)),
        ];
        let form = charge.is_due().then(|| {
            view! {
                <Form>
                    <Textarea field=why rows=3 spellcheck=Spellcheck::On/>
                    <ButtonGroup>
                        <Button text="Waive the charge"/>
                        <a class="govuk-link" href=LEDGER>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            }
        });
        view! {
            <TwoThirds>
                <PageHeading text="Waive a charge" caption=charge.name.clone()/>
                <SummaryList rows=rows/>
                {form}
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href=LEDGER text="Charges"/> });
    page.errors(&[&error_of])
}

//! The budget of an organisation: what there is, what is committed, what was spent and what is left, year by year.

use crate::{
    sessions::{ask, named},
    ui::{
        BackLink, BannerKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, Size, Table,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::PlanCosts,
    costs::{Balance, FinancialYear},
    ids::OrganisationId,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::costs::{self, BudgetLine};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Some(organisation) = named(&visit)? else {
        return Ok(ask(&visit, "/budget").await?.into());
    };
    let permit = visit.permit(PlanCosts { organisation })?;
    let lines = costs::budget_lines(visit.services(), &permit).await?;
    let balances = costs::balances(visit.services(), &permit, &lines).await?;
    let is_saved = visit.query.text("done") == "saved";
    let back = format!("/sessions/summary?organisation={organisation}");
    let page = Page::new("Budget", move || {
        view(organisation, lines, &balances, is_saved)
    });
    Ok(page
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="What came of sessions"/> })
        .into())
}

fn view(
    organisation: OrganisationId,
    lines: Vec<BudgetLine>,
    balances: &BTreeMap<FinancialYear, Balance>,
    is_saved: bool,
) -> AnyView {
    let banner = is_saved.then(|| {
        view! { <NotificationBanner kind=BannerKind::Success text="The budget has been saved."/> }
    });
    let years = if balances.is_empty() {
        view! { <InsetText>"There is no budget yet, and no session has costs."</InsetText> }
            .into_any()
    } else {
        years(balances)
    };
    let lines = (!lines.is_empty()).then(|| lines_view(organisation, lines));
    let add = format!("/budget/new?organisation={organisation}");
    view! {
        {banner}
        <PageHeading text="Budget"/>
        <p class="govuk-body">
            "By financial year, from April to March. Committed is what is planned for sessions and not yet spent; a cancelled \
             session commits nothing."
        </p>
        {years}
        {lines}
        <ButtonLink text="Add a line" href=add/>
    }
    .into_any()
}

fn years(balances: &BTreeMap<FinancialYear, Balance>) -> AnyView {
    let row = |name: String, balance: &Balance| {
        vec![
            Content::from(name),
            balance.budget.to_string().into(),
            balance.committed.to_string().into(),
            balance.spent.to_string().into(),
            balance.left().to_string().into(),
        ]
    };
    let mut all = Balance::default();
    let mut rows = Vec::new();
    for (year, balance) in balances {
        all += *balance;
        rows.push(row(year.to_string(), balance));
    }
    if rows.len() > 1 {
        rows.push(row("All years".to_owned(), &all));
    }
    let heads = ["Budget", "Committed", "Spent", "Left"].map(Column::numeric);
    let head = std::iter::once(Column::new("Financial year")).chain(heads);
    let head: Vec<_> = head.collect();
    view! {
        <Table caption="What is left" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn lines_view(organisation: OrganisationId, lines: Vec<BudgetLine>) -> AnyView {
    let row = |one: BudgetLine| {
        let to = format!("/budget/{}?organisation={organisation}", one.id);
        let hidden = format!(" {} of {}", one.line.title, one.line.year);
        let change = view! {
            <a class="govuk-link" href=to>"Change" <span class="govuk-visually-hidden">{hidden}</span></a>
        };
        vec![
            Content::from(one.line.title),
            one.line.year.to_string().into(),
            one.line.amount.to_string().into(),
            change.into_any().into(),
        ]
    };
    let rows = lines.into_iter().map(row).collect();
    let head = vec![
        Column::new("Line"),
        Column::new("Financial year"),
        Column::numeric("Amount"),
        Column::unseen("What you can do"),
    ];
    view! {
        <Table caption="Lines" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

//! What sessions cost, and the budget.

use crate::{
    sessions::{SEMINAR, is_on, plan},
    steps::{behind_its_back, number},
};
use domain::{
    access::{Actor, Grant, PlanCosts, Role, permit},
    costs::{FinancialYear, Money},
    ids::OrganisationId,
};
use store::costs::{NewLine, add_line};
use testkit::TestApp;

/// A line in the budget of an organisation.
pub async fn a_line(app: &TestApp, organisation: OrganisationId) -> String {
    let lead = Actor::Person {
        person: app.training_lead().at("Northside").create().await.person,
        account: app.site.new_id(),
        name: "Lena Lead".to_owned(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
            whose: None,
        }],
    };
    let may = permit(&lead, PlanCosts { organisation }).unwrap();
    let new = NewLine {
        year: FinancialYear::of(app.site.today()),
        title: format!("Grant {}", app.site.ids.below(1_000_000)),
        amount: Money(100_000),
    };
    let line = add_line(app.site.services(), &may, &new).await.unwrap();
    line.to_string()
}

#[tokio::test]
async fn what_a_session_costs_is_committed_until_it_is_spent() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 3).await).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    for (year, amount) in [("2026", "18,000"), ("2027", "10000"), ("2028", "£10,000")] {
        let page = lead.get("/budget/new").await.ok();
        let fill = [
            (
                "What is it for, or where does it come from?",
                "Train the trainer",
            ),
            ("=year", year),
            ("Amount", amount),
        ];
        lead.submit(&page, "Save", &fill).await.ok();
    }
    let address = format!("/sessions/{session}/costs");
    let page = lead.get(&address).await.ok();
    let wrong = [("Venue: Planned", "much"), ("=in_kind", "1.25")];
    let wrong = lead.submit(&page, "Save", &wrong).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.errors().len(), 2, "{:?}", wrong.errors());
    let fill = [
        ("Venue: Planned", "180"),
        ("Refreshments: Planned", "60.50"),
        ("=in_kind", "1.5"),
    ];
    let page = lead.submit(&page, "Save", &fill).await.ok();
    let text = page.text();
    for said in ["£240.50", "1.5 days", "Nobody has come yet"] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    let budget = lead.get("/budget").await.ok();
    let all = budget.all("main tbody tr:last-child .app-table-stack__value");
    assert_eq!(all[..4], ["£38,000", "£240.50", "£0", "£37,759.50"]);
    let spent = [("Venue: Actual, once it is known", "175")];
    lead.submit(&page, "Save", &spent).await.ok();
    let budget = lead.get("/budget").await.ok();
    let all = budget.all("main tbody tr:last-child .app-table-stack__value");
    assert_eq!(all[..4], ["£38,000", "£60.50", "£175", "£37,764.50"]);
    behind_its_back(&app, "UPDATE session SET cancelled_at = created_at").await;
    let budget = lead.get("/budget").await.ok();
    let all = budget.all("main tbody tr:last-child .app-table-stack__value");
    assert_eq!(all[..4], ["£38,000", "£0", "£175", "£37,825"]);
}

#[tokio::test]
async fn a_line_is_in_the_budget_once_and_for_its_organisation_only() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/budget/new").await.ok();
    let nothing = lead.submit(&page, "Save", &[]).await;
    assert_eq!(nothing.errors().len(), 2, "{:?}", nothing.errors());
    let fill = [
        ("What is it for, or where does it come from?", "Grant"),
        ("Amount", "500"),
    ];
    let form = page.form("Save").fill(&fill);
    let budget = lead.post(&form.action, &form.fields).await.ok();
    let twice = lead.post(&form.action, &form.fields).await;
    assert_eq!(
        twice.errors(),
        ["This financial year has a line of that name already"]
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM budget_line").await, 1);
    let address = budget.link("Change").unwrap();
    let page = lead.get(&address).await.ok();
    let changed = lead.submit(&page, "Save", &[("Amount", "650")]).await.ok();
    assert!(changed.text().contains("£650"), "{}", changed.text());
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&address).await.assert_not_found();
    let theirs = other.get("/budget").await.ok();
    assert!(!theirs.text().contains("£650"), "{}", theirs.text());
}

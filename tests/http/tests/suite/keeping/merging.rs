//! Two records of one person made one, and two again.

use super::references::references;
use crate::steps::{behind_its_back, has_passed, id, number, rows, texts};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use testkit::{Browser, Page, Someone, TestApp};

/// Two records of one person, both with posts, completions and accounts.
async fn twice(app: &TestApp) -> (Someone, Someone) {
    let first = app
        .learner()
        .at("Northside")
        .named("Asha Patel")
        .staff_number("0001")
        .email("asha@northside.example")
        .create()
        .await;
    let second = app
        .learner()
        .at("Northside")
        .named("Asha Patel")
        .staff_number("0002")
        .email("a.patel@northside.example")
        .create()
        .await;
    has_passed(app, &first, "awareness").await;
    has_passed(app, &second, "procurement-and-members").await;
    (first, second)
}

/// What the visitor sees before the records of two people are merged.
async fn compared(browser: &mut Browser, kept: &Someone, merged: &Someone) -> Page {
    let path = format!("/people/{}/merge/{}", kept.person, merged.person);
    browser.get(&path).await
}

/// How many rows each table that refers to people has, but those that are computed or end with a sign-in.
async fn counts(app: &TestApp) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for one in references(app).await {
        let left_out = ["sign_in", "standing", "membership", "merger", "outbox"];
        if !left_out.contains(&one.table.as_str()) {
            counts.insert(one.table.clone(), rows(app, &one.table).await);
        }
    }
    counts
}

/// Which rows are whose, of every table that moves.
async fn whose(app: &TestApp) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for table in [
        "post",
        "completion",
        "certificate",
        "study",
        "role_grant",
        "claim",
        "account",
    ] {
        let sql = format!(
            "SELECT CAST(COUNT(*) AS text) FROM {table} GROUP BY person_id ORDER BY person_id"
        );
        all.push(texts(app, &sql).await);
    }
    all
}

#[tokio::test]
async fn what_moves_is_shown_first_nothing_is_lost_and_it_can_be_undone() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let (before, whose_before) = (counts(&app).await, whose(&app).await);
    let page = lead.get(&format!("/people/{}", kept.person)).await.ok();
    let page = lead
        .get(&page.link("Merge with another").unwrap())
        .await
        .ok();
    assert!(page.text().contains("Same name"), "{}", page.text());
    let page = lead.get(&page.link("Compare").unwrap()).await.ok();
    assert!(page.text().contains("Completions"), "{}", page.text());
    assert_eq!(whose(&app).await, whose_before, "looking changes nothing");
    let missing = lead.submit(&page, "Merge the records", &[]).await;
    assert_eq!(missing.errors(), ["Select how they sign in from now on"]);
    let fill = [("asha@northside.example, has an account", "")];
    let page = lead.submit(&page, "Merge the records", &fill).await.ok();
    assert!(
        page.text().contains("The two records are one."),
        "{}",
        page.text()
    );
    assert_eq!(counts(&app).await, before, "no row is lost");
    let own = |table: &str| {
        format!(
            "SELECT COUNT(*) FROM {table} WHERE person_id = {}",
            id(&app, kept.person)
        )
    };
    assert_eq!(number(&app, &own("completion")).await, 2);
    assert_eq!(number(&app, &own("post")).await, 2);
    let instead = lead.get(&format!("/people/{}", merged.person)).await.ok();
    assert_eq!(instead.path, format!("/people/{}", kept.person));
    app.advance(TimeDelta::minutes(5));
    let page = lead
        .get(&format!("/people/{}/merge", kept.person))
        .await
        .ok();
    let page = lead.get(&page.link("Undo").unwrap()).await.ok();
    let page = lead.submit(&page, "Undo the merger", &[]).await.ok();
    assert!(
        page.text().contains("The merger has been undone."),
        "{}",
        page.text()
    );
    assert_eq!(counts(&app).await, before);
    assert_eq!(
        whose(&app).await,
        whose_before,
        "everything is whose it was"
    );
    let open = "SELECT COUNT(*) FROM account WHERE closed_at IS NOT NULL";
    assert_eq!(number(&app, open).await, 0);
    lead.get(&format!("/people/{}", merged.person)).await.ok();
}

#[tokio::test]
async fn the_sign_in_that_was_chosen_stays_and_the_other_ends() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut old = app.sign_in(&merged).await;
    old.get("/my-training").await.ok();
    let page = compared(&mut lead, &kept, &merged).await.ok();
    let fill = [("=sign_in", "merged")];
    lead.submit(&page, "Merge the records", &fill).await.ok();
    assert!(old.get("/my-training").await.path.starts_with("/sign-in"));
    let sql = format!(
        "SELECT email FROM person WHERE id = {}",
        id(&app, kept.person)
    );
    assert_eq!(texts(&app, &sql).await, ["a.patel@northside.example"]);
    let sql = format!(
        "SELECT COUNT(*) FROM account WHERE closed_at IS NULL AND person_id = {}",
        id(&app, kept.person)
    );
    assert_eq!(number(&app, &sql).await, 1);
}

#[tokio::test]
async fn a_merger_is_not_undone_once_something_that_moved_was_changed() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let page = compared(&mut lead, &kept, &merged).await.ok();
    lead.submit(&page, "Merge the records", &[("=sign_in", "kept")])
        .await
        .ok();
    app.advance(TimeDelta::minutes(5));
    let page = lead
        .get(&format!("/people/{}/edit", kept.person))
        .await
        .ok();
    lead.submit(&page, "Save", &[("Full name", "Asha Patel-Jones")])
        .await
        .ok();
    let page = lead
        .get(&format!("/people/{}/merge", kept.person))
        .await
        .ok();
    let page = lead.get(&page.link("Undo").unwrap()).await.ok();
    assert!(
        page.text().contains("change a person’s name")
            || page.text().contains("change a person's name"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("by Ben Lead"));
    assert!(!page.html.contains("Undo the merger"));
}

#[tokio::test]
async fn who_may_not_merge_is_told_or_sees_no_such_page() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    compared(&mut other, &kept, &merged)
        .await
        .assert_not_found();
    let abroad = app.learner().at("Riverside").create().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    compared(&mut lead, &kept, &abroad).await.assert_not_found();
    let manager = app.manager().at("Northside").create().await;
    let refused = compared(&mut lead, &kept, &manager).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("holds a role"),
        "{}",
        refused.text()
    );
    let mut administrator = app.administrator().at("Northside").sign_in().await;
    compared(&mut administrator, &kept, &manager).await.ok();
}

#[tokio::test]
async fn a_certificate_of_the_merged_record_still_verifies() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let mut business = app.business_manager().at("Northside").sign_in().await;
    let page = business.get("/certificates").await.ok();
    let page = business.submit(&page, "Continue with all", &[]).await.ok();
    business.submit(&page, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = compared(&mut lead, &kept, &merged).await.ok();
    lead.submit(&page, "Merge the records", &[("=sign_in", "kept")])
        .await
        .ok();
    let sql = format!(
        "SELECT code FROM certificate WHERE person_id = {}",
        id(&app, kept.person)
    );
    let codes = texts(&app, &sql).await;
    assert_eq!(codes.len(), 2);
    for code in codes {
        let page = app.browser().get(&format!("/check/{code}")).await.ok();
        assert!(page.text().contains("Asha Patel"));
    }
}

#[tokio::test]
async fn reminders_follow_the_record_and_come_back() {
    let app = TestApp::start().await;
    let (kept, merged) = twice(&app).await;
    let other = app.learner().at("Northside").create().await;
    let organisation = id(&app, app.organisation("Northside").await);
    let now = app.site.now().to_rfc3339();
    for (about, level, to) in [
        (&merged, "FR", &merged),
        (&merged, "AW", &merged),
        (&kept, "AW", &kept),
        (&other, "AW", &merged),
    ] {
        let sql = format!(
            "INSERT INTO reminder (person_id, level, due_on, step, organisation_id, recipient_id, outcome, made_on, made_at) \
             VALUES ({}, '{level}', '2027-03-01', 'before-30', {organisation}, {}, 'sent', '2027-01-30', '{now}')",
            id(&app, about.person),
            id(&app, to.person),
        );
        behind_its_back(&app, &sql).await;
    }
    let count = |column: &str, someone: &Someone| {
        format!(
            "SELECT COUNT(*) FROM reminder WHERE {column} = {}",
            id(&app, someone.person)
        )
    };
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = compared(&mut lead, &kept, &merged).await.ok();
    assert!(page.text().contains("Reminders"), "{}", page.text());
    let fill = [("=sign_in", "kept")];
    lead.submit(&page, "Merge the records", &fill).await.ok();
    // The same reminder of both stays with each.
    assert_eq!(number(&app, &count("person_id", &kept)).await, 2);
    assert_eq!(number(&app, &count("person_id", &merged)).await, 1);
    assert_eq!(number(&app, &count("recipient_id", &merged)).await, 0);
    app.advance(TimeDelta::minutes(5));
    let page = lead
        .get(&format!("/people/{}/merge", kept.person))
        .await
        .ok();
    let page = lead.get(&page.link("Undo").unwrap()).await.ok();
    lead.submit(&page, "Undo the merger", &[]).await.ok();
    assert_eq!(number(&app, &count("person_id", &kept)).await, 1);
    assert_eq!(number(&app, &count("person_id", &merged)).await, 2);
    assert_eq!(number(&app, &count("recipient_id", &merged)).await, 3);
}

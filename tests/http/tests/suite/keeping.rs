//! What is kept of people: all that is held, two records made one, and leavers without their names.

mod merging;
mod references;
mod retention;

use crate::records::claims_half_day;
use crate::steps::{behind_its_back, has_passed, id, number};
use domain::ids::{OrganisationId, PersonId};
use serde_json::Value;
use testkit::{Browser, TestApp};
use uuid::Uuid;

/// Somebody whose record could be merged with another of the organisation, and one that was merged into it: who, and the
/// merger.
pub async fn merged(app: &TestApp, organisation: &str, kept: PersonId) -> (String, String) {
    let other = app.learner().at(organisation).create().await;
    let gone = app.learner().at(organisation).create().await;
    let merger: Uuid = app.site.new_id();
    let sql = format!(
        "INSERT INTO merger (id, kept_id, merged_id, moved, was, merged_at) VALUES ({}, {}, {}, '{{}}', '{{}}', '{}')",
        id(app, merger),
        id(app, kept),
        id(app, gone.person),
        app.site.now().to_rfc3339(),
    );
    behind_its_back(app, &sql).await;
    (other.person.to_string(), merger.to_string())
}

/// A proposal to anonymise leavers of an organisation, about somebody and withdrawn, so that there can be several.
pub async fn proposal(app: &TestApp, organisation: OrganisationId, person: PersonId) -> String {
    let (proposal, now): (Uuid, _) = (app.site.new_id(), app.site.now().to_rfc3339());
    let sql = format!(
        "INSERT INTO anonymising (id, organisation_id, left_before, people, proposed_at, withdrawn_at) VALUES ({}, {}, '2010-01-01', 0, '{now}', '{now}')",
        id(app, proposal),
        id(app, organisation),
    );
    behind_its_back(app, &sql).await;
    let line = format!(
        "INSERT INTO anonymising_person (anonymising_id, person_id, left_on) VALUES ({}, {}, '2010-01-01')",
        id(app, proposal),
        id(app, person),
    );
    behind_its_back(app, &line).await;
    proposal.to_string()
}

/// What a browser is given when it asks for everything held about whoever uses it.
async fn own_file(browser: &mut Browser) -> Value {
    let file = browser.get("/account/data/file").await.ok();
    assert!(file.header("content-disposition").contains("attachment"));
    serde_json::from_str(&file.html).expect("it is JSON")
}

/// The rows of a section of such a file.
fn rows_of<'a>(file: &'a Value, table: &str) -> &'a [Value] {
    let sections = file["sections"].as_array().expect("sections");
    let found = sections.iter().find(|section| section["kept_in"] == table);
    let found = found.unwrap_or_else(|| panic!("there is a section of {table}"));
    found["rows"].as_array().expect("rows")
}

#[tokio::test]
async fn everybody_sees_all_that_is_held_about_themselves_and_takes_it_away() {
    let app = TestApp::start().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .named("Asha Patel")
        .sign_in()
        .await;
    has_passed(&app, &asha.who().clone(), "awareness").await;
    let page = asha.get("/account").await.ok();
    let page = asha.get(&page.link("See and download").unwrap()).await.ok();
    for said in [
        "Who you are",
        "Asha Patel",
        "Posts",
        "Completed training",
        "Modules taken",
        "Where you are signed in",
        "Nothing is held of",
    ] {
        assert!(page.text().contains(said), "{said}");
    }
    let file = own_file(&mut asha).await;
    assert_eq!(rows_of(&file, "person")[0]["Name"], "Asha Patel");
    assert_eq!(rows_of(&file, "completion").len(), 1);
    let text = file.to_string();
    for secret in ["password_hash", "totp_secret", "token_hash", "argon2"] {
        assert!(!text.contains(secret), "{secret} stays out");
    }
    claims_half_day(&app, &mut asha).await;
    let page = asha.get("/account/data").await.ok();
    let evidence = page.link("Modern slavery half day").unwrap();
    let sent = asha.get(&evidence).await.ok();
    assert!(sent.bytes.starts_with(b"%PDF-"));
    let file = own_file(&mut asha).await;
    assert_eq!(file["files"][0]["address"], evidence);
    let table = asha.get("/account/data/completions?as=csv").await.ok();
    assert!(table.html.contains("Completed"), "{}", table.html);
}

#[tokio::test]
async fn a_lead_makes_the_file_for_somebody_who_asks_and_that_is_kept() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let path = format!("/people/{}/data", asha.who().person);
    let page = lead.get(&path).await.ok();
    let file = lead.submit(&page, "Make the file", &[]).await.ok();
    let file: Value = serde_json::from_str(&file.html).expect("it is JSON");
    assert_eq!(rows_of(&file, "post").len(), 1);
    assert!(!file.to_string().contains("What you entered"));
    let sql = "SELECT COUNT(*) FROM audit WHERE act = 'SeeAllHeld'";
    assert_eq!(number(&app, sql).await, 1);
    let seen = own_file(&mut asha).await;
    let entries = rows_of(&seen, "audit");
    assert!(entries.iter().any(|entry| entry["By"] == "Ben Lead"));
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&path).await.assert_not_found();
}

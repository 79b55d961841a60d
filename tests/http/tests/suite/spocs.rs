//! SPOCs and deputies: naming them, and how well they cover an organisation.

use crate::{
    directory::trained,
    steps::{behind_its_back, id, number, texts},
};
use chrono::Days;
use domain::ids::{OrganisationId, SpocId};
use testkit::{Browser, Page, Someone, TestApp};

/// Names somebody for their whole organisation, behind the product's back; which designation that is.
pub async fn named(app: &TestApp, someone: &Someone) -> String {
    let spoc: SpocId = app.site.new_id();
    let sql = format!(
        "INSERT INTO spoc (id, post_id, organisation_id, is_deputy, from_on, named_at) \
         SELECT {}, id, organisation_id, false, '2020-01-01', '2020-01-01T00:00:00Z' FROM post WHERE person_id = {}",
        id(app, spoc),
        id(app, someone.person)
    );
    behind_its_back(app, &sql).await;
    spoc.to_string()
}

/// A training lead at Northside, with the address of its cover.
async fn lead(app: &TestApp) -> (Browser, String) {
    let organisation: OrganisationId = app.organisation("Northside").await;
    let lead = app.training_lead().at("Northside").sign_in().await;
    (lead, format!("/spocs/{organisation}"))
}

/// Somebody at Northside with a name of their own.
async fn somebody(app: &TestApp, name: &str) -> Someone {
    app.learner().at("Northside").named(name).create().await
}

/// Names somebody over the form, for the only team.
async fn names(lead: &mut Browser, cover: &str, who: &str) -> Page {
    let page = lead.get(&format!("{cover}/name")).await.ok();
    let fill = [
        ("Who is it?", who),
        ("For which part of the organisation?", "Team one"),
    ];
    let form = page.form("Save").fill(&fill);
    let named = lead.post(&form.action, &form.fields).await;
    if named.status == 200 {
        // The same form twice names once.
        lead.post(&form.action, &form.fields).await.ok();
    }
    named
}

/// The cells of the table of places that begins with some words.
fn place(page: &Page, begins: &str) -> String {
    let rows = page.all("main table:first-of-type tbody tr");
    let row = rows.into_iter().find(|row| row.starts_with(begins));
    row.unwrap_or_else(|| panic!("{begins} in {}", page.text()))
}

#[tokio::test]
async fn a_spoc_is_named_once_prepared_and_counts_once_trained() {
    let app = TestApp::start().await;
    let (mut lead, cover) = lead(&app).await;
    let ada = somebody(&app, "Ada Prepared").await;
    let empty = lead.get("/spocs").await.ok();
    assert!(empty.text().contains("Nobody is named yet"));
    let early = names(&mut lead, &cover, "Ada Prepared").await;
    assert_eq!(
        early.errors(),
        ["They must be in date with Awareness and Frontline practitioner first"]
    );
    trained(&app, &ada, "AW", 400).await;
    trained(&app, &ada, "FP", 400).await;
    let nobody = names(&mut lead, &cover, "Nobody Known").await;
    assert_eq!(
        nobody.errors(),
        ["Nobody in post is found. Check the address, number or name"]
    );
    let page = names(&mut lead, &cover, ada.email.as_deref().unwrap())
        .await
        .ok();
    assert!(page.text().contains("Not ready"), "{}", page.text());
    assert!(place(&page, "Team one").contains("None"), "{}", page.text());
    assert_eq!(number(&app, "SELECT COUNT(*) FROM spoc").await, 1);
    let again = names(&mut lead, &cover, "Ada Prepared").await;
    assert_eq!(again.errors(), ["They are named for this place already"]);
    trained(&app, &ada, "FR", 200).await;
    let page = lead.get(&cover).await.ok();
    assert!(place(&page, "Team one").contains("One, fragile"));
    assert!(place(&page, "Northside").contains("1 of 2"));
    // It is ended on a page of its own.
    let ask = lead.get(&page.link("End").unwrap()).await.ok();
    assert!(ask.text().contains("Ada Prepared is SPOC for Team one"));
    let ended = lead.submit(&ask, "End it", &[]).await.ok();
    assert!(ended.text().contains("Nobody is named yet"));
    let noted = "SELECT COUNT(*) FROM audit WHERE act = 'NameSpoc'";
    assert_eq!(number(&app, noted).await, 2);
}

#[tokio::test]
async fn a_cohort_is_spoc_by_post_where_the_organisation_says_so() {
    let app = TestApp::start().await;
    let (mut lead, cover) = lead(&app).await;
    let bo = app
        .learner()
        .at("Northside")
        .named("Bo Front-Door")
        .cohorts(&["C4"])
        .create()
        .await;
    trained(&app, &bo, "FR", 200).await;
    let before = lead.get(&cover).await.ok();
    assert!(!before.text().contains("Bo Front-Door"));
    let page = lead.get(&format!("{cover}/terms")).await.ok();
    let label = page
        .all("fieldset label")
        .into_iter()
        .find(|label| label.starts_with("First responders"))
        .unwrap();
    let label = format!("Who is a SPOC by post?: {label}");
    let saved = lead.submit(&page, "Save", &[(&label, "")]).await.ok();
    assert!(saved.text().contains("SPOC by post"), "{}", saved.text());
    assert!(place(&saved, "Northside").contains("Bo Front-Door"));
    assert!(saved.link("End Bo").is_none());
}

#[tokio::test]
async fn a_team_has_a_minimum_of_its_own() {
    let app = TestApp::start().await;
    let (mut lead, cover) = lead(&app).await;
    let page = lead.get(&format!("{cover}/terms")).await.ok();
    let wrong = lead.submit(&page, "Save", &[("Team one", "many")]).await;
    assert_eq!(wrong.errors(), ["Team one must be a number from 1 to 99"]);
    let saved = lead.submit(&page, "Save", &[("Team one", "5")]).await.ok();
    assert!(place(&saved, "Team one").contains("0 of 5"));
    assert!(place(&saved, "Northside").contains("0 of 2"));
    let page = lead.get(&format!("{cover}/terms")).await.ok();
    let saved = lead.submit(&page, "Save", &[("Team one", "")]).await.ok();
    assert!(place(&saved, "Team one").contains("0 of 2"));
}

#[tokio::test]
async fn a_leaver_who_breaks_cover_is_warned_of() {
    let app = TestApp::start().await;
    let (mut lead, cover) = lead(&app).await;
    for name in ["Cy Stays", "Di Leaves"] {
        let someone = somebody(&app, name).await;
        trained(&app, &someone, "FR", 300).await;
        named(&app, &someone).await;
    }
    let page = lead.get(&cover).await.ok();
    assert!(place(&page, "Northside").contains("Enough"));
    assert!(!page.text().contains("leaves the post"));
    let last = app.site.today() + Days::new(20);
    let sql = format!(
        "UPDATE post SET ends_on = '{last}' WHERE person_id = (SELECT id FROM person WHERE name = 'Di Leaves')"
    );
    behind_its_back(&app, &sql).await;
    let page = lead.get(&cover).await.ok();
    let first = domain::calendar::day(last + Days::new(1));
    let said = format!("From {first}, Northside has one person ready: Di Leaves leaves the post.");
    assert!(page.text().contains(&said), "{said} in {}", page.text());
    // The office of the board sees every organisation of its area, and no other.
    let mut office = app.business_manager().at("Northside").sign_in().await;
    app.organisation_in("Eastside", "Northside").await;
    app.organisation("Riverside").await;
    let all = office.get("/spocs").await.ok();
    assert!(all.text().contains("Eastside") && !all.text().contains("Riverside"));
    let same = office.get(&all.link("Northside").unwrap()).await.ok();
    assert!(same.text().contains(&said));
    assert!(same.link("Name a SPOC").is_none());
}

#[tokio::test]
async fn the_list_for_the_intranet_has_those_who_stand_ready() {
    let app = TestApp::start().await;
    let (mut lead, cover) = lead(&app).await;
    for (name, level) in [
        ("Ed Ready", "FR"),
        ("Flo Unlisted", "FR"),
        ("Gus Untrained", "AW"),
    ] {
        let someone = somebody(&app, name).await;
        trained(&app, &someone, level, 300).await;
        named(&app, &someone).await;
        if name == "Flo Unlisted" {
            let mut own = app.sign_in(&someone).await;
            let page = own.get("/directory/mine").await.ok();
            own.submit(&page, "Save", &[("Unlisted", "")]).await.ok();
        }
    }
    let page = lead.get(&cover).await.ok();
    let file = lead.submit(&page, "Download the list as CSV", &[]).await;
    assert_eq!(file.status, 200);
    assert!(file.html.contains("Ed Ready"), "{}", file.html);
    assert!(!file.html.contains("Flo Unlisted") && !file.html.contains("Gus Untrained"));
    let kept = "SELECT after_json FROM audit WHERE act = 'SeeSpocCover'";
    let kept = texts(&app, kept).await;
    assert_eq!(kept, ["[\"list for the intranet\",1]"]);
}

//! The learner record: what somebody has done, as they see it and those who look after them.

use crate::steps::{behind_its_back, everything, has_passed, id, in_words, rows, texts};
use chrono::{Days, Months, TimeDelta};
use domain::ids::PostId;
use testkit::TestApp;

#[tokio::test]
async fn a_completion_keeps_the_post_and_organisation_of_its_day() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let before = everything(&app).await["completion"].clone();
    // She moves to Riverside.
    let (today, riverside) = (app.site.today(), app.organisation("Riverside").await);
    behind_its_back(
        &app,
        &format!("UPDATE post SET ends_on = '{}'", today - Days::new(1)),
    )
    .await;
    let post: PostId = app.site.new_id();
    let (post, person, organisation) = (id(&app, post), id(&app, asha.person), id(&app, riverside));
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main) \
         VALUES ({post}, {person}, {organisation}, 'Buyer', 'permanent', '{today}', true)"
    );
    behind_its_back(&app, &sql).await;
    let path = format!("/people/{}", asha.person);
    app.training_lead()
        .at("Northside")
        .sign_in()
        .await
        .get(&path)
        .await
        .assert_not_found();
    let page = app
        .training_lead()
        .at("Riverside")
        .sign_in()
        .await
        .get(&path)
        .await
        .ok();
    assert!(
        page.text().contains("Modern slavery awareness"),
        "{}",
        page.text()
    );
    let until = today.checked_add_months(Months::new(36)).unwrap();
    assert!(page.text().contains(&in_words(until)), "{}", page.text());
    assert_eq!(everything(&app).await["completion"], before);
    // The certificate is issued by the board in whose area she learned.
    let list = app
        .business_manager()
        .at("Northside")
        .sign_in()
        .await
        .get("/certificates")
        .await
        .ok();
    assert!(list.text().contains(&asha.name), "{}", list.text());
    let list = app
        .business_manager()
        .at("Riverside")
        .sign_in()
        .await
        .get("/certificates")
        .await
        .ok();
    assert!(!list.text().contains(&asha.name), "{}", list.text());
}

#[tokio::test]
async fn a_lead_sees_what_somebody_needs_and_has_done() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1", "C3"])
        .create()
        .await;
    let path = format!("/people/{}", asha.person);
    let page = lead.get(&path).await.ok();
    assert!(
        page.text().contains("0 of 2 required levels completed."),
        "{}",
        page.text()
    );
    assert!(page.text().contains("First: Awareness"), "{}", page.text());
    has_passed(&app, &asha, "awareness").await;
    has_passed(&app, &asha, "frontline-practitioner").await;
    let page = lead.get(&path).await.ok();
    assert!(
        page.text().contains("1 of 2 required levels completed."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Frontline practitioner: e-learning part")
            && page.text().contains("A session completes it"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("E-learning, 10 of 10 right"),
        "{}",
        page.text()
    );
    let unsorted = app.learner().at("Northside").cohorts(&[]).create().await;
    let page = lead.get(&format!("/people/{}", unsorted.person)).await.ok();
    assert!(page.text().contains("Unclassified"), "{}", page.text());
}

#[tokio::test]
async fn passing_again_adds_a_completion_and_changes_none() {
    let app = TestApp::start().await;
    let asha = app.learner().create().await;
    has_passed(&app, &asha, "awareness").await;
    let first = everything(&app).await["completion"].clone();
    app.advance(TimeDelta::days(30));
    has_passed(&app, &asha, "awareness").await;
    assert_eq!(rows(&app, "completion").await, 2);
    assert!(
        everything(&app).await["completion"]
            .lines()
            .any(|line| line == first)
    );
    let page = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert_eq!(page.all("main tbody tr").len(), 2, "{}", page.text());
    assert!(
        page.text()
            .contains("You have completed 1 of 1 required levels."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn the_cohorts_of_all_posts_of_the_day_are_stamped() {
    let app = TestApp::start().await;
    let asha = app.learner().cohorts(&["C5", "C1"]).create().await;
    has_passed(&app, &asha, "awareness").await;
    behind_its_back(&app, "DELETE FROM membership").await;
    assert_eq!(
        texts(&app, "SELECT cohorts FROM completion").await,
        ["[\"C1\",\"C5\"]"],
        "as it was that day"
    );
}

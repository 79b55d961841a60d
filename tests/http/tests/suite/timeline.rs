//! A person's page: why they are in a cohort, what is decided for them, and what has happened.

use crate::steps::{fail, has_passed, module, number, read_all_screens};
use chrono::{Datelike, Days};
use testkit::TestApp;

#[tokio::test]
async fn the_timeline_tells_what_has_happened_the_newest_first() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Lena Lead")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let mut browser = app.sign_in(&asha).await;
    let practitioner = module(&app, "frontline-practitioner").await;
    crate::steps::begin(&mut browser, &practitioner).await;
    read_all_screens(&mut browser, &practitioner).await;
    for _ in 0..3 {
        fail(&app, &mut browser, &practitioner).await;
    }
    let person = format!("/people/{}", asha.person);
    let page = lead.get(&person).await.ok();
    lead.submit(&page, "Give new attempts", &[]).await.ok();
    let timeline = lead.get(&format!("{person}/timeline")).await.ok();
    let text = timeline.text();
    for said in [
        "Post begun: Housing officer",
        "In cohort:",
        "Completed: Modern slavery awareness",
        "Quiz passed: Modern slavery awareness",
        "Quiz not passed: Frontline practitioner",
        "New attempts given: Frontline practitioner",
        "by Lena Lead",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let place = |said: &str| text.find(said).unwrap_or(usize::MAX);
    assert!(place("New attempts given") < place("Post begun"), "{text}");
}

#[tokio::test]
async fn a_person_is_exempted_from_their_own_page_which_then_shows_it_and_ends_it() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    let person = format!("/people/{}", asha.person);
    let page = lead.get(&person).await.ok();
    let ask = lead.submit(&page, "Exempt", &[]).await.ok();
    let day = app.site.today() + Days::new(30);
    let parts = [day.day(), day.month(), day.year().unsigned_abs()].map(|part| part.to_string());
    let fill = [
        ("=day_day", parts[0].as_str()),
        ("=day_month", parts[1].as_str()),
        ("=day_year", parts[2].as_str()),
        ("Why?", "Seconded to the new system"),
    ];
    let shown = lead.submit(&ask, "Exempt 1 person", &fill).await.ok();
    assert!(
        shown.path.starts_with(&person),
        "back at the person: {}",
        shown.path
    );
    assert!(
        shown.text().contains("Exceptions in force"),
        "{}",
        shown.text()
    );
    assert!(
        shown.text().contains("Seconded to the new system"),
        "{}",
        shown.text()
    );
    let ended = lead.submit(&shown, "End the exception", &[]).await.ok();
    assert!(
        !ended.text().contains("Exceptions in force"),
        "{}",
        ended.text()
    );
    let timeline = lead.get(&format!("{person}/timeline")).await.ok();
    assert!(
        timeline.text().contains("No longer exempt from"),
        "{}",
        timeline.text()
    );
    let open = "SELECT COUNT(*) AS number FROM exemption WHERE ended_at IS NULL";
    assert_eq!(number(&app, open).await, 0);
}

#[tokio::test]
async fn a_manager_sees_why_somebody_is_in_a_cohort_and_decides_nothing() {
    let app = TestApp::start().await;
    let manager = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .create()
        .await;
    let mut manager = app.sign_in(&manager).await;
    let page = manager.get(&format!("/people/{}", asha.person)).await.ok();
    assert!(page.text().contains("decided by"), "{}", page.text());
    assert!(!page.text().contains("Set a date"), "{}", page.text());
    assert!(page.link("Timeline").is_some());
    assert!(page.link("Record an absence").is_none());
}

#[tokio::test]
async fn the_timeline_tells_of_roles_and_corrections() {
    let app = TestApp::start().await;
    let mut administrator = app
        .administrator()
        .at("Northside")
        .named("Ada Administrator")
        .sign_in()
        .await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Patel")
        .create()
        .await;
    let person = format!("/people/{}", asha.person);
    let page = administrator.get(&format!("{person}/edit")).await.ok();
    administrator
        .submit(&page, "Save", &[("Full name", "Asha Patel-Jones")])
        .await
        .ok();
    let page = administrator.get(&person).await.ok();
    let change = page.link("Change the post").unwrap();
    let page = administrator.get(&change).await.ok();
    administrator
        .submit(&page, "Save", &[("Job title", "Housing lead")])
        .await
        .ok();
    let page = administrator.get(&format!("{person}/roles")).await.ok();
    administrator
        .submit(&page, "Give role", &[("Trainer", "")])
        .await
        .ok();
    let timeline = administrator.get(&format!("{person}/timeline")).await.ok();
    let text = timeline.text();
    for said in [
        "Name changed to Asha Patel-Jones",
        "Before: Asha Patel",
        "Post corrected: Housing lead",
        "Role given: Trainer",
        "by Ada Administrator",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
}

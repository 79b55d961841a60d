//! Who goes first, and updates the law forces: looked at, decided, ended.

use crate::steps::{behind_its_back, has_passed, number, rows};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use testkit::{Browser, Page, TestApp};

/// The three parts of a date, as a form sends them.
fn day(name: &str, day: NaiveDate) -> [(String, String); 3] {
    [
        (format!("={name}_day"), day.day().to_string()),
        (format!("={name}_month"), day.month().to_string()),
        (format!("={name}_year"), day.year().to_string()),
    ]
}

async fn send(browser: &mut Browser, page: &Page, button: &str, fill: &[(String, String)]) -> Page {
    let fill: Vec<_> = fill.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.submit(page, button, &fill).await
}

fn said(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The page that asks whether a wave for the learners of Northside is to begin.
async fn asks_for_wave(app: &TestApp, admin: &mut Browser, due: NaiveDate) -> Page {
    let northside = app.organisation("Northside").await;
    let form = admin.get("/framework/arrangements/waves/new").await.ok();
    let mut fill = vec![
        said("What do you call it?", "First wave"),
        said("=level", "AW"),
        said("=cohort", "C1"),
        said("=organisation", &northside.to_string()),
        said("=method", "Face to face"),
    ];
    fill.extend(day("due_on", due));
    send(admin, &form, "Continue", &fill).await
}

#[tokio::test]
async fn some_go_first_with_their_own_date_and_method_after_a_look_at_whom_it_touches() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let mut admin = app
        .administrator()
        .at("Riverside")
        .cohorts(&[])
        .sign_in()
        .await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let other = app.learner().at("Riverside").create().await;
    let due = app.site.today() + Days::new(20);
    let asked = asks_for_wave(&app, &mut admin, due).await.ok();
    let text = asked.text();
    assert!(
        text.contains("1 person of 1 it is about is touched"),
        "{text}"
    );
    assert!(
        text.contains("What becomes overdue, if nothing is done"),
        "{text}"
    );
    assert_eq!(rows(&app, "wave").await, 0, "nothing is decided yet");
    let list = admin.submit(&asked, "Let them go first", &[]).await.ok();
    assert!(
        list.text().contains("It counts from now on."),
        "{}",
        list.text()
    );
    assert!(
        list.text().contains("Face to face preferred"),
        "{}",
        list.text()
    );
    let twice = admin.submit(&asked, "Let them go first", &[]).await.ok();
    assert_eq!(rows(&app, "wave").await, 1, "{}", twice.text());
    let mine = asha.get("/my-training").await.ok();
    assert!(
        mine.text().contains("Face to face preferred"),
        "{}",
        mine.text()
    );
    let standing = format!("SELECT COUNT(*) AS number FROM standing WHERE due_on = '{due}'");
    assert_eq!(
        number(&app, &standing).await,
        1,
        "{} has the framework's own time",
        other.name
    );
    let page = admin.get("/overview/people").await.ok();
    assert!(
        page.text().contains("Face to face preferred"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn whoever_is_up_to_date_beyond_a_wave_is_counted_and_not_touched() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let ben = app.learner().at("Northside").create().await;
    app.advance(TimeDelta::days(30));
    let mut admin = app
        .administrator()
        .at("Riverside")
        .cohorts(&[])
        .sign_in()
        .await;
    let soon = app.site.today() + Days::new(20);
    let asked = asks_for_wave(&app, &mut admin, soon).await.ok();
    let says = "1 person of 2 it is about is touched";
    assert!(asked.text().contains(says), "{}", asked.text());
    has_passed(&app, &ben, "awareness").await;
    let asked = asks_for_wave(&app, &mut admin, soon).await.ok();
    let says = "Nobody is touched today.";
    assert!(asked.text().contains(says), "{}", asked.text());
    // What Asha holds runs out three years after she passed: a day beyond that is a later last day.
    let late = app.site.today() + Days::new(3 * 365 - 1);
    let asked = asks_for_wave(&app, &mut admin, late).await.ok();
    let says = "1 person of 2 it is about is touched";
    assert!(asked.text().contains(says), "{}", asked.text());
}

#[tokio::test]
async fn ending_it_gives_back_the_frameworks_own_time() {
    let app = TestApp::start().await;
    let mut admin = app
        .administrator()
        .at("Riverside")
        .cohorts(&[])
        .sign_in()
        .await;
    app.learner().at("Northside").create().await;
    let due = app.site.today() + Days::new(20);
    let asked = asks_for_wave(&app, &mut admin, due).await.ok();
    let list = admin.submit(&asked, "Let them go first", &[]).await.ok();
    let end = list.link("End First wave").expect("it can be ended");
    let asked = admin.get(&end).await.ok();
    assert!(asked.text().contains("1 person of 1"), "{}", asked.text());
    let list = admin.submit(&asked, "End it", &[]).await.ok();
    assert!(list.text().contains("Ended on"), "{}", list.text());
    let standing = format!("SELECT COUNT(*) AS number FROM standing WHERE due_on = '{due}'");
    assert_eq!(number(&app, &standing).await, 0);
    let again = admin.submit(&asked, "End it", &[]).await.ok();
    assert!(again.text().contains("It has ended."), "{}", again.text());
}

#[tokio::test]
async fn when_the_law_changes_a_level_is_taken_again_early() {
    let app = TestApp::start().await;
    let mut admin = app
        .administrator()
        .at("Riverside")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    app.learner().at("Northside").create().await;
    let today = app.site.today();
    let form = admin.get("/framework/arrangements/updates/new").await.ok();
    let wrong = admin.submit(&form, "Continue", &[]).await;
    assert_eq!(
        wrong.errors(),
        [
            "Select the training",
            "Enter the day of the change",
            "Enter the last day",
            "Enter what has changed"
        ]
    );
    let mut fill = vec![
        said("=level", "AW"),
        said("What has changed?", "The duty to notify is wider"),
    ];
    fill.extend(day("completed_before", today + Days::new(1)));
    fill.extend(day("due_on", today + Days::new(90)));
    let asked = send(&mut admin, &wrong, "Continue", &fill).await.ok();
    assert!(
        asked
            .text()
            .contains("1 person of 1 it is about is touched"),
        "{}",
        asked.text()
    );
    let list = admin.submit(&asked, "Have it taken again", &[]).await.ok();
    assert!(
        list.text().contains("The duty to notify is wider"),
        "{}",
        list.text()
    );
    let until = today + Days::new(90);
    let held = format!("SELECT COUNT(*) AS number FROM standing WHERE valid_until = '{until}'");
    assert_eq!(number(&app, &held).await, 1);
}

#[tokio::test]
async fn a_wave_for_a_team_is_offered_the_teams_of_its_organisation() {
    let app = TestApp::start().await;
    let mut admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let northside = app.organisation("Northside").await.to_string();
    let form = admin.get("/framework/arrangements/waves/new").await.ok();
    assert!(form.attributes("select[name=team]", "name").is_empty());
    let teams = admin
        .submit(
            &form,
            "Show the teams of the organisation",
            &[
                ("=organisation", &northside),
                ("What do you call it?", "Ours"),
            ],
        )
        .await
        .ok();
    assert_eq!(teams.attributes("select[name=team]", "name"), ["team"]);
    assert_eq!(
        teams.attributes("input[name=title]", "value"),
        ["Ours"],
        "what was typed stays"
    );
}

#[tokio::test]
async fn many_people_stand_anew_in_the_background() {
    let app = TestApp::start().await;
    let mut admin = app
        .administrator()
        .at("Riverside")
        .cohorts(&[])
        .sign_in()
        .await;
    app.learner().at("Northside").create().await;
    server::demo::import(app.site.services(), &app.passwords, 2_600)
        .await
        .unwrap();
    let today = app.site.today();
    behind_its_back(
        &app,
        &format!("UPDATE standing SET completed_on = '{today}', valid_until = NULL"),
    )
    .await;
    let form = admin.get("/framework/arrangements/updates/new").await.ok();
    let mut fill = vec![said("=level", "AW"), said("What has changed?", "The law")];
    fill.extend(day("completed_before", today + Days::new(1)));
    fill.extend(day("due_on", today + Days::new(90)));
    let asked = send(&mut admin, &form, "Continue", &fill).await.ok();
    let list = admin.submit(&asked, "Have it taken again", &[]).await.ok();
    assert!(
        list.text().contains("the law changed: 0 of"),
        "{}",
        list.text()
    );
    app.run_jobs().await;
    let open = "SELECT COUNT(*) AS number FROM reassessment WHERE finished_at IS NULL";
    assert_eq!(number(&app, open).await, 0);
}

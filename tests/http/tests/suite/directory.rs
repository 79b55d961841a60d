//! The directory: who is listed to whom, what an entry holds, and taking it out.

use crate::steps::{behind_its_back, id, number, texts};
use chrono::Days;
use testkit::{Browser, Page, Someone, TestApp};

/// Somebody has completed a level, which counts for so many days from today.
pub async fn trained(app: &TestApp, someone: &Someone, level: &str, days: i64) {
    let new: uuid::Uuid = app.site.new_id();
    let today = app.site.today();
    let until = today + chrono::TimeDelta::days(days);
    let sql = format!(
        "INSERT INTO completion (id, person_id, level, worth, course, mode, source, minutes, content_version, completed_on, \
         valid_until, cohorts, recorded_at) VALUES ({}, {}, '{level}', 'level', 'A course', 'Face to face', 'test', 60, '1', \
         '{}', '{until}', '[]', '2026-01-01T00:00:00Z')",
        id(app, new),
        id(app, someone.person),
        today.min(until) - Days::new(5)
    );
    behind_its_back(app, &sql).await;
}

/// Lets the board of an organisation list first responders.
pub async fn lists(app: &TestApp, organisation: &str) {
    let mut office = app.business_manager().at(organisation).sign_in().await;
    let page = office.get("/directory/settings").await.ok();
    let fill = [("Who is listed?: First responder and SPOC", "")];
    office.submit(&page, "Save", &fill).await.ok();
}

async fn search(browser: &mut Browser, query: &str) -> Page {
    browser.get(&format!("/directory{query}")).await.ok()
}

/// Whether a page names somebody.
fn names(page: &Page, someone: &Someone) -> bool {
    page.text().contains(&someone.name)
}

/// Somebody at Northside who is listed, and how they choose to be.
async fn rita(app: &TestApp) -> (Someone, Browser) {
    let rita = app
        .learner()
        .at("Northside")
        .named("Rita Ready")
        .job("Social worker")
        .create()
        .await;
    trained(app, &rita, "FR", 30).await;
    let browser = app.sign_in(&rita).await;
    (rita, browser)
}

#[tokio::test]
async fn whoever_is_trained_is_listed_for_as_long_as_the_post_and_the_training_last() {
    let app = TestApp::start().await;
    let (rita, mut own) = rita(&app).await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    assert!(!names(&search(&mut asha, "").await, &rita));
    let page = own.get("/directory/mine").await.ok();
    assert!(page.text().contains("You are not listed now"));
    lists(&app, "Northside").await;
    let found = search(&mut asha, "").await;
    assert!(names(&found, &rita), "{}", found.text());
    assert!(found.text().contains("Social worker"));
    assert!(found.text().contains("1 person."));
    let page = own.get("/directory/mine").await.ok();
    assert!(page.text().contains("Your entry"), "{}", page.text());
    // The training runs out, and is taken again.
    let today = app.site.today();
    let yesterday = today - Days::new(1);
    let until = |day| format!("UPDATE completion SET valid_until = '{day}'");
    behind_its_back(&app, &until(yesterday)).await;
    assert!(!names(&search(&mut asha, "").await, &rita));
    behind_its_back(&app, &until(today)).await;
    assert!(names(&search(&mut asha, "").await, &rita));
    // The post ends.
    let sql = format!(
        "UPDATE post SET ends_on = '{yesterday}' WHERE person_id = {}",
        id(&app, rita.person)
    );
    behind_its_back(&app, &sql).await;
    assert!(!names(&search(&mut asha, "").await, &rita));
}

#[tokio::test]
async fn an_entry_holds_what_people_chose_and_nothing_else() {
    let app = TestApp::start().await;
    lists(&app, "Northside").await;
    let (rita, mut own) = rita(&app).await;
    let page = own.get("/directory/mine").await.ok();
    let wrong = [("Telephone at work (optional)", "ring me")];
    let wrong = own.submit(&page, "Save", &wrong).await;
    assert_eq!(
        wrong.errors(),
        ["Enter a telephone number, such as 01632 960 001"]
    );
    let fill = [
        ("Telephone at work (optional)", "01632 960 007"),
        (
            "What can you be asked about? (optional): Adult safeguarding",
            "",
        ),
        (
            "Which languages do you speak besides English? (optional)",
            "Polish and Română",
        ),
    ];
    own.submit(&page, "Save", &fill).await.ok();
    let mut asha = app.learner().at("Northside").sign_in().await;
    let text = search(&mut asha, "").await.text();
    for said in [
        "01632 960 007",
        "Adult safeguarding",
        "Speaks Polish and Română",
        "First responder and SPOC",
        "Last active on",
        rita.email.as_deref().unwrap(),
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    for query in [
        "?language=romana",
        "?topic=adults&level=FR",
        "?q=ready&topic=adults",
    ] {
        assert!(names(&search(&mut asha, query).await, &rita), "{query}");
    }
    for query in [
        "?language=welsh",
        "?topic=housing",
        "?level=TT",
        "?q=nobody",
    ] {
        assert!(!names(&search(&mut asha, query).await, &rita), "{query}");
    }
}

#[tokio::test]
async fn people_choose_to_whom_they_are_listed() {
    let app = TestApp::start().await;
    lists(&app, "Northside").await;
    let (rita, mut own) = rita(&app).await;
    let spoc = app.learner().at("Northside").create().await;
    crate::spocs::named(&app, &spoc).await;
    let mut spoc = app.sign_in(&spoc).await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    for (choice, sees, spoc_sees) in [
        ("Listed to SPOCs only", false, true),
        ("Unlisted", false, false),
        ("Listed", true, true),
    ] {
        let page = own.get("/directory/mine").await.ok();
        own.submit(&page, "Save", &[(choice, "")]).await.ok();
        assert_eq!(names(&search(&mut asha, "").await, &rita), sees, "{choice}");
        assert_eq!(
            names(&search(&mut spoc, "").await, &rita),
            spoc_sees,
            "{choice}"
        );
    }
    // Whoever cannot see an entry cannot ask through it either.
    let found = search(&mut asha, "").await;
    let ask = found.link("Ask Rita").unwrap();
    asha.get(&ask).await.ok();
    let page = own.get("/directory/mine").await.ok();
    own.submit(&page, "Save", &[("Unlisted", "")]).await.ok();
    asha.get(&ask).await.assert_not_found();
}

#[tokio::test]
async fn a_board_sets_who_sees_its_part() {
    let app = TestApp::start().await;
    lists(&app, "Northside").await;
    let (rita, _) = rita(&app).await;
    let mut neighbour = app.learner().at("Riverside").sign_in().await;
    assert!(!names(&search(&mut neighbour, "").await, &rita));
    let mut office = app.business_manager().at("Northside").sign_in().await;
    let page = office.get("/directory/settings").await.ok();
    let fill = [("Who sees them?: Everyone in the partnership", "")];
    let saved = office.submit(&page, "Save", &fill).await.ok();
    assert!(saved.text().contains("The settings have been saved"));
    assert!(names(&search(&mut neighbour, "").await, &rita));
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM audit WHERE act = 'SetDirectory'"
        )
        .await,
        2
    );
}

#[tokio::test]
async fn a_file_is_taken_out_for_a_purpose_that_is_kept() {
    let app = TestApp::start().await;
    lists(&app, "Northside").await;
    let (rita, mut own) = rita(&app).await;
    let board = app.board("Northside").await;
    let address = format!("/directory/export?board={board}");
    let mut office = app.business_manager().at("Northside").sign_in().await;
    let page = office.get(&address).await.ok();
    let nothing = office.submit(&page, "Download as CSV", &[]).await;
    assert_eq!(nothing.errors(), ["Enter what you take it out for"]);
    let fill = [("What do you take it out for?", "The partnership day")];
    let file = office.submit(&page, "Download as CSV", &fill).await;
    assert_eq!(file.status, 200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.html.contains(&rita.name), "{}", file.html);
    let kept = "SELECT after_json FROM audit WHERE act = 'ExportDirectory'";
    let kept = texts(&app, kept).await;
    assert_eq!(kept.len(), 1);
    assert!(kept[0].contains("The partnership day") && kept[0].contains("\"entries\":1"));
    // Those who are not listed to everybody never leave in a file.
    let choice = own.get("/directory/mine").await.ok();
    let choose = [("Listed to SPOCs only", "")];
    own.submit(&choice, "Save", &choose).await.ok();
    let file = office.submit(&page, "Download as CSV", &fill).await;
    assert!(!file.html.contains(&rita.name), "{}", file.html);
    let mut other = app.business_manager().at("Riverside").sign_in().await;
    other.get(&address).await.assert_not_found();
}
